//! A response read straight from its text, where it is written as nearly all are: several times as quick as through the
//! tree, which counts where ten thousand come at once.
//!
//! Whatever is unusual or wrong is left to the tree. What is read here is what the tree gives, by property test.

#![allow(
    clippy::option_option,
    reason = "the outer `None`: it cannot be read; the inner one: it is not there"
)]

use super::company::{LONGEST_NAME, LONGEST_NOTE};
use super::response::MOST_ANSWERS;
use crate::domain::assessment::{Answer, AnswerState, Assessment, AssessmentId};
use crate::domain::company::{CompanyFacts, CompanyId, Kind, Size};
use crate::domain::json::{Member, Scan, Walker};
use crate::domain::level::Level;
use crate::domain::ordered::Ordered;
use crate::domain::own::walk_own_members;
use crate::domain::pack::{Hash, IndicatorId, LONGEST_ID, Length, PackReference};
use crate::domain::side::Side;
use crate::domain::time::{Day, Moment};
use uuid::Uuid;

/// Reads a response; `None`: the tree is to read it.
pub(super) fn response(scan: &mut Scan<'_>) -> Option<Assessment> {
    let mut read = Members::default();
    scan.members(|scan, name| {
        let read = &mut read;
        match name {
            "kind" => put(&mut read.kind, (scan.plain()? == "response").then_some(())?),
            "format" => put(&mut read.format, (scan.whole()? == 1).then_some(())?),
            "id" => put(&mut read.id, uuid(scan)?),
            "pack" => put(&mut read.pack, pack(scan)?),
            "side" => put(&mut read.side, Side::named(scan.plain()?)?),
            "length" => put(&mut read.length, Length::named(scan.plain()?)?),
            "title" => put(&mut read.title, perhaps(scan, |scan| text(scan, LONGEST_NAME))?),
            "company" => put(&mut read.company, facts(scan)?),
            "counterpart" => put(&mut read.counterpart, perhaps(scan, facts)?),
            "respondent" => put(
                &mut read.respondent,
                perhaps(scan, |scan| text(scan, LONGEST_NAME))?,
            ),
            "createdAt" => put(&mut read.created_at, Moment::parse(scan.plain()?)?),
            "updatedAt" => put(&mut read.updated_at, Moment::parse(scan.plain()?)?),
            "answers" => put(&mut read.answers, answers(scan)?),
            _ => unknown(scan, name, &mut read.extra),
        }
    })?;
    read.response()
}

/// What was read of a response.
#[derive(Default)]
struct Members {
    kind: Option<()>,
    format: Option<()>,
    id: Option<Uuid>,
    pack: Option<PackReference>,
    side: Option<Side>,
    length: Option<Length>,
    title: Option<Option<String>>,
    company: Option<CompanyFacts>,
    counterpart: Option<Option<CompanyFacts>>,
    respondent: Option<Option<String>>,
    created_at: Option<Moment>,
    updated_at: Option<Moment>,
    answers: Option<Ordered<IndicatorId, Answer>>,
    extra: Vec<Member>,
}

impl Members {
    fn response(self) -> Option<Assessment> {
        self.kind?;
        self.format?;
        let mut walker = Walker::new();
        walk_own_members(&mut walker, &self.extra);
        walker.finish(Some(())).ok()?;
        Some(Assessment {
            id: AssessmentId(self.id?),
            pack: self.pack?,
            side: self.side?,
            length: self.length?,
            title: self.title.flatten(),
            company: self.company?,
            counterpart: self.counterpart.flatten(),
            respondent: self.respondent.flatten(),
            created_at: self.created_at?,
            updated_at: self.updated_at?,
            answers: self.answers?.into(),
            extra: self.extra,
        })
    }
}

/// Keeps what stands once.
fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

fn unknown(scan: &mut Scan<'_>, name: &str, extra: &mut Vec<Member>) -> Option<()> {
    if extra.iter().any(|member| member.name == name) {
        return None;
    }
    extra.push(Member {
        name: name.into(),
        value: scan.value()?,
    });
    Some(())
}

/// `null`, or what `read` gives; the outer `None` where it gives none.
fn perhaps<'t, T>(scan: &mut Scan<'t>, read: impl FnOnce(&mut Scan<'t>) -> Option<T>) -> Option<Option<T>> {
    if scan.is_null() {
        return Some(None);
    }
    read(scan).map(Some)
}

