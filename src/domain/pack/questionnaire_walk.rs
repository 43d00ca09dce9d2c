//! Reading a questionnaire: what a whole pack and a first part share.

use std::collections::BTreeMap;

use super::circles::{When, refuse_circles};
use super::condition_walk::{Conditions, Home, MOST_TERMS, spoken_of};
use super::reference::{LONGEST_ID, id};
use super::{
    Condition, Dimension, DimensionId, HalfLife, Indicator, IndicatorId, Length, Lengths, LevelName,
    Question, Questionnaire, Weight,
};
use crate::domain::json::{Fields, Json, Step, Value, Walker};
use crate::domain::side::{BySide, Side};
use crate::domain::text::Text;

/// The longest text of a pack in one language, in characters.
const LONGEST_TEXT: usize = 20_000;
/// Each text is looked up in the languages, and each language in those before it.
const MOST_LANGUAGES: usize = 100;
const MOST_DIMENSIONS: usize = 100;
const MOST_INDICATORS: usize = 1000;

/// What the reader of a pack remembers from part to part.
#[derive(Debug, Default)]
pub(super) struct Reading<'a> {
    /// Declared languages; empty where they could not be read.
    languages: Vec<String>,
    pub conditions: Conditions<'a>,
    dimensions: Seen<'a>,
    indicators: Seen<'a>,
    whens: Vec<When<'a>>,
}

/// Ids and the place where each first stood.
#[derive(Debug, Default)]
pub(super) struct Seen<'a>(Vec<(&'a str, String)>);

/// Reads the members of a questionnaire that a pack and a first part have in common. `named` is its id and version.
pub(super) fn questionnaire<'a>(
    walker: &mut Walker<'a>,
    fields: &mut Fields<'a>,
    document: &'a Json,
    named: Option<(String, u32)>,
) -> (Option<Questionnaire>, Reading<'a>) {
    let mut reading = Reading::default();
    reading.conditions.indicators = indicator_ids(document);
    let languages = fields.required(walker, "languages", languages);
    reading.languages = languages.clone().unwrap_or_default();
    let title = fields.required(walker, "title", |walker, json| reading.words(walker, json));
    let levels = fields.required(walker, "levels", |walker, json| {
        five(walker, json, |walker, json| reading.level_name(walker, json))
    });
    let dimensions = fields.required(walker, "dimensions", |walker, json| {
        fits(walker, json).then(|| walker.list(json, |walker, json| reading.dimension(walker, json)))?
    });
    refuse_circles(walker, &reading.whens);
    let read = || {
        let (id, version) = named?;
        Some(Questionnaire {
            id,
            version,
            languages: languages?,
            title: title?,
            levels: levels?,
            dimensions: dimensions?,
        })
    };
    (read(), reading)
}

/// Ids of all indicators and how often each stands there, however wrong the rest of them may be.
fn indicator_ids(document: &Json) -> BTreeMap<&str, usize> {
    let dimensions = document.member("dimensions").map_or(&[][..], Json::items);
    let indicators = dimensions
        .iter()
        .filter_map(|dimension| dimension.member("indicators"));
    let mut ids = BTreeMap::new();
    for indicator in indicators.flat_map(Json::items) {
        if let Some(id) = indicator.member("id").and_then(Json::as_str) {
            *ids.entry(id).or_default() += 1;
        }
    }
    ids
}

/// Whether the list of dimensions is neither empty nor too long to be walked.
fn fits(walker: &mut Walker<'_>, json: &Json) -> bool {
    let dimensions = json.items();
    let indicators: usize = dimensions
        .iter()
        .filter_map(|dimension| dimension.member("indicators"))
        .map(|indicators| indicators.items().len())
        .sum();
    let cause = if !matches!(json.value, Value::Array(_)) {
        return true;
    } else if dimensions.is_empty() {
        "must not be empty".to_owned()
    } else if dimensions.len() > MOST_DIMENSIONS {
        format!(
            "{} dimensions, a pack has at most {MOST_DIMENSIONS}",
            dimensions.len()
        )
    } else if indicators > MOST_INDICATORS {
        format!("{indicators} indicators, a pack has at most {MOST_INDICATORS}")
    } else {
        return true;
    };
    walker.refuse(json, cause);
    false
}

fn languages<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Vec<String>> {
    let count = json.items().len();
    if count > MOST_LANGUAGES {
        walker.refuse(
            json,
            format!("{count} languages, a pack has at most {MOST_LANGUAGES}"),
        );
        return None;
    }
    let mut seen = Vec::new();
    let tags = walker.list(json, |walker, json| {
        let tag = language(walker, json)?;
        if seen.contains(&tag) {
            walker.refuse(json, format!("\"{tag}\" stands twice"));
            return None;
        }
        seen.push(tag);
        Some(tag.to_owned())
    })?;
    if tags.is_empty() {
        walker.refuse(json, "must not be empty");
        return None;
    }
    Some(tags)
}

