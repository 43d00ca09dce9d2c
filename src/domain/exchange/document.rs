//! Any document that can be imported, by its kind.

use std::collections::BTreeSet;

use super::bundle::{Bundle, bundle};
use super::response::response_to;
use super::{pack_of, read};
use crate::domain::assessment::Assessment;
use crate::domain::json::{self, Json, Step, Walker};
use crate::domain::pack::{Pack, PackReference, refuse_too_deep_for_bundle};
use crate::domain::problem::Problem;

/// A document that can be imported.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    Response(Box<Assessment>),
    Bundle(Bundle),
    Pack(Box<Pack>),
}

/// Reads a response, a bundle or a pack, whichever it says it is. Responses are checked against their packs, which
/// must be in the document or among `known`.
///
/// # Errors
/// Every mistake with its place; `kind: ..` where it is none of the three.
pub fn read_document(text: &str, known: &[&Pack]) -> Result<Document, Vec<Problem>> {
    read(text, |walker, json| document(walker, json, known))
}

fn document<'a>(walker: &mut Walker<'a>, json: &'a Json, known: &[&Pack]) -> Option<Document> {
    walker.object(json)?;
    match json.member("kind").and_then(Json::as_str) {
        Some("response") => {
            refuse_too_deep_for_bundle(walker, json);
            response_to(walker, json, known).map(|response| Document::Response(Box::new(response)))
        }
        Some("bundle") => bundle(walker, json, known).map(Document::Bundle),
        Some("pack") => match Pack::from_json(json.clone()) {
            Ok(pack) => Some(Document::Pack(Box::new(pack))),
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
                walker.refuse(at, [found, "; a response, a bundle or a pack can"].concat());
            });
            None
        }
    }
}

/// The packs that the responses of a document answer and that are neither in it nor among `known`, each once. None where
/// the text is not read at all; what else is wrong with the document is for [`read_document`] to say.
#[must_use]
pub fn missing_packs(text: &str, known: &[&Pack]) -> Vec<PackReference> {
    let Ok(json) = json::parse_document(text) else {
        return Vec::new();
    };
    let members = |name: &str| json.member(name).map_or(&[][..], Json::items);
    let is_response = json.member("kind").and_then(Json::as_str) == Some("response");
    let alone = is_response.then_some(&json);
    let named = |document: &Json| {
        let mut walker = Walker::new();
        let mut fields = walker.object(document)?;
        PackReference::walk(&mut walker, &mut fields)
    };
    let along = members("packs").iter().filter_map(named);
    let along: BTreeSet<(String, u32)> = along.map(|pack| (pack.id, pack.version)).collect();
    let answered = alone.into_iter().chain(members("responses"));
    let answered: BTreeSet<PackReference> = answered
        .filter_map(|response| named(response.member("pack")?))
        .filter(|pack| pack_of(pack, known).is_none())
        .filter(|pack| !along.contains(&(pack.id.clone(), pack.version)))
        .collect();
    answered.into_iter().collect()
}
