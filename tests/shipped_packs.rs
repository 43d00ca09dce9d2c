//! What holds of every pack in `public/packs`, and of their index.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::insight::checks::second_looks;
use channel_readiness::domain::pack::{
    Check, Condition, FirstPart, Indicator, IndicatorId, Length, Pack, Question,
};
use channel_readiness::domain::scoring::{Standing, standings};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::text::Text;
use serde_json::Value;
use support::assessment;

/// What a pack is meant to have, written down so that a slip of the pen is noticed.
struct Intended {
    id: &'static str,
    languages: &'static [&'static str],
    quick: usize,
    full: usize,
    /// In both lengths.
    gates: &'static [&'static str],
    /// Indicators that are asked of one side only.
    one_sided: &'static [(&'static str, Side)],
}

/// In the order of the index: the built-in pack first.
const SHIPPED: [Intended; 4] = [
    Intended {
        id: "channel-devops",
        languages: &["en"],
        quick: 12,
        full: 36,
        gates: &["1.1", "2.1", "3.1", "4.1", "5.1"],
        one_sided: &[],
    },
    Intended {
        id: "delivery-check",
        languages: &["en"],
        quick: 5,
        full: 5,
        // None of the five figures makes the others worthless.
        gates: &[],
        one_sided: &[],
    },
    Intended {
        id: "shared-access",
        languages: &["en"],
        quick: 8,
        full: 23,
        gates: &["1.1", "1.2", "2.1", "3.1", "5.3", "6.1"],
        // Only the partner sees where its programs keep their keys, and how it reaches its customers.
        one_sided: &[
            ("4.3", Side::Partner),
            ("6.1", Side::Partner),
            ("6.2", Side::Partner),
            ("6.3", Side::Partner),
        ],
    },
    Intended {
        id: "example",
        languages: &["en", "de"],
        quick: 2,
        full: 4,
        gates: &["meetings"],
        one_sided: &[("trial", Side::Vendor)],
    },
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/packs")
}

fn text(file: &str) -> String {
    fs::read_to_string(folder().join(file)).unwrap_or_else(|failure| panic!("{file}: {failure}"))
}

#[track_caller]
fn read(intended: &Intended) -> Pack {
    Pack::parse(&text(&format!("{}.json", intended.id))).unwrap_or_else(|problems| {
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{}:\n{}", intended.id, told.join("\n"))
    })
}

fn packs() -> impl Iterator<Item = (&'static Intended, Pack)> {
    SHIPPED.iter().map(|intended| (intended, read(intended)))
}

/// Every wording of every shipped pack, with a name for messages.
fn questions() -> Vec<(String, Question)> {
    let mut questions = Vec::new();
    for (intended, pack) in packs() {
        for (_, indicator) in pack.questionnaire.indicators() {
            for side in Side::ALL {
                let name = format!("{} {} {}", intended.id, indicator.id.0, side.name());
                questions.extend(indicator.question(side).map(|question| (name, question.clone())));
            }
        }
    }
    questions
}

fn in_length(pack: &Pack, length: Length) -> Vec<&Indicator> {
    let indicators = pack.questionnaire.indicators().map(|(_, indicator)| indicator);
    indicators
        .filter(|indicator| indicator.lengths.include(length))
        .collect()
}

#[test]
fn the_folder_holds_the_shipped_packs_and_their_index_alone() {
    let found: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut expected: BTreeSet<String> = SHIPPED.iter().map(|pack| format!("{}.json", pack.id)).collect();
    expected.insert("index.json".to_owned());
    assert_eq!(found, expected);
}

#[test]
fn the_index_says_of_each_pack_what_the_pack_says() {
    let index: Value = serde_json::from_str(&text("index.json")).unwrap();
    assert_eq!((&index["kind"], &index["format"]), (&"packs".into(), &1.into()));
    let rows = index["packs"].as_array().unwrap();
    assert_eq!(rows.len(), SHIPPED.len());
    for (row, (intended, pack)) in rows.iter().zip(packs()) {
        let questionnaire = &pack.questionnaire;
        let count = |length| in_length(&pack, length).len();
        let about = row["about"].as_str().unwrap();
        assert_eq!(
            row,
            &serde_json::json!({
                "file": format!("{}.json", intended.id),
                "id": questionnaire.id,
                "version": questionnaire.version,
                "title": questionnaire.title.in_language(&questionnaire.languages[0]),
                "about": about,
                "questions": { "quick": count(Length::Quick), "full": count(Length::Full) },
            })
        );
        let is_one_sentence = about.ends_with('.') && about.matches(". ").count() == 0;
        assert!(is_one_sentence && about.chars().count() <= 120, "{about}");
    }
}

