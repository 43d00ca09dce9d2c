//! Figures of others as a record, in a bundle and in a backup: they stay what they are, and come once.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::benchmark::{Benchmark, Misfit};
use channel_readiness::domain::exchange::backup::read_backup;
use channel_readiness::domain::exchange::{
    Arrival, Bundle, Document, Here, read_bundle, read_document, write_bundle,
};
use channel_readiness::domain::json::{Json, Member, Value as JsonValue, compact, parse};
use channel_readiness::domain::library::Library;
use channel_readiness::domain::pack::{Hash, Pack, PackReference};
use channel_readiness::domain::replica::{DeviceId, Replica};
use channel_readiness::domain::slices::finish;
use channel_readiness::storage::ledger::{Ledger, Reading};
use channel_readiness::storage::{RecordKey, RecordKind, Seen, envelope};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

const SMALL: &str = include_str!("fixtures/benchmark-format-1.json");
const EXAMPLE: &str = include_str!("../public/benchmarks/example.json");
const SHIPPED: &str = include_str!("../public/packs/channel-devops.json");

fn small() -> Benchmark {
    Benchmark::parse(SMALL).unwrap()
}

fn key(benchmark: &Benchmark) -> RecordKey {
    RecordKey::new(RecordKind::Benchmark, benchmark.hash.as_str())
}

fn arrive(document: Document, benchmarks: &[Hash]) -> Arrival {
    let here = Here {
        library: &Library::default(),
        known: &[],
        reserved: &[],
        benchmarks,
    };
    Arrival::settle(document, here, Uuid::nil)
}

/// A content of a backup whose one record has this key.
fn backup(key: &str, document: &Value) -> String {
    json!({
        "kind": "backup", "format": 1, "createdAt": "2026-11-22T10:41:00.000Z", "app": "0.1.0",
        "device": "9f3c5a1700b2e4d8", "packs": [],
        "records": [{ "key": key, "payload": { "document": document } }]
    })
    .to_string()
}

#[test]
fn the_example_is_of_the_shipped_questionnaire_and_says_that_it_is_made_up() {
    let example = Benchmark::parse(EXAMPLE).unwrap();
    let pack = Pack::parse(SHIPPED).unwrap();
    assert_eq!(example.fits(&pack.reference()), Ok(()));
    assert_eq!(example.strangers(&pack.questionnaire), 0);
    assert_eq!(example.count(), 12);
    assert!(example.title.contains("made up"), "{}", example.title);
    assert!(example.source.text.contains("Made up"), "{}", example.source.text);
    assert!(!example.limits.is_empty());
}

#[test]
fn figures_of_what_a_questionnaire_does_not_have_are_counted() {
    let mut example = Benchmark::parse(EXAMPLE).unwrap();
    let pack = Pack::parse(SHIPPED).unwrap();
    example.dimensions[0].0.0 = "D9".to_owned();
    example.indicators[0].0.0 = "9.9".to_owned();
    assert_eq!(example.strangers(&pack.questionnaire), 2);
}

#[test]
fn the_questionnaire_that_comes_nearest_says_why_figures_are_of_none() {
    let pack = |id: &str, version| PackReference {
        id: id.to_owned(),
        version,
        hash: Hash::from_hex(&"b".repeat(64)),
    };
    let mut benchmark = small();
    let (other, newer, fitting) = (pack("other", 1), pack("small", 3), pack("small", 2));
    assert_eq!(benchmark.find([]), Err(Misfit::Pack));
    assert_eq!(benchmark.find([&other]), Err(Misfit::Pack));
    assert_eq!(benchmark.find([&newer, &other]), Err(Misfit::Version));
    assert_eq!(benchmark.find([&other, &newer, &fitting]), Ok(&fitting));
    benchmark.pack.hash = Hash::from_hex(&"a".repeat(64));
    assert_eq!(benchmark.find([&fitting, &newer]), Err(Misfit::Content));
}

#[test]
fn a_record_that_is_deleted_and_brought_back_is_what_it_was() {
    let (benchmark, mut ledger) = (small(), Ledger::new(DeviceId(1)));
    let key = key(&benchmark);
    ledger.note(&key, Some(&benchmark.document), 1);
    ledger.note(&key, None, 2);
    assert!(matches!(ledger.reading(&key), Reading::Deleted(document, _) if document == benchmark.document));
    ledger.note(&key, Some(&benchmark.document), 3);
    assert_eq!(ledger.reading(&key), Reading::Here(benchmark.document));
}

