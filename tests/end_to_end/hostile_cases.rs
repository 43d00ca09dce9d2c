//! Hostile documents for the browser, some of each class: each with the place and a part of the cause that it was made
//! for.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::truth::{example, fixture};

/// One document that must be refused.
#[derive(Debug)]
pub struct Case {
    /// Class and kind.
    pub name: &'static str,
    pub text: String,
    pub place: &'static str,
    pub cause: &'static str,
}

const SCRIPT: &str = "<img src=/harm onerror=\"window.harmed = 1\">";
const TOO_MANY: usize = 1_000_000;

/// One change to a right document: class and kind, the pointer of what is changed, what stands there then, and the place
/// and a part of the cause that are told.
type Change = (&'static str, &'static str, String, &'static str, &'static str);

const WEIGHT: &str = "/dimensions/0/weight";
const LEVEL: &str = "/answers/1.1/level";
const VERSION: &str = "expected a whole number from 1 to 4294967295, found ";
const NEWER: &str = "made for a newer version: format 2, this program reads 1";

/// Packs: B1, B3 to B7, B12 to B14. B2 is made in the page, where its size is no burden.
pub fn pack_cases() -> Result<Vec<Case>> {
    let pack = example()?;
    let second = pack.pointer("/dimensions/0/indicators/1/id");
    let second = second.and_then(Value::as_str).ok_or("no second indicator")?;
    let mut cases = broken_texts(&pack, "/title")?;
    let mut changes = of_versions("/version", "version");
    changes.extend(of_numbers(
        WEIGHT,
        "dimensions[0].weight",
        "expected a number from 0.001 to 1000, found ",
    ));
    changes.extend(pack_names());
    changes.extend(pack_conditions());
    for change in changes {
        cases.push(changed(&pack, change)?);
    }
    cases.push(without(&pack, "version")?);
    let mut circle = pack.clone();
    let indicators = &mut circle["dimensions"][0]["indicators"];
    indicators[0]["when"] = json!({ "indicator": second, "atLeast": 1 });
    indicators[1]["when"] = json!({ "not": { "indicator": "meetings", "atMost": 1 } });
    cases.push(Case {
        name: "B13 circle",
        text: circle.to_string(),
        place: "dimensions[0].indicators[0].when",
        cause: "asks in a circle: meetings → ",
    });
    Ok(cases)
}

/// Responses: B1, B3 to B7, B12, B14. They have no conditions (B13).
pub fn response_cases() -> Result<Vec<Case>> {
    let response: Value = serde_json::from_str(&fixture("response-format-1.json")?)?;
    let mut cases = broken_texts(&response, "/respondent")?;
    let mut changes = of_versions("/pack/version", "pack.version");
    let level = "answers[\"1.1\"].level";
    changes.extend(of_numbers(
        LEVEL,
        level,
        "expected a whole number from 0 to 4, found ",
    ));
    changes.extend(response_names());
    changes.extend(response_days());
    for change in changes {
        cases.push(changed(&response, change)?);
    }
    cases.push(without(&response, "format")?);
    Ok(cases)
}

/// B5.
fn of_versions(pointer: &'static str, place: &'static str) -> Vec<Change> {
    let versions = [
        ("B5 version 0", "0"),
        ("B5 version -1", "-1"),
        ("B5 version 1.5", "1.5"),
        ("B5 version as text", "\"2\""),
        ("B5 version 2^53", "9007199254740992"),
    ];
    let versions = versions.map(|(name, raw)| (name, pointer, raw.to_owned(), place, VERSION));
    let format = ("B5 format", "/format", "2".to_owned(), "format", NEWER);
    versions.into_iter().chain([format]).collect()
}

