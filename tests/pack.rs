//! Packs: what is read, the first part, and the built-in pack.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/small_pack.rs"]
mod small_pack;

use std::fs;

use channel_readiness::domain::json::{compact, parse, pretty};
use channel_readiness::domain::pack::{Condition, FirstPart, FirstPartError, Length, Lengths, Pack};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::text::Text;
use proptest::prelude::*;
use serde_json::{Value, json};
use small_pack::{fine, read, small, told};

#[test]
fn a_pack_is_read_whole() {
    let pack = read(&small()).unwrap();
    let questionnaire = &pack.questionnaire;
    assert_eq!((questionnaire.id.as_str(), questionnaire.version), ("small", 3));
    assert_eq!(questionnaire.title, Text::Plain("Small".to_owned()));
    assert_eq!(questionnaire.levels[4].name, Text::Plain("Four".to_owned()));
    assert_eq!(questionnaire.indicators().count(), 3);
    assert_eq!(pack.guidance.len(), 3);
    assert_eq!(pack.guidance[0].steps.partner[1].days, 365);
    assert_eq!(pack.guidance[2].evidence.as_ref().unwrap().sources.len(), 1);
    assert_eq!(pack.checks[0].indicators.len(), 2);
    assert_eq!(pack.limits.len(), 1);
    assert!(matches!(
        questionnaire.dimensions[1].indicators[0].when,
        Some(Condition::Answer(..))
    ));
}

#[test]
fn what_may_be_absent_has_its_default() {
    let pack = read(&small()).unwrap();
    let a2 = &pack.questionnaire.dimensions[0].indicators[1];
    assert!(a2.gate && !a2.may_not_apply);
    assert_eq!(
        (a2.observes.as_ref(), a2.when.as_ref(), a2.lengths),
        (None, None, Lengths::FullOnly)
    );
    assert!(a2.question(Side::Vendor).is_none());
    assert_eq!(a2.question(Side::Partner).unwrap().hint, Text::default());
    assert_eq!(
        pack.guidance[1],
        channel_readiness::domain::pack::Guidance::default()
    );
    assert!(
        fine("/dimensions/0/headline", Value::Null)
            .questionnaire
            .dimensions[0]
            .headline
    );
    let indicator = |pack: Pack| pack.questionnaire.dimensions[0].indicators[0].clone();
    assert!(indicator(fine("/dimensions/0/indicators/0/mayNotApply", Value::Null)).may_not_apply);
    assert!(indicator(fine("/dimensions/0/indicators/0/gate", json!(true))).may_not_apply);
    let bare = json!({"kind": "pack", "format": 1, "id": "x", "version": 1, "languages": ["en"], "title": "T",
        "levels": small()["levels"], "dimensions": [small()["dimensions"][1]]});
    let mut bare = bare;
    bare["dimensions"][0]["indicators"][0]["when"] = Value::Null;
    let bare = read(&bare).unwrap();
    assert!(bare.limits.is_empty() && bare.checks.is_empty());
}

#[test]
fn the_first_language_of_a_text_comes_first() {
    let pack = read(&small()).unwrap();
    let title = &pack.questionnaire.dimensions[0].title;
    assert_eq!(title.in_language("de"), "Erste");
    assert_eq!(title.in_language("fr"), "First");
}

#[test]
fn the_hash_is_that_of_the_canonical_document() {
    let pack = read(&small()).unwrap();
    let compacted = Pack::parse(&small().to_string()).unwrap();
    assert_eq!(pack.hash, compacted.hash);
    assert_ne!(pack.hash, fine("/unknown", json!(1)).hash);
    // SHA-256 of the canonical text, reckoned with another program.
    assert_eq!(
        pack.hash.as_str(),
        "44faf4c8a641a9c3bda704e33ac520361d2aaeafaad27c01aa0aa5cc78499f60"
    );
}

#[test]
fn unknown_members_stay_in_the_document() {
    let pack = fine("/dimensions/0/indicators/0/mood", json!({"x": 1.50}));
    assert!(pretty(&pack.document, 2).contains("\"mood\": {"));
    assert_eq!(
        Pack::from_json(parse(&compact(&pack.document)).unwrap()).unwrap(),
        pack
    );
}

