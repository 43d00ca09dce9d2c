//! Reading a whole pack.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::condition_walk::Home;
use super::questionnaire_walk::{Reading, Seen, questionnaire};
use super::reference::{id, kind_and_format, refuse_too_deep_for_bundle, version};
use super::{Check, Evidence, Grade, Guidance, Hash, Pack, Step};
use crate::domain::json::{self, Json, Value, Walker, canonical};
use crate::domain::level::Level;
use crate::domain::problem::Problem;
use crate::domain::side::{BySide, Side};
use crate::domain::text::Text;

/// A pack has at most so many checks.
const MOST_CHECKS: usize = 1000;

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    /// Every mistake with its place, such as `dimensions[2].indicators[0].weight: expected a number from 0.001 to
    /// 1000, found "5"`; the first one only where the text is no JSON, or is larger than [`json::LARGEST_DOCUMENT`].
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Self::from_json(json::parse_document(text).map_err(|problem| vec![problem])?)
    }

    /// Reads a pack from its tree.
    ///
    /// # Errors
    /// Every mistake with its place.
    pub fn from_json(document: Json) -> Result<Self, Vec<Problem>> {
        let mut walker = Walker::new();
        refuse_too_deep_for_bundle(&mut walker, &document);
        let parts = parts(&mut walker, &document);
        let (questionnaire, guidance, limits, checks) = walker.finish(parts)?;
        Ok(Self {
            questionnaire: Arc::new(questionnaire),
            hash: Hash::of(&document),
            limits,
            guidance,
            checks,
            document,
        })
    }
}

impl Hash {
    /// The hash of a document's canonical JSON.
    pub(in crate::domain) fn of(document: &Json) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let bytes = Sha256::digest(canonical(document));
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self(
            digits
                .map(|digit| char::from(DIGITS[usize::from(digit)]))
                .collect(),
        )
    }
}

type Parts = (super::Questionnaire, Vec<Guidance>, Vec<Text>, Vec<Check>);

fn parts<'a>(walker: &mut Walker<'a>, document: &'a Json) -> Option<Parts> {
    let mut fields = walker.object(document)?;
    if !kind_and_format(walker, &mut fields, "pack") {
        return None;
    }
    let id = fields.required(walker, "id", |walker, json| id(walker, json));
    let version = fields.required(walker, "version", |walker, json| version(walker, json));
    let (questionnaire, mut reading) = questionnaire(walker, &mut fields, document, id.zip(version));
    let limits = fields.optional(walker, "limits", |walker, json| {
        walker.list(json, |walker, json| reading.words(walker, json))
    });
    let guidance = fields.optional(walker, "dimensions", |walker, json| {
        Some(guidances(walker, json, &reading))
    });
    let checks = fields.optional(walker, "checks", |walker, json| {
        checks(walker, json, &mut reading)
    });
    Some((
        questionnaire?,
        guidance?,
        limits.unwrap_or_default(),
        checks.unwrap_or_default(),
    ))
}

/// Walks the dimensions once more, for what a first part has not. Wrong shapes were told the first time.
fn guidances<'a>(walker: &mut Walker<'a>, json: &'a Json, reading: &Reading<'a>) -> Vec<Guidance> {
    let mut all = Vec::new();
    each(walker, json, |walker, dimension| {
        let indicators = dimension.member("indicators");
        let Some(indicators) = indicators else { return };
        walker.under(json::Step::Name("indicators"), |walker| {
            each(walker, indicators, |walker, json| {
                all.extend(guidance(walker, json, reading));
            });
        });
    });
    all
}

fn each<'a>(walker: &mut Walker<'a>, json: &'a Json, mut read: impl FnMut(&mut Walker<'a>, &'a Json)) {
    for (index, item) in json.items().iter().enumerate() {
        walker.under(json::Step::Index(index), |walker| read(walker, item));
    }
}

