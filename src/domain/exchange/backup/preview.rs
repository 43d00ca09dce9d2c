//! What restoring a backup does, told before it is done.

use std::collections::BTreeSet;

use super::Backup;
use crate::domain::json::Json;
use crate::domain::ordered::Ordered;
use crate::domain::replica::{RegisterPath, Replica, Stamp, differing};
use crate::domain::slices::pause;

/// What happens to a record for whoever looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Nothing to be seen.
    Same,
    /// It is not here.
    New,
    /// These registers hold something else afterwards.
    Changed(Vec<RegisterPath>),
    /// It goes to the bin.
    Deleted,
    /// It comes out of the bin, or back though it was purged.
    Revived,
}

/// What happens to a record in either way of restoring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    pub key: String,
    /// Where the backup is merged with what is here.
    pub merge: Difference,
    /// Where what is here becomes what the backup says.
    pub replace: Difference,
}

/// What restoring a backup would do to each record that is here or in it, by key. Each record is a slice.
pub async fn preview(here: &Ordered<String, Replica>, backup: &Backup) -> Vec<Preview> {
    let records = backup.records.iter();
    let in_file = Ordered::sorted(
        records
            .map(|record| (record.key.as_str(), &record.replica))
            .collect(),
    );
    let keys: BTreeSet<&str> = here
        .keys()
        .map(String::as_str)
        .chain(in_file.keys().copied())
        .collect();
    let mut previews = Vec::with_capacity(keys.len());
    for key in keys {
        let key = key.to_owned();
        let (here, file) = (here.get(&key), in_file.get(&key.as_str()).copied());
        previews.push(preview_record(key, here, file));
        pause().await;
    }
    previews
}

/// What restoring would do to one record; the sides without the record are `None`.
#[must_use]
pub fn preview_record(key: String, here: Option<&Replica>, file: Option<&Replica>) -> Preview {
    if here == file {
        return Preview {
            key,
            merge: Difference::Same,
            replace: Difference::Same,
        };
    }
    Preview {
        key,
        merge: difference(here, Some(&merged(here, file))),
        replace: difference(here, file),
    }
}

/// A record after a backup was merged with what is here; the sides without the record are `None`.
#[must_use]
pub fn merged(here: Option<&Replica>, file: Option<&Replica>) -> Replica {
    match (here, file) {
        (Some(here), Some(file)) => here.merge(file),
        (one, other) => one.or(other).cloned().unwrap_or_default(),
    }
}

/// A record after what is here became what the backup says; the sides without the record are `None`. That is a change like
/// any other, made now: other tabs follow it, answers keep what was here in their history, and what the backup lacks lies
/// in the bin.
#[must_use]
pub fn replaced(here: Option<&Replica>, file: Option<&Replica>, stamp: Stamp) -> Replica {
    let mut replica = merged(here, file);
    let document = file.and_then(Replica::document);
    if file.is_some_and(|file| !file.is_deleted()) {
        replica.restore(stamp);
    } else {
        replica.delete(stamp);
    }
    if let Some(document) = document {
        replica.change(&document, stamp);
    }
    replica
}

fn difference(before: Option<&Replica>, after: Option<&Replica>) -> Difference {
    match (before.and_then(shown), after.and_then(shown)) {
        (None, None) => Difference::Same,
        (None, Some(_)) if before.is_none() => Difference::New,
        (None, Some(_)) => Difference::Revived,
        (Some(_), None) => Difference::Deleted,
        (Some(before), Some(after)) => {
            let paths = differing(&before, &after);
            if paths.is_empty() {
                Difference::Same
            } else {
                Difference::Changed(paths)
            }
        }
    }
}

/// The document that people see; `None` while it lies in the bin.
fn shown(replica: &Replica) -> Option<Json> {
    replica.document().filter(|_| !replica.is_deleted())
}
