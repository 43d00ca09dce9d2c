//! What figures are: their source and date, which questionnaire, of how many companies, and what they do not say.

use leptos::prelude::*;

use crate::domain::benchmark::{Benchmark, Date, Misfit};
use crate::ui::locale::Locale;
use crate::ui::screens::partners::told_words;
use crate::ui::text::benchmarks::AboutText;
use crate::ui::text::fill;

use super::words;

/// What figures are.
#[derive(Debug, Clone, PartialEq)]
pub struct AboutFacts {
    pub source: String,
    /// Begins with `https://` or `http://`.
    pub link: Option<String>,
    pub date: Date,
    pub licence: String,
    pub pack: PackFacts,
    pub companies: usize,
    /// Kind and size in words; empty: of any.
    pub whom: Vec<String>,
    pub has_score: bool,
    pub dimensions: usize,
    pub indicators: usize,
    /// How many figures are of something that the questionnaire does not have.
    pub strangers: usize,
    pub limits: Vec<String>,
}

/// Which questionnaire figures are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackFacts {
    Here {
        title: String,
        version: u32,
    },
    /// Why it is not one that is here.
    NotHere {
        id: String,
        /// Empty: any.
        versions: Vec<u32>,
        misfit: Misfit,
    },
}

/// What is told of figures wherever they are.
#[must_use]
pub fn about(locale: Locale, benchmark: &Benchmark, pack: PackFacts, strangers: usize) -> AboutFacts {
    AboutFacts {
        source: benchmark.source.text.clone(),
        link: benchmark.source.link.clone(),
        date: benchmark.source.date,
        licence: benchmark.licence.clone(),
        pack,
        companies: companies(benchmark),
        whom: told_words(locale, benchmark.kind, benchmark.size),
        has_score: benchmark.score.is_some(),
        dimensions: benchmark.dimensions.len(),
        indicators: benchmark.indicators.len(),
        strangers,
        limits: benchmark.limits.clone(),
    }
}

/// How many companies figures are of.
#[must_use]
pub fn companies(benchmark: &Benchmark) -> usize {
    usize::try_from(benchmark.companies).unwrap_or(usize::MAX)
}

/// When figures were found.
#[must_use]
pub fn date_words(locale: Locale, date: Date) -> String {
    match date {
        Date::Year(year) => year.to_string(),
        Date::Day(day) => locale.day(day),
    }
}

/// The list of facts.
#[component]
pub fn About(facts: AboutFacts) -> impl IntoView {
    let (locale, text) = words();
    let text = &text.about;
    let link = facts.link.clone().map(|address| {
        view! {
            <dt>{text.link}</dt>
            <dd class="address">
                <a href=address.clone() target="_blank" rel="noopener noreferrer">{address.clone()}</a>
            </dd>
        }
    });
    let whom = if facts.whom.is_empty() {
        text.any_company.to_owned()
    } else {
        facts.whom.join(", ")
    };
    let companies = locale.plural(facts.companies, &text.companies_count, &[]);
    let (pack, trouble) = pack_words(text, &facts.pack);
    let trouble = trouble.map(|words| view! { <p class="set-aside">{words}</p> });
    let strangers = (facts.strangers > 0).then(|| {
        let words = locale.plural(facts.strangers, &text.strangers, &[]);
        view! { <p class="set-aside num">{words}</p> }
    });
    view! {
        <dl class="benchmark-facts">
            <dt>{text.source}</dt>
            <dd>{facts.source.clone()}</dd>
            {link}
            <dt>{text.date}</dt>
            <dd class="num">{date_words(locale, facts.date)}</dd>
            <dt>{text.companies}</dt>
            <dd class="num">{companies} ", " {whom}</dd>
            <dt>{text.pack}</dt>
            <dd class="num">{pack}</dd>
            <dt>{text.figures}</dt>
            <dd class="num">{figures(locale, text, &facts)}</dd>
            <dt>{text.licence}</dt>
            <dd>{facts.licence.clone()}</dd>
        </dl>
        {trouble}
        {strangers}
        {limits(text.limits, facts.limits)}
    }
}

/// What figures do not say, one sentence each.
pub(super) fn limits(title: &'static str, limits: Vec<String>) -> Option<AnyView> {
    (!limits.is_empty()).then(|| {
        let limits = limits.into_iter().map(|limit| view! { <li>{limit}</li> });
        view! {
            <div class="benchmark-limits">
                <p class="quiet">{title}</p>
                <ul>{limits.collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}

/// Which questionnaire, and what is the matter with it.
fn pack_words(text: &'static AboutText, pack: &PackFacts) -> (String, Option<&'static str>) {
    match pack {
        PackFacts::Here { title, version } => {
            let values = [("name", title.as_str()), ("version", &version.to_string())];
            (fill(text.fits, &values), None)
        }
        PackFacts::NotHere { id, versions, misfit } => {
            let trouble = match misfit {
                Misfit::Pack => text.unknown_pack,
                Misfit::Version => text.unknown_version,
                Misfit::Content => text.other_content,
            };
            let numbers: Vec<String> = versions.iter().map(u32::to_string).collect();
            let message = if numbers.is_empty() {
                text.pack_any
            } else {
                text.pack_versions
            };
            let values = [("id", id.as_str()), ("versions", &numbers.join(", "))];
            (fill(message, &values), Some(trouble))
        }
    }
}

fn figures(locale: Locale, text: &'static AboutText, facts: &AboutFacts) -> String {
    let mut figures = Vec::new();
    if facts.has_score {
        figures.push(text.score.to_owned());
    }
    for (count, message) in [
        (facts.dimensions, &text.dimensions),
        (facts.indicators, &text.indicators),
    ] {
        if count > 0 {
            figures.push(locale.plural(count, message, &[]));
        }
    }
    locale.list(&figures)
}