#[test]
fn every_pack_reads_and_is_what_it_is_meant_to_be() {
    for (intended, pack) in packs() {
        let questionnaire = &pack.questionnaire;
        assert_eq!(
            (questionnaire.id.as_str(), questionnaire.version),
            (intended.id, 1)
        );
        assert_eq!(questionnaire.languages, intended.languages);
        let count = |length| in_length(&pack, length).len();
        assert_eq!(
            (count(Length::Quick), count(Length::Full)),
            (intended.quick, intended.full),
            "{}",
            intended.id
        );
        assert!(
            !pack.limits.is_empty() && !pack.checks.is_empty(),
            "{}",
            intended.id
        );
    }
}

#[test]
fn no_two_packs_share_a_hash() {
    let hashes: BTreeSet<_> = packs().map(|(_, pack)| pack.hash).collect();
    assert_eq!(hashes.len(), SHIPPED.len());
}

#[test]
fn every_pack_has_the_gates_that_are_meant_in_both_lengths() {
    for (intended, pack) in packs() {
        for length in Length::ALL {
            let gates: Vec<_> = in_length(&pack, length)
                .into_iter()
                .filter(|indicator| indicator.gate)
                .map(|indicator| indicator.id.0.as_str())
                .collect();
            assert_eq!(gates, intended.gates, "{} {}", intended.id, length.name());
        }
    }
}

#[test]
fn every_indicator_is_asked_of_both_sides_or_of_the_one_that_is_meant() {
    for (intended, pack) in packs() {
        for (_, indicator) in pack.questionnaire.indicators() {
            let only = intended.one_sided.iter().find(|(id, _)| *id == indicator.id.0);
            for side in Side::ALL {
                assert_eq!(
                    indicator.question(side).is_some(),
                    only.is_none_or(|(_, only)| *only == side),
                    "{} {:?} {side:?}",
                    intended.id,
                    indicator.id
                );
            }
        }
    }
}

#[test]
fn every_question_has_a_reason_its_evidence_and_steps_upwards() {
    for (intended, pack) in packs() {
        for ((_, indicator), guidance) in pack.questionnaire.indicators().zip(&pack.guidance) {
            let name = format!("{} {:?}", intended.id, indicator.id);
            let evidence = guidance.evidence.as_ref().expect(&name);
            assert!(guidance.why != Text::default(), "{name}");
            assert!(
                !evidence.sources.is_empty() && evidence.counter != Text::default(),
                "{name}"
            );
            for side in Side::ALL {
                let steps = guidance.steps.of(side);
                assert_eq!(steps.is_empty(), indicator.question(side).is_none(), "{name}");
                assert!(steps.iter().all(|step| step.who != Text::default()), "{name}");
            }
        }
    }
}

#[test]
fn the_five_levels_of_a_question_differ_in_every_language() {
    for (name, question) in questions() {
        for language in ["en", "de"] {
            let anchors: BTreeSet<String> = question
                .anchors
                .iter()
                .map(|anchor| anchor.in_language(language).trim().to_lowercase())
                .collect();
            assert_eq!(anchors.len(), 5, "{name} in {language}");
        }
    }
}

#[test]
fn no_level_says_that_the_answer_is_not_known() {
    for (name, question) in questions() {
        for anchor in &question.anchors {
            let words = anchor.in_language("en").to_lowercase();
            let claims = ["unknown", "don't know", "do not know"];
            assert!(
                !claims.iter().any(|claim| words.contains(claim)),
                "{name}: {words}"
            );
        }
    }
}

#[test]
fn a_shipped_text_in_several_languages_leaves_none_out() {
    for (intended, pack) in packs() {
        let mut open: Vec<Value> =
            vec![serde_json::from_str(&text(&format!("{}.json", intended.id))).unwrap()];
        let mut translated = 0;
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items),
                Value::Object(members) if members.contains_key(intended.languages[0]) => {
                    translated += 1;
                    let languages: BTreeSet<&str> = members.keys().map(String::as_str).collect();
                    let declared = intended.languages.iter().copied().collect();
                    assert_eq!(languages, declared, "{}: {members:?}", intended.id);
                }
                Value::Object(members) => open.extend(members.into_iter().map(|(_, value)| value)),
                _ => {}
            }
        }
        assert_eq!(translated > 0, pack.questionnaire.languages.len() > 1);
    }
}

#[test]
fn every_first_part_gives_the_same_questions() {
    for (intended, pack) in packs() {
        let first = FirstPart::cut(&pack);
        assert_eq!(FirstPart::parse(&first.write()), Ok(first), "{}", intended.id);
    }
}

/// What an answer can be; the first stands for none.
const ANSWERS: [&str; 8] = ["", "?", "-", "0", "1", "2", "3", "4"];

/// Every way to answer these indicators, in a line each.
fn ways(sources: &BTreeSet<String>) -> Vec<String> {
    assert!(sources.len() <= 4, "too many to try: {sources:?}");
    let mut ways = vec![String::new()];
    for source in sources {
        ways = ways
            .iter()
            .flat_map(|way| {
                ANSWERS.iter().map(move |answer| match *answer {
                    "" => way.clone(),
                    answer => format!("{way} {source}={answer}"),
                })
            })
            .collect();
    }
    ways
}

