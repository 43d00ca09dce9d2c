//! P7 and P13: the list of partners.

use super::{Goal, MEDIAN, P95, Row, count, quantile};
use crate::first_view::{FirstView, Seen, Start};
use crate::partners::{Act, Done, SIZES};
use crate::rivals::Rival;

/// Until the first rows of the largest list are painted, in milliseconds.
const FIRST_ROWS_GOAL: f64 = 1_500.0;

/// The goals are those of the time until others are painted: what is done within a frame's time is there with the next.
pub(super) fn lists(partners: &[Done]) -> Vec<Row> {
    let [few, .., many] = SIZES;
    let mut rows = Vec::new();
    for size in SIZES {
        for act in Act::ALL {
            let is_of = |done: &&Done| (done.partners, done.act) == (size, act);
            let title = |of: &str| format!("P7 {size}, {}, {of}", act.name());
            let is_filter = matches!(act, Act::Words | Act::Kind);
            let absolute = (is_filter && size == many).then_some(Goal::Absolute(100.0));
            let goals: Vec<Goal> = absolute
                .into_iter()
                .chain([Goal::ShareOfHandWritten(1.5)])
                .collect();
            let painted = |done: &Done| done.painted;
            rows.push(Row::listed(title("painted"), partners, is_of, painted, MEDIAN).with(&goals));
            rows.push(Row::listed(title("p95"), partners, is_of, painted, P95));
            rows.push(Row::listed(
                title("rows changed"),
                partners,
                is_of,
                |done| done.changed,
                MEDIAN,
            ));
        }
    }
    for act in Act::ALL {
        for what in ["painted", "rows changed"] {
            let time = |done: &Done| {
                if what == "painted" {
                    done.painted
                } else {
                    done.changed
                }
            };
            let at = |size: usize| {
                let is_of = |done: &&Done| (done.partners, done.act) == (size, act);
                Row::listed(String::new(), partners, is_of, time, MEDIAN).values
            };
            let (few_times, many_times) = (at(few), at(many));
            let growth = |place: usize| {
                let times = many_times[place]? / few_times[place]?;
                // With three sizes as far from one another this is the slope of the line through all.
                Some(times.ln() / (count(many) / count(few)).ln())
            };
            rows.push(Row {
                title: format!("P7 growth exponent, {}, {what}", act.name()).into(),
                unit: "^",
                values: [growth(0), growth(1), growth(2)],
                goals: vec![Goal::Absolute(1.1)],
            });
        }
    }
    for size in SIZES {
        let is_of = |done: &&Done| done.partners == size && matches!(done.act, Act::Score | Act::Name);
        let most = Row::listed(
            format!("P7 {size}, rows in the DOM, most"),
            partners,
            is_of,
            |done| count(done.rows),
            1.0,
        );
        rows.push(Row { unit: "", ..most });
    }
    rows
}

/// Only the widget's: the hand-written page keeps no partners. The goal is that of the largest list.
pub(super) fn first_views(views: &[FirstView]) -> Vec<Row> {
    let [.., many] = SIZES;
    let mut rows = Vec::new();
    for size in SIZES {
        let own = |start: Start| {
            views
                .iter()
                .filter(move |view| (view.partners, view.start) == (size, start))
        };
        if own(Start::Warm).next().is_none() {
            continue;
        }
        let row = |start: Start, what: &str, value: &dyn Fn(&FirstView) -> f64, share: f64| {
            let of = if share == MEDIAN { "median" } else { "p95" };
            Row {
                title: format!("P13 {size}, {what}, {of}").into(),
                unit: "ms",
                values: [quantile(own(start).map(value).collect(), share), None, None],
                goals: Vec::new(),
            }
        };
        let time =
            |what, time: fn(&Seen) -> f64, share| row(Start::Warm, what, &|view| time(&view.seen), share);
        let memory = |what, bytes: fn(&FirstView) -> u64| Row {
            unit: "MB",
            ..row(Start::Warm, what, &|view| megabytes(bytes(view)), MEDIAN)
        };
        let goal = (size == many).then_some(Goal::Absolute(FIRST_ROWS_GOAL));
        let goals: Vec<Goal> = goal.into_iter().collect();
        rows.extend([
            time("first rows", |seen| seen.rows, MEDIAN).with(&goals),
            time("first rows", |seen| seen.rows, P95),
            row(Start::Cold, "first rows, cold", &|view| view.seen.rows, MEDIAN),
            time("their figures", |seen| seen.figures, MEDIAN),
            time("all figures", |seen| seen.all, MEDIAN),
            time("longest task before", |seen| seen.longest_before, P95),
            time("longest task after", |seen| seen.longest_after, P95),
            memory("memory", |view| view.heap + view.seen.wasm),
            memory("of it wasm", |view| view.seen.wasm),
        ]);
    }
    rows
}

#[allow(clippy::cast_precision_loss, reason = "bytes stay far below 2^53")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

impl Row {
    /// What both did with the list of partners.
    fn listed(
        title: String,
        partners: &[Done],
        is_of: impl Fn(&&Done) -> bool,
        value: impl Fn(&Done) -> f64,
        share: f64,
    ) -> Self {
        let of = |rival: Rival| {
            let own = partners.iter().filter(|done| done.rival == rival && is_of(done));
            quantile(own.map(&value).collect(), share)
        };
        Self {
            title: title.into(),
            unit: "ms",
            values: [of(Rival::Widget), None, of(Rival::HandWritten)],
            goals: Vec::new(),
        }
    }
}
