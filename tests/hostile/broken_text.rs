//! B1, B3, B4: text that is no JSON, is nested too deep, or names something twice.

use channel_readiness::domain::exchange::read_document;
use channel_readiness::domain::json::parse;
use channel_readiness::domain::pack::Pack;
use serde_json::{Value, json};

use crate::cases::{Cases, Entry, everything, free_texts, place_of, with_raw};
use crate::dice::Dice;

const TOO_DEEP: &str = "lists and objects are nested too deep, at most 127 levels are read";
const TOO_DEEP_FOR_BUNDLE: &str = "lists and objects are nested too deep, at most 125 levels are read";

#[test]
fn a_document_cut_anywhere_is_refused_where_it_ends_or_where_the_last_text_began() {
    let mut cases = Cases::default();
    for entry in Entry::BOTH {
        let text: Vec<char> = entry.document().to_string().chars().collect();
        let mut dice = Dice::new(1);
        for _ in 0..200 {
            let cut = &text[..dice.below(text.len())];
            let problems = cases.refused_somehow(entry, &cut.iter().collect::<String>());
            let [problem] = &problems[..] else {
                panic!("{problems:?}")
            };
            let at = problem.at.unwrap();
            let column = at.column as usize;
            assert_eq!((problem.place.as_str(), at.line), ("", 1));
            let told = problem.cause.as_str();
            if told == "a text in quotation marks is not closed" {
                assert_eq!(cut[column - 1], '"');
            } else if told.starts_with("the text ends too early, expected ")
                || told.starts_with("the text is empty")
            {
                assert_eq!(column, cut.len() + 1);
            } else {
                // Within a word: `tru`.
                let rest: String = cut[column - 1..].iter().collect();
                let word = ["true", "false", "null"]
                    .iter()
                    .find(|word| word.starts_with(&rest));
                assert!(word.is_some(), "{problem}");
            }
        }
    }
    cases.at_least(200, &Entry::BOTH);
}

#[test]
fn one_byte_order_mark_is_read_and_a_second_is_named() {
    let mut cases = Cases::default();
    for entry in Entry::BOTH {
        for space in ["", " ", "\n", "\r\n\t"] {
            let text = entry.document().to_string();
            cases.accepted(entry, &format!("\u{feff}{space}{text}{space}"));
        }
        let twice = format!("\u{feff}\u{feff}{}", entry.document());
        cases.refused(
            entry,
            &twice,
            ("", "unexpected character U+FEFF, expected a value", 1),
        );
    }
}

#[test]
fn what_cannot_be_seen_is_named_by_its_number() {
    let mut cases = Cases::default();
    let unseen = [
        '\0', '\u{1}', '\u{7f}', '\u{85}', '\u{a0}', '\u{ad}', '\u{61c}', '\u{180e}', '\u{2003}', '\u{200b}',
        '\u{200f}', '\u{2028}', '\u{202e}', '\u{2060}', '\u{2066}', '\u{3000}', '\u{feff}', '\u{fffd}',
    ];
    for entry in Entry::BOTH {
        let text = entry.document().to_string();
        for character in unseen {
            let named = format!("unexpected character U+{:04X}, expected ", u32::from(character));
            let first = format!("{character}{text}");
            // One byte order mark may stand at the beginning.
            if character != '\u{feff}' {
                cases.refused(entry, &first, ("", &format!("{named}a value"), 1));
            }
            let second = format!("{{{character}{}", &text[1..]);
            cases.refused(
                entry,
                &second,
                ("", &format!("{named}a name in quotation marks"), 2),
            );
            let after = format!("{text}{character}");
            let end = text.chars().count() + 1;
            cases.refused(entry, &after, ("", "text after the end of the document", end));
        }
    }
    cases.at_least(50, &Entry::BOTH);
}

#[test]
fn utf_16_that_was_taken_for_text_is_refused_at_its_first_nul() {
    let mut cases = Cases::default();
    for entry in Entry::BOTH {
        let text = entry.document().to_string();
        for bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            let encoded: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
            let decoded = String::from_utf8_lossy(&encoded).into_owned();
            let column = 1 + decoded.chars().position(|character| character == '\0').unwrap();
            let expected = if column == 1 {
                "a value"
            } else {
                "a name in quotation marks"
            };
            let cause = format!("unexpected character U+0000, expected {expected}");
            cases.refused(entry, &decoded, ("", &cause, column));
        }
    }
}

