//! What was changed in a log, to be taken back.

use std::collections::BTreeMap;

use super::{Touchpoint, TouchpointError, TouchpointId, Touchpoints};

/// What a change did to a log, entry by entry.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LogChange(Vec<Step>);

/// What became of one entry; never the same before and after.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    id: TouchpointId,
    before: Option<Touchpoint>,
    after: Option<Touchpoint>,
}

impl LogChange {
    /// What lies between two states of a log.
    #[must_use]
    pub fn between(before: &Touchpoints, after: &Touchpoints) -> Self {
        let by_id = |log: &Touchpoints| -> BTreeMap<TouchpointId, Touchpoint> {
            log.entries()
                .iter()
                .map(|entry| (entry.id, entry.clone()))
                .collect()
        };
        let (mut old, mut new) = (by_id(before), by_id(after));
        new.retain(|id, entry| old.get(id) != Some(entry));
        old.retain(|id, entry| after.get(*id) != Some(entry));
        let changed = old.into_iter().map(|(id, entry)| Step {
            id,
            before: Some(entry),
            after: new.remove(&id),
        });
        let mut steps: Vec<Step> = changed.collect();
        let added = new.into_iter().map(|(id, entry)| Step {
            id,
            before: None,
            after: Some(entry),
        });
        steps.extend(added);
        Self(steps)
    }

    /// Whether nothing was changed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many entries were changed.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Brings the entries back to what they were. One that somebody has changed since stays as it is now.
    ///
    /// # Errors
    /// When the log has no room for what comes back; nothing has changed then.
    pub fn take_back(&self, log: &mut Touchpoints) -> Result<(), TouchpointError> {
        let mut back = log.clone();
        let as_left = |step: &&Step| log.get(step.id) == step.after.as_ref();
        // What is taken out makes room first.
        for step in self.0.iter().filter(as_left) {
            back.remove(step.id);
        }
        for step in self.0.iter().filter(as_left) {
            if let Some(before) = &step.before {
                back.add(before.clone())?;
            }
        }
        *log = back;
        Ok(())
    }
}
