//! Which questions are asked: conditions, lengths and sides.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::pack::{
    Condition, Indicator, Length, Lengths, Questionnaire, StateName, Test as AnswerTest,
};
use channel_readiness::domain::scoring::{Standing, score, standings};
use channel_readiness::domain::side::{BySide, Side};
use support::*;

/// Where each indicator stands: a number, `?` unknown, `-` not applicable, `_` unanswered, `x` not asked.
fn stood(pack: &Questionnaire, assessment: &Assessment) -> String {
    let standings = standings(pack, assessment).into_iter();
    let marks = standings.map(|standing| match standing {
        Standing::NotAsked => "x".to_owned(),
        Standing::NotApplicable => "-".to_owned(),
        Standing::Unanswered => "_".to_owned(),
        Standing::Unknown => "?".to_owned(),
        Standing::Level(level) => level.number().to_string(),
    });
    marks.collect()
}

/// `s` is asked always; `t` under the condition; `u` when `t` is at most 1.
fn conditional(condition: Condition) -> Questionnaire {
    let indicators = vec![
        asked_when(at_most("t", 1), indicator("u", 1.0)),
        asked_when(condition, indicator("t", 1.0)),
        indicator("s", 1.0),
    ];
    questionnaire(vec![dimension("a", 1.0, indicators)])
}

/// Whether `t` is asked under the condition, with these answers.
#[track_caller]
fn check_asked(condition: Condition, answers: &str, expected: bool) {
    let stood = stood(&conditional(condition), &vendor(answers));
    assert_eq!(&stood[1..2] != "x", expected, "{stood}");
}

#[test]
fn at_least_holds_for_levels_alone() {
    check_asked(at_least("s", 2), "s=2", true);
    check_asked(at_least("s", 2), "s=1", false);
    check_asked(at_least("s", 0), "s=?", false);
    check_asked(at_least("s", 0), "s=-", false);
    check_asked(at_least("s", 0), "", false);
}

#[test]
fn at_most_holds_for_levels_alone() {
    check_asked(at_most("s", 2), "s=2", true);
    check_asked(at_most("s", 2), "s=3", false);
    check_asked(at_most("s", 4), "s=?", false);
    check_asked(at_most("s", 4), "s=-", false);
    check_asked(at_most("s", 4), "", false);
}

#[test]
fn each_state_holds_for_itself_alone() {
    let cases = [
        (StateName::Level, "s=0"),
        (StateName::Unknown, "s=?"),
        (StateName::NotApplicable, "s=-"),
        (StateName::Unanswered, ""),
    ];
    for (state, _) in cases {
        for (other, answers) in cases {
            check_asked(stands("s", state), answers, state == other);
        }
    }
}

#[test]
fn negation_turns_the_truth_value_around_whatever_the_reason() {
    check_asked(not(at_least("s", 2)), "s=1", true);
    check_asked(not(at_least("s", 2)), "s=2", false);
    check_asked(not(at_least("s", 2)), "s=?", true);
    check_asked(not(at_least("s", 2)), "", true);
    check_asked(not(Condition::Company(Kind::Vendor)), "", true);
}

#[test]
fn all_and_any_join_as_their_names_say() {
    let parts = || vec![at_least("s", 2), at_most("s", 3)];
    check_asked(Condition::All(parts()), "s=2", true);
    check_asked(Condition::All(parts()), "s=4", false);
    check_asked(Condition::Any(parts()), "s=4", true);
    check_asked(Condition::Any(parts()), "s=?", false);
    check_asked(Condition::All(Vec::new()), "", true);
    check_asked(Condition::Any(Vec::new()), "", false);
}

#[test]
fn facts_that_were_not_given_make_their_test_false() {
    let asked = |condition: Condition, kind, size| {
        let mut assessment = partner("");
        (assessment.company.kind, assessment.company.size) = (kind, size);
        &stood(&conditional(condition), &assessment)[1..2] != "x"
    };
    let (kind, size) = (Some(Kind::Reseller), Some(Size::UpTo250));
    assert!(asked(Condition::Company(Kind::Reseller), kind, None));
    assert!(!asked(Condition::Company(Kind::Vendor), kind, None));
    assert!(!asked(Condition::Company(Kind::Reseller), None, size));
    assert!(asked(Condition::SizeAtLeast(Size::UpTo250), None, size));
    assert!(asked(Condition::SizeAtLeast(Size::UpTo10), None, size));
    assert!(!asked(Condition::SizeAtLeast(Size::UpTo1000), None, size));
    assert!(!asked(Condition::SizeAtLeast(Size::UpTo10), kind, None));
    assert!(asked(Condition::Side(Side::Partner), None, None));
    assert!(!asked(Condition::Side(Side::Vendor), None, None));
}

