//! Bytes into responses.

#![allow(
    clippy::option_option,
    reason = "the outer `None`: it cannot be read; the inner one: it is not there"
)]

use core::ops::Range;
use std::sync::Arc;

use uuid::Uuid;

use super::bytes::{Part, Reader};
use super::words;
use super::{EXTRA, LINK, NOT_APPLICABLE, NOTE, REASON, STATE, UNKNOWN};
use crate::domain::answers::{Answers, Glance, PackedAnswers, Said};
use crate::domain::assessment::{Answer, AnswerState, Assessment, AssessmentId};
use crate::domain::company::{CompanyFacts, CompanyId, Kind, Size};
use crate::domain::json::{Member, Name, parse};
use crate::domain::level::Level;
use crate::domain::ordered::Ordered;
use crate::domain::pack::{Hash, IndicatorId, Length, PackReference};
use crate::domain::packable::Unpack;
use crate::domain::side::Side;
use crate::domain::time::{Day, Moment};

/// Why bytes are no packed records.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the packed records cannot be read from byte {at} on")]
pub struct PackedError {
    pub at: usize,
}

/// Responses that lie packed.
#[derive(Debug)]
pub struct PackedResponses {
    bytes: Part,
    words: Vec<Name>,
    /// By id, each once.
    responses: Vec<Response>,
}

/// Where a response lies.
#[derive(Debug)]
struct Response {
    id: Uuid,
    head: Range<usize>,
    answers: Range<usize>,
}

/// Reads responses that were packed. All of their bytes are looked through; their answers stay packed.
///
/// # Errors
/// Where they do not say what [`super::Packer`] writes.
pub fn unpack(bytes: impl Into<Part>) -> Result<(Arc<PackedResponses>, Vec<Assessment>), PackedError> {
    let bytes = bytes.into();
    let mut reader = Reader::new(&bytes);
    let Some((words, responses)) = outline(&mut reader) else {
        return Err(PackedError { at: reader.next });
    };
    let packed = Arc::new(PackedResponses {
        bytes,
        words,
        responses,
    });
    let mut assessments = Vec::with_capacity(packed.responses.len());
    for (place, response) in packed.responses.iter().enumerate() {
        let unread = PackedError {
            at: response.head.start,
        };
        if !packed.can_be_unpacked(&response.answers) {
            return Err(unread);
        }
        assessments.push(packed.assessment(place).ok_or(unread)?);
    }
    Ok((packed, assessments))
}

fn outline(reader: &mut Reader<'_>) -> Option<(Vec<Name>, Vec<Response>)> {
    let words = words::read(reader)?;
    let count = reader.count()?;
    let mut responses: Vec<Response> = Vec::with_capacity(count);
    for _ in 0..count {
        let id = reader.uuid()?;
        let response = Response {
            id,
            head: reader.part()?,
            answers: reader.part()?,
        };
        if responses.last().is_some_and(|before| before.id >= id) {
            return None;
        }
        responses.push(response);
    }
    reader.is_at_end().then_some((words, responses))
}

impl PackedResponses {
    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = AssessmentId> {
        self.responses.iter().map(|response| AssessmentId(response.id))
    }

    /// Whether ids of both may be the same: one begins before the other ends.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let ends = |responses: &[Response]| Some((responses.first()?.id, responses.last()?.id));
        match (ends(&self.responses), ends(&other.responses)) {
            (Some((first, last)), Some((other_first, other_last))) => {
                first <= other_last && other_first <= last
            }
            _ => false,
        }
    }

    /// The place of a response; `None` where it is not here.
    #[must_use]
    pub fn place(&self, id: AssessmentId) -> Option<usize> {
        self.responses
            .binary_search_by(|response| response.id.cmp(&id.0))
            .ok()
    }

    /// The response at a place, its answers still packed; `None` where there is none.
    #[must_use]
    pub fn assessment(self: &Arc<Self>, place: usize) -> Option<Assessment> {
        let response = self.responses.get(place)?;
        let reader = &mut Reader::of(&self.bytes, &response.head)?;
        let assessment = Assessment {
            id: AssessmentId(response.id),
            pack: PackReference {
                id: self.word(reader)?.to_owned(),
                version: u32::try_from(reader.number()?).ok()?,
                hash: self.perhaps_word(reader, Hash::from_hex)?,
            },
            side: Side::named(self.word(reader)?)?,
            length: Length::named(self.word(reader)?)?,
            title: perhaps_text(reader)?,
            company: self.company(reader)?,
            counterpart: match reader.byte()? {
                0 => None,
                _ => Some(self.company(reader)?),
            },
            respondent: perhaps_text(reader)?,
            created_at: Moment::from_milliseconds(reader.signed()?)?,
            updated_at: Moment::from_milliseconds(reader.signed()?)?,
            extra: members(reader)?,
            answers: Answers::packed(Arc::<Self>::clone(self), place),
        };
        reader.is_at_end().then_some(assessment)
    }

    fn company(&self, reader: &mut Reader<'_>) -> Option<CompanyFacts> {
        Some(CompanyFacts {
            id: match reader.byte()? {
                0 => None,
                _ => Some(CompanyId(reader.uuid()?)),
            },
            name: self.word(reader)?.to_owned(),
            kind: self.perhaps_word(reader, Kind::named)?,
            size: self.perhaps_word(reader, Size::named)?,
            extra: members(reader)?,
        })
    }

    /// Looks through answers without unpacking them.
    fn can_be_unpacked(&self, place: &Range<usize>) -> bool {
        let mut before = None;
        let mut is_in_order = true;
        let all = self.each_answer(place, |word, _| {
            is_in_order &= before < Some(word);
            before = Some(word);
        });
        all.is_some() && is_in_order
    }

    /// Gives each answer with its indicator to `take`.
    fn each_answer<'p>(
        &'p self,
        place: &Range<usize>,
        mut take: impl FnMut(&'p str, Packed<'p>),
    ) -> Option<()> {
        let mut reader = Reader::of(&self.bytes, place)?;
        let mut day = 0;
        for _ in 0..reader.count()? {
            let word = self.word(&mut reader)?;
            let answer = Packed::read(&mut reader, &mut day)?;
            take(word, answer);
        }
        reader.is_at_end().then_some(())
    }

    fn word(&self, reader: &mut Reader<'_>) -> Option<&str> {
        words::word(&self.words, reader).map(Name::as_str)
    }

    /// The outer `None` where it cannot be read.
    fn perhaps_word<T>(
        &self,
        reader: &mut Reader<'_>,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        words::perhaps_word(&self.words, reader, read)
    }
}

