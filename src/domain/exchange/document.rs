//! Any document that can be imported, by its kind.

use super::bundle::{Bundle, Opened};
use super::pack_of;
use super::response::response_to;
use crate::domain::assessment::Assessment;
use crate::domain::benchmark::Benchmark;
use crate::domain::json::{self, Json, Scan, Step, Walker};
use crate::domain::pack::{Pack, PackReference, refuse_too_deep_for_bundle};
use crate::domain::problem::Problem;
use crate::domain::slices::{Progress, finish};

/// A document that can be imported.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    Response(Box<Assessment>),
    Bundle(Bundle),
    Pack(Box<Pack>),
    Benchmark(Box<Benchmark>),
}

/// Why a document is not read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusal {
    /// Every mistake with its place; at least one.
    pub problems: Vec<Problem>,
    /// The packs that its responses answer and that are neither in it nor at hand, each once.
    pub missing: Vec<PackReference>,
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self {
            problems: vec![problem],
            missing: Vec::new(),
        }
    }
}

/// Reads a response, a bundle, a pack or a benchmark, whichever it says it is. Responses are checked against their packs, which
/// must be in the document or among `known`.
///
/// # Errors
/// Every mistake with its place; `kind: ..` where it is none of the four.
pub fn read_document(text: &str, known: &[&Pack]) -> Result<Document, Vec<Problem>> {
    finish(read_document_in_slices(text, known, &Progress::default())).map_err(|refusal| refusal.problems)
}

/// As [`read_document`], in slices: a bundle's packs, companies and responses one by one.
///
/// # Errors
/// As [`read_document`].
pub async fn read_document_in_slices(
    text: &str,
    known: &[&Pack],
    progress: &Progress,
) -> Result<Document, Refusal> {
    refuse_larger_document(text, text.len())?;
    let opened = Opened::read(text, progress).await?;
    match opened {
        Some(opened) if opened.frame.member("kind").and_then(Json::as_str) == Some("bundle") => {
            opened.bundle(known).await.map(Document::Bundle)
        }
        Some(opened) if opened.is_whole() => of_tree(&opened.frame, known),
        _ => of_tree(&json::parse_document(text)?, known),
    }
}

/// Refuses a document by its size in bytes, or in characters where only those are counted, before it is read or copied. A
/// bundle may be larger than anything else, and says in its beginning that it is one.
///
/// # Errors
/// As [`json::refuse_larger`] or [`json::refuse_larger_bundle`].
pub fn refuse_larger_document(beginning: &str, size: usize) -> Result<(), Problem> {
    let mut is_bundle = false;
    let mut scan = Scan::new(beginning.strip_prefix('\u{feff}').unwrap_or(beginning), 0, 0);
    scan.members(|scan, name| {
        is_bundle = name == "kind" && scan.plain() == Some("bundle");
        None
    });
    if is_bundle {
        json::refuse_larger_bundle(size)
    } else {
        json::refuse_larger(size)
    }
}

/// Parses a text from outside and walks it as one document, whose packs may be missing.
pub(super) fn refusable<T>(
    text: &str,
    walk: impl for<'a> FnOnce(&mut Walker<'a>, &'a Json, &mut Vec<PackReference>) -> Option<T>,
) -> Result<T, Refusal> {
    walked(&json::parse_document(text)?, walk)
}

fn of_tree(json: &Json, known: &[&Pack]) -> Result<Document, Refusal> {
    walked(json, |walker, json, missing| {
        document(walker, json, known, missing)
    })
}

fn walked<T>(
    json: &Json,
    walk: impl for<'a> FnOnce(&mut Walker<'a>, &'a Json, &mut Vec<PackReference>) -> Option<T>,
) -> Result<T, Refusal> {
    let mut walker = Walker::new();
    let mut missing = Vec::new();
    let read = walk(&mut walker, json, &mut missing);
    walker
        .finish(read)
        .map_err(|problems| Refusal { problems, missing })
}

fn document<'a>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    known: &[&Pack],
    missing: &mut Vec<PackReference>,
) -> Option<Document> {
    walker.object(json)?;
    match json.member("kind").and_then(Json::as_str) {
        Some("response") => {
            refuse_too_deep_for_bundle(walker, json);
            let response = response_to(walker, json, known)?;
            if pack_of(&response.pack, known).is_none() {
                missing.push(response.pack.clone());
            }
            Some(Document::Response(Box::new(response)))
        }
        Some("pack") => match Pack::from_json(json.clone()) {
            Ok(pack) => Some(Document::Pack(Box::new(pack))),
            Err(problems) => {
                walker.adopt(problems);
                None
            }
        },
        Some("benchmark") => match Benchmark::from_json(json.clone()) {
            Ok(benchmark) => Some(Document::Benchmark(Box::new(benchmark))),
            Err(problems) => {
                walker.adopt(problems);
                None
            }
        },
        _ => {
            let (at, found) = match json.member("kind") {
                Some(kind) => (kind, "this kind of document cannot be imported"),
                None => (json, "missing; this is no document of channel-readiness"),
            };
            walker.under(Step::Name("kind"), |walker| {
                walker.refuse(
                    at,
                    [found, "; a response, a bundle, a pack or a benchmark can"].concat(),
                );
            });
            None
        }
    }
}
