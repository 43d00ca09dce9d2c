//! All partners in pictures, wired to what is known of them.

use leptos::prelude::*;

use crate::domain::parity::{Measure, Parity, Sample, Unseen, Verdict as Found};
use crate::domain::portfolio::{AGAINST, Column, Due, Findings, Portfolio, against, bins};
use crate::domain::statistics::{Bounds, Shift, Spread};
use crate::ui::Locale;
use crate::ui::components::grid::GridWays;
use crate::ui::locale::locale;
use crate::ui::screens::portfolio::pictures::{
    BandFacts, DriftPoint, DueFacts, DueRow, Marks, ParityFacts, PictureSignals, PictureWays, Pictures,
    ScatterFacts, Verdict, WeakFacts,
};

use super::super::super::portfolio::{Desk, sample};
use super::super::super::state::State;

/// More than so many partners are drawn as squares.
const MOST_DOTS: usize = 300;
const COLUMNS: usize = 24;
const ROWS: usize = 12;
/// So many of the weakest questions, and of those who are due, are named.
const NAMED: usize = 8;

/// The pictures.
pub(super) fn pictures(state: State, desk: Desk, ways: GridWays) -> AnyView {
    let locale = locale();
    let measure = RwSignal::new(Measure::Score);
    let by = RwSignal::new(Column::Size);
    let found = move || desk.findings.get();
    let signals = PictureSignals {
        measure,
        parity: Memo::new(move |_| parity(desk, measure.get())),
        by,
        against: &AGAINST,
        scatter: Memo::new(move |_| {
            // Squares that move while figures are worked out tell nothing.
            (desk.settled.get() > 0).then_some(())?;
            Some(desk.with(|rows| scatter(by.get(), rows)))
        }),
        weakest: Memo::new(move |_| found().map(|found| weakest(state, locale, &found))),
        drift: Memo::new(move |_| {
            let found = found()?;
            let point = |quarter: crate::domain::portfolio::Quarter| {
                Some(DriftPoint {
                    day: quarter.end,
                    spread: quarter.scores?,
                    agreement: quarter.agreement,
                    compared: quarter.compared,
                })
            };
            Some(found.drift.into_iter().filter_map(point).collect())
        }),
        due: Memo::new(move |_| {
            // Names and last answers are those of now.
            desk.settled.track();
            desk.findings
                .with(|found| Some(due(state, desk, found.as_ref()?)))
        }),
    };
    let all_due = move |()| desk.filter.update(|filter| filter.is_due = true);
    let ways = PictureWays {
        open: ways.open,
        all_due: Callback::new(all_due),
    };
    view! { <Pictures signals=signals ways=ways /> }.into_any()
}

/// Whether small partners fare worse, by a measure.
pub(super) fn parity(desk: Desk, measure: Measure) -> Option<ParityFacts> {
    let parity = desk.parity.get()?;
    let parity = parity.into_iter().find(|one| one.measure == measure)?;
    desk.with(|rows| {
        let has_dots = parity.values <= MOST_DOTS;
        let dots = has_dots.then(|| sample(rows, measure));
        Some(parity_facts(&parity, dots.as_ref(), rows.counts().0))
    })
}

/// Shares as percentages, as they are read.
pub(in crate::app::views) fn read_as(measure: Measure) -> f64 {
    match measure {
        Measure::Score | Measure::AnswerTime => 1.0,
        Measure::Freshness | Measure::Agreement => 100.0,
    }
}

/// `dots`: the values, where each is drawn.
fn parity_facts(parity: &Parity, dots: Option<&Sample>, all: usize) -> ParityFacts {
    let times = read_as(parity.measure);
    let verdict = match parity.verdict {
        Found::Worse => Verdict::Worse,
        Found::Better => Verdict::Better,
        Found::NoDifference(Unseen::Weak) => Verdict::Weak,
        Found::NoDifference(Unseen::Ends) => Verdict::Ends,
        Found::NoDifference(Unseen::Chance | Unseen::AllSame) => Verdict::Alike,
        Found::TooLittle(crate::domain::parity::Lack::Values { found }) => Verdict::TooFew(found),
        Found::TooLittle(crate::domain::parity::Lack::Bands { .. }) => Verdict::NoTwoSizes,
    };
    let bands = parity.bands.iter().map(|band| {
        let values = dots.map_or(&[][..], |dots| &dots.values);
        let of_band = values.iter().filter(|(size, _)| *size == band.size);
        let mut values: Vec<f64> = of_band.map(|(_, value)| value * times).collect();
        values.sort_unstable_by(f64::total_cmp);
        BandFacts {
            size: band.size,
            spread: scaled(band.spread, times),
            values,
        }
    });
    ParityFacts {
        measure: parity.measure,
        verdict,
        bands: bands.collect(),
        compared: parity.difference.map(|one| (one.smallest, one.largest)),
        association: parity.association,
        corrected_p: parity.corrected_p,
        chance: parity.chance(),
        shift: parity.difference.map(|one| turned(one.shift, times)),
        left_out: all.saturating_sub(parity.values),
    }
}

pub(in crate::app::views) fn scaled(spread: Spread, times: f64) -> Spread {
    Spread {
        least: spread.least * times,
        lower_quartile: spread.lower_quartile * times,
        median: spread.median * times,
        upper_quartile: spread.upper_quartile * times,
        most: spread.most * times,
        ..spread
    }
}

/// The shift of the largest band against the smallest.
fn turned(shift: Shift, times: f64) -> Shift {
    Shift {
        estimate: -shift.estimate * times,
        bounds: shift.bounds.map(|bounds| Bounds {
            low: -bounds.high * times,
            high: -bounds.low * times,
            ..bounds
        }),
    }
}

fn scatter(by: Column, rows: &Portfolio) -> ScatterFacts {
    let against = against(rows.open(), by);
    let marks = if against.points.len() <= MOST_DOTS {
        Marks::Dots(against.points)
    } else {
        Marks::Squares {
            columns: COLUMNS,
            rows: ROWS,
            bins: bins(against.points, COLUMNS, ROWS),
        }
    };
    ScatterFacts {
        by,
        marks,
        ticks: against.ticks,
        parts: against.parts,
        left_out: against.left_out,
    }
}

/// The weakest questions of all partners, by name.
pub(super) fn weakest(state: State, locale: Locale, found: &Findings) -> Vec<WeakFacts> {
    let told = found.weakest.iter().filter_map(|weak| {
        let questionnaire = state.shelf.questionnaire(&weak.pack)?;
        let mut all = questionnaire.indicators();
        let (_, indicator) = all.find(|(_, indicator)| indicator.id == weak.indicator)?;
        Some(WeakFacts {
            id: weak.indicator.clone(),
            title: locale.words(&indicator.title),
            mean: weak.mean?,
            answered: weak.answered,
            low: weak.low,
        })
    });
    told.take(NAMED).collect()
}

fn due(state: State, desk: Desk, found: &Findings) -> DueFacts {
    let today = state.today.get();
    let is_due = || found.due.iter().take_while(|due| due.day <= today);
    desk.with(|rows| {
        let row = |due: &Due| {
            let row = rows.row(rows.place(due.id)?)?;
            let views = row.views.as_ref()?;
            Some(DueRow {
                id: due.id,
                name: row.facts.name.clone(),
                due: views.readiness.map_or(0, |readiness| readiness.due),
                since: due.day,
            })
        };
        DueFacts {
            all: is_due().count(),
            is_answered: !found.weakest.is_empty(),
            rows: is_due().filter_map(row).take(NAMED).collect(),
        }
    })
}
