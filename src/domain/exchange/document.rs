//! Any document that can be imported, by its kind.

use super::bundle::{Bundle, bundle};
use super::read;
use super::response::response_to;
use crate::domain::assessment::Assessment;
use crate::domain::json::{Json, Step, Walker};
use crate::domain::pack::{Pack, refuse_too_deep_for_bundle};
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
