//! A bundle is read item by item and straight from its text: with the same outcome as through a tree of all of it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;
#[path = "support/responses.rs"]
mod responses;

use std::pin::pin;
use std::task::Poll;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::{Document, read_document, read_document_in_slices};
use channel_readiness::domain::json::{Json, parse};
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::problem::Problem;
use channel_readiness::domain::slices::{Progress, slice};
use serde_json::{Value, json};

use documents::{bundle, pack, pack_json, partner, told, vendor, with};
use responses::{Dice, response};

/// A bundle of so many responses, of which nobody knows the pack but by its version.
fn many(seed: u64, count: u64) -> Value {
    let all: Vec<Value> = (0..count).map(|number| response(seed * 1000 + number)).collect();
    json!({"kind": "bundle", "format": 1, "packs": [pack_json()], "companies": [], "responses": all})
}

/// As written by this program, by serde, with space, and with the members in another order.
fn written(document: &Value, dice: &mut Dice) -> String {
    match dice.below(4) {
        0 => serde_json::to_string_pretty(document).unwrap(),
        1 => document
            .to_string()
            .replace(",\"", " ,\t\"")
            .replace("\":", "\" : "),
        2 => {
            let members = document.as_object().unwrap().iter().rev();
            let members: Vec<String> = members.map(|(name, value)| format!("{name:?}:{value}")).collect();
            format!("\u{feff}\n{{{}}}\r\n", members.join(","))
        }
        _ => document.to_string(),
    }
}

/// Changes one place of a text, as hands and disks do.
fn changed(text: &str, dice: &mut Dice) -> String {
    let boundary = |dice: &mut Dice| {
        let place = dice.below(text.len());
        (0..=place)
            .rev()
            .find(|place| text.is_char_boundary(*place))
            .unwrap()
    };
    let (one, other) = (boundary(dice), boundary(dice));
    let (first, last) = (one.min(other), one.max(other));
    let put = dice.pick(&[
        "",
        "5",
        "\"",
        "null",
        "{}",
        "[",
        ",",
        "-1",
        "true",
        "\\u0041",
        "\u{0}",
        "1e400",
        "0",
        "2.0",
        "\"id\":",
        "\"2026-02-30\"",
        "response",
        "unknown",
        "level",
        "é",
    ]);
    match dice.below(3) {
        0 => format!("{}{put}{}", &text[..first], &text[first..]),
        1 => format!("{}{put}{}", &text[..first], &text[last..]),
        // What stands at one place stands at another too.
        _ => {
            let end = (last.min(first + 40)..=last)
                .find(|place| text.is_char_boundary(*place))
                .unwrap();
            format!("{}{}{}", &text[..last], &text[first..end], &text[last..])
        }
    }
}

/// What is wrong with the responses, through a tree of the whole text, wherever they can be read without their pack.
fn by_tree(text: &str) -> Result<Vec<Result<Assessment, Vec<Problem>>>, Problem> {
    let json = parse(text)?;
    let items = json.member("responses").map_or(&[][..], Json::items);
    Ok(items.iter().map(Assessment::from_json).collect())
}

fn agrees(text: &str) -> bool {
    let known = pack();
    let read = read_document(text, &[&known]);
    let expected = match by_tree(text) {
        Err(problem) => {
            assert_eq!(read, Err(vec![problem]), "{text}");
            return false;
        }
        Ok(expected) => expected,
    };
    let Err(problems) = read else {
        let Ok(Document::Bundle(bundle)) = read else {
            return true;
        };
        let expected: Vec<Assessment> = expected.into_iter().map(Result::unwrap).collect();
        assert_eq!(bundle.responses, expected, "{text}");
        return true;
    };
    // Every mistake of a response stands in the list, with its place and its position; unless the bundle is none.
    let is_bundle = problems
        .iter()
        .all(|problem| !["kind", "format"].contains(&&*problem.place));
    for (index, response) in expected.iter().enumerate().filter(|_| is_bundle) {
        for problem in response.as_ref().err().into_iter().flatten() {
            let joint = if problem.place.is_empty() || problem.place.starts_with('[') {
                ""
            } else {
                "."
            };
            let found = Problem {
                place: format!("responses[{index}]{joint}{}", problem.place),
                ..problem.clone()
            };
            assert!(
                problems.contains(&found),
                "{found:?} is not in {problems:?}\n{text}"
            );
        }
    }
    false
}

#[test]
fn whatever_a_bundle_holds_it_reads_as_through_a_tree() {
    let mut dice = Dice::new(11);
    for seed in 0..200 {
        let mut document = many(seed, dice.below(6));
        for response in document["responses"].as_array_mut().unwrap() {
            response["pack"] = json!({"id": "worked", "version": 1});
            // A gate that does not apply is refused.
            response["answers"].as_object_mut().unwrap().remove("a1");
        }
        assert!(agrees(&written(&document, &mut dice)), "seed {seed}");
    }
}

#[test]
fn whatever_is_wrong_with_a_bundle_is_told_as_through_a_tree() {
    let mut dice = Dice::new(12);
    let mut read = 0;
    for seed in 0..4_000 {
        let document = if seed % 2 == 0 { bundle() } else { many(seed, 3) };
        let text = written(&document, &mut dice);
        read += u32::from(agrees(&changed(&text, &mut dice)));
    }
    // Most changes do harm, and not all.
    assert!((50..3_000).contains(&read), "{read}");
}

