//! P8 to P10: what is kept.

use super::{Goal, MEDIAN, P95, Row, quantile};
use crate::keeping::{Kept, What};
use crate::rivals::Rival;

/// Of the hand-written page the second row is another way to do the same as the first.
pub(super) fn imports(kept: &[Kept]) -> [Row; 4] {
    let every = Row::kept("P8 10,000 responses, median", kept, [What::Import; 2], MEDIAN);
    let each = Row::kept(
        "P8 V: one put each, median",
        kept,
        [What::Import, What::ImportEach],
        MEDIAN,
    );
    [
        every.with(&[Goal::ShareOfHandWritten(1.5)]),
        Row::kept("P8 the same, p95", kept, [What::Import; 2], P95),
        each.with(&[Goal::ShareOfHandWritten(0.25)]),
        Row::kept("P8 longest task, p95", kept, [What::LongestTask; 2], P95).with(&[Goal::Absolute(50.0)]),
    ]
}

pub(super) fn commits(kept: &[Kept]) -> [Row; 3] {
    let saved = [What::Saved, What::Commit];
    [
        Row::kept("P9 one strict commit, p95", kept, [What::Commit; 2], P95)
            .with(&[Goal::ShareOfHandWritten(1.5)]),
        Row::kept("P9 the same, median", kept, [What::Commit; 2], MEDIAN),
        Row::kept("P9 answer to \"Saved\", p95", kept, saved, P95),
    ]
}

pub(super) fn reopenings(kept: &[Kept]) -> [Row; 3] {
    let objects = Row::kept("P10 10,000 opened again, median", kept, [What::Reopen; 2], MEDIAN);
    let chunks = [What::Reopen, What::ReopenChunks];
    [
        objects.with(&[Goal::ShareOfHandWritten(0.25)]),
        Row::kept("P10 the same, p95", kept, [What::Reopen; 2], P95),
        Row::kept("P10 V: from chunks, median", kept, chunks, MEDIAN),
    ]
}

impl Row {
    /// What the widget and the hand-written page did.
    fn kept(title: &'static str, kept: &[Kept], [ours, theirs]: [What; 2], share: f64) -> Self {
        let of = |rival: Rival, what: What| {
            let own = kept.iter().filter(|one| one.rival == rival && one.what == what);
            quantile(own.map(|one| one.milliseconds).collect(), share)
        };
        Self {
            title: title.into(),
            unit: "ms",
            values: [of(Rival::Widget, ours), None, of(Rival::HandWritten, theirs)],
            goals: Vec::new(),
        }
    }
}
