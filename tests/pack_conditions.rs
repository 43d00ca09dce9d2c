//! Conditions in a pack: what is read, and every kind of mistake.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/small_pack.rs"]
mod small_pack;

use channel_readiness::domain::pack::{FirstPart, Pack};
use serde_json::{Value, json};
use small_pack::{fine, indicator, mistake, read, refused, small, told, with};

const WHEN: &str = "/dimensions/1/indicators/0/when";

/// Expects one mistake in the condition of `b1`, as `place within the condition: cause`.
#[track_caller]
fn bad_condition(condition: Value, expected: &str) {
    mistake(
        WHEN,
        condition,
        &format!("dimensions[1].indicators[0].when{expected}"),
    );
}

#[test]
fn conditions_must_fit() {
    let known = "known are atLeast, atMost, state, side, company, sizeAtLeast, all, any, not";
    bad_condition(json!("a1"), ": expected an object, found \"a1\"");
    bad_condition(json!({}), &format!(": no operator, {known}"));
    bad_condition(json!({"indicator": "a1"}), &format!(": no operator, {known}"));
    bad_condition(
        json!({"indicator": "a1", "atleast": 1}),
        &format!(".atleast: unknown operator, {known}"),
    );
    bad_condition(
        json!({"indicator": "a1", "atLeast": 1, "atMost": 3}),
        ": several operators in one condition: atLeast, atMost",
    );
    bad_condition(
        json!({"all": [], "side": "vendor"}),
        ": several operators in one condition: all, side",
    );
    bad_condition(json!({"atLeast": 1}), ".indicator: missing");
    bad_condition(
        json!({"indicator": "zz", "atLeast": 1}),
        ".indicator: there is no indicator \"zz\"",
    );
    bad_condition(
        json!({"indicator": "a1", "atLeast": 5}),
        ".atLeast: expected a whole number from 0 to 4, found 5",
    );
    bad_condition(
        json!({"indicator": "a1", "atMost": "1"}),
        ".atMost: expected a whole number from 0 to 4, found \"1\"",
    );
    bad_condition(
        json!({"indicator": "a1", "state": "open"}),
        ".state: expected one of level, unknown, notApplicable, unanswered, found \"open\"",
    );
    bad_condition(
        json!({"side": "customer"}),
        ".side: expected one of vendor, partner, found \"customer\"",
    );
    bad_condition(
        json!({"company": "shop"}),
        ".company: expected one of vendor, reseller, managed-service-provider, integrator, software-vendor, distributor, other, found \"shop\"",
    );
    bad_condition(
        json!({"sizeAtLeast": 50}),
        ".sizeAtLeast: expected one of 1-10, 11-50, 51-250, 251-1000, 1001+, found 50",
    );
    bad_condition(json!({"all": {}}), ".all: expected a list, found an object");
    bad_condition(
        json!({"any": [{"side": "vendor"}, {"not": {"side": 1}}]}),
        ".any[1].not.side: expected one of vendor, partner, found 1",
    );
    bad_condition(
        json!({"side": "vendor", "indicator": "a1"}),
        ".indicator: stands only beside atLeast, atMost or state",
    );
    bad_condition(
        json!({"of": "vendor", "indicator": "a1", "atLeast": 1}),
        ".of: stands only in checks",
    );
    bad_condition(
        json!({"indicator": "b1", "atLeast": 1}),
        ".indicator: an indicator cannot ask about itself",
    );
}

#[test]
fn every_condition_is_read() {
    for condition in [
        json!({"indicator": "a1", "atLeast": 3}),
        json!({"indicator": "a1", "atMost": 0}),
        json!({"indicator": "a1", "state": "unanswered"}),
        json!({"side": "vendor"}),
        json!({"company": "software-vendor"}),
        json!({"sizeAtLeast": "1001+"}),
        json!({"all": []}),
        json!({"any": [{"not": {"side": "partner"}}, {"indicator": "a2", "state": "unknown"}]}),
    ] {
        let pack = fine(WHEN, condition.clone());
        let first = FirstPart::cut(&pack);
        assert_eq!(FirstPart::parse(&first.write()), Ok(first), "{condition}");
    }
}

#[test]
fn circles_of_conditions_are_spelled_out() {
    let mut pack = small();
    pack["dimensions"][0]["indicators"][0]["when"] = json!({"not": {"indicator": "b1", "state": "level"}});
    refused(
        &pack,
        "dimensions[0].indicators[0].when: asks in a circle: a1 → b1 → a1",
    );
    pack["dimensions"][0]["indicators"][0]["when"] = json!({"indicator": "a2", "atMost": 2});
    pack["dimensions"][0]["indicators"][1]["when"] =
        json!({"all": [{"side": "vendor"}, {"indicator": "b1", "atLeast": 0}]});
    refused(
        &pack,
        "dimensions[0].indicators[0].when: asks in a circle: a1 → a2 → b1 → a1",
    );
}

