//! What a visitor keeps, and the events that change it.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::answers::Answers;
use channel_readiness::domain::assessment::{Answer, AnswerState, Assessment, AssessmentId, Event};
use channel_readiness::domain::company::{Company, CompanyFacts, CompanyId, Kind};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::library::{CompanyEntry, Library, LibraryEvent, Touched, wait_too};
use channel_readiness::domain::ordered::Ordered;
use channel_readiness::domain::own::{OwnNote, Received};
use channel_readiness::domain::pack::{IndicatorId, Length, PackReference};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::{Day, Moment};
use uuid::Uuid;

fn day(text: &str) -> Day {
    Day::parse(text).expect(text)
}

fn moment(second: u32) -> Moment {
    Moment::parse(&format!("2026-11-23T10:00:{second:02}Z")).expect("a moment")
}

fn company(number: u128, name: &str) -> Company {
    Company {
        id: CompanyId(Uuid::from_u128(number)),
        name: name.to_owned(),
        kind: None,
        size: None,
        notes: String::new(),
        created_at: moment(0),
        updated_at: moment(0),
        extra: Vec::new().into(),
    }
}

fn assessment(number: u128, counterpart: Option<CompanyFacts>) -> Assessment {
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
        company: CompanyFacts::default(),
        counterpart,
        respondent: None,
        created_at: moment(0),
        updated_at: moment(u32::try_from(number).expect("small")),
        answers: Answers::default(),
        extra: Vec::new(),
    }
}

fn apply(library: &mut Library, event: LibraryEvent) -> Vec<Touched> {
    library.apply(event, day("2026-11-23"), moment(30))
}

fn a1() -> IndicatorId {
    IndicatorId("a1".to_owned())
}

fn with_one_assessment() -> (Library, AssessmentId) {
    let mut library = Library::default();
    let one = assessment(1, None);
    let id = one.id;
    apply(&mut library, LibraryEvent::AssessmentAdded(one));
    (library, id)
}

fn change(library: &mut Library, id: AssessmentId, event: Event) -> Vec<Touched> {
    apply(library, LibraryEvent::AssessmentChanged(id, event))
}

/// The assessment.
fn the(library: &Library, id: AssessmentId) -> &Assessment {
    library.assessments.get(&id).expect("it")
}

/// Its one answer.
fn answer(library: &Library, id: AssessmentId) -> &Answer {
    the(library, id).answers.get(&a1()).expect("an answer")
}

#[test]
fn an_answer_is_dated_and_touches_its_assessment_alone() {
    let (mut library, id) = with_one_assessment();
    let touched = change(
        &mut library,
        id,
        Event::Answered(a1(), AnswerState::Level(Level::MAX)),
    );
    assert_eq!(touched, [Touched::Assessment(id)]);
    assert_eq!(answer(&library, id).day, day("2026-11-23"));
    assert_eq!(the(&library, id).updated_at, moment(30));
}

#[test]
fn evidence_stays_when_the_level_changes_and_goes_when_the_answer_is_cleared() {
    let (mut library, id) = with_one_assessment();
    change(
        &mut library,
        id,
        Event::Answered(a1(), AnswerState::Level(Level::MIN)),
    );
    let event = Event::EvidenceWritten {
        indicator: a1(),
        note: "ticket 7".to_owned(),
        link: String::new(),
    };
    change(&mut library, id, event);
    change(&mut library, id, Event::Answered(a1(), AnswerState::Unknown));
    assert_eq!(answer(&library, id).note, "ticket 7");
    change(&mut library, id, Event::Cleared(a1()));
    assert!(the(&library, id).answers.is_empty());
}

#[test]
fn evidence_without_an_answer_is_not_kept() {
    let (mut library, id) = with_one_assessment();
    let event = Event::EvidenceWritten {
        indicator: a1(),
        note: "n".to_owned(),
        link: String::new(),
    };
    change(&mut library, id, event);
    assert!(the(&library, id).answers.is_empty());
}

#[test]
fn evidence_leaves_the_day_of_the_answer_as_it_is() {
    let (mut library, id) = with_one_assessment();
    let given = Answer {
        state: AnswerState::Unknown,
        day: day("2026-01-01"),
        note: String::new(),
        link: String::new(),
        extra: Vec::new(),
    };
    library
        .assessments
        .get_mut(&id)
        .expect("it")
        .answers
        .insert(a1(), given);
    let event = Event::EvidenceWritten {
        indicator: a1(),
        note: "n".to_owned(),
        link: String::new(),
    };
    change(&mut library, id, event);
    assert_eq!(answer(&library, id).day, day("2026-01-01"));
}