#[test]
fn one_that_was_deleted_for_good_can_be_kept_anew() {
    let (benchmark, mut ledger) = (small(), Ledger::new(DeviceId(1)));
    let key = key(&benchmark);
    let here = Reading::Here(benchmark.document.clone());
    ledger.note(&key, Some(&benchmark.document), 1);
    ledger.note(&key, None, 2);
    ledger.purge(&key);
    assert_eq!(ledger.reading(&key), Reading::Absent);
    ledger.note(&key, Some(&benchmark.document), 3);
    assert_eq!(ledger.reading(&key), here);
    // Where nobody has heard of that yet, it comes back by the merge.
    let kept = ledger.readable(&key).unwrap();
    let mut other = Ledger::new(DeviceId(2));
    other.note(&key, Some(&benchmark.document), 1);
    other.note(&key, None, 1);
    other.purge(&key);
    assert_eq!(other.merge(&key, &kept), Some(here));
}

#[test]
fn what_another_tab_deleted_later_than_it_was_kept_here_stays_deleted() {
    let (benchmark, key) = (small(), key(&small()));
    let (mut here, mut other) = (Ledger::new(DeviceId(1)), Ledger::new(DeviceId(2)));
    here.note(&key, Some(&benchmark.document), 1);
    other.note(&key, Some(&benchmark.document), 1);
    other.note(&key, None, 2);
    let deleted = other.readable(&key).unwrap();
    assert!(matches!(here.merge(&key, &deleted), Some(Reading::Deleted(..))));
    // The same once more is nothing new.
    assert_eq!(here.merge(&key, &deleted), None);
}

#[test]
fn a_damaged_record_is_said_and_not_written_over() {
    let (benchmark, mut ledger) = (small(), Ledger::new(DeviceId(1)));
    let key = key(&benchmark);
    let mut bytes = envelope::encode(RecordKind::Benchmark, 1, SMALL);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let seen = Seen {
        key: key.clone(),
        bytes: Some(bytes),
    };
    assert!(matches!(ledger.take_in(seen), Reading::Unreadable(_)));
    ledger.note(&key, Some(&benchmark.document), 1);
    assert!(matches!(ledger.reading(&key), Reading::Unreadable(_)));
    assert!(ledger.is_saved(), "something would be written over it");
}

#[test]
fn a_bundle_carries_them_and_one_without_is_as_it_always_was() {
    let bundle = Bundle {
        benchmarks: vec![small()],
        ..Bundle::default()
    };
    let read = read_bundle(&compact(&write_bundle(&bundle)), &[]).unwrap();
    assert_eq!(read, bundle);
    let empty = compact(&write_bundle(&Bundle::default()));
    assert_eq!(
        empty,
        r#"{"kind":"bundle","format":1,"packs":[],"companies":[],"responses":[]}"#
    );
}

#[test]
fn mistakes_in_a_bundle_have_their_place() {
    let small: Value = serde_json::from_str(SMALL).unwrap();
    let mut wrong = small.clone();
    wrong["companies"] = json!(0);
    let cases = [
        (
            json!([small, wrong]),
            "benchmarks[1].companies: expected a whole number from 1 to 1000000000, found 0",
        ),
        (
            json!([small, small]),
            "benchmarks[1]: the same benchmark as benchmarks[0]",
        ),
        (json!({}), "benchmarks: expected a list, found an object"),
        (
            json!(vec![json!(0); 1001]),
            "benchmarks: 1001 entries, at most 1000 are read",
        ),
    ];
    for (benchmarks, expected) in cases {
        let bundle = json!({"kind": "bundle", "format": 1, "packs": [], "companies": [], "responses": [],
            "benchmarks": benchmarks});
        let problems = read_bundle(&bundle.to_string(), &[]).unwrap_err();
        let told: Vec<String> = (problems.iter())
            .map(|problem| format!("{}: {}", problem.place, problem.cause))
            .collect();
        assert_eq!(told, [expected]);
    }
}

