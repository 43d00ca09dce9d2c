//! Reading the document.

use std::collections::BTreeMap;

use super::{Answered, Benchmark, Date, Source, Statistic};
use crate::domain::company::{Kind, Size};
use crate::domain::exchange::LONGEST_NAME;
use crate::domain::json::{self, Fields, Json, Step, Walker};
use crate::domain::pack::{
    DimensionId, Hash, IndicatorId, LONGEST_ID, hash, id, kind_and_format, refuse_too_deep_for_bundle,
    version,
};
use crate::domain::problem::Problem;
use crate::domain::time::Day;

/// So many companies there are at most.
const MOST_COMPANIES: i64 = 1_000_000_000;
/// A list or an object has at most so many entries.
const MOST_ENTRIES: usize = 1000;
/// The longest link, in characters.
const LONGEST_LINK: usize = 2000;
const MOST_SCORE: f64 = 100.0;
const MOST_LEVEL: f64 = 4.0;

impl Benchmark {
    /// Reads a benchmark.
    ///
    /// # Errors
    /// Every mistake with its place, such as `figures.score.median: expected a number from 0 to 100, found 101`.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Self::from_json(json::parse_document(text).map_err(|problem| vec![problem])?)
    }

    /// Reads a benchmark from its tree, as it is kept in [`Benchmark::document`].
    ///
    /// # Errors
    /// Every mistake with its place.
    pub fn from_json(document: Json) -> Result<Self, Vec<Problem>> {
        let mut walker = Walker::new();
        refuse_too_deep_for_bundle(&mut walker, &document);
        let read = benchmark(&mut walker, &document);
        let read = walker.finish(read)?;
        Ok(Self {
            hash: Hash::of(&document),
            document,
            ..read
        })
    }
}

/// Reads the benchmarks of another document, each once.
pub(in crate::domain) fn benchmarks<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Vec<Benchmark>> {
    refuse_more(walker, json, json.items().len())?;
    let mut first: BTreeMap<Hash, String> = BTreeMap::new();
    walker.list(json, |walker, json| match Benchmark::from_json(json.clone()) {
        Ok(benchmark) => {
            let place = walker.place();
            if let Some(place) = first.get(&benchmark.hash) {
                walker.refuse(json, format!("the same benchmark as {place}"));
            } else {
                first.insert(benchmark.hash.clone(), place);
            }
            Some(benchmark)
        }
        Err(problems) => {
            walker.adopt(problems);
            None
        }
    })
}

/// All but hash and document.
fn benchmark<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Benchmark> {
    let mut fields = walker.object(json)?;
    if !kind_and_format(walker, &mut fields, "benchmark") {
        return None;
    }
    let title = fields.required(walker, "title", words);
    let source = fields.required(walker, "source", source);
    let licence = fields.required(walker, "licence", words);
    let pack = fields.required(walker, "pack", answered);
    let companies = fields.required(walker, "companies", |walker, json| {
        walker.whole(json, 1..=MOST_COMPANIES)
    });
    let whom = fields.optional(walker, "for", whom).unwrap_or_default();
    let figures = fields.required(walker, "figures", figures);
    let limits = fields.optional(walker, "limits", |walker, json| list(walker, json, words));
    let figures = figures?;
    Some(Benchmark {
        title: title?,
        source: source?,
        licence: licence?,
        pack: pack?,
        companies: u32::try_from(companies?).ok()?,
        kind: whom.0,
        size: whom.1,
        score: figures.score,
        dimensions: (figures.dimensions.into_iter())
            .map(|(id, statistic)| (DimensionId(id), statistic))
            .collect(),
        indicators: (figures.indicators.into_iter())
            .map(|(id, statistic)| (IndicatorId(id), statistic))
            .collect(),
        limits: limits.unwrap_or_default(),
        hash: Hash::of(&Json::list([])),
        document: Json::list([]),
    })
}

fn words<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<String> {
    walker.filled(json, LONGEST_NAME).map(str::to_owned)
}

fn list<'a, T>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    read: impl FnMut(&mut Walker<'a>, &'a Json) -> Option<T>,
) -> Option<Vec<T>> {
    refuse_more(walker, json, json.items().len())?;
    walker.list(json, read)
}

fn refuse_more(walker: &mut Walker<'_>, json: &Json, found: usize) -> Option<()> {
    if found <= MOST_ENTRIES {
        return Some(());
    }
    walker.refuse(json, format!("{found} entries, at most {MOST_ENTRIES} are read"));
    None
}

fn source<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Source> {
    let mut fields = walker.object(json)?;
    let text = fields.required(walker, "text", words);
    let link = fields.optional(walker, "link", link);
    let date = fields.required(walker, "date", date);
    Some(Source {
        text: text?,
        link,
        date: date?,
    })
}

