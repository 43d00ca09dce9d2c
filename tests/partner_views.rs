//! The views of a relationship: whose they are, which are compared, and where a received one could be filed.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;

use channel_readiness::domain::assessment::{Assessment, AssessmentId};
use channel_readiness::domain::company::{Company, CompanyFacts, CompanyId};
use channel_readiness::domain::exchange::{
    InviteId, read_company, read_response, read_whole_company, write_company,
};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::library::{Library, LibraryEvent};
use channel_readiness::domain::own::{
    Filed, Invited, ListedNote, OwnNote, Received, SentInvite, is_received,
};
use channel_readiness::domain::relationship::{
    Asker, Views, could_be_theirs, filed_under, kept_apart, pair, pair_before, pair_with, suggestions,
    views_of,
};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::Moment;
use documents::{company, value, vendor, with};
use serde_json::json;
use uuid::Uuid;

fn moment(day: u32) -> Moment {
    Moment::parse(&format!("2026-11-{day:02}T10:41:00Z")).unwrap()
}

fn company_id(number: u128) -> CompanyId {
    CompanyId(Uuid::from_u128(number))
}

fn named(number: u128, name: &str) -> Company {
    let mut read = read_company(&parse(&company().to_string()).unwrap()).unwrap();
    read.id = company_id(number);
    name.clone_into(&mut read.name);
    read
}

/// An assessment of nobody in particular, changed on this day.
fn assessment(number: u128, side: Side, day: u32) -> Assessment {
    let mut read = read_response(&vendor().to_string()).unwrap();
    read.id = AssessmentId(Uuid::from_u128(number));
    read.side = side;
    read.updated_at = moment(day);
    read.company.id = None;
    read.counterpart = None;
    read
}

fn about(company: u128, mut of: Assessment) -> Assessment {
    let mut facts = of.company.clone();
    facts.id = Some(company_id(company));
    of.counterpart = Some(facts);
    of
}

fn received(day: u32, mut of: Assessment) -> Assessment {
    let received = Received {
        at: moment(day),
        invite: None,
        fingerprint: None,
        file: None,
        extra: Vec::new(),
    };
    received.put(&mut of);
    of
}

fn filed(company: u128, mut of: Assessment) -> Assessment {
    let filed = Filed {
        company: company_id(company),
        at: moment(1),
        extra: Vec::new(),
    };
    filed.put(&mut of);
    of
}

fn library(companies: Vec<Company>, assessments: Vec<Assessment>) -> Library {
    let mut library = Library::default();
    library.take_in(companies, assessments);
    library
}

fn numbers(assessments: &[&Assessment]) -> Vec<u128> {
    assessments.iter().map(|one| one.id.0.as_u128()).collect()
}

#[test]
fn ours_are_about_the_partner_and_theirs_are_filed_under_it_or_entered_in_its_place() {
    let mut in_its_place = assessment(5, Side::Partner, 3);
    in_its_place.company.id = Some(company_id(1));
    let library = library(
        vec![named(1, "A"), named(2, "B")],
        vec![
            about(1, assessment(1, Side::Vendor, 1)),
            about(1, assessment(2, Side::Vendor, 2)),
            about(2, assessment(3, Side::Vendor, 3)),
            filed(1, received(9, assessment(4, Side::Partner, 4))),
            in_its_place,
            filed(2, received(9, assessment(6, Side::Partner, 4))),
            received(9, assessment(7, Side::Partner, 4)),
            assessment(8, Side::Vendor, 5),
        ],
    );
    let views = views_of(&library, company_id(1));
    assert_eq!(
        (numbers(&views.ours), numbers(&views.theirs)),
        (vec![2, 1], vec![4, 5])
    );
    assert_eq!(views.ids().of(&library), views);
    let ids = views.ids();
    let mut fewer = library.clone();
    let gone = LibraryEvent::AssessmentDeleted(AssessmentId(Uuid::from_u128(2)));
    fewer.apply(gone, moment(9).day(), moment(9));
    assert_eq!(numbers(&ids.of(&fewer).ours), [1], "what is gone is left out");
    let views = views_of(&library, company_id(2));
    assert_eq!((numbers(&views.ours), numbers(&views.theirs)), (vec![3], vec![6]));
    assert_eq!(views_of(&library, company_id(3)), Views::default());
    assert_eq!(numbers(&kept_apart(&library)), [7]);
}

