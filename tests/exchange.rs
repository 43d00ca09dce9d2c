//! Responses, bundles, results and relations as documents: round trips, and every refusal with its place.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::company::{CompanyFacts, Kind, Size};
use channel_readiness::domain::exchange::{
    Bundle, Document, check_against, pack_of, read_bundle, read_company, read_document,
    read_document_in_slices, read_response, write_bundle, write_company, write_response,
};
use channel_readiness::domain::json::{compact, parse, pretty};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::{Hash, IndicatorId, Pack, PackReference};
use channel_readiness::domain::slices::{Progress, finish};
use serde_json::{Value, json};

use documents::{
    bundle, bundle_mistake, company, fine, mistake, pack, pack_json, spelled_out, told, value, vendor, with,
};

#[test]
fn a_response_comes_back_as_it_was() {
    let read = read_response(&vendor().to_string()).unwrap();
    assert_eq!(value(&write_response(&read)), vendor());
    assert_eq!(read.company.kind, Some(Kind::Vendor));
    assert_eq!(read.level(&IndicatorId("a1".to_owned())), Level::new(3));
    assert_eq!(Assessment::from_json(&write_response(&read)), Ok(read));
}

#[test]
fn what_may_be_absent_is_null_or_empty() {
    let mut short = vendor();
    for name in ["title", "counterpart", "respondent"] {
        short.as_object_mut().unwrap().remove(name);
    }
    short["company"] = json!({});
    short["answers"] = json!({"a1": {"state": "unknown", "day": "2026-11-22"}});
    let read = read_response(&short.to_string()).unwrap();
    assert_eq!(
        (read.title.clone(), read.counterpart.clone(), read.company.clone()),
        (None, None, CompanyFacts::default())
    );
    let written = value(&write_response(&read));
    assert_eq!(written["title"], Value::Null);
    assert_eq!(
        written["company"],
        json!({"id": null, "name": "", "kind": null, "size": null})
    );
    assert_eq!(
        written["answers"]["a1"],
        json!({"state": "unknown", "day": "2026-11-22", "note": "", "link": ""})
    );
    assert!(written["pack"].get("hash").is_none());
}

#[test]
fn answers_to_indicators_that_the_pack_lacks_are_kept() {
    let read = fine(
        "/answers/9.9",
        json!({"state": "notApplicable", "day": "2026-11-22"}),
    );
    assert!(read.answers.contains_key(&IndicatorId("9.9".to_owned())));
    let read = fine(
        "/answers/__proto__",
        json!({"state": "unknown", "day": "2026-11-22"}),
    );
    assert!(compact(&write_response(&read)).contains("\"__proto__\":{\"state\":\"unknown\""));
}

#[test]
fn a_response_must_fit_its_pack() {
    mistake(
        "/pack/id",
        json!("other"),
        "pack: the pack \"other\" version 1 is not at hand",
    );
    mistake(
        "/pack/version",
        json!(2),
        "pack.version: answers version 2 of the pack, this is version 1",
    );
    mistake(
        "/pack/hash",
        json!("0".repeat(64)),
        "pack.hash: answers another pack of the same id and version",
    );
    let not_applicable = json!({"state": "notApplicable", "reason": "x", "day": "2026-11-22"});
    mistake(
        "/answers/b1",
        not_applicable.clone(),
        "answers.b1.state: \"notApplicable\" is no answer to this indicator",
    );
    fine("/answers/b2", not_applicable);
    fine("/pack/hash", json!(pack().hash.as_str()));
}

fn missing_packs(text: &str, known: &[&Pack]) -> Vec<PackReference> {
    let read = finish(read_document_in_slices(text, known, &Progress::default()));
    read.err().map(|refusal| refusal.missing).unwrap_or_default()
}

