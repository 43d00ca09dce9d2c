//! Invites, views and shared results: what they hold, what they never hold, and every mistake at its place.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;
#[path = "support/exchanged.rs"]
mod exchanged;
#[path = "support/nodes.rs"]
mod nodes;

use channel_readiness::domain::assessment::AssessmentId;
use channel_readiness::domain::exchange::{
    Evidence, Exchanged, View, read_company, read_exchanged, read_invite, read_response, read_shared_result,
    read_view, told_of, write_exchanged, write_response, write_view,
};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::own::{Invited, OwnNote};
use channel_readiness::domain::problem::Problem;
use channel_readiness::domain::replica::Replica;
use channel_readiness::domain::time::Moment;
use documents::{company, pack, told, value, vendor, with};
use exchanged::{invite, shared_result, view};
use nodes::objects;
use serde_json::{Value, json};
use uuid::Uuid;

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn now() -> Moment {
    moment("2026-11-22T10:52:31Z")
}

#[track_caller]
fn read(document: &Value) -> Exchanged {
    read_exchanged(&document.to_string(), &[&pack()])
        .unwrap_or_else(|refusal| panic!("{}", told(&refusal.problems)))
}

#[track_caller]
fn mistake(document: Value, pointer: &str, value: Value, expected: &str) {
    let problems = problems(&with(document, pointer, value));
    assert_eq!(told(&problems), expected);
    assert!(problems.iter().all(|problem| problem.at.is_some()));
}

fn problems(document: &Value) -> Vec<Problem> {
    read_exchanged(&document.to_string(), &[&pack()])
        .unwrap_err()
        .problems
}

#[test]
fn each_is_written_as_it_was_read() {
    for document in [invite(), view(), shared_result()] {
        assert_eq!(value(&write_exchanged(&read(&document))), document);
    }
}

#[test]
fn unknown_fields_are_kept_in_every_object() {
    for document in [invite(), view(), shared_result()] {
        let mut extended = document.clone();
        for (number, at) in objects(&document).into_iter().enumerate() {
            let closed = ["/answers", "/stamps", "/dimensions"];
            // Those of a pack are tried in `unknown_fields.rs`.
            if !closed.iter().any(|end| at.ends_with(end)) && !at.starts_with("/pack/") {
                extended = with(extended, &format!("{at}/unknown"), json!({"n": number}));
            }
        }
        assert_eq!(value(&write_exchanged(&read(&extended))), extended);
    }
}

#[test]
fn what_may_be_missing_may_be_missing() {
    let mut short = invite();
    for name in ["to", "language", "message"] {
        short.as_object_mut().unwrap().remove(name);
    }
    let read = read_invite(&short.to_string()).unwrap();
    assert_eq!((read.to, read.language, read.message.as_str()), (None, None, ""));
    let mut short = view();
    for name in ["invite", "pack"] {
        short.as_object_mut().unwrap().remove(name);
    }
    short["payload"].as_object_mut().unwrap().remove("stamps");
    let read = read_view(&short.to_string(), &[&pack()]).unwrap();
    assert_eq!(
        (read.invite, read.pack, read.replica.latest()),
        (None, None, None)
    );
    let mut short = shared_result();
    for name in ["counterpart", "response"] {
        short.as_object_mut().unwrap().remove(name);
    }
    let read = read_shared_result(&short.to_string()).unwrap();
    assert_eq!((read.counterpart, read.response), (None, None));
}

#[test]
fn other_documents_are_not_exchanged() {
    for (document, cause) in [
        (vendor(), "kind: expected invite, view or shared-result"),
        (json!({}), "kind: expected invite, view or shared-result"),
        (json!([]), ": expected an object, found a list"),
    ] {
        assert_eq!(told(&problems(&document)), cause);
    }
}