#[test]
fn what_was_received_is_never_ours_whatever_it_says() {
    let mut posing = about(1, received(9, assessment(1, Side::Vendor, 1)));
    posing.company.id = Some(company_id(1));
    let library = library(vec![named(1, "A")], vec![posing]);
    assert_eq!(views_of(&library, company_id(1)), Views::default());
    assert_eq!(numbers(&kept_apart(&library)), [1]);
}

#[test]
fn what_was_received_is_not_what_was_worked_on_last() {
    let both = vec![
        assessment(1, Side::Vendor, 1),
        received(9, assessment(2, Side::Partner, 4)),
    ];
    let library = library(vec![], both);
    assert_eq!(library.latest().map(|latest| latest.id.0.as_u128()), Some(1));
}

#[test]
fn what_is_filed_under_a_partner_who_is_gone_is_kept_apart() {
    let library = library(
        vec![],
        vec![filed(1, received(9, assessment(1, Side::Vendor, 1)))],
    );
    assert_eq!(numbers(&kept_apart(&library)), [1]);
}

#[test]
fn what_says_it_was_changed_in_the_future_is_as_new_as_its_arrival() {
    let mut ahead = filed(1, received(3, assessment(1, Side::Partner, 1)));
    ahead.updated_at = Moment::parse("9999-01-01T00:00:00Z").unwrap();
    let library = library(
        vec![named(1, "A")],
        vec![ahead, filed(1, received(9, assessment(2, Side::Partner, 4)))],
    );
    assert_eq!(numbers(&views_of(&library, company_id(1)).theirs), [2, 1]);
}

#[test]
fn the_newest_pair_of_opposite_sides_of_one_pack_is_compared() {
    let other_version = |mut of: Assessment| {
        of.pack.version = 2;
        of
    };
    let theirs = |number, side, day| filed(1, received(28, assessment(number, side, day)));
    let chosen = |assessments: Vec<Assessment>| {
        let library = library(vec![named(1, "A")], assessments);
        let views = views_of(&library, company_id(1));
        pair(&views).map(|pair| (pair.ours.id.0.as_u128(), pair.theirs.id.0.as_u128()))
    };
    let ours = |number, day| about(1, assessment(number, Side::Vendor, day));
    assert_eq!(chosen(vec![ours(1, 1), theirs(2, Side::Vendor, 2)]), None);
    assert_eq!(
        chosen(vec![ours(1, 1), other_version(theirs(2, Side::Partner, 2))]),
        None
    );
    assert_eq!(
        chosen(vec![
            ours(1, 1),
            ours(2, 5),
            theirs(3, Side::Partner, 2),
            theirs(4, Side::Partner, 3)
        ]),
        Some((2, 4))
    );
    // The newest of ours has nothing to be compared with.
    let all = vec![
        other_version(ours(1, 20)),
        ours(2, 5),
        theirs(3, Side::Partner, 2),
        theirs(4, Side::Vendor, 9),
    ];
    assert_eq!(chosen(all), Some((2, 3)));
}

/// With so many of its answers.
fn with_answers(count: usize, mut of: Assessment) -> Assessment {
    let all: Vec<_> = of.answers.iter().map(|(id, _)| id.clone()).collect();
    of.answers
        .retain(|id, _| all.iter().take(count).any(|one| one == id));
    of
}

