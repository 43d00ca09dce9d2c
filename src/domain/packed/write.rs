//! Responses into bytes.

use uuid::Uuid;

use super::bytes::{put_count, put_number, put_signed, put_text};
use super::words::Words;
use super::{EXTRA, LINK, NOT_APPLICABLE, NOTE, REASON, UNKNOWN};
use crate::domain::assessment::{Answer, AnswerState, Assessment};
use crate::domain::company::{CompanyFacts, Kind, Size};
use crate::domain::json::{Member, compact};
use crate::domain::ordered::Ordered;
use crate::domain::pack::{Hash, IndicatorId};

/// Packs one response after the other.
#[derive(Debug, Default)]
pub struct Packer {
    words: Words,
    responses: Ordered<Uuid, Vec<u8>>,
    size: usize,
}

impl Packer {
    /// Adds a response; of two with one id the later counts.
    pub fn add(&mut self, assessment: &Assessment) {
        self.add_answered(assessment, assessment.answers.len(), assessment.answers.iter());
    }

    /// Adds a response with these answers, so many and in the order of their indicators, in place of its own: whoever makes
    /// thousands need not put each together.
    pub fn add_answered<'a>(
        &mut self,
        assessment: &Assessment,
        count: usize,
        answers: impl Iterator<Item = (&'a IndicatorId, &'a Answer)>,
    ) {
        let mut head = Vec::new();
        self.head(&mut head, assessment);
        let mut said = Vec::new();
        self.answers(&mut said, count, answers);
        let mut response = Vec::with_capacity(head.len() + said.len() + 4);
        put_count(&mut response, head.len());
        response.append(&mut head);
        put_count(&mut response, said.len());
        response.append(&mut said);
        self.size += response.len();
        self.responses.insert(assessment.id.0, response);
    }

    /// How many responses there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.responses.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.responses.is_empty()
    }

    /// How many bytes they take, about.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// The bytes.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        // They are kept for long: there is to be no more room than they need.
        let mut bytes = Vec::with_capacity(self.words.size() + self.size + 16 * self.responses.len() + 10);
        self.words.put(&mut bytes);
        put_count(&mut bytes, self.responses.len());
        for (id, response) in self.responses.iter() {
            bytes.extend_from_slice(id.as_bytes());
            bytes.extend_from_slice(response);
        }
        bytes
    }

    fn head(&mut self, bytes: &mut Vec<u8>, assessment: &Assessment) {
        let Assessment {
            id: _,
            pack,
            side,
            length,
            title,
            company,
            counterpart,
            respondent,
            created_at,
            updated_at,
            answers: _,
            extra,
        } = assessment;
        self.word(bytes, &pack.id);
        put_number(bytes, u64::from(pack.version));
        self.perhaps_word(bytes, pack.hash.as_ref().map(Hash::as_str));
        self.word(bytes, side.name());
        self.word(bytes, length.name());
        perhaps_text(bytes, title.as_deref());
        self.company(bytes, company);
        bytes.push(u8::from(counterpart.is_some()));
        if let Some(counterpart) = counterpart {
            self.company(bytes, counterpart);
        }
        perhaps_text(bytes, respondent.as_deref());
        put_signed(bytes, created_at.milliseconds());
        put_signed(bytes, updated_at.milliseconds());
        put_members(bytes, extra);
    }

    fn company(&mut self, bytes: &mut Vec<u8>, facts: &CompanyFacts) {
        let CompanyFacts {
            id,
            name,
            kind,
            size,
            extra,
        } = facts;
        bytes.push(u8::from(id.is_some()));
        if let Some(id) = id {
            bytes.extend_from_slice(id.0.as_bytes());
        }
        self.word(bytes, name);
        self.perhaps_word(bytes, kind.map(Kind::name));
        self.perhaps_word(bytes, size.map(Size::name));
        put_members(bytes, extra);
    }

    fn answers<'a>(
        &mut self,
        bytes: &mut Vec<u8>,
        count: usize,
        answers: impl Iterator<Item = (&'a IndicatorId, &'a Answer)>,
    ) {
        put_count(bytes, count);
        // Days lie near each other.
        let mut before = 0;
        for (indicator, answer) in answers {
            self.word(bytes, &indicator.0);
            let day = i64::from(answer.day.days_since_epoch());
            put_answer(bytes, answer, day - before);
            before = day;
        }
    }

    fn word(&mut self, bytes: &mut Vec<u8>, word: &str) {
        self.words.put_place(bytes, word);
    }

    fn perhaps_word(&mut self, bytes: &mut Vec<u8>, word: Option<&str>) {
        self.words.put_perhaps(bytes, word);
    }
}

fn put_answer(bytes: &mut Vec<u8>, answer: &Answer, days: i64) {
    let Answer {
        state,
        day: _,
        note,
        link,
        extra,
    } = answer;
    let (state, reason) = match state {
        AnswerState::Level(level) => (level.number(), ""),
        AnswerState::Unknown => (UNKNOWN, ""),
        AnswerState::NotApplicable { reason } => (NOT_APPLICABLE, &**reason),
    };
    let texts = [(NOTE, &**note), (LINK, &**link), (REASON, reason)];
    let mut what = state;
    for (flag, text) in texts {
        what |= if text.is_empty() { 0 } else { flag };
    }
    what |= if extra.is_empty() { 0 } else { EXTRA };
    bytes.push(what);
    put_signed(bytes, days);
    for (_, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        put_text(bytes, text);
    }
    if !extra.is_empty() {
        put_members(bytes, extra);
    }
}

/// Nothing is 0, and a text begins with 1.
fn perhaps_text(bytes: &mut Vec<u8>, text: Option<&str>) {
    bytes.push(u8::from(text.is_some()));
    if let Some(text) = text {
        put_text(bytes, text);
    }
}

/// Unknown members, as JSON.
fn put_members(bytes: &mut Vec<u8>, members: &[Member]) {
    put_count(bytes, members.len());
    for Member { name, value } in members {
        put_text(bytes, name);
        put_text(bytes, &compact(value));
    }
}
