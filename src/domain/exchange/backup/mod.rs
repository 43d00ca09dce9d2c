//! A backup: everything that is kept, in one file.
//!
//! The content is a JSON document of this kind; the file around it, which may compress and encrypt it, is the business of
//! [`open`] and [`seal`]. What restoring it would do is told by [`preview()`].

mod preview;

pub use super::sealed::{Encryption, Header, Parameter, Sealed, SealedError};
pub use preview::{Difference, Preview, merged, preview, preview_record, replaced};

use core::borrow::Borrow;
use std::collections::BTreeMap;

use super::bundle::packs;
use super::company::{moment, whole_company};
use super::read_whole_company;
use super::response::{read_whole_response, whole_response};
use super::sealed::{self, Mark, Signing};
use crate::domain::benchmark::Benchmark;
use crate::domain::json::{self, Json, MAX_NESTING, Member, Step, Walker, parse_within};
use crate::domain::pack::{Pack, kind_and_format, refuse_too_deep_for_bundle};
use crate::domain::problem::Problem;
use crate::domain::replica::{DeviceId, Replica, device};
use crate::domain::slices::pause;
use crate::domain::time::Moment;

/// The longest key of a record, and the longest version of an app, in characters.
const LONGEST_KEY: usize = 200;
/// A backup stands three levels around its payloads.
const BACKUP_NESTING: usize = MAX_NESTING + 3;

/// Everything that was kept when it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Backup {
    pub created_at: Moment,
    /// Version of the app that wrote it; for diagnosis only.
    pub app: String,
    /// Where it was made.
    pub device: DeviceId,
    /// Each once, by key.
    pub records: Vec<BackupRecord>,
    /// Each once, by hash.
    pub packs: Vec<Pack>,
    /// Unknown fields, kept and written back.
    pub extra: Vec<Member>,
}

/// A record in a backup.
#[derive(Debug, Clone, PartialEq)]
pub struct BackupRecord {
    /// As in the store, such as `assessment/0190f5f0-7b1c-7000-8000-000000000001`.
    pub key: String,
    pub replica: Replica,
    /// Unknown fields, kept and written back.
    pub extra: Vec<Member>,
}

/// Puts a body, which is compressed and encrypted as the header says, into the file of a backup.
///
/// # Errors
/// As [`sealed::seal`].
pub fn seal(header: &Header, body: &[u8]) -> Result<Vec<u8>, SealedError> {
    sealed::seal(Mark::Backup, header, body)
}

/// Takes a backup's body out of its file.
///
/// # Errors
/// As [`sealed::open`].
pub fn open(bytes: &[u8]) -> Result<Sealed<'_>, SealedError> {
    sealed::open(Mark::Backup, bytes)
}

/// What encryption authenticates beside the body of a backup: the header up to the length of the content.
#[must_use]
pub fn additional_data(header: &Header) -> Vec<u8> {
    header.additional_data(Mark::Backup, Signing::Unsigned)
}

/// Reads a backup's content. The documents of assessments, companies and benchmarks are read too, so that what is restored can be
/// opened; records of a kind that this version does not know are kept as they are. Each record is a slice.
///
/// # Errors
/// Every mistake with its place, such as `records[3].payload.document.side: expected one of vendor, partner, found 5`.
pub async fn read_backup(text: &str) -> Result<Backup, Vec<Problem>> {
    let json = parse_within(text, BACKUP_NESTING).map_err(|problem| vec![problem])?;
    let mut walker = Walker::new();
    let backup = backup(&mut walker, &json).await;
    walker.finish(backup)
}

/// A backup's content as compact JSON. Each record and each pack is a slice.
pub async fn write_backup(backup: &Backup) -> String {
    let mut members = vec![
        Member::new("kind", "backup"),
        Member::new("format", 1),
        Member::new("createdAt", backup.created_at.to_string()),
        Member::new("app", backup.app.as_str()),
        Member::new("device", backup.device.to_string()),
    ];
    members.extend(backup.extra.iter().cloned());
    let mut text = json::compact(&Json::object(members));
    // More members come: it ends below.
    text.pop();
    text.push_str(",\"records\":");
    write_list(&mut text, backup.records.iter().map(written)).await;
    text.push_str(",\"packs\":");
    write_list(&mut text, backup.packs.iter().map(|pack| &pack.document)).await;
    text.push('}');
    text
}

async fn write_list(text: &mut String, items: impl Iterator<Item = impl Borrow<Json>>) {
    let mut before = '[';
    for item in items {
        text.push(core::mem::replace(&mut before, ','));
        text.push_str(&json::compact(item.borrow()));
        pause().await;
    }
    text.push_str(if before == '[' { "[]" } else { "]" });
}