#[test]
fn what_has_only_been_begun_takes_the_place_of_nothing() {
    let full = assessment(1, Side::Vendor, 1).answers.len();
    assert!(full >= 4, "{full}");
    let theirs = filed(1, received(28, assessment(9, Side::Partner, 2)));
    let ours = |number, day, count| about(1, with_answers(count, assessment(number, Side::Vendor, day)));
    let told = |assessments: Vec<Assessment>| {
        let library = library(vec![named(1, "A")], assessments);
        let views = views_of(&library, company_id(1));
        (
            numbers(&views.ours),
            pair(&views).map(|pair| pair.ours.id.0.as_u128()),
        )
    };
    let third = full.div_ceil(3);
    assert_eq!(
        told(vec![ours(1, 1, full), ours(2, 5, third - 1), theirs.clone()]),
        (vec![1, 2], Some(1))
    );
    assert_eq!(
        told(vec![ours(1, 1, full), ours(2, 5, third), theirs.clone()]),
        (vec![2, 1], Some(2))
    );
    // Alone, it is what there is.
    assert_eq!(told(vec![ours(2, 5, 1), theirs.clone()]), (vec![2], Some(2)));
    // One of the other side or of another pack is no measure for it.
    let mut other = ours(3, 1, full);
    other.side = Side::Partner;
    assert_eq!(told(vec![other, ours(2, 5, 1), theirs]), (vec![2, 3], Some(2)));
}

#[test]
fn only_what_is_about_nobody_else_here_could_be_theirs() {
    let mut here = library(
        vec![named(1, "A"), named(2, "B")],
        vec![
            about(2, assessment(1, Side::Vendor, 1)),
            about(77, assessment(2, Side::Vendor, 2)),
            assessment(3, Side::Partner, 3),
            received(9, about(2, assessment(4, Side::Partner, 4))),
            about(1, assessment(5, Side::Vendor, 5)),
        ],
    );
    let found = |library: &Library| numbers(&could_be_theirs(library, company_id(1)));
    assert_eq!(found(&here), [4, 3, 2]);
    let mut named_so = assessment(6, Side::Partner, 1);
    "a Ltd".clone_into(&mut named_so.company.name);
    here.take_in(Vec::new(), vec![named_so]);
    assert_eq!(found(&here), [6, 4, 3, 2], "what seems theirs comes first");
}

#[test]
fn the_same_content_is_the_same_pack() {
    let hashed = |digit: &str, mut of: Assessment| {
        of.pack.hash = channel_readiness::domain::pack::Hash::from_hex(&digit.repeat(64));
        of
    };
    let is_paired = |one: &dyn Fn(Assessment) -> Assessment, other: &dyn Fn(Assessment) -> Assessment| {
        let ours = one(about(1, assessment(1, Side::Vendor, 1)));
        let theirs = other(filed(1, received(9, assessment(2, Side::Partner, 1))));
        let library = library(vec![named(1, "A")], vec![ours, theirs]);
        pair(&views_of(&library, company_id(1))).is_some()
    };
    assert!(is_paired(&|of| hashed("a", of), &|of| hashed("a", of)));
    assert!(!is_paired(&|of| hashed("a", of), &|of| hashed("b", of)));
    assert!(is_paired(&|of| hashed("a", of), &|of| of));
}

#[test]
fn a_received_view_could_be_filed_under_whoever_was_invited_and_whoever_is_named_so() {
    let mut invited = named(1, "Quite another name");
    let invite = InviteId(Uuid::from_u128(0xe1));
    for number in [0xe0, 0xe1] {
        let sent = SentInvite {
            id: InviteId(Uuid::from_u128(number)),
            at: moment(1),
            extra: Vec::new(),
        };
        sent.add(&mut invited);
    }
    assert_eq!(SentInvite::all(&invited).len(), 2);
    // It goes through the store as it is.
    let written = compact(&write_company(&invited));
    assert_eq!(read_company(&parse(&written).unwrap()).as_ref(), Ok(&invited));
    let library = library(
        vec![
            invited,
            named(2, "Kontoso  GmbH & Co. KG"),
            named(3, "kontoso"),
            named(4, "Contoso"),
            named(5, ""),
        ],
        vec![],
    );
    let mut view = assessment(1, Side::Partner, 1);
    view.company.name = "KONTOSO, Ltd.".to_owned();
    let found = |of: &Assessment| {
        suggestions(&library, of)
            .iter()
            .map(|id| id.0.as_u128())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&received(9, view.clone())), [3, 2]);
    let note = Received {
        at: moment(9),
        invite: Some(invite),
        fingerprint: None,
        file: None,
        extra: Vec::new(),
    };
    note.put(&mut view);
    assert_eq!(found(&view), [1, 3, 2]);
    view.company.name = String::new();
    assert_eq!(found(&view), [1]);
}

