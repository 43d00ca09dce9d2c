//! The views of a relationship: whose they are, and which are compared.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;
#[path = "support/views.rs"]
mod views;

use channel_readiness::domain::assessment::{Assessment, AssessmentId};
use channel_readiness::domain::exchange::{read_response, read_whole_company};
use channel_readiness::domain::json::parse;
use channel_readiness::domain::library::LibraryEvent;
use channel_readiness::domain::own::{Filed, OwnNote, Received, is_received};
use channel_readiness::domain::relationship::{
    Views, filed_under, kept_apart, pair, pair_before, pair_with, views_of,
};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::Moment;
use documents::{company, value, vendor, with};
use serde_json::json;
use uuid::Uuid;
use views::*;

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
fn our_company_is_the_one_of_the_last_assessment_of_our_own_side() {
    let of = |name: &str, mut assessment: Assessment| {
        name.clone_into(&mut assessment.company.name);
        assessment
    };
    let own_company = |all: &[Assessment]| {
        let library = library(vec![named(1, "Contoso")], all.to_vec());
        library.own_company().map(|company| company.name.clone())
    };
    let mut in_their_place = of("Contoso", assessment(3, Side::Partner, 8));
    in_their_place.company.id = Some(company_id(1));
    let filed = of("Contoso", filed(1, received(9, assessment(4, Side::Partner, 9))));
    let mut all = vec![in_their_place, filed];
    assert_eq!(own_company(&all), None);
    all.push(of("Old name", assessment(1, Side::Vendor, 1)));
    all.push(of("Fabrikam", about(1, assessment(2, Side::Vendor, 2))));
    assert_eq!(own_company(&all).as_deref(), Some("Fabrikam"));
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
