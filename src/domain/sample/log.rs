//! What was done together with a partner: few entries, which show about what both sides say.

use super::chance::{between, happens, one_of};
use super::opinions::{Opinions, nearest};
use super::views::days_before;
use super::words::{DECISIONS, INCIDENTS, MEETINGS};
use super::{Part, Place};
use crate::domain::cadence::Fact;
use crate::domain::random::Random;
use crate::domain::time::Day;
use crate::domain::touchpoint::{AnswerHours, Kind, Minutes, Touchpoint, TouchpointId, Touchpoints};

/// By the level of contact: how many meetings are noted, and how many days lie between them.
///
/// Source: `cadence::claim`: none in 90 days, each quarter, each month, each week, each day. Eight meetings that lie eight or
/// nine days apart show each week, over the 60 days that a log needs to say anything; a log of all days would be long.
const MEETINGS_BY_LEVEL: [(u32, u32); 5] = [(1, 200), (3, 95), (5, 31), (8, 8), (8, 8)];

/// The most entries.
const MOST: u32 = 8;

/// By the level of answers: about how many hours one takes.
const HOURS_BY_LEVEL: [u32; 5] = [1100, 330, 75, 13, 2];

/// The log of a partner; of two in five nobody keeps one.
pub(super) fn of(place: Place, opinions: &Opinions, today: Day, random: &mut Random) -> Touchpoints {
    let mut log = Touchpoints::default();
    if happens(random, 40) {
        return log;
    }
    let contact = nearest(opinions.of_fact(Fact::ContactCadence));
    let (meetings, gap) = MEETINGS_BY_LEVEL[contact.index()];
    // One of ten has not met for long, whatever it says.
    let since = if happens(random, 10) {
        between(random, 60, 250)
    } else {
        0
    };
    let mut age = since + between(random, 4, 3 + gap);
    let mut number = 0;
    let mut note = |kind, age, random: &mut Random| {
        let id = TouchpointId(place.id(Part::Touchpoint, number));
        number += 1;
        let touchpoint = touchpoint(id, kind, days_before(today, age), opinions, random);
        // Fewer than a log may have, each with an id of its own.
        let _ = log.add(touchpoint);
    };
    for _ in 0..meetings {
        note(Kind::Meeting, age, random);
        age += gap + random.below(gap.div_ceil(8) + 1);
    }
    if meetings < MOST && happens(random, 30) {
        let kind = if happens(random, 50) {
            Kind::Decision
        } else {
            Kind::Incident
        };
        note(kind, between(random, 1, 330), random);
    }
    log
}

fn touchpoint(
    id: TouchpointId,
    kind: Kind,
    day: Day,
    opinions: &Opinions,
    random: &mut Random,
) -> Touchpoint {
    let titles = match kind {
        Kind::Meeting => &MEETINGS[..],
        Kind::Incident => &INCIDENTS,
        Kind::Decision | Kind::Release => &DECISIONS,
    };
    let is_told = kind != Kind::Meeting || happens(random, 15);
    let is_answered = kind != Kind::Decision && happens(random, 60);
    Touchpoint {
        title: if is_told {
            one_of(random, titles).to_owned()
        } else {
            String::new()
        },
        minutes: happens(random, 20).then(|| Minutes::new(30)).flatten(),
        answer_hours: is_answered.then(|| answer_hours(opinions, random)).flatten(),
        ..Touchpoint::new(id, kind, day)
    }
}

fn answer_hours(opinions: &Opinions, random: &mut Random) -> Option<AnswerHours> {
    let level = nearest(opinions.of_fact(Fact::AnswerTime));
    let tenths = HOURS_BY_LEVEL[level.index()] * between(random, 5, 15);
    AnswerHours::new(f64::from(tenths) / 10.0)
}