#[test]
fn half_a_surrogate_pair_and_a_raw_control_character_are_refused_in_any_text() {
    let mut cases = Cases::default();
    let half = "half of a surrogate pair stands alone after \\u";
    let broken = [
        ("\\ud83d", half.to_owned()),
        ("\\ude00", half.to_owned()),
        ("\\ud83d\\u0041", half.to_owned()),
        ("\\uDE00\\uD83D", half.to_owned()),
        ("\\u00g0", "expected four hexadecimal digits after \\u".to_owned()),
        ("\\x41", "an unknown escape after \\".to_owned()),
        (
            "\0",
            "unexpected character U+0000, expected an escape such as \\n in its place".to_owned(),
        ),
        (
            "\n",
            "unexpected character U+000A, expected an escape such as \\n in its place".to_owned(),
        ),
        (
            "\u{1b}",
            "unexpected character U+001B, expected an escape such as \\n in its place".to_owned(),
        ),
    ];
    for entry in Entry::BOTH {
        let document = entry.document();
        let texts = free_texts(&document);
        let mut dice = Dice::new(2);
        for (raw, cause) in broken.iter().cycle().take(90) {
            let (text, column) = with_raw(&document, dice.pick(&texts).as_str(), &format!("\"é😀{raw}\""));
            cases.refused(entry, &text, ("", cause, column + 3));
        }
        for pointer in texts {
            let (text, _) = with_raw(&document, &pointer, r#""\u0000\ud83d\ude00\uFFFF""#);
            let written = cases.accepted(entry, &text);
            assert_eq!(written.pointer(&pointer), Some(&json!("\0😀\u{ffff}")));
        }
    }
    cases.at_least(90, &Entry::BOTH);
}

#[test]
fn nesting_is_refused_at_the_128th_bracket_however_many_follow() {
    let mut cases = Cases::default();
    for entry in Entry::BOTH {
        let document = entry.document();
        let mut dice = Dice::new(3);
        let places = everything(&document);
        for round in 0..60 {
            let (pointer, _) = &places[1 + dice.below(places.len() - 1)];
            let around = pointer.matches('/').count();
            let opening = dice.pick(&["[", "[[0],", "{\"a\":", "[{\"\":"]);
            // How many levels each opening adds that stay open.
            let levels = if *opening == "[{\"\":" { 2 } else { 1 };
            let depth = [128, 129, 1000, 100_000, 1_000_000][round % 5];
            let raw = opening.repeat(depth / levels);
            let (text, column) = with_raw(&document, pointer, &raw);
            let stopped = place_of_level(128 - around, &raw);
            cases.refused(entry, &text, ("", TOO_DEEP, column + stopped));
            // The parser stops there: it says the same where nothing follows, and where what follows is no JSON.
            let until = column + stopped;
            let ended: String = text.chars().take(until).collect();
            let problem = parse(&text).unwrap_err();
            assert_eq!(problem.at.unwrap().column as usize, until);
            assert_eq!(parse(&ended), Err(problem.clone()));
            assert_eq!(parse(&(ended + &"\0]".repeat(depth))), Err(problem));
        }
    }
    cases.at_least(60, &Entry::BOTH);
}

/// Where the bracket stands that opens this level; the first is 1. There are no brackets in the texts.
fn place_of_level(level: usize, raw: &str) -> usize {
    let mut open = 0;
    let mut places = raw.bytes().enumerate().filter(|(_, byte)| {
        open += usize::from(matches!(byte, b'[' | b'{'));
        open -= usize::from(matches!(byte, b']' | b'}'));
        open == level
    });
    places.next().unwrap().0
}

#[test]
fn what_is_read_alone_is_read_in_a_bundle_too() {
    let mut cases = Cases::default();
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    for entry in Entry::BOTH {
        let document = entry.document();
        let objects = everything(&document).into_iter().filter(|(pointer, value)| {
            value.is_object()
                && !pointer.contains("/when")
                && !pointer.contains("/title")
                && !pointer.ends_with("answers")
        });
        for (pointer, _) in objects {
            let around = pointer.matches('/').count() + 1;
            let pointer = format!("{pointer}/unknown");
            for levels in [60, 124, 125] {
                let (text, _) = with_raw(&document, &pointer, &nested(levels - around));
                // Goes out in a bundle and comes back: `targets::document`.
                cases.accepted(entry, &text);
            }
            for levels in [126, 127] {
                let (text, column) = with_raw(&document, &pointer, &nested(levels - around));
                let bracket = column + 125 - around;
                cases.refused(entry, &text, ("", TOO_DEEP_FOR_BUNDLE, bracket));
            }
            for levels in [128, 200] {
                let (text, column) = with_raw(&document, &pointer, &nested(levels - around));
                cases.refused(entry, &text, ("", TOO_DEEP, column + 127 - around));
            }
        }
    }
    cases.at_least(50, &Entry::BOTH);
}

#[test]
fn a_name_that_stands_twice_is_refused_by_name_in_every_object() {
    let mut cases = Cases::default();
    for entry in Entry::BOTH {
        let document = entry.document();
        for (pointer, object) in everything(&document) {
            let Value::Object(members) = object else { continue };
            for (name, escaped) in members.keys().flat_map(|name| [(name, false), (name, true)]) {
                let mut writer = Writer::new(&pointer, name, escaped);
                writer.write("", &document);
                let [first, second] = writer.columns[..] else {
                    panic!("{pointer} {name}")
                };
                let cause = format!("the name \"{name}\" stands twice, first at line 1, column {first}");
                cases.refused(entry, &writer.text, ("", &cause, second));
            }
        }
    }
    cases.at_least(50, &Entry::BOTH);
}

/// Writes a document with one name a second time.
struct Writer<'a> {
    pointer: &'a str,
    name: &'a str,
    /// Whether the second is spelled another way.
    escaped: bool,
    text: String,
    columns: Vec<usize>,
}

