//! A bundle: packs, companies and responses in one document.

use std::collections::BTreeMap;

use super::company::{company, write_company};
use super::read;
use super::response::{response, response_to, write_response};
use crate::domain::assessment::Assessment;
use crate::domain::company::Company;
use crate::domain::json::{Json, Member, Step, Walker};
use crate::domain::pack::{Hash, Pack, kind_and_format};
use crate::domain::problem::Problem;

/// Each response is looked up in all of them.
const MOST_PACKS: usize = 1000;

/// Packs, companies and responses that travel together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bundle {
    /// Each once, by hash.
    pub packs: Vec<Pack>,
    /// Each once, by id.
    pub companies: Vec<Company>,
    /// Each once, by id.
    pub responses: Vec<Assessment>,
    /// Unknown fields, kept and written back.
    pub extra: Vec<Member>,
}

/// Reads a bundle. Every response is checked against its pack, which is in the bundle or among `known`.
///
/// # Errors
/// Every mistake with its place, such as `responses[3].answers["2.4"].level: expected a whole number from 0 to 4,
/// found 5`.
pub fn read_bundle(text: &str, known: &[&Pack]) -> Result<Bundle, Vec<Problem>> {
    read(text, |walker, json| bundle(walker, json, known))
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
    members.extend(bundle.extra.iter().cloned());
    Json::object(members)
}

pub(super) fn bundle<'a>(walker: &mut Walker<'a>, json: &'a Json, known: &[&Pack]) -> Option<Bundle> {
    let mut fields = walker.object(json)?;
    if !kind_and_format(walker, &mut fields, "bundle") {
        return None;
    }
    let packs = fields.required(walker, "packs", |walker, json| packs(walker, json, "a bundle"));
    let companies = fields.required(walker, "companies", |walker, json| {
        let mut first = BTreeMap::new();
        walker.list(json, |walker, json| {
            let company = company(walker, json)?;
            once(walker, json, company.id, &mut first);
            Some(company)
        })
    });
    let packs_are_read = packs.is_some();
    let packs = packs.unwrap_or_default();
    let at_hand: Vec<&Pack> = packs.iter().chain(known.iter().copied()).collect();
    let responses = fields.required(walker, "responses", |walker, json| {
        let mut first = BTreeMap::new();
        walker.list(json, |walker, json| {
            // Where a pack of the bundle is wrong, its responses are not to blame for it.
            let response = if packs_are_read {
                response_to(walker, json, &at_hand)
            } else {
                response(walker, json)
            }?;
            once(walker, json, response.id, &mut first);
            Some(response)
        })
    });
    Some(Bundle {
        packs,
        companies: companies?,
        responses: responses?,
        extra: fields.rest(),
    })
}

/// Reads the packs of a bundle or of another document that is named by `owner`.
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

/// Refuses what stood before; `first` holds where each first stood.
fn once<'a, Key: Ord>(walker: &mut Walker<'a>, json: &'a Json, key: Key, first: &mut BTreeMap<Key, String>) {
    let place = walker.place();
    match first.get(&key) {
        Some(place) => {
            let at = json.member("id").unwrap_or(json);
            walker.under(Step::Name("id"), |walker| {
                walker.refuse(at, format!("the same as of {place}"));
            });
        }
        None => {
            first.insert(key, place);
        }
    }
}