fn written(record: &BackupRecord) -> Json {
    let mut members = vec![
        Member::new("key", record.key.as_str()),
        Member::new("payload", record.replica.to_json()),
    ];
    members.extend(record.extra.iter().cloned());
    Json::object(members)
}

async fn backup<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Backup> {
    let mut fields = walker.object(json)?;
    if !kind_and_format(walker, &mut fields, "backup") {
        return None;
    }
    let created_at = fields.required(walker, "createdAt", moment);
    let app = fields.required(walker, "app", |walker, json| walker.text(json, LONGEST_KEY));
    let device = fields.required(walker, "device", |walker, json| device(walker, json));
    let records = match fields.required(walker, "records", Walker::items) {
        Some(items) => records(walker, items).await,
        None => None,
    };
    let packs = fields.required(walker, "packs", |walker, json| packs(walker, json, "a backup"));
    Some(Backup {
        created_at: created_at?,
        app: app?.to_owned(),
        device: device?,
        records: records?,
        packs: packs?,
        extra: fields.rest(),
    })
}

/// Reads the records; `None` where one of them could not be read.
async fn records<'a>(walker: &mut Walker<'a>, items: &'a [Json]) -> Option<Vec<BackupRecord>> {
    let mut first = BTreeMap::new();
    let mut records = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let record = walker.under(Step::Name("records"), |walker| {
            walker.under(Step::Index(index), |walker| record(walker, item, &mut first))
        });
        records.extend(record);
        pause().await;
    }
    (records.len() == items.len()).then_some(records)
}

/// Reads a record; `first` holds where each key first stood.
fn record<'a>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    first: &mut BTreeMap<&'a str, String>,
) -> Option<BackupRecord> {
    let mut fields = walker.object(json)?;
    let place = walker.place();
    let key = fields.required(walker, "key", |walker, json| {
        let key = walker.filled(json, LONGEST_KEY)?;
        if let Some(place) = first.get(key) {
            walker.refuse(json, format!("the same as of {place}"));
        } else {
            first.insert(key, place);
        }
        Some(key)
    });
    let replica = fields.required(walker, "payload", |walker, json| {
        let replica = Replica::walk(walker, json)?;
        if let (Some(key), Some(document)) = (key, json.member("document")) {
            walker.under(Step::Name("document"), |walker| {
                fits_key(walker, document, &replica, key);
            });
        }
        Some(replica)
    });
    Some(BackupRecord {
        key: key?.to_owned(),
        replica: replica?,
        extra: fields.rest(),
    })
}

/// Refuses a document that is not what its key says.
fn fits_key<'a>(walker: &mut Walker<'a>, document: &'a Json, replica: &Replica, key: &str) {
    let Some((kind, id)) = key.split_once('/') else {
        return;
    };
    let found = match kind {
        "assessment" => whole_response(walker, document).map(|assessment| assessment.id.0),
        "company" => whole_company(walker, document).map(|company| company.id.0),
        "benchmark" => return fits_hash(walker, document, replica, id),
        _ => return,
    };
    refuse_too_deep_for_bundle(walker, document);
    if let Some(found) = found.filter(|found| found.to_string() != id) {
        walker.refuse(
            document,
            format!("its id is {found}, which is not that of the key"),
        );
    }
    // The lists beside the document may make another one of it.
    let Some(composed) = replica.document().filter(|composed| composed != document) else {
        return;
    };
    let found = match kind {
        "assessment" => read_whole_response(&composed).map(|assessment| assessment.id.0),
        _ => read_whole_company(&composed).map(|company| company.id.0),
    };
    let wrong = match found {
        Ok(found) if found.to_string() == id => return,
        Ok(_) => "another id".to_owned(),
        Err(problems) => problems.first().map(ToString::to_string).unwrap_or_default(),
    };
    walker.refuse(
        document,
        format!("the lists beside it make a wrong document of it: {wrong}"),
    );
}

/// Refuses a document that is not the benchmark whose hash its key says.
fn fits_hash(walker: &mut Walker<'_>, document: &Json, replica: &Replica, id: &str) {
    let wrong = match replica.document().map(Benchmark::from_json) {
        Some(Ok(benchmark)) if benchmark.hash.as_str() == id => return,
        Some(Err(problems)) => return walker.adopt(problems),
        Some(Ok(_)) | None => "its hash is not that of the key",
    };
    walker.refuse(document, wrong);
}
