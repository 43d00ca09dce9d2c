//! The rule by which replicas of one record become one again.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::json::{Json, compact, parse};
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::replica::{DeviceId, RegisterPath, Replica, Stamp, differing};

/// What both sides begin with.
const BASE: &str = r#"{"title":"t","note":"n","answers":{"1":{"level":1},"2":{"level":2}},"plan":{"target":3,"locked":["1"],"steps":[{"indicator":"1","to":2},{"indicator":"2","to":3}]}}"#;

fn json(text: &str) -> Json {
    parse(text).unwrap_or_else(|problem| panic!("{problem} in {text}"))
}

/// The stamp of this number, of one device.
fn at(number: u64) -> Stamp {
    Stamp::new(number, 0, DeviceId(1)).unwrap()
}

fn path(text: &str) -> RegisterPath {
    RegisterPath::parse(text).unwrap()
}

fn replica(text: &str) -> Replica {
    Replica::new(&json(text))
}

fn shown(replica: &Replica) -> String {
    compact(&replica.document().expect("a document"))
}

/// The base in which a text was replaced.
fn edited(from: &str, to: &str) -> String {
    assert!(BASE.contains(from), "{from}");
    BASE.replacen(from, to, 1)
}

fn changed(from: &str, to: &str, stamp: Stamp) -> Replica {
    let mut replica = replica(BASE);
    assert!(replica.change(&json(&edited(from, to)), stamp));
    replica
}

/// One side makes the first edit at 1, the other the second at 2. Expects both edits in the base, in this order.
#[track_caller]
fn both_win(one: (&str, &str), other: (&str, &str)) {
    let expected = edited(one.0, one.1).replacen(other.0, other.1, 1);
    merged_is(one, other, &expected);
}

#[track_caller]
fn merged_is(one: (&str, &str), other: (&str, &str), expected: &str) {
    let (one, other) = (changed(one.0, one.1, at(1)), changed(other.0, other.1, at(2)));
    assert_eq!(shown(&one.merge(&other)), expected);
    assert_eq!(one.merge(&other), other.merge(&one));
}

#[test]
fn a_new_record_shows_its_document_and_no_stamp() {
    for text in [
        BASE,
        "{}",
        "5",
        "[1]",
        r#"{"answers":[],"plan":7}"#,
        r#"{"":1,"/":2,"~":3,"plan/steps":4}"#,
    ] {
        assert_eq!(shown(&replica(text)), text);
        assert_eq!(replica(text).latest(), None);
    }
}

