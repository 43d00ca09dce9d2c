//! Under whom a received view could be filed, what could be filed under a partner, and who asks.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;
#[path = "support/views.rs"]
mod views;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::company::CompanyFacts;
use channel_readiness::domain::exchange::{InviteId, read_company, write_company};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::library::Library;
use channel_readiness::domain::own::{Invited, ListedNote, OwnNote, SentInvite};
use channel_readiness::domain::relationship::{Asker, FilingSearch, suggestions};
use channel_readiness::domain::side::Side;
use uuid::Uuid;
use views::*;

/// What could be filed as the first company's.
fn could_be_theirs(library: &Library) -> Vec<u128> {
    let mut search = FilingSearch::begin(company_id(1));
    while !search.step(library) {}
    let found = search.take_found();
    let found = found.iter().map(|id| library.assessments.get(id).unwrap());
    numbers(&found.collect::<Vec<_>>())
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
    assert_eq!(could_be_theirs(&here), [4, 3, 2]);
    let mut named_so = assessment(6, Side::Partner, 1);
    "a Ltd".clone_into(&mut named_so.company.name);
    here.take_in(Vec::new(), vec![named_so]);
    assert_eq!(
        could_be_theirs(&here),
        [6, 4, 3, 2],
        "what seems theirs comes first"
    );
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
    let mut view = received_by(9, Some(invite), view);
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
    let view = received_by(9, Some(invite), view);
    let library = library(
        vec![
            named(1, "Asker"),
            named(2, "Asker of something else"),
            named(3, "C"),
        ],
        vec![
            answering(0xe1, about(1, assessment(1, Side::Partner, 1))),
            answering(0xe2, about(2, assessment(2, Side::Partner, 1))),
            // What came in says nothing of what was answered here; it is newer than the one that does.
            answering(0xe1, about(3, received(9, assessment(3, Side::Partner, 5)))),
            view.clone(),
        ],
    );
    assert_eq!(suggestions(&library, &view), [company_id(1)]);
    assert_eq!(could_be_theirs(&library)[0], 9, "it comes first");
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
