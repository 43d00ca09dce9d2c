//! A pack or a response changed in one place, and what is then said of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use channel_readiness::domain::exchange::{Document, read_document, write_response};
use channel_readiness::domain::json::{Json, compact};
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::problem::{Position, Problem};
use serde_json::Value;

pub use crate::hostile_contents::changed::{with, with_raw};
use crate::targets;

/// The class of input, and the two ways in that every class is tried on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    Pack,
    Response,
}

impl Entry {
    pub const BOTH: [Self; 2] = [Self::Pack, Self::Response];

    /// A right document.
    pub fn document(self) -> Value {
        serde_json::from_str(match self {
            Self::Pack => PACK,
            Self::Response => include_str!("../fuzz/seeds/response/small.json"),
        })
        .unwrap()
    }
}

/// The pack that all of them answer.
pub static KNOWN: LazyLock<Pack> = LazyLock::new(|| Pack::parse(PACK).unwrap());

const PACK: &str = include_str!("../fuzz/seeds/pack/small.json");

/// Counts cases by entry, so that none is tried on fewer than promised.
#[derive(Debug, Default)]
pub struct Cases(BTreeMap<Entry, usize>);

impl Cases {
    /// Expects the mistake, and says so by place and reason at this column of the only line. Nothing may panic.
    #[track_caller]
    pub fn refused(&mut self, entry: Entry, text: &str, (place, cause, column): (&str, &str, usize)) {
        let problems = self.read(entry, text).expect_err(&short(text));
        let expected = Problem {
            place: place.to_owned(),
            cause: cause.to_owned(),
            at: Some(Position {
                line: 1,
                column: u32::try_from(column).unwrap(),
            }),
            instead: None,
        };
        let found = problems.iter().any(|problem| {
            let Problem { place, cause, at, .. } = problem;
            (place, cause, at) == (&expected.place, &expected.cause, &expected.at)
        });
        assert!(
            found,
            "expected {expected}\nfound {}\nin {}",
            told(&problems),
            short(text)
        );
    }

    /// Expects any refusal, and gives its problems.
    #[track_caller]
    pub fn refused_somehow(&mut self, entry: Entry, text: &str) -> Vec<Problem> {
        self.read(entry, text).expect_err(&short(text))
    }

    /// Expects that the document is read, scored within range and written as it came; gives what is written.
    #[track_caller]
    pub fn accepted(&mut self, entry: Entry, text: &str) -> Value {
        let document = self.read(entry, text);
        let document = document.unwrap_or_else(|problems| panic!("{}\nin {}", told(&problems), short(text)));
        match document {
            Document::Pack(pack) => value(&pack.document),
            Document::Response(response) => value(&write_response(&response)),
            Document::Bundle(_) | Document::Benchmark(_) => panic!("something else in {}", short(text)),
        }
    }

    /// That every entry had at least so many cases.
    #[track_caller]
    pub fn at_least(&self, least: usize, entries: &[Entry]) {
        for entry in entries {
            let count = self.0.get(entry).copied().unwrap_or_default();
            assert!(count >= least, "{count} cases for a {entry:?}");
        }
    }

    #[track_caller]
    fn read(&mut self, entry: Entry, text: &str) -> Result<Document, Vec<Problem>> {
        *self.0.entry(entry).or_default() += 1;
        // What must hold of any text: position and reason where it is refused, scores in range where it is read.
        targets::document(text.as_bytes());
        match entry {
            Entry::Pack => targets::pack(text.as_bytes()),
            Entry::Response => targets::response(text.as_bytes()),
        }
        read_document(text, &[&*KNOWN])
    }
}

/// A pointer as a problem's place spells it.
pub fn place_of(pointer: &str) -> String {
    let mut place = String::new();
    for step in pointer.split('/').skip(1) {
        let plain = step.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        if step.bytes().all(|byte| byte.is_ascii_digit()) {
            place += &["[", step, "]"].concat();
        } else if plain
            && step
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            place += if place.is_empty() { "" } else { "." };
            place += step;
        } else {
            place += &["[", &Value::from(step).to_string(), "]"].concat();
        }
    }
    place
}

/// The pointers of everything in a document, with what stands there; the document itself first.
pub fn everything(document: &Value) -> Vec<(String, Value)> {
    let mut all = vec![(String::new(), document.clone())];
    let mut next = 0;
    while let Some((pointer, value)) = all.get(next).cloned() {
        match value {
            Value::Object(members) => {
                all.extend(
                    members
                        .into_iter()
                        .map(|(name, value)| (format!("{pointer}/{name}"), value)),
                );
            }
            Value::Array(items) => {
                let items = items.into_iter().enumerate();
                all.extend(items.map(|(index, value)| (format!("{pointer}/{index}"), value)));
            }
            _ => {}
        }
        next += 1;
    }
    all
}

/// The pointers of the texts in which anything may be written.
pub fn free_texts(document: &Value) -> Vec<String> {
    let chosen = [
        "kind",
        "format",
        "id",
        "side",
        "length",
        "size",
        "state",
        "day",
        "createdAt",
        "updatedAt",
        "grade",
        "of",
        "company",
        "sizeAtLeast",
        "indicator",
    ];
    let lists = ["languages", "lengths", "indicators"];
    let is_free = |pointer: &str| {
        let mut steps = pointer.rsplit('/');
        let (last, parent) = (steps.next().unwrap_or_default(), steps.next().unwrap_or_default());
        !(chosen.contains(&last) || lists.contains(&parent) && last.parse::<usize>().is_ok())
    };
    let texts = everything(document)
        .into_iter()
        .filter(|(_, value)| value.is_string());
    texts
        .map(|(pointer, _)| pointer)
        .filter(|pointer| is_free(pointer))
        .collect()
}

pub fn value(json: &Json) -> Value {
    serde_json::from_str(&compact(json)).unwrap()
}

pub fn told(problems: &[Problem]) -> String {
    let lines = problems.iter().map(ToString::to_string);
    lines.flat_map(|line| [line, "\n".to_owned()]).collect()
}

fn short(text: &str) -> String {
    text.chars().take(6000).collect()
}