/// B12: neither weights nor levels.
fn of_numbers(pointer: &'static str, place: &'static str, cause: &'static str) -> Vec<Change> {
    let numbers = [
        ("B12 negative", "-1"),
        ("B12 huge", "1e308"),
        ("B12 tiny", "1e-320"),
        ("B12 as text", "\"5\""),
    ];
    let numbers = numbers.map(|(name, raw)| (name, pointer, raw.to_owned(), place, cause));
    let no_json = [
        ("B12 NaN", "NaN", "unexpected N, expected a value"),
        ("B12 infinite", "-1e309", "a number is too large"),
    ];
    let no_json = no_json.map(|(name, raw, cause)| (name, pointer, raw.to_owned(), "", cause));
    numbers.into_iter().chain(no_json).collect()
}

/// B4, B6, B7.
fn pack_names() -> Vec<Change> {
    let lengths = "/dimensions/0/indicators/0/lengths";
    let length = "dimensions[0].indicators[0].lengths[0]";
    let second = "/dimensions/0/indicators/1/id";
    let long = quoted(&"i".repeat(TOO_MANY));
    let script = quoted(SCRIPT);
    vec![
        (
            "B4 id",
            second,
            quoted("meetings"),
            "dimensions[0].indicators[1].id",
            "is already the id of ",
        ),
        ("B6 empty id", "/id", quoted(""), "id", "must not be empty"),
        (
            "B6 long id",
            "/id",
            long,
            "id",
            "expected a text of at most 100 characters, found ",
        ),
        (
            "B6 kind",
            "/kind",
            quoted("__proto__"),
            "kind",
            "expected \"pack\", found \"__proto__\"",
        ),
        (
            "B6 choice",
            lengths,
            "[\"constructor\"]".to_owned(),
            length,
            "found \"constructor\"",
        ),
        (
            "B7 choice",
            lengths,
            ["[", &script, "]"].concat(),
            length,
            "found \"<img src=/harm onerror=",
        ),
        (
            "B7 kind",
            "/kind",
            script,
            "kind",
            "found \"<img src=/harm onerror=",
        ),
    ]
}

/// B13, and of B14 what a pack has: numbers of days.
fn pack_conditions() -> Vec<Change> {
    let when = "/dimensions/0/indicators/0/when";
    let itself = json!({ "indicator": "meetings", "atLeast": 1 }).to_string();
    let terms = json!({ "any": vec![json!({ "side": "vendor" }); 10_000] }).to_string();
    let half_life = "/dimensions/0/indicators/0/halfLifeDays";
    let days = "/dimensions/0/indicators/0/sides/vendor/steps/0/days";
    vec![
        (
            "B13 itself",
            when,
            itself,
            "dimensions[0].indicators[0].when.indicator",
            "an indicator cannot ask about itself",
        ),
        (
            "B13 terms",
            when,
            terms,
            "dimensions[0].indicators[0].when.any[9999]",
            "the conditions of a pack have more than 10000 terms",
        ),
        (
            "B14 half-life",
            half_life,
            "36501".to_owned(),
            "dimensions[0].indicators[0].halfLifeDays",
            "expected a whole number from 1 to 36500, found 36501",
        ),
        (
            "B14 days of work",
            days,
            "0".to_owned(),
            "dimensions[0].indicators[0].sides.vendor.steps[0].days",
            "expected a whole number from 1 to 365, found 0",
        ),
    ]
}

/// B6, B7.
fn response_names() -> Vec<Change> {
    let (day, state) = ("/answers/1.1/day", "/answers/1.1/state");
    let long = quoted(&"r".repeat(TOO_MANY));
    let script = quoted(SCRIPT);
    vec![
        (
            "B6 kind",
            "/kind",
            quoted("constructor"),
            "kind",
            "this kind of document cannot be imported",
        ),
        (
            "B6 state",
            state,
            quoted("__proto__"),
            "answers[\"1.1\"].state",
            "found \"__proto__\"",
        ),
        (
            "B6 long text",
            "/respondent",
            long,
            "respondent",
            "at most 10000 characters are read",
        ),
        (
            "B7 side",
            "/side",
            script.clone(),
            "side",
            "vendor, partner, found \"<img src=/harm onerror=",
        ),
        (
            "B7 day",
            day,
            script,
            "answers[\"1.1\"].day",
            "found \"<img src=/harm onerror=",
        ),
    ]
}