#[test]
fn answers_of_indicators_that_are_not_asked_are_ignored_all_along_the_chain() {
    let pack = conditional(at_least("s", 2));
    assert_eq!(stood(&pack, &vendor("s=2 t=1 u=3")), "312");
    assert_eq!(stood(&pack, &vendor("s=2 t=2 u=3")), "x22");
    assert_eq!(stood(&pack, &vendor("s=1 t=1 u=3")), "xx1");
}

#[test]
fn no_state_holds_for_an_indicator_that_is_not_asked() {
    for state in StateName::ALL {
        let indicators = vec![
            asked_when(at_least("s", 4), indicator("t", 1.0)),
            asked_when(stands("t", state), indicator("u", 1.0)),
            indicator("s", 1.0),
        ];
        let pack = questionnaire(vec![dimension("a", 1.0, indicators)]);
        assert_eq!(stood(&pack, &vendor("s=0 t=3 u=3")), "xx0", "{state:?}");
    }
}

#[test]
fn a_source_that_the_pack_lacks_or_of_the_other_side_makes_its_test_false() {
    check_asked(at_least("nowhere", 0), "s=4", false);
    let other = Condition::Answer(source("s", Some(Side::Partner)), AnswerTest::AtLeast(level(0)));
    check_asked(other, "s=4", false);
    let own = Condition::Answer(source("s", Some(Side::Vendor)), AnswerTest::AtLeast(level(0)));
    check_asked(own, "s=4", true);
}

#[test]
fn a_circle_of_conditions_ends() {
    check_asked(at_least("t", 0), "t=4", false);
    check_asked(at_least("u", 0), "t=1 u=4", false);
    check_asked(not(at_least("u", 0)), "t=1 u=4", true);
}

#[test]
fn a_very_long_chain_of_conditions_is_settled() {
    let last = 20_000;
    let link = |number: usize| {
        let condition = at_least(&format!("i{}", number + 1), 1);
        asked_when(condition, indicator(&format!("i{number}"), 1.0))
    };
    let indicators = (0..last)
        .map(link)
        .chain([indicator(&format!("i{last}"), 1.0)])
        .collect();
    let pack = questionnaire(vec![dimension("a", 1.0, indicators)]);
    let answers: Vec<String> = (0..=last).map(|number| format!("i{number}=3")).collect();
    assert_eq!(stood(&pack, &vendor(&answers.join(" "))), "3".repeat(last + 1));
    assert_eq!(
        stood(&pack, &vendor(&answers[..last].join(" "))),
        format!("{}_", "x".repeat(last))
    );
}

#[test]
fn the_length_and_the_side_cut_the_questions() {
    let full_only = Indicator {
        lengths: Lengths::FullOnly,
        ..indicator("f", 1.0)
    };
    let partner_only = Indicator {
        sides: BySide {
            vendor: None,
            ..indicator("p", 1.0).sides
        },
        ..indicator("p", 1.0)
    };
    let after = asked_when(not(stands("f", StateName::Level)), indicator("n", 1.0));
    let pack = questionnaire(vec![dimension("a", 1.0, vec![full_only, partner_only, after])]);
    let answers = "f=1 p=2 n=3";
    assert_eq!(stood(&pack, &vendor(answers)), "1xx");
    assert_eq!(stood(&pack, &partner(answers)), "12x");
    let quick = Assessment {
        length: Length::Quick,
        ..partner(answers)
    };
    assert_eq!(stood(&pack, &quick), "x23");
}

#[test]
fn open_answers_that_a_condition_looks_at_may_change_the_questions() {
    let may_change = |condition: Condition, answers: &str| {
        score(&conditional(condition), &vendor(answers), today()).questions_may_change
    };
    assert!(may_change(at_least("s", 2), ""));
    assert!(may_change(at_least("s", 2), "s=?"));
    assert!(may_change(not(at_least("s", 2)), "t=2"));
    assert!(
        may_change(at_least("s", 2), "s=2"),
        "t is open, and decides about u"
    );
    assert!(!may_change(at_least("s", 2), "s=2 t=0"));
    assert!(
        !may_change(at_least("s", 2), "s=1"),
        "t is not asked, whatever is open elsewhere"
    );
    assert!(!may_change(
        Condition::All(vec![at_least("s", 2), Condition::Side(Side::Partner)]),
        ""
    ));
    let decided = Condition::Any(vec![at_least("s", 2), Condition::Side(Side::Vendor)]);
    assert!(!may_change(decided, "t=2"));
    assert!(!score(&worked_example(), &vendor(""), today()).questions_may_change);
}
