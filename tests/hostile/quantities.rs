//! Lists longer than anybody needs: refused by their number, so that nothing takes the square of it.

use channel_readiness::domain::exchange::read_document;
use channel_readiness::domain::pack::Pack;
use serde_json::{Value, json};

use crate::cases::{Entry, told, with};

/// Expects one problem.
#[track_caller]
fn refused(document: &Value, expected: &str) {
    let known = Pack::parse(&Entry::Pack.document().to_string()).unwrap();
    let problems = read_document(&document.to_string(), &[&known]).unwrap_err();
    let found = told(&problems);
    assert!(
        problems.len() == 1 && found.starts_with(expected),
        "{}",
        &found[..found.len().min(2000)]
    );
}

/// A tag of three letters for each number below 17,576.
fn tag(number: usize) -> String {
    let letter = |place: usize| {
        char::from(b'a' + u8::try_from(number / 26_usize.pow(place.try_into().unwrap()) % 26).unwrap())
    };
    [letter(2), letter(1), letter(0)].iter().collect()
}

#[test]
fn a_pack_has_at_most_a_hundred_languages() {
    let of = |count: usize| {
        let tags: Vec<String> = ["en".to_owned(), "de".to_owned()]
            .into_iter()
            .chain((0..count).map(tag))
            .take(count)
            .collect();
        with(Entry::Pack.document(), "/languages", json!(tags))
    };
    assert!(Pack::parse(&of(100).to_string()).is_ok());
    refused(
        &of(101),
        "languages: 101 languages, a pack has at most 100 (line 1, column ",
    );
    refused(
        &of(17_000),
        "languages: 17000 languages, a pack has at most 100 (line 1, column ",
    );
}

#[test]
fn a_response_has_at_most_five_thousand_answers() {
    let of = |count: usize| {
        let answers = (0..count).map(|number| {
            (
                format!("{number}"),
                json!({"state": "unknown", "day": "2026-11-22"}),
            )
        });
        with(
            Entry::Response.document(),
            "/answers",
            Value::Object(answers.collect()),
        )
    };
    let known = Pack::parse(&Entry::Pack.document().to_string()).unwrap();
    assert!(read_document(&of(5000).to_string(), &[&known]).is_ok());
    refused(
        &of(5001),
        "answers: 5001 answers, a response has at most 5000 (line 1, column ",
    );
    refused(
        &of(100_000),
        "answers: 100000 answers, a response has at most 5000 (line 1, column ",
    );
}

#[test]
fn a_pack_has_at_most_a_hundred_dimensions_and_a_thousand_indicators_and_checks() {
    let document = Entry::Pack.document();
    let dimensions = json!(vec![json!({"id": "d"}); 101]);
    let mut pack = with(document.clone(), "/dimensions", dimensions);
    pack["checks"] = json!([]);
    refused(&pack, "dimensions: 101 dimensions, a pack has at most 100");
    let indicators = json!([{"id": "d", "indicators": vec![json!(0); 1001]}]);
    let mut pack = with(document.clone(), "/dimensions", indicators);
    pack["checks"] = json!([]);
    refused(&pack, "dimensions: 1001 indicators, a pack has at most 1000");
    refused(
        &with(document, "/checks", json!(vec![0; 1001])),
        "checks: 1001 checks, a pack has at most 1000",
    );
}

#[test]
fn a_bundle_has_at_most_a_thousand_packs() {
    let of = |count: usize| {
        let packs = vec![0; count];
        json!({"kind": "bundle", "format": 1, "packs": packs, "companies": [], "responses": []})
    };
    refused(
        &of(1001),
        "packs: 1001 packs, a bundle has at most 1000 (line 1, column ",
    );
    let problems = read_document(&of(1000).to_string(), &[]).unwrap_err();
    assert_eq!(problems[0].cause, "expected an object, found 0");
}

#[test]
fn of_a_hundred_thousand_unknown_indicators_a_thousand_are_looked_up_and_listed() {
    let document = with(
        Entry::Pack.document(),
        "/checks/0/indicators",
        json!(vec!["zz"; 100_000]),
    );
    let problems = Pack::parse(&document.to_string()).unwrap_err();
    assert_eq!(problems.len(), 1001);
    assert_eq!(problems[0].cause, "there is no indicator \"zz\"");
    assert_eq!(problems[1000].to_string(), "99000 more problems are not listed");
}
