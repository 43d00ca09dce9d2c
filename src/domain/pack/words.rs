//! A pack's words in another language than those it came with.
//!
//! What is answered is named by the hash of the document as it came, so a translation is no other pack: it is laid over the
//! texts of one that is read, and is gone when the pack is written.

use std::sync::Arc;

use super::{Indicator, LevelName, Pack, Question, Step};
use crate::domain::json::{Json, Step as Place, place};
use crate::domain::lines::{self, Lines};
use crate::domain::problem::Problem;
use crate::domain::side::{BySide, Side};
use crate::domain::text::Text;

impl Pack {
    /// The words of a translation for [`Pack::in_language_too`]: the pack's hash, then one text a line.
    ///
    /// `translated` has the pack's texts by name: `title`, `levels`, `limits`, `dimensions.ID`, `indicators.ID` with
    /// `title`, `why`, `counter` and the two sides, `checks.ID`. Sources keep their language.
    ///
    /// # Errors
    /// Every text that is missing, empty, or not the pack's, such as
    /// `indicators["1.1"].vendor.hint: is missing`.
    pub fn words(&self, translated: &Json) -> Result<String, Vec<Problem>> {
        let mut words = String::new();
        lines::write(&mut words, self.hash.as_str());
        let (mut problems, mut found) = (Vec::new(), 0);
        self.clone()
            .each_text(|steps, _| match translated.find(steps).and_then(Json::as_str) {
                Some(text) if !text.trim().is_empty() => {
                    found += 1;
                    lines::write(&mut words, text);
                }
                _ => problems.push(problem(steps, "is missing")),
            });
        if problems.is_empty() && found != texts_in(translated) {
            problems.push(Problem::of_whole("has texts that the pack has not"));
        }
        if problems.is_empty() {
            Ok(words)
        } else {
            Err(problems)
        }
    }

    /// The same pack with words in one more language; `None` where they are not the words of this pack.
    #[must_use]
    pub fn in_language_too(&self, language: &str, words: &str) -> Option<Self> {
        let mut lines = Lines::new(words);
        if lines.raw()? != self.hash.as_str() {
            return None;
        }
        let mut pack = self.clone();
        let first = self.questionnaire.languages.first().map_or("en", |first| first);
        let mut is_whole = true;
        pack.each_text(|_, text| match lines.words() {
            Some(words) => text.add(first, language, words),
            None => is_whole = false,
        });
        (is_whole && lines.is_over()).then_some(pack)
    }

    /// The same pack in one of its languages alone: for what is asked before the whole pack is there.
    #[must_use]
    pub fn in_language_alone(&self, language: &str) -> Self {
        let mut pack = self.clone();
        pack.each_text(|_, text| *text = Text::Plain(text.in_language(language).to_owned()));
        Arc::make_mut(&mut pack.questionnaire).languages = vec![language.to_owned()];
        pack
    }

    /// Every text that has something to translate, in the order of the document, with its place among a translation's.
    fn each_text(&mut self, mut with: impl FnMut(&[Place<'_>], &mut Text)) {
        let mut with = |place: &[Place<'_>], text: &mut Text| {
            if !text.is_empty() {
                with(place, text);
            }
        };
        let questionnaire = Arc::make_mut(&mut self.questionnaire);
        with(&[Place::Name("title")], &mut questionnaire.title);
        for (index, LevelName { name, meaning }) in questionnaire.levels.iter_mut().enumerate() {
            for (member, text) in [("name", name), ("meaning", meaning)] {
                with(
                    &[Place::Name("levels"), Place::Index(index), Place::Name(member)],
                    text,
                );
            }
        }
        for (index, text) in self.limits.iter_mut().enumerate() {
            with(&[Place::Name("limits"), Place::Index(index)], text);
        }
        let mut guidance = self.guidance.iter_mut();
        for dimension in &mut questionnaire.dimensions {
            let place = [Place::Name("dimensions"), Place::Name(&dimension.id.0)];
            for (member, text) in [("title", &mut dimension.title), ("intro", &mut dimension.intro)] {
                with(&[place[0], place[1], Place::Name(member)], text);
            }
            for indicator in &mut dimension.indicators {
                each_of_indicator(indicator, guidance.next(), &mut with);
            }
        }
        for check in &mut self.checks {
            with(&[Place::Name("checks"), Place::Name(&check.id)], &mut check.ask);
        }
    }
}

fn each_of_indicator(
    indicator: &mut Indicator,
    guidance: Option<&mut super::Guidance>,
    with: &mut impl FnMut(&[Place<'_>], &mut Text),
) {
    let own = [Place::Name("indicators"), Place::Name(&indicator.id.0)];
    with(&[own[0], own[1], Place::Name("title")], &mut indicator.title);
    let BySide { vendor, partner } = &mut indicator.sides;
    for (side, question) in [(Side::Vendor, vendor), (Side::Partner, partner)] {
        let Some(Question {
            question,
            hint,
            anchors,
        }) = question
        else {
            continue;
        };
        let side = [own[0], own[1], Place::Name(side.name())];
        with(&[side[0], side[1], side[2], Place::Name("question")], question);
        with(&[side[0], side[1], side[2], Place::Name("hint")], hint);
        for (index, anchor) in anchors.iter_mut().enumerate() {
            with(
                &[
                    side[0],
                    side[1],
                    side[2],
                    Place::Name("anchors"),
                    Place::Index(index),
                ],
                anchor,
            );
        }
    }
    let Some(guidance) = guidance else { return };
    let BySide { vendor, partner } = &mut guidance.steps;
    for (side, steps) in [(Side::Vendor, vendor), (Side::Partner, partner)] {
        for (index, Step { action, who, .. }) in steps.iter_mut().enumerate() {
            for (member, text) in [("action", action), ("who", who)] {
                let steps = [
                    Place::Name(side.name()),
                    Place::Name("steps"),
                    Place::Index(index),
                ];
                with(
                    &[own[0], own[1], steps[0], steps[1], steps[2], Place::Name(member)],
                    text,
                );
            }
        }
    }
    with(&[own[0], own[1], Place::Name("why")], &mut guidance.why);
    if let Some(evidence) = &mut guidance.evidence {
        with(&[own[0], own[1], Place::Name("counter")], &mut evidence.counter);
    }
}

fn problem(steps: &[Place<'_>], cause: &str) -> Problem {
    Problem {
        place: place(steps),
        ..Problem::of_whole(cause)
    }
}

fn texts_in(json: &Json) -> usize {
    let members = json.members().iter().map(|member| &member.value);
    usize::from(json.as_str().is_some()) + members.chain(json.items()).map(texts_in).sum::<usize>()
}
