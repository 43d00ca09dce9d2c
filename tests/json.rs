//! JSON: what is read, what is refused and where, what is written.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use channel_readiness::domain::json::{
    Fields, Json, Number, Step, Value, Walker, canonical, compact, parse, pretty, to_json,
};
use proptest::prelude::*;
use serde::Serialize;

/// Reads `text` and expects it to come out of the compact writer as `written`.
fn reads(text: &str, written: &str) {
    assert_eq!(compact(&parse(text).unwrap()), written, "{text:?}");
}

/// Expects `text` to be refused with this message.
fn refuses(text: &str, message: &str) {
    assert_eq!(parse(text).unwrap_err().to_string(), message, "{text:?}");
}

#[test]
fn every_kind_of_value_is_read() {
    reads(
        " [ null , true , false , 0 , \"a\" , { } , [ ] ] ",
        r#"[null,true,false,0,"a",{},[]]"#,
    );
    reads("\u{feff}{\"a\":1}", r#"{"a":1}"#);
    reads("\t\r\n1\n", "1");
    reads(
        r#""\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\""#,
        "\"é😀/\\b\\f\\n\\r\\t\\\"\\\\\"",
    );
    reads(r#""\u0000\u001f""#, r#""\u0000\u001f""#);
}

#[test]
fn numbers_keep_their_text() {
    for number in [
        "0",
        "-0",
        "1.0",
        "1.50",
        "1e5",
        "1E+5",
        "-12.5e-3",
        "12345678901234567890",
        "1e-400",
    ] {
        reads(number, number);
    }
}

#[test]
fn names_that_javascript_knows_are_plain_names() {
    reads(
        r#"{"__proto__":1,"constructor":{"prototype":2},"":3}"#,
        r#"{"__proto__":1,"constructor":{"prototype":2},"":3}"#,
    );
}

#[test]
fn malformed_text_is_refused_with_its_place() {
    refuses("", "the text is empty, expected JSON (line 1, column 1)");
    refuses(" \n ", "the text is empty, expected JSON (line 2, column 2)");
    refuses("{} {}", "text after the end of the document (line 1, column 4)");
    refuses(
        "[1,\n2",
        "the text ends too early, expected a comma or ] (line 2, column 2)",
    );
    refuses("[1 2]", "unexpected 2, expected a comma or ] (line 1, column 4)");
    refuses("[1,]", "a comma after the last entry (line 1, column 3)");
    refuses("{\"a\":1,\n}", "a comma after the last entry (line 1, column 7)");
    refuses(
        "{a:1}",
        "unexpected a, expected a name in quotation marks (line 1, column 2)",
    );
    refuses("{\"a\" 1}", "unexpected 1, expected a colon (line 1, column 6)");
    refuses("nul", "unexpected n, expected a value (line 1, column 1)");
    refuses("[NaN]", "unexpected N, expected a value (line 1, column 2)");
    refuses("'a'", "unexpected ', expected a value (line 1, column 1)");
    refuses("// x", "unexpected /, expected a value (line 1, column 1)");
}

#[test]
fn columns_count_characters() {
    refuses(
        "[\"é😀\", x]",
        "unexpected x, expected a value (line 1, column 8)",
    );
}

#[test]
fn bad_numbers_are_refused() {
    refuses("01", "a number begins with a superfluous 0 (line 1, column 1)");
    refuses(
        "1.",
        "the text ends too early, expected a digit (line 1, column 3)",
    );
    refuses("[-]", "unexpected ], expected a digit (line 1, column 3)");
    refuses("[1e+]", "unexpected ], expected a digit (line 1, column 5)");
    refuses("+1", "unexpected +, expected a value (line 1, column 1)");
    refuses(".5", "unexpected ., expected a value (line 1, column 1)");
    refuses("[1e999]", "a number is too large (line 1, column 2)");
    refuses("[0x10]", "unexpected x, expected a comma or ] (line 1, column 3)");
}

#[test]
fn bad_texts_are_refused() {
    refuses(
        "[\"a]",
        "a text in quotation marks is not closed (line 1, column 2)",
    );
    refuses(
        "\"a\nb\"",
        "unexpected character U+000A, expected an escape such as \\n in its place (line 1, column 3)",
    );
    refuses(
        "\"\0\"",
        "unexpected character U+0000, expected an escape such as \\n in its place (line 1, column 2)",
    );
    refuses(r#""\x""#, "an unknown escape after \\ (line 1, column 2)");
    refuses(
        r#""\u12g4""#,
        "expected four hexadecimal digits after \\u (line 1, column 2)",
    );
    refuses(
        r#""\u12"#,
        "expected four hexadecimal digits after \\u (line 1, column 2)",
    );
    refuses(
        r#""\ud83d""#,
        "half of a surrogate pair stands alone after \\u (line 1, column 2)",
    );
    refuses(
        r#""a\ude00""#,
        "half of a surrogate pair stands alone after \\u (line 1, column 3)",
    );
    refuses(
        r#""\ud83d\u0041""#,
        "half of a surrogate pair stands alone after \\u (line 1, column 2)",
    );
}

#[test]
fn text_in_utf_16_is_refused() {
    refuses(
        "\0{\0}",
        "unexpected character U+0000, expected a value (line 1, column 1)",
    );
    refuses(
        "\u{fffd}\u{fffd}{\0}",
        "unexpected character U+FFFD, expected a value (line 1, column 1)",
    );
}

#[test]
fn a_name_that_stands_twice_is_refused_by_name() {
    refuses(
        "{\"id\":1,\n \"id\":2}",
        "the name \"id\" stands twice, first at line 1, column 2 (line 2, column 2)",
    );
    refuses(
        r#"{"b":1,"a":1,"\u0061":2,"b":3}"#,
        "the name \"a\" stands twice, first at line 1, column 8 (line 1, column 14)",
    );
    refuses(
        r#"[{"x":{"y":0,"y":0}}]"#,
        "the name \"y\" stands twice, first at line 1, column 8 (line 1, column 14)",
    );
}

#[test]
fn nesting_is_read_up_to_127_and_refused_from_128() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    reads(&nested(127), &nested(127));
    refuses(
        &nested(128),
        "lists and objects are nested too deep, at most 127 levels are read (line 1, column 128)",
    );
    let objects = "{\"a\":".repeat(128);
    refuses(
        &objects,
        "lists and objects are nested too deep, at most 127 levels are read (line 1, column 636)",
    );
}

#[test]
fn a_million_brackets_are_refused_at_once() {
    let start = Instant::now();
    assert!(parse(&"[".repeat(1_000_000)).is_err());
    assert!(parse(&"{\"a\":".repeat(1_000_000)).is_err());
    assert!(start.elapsed() < Duration::from_millis(50));
}

#[test]
fn many_names_in_one_object_take_no_quadratic_time() {
    let members: Vec<String> = (0..100_000).map(|number| format!("\"{number}\":0")).collect();
    let start = Instant::now();
    assert!(parse(&format!("{{{}}}", members.join(","))).is_ok());
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn a_number_alone_is_read_as_json_writes_it() {
    let written = |text: &str| Number::written(text).map(|number| number.as_str().to_owned());
    for text in [
        "0",
        "7",
        "123456789012345",
        "1234567890123456",
        "-1",
        "0.5",
        "1e9",
        "1E-3",
    ] {
        assert_eq!(written(text).as_deref(), Some(text));
    }
    for text in [
        "", "00", "07", "+1", ".5", "1.", " 1", "1 ", "1,", "0x1", "1.2.3", "00.5", "0..1", ".", "NaN",
        "1e999", "\"1\"", "٣", "null",
    ] {
        assert_eq!(written(text), None, "{text:?}");
    }
}

#[test]
fn whole_numbers_are_told_from_others() {
    let whole = |text: &str| match parse(text).unwrap().value {
        Value::Number(number) => number.as_whole(),
        _ => None,
    };
    assert_eq!(whole("3"), Some(3));
    assert_eq!(whole("3.0"), Some(3));
    assert_eq!(whole("3e2"), Some(300));
    assert_eq!(whole("-7"), Some(-7));
    assert_eq!(whole("9007199254740992"), Some(9_007_199_254_740_992));
    assert_eq!(whole("1.5"), None);
    assert_eq!(whole("1e300"), None);
}

#[test]
fn pretty_text_is_indented() {
    let json = parse(r#"{"a":[1,{"b":[]}],"c":{}}"#).unwrap();
    assert_eq!(
        pretty(&json, 1),
        "{\n \"a\": [\n  1,\n  {\n   \"b\": []\n  }\n ],\n \"c\": {}\n}\n"
    );
}

#[test]
fn canonical_text_is_that_of_rfc_8785() {
    // Source: RFC 8785, sections 3.2.2 and 3.2.3.
    let text = r#"{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
        "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"#;
    let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
    assert_eq!(canonical(&parse(text).unwrap()), expected);
    let names = r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#;
    let sorted: String = parse(&canonical(&parse(names).unwrap()))
        .unwrap()
        .members()
        .iter()
        .map(|member| compact(&member.value))
        .collect();
    assert_eq!(sorted, "2467153");
}

#[test]
fn canonical_numbers_are_those_of_ecmascript() {
    // Source: RFC 8785, appendix B.
    for (text, expected) in [
        ("-0", "0"),
        ("5e-324", "5e-324"),
        ("-1.7976931348623157e308", "-1.7976931348623157e+308"),
        ("9007199254740992", "9007199254740992"),
        ("295147905179352830000", "295147905179352830000"),
        ("999999999999999900000", "999999999999999900000"),
        ("1e21", "1e+21"),
        ("9.999999999999997e22", "9.999999999999997e+22"),
        ("1e23", "1e+23"),
        ("0.000001", "0.000001"),
        ("0.0000009999999999999997", "9.999999999999997e-7"),
        ("333333333.3333332", "333333333.3333332"),
        ("-0.0000033333333333333333", "-0.0000033333333333333333"),
        ("1424953923781206.2", "1424953923781206.2"),
        ("140737488355328.125", "140737488355328.12"),
        ("140737488355328.375", "140737488355328.38"),
        ("0.125", "0.125"),
        ("10", "10"),
        ("100.50", "100.5"),
    ] {
        assert_eq!(canonical(&parse(text).unwrap()), expected, "{text}");
    }
}

#[test]
fn a_record_becomes_a_tree() {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Record {
        a_text: &'static str,
        absent: Option<u8>,
        whole: i64,
        map: BTreeMap<&'static str, f64>,
        list: Vec<Option<bool>>,
    }
    let record = Record {
        a_text: "x",
        absent: None,
        whole: -3,
        map: BTreeMap::from([("infinite", f64::INFINITY), ("nan", f64::NAN), ("part", 0.1)]),
        list: vec![Some(true), None],
    };
    let expected = r#"{"aText":"x","absent":null,"whole":-3,"map":{"infinite":null,"nan":null,"part":0.1},"list":[true,null]}"#;
    assert_eq!(compact(&to_json(&record)), expected);
}

/// Walks `text` with `read` and gives the problems, one per line.
fn problems(text: &str, read: impl for<'a> Fn(&mut Walker<'a>, &mut Fields<'a>)) -> String {
    let json = parse(text).unwrap();
    let mut walker = Walker::new();
    if let Some(mut fields) = walker.object(&json) {
        read(&mut walker, &mut fields);
    }
    let problems = walker.finish(Some(())).err().unwrap_or_default();
    problems
        .iter()
        .flat_map(|problem| [&problem.place, ": ", &problem.cause, "\n"].map(str::to_owned))
        .collect()
}

#[test]
fn a_walk_collects_all_problems_in_the_order_of_the_text() {
    let text = r#"{"b":{"2.4":"x"},"a":[true,1]}"#;
    let found = problems(text, |walker, fields| {
        fields.required(walker, "a", |walker, json| walker.list(json, Walker::truth));
        fields.required(walker, "b", |walker, json| {
            let value = json.member("2.4")?;
            walker.under(Step::Name("2.4"), |walker| walker.whole(value, 0..=4))
        });
        fields.required(walker, "c", |walker, json| walker.text(json, 9).map(str::len));
    });
    let expected = "c: missing\nb[\"2.4\"]: expected a whole number from 0 to 4, found \"x\"\na[1]: expected true or false, found 1\n";
    assert_eq!(found, expected);
}

#[test]
fn a_misspelt_name_is_pointed_at() {
    let missing = |text: &str| {
        problems(text, |walker, fields| {
            fields.required(walker, "weight", Walker::truth);
        })
    };
    assert_eq!(
        missing(r#"{"weigth":1}"#),
        "weight: missing; was \"weigth\" meant to be it?\n"
    );
    assert_eq!(
        missing(r#"{"Weight":1}"#),
        "weight: missing; was \"Weight\" meant to be it?\n"
    );
    assert_eq!(
        missing(r#"{"weigh":1}"#),
        "weight: missing; was \"weigh\" meant to be it?\n"
    );
    assert_eq!(missing(r#"{"w":1}"#), "weight: missing\n");
}

#[test]
fn a_text_of_a_megabyte_is_refused_with_the_limit() {
    let text = format!("{{\"a\":\"{}\"}}", "x".repeat(1_000_000));
    let found = problems(&text, |walker, fields| {
        fields.required(walker, "a", |walker, json| {
            walker.text(json, 10_000).map(str::len)
        });
    });
    assert_eq!(
        found,
        "a: the text is too long, at most 10000 characters are read\n"
    );
}

#[test]
fn of_very_many_problems_the_rest_is_counted() {
    let json = parse(&format!("[{}1]", "1,".repeat(1_499))).unwrap();
    let mut walker = Walker::new();
    let read = walker.list(&json, Walker::truth);
    let problems = walker.finish(read).unwrap_err();
    assert_eq!(problems.len(), 1001);
    assert_eq!(problems[1000].cause, "500 more problems are not listed");
}

#[test]
fn members_that_nobody_asked_for_are_kept() {
    let json = parse(r#"{"a":true,"x":1,"y":{"z":2}}"#).unwrap();
    let mut walker = Walker::new();
    let mut fields = walker.object(&json).unwrap();
    fields.required(&mut walker, "a", Walker::truth);
    let rest = Json::object(fields.rest());
    assert_eq!(compact(&rest), r#"{"x":1,"y":{"z":2}}"#);
}

/// Any tree that `serde_json` knows, as text.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        // Eighths: `serde_json` may read other doubles one unit off, depending on its features.
        any::<i32>().prop_map(|eighths| (f64::from(eighths) / 8.0).into()),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_text_brings_the_parser_down(text in any::<String>()) {
        let _ = parse(&text);
    }

    #[test]
    fn no_text_of_brackets_and_quotes_brings_the_parser_down(text in r#"[\[\]{}",:\\u0-9dD8e+. \n-]{0,60}"#) {
        let ours = parse(&text).is_ok();
        let theirs = serde_json::from_str::<serde_json::Value>(&text).is_ok();
        // Ours refuses equal names beside.
        prop_assert!(theirs || !ours, "{}", text);
    }

    #[test]
    fn what_another_library_wrote_is_read_as_it_was_meant(json in any_json(), indented in any::<bool>()) {
        let text = if indented { serde_json::to_string_pretty(&json) } else { serde_json::to_string(&json) }.unwrap();
        let ours = parse(&text).unwrap();
        let back: serde_json::Value = serde_json::from_str(&compact(&ours)).unwrap();
        prop_assert_eq!(&back, &json);
        let back: serde_json::Value = serde_json::from_str(&pretty(&ours, 2)).unwrap();
        prop_assert_eq!(&back, &json);
    }

    #[test]
    fn canonical_text_is_the_same_for_every_order_and_spacing(json in any_json()) {
        let once = canonical(&parse(&serde_json::to_string_pretty(&json).unwrap()).unwrap());
        prop_assert_eq!(canonical(&parse(&once).unwrap()), once);
    }

    #[test]
    fn numbers_of_fifteen_digits_are_read_exactly(
        whole in 0_u64..1_000_000_000_000_000, exponent in -22_i32..=22, negative in any::<bool>()
    ) {
        let text = format!("{}{whole}e{exponent}", if negative { "-" } else { "" });
        prop_assert_eq!(parse(&text).unwrap().as_f64(), text.parse().ok());
    }

    #[test]
    fn numbers_of_ours_read_back_exactly(value in any::<f64>()) {
        let written = compact(&Json::from(value));
        if value.is_finite() {
            let read = parse(&written).unwrap();
            let Value::Number(number) = &read.value else { unreachable!("a number was written") };
            prop_assert_eq!(number.as_exact_f64(), Some(value));
            let near = read.as_f64().unwrap();
            let tiny = f64::MIN_POSITIVE / f64::EPSILON;
            prop_assert!((near - value).abs() <= value.abs().max(tiny) * 1e-12, "{near} for {value}");
        } else {
            prop_assert_eq!(written, "null");
        }
    }
}
