//! What leaves in a view or a shared result, and what never does.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::{
    Chosen, Evidence, Exchanged, View, ViewError, read_shared_result, read_view, share_result,
    write_exchanged, write_view,
};
use channel_readiness::domain::json::{Json, compact, parse};
use channel_readiness::domain::replica::{DeviceId, Replica, Stamp};
use channel_readiness::domain::scoring::score;
use channel_readiness::domain::time::{Day, Moment};
use documents::{company, pack, told, value, vendor, with};
use serde_json::{Value, json};

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn now() -> Moment {
    moment("2026-11-22T10:52:31Z")
}

/// A record with something secret in every place that must not leave, by what it says.
fn record() -> Replica {
    let mut document = vendor();
    document["title"] = json!("our-title");
    document["respondent"] = json!("our-respondent");
    document["company"]["id"] = json!("0190f5f0-7b1c-7000-8000-00000000c0c0");
    document["counterpart"]["name"] = json!("Kontoso");
    document["counterpart"]["id"] = json!("0190f5f0-7b1c-7000-8000-00000000c1c1");
    document["answers"]["a1"]["note"] = json!("our-first-note");
    document["answers"]["a1"]["link"] = json!("https://our-link");
    document["answers"]["b2"]["reason"] = json!("our-reason");
    document["answers"]["a3"]["unknown"] = json!("our-unknown-of-answer");
    document["company"]["unknown"] = json!("our-unknown-of-company");
    document["unknown"] = json!("our-unknown");
    document["plan"] = json!({"steps": [{"indicator": "a2", "from": 0, "to": 2, "days": 12, "state": "planned",
        "owner": "our-owner", "note": "our-plan"}]});
    document["filed"] =
        json!({"company": "0190f5f0-7b1c-7000-8000-00000000c2c2", "at": "2026-11-22T10:41:00Z"});
    document["invited"] =
        json!({"invite": "0190f5f0-7b1c-7000-8000-0000000000e1", "at": "2026-11-22T10:41:00Z"});
    let mut record = Replica::new(&json_of(&document));
    let changes = [
        ("/answers/a1/note", json!("our-second-note")),
        ("/answers/a1/level", json!(2)),
        (
            "/answers/a2",
            json!({"state": "level", "level": 4, "day": "2026-11-22", "note": "our-gone-note", "link": ""}),
        ),
        ("/plan/target", json!({"level": 3})),
    ];
    for (number, (pointer, value)) in changes.into_iter().enumerate() {
        document = with(document, pointer, value);
        record.change(&json_of(&document), stamp_at(number as u64));
    }
    document["answers"].as_object_mut().unwrap().remove("a2");
    record.change(&json_of(&document), stamp_at(9));
    record
}

fn stamp_at(number: u64) -> Stamp {
    Stamp::new(1_795_344_000_000 + number * 3_600_000, 0, DeviceId(1)).unwrap()
}

fn json_of(document: &Value) -> Json {
    parse(&document.to_string()).unwrap()
}

fn later() -> Moment {
    moment("2027-01-01T00:00:00Z")
}

/// What stands nowhere but at home.
const AT_HOME: [&str; 9] = [
    "our-owner",
    "our-plan",
    "c0c0",
    "c1c1",
    "c2c2",
    "our-first-note",
    "our-gone-note",
    "invited",
    "past",
];
const EVIDENCE: [&str; 6] = [
    "our-second-note",
    "our-link",
    "our-reason",
    "our-unknown-of-answer",
    "our-unknown-of-company",
    "our-unknown",
];

fn kept() -> Assessment {
    Assessment::from_json(&record().document().unwrap()).unwrap()
}

#[test]
fn a_view_holds_nothing_that_belongs_to_the_sender_alone() {
    // What is looked for is there.
    let all = compact(&record().to_json());
    for secret in AT_HOME.iter().chain(&EVIDENCE) {
        assert!(all.contains(secret), "{secret}");
    }
    let view = View::of(&record(), Evidence::Included, None, later()).unwrap();
    let written = compact(&write_view(&view));
    for secret in AT_HOME {
        assert!(!written.contains(secret), "{secret} in {written}");
    }
    for evidence in EVIDENCE {
        assert!(written.contains(evidence), "{evidence}");
    }
    assert_eq!(
        view.invite.map(|invite| invite.0.to_string()).as_deref(),
        Some("0190f5f0-7b1c-7000-8000-0000000000e1")
    );
    assert_eq!(read_view(&written, &[&pack()]), Ok(view));
}

