//! B1, B3, B4, B5 and B6 for invites, views and shared results: refused with place and reason, or kept as they came. The
//! same documents come in links, see `links.rs`.

use channel_readiness::domain::exchange::{read_exchanged, write_exchanged};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::problem::{Position, Problem};
use serde_json::{Value, json};

use crate::cases::{KNOWN, place_of, told, with, with_raw};
use crate::dice::Dice;
use crate::hostile_contents::nodes::{escaped, nodes};
use crate::hostile_contents::{self as contents, KINDS, Wrong, document};
use crate::targets;

#[track_caller]
fn problems(text: &str) -> Vec<Problem> {
    targets::exchanged(text.as_bytes());
    let short: String = text.chars().take(3000).collect();
    read_exchanged(text, &[&*KNOWN]).expect_err(&short).problems
}

/// Expects this mistake at this column of the only line.
#[track_caller]
fn refused(text: &str, place: &str, cause: &str, column: usize) {
    let problems = problems(text);
    let at = Position {
        line: 1,
        column: u32::try_from(column).unwrap(),
    };
    let is_it = |problem: &Problem| {
        (problem.place.as_str(), problem.cause.as_str(), problem.at) == (place, cause, Some(at))
    };
    assert!(
        problems.iter().any(is_it),
        "expected {place}: {cause}, column {column}\nfound {}",
        told(&problems)
    );
}

/// Expects that it is read; gives what is written.
#[track_caller]
fn accepted(text: &str) -> Value {
    targets::exchanged(text.as_bytes());
    let read = read_exchanged(text, &[&*KNOWN]);
    let read = read.unwrap_or_else(|refusal| panic!("{}", told(&refusal.problems)));
    serde_json::from_str(&compact(&write_exchanged(&read))).unwrap()
}

/// Expects of each the mistake that it was made with.
#[track_caller]
fn all_refused(all: &[Wrong]) {
    for Wrong {
        text,
        pointer,
        cause,
        column,
    } in all
    {
        refused(text, &place_of(pointer), cause, *column);
    }
}

#[test]
fn a_document_cut_anywhere_is_refused() {
    for kind in KINDS {
        for text in contents::cut(kind, 100) {
            let problems = problems(&text);
            assert!(problems.len() == 1 && problems[0].at.is_some(), "{problems:?}");
        }
    }
}

#[test]
fn a_byte_order_mark_is_read_and_what_cannot_be_seen_is_named() {
    for kind in KINDS {
        accepted(&format!("\u{feff}{}", document(kind)));
        all_refused(&contents::unseen(kind));
    }
}

#[test]
fn half_a_surrogate_pair_and_raw_control_characters_are_refused_in_any_text() {
    for kind in KINDS {
        let all = contents::broken_texts(kind);
        assert!(all.len() >= 50, "{kind}: {} cases", all.len());
        all_refused(&all);
    }
}

#[test]
fn script_where_a_word_is_expected_is_refused_and_quoted() {
    for kind in KINDS {
        let all = contents::scripts(kind);
        assert!(all.len() >= 50, "{kind}: {} cases", all.len());
        all_refused(&all);
    }
}

#[test]
fn nesting_is_refused_at_the_128th_bracket_however_many_follow() {
    for kind in KINDS {
        let document = document(kind);
        let places = nodes(&document);
        let mut dice = Dice::new(72);
        for round in 0..50 {
            let pointer = &places[1 + dice.below(places.len() - 1)];
            let depth = [128, 129, 1000, 100_000, 1_000_000][round % 5];
            let (text, column) = with_raw(&document, pointer, &"[".repeat(depth));
            let problems = read_exchanged(&text, &[&*KNOWN]).unwrap_err().problems;
            let stopped = column + 127 - pointer.matches('/').count();
            assert_eq!(
                (
                    problems[0].cause.as_str(),
                    problems[0].at.map(|at| at.column as usize)
                ),
                (
                    "lists and objects are nested too deep, at most 127 levels are read",
                    Some(stopped)
                )
            );
        }
    }
}

#[test]
fn a_name_that_stands_twice_is_refused_by_name_in_every_object() {
    for kind in KINDS {
        let document = document(kind);
        for pointer in nodes(&document) {
            let Some(Value::Object(members)) = document.pointer(&pointer) else {
                continue;
            };
            for name in members.keys() {
                let mut doubled = members.clone();
                doubled.insert("\u{1}twin".to_owned(), json!(0));
                let whole = if pointer.is_empty() {
                    Value::Object(doubled)
                } else {
                    with(document.clone(), &pointer, Value::Object(doubled))
                };
                let twin = Value::from("\u{1}twin").to_string();
                let text = whole.to_string().replacen(&twin, &json!(name).to_string(), 1);
                let expected = format!("the name {} stands twice, first at line 1, column ", json!(name));
                let problems = problems(&text);
                assert!(problems[0].cause.starts_with(&expected), "{}", told(&problems));
            }
        }
    }
}

