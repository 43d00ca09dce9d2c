//! Two companies become one, and two again.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/companies.rs"]
mod companies;

use channel_readiness::domain::answers::Answers;
use channel_readiness::domain::assessment::{AnswerState, Assessment, AssessmentId, Event};
use channel_readiness::domain::company::{Company, CompanyFacts, Kind, Size};
use channel_readiness::domain::directory::{Merger, MergerRefusal, Said, merge, not_kept, take_in_companies};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::library::{Library, LibraryEvent, Touched};
use channel_readiness::domain::own::{Filed, OwnNote};
use channel_readiness::domain::pack::{IndicatorId, Length, PackReference};
use channel_readiness::domain::profile::{Profile, archive};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::touchpoint::{Kind as Occasion, Touchpoint, TouchpointId, Touchpoints};
use companies::{company, contact, day, id, library, moment, profile, with_members, with_profile, written};
use uuid::Uuid;

fn assessment(number: u128, company: CompanyFacts, counterpart: Option<CompanyFacts>) -> Assessment {
    Assessment {
        id: AssessmentId(Uuid::from_u128(number)),
        pack: PackReference {
            id: "p".to_owned(),
            version: 1,
            hash: None,
        },
        side: Side::Vendor,
        length: Length::Quick,
        title: None,
        company,
        counterpart,
        respondent: None,
        created_at: moment(0),
        updated_at: moment(0),
        answers: Answers::default(),
        extra: Vec::new(),
    }
}

fn about(number: u128, company: &Company) -> Assessment {
    assessment(number, CompanyFacts::default(), Some(company.facts()))
}

fn apply_all(library: &mut Library, events: Vec<LibraryEvent>) -> Vec<Touched> {
    let apply = |event| library.apply(event, day("2026-11-23"), moment(30));
    events.into_iter().flat_map(apply).collect()
}

/// With ids as they are read, of these short ones.
fn ids(text: &str) -> String {
    let long = |short: &str| format!("\"0190f5f0-7b1c-7000-8000-0000000000{short}\"");
    let text = text.replace("\"C1\"", &long("C1"));
    ["c1", "c2", "c9"]
        .iter()
        .fold(text, |text, short| {
            text.replace(&format!("\"{short}\""), &long(short))
        })
        .replace("\"s1\"", &long("d1"))
        .replace("\"t1\"", &long("e1"))
        .replace("\"t2\"", &long("e2"))
}

/// A company that says much, and one that says other things.
fn two() -> (Company, Company) {
    let mut keep = with_members(&ids(
        r#""tags":["gold"],"contacts":[{"id":"c1","name":"Ada"}],"touchpoints":[{"id":"t1","kind":"meeting","day":"2026-11-02","note":"a"}],"x":1"#,
    ));
    keep.id = id(1);
    "first".clone_into(&mut keep.notes);
    let mut other = with_members(&ids(
        r#""x":2,"y":3,"tags":["Gold","DACH"],"target":2,"contacts":[{"name":"Ada","id":"c9"},{"id":"C1","name":"No"},{"id":"c2","name":"Bob"}],"systems":[{"id":"s1","name":"S"}],"touchpoints":[{"id":"t2","kind":"meeting","day":"2026-11-02","note":"a"},{"id":"t1","kind":"meeting","day":"2026-11-02","note":"b"}]"#,
    ));
    other.id = id(2);
    "Kontoso Ltd".clone_into(&mut other.name);
    other.size = Some(Size::UpTo50);
    other.kind = Some(Kind::Other);
    "second".clone_into(&mut other.notes);
    other.created_at = moment(0);
    (keep, other)
}

#[test]
fn the_kept_company_is_heard_first_and_lists_are_united() {
    let (mut keep, other) = two();
    keep.created_at = moment(5);
    let merged = merge(&keep, &other, moment(9));
    assert_eq!((merged.id, merged.name.as_str()), (id(1), "Kontoso"));
    assert_eq!(
        (merged.kind, merged.size),
        (Some(Kind::Reseller), Some(Size::UpTo50))
    );
    assert_eq!(merged.notes, "first\n\nsecond");
    assert_eq!((merged.created_at, merged.updated_at), (moment(0), moment(9)));
    let expected = r#""tags":["gold","DACH"],"contacts":[{"id":"c1","name":"Ada"},{"id":"c2","name":"Bob"}],"touchpoints":[{"id":"t1","kind":"meeting","day":"2026-11-02","note":"a"},{"id":"t2","kind":"meeting","day":"2026-11-02","note":"a"}],"x":1,"y":3,"target":2,"systems":[{"id":"s1","name":"S"}]}"#;
    let expected = &ids(expected);
    assert!(written(&merged).ends_with(expected), "{}", written(&merged));
}