/// Characters have at least one byte: a text of many bytes is left to be counted.
fn text(scan: &mut Scan<'_>, longest: usize) -> Option<String> {
    let text = scan.text()?;
    (text.len() <= longest).then(|| text.into_owned())
}

fn uuid(scan: &mut Scan<'_>) -> Option<Uuid> {
    let text = scan.plain()?;
    Uuid::try_parse(text).ok().filter(|_| text.len() == 36)
}

fn pack(scan: &mut Scan<'_>) -> Option<PackReference> {
    let (mut id, mut version, mut hash) = (None, None, None);
    scan.members(|scan, name| match name {
        "id" => put(&mut id, scan.plain()?.to_owned()),
        "version" => put(&mut version, scan.whole()?),
        "hash" => put(&mut hash, perhaps(scan, |scan| Hash::from_hex(scan.plain()?))?),
        _ => None,
    })?;
    Some(PackReference {
        id: id.filter(|id| (1..=LONGEST_ID).contains(&id.len()))?,
        version: version.filter(|version| *version > 0)?,
        hash: hash.flatten(),
    })
}

fn facts(scan: &mut Scan<'_>) -> Option<CompanyFacts> {
    let (mut id, mut called, mut kind, mut size) = (None, None, None, None);
    let mut extra = Vec::new();
    scan.members(|scan, name| match name {
        "id" => put(&mut id, perhaps(scan, uuid)?),
        "name" => put(&mut called, perhaps(scan, |scan| text(scan, LONGEST_NAME))?),
        "kind" => put(&mut kind, perhaps(scan, |scan| Kind::named(scan.plain()?))?),
        "size" => put(&mut size, perhaps(scan, |scan| Size::named(scan.plain()?))?),
        _ => unknown(scan, name, &mut extra),
    })?;
    Some(CompanyFacts {
        id: id.flatten().map(CompanyId),
        name: called.flatten().unwrap_or_default(),
        kind: kind.flatten(),
        size: size.flatten(),
        extra,
    })
}

fn answers(scan: &mut Scan<'_>) -> Option<Ordered<IndicatorId, Answer>> {
    let mut answers: Vec<(IndicatorId, Answer)> = Vec::new();
    scan.members(|scan, name| {
        let fits = name.len() <= LONGEST_ID && answers.len() < MOST_ANSWERS;
        let is_in_order = answers.last().is_none_or(|(before, _)| before.0.as_str() < name);
        let answer = answer(scan).filter(|_| fits && is_in_order)?;
        answers.push((IndicatorId(name.to_owned()), answer));
        Some(())
    })?;
    Some(Ordered::in_order(answers))
}

fn answer(scan: &mut Scan<'_>) -> Option<Answer> {
    let (mut state, mut level, mut reason) = (None, None, None);
    let (mut day, mut note, mut link) = (None, None, None);
    let mut extra = Vec::new();
    scan.members(|scan, name| match name {
        "state" => put(&mut state, scan.plain()?),
        "level" => put(&mut level, perhaps(scan, Scan::whole)?),
        "reason" => put(&mut reason, perhaps(scan, |scan| text(scan, LONGEST_NOTE))?),
        "day" => put(&mut day, Day::parse(scan.plain()?)?),
        "note" => put(&mut note, perhaps(scan, |scan| text(scan, LONGEST_NOTE))?),
        "link" => put(&mut link, perhaps(scan, |scan| text(scan, LONGEST_NAME))?),
        _ => unknown(scan, name, &mut extra),
    })?;
    let state = match (state?, level.flatten(), reason.flatten()) {
        ("level", Some(level), None) => AnswerState::Level(Level::new(u8::try_from(level).ok()?)?),
        ("unknown", None, None) => AnswerState::Unknown,
        ("notApplicable", None, reason) => AnswerState::NotApplicable {
            reason: reason.unwrap_or_default(),
        },
        _ => return None,
    };
    Some(Answer {
        state,
        day: day?,
        note: note.flatten().unwrap_or_default(),
        link: link.flatten().unwrap_or_default(),
        extra,
    })
}
