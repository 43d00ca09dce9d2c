//! What is made of documents: results, relations; and that no document brings the reader down.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;

use channel_readiness::domain::assessment::{Answer, AnswerState, Assessment, AssessmentId};
use channel_readiness::domain::company::{CompanyFacts, CompanyId, Kind, Size};
use channel_readiness::domain::exchange::{
    read_document, read_response, relate_documents, score_documents, write_response,
};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::{Hash, IndicatorId, Length, PackReference};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::{Day, Moment};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use documents::{bundle, pack, pack_json, partner, told, value, vendor, with};

#[test]
fn the_worked_example_is_scored() {
    let result = score_documents(&pack_json().to_string(), &vendor().to_string(), "2026-11-22").unwrap();
    let result = value(&result);
    let near = |pointer: &str, expected: f64| {
        let found = result.pointer(pointer).and_then(Value::as_f64).unwrap();
        assert!((found - expected).abs() < 1e-9, "{pointer}: {found}");
    };
    near("/score", 52.083_333_333_333_336);
    near("/low", 48.4375);
    near("/high", 54.6875);
    near("/coverage", 0.9375);
    near("/freshness", 0.583_333_333_333_333_4);
    near("/dimensions/a/score", 58.333_333_333_333_336);
    assert_eq!(result["binds"], json!([{"by": "dimension", "id": "a"}]));
    let counts = [
        "format",
        "level",
        "levelHigh",
        "floor",
        "openGates",
        "asked",
        "applicable",
        "answered",
    ];
    let counts: Vec<&Value> = counts.iter().map(|name| &result[*name]).collect();
    assert_eq!(json!(counts), json!([1, 1, 2, 2, 0, 6, 5, 4]));
    assert_eq!(result["dimensions"].as_object().unwrap().len(), 3);
    assert_eq!(result["kind"], "result");
}

#[test]
fn what_is_undefined_is_null_in_a_result() {
    let nothing = with(vendor(), "/answers", json!({})).to_string();
    let result = value(&score_documents(&pack_json().to_string(), &nothing, "2026-11-22").unwrap());
    assert_eq!(
        json!([result["score"], result["freshness"], result["floor"]]),
        json!([null, null, null])
    );
    assert_eq!(
        json!([result["low"], result["high"], result["openGates"]]),
        json!([0, 100, 2])
    );
    assert_eq!(result["binds"], json!([{"by": "pooled"}]));
}

#[test]
fn documents_that_cannot_be_scored_are_refused() {
    let refused = |pack: &Value, response: &Value, today: &str, expected: &str| {
        let problems = score_documents(&pack.to_string(), &response.to_string(), today).unwrap_err();
        assert_eq!(told(&problems), expected);
    };
    refused(
        &pack_json(),
        &vendor(),
        "2026-02-30",
        "today: expected a day such as 2026-11-22",
    );
    refused(
        &vendor(),
        &pack_json(),
        "2026-11-22",
        "kind: expected \"pack\", found \"response\"",
    );
    refused(
        &pack_json(),
        &pack_json(),
        "",
        "kind: expected \"response\", found \"pack\"\ntoday: expected a day such as 2026-11-22",
    );
    refused(
        &pack_json(),
        &with(vendor(), "/pack/version", json!(2)),
        "2026-11-22",
        "pack.version: answers version 2 of the pack, this is version 1",
    );
    refused(
        &pack_json(),
        &with(vendor(), "/pack/id", json!("x")),
        "2026-11-22",
        "pack: the pack \"x\" version 1 is not at hand",
    );
}

