//! What a view that came in becomes: a record beside what is here, never over it.
//!
//! A view is merged with nothing but what came in before under the same id and the same key. Its id here depends on nothing
//! but the view and its key, so that views come to the same in whatever order and however often they come in.

use sha2::{Digest, Sha256};
use uuid::Builder;

use super::response::write_response;
use super::view::{Evidence, MOST_MEMBERS, View, told};
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::json::{Json, Walker, compact};
use crate::domain::own::{Filed, Invited, OWN_MEMBERS, OwnNote, Received};
use crate::domain::replica::{DeviceId, HybridClock, RegisterPath, Replica, Stamp, differing};
use crate::domain::time::Moment;

/// A sender's clock may stand so far ahead: what is later is refused, since the clock here follows the latest stamp it sees.
const MOST_AHEAD_MILLISECONDS: i64 = 24 * 60 * 60 * 1000;
/// So many ids of one view may be taken, each by what was deleted for good here.
const MOST_IDS: u32 = 1000;
/// Hashed before all else, so that no id or device comes out that something else is named by.
const ID_CONTEXT: &[u8] = b"channel-readiness received id";
const STAMP_CONTEXT: &[u8] = b"channel-readiness received stamp";

/// How a view came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// When.
    pub at: Moment,
    /// Of the key that signed it, once the browser has found the signature right; `None`: not signed.
    pub fingerprint: Option<String>,
    /// The name of the file; `None` where it came in a link.
    pub file: Option<String>,
}

/// What is here under an id.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    Nothing,
    /// A record, be it in the bin or only the fact that it was deleted.
    Record(Replica),
    /// A record that cannot be read: it is set aside, and nothing is merged with it.
    Unreadable,
}

/// A record that is to be kept as it is here.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceivedRecord {
    pub id: AssessmentId,
    /// What was here is in it. Where that lies in the bin, so does this.
    pub replica: Replica,
}

/// What happens to a view.
#[derive(Debug, Clone, PartialEq)]
pub enum Reception {
    /// It is new here, and becomes a record of its own.
    New(ReceivedRecord),
    /// Its sender has changed it since it came in last; what it was before stays in the history of its answers.
    Newer {
        record: ReceivedRecord,
        /// What reads differently now; empty where only how it came in is news.
        changed: Vec<RegisterPath>,
    },
    /// All that is in it came in before, under this id.
    NothingNew(AssessmentId),
    /// It is our own assessment coming home, the same or older; nothing happens.
    Own(AssessmentId),
    /// It is our own assessment coming home, changed by somebody: ours stays, and this becomes a record of its own.
    OwnChanged(ReceivedRecord),
}

/// Why a view is not taken in. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceptionError {
    /// More than a day after now: the clock of the sender, or the one here, is wrong.
    #[error("the view was made at {0}, which is yet to come")]
    FromTheFuture(Moment),
    /// Together with what came in before it has more answers or members than a response may have.
    #[error("it does not fit what came in before")]
    DoesNotFit,
}

/// What a view becomes here; `look` tells what is here under an id. Nothing that is ours is changed, whatever the view says.
///
/// # Errors
/// [`ReceptionError`], for one, for a view of the year 9999.
pub fn receive(
    view: &View,
    delivery: &Delivery,
    look: impl Fn(AssessmentId) -> Known,
) -> Result<Reception, ReceptionError> {
    if view.created_at.milliseconds() > delivery.at.milliseconds() + MOST_AHEAD_MILLISECONDS {
        return Err(ReceptionError::FromTheFuture(view.created_at));
    }
    let stated = view.assessment.id;
    if let Known::Record(ours) = look(stated)
        && let Some(document) = ours.document()
        && !is_received_document(&document)
    {
        if is_known(view, &ours, &document) {
            return Ok(Reception::Own(stated));
        }
        let content = compact(&view.replica.to_json());
        let reception = settle(view, delivery, Some(&content), look)?;
        return Ok(match reception {
            Reception::New(record) => Reception::OwnChanged(record),
            other => other,
        });
    }
    settle(view, delivery, None, look)
}

/// Whether a record came from somebody else.
#[must_use]
pub fn is_received_record(record: &Replica) -> bool {
    record
        .document()
        .is_some_and(|document| is_received_document(&document))
}

fn is_received_document(document: &Json) -> bool {
    document
        .member(Received::MEMBER)
        .is_some_and(|received| !received.is_null())
}

/// Whether our own record says all that the view says, or something later.
fn is_known(view: &View, ours: &Replica, document: &Json) -> bool {
    let Ok(assessment) = Assessment::from_json(document) else {
        return false;
    };
    let latest = ours.latest().map_or(Moment::EPOCH, Stamp::moment);
    let sent = [Evidence::Included, Evidence::LeftOut].map(|evidence| {
        let told = write_response(&told(&assessment, evidence));
        ours.shared(&told, &OWN_MEMBERS, latest)
    });
    view.replica.stamps().all(|(path, stamp)| {
        let is_said = |sent: &Replica| sent.says_the_same(path, &view.replica);
        stamp < ours.stamp(path) || sent.iter().any(is_said)
    })
}

