//! All assessments of one subject over time.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::assessment::{Assessment, AssessmentId};
use channel_readiness::domain::company::{CompanyFacts, CompanyId};
use channel_readiness::domain::insight::timeline::{
    Since, change_to, day_of, of_subject, same_subject, timeline, turns,
};
use channel_readiness::domain::pack::Questionnaire;
use channel_readiness::domain::scoring::Standing;
use channel_readiness::domain::text::Text;
use channel_readiness::domain::time::Moment;
use support::*;
use uuid::Uuid;

fn asked() -> Questionnaire {
    questionnaire(vec![
        dimension("a", 1.0, vec![indicator("a1", 1.0), indicator("a2", 1.0)]),
        dimension("b", 1.0, vec![indicator("b1", 1.0)]),
    ])
}

fn numbered(number: u128, answers: &str) -> Assessment {
    Assessment {
        id: AssessmentId(Uuid::from_u128(number)),
        ..vendor(answers)
    }
}

fn named(name: &str, id: Option<u128>) -> CompanyFacts {
    CompanyFacts {
        id: id.map(|id| CompanyId(Uuid::from_u128(id))),
        name: name.to_owned(),
        ..CompanyFacts::default()
    }
}

fn about(counterpart: Option<CompanyFacts>) -> Assessment {
    Assessment {
        counterpart,
        ..vendor("")
    }
}

#[test]
fn the_subject_is_pack_side_company_and_counterpart() {
    assert!(same_subject(&vendor("a1=1"), &vendor("b1=4")));
    assert!(!same_subject(&vendor(""), &partner("")));
    let mut other = vendor("");
    other.pack.id = "another".to_owned();
    assert!(!same_subject(&vendor(""), &other));
    other = vendor("");
    other.pack.version = 2;
    assert!(same_subject(&vendor(""), &other));
    other.company = named("Fabrikam", None);
    assert!(!same_subject(&vendor(""), &other));
}

#[test]
fn companies_are_the_same_by_id_and_else_by_name() {
    let check =
        |one: Option<CompanyFacts>, other: Option<CompanyFacts>| same_subject(&about(one), &about(other));
    assert!(check(None, None));
    assert!(!check(None, Some(named("Contoso", None))));
    assert!(check(
        Some(named(" contoso", None)),
        Some(named("Contoso ", Some(1)))
    ));
    assert!(check(
        Some(named("Contoso", Some(1))),
        Some(named("Renamed", Some(1)))
    ));
    assert!(!check(
        Some(named("Contoso", Some(1))),
        Some(named("Contoso", Some(2)))
    ));
}

#[test]
fn an_assessment_stands_for_the_day_of_its_latest_answer() {
    assert_eq!(day_of(&vendor("a1=1@90 a2=2@30")), days_ago(30));
    let begun = Assessment {
        created_at: Moment::parse("2026-03-04T23:59:00Z").unwrap(),
        ..vendor("")
    };
    assert_eq!(day_of(&begun).to_string(), "2026-03-04");
}

#[test]
fn the_line_goes_from_the_oldest_to_the_newest() {
    let all = [
        numbered(1, "a1=1@10"),
        numbered(2, "a1=1@300"),
        numbered(3, "a1=1@100"),
        partner("a1=4"),
    ];
    let ids: Vec<u128> = of_subject(all.iter(), &all[0])
        .iter()
        .map(|one| one.id.0.as_u128())
        .collect();
    assert_eq!(ids, [2, 3, 1]);
}

#[test]
fn of_one_day_the_one_begun_first_comes_first() {
    let begun = |number, moment| Assessment {
        created_at: Moment::from_milliseconds(moment).unwrap(),
        ..numbered(number, "a1=1@10")
    };
    let all = [begun(1, 2000), begun(2, 1000)];
    let first = of_subject(all.iter(), &all[0])[0].id.0.as_u128();
    assert_eq!(first, 2);
}

#[test]
fn each_point_has_its_figures_as_on_its_own_day() {
    let questionnaire = asked();
    let (old, new) = (numbered(1, "a1=1@100 b1=2@100"), numbered(2, "a1=3 a2=3 b1=2"));
    let line = timeline(&[(&questionnaire, &old), (&questionnaire, &new)]);
    let scores: Vec<_> = line
        .points
        .iter()
        .map(|point| point.overall.score.unwrap())
        .collect();
    assert_eq!(scores, [37.5, 62.5]);
    assert_eq!(line.points[0].overall.freshness, Some(1.0));
    assert_eq!(line.points[0].dimensions[0].unwrap().score, Some(25.0));
    assert_eq!(line.points[0].standings[1], Standing::Unanswered);
    let told = |place| {
        let turns = turns(&line, place);
        turns
            .iter()
            .map(|turn| (turn.day, turn.level, turn.from))
            .collect::<Vec<_>>()
    };
    let first = (days_ago(100), level(1), Since::Beginning);
    assert_eq!(told(0), [first, (today(), level(3), Since::Level(level(1)))]);
    assert_eq!(told(2), [(days_ago(100), level(2), Since::Beginning)]);
}

#[test]
fn what_changed_is_over_what_both_answer() {
    let questionnaire = asked();
    let (old, new) = (numbered(1, "a1=1@100 b1=2@100"), numbered(2, "a1=3 a2=3 b1=2"));
    let last = change_to(&[(&questionnaire, &old), (&questionnaire, &new)], 1).unwrap();
    assert_eq!(
        (last.compared, last.of, last.raised, last.unchanged),
        (2, 3, 1, 1)
    );
    assert_eq!(change_to(&[(&questionnaire, &old)], 0), None);
    assert_eq!(change_to(&[(&questionnaire, &old)], 1), None);
}