#[test]
fn mistakes_of_an_invite_are_named_with_their_place() {
    let at = |pointer: &str, value, expected: &str| mistake(invite(), pointer, value, expected);
    at(
        "/id",
        json!("x"),
        "id: expected a UUID such as 0190f5f0-7b1c-7000-8000-000000000001, found \"x\"",
    );
    at(
        "/pack/version",
        json!(0),
        "pack.version: expected a whole number from 1 to 4294967295, found 0",
    );
    at(
        "/side",
        json!("customer"),
        "side: expected one of vendor, partner, found \"customer\"",
    );
    at(
        "/length",
        json!(null),
        "length: expected one of quick, full, found null",
    );
    at("/from", json!(null), "from: expected an object, found null");
    at(
        "/language",
        json!("x"),
        "language: expected a language tag such as en or pt-BR, found \"x\"",
    );
    at(
        "/message",
        json!("ä".repeat(1001)),
        "message: the text is too long, at most 1000 characters are read",
    );
    for name in ["from", "to"] {
        at(
            &format!("/{name}/id"),
            json!("0190f5f0-7b1c-7000-8000-0000000000aa"),
            &format!("{name}.id: ids of companies are not exchanged, expected null"),
        );
    }
}

#[test]
fn mistakes_of_a_view_are_named_with_their_place() {
    let at = |pointer: &str, value, expected: &str| mistake(view(), pointer, value, expected);
    at(
        "/payload/document/answers/a1/level",
        json!(5),
        "payload.document.answers.a1.level: expected a whole number from 0 to 4, found 5",
    );
    at(
        "/payload/stamps/~1answers~1a1",
        json!("today"),
        "payload.stamps[\"/answers/a1\"]: expected a stamp such as 019aafc2d3e0-00000000-9f3c5a1700b2e4d8, found \"today\"",
    );
    at(
        "/payload/stamps/~1answers~1a1",
        json!("01a202e2d999-00000000-0000000000000001"),
        "payload.stamps[\"/answers/a1\"]: is later than the view, by createdAt",
    );
    for name in ["past", "order", "unseen", "gone"] {
        at(
            &format!("/payload/{name}"),
            json!({}),
            &format!("payload.{name}: belongs to the sender alone, and is not exchanged"),
        );
    }
    for name in ["plan", "received", "filed", "invited"] {
        let own = json!({"at": "2026-11-22T10:41:00Z", "company": Uuid::nil().to_string(), "invite": Uuid::nil().to_string()});
        at(
            &format!("/payload/document/{name}"),
            own,
            &format!("payload.document.{name}: belongs to the sender alone, and is not exchanged"),
        );
    }
    at(
        "/payload/document/counterpart/id",
        json!("0190f5f0-7b1c-7000-8000-0000000000aa"),
        "payload.document.counterpart.id: ids of companies are not exchanged, expected null",
    );
    let mut without = view();
    without["payload"].as_object_mut().unwrap().remove("document");
    assert_eq!(told(&problems(&without)), "payload.document: missing");
}

#[test]
fn a_view_of_a_pack_that_is_not_at_hand_tells_which() {
    let without = with(view(), "/pack", Value::Null);
    let refusal = read_view(&without.to_string(), &[]).unwrap_err();
    assert_eq!(
        told(&refusal.problems),
        "payload.document.pack: the pack \"worked\" version 1 is not at hand"
    );
    assert_eq!(refusal.missing.len(), 1);
    let other = with(view(), "/pack/version", json!(2));
    let refusal = read_view(&other.to_string(), &[]).unwrap_err();
    assert_eq!(
        told(&refusal.problems),
        "payload.document.pack.version: answers version 1 of the pack, this is version 2"
    );
    assert_eq!(refusal.missing, []);
}