#[test]
fn the_packs_that_a_document_answers_and_that_are_not_at_hand_are_named_once() {
    let missing = |document: &Value, known: &[&Pack]| {
        let packs = missing_packs(&document.to_string(), known);
        let names = packs.iter().map(|pack| format!("{} {}", pack.id, pack.version));
        names.collect::<Vec<_>>()
    };
    assert_eq!(missing(&vendor(), &[]), ["worked 1"]);
    assert_eq!(missing(&vendor(), &[&pack()]), [""; 0]);
    let newer = with(vendor(), "/pack/version", json!(2));
    assert_eq!(missing(&newer, &[&pack()]), ["worked 2"]);
    let other = with(vendor(), "/pack/hash", json!("0".repeat(64)));
    assert_eq!(missing(&other, &[&pack()]), ["worked 1"]);
    // What comes along in a bundle is not missing; what does not is, once.
    let mut along = bundle();
    assert_eq!(missing(&along, &[]), [""; 0]);
    along["responses"] = json!([newer, newer, vendor(), with(vendor(), "/pack/id", json!("a"))]);
    assert_eq!(missing(&along, &[]), ["a 1", "worked 2"]);
    // What names no pack in a way that can be read is for the reader to refuse.
    for wrong in [json!(null), json!(7), json!({}), json!({"id": "a", "version": 0})] {
        assert_eq!(missing(&with(vendor(), "/pack", wrong), &[]), [""; 0]);
    }
    assert_eq!(missing(&pack_json(), &[]), [""; 0]);
    assert_eq!(missing_packs("{", &[]), []);
}

#[test]
fn a_response_is_checked_against_the_pack_it_is_given() {
    let response = fine("/answers/b2", json!({"state": "unknown", "day": "2026-11-22"}));
    let pack = pack();
    let check = |reference: PackReference| told(&check_against(&response, &reference, &pack.questionnaire));
    assert_eq!(check(pack.reference()), "");
    let other = PackReference {
        id: "other".to_owned(),
        ..pack.reference()
    };
    assert_eq!(
        check(other),
        "pack.id: answers the pack \"worked\", this is \"other\""
    );
}

#[test]
fn answers_must_fit() {
    let level = "answers.a1.level: expected a whole number from 0 to 4, found ";
    for wrong in [
        json!(5),
        json!(-1),
        json!(2.5),
        json!("3"),
        json!(true),
        Value::Null,
        json!(1e300),
    ] {
        mistake("/answers/a1/level", wrong.clone(), &format!("{level}{wrong}"));
    }
    mistake(
        "/answers/2.4",
        json!(3),
        "answers[\"2.4\"]: expected an object, found 3",
    );
    mistake(
        "/answers/2.4",
        json!({"state": "level", "level": 7, "day": "2026-11-22"}),
        "answers[\"2.4\"].level: expected a whole number from 0 to 4, found 7",
    );
    mistake(
        "/answers/a1",
        json!({"state": "level", "day": "2026-11-22"}),
        "answers.a1.level: missing",
    );
    mistake(
        "/answers/a1/state",
        json!("unanswered"),
        "answers.a1.state: expected one of level, unknown, notApplicable, found \"unanswered\"",
    );
    mistake(
        "/answers/a2/level",
        json!(0),
        "answers.a2.level: stands only beside the state \"level\"",
    );
    mistake(
        "/answers/a2/reason",
        json!("x"),
        "answers.a2.reason: stands only beside the state \"notApplicable\"",
    );
    for wrong in [
        "2026-02-30",
        "0000-01-01",
        "22.11.2026",
        "2026-11-22T00:00:00Z",
        "10000-01-01",
        "",
    ] {
        mistake(
            "/answers/a1/day",
            json!(wrong),
            &format!("answers.a1.day: expected a day such as 2026-11-22, found \"{wrong}\""),
        );
    }
    mistake(
        "/answers/a1/note",
        json!("x".repeat(100_001)),
        "answers.a1.note: the text is too long, at most 100000 characters are read",
    );
    mistake(
        "/answers/a1/link",
        json!(7),
        "answers.a1.link: expected a text, found 7",
    );
    let long = "x".repeat(1_000_000);
    let place = format!(
        "answers[\"{}…\"]: the indicator's id is too long, at most 100 characters are read",
        "x".repeat(60)
    );
    mistake(
        &format!("/answers/{long}"),
        json!({"state": "unknown", "day": "2026-11-22"}),
        &place,
    );
    mistake("/answers", json!([]), "answers: expected an object, found a list");
    fine("/answers", json!({}));
    fine("/answers/a1/day", json!("9999-12-31"));
    fine("/answers/a1/level", json!(4.0));
}

