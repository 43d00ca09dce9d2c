//! The documents that come and go: responses, bundles, results. Each is read by hand into validated types, and every
//! mistake is named with its place.

mod arrival;
pub mod backup;
mod base64;
mod bundle;
mod company;
mod document;
mod quick;
mod relation;
mod response;
mod result;

pub(in crate::domain) use company::{LONGEST_NAME, LONGEST_NOTE};
pub(in crate::domain) use company::{name, note, uuid};
pub(in crate::domain) use response::day;

pub use arrival::{Arrival, Here, ImportReport, Settling};
pub use base64::base64;
pub use bundle::{Bundle, read_bundle, write_bundle};
pub use company::{read_company, write_company};
pub use document::{Document, Refusal, read_document, read_document_in_slices, refuse_larger_document};
pub use relation::{relate_documents, write_relation};
pub use response::{check_against, read_answer, read_response, write_response};
pub use result::{result_document, score_documents, write_result};

use super::json::{self, Json, Walker};
use super::pack::{Pack, PackReference};
use super::problem::Problem;

/// The pack that a response answers: same id, version and, where the response has one, hash. The first of several.
#[must_use]
pub fn pack_of<'p>(reference: &PackReference, packs: &[&'p Pack]) -> Option<&'p Pack> {
    let fits = |pack: &&&Pack| {
        pack.questionnaire.id == reference.id
            && pack.questionnaire.version == reference.version
            && reference.hash.as_ref().is_none_or(|hash| *hash == pack.hash)
    };
    packs.iter().find(fits).copied()
}

/// Parses a text from outside and walks it as one document.
fn read<T>(
    text: &str,
    walk: impl for<'a> FnOnce(&mut Walker<'a>, &'a Json) -> Option<T>,
) -> Result<T, Vec<Problem>> {
    let json = json::parse_document(text).map_err(|problem| vec![problem])?;
    let mut walker = Walker::new();
    let value = walk(&mut walker, &json);
    walker.finish(value)
}
