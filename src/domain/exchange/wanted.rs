//! What a host page wants an assessment to begin with.

use crate::domain::company::CompanyFacts;
use crate::domain::json::{self, Fields, Json, Value, Walker};
use crate::domain::pack::Length;
use crate::domain::problem::Problem;
use crate::domain::side::Side;

use super::company::{facts, name};

/// Everything may be left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wanted {
    pub side: Option<Side>,
    pub length: Option<Length>,
    pub company: Option<CompanyFacts>,
    pub counterpart: Option<CompanyFacts>,
    /// The text of the questionnaire that is to be answered.
    pub pack: Option<String>,
}

/// Reads what is wanted: an object whose members may all be missing. A company is its name, or an object of `name`, `kind`
/// and `size`; the questionnaire is a pack, or its text.
///
/// # Errors
/// Every mistake with its place, such as `company.kind: expected one of vendor, reseller, …, found "shop"`.
pub fn read_wanted(text: &str) -> Result<Wanted, Vec<Problem>> {
    let json = json::parse_document(text).map_err(|problem| vec![problem])?;
    let mut walker = Walker::new();
    let wanted = wanted(&mut walker, &json);
    walker.finish(wanted)
}

/// Reads a company as an attribute says it: its name, or, where it begins with `{`, an object of `name`, `kind` and `size`.
///
/// # Errors
/// Every mistake with its place.
pub fn read_company_named(text: &str) -> Result<CompanyFacts, Vec<Problem>> {
    let json = if text.trim_start().starts_with('{') {
        json::parse_document(text).map_err(|problem| vec![problem])?
    } else {
        Json::from(text.trim())
    };
    let mut walker = Walker::new();
    let company = company(&mut walker, &json);
    walker.finish(company)
}

fn wanted<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Wanted> {
    let mut fields: Fields<'a> = walker.object(json)?;
    Some(Wanted {
        side: fields.optional(walker, "side", |walker, json| {
            walker.choice(json, &Side::ALL, Side::name)
        }),
        length: fields.optional(walker, "length", |walker, json| {
            walker.choice(json, &Length::ALL, Length::name)
        }),
        company: fields.optional(walker, "company", company),
        counterpart: fields.optional(walker, "counterpart", company),
        pack: fields.optional(walker, "pack", pack),
    })
}

/// A page knows no ids of ours: one that it gives is let go.
fn company<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<CompanyFacts> {
    if json.as_str().is_some() {
        let name = name(walker, json)?;
        return Some(CompanyFacts {
            name: name.trim().to_owned(),
            ..CompanyFacts::default()
        });
    }
    let told = facts(walker, json)?;
    Some(CompanyFacts {
        name: told.name.trim().to_owned(),
        kind: told.kind,
        size: told.size,
        ..CompanyFacts::default()
    })
}

fn pack(walker: &mut Walker<'_>, json: &Json) -> Option<String> {
    match &json.value {
        Value::String(text) => Some(text.clone()),
        Value::Object(_) => Some(json::compact(json)),
        _ => {
            walker.expected(json, "a questionnaire or its text");
            None
        }
    }
}
