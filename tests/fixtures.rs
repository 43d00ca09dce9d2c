//! Files of every format that was ever written. They open for ever; none of them is ever changed.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use channel_readiness::domain::assessment::{AnswerState, Assessment};
use channel_readiness::domain::exchange::backup::{open, read_backup, write_backup};
use channel_readiness::domain::exchange::sealed::{Mark, open as open_file};
use channel_readiness::domain::exchange::{
    Bundle, Document, from_fragment, read_bundle, read_company, read_document, read_exchanged, read_response,
    score_documents, write_bundle, write_exchanged, write_response,
};
use channel_readiness::domain::json::{Json, compact, parse};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::{IndicatorId, Pack};
use channel_readiness::domain::packed::{
    COMPANIES_FORMAT, CompanyPacker, PACKED_FORMAT, Packer, unpack, unpack_companies,
};
use channel_readiness::domain::replica::{RegisterPath, Replica};
use channel_readiness::domain::scoring::score;
use channel_readiness::domain::side::Side;
use channel_readiness::domain::slices::finish;
use channel_readiness::domain::time::Day;
use channel_readiness::storage::lock::{LockRecord, Phase};
use channel_readiness::storage::migrations::{REPLICA_FORMAT, REPLICA_STEPS, migrate};
use channel_readiness::storage::sealed;
use channel_readiness::storage::{RecordKind, envelope};

fn fixture(name: &str) -> String {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(name),
    )
    .unwrap()
}

fn response() -> Assessment {
    read_response(&fixture("response-format-1.json")).unwrap()
}

fn bundle() -> Bundle {
    read_bundle(&fixture("bundle-format-1.json"), &[]).unwrap()
}

/// The same values whatever their order and white space.
fn same(left: &Json, right: &Json) {
    let value = |json: &Json| serde_json::from_str::<serde_json::Value>(&compact(json)).unwrap();
    let (left, right) = (value(left), value(right));
    let missing = what_lacks(&left, &right, "");
    assert!(missing.is_empty(), "{missing:?}");
}

/// The places of `left` that `right` lacks or holds otherwise. Moments may be written in another form.
fn what_lacks(left: &serde_json::Value, right: &serde_json::Value, place: &str) -> Vec<String> {
    use serde_json::Value::{Array, Object};
    match (left, right) {
        (Object(left), Object(right)) => left
            .iter()
            .flat_map(|(name, value)| {
                let place = format!("{place}.{name}");
                right
                    .get(name)
                    .map_or_else(|| vec![place.clone()], |other| what_lacks(value, other, &place))
            })
            .collect(),
        (Array(left), Array(right)) if left.len() == right.len() => left
            .iter()
            .zip(right)
            .enumerate()
            .flat_map(|(index, (left, right))| what_lacks(left, right, &format!("{place}[{index}]")))
            .collect(),
        _ if left == right || place.ends_with("edAt") => Vec::new(),
        _ => vec![place.to_owned()],
    }
}

fn answer(assessment: &Assessment, indicator: &str) -> AnswerState {
    assessment
        .answers
        .get(&IndicatorId(indicator.to_owned()))
        .unwrap()
        .state
        .clone()
}

#[test]
fn a_response_of_format_1_opens() {
    let response = response();
    assert_eq!(response.side, Side::Partner);
    assert_eq!(response.title.as_deref(), Some("Before the spring review „Ähre“"));
    assert_eq!(response.company.name, "Kontoso Zürich 株式会社");
    assert_eq!(response.answers.len(), 12);
    assert_eq!(answer(&response, "1.2"), AnswerState::Level(Level::MIN));
    assert_eq!(answer(&response, "1.3"), AnswerState::Unknown);
    assert_eq!(
        answer(&response, "2.6"),
        AnswerState::NotApplicable {
            reason: String::new()
        }
    );
}

#[test]
fn a_response_of_format_1_is_written_back_with_nothing_lost() {
    let text = fixture("response-format-1.json");
    same(&parse(&text).unwrap(), &write_response(&response()));
}

#[test]
fn a_response_of_format_1_fits_the_first_version_of_the_built_in_questionnaire() {
    let pack =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("public/packs/channel-devops.json"));
    let result = score_documents(&pack.unwrap(), &fixture("response-format-1.json"), "2026-03-02").unwrap();
    assert_eq!(result.member("answered").and_then(Json::as_f64), Some(7.0));
}