#[test]
fn mistakes_of_a_shared_result_are_named_with_their_place() {
    let at = |pointer: &str, value, expected: &str| mistake(shared_result(), pointer, value, expected);
    at(
        "/result/score",
        json!(101),
        "result.score: expected a number from 0 to 100, found 101",
    );
    at(
        "/result/coverage",
        json!(1.5),
        "result.coverage: expected a number from 0 to 1, found 1.5",
    );
    at(
        "/result/low",
        json!(60),
        "result.high: makes no interval with low",
    );
    at(
        "/result/low",
        json!(null),
        "result.high: makes no interval with low",
    );
    at(
        "/result/asked",
        json!(1001),
        "result.asked: expected a whole number from 0 to 1000, found 1001",
    );
    at(
        "/result/binds/0/id",
        json!("a"),
        "result.binds[0].id: stands only beside dimension and gate",
    );
    at(
        "/result/binds/1/by",
        json!("x"),
        "result.binds[1].by: expected one of pooled, dimension, gate, found \"x\"",
    );
    at(
        "/result/dimensions/a/level",
        json!(5),
        "result.dimensions.a.level: expected a whole number from 0 to 4, found 5",
    );
    at(
        "/result/format",
        json!(2),
        "result.format: made for a newer version: format 2, this program reads 1",
    );
    at("/pack/title", json!(5), "pack.title: expected a text, found 5");
    at(
        "/response/answers/a1/day",
        json!("soon"),
        "response.answers.a1.day: expected a day such as 2026-11-22, found \"soon\"",
    );
    let mut without = shared_result();
    without["result"].as_object_mut().unwrap().remove("freshness");
    assert_eq!(told(&problems(&without)), "result.freshness: missing");
}

#[test]
fn an_invite_holds_of_its_sender_what_is_told_of_companies_and_nothing_else() {
    let company = read_company(&parse(&company().to_string()).unwrap()).unwrap();
    let told = told_of(&company);
    assert_eq!(
        (told.id, told.name.as_str(), told.extra.len()),
        (None, "Partner", 0)
    );
    let mut sent = read_invite(&invite().to_string()).unwrap();
    sent.from = company.facts();
    sent.to = Some(company.facts());
    let written = value(&write_exchanged(&Exchanged::Invite(Box::new(sent))));
    assert_eq!(
        written["from"],
        json!({"id": null, "name": "Partner", "kind": "reseller", "size": "1-10"})
    );
    assert_eq!(written["to"], written["from"]);
}

#[test]
fn an_invite_begins_the_assessment_that_answers_it() {
    let read = read_invite(&invite().to_string()).unwrap();
    let id = AssessmentId(Uuid::from_u128(7));
    let begun = read.begin(id, &pack(), now());
    assert_eq!((begun.id, begun.side, begun.length), (id, read.side, read.length));
    assert_eq!(begun.company.name, "Kontoso");
    assert_eq!(
        begun.counterpart.as_ref().map(|facts| facts.name.as_str()),
        Some("Ähre & Söhne")
    );
    assert_eq!(begun.pack, pack().reference());
    assert_eq!(Invited::of(&begun).unwrap().unwrap().invite, read.id);
    // It is kept and comes back, and what is returned names the invite.
    let written = write_response(&begun);
    assert_eq!(read_response(&compact(&written)).as_ref(), Ok(&begun));
    let view = View::of(&Replica::new(&written), Evidence::Included, None, now()).unwrap();
    assert_eq!(view.invite, Some(read.id));
    assert!(!compact(&write_view(&view)).contains("invited"));
}

#[test]
fn a_response_with_too_many_members_or_too_long_a_name_is_not_taken_as_a_view() {
    let mut wide = view();
    for number in 0..990 {
        wide["payload"]["document"][format!("x{number}")] = json!(1);
    }
    let count = wide["payload"]["document"].as_object().unwrap().len();
    assert_eq!(
        told(&problems(&wide)),
        format!("payload.document: {count} members, at most 1000 are read")
    );
    let long = with(
        view(),
        &format!("/payload/document/{}", "x".repeat(1001)),
        json!(1),
    );
    let found = told(&problems(&long));
    assert!(
        found.ends_with("the name is too long, at most 1000 characters are read"),
        "{found}"
    );
}
