//! Several people of one company: who they are, how far they agree, and the one answer that they decide on.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;

use channel_readiness::domain::assessment::{AnswerState, Assessment, AssessmentId};
use channel_readiness::domain::company::CompanyId;
use channel_readiness::domain::exchange::{read_response, write_response};
use channel_readiness::domain::joint::{Decided, Joint, begin, decide, joint_of};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::library::Library;
use channel_readiness::domain::own::{Filed, OwnNote, Received};
use channel_readiness::domain::pack::{IndicatorId, Questionnaire};
use channel_readiness::domain::relationship::relate;
use channel_readiness::domain::respondents::{Comparison, Respondents, compare, respondents};
use channel_readiness::domain::scoring::Standing;
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::{Day, Moment};
use documents::{pack, vendor, with};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

fn moment(day: u32) -> Moment {
    Moment::parse(&format!("2026-11-{day:02}T10:41:00Z")).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn of_id(number: u128) -> AssessmentId {
    AssessmentId(Uuid::from_u128(number))
}

fn id(name: &str) -> IndicatorId {
    IndicatorId(name.to_owned())
}

/// What somebody answers, as of a day: `a1=3 a2=? b2=-`.
fn person(number: u128, name: &str, answers: &str, on: u32) -> Assessment {
    let answers = answers.split_whitespace().map(|answer| {
        let (id, said) = answer.split_once('=').unwrap();
        let day = format!("2026-11-{on:02}");
        let answer = match said {
            "?" => json!({"state": "unknown", "day": day}),
            "-" => json!({"state": "notApplicable", "reason": name, "day": day}),
            level => {
                json!({"state": "level", "level": level.parse::<u8>().unwrap(), "day": day, "note": name})
            }
        };
        (id.to_owned(), answer)
    });
    let answers = Value::Object(answers.collect());
    let mut read = read_response(&with(vendor(), "/answers", answers).to_string()).unwrap();
    read.id = of_id(number);
    read.respondent = Some(name.to_owned());
    read.updated_at = moment(on);
    read
}

fn compared(people: &[&Assessment]) -> (Arc<Questionnaire>, Comparison) {
    let questionnaire = pack().questionnaire;
    let comparison = compare(&questionnaire, people);
    (questionnaire, comparison)
}

fn library(assessments: Vec<Assessment>) -> Library {
    let mut library = Library::default();
    library.take_in(vec![], assessments);
    library
}

#[test]
fn agreement_is_one_less_a_quarter_of_the_mean_distance_of_two() {
    let three = [
        person(1, "Ada", "a1=4 a2=2 b1=0", 1),
        person(2, "Bob", "a1=2 a2=2 b1=4", 1),
        person(3, "Cy", "a1=0 a2=? c1=4", 1),
    ];
    let people: Vec<&Assessment> = three.iter().collect();
    let (_, comparison) = compared(&people);
    let of = |name: &str| {
        let row = comparison
            .rows
            .iter()
            .find(|row| row.indicator == id(name))
            .unwrap();
        row.agreement
    };
    // 4, 2, 0: distances 2, 2 and 4.
    assert_eq!(of("a1"), Some(1.0 - (8.0 / 3.0) / 4.0));
    assert_eq!(
        (of("a2"), of("b1"), of("c1"), of("a3")),
        (Some(1.0), Some(0.0), None, None)
    );
    // Dimension a by the weights 2 and 1, then both by 1 and 3; c is no headline.
    let a = (2.0 * (1.0 - (8.0 / 3.0) / 4.0) + 1.0) / 3.0;
    assert!((comparison.agreement.unwrap() - a / 4.0).abs() < 1e-12);
    assert_eq!((comparison.matched, comparison.of), (3, 6));
}

#[test]
fn alike_is_what_all_who_are_asked_say() {
    let (ada, bob) = (
        person(1, "Ada", "a1=3 a2=? a3=1 b2=-", 1),
        person(2, "Bob", "a1=3 a2=? b2=-", 2),
    );
    let (_, comparison) = compared(&[&ada, &bob]);
    let alike: Vec<&str> = comparison
        .rows
        .iter()
        .filter(|row| row.is_alike())
        .map(|row| row.indicator.0.as_str())
        .collect();
    assert_eq!(alike, ["a1", "a2", "b2"]);
}

#[test]
fn a_joint_assessment_begins_with_what_all_say_and_leaves_their_answers_as_they_are() {
    let (ada, bob) = (
        person(1, "Ada", "a1=3 a2=1 b1=2", 1),
        person(2, "Bob", "a1=3 a2=2 b1=2", 5),
    );
    let questionnaire = pack().questionnaire;
    let joint = begin(&questionnaire, &[&ada, &bob], of_id(9), moment(9)).unwrap();
    let answered: Vec<&str> = joint.answers.keys().map(|id| id.0.as_str()).collect();
    assert_eq!(answered, ["a1", "b1"]);
    // With the latest evidence.
    let a1 = joint.answers.get(&id("a1")).unwrap();
    assert_eq!((a1.note.as_str(), a1.day), ("Bob", day("2026-11-05")));
    assert_eq!(joint.respondent.as_deref(), Some("Ada, Bob"));
    assert_eq!(
        (joint.side, &joint.company, &joint.counterpart),
        (ada.side, &ada.company, &ada.counterpart)
    );
    assert_eq!(Joint::of(&joint).unwrap().unwrap().of, [of_id(1), of_id(2)]);
    assert_eq!(begin(&questionnaire, &[], of_id(9), moment(9)), None);
    // It is written and read with all that it holds.
    let written = compact(&write_response(&joint));
    assert_eq!(read_response(&written).as_ref(), Ok(&joint));
}

#[test]
fn a_decision_notes_who_and_why_and_takes_the_evidence_of_those_who_say_the_same() {
    let (ada, bob) = (person(1, "Ada", "a2=1", 1), person(2, "Bob", "a2=2", 5));
    let people = [&ada, &bob];
    let mut joint = begin(&pack().questionnaire, &people, of_id(9), moment(9)).unwrap();
    let decided = Decided {
        by: "Cy".to_owned(),
        why: "We looked at the calendar".to_owned(),
        on: day("2026-11-10"),
    };
    let level = |number: usize| AnswerState::Level(Level::ALL[number]);
    decide(
        &mut joint,
        &people,
        &id("a2"),
        Some((level(1), decided.clone())),
        moment(10),
    );
    let answer = joint.answers.get(&id("a2")).unwrap();
    assert_eq!(
        (answer.state.clone(), answer.note.as_str(), answer.day),
        (level(1), "Ada", day("2026-11-10"))
    );
    assert_eq!(Decided::of(answer), Some(decided.clone()));
    assert_eq!(joint.updated_at, moment(10));
    let written = compact(&write_response(&joint));
    let read = read_response(&written).unwrap();
    assert_eq!(
        read.answers.get(&id("a2")).and_then(Decided::of),
        Some(decided.clone())
    );
    // Something that nobody said has no evidence.
    decide(
        &mut joint,
        &people,
        &id("a2"),
        Some((level(4), decided)),
        moment(11),
    );
    assert_eq!(joint.answers.get(&id("a2")).unwrap().note, "");
    decide(&mut joint, &people, &id("a2"), None, moment(12));
    assert!(joint.answers.get(&id("a2")).is_none());
}

fn found(library: &Library) -> Vec<Vec<u128>> {
    let all = respondents(library);
    let ids = |one: Respondents| one.assessments.iter().map(|id| id.0.as_u128()).collect();
    all.into_iter().map(ids).collect()
}

#[test]
fn people_are_those_with_names_who_answer_the_same_about_the_same() {
    let ada = person(1, "Ada", "a1=3", 1);
    let bob = person(2, " bob ", "a1=3", 2);
    assert_eq!(found(&library(vec![ada.clone(), bob.clone()])), [[1, 2]]);
    // Of each the newest.
    let later = person(3, "ADA", "a1=4", 7);
    assert_eq!(found(&library(vec![ada.clone(), bob.clone(), later])), [[3, 2]]);
    let none: Vec<Vec<u128>> = vec![];
    let mut nameless = bob.clone();
    nameless.respondent = Some("  ".to_owned());
    let mut other_side = bob.clone();
    other_side.side = Side::Partner;
    let mut other_version = bob.clone();
    other_version.pack.version = 2;
    let mut about_another = bob.clone();
    about_another.counterpart.as_mut().unwrap().id = Some(CompanyId(Uuid::from_u128(77)));
    let mut in_general = bob.clone();
    in_general.counterpart = None;
    for other in [nameless, other_side, other_version, about_another, in_general] {
        assert_eq!(
            found(&library(vec![ada.clone(), other.clone()])),
            none,
            "{other:?}"
        );
    }
    assert_eq!(found(&library(vec![ada])), none);
}

#[test]
fn people_of_a_partner_are_those_whose_views_are_filed_under_it() {
    let partner = CompanyId(Uuid::from_u128(50));
    let received = |number, name| {
        let mut one = person(number, name, "a1=3", 1);
        Received {
            at: moment(3),
            invite: None,
            fingerprint: None,
            file: None,
            extra: Vec::new(),
        }
        .put(&mut one);
        one
    };
    let (mut ada, mut bob) = (received(1, "Ada"), received(2, "Bob"));
    let none: Vec<Vec<u128>> = vec![];
    assert_eq!(
        found(&library(vec![ada.clone(), bob.clone()])),
        none,
        "kept apart"
    );
    Filed::under(partner, moment(4)).put(&mut ada);
    Filed::under(partner, moment(4)).put(&mut bob);
    // They may call us what they like.
    bob.counterpart = None;
    let groups = respondents(&library(vec![ada, bob, person(3, "Cy", "a1=3", 1)]));
    assert_eq!(groups.len(), 1);
    assert_eq!((groups[0].of, groups[0].about), (Some(partner), None));
}

#[test]
fn the_joint_assessment_of_people_is_found_whatever_their_order_and_is_nobodys_own() {
    let (ada, bob) = (person(1, "Ada", "a1=3", 1), person(2, "Bob", "a1=3", 2));
    let joint = begin(&pack().questionnaire, &[&ada, &bob], of_id(9), moment(9)).unwrap();
    let all = library(vec![ada, bob, joint]);
    let of = |people: &[AssessmentId]| joint_of(&all, people).map(|joint| joint.id);
    assert_eq!(of(&[of_id(2), of_id(1)]), Some(of_id(9)));
    assert_eq!(of(&[of_id(1)]), None);
    assert_eq!(found(&all), [[1, 2]]);
}

fn said() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        Just(""),
        Just("?"),
        Just("0"),
        Just("1"),
        Just("2"),
        Just("3"),
        Just("4")
    ];
    proptest::collection::vec(one, 4).prop_map(|said| {
        let names = ["a1", "a2", "a3", "b1"];
        let all = names.iter().zip(said).filter(|(_, said)| !said.is_empty());
        all.map(|(name, said)| format!("{name}={said}"))
            .collect::<Vec<_>>()
            .join(" ")
    })
}