#[test]
fn the_rest_of_a_response_must_fit() {
    mistake(
        "/format",
        json!(2),
        "format: made for a newer version: format 2, this program reads 1",
    );
    mistake("/format", json!("1"), "format: expected 1, found \"1\"");
    mistake(
        "/id",
        json!("x"),
        "id: expected a UUID such as 0190f5f0-7b1c-7000-8000-000000000001, found \"x\"",
    );
    mistake(
        "/id",
        json!("{0190f5f0-7b1c-7000-8000-00000000001}"),
        "id: expected a UUID such as 0190f5f0-7b1c-7000-8000-000000000001, found \"{0190f5f0-7b1c-7000-8000-00000000001}\"",
    );
    mistake(
        "/side",
        json!("customer"),
        "side: expected one of vendor, partner, found \"customer\"",
    );
    mistake(
        "/length",
        json!("long"),
        "length: expected one of quick, full, found \"long\"",
    );
    mistake("/title", json!(1), "title: expected a text, found 1");
    mistake(
        "/company/kind",
        json!("shop"),
        "company.kind: expected one of vendor, reseller, managed-service-provider, integrator, software-vendor, distributor, other, found \"shop\"",
    );
    mistake(
        "/counterpart/size",
        json!("50"),
        "counterpart.size: expected one of 1-10, 11-50, 51-250, 251-1000, 1001+, found \"50\"",
    );
    mistake(
        "/company/name",
        json!("x".repeat(1_000_000)),
        "company.name: the text is too long, at most 10000 characters are read",
    );
    mistake("/company", Value::Null, "company: expected an object, found null");
    mistake(
        "/createdAt",
        json!("2026-11-22T10:41:00+01:00"),
        "createdAt: expected a moment in UTC such as 2026-11-22T10:41:00Z, found \"2026-11-22T10:41:00+01:00\"",
    );
    mistake(
        "/updatedAt",
        json!(0),
        "updatedAt: expected a moment in UTC such as 2026-11-22T10:41:00Z, found 0",
    );
    mistake(
        "/pack/version",
        json!(0),
        "pack.version: expected a whole number from 1 to 4294967295, found 0",
    );
    mistake(
        "/pack/hash",
        json!("x"),
        "pack.hash: expected 64 lower-case hexadecimal digits, found \"x\"",
    );
    for name in [
        "id",
        "pack",
        "side",
        "length",
        "company",
        "createdAt",
        "updatedAt",
        "answers",
        "format",
    ] {
        let mut response = vendor();
        response.as_object_mut().unwrap().remove(name);
        assert_eq!(
            told(&read_response(&response.to_string()).unwrap_err()),
            format!("{name}: missing")
        );
    }
}

#[test]
fn a_document_is_known_by_its_kind() {
    let kind = |text: &str| match read_document(text, &[&pack()]).unwrap() {
        Document::Response(_) => "response",
        Document::Bundle(_) => "bundle",
        Document::Pack(_) => "pack",
        Document::Benchmark(_) => "benchmark",
    };
    assert_eq!(kind(&vendor().to_string()), "response");
    assert_eq!(kind(&bundle().to_string()), "bundle");
    assert_eq!(kind(&pack_json().to_string()), "pack");
    let benchmark = include_str!("fixtures/benchmark-format-1.json");
    assert_eq!(kind(benchmark), "benchmark");
    let refused =
        |text: &str, expected: &str| assert_eq!(told(&read_document(text, &[]).unwrap_err()), expected);
    refused(
        r#"{"kind":"result"}"#,
        "kind: this kind of document cannot be imported; a response, a bundle, a pack or a benchmark can",
    );
    refused(
        r#"{"kind":7}"#,
        "kind: this kind of document cannot be imported; a response, a bundle, a pack or a benchmark can",
    );
    refused(
        r#"{"answers":{}}"#,
        "kind: missing; this is no document of channel-readiness; a response, a bundle, a pack or a benchmark can",
    );
    refused("[]", ": expected an object, found a list");
    refused(
        "{",
        ": the text ends too early, expected a name in quotation marks",
    );
    refused(
        &with(pack_json(), "/title", json!(1)).to_string(),
        "title: expected a text, found 1",
    );
}

