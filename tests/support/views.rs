//! Views of a relationship, short to write.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::assessment::{Assessment, AssessmentId};
use channel_readiness::domain::company::{Company, CompanyId};
use channel_readiness::domain::exchange::{InviteId, read_company, read_response};
use channel_readiness::domain::json::parse;
use channel_readiness::domain::library::Library;
use channel_readiness::domain::own::{Filed, OwnNote, Received};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::Moment;
use uuid::Uuid;

use super::documents::{company, vendor};

pub fn moment(day: u32) -> Moment {
    Moment::parse(&format!("2026-11-{day:02}T10:41:00Z")).unwrap()
}

pub fn company_id(number: u128) -> CompanyId {
    CompanyId(Uuid::from_u128(number))
}

pub fn named(number: u128, name: &str) -> Company {
    let mut read = read_company(&parse(&company().to_string()).unwrap()).unwrap();
    read.id = company_id(number);
    name.clone_into(&mut read.name);
    read
}

/// An assessment of nobody in particular, changed on this day.
pub fn assessment(number: u128, side: Side, day: u32) -> Assessment {
    let mut read = read_response(&vendor().to_string()).unwrap();
    read.id = AssessmentId(Uuid::from_u128(number));
    read.side = side;
    read.updated_at = moment(day);
    read.company.id = None;
    read.counterpart = None;
    read
}

pub fn about(company: u128, mut of: Assessment) -> Assessment {
    let mut facts = of.company.clone();
    facts.id = Some(company_id(company));
    of.counterpart = Some(facts);
    of
}

pub fn received(day: u32, of: Assessment) -> Assessment {
    received_by(day, None, of)
}

/// Received on this day as the answer to an invite, or with one, where there is any.
pub fn received_by(day: u32, invite: Option<InviteId>, mut of: Assessment) -> Assessment {
    let received = Received {
        at: moment(day),
        invite,
        fingerprint: None,
        file: None,
        extra: Vec::new(),
    };
    received.put(&mut of);
    of
}

pub fn filed(company: u128, mut of: Assessment) -> Assessment {
    Filed::under(company_id(company), moment(1)).put(&mut of);
    of
}

pub fn library(companies: Vec<Company>, assessments: Vec<Assessment>) -> Library {
    let mut library = Library::default();
    library.take_in(companies, assessments);
    library
}

pub fn numbers(assessments: &[&Assessment]) -> Vec<u128> {
    assessments.iter().map(|one| one.id.0.as_u128()).collect()
}
