//! Which meetings with a company a calendar file holds, and what of them is new to the company's log.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use uuid::{Builder, Variant, Version};

use super::event::{CalendarEvent, EventState};
use super::occurrences::{Expansion, Occurrence, Window, occurrences};
use super::problem::CalendarProblem;
use super::read::Calendar;
use crate::domain::time::Day;
use crate::domain::touchpoint::{
    CalendarOrigin, Kind, Minutes, Touchpoint, TouchpointError, TouchpointId, Touchpoints,
};

/// The longest title that is taken over, in characters.
const LONGEST_TITLE: usize = 200;

/// Hosts of mail for everybody: who has an address there has nothing in common with others who have.
const MAIL_FOR_ALL: [&str; 20] = [
    "aol.com",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "t-online.de",
    "web.de",
    "yahoo.com",
];

/// By what a company is known in a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counterpart {
    /// In small letters; empty: nothing is known by it.
    name: String,
    addresses: BTreeSet<String>,
    domains: BTreeSet<String>,
}

/// By what an event concerns a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// One of its people takes part.
    Person,
    /// Somebody takes part whose address is at the company.
    Domain,
    /// Its name stands in the event's title.
    Name,
    /// Somebody says that it does; no event tells that by itself.
    Chosen,
}

/// A meeting that can be put into the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    pub day: Day,
    pub minutes: Option<Minutes>,
    /// In one line, at most 200 characters.
    pub title: String,
    pub origin: CalendarOrigin,
}

/// An entry of the log that the calendar tells otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub id: TouchpointId,
    /// What the calendar says: day, minutes or title differ.
    pub meeting: Meeting,
}

/// What a calendar file would do to a log.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// By day.
    pub new: Vec<(Meeting, Reason)>,
    pub changed: Vec<Change>,
    /// Entries that are as the calendar has them.
    pub known: Vec<TouchpointId>,
    /// Entries whose meeting was called off.
    pub cancelled: Vec<TouchpointId>,
    /// What takes place within the window, is not in the log, and concerns the company by nothing; by day. It is
    /// taken over only where somebody moves it to what is new, as [`Reason::Chosen`].
    pub others: Vec<Meeting>,
    /// What went wrong while expanding what recurs.
    pub problems: Vec<CalendarProblem>,
}

impl Counterpart {
    /// A company by its name and the e-mail addresses of its people. Addresses at the same host are the company's too,
    /// unless it hosts mail for everybody. Where a name or an address is empty, nothing is known by it.
    pub fn new<'c>(name: &str, addresses: impl IntoIterator<Item = &'c str>) -> Self {
        let mut counterpart = Self {
            name: name.trim().to_lowercase(),
            ..Self::default()
        };
        for address in addresses {
            let address = address.trim().to_lowercase();
            let Some((_, domain)) = address.rsplit_once('@').filter(|(_, domain)| !domain.is_empty()) else {
                continue;
            };
            if !MAIL_FOR_ALL.contains(&domain) {
                counterpart.domains.insert(domain.to_owned());
            }
            counterpart.addresses.insert(address);
        }
        counterpart
    }

    /// By what an event concerns the company; `None`: it does not. Who declined does not count.
    #[must_use]
    pub fn concerned_by(&self, event: &CalendarEvent) -> Option<Reason> {
        if event
            .people
            .iter()
            .any(|address| self.addresses.contains(address))
        {
            return Some(Reason::Person);
        }
        let is_at_company = |address: &String| {
            let domain = address.rsplit_once('@').map(|(_, domain)| domain);
            domain.is_some_and(|domain| self.domains.contains(domain))
        };
        if event.people.iter().any(is_at_company) {
            return Some(Reason::Domain);
        }
        has_words(&event.summary.to_lowercase(), &self.name).then_some(Reason::Name)
    }
}

impl Meeting {
    /// The entry for the log. Its id is made of the event's name and the planned day, so that two devices that read the
    /// same file make the same entry.
    #[must_use]
    pub fn touchpoint(&self) -> Touchpoint {
        Touchpoint {
            minutes: self.minutes,
            title: self.title.clone(),
            calendar: Some(self.origin.clone()),
            ..Touchpoint::new(id(&self.origin), Kind::Meeting, self.day)
        }
    }

    fn of(occurrence: &Occurrence<'_>) -> Self {
        let event = occurrence.event;
        Self {
            day: occurrence.day,
            minutes: event.minutes,
            title: one_line(&event.summary),
            origin: CalendarOrigin {
                uid: event.uid.clone(),
                recurrence: occurrence.recurrence.map(|day| day.to_string()),
                extra: Vec::new(),
            },
        }
    }