proptest! {
    #[test]
    fn of_two_it_is_the_agreement_of_a_relationship(one in said(), other in said()) {
        let (one, other) = (person(1, "Ada", &one, 1), person(2, "Bob", &other, 1));
        let (questionnaire, comparison) = compared(&[&one, &other]);
        let relation = relate(&questionnaire, &one, &other);
        prop_assert_eq!(comparison.matched, relation.matched);
        match (comparison.agreement, relation.agreement) {
            (Some(one), Some(other)) => prop_assert!((one - other).abs() < 1e-12),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn agreement_does_not_depend_on_the_order_and_lies_within_its_range(all in proptest::collection::vec(said(), 2..5)) {
        let people: Vec<Assessment> = all.iter().zip(1..).map(|(said, number)| person(number, "Ada", said, 1)).collect();
        let forth: Vec<&Assessment> = people.iter().collect();
        let back: Vec<&Assessment> = people.iter().rev().collect();
        let (one, other) = (compared(&forth).1, compared(&back).1);
        prop_assert_eq!(one.matched, other.matched);
        if let (Some(one), Some(other)) = (one.agreement, other.agreement) {
            prop_assert!((one - other).abs() < 1e-12);
            prop_assert!((0.0..=1.0).contains(&one));
        }
        for row in one.rows {
            prop_assert!(row.agreement.is_none_or(|agreement| (0.0..=1.0).contains(&agreement)));
            if row.is_alike() {
                prop_assert!(row.agreement.is_none_or(|agreement| (agreement - 1.0).abs() < 1e-12));
                prop_assert!(row.standings.iter().all(|standing| *standing != Standing::Unanswered));
            }
        }
    }
}
