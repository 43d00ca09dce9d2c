//! Reading a first part: one value a line, `None` at the first that does not fit.

use std::sync::Arc;

use super::first_part::{FIRST_LINE, FirstPart};
use super::{
    Condition, Dimension, DimensionId, HalfLife, Hash, Indicator, IndicatorId, Lengths, LevelName,
    PackReference, Question, Questionnaire, Source, StateName, Test, Weight,
};
use crate::domain::company::{Kind, Size};
use crate::domain::level::Level;
use crate::domain::lines::{Lines, unescaped};
use crate::domain::side::{BySide, Side};
use crate::domain::text::Text;

/// Conditions are not nested deeper than the parser of packs allows.
const DEEPEST: usize = 128;

/// The lines not read yet, and how deep in conditions they are.
pub(super) struct Reader<'t> {
    lines: Lines<'t>,
    depth: usize,
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            lines: Lines::new(text),
            depth: 0,
        }
    }

    /// Of the line read last, from 1.
    pub const fn number(&self) -> usize {
        self.lines.number()
    }

    pub fn first_part(&mut self) -> Option<FirstPart> {
        if self.next()? != FIRST_LINE {
            return None;
        }
        let (id, version) = (self.words()?, self.number_as()?);
        let hash = Hash::from_hex(self.next()?)?;
        let questionnaire = Questionnaire {
            id: id.clone(),
            version,
            languages: self.list(Self::words)?,
            title: self.text()?,
            levels: self.five(|reader| {
                Some(LevelName {
                    name: reader.text()?,
                    meaning: reader.text()?,
                })
            })?,
            dimensions: self.list(Self::dimension)?,
        };
        self.lines.is_over().then(|| FirstPart {
            questionnaire: Arc::new(questionnaire),
            whole: PackReference {
                id,
                version,
                hash: Some(hash),
            },
        })
    }

    fn next(&mut self) -> Option<&'t str> {
        self.lines.raw()
    }

    fn number_as<T: TryFrom<u32>>(&mut self) -> Option<T> {
        let number: u32 = self.next()?.parse().ok()?;
        T::try_from(number).ok()
    }

    fn flag(&mut self) -> Option<bool> {
        match self.next()? {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        }
    }

    fn exact(&mut self) -> Option<f64> {
        u64::from_str_radix(self.next()?, 16).ok().map(f64::from_bits)
    }

    fn list<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count: u32 = self.number_as()?;
        // A wrong count ends at the end of the text, not in the allocator.
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(one(self)?);
        }
        Some(items)
    }

    fn five<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<[T; 5]> {
        Some([one(self)?, one(self)?, one(self)?, one(self)?, one(self)?])
    }

    /// At most one.
    #[expect(
        clippy::option_option,
        reason = "whether it could be read, and whether it is there"
    )]
    fn optional<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        Some(if self.flag()? { Some(one(self)?) } else { None })
    }

    fn words(&mut self) -> Option<String> {
        self.lines.words()
    }

    fn text(&mut self) -> Option<Text> {
        let line = self.next()?;
        if let Some(words) = line.strip_prefix('=') {
            return unescaped(words).map(Text::Plain);
        }
        let count: u32 = line.strip_prefix('*')?.parse().ok().filter(|count| *count > 0)?;
        let mut all = Vec::new();
        for _ in 0..count {
            all.push((self.words()?, self.words()?));
        }
        Some(Text::Translated(all))
    }

    fn dimension(&mut self) -> Option<Dimension> {
        Some(Dimension {
            id: DimensionId(self.words()?),
            title: self.text()?,
            intro: self.text()?,
            weight: Weight::new(self.exact()?)?,
            headline: self.flag()?,
            indicators: self.list(Self::indicator)?,
        })
    }

    fn indicator(&mut self) -> Option<Indicator> {
        Some(Indicator {
            id: IndicatorId(self.words()?),
            title: self.text()?,
            weight: Weight::new(self.exact()?)?,
            gate: self.flag()?,
            may_not_apply: self.flag()?,
            lengths: if self.flag()? {
                Lengths::QuickAndFull
            } else {
                Lengths::FullOnly
            },
            half_life: HalfLife::from_days(self.number_as()?)?,
            observes: self.words().map(|fact| (!fact.is_empty()).then_some(fact))?,
            when: self.optional(Self::condition)?,
            sides: BySide {
                vendor: self.optional(Self::question)?,
                partner: self.optional(Self::question)?,
            },
        })
    }

    fn question(&mut self) -> Option<Question> {
        Some(Question {
            question: self.text()?,
            hint: self.text()?,
            anchors: self.five(Self::text)?,
        })
    }

    fn condition(&mut self) -> Option<Condition> {
        self.depth += 1;
        let condition = if self.depth <= DEEPEST {
            self.condition_within()
        } else {
            None
        };
        self.depth -= 1;
        condition
    }

    fn condition_within(&mut self) -> Option<Condition> {
        let line = self.next()?;
        Some(match line.split_once(' ').unwrap_or((line, "")) {
            ("answer", "") => {
                let indicator = IndicatorId(self.words()?);
                let of = match self.next()? {
                    "" => None,
                    name => Some(Side::named(name)?),
                };
                Condition::Answer(Source { indicator, of }, test(self.next()?)?)
            }
            ("all", "") => Condition::All(self.list(Self::condition)?),
            ("any", "") => Condition::Any(self.list(Self::condition)?),
            ("not", "") => Condition::Not(Box::new(self.condition()?)),
            ("side", name) => Condition::Side(Side::named(name)?),
            ("company", name) => Condition::Company(Kind::named(name)?),
            ("sizeAtLeast", name) => Condition::SizeAtLeast(Size::named(name)?),
            _ => return None,
        })
    }
}

fn test(line: &str) -> Option<Test> {
    let (name, value) = line.split_once(' ')?;
    let level = || value.parse().ok().and_then(Level::new);
    match name {
        "atLeast" => level().map(Test::AtLeast),
        "atMost" => level().map(Test::AtMost),
        "state" => StateName::named(value).map(Test::State),
        _ => None,
    }
}