/// Every assessment of a side that a condition can tell from others.
fn assessments(pack: &Pack, side: Side, condition: &Condition) -> Vec<Assessment> {
    let sources = all_sources(pack, condition);
    let kinds = [None].into_iter().chain(Kind::ALL.map(Some));
    let sizes = || [None].into_iter().chain(Size::ALL.map(Some));
    let facts: Vec<_> = kinds
        .flat_map(|kind| sizes().map(move |size| (kind, size)))
        .collect();
    let mut all = Vec::new();
    for way in ways(&sources) {
        for (kind, size) in &facts {
            let mut assessment = assessment(side, &way);
            assessment.company.kind = *kind;
            assessment.company.size = *size;
            all.push(assessment);
        }
    }
    all
}

/// What the condition asks about, and what the conditions of those ask about in turn.
fn all_sources(pack: &Pack, condition: &Condition) -> BTreeSet<String> {
    let mut sources = BTreeSet::new();
    let mut open: Vec<&Condition> = vec![condition];
    while let Some(condition) = open.pop() {
        for source in condition.sources() {
            let (_, indicator) = pack.questionnaire.indicator(&source.indicator).unwrap();
            if sources.insert(indicator.id.0.clone()) {
                open.extend(&indicator.when);
            }
        }
    }
    sources
}

fn is_asked(pack: &Pack, assessment: &Assessment, indicator: &IndicatorId) -> bool {
    let mut indicators = pack.questionnaire.indicators();
    let position = indicators.position(|(_, asked)| asked.id == *indicator).unwrap();
    standings(&pack.questionnaire, assessment)[position] != Standing::NotAsked
}

#[test]
fn every_conditional_question_is_asked_after_some_answers_and_left_out_after_others() {
    let mut conditional = 0;
    for (intended, pack) in packs() {
        for (_, indicator) in pack.questionnaire.indicators() {
            let Some(condition) = &indicator.when else {
                continue;
            };
            conditional += 1;
            for side in Side::ALL {
                if indicator.question(side).is_none() {
                    continue;
                }
                let asked: BTreeSet<bool> = assessments(&pack, side, condition)
                    .iter()
                    .map(|assessment| is_asked(&pack, assessment, &indicator.id))
                    .collect();
                assert_eq!(asked.len(), 2, "{} {:?} {side:?}", intended.id, indicator.id);
            }
        }
    }
    assert!(conditional > 5, "{conditional}");
}

#[test]
fn what_a_condition_asks_about_is_asked_in_the_same_length_and_of_the_same_side() {
    for (intended, pack) in packs() {
        for (_, indicator) in pack.questionnaire.indicators() {
            for source in indicator.when.iter().flat_map(Condition::sources) {
                let (_, asked) = pack.questionnaire.indicator(&source.indicator).unwrap();
                let name = format!("{} {:?}", intended.id, indicator.id);
                for length in Length::ALL {
                    assert!(
                        asked.lengths.include(length) || !indicator.lengths.include(length),
                        "{name}"
                    );
                }
                for side in Side::ALL {
                    assert!(
                        asked.question(side).is_some() || indicator.question(side).is_none(),
                        "{name}"
                    );
                }
            }
        }
    }
}

/// Whether some pair of views makes the check speak up.
fn can_speak(pack: &Pack, check: &Check) -> bool {
    let speaks = |own: &Assessment, other: Option<&Assessment>| {
        second_looks(pack, own, other)
            .iter()
            .any(|spoken| spoken.id == check.id)
    };
    let sources = all_sources(pack, &check.when);
    let compares = check.when.sources().iter().any(|source| source.of.is_some());
    let views = |side| {
        let ways = ways(&sources).into_iter();
        ways.map(move |way| assessment(side, &way)).collect::<Vec<_>>()
    };
    let (vendors, partners) = (views(Side::Vendor), views(Side::Partner));
    if !compares {
        return vendors.iter().chain(&partners).any(|view| speaks(view, None));
    }
    vendors
        .iter()
        .any(|vendor| partners.iter().any(|partner| speaks(vendor, Some(partner))))
}

#[test]
fn every_check_speaks_up_after_some_answers_and_not_when_nothing_was_answered() {
    for (intended, pack) in packs() {
        let (vendor, partner) = (support::vendor(""), support::partner(""));
        assert_eq!(
            second_looks(&pack, &vendor, Some(&partner)).len(),
            0,
            "{}",
            intended.id
        );
        for check in &pack.checks {
            assert!(can_speak(&pack, check), "{} {}", intended.id, check.id);
        }
    }
}

#[test]
fn every_check_names_all_answers_that_it_looks_at() {
    for (intended, pack) in packs() {
        for check in &pack.checks {
            let named: BTreeSet<_> = check.indicators.iter().collect();
            let looked_at: BTreeSet<_> = check
                .when
                .sources()
                .iter()
                .map(|source| &source.indicator)
                .collect();
            assert_eq!(named, looked_at, "{} {}", intended.id, check.id);
        }
    }
}