#[test]
fn what_comes_from_whoever_asked_here_could_be_filed_under_them_by_the_invite() {
    let invite = InviteId(Uuid::from_u128(0xe1));
    let answering = |id: u128, mut of: Assessment| {
        let invited = Invited {
            invite: InviteId(Uuid::from_u128(id)),
            at: moment(1),
            extra: Vec::new(),
        };
        invited.put(&mut of);
        of
    };
    let mut view = assessment(9, Side::Vendor, 1);
    view.company.name = String::new();
    let note = Received {
        at: moment(9),
        invite: Some(invite),
        fingerprint: None,
        file: None,
        extra: Vec::new(),
    };
    note.put(&mut view);
    let library = library(
        vec![
            named(1, "Asker"),
            named(2, "Asker of something else"),
            named(3, "C"),
        ],
        vec![
            answering(0xe1, about(1, assessment(1, Side::Partner, 1))),
            answering(0xe2, about(2, assessment(2, Side::Partner, 1))),
            // What came in says nothing of what was answered here.
            answering(0xe1, about(3, received(9, assessment(3, Side::Partner, 1)))),
            view.clone(),
        ],
    );
    assert_eq!(suggestions(&library, &view), [company_id(1)]);
    assert_eq!(
        numbers(&could_be_theirs(&library, company_id(1)))[0],
        9,
        "it comes first"
    );
    assert_eq!(suggestions(&library, &received(9, view)), []);
}

#[test]
fn who_asks_is_the_one_partner_of_its_name_or_a_new_one() {
    let library = library(
        vec![
            named(1, "Kontoso GmbH"),
            named(2, "Fabrikam"),
            named(3, "FABRIKAM, Inc."),
        ],
        vec![],
    );
    let asker = |name: &str| {
        let facts = CompanyFacts {
            name: name.to_owned(),
            ..CompanyFacts::default()
        };
        Asker::of(&library, &facts)
    };
    assert_eq!(asker(" kontoso"), Asker::Here(company_id(1)));
    assert_eq!(asker("Northwind"), Asker::New);
    assert_eq!(asker("Fabrikam"), Asker::Unclear);
    assert_eq!(asker("  "), Asker::Unclear);
}

#[test]
fn of_one_name_are_those_that_differ_in_case_space_signs_and_legal_form() {
    let is_found = |here: &str, there: &str| {
        let library = library(vec![named(1, here)], vec![]);
        let mut view = assessment(1, Side::Partner, 1);
        there.clone_into(&mut view.company.name);
        !suggestions(&library, &view).is_empty()
    };
    for (here, there) in [
        ("Müller", "müller gmbh"),
        ("Ähre & Söhne", "ÄHRE & SÖHNE KG"),
        ("North-Wind Inc.", "Northwind"),
        ("Acme S.A.", "acme"),
        ("Acme S.p.A.", "ACME SpA"),
        ("Co. KG", "co kg"),
        ("東京商事", "東京商事"),
    ] {
        assert!(is_found(here, there) && is_found(there, here), "{here} {there}");
    }
    for (here, there) in [
        ("Müller", "Mueller"),
        ("Acme", "Acme Systems"),
        ("", "GmbH"),
        ("", ""),
        ("&", ""),
    ] {
        assert!(!is_found(here, there), "{here} {there}");
    }
}

