//! What two companies did together: meetings, decisions, releases and incidents, one entry for each.
//!
//! The log stands in the company's document as the member `touchpoints`, which whoever does not know it keeps and writes
//! back. So it lives among the company's unknown members and is read when somebody wants it.

mod change;
mod document;
mod glance;

use uuid::Uuid;

use super::company::Company;
use super::exchange::{LONGEST_NAME, LONGEST_NOTE};
use super::json::{Member, Step, Walker};
use super::problem::Problem;
use super::time::Day;

pub use change::LogChange;
pub use document::{LONGEST_RECURRENCE, LONGEST_UID};
pub use glance::Glance;

/// A log has at most so many entries.
pub const MOST_TOUCHPOINTS: usize = 5000;

/// Names an entry for ever, on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TouchpointId(pub Uuid);

/// What it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// People of both companies talked to each other.
    Meeting,
    /// Something was decided together, such as a change of the joint plan.
    Decision,
    /// Something went out to customers.
    Release,
    /// Something broke.
    Incident,
}

/// How long it took, `0..=10080` minutes, which is a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(u16);

/// How long the first answer took, `0.0..=87600.0` hours, which is ten years, to the hundredth of an hour.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct AnswerHours(f64);

/// An entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Touchpoint {
    pub id: TouchpointId,
    pub kind: Kind,
    pub day: Day,
    /// `None`: nobody noted it.
    pub minutes: Option<Minutes>,
    /// May be empty; at most 10,000 characters.
    pub title: String,
    /// May be empty; at most 100,000 characters.
    pub note: String,
    /// Of incidents and questions: until the other side's first answer. `None`: nothing was asked, or nobody noted it.
    pub answer_hours: Option<AnswerHours>,
    /// Where it came from a calendar file.
    pub calendar: Option<CalendarOrigin>,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// Which event of a calendar an entry came from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CalendarOrigin {
    /// The event's `UID`, 1 to 1000 characters.
    pub uid: String,
    /// Of an event that recurs: the day that the calendar had planned this occurrence for, such as `2026-11-22`; at most
    /// 100 characters. `None`: the event does not recur.
    pub recurrence: Option<String>,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// The log of one company: by day, then by id. No two entries have one id.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Touchpoints(Vec<Touchpoint>);

/// Why an entry is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TouchpointError {
    #[error("the log is full, it has at most {MOST_TOUCHPOINTS} entries")]
    Full,
    #[error("there is an entry with this id already")]
    AlreadyThere,
    #[error("there is no entry with this id")]
    NotThere,
    #[error("the title has more than {LONGEST_NAME} characters")]
    TitleTooLong,
    #[error("the note has more than {LONGEST_NOTE} characters")]
    NoteTooLong,
    #[error("the calendar's name of the event has no character, or more than {LONGEST_UID}")]
    UidOutOfRange,
    #[error("the calendar's name of the occurrence has more than {LONGEST_RECURRENCE} characters")]
    RecurrenceTooLong,
}

impl Touchpoints {
    /// The member's name in an entry of the list of partners.
    pub(in crate::domain) const MEMBER: &'static str = "touchpoints";

    /// The log of a company; empty where it has none.
    ///
    /// # Errors
    /// Every mistake with its place, such as `touchpoints[2].day: expected a day such as 2026-11-22, found "soon"`.
    pub fn of(company: &Company) -> Result<Self, Vec<Problem>> {
        let member = company.extra.iter().find(|member| member.name == Self::MEMBER);
        let Some(member) = member.filter(|member| !member.value.is_null()) else {
            return Ok(Self::default());
        };
        let mut walker = Walker::new();
        let log = walker.under(Step::Name(Self::MEMBER), |walker| {
            Self::walk(walker, &member.value)
        });
        walker.finish(log)
    }

    /// Puts the log into a company, in place of the one it had. An empty one leaves no trace where there was none.
    pub fn put(&self, company: &mut Company) {
        let place = company
            .extra
            .iter()
            .position(|member| member.name == Self::MEMBER);
        match place.and_then(|place| company.extra.get_mut(place)) {
            Some(member) => member.value = self.to_json(),
            None if self.0.is_empty() => {}
            None => company.extra.push(Member::new(Self::MEMBER, self.to_json())),
        }
    }