    /// Whether an entry says the same. What the calendar leaves open may be noted in the log.
    fn is_told_by(&self, entry: &Touchpoint) -> bool {
        entry.day == self.day
            && (self.minutes.is_none() || entry.minutes == self.minutes)
            && (self.title.is_empty() || entry.title == self.title)
    }
}

impl Change {
    /// Makes an entry say what the calendar says; note and everything else stay.
    pub fn apply(&self, entry: &mut Touchpoint) {
        entry.day = self.meeting.day;
        entry.minutes = self.meeting.minutes.or(entry.minutes);
        if !self.meeting.title.is_empty() {
            entry.title.clone_from(&self.meeting.title);
        }
    }
}

impl Preview {
    /// Puts what is new and what has changed into the log, and takes out what was called off. Who wants less takes it out
    /// of the lists before. What has come into the log since by another way stays as it is there.
    ///
    /// # Errors
    /// When the log would have too many entries; nothing has changed then.
    pub fn take_over(&self, log: &mut Touchpoints) -> Result<(), TouchpointError> {
        let mut changed = log.clone();
        for id in &self.cancelled {
            changed.remove(*id);
        }
        for change in &self.changed {
            if let Some(mut entry) = changed.get(change.id).cloned() {
                change.apply(&mut entry);
                changed.edit(entry)?;
            }
        }
        for (meeting, _) in &self.new {
            match changed.add(meeting.touchpoint()) {
                Ok(()) | Err(TouchpointError::AlreadyThere) => {}
                Err(error) => return Err(error),
            }
        }
        *log = changed;
        Ok(())
    }
}

/// Compares a calendar with a company's log. What takes place within the window and concerns the company is new, unless
/// the log has it. An entry that came from the calendar is called off where the file says so, or has its event but no
/// longer its day. Entries outside the window, and those that came from elsewhere, are left alone.
#[must_use]
pub fn preview(
    calendar: &Calendar,
    counterpart: &Counterpart,
    window: &Window<'_>,
    log: &Touchpoints,
) -> Preview {
    let expansion = occurrences(calendar, window);
    let mut comparing = Comparing {
        counterpart,
        entries: Entries::of(log),
        reasons: BTreeMap::new(),
        told: BTreeSet::new(),
        called_off: BTreeSet::new(),
        preview: Preview::default(),
    };
    for occurrence in &expansion.occurrences {
        comparing.compare(occurrence, Place::Here);
    }
    for occurrence in &expansion.elsewhere {
        comparing.compare(occurrence, Place::Elsewhere);
    }
    let whole: BTreeSet<&str> = (calendar.events.iter())
        .filter(|event| event.replaces.is_none())
        .map(|event| &*event.uid)
        .collect();
    let Comparing {
        mut preview,
        told,
        called_off,
        ..
    } = comparing;
    let is_called_off = |entry: &&Touchpoint| {
        called_off.contains(&entry.id) || whole.contains(uid(entry)) && is_missing(entry, &expansion, window)
    };
    let untold = log.entries().iter().filter(|entry| !told.contains(&entry.id));
    preview.cancelled = untold.filter(is_called_off).map(|entry| entry.id).collect();
    preview.problems = expansion.problems;
    preview
}

/// Whether an entry that no occurrence has told of should have been told of.
fn is_missing(entry: &Touchpoint, expansion: &Expansion<'_>, window: &Window<'_>) -> bool {
    let recurrence = entry
        .calendar
        .as_ref()
        .and_then(|origin| origin.recurrence.as_deref());
    let planned = recurrence.map_or(Some(entry.day), Day::parse);
    let days = window.from..=window.to;
    days.contains(&entry.day)
        && planned.is_some_and(|planned| days.contains(&planned))
        && !expansion.cut.contains(uid(entry))
}

/// What the calendar calls the event of an entry; empty where it came from none.
fn uid(entry: &Touchpoint) -> &str {
    entry.calendar.as_ref().map_or("", |origin| &origin.uid)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Within the window.
    Here,
    Elsewhere,
}

struct Comparing<'c, 'l> {
    counterpart: &'c Counterpart,
    entries: Entries<'l>,
    /// By an event's line: an event that recurs is looked at once.
    reasons: BTreeMap<u32, Option<Reason>>,
    /// Entries that take place.
    told: BTreeSet<TouchpointId>,
    /// Entries of which the file says that they do not.
    called_off: BTreeSet<TouchpointId>,
    preview: Preview,
}