#[test]
fn an_empty_title_is_no_title() {
    let (mut library, id) = with_one_assessment();
    change(&mut library, id, Event::Renamed("  Autumn  ".to_owned()));
    assert_eq!(the(&library, id).title.as_deref(), Some("Autumn"));
    change(&mut library, id, Event::Renamed("   ".to_owned()));
    assert_eq!(the(&library, id).title, None);
}

#[test]
fn a_partner_that_is_renamed_is_renamed_in_its_assessments() {
    let mut library = Library::default();
    let contoso = company(9, "Contoso");
    let (about, other) = (assessment(1, Some(contoso.facts())), assessment(2, None));
    let id = contoso.id;
    for event in [
        LibraryEvent::CompanyAdded(contoso.clone()),
        LibraryEvent::AssessmentAdded(about.clone()),
        LibraryEvent::AssessmentAdded(other),
    ] {
        apply(&mut library, event);
    }
    let entry = CompanyEntry {
        name: "Contoso MSP".to_owned(),
        kind: Some(Kind::Reseller),
        ..CompanyEntry::default()
    };
    let renamed = entry.of(contoso);
    let touched = apply(&mut library, LibraryEvent::CompanyReplaced(renamed.clone()));
    assert_eq!(touched, [Touched::Company(id), Touched::Assessment(about.id)]);
    let copy = library
        .assessments
        .get(&about.id)
        .expect("it")
        .counterpart
        .as_ref()
        .expect("a counterpart");
    assert_eq!(
        (copy.name.as_str(), copy.kind),
        ("Contoso MSP", Some(Kind::Reseller))
    );
    let again = apply(&mut library, LibraryEvent::CompanyReplaced(renamed));
    assert_eq!(again, [Touched::Company(id)], "nothing changed in the assessment");
}

#[test]
fn a_deleted_partner_leaves_its_assessments_as_they_are() {
    let mut library = Library::default();
    let contoso = company(9, "Contoso");
    let about = assessment(1, Some(contoso.facts()));
    let id = contoso.id;
    apply(&mut library, LibraryEvent::CompanyAdded(contoso));
    apply(&mut library, LibraryEvent::AssessmentAdded(about.clone()));
    assert_eq!(
        apply(&mut library, LibraryEvent::CompanyDeleted(id)),
        [Touched::Company(id)]
    );
    assert_eq!(library.assessments.get(&about.id), Some(&about));
}

#[test]
fn events_about_what_is_not_there_touch_nothing() {
    let mut library = Library::default();
    let (nobody, nothing) = (CompanyId(Uuid::nil()), AssessmentId(Uuid::nil()));
    assert!(apply(&mut library, LibraryEvent::CompanyDeleted(nobody)).is_empty());
    assert!(apply(&mut library, LibraryEvent::CompanyReplaced(company(8, "Nobody"))).is_empty());
    assert!(apply(&mut library, LibraryEvent::AssessmentDeleted(nothing)).is_empty());
    assert!(change(&mut library, nothing, Event::Renamed("x".to_owned())).is_empty());
    assert_eq!(library, Library::default());
}

#[test]
fn a_deleted_assessment_comes_back_whole() {
    let (mut library, id) = with_one_assessment();
    change(&mut library, id, Event::Answered(a1(), AnswerState::Unknown));
    let before = library.clone();
    let removed = the(&library, id).clone();
    apply(&mut library, LibraryEvent::AssessmentDeleted(id));
    assert!(library.assessments.is_empty());
    apply(&mut library, LibraryEvent::AssessmentAdded(removed));
    assert_eq!(library, before);
}

#[test]
fn the_assessment_worked_on_last_comes_first() {
    let mut library = Library::default();
    for number in [2, 5, 3] {
        apply(
            &mut library,
            LibraryEvent::AssessmentAdded(assessment(number, None)),
        );
    }
    let order: Vec<_> = library
        .latest_first()
        .iter()
        .map(|one| one.id.0.as_u128())
        .collect();
    assert_eq!(order, [5, 3, 2]);
    let latest = |is_wanted: &dyn Fn(u128) -> bool| {
        let found = library.latest_where(&|one| is_wanted(one.id.0.as_u128()));
        found.map(|one| one.id.0.as_u128())
    };
    assert_eq!(latest(&|_| true), Some(5));
    assert_eq!(latest(&|id| id != 5), Some(3));
    assert_eq!(latest(&|id| id == 2), Some(2));
    assert_eq!(latest(&|_| false), None);
}

