//! What two companies send each other, by its kind.

use super::document::{Refusal, refusable};
use super::invite::{Invite, invite, write_invite};
use super::shared_result::{SharedResult, shared_result, write_shared_result};
use super::view::{View, view, write_view};
use crate::domain::json::{Json, Step};
use crate::domain::pack::Pack;

/// What is in a file or link of two companies.
#[derive(Debug, Clone, PartialEq)]
pub enum Exchanged {
    Invite(Box<Invite>),
    View(Box<View>),
    SharedResult(Box<SharedResult>),
}

/// Reads an invite, a view or a shared result, whichever it says it is. A view is checked against its pack, which is in it
/// or among `known`.
///
/// # Errors
/// Every mistake with its place; `kind: ..` where it is none of the three.
pub fn read_exchanged(text: &str, known: &[&Pack]) -> Result<Exchanged, Refusal> {
    refusable(text, |walker, json, missing| {
        walker.object(json)?;
        match json.member("kind").and_then(Json::as_str) {
            Some("invite") => invite(walker, json).map(Box::new).map(Exchanged::Invite),
            Some("view") => view(walker, json, known, missing)
                .map(Box::new)
                .map(Exchanged::View),
            Some("shared-result") => shared_result(walker, json)
                .map(Box::new)
                .map(Exchanged::SharedResult),
            _ => {
                let at = json.member("kind").unwrap_or(json);
                walker.under(Step::Name("kind"), |walker| {
                    walker.refuse(at, "expected invite, view or shared-result");
                });
                None
            }
        }
    })
}

/// What is put into a file or link, as its tree.
#[must_use]
pub fn write_exchanged(exchanged: &Exchanged) -> Json {
    match exchanged {
        Exchanged::Invite(invite) => write_invite(invite),
        Exchanged::View(view) => write_view(view),
        Exchanged::SharedResult(shared) => write_shared_result(shared),
    }
}
