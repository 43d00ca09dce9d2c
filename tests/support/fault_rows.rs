//! The table of the long suite: for each fault what was called saved, and what of it must be nought.

#![allow(dead_code, reason = "each suite uses some of it")]

use core::fmt;

/// One fault, over all its seeds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub fault: String,
    pub seeds: u64,
    /// Edits that were called saved.
    pub acknowledged: usize,
    /// Of those, and of all that nothing ended: edits that are not there afterwards.
    pub lost: usize,
    /// Edits that were not in the store when they were called saved.
    pub falsely_saved: usize,
    /// What was begun and came to no end.
    pub unsettled: usize,
}

impl Row {
    pub fn of(fault: &str, seeds: u64) -> Self {
        Self {
            fault: fault.to_owned(),
            seeds,
            ..Self::default()
        }
    }

    /// The same fault, played further.
    pub fn add(&mut self, more: &Self) {
        self.acknowledged += more.acknowledged;
        self.lost += more.lost;
        self.falsely_saved += more.falsely_saved;
        self.unsettled += more.unsettled;
    }

    /// Something was saved, and none of it is lost.
    pub fn is_good(&self) -> bool {
        self.acknowledged > 0 && self.lost + self.falsely_saved + self.unsettled == 0
    }
}

impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figures = [self.acknowledged, self.lost, self.falsely_saved, self.unsettled];
        let [acknowledged, lost, falsely_saved, unsettled] = figures;
        write!(
            formatter,
            "{:<44} {:>6} {acknowledged:>13} {lost:>5} {falsely_saved:>14} {unsettled:>10}{}",
            self.fault,
            self.seeds,
            if self.is_good() { "" } else { "  FAILED" }
        )
    }
}

/// What stands over the table.
pub fn head(place: &str) -> String {
    format!(
        "\n{place}\n{:<44} {:>6} {:>13} {:>5} {:>14} {:>10}",
        "fault", "seeds", "acknowledged", "lost", "false \"saved\"", "unsettled"
    )
}

/// What stands under all tables, in the words of cargo's own tests.
pub fn foot(rows: &[Row]) -> String {
    let failed = rows.iter().filter(|row| !row.is_good()).count();
    format!(
        "\ntest result: {}. {} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out\n",
        if failed == 0 { "ok" } else { "FAILED" },
        rows.len() - failed
    )
}