fn link(walker: &mut Walker<'_>, json: &Json) -> Option<String> {
    let is_link = |text: &&str| {
        let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
        text.len() <= LONGEST_LINK
            && rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic()))
    };
    let link = json.as_str().filter(is_link);
    if link.is_none() {
        walker.expected(
            json,
            "a link of at most 2000 characters that begins with https:// or http://",
        );
    }
    link.map(str::to_owned)
}

fn date(walker: &mut Walker<'_>, json: &Json) -> Option<Date> {
    let text = json.as_str().unwrap_or_default();
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = text.parse().ok().filter(|year| is_year && *year > 0);
    let date = year.map(Date::Year).or_else(|| Day::parse(text).map(Date::Day));
    if date.is_none() {
        walker.expected(json, "a year such as \"2026\" or a day such as \"2026-11-22\"");
    }
    date
}

fn answered<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Answered> {
    let mut fields = walker.object(json)?;
    let id = fields.required(walker, "id", |walker, json| id(walker, json));
    let versions = fields.optional(walker, "versions", |walker, json| {
        let versions = list(walker, json, |walker, json| version(walker, json))?;
        if versions.is_empty() {
            walker.refuse(json, "must not be empty; without it, all versions are meant");
            return None;
        }
        Some(versions)
    });
    let hash = fields.optional(walker, "hash", |walker, json| hash(walker, json));
    Some(Answered {
        id: id?,
        versions: versions.unwrap_or_default(),
        hash,
    })
}

fn whom<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<(Option<Kind>, Option<Size>)> {
    let mut fields = walker.object(json)?;
    let kind = fields.optional(walker, "kind", |walker, json| {
        walker.choice(json, &Kind::ALL, Kind::name)
    });
    let size = fields.optional(walker, "size", |walker, json| {
        walker.choice(json, &Size::ALL, Size::name)
    });
    Some((kind, size))
}

struct Figures {
    score: Option<Statistic>,
    dimensions: Vec<(String, Statistic)>,
    indicators: Vec<(String, Statistic)>,
}

fn figures<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Figures> {
    let mut fields = walker.object(json)?;
    let score = fields.optional(walker, "score", |walker, json| {
        statistic(walker, json, MOST_SCORE)
    });
    let mut all = |name, most| {
        let read = |walker: &mut Walker<'a>, json| statistics(walker, json, most);
        fields.optional(walker, name, read).unwrap_or_default()
    };
    let dimensions = all("dimensions", MOST_SCORE);
    let indicators = all("indicators", MOST_LEVEL);
    let is_given = |name| (json.member(name)).is_some_and(|json| json.members().iter().next().is_some());
    if !["score", "dimensions", "indicators"].into_iter().any(is_given) {
        walker.refuse(
            json,
            "there is no figure: neither score nor dimensions nor indicators",
        );
    }
    Some(Figures {
        score,
        dimensions,
        indicators,
    })
}

fn statistics<'a>(walker: &mut Walker<'a>, json: &'a Json, most: f64) -> Option<Vec<(String, Statistic)>> {
    walker.object(json)?;
    refuse_more(walker, json, json.members().len())?;
    let all = json.members().iter().filter_map(|member| {
        walker.under(Step::Name(&member.name), |walker| {
            if member.name.is_empty() || member.name.chars().count() > LONGEST_ID {
                walker.refuse(&member.value, "an id has 1 to 100 characters");
            }
            Some((member.name.to_string(), statistic(walker, &member.value, most)?))
        })
    });
    Some(all.collect())
}

fn statistic<'a>(walker: &mut Walker<'a>, json: &'a Json, most: f64) -> Option<Statistic> {
    let mut fields = walker.object(json)?;
    let has = |name| json.member(name).is_some_and(|json| !json.is_null());
    let has_quartiles = ["lowerQuartile", "median", "upperQuartile"].into_iter().any(has);
    let has_mean = ["mean", "deviation"].into_iter().any(has);
    let mut number = |name| number(walker, &mut fields, name, most);
    match (has_quartiles, has_mean) {
        (true, false) => {
            let quartiles = [number("lowerQuartile"), number("median"), number("upperQuartile")];
            let [Some(lower), Some(median), Some(upper)] = quartiles else {
                return None;
            };
            if lower <= median && median <= upper {
                return Some(Statistic::Quartiles { lower, median, upper });
            }
            walker.refuse(json, "makes no quartiles: they must not fall");
            None
        }
        (false, true) => {
            let (mean, deviation) = (number("mean"), number("deviation"));
            Some(Statistic::Mean {
                mean: mean?,
                deviation: deviation?,
            })
        }
        _ => {
            walker.refuse(
                json,
                "expected either lowerQuartile, median and upperQuartile or mean and deviation",
            );
            None
        }
    }
}

fn number<'a>(
    walker: &mut Walker<'a>,
    fields: &mut Fields<'a>,
    name: &'static str,
    most: f64,
) -> Option<f64> {
    fields.required(walker, name, |walker, json| {
        let number = json.as_f64().filter(|number| (0.0..=most).contains(number));
        if number.is_none() {
            walker.expected(json, &format!("a number from 0 to {most}"));
        }
        number
    })
}
