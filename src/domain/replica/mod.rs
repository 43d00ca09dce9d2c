//! A record that several tabs and devices change, each by itself, and the one rule by which they become one again.
//!
//! A record is an exchange document cut into **registers**: each member, each answer, each step of a plan and each item of
//! its lists. Each register knows the **stamp** of its last change. Two replicas of a record are merged register by
//! register: the later stamp wins. Of an answer the losers and the earlier versions stay in its **history**. That the
//! whole record was deleted is a register too, so that an undo is just a later stamp.
//!
//! Merging two replicas knows everything that either knew: in whatever order and however often replicas are merged, the
//! result is the same. Only [`Replica::purge`] forgets.

mod cut;
mod path;
mod read;
mod register;
mod share;
mod stamp;
mod write;

pub use cut::differing;
pub use path::RegisterPath;
pub(in crate::domain) use read::device;
pub use register::{MOST_PAST, Version};
pub use stamp::{DeviceId, HybridClock, Stamp};

use register::{Content, Register};

use super::json::{Json, compact};
use super::ordered::Ordered;

type Registers = Ordered<RegisterPath, Register>;

/// One device's state of a record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Replica {
    /// Those that were taken away stay here without a value, so that they do not come back.
    registers: Registers,
    deletion: Option<Deletion>,
    /// Up to when everything was to be forgotten.
    purged: Option<Stamp>,
    /// Unknown members of the payload, kept and written back.
    extra: Ordered<String, Json>,
}

/// Whether the whole record is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Deletion {
    stamp: Stamp,
    is_deleted: bool,
}

impl Replica {
    /// A record that nobody has changed yet.
    #[must_use]
    pub fn new(document: &Json) -> Self {
        let registers = cut::cut(document).into_iter().map(|(path, content)| {
            let version = Version {
                stamp: None,
                content: Some(content),
            };
            (path, Register::new(version))
        });
        Self {
            registers: registers.collect(),
            ..Self::default()
        }
    }

    /// The document, which a deleted record still has; `None` once it is purged. Answers stand in the order of their
    /// ids. Members and items of lists stand in the order of whoever changed it last; what others have added without
    /// knowing of that order follows, by name.
    #[must_use]
    pub fn document(&self) -> Option<Json> {
        if self.is_purged() {
            return None;
        }
        cut::compose(&self.registers)
    }

    /// Makes the document what it is now: every register that differs, came or went gets the stamp. Says whether any
    /// did; of a purged record none does.
    ///
    /// A stamp that is not later than what is here is made so, lest the change stay behind what it changes.
    pub fn change(&mut self, now: &Json, stamp: Stamp) -> bool {
        if self.is_purged() {
            return false;
        }
        let now = cut::cut(now);
        // Nearly always a value has changed, and tells at once what takes the whole document to tell otherwise.
        let has_changed = |(path, content): (&RegisterPath, &Content)| {
            let here = self.registers.get(path).and_then(|here| here.present().value());
            here.zip(content.whole())
                .is_some_and(|(here, now)| !register::are_the_same(here, now))
        };
        if !now.iter().any(has_changed) && !self.differs(&now) {
            return false;
        }
        let stamp = self.later(stamp);
        let gone: Vec<RegisterPath> = self
            .registers
            .iter()
            .filter(|(path, register)| register.present().content.is_some() && !now.contains_key(path))
            .map(|(path, _)| path.clone())
            .collect();
        for path in gone {
            self.set(&path, None, stamp);
        }
        for (path, content) in now {
            let here = self.registers.get(&path).map(Register::present);
            let here = here.and_then(|present| present.content.as_ref());
            if !here.is_some_and(|here| here.says_the_same(&content)) {
                self.say(&path, Some(content), stamp, Register::follow);
            }
        }
        true
    }

    /// Deletes the record as a whole. Says whether it was not deleted before.
    pub fn delete(&mut self, stamp: Stamp) -> bool {
        let is_changed = !self.is_deleted();
        if is_changed {
            self.deletion = Some(Deletion {
                stamp: self.later(stamp),
                is_deleted: true,
            });
        }
        is_changed
    }

    /// Takes the deletion back. Says whether that was possible: of a purged record there is nothing to take back, until it
    /// is merged with one that still has it.
    pub fn restore(&mut self, stamp: Stamp) -> bool {
        let is_changed = self.is_deleted() && !self.registers.is_empty();
        if is_changed {
            self.deletion = Some(Deletion {
                stamp: self.later(stamp),
                is_deleted: false,
            });
        }
        is_changed
    }

    /// Forgets a deleted record, but for the fact that it is deleted. Says whether it was deleted.
    ///
    /// Whoever merges an old replica of it with this one gets no document. It comes back where it was changed or taken
    /// out of the bin elsewhere, later than anything that was known here.
    pub fn purge(&mut self) -> bool {
        if self.is_deleted() {
            self.purged = self.purged.max(self.latest());
            self.registers = Registers::new();
        }
        self.is_deleted()
    }