#[test]
fn a_bundle_of_format_1_opens() {
    let bundle = bundle();
    assert_eq!(
        (bundle.packs.len(), bundle.companies.len(), bundle.responses.len()),
        (1, 2, 2)
    );
    assert_eq!(bundle.companies[1].name, "عمل مشترك");
    assert_eq!(bundle.responses[0].counterpart, Some(bundle.companies[0].facts()));
    let opened = read_document(&fixture("bundle-format-1.json"), &[]).unwrap();
    assert_eq!(opened, Document::Bundle(bundle));
}

#[test]
fn a_bundle_of_format_1_is_written_back_with_nothing_lost() {
    let text = fixture("bundle-format-1.json");
    same(&parse(&text).unwrap(), &write_bundle(&bundle()));
}

/// The worked example of scoring.md, as a bundle.
#[test]
fn a_bundle_of_format_1_gives_the_figures_it_always_gave() {
    let bundle = bundle();
    let today = Day::parse("2026-02-01").unwrap();
    let readiness = score(&bundle.packs[0].questionnaire, &bundle.responses[0], today);
    let interval = readiness.overall.interval.unwrap();
    let figures = [readiness.overall.score.unwrap(), interval.low, interval.high];
    let wanted = [52.083_333_333_333_336, 48.4375, 54.6875];
    assert!(
        figures
            .iter()
            .zip(wanted)
            .all(|(figure, wanted)| (figure - wanted).abs() < 1e-9),
        "{figures:?}"
    );
    assert!((readiness.overall.freshness.unwrap() - 0.583_333_333_333_333_3).abs() < 1e-9);
    assert_eq!(readiness.overall.level, Level::new(1));
    assert_eq!(readiness.floor, Level::new(2));
}

#[test]
fn a_replica_of_format_2_opens_and_is_written_back_with_nothing_lost() {
    let payload = parse(&fixture("replica-format-2.payload")).unwrap();
    let replica = Replica::from_json(&payload).unwrap();
    let document = replica.document().unwrap();
    let response = parse(&fixture("response-format-1.json")).unwrap();
    assert_eq!(Assessment::from_json(&document), Assessment::from_json(&response));
    let answer = RegisterPath::answer(&IndicatorId("1.1".to_owned()));
    assert_eq!(replica.past(&answer).len(), 2);
    assert_eq!(
        replica.latest().map(|stamp| stamp.to_string()),
        replica
            .stamp(&RegisterPath::root().child("title"))
            .map(|stamp| stamp.to_string())
    );
    same(&payload, &replica.to_json());
}

#[test]
fn a_backup_of_format_1_opens_and_is_written_back_with_nothing_lost() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/backup-format-1.backup");
    let bytes = fs::read(path).unwrap();
    let sealed = open(&bytes).unwrap();
    assert_eq!(
        (sealed.header.is_compressed, sealed.header.encryption),
        (false, None)
    );
    let content = core::str::from_utf8(sealed.body).unwrap();
    let backup = finish(read_backup(content)).unwrap();
    assert_eq!((backup.records.len(), backup.packs.len()), (3, 1));
    let record = parse(&fixture("replica-format-2.payload")).unwrap();
    assert_eq!(backup.records[0].replica, Replica::from_json(&record).unwrap());
    same(
        &parse(content).unwrap(),
        &parse(&finish(write_backup(&backup))).unwrap(),
    );
}

#[test]
fn what_companies_exchange_in_format_1_opens_and_is_written_back_with_nothing_lost() {
    let small = Pack::parse(include_str!("fuzz/seeds/pack/small.json")).unwrap();
    for kind in ["invite", "view", "shared-result"] {
        let text = fixture(&format!("{kind}-format-1.json"));
        let read = read_exchanged(&text, &[&small]).unwrap();
        same(&parse(&text).unwrap(), &write_exchanged(&read));
    }
}

/// Made and signed by another program than this one, after docs/exchange.md. That the signature is right, a browser shows:
/// `tests/platform_signing.rs`.
#[test]
fn a_signed_file_of_format_1_opens_and_so_does_its_link() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exchange-format-1.crx");
    let bytes = fs::read(path).unwrap();
    let sealed = open_file(Mark::Exchange, &bytes).unwrap();
    let signed = sealed.signed.unwrap();
    assert_eq!(signed.key.fingerprint(), "P65R-DKGK-H7J6-VT3T");
    let content = core::str::from_utf8(sealed.body).unwrap();
    same(
        &parse(&fixture("invite-format-1.json")).unwrap(),
        &parse(content).unwrap(),
    );
    assert_eq!(from_fragment(&fixture("link-format-1.txt")), Ok(bytes));
}

