//! What lists show of many logs, without reading each as a whole. What is written in another way than a log is passed over.

use super::AnswerHours;
use crate::domain::json::Spot;
use crate::domain::time::Day;

/// What is seen of a log at a glance.
#[derive(Debug, Default)]
pub struct Glance {
    entries: Vec<(Option<Day>, Option<AnswerHours>)>,
}

impl Glance {
    /// Takes what is said at a spot of the company's log, which come in order.
    pub fn take(&mut self, spot: Spot<'_>) {
        let Spot { item, part, said, .. } = spot;
        if item.is_none() {
            return;
        }
        match (part, self.entries.last_mut()) {
            (None, _) => self.entries.push((None, None)),
            (Some("day"), Some((day, _))) => *day = said.as_str().and_then(Day::parse),
            (Some("answerHours"), Some((_, hours))) => *hours = said.as_f64().and_then(AnswerHours::new),
            _ => {}
        }
    }

    /// The day of each entry, in no order, and how long the first answer took where that is noted.
    pub fn noted(&self) -> impl Iterator<Item = (Day, Option<AnswerHours>)> {
        self.entries
            .iter()
            .filter_map(|(day, hours)| Some(((*day)?, *hours)))
    }

    /// How many entries there are, read or not.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.entries.len()
    }
}