impl Comparing<'_, '_> {
    fn compare(&mut self, occurrence: &Occurrence<'_>, place: Place) {
        let meeting = Meeting::of(occurrence);
        let entry = self.entries.find(&meeting);
        if occurrence.state == EventState::Cancelled {
            self.called_off.extend(entry.map(|entry| entry.id));
            return;
        }
        if let Some(entry) = entry {
            if !self.told.insert(entry.id) {
                return;
            }
            if meeting.is_told_by(entry) {
                self.preview.known.push(entry.id);
            } else {
                let id = entry.id;
                self.preview.changed.push(Change { id, meeting });
            }
            return;
        }
        let (event, counterpart) = (occurrence.event, self.counterpart);
        let reason = self.reasons.entry(event.line);
        let reason = *reason.or_insert_with(|| counterpart.concerned_by(event));
        match reason {
            _ if place == Place::Elsewhere => {}
            Some(reason) => self.preview.new.push((meeting, reason)),
            None => self.preview.others.push(meeting),
        }
    }
}

/// The log's entries that came from calendars, by what they are found by.
struct Entries<'l> {
    ids: BTreeMap<TouchpointId, &'l Touchpoint>,
    names: BTreeMap<(&'l str, Option<&'l str>), &'l Touchpoint>,
    days: BTreeMap<(&'l str, Day), &'l Touchpoint>,
}

impl<'l> Entries<'l> {
    fn of(log: &'l Touchpoints) -> Self {
        let named = || {
            let entries = log.entries().iter();
            entries.filter_map(|entry| entry.calendar.as_ref().map(|origin| (entry, origin)))
        };
        Self {
            ids: log.entries().iter().map(|entry| (entry.id, entry)).collect(),
            names: named()
                .map(|(entry, origin)| ((&*origin.uid, origin.recurrence.as_deref()), entry))
                .collect(),
            days: named()
                .map(|(entry, origin)| ((&*origin.uid, entry.day), entry))
                .collect(),
        }
    }

    /// The entry of a meeting: by the event's name and the planned day, or by the day where the event recurs only now, or
    /// no longer.
    fn find(&self, meeting: &Meeting) -> Option<&'l Touchpoint> {
        let CalendarOrigin { uid, recurrence, .. } = &meeting.origin;
        let recurs = |entry: &Touchpoint| {
            entry
                .calendar
                .as_ref()
                .is_some_and(|origin| origin.recurrence.is_some())
        };
        let by_name = self.names.get(&(&**uid, recurrence.as_deref()));
        let by_id = || self.ids.get(&id(&meeting.origin));
        let by_day = || {
            let entry = self.days.get(&(&**uid, meeting.day));
            entry.filter(|entry| recurs(entry) != recurrence.is_some())
        };
        by_name.or_else(by_id).or_else(by_day).copied()
    }
}

/// An id that depends on the event's name and the planned day alone.
///
/// Source: RFC 9562, section 5.8, UUID version 8.
fn id(origin: &CalendarOrigin) -> TouchpointId {
    let mut hash = Sha256::new();
    hash.update(origin.uid.as_bytes());
    hash.update([0]);
    hash.update(origin.recurrence.as_deref().unwrap_or_default().as_bytes());
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(hash.finalize()) {
        *byte = hashed;
    }
    let builder = Builder::from_bytes(bytes).with_variant(Variant::RFC4122);
    TouchpointId(builder.with_version(Version::Custom).into_uuid())
}

/// A text in one line without control characters, cut where it is too long. Only its beginning is looked at: a summary
/// may have millions of characters, and its event thousands of occurrences.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut length = 0;
    for character in text.chars().take(10 * LONGEST_TITLE) {
        if length == LONGEST_TITLE {
            break;
        }
        let meant = if character.is_whitespace() { ' ' } else { character };
        let is_second_blank = meant == ' ' && (line.is_empty() || line.ends_with(' '));
        if !is_second_blank && !meant.is_control() {
            line.push(meant);
            length += 1;
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Whether words stand in a text, not within other words.
fn has_words(text: &str, words: &str) -> bool {
    let is_apart = |character: Option<char>| character.is_none_or(|character| !character.is_alphanumeric());
    !words.is_empty()
        && text.match_indices(words).any(|(place, found)| {
            let (before, behind) = (text.get(..place), text.get(place + found.len()..));
            is_apart(before.and_then(|before| before.chars().next_back()))
                && is_apart(behind.and_then(|behind| behind.chars().next()))
        })
}
