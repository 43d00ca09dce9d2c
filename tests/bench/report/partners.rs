//! P7: the list of partners.

use super::{Goal, MEDIAN, P95, Row, count, quantile};
use crate::partners::{Act, Done, SIZES};
use crate::rivals::Rival;

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