#[test]
fn evidence_that_is_left_out_is_nowhere_in_a_view() {
    let view = View::of(&record(), Evidence::LeftOut, Some(pack()), later()).unwrap();
    let written = compact(&write_view(&view));
    for secret in AT_HOME.iter().chain(&EVIDENCE) {
        assert!(!written.contains(secret), "{secret} in {written}");
    }
    let told = value(&write_view(&view));
    let answer = json!({"state": "level", "level": 2, "day": "2026-11-22", "note": "", "link": ""});
    assert_eq!(told["payload"]["document"]["answers"]["a1"], answer);
    // That an answer was taken away is said, and not what it was.
    assert!(told["payload"]["stamps"]["/answers/a2"].is_string());
    assert_eq!(told["payload"]["document"]["answers"]["a2"], Value::Null);
    assert_eq!(read_view(&written, &[]), Ok(view));
}

#[test]
fn no_stamp_of_a_view_is_later_than_the_view() {
    let mut ahead = record();
    let mut document = value(&ahead.document().unwrap());
    document["title"] = json!("of the year 9000");
    ahead.change(
        &json_of(&document),
        Stamp::new(221_845_392_000_000, u32::MAX, DeviceId(1)).unwrap(),
    );
    let view = View::of(&ahead, Evidence::Included, None, now()).unwrap();
    assert_eq!(view.replica.latest().map(Stamp::moment), Some(now()));
    assert!(read_view(&compact(&write_view(&view)), &[&pack()]).is_ok());
}

#[test]
fn what_is_deleted_or_somebody_elses_is_not_sent() {
    let mut deleted = record();
    deleted.delete(stamp_at(20));
    let of = |record: &Replica| View::of(record, Evidence::Included, None, later()).map(drop);
    assert_eq!(of(&deleted), Err(ViewError::Deleted));
    deleted.purge();
    assert_eq!(of(&deleted), Err(ViewError::Deleted));
    let received = with(vendor(), "/received", json!({"at": "2026-11-22T10:41:00Z"}));
    assert_eq!(of(&Replica::new(&json_of(&received))), Err(ViewError::Received));
    assert_eq!(
        of(&Replica::new(&json_of(&company()))),
        Err(ViewError::NoAssessment)
    );
}

#[test]
fn a_shared_result_holds_what_was_chosen_and_nothing_more() {
    let kept = kept();
    let pack = pack();
    let readiness = score(&pack.questionnaire, &kept, Day::parse("2026-11-22").unwrap());
    let shared = |chosen| share_result(&kept, &readiness, &pack, chosen, ("en", now()));
    let texts = [Chosen::Scores, Chosen::Answers, Chosen::Evidence].map(|chosen| compact(&shared(chosen)));
    let never = AT_HOME
        .iter()
        .chain(&["our-title", "our-respondent", "our-unknown", "stamps"]);
    let id = kept.id.0.to_string();
    for text in &texts {
        for secret in never.clone().chain(&[id.as_str()]) {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(text.contains("Kontoso") && text.contains("Worked") && text.contains("\"score\""));
        let read = read_shared_result(text).unwrap_or_else(|problems| panic!("{}", told(&problems)));
        let scores = read.result.overall.score.zip(readiness.overall.score);
        assert!(scores.is_some_and(|(stated, scored)| (stated - scored).abs() < 1e-9));
        assert_eq!(
            compact(&write_exchanged(&Exchanged::SharedResult(Box::new(read)))),
            *text
        );
    }
    let [scores, answers, evidence] = &texts;
    assert!(!scores.contains("answers") && scores.contains("\"response\":null"));
    for secret in EVIDENCE {
        assert!(!answers.contains(secret), "{secret}");
    }
    assert!(answers.contains(r#""a1":{"state":"level","level":2,"day":"2026-11-22","note":"","link":""}"#));
    for shown in ["our-second-note", "https://our-link", "our-reason"] {
        assert!(evidence.contains(shown), "{shown}");
    }
}