#[test]
fn the_order_of_the_lists_does_not_matter() {
    let usual = bundle();
    let read = read_document(&usual.to_string(), &[]).unwrap();
    let text = format!(
        "{{\"responses\":{},\"companies\":{},\"packs\":{},\"format\":1,\"kind\":\"bundle\"}}",
        usual["responses"], usual["companies"], usual["packs"]
    );
    assert_eq!(read_document(&text, &[]), Ok(read));
}

#[test]
fn mistakes_are_told_in_the_order_of_the_text_with_their_positions() {
    let mut wrong = bundle();
    wrong["responses"][1]["answers"]["a1"]["level"] = json!(7);
    wrong["responses"][1]["id"] = wrong["responses"][0]["id"].clone();
    wrong["companies"] = json!([wrong["companies"][0], wrong["companies"][0]]);
    wrong["responses"][0]["pack"]["version"] = json!(9);
    let text = serde_json::to_string_pretty(&wrong).unwrap();
    let problems = read_document(&text, &[]).unwrap_err();
    let mut lines = told(&problems).lines().map(str::to_owned).collect::<Vec<_>>();
    lines.sort();
    assert_eq!(
        lines,
        [
            "companies[1].id: the same as of companies[0]",
            "responses[0].pack.version: answers version 9 of the pack, this is version 1",
            "responses[1].answers.a1.level: expected a whole number from 0 to 4, found 7",
            "responses[1].id: the same as of responses[0]",
        ]
    );
    let lines_of_text: Vec<&str> = text.lines().collect();
    let mut before = None;
    for problem in &problems {
        let at = problem.at.unwrap();
        assert!(before <= Some(at), "{problems:?}");
        before = Some(at);
        let line = lines_of_text[at.line as usize - 1];
        let name = problem.place.rsplit('.').next().unwrap();
        assert!(line.contains(&format!("\"{name}\"")), "{line} {problem:?}");
    }
}

#[test]
fn a_member_that_stands_twice_is_refused_also_where_it_is_a_list() {
    let text = bundle().to_string();
    let twice = text.replacen("\"companies\"", "\"packs\":[],\"companies\"", 1);
    let problems = read_document(&twice, &[]).unwrap_err();
    assert!(
        told(&problems).contains("the name \"packs\" stands twice"),
        "{problems:?}"
    );
}

#[test]
fn what_is_no_bundle_may_have_a_list_of_that_name() {
    let response = with(vendor(), "/responses", json!([1, 2]));
    let known = pack();
    let Ok(Document::Response(read)) = read_document(&response.to_string(), &[&known]) else {
        panic!("a response");
    };
    assert_eq!(read.extra.len(), 1);
    let problems = read_document("{\"responses\":[]}", &[]).unwrap_err();
    assert!(told(&problems).starts_with("kind: missing"), "{problems:?}");
}

#[test]
fn it_is_read_in_a_slice_for_each_entry_and_says_how_far_it_is() {
    let mut document = many(1, 40);
    for response in document["responses"].as_array_mut().unwrap() {
        response["pack"] = json!({"id": "worked", "version": 1});
    }
    let text = document.to_string();
    let progress = Progress::default();
    let known: [&Pack; 0] = [];
    let mut reading = pin!(read_document_in_slices(&text, &known, &progress));
    let (mut slices, mut last) = (0, 0);
    let read = loop {
        match slice(reading.as_mut()) {
            Poll::Ready(read) => break read,
            Poll::Pending => slices += 1,
        }
        let (done, all) = progress.reached();
        assert!((last..=text.len()).contains(&done) && all == text.len());
        last = done;
    };
    assert!(slices >= 80, "{slices}");
    assert!(last > text.len() * 9 / 10, "{last}");
    assert_eq!(
        read.map_err(|refusal| refusal.problems),
        read_document(&text, &known)
    );
}

#[test]
fn a_bundle_may_be_larger_than_any_other_document() {
    let mut document = bundle();
    document["responses"] = json!([partner()]);
    let text = document.to_string();
    // Spaces weigh as much as anything.
    let padded = |kind: &str, bytes: usize| {
        let text = text.replacen('{', &format!("{{\"kind\":\"{kind}\","), 1);
        let text = text.replacen(",\"kind\":\"bundle\"", "", 1);
        let space = " ".repeat(bytes - text.len());
        text.replacen("\"responses\":", &format!("{space}\"responses\":"), 1)
    };
    assert!(read_document(&padded("bundle", 30_000_001), &[]).is_ok());
    let refused = |text: &str| told(&read_document(text, &[]).unwrap_err());
    assert_eq!(
        refused(&padded("bundle", 120_000_001)),
        ": the document is too large, at most 120000000 bytes are read"
    );
    assert_eq!(
        refused(&padded("pack", 30_000_001)),
        ": the document is too large, at most 30000000 bytes are read"
    );
    // One part of it may not be larger than a document.
    let text = text.replacen(
        "\"responses\":[",
        &format!("\"responses\":[{{\"x\":\"{}\"}},", "y".repeat(30_000_001)),
        1,
    );
    let text = text
        .replacen('{', "{\"kind\":\"bundle\",", 1)
        .replacen(",\"kind\":\"bundle\"", "", 1);
    assert_eq!(
        refused(&text),
        ": the document is too large, at most 30000000 bytes are read"
    );
}
