//! Packs and assessments in a line: for tests that need no document.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::assessment::{Answer, AnswerState, Assessment, AssessmentId};
use channel_readiness::domain::company::CompanyFacts;
use channel_readiness::domain::json::{Json, Value};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::{
    Check, Condition, Dimension, DimensionId, Guidance, HalfLife, Hash, Indicator, IndicatorId, Length,
    Lengths, Pack, PackReference, Question, Questionnaire, Source, StateName, Step, Test, Weight,
};
use channel_readiness::domain::side::{BySide, Side};
use channel_readiness::domain::text::Text;
use channel_readiness::domain::time::{Day, Moment};

/// The day on which every test happens.
pub fn today() -> Day {
    days_ago(0)
}

pub fn days_ago(age: i32) -> Day {
    Day::from_days_since_epoch(20_000 - age).unwrap()
}

pub fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

pub fn id(name: &str) -> IndicatorId {
    IndicatorId(name.to_owned())
}

pub fn questionnaire(dimensions: Vec<Dimension>) -> Questionnaire {
    Questionnaire {
        id: "test".to_owned(),
        version: 1,
        languages: vec!["en".to_owned()],
        title: Text::default(),
        levels: Default::default(),
        dimensions,
    }
}

/// A headline dimension.
pub fn dimension(id: &str, weight: f64, indicators: Vec<Indicator>) -> Dimension {
    Dimension {
        id: DimensionId(id.to_owned()),
        title: Text::default(),
        intro: Text::default(),
        weight: Weight::new(weight).unwrap(),
        headline: true,
        indicators,
    }
}

/// The dimension shown beside the headline.
pub fn beside(dimension: Dimension) -> Dimension {
    Dimension {
        headline: false,
        ..dimension
    }
}

/// Asked of both sides in both lengths; half-life 90 days.
pub fn indicator(name: &str, weight: f64) -> Indicator {
    Indicator {
        id: id(name),
        title: Text::default(),
        weight: Weight::new(weight).unwrap(),
        gate: false,
        may_not_apply: true,
        lengths: Lengths::QuickAndFull,
        half_life: HalfLife::from_days(90).unwrap(),
        observes: None,
        when: None,
        sides: BySide {
            vendor: Some(Question::default()),
            partner: Some(Question::default()),
        },
    }
}

pub fn gate(name: &str, weight: f64) -> Indicator {
    Indicator {
        gate: true,
        ..indicator(name, weight)
    }
}

pub fn halving(days: u32, indicator: Indicator) -> Indicator {
    Indicator {
        half_life: HalfLife::from_days(days).unwrap(),
        ..indicator
    }
}

pub fn asked_when(condition: Condition, indicator: Indicator) -> Indicator {
    Indicator {
        when: Some(condition),
        ..indicator
    }
}

pub fn at_least(name: &str, number: u8) -> Condition {
    Condition::Answer(source(name, None), Test::AtLeast(level(number)))
}

pub fn at_most(name: &str, number: u8) -> Condition {
    Condition::Answer(source(name, None), Test::AtMost(level(number)))
}

pub fn stands(name: &str, state: StateName) -> Condition {
    Condition::Answer(source(name, None), Test::State(state))
}

pub fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

pub fn source(name: &str, of: Option<Side>) -> Source {
    Source {
        indicator: id(name),
        of,
    }
}

/// Answers in a line, by an indicator each: `a1=3` a level, `a1=3@90` given 90 days ago, `a1=?` unknown,
/// `a1=-` not applicable. What is not named is unanswered.
pub fn assessment(side: Side, answers: &str) -> Assessment {
    let moment = Moment::from_milliseconds(0).unwrap();
    Assessment {
        id: AssessmentId(uuid::Uuid::nil()),
        pack: PackReference {
            id: "test".to_owned(),
            version: 1,
            hash: None,
        },
        side,
        length: Length::Full,
        title: None,
        company: CompanyFacts::default(),
        counterpart: None,
        respondent: None,
        created_at: moment,
        updated_at: moment,
        answers: answers.split_whitespace().map(answer).collect(),
        extra: Vec::new(),
    }
}

pub fn vendor(answers: &str) -> Assessment {
    assessment(Side::Vendor, answers)
}

pub fn partner(answers: &str) -> Assessment {
    assessment(Side::Partner, answers)
}

fn answer(text: &str) -> (IndicatorId, Answer) {
    let (name, said) = text.split_once('=').unwrap();
    let (said, age) = said.split_once('@').unwrap_or((said, "0"));
    let state = match said {
        "?" => AnswerState::Unknown,
        "-" => AnswerState::NotApplicable {
            reason: String::new(),
        },
        number => AnswerState::Level(level(number.parse().unwrap())),
    };
    let day = days_ago(age.parse().unwrap());
    (
        id(name),
        Answer {
            state,
            day,
            note: String::new(),
            link: String::new(),
            extra: Vec::new(),
        },
    )
}

/// A whole pack. `steps` name an indicator and, for both sides, `to` and days of each step.
pub fn pack(questionnaire: Questionnaire, steps: &[(&str, &[(u8, u16)])], checks: Vec<Check>) -> Pack {
    let guidance = |indicator: &Indicator| {
        let listed = steps
            .iter()
            .find(|(name, _)| *name == indicator.id.0)
            .map_or(&[][..], |(_, steps)| steps);
        let steps: Vec<Step> = listed.iter().map(|(to, days)| step(*to, *days)).collect();
        Guidance {
            steps: BySide {
                vendor: steps.clone(),
                partner: steps,
            },
            ..Guidance::default()
        }
    };
    Pack {
        guidance: questionnaire
            .indicators()
            .map(|(_, indicator)| guidance(indicator))
            .collect(),
        questionnaire: questionnaire.into(),
        hash: Hash::from_hex(&"0".repeat(64)).unwrap(),
        limits: Vec::new(),
        checks,
        document: Json {
            value: Value::Null,
            at: None,
        },
    }
}

pub fn step(to: u8, days: u16) -> Step {
    Step {
        to: level(to),
        action: Text::default(),
        who: Text::default(),
        days,
    }
}

pub fn check(name: &str, when: Condition) -> Check {
    let indicators = when
        .sources()
        .into_iter()
        .map(|source| source.indicator.clone())
        .collect();
    Check {
        id: name.to_owned(),
        when,
        ask: Text::default(),
        indicators,
    }
}

/// The pack of the worked example in the scoring method.
pub fn worked_example() -> Questionnaire {
    questionnaire(vec![
        dimension(
            "a",
            1.0,
            vec![gate("a1", 2.0), indicator("a2", 1.0), indicator("a3", 1.0)],
        ),
        dimension(
            "b",
            3.0,
            vec![halving(180, gate("b1", 1.0)), halving(180, indicator("b2", 1.0))],
        ),
        beside(dimension("c", 1.0, vec![halving(365, indicator("c1", 1.0))])),
    ])
}

/// The vendor's answers of the worked example.
pub const WORKED_ANSWERS: &str = "a1=3 a2=? a3=1@90 b1=2@180 b2=- c1=4";