#[test]
fn a_format_that_is_not_1_is_refused_with_its_value() {
    for kind in KINDS {
        all_refused(&contents::formats(kind));
        let document = document(kind);
        let required: &[&str] = match kind {
            "invite" => &["id", "createdAt", "pack", "length", "side", "from"],
            "view" => &["createdAt", "payload"],
            _ => &["createdAt", "company", "side", "pack", "result"],
        };
        for name in required.iter().chain(&["format"]) {
            let mut without = document.clone();
            without.as_object_mut().unwrap().remove(*name);
            refused(&without.to_string(), name, "missing", 1);
        }
    }
}

#[test]
fn a_version_of_a_pack_that_is_none_is_refused_with_its_value() {
    for kind in KINDS {
        all_refused(&contents::versions(kind));
    }
}

#[test]
fn names_that_javascript_knows_are_kept_wherever_anything_may_stand() {
    let value = json!({"__proto__": {"polluted": true}, "toJSON": null});
    for kind in KINDS {
        let document = document(kind);
        let closed = ["/stamps", "/answers", "/dimensions"];
        let mut objects = nodes(&document);
        objects.retain(|at| {
            document.pointer(at).is_some_and(Value::is_object)
                && !closed.iter().any(|name| at.ends_with(name))
        });
        let mut count = 0;
        for pointer in objects {
            for name in [
                "__proto__",
                "constructor",
                "prototype",
                "toString",
                "hasOwnProperty",
                "valueOf",
                "toJSON",
                "then",
                "get",
                "name\n",
                "set",
                "",
                " ",
                "%00",
            ] {
                let pointer = format!("{pointer}/{name}");
                let written = accepted(&with(document.clone(), &pointer, value.clone()).to_string());
                assert_eq!(written.pointer(&pointer), Some(&value), "{pointer}");
                count += 1;
            }
        }
        assert!(count >= 50, "{kind}: {count} cases");
    }
}

#[test]
fn names_that_javascript_knows_can_be_ids_of_answers_dimensions_and_paths() {
    for name in [
        "__proto__",
        "constructor",
        "toString",
        "then",
        " ",
        "~",
        "\u{202e}",
    ] {
        let answer = json!({"state": "unknown", "day": "2026-11-22", "note": "", "link": ""});
        let escaped = escaped(name);
        let mut view = with(
            document("view"),
            &format!("/payload/document/answers/{escaped}"),
            answer.clone(),
        );
        let path = format!("/answers/{escaped}");
        view["payload"]["stamps"][&path] = view["payload"]["stamps"]["/updatedAt"].clone();
        let written = accepted(&view.to_string());
        assert_eq!(written["payload"]["document"]["answers"][name], answer);
        assert_eq!(
            written["payload"]["stamps"][&path],
            view["payload"]["stamps"]["/updatedAt"]
        );
        let mut result = document("shared-result");
        let figures = result["result"]["dimensions"]["a"].clone();
        result["result"]["dimensions"][name] = figures.clone();
        assert_eq!(
            accepted(&result.to_string())["result"]["dimensions"][name],
            figures
        );
    }
}

#[test]
fn a_name_of_a_megabyte_is_kept_or_refused() {
    let long = "x".repeat(1_000_000);
    for (kind, pointer) in [("invite", "/from"), ("view", ""), ("shared-result", "/result")] {
        let pointer = format!("{pointer}/{long}");
        let written = accepted(&with(document(kind), &pointer, json!(1)).to_string());
        assert_eq!(written.pointer(&pointer), Some(&json!(1)));
    }
    for (kind, pointer, most) in [
        ("invite", "/message", 1000),
        ("invite", "/from/name", 10_000),
        ("shared-result", "/pack/title", 10_000),
        ("view", "/payload/document/title", 10_000),
    ] {
        let (text, column) = with_raw(&document(kind), pointer, &json!(long).to_string());
        let cause = format!("the text is too long, at most {most} characters are read");
        refused(&text, &place_of(pointer), &cause, column);
    }
    let text = with(document("view"), &format!("/payload/document/{long}"), json!(1)).to_string();
    let found = told(&problems(&text));
    assert!(
        found.contains("the name is too long, at most 1000 characters are read"),
        "{found}"
    );
}

#[test]
fn every_place_with_another_kind_of_value_is_refused_or_kept() {
    let mut refusals = 0;
    for kind in KINDS {
        let document = document(kind);
        for pointer in nodes(&document).into_iter().skip(1) {
            for raw in ["null", "true", "5", "\"x\"", "[]", "{}", "[1]", "-1e300"] {
                let (text, _) = with_raw(&document, &pointer, raw);
                targets::exchanged(text.as_bytes());
                if let Err(refusal) = read_exchanged(&text, &[&*KNOWN]) {
                    refusals += 1;
                    let own = place_of(&pointer);
                    let own = own.split(['.', '[']).next().unwrap_or_default();
                    let is_here = |problem: &Problem| problem.place.starts_with(own) && problem.at.is_some();
                    assert!(
                        refusal.problems.iter().any(is_here),
                        "{pointer} {raw}: {}",
                        told(&refusal.problems)
                    );
                }
            }
        }
    }
    assert!(refusals > 500, "{refusals}");
}
