//! The runner of migrations: numbered steps, each from one payload format to the next.
//!
//! A step is a pure function, so that running it again gives the same; the caller keeps the old record until the new one
//! is written.

use std::borrow::Cow;

use crate::domain::json::{Json, Member, Value};
use crate::domain::problem::Problem;

/// The payload format that this version writes.
pub const PAYLOAD_FORMAT: u16 = 1;

/// Every step there is, from format 1 on, without gaps.
pub const STEPS: &[Step] = &[];

/// One step, from a format to the next.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The format it reads, from 1; it writes the next.
    pub from: u16,
    /// Gives the payload in the next format, or what in it does not let itself be migrated.
    pub apply: fn(&Json) -> Result<Json, Problem>,
}

/// The payload format of records that several tabs and devices change, once the app keeps [`Replica`]s: all but packs,
/// which are kept by the hash of their content and so never change.
///
/// [`Replica`]: crate::domain::replica::Replica
pub const REPLICA_FORMAT: u16 = 2;

/// The steps to [`REPLICA_FORMAT`].
pub const REPLICA_STEPS: &[Step] = &[Step { from: 1, apply: wrap }];

/// Why a payload was not migrated. It is then as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MigrationError {
    /// Written by a newer app.
    #[error("the payload has format {found}, this app knows {known}")]
    Newer { found: u16, known: u16 },
    /// Formats count from 1.
    #[error("there is no payload format 0")]
    NoSuchFormat,
    /// The list of steps is not 1, 2, 3 up to the format before the last; a mistake in the program.
    #[error("the migration from format {from} is missing or stands at the wrong place")]
    Gap { from: u16 },
    /// A step did not get along with the payload.
    #[error("the migration from format {from} failed: {problem}")]
    StepFailed { from: u16, problem: Problem },
}

/// Takes a payload from the format `from` to the format `to` through all `steps` between; borrowed where nothing
/// had to be done. The app calls it with [`STEPS`] and [`PAYLOAD_FORMAT`].
///
/// # Errors
/// [`MigrationError::Newer`], for one, where `from` is 2 and `to` is 1.
pub fn migrate<'a>(
    payload: &'a Json,
    from: u16,
    steps: &[Step],
    to: u16,
) -> Result<Cow<'a, Json>, MigrationError> {
    numbered(steps, to)?;
    if from == 0 {
        return Err(MigrationError::NoSuchFormat);
    }
    if from > to {
        return Err(MigrationError::Newer {
            found: from,
            known: to,
        });
    }
    let mut migrated = Cow::Borrowed(payload);
    for step in steps.iter().skip(usize::from(from - 1)) {
        let next = (step.apply)(&migrated).map_err(|problem| MigrationError::StepFailed {
            from: step.from,
            problem,
        })?;
        migrated = Cow::Owned(next);
    }
    Ok(migrated)
}

/// From format 1, the bare exchange document, to format 2, a replica that nobody has changed yet.
///
/// # Errors
/// Where the document is no object, so that no record of format 1 was it.
pub fn wrap(payload: &Json) -> Result<Json, Problem> {
    match payload.value {
        Value::Object(_) => Ok(Json::object(vec![Member::new("document", payload.clone())])),
        _ => Err(Problem {
            at: payload.at,
            ..Problem::of_whole("expected an object")
        }),
    }
}

/// Checks that the steps are exactly those from 1 up to `to`.
fn numbered(steps: &[Step], to: u16) -> Result<(), MigrationError> {
    for (expected, step) in (1..).zip(steps) {
        if step.from != expected || expected >= to {
            return Err(MigrationError::Gap { from: expected });
        }
    }
    let reached = u16::try_from(steps.len()).unwrap_or(u16::MAX).saturating_add(1);
    if reached < to {
        return Err(MigrationError::Gap { from: reached });
    }
    Ok(())
}