/// Merges a view with what came in before under its id, the first that nothing else has.
fn settle(
    view: &View,
    delivery: &Delivery,
    content: Option<&str>,
    look: impl Fn(AssessmentId) -> Known,
) -> Result<Reception, ReceptionError> {
    for number in 0..MOST_IDS {
        let id = received_id(
            view.assessment.id,
            delivery.fingerprint.as_deref(),
            content,
            number,
        );
        match look(id) {
            Known::Nothing => return new(view, delivery, id),
            Known::Record(here) if is_received_record(&here) => return merged(view, delivery, id, &here),
            Known::Record(_) | Known::Unreadable => {}
        }
    }
    Err(ReceptionError::DoesNotFit)
}

fn new(view: &View, delivery: &Delivery, id: AssessmentId) -> Result<Reception, ReceptionError> {
    let replica = incoming(view, id, &received(view, delivery));
    fitting(&replica)?;
    Ok(Reception::New(ReceivedRecord { id, replica }))
}

fn merged(
    view: &View,
    delivery: &Delivery,
    id: AssessmentId,
    here: &Replica,
) -> Result<Reception, ReceptionError> {
    let before = here.document().unwrap_or_else(|| Json::object(Vec::new()));
    // The same view once more: it came in when it came in first.
    let is_again = here.stamp(&received_path()) == Some(stamp_of(view));
    let noted = before.member(Received::MEMBER).filter(|_| is_again);
    let noted = noted.and_then(read_received);
    let received = noted.unwrap_or_else(|| received(view, delivery));
    let replica = here.merge(&incoming(view, id, &received));
    if replica == *here {
        return Ok(Reception::NothingNew(id));
    }
    let after = fitting(&replica)?;
    let mut changed = differing(&before, &after);
    changed.retain(|path| *path != received_path());
    Ok(Reception::Newer {
        record: ReceivedRecord { id, replica },
        changed,
    })
}

/// The document of a record that can be read as a response, and be read again once it is written.
fn fitting(record: &Replica) -> Result<Json, ReceptionError> {
    let document = record.document().ok_or(ReceptionError::DoesNotFit)?;
    let has_room = document.members().len() <= MOST_MEMBERS + OWN_MEMBERS.len();
    if has_room && Assessment::from_json(&document).is_ok() {
        Ok(document)
    } else {
        Err(ReceptionError::DoesNotFit)
    }
}

/// The view as a record here: under this id, and marked as received.
fn incoming(view: &View, id: AssessmentId, received: &Received) -> Replica {
    const NOT_THEIRS: [&str; 3] = ["plan", Filed::MEMBER, Invited::MEMBER];
    let mut assessment = view.assessment.clone();
    assessment.id = id;
    received.put(&mut assessment);
    let document = write_response(&assessment);
    let record = view.replica.shared(&document, &NOT_THEIRS, view.created_at);
    record.stamped(&received_path(), stamp_of(view))
}

fn received(view: &View, delivery: &Delivery) -> Received {
    Received {
        at: delivery.at,
        invite: view.invite,
        fingerprint: delivery.fingerprint.clone(),
        file: delivery.file.clone(),
        extra: Vec::new(),
    }
}

fn read_received(json: &Json) -> Option<Received> {
    let mut walker = Walker::new();
    let received = Received::walk(&mut walker, json);
    walker.finish(received).ok()
}

fn received_path() -> RegisterPath {
    RegisterPath::root().child(Received::MEMBER)
}

/// The stamp of the note how a view came in: of two views the later one's note stays, whichever came in first. It depends on
/// the view alone.
fn stamp_of(view: &View) -> Stamp {
    let mut hash = Sha256::new_with_prefix(STAMP_CONTEXT);
    hash.update(compact(&view.replica.to_json()));
    hash.update(view.invite.map_or([0; 16], |invite| *invite.0.as_bytes()));
    let hash = <[u8; 32]>::from(hash.finalize());
    let milliseconds = u64::try_from(view.created_at.milliseconds()).unwrap_or_default();
    let device = DeviceId(hash.first_chunk().copied().map_or(0, u64::from_be_bytes));
    // A moment lies before the year 10000, as every stamp does.
    Stamp::new(milliseconds, 0, device).unwrap_or(HybridClock::new(device).tick(0))
}

/// The id of a view here: its own; or one that is made of it, where it is signed, so that nobody else's view comes under the
/// same, or where its own stands for something else.
fn received_id(
    stated: AssessmentId,
    fingerprint: Option<&str>,
    content: Option<&str>,
    number: u32,
) -> AssessmentId {
    if fingerprint.is_none() && content.is_none() && number == 0 {
        return stated;
    }
    let mut hash = Sha256::new_with_prefix(ID_CONTEXT);
    hash.update(stated.0.as_bytes());
    hash.update(number.to_be_bytes());
    for part in [fingerprint, content] {
        // With its length before it, so that no two pairs read alike; one that is missing is none that is empty.
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        hash.update(length.to_be_bytes());
        hash.update(part.unwrap_or_default());
    }
    let hash = <[u8; 32]>::from(hash.finalize());
    let bytes = hash.first_chunk().copied().unwrap_or_default();
    AssessmentId(Builder::from_custom_bytes(bytes).into_uuid())
}
