//! From the store's records to the library.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::company::Company;
use crate::domain::exchange::read_company;
use crate::domain::json;
use crate::domain::library::Library;
use crate::domain::pack::Pack;
use crate::domain::problem::Problem;
use crate::storage::migrations::{self, PAYLOAD_FORMAT, STEPS};
use crate::storage::{RecordKind, Stored, envelope};

use super::shelf;
use super::state::{State, Unreadable};

/// Takes in what the store held. What cannot be read is set aside: said, offered as a file, and never written to.
pub fn take_in(state: State, found: Vec<Stored>) {
    let mut library = Library::default();
    let mut kept = Vec::new();
    let mut unreadable = Vec::new();
    for stored in found {
        match read_record(&stored) {
            Ok(Record::Assessment(assessment)) => {
                library.assessments.insert(assessment.id, assessment);
            }
            Ok(Record::Company(company)) => {
                library.companies.insert(company.id, company);
            }
            Ok(Record::Pack(pack)) => {
                kept.push(pack.hash.clone());
                state.shelf.add(pack);
            }
            Ok(Record::OfNewerVersion) => {}
            Err(cause) => unreadable.push(Unreadable {
                key: stored.key.as_str().to_owned(),
                cause,
                bytes: stored.bytes,
            }),
        }
    }
    state.shelf.kept.update(|all| all.extend(kept));
    state.library.update(|current| {
        // What was begun while the store was opening stays.
        for (id, assessment) in library.assessments {
            current.assessments.get_or_insert_with(id, || assessment);
        }
        for (id, company) in library.companies {
            current.companies.get_or_insert_with(id, || company);
        }
    });
    state.unreadable.set(unreadable);
    shelf::load_whole(state);
}

enum Record {
    Assessment(Assessment),
    Company(Company),
    Pack(Pack),
    /// Of a kind that only a newer version knows; left alone.
    OfNewerVersion,
}

fn read_record(stored: &Stored) -> Result<Record, String> {
    let Some(kind) = stored.key.kind() else {
        return Ok(Record::OfNewerVersion);
    };
    let envelope = envelope::decode(&stored.bytes).map_err(|error| error.to_string())?;
    let document = json::parse(&envelope.payload).map_err(|problem| problem.to_string())?;
    let document = migrations::migrate(&document, envelope.payload_format, STEPS, PAYLOAD_FORMAT)
        .map_err(|error| error.to_string())?;
    let first = |problems: Vec<Problem>| problems.first().map_or_else(String::new, ToString::to_string);
    match kind {
        RecordKind::Assessment => Assessment::from_json(&document)
            .map(Record::Assessment)
            .map_err(first),
        RecordKind::Company => read_company(&document).map(Record::Company).map_err(first),
        // What was small enough to come in is read, whatever its record's size.
        RecordKind::Pack => match Pack::from_json(document.into_owned()).map_err(first)? {
            pack if pack.hash.as_str() == stored.key.id() => Ok(Record::Pack(pack)),
            _ => Err(String::from("its key is not the hash of its content")),
        },
        RecordKind::Setting => Ok(Record::OfNewerVersion),
    }
}