#[test]
fn merging_again_changes_nothing() {
    let (keep, other) = two();
    for (keep, other) in [(&keep, &other), (&other, &keep)] {
        let once = merge(keep, other, moment(9));
        assert_eq!(merge(&once, other, moment(20)), once);
        assert_eq!(merge(&once, &once, moment(20)), once);
    }
}

#[test]
fn notes_that_are_the_same_are_there_once() {
    let (mut keep, mut other) = two();
    for (one, two, expected) in [
        ("a", "a", "a"),
        ("a\n\nb", "b", "a\n\nb"),
        ("a\n\nb\n\nc", "b", "a\n\nb\n\nc"),
        ("", "b", "b"),
        ("a", " ", "a"),
        ("ab", "b", "ab\n\nb"),
    ] {
        (keep.notes, other.notes) = (one.to_owned(), two.to_owned());
        assert_eq!(merge(&keep, &other, moment(9)).notes, expected);
    }
}

#[test]
fn a_company_of_two_is_archived_only_where_both_are() {
    let archived = |number, on: Option<&str>| {
        let mut one = company(number, "K");
        if let Some(on) = on {
            archive(&mut one, day(on));
        }
        one
    };
    for (one, other, expected) in [
        (None, None, None),
        (None, Some("2026-11-02"), None),
        (Some("2026-11-01"), None, None),
        (Some("2026-11-01"), Some("2026-11-02"), Some("2026-11-02")),
        (Some("2026-11-03"), Some("2026-11-02"), Some("2026-11-03")),
    ] {
        let other = archived(2, other);
        let merged = merge(&archived(1, one), &other, moment(9));
        assert_eq!(profile(&merged).archived_on, expected.map(day), "{one:?}");
        assert_eq!(merge(&merged, &other, moment(9)), merged);
    }
}

fn with_assessments() -> (Library, Vec<Assessment>) {
    let (keep, other) = two();
    let mut filed = assessment(15, CompanyFacts::default(), None);
    Filed::under(other.id, moment(3)).put(&mut filed);
    let assessments = vec![
        about(11, &keep),
        about(12, &other),
        about(13, &company(3, "Third")),
        assessment(14, other.facts(), None),
        filed,
    ];
    let mut library = Library::default();
    library.take_in(vec![keep, other, company(3, "Third")], assessments.clone());
    (library, assessments)
}

#[test]
fn the_assessments_about_both_are_about_the_kept_one() {
    let (mut library, before) = with_assessments();
    let merger = Merger::of(&library, id(1), id(2), moment(9)).unwrap();
    apply_all(&mut library, merger.events());
    assert_eq!(
        library.companies.keys().copied().collect::<Vec<_>>(),
        [id(1), id(3)]
    );
    let facts = library.companies.get(&id(1)).unwrap().facts();
    let copies: Vec<_> = library
        .assessments
        .values()
        .map(|one| one.counterpart.clone())
        .collect();
    assert_eq!(
        copies,
        [
            Some(facts.clone()),
            Some(facts.clone()),
            before[2].counterpart.clone(),
            None,
            None
        ]
    );
    let filed = library.assessments.get(&before[4].id).unwrap();
    assert_eq!(Filed::of(filed), Some(Ok(Filed::under(id(1), moment(3)))));
    assert_eq!(library.assessments.get(&before[3].id).unwrap().company, facts);
}

#[test]
fn a_merger_is_undone_exactly() {
    let (mut library, _) = with_assessments();
    let before = library.clone();
    let merger = Merger::of(&library, id(1), id(2), moment(9)).unwrap();
    apply_all(&mut library, merger.events());
    assert_ne!(library, before);
    let undo = merger.undo(&library);
    apply_all(&mut library, undo);
    assert_eq!(library, before);
}

