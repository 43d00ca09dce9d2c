//! The payload of a record as a replica.

use super::cut::cut;
use super::path::{Container, RegisterPath};
use super::register::{Content, MOST_PAST, Register, Version};
use super::stamp::{DeviceId, Stamp};
use super::{Deletion, Registers, Replica};
use crate::domain::json::{Fields, Json, Member, Step, Walker};
use crate::domain::ordered::Ordered;
use crate::domain::problem::Problem;

/// So many entries of each list are read: several times as many as a record has registers, since those that were taken
/// away are kept.
const MOST_REGISTERS: usize = 200_000;

impl Replica {
    /// Reads a payload of format 2. What its document says is not looked at.
    ///
    /// # Errors
    /// Every mistake with its place, such as `stamps["/title"]: expected a stamp such as
    /// 019aafc2d3e0-00000000-9f3c5a1700b2e4d8, found "today"`.
    pub fn from_json(json: &Json) -> Result<Self, Vec<Problem>> {
        let mut walker = Walker::new();
        let replica = Self::walk(&mut walker, json);
        walker.finish(replica)
    }

    /// Reads a payload at the walker's place.
    pub(in crate::domain) fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Self> {
        let mut fields = walker.object(json)?;
        let mut replica = Self {
            deletion: fields.optional(walker, "deleted", deletion),
            purged: fields.optional(walker, "purged", stamp),
            ..Self::default()
        };
        let is_forgotten = replica.is_purged() && json.member("document").is_none();
        let in_document = if is_forgotten {
            None
        } else {
            fields.required(walker, "document", |_, json| Some(cut(json)))
        };
        replica.registers = registers(walker, &mut fields, json, in_document.unwrap_or_default());
        let extra = fields.rest().into_iter();
        replica.extra = Ordered::sorted(
            extra
                .map(|Member { name, value }| (name.to_string(), value))
                .collect(),
        );
        if replica.is_purged() {
            replica.purge();
        }
        Some(replica)
    }
}

/// A stamp in its text form.
pub(in crate::domain) fn stamp(walker: &mut Walker<'_>, json: &Json) -> Option<Stamp> {
    let stamp = json.as_str().and_then(Stamp::parse);
    if stamp.is_none() {
        walker.expected(json, "a stamp such as 019aafc2d3e0-00000000-9f3c5a1700b2e4d8");
    }
    stamp
}

/// A device's name in its text form.
pub(in crate::domain) fn device(walker: &mut Walker<'_>, json: &Json) -> Option<DeviceId> {
    let device = json.as_str().and_then(DeviceId::parse);
    if device.is_none() {
        walker.expected(json, "16 lower-case hexadecimal digits");
    }
    device
}

fn deletion<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Deletion> {
    let mut fields = walker.object(json)?;
    let stamp = fields.required(walker, "stamp", stamp);
    let is_deleted = fields.required(walker, "is", Walker::truth);
    Some(Deletion {
        stamp: stamp?,
        is_deleted: is_deleted?,
    })
}

/// The registers of the document, with all that the lists beside it say of them.
fn registers<'a>(
    walker: &mut Walker<'a>,
    fields: &mut Fields<'a>,
    payload: &'a Json,
    in_document: Ordered<RegisterPath, Content>,
) -> Registers {
    let stamps = list(walker, fields, "stamps", |walker, json, _| stamp(walker, json));
    let stamps = Ordered::sorted(stamps);
    let order = list(walker, fields, "order", order);
    let unseen = list(walker, fields, "unseen", unseen);
    let gone = list(walker, fields, "gone", gone);
    let held = order.into_iter().chain(unseen);
    let held = held.map(|(path, content)| (path, Some(content)));
    let gone = gone.into_iter().map(|(path, ())| (path, None));
    let beside = once(walker, payload, held.chain(gone).collect());
    let from_document = in_document
        .into_iter()
        .filter(|(path, _)| !beside.contains_key(path))
        .map(|(path, content)| (path, Some(content)));
    let mut contents: Vec<Entry<Option<Content>>> = from_document.collect();
    contents.extend(beside);
    let contents = Ordered::sorted(contents);
    let taken_away = stamps.keys().filter(|path| !contents.contains_key(path));
    let mut versions: Vec<Entry<Option<Content>>> = taken_away.map(|path| (path.clone(), None)).collect();
    versions.extend(contents);
    let versions = versions.into_iter().map(|(path, content)| {
        let stamp = stamps.get(&path).copied();
        (path, Version { stamp, content })
    });
    // Where there is neither stamp nor value there is nothing to know.
    let known = versions.filter(|(_, version)| version.stamp.is_some() || version.content.is_some());
    let known = known.map(|(path, version)| (path, Register::new(version)));
    let mut registers = Ordered::sorted(known.collect());
    list(walker, fields, "past", |walker, json, path| {
        past(walker, json, path, &mut registers)
    });
    registers
}

