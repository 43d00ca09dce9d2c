//! What of a record others are told, and what of theirs is taken in.

use super::cut::cut;
use super::path::RegisterPath;
use super::register::{Register, Version};
use super::stamp::Stamp;
use super::{Registers, Replica};
use crate::domain::json::Json;
use crate::domain::time::Moment;

impl Replica {
    /// This document, which was made of the record's own, with the stamps that its registers have here. What was taken away
    /// comes along as a stamp without a value. No earlier versions, no deletion, no unknown members, nothing below the
    /// members named `own`, and no stamp later than `latest`: those become as late as that.
    ///
    /// So a clock that has run ahead, or somebody who says so, does not push the clocks of others. What depends on nothing
    /// but its arguments can be merged in any order.
    #[must_use]
    pub fn shared(&self, document: &Json, own: &[&str], latest: Moment) -> Self {
        let is_own = |path: &RegisterPath| own.iter().any(|name| path.is_within(name));
        let in_document = cut(document).into_iter().filter(|(path, _)| !is_own(path));
        let mut shared: Registers = in_document
            .map(|(path, content)| {
                let version = Version {
                    stamp: self.stamp(&path).map(|stamp| stamp.at_most(latest)),
                    content: Some(content),
                };
                (path, Register::new(version))
            })
            .collect();
        let gone = self.registers.iter().filter(|(path, register)| {
            register.present().content.is_none() && !is_own(path) && !shared.contains_key(path)
        });
        let gone: Vec<(RegisterPath, Register)> = gone
            .filter_map(|(path, register)| {
                let stamp = register.present().stamp?.at_most(latest);
                let version = Version {
                    stamp: Some(stamp),
                    content: None,
                };
                Some((path.clone(), Register::new(version)))
            })
            .collect();
        shared.extend(gone);
        Self {
            registers: shared,
            ..Self::default()
        }
    }

    /// The same with this stamp on a register, whatever it had; where there is none, nothing happens.
    #[must_use]
    pub fn stamped(mut self, path: &RegisterPath, stamp: Stamp) -> Self {
        if let Some(register) = self.registers.get_mut(path) {
            let version = Version {
                stamp: Some(stamp),
                ..register.present().clone()
            };
            *register = Register::new(version);
        }
        self
    }

    /// The registers that are here with their stamps, by path; those that were taken away as well.
    pub fn stamps(&self) -> impl Iterator<Item = (&RegisterPath, Option<Stamp>)> {
        let all = self.registers.iter();
        all.map(|(path, register)| (path, register.present().stamp))
    }

    /// Whether both say the same in a register: the same value, or that there is none.
    #[must_use]
    pub fn says_the_same(&self, path: &RegisterPath, other: &Self) -> bool {
        let content = |replica: &Self| {
            let register = replica.registers.get(path)?;
            register.present().content.clone()
        };
        match (content(self), content(other)) {
            (Some(one), Some(other)) => one.says_the_same(&other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}
