//! All partners in pictures, wired to what is known of them.

use leptos::prelude::*;

use crate::domain::company::{CompanyId, Size};
use crate::domain::parity::{Measure, Parity, Sample, Unseen, Verdict as Found};
use crate::domain::portfolio::{Column, Findings, Row, bins};
use crate::domain::statistics::{Bounds, Shift, Spread, spread};
use crate::domain::time::Moment;
use crate::ui::Locale;
use crate::ui::components::grid::GridWays;
use crate::ui::locale::locale;
use crate::ui::screens::partners::size_words;
use crate::ui::screens::portfolio::pictures::{
    BandFacts, DriftPoint, DueFacts, DueRow, Marks, ParityFacts, PictureSignals, PictureWays, Pictures,
    ScatterFacts, ScatterRow, Verdict, WeakFacts, short_size,
};

use super::super::super::portfolio::{Desk, samples};
use super::super::super::state::State;
use super::super::assessments::local_day;

/// What readiness can be set against.
const AGAINST: &[Column] = &[
    Column::Size,
    Column::Agreement,
    Column::Freshness,
    Column::AnswerTime,
    Column::Views,
];
/// More than so many partners are drawn as squares.
const MOST_DOTS: usize = 300;
const COLUMNS: usize = 24;
const ROWS: usize = 12;
/// A measure without bands of its own is cut into so many stretches for the table.
const STRETCHES: usize = 4;
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
        against: AGAINST,
        scatter: Memo::new(move |_| {
            desk.facts.track();
            // Squares that move while figures are worked out tell nothing.
            desk.parity.with(Option::is_some).then_some(())?;
            Some(desk.with(|rows| scatter(locale, by.get(), &rows.open().collect::<Vec<_>>())))
        }),
        weakest: Memo::new(move |_| found().map(|found| weakest(state, locale, &found))),
        drift: Memo::new(move |_| {
            let found = found()?;
            let point = |quarter: crate::domain::portfolio::Quarter| {
                Some(DriftPoint {
                    day: quarter.end,
                    spread: quarter.scores?,
                })
            };
            Some(found.drift.into_iter().filter_map(point).collect())
        }),
        due: Memo::new(move |_| found().map(|found| due(state, desk, &found))),
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
        let samples = samples(rows);
        let all = rows.counts().0;
        let sample = samples.into_iter().find(|one| one.measure == measure)?;
        Some(parity_facts(&parity, &sample, all))
    })
}

/// Shares as percentages, as they are read.
pub(in crate::app::views) fn read_as(measure: Measure) -> f64 {
    match measure {
        Measure::Score | Measure::AnswerTime => 1.0,
        Measure::Freshness | Measure::Agreement => 100.0,
    }
}

fn parity_facts(parity: &Parity, sample: &Sample, all: usize) -> ParityFacts {
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
    let has_dots = parity.values <= MOST_DOTS;
    let bands = parity.bands.iter().map(|band| {
        let of_band = sample.values.iter().filter(|(size, _)| *size == band.size);
        let mut values: Vec<f64> = of_band.map(|(_, value)| value * times).collect();
        values.sort_unstable_by(f64::total_cmp);
        BandFacts {
            size: band.size,
            spread: scaled(band.spread, times),
            values: if has_dots { values } else { Vec::new() },
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

fn scatter(locale: Locale, by: Column, rows: &[&Row]) -> ScatterFacts {
    let points: Vec<(f64, f64)> = rows
        .iter()
        .filter_map(|row| Some((value(row, by)?, row.measure(Column::Score)?)))
        .collect();
    let left_out = rows.len() - points.len();
    let ends = points.iter().fold(None, |ends: Option<(f64, f64)>, (x, _)| {
        Some(ends.map_or((*x, *x), |(low, high)| (low.min(*x), high.max(*x))))
    });
    let (low, high) = match by {
        Column::Size => (0.0, float(Size::ALL.len())),
        Column::Agreement | Column::Freshness => (0.0, 1.0),
        _ => (0.0, ends.map_or(1.0, |(_, high)| high.max(1.0))),
    };
    let share = |x: f64| (x - low) / (high - low);
    let shares = points.iter().map(|(x, score)| (share(*x), score / 100.0));
    let marks = if points.len() <= MOST_DOTS {
        Marks::Dots(shares.collect())
    } else {
        Marks::Squares {
            columns: COLUMNS,
            rows: ROWS,
            bins: bins(shares, COLUMNS, ROWS),
        }
    };
    let parts = if by == Column::Size {
        Size::ALL.len()
    } else {
        STRETCHES
    };
    let edge = |part: usize| low + (high - low) * float(part) / float(parts);
    let words = |x: f64| match by {
        Column::Agreement | Column::Freshness => locale.percent(x),
        _ => locale.number(x, 0),
    };
    let name = |part: usize| match by {
        Column::Size => size_words(locale, Size::ALL[part]).unwrap_or_default().to_owned(),
        _ => format!("{}–{}", words(edge(part)), words(edge(part + 1))),
    };
    let stretches = (0..parts).map(|part| {
        let within = points.iter().filter(|(x, _)| {
            let is_last = part + 1 == parts;
            *x >= edge(part) && (*x < edge(part + 1) || is_last)
        });
        let scores: Vec<f64> = within.map(|(_, score)| *score).collect();
        ScatterRow {
            name: name(part),
            partners: scores.len(),
            median: spread(&scores).map(|spread| spread.median),
        }
    });
    let ticks = match by {
        Column::Size => (0..parts)
            .map(|part| {
                let middle = (float(part) + 0.5) / float(parts);
                (middle, short_size(locale, Size::ALL[part]).to_owned())
            })
            .collect(),
        _ => [0.0, 0.5, 1.0]
            .map(|share| (share, words(low + (high - low) * share)))
            .to_vec(),
    };
    ScatterFacts {
        by,
        marks,
        ticks,
        rows: stretches.collect(),
        left_out,
    }
}

/// A measure as a number: of bands, the middle of their places.
fn value(row: &Row, by: Column) -> Option<f64> {
    match by {
        Column::Size => {
            let size = row.facts.size?;
            let place = Size::ALL.iter().position(|one| *one == size)?;
            Some(float(place) + 0.5)
        }
        by => row.measure(by),
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
    let today = state.today.get_untracked();
    let is_due = found.due.iter().filter(|due| due.day <= today);
    desk.with(|rows| {
        let views = |id| rows.row(rows.place(id)?)?.views.as_ref();
        let mut all: Vec<_> = is_due
            .map(|due| (views(due.id).and_then(|views| views.last_answer), due.id))
            .collect();
        all.sort_unstable();
        let row = |(last, id): &(Option<Moment>, CompanyId)| {
            Some(DueRow {
                id: *id,
                name: rows.row(rows.place(*id)?)?.facts.name.clone(),
                due: views(*id)?.readiness.map_or(0, |readiness| readiness.due),
                last_answer: last.and_then(local_day),
            })
        };
        DueFacts {
            all: all.len(),
            is_answered: !found.weakest.is_empty(),
            rows: all.iter().filter_map(row).take(NAMED).collect(),
        }
    })
}

fn float(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of parts of a picture")]
    let float = count as f64;
    float
}
