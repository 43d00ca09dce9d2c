//! What is ticked of a calendar file.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::calendar::Preview;

use super::{CalendarFacts, Series};

/// Places in the lists of what the file holds.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) likely: RwSignal<BTreeSet<usize>>,
    pub(super) others: RwSignal<BTreeSet<usize>>,
    pub(super) changed: RwSignal<BTreeSet<usize>>,
    pub(super) called_off: RwSignal<BTreeSet<usize>>,
}

impl Choice {
    /// What looks right is ticked. An entry with a note goes only where somebody says so.
    pub(super) fn new(facts: &CalendarFacts) -> Self {
        let bare = facts.called_off.iter().enumerate();
        let bare = bare.filter(|(_, entry)| entry.note.trim().is_empty() && entry.answer_hours.is_none());
        Self {
            likely: RwSignal::new((0..facts.likely.len()).collect()),
            others: RwSignal::new(BTreeSet::new()),
            changed: RwSignal::new((0..facts.before.len()).collect()),
            called_off: RwSignal::new(bare.map(|(place, _)| place).collect()),
        }
    }

    /// How many entries would come in.
    pub(super) fn added(self, facts: &CalendarFacts) -> usize {
        let of = |all: &[Series], chosen: RwSignal<BTreeSet<usize>>| -> usize {
            chosen.with(|chosen| {
                let meetings = picked(all, chosen).map(|series| series.meetings.len());
                meetings.sum()
            })
        };
        of(&facts.likely, self.likely) + of(&facts.others, self.others)
    }

    /// How many would go.
    pub(super) fn taken_out(self) -> usize {
        self.called_off.with(BTreeSet::len)
    }

    /// How many entries would change in all.
    pub(super) fn count(self, facts: &CalendarFacts) -> usize {
        self.added(facts) + self.changed.with(BTreeSet::len) + self.taken_out()
    }

    /// What is ticked, to be taken over.
    pub(super) fn preview(self, facts: &CalendarFacts) -> Preview {
        let mut chosen = Preview::default();
        for (all, places) in [(&facts.likely, self.likely), (&facts.others, self.others)] {
            places.with_untracked(|places| {
                for series in picked(all, places) {
                    let meetings = series.meetings.iter();
                    chosen
                        .new
                        .extend(meetings.map(|meeting| (meeting.clone(), series.reason)));
                }
            });
        }
        chosen.changed = self
            .changed
            .with_untracked(|places| picked(&facts.preview.changed, places).cloned().collect());
        chosen.cancelled = self
            .called_off
            .with_untracked(|places| picked(&facts.called_off, places).map(|entry| entry.id).collect());
        chosen
    }
}

/// What stands at these places.
fn picked<'t, T>(all: &'t [T], places: &BTreeSet<usize>) -> impl Iterator<Item = &'t T> {
    places.iter().filter_map(|place| all.get(*place))
}