fn guidance<'a>(walker: &mut Walker<'a>, json: &'a Json, reading: &Reading<'a>) -> Option<Guidance> {
    if json.members().is_empty() {
        return None;
    }
    let mut fields = walker.object(json)?;
    let why = fields.optional(walker, "why", |walker, json| reading.words_or_none(walker, json));
    let evidence = fields.optional(walker, "evidence", |walker, json| evidence(walker, json, reading));
    let mut of_side = |side: Side| {
        let question = json.member("sides")?.member(side.name())?;
        walker.under(json::Step::Name("sides"), |walker| {
            walker.under(json::Step::Name(side.name()), |walker| {
                steps(walker, question, reading)
            })
        })
    };
    let vendor = of_side(Side::Vendor).unwrap_or_default();
    let partner = of_side(Side::Partner).unwrap_or_default();
    Some(Guidance {
        why: why.unwrap_or_default(),
        evidence,
        steps: BySide { vendor, partner },
    })
}

fn evidence<'a>(walker: &mut Walker<'a>, json: &'a Json, reading: &Reading<'a>) -> Option<Evidence> {
    let mut fields = walker.object(json)?;
    let grade = fields.required(walker, "grade", |walker, json| {
        walker.choice(json, &Grade::ALL, Grade::name)
    });
    let sources = fields.optional(walker, "sources", |walker, json| {
        walker.list(json, |walker, json| reading.words(walker, json))
    });
    let counter = fields.optional(walker, "counter", |walker, json| {
        reading.words_or_none(walker, json)
    });
    Some(Evidence {
        grade: grade?,
        sources: sources.unwrap_or_default(),
        counter: counter.unwrap_or_default(),
    })
}

fn steps<'a>(walker: &mut Walker<'a>, question: &'a Json, reading: &Reading<'a>) -> Option<Vec<Step>> {
    if !matches!(question.value, Value::Object(_)) {
        return None;
    }
    let mut highest = 0;
    let mut fields = walker.object(question)?;
    fields.optional(walker, "steps", |walker, json| {
        walker.list(json, |walker, json| step(walker, json, reading, &mut highest))
    })
}

/// `highest` is the level that the step before it reaches.
fn step<'a>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    reading: &Reading<'a>,
    highest: &mut i64,
) -> Option<Step> {
    let mut fields = walker.object(json)?;
    let to = fields.required(walker, "to", |walker, json| {
        let to = walker.whole(json, 1..=4)?;
        if to <= *highest {
            walker.refuse(
                json,
                format!("steps go up, expected a level above {highest}, found {to}"),
            );
            return None;
        }
        *highest = to;
        Level::new(u8::try_from(to).ok()?)
    });
    let action = fields.required(walker, "action", |walker, json| reading.words(walker, json));
    let who = fields.optional(walker, "who", |walker, json| reading.words_or_none(walker, json));
    let days = fields.required(walker, "days", |walker, json| walker.whole(json, 1..=365));
    Some(Step {
        to: to?,
        action: action?,
        who: who.unwrap_or_default(),
        days: u16::try_from(days?).ok()?,
    })
}

fn checks<'a>(walker: &mut Walker<'a>, json: &'a Json, reading: &mut Reading<'a>) -> Option<Vec<Check>> {
    if json.items().len() > MOST_CHECKS {
        walker.refuse(
            json,
            format!("{} checks, a pack has at most {MOST_CHECKS}", json.items().len()),
        );
        return None;
    }
    let mut seen = Seen::default();
    walker.list(json, |walker, json| {
        let mut fields = walker.object(json)?;
        let id = fields.required(walker, "id", |walker, json| seen.unique(walker, json));
        let when = fields.required(walker, "when", |walker, json| {
            reading.conditions.walk(walker, json, Home::Check)
        });
        let ask = fields.required(walker, "ask", |walker, json| reading.words(walker, json));
        let indicators = fields.required(walker, "indicators", |walker, json| {
            walker.list(json, |walker, json| {
                reading.conditions.known_indicator(walker, json)
            })
        });
        Some(Check {
            id: id?,
            when: when?,
            ask: ask?,
            indicators: indicators?,
        })
    })
}