#[test]
fn answers_are_shown_in_the_order_of_their_ids() {
    let answers = replica(r#"{"answers":{"b":1,"a":2,"c":3}}"#);
    assert_eq!(shown(&answers), r#"{"answers":{"a":2,"b":1,"c":3}}"#);
}

#[test]
fn only_what_differs_is_stamped() {
    let replica = changed(r#""level":2"#, r#""level":4"#, at(5));
    assert_eq!(
        replica.stamp(&RegisterPath::answer(&IndicatorId("2".to_owned()))),
        Some(at(5))
    );
    for other in ["", "/title", "/answers", "/answers/1", "/plan", "/plan/steps/1>2"] {
        assert_eq!(replica.stamp(&path(other)), None, "{other}");
    }
    assert_eq!(replica.latest(), Some(at(5)));
}

#[test]
fn the_same_document_changes_nothing() {
    let reordered = r#"{"note":"n","title":"t","plan":{"steps":[{"to":2,"indicator":"1"},{"indicator":"2","to":3}],"locked":["1"],"target":3},"answers":{"2":{"level":2},"1":{"level":1}}}"#;
    for text in [BASE, reordered] {
        let mut replica = replica(BASE);
        assert!(!replica.change(&json(text), at(1)), "{text}");
        assert_eq!(replica, Replica::new(&json(BASE)));
    }
}

#[test]
fn a_stamp_that_is_too_old_is_made_later_than_what_it_changes() {
    for given in [3, 9] {
        let mut replica = changed("\"t\"", "\"u\"", at(9));
        assert!(replica.change(&json(BASE), at(given)));
        assert_eq!(shown(&replica), BASE);
        assert_eq!(replica.latest(), Stamp::new(9, 1, DeviceId(1)));
        assert!(replica.delete(at(given)) && replica.restore(at(given)));
        assert_eq!(replica.latest(), Stamp::new(9, 3, DeviceId(1)));
    }
}

#[test]
fn changes_of_different_parts_both_win() {
    both_win(("\"t\"", "\"u\""), ("\"n\"", "\"m\""));
    both_win((r#""level":1"#, r#""level":0"#), (r#""level":2"#, r#""level":4"#));
    both_win((r#""target":3"#, r#""target":4"#), (r#"["1"]"#, r#"["1","2"]"#));
    both_win(
        (r#""to":2}"#, r#""to":2,"owner":"a"}"#),
        (r#""to":3}"#, r#""to":3,"owner":"b"}"#),
    );
    both_win(
        (r#","plan":{"target":3"#, r#","plan":{"target":4"#),
        (r#""level":2"#, r#""level":4"#),
    );
}

#[test]
fn what_one_adds_and_the_other_takes_away_is_added_and_taken_away() {
    both_win(
        (r#""1":{"level":1},"#, ""),
        (r#""2":{"level":2}"#, r#""2":{"level":2},"3":{"level":0}"#),
    );
    both_win(
        (r#"{"indicator":"1","to":2},"#, ""),
        (r#""to":3}"#, r#""to":3},{"indicator":"3","to":1}"#),
    );
    both_win(
        (r#""note":"n","#, ""),
        (r#""title":"t","#, r#""title":"t","new":0,"#),
    );
}

#[test]
fn of_one_part_the_later_change_wins() {
    merged_is(("\"t\"", "\"u\""), ("\"t\"", "\"v\""), &edited("\"t\"", "\"v\""));
    let title_last = edited(r#""title":"t","#, "").replacen("}]}}", r#"}]},"title":"v"}"#, 1);
    merged_is((r#""title":"t","#, ""), ("\"t\"", "\"v\""), &title_last);
    merged_is(
        (r#"{"level":1}"#, "1"),
        (r#""1":{"level":1},"#, ""),
        &edited(r#""1":{"level":1},"#, ""),
    );
    merged_is(
        (r#""to":2}"#, r#""to":2,"a":1}"#),
        (r#""to":2}"#, r#""to":2,"b":1}"#),
        &edited(r#""to":2}"#, r#""to":2,"b":1}"#),
    );
}

#[test]
fn of_two_changes_with_one_stamp_the_greater_text_wins_on_both_sides() {
    for (less, more) in [
        ("1", "1.0"),
        ("1", "2"),
        (r#"{"a":1}"#, r#"{"b":1}"#),
        ("\"a\"", "\"b\""),
    ] {
        let (one, other) = (changed("\"t\"", less, at(1)), changed("\"t\"", more, at(1)));
        assert_eq!(shown(&one.merge(&other)), edited("\"t\"", more));
        assert_eq!(one.merge(&other), other.merge(&one));
    }
}

#[test]
fn what_is_not_stamped_is_older_than_everything() {
    let other = replica(&edited("\"t\"", "\"z\""));
    let changed = changed("\"t\"", "\"a\"", at(0));
    assert_eq!(shown(&changed.merge(&other)), edited("\"t\"", "\"a\""));
}

#[test]
fn lists_keep_the_order_of_whoever_changed_it_last_and_then_what_others_added() {
    let order = r#"["1"]"#;
    merged_is(
        (order, r#"["1","9","5"]"#),
        (order, r#"["7","1"]"#),
        &edited(order, r#"["7","1","5","9"]"#),
    );
    merged_is((order, r#"["1","9"]"#), (order, "[]"), &edited(order, r#"["9"]"#));
}

#[test]
fn a_list_in_which_something_stands_twice_changes_as_a_whole() {
    let order = r#"["1"]"#;
    merged_is(
        (order, r#"["1","2"]"#),
        (order, r#"["3","3"]"#),
        &edited(order, r#"["3","3"]"#),
    );
    // The first took the one item away.
    merged_is(
        (order, r#"["3","3"]"#),
        (order, r#"["1","2"]"#),
        &edited(order, r#"["2"]"#),
    );
}

#[test]
fn a_step_that_is_changed_stays_though_another_took_the_plan_away_before() {
    let (plan, _) = BASE.split_at(BASE.find(",\"plan\"").unwrap());
    let whole = &BASE[plan.len()..BASE.len() - 1];
    let step = (r#""to":2}"#, r#""to":2,"owner":"a"}"#);
    let left = format!(r#"{plan},"plan":{{"steps":[{{"indicator":"1","to":2,"owner":"a"}}]}}}}"#);
    merged_is((whole, ""), step, &left);
    merged_is(step, (whole, ""), &format!("{plan}}}"));
}

#[test]
fn another_value_in_the_place_of_a_plan_hides_what_is_not_later() {
    let (before, _) = BASE.split_at(BASE.find(",\"plan\"").unwrap());
    let whole = &BASE[before.len()..BASE.len() - 1];
    let null = (whole, ",\"plan\":null");
    let step = (r#""to":3}"#, r#""to":3},{"indicator":"3","to":1}"#);
    merged_is(step, null, &format!("{before},\"plan\":null}}"));
    merged_is(
        null,
        step,
        &format!(r#"{before},"plan":{{"steps":[{{"indicator":"3","to":1}}]}}}}"#),
    );
}

#[test]
fn what_was_hidden_does_not_come_back_with_the_next_change() {
    let null = r#"{"plan":null}"#;
    let mut one = replica(r#"{"plan":{}}"#);
    let mut other = one.clone();
    one.change(&json(r#"{"plan":{"target":1}}"#), at(1));
    other.change(&json(null), at(2));
    let mut merged = one.merge(&other);
    assert_eq!(shown(&merged), null);
    assert!(!merged.change(&json(null), at(3)));
    assert!(merged.change(&json(r#"{"plan":{}}"#), at(4)));
    assert_eq!(shown(&merged), r#"{"plan":{}}"#);
}

#[test]
fn paths_name_what_they_lead_to() {
    let paths = [
        "",
        "/",
        "/title",
        "/answers",
        "/answers/",
        "/answers/a~1b~0",
        "/plan/steps",
        "/plan/steps/1>2",
        "/a~1b",
    ];
    let names = ["", "", "title", "answers", "", "a/b~", "steps", "1>2", "a/b"];
    for (text, name) in paths.into_iter().zip(names) {
        let path = RegisterPath::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((path.as_str(), path.name().as_str()), (text, name));
    }
    let long = format!("/{}", "é".repeat(1000));
    assert!(RegisterPath::parse(&long).is_some());
    for text in [
        "title",
        "/title/x",
        "/answers/1/x",
        "/plan/target/x",
        "/plan/steps/1/x",
        "//",
        "/~",
        "/~2",
        "/a~",
        &format!("{long}x"),
    ] {
        assert_eq!(RegisterPath::parse(text), None, "{text}");
    }
}

#[test]
fn the_registers_in_which_documents_differ_are_named_by_their_paths() {
    let cases: [(&str, &str, &[&str]); 7] = [
        ("\"t\"", "\"t\"", &[]),
        ("\"t\"", "\"u\"", &["/title"]),
        (r#""1":{"level":1},"#, "", &["/answers/1"]),
        (r#"["1"]"#, r#"["1","2"]"#, &["/plan/locked/2"]),
        (
            r#"{"indicator":"1","to":2}"#,
            r#"{"indicator":"1","to":4}"#,
            &["/plan/steps/1>2", "/plan/steps/1>4"],
        ),
        (r#""plan":{"#, r#""plan":{"x":1,"#, &["/plan/x"]),
        (
            r#"{"indicator":"1","to":2},{"indicator":"2","to":3}"#,
            r#"{"indicator":"2","to":3},{"indicator":"1","to":2}"#,
            &["/plan/steps"],
        ),
    ];
    for (from, to, expected) in cases {
        let paths = differing(&json(BASE), &json(&edited(from, to)));
        let paths: Vec<&str> = paths.iter().map(RegisterPath::as_str).collect();
        assert_eq!(paths, expected);
    }
}

#[test]
fn what_has_more_than_five_thousand_parts_changes_as_a_whole() {
    let answers = |count: usize, first: u8| {
        let answers =
            (0..count).map(|number| format!("\"{number:05}\":{}", if number == 0 { first } else { 0 }));
        format!(r#"{{"answers":{{{}}}}}"#, answers.collect::<Vec<_>>().join(","))
    };
    for (count, expected) in [(5000, "/answers/00000"), (5001, "/answers")] {
        let paths = differing(&json(&answers(count, 0)), &json(&answers(count, 1)));
        assert_eq!(
            paths.iter().map(RegisterPath::as_str).collect::<Vec<_>>(),
            [expected]
        );
    }
}
