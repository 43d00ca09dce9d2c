//! What a partner's own record tells, read at a glance.

use super::row::Facts;
use crate::domain::cadence::answer_time_of;
use crate::domain::company::Company;
use crate::domain::time::Day;
use crate::domain::touchpoint::Touchpoints;
use crate::domain::{profile, touchpoint};

/// What is seen of a company in one go, without unpacking it.
pub(super) struct Seen<'c> {
    company: &'c Company,
    pub(super) profile: profile::Glance<'c>,
    pub(super) log: touchpoint::Glance,
}

impl<'c> Seen<'c> {
    /// Looks at a company. What is written in another way than a profile or a log is passed over.
    pub(super) fn of(company: &'c Company) -> Self {
        let mut seen = Self {
            company,
            profile: profile::Glance::default(),
            log: touchpoint::Glance::default(),
        };
        company.extra.see(&mut |spot| {
            if spot.member != Touchpoints::MEMBER {
                return seen.profile.take(spot);
            }
            seen.log.take(spot);
            true
        });
        seen
    }

    /// The names and e-mail addresses of its people.
    pub(super) fn people(&self) -> impl Iterator<Item = &'c str> {
        self.profile.contact_names().chain(self.profile.emails())
    }

    /// The facts of the company today.
    pub(super) fn facts(&self, today: Day) -> Facts {
        Facts {
            name: self.company.name.clone(),
            tags: self.profile.tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..self.without_words(today)
        }
    }

    /// Whether the facts are still those of the company; nothing is copied for it.
    pub(super) fn has(&self, facts: &Facts, today: Day) -> bool {
        let is_same = |one: &Facts, other: &Facts| {
            (one.kind, one.size, one.target, one.archived_on)
                == (other.kind, other.size, other.target, other.archived_on)
                && (one.last_touchpoint, one.answer_hours) == (other.last_touchpoint, other.answer_hours)
        };
        facts.name == self.company.name
            && facts.tags == self.profile.tags
            && is_same(facts, &self.without_words(today))
    }

    fn without_words(&self, today: Day) -> Facts {
        let days = self.log.noted().map(|(day, _)| day);
        Facts {
            name: String::new(),
            kind: self.company.kind,
            size: self.company.size,
            tags: Vec::new(),
            target: self.profile.target,
            archived_on: self.profile.archived_on,
            last_touchpoint: days.filter(|day| *day <= today).max(),
            answer_hours: answer_time_of(self.log.noted(), today).ok(),
        }
    }
}