#[test]
fn notes_of_the_exchange_are_read_put_and_taken_off() {
    let mut kept = filed(1, received(9, assessment(1, Side::Partner, 1)));
    assert_eq!(filed_under(&kept), Some(company_id(1)));
    let written = value(&channel_readiness::domain::exchange::write_response(&kept));
    assert_eq!(
        written["filed"],
        json!({"company": company_id(1).0.to_string(), "at": "2026-11-01T10:41:00.000Z"})
    );
    assert_eq!(read_response(&written.to_string()).as_ref(), Ok(&kept));
    Filed::take_off(&mut kept);
    assert!(is_received(&kept) && filed_under(&kept).is_none());
    let unknown = with(written, "/received/unknown", json!([1]));
    let mut read = read_response(&unknown.to_string()).unwrap();
    let note = Received::of(&read).unwrap().unwrap();
    note.put(&mut read);
    assert_eq!(
        value(&channel_readiness::domain::exchange::write_response(&read))["received"]["unknown"],
        json!([1])
    );
}

#[test]
fn mistakes_in_the_notes_of_the_exchange_are_named_with_their_place() {
    for (pointer, wrong, expected) in [
        ("/received", json!({}), "received.at: missing"),
        ("/received", json!(5), "received: expected an object, found 5"),
        (
            "/filed",
            json!({"at": "2026-11-22T10:41:00Z"}),
            "filed.company: missing",
        ),
        (
            "/invited",
            json!({"at": "2026-11-22T10:41:00Z"}),
            "invited.invite: missing",
        ),
        (
            "/received",
            json!({"at": "2026-11-22T10:41:00Z", "fingerprint": "x".repeat(101)}),
            "received.fingerprint: the text is too long, at most 100 characters are read",
        ),
    ] {
        let problems = read_response(&with(vendor(), pointer, wrong).to_string()).unwrap_err();
        assert_eq!(documents::told(&problems), expected);
    }
    let wrong = with(company(), "/invites", json!([{"id": Uuid::nil().to_string()}]));
    let problems = read_whole_company(&parse(&wrong.to_string()).unwrap()).unwrap_err();
    assert_eq!(documents::told(&problems), "invites[0].at: missing");
}

#[test]
fn what_was_compared_before_is_the_pair_without_the_newer_view() {
    let all = vec![
        about(1, assessment(1, Side::Vendor, 1)),
        filed(1, received(2, assessment(2, Side::Partner, 2))),
        about(1, assessment(3, Side::Vendor, 5)),
    ];
    let here = library(vec![named(1, "One")], all);
    let views = views_of(&here, company_id(1));
    let now = pair(&views).unwrap();
    assert_eq!(numbers(&[now.ours, now.theirs]), [3, 2]);
    let before = pair_before(&views, &now).unwrap();
    assert_eq!(numbers(&[before.ours, before.theirs]), [1, 2]);
    assert_eq!(pair_before(&views, &before), None);
}

#[test]
fn what_is_about_a_company_of_that_name_that_is_not_on_the_list_is_ours_too() {
    let unlisted = |number, name: &str| {
        let mut of = about(1, assessment(number, Side::Partner, 1));
        let counterpart = of.counterpart.as_mut().unwrap();
        counterpart.id = None;
        name.clone_into(&mut counterpart.name);
        of
    };
    let theirs = filed(1, received(2, assessment(9, Side::Vendor, 2)));
    let all = vec![
        unlisted(1, "North-Wind GmbH"),
        unlisted(2, "Else"),
        unlisted(3, ""),
        theirs,
    ];
    let here = library(vec![named(1, "Northwind")], all);
    assert_eq!(numbers(&views_of(&here, company_id(1)).ours), [1]);
    let one = here.assessments.get(&AssessmentId(Uuid::from_u128(1))).unwrap();
    let pair = pair_with(&here, one).unwrap();
    assert_eq!(numbers(&[pair.ours, pair.theirs]), [1, 9]);
}