#[test]
fn a_first_part_gives_the_same_questionnaire() {
    let pack = read(&small()).unwrap();
    let first = FirstPart::cut(&pack);
    assert_eq!(FirstPart::parse(&first.write()), Ok(first.clone()));
    assert_eq!(first.questionnaire, pack.questionnaire);
    assert_eq!(first.whole, pack.reference());
}

#[test]
fn a_first_part_that_was_cut_anywhere_is_refused() {
    let text = FirstPart::cut(&read(&small()).unwrap()).write();
    for (end, _) in text.char_indices() {
        assert!(FirstPart::parse(&text[..end]).is_err(), "{end}");
    }
}

#[test]
fn a_first_part_with_a_line_too_many_or_too_few_is_refused() {
    let text = FirstPart::cut(&read(&small()).unwrap()).write();
    assert!(FirstPart::parse(&format!("{text}\n")).is_err());
    let lines: Vec<&str> = text.lines().collect();
    for left_out in 0..lines.len() {
        let mut shorter = lines.clone();
        shorter.remove(left_out);
        assert!(
            FirstPart::parse(&(shorter.join("\n") + "\n")).is_err(),
            "without line {}",
            left_out + 1
        );
    }
}

#[test]
fn a_first_part_of_another_build_is_refused_at_its_first_line() {
    let text = FirstPart::cut(&read(&small()).unwrap()).write();
    let other = text.replacen("first part 1", "first part 2", 1);
    assert_eq!(FirstPart::parse(&other), Err(FirstPartError { line: 1 }));
    assert_eq!(FirstPart::parse(""), Err(FirstPartError { line: 1 }));
    assert_eq!(
        FirstPart::parse("x").unwrap_err().to_string(),
        "line 1 of the first part is not as this version writes it"
    );
}

fn built_in() -> String {
    fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/public/packs/channel-devops.json"
    ))
    .unwrap()
}

#[test]
fn the_built_in_pack_is_whole() {
    let pack = Pack::parse(&built_in())
        .map_err(|problems| told(&problems))
        .unwrap();
    let questionnaire = &pack.questionnaire;
    assert_eq!(
        (questionnaire.dimensions.len(), questionnaire.indicators().count()),
        (6, 36)
    );
    let quick = questionnaire
        .indicators()
        .filter(|(_, indicator)| indicator.lengths.include(Length::Quick));
    assert_eq!(quick.count(), 12);
    for ((_, indicator), guidance) in questionnaire.indicators().zip(&pack.guidance) {
        assert!(
            Side::ALL.iter().all(|side| indicator.question(*side).is_some()),
            "{:?}",
            indicator.id
        );
        assert!(
            Side::ALL.iter().all(|side| !guidance.steps.of(*side).is_empty()),
            "{:?}",
            indicator.id
        );
        assert!(
            guidance.evidence.is_some() && guidance.why != Text::default(),
            "{:?}",
            indicator.id
        );
    }
    let first = FirstPart::cut(&pack);
    assert_eq!(FirstPart::parse(&first.write()), Ok(first));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_change_of_bytes_brings_the_reader_down(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = small().to_string().into_bytes();
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Err(problems) = Pack::parse(&String::from_utf8_lossy(&bytes)) {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| !problem.cause.is_empty()));
        }
    }

    #[test]
    fn no_value_in_any_place_brings_the_reader_down(
        place in any::<prop::sample::Index>(),
        value in prop_oneof![
            Just(Value::Null), Just(json!([])), Just(json!({})), Just(json!("")), Just(json!(-1)), Just(json!(1e300)),
            Just(json!([[[]]])), Just(json!({"en": {}})), Just(json!({"all": [{}]})), any::<String>().prop_map(Value::from),
        ],
    ) {
        let mut pack = small();
        let mut pointers = Vec::new();
        collect(&pack, "", &mut pointers);
        *pack.pointer_mut(&pointers[place.index(pointers.len())]).unwrap() = value;
        let _ = read(&pack);
        let _ = FirstPart::parse(&pack.to_string());
    }
}

fn collect(json: &Value, pointer: &str, pointers: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match json {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), item))
            .collect(),
        _ => Vec::new(),
    };
    pointers.push(pointer.to_owned());
    for (name, value) in children {
        collect(value, &format!("{pointer}/{name}"), pointers);
    }
}
