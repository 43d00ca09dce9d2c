//! What a partner's own record tells, read at a glance.

use super::row::Facts;
use crate::domain::cadence::answer_time_of;
use crate::domain::company::Company;
use crate::domain::profile::{archived_on, tags, target};
use crate::domain::time::Day;
use crate::domain::touchpoint::{count_noted, noted};

impl Facts {
    /// The facts of a company today. What is written in another way than a profile or a log is passed over.
    #[must_use]
    pub fn of(company: &Company, today: Day) -> Self {
        Self {
            name: company.name.clone(),
            tags: tags(company).map(str::to_owned).collect(),
            ..Self::without_words(company, today)
        }
    }

    /// Whether they are still those of the company; nothing is copied for it.
    pub(super) fn are_of(&self, company: &Company, today: Day) -> bool {
        let Self { name, tags: own, .. } = self;
        let is_same = |one: &Self, other: &Self| {
            (one.kind, one.size, one.target, one.archived_on)
                == (other.kind, other.size, other.target, other.archived_on)
                && (one.last_touchpoint, one.answer_hours) == (other.last_touchpoint, other.answer_hours)
        };
        *name == company.name
            && own.iter().map(String::as_str).eq(tags(company))
            && is_same(self, &Self::without_words(company, today))
    }

    fn without_words(company: &Company, today: Day) -> Self {
        let mut all = Vec::with_capacity(count_noted(company));
        all.extend(noted(company));
        let days = all.iter().map(|(day, _)| *day);
        Self {
            name: String::new(),
            kind: company.kind,
            size: company.size,
            tags: Vec::new(),
            target: target(company),
            archived_on: archived_on(company),
            last_touchpoint: days.filter(|day| *day <= today).max(),
            answer_hours: answer_time_of(all.into_iter(), today).ok(),
        }
    }
}
