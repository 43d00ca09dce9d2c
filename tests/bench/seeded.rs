//! Made-up responses and a made-up pack, the same in every run.

use serde_json::{Map, Value, json};

use crate::dice::Dice;
use crate::questionnaire::{dimensions_mut, indicators, indicators_mut};

/// The day on which everything is scored.
pub const TODAY: &str = "2026-11-23";
/// [`TODAY`] in days since 1970-01-01.
const TODAY_NUMBER: i64 = 20_780;
const TWO_YEARS: u64 = 730;

/// A response of the exchange format. Seeds in turn give both sides and both lengths; some answer nearly all, some
/// nearly nothing, and three seeds of ten answer all with higher levels only, so that every overall level occurs.
pub fn response(pack: &Value, seed: u64) -> Value {
    let mut dice = Dice::new(seed);
    let (lowest, share_unanswered) = match seed % 10 {
        7 => (2, 0),
        8 => (3, 0),
        9 => (4, 0),
        _ => (0, *dice.pick(&[0, 5, 20, 60, 95])),
    };
    let mut answers = Map::new();
    for indicator in indicators(pack) {
        if let (Some(id), Some(answer)) = (
            indicator["id"].as_str(),
            answer(&mut dice, indicator, share_unanswered, lowest),
        ) {
            answers.insert(id.to_owned(), answer);
        }
    }
    json!({
        "kind": "response", "format": 1, "id": format!("00000000-0000-4000-8000-{seed:012x}"),
        "pack": { "id": pack["id"], "version": pack["version"] },
        "side": if seed.is_multiple_of(2) { "vendor" } else { "partner" },
        "length": if (seed / 2).is_multiple_of(2) { "full" } else { "quick" },
        "title": null,
        "company": { "id": null, "name": "Seeded", "kind": dice.pick(&[None, Some("vendor"), Some("reseller")]),
            "size": dice.pick(&[None, Some("1-10"), Some("51-250"), Some("1001+")]) },
        "counterpart": null, "respondent": null,
        "createdAt": "2024-11-01T08:00:00Z", "updatedAt": "2026-11-23T08:00:00Z",
        "answers": answers
    })
}

/// An answer in one of the four states; `None`: unanswered.
fn answer(dice: &mut Dice, indicator: &Value, share_unanswered: u64, lowest: u64) -> Option<Value> {
    if dice.below(100) < share_unanswered {
        return None;
    }
    let age = i64::try_from(dice.below(TWO_YEARS)).unwrap_or(0);
    let day = date(TODAY_NUMBER - age);
    let may_not_apply = indicator["mayNotApply"]
        .as_bool()
        .unwrap_or(indicator["gate"] != true);
    Some(match dice.below(10) {
        0 => json!({ "state": "unknown", "day": day }),
        1 if may_not_apply => json!({ "state": "notApplicable", "reason": "", "day": day }),
        _ => json!({ "state": "level", "level": lowest + dice.below(5 - lowest), "day": day }),
    })
}

/// The pack with other weights, half-lives, gates and conditions of every kind, for what the built-in one does not use.
pub fn varied_pack(pack: &Value, seed: u64) -> Value {
    let mut dice = Dice::new(seed);
    let mut varied = pack.clone();
    varied["id"] = json!("bench-varied");
    for dimension in dimensions_mut(&mut varied) {
        dimension["weight"] = json!(dice.pick(&[0.25, 1.0, 3.0]));
    }
    // A condition looks at an earlier indicator, so that none runs in a circle.
    let mut earlier: Option<String> = None;
    for indicator in indicators_mut(&mut varied) {
        indicator["weight"] = json!(dice.pick(&[0.5, 1.0, 2.0, 7.0]));
        indicator["halfLifeDays"] = json!(dice.pick(&[30, 90, 365]));
        indicator["gate"] = json!(dice.below(6) == 0);
        indicator["mayNotApply"] = json!(dice.below(4) != 0);
        if let Some(source) = earlier.filter(|_| dice.below(3) == 0) {
            indicator["when"] = condition(&mut dice, &source);
        }
        earlier = indicator["id"].as_str().map(str::to_owned);
    }
    varied
}

fn condition(dice: &mut Dice, source: &str) -> Value {
    let at_least = json!({ "indicator": source, "atLeast": 2 });
    let unknown = json!({ "indicator": source, "state": "unknown" });
    match dice.below(8) {
        0 => at_least,
        1 => json!({ "indicator": source, "atMost": 2 }),
        2 => json!({ "not": unknown }),
        3 => json!({ "any": [at_least, unknown, { "side": "vendor" }] }),
        4 => json!({ "all": [{ "not": at_least }, { "not": { "company": "reseller" } }] }),
        5 => json!({ "any": [{ "sizeAtLeast": "51-250" }, { "indicator": source, "state": "unanswered" }] }),
        6 => json!({ "not": { "indicator": source, "state": "notApplicable" } }),
        _ => json!({ "any": [{ "indicator": source, "state": "level" }, { "company": "vendor" }] }),
    }
}

/// `YYYY-MM-DD` of a day counted from 1970-01-01.
fn date(days: i64) -> String {
    let mut year = 1970;
    let mut rest = days;
    while rest >= length_of_year(year) {
        rest -= length_of_year(year);
        year += 1;
    }
    let february = length_of_year(year) - 337;
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if rest < length {
            break;
        }
        rest -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", rest + 1)
}

fn length_of_year(year: i64) -> i64 {
    if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 {
        366
    } else {
        365
    }
}