/// A language tag.
pub(in crate::domain) fn language<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<&'a str> {
    let tag = json.as_str().filter(|tag| is_language(tag));
    if tag.is_none() {
        walker.expected(json, "a language tag such as en or pt-BR");
    }
    tag
}

/// Whether it has the shape of a language tag: the browser's formatting throws at any other.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && tag.len() <= 35
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// A list of exactly five.
fn five<'a, T>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    read: impl FnMut(&mut Walker<'a>, &'a Json) -> Option<T>,
) -> Option<[T; 5]> {
    let count = json.items().len();
    if matches!(json.value, Value::Array(_)) && count != 5 {
        walker.refuse(json, format!("expected 5 entries, found {count}"));
        return None;
    }
    walker.list(json, read)?.try_into().ok()
}

impl<'a> Reading<'a> {
    /// Words that must not be empty.
    pub fn words(&self, walker: &mut Walker<'a>, json: &'a Json) -> Option<Text> {
        self.text(walker, json, Walker::filled)
    }

    /// Words that may be empty.
    pub fn words_or_none(&self, walker: &mut Walker<'a>, json: &'a Json) -> Option<Text> {
        self.text(walker, json, Walker::text)
    }

    fn text(
        &self,
        walker: &mut Walker<'a>,
        json: &'a Json,
        read: fn(&mut Walker<'a>, &'a Json, usize) -> Option<&'a str>,
    ) -> Option<Text> {
        if !matches!(json.value, Value::Object(_)) {
            return read(walker, json, LONGEST_TEXT).map(|words| Text::Plain(words.to_owned()));
        }
        let mut all = Vec::new();
        for member in json.members() {
            let tag = &member.name;
            let words = walker.under(Step::Name(tag), |walker| {
                if !self.languages.is_empty() && self.languages.iter().all(|one| tag.as_str() != one) {
                    walker.refuse(&member.value, "the pack does not declare this language");
                }
                read(walker, &member.value, LONGEST_TEXT)
            });
            all.extend(words.map(|words| (tag.to_string(), words.to_owned())));
        }
        let first = self.languages.first();
        if let Some(first) = first.filter(|first| json.member(first).is_none()) {
            walker.refuse(json, format!("the pack's first language \"{first}\" is missing"));
        }
        // The first language goes to the front: it stands in for those that are missing.
        let index = all
            .iter()
            .position(|(tag, _)| first.is_none_or(|first| tag == first))?;
        all[..=index].rotate_right(1);
        (all.len() == json.members().len()).then_some(Text::Translated(all))
    }

    fn level_name(&self, walker: &mut Walker<'a>, json: &'a Json) -> Option<LevelName> {
        let mut fields = walker.object(json)?;
        let name = fields.required(walker, "name", |walker, json| self.words(walker, json));
        let meaning = fields.required(walker, "meaning", |walker, json| self.words_or_none(walker, json));
        Some(LevelName {
            name: name?,
            meaning: meaning?,
        })
    }

    fn dimension(&mut self, walker: &mut Walker<'a>, json: &'a Json) -> Option<Dimension> {
        let mut fields = walker.object(json)?;
        let id = fields.required(walker, "id", |walker, json| self.dimensions.unique(walker, json));
        let title = fields.required(walker, "title", |walker, json| self.words(walker, json));
        let intro = fields.optional(walker, "intro", |walker, json| self.words_or_none(walker, json));
        let weight = fields.required(walker, "weight", weight);
        let headline = fields.optional(walker, "headline", Walker::truth);
        let indicators = fields.required(walker, "indicators", |walker, json| {
            if matches!(&json.value, Value::Array(items) if items.is_empty()) {
                walker.refuse(json, "must not be empty");
            }
            walker.list(json, |walker, json| self.indicator(walker, json))
        });
        Some(Dimension {
            id: DimensionId(id?),
            title: title?,
            intro: intro.unwrap_or_default(),
            weight: weight?,
            headline: headline.unwrap_or(true),
            indicators: indicators?,
        })
    }

