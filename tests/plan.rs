//! The plan that is kept with an assessment.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::assessment::{AnswerState, Assessment, Event};
use channel_readiness::domain::exchange::{read_response, write_response};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::plan::{Plan, PlanStep, PlanTarget, StepState};
use channel_readiness::domain::time::{Day, Moment};

const RESPONSE: &str = include_str!("fixtures/response-format-1.json");

fn id(name: &str) -> IndicatorId {
    IndicatorId(name.to_owned())
}

fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
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
        done_on: (state == StepState::Done).then(|| day("2026-11-20")),
        answer_then: None,
        confirmed: false,
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
fn unknown_members_of_a_target_and_of_wishes_survive() {
    let text = with_plan(
        r#"{"target":{"level":3,"why":1},"excluded":[{"indicator":"2.1","to":3,"because":2},{"indicator":"2.2","to":3,"gone":3}],"efforts":[{"indicator":"2.1","to":2,"days":8,"by":4}]}"#,
    );
    let mut assessment = read_response(&text).unwrap();
    let mut plan = Plan::of(&assessment).unwrap().unwrap();
    plan.excluded.pop();
    plan.efforts[0].1 = 9;
    plan.put(&mut assessment);
    let written = compact(&write_response(&assessment));
    for expected in [
        r#"{"level":3,"why":1}"#,
        r#"[{"indicator":"2.1","to":3,"because":2}]"#,
        r#"[{"indicator":"2.1","to":2,"days":9,"by":4}]"#,
    ] {
        assert!(written.contains(expected), "{expected} in {written}");
    }
}

