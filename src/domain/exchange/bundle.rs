//! A bundle: packs, companies, responses and benchmarks in one document.

mod reading;

use std::collections::BTreeMap;

use super::company::write_company;
use super::read;
use super::response::write_response;
use crate::domain::assessment::Assessment;
use crate::domain::benchmark::Benchmark;
use crate::domain::company::Company;
use crate::domain::json::{self, Json, Member, Walker};
use crate::domain::pack::{Hash, Pack};
use crate::domain::problem::Problem;
use crate::domain::slices::{Progress, finish};

pub(super) use reading::Opened;

/// Each response is looked up in all of them.
const MOST_PACKS: usize = 1000;

/// Packs, companies, responses and benchmarks that travel together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bundle {
    /// Each once, by hash.
    pub packs: Vec<Pack>,
    /// Each once, by id.
    pub companies: Vec<Company>,
    /// Each once, by id.
    pub responses: Vec<Assessment>,
    /// Each once, by hash.
    pub benchmarks: Vec<Benchmark>,
    /// Unknown fields, kept and written back.
    pub extra: Vec<Member>,
}

/// Reads a bundle. Every response is checked against its pack, which is in the bundle or among `known`.
///
/// # Errors
/// Every mistake with its place, such as `responses[3].answers["2.4"].level: expected a whole number from 0 to 4,
/// found 5`.
pub fn read_bundle(text: &str, known: &[&Pack]) -> Result<Bundle, Vec<Problem>> {
    finish(async {
        let one = |problem| vec![problem];
        json::refuse_larger_bundle(text.len()).map_err(one)?;
        match Opened::read(text, &Progress::default()).await.map_err(one)? {
            Some(opened) => opened.bundle(known).await.map_err(|refusal| refusal.problems),
            None => read(text, |walker, json| {
                walker.object(json)?;
                None
            }),
        }
    })
}

/// A bundle as its tree; a pack that stands twice is written once.
#[must_use]
pub fn write_bundle(bundle: &Bundle) -> Json {
    let packs: BTreeMap<&Hash, &Pack> = bundle.packs.iter().map(|pack| (&pack.hash, pack)).collect();
    let mut members = vec![
        Member::new("kind", "bundle"),
        Member::new("format", 1),
        Member::new(
            "packs",
            Json::list(packs.values().map(|pack| pack.document.clone())),
        ),
        Member::new(
            "companies",
            Json::list(bundle.companies.iter().map(write_company)),
        ),
        Member::new(
            "responses",
            Json::list(bundle.responses.iter().map(write_response)),
        ),
    ];
    // An export without one is as it always was.
    if !bundle.benchmarks.is_empty() {
        let benchmarks = bundle.benchmarks.iter().map(|one| one.document.clone());
        members.push(Member::new("benchmarks", Json::list(benchmarks)));
    }
    members.extend(bundle.extra.iter().cloned());
    Json::object(members)
}

/// Reads the packs of another document that is named by `owner`.
pub(super) fn packs<'a>(walker: &mut Walker<'a>, json: &'a Json, owner: &str) -> Option<Vec<Pack>> {
    let count = json.items().len();
    if count > MOST_PACKS {
        walker.refuse(json, format!("{count} packs, {owner} has at most {MOST_PACKS}"));
        return None;
    }
    let mut first: BTreeMap<Hash, String> = BTreeMap::new();
    walker.list(json, |walker, json| match Pack::from_json(json.clone()) {
        Ok(pack) => {
            let place = walker.place();
            if let Some(place) = first.get(&pack.hash) {
                walker.refuse(json, format!("the same pack as {place}"));
            } else {
                first.insert(pack.hash.clone(), place);
            }
            Some(pack)
        }
        Err(problems) => {
            walker.adopt(problems);
            None
        }
    })
}