#[test]
fn a_bundle_comes_back_as_it_was() {
    let read = read_bundle(&pretty(&parse(&bundle().to_string()).unwrap(), 2), &[]).unwrap();
    assert_eq!(
        (read.packs.len(), read.companies.len(), read.responses.len()),
        (1, 1, 2)
    );
    assert_eq!(value(&write_bundle(&read)), spelled_out(bundle()));
    assert_eq!(
        read_bundle(&compact(&write_bundle(&read)), &[])
            .unwrap()
            .responses,
        read.responses
    );
}

#[test]
fn a_bundle_carries_a_pack_once() {
    let twice = Bundle {
        packs: vec![pack(), pack()],
        ..Bundle::default()
    };
    assert_eq!(value(&write_bundle(&twice))["packs"].as_array().unwrap().len(), 1);
    bundle_mistake(
        "/packs",
        json!([pack_json(), pack_json()]),
        "packs[1]: the same pack as packs[0]",
    );
}

#[test]
fn mistakes_in_a_bundle_have_their_place() {
    bundle_mistake(
        "/responses/1/answers/2.4",
        json!({"state": "level", "level": 9, "day": "2026-11-22"}),
        "responses[1].answers[\"2.4\"].level: expected a whole number from 0 to 4, found 9",
    );
    bundle_mistake(
        "/responses/0/answers/b1",
        json!({"state": "notApplicable", "day": "2026-11-22"}),
        "responses[0].answers.b1.state: \"notApplicable\" is no answer to this indicator",
    );
    bundle_mistake(
        "/responses/0/pack/id",
        json!("other"),
        "responses[0].pack: the pack \"other\" version 1 is not at hand",
    );
    bundle_mistake(
        "/responses/1/id",
        vendor()["id"].clone(),
        "responses[1].id: the same as of responses[0]",
    );
    bundle_mistake(
        "/companies",
        json!([company(), company()]),
        "companies[1].id: the same as of companies[0]",
    );
    bundle_mistake(
        "/companies/0/createdAt",
        json!("yesterday"),
        "companies[0].createdAt: expected a moment in UTC such as 2026-11-22T10:41:00Z, found \"yesterday\"",
    );
    bundle_mistake(
        "/packs/0/dimensions/1/weight",
        json!(0),
        "packs[0].dimensions[1].weight: expected a number from 0.001 to 1000, found 0",
    );
    bundle_mistake("/packs", json!({}), "packs: expected a list, found an object");
    bundle_mistake(
        "/format",
        json!(3),
        "format: made for a newer version: format 3, this program reads 1",
    );
}

#[test]
fn a_bundle_may_leave_out_a_pack_that_is_known() {
    let text = with(bundle(), "/packs", json!([])).to_string();
    assert_eq!(read_bundle(&text, &[&pack()]).unwrap().responses.len(), 2);
    let problems = read_bundle(&text, &[]).unwrap_err();
    assert_eq!(problems.len(), 2);
    assert_eq!(problems[0].place, "responses[0].pack");
}

#[test]
fn the_pack_of_a_response_is_found_by_its_hash() {
    let (one, other) = (
        pack(),
        Pack::parse(&with(pack_json(), "/title", json!("Other")).to_string()).unwrap(),
    );
    let packs = [&one, &other];
    assert_eq!(pack_of(&other.reference(), &packs), Some(&other));
    assert_eq!(
        pack_of(
            &PackReference {
                hash: None,
                ..other.reference()
            },
            &packs
        ),
        Some(&one)
    );
    assert_eq!(
        pack_of(
            &PackReference {
                hash: Hash::from_hex(&"0".repeat(64)),
                ..one.reference()
            },
            &packs
        ),
        None
    );
}

#[test]
fn a_company_comes_back_as_it_was() {
    let read = read_company(&parse(&company().to_string()).unwrap()).unwrap();
    assert_eq!(value(&write_company(&read)), company());
    assert_eq!((read.kind, read.size), (Some(Kind::Reseller), Some(Size::UpTo10)));
}