#[test]
fn what_cannot_be_one_company_is_refused() {
    let many = |number: u32| {
        let base = company(number, "K");
        with_profile(base, |profile| {
            let contacts =
                (0..300).map(|one| contact(u128::from(number) * 1000 + one, &format!("{number} {one}"), ""));
            profile.contacts = contacts.collect();
        })
    };
    let long = |number: u32| Company {
        notes: number.to_string().repeat(60_000),
        ..company(number, "L")
    };
    let library = library([many(1), many(2), long(3), long(4)]);
    let refusal = |keep, other| Merger::of(&library, id(keep), id(other), moment(9)).unwrap_err();
    assert_eq!(refusal(1, 1), MergerRefusal::IsOne);
    assert_eq!(refusal(1, 9), MergerRefusal::NotHere(id(9)));
    assert_eq!(refusal(9, 1), MergerRefusal::NotHere(id(9)));
    for (keep, other, place) in [(1, 2, "contacts"), (3, 4, "notes")] {
        let MergerRefusal::Invalid(problems) = refusal(keep, other) else {
            panic!("another reason");
        };
        assert_eq!(problems[0].place, place);
    }
}

#[test]
fn a_company_that_is_replaced_renews_the_copies_that_assessments_keep() {
    let (mut library, before) = with_assessments();
    let mut third = company(3, "Third Ltd");
    third.updated_at = moment(1);
    let touched = apply_all(&mut library, vec![LibraryEvent::CompanyReplaced(third.clone())]);
    assert_eq!(
        touched,
        [Touched::Company(id(3)), Touched::Assessment(before[2].id)]
    );
    let here = library.companies.get(&id(3)).unwrap();
    assert_eq!((here.name.as_str(), here.updated_at), ("Third Ltd", moment(30)));
    third.id = id(99);
    assert!(apply_all(&mut library, vec![LibraryEvent::CompanyReplaced(third)]).is_empty());
}

#[test]
fn many_companies_are_taken_in_as_one_by_one() {
    let (mut library, before) = with_assessments();
    let touched = take_in_companies(&mut library, vec![company(8, "New"), company(3, "Third Ltd")]);
    let expected = [
        Touched::Company(id(3)),
        Touched::Company(id(8)),
        Touched::Assessment(before[2].id),
    ];
    assert_eq!(touched, expected);
    assert_eq!(library.companies.len(), 4);
    let copy = library
        .assessments
        .get(&before[2].id)
        .unwrap()
        .counterpart
        .clone();
    assert_eq!(copy, Some(company(3, "Third Ltd").facts()));
}

#[test]
fn what_both_say_otherwise_is_not_kept() {
    let said = |name: &str, kind, size, target: Option<u8>| {
        let mut company = company(1, name);
        (company.kind, company.size) = (kind, size);
        let mut profile = Profile::of(&company).unwrap();
        profile.target = target.and_then(Level::new);
        profile.put(&mut company);
        company
    };
    let full = said("Kontoso", Some(Kind::Reseller), Some(Size::UpTo50), Some(2));
    let other = said("KONTOSO GmbH", Some(Kind::Vendor), Some(Size::UpTo10), Some(3));
    let lost = [
        Said::Name("KONTOSO GmbH".to_owned()),
        Said::Kind(Kind::Vendor),
        Said::Size(Size::UpTo10),
        Said::Target(Level::new(3).unwrap()),
    ];
    assert_eq!(not_kept(&full, &other), lost);
    // What is the same is not lost, nor what only one of them says.
    let silent = said(" ", None, None, None);
    assert_eq!(not_kept(&full, &full), []);
    assert_eq!(not_kept(&silent, &full), []);
    assert_eq!(not_kept(&full, &silent), []);
    // Whatever is lost is in what they become otherwise.
    assert_eq!(not_kept(&merge(&silent, &other, moment(9)), &full).len(), 4);
}

/// Both merged, then changed, then two again.
fn changed_meanwhile(change: impl FnOnce(&mut Library)) -> (Library, Library) {
    let (mut library, _) = with_assessments();
    let before = library.clone();
    let merger = Merger::of(&library, id(1), id(2), moment(9)).unwrap();
    apply_all(&mut library, merger.events());
    change(&mut library);
    let undo = merger.undo(&library);
    apply_all(&mut library, undo);
    (before, library)
}

fn change_kept(library: &mut Library, change: impl FnOnce(&mut Company)) {
    let mut kept = library.companies.get(&id(1)).unwrap().clone();
    change(&mut kept);
    apply_all(library, vec![LibraryEvent::CompanyReplaced(kept)]);
}