#[test]
fn null_is_no_plan() {
    assert_eq!(Plan::of(&read_response(&with_plan("null")).unwrap()), None);
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
        (
            r#"{"steps":[{"indicator":"a","from":0,"to":1,"days":3,"state":"done","answerThen":{"state":"open"}}]}"#,
            "plan.steps[0].answerThen.state: expected one of level, unknown, notApplicable, unanswered, found \"open\"",
        ),
        (
            r#"{"steps":[{"indicator":"a","from":0,"to":1,"days":3,"state":"done","confirmed":"yes"}]}"#,
            "plan.steps[0].confirmed: expected true or false, found \"yes\"",
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
    answer.state = AnswerState::Level(level(1));
    answer.day = day("2026-11-21");
    assessment.answers.insert(id("1.2"), answer.clone());
    assert!(plan.to_reassess(&assessment).is_empty());
    // Answered before, below what was to be reached.
    answer.day = done;
    assessment.answers.insert(id("1.2"), answer.clone());
    assert_eq!(plan.to_reassess(&assessment), [id("1.2")]);
    // The same day, with the level reached.
    answer.state = AnswerState::Level(level(3));
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

/// An assessment whose 1.2 is answered with level 1 on this day, and a plan whose step of it, to level 3, is done on
/// 2026-11-20.
fn done_on_the_20th(answered: &str) -> (Assessment, Plan) {
    let mut assessment = assessment();
    assessment.answers.remove(&id("1.2"));
    answer(&mut assessment, AnswerState::Level(level(1)), answered);
    let mut plan = Plan {
        steps: vec![step("1.2", StepState::Doing)],
        ..Plan::default()
    };
    plan.steps[0].state = StepState::Done;
    plan.note_done(&assessment, day("2026-11-20"));
    (assessment, plan)
}

fn answer(assessment: &mut Assessment, state: AnswerState, on: &str) {
    assessment.apply(Event::Answered(id("1.2"), state), day(on), Moment::EPOCH);
}

fn asks_again(assessment: &Assessment, plan: &Plan) -> bool {
    !plan.to_reassess(assessment).is_empty()
}

#[test]
fn a_step_that_is_done_asks_again_whenever_its_answer_was_given() {
    for answered in ["2026-11-01", "2026-11-20", "2026-11-25"] {
        let (assessment, plan) = done_on_the_20th(answered);
        assert!(asks_again(&assessment, &plan), "{answered}");
    }
}

#[test]
fn another_answer_on_the_very_day_it_was_done_is_one_given_since() {
    for state in [
        AnswerState::Level(level(0)),
        AnswerState::Level(level(2)),
        AnswerState::Level(level(3)),
        AnswerState::Unknown,
        AnswerState::NotApplicable {
            reason: String::new(),
        },
    ] {
        let (mut assessment, plan) = done_on_the_20th("2026-11-20");
        answer(&mut assessment, state.clone(), "2026-11-20");
        assert!(!asks_again(&assessment, &plan), "{state:?}");
    }
}

#[test]
fn the_same_answer_on_a_later_day_than_before_is_one_given_since() {
    let (mut assessment, plan) = done_on_the_20th("2026-11-01");
    answer(&mut assessment, AnswerState::Level(level(1)), "2026-11-20");
    assert!(!asks_again(&assessment, &plan));
}

#[test]
fn an_answer_taken_back_after_its_step_was_done_is_asked_again() {
    let (mut assessment, plan) = done_on_the_20th("2026-11-20");
    assessment.apply(Event::Cleared(id("1.2")), day("2026-11-20"), Moment::EPOCH);
    assert!(asks_again(&assessment, &plan));
}

#[test]
fn an_answer_that_is_said_to_be_the_same_is_asked_no_more() {
    let (assessment, mut plan) = done_on_the_20th("2026-11-20");
    plan.steps[0].confirmed = true;
    assert!(!asks_again(&assessment, &plan));
}

#[test]
fn what_is_noted_of_a_step_that_is_done_stays_until_it_is_not() {
    let (mut assessment, mut plan) = done_on_the_20th("2026-11-20");
    let noted = plan.clone();
    answer(&mut assessment, AnswerState::Level(level(2)), "2026-11-21");
    plan.note_done(&assessment, day("2026-11-22"));
    assert_eq!(plan, noted);
    plan.steps[0].confirmed = true;
    plan.steps[0].state = StepState::Doing;
    plan.note_done(&assessment, day("2026-11-22"));
    let step = &plan.steps[0];
    assert_eq!(
        (step.done_on, &step.answer_then, step.confirmed),
        (None, &None, false)
    );
}

#[test]
fn what_was_answered_when_a_step_was_done_survives_with_its_unknown_members() {
    let text = with_plan(
        r#"{"steps":[{"indicator":"1.2","from":0,"to":2,"days":8,"state":"done","doneOn":"2026-11-20","answerThen":{"state":"level","level":1,"day":"2026-11-20","by":"Ada"},"confirmed":true}]}"#,
    );
    let assessment = read_response(&text).unwrap();
    let plan = Plan::of(&assessment).unwrap().unwrap();
    let mut again = assessment.clone();
    plan.put(&mut again);
    assert_eq!(Plan::of(&again), Some(Ok(plan)));
    let written = compact(&write_response(&again));
    let expected =
        r#""answerThen":{"state":"level","level":1,"day":"2026-11-20","by":"Ada"},"confirmed":true"#;
    assert!(written.contains(expected), "{written}");
}

/// The plan's steps: question, level to reach and state.
fn told(plan: &Plan) -> Vec<String> {
    let steps = plan.steps.iter();
    steps
        .map(|step| format!("{}>{} {}", step.indicator.0, step.to.number(), step.state.name()))
        .collect()
}

/// Keeps a way of one step: of 2.1, to this level.
fn kept_beside(state: StepState, to: u8) -> Plan {
    let mut plan = Plan {
        steps: vec![step("2.1", state)],
        ..Plan::default()
    };
    let way = PlanStep {
        owner: String::new(),
        due: None,
        note: String::new(),
        to: level(to),
        ..step("2.1", StepState::Planned)
    };
    plan.keep(&[way]);
    plan
}

#[test]
fn keeping_a_way_leaves_what_is_kept_and_adds_what_is_not() {
    assert_eq!(told(&kept_beside(StepState::Planned, 3)), ["2.1>3 planned"]);
    assert_eq!(told(&kept_beside(StepState::Doing, 3)), ["2.1>3 doing"]);
    assert_eq!(told(&kept_beside(StepState::Done, 3)), ["2.1>3 done"]);
    assert_eq!(
        told(&kept_beside(StepState::Doing, 4)),
        ["2.1>3 doing", "2.1>4 planned"]
    );
    assert_eq!(
        told(&kept_beside(StepState::Done, 4)),
        ["2.1>3 done", "2.1>4 planned"]
    );
}

#[test]
fn keeping_a_way_plans_again_what_was_dropped() {
    assert_eq!(told(&kept_beside(StepState::Dropped, 3)), ["2.1>3 planned"]);
}

#[test]
fn a_planned_step_that_leads_elsewhere_now_keeps_owner_day_and_note() {
    let plan = kept_beside(StepState::Planned, 4);
    assert_eq!(told(&plan), ["2.1>4 planned"]);
    let (new, old) = (&plan.steps[0], step("2.1", StepState::Planned));
    assert_eq!((&new.owner, new.due, &new.note), (&old.owner, old.due, &old.note));
}
