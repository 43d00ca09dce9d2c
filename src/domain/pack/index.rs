//! The list of packs that come with the page.

use super::Hash;
use super::reference::{LONGEST_ID, hash, id, version};
use crate::domain::json::{self, Walker};
use crate::domain::problem::Problem;

/// A pack that comes with the page, told without fetching it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexEntry {
    /// The name of its file beside the list.
    pub file: String,
    pub id: String,
    /// From 1.
    pub version: u32,
    pub title: String,
    /// What it is for, in one sentence.
    pub about: String,
    /// How many questions each length asks at most.
    pub quick: usize,
    pub full: usize,
    /// Of its content; the build adds it.
    pub hash: Option<Hash>,
}

/// Reads `packs/index.json` of our own build.
///
/// # Errors
/// Every mistake with its place, such as `packs[1].file: missing`.
pub fn read_index(text: &str) -> Result<Vec<IndexEntry>, Vec<Problem>> {
    let document = json::parse(text).map_err(|problem| vec![problem])?;
    let mut walker = Walker::new();
    let entries = walker.object(&document).and_then(|mut fields| {
        fields.required(&mut walker, "packs", |walker, json| walker.list(json, entry))
    });
    walker.finish(entries)
}

fn entry<'a>(walker: &mut Walker<'a>, json: &'a json::Json) -> Option<IndexEntry> {
    let mut fields = walker.object(json)?;
    let file = fields.required(walker, "file", |walker, json| walker.filled(json, LONGEST_ID));
    let id = fields.required(walker, "id", |walker, json| id(walker, json));
    let version = fields.required(walker, "version", |walker, json| version(walker, json));
    let title = fields.required(walker, "title", |walker, json| walker.filled(json, 1000));
    let about = fields.required(walker, "about", |walker, json| walker.filled(json, 1000));
    let questions = fields.required(walker, "questions", |walker, json| {
        let mut fields = walker.object(json)?;
        let quick = fields.required(walker, "quick", |walker, json| walker.whole(json, 0..=1000));
        let full = fields.required(walker, "full", |walker, json| walker.whole(json, 0..=1000));
        Some((usize::try_from(quick?).ok()?, usize::try_from(full?).ok()?))
    });
    let hash = fields.optional(walker, "hash", hash);
    let (quick, full) = questions?;
    Some(IndexEntry {
        file: file?.to_owned(),
        id: id?,
        version: version?,
        title: title?.to_owned(),
        about: about?.to_owned(),
        quick,
        full,
        hash,
    })
}
