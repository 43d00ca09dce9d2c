//! All assessments of one subject over time.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::assessment::{Assessment, AssessmentId};
use channel_readiness::domain::company::{CompanyFacts, CompanyId};
use channel_readiness::domain::insight::timeline::{day_of, moves, of_subject, same_subject, timeline};
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
    assert_eq!(moves(&line, 0), [(days_ago(100), level(1)), (today(), level(3))]);
    assert_eq!(moves(&line, 2), [(days_ago(100), level(2))]);
}

#[test]
fn what_changed_last_is_over_what_both_answer() {
    let questionnaire = asked();
    let (old, new) = (numbered(1, "a1=1@100 b1=2@100"), numbered(2, "a1=3 a2=3 b1=2"));
    let last = timeline(&[(&questionnaire, &old), (&questionnaire, &new)])
        .last
        .unwrap();
    assert_eq!(
        (last.compared, last.of, last.raised, last.unchanged),
        (2, 3, 1, 1)
    );
    assert_eq!(timeline(&[(&questionnaire, &old)]).last, None);
}

#[test]
fn across_versions_only_questions_that_read_the_same_are_compared() {
    let (old, mut new) = (asked(), asked());
    new.version = 2;
    let a1 = &mut new.dimensions[0].indicators[0];
    a1.sides.vendor.as_mut().unwrap().anchors[2] = Text::Plain("New".to_owned());
    new.dimensions[1].indicators.push(indicator("b2", 1.0));
    let (before, after) = (
        numbered(1, "a1=1@100 a2=1@100 b1=2@100"),
        numbered(2, "a1=3 a2=2 b1=2 b2=4"),
    );
    let line = timeline(&[(&old, &before), (&new, &after)]);
    let last = line.last.unwrap();
    assert_eq!((last.compared, last.raised), (2, 1));
    let ids: Vec<_> = line.indicators.iter().map(|id| id.0.as_str()).collect();
    assert_eq!(ids, ["a1", "a2", "b1", "b2"]);
    assert_eq!(line.points[0].standings[3], Standing::NotAsked);
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
