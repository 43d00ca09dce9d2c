//! Made-up responses of every shape, by a seed.
#![allow(dead_code, reason = "each suite uses some of it")]

mod dice;

use serde_json::{Map, Value, json};

pub use dice::Dice;

const TEXTS: [&str; 8] = [
    "",
    "Weekly calls",
    "Ähre & Söhne",
    "line\nbreak \"quoted\" \\ /",
    "\u{1F600} \u{202E} \u{0}",
    "=1+1",
    "a text that is longer than a hundred and twenty-seven bytes, so that its length takes two bytes where it is packed, \
     which is to be tried too",
    "none",
];

fn text(dice: &mut Dice) -> Value {
    json!(dice.pick(&TEXTS))
}

fn perhaps(dice: &mut Dice, make: impl FnOnce(&mut Dice) -> Value) -> Value {
    if dice.below(2) == 0 {
        Value::Null
    } else {
        make(dice)
    }
}

fn day(dice: &mut Dice) -> Value {
    match dice.below(12) {
        0 => json!("0001-01-01"),
        1 => json!("9999-12-31"),
        _ => json!(format!(
            "20{:02}-{:02}-{:02}",
            10 + dice.below(20),
            1 + dice.below(12),
            1 + dice.below(28)
        )),
    }
}

fn uuid(dice: &mut Dice) -> Value {
    json!(format!(
        "0190f5f0-7b1c-7000-8000-{:012x}",
        dice.below(1_u64 << 40)
    ))
}

/// Members that nobody knows.
fn unknown(dice: &mut Dice, members: &mut Map<String, Value>) {
    if dice.below(4) == 0 {
        let values = [
            json!(1.0),
            json!(null),
            json!([1, {"a": []}]),
            json!({"b": "c"}),
            json!(-1e-7),
        ];
        let value = dice.pick(&values).clone();
        members.insert((*dice.pick(&["x", "zeta", "__proto__", ""])).to_owned(), value);
    }
}

fn company(dice: &mut Dice) -> Value {
    let mut members = Map::new();
    members.insert("id".to_owned(), perhaps(dice, uuid));
    members.insert("name".to_owned(), text(dice));
    members.insert(
        "kind".to_owned(),
        perhaps(dice, |dice| json!(dice.pick(&["vendor", "reseller", "other"]))),
    );
    members.insert(
        "size".to_owned(),
        perhaps(dice, |dice| json!(dice.pick(&["1-10", "1001+"]))),
    );
    unknown(dice, &mut members);
    Value::Object(members)
}

/// An entry of the list of partners, with a profile, a log and what nobody knows.
pub fn entry(seed: u64) -> Value {
    let dice = &mut Dice::new(seed);
    let mut members = Map::new();
    let id = format!(
        "0190f5f0-7b1c-7000-9000-{:06x}{:06x}",
        seed,
        dice.below(1_u64 << 24)
    );
    let moment = |dice: &mut Dice| {
        json!(format!(
            "{}T10:41:00.{:03}Z",
            day(dice).as_str().unwrap(),
            dice.below(1000)
        ))
    };
    for (name, value) in [
        ("id", json!(id)),
        ("name", text(dice)),
        (
            "kind",
            perhaps(dice, |dice| {
                json!(dice.pick(&["integrator", "reseller", "other"]))
            }),
        ),
        (
            "size",
            perhaps(dice, |dice| json!(dice.pick(&["1-10", "51-250"]))),
        ),
        ("notes", text(dice)),
        ("createdAt", moment(dice)),
        ("updatedAt", moment(dice)),
    ] {
        members.insert(name.to_owned(), value);
    }
    if dice.below(2) == 0 {
        members.insert("tags".to_owned(), json!(["gold", "DACH", "Ähre"]));
        let contact =
            json!({ "id": uuid(dice), "name": text(dice), "email": "a@example.com", "x": { "y": [] } });
        members.insert("contacts".to_owned(), json!([contact]));
    }
    if dice.below(2) == 0 {
        let made = |dice: &mut Dice| json!({ "id": uuid(dice), "kind": "meeting", "day": day(dice), "answerHours": 2.5 });
        let log: Vec<Value> = (0..dice.below(4)).map(|_| made(dice)).collect();
        members.insert("touchpoints".to_owned(), json!(log));
    }
    unknown(dice, &mut members);
    for value in [
        json!(true),
        json!([false, null, [[]], {}]),
        json!(12.50),
        json!(1e300),
    ] {
        if dice.below(5) == 0 {
            members.insert(format!("of{}", dice.below(3)), value);
        }
    }
    Value::Object(members)
}

fn answer(dice: &mut Dice) -> Value {
    let mut members = Map::new();
    let all = [
        ("level", Some(("level", json!(dice.clone().below(5))))),
        ("unknown", None),
        ("notApplicable", Some(("reason", json!("does not fit")))),
        ("notApplicable", None),
    ];
    let (state, with) = dice.pick(&all);
    members.insert("state".to_owned(), json!(state));
    if let Some((name, value)) = with {
        members.insert((*name).to_owned(), value.clone());
    }
    members.insert("day".to_owned(), day(dice));
    members.insert("note".to_owned(), text(dice));
    if dice.below(2) == 0 {
        members.insert("link".to_owned(), text(dice));
    }
    unknown(dice, &mut members);
    Value::Object(members)
}

/// A response to the pack `worked`, whose indicators `a1` to `c1` are; it may answer others too.
pub fn response(seed: u64) -> Value {
    let dice = &mut Dice::new(seed);
    let mut answers = Map::new();
    for id in ["a1", "a2", "a3", "b2", "c1", "no such one", "ü"] {
        if dice.below(4) > 0 {
            answers.insert(id.to_owned(), answer(dice));
        }
    }
    let hash = if dice.below(3) == 0 {
        Value::Null
    } else {
        json!("ab".repeat(32))
    };
    let mut members = Map::new();
    members.insert("kind".to_owned(), json!("response"));
    members.insert("format".to_owned(), json!(1));
    members.insert(
        "id".to_owned(),
        json!(format!("00000000-0000-4000-8000-{seed:012x}")),
    );
    members.insert(
        "pack".to_owned(),
        json!({"id": "worked", "version": 1 + dice.below(3), "hash": hash}),
    );
    members.insert("side".to_owned(), json!(dice.pick(&["vendor", "partner"])));
    members.insert("length".to_owned(), json!(dice.pick(&["quick", "full"])));
    members.insert("title".to_owned(), perhaps(dice, text));
    members.insert("company".to_owned(), company(dice));
    members.insert("counterpart".to_owned(), perhaps(dice, company));
    members.insert("respondent".to_owned(), perhaps(dice, text));
    members.insert("createdAt".to_owned(), json!("0001-01-01T00:00:00.000Z"));
    members.insert(
        "updatedAt".to_owned(),
        json!(format!(
            "2026-11-{:02}T10:41:00.{:03}Z",
            1 + dice.below(28),
            dice.below(1000)
        )),
    );
    members.insert("answers".to_owned(), Value::Object(answers));
    if dice.below(4) == 0 {
        members.insert(
            "plan".to_owned(),
            json!({"target": {"level": 2}, "steps": [], "locked": ["a1"]}),
        );
    }
    unknown(dice, &mut members);
    Value::Object(members)
}