/// What a list says of the register at a path.
type Entry<T> = (RegisterPath, T);

fn list<'a, T>(
    walker: &mut Walker<'a>,
    fields: &mut Fields<'a>,
    name: &'static str,
    mut read: impl FnMut(&mut Walker<'a>, &'a Json, &RegisterPath) -> Option<T>,
) -> Vec<Entry<T>> {
    let mut entries = Vec::new();
    fields.optional(walker, name, |walker, json| {
        walker.object(json)?;
        let count = json.members().len();
        if count > MOST_REGISTERS {
            walker.refuse(
                json,
                format!("{count} entries, at most {MOST_REGISTERS} are read"),
            );
            return None;
        }
        for Member { name, value } in json.members() {
            walker.under(Step::Name(name), |walker| {
                if let Some(path) = RegisterPath::parse(name) {
                    entries.extend(read(walker, value, &path).map(|entry| (path, entry)));
                } else {
                    walker.refuse(value, "no record has anything at this path");
                }
            });
        }
        Some(())
    });
    entries
}

/// The entries by path; one that stands in two lists is refused.
fn once<'a>(
    walker: &mut Walker<'a>,
    payload: &'a Json,
    entries: Vec<Entry<Option<Content>>>,
) -> Ordered<RegisterPath, Option<Content>> {
    let entries = Ordered::sorted(entries);
    let mut paths = entries.keys();
    let mut before = paths.next();
    for path in paths {
        if before == Some(path) {
            let cause = format!("\"{path}\" stands in two of the lists order, unseen and gone");
            walker.refuse(payload, cause);
        }
        before = Some(path);
    }
    entries
}

fn order<'a>(walker: &mut Walker<'a>, json: &'a Json, path: &RegisterPath) -> Option<Content> {
    let of_kind = match path.container() {
        Some(Container::Members | Container::Answers) => Content::Members,
        Some(Container::Items(_)) => Content::Items,
        None => {
            walker.refuse(json, "what is here has no parts");
            return None;
        }
    };
    let names = walker.list(json, |walker, json| {
        walker.text(json, usize::MAX).map(str::to_owned)
    });
    Some(of_kind(names?))
}

fn unseen<'a>(walker: &mut Walker<'a>, json: &'a Json, path: &RegisterPath) -> Option<Content> {
    if !path.can_hold(json) {
        walker.refuse(json, "this is not the item that the path names");
        return None;
    }
    Some(Content::Whole(json.clone()))
}

fn gone<'a>(walker: &mut Walker<'a>, json: &'a Json, path: &RegisterPath) -> Option<()> {
    if *path == RegisterPath::root() {
        walker.refuse(json, "what there is of a record cannot be gone");
        return None;
    }
    walker.truth(json).map(drop)
}

/// Adds the past of an answer to its register.
fn past<'a>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    path: &RegisterPath,
    registers: &mut Registers,
) -> Option<()> {
    if !path.keeps_past() {
        walker.refuse(json, "only answers have a past");
        return None;
    }
    let count = json.items().len();
    if count > MOST_PAST {
        walker.refuse(json, format!("{count} versions, at most {MOST_PAST} are read"));
        return None;
    }
    let Some(register) = registers.get_mut(path) else {
        walker.refuse(json, "there is no such answer, nor was one taken away");
        return None;
    };
    walker.list(json, |walker, json| {
        let version = version(walker, json)?;
        if register.present().wins_over(&version) {
            register.add(path, version);
        } else {
            walker.refuse(json, "is not older than the answer");
        }
        Some(())
    })?;
    Some(())
}

fn version<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Version> {
    let mut fields = walker.object(json)?;
    let stamp = fields.optional(walker, "stamp", stamp);
    let content = json.member("value").cloned().map(Content::Whole);
    Some(Version { stamp, content })
}
