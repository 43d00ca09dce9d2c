//! Every kind of mistake in a pack with its exact message.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/small_pack.rs"]
mod small_pack;

use channel_readiness::domain::pack::Pack;
use serde_json::{Value, json};
use small_pack::{fine, indicator, missing, mistake, read, refused, small, told, with, without};

#[test]
fn all_mistakes_come_at_once_in_the_order_of_the_text() {
    let mut pack = small();
    pack["dimensions"][0]["weight"] = json!("5");
    pack["dimensions"][0]["indicators"][0]["sides"]["vendor"]["steps"][0]["days"] = json!(0);
    pack["dimensions"][1]["indicators"][0]["lengths"] = json!(["quick"]);
    pack["checks"][0]["indicators"][1] = json!("zz");
    pack["title"] = json!(7);
    let problems = read(&pack).unwrap_err();
    assert_eq!(problems.len(), 5);
    assert!(problems.is_sorted_by_key(|problem| problem.at));
}

#[test]
fn kind_and_format_must_fit() {
    mistake(
        "/kind",
        json!("response"),
        "kind: expected \"pack\", found \"response\"",
    );
    mistake("/kind", json!(1), "kind: expected \"pack\", found 1");
    missing("/kind", "kind: missing");
    missing("/format", "format: missing");
    mistake("/format", json!(0), "format: expected 1, found 0");
    mistake("/format", json!(-1), "format: expected 1, found -1");
    mistake("/format", json!(1.5), "format: expected 1, found 1.5");
    mistake("/format", json!("2"), "format: expected 1, found \"2\"");
    mistake(
        "/format",
        json!(2),
        "format: made for a newer version: format 2, this program reads 1",
    );
    let largest = "format: made for a newer version: format 9007199254740992, this program reads 1";
    mistake("/format", json!(9_007_199_254_740_992_u64), largest);
}

#[test]
fn nothing_but_the_newer_format_is_told_of_a_newer_pack() {
    let mut pack = small();
    pack["format"] = json!(2);
    pack["dimensions"] = json!("elsewhere");
    refused(
        &pack,
        "format: made for a newer version: format 2, this program reads 1",
    );
}

#[test]
fn id_version_and_languages_must_fit() {
    mistake("/id", json!(""), "id: must not be empty");
    mistake(
        "/id",
        json!(7),
        "id: expected a text of at most 100 characters, found 7",
    );
    mistake(
        "/id",
        json!("x".repeat(101)),
        &format!(
            "id: expected a text of at most 100 characters, found \"{}…\"",
            "x".repeat(60)
        ),
    );
    missing("/id", "id: missing");
    let version = "version: expected a whole number from 1 to 4294967295, found ";
    for wrong in [
        json!(0),
        json!(-1),
        json!(1.5),
        json!("2"),
        json!(4_294_967_296_u64),
        Value::Null,
    ] {
        mistake("/version", wrong.clone(), &format!("{version}{wrong}"));
    }
    missing("/version", "version: missing");
    mistake(
        "/languages",
        json!(["en", "en", "de"]),
        "languages[1]: \"en\" stands twice",
    );
    mistake(
        "/languages",
        json!(["en", "de", "x_y"]),
        "languages[2]: expected a language tag such as en or pt-BR, found \"x_y\"",
    );
    mistake(
        "/languages",
        json!("en"),
        "languages: expected a list, found \"en\"",
    );
    let mut plain = small();
    plain["languages"] = json!([]);
    refused(&plain, "languages: must not be empty");
    assert_eq!(
        fine("/languages", json!(["en", "de", "pt-BR"]))
            .questionnaire
            .languages
            .len(),
        3
    );
}

