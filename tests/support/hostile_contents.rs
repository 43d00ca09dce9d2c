//! Invites, views and shared results with something wrong in them, by a seed, and what is to be said of it. The native
//! suite and the one in the browser try the same.
#![allow(dead_code, reason = "each suite uses some of it")]

#[path = "changed.rs"]
pub mod changed;
#[path = "nodes.rs"]
pub mod nodes;

use serde_json::{Value, json};

use crate::dice::Dice;
use crate::hostile_words::SCRIPTS;
use changed::{with, with_raw};
use nodes::nodes;

pub const KINDS: [&str; 3] = ["invite", "view", "shared-result"];
/// The pack that the documents name.
pub const PACK: &str = include_str!("../fuzz/seeds/pack/small.json");

/// A right document of a kind.
pub fn document(kind: &str) -> Value {
    let text = match kind {
        "invite" => include_str!("../fuzz/seeds/exchanged/invite.json"),
        "view" => include_str!("../fuzz/seeds/exchanged/view.json"),
        _ => include_str!("../fuzz/seeds/exchanged/shared-result.json"),
    };
    serde_json::from_str(text).expect("a seed is JSON")
}

/// A document, and a mistake in it.
#[derive(Debug, Clone)]
pub struct Wrong {
    pub text: String,
    /// As a pointer; empty where the text is no JSON.
    pub pointer: String,
    pub cause: String,
    /// Of the only line.
    pub column: usize,
}

impl Wrong {
    fn new(text: String, pointer: &str, cause: impl Into<String>, column: usize) -> Self {
        Self {
            text,
            pointer: pointer.to_owned(),
            cause: cause.into(),
            column,
        }
    }
}

/// B1: so many, cut anywhere.
pub fn cut(kind: &str, count: usize) -> Vec<String> {
    let letters: Vec<char> = document(kind).to_string().chars().collect();
    let mut dice = Dice::new(71);
    let cut = (0..count).map(|_| letters[..dice.below(letters.len())].iter().collect());
    cut.collect()
}

/// B1: what cannot be seen, before the document and in it, and UTF-16 that was taken for text.
pub fn unseen(kind: &str) -> Vec<Wrong> {
    let text = document(kind).to_string();
    let mut all = Vec::new();
    for unseen in ['\0', '\u{1}', '\u{a0}', '\u{200b}', '\u{202e}', '\u{fffd}'] {
        let named = format!("unexpected character U+{:04X}, expected ", u32::from(unseen));
        let before = format!("{unseen}{text}");
        all.push(Wrong::new(before, "", format!("{named}a value"), 1));
        let within = format!("{{{unseen}{}", &text[1..]);
        all.push(Wrong::new(
            within,
            "",
            format!("{named}a name in quotation marks"),
            2,
        ));
    }
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cause = "unexpected character U+0000, expected a name in quotation marks";
    all.push(Wrong::new(
        String::from_utf8_lossy(&utf_16).into_owned(),
        "",
        cause,
        2,
    ));
    all
}

/// B1: half a surrogate pair and a raw control character in every text.
pub fn broken_texts(kind: &str) -> Vec<Wrong> {
    let half = "half of a surrogate pair stands alone after \\u";
    let nul = "unexpected character U+0000, expected an escape such as \\n in its place";
    let document = document(kind);
    let mut all = Vec::new();
    for pointer in nodes(&document) {
        if !document.pointer(&pointer).is_some_and(Value::is_string) {
            continue;
        }
        for (raw, cause) in [
            ("\\ud83d", half),
            ("\\ude00", half),
            ("\0", nul),
            ("\\udc00\\ud800", half),
        ] {
            let (text, column) = with_raw(&document, &pointer, &format!("\"é{raw}\""));
            all.push(Wrong::new(text, "", cause, column + 2));
        }
    }
    all
}