    fn indicator(&mut self, walker: &mut Walker<'a>, json: &'a Json) -> Option<Indicator> {
        let mut fields = walker.object(json)?;
        let own = json.member("id").and_then(Json::as_str).unwrap_or_default();
        let id = fields.required(walker, "id", |walker, json| self.indicators.unique(walker, json));
        let title = fields.required(walker, "title", |walker, json| self.words(walker, json));
        let weight = fields.required(walker, "weight", weight);
        let gate = fields.optional(walker, "gate", Walker::truth).unwrap_or(false);
        let may_not_apply = fields.optional(walker, "mayNotApply", Walker::truth);
        let lengths = fields.required(walker, "lengths", lengths);
        let half_life = fields.required(walker, "halfLifeDays", half_life);
        let observes = fields.optional(walker, "observes", |walker, json| walker.filled(json, LONGEST_ID));
        let when = fields.optional(walker, "when", |walker, json| self.when(walker, json, own));
        let sides = fields.required(walker, "sides", |walker, json| self.sides(walker, json));
        Some(Indicator {
            id: IndicatorId(id?),
            title: title?,
            weight: weight?,
            gate,
            may_not_apply: may_not_apply.unwrap_or(!gate),
            lengths: lengths?,
            half_life: half_life?,
            observes: observes.map(str::to_owned),
            when,
            sides: sides?,
        })
    }

    fn when(&mut self, walker: &mut Walker<'a>, json: &'a Json, indicator: &'a str) -> Option<Condition> {
        let condition = self.conditions.walk(walker, json, Home::Indicator(indicator));
        // Asking about itself has been refused; where there are too many terms, no more of them are looked at.
        if self.conditions.terms <= MOST_TERMS {
            let mut sources = spoken_of(json);
            sources.retain(|source| *source != indicator);
            self.whens.push(When {
                indicator,
                json,
                place: walker.place(),
                sources,
            });
        }
        condition
    }

    fn sides(&self, walker: &mut Walker<'a>, json: &'a Json) -> Option<BySide<Option<Question>>> {
        let mut fields = walker.object(json)?;
        let mut read =
            |side: Side| fields.optional(walker, side.name(), |walker, json| self.question(walker, json));
        let sides = BySide {
            vendor: read(Side::Vendor),
            partner: read(Side::Partner),
        };
        if Side::ALL
            .iter()
            .all(|side| json.member(side.name()).is_none_or(Json::is_null))
        {
            walker.refuse(json, "neither vendor nor partner is asked");
            return None;
        }
        Some(sides)
    }

    fn question(&self, walker: &mut Walker<'a>, json: &'a Json) -> Option<Question> {
        let mut fields = walker.object(json)?;
        let question = fields.required(walker, "question", |walker, json| self.words(walker, json));
        let hint = fields.optional(walker, "hint", |walker, json| self.words_or_none(walker, json));
        let anchors = fields.required(walker, "anchors", |walker, json| {
            five(walker, json, |walker, json| self.words(walker, json))
        });
        Some(Question {
            question: question?,
            hint: hint.unwrap_or_default(),
            anchors: anchors?,
        })
    }
}

impl<'a> Seen<'a> {
    /// An id that stood nowhere before.
    pub fn unique(&mut self, walker: &mut Walker<'a>, json: &'a Json) -> Option<String> {
        let id = id(walker, json)?;
        if let Some((_, place)) = self.0.iter().find(|(seen, _)| *seen == id) {
            walker.refuse(json, format!("\"{id}\" is already the id of {place}"));
            return None;
        }
        let place = walker.place();
        let owner = place.strip_suffix(".id").unwrap_or(&place).to_owned();
        self.0.push((json.as_str().unwrap_or_default(), owner));
        Some(id)
    }
}

fn weight(walker: &mut Walker<'_>, json: &Json) -> Option<Weight> {
    let weight = json.as_f64().and_then(Weight::new);
    if weight.is_none() {
        walker.expected(json, "a number from 0.001 to 1000");
        let written = json.as_str().and_then(|text| text.trim().parse().ok());
        if let Some(meant) = written.and_then(Weight::new) {
            walker.instead(meant.value().to_string());
        }
    }
    weight
}

fn half_life(walker: &mut Walker<'_>, json: &Json) -> Option<HalfLife> {
    let days = walker.whole(json, 1..=36_500)?;
    HalfLife::from_days(u32::try_from(days).ok()?)
}

fn lengths<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Lengths> {
    let mut seen = Vec::new();
    walker.list(json, |walker, json| {
        let length = walker.choice(json, &Length::ALL, Length::name)?;
        if seen.contains(&length) {
            walker.refuse(json, format!("\"{}\" stands twice", length.name()));
            return None;
        }
        seen.push(length);
        Some(())
    })?;
    match (seen.contains(&Length::Full), seen.contains(&Length::Quick)) {
        (true, true) => Some(Lengths::QuickAndFull),
        (true, false) => Some(Lengths::FullOnly),
        (false, _) => {
            walker.refuse(json, "every indicator is in \"full\", and it is missing here");
            let quick = seen.contains(&Length::Quick);
            walker.instead(if quick {
                "[\"quick\", \"full\"]"
            } else {
                "[\"full\"]"
            });
            None
        }
    }
}