impl<'a> Writer<'a> {
    fn new(pointer: &'a str, name: &'a str, escaped: bool) -> Self {
        Self {
            pointer,
            name,
            escaped,
            text: String::new(),
            columns: Vec::new(),
        }
    }

    fn write(&mut self, pointer: &str, value: &Value) {
        match value {
            Value::Object(members) => {
                let is_here = pointer == self.pointer;
                let mut before = '{';
                for (name, value) in members {
                    self.text.push(before);
                    before = ',';
                    self.note(is_here && name == self.name);
                    self.text += &Value::from(name.as_str()).to_string();
                    self.text.push(':');
                    self.write(&format!("{pointer}/{name}"), value);
                }
                if is_here {
                    self.text.push(',');
                    self.note(true);
                    let first = self.name.chars().next().unwrap();
                    let spelled = if self.escaped {
                        format!("\\u{:04x}{}", u32::from(first), &self.name[first.len_utf8()..])
                    } else {
                        self.name.to_owned()
                    };
                    self.text += &["\"", &spelled, "\":0"].concat();
                }
                self.text += if before == '{' { "{}" } else { "}" };
            }
            Value::Array(items) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.text += if index > 0 { "," } else { "" };
                    self.write(&format!("{pointer}/{index}"), item);
                }
                self.text.push(']');
            }
            other => self.text += &other.to_string(),
        }
    }

    fn note(&mut self, is_it: bool) {
        if is_it {
            self.columns.push(self.text.chars().count() + 1);
        }
    }
}

#[test]
fn an_id_that_stands_twice_is_refused_with_its_first_place() {
    let mut cases = Cases::default();
    let document = Entry::Pack.document();
    let indicators: Vec<_> = everything(&document)
        .into_iter()
        .filter(|(pointer, value)| {
            pointer.contains("/indicators/") && pointer.ends_with("/id") && value.is_string()
        })
        .collect();
    for (number, (first, _)) in indicators.iter().enumerate() {
        for (second, _) in &indicators[number + 1..] {
            for id in ["same", "__proto__", "é", "\u{202e}", " "] {
                let once = crate::cases::with(document.clone(), first, json!(id));
                let (text, column) = with_raw(&once, second, &json!(id).to_string());
                let owner = place_of(first.strip_suffix("/id").unwrap());
                let cause = format!("\"{id}\" is already the id of {owner}");
                cases.refused(Entry::Pack, &text, (&place_of(second), &cause, column));
            }
        }
    }
    let (text, column) = with_raw(&document, "/dimensions/1/id", "\"a\"");
    let cause = "\"a\" is already the id of dimensions[0]";
    cases.refused(Entry::Pack, &text, ("dimensions[1].id", cause, column));
    cases.at_least(50, &[Entry::Pack]);
}

#[test]
fn a_response_or_a_company_that_stands_twice_in_a_bundle_is_refused() {
    let response = Entry::Response.document();
    let company = json!({"id": "0190f5f0-7b1c-7000-8000-0000000000aa", "createdAt": "2026-11-22T10:41:00Z",
                         "updatedAt": "2026-11-22T10:41:00Z"});
    let pack = Entry::Pack.document();
    let known = Pack::parse(&pack.to_string()).unwrap();
    let mut dice = Dice::new(4);
    for round in 0..60_u8 {
        let length = 2 + dice.below(8);
        let second = 1 + dice.below(length - 1);
        let first = dice.below(second);
        let (list, one) = if round % 2 == 0 {
            ("responses", &response)
        } else {
            ("companies", &company)
        };
        let mut items: Vec<Value> = (0..length)
            .map(|number| {
                crate::cases::with(
                    one.clone(),
                    "/id",
                    json!(uuid::Uuid::from_u128(number as u128 + 1).to_string()),
                )
            })
            .collect();
        items[second]["id"] = items[first]["id"].clone();
        let mut bundle =
            json!({"kind": "bundle", "format": 1, "packs": [], "companies": [], "responses": []});
        bundle[list] = Value::from(items);
        let problems = read_document(&bundle.to_string(), &[&known]).unwrap_err();
        let expected = format!("{list}[{second}].id: the same as of {list}[{first}]");
        assert!(problems[0].to_string().starts_with(&expected), "{problems:?}");
    }
}