/// B14.
fn response_days() -> Vec<Change> {
    let days = [
        ("B14 year 0", "0000-01-01"),
        ("B14 year 10000", "10000-01-01"),
        ("B14 30 February", "2026-02-30"),
        ("B14 offset", "2026-11-22+01:00"),
    ];
    let (pointer, place) = ("/answers/1.1/day", "answers[\"1.1\"].day");
    let cause = "expected a day such as 2026-11-22, found ";
    let days = days.map(|(name, day)| (name, pointer, quoted(day), place, cause));
    let moment = (
        "B14 moment",
        "/createdAt",
        quoted("2026-11-22T10:41:00+25:00"),
        "createdAt",
        "expected a moment in UTC such as 2026-11-22T10:41:00Z, found ",
    );
    days.into_iter().chain([moment]).collect()
}

/// B1, B3 and B4 for any document, with a text of its that may be anything.
fn broken_texts(document: &Value, free: &'static str) -> Result<Vec<Case>> {
    let text = document.to_string();
    let cut = text[..text.len() - 1].to_owned();
    let utf_16: String = text.chars().flat_map(|one| [one, '\0']).collect();
    let marked = format!("\u{feff}\u{feff}\u{feff}{text}");
    let twice = text.replacen("\"kind\":", "\"kind\":0,\"kind\":", 1);
    let mut cases: Vec<Case> = [
        ("B1 empty", String::new(), "the text is empty, expected JSON"),
        ("B1 cut", cut, "the text ends too early, expected a comma or }"),
        (
            "B1 no JSON",
            "Dear partner,".to_owned(),
            "unexpected D, expected a value",
        ),
        (
            "B1 byte order marks",
            marked,
            "unexpected character U+FEFF, expected a value",
        ),
        (
            "B1 UTF-16",
            utf_16,
            "unexpected character U+0000, expected a name",
        ),
        (
            "B3 a million",
            "[".repeat(TOO_MANY),
            "nested too deep, at most 127 levels are read",
        ),
        (
            "B4 name",
            twice,
            "the name \"kind\" stands twice, first at line 1, column ",
        ),
    ]
    .into_iter()
    .map(|(name, text, cause)| Case {
        name,
        text,
        place: "",
        cause,
    })
    .collect();
    let nested = "{\"a\":[".repeat(TOO_MANY / 10);
    for change in [
        (
            "B1 surrogate",
            free,
            "\"\\ud83d\"".to_owned(),
            "",
            "half of a surrogate pair stands alone",
        ),
        (
            "B1 NUL",
            free,
            "\"\0\"".to_owned(),
            "",
            "unexpected character U+0000, expected an escape",
        ),
        (
            "B3 within",
            free,
            nested,
            "",
            "nested too deep, at most 127 levels are read",
        ),
    ] {
        cases.push(changed(document, change)?);
    }
    Ok(cases)
}

/// A document with this text in place of what stands at the pointer.
fn changed(document: &Value, (name, pointer, raw, place, cause): Change) -> Result<Case> {
    let mark = "\u{1}here\u{1}";
    let mut document = document.clone();
    let node = document.pointer_mut(pointer);
    *node.ok_or_else(|| format!("nothing at {pointer}"))? = json!(mark);
    Ok(Case {
        name,
        text: document.to_string().replacen(&quoted(mark), &raw, 1),
        place,
        cause,
    })
}

/// B5.
fn without(document: &Value, member: &'static str) -> Result<Case> {
    let mut document = document.clone();
    let members = document.as_object_mut().ok_or("no object")?;
    members.remove(member).ok_or("no such member")?;
    Ok(Case {
        name: "B5 missing",
        text: document.to_string(),
        place: member,
        cause: "missing",
    })
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
