//! The documents that come and go: responses, bundles, results; and what two companies send each other: invites, views and
//! shared results, as files and in links. Each is read by hand into validated types, and every
//! mistake is named with its place.

mod arrival;
pub mod backup;
pub mod base64;
mod bundle;
mod company;
mod document;
mod exchanged;
mod invite;
mod link;
mod link_table;
mod mail;
mod quick;
mod reception;
mod relation;
mod response;
mod result;
pub mod sealed;
mod shared_result;
pub mod signature;
mod stated;
mod view;
mod wanted;

pub(in crate::domain) use company::{LONGEST_NAME, LONGEST_NOTE, moment, name, note, uuid};
pub(in crate::domain) use response::day;

pub use arrival::{Arrival, Here, ImportReport, Settling};
pub use base64::{base64, base64_url, from_base64_url};
pub use bundle::{Bundle, read_bundle, write_bundle};
pub use company::{read_company, read_whole_company, write_company};
pub use document::{Document, Refusal, read_document, read_document_in_slices, refuse_larger_document};
pub use exchanged::{Exchanged, read_exchanged, write_exchanged};
pub use invite::{Invite, InviteId, read_invite, told_of, write_invite};
pub use link::{LINK_PREFIX, LONGEST_MADE, LONGEST_READ, LinkError, TooLong, from_fragment, to_fragment};
pub use link_table::{LinkTable, MOST_LINKS, TableFull};
pub use mail::letter;
pub use reception::{
    Delivery, Known, ReceivedRecord, Reception, ReceptionError, is_received_record, receive,
};
pub use relation::{relate_documents, write_relation};
pub use response::{check_against, read_answer, read_response, write_response};
pub use result::{result_document, score_documents, write_result};
pub use shared_result::{Chosen, SharedResult, read_shared_result, share_result, write_shared_result};
pub use stated::StatedResult;
pub use view::{Evidence, View, ViewError, read_view, write_view};
pub use wanted::{Wanted, read_company_named, read_wanted};

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
