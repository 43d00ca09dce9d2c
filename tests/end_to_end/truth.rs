//! What the domain says, to compare with what the page says.

use std::fs;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::write_result;
use channel_readiness::domain::json::compact;
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::scoring::{Readiness, Standing, score, standings};
use channel_readiness::domain::time::Day;
use serde_json::{Value, json};

use crate::browser::Result;
use crate::stage::{dist, project};

/// How far two figures may lie apart and still be the same.
pub const SPARE: f64 = 1e-9;

/// The bundle's questionnaire.
#[derive(Debug)]
pub struct Truth {
    pub pack: Pack,
}

impl Truth {
    pub fn read() -> Result<Self> {
        let text = fs::read_to_string(dist().join("packs/channel-devops.json"))?;
        let pack = Pack::parse(&text).map_err(|problems| format!("the pack: {problems:?}"))?;
        Ok(Self { pack })
    }

    /// The questionnaire as a text.
    pub fn text(&self) -> String {
        compact(&self.pack.document)
    }

    pub fn score(&self, assessment: &Assessment, today: Day) -> Readiness {
        score(&self.pack.questionnaire, assessment, today)
    }

    /// The result as the host page gets it.
    pub fn result(&self, assessment: &Assessment, today: Day) -> Result<Value> {
        Ok(serde_json::from_str(&compact(&write_result(
            &self.score(assessment, today),
        )))?)
    }

    /// The questions that are asked, in their order.
    pub fn asked(&self, assessment: &Assessment) -> Vec<String> {
        let all = self
            .pack
            .questionnaire
            .indicators()
            .zip(standings(&self.pack.questionnaire, assessment));
        let asked = all.filter(|(_, standing)| *standing != Standing::NotAsked);
        asked.map(|((_, indicator), _)| indicator.id.0.clone()).collect()
    }

    /// The title of an indicator.
    pub fn title(&self, indicator: &str) -> Result<String> {
        let mut all = self.pack.questionnaire.indicators();
        let found = all.find(|(_, one)| one.id.0 == indicator);
        let (_, found) = found.ok_or_else(|| format!("no indicator {indicator}"))?;
        Ok(found.title.in_language("en").to_owned())
    }
}

/// Whether two figures are the same.
pub fn close(left: f64, right: f64) -> bool {
    (left - right).abs() < SPARE
}

/// Whether two documents say the same, numbers as [`close`] has it: a power of one half comes from other libraries here
/// than in the browser, and its last digit may differ.
pub fn alike(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            let both = left.as_f64().zip(right.as_f64());
            both.is_some_and(|(left, right)| close(left, right))
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| alike(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let same = |(name, left)| right.get(name).is_some_and(|right| alike(left, right));
            left.len() == right.len() && left.iter().all(same)
        }
        _ => left == right,
    }
}

/// A score as people read it: whole points, halves up.
pub fn points(score: f64) -> String {
    format!("{}", score.round())
}

/// The bundle's example for authors.
pub fn example() -> Result<Value> {
    let text = fs::read_to_string(dist().join("packs/example.json"))?;
    Ok(serde_json::from_str(&text)?)
}

/// A fixture's text.
pub fn fixture(name: &str) -> Result<String> {
    Ok(fs::read_to_string(project().join("tests/fixtures").join(name))?)
}

/// A full response of a vendor with every state of an answer, evidence, and answers of many ages before `today`.
pub fn rich_response(today: Day) -> Value {
    let day = |ago: i32| {
        let day = Day::from_days_since_epoch(today.days_since_epoch() - ago);
        day.map(|day| day.to_string()).unwrap_or_default()
    };
    let level = |level: u8, ago: i32| json!({ "state": "level", "level": level, "day": day(ago) });
    let mut answers = serde_json::Map::new();
    let levels = [
        ("1.1", 3, 0),
        ("1.2", 2, 30),
        ("1.3", 4, 95),
        ("1.5", 1, 200),
        ("2.1", 2, 10),
        ("2.2", 4, 365),
        ("2.3", 3, 1),
        ("2.5", 2, 90),
        ("3.1", 1, 45),
        ("3.2", 2, 0),
        ("3.3", 3, 400),
        ("4.1", 3, 17),
        ("4.2", 4, 60),
        ("4.5", 0, 60),
        ("5.1", 2, 5),
        ("5.3", 1, 180),
        ("6.1", 3, 300),
    ];
    for (indicator, value, ago) in levels {
        answers.insert(indicator.to_owned(), level(value, ago));
    }
    answers.insert("1.4".to_owned(), json!({ "state": "unknown", "day": day(3) }));
    let reason = "There is no data to take out";
    answers.insert(
        "2.6".to_owned(),
        json!({ "state": "notApplicable", "reason": reason, "day": day(3) }),
    );
    answers["1.1"]["note"] = json!("Weekly calls, see the calendar");
    answers["1.1"]["link"] = json!("https://example.com/calendar");
    json!({
        "kind": "response", "format": 1, "id": "6f1c7f0e-51a5-4c1f-9d53-0d2a6a3f9b10",
        "pack": { "id": "channel-devops", "version": 1 }, "side": "vendor", "length": "full", "title": null,
        "company": { "id": null, "name": "Northwind", "kind": "vendor", "size": "251-1000" },
        "counterpart": { "id": null, "name": "Contoso", "kind": "reseller", "size": "11-50" },
        "respondent": null, "createdAt": "2026-01-05T09:00:00.000Z", "updatedAt": "2026-01-06T10:30:00.000Z",
        "answers": answers,
    })
}
