//! Results beside figures of others, and what is told of those.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::benchmark::{Benchmark, Compared, Misfit, What};
use crate::domain::company::{Kind, Size};
use crate::domain::level::Level;
use crate::domain::pack::{IndexEntry, IndicatorId, Pack, PackReference, Questionnaire};
use crate::domain::scoring::{Readiness, Standing, standings};
use crate::ui::Locale;
use crate::ui::screens::benchmarks::about::{AboutFacts, PackFacts, about, companies, date_words};
use crate::ui::screens::benchmarks::beside::{BesideFacts, BesideRow, Scale};

use super::super::benchmarks::of_pack;
use super::super::state::{Shared, State};

/// A result, to be seen beside figures.
pub(super) struct Seen<'s> {
    pub questionnaire: &'s Questionnaire,
    pub assessment: &'s Assessment,
    pub readiness: &'s Readiness,
    /// Whose result it is, where that is told.
    pub kind: Option<Kind>,
    pub size: Option<Size>,
}

/// A result beside all figures that are kept of its questionnaire; follows them.
pub(super) fn beside(state: State, locale: Locale, seen: &Seen<'_>) -> Vec<BesideFacts> {
    let kept = of_pack(state, &seen.assessment.pack);
    if kept.is_empty() {
        return Vec::new();
    }
    let levels = levels(seen);
    kept.iter().map(|one| facts(locale, seen, one, &levels)).collect()
}

/// The level of each question that counts.
fn levels(seen: &Seen<'_>) -> Vec<(IndicatorId, Level)> {
    let standings = standings(seen.questionnaire, seen.assessment);
    let all = seen.questionnaire.indicators().zip(standings);
    let levels = all.filter_map(|((_, indicator), standing)| match standing {
        Standing::Level(level) => Some((indicator.id.clone(), level)),
        _ => None,
    });
    levels.collect()
}

fn facts(
    locale: Locale,
    seen: &Seen<'_>,
    benchmark: &Benchmark,
    levels: &[(IndicatorId, Level)],
) -> BesideFacts {
    let level = |id: &IndicatorId| {
        let mut levels = levels.iter();
        levels.find(|(other, _)| other == id).map(|(_, level)| *level)
    };
    let compared = benchmark.compare(seen.readiness, level);
    let (questions, rows): (Vec<_>, Vec<_>) = compared
        .into_iter()
        .partition(|one| matches!(one.what, What::Indicator(_)));
    let told = |all: Vec<Compared>| {
        let rows = all.iter().map(|one| row(locale, seen.questionnaire, one));
        rows.collect()
    };
    BesideFacts {
        hash: benchmark.hash.clone(),
        title: benchmark.title.clone(),
        source: benchmark.source.text.clone(),
        date: date_words(locale, benchmark.source.date),
        companies: companies(benchmark),
        is_other_company: differ(benchmark.kind, seen.kind) || differ(benchmark.size, seen.size),
        rows: told(rows),
        questions: told(questions),
        limits: benchmark.limits.clone(),
    }
}

/// Whether both are told and are not the same.
fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one != other)
}

fn row(locale: Locale, questionnaire: &Questionnaire, compared: &Compared) -> BesideRow {
    let (title, scale) = match &compared.what {
        What::Score => (None, Scale::Score),
        What::Dimension(id) => {
            let mut dimensions = questionnaire.dimensions.iter();
            let found = dimensions.find(|one| one.id == *id);
            (found.map(|one| locale.words(&one.title)), Scale::Score)
        }
        What::Indicator(id) => {
            let mut indicators = questionnaire.indicators();
            let found = indicators.find(|(_, one)| one.id == *id);
            let title = found.map(|(_, one)| format!("{} {}", id.0, locale.words(&one.title)));
            (title, Scale::Level)
        }
    };
    BesideRow {
        title,
        scale,
        value: compared.value,
        others: compared.others,
        standing: compared.standing,
    }
}

/// What is told of figures wherever they are; follows the questionnaires that are looked through.
pub(super) fn told(state: State, locale: Locale, at_hand: &AtHand, benchmark: &Benchmark) -> AboutFacts {
    let (pack, strangers) = match at_hand.find(benchmark) {
        Ok((reference, title)) => {
            let questionnaire = state.shelf.questionnaire(reference);
            let strangers = questionnaire.map_or(0, |questionnaire| benchmark.strangers(&questionnaire));
            let title = title.words(locale);
            let version = reference.version;
            (PackFacts::Here { title, version }, strangers)
        }
        Err(misfit) => (not_here(benchmark, misfit), 0),
    };
    about(locale, benchmark, pack, strangers)
}

fn not_here(benchmark: &Benchmark, misfit: Misfit) -> PackFacts {
    PackFacts::NotHere {
        id: benchmark.pack.id.clone(),
        versions: benchmark.pack.versions.clone(),
        misfit,
    }
}

/// The questionnaires at hand, and those that come with this page.
pub(super) struct AtHand {
    references: Vec<PackReference>,
    titles: Vec<Title>,
}

/// What a questionnaire is called.
enum Title {
    Offered(Shared<Questionnaire>),
    Whole(Shared<Pack>),
    Shipped(String),
}

impl Title {
    fn words(&self, locale: Locale) -> String {
        match self {
            Self::Offered(questionnaire) => locale.words(&questionnaire.title),
            Self::Whole(pack) => locale.words(&pack.questionnaire.title),
            Self::Shipped(title) => title.clone(),
        }
    }
}

impl AtHand {
    /// As they are now; follows them.
    pub(super) fn now(state: State) -> Self {
        let mut all: Vec<(PackReference, Title)> = Vec::new();
        if let Some(offered) = state.shelf.offered()
            && let Some(questionnaire) = state.shelf.questionnaire(&offered)
        {
            all.push((offered, Title::Offered(questionnaire)));
        }
        for pack in state.shelf.wholes.get() {
            all.push((pack.reference(), Title::Whole(pack)));
        }
        let shipped = |entry: IndexEntry| {
            let reference = PackReference {
                id: entry.id,
                version: entry.version,
                hash: entry.hash,
            };
            (reference, Title::Shipped(entry.title))
        };
        all.extend(state.later().index.get().into_iter().map(shipped));
        let (references, titles) = all.into_iter().unzip();
        Self { references, titles }
    }

    fn find(&self, benchmark: &Benchmark) -> Result<(&PackReference, &Title), Misfit> {
        let found = benchmark.find(&self.references)?;
        let mut all = self.references.iter().zip(&self.titles);
        all.find(|(reference, _)| *reference == found).ok_or(Misfit::Pack)
    }
}