#[test]
fn texts_must_fit_the_languages() {
    missing("/title", "title: missing");
    mistake("/title", json!(""), "title: must not be empty");
    mistake("/title", json!(3), "title: expected a text, found 3");
    mistake(
        "/title",
        json!({}),
        "title: the pack's first language \"en\" is missing",
    );
    mistake(
        "/title",
        json!({"de": "T"}),
        "title: the pack's first language \"en\" is missing",
    );
    mistake(
        "/title",
        json!({"en": "T", "fr": "T"}),
        "title.fr: the pack does not declare this language",
    );
    mistake("/title", json!({"en": 1}), "title.en: expected a text, found 1");
    mistake(
        "/title",
        json!("x".repeat(1_000_000)),
        "title: the text is too long, at most 20000 characters are read",
    );
    mistake("/limits", json!(["a", ""]), "limits[1]: must not be empty");
}

#[test]
fn there_are_five_levels() {
    mistake(
        "/levels/3",
        json!("Three"),
        "levels[3]: expected an object, found \"Three\"",
    );
    mistake("/levels", json!([]), "levels: expected 5 entries, found 0");
    mistake("/levels", Value::Null, "levels: expected a list, found null");
    missing("/levels/2/name", "levels[2].name: missing");
    missing("/levels/2/meaning", "levels[2].meaning: missing");
}

#[test]
fn dimensions_must_fit() {
    missing("/dimensions/1/id", "dimensions[1].id: missing");
    mistake(
        "/dimensions/1/id",
        json!("a"),
        "dimensions[1].id: \"a\" is already the id of dimensions[0]",
    );
    mistake(
        "/dimensions/0/headline",
        json!("yes"),
        "dimensions[0].headline: expected true or false, found \"yes\"",
    );
    missing("/dimensions/0/weight", "dimensions[0].weight: missing");
    missing("/dimensions/0/title", "dimensions[0].title: missing");
    let refused_alone = |pointer, value, expected| {
        let mut pack = with(pointer, value);
        pack["checks"] = json!([]);
        refused(&pack, expected);
    };
    refused_alone("/dimensions", json!([]), "dimensions: must not be empty");
    refused_alone(
        "/dimensions",
        json!({}),
        "dimensions: expected a list, found an object",
    );
    refused_alone(
        "/dimensions/1/indicators",
        json!([]),
        "dimensions[1].indicators: must not be empty",
    );
    refused_alone(
        "/dimensions/1",
        json!(null),
        "dimensions[1]: expected an object, found null",
    );
    let many: Vec<Value> = (0..1001).map(|number| indicator(&number.to_string())).collect();
    refused_alone(
        "/dimensions/1/indicators",
        json!(many),
        "dimensions: 1003 indicators, a pack has at most 1000",
    );
    let many = vec![small()["dimensions"][1].clone(); 101];
    refused_alone(
        "/dimensions",
        json!(many),
        "dimensions: 101 dimensions, a pack has at most 100",
    );
}

#[test]
fn weights_are_numbers_from_a_thousandth_to_a_thousand() {
    let expected = "dimensions[0].indicators[0].weight: expected a number from 0.001 to 1000, found ";
    for wrong in [
        "0", "-1", "1e308", "1e-320", "0.00099", "1000.001", "\"5\"", "null", "true", "[1]",
    ] {
        let pack = with("/dimensions/0/indicators/0/weight", json!("HERE"))
            .to_string()
            .replace("\"HERE\"", wrong);
        let found = if wrong == "[1]" { "a list" } else { wrong };
        assert_eq!(
            told(&Pack::parse(&pack).unwrap_err()),
            format!("{expected}{found}")
        );
    }
    for number in ["NaN", "Infinity", "1e999"] {
        let pack = with("/dimensions/0/indicators/0/weight", json!("HERE"))
            .to_string()
            .replace("\"HERE\"", number);
        assert_eq!(Pack::parse(&pack).unwrap_err().len(), 1, "{number}");
    }
    fine("/dimensions/0/indicators/0/weight", json!(0.001));
    fine("/dimensions/0/indicators/0/weight", json!(1000));
}