impl Unpack<Ordered<IndicatorId, Answer>> for PackedResponses {
    fn unpack(&self, place: usize) -> Ordered<IndicatorId, Answer> {
        let mut answers = Vec::new();
        if let Some(response) = self.responses.get(place) {
            // Looked through when it came.
            let _ = self.each_answer(&response.answers, |word, packed| {
                answers.push((IndicatorId(word.to_owned()), packed.answer()));
            });
        }
        Ordered::in_order(answers)
    }
}

impl PackedAnswers for PackedResponses {
    fn count(&self, place: usize) -> usize {
        let response = self.responses.get(place);
        let mut reader = response.and_then(|response| Reader::of(&self.bytes, &response.answers));
        reader.as_mut().and_then(Reader::count).unwrap_or_default()
    }

    fn glance(&self, place: usize, see: &mut dyn FnMut(&str, Glance)) {
        if let Some(response) = self.responses.get(place) {
            // Looked through when it came.
            let _ = self.each_answer(&response.answers, |word, packed| see(word, packed.glance()));
        }
    }
}

/// An answer, looked at where it lies.
struct Packed<'p> {
    state: State<'p>,
    day: Day,
    note: &'p str,
    link: &'p str,
    extra: Vec<Member>,
}

enum State<'p> {
    Level(Level),
    Unknown,
    NotApplicable { reason: &'p str },
}

impl<'p> Packed<'p> {
    /// `day` is that of the answer before, and becomes that of this one.
    fn read(reader: &mut Reader<'p>, day: &mut i64) -> Option<Self> {
        let what = reader.byte()?;
        *day = day.checked_add(reader.signed()?)?;
        let mut text = |flag| if what & flag == 0 { Some("") } else { reader.text() };
        let (note, link, reason) = (text(NOTE)?, text(LINK)?, text(REASON)?);
        let state = match what & STATE {
            NOT_APPLICABLE => State::NotApplicable { reason },
            _ if what & REASON != 0 => return None,
            UNKNOWN => State::Unknown,
            level => State::Level(Level::new(level)?),
        };
        let extra = match what & EXTRA {
            0 => Vec::new(),
            _ => members(reader)?,
        };
        let day = Day::from_days_since_epoch(i32::try_from(*day).ok()?)?;
        Some(Self {
            state,
            day,
            note,
            link,
            extra,
        })
    }

    const fn glance(&self) -> Glance {
        Glance {
            said: match self.state {
                State::Level(level) => Said::Level(level),
                State::Unknown => Said::Unknown,
                State::NotApplicable { .. } => Said::NotApplicable,
            },
            day: self.day,
        }
    }

    fn answer(self) -> Answer {
        Answer {
            state: match self.state {
                State::Level(level) => AnswerState::Level(level),
                State::Unknown => AnswerState::Unknown,
                State::NotApplicable { reason } => AnswerState::NotApplicable {
                    reason: reason.to_owned(),
                },
            },
            day: self.day,
            note: self.note.to_owned(),
            link: self.link.to_owned(),
            extra: self.extra,
        }
    }
}

/// The outer `None` where it cannot be read.
fn perhaps_text(reader: &mut Reader<'_>) -> Option<Option<String>> {
    match reader.byte()? {
        0 => Some(None),
        _ => reader.text().map(|text| Some(text.to_owned())),
    }
}

fn members(reader: &mut Reader<'_>) -> Option<Vec<Member>> {
    let count = reader.count()?;
    let members = (0..count).map(|_| {
        let name = reader.text()?.into();
        let value = parse(reader.text()?).ok()?;
        Some(Member { name, value })
    });
    members.collect()
}
