//! From one version of a pack to another.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::assessment::AssessmentId;
use channel_readiness::domain::insight::carry::{Carried, Left, carry, compare_packs};
use channel_readiness::domain::pack::{
    Dimension, Indicator, IndicatorId, PackReference, Questionnaire, Weight,
};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::text::Text;
use channel_readiness::domain::time::Moment;
use support::*;
use uuid::Uuid;

fn old() -> Questionnaire {
    questionnaire(vec![
        dimension("a", 1.0, vec![indicator("a1", 1.0), indicator("a2", 1.0)]),
        dimension("b", 1.0, vec![indicator("b1", 1.0), gate("b2", 2.0)]),
    ])
}

fn changed(change: impl FnOnce(&mut Vec<Dimension>)) -> Questionnaire {
    let mut new = old();
    new.version = 2;
    change(&mut new.dimensions);
    new
}

fn second(dimensions: &mut [Dimension]) -> &mut Indicator {
    &mut dimensions[0].indicators[1]
}

fn names(ids: &[IndicatorId]) -> String {
    ids.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join(" ")
}

/// What changed, as `+added -removed ~reworded =rescored`.
#[track_caller]
fn check(new: &Questionnaire, expected: &str) {
    let found = compare_packs(&old(), new, Side::Vendor);
    let told = [
        ("+", &found.added),
        ("-", &found.removed),
        ("~", &found.reworded),
        ("=", &found.rescored),
    ];
    let told = told.iter().filter(|(_, ids)| !ids.is_empty());
    let told: Vec<String> = told.map(|(sign, ids)| format!("{sign}{}", names(ids))).collect();
    assert_eq!(told.join(", "), expected);
}

fn carried(new: &Questionnaire, answers: &str) -> Carried {
    let reference = PackReference {
        id: new.id.clone(),
        version: new.version,
        hash: None,
    };
    let id = AssessmentId(Uuid::from_u128(9));
    carry(&vendor(answers), &old(), new, reference, id, Moment::EPOCH)
}

#[test]
fn the_same_pack_has_no_changes() {
    check(&old(), "");
}

#[test]
fn what_came_and_what_went_is_told() {
    check(
        &changed(|all| all[0].indicators.push(indicator("a3", 1.0))),
        "+a3",
    );
    check(&changed(|all| drop(all[0].indicators.remove(0))), "-a1");
    check(&changed(|all| second(all).sides.vendor = None), "-a2");
}

#[test]
fn another_wording_is_told_and_a_title_or_hint_is_none() {
    check(
        &changed(|all| second(all).sides.vendor.as_mut().unwrap().anchors[3] = Text::Plain("New".to_owned())),
        "~a2",
    );
    check(
        &changed(|all| second(all).sides.vendor.as_mut().unwrap().question = Text::Plain("New?".to_owned())),
        "~a2",
    );
    check(
        &changed(|all| second(all).title = Text::Plain("New".to_owned())),
        "",
    );
    check(
        &changed(|all| second(all).sides.vendor.as_mut().unwrap().hint = Text::Plain("New".to_owned())),
        "",
    );
    // The other side's wording is the other side's business.
    check(
        &changed(|all| second(all).sides.partner.as_mut().unwrap().question = Text::Plain("New?".to_owned())),
        "",
    );
}

#[test]
fn another_weight_gate_length_or_dimension_is_told_apart_from_the_wording() {
    check(
        &changed(|all| second(all).weight = Weight::new(3.0).unwrap()),
        "=a2",
    );
    check(&changed(|all| second(all).gate = true), "=a2");
    check(&changed(|all| second(all).when = Some(at_least("a1", 2))), "=a2");
    check(
        &changed(|all| all[1].weight = Weight::new(2.0).unwrap()),
        "=b1 b2",
    );
    check(&changed(|all| all[1].headline = false), "=b1 b2");
    check(
        &changed(|all| {
            let moved = all[0].indicators.remove(1);
            all[1].indicators.push(moved);
        }),
        "=a2",
    );
}

#[test]
fn a_language_that_comes_changes_nothing_and_one_language_must_be_shared() {
    let translated = |first: &str| {
        changed(|all| {
            let question = &mut second(all).sides.vendor.as_mut().unwrap().question;
            let words = question.in_language("en").to_owned();
            *question = Text::Translated(vec![
                ("en".to_owned(), words),
                ("de".to_owned(), first.to_owned()),
            ]);
        })
    };
    let mut both = translated("Frage?");
    both.languages.push("de".to_owned());
    check(&both, "");
    let mut other = old();
    other.languages = vec!["de".to_owned()];
    check(&other, "~a1 a2 b1 b2");
}

#[test]
fn answers_that_mean_the_same_go_along_with_day_and_evidence() {
    let answers = "a1=3@40 a2=? b1=- b2=1";
    let before = vendor(answers);
    let found = carried(
        &changed(|all| all[0].indicators.push(indicator("a3", 1.0))),
        answers,
    );
    assert_eq!(names(&found.carried), "a1 a2 b1 b2");
    assert!(found.left.is_empty());
    assert_eq!(found.assessment.answers, before.answers);
    assert_eq!(found.assessment.pack.version, 2);
    assert_ne!(found.assessment.id, before.id);
    assert_eq!(
        (found.assessment.created_at, found.assessment.updated_at),
        (Moment::EPOCH, Moment::EPOCH)
    );
    assert_eq!(found.assessment.company, before.company);
}

#[test]
fn answers_that_cannot_go_along_are_named_with_the_reason() {
    let new = changed(|all| {
        all[0].indicators.remove(0);
        all[0].indicators[0].sides.vendor.as_mut().unwrap().anchors[0] = Text::Plain("New".to_owned());
        all[1].indicators[0].may_not_apply = false;
    });
    let found = carried(&new, "a1=3 a2=2 b1=- b2=1");
    assert_eq!(names(&found.carried), "b2");
    assert_eq!(
        found.left,
        [
            (id("a1"), Left::Removed),
            (id("a2"), Left::Reworded),
            (id("b1"), Left::MustApply)
        ]
    );
    assert_eq!(found.assessment.answers.values().count(), 1);
}

#[test]
fn answers_to_what_the_older_version_lacks_are_kept_or_said_to_stay() {
    let new = changed(|all| all[0].indicators.push(indicator("a3", 1.0)));
    let carried = carried(&new, "a1=2 a3=3 zz=1");
    assert_eq!(carried.left, [(id("a3"), Left::NotAsked)]);
    let kept: Vec<&str> = carried
        .assessment
        .answers
        .keys()
        .map(|id| id.0.as_str())
        .collect();
    assert_eq!(kept, ["a1", "zz"]);
    assert_eq!(names(&carried.carried), "a1");
}