#[test]
fn indicators_must_fit() {
    let at = |name: &str| format!("/dimensions/0/indicators/0/{name}");
    let place = |rest: &str| format!("dimensions[0].indicators[0].{rest}");
    for name in ["title", "weight", "lengths", "halfLifeDays", "sides"] {
        missing(&at(name), &place(&format!("{name}: missing")));
    }
    mistake(
        "/dimensions/0/indicators/1/id",
        json!("a1"),
        "dimensions[0].indicators[1].id: \"a1\" is already the id of dimensions[0].indicators[0]",
    );
    mistake(
        &at("gate"),
        json!(1),
        &place("gate: expected true or false, found 1"),
    );
    mistake(
        &at("mayNotApply"),
        json!("no"),
        &place("mayNotApply: expected true or false, found \"no\""),
    );
    mistake(
        &at("lengths"),
        json!(["quick"]),
        &place("lengths: every indicator is in \"full\", and it is missing here"),
    );
    mistake(
        &at("lengths"),
        json!([]),
        &place("lengths: every indicator is in \"full\", and it is missing here"),
    );
    mistake(
        &at("lengths"),
        json!(["full", "full"]),
        &place("lengths[1]: \"full\" stands twice"),
    );
    mistake(
        &at("lengths"),
        json!(["full", "long"]),
        &place("lengths[1]: expected one of quick, full, found \"long\""),
    );
    for wrong in [json!(0), json!(1.5), json!("90"), json!(36_501)] {
        mistake(
            &at("halfLifeDays"),
            wrong.clone(),
            &place(&format!(
                "halfLifeDays: expected a whole number from 1 to 36500, found {wrong}"
            )),
        );
    }
    mistake(&at("observes"), json!(""), &place("observes: must not be empty"));
    mistake(
        &at("observes"),
        json!(1),
        &place("observes: expected a text, found 1"),
    );
    mistake(
        &at("sides"),
        json!({}),
        &place("sides: neither vendor nor partner is asked"),
    );
    mistake(
        &at("sides"),
        json!({"vendor": null, "customer": {}}),
        &place("sides: neither vendor nor partner is asked"),
    );
    fine(&at("observes"), json!("anything-short"));
}

#[test]
fn a_misspelt_member_is_pointed_at() {
    let mut pack = without("/dimensions/0/indicators/0/halfLifeDays");
    pack["dimensions"][0]["indicators"][0]["halflifeDays"] = json!(90);
    refused(
        &pack,
        "dimensions[0].indicators[0].halfLifeDays: missing; was \"halflifeDays\" meant to be it?",
    );
}

#[test]
fn questions_must_fit() {
    let at = |name: &str| format!("/dimensions/0/indicators/0/sides/vendor/{name}");
    let place = |rest: &str| format!("dimensions[0].indicators[0].sides.vendor.{rest}");
    missing(&at("question"), &place("question: missing"));
    mistake(&at("question"), json!(""), &place("question: must not be empty"));
    missing(&at("anchors"), &place("anchors: missing"));
    mistake(
        &at("anchors"),
        json!(["0", "1", "2", "3"]),
        &place("anchors: expected 5 entries, found 4"),
    );
    mistake(
        &at("anchors/2"),
        json!(""),
        &place("anchors[2]: must not be empty"),
    );
    mistake(
        &at("hint"),
        json!([]),
        &place("hint: expected a text, found a list"),
    );
}

