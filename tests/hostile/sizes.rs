//! B2: documents around and far beyond the largest that is read. The browser looks at the size of a file and of an
//! answer before it reads them, and at the length of a text before it copies it: that is tested there.

use channel_readiness::domain::exchange::{read_document, score_documents};
use channel_readiness::domain::json::{LARGEST_DOCUMENT, parse_document, refuse_larger};
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::problem::Problem;
use serde_json::Value;

use crate::cases::{Entry, with_raw};
use crate::dice::Dice;

const LIMIT: usize = LARGEST_DOCUMENT as usize;
const TOO_LARGE: &str = "the document is too large, at most 30000000 bytes are read";

fn too_large() -> Vec<Problem> {
    vec![Problem::of_whole(TOO_LARGE)]
}

fn known() -> Pack {
    Pack::parse(&Entry::Pack.document().to_string()).unwrap()
}

/// The document with white space at its end, so many bytes together.
fn padded(entry: Entry, bytes: usize) -> String {
    let text = entry.document().to_string();
    let space = " ".repeat(bytes - text.len());
    text + &space
}

/// Sizes beyond the limit: the first ones, some a little further, and what the list of hostile input names.
fn beyond() -> Vec<usize> {
    let mut dice = Dice::new(21);
    let near = (1..=20).map(|more| LIMIT + more);
    let far = (0..30).map(|_| LIMIT + 1 + dice.below(5000));
    near.chain(far).chain([31_000_000, 100_000_000]).collect()
}

#[test]
fn beyond_the_limit_nothing_is_read_however_right_or_wrong() {
    let known = known();
    let sizes = beyond();
    assert!(sizes.len() >= 50);
    for entry in Entry::BOTH {
        let right = padded(entry, *sizes.iter().max().unwrap());
        // What is no JSON at all is refused for its size too: nothing of it was looked at.
        let wrong = "\0".repeat(right.len());
        for bytes in &sizes {
            for text in [&right[..*bytes], &wrong[..*bytes]] {
                assert_eq!(read_document(text, &[&known]), Err(too_large()), "{bytes}");
                if entry == Entry::Pack {
                    assert_eq!(Pack::parse(text).map(drop), Err(too_large()), "{bytes}");
                }
            }
        }
    }
}

#[test]
fn up_to_the_limit_everything_is_read() {
    let known = known();
    for entry in Entry::BOTH {
        for less in [0, 1] {
            let text = padded(entry, LIMIT - less);
            assert!(read_document(&text, &[&known]).is_ok(), "{less}");
        }
    }
}

#[test]
fn up_to_the_limit_mistakes_are_named_and_not_the_size() {
    for less in [0, 1, 1000] {
        let problem = parse_document(&"\u{1}".repeat(LIMIT - less)).unwrap_err();
        assert_eq!(problem.cause, "unexpected character U+0001, expected a value");
    }
}

#[test]
fn bytes_are_counted_and_not_characters() {
    let of = |characters: usize| {
        let raw = Value::from("😀".repeat(characters)).to_string();
        with_raw(&Entry::Pack.document(), "/unknown", &raw).0
    };
    let text = of(LIMIT / 4);
    assert!(text.chars().count() < LIMIT / 3 && text.len() > LIMIT);
    assert_eq!(Pack::parse(&text).map(drop), Err(too_large()));
}

#[test]
fn a_size_alone_is_refused_up_to_the_largest_that_there_is() {
    for bytes in [0, 1, LIMIT - 1, LIMIT] {
        assert_eq!(refuse_larger(bytes), Ok(()), "{bytes}");
    }
    let mut sizes = beyond();
    sizes.extend([10 * LIMIT, 1_000_000_000, usize::MAX / 2, usize::MAX]);
    // Would fit if it were counted in 32 bits.
    sizes.extend(usize::try_from((1_u64 << 32) + 5));
    for bytes in sizes {
        assert_eq!(refuse_larger(bytes), Err(Problem::of_whole(TOO_LARGE)), "{bytes}");
    }
}

#[test]
fn scoring_refuses_either_document_by_its_size() {
    let of = |entry: Entry, bytes: Option<usize>| match bytes {
        Some(bytes) => padded(entry, bytes),
        None => entry.document().to_string(),
    };
    for (pack, response) in [(Some(LIMIT + 1), None), (None, Some(LIMIT + 1))] {
        let scored = score_documents(
            &of(Entry::Pack, pack),
            &of(Entry::Response, response),
            "2026-11-23",
        );
        assert_eq!(scored.map(drop), Err(too_large()));
    }
}
