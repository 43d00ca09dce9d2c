//! The questionnaires that come with the page: what a reader of them may rely on.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use channel_readiness::domain::pack::{Condition, Pack, Test as AnswerTest, read_index};
use channel_readiness::domain::side::Side;

/// Each pack with the name of its file.
fn packs() -> Vec<(String, Pack)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/packs");
    let index = fs::read_to_string(folder.join("index.json")).unwrap();
    let entries = read_index(&index).unwrap();
    let read = |file: &String| {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        Pack::parse(&text).unwrap_or_else(|problems| panic!("{file}: {problems:#?}"))
    };
    entries
        .iter()
        .map(|entry| (entry.file.clone(), read(&entry.file)))
        .collect()
}

#[test]
fn there_are_four_with_ids_of_their_own() {
    let ids: BTreeSet<String> = packs()
        .into_iter()
        .map(|(_, pack)| pack.questionnaire.id.clone())
        .collect();
    let expected = ["channel-devops", "delivery-check", "example", "shared-access"];
    assert_eq!(ids.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn the_five_levels_of_a_question_all_read_otherwise() {
    for (file, pack) in packs() {
        let questionnaire = &pack.questionnaire;
        for (_, indicator) in questionnaire.indicators() {
            for question in Side::ALL.into_iter().filter_map(|side| indicator.question(side)) {
                for language in &questionnaire.languages {
                    let texts = question.anchors.iter().map(|anchor| anchor.in_language(language));
                    let different: BTreeSet<&str> = texts.collect();
                    assert_eq!(different.len(), 5, "{file} {:?} in {language}", indicator.id);
                }
            }
        }
    }
}

#[test]
fn whoever_is_asked_finds_steps_up() {
    for (file, pack) in packs() {
        for ((_, indicator), guidance) in pack.questionnaire.indicators().zip(&pack.guidance) {
            for side in Side::ALL
                .into_iter()
                .filter(|side| indicator.question(*side).is_some())
            {
                assert!(
                    !guidance.steps.of(side).is_empty(),
                    "{file} {:?} {side:?}",
                    indicator.id
                );
            }
        }
    }
}

#[test]
fn every_reason_has_its_evidence_and_what_speaks_against_it() {
    for (file, pack) in packs() {
        for ((_, indicator), guidance) in pack.questionnaire.indicators().zip(&pack.guidance) {
            let Some(evidence) = &guidance.evidence else {
                assert_eq!(file, "example.json", "{:?}", indicator.id);
                continue;
            };
            assert!(!evidence.sources.is_empty(), "{file} {:?}", indicator.id);
        }
        assert!(!pack.limits.is_empty(), "{file}");
    }
}

/// The pack on shared access shows what conditions can do.
#[test]
fn conditions_of_every_kind_are_used() {
    fn kinds(condition: &Condition, found: &mut BTreeSet<&'static str>) {
        let name = match condition {
            Condition::Answer(_, AnswerTest::AtLeast(_)) => "atLeast",
            Condition::Answer(_, AnswerTest::AtMost(_)) => "atMost",
            Condition::Answer(_, AnswerTest::State(_)) => "state",
            Condition::Side(_) => "side",
            Condition::Company(_) => "company",
            Condition::SizeAtLeast(_) => "sizeAtLeast",
            Condition::All(_) => "all",
            Condition::Any(_) => "any",
            Condition::Not(_) => "not",
        };
        found.insert(name);
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    kinds(part, found);
                }
            }
            Condition::Not(part) => kinds(part, found),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for (_, pack) in packs() {
        let whens = pack
            .questionnaire
            .indicators()
            .filter_map(|(_, one)| one.when.as_ref());
        whens
            .chain(pack.checks.iter().map(|check| &check.when))
            .for_each(|condition| kinds(condition, &mut found));
    }
    let missing: Vec<_> = [
        "atLeast",
        "atMost",
        "state",
        "company",
        "sizeAtLeast",
        "all",
        "any",
        "not",
    ]
    .into_iter()
    .filter(|kind| !found.contains(kind))
    .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_quick_length_is_a_real_cut_of_the_longer_ones() {
    use channel_readiness::domain::pack::Length;
    for (file, pack) in packs()
        .into_iter()
        .filter(|(file, _)| ["channel-devops.json", "shared-access.json"].contains(&file.as_str()))
    {
        let quick = pack.questionnaire.indicators();
        let quick = quick
            .filter(|(_, one)| one.lengths.include(Length::Quick))
            .count();
        let full = pack.questionnaire.indicators().count();
        assert!(quick * 2 <= full && quick >= 6, "{file}: {quick} of {full}");
    }
}