#[test]
fn one_that_is_here_already_adds_nothing() {
    let document = || read_document(SMALL, &[]).unwrap();
    let first = arrive(document(), &[]);
    assert_eq!((first.benchmarks.len(), first.already_here), (1, 0));
    assert_eq!(first.report().benchmarks, [small().hash]);
    let second = arrive(document(), &[small().hash]);
    assert_eq!((second.benchmarks.len(), second.already_here), (0, 1));
}

#[test]
fn a_backup_keeps_them_and_refuses_one_that_is_not_what_its_key_says() {
    let small: Value = serde_json::from_str(SMALL).unwrap();
    let key = key(&Benchmark::parse(SMALL).unwrap()).as_str().to_owned();
    let read = |key: &str, document: &Value| finish(read_backup(&backup(key, document)));
    assert_eq!(read(&key, &small).unwrap().records[0].key, key);
    let mut other = small.clone();
    other["title"] = json!("Another");
    let told = |document: &Value| {
        let problem = read(&key, document).unwrap_err().remove(0);
        format!("{}: {}", problem.place, problem.cause)
    };
    assert_eq!(
        told(&other),
        "records[0].payload.document: its hash is not that of the key"
    );
    other["companies"] = json!(0);
    assert_eq!(
        told(&other),
        "records[0].payload.document.companies: expected a whole number from 1 to 1000000000, found 0"
    );
}

#[test]
fn what_is_nested_too_deep_for_a_bundle_is_refused_when_it_comes() {
    let nested = |levels: usize| {
        let deep = "[".repeat(levels) + &"]".repeat(levels);
        SMALL.replacen('{', &format!("{{\"deep\":{deep},"), 1)
    };
    let deepest = Benchmark::parse(&nested(124)).unwrap();
    let kept = parse(&compact(&Replica::new(&deepest.document).to_json())).unwrap();
    assert_eq!(
        Replica::from_json(&kept).unwrap().document(),
        Some(deepest.document.clone())
    );
    let bundle = Bundle {
        benchmarks: vec![deepest],
        ..Bundle::default()
    };
    assert!(read_bundle(&compact(&write_bundle(&bundle)), &[]).is_ok());
    assert!(Benchmark::parse(&nested(125)).is_err());
}

/// The same document, its members in another order.
fn turned(json: &Json, by: usize) -> Json {
    match &json.value {
        JsonValue::Object(_) => {
            let mut members: Vec<Member> = (json.members().iter())
                .map(|member| Member::new(member.name.as_str(), turned(&member.value, by)))
                .collect();
            let count = members.len().max(1);
            members.rotate_left(by % count);
            Json::object(members)
        }
        JsonValue::Array(_) => Json::list(json.items().iter().map(|item| turned(item, by))),
        _ => json.clone(),
    }
}

proptest! {
    /// Whatever else stands in the document, and in whatever order: devices that keep, delete and bring back come to the
    /// same, and it is still the figures that its key says.
    #[test]
    fn whoever_keeps_and_deletes_them_their_hash_stays(
        names in proptest::collection::vec("[a-z~/]{1,6}|answers|plan|tags|views|contacts", 0..4),
        turns in proptest::collection::vec((0usize..9, any::<bool>(), any::<bool>()), 1..12),
    ) {
        let mut document: Value = serde_json::from_str(SMALL).unwrap();
        for (number, name) in names.iter().enumerate() {
            let value = json!({"of": [number, 1e-7, {"id": name}], "id": number});
            document.as_object_mut().unwrap().entry(name.as_str()).or_insert(value);
        }
        let benchmark = Benchmark::parse(&document.to_string()).unwrap();
        let key = key(&benchmark);
        let mut devices = [Ledger::new(DeviceId(1)), Ledger::new(DeviceId(2))];
        for ledger in &mut devices {
            ledger.note(&key, Some(&benchmark.document), 1);
        }
        for (now, (by, which, is_kept)) in (2..).zip(turns) {
            let turned = turned(&benchmark.document, by);
            devices[usize::from(which)].note(&key, is_kept.then_some(&turned), now);
        }
        let [one, other] = [0, 1].map(|place: usize| devices[place].readable(&key).unwrap());
        let merged = one.merge(&other);
        prop_assert_eq!(&merged, &other.merge(&one));
        let document = merged.document().unwrap();
        prop_assert_eq!(Benchmark::from_json(document).unwrap().hash, benchmark.hash);
    }
}