    /// Lets a purged record be there again, as this says. Every register gets the stamp, so that an old replica, which was
    /// not purged, does not win over it. Says whether it was purged.
    pub fn begin_anew(&mut self, now: &Json, stamp: Stamp) -> bool {
        let is_purged = self.is_purged();
        if is_purged {
            let stamp = self.later(stamp);
            self.deletion = Some(Deletion {
                stamp,
                is_deleted: false,
            });
            self.registers = Registers::new();
            for (path, content) in cut::cut(now) {
                self.set(&path, Some(content), stamp);
            }
        }
        is_purged
    }

    /// What both know. Commutative, associative and idempotent.
    ///
    /// Of a purged record the result still holds what the other side had, unseen, until it is written: where a third
    /// replica then turns out to have taken it out of the bin, nothing is missing.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let mut merged = self.clone();
        let mut added = Vec::new();
        for (path, register) in other.registers.iter() {
            let Some(here) = merged.registers.get_mut(path) else {
                added.push((path.clone(), register.clone()));
                continue;
            };
            for version in core::iter::once(register.present()).chain(register.past()) {
                here.add(path, version.clone());
            }
        }
        if !added.is_empty() {
            added.extend(merged.registers);
            merged.registers = Ordered::sorted(added);
        }
        for (name, value) in other.extra.iter() {
            let here = merged.extra.get(name);
            if here.is_none_or(|here| compact(here) < compact(value)) {
                merged.extra.insert(name.clone(), value.clone());
            }
        }
        merged.deletion = self.deletion.max(other.deletion);
        merged.purged = self.purged.max(other.purged);
        merged
    }

    /// Whether it lies in the bin, or did.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.deletion.is_some_and(|deletion| deletion.is_deleted)
    }

    /// When it was deleted; `None` where it is not.
    #[must_use]
    pub fn deleted_at(&self) -> Option<Stamp> {
        self.deletion
            .filter(|deletion| deletion.is_deleted)
            .map(|deletion| deletion.stamp)
    }

    /// Whether it is deleted and nothing has happened to it since it was purged.
    #[must_use]
    pub fn is_purged(&self) -> bool {
        self.is_deleted() && self.purged.is_some() && self.purged >= self.latest()
    }

    /// The latest stamp in it, for the clock to see; `None` where nobody has changed it.
    #[must_use]
    pub fn latest(&self) -> Option<Stamp> {
        let changes = self.registers.values().map(|register| register.present().stamp);
        let deletion = self.deletion.map(|deletion| deletion.stamp);
        changes.chain([deletion, self.purged]).max().flatten()
    }

    /// When a register was changed last; `None` where nobody has, or there is none.
    #[must_use]
    pub fn stamp(&self, path: &RegisterPath) -> Option<Stamp> {
        self.registers.get(path)?.present().stamp
    }

    /// What an answer was before, the newest first, at most [`MOST_PAST`] versions; nothing of other registers.
    #[must_use]
    pub fn past(&self, path: &RegisterPath) -> &[Version] {
        if self.is_purged() {
            return &[];
        }
        self.registers.get(path).map_or(&[], Register::past)
    }

    /// Brings an earlier version of an answer back, as a change of now; what it replaces goes into the history. Says
    /// whether there is such a version.
    pub fn revive(&mut self, path: &RegisterPath, version: Option<Stamp>, stamp: Stamp) -> bool {
        let past = self.past(path).iter().find(|one| one.stamp == version);
        let Some(content) = past.map(|past| past.content.clone()) else {
            return false;
        };
        self.set(path, content, self.later(stamp));
        true
    }

    /// Whether the document is another one than this, which is cut; not so where there is none.
    fn differs(&self, now: &Ordered<RegisterPath, Content>) -> bool {
        let Some(before) = self.document() else {
            return false;
        };
        let before = cut::cut(&before);
        let stays = |(path, content): (&RegisterPath, &Content)| {
            now.get(path).is_some_and(|now| content.says_the_same(now))
        };
        before.len() != now.len() || !before.iter().all(stays)
    }

    fn set(&mut self, path: &RegisterPath, content: Option<Content>, stamp: Stamp) {
        self.say(path, content, stamp, Register::add);
    }

    fn say(
        &mut self,
        path: &RegisterPath,
        content: Option<Content>,
        stamp: Stamp,
        add: fn(&mut Register, &RegisterPath, Version),
    ) {
        let version = Version {
            stamp: Some(stamp),
            content,
        };
        match self.registers.get_mut(path) {
            Some(register) => add(register, path, version),
            None => {
                self.registers.insert(path.clone(), Register::new(version));
            }
        }
    }

    /// The stamp or, where that is not later than all that is here, the next one after it.
    fn later(&self, stamp: Stamp) -> Stamp {
        match self.latest() {
            Some(latest) if stamp <= latest => latest.next(stamp.device()),
            _ => stamp,
        }
    }
}