#[test]
fn entries_are_gone_through_in_pieces_whatever_comes_and_goes_between() {
    let told = |most: usize, between: &dyn Fn(&mut Ordered<u8, char>)| {
        let mut map: Ordered<u8, char> = [(1, 'a'), (3, 'c'), (5, 'e'), (7, 'g')].into_iter().collect();
        let (mut last, mut told) = (None, Vec::new());
        for piece in 0..9 {
            let mut places = Vec::new();
            let is_over = map.go_on(&mut last, most, |place, key, value| {
                places.push((place, *key, *value));
            });
            assert!(places.len() <= most);
            for (place, key, value) in &places {
                assert_eq!(map.at(*place), Some((key, value)));
            }
            told.extend(places.into_iter().map(|(_, _, value)| value));
            if is_over {
                return told.into_iter().collect::<String>();
            }
            if piece == 0 {
                between(&mut map);
            }
        }
        panic!("it never ends");
    };
    for most in 1..6 {
        assert_eq!(told(most, &|_| {}), "aceg", "{most} at a time");
    }
    // What goes is not met again, nothing is met twice, and what comes is met where it is still to come.
    let without = |key: u8| told(2, &|map| map.retain(|one, _| *one != key));
    let with = |key: u8, value: char| {
        told(2, &|map| {
            map.insert(key, value);
        })
    };
    assert_eq!(without(3), "aceg");
    assert_eq!(without(5), "acg");
    assert_eq!(with(2, 'b'), "aceg");
    assert_eq!(with(6, 'f'), "acefg");
    let mut last = None;
    assert!(Ordered::<u8, char>::new().go_on(&mut last, 3, |_, _, _| panic!("of nothing, nothing")));
}

#[test]
fn partners_stand_by_name_without_regard_to_case() {
    let mut library = Library::default();
    for (number, name) in [(1, "beta"), (2, "Alpha"), (3, "Gamma")] {
        apply(&mut library, LibraryEvent::CompanyAdded(company(number, name)));
    }
    let mut all: Vec<&Company> = library.companies.values().collect();
    all.sort_by_cached_key(|company| company.by_name());
    let names: Vec<_> = all.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Alpha", "beta", "Gamma"]);
}

#[test]
fn a_clock_that_goes_back_does_not_make_an_assessment_older() {
    let (mut library, id) = with_one_assessment();
    library.apply(
        LibraryEvent::AssessmentChanged(id, Event::Cleared(a1())),
        day("2026-11-23"),
        moment(30),
    );
    library.apply(
        LibraryEvent::AssessmentChanged(id, Event::Cleared(a1())),
        day("2016-11-23"),
        moment(5),
    );
    assert_eq!(the(&library, id).updated_at, moment(30));
}

#[test]
fn what_is_touched_over_and_over_waits_once_and_nothing_is_lost_of_many() {
    let company = |number: u128| Touched::Company(CompanyId(Uuid::from_u128(number)));
    let assessment = Touched::Assessment(AssessmentId(Uuid::from_u128(1)));
    let mut waiting = Vec::new();
    for _ in 0..100 {
        wait_too(&mut waiting, vec![company(1), assessment]);
        wait_too(&mut waiting, vec![assessment]);
        wait_too(&mut waiting, vec![company(2)]);
    }
    assert_eq!(waiting, [company(1), assessment, company(2)]);
    let many: Vec<Touched> = (3..10_003).map(company).collect();
    for some in many.chunks(32) {
        wait_too(&mut waiting, some.to_vec());
    }
    assert_eq!(waiting[3..], many);
    wait_too(&mut waiting, vec![company(1), company(10_002)]);
    assert!(waiting.contains(&company(1)));
    assert_eq!(waiting.iter().filter(|one| **one == company(10_002)).count(), 1);
}

#[test]
fn what_came_from_somebody_else_is_not_changed() {
    let (mut library, id) = with_one_assessment();
    let mut theirs = the(&library, id).clone();
    let received = Received {
        at: moment(1),
        invite: None,
        fingerprint: None,
        file: None,
        extra: Vec::new(),
    };
    received.put(&mut theirs);
    apply(&mut library, LibraryEvent::AssessmentAdded(theirs.clone()));
    let level = AnswerState::Level(Level::MAX);
    for event in [
        Event::Answered(a1(), level),
        Event::Cleared(a1()),
        Event::Renamed("Mine".to_owned()),
        Event::LengthChosen(Length::Full),
    ] {
        assert_eq!(change(&mut library, id, event), []);
    }
    assert_eq!(*the(&library, id), theirs);
    assert_eq!(library.latest(), None);
    // It can be deleted, which takes it away here alone.
    let deleted = apply(&mut library, LibraryEvent::AssessmentDeleted(id));
    assert_eq!(deleted, [Touched::Assessment(id)]);
}