/// B5: formats that are not 1.
pub fn formats(kind: &str) -> Vec<Wrong> {
    let document = document(kind);
    let mut dice = Dice::new(73);
    let random = (0..40).map(|_| (2 + dice.below(1_u64 << 50)).to_string());
    let newer = ["2", "2.0", "2e0", "9007199254740992", "1e300"].map(str::to_owned);
    let newer = newer.into_iter().chain(random).map(|raw| {
        let cause = format!("made for a newer version: format {raw}, this program reads 1");
        (raw, cause)
    });
    let none = ["0", "-1", "1.5", "\"2\"", "\"1\"", "null", "true", "-1e300"];
    let none = none.map(|raw| (raw.to_owned(), format!("expected 1, found {raw}")));
    let formats = newer.chain(none).map(|(raw, cause)| {
        let (text, column) = with_raw(&document, "/format", &raw);
        Wrong::new(text, "/format", cause, column)
    });
    formats.collect()
}

/// B5: versions of the pack that are none.
pub fn versions(kind: &str) -> Vec<Wrong> {
    let pointer = match kind {
        "view" => "/payload/document/pack/version",
        _ => "/pack/version",
    };
    let document = document(kind);
    let mut dice = Dice::new(74);
    let fixed = [
        "0",
        "-0",
        "-1",
        "1.5",
        "\"2\"",
        "null",
        "1e300",
        "4294967296",
        "9007199254740992",
        "1e-320",
    ];
    let random = (0..45).map(|_| format!("{}.{}", dice.below(1000), 1 + dice.below(9)));
    let all = fixed.map(str::to_owned).into_iter().chain(random);
    let versions = all.map(|raw| {
        let (text, column) = with_raw(&document, pointer, &raw);
        let cause = format!("expected a whole number from 1 to 4294967295, found {raw}");
        Wrong::new(text, pointer, cause, column)
    });
    versions.collect()
}

/// B7: script where only certain words may stand; it is quoted.
pub fn scripts(kind: &str) -> Vec<Wrong> {
    let moment = "expected a moment in UTC such as 2026-11-22T10:41:00Z";
    let id = "expected a UUID such as 0190f5f0-7b1c-7000-8000-000000000001";
    let side = "expected one of vendor, partner";
    let words: [(&str, &str); 4] = match kind {
        "invite" => [
            ("/side", side),
            ("/length", "expected one of quick, full"),
            ("/id", id),
            ("/createdAt", moment),
        ],
        "view" => [
            ("/payload/document/side", side),
            (
                "/payload/document/answers/a1/day",
                "expected a day such as 2026-11-22",
            ),
            ("/invite", id),
            ("/createdAt", moment),
        ],
        _ => [
            ("/side", side),
            (
                "/company/size",
                "expected one of 1-10, 11-50, 51-250, 251-1000, 1001+",
            ),
            (
                "/response/answers/a1/state",
                "expected one of level, unknown, notApplicable",
            ),
            ("/createdAt", moment),
        ],
    };
    let mut all = Vec::new();
    for (pointer, expected) in words {
        for script in SCRIPTS {
            let raw = json!(script).to_string();
            let (text, column) = with_raw(&document(kind), pointer, &raw);
            all.push(Wrong::new(
                text,
                pointer,
                format!("{expected}, found {raw}"),
                column,
            ));
        }
    }
    all
}

/// Places of a document where anything may be written, and that are shown once it is opened.
pub fn shown_texts(kind: &str) -> &'static [&'static str] {
    match kind {
        "invite" => &["/from/name", "/to/name", "/message"],
        "view" => &[
            "/payload/document/company/name",
            "/payload/document/title",
            "/payload/document/respondent",
            "/payload/document/answers/a1/note",
        ],
        _ => &["/company/name", "/response/answers/a1/note"],
    }
}

/// A right document with this in a text.
pub fn saying(kind: &str, pointer: &str, words: &str) -> String {
    with(document(kind), pointer, json!(words)).to_string()
}