#[test]
fn the_worked_example_is_related() {
    let relation = relate_documents(
        &pack_json().to_string(),
        &vendor().to_string(),
        &partner().to_string(),
    )
    .unwrap();
    let relation = value(&relation);
    let near = |pointer: &str, expected: f64| {
        let found = relation.pointer(pointer).and_then(Value::as_f64).unwrap();
        assert!((found - expected).abs() < 1e-9, "{pointer}: {found}");
    };
    near("/agreement", 0.895_833_333_333_333_4);
    near("/dimensions/a/agreement", 0.583_333_333_333_333_4);
    near("/dimensions/a/bias", 25.0);
    near("/dimensions/b/joint", 50.0);
    assert_eq!(
        json!([relation["kind"], relation["matched"], relation["of"]]),
        json!(["relation", 3, 5])
    );
    assert_eq!(relation["dimensions"]["c"], Value::Null);
    assert_eq!(
        relation["gaps"][0],
        json!({"indicator": "a1", "vendor": 3, "partner": 1, "gap": 2})
    );
}

#[test]
fn views_that_cannot_be_related_are_refused() {
    let problems = relate_documents(&pack_json().to_string(), &partner().to_string(), "{}").unwrap_err();
    let expected = "vendor.side: expected vendor, found \"partner\"";
    assert!(told(&problems).starts_with(expected), "{}", told(&problems));
    assert!(
        told(&problems).contains("\npartner.kind: missing"),
        "{}",
        told(&problems)
    );
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just("__proto__".to_owned()),
        Just("\u{202e}\0<script>".to_owned())
    ]
}

prop_compose! {
    fn any_facts()(
        id in any::<Option<u128>>(), name in any_text(),
        kind in prop::option::of(prop::sample::select(&Kind::ALL[..])),
        size in prop::option::of(prop::sample::select(&Size::ALL[..])),
    ) -> CompanyFacts {
        CompanyFacts { id: id.map(|id| CompanyId(Uuid::from_u128(id))), name, kind, size, extra: Vec::new() }
    }
}

prop_compose! {
    fn any_answer()(
        state in prop_oneof![
            (0..=4_u8).prop_map(|level| AnswerState::Level(Level::new(level).unwrap())),
            Just(AnswerState::Unknown),
            any_text().prop_map(|reason| AnswerState::NotApplicable { reason }),
        ],
        day in -700_000..2_900_000_i32, note in any_text(), link in any_text(),
    ) -> Answer {
        Answer { state, day: Day::from_days_since_epoch(day).unwrap(), note, link, extra: Vec::new() }
    }
}

prop_compose! {
    fn any_moment()(milliseconds in -62_000_000_000_000..253_000_000_000_000_i64) -> Moment {
        Moment::from_milliseconds(milliseconds).unwrap()
    }
}

prop_compose! {
    fn any_assessment()(
        id in any::<u128>(), pack_id in "[a-z]{1,9}", version in 1..=u32::MAX, hash in prop::option::of("[0-9a-f]{64}"),
        side in prop::sample::select(&Side::ALL[..]), length in prop::sample::select(&Length::ALL[..]),
        title in prop::option::of(any_text()), company in any_facts(), counterpart in prop::option::of(any_facts()),
        (respondent, created_at, updated_at) in (prop::option::of(any_text()), any_moment(), any_moment()),
        answers in prop::collection::btree_map(any_text().prop_map(IndicatorId), any_answer(), 0..6),
    ) -> Assessment {
        let pack = PackReference { id: pack_id, version, hash: hash.and_then(|digits| Hash::from_hex(&digits)) };
        Assessment {
            id: AssessmentId(Uuid::from_u128(id)), pack, side, length, title, company, counterpart, respondent,
            created_at, updated_at, answers: answers.into_iter().collect(), extra: Vec::new(),
        }
    }
}

proptest! {
    #[test]
    fn every_assessment_that_is_written_is_read_the_same(assessment in any_assessment()) {
        let document = write_response(&assessment);
        prop_assert_eq!(read_response(&compact(&document)), Ok(assessment.clone()));
        prop_assert_eq!(Assessment::from_json(&document), Ok(assessment));
    }

    #[test]
    fn no_change_of_bytes_brings_the_reader_down(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let pack = pack();
        let mut bytes = with(bundle(), "/packs", json!([])).to_string().into_bytes();
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        if let Err(problems) = read_document(&String::from_utf8_lossy(&bytes), &[&pack]) {
            prop_assert!(!problems.is_empty());
        }
    }
}