/// A pack in which so many indicators ask about the next one, and the last about the first.
fn ring(length: usize) -> Value {
    let mut pack = small();
    let asks = |number: usize| {
        let mut indicator = indicator(&format!("r{number}"));
        indicator["when"] = json!({"indicator": format!("r{}", (number + 1) % length), "atLeast": 1});
        indicator
    };
    pack["dimensions"][0]["indicators"] = (0..length).map(asks).collect();
    pack["dimensions"][1]["indicators"][0]["when"] = Value::Null;
    pack["checks"] = json!([]);
    pack
}

#[test]
fn of_a_long_circle_the_beginning_is_spelled_out() {
    let place = "dimensions[0].indicators[0].when: asks in a circle";
    refused(
        &ring(9),
        &format!("{place}: r0 → r1 → r2 → r3 → r4 → r5 → r6 → r7 → r8 → r0"),
    );
    refused(
        &ring(10),
        &format!("{place}: r0 → r1 → r2 → r3 → r4 → r5 → r6 → r7 → … → r0"),
    );
    refused(
        &ring(40),
        &format!("{place}: r0 → r1 → r2 → r3 → r4 → r5 → r6 → r7 → … → r0"),
    );
}

#[test]
fn one_mistake_in_a_condition_hides_no_other() {
    let known = "known are atLeast, atMost, state, side, company, sizeAtLeast, all, any, not";
    let mut pack = small();
    pack["dimensions"][1]["indicators"][0]["when"] = json!({
        "indicator": "zz", "atleast": 1, "all": [{"side": "customer"}], "not": {"indicator": "b1", "atMost": 7}
    });
    let place = "dimensions[1].indicators[0].when";
    assert_eq!(
        told(&read(&pack).unwrap_err()).lines().collect::<Vec<_>>(),
        [
            format!("{place}: several operators in one condition: all, not"),
            format!("{place}.indicator: there is no indicator \"zz\""),
            format!("{place}.atleast: unknown operator, {known}"),
            format!("{place}.all[0].side: expected one of vendor, partner, found \"customer\""),
            format!("{place}.not.indicator: an indicator cannot ask about itself"),
            format!("{place}.not.atMost: expected a whole number from 0 to 4, found 7"),
        ]
    );
}

#[test]
fn a_circle_is_found_beside_other_mistakes() {
    let mut pack = small();
    pack["dimensions"][0]["indicators"][0]["when"] = json!({"indicator": "b1", "atLeast": 5});
    pack["dimensions"][1]["indicators"][0]["when"] = json!({"any": [{"indicator": "a1", "atleast": 1}]});
    let told = told(&read(&pack).unwrap_err());
    assert!(
        told.contains("dimensions[0].indicators[0].when: asks in a circle: a1 → b1 → a1"),
        "{told}"
    );
}

#[test]
fn a_long_chain_of_conditions_is_no_circle() {
    let mut pack = small();
    let chain: Vec<Value> = (0..997)
        .map(|number| {
            let mut indicator = indicator(&number.to_string());
            indicator["when"] = json!({"indicator": (number + 1).to_string(), "atLeast": 1});
            indicator
        })
        .chain([indicator("997")])
        .collect();
    pack["dimensions"][0]["indicators"] = json!(chain);
    pack["dimensions"][1]["indicators"][0]["when"] = Value::Null;
    pack["checks"] = json!([]);
    assert_eq!(
        read(&pack)
            .map_err(|problems| told(&problems))
            .unwrap()
            .questionnaire
            .indicators()
            .count(),
        999
    );
}

#[test]
fn conditions_have_at_most_ten_thousand_terms() {
    let any_of = |terms: usize| json!({"any": vec![json!({"side": "vendor"}); terms]});
    // The check has one more, the group itself another.
    fine(WHEN, any_of(9_998));
    mistake(
        WHEN,
        any_of(10_050),
        "dimensions[1].indicators[0].when.any[9999]: the conditions of a pack have more than 10000 terms",
    );
}

#[test]
fn conditions_nested_too_deep_are_refused() {
    let deep = "{\"not\":".repeat(200) + "{\"side\":\"vendor\"}" + &"}".repeat(200);
    let text = with(WHEN, json!("HERE")).to_string().replace("\"HERE\"", &deep);
    let problems = Pack::parse(&text).unwrap_err();
    assert_eq!(
        told(&problems),
        ": lists and objects are nested too deep, at most 127 levels are read"
    );
}