    /// The entries, by day and then by id.
    #[must_use]
    pub fn entries(&self) -> &[Touchpoint] {
        &self.0
    }

    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: TouchpointId) -> Option<&Touchpoint> {
        self.0.iter().find(|entry| entry.id == id)
    }

    /// Takes in a new entry.
    ///
    /// # Errors
    /// When the log is full or has the id already, or a text is too long; nothing has changed then.
    pub fn add(&mut self, touchpoint: Touchpoint) -> Result<(), TouchpointError> {
        if self.get(touchpoint.id).is_some() {
            return Err(TouchpointError::AlreadyThere);
        }
        if self.0.len() >= MOST_TOUCHPOINTS {
            return Err(TouchpointError::Full);
        }
        touchpoint.check()?;
        self.insert(touchpoint);
        Ok(())
    }

    /// Takes in an entry in place of the one with its id.
    ///
    /// # Errors
    /// When there is none with this id, or a text is too long; nothing has changed then.
    pub fn edit(&mut self, touchpoint: Touchpoint) -> Result<(), TouchpointError> {
        touchpoint.check()?;
        self.remove(touchpoint.id).ok_or(TouchpointError::NotThere)?;
        self.insert(touchpoint);
        Ok(())
    }

    /// Takes an entry out and gives it; `None` where there was none.
    pub fn remove(&mut self, id: TouchpointId) -> Option<Touchpoint> {
        let place = self.0.iter().position(|entry| entry.id == id)?;
        Some(self.0.remove(place))
    }

    fn insert(&mut self, touchpoint: Touchpoint) {
        let place = self.0.partition_point(|entry| entry.place() < touchpoint.place());
        self.0.insert(place, touchpoint);
    }
}

impl Touchpoint {
    /// A new entry of which nothing else is noted yet.
    #[must_use]
    pub const fn new(id: TouchpointId, kind: Kind, day: Day) -> Self {
        Self {
            id,
            kind,
            day,
            minutes: None,
            title: String::new(),
            note: String::new(),
            answer_hours: None,
            calendar: None,
            extra: Vec::new(),
        }
    }

    /// What the log is sorted by.
    const fn place(&self) -> (Day, TouchpointId) {
        (self.day, self.id)
    }

    fn check(&self) -> Result<(), TouchpointError> {
        if is_longer(&self.title, LONGEST_NAME) {
            return Err(TouchpointError::TitleTooLong);
        }
        if is_longer(&self.note, LONGEST_NOTE) {
            return Err(TouchpointError::NoteTooLong);
        }
        let Some(origin) = &self.calendar else {
            return Ok(());
        };
        if origin.uid.is_empty() || is_longer(&origin.uid, LONGEST_UID) {
            return Err(TouchpointError::UidOutOfRange);
        }
        let recurrence = origin.recurrence.as_deref().unwrap_or_default();
        if is_longer(recurrence, LONGEST_RECURRENCE) {
            return Err(TouchpointError::RecurrenceTooLong);
        }
        Ok(())
    }
}

impl Kind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Meeting, Self::Decision, Self::Release, Self::Incident];

    /// The name in every format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Decision => "decision",
            Self::Release => "release",
            Self::Incident => "incident",
        }
    }
}

impl Minutes {
    /// The most that can be noted: a week.
    pub const MAX: Self = Self(10_080);

    /// So many minutes; `None` above a week.
    #[must_use]
    pub fn new(minutes: u16) -> Option<Self> {
        (minutes <= Self::MAX.0).then_some(Self(minutes))
    }

    /// How many they are.
    #[must_use]
    pub const fn count(self) -> u16 {
        self.0
    }
}

impl AnswerHours {
    /// The most that can be noted: ten years.
    pub const MAX: Self = Self(87_600.0);

    /// So many hours, rounded to the hundredth so that they are written as they are read; `None` outside
    /// `0.0..=87600.0`, or not a number.
    #[must_use]
    pub fn new(hours: f64) -> Option<Self> {
        let fits = (0.0..=Self::MAX.0).contains(&hours);
        // Adding 0 makes an ordinary zero of a negative one.
        fits.then(|| Self((hours * 100.0).round() / 100.0 + 0.0))
    }

    /// How many they are.
    #[must_use]
    pub const fn count(self) -> f64 {
        self.0
    }
}

/// Whether a text has more characters than this. A character has at most four bytes: most texts need no counting.
fn is_longer(text: &str, longest: usize) -> bool {
    text.len() > longest && text.chars().count() > longest
}