fn numbered(number: u128) -> AssessmentId {
    AssessmentId(Uuid::from_u128(number))
}

#[test]
fn answers_given_since_stay_where_two_become_two_again() {
    let answered = |number| {
        let event = Event::Answered(IndicatorId("1.1".to_owned()), AnswerState::Level(Level::ALL[3]));
        LibraryEvent::AssessmentChanged(numbered(number), event)
    };
    let all = [11, 12, 14, 15];
    let (before, after) = changed_meanwhile(|library| {
        apply_all(library, all.map(answered).to_vec());
    });
    for number in all {
        let (was, is) = (
            before.assessments.get(&numbered(number)).unwrap(),
            after.assessments.get(&numbered(number)).unwrap(),
        );
        assert_eq!(
            is.level(&IndicatorId("1.1".to_owned())),
            Some(Level::ALL[3]),
            "{number}"
        );
        assert_eq!(
            (&is.company, &is.counterpart),
            (&was.company, &was.counterpart),
            "{number}"
        );
        assert_eq!(Filed::of(is), Filed::of(was), "{number}");
    }
    assert_eq!(after.companies, before.companies);
}

#[test]
fn what_was_changed_in_the_kept_company_since_stays_with_it() {
    let entry = Touchpoint::new(
        TouchpointId(Uuid::from_u128(77)),
        Occasion::Meeting,
        day("2026-11-20"),
    );
    let (before, after) = changed_meanwhile(|library| {
        change_kept(library, |kept| {
            let mut log = Touchpoints::of(kept).unwrap();
            log.add(entry.clone()).unwrap();
            log.put(kept);
            let mut profile = profile(kept);
            profile.add_tag("new").unwrap();
            profile.put(kept);
            "Kontoso Cloud".clone_into(&mut kept.name);
        });
    });
    let [was, is] = [&before, &after].map(|library| library.companies.get(&id(1)).unwrap());
    assert_eq!(is.name, "Kontoso Cloud");
    assert_eq!(
        profile(is).tags,
        ["gold", "new"],
        "DACH goes back with the other one"
    );
    let log = Touchpoints::of(is).unwrap();
    let days: Vec<_> = log.entries().iter().map(|one| one.id).collect();
    assert_eq!(days.len(), 2);
    assert!(
        days.contains(&entry.id)
            && !days.contains(&TouchpointId(
                Uuid::parse_str("0190f5f0-7b1c-7000-8000-0000000000e2").unwrap()
            ))
    );
    assert_eq!((&is.notes, is.kind, is.size), (&was.notes, was.kind, was.size));
    assert_eq!(profile(is).contacts, profile(was).contacts);
    assert_eq!(profile(is).target, None);
    assert_eq!(after.companies.get(&id(2)), before.companies.get(&id(2)));
    // What is about it knows its new name.
    let copy = after.assessments.get(&numbered(11)).unwrap().counterpart.clone();
    assert_eq!(copy.map(|copy| copy.name), Some("Kontoso Cloud".to_owned()));
}

#[test]
fn what_is_new_since_stays_with_the_kept_company_and_what_was_deleted_stays_deleted() {
    let (_, after) = changed_meanwhile(|library| {
        let kept = library.companies.get(&id(1)).unwrap().clone();
        apply_all(
            library,
            vec![
                LibraryEvent::AssessmentAdded(about(21, &kept)),
                LibraryEvent::AssessmentDeleted(numbered(12)),
            ],
        );
    });
    assert!(!after.assessments.contains_key(&numbered(12)));
    let kept = after.companies.get(&id(1)).unwrap();
    let copy = after.assessments.get(&numbered(21)).unwrap().counterpart.clone();
    assert_eq!(copy, Some(kept.facts()));
    assert_eq!(kept.size, None, "as before");
}

#[test]
fn whoever_was_named_anew_since_stays() {
    let third = company(3, "Third").facts();
    let (_, after) = changed_meanwhile(|library| {
        let mut moved = library.assessments.get(&numbered(12)).unwrap().clone();
        moved.counterpart = Some(third.clone());
        apply_all(library, vec![LibraryEvent::AssessmentAdded(moved)]);
    });
    let moved = after.assessments.get(&numbered(12)).unwrap();
    assert_eq!(moved.counterpart, Some(third.clone()));
}