#[test]
fn steps_must_fit() {
    let at = |name: &str| format!("/dimensions/0/indicators/0/sides/vendor/steps{name}");
    let place = |rest: &str| format!("dimensions[0].indicators[0].sides.vendor.steps{rest}");
    for wrong in [json!(0), json!(5), json!(1.5), json!("2")] {
        mistake(
            &at("/0/to"),
            wrong.clone(),
            &place(&format!(
                "[0].to: expected a whole number from 1 to 4, found {wrong}"
            )),
        );
    }
    mistake(
        &at("/1/to"),
        json!(2),
        &place("[1].to: steps go up, expected a level above 2, found 2"),
    );
    mistake(
        &at("/1/to"),
        json!(1),
        &place("[1].to: steps go up, expected a level above 2, found 1"),
    );
    for wrong in [json!(0), json!(366), json!(2.5), json!("8"), json!(-1)] {
        mistake(
            &at("/0/days"),
            wrong.clone(),
            &place(&format!(
                "[0].days: expected a whole number from 1 to 365, found {wrong}"
            )),
        );
    }
    missing(&at("/0/action"), &place("[0].action: missing"));
    missing(&at("/0/to"), &place("[0].to: missing"));
    missing(&at("/0/days"), &place("[0].days: missing"));
    mistake(&at(""), json!({}), &place(": expected a list, found an object"));
}

#[test]
fn reasons_and_evidence_must_fit() {
    let at = |name: &str| format!("/dimensions/0/indicators/0/{name}");
    let place = |rest: &str| format!("dimensions[0].indicators[0].{rest}");
    mistake(&at("why"), json!(1), &place("why: expected a text, found 1"));
    mistake(
        &at("evidence/grade"),
        json!("D"),
        &place("evidence.grade: expected one of A, B, C, found \"D\""),
    );
    missing(&at("evidence/grade"), &place("evidence.grade: missing"));
    mistake(
        &at("evidence/sources"),
        json!("S"),
        &place("evidence.sources: expected a list, found \"S\""),
    );
    mistake(
        &at("evidence/sources/0"),
        json!(""),
        &place("evidence.sources[0]: must not be empty"),
    );
    mistake(
        &at("evidence"),
        json!("B"),
        &place("evidence: expected an object, found \"B\""),
    );
}

#[test]
fn checks_must_fit() {
    missing("/checks/0/id", "checks[0].id: missing");
    missing("/checks/0/when", "checks[0].when: missing");
    missing("/checks/0/ask", "checks[0].ask: missing");
    missing("/checks/0/indicators", "checks[0].indicators: missing");
    mistake(
        "/checks/0/indicators/1",
        json!("zz"),
        "checks[0].indicators[1]: there is no indicator \"zz\"",
    );
    mistake(
        "/checks/0/when/of",
        json!("both"),
        "checks[0].when.of: expected one of vendor, partner, found \"both\"",
    );
    mistake(
        "/checks/0/when/indicator",
        json!("zz"),
        "checks[0].when.indicator: there is no indicator \"zz\"",
    );
    let check = small()["checks"][0].clone();
    mistake(
        "/checks",
        json!([check, check]),
        "checks[1].id: \"c\" is already the id of checks[0]",
    );
    mistake(
        "/checks",
        json!(vec![check; 1001]),
        "checks: 1001 checks, a pack has at most 1000",
    );
}

#[test]
fn a_wrong_indicator_is_still_an_indicator_to_refer_to() {
    mistake(
        "/dimensions/0/indicators/0/weight",
        json!(0),
        "dimensions[0].indicators[0].weight: expected a number from 0.001 to 1000, found 0",
    );
}

#[test]
fn names_that_stand_twice_are_refused_by_name() {
    let text = small()
        .to_string()
        .replacen("\"id\":\"small\"", "\"id\":\"small\",\"id\":\"other\"", 1);
    let problems = Pack::parse(&text).unwrap_err();
    assert!(
        problems[0]
            .cause
            .starts_with("the name \"id\" stands twice, first at line 1, column "),
        "{problems:?}"
    );
}

#[test]
fn no_pack_is_no_pack() {
    assert_eq!(
        told(&Pack::parse("").unwrap_err()),
        ": the text is empty, expected JSON"
    );
    assert_eq!(
        told(&Pack::parse("[]").unwrap_err()),
        ": expected an object, found a list"
    );
}
