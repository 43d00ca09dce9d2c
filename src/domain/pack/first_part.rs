//! The questionnaire ahead of its pack: what the first question needs, and which whole it belongs to.
//!
//! It is made by our own build from a pack that was read and found right, and is no format for anybody else. So it is
//! as plain as can be: one value a line, in the order of the types. The reader of JSON, with its positions and its
//! hundred messages, is then not in the first download; it comes with the part that reads what people bring.

use core::fmt::Write as _;
use std::sync::Arc;

use super::first_part_read::Reader;
use super::{
    Condition, Dimension, Indicator, Lengths, LevelName, Pack, PackReference, Question, Questionnaire, Test,
};
use crate::domain::lines;
use crate::domain::side::Side;
use crate::domain::text::Text;

/// The first line; another build's first part is refused by it.
pub(super) const FIRST_LINE: &str = "channel-readiness first part 1";

/// The first part of a shipped pack. The store, exports and `score` know whole packs only.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstPart {
    /// Shared with those who ask from it.
    pub questionnaire: Arc<Questionnaire>,
    /// The whole pack; its hash is always given.
    pub whole: PackReference,
}

/// Where a first part is not what our build makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the first part is not as this version writes it")]
pub struct FirstPartError {
    /// From 1; the line after the last where the text ends too early.
    pub line: usize,
}

impl FirstPart {
    /// The first part of a pack.
    #[must_use]
    pub fn cut(pack: &Pack) -> Self {
        Self {
            questionnaire: Arc::clone(&pack.questionnaire),
            whole: pack.reference(),
        }
    }

    /// Reads a first part.
    ///
    /// # Errors
    /// The first line that is not as [`FirstPart::write`] writes it: cut, altered, or of another version.
    pub fn parse(text: &str) -> Result<Self, FirstPartError> {
        let mut reader = Reader::new(text);
        reader.first_part().ok_or(FirstPartError {
            line: reader.number(),
        })
    }

    /// Its text.
    #[must_use]
    pub fn write(&self) -> String {
        let mut writer = Writer(String::new());
        let Questionnaire {
            languages,
            title,
            levels,
            dimensions,
            ..
        } = &*self.questionnaire;
        writer.line(FIRST_LINE);
        writer.line(&self.whole.id);
        writer.number(u64::from(self.whole.version));
        writer.line(self.whole.hash.as_ref().map_or("", super::Hash::as_str));
        writer.list(languages, |writer, tag| writer.line(tag));
        writer.text(title);
        for LevelName { name, meaning } in levels {
            writer.text(name);
            writer.text(meaning);
        }
        writer.list(dimensions, Writer::dimension);
        writer.0
    }
}

struct Writer(String);

impl Writer {
    fn line(&mut self, words: &str) {
        lines::write(&mut self.0, words);
    }

    fn number(&mut self, number: u64) {
        // Writing into a text does not fail.
        let _ = writeln!(self.0, "{number}");
    }

    fn flag(&mut self, flag: bool) {
        self.number(u64::from(flag));
    }

    /// A double by its bits, so that nothing is lost and nothing has to be rounded when it is read.
    fn exact(&mut self, value: f64) {
        let _ = writeln!(self.0, "{:x}", value.to_bits());
    }

    fn list<T>(&mut self, items: &[T], mut one: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        for item in items {
            one(self, item);
        }
    }

    /// Plain words after `=`; in several languages the count after `*`, then tag and words of each.
    fn text(&mut self, text: &Text) {
        match text {
            Text::Plain(words) => {
                self.0.push('=');
                self.line(words);
            }
            Text::Translated(all) => {
                self.0.push('*');
                self.list(all, |writer, (tag, words)| {
                    writer.line(tag);
                    writer.line(words);
                });
            }
        }
    }

    fn dimension(&mut self, dimension: &Dimension) {
        self.line(&dimension.id.0);
        self.text(&dimension.title);
        self.text(&dimension.intro);
        self.exact(dimension.weight.value());
        self.flag(dimension.headline);
        self.list(&dimension.indicators, Self::indicator);
    }

    fn indicator(&mut self, indicator: &Indicator) {
        self.line(&indicator.id.0);
        self.text(&indicator.title);
        self.exact(indicator.weight.value());
        self.flag(indicator.gate);
        self.flag(indicator.may_not_apply);
        self.flag(indicator.lengths == Lengths::QuickAndFull);
        self.number(u64::from(indicator.half_life.days()));
        self.line(indicator.observes.as_deref().unwrap_or_default());
        self.list(indicator.when.as_slice(), Self::condition);
        for side in Side::ALL {
            self.list(indicator.sides.of(side).as_slice(), Self::question);
        }
    }

    fn question(&mut self, question: &Question) {
        self.text(&question.question);
        self.text(&question.hint);
        for anchor in &question.anchors {
            self.text(anchor);
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Answer(source, test) => {
                self.line("answer");
                self.line(&source.indicator.0);
                self.line(source.of.map_or("", Side::name));
                match test {
                    Test::AtLeast(level) => self.line(&format!("atLeast {}", level.number())),
                    Test::AtMost(level) => self.line(&format!("atMost {}", level.number())),
                    Test::State(state) => self.line(&format!("state {}", state.name())),
                }
            }
            Condition::Side(side) => self.line(&format!("side {}", side.name())),
            Condition::Company(kind) => self.line(&format!("company {}", kind.name())),
            Condition::SizeAtLeast(size) => self.line(&format!("sizeAtLeast {}", size.name())),
            Condition::All(parts) => self.group("all", parts),
            Condition::Any(parts) => self.group("any", parts),
            Condition::Not(part) => {
                self.line("not");
                self.condition(part);
            }
        }
    }

    fn group(&mut self, name: &str, parts: &[Condition]) {
        self.line(name);
        self.list(parts, Self::condition);
    }
}