#[test]
fn what_changed_is_since_the_one_before_the_one_looked_at() {
    let questionnaire = asked();
    let all = [
        numbered(1, "a1=1@200"),
        numbered(2, "a1=4@100"),
        numbered(3, "a1=0"),
    ];
    let line: Vec<_> = all.iter().map(|one| (&questionnaire, one)).collect();
    let moved = |place| {
        let found = change_to(&line, place)?;
        found.moves.first().map(|one| (one.from, one.to))
    };
    assert_eq!(moved(0), None);
    assert_eq!(moved(1), Some((level(1), level(4))));
    assert_eq!(moved(2), Some((level(4), level(0))));
}

#[test]
fn what_changed_names_scores_and_levels_of_the_whole_and_of_dimensions() {
    let questionnaire = asked();
    let (old, new) = (
        numbered(1, "a1=1@100 a2=1@100 b1=2@100"),
        numbered(2, "a1=3 a2=3 b1=2"),
    );
    let found = change_to(&[(&questionnaire, &old), (&questionnaire, &new)], 1).unwrap();
    let (_, first) = &found.dimensions[0];
    assert_eq!((first.before, first.after), (Some(25.0), Some(75.0)));
    assert_eq!(
        (first.level_before, first.level_after),
        (Some(level(1)), Some(level(3)))
    );
    assert!(first.is_move() && found.overall.is_move());
    assert!(!found.dimensions[1].1.is_move());
    assert_eq!(
        (found.overall.level_before, found.overall.level_after),
        (Some(level(1)), Some(level(2)))
    );
}

/// Version 2 of [`asked`], in which a level of `a1` reads otherwise.
fn reworded() -> Questionnaire {
    let mut new = asked();
    new.version = 2;
    let a1 = &mut new.dimensions[0].indicators[0];
    a1.sides.vendor.as_mut().unwrap().anchors[2] = Text::Plain("New".to_owned());
    new
}

#[track_caller]
fn check_turns(answers: [&str; 4], expected: &[(u8, Since)]) {
    let (old, new) = (asked(), reworded());
    let all: Vec<Assessment> = (1..)
        .zip(answers)
        .map(|(number, answers)| numbered(number, answers))
        .collect();
    let line = timeline(&[(&old, &all[0]), (&old, &all[1]), (&new, &all[2]), (&new, &all[3])]);
    let found = turns(&line, 0);
    let found: Vec<_> = found
        .iter()
        .map(|turn| (turn.level.number(), turn.from))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_reworded_question_begins_anew_and_is_no_move() {
    use Since::{Beginning, Level, Rewording};
    check_turns(
        ["a1=1@9", "a1=2@8", "a1=4@7", "a1=4@6"],
        &[(1, Beginning), (2, Level(level(1))), (4, Rewording)],
    );
    // The same level to another question is marked too.
    check_turns(
        ["a1=1@9", "a1=1@8", "a1=1@7", "a1=3"],
        &[(1, Beginning), (1, Rewording), (3, Level(level(1)))],
    );
    // Nobody answered on the day it was reworded.
    check_turns(
        ["a1=1@9", "a2=1@8", "a2=1@7", "a1=3"],
        &[(1, Beginning), (3, Rewording)],
    );
    check_turns(
        ["a2=1@9", "a2=1@8", "a1=2@7", "a1=3"],
        &[(2, Beginning), (3, Level(level(2)))],
    );
    let (old, new) = (asked(), reworded());
    let line = timeline(&[(&old, &numbered(1, "a1=1@9")), (&new, &numbered(2, "a1=1"))]);
    assert_eq!(
        (line.points[0].reworded[0], line.points[1].reworded[0]),
        (false, true)
    );
    assert!(!line.points[1].reworded[1], "a2 reads the same");
}

#[test]
fn across_versions_only_questions_that_read_the_same_are_compared() {
    let (old, mut new) = (asked(), reworded());
    new.dimensions[1].indicators.push(indicator("b2", 1.0));
    let (before, after) = (
        numbered(1, "a1=1@100 a2=1@100 b1=2@100"),
        numbered(2, "a1=3 a2=2 b1=2 b2=4"),
    );
    let line = timeline(&[(&old, &before), (&new, &after)]);
    let last = change_to(&[(&old, &before), (&new, &after)], 1).unwrap();
    assert_eq!((last.compared, last.raised), (2, 1));
    let ids: Vec<_> = line.indicators.iter().map(|id| id.0.as_str()).collect();
    assert_eq!(ids, ["a1", "a2", "b1", "b2"]);
    assert_eq!(line.points[0].standings[3], Standing::NotAsked);
}

#[test]
fn what_a_reworded_answer_opened_stays_compared() {
    let (mut old, mut new) = (asked(), reworded());
    for one in [&mut old, &mut new] {
        one.dimensions[0].indicators[1].when = Some(at_least("a1", 1));
    }
    let (before, after) = (numbered(1, "a1=1@100 a2=1@100"), numbered(2, "a1=3 a2=2"));
    let last = change_to(&[(&old, &before), (&new, &after)], 1).unwrap();
    assert_eq!((last.compared, last.raised), (1, 1));
}

#[test]
fn what_only_an_older_version_had_comes_last() {
    let (mut old, new) = (asked(), asked());
    old.dimensions
        .insert(0, dimension("z", 1.0, vec![indicator("z1", 1.0)]));
    let (before, after) = (numbered(1, "z1=1@9"), numbered(2, "a1=1"));
    let line = timeline(&[(&old, &before), (&new, &after)]);
    let ids: Vec<_> = line.dimensions.iter().map(|id| id.0.as_str()).collect();
    assert_eq!(ids, ["a", "b", "z"]);
    assert_eq!(line.points[1].dimensions[2], None);
}
