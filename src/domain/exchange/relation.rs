//! The relation of two views as a document, for the host page and for scripts.

use serde::{Serialize, Serializer};

use super::read;
use super::response::response_to;
use crate::domain::assessment::Assessment;
use crate::domain::json::{Json, Step, Walker, to_json};
use crate::domain::pack::{DimensionId, Pack};
use crate::domain::problem::Problem;
use crate::domain::relationship::{DimensionRelation, Gap, Relation, relate};
use crate::domain::side::Side;

/// Compares the vendor's and the partner's response to one pack.
///
/// # Errors
/// The pack's mistakes; where it has none, those of both responses, with `vendor` or `partner` before their places.
pub fn relate_documents(pack: &str, vendor: &str, partner: &str) -> Result<Json, Vec<Problem>> {
    let pack = Pack::parse(pack)?;
    let views = (
        view(&pack, vendor, Side::Vendor),
        view(&pack, partner, Side::Partner),
    );
    match views {
        (Ok(vendor), Ok(partner)) => Ok(write_relation(&relate(&pack.questionnaire, &vendor, &partner))),
        (vendor, partner) => Err([vendor.err(), partner.err()]
            .into_iter()
            .flatten()
            .flatten()
            .collect()),
    }
}

/// Reads one side's response, with the side before its places.
fn view(pack: &Pack, response: &str, side: Side) -> Result<Assessment, Vec<Problem>> {
    let read = read(response, |walker, json| {
        let response = response_to(walker, json, &[pack])?;
        if response.side != side {
            let at = json.member("side").unwrap_or(json);
            walker.under(Step::Name("side"), |walker| walker.expected(at, side.name()));
        }
        Some(response)
    });
    read.map_err(|problems| {
        let mut walker = Walker::new();
        walker.under(Step::Name(side.name()), |walker| walker.adopt(problems));
        walker.finish::<()>(None).err().unwrap_or_default()
    })
}

/// A relation as its tree; what is undefined is `null`, numbers are not rounded.
#[must_use]
pub fn write_relation(relation: &Relation) -> Json {
    let gap = |gap: &Gap| WireGap {
        indicator: gap.indicator.0.clone(),
        vendor: gap.vendor.number(),
        partner: gap.partner.number(),
        gap: gap.gap,
    };
    to_json(&WireRelation {
        kind: "relation",
        format: 1,
        agreement: relation.agreement,
        matched: relation.matched,
        of: relation.of,
        dimensions: &relation.dimensions,
        gaps: relation.gaps.iter().map(gap).collect(),
    })
}

type ById = [(DimensionId, Option<DimensionRelation>)];

#[derive(Serialize)]
struct WireRelation<'a> {
    kind: &'static str,
    format: u8,
    agreement: Option<f64>,
    matched: usize,
    of: usize,
    #[serde(serialize_with = "by_id")]
    dimensions: &'a ById,
    gaps: Vec<WireGap>,
}

#[derive(Serialize)]
struct WireDimension {
    agreement: f64,
    bias: f64,
    joint: f64,
    matched: usize,
}

#[derive(Serialize)]
struct WireGap {
    indicator: String,
    vendor: u8,
    partner: u8,
    gap: i8,
}

fn by_id<S: Serializer>(dimensions: &&ById, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(dimensions.iter().map(|(id, relation)| {
        let wire = relation.map(
            |DimensionRelation {
                 agreement,
                 bias,
                 joint,
                 matched,
             }| WireDimension {
                agreement,
                bias,
                joint,
                matched,
            },
        );
        (&id.0, wire)
    }))
}
