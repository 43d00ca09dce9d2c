//! The plan that is kept with an assessment.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::{read_response, write_response};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::plan::{Plan, PlanStep, PlanTarget, StepState};
use channel_readiness::domain::time::Day;

const RESPONSE: &str = include_str!("fixtures/response-format-1.json");

fn id(name: &str) -> IndicatorId {
    IndicatorId(name.to_owned())
}

fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

fn assessment() -> Assessment {
    read_response(RESPONSE).unwrap()
}

fn step(indicator: &str, state: StepState) -> PlanStep {
    PlanStep {
        indicator: id(indicator),
        from: level(1),
        to: level(3),
        days: 20,
        owner: "Ada „Ähre“".to_owned(),
        due: Day::parse("2027-01-31"),
        state,
        note: "first the pilot".to_owned(),
        done_on: (state == StepState::Done).then(|| Day::parse("2026-11-20").unwrap()),
        extra: Vec::new(),
    }
}

fn plan() -> Plan {
    Plan {
        target: Some(PlanTarget::Level(level(3))),
        locked: vec![id("2.6")],
        excluded: vec![(id("1.1"), level(4))],
        efforts: vec![((id("2.1"), level(2)), 15)],
        steps: vec![step("2.1", StepState::Planned), step("1.2", StepState::Done)],
        extra: Vec::new(),
    }
}

/// A response whose plan is this text.
fn with_plan(plan: &str) -> String {
    let whole = compact(&write_response(&assessment()));
    format!("{},\"plan\":{plan}}}", whole.strip_suffix('}').unwrap())
}

/// The first problem of a response with this plan.
fn problem(plan: &str) -> String {
    let problems = read_response(&with_plan(plan)).unwrap_err();
    format!("{}: {}", problems[0].place, problems[0].cause)
}

#[test]
fn an_assessment_without_a_plan_has_none() {
    assert_eq!(Plan::of(&assessment()), None);
}

#[test]
fn a_plan_survives_the_way_out_and_back() {
    let mut assessment = assessment();
    plan().put(&mut assessment);
    let back = read_response(&compact(&write_response(&assessment))).unwrap();
    assert_eq!(Plan::of(&back), Some(Ok(plan())));
    assert_eq!(back, assessment);
}

#[test]
fn a_plan_that_is_put_again_replaces_the_one_before() {
    let mut assessment = assessment();
    plan().put(&mut assessment);
    Plan::default().put(&mut assessment);
    assert_eq!(Plan::of(&assessment), Some(Ok(Plan::default())));
}

#[test]
fn unknown_members_of_a_plan_and_of_its_steps_survive() {
    let text = with_plan(
        r#"{"colour":"blue","steps":[{"indicator":"2.1","from":0,"to":2,"days":8,"state":"doing","ticket":7}]}"#,
    );
    let mut assessment = read_response(&text).unwrap();
    let plan = Plan::of(&assessment).unwrap().unwrap();
    assert_eq!(plan.extra[0].name, "colour");
    assert_eq!(plan.steps[0].extra[0].name, "ticket");
    plan.put(&mut assessment);
    let written = compact(&write_response(&assessment));
    assert!(
        written.contains("\"ticket\":7") && written.contains("\"colour\":\"blue\""),
        "{written}"
    );
}

#[test]
fn mistakes_are_named_with_their_place() {
    let cases = [
        ("7", "plan: expected an object, found 7"),
        (
            r#"{"target":{"score":101}}"#,
            "plan.target.score: expected a number from 0 to 100, found 101",
        ),
        (
            r#"{"target":{"level":5}}"#,
            "plan.target.level: expected a whole number from 0 to 4, found 5",
        ),
        (r#"{"locked":[""]}"#, "plan.locked[0]: must not be empty"),
        (
            r#"{"excluded":[{"indicator":"a"}]}"#,
            "plan.excluded[0].to: missing",
        ),
        (
            r#"{"efforts":[{"indicator":"a","to":2,"days":0}]}"#,
            "plan.efforts[0].days: expected a whole number from 1 to 365, found 0",
        ),
        (
            r#"{"steps":[{"indicator":"a","from":0,"to":1,"days":3,"state":"done","due":"soon"}]}"#,
            "plan.steps[0].due: expected a day such as 2026-11-22, found \"soon\"",
        ),
        (
            r#"{"steps":[{"indicator":"a","from":0,"to":1,"days":3,"state":"finished"}]}"#,
            "plan.steps[0].state: expected one of planned, doing, done, dropped, found \"finished\"",
        ),
    ];
    for (plan, expected) in cases {
        assert_eq!(problem(plan), expected);
    }
}

#[test]
fn a_step_that_is_done_asks_for_its_answer_again_until_it_is_given() {
    let mut assessment = assessment();
    let plan = Plan {
        steps: vec![step("1.2", StepState::Done)],
        ..Plan::default()
    };
    let done = plan.steps[0].done_on.unwrap();
    assessment.answers.remove(&id("1.2"));
    assert_eq!(plan.to_reassess(&assessment), [id("1.2")]);
    // Answered after it was done, with whatever level.
    let mut answer = assessment.answers.values().next().unwrap().clone();
    answer.state = channel_readiness::domain::assessment::AnswerState::Level(level(1));
    answer.day = Day::parse("2026-11-21").unwrap();
    assessment.answers.insert(id("1.2"), answer.clone());
    assert!(plan.to_reassess(&assessment).is_empty());
    // Answered before, below what was to be reached.
    answer.day = done;
    assessment.answers.insert(id("1.2"), answer.clone());
    assert_eq!(plan.to_reassess(&assessment), [id("1.2")]);
    // The same day, with the level reached.
    answer.state = channel_readiness::domain::assessment::AnswerState::Level(level(3));
    assessment.answers.insert(id("1.2"), answer);
    assert!(plan.to_reassess(&assessment).is_empty());
}

#[test]
fn only_steps_that_are_done_ask_again() {
    let plan = Plan {
        steps: vec![step("9.9", StepState::Planned), step("9.8", StepState::Dropped)],
        ..Plan::default()
    };
    assert!(plan.to_reassess(&assessment()).is_empty());
}