/// Written by another program than this one, after docs/storage.md.
#[test]
fn a_chunk_of_format_1_opens_and_is_written_back_with_nothing_lost() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chunk-format-1.record");
    let bytes = fs::read(path).unwrap();
    let envelope = envelope::decode_bytes(&bytes).unwrap();
    assert_eq!(
        (envelope.kind, envelope.payload_format),
        (RecordKind::Chunk, PACKED_FORMAT)
    );
    let (_, read) = unpack(envelope.payload.to_vec()).unwrap();
    let mut wanted = vec![response(), bundle().responses[0].clone()];
    wanted.sort_by_key(|one| one.id);
    assert_eq!(read, wanted);
    let mut packer = Packer::default();
    for one in &read {
        packer.add(one);
    }
    assert_eq!(packer.finish(), envelope.payload);
}

/// The same of companies: one of the bundle, and one with all that a member may hold.
#[test]
fn a_chunk_of_format_2_opens_and_is_written_back_with_nothing_lost() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chunk-format-2.record");
    let bytes = fs::read(path).unwrap();
    let envelope = envelope::decode_bytes(&bytes).unwrap();
    assert_eq!(
        (envelope.kind, envelope.payload_format),
        (RecordKind::Chunk, COMPANIES_FORMAT)
    );
    let (_, read) = unpack_companies(envelope.payload.to_vec()).unwrap();
    let other = r#"{"id":"0190f5f0-7b1c-7000-8000-0000000000aa","name":"Ähre","kind":null,"size":"51-250","notes":"",
        "createdAt":"1969-12-31T23:59:59.999Z","updatedAt":"2026-11-22T10:41:00Z","tags":["gold","DACH"],
        "touchpoints":[{"id":"0190f5f0-7b1c-7000-8000-0000000000ab","kind":"meeting","day":"2026-09-15",
        "answerHours":2.50}],"future":{"a":[true,false,null,[],{}],"n":1e300}}"#;
    let mut wanted = vec![
        bundle().companies[0].clone(),
        read_company(&parse(other).unwrap()).unwrap(),
    ];
    wanted.sort_by_key(|one| one.id);
    assert_eq!(read, wanted);
    let mut packer = CompanyPacker::default();
    for one in &read {
        packer.add(one);
    }
    assert_eq!(packer.finish(), envelope.payload);
}

#[test]
fn a_lock_of_format_1_and_a_sealed_record_are_read() {
    let read = |name: &str| {
        fs::read(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/fixtures")
                .join(name),
        )
        .unwrap()
    };
    let lock = LockRecord::read(&read("lock-format-1.record")).unwrap();
    assert_eq!((lock.rounds, lock.minutes, lock.phase), (600_000, 15, Phase::Set));
    assert_eq!(
        lock.to_bytes(),
        read("lock-format-1.record"),
        "written as it always was"
    );
    // That its passphrase opens it, a browser shows: tests/platform_lock.rs.
    let record = read("sealed-format-2.record");
    assert_eq!(sealed::wrap(sealed::unwrap(&record).unwrap()), record);
}

#[test]
fn every_record_of_a_database_of_format_1_opens() {
    let text = fixture("database-format-1.records");
    let mut kinds = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (key, digits) = line.split_once(' ').unwrap();
        let byte = |place: usize| u8::from_str_radix(&digits[place..place + 2], 16).unwrap();
        let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(byte).collect();
        let envelope = envelope::decode(&bytes).unwrap();
        assert_eq!(envelope.payload_format, 1);
        let document = parse(&envelope.payload).unwrap();
        match envelope.kind {
            RecordKind::Assessment => drop(Assessment::from_json(&document).unwrap()),
            RecordKind::Company => drop(read_company(&document).unwrap()),
            RecordKind::Pack => {
                let pack = Pack::from_json(document.clone()).unwrap();
                assert!(key.ends_with(pack.hash.as_str()));
            }
            RecordKind::Benchmark | RecordKind::Setting | RecordKind::Chunk => {}
        }
        if envelope.kind != RecordKind::Pack {
            let migrated = migrate(&document, 1, REPLICA_STEPS, REPLICA_FORMAT).unwrap();
            let replica = Replica::from_json(&migrated).unwrap();
            same(&replica.document().unwrap(), &document);
        }
        kinds.push(envelope.kind);
    }
    let count = |kind| kinds.iter().filter(|one| **one == kind).count();
    let kinds = [RecordKind::Assessment, RecordKind::Company, RecordKind::Pack].map(count);
    assert_eq!(kinds, [2, 1, 1]);
}
