//! How all partners have moved, by quarters.

use super::figures::compare;
use super::groups::Sides;
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::pack::PackReference;
use crate::domain::relationship::{Known, Pair, best_pair, in_order};
use crate::domain::scoring::overall::Tally;
use crate::domain::scoring::{Scorer, Standing};
use crate::domain::statistics::{Spread, spread};
use crate::domain::time::{Day, Moment};

/// So many quarters are looked back over, the one that is under way included.
pub const QUARTERS: usize = 8;

/// All partners at the end of a quarter, by what had been answered by then. An answer that was given anew later is not
/// known as it was: what counts then is what other views say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quarter {
    /// Its last day, or today where it is under way.
    pub end: Day,
    /// The scores of those that had one, `0.0..=100.0`.
    pub scores: Option<Spread>,
    /// The middle agreement of those that had one, `0.0..=1.0`.
    pub agreement: Option<f64>,
    /// How many had one.
    pub compared: usize,
}

/// The last day of each of the last quarters, the oldest first; the last of them is today.
#[must_use]
pub fn quarter_ends(today: Day) -> [Day; QUARTERS] {
    let (year, month, _) = today.date();
    let mut ends = [today; QUARTERS];
    let this = year * 4 + i32::try_from((month - 1) / 3).unwrap_or(0);
    for (back, end) in (0_i32..).zip(ends.iter_mut().rev()).skip(1) {
        // The day before the first one of the quarter after it.
        let next = this - back + 1;
        let month = u32::try_from(next.rem_euclid(4) * 3 + 1).unwrap_or(1);
        let first = Day::from_date(next.div_euclid(4), month, 1);
        *end = first.and_then(|first| first.plus(-1)).unwrap_or(Day::FIRST);
    }
    ends
}

/// What was found so far, by quarter.
#[derive(Debug)]
pub(super) struct Drift {
    ends: [Day; QUARTERS],
    scores: [Vec<f64>; QUARTERS],
    agreements: [Vec<f64>; QUARTERS],
    quarters: Vec<Quarter>,
}

/// A view as it stood at the end of every quarter: how many answers it had, and the day of the last of them.
struct Past<'l> {
    view: &'l Assessment,
    stood: [(usize, Day); QUARTERS],
}

/// Which answers figures are of: where they are those of the quarter before, so are the figures.
type Basis = (AssessmentId, usize);

impl Drift {
    pub fn until(today: Day) -> Self {
        Self {
            ends: quarter_ends(today),
            scores: Default::default(),
            agreements: Default::default(),
            quarters: Vec::new(),
        }
    }

    /// Adds a partner; `at` tells which of the scorers is that of a pack, and there is room for where indicators stand.
    pub fn add(
        &mut self,
        sides: &Sides<'_>,
        standings: &mut [Vec<Standing>; 2],
        scorers: &mut [Option<Scorer<'_>>],
        at: impl Fn(&PackReference) -> usize,
    ) {
        let (ours, theirs) = (self.past(&sides.ours), self.past(&sides.theirs));
        let mut scored: Option<(Basis, Option<f64>)> = None;
        let mut compared: Option<([Basis; 2], Option<f64>)> = None;
        for (quarter, end) in self.ends.into_iter().enumerate() {
            let then = Sides {
                ours: stood(&ours, quarter),
                theirs: stood(&theirs, quarter),
            };
            if let Some((_, known)) = then.scored() {
                let basis = (known.view.id, known.answers);
                if scored.is_none_or(|(before, _)| before != basis) {
                    let scorer = scorers[at(&known.view.pack)].as_mut();
                    scored = Some((basis, scorer.and_then(|scorer| score(scorer, known.view, end))));
                }
                self.scores[quarter].extend(scored.and_then(|(_, score)| score));
            }
            if let Some(pair) = best_pair(&then.ours, &then.theirs) {
                let basis = [(&then.ours, pair.ours), (&then.theirs, pair.theirs)].map(|(all, view)| {
                    let known = all.iter().find(|known| known.view.id == view.id);
                    (view.id, known.map_or(0, |known| known.answers))
                });
                if compared.is_none_or(|(before, _)| before != basis) {
                    let scorer = scorers[at(&pair.by_side().0.pack)].as_mut();
                    let agreement = scorer.and_then(|scorer| agreement(scorer, pair, end, standings));
                    compared = Some((basis, agreement));
                }
                self.agreements[quarter].extend(compared.and_then(|(_, agreement)| agreement));
            }
        }
    }

    /// Goes on by the middles of a quarter. Whether all are found.
    pub fn finish_one(&mut self) -> bool {
        let quarter = self.quarters.len();
        if quarter < QUARTERS {
            let (scores, agreements) = (&mut self.scores[quarter], &mut self.agreements[quarter]);
            let (scores, agreements) = (core::mem::take(scores), core::mem::take(agreements));
            self.quarters.push(Quarter {
                end: self.ends[quarter],
                scores: spread(&scores),
                agreement: spread(&agreements).map(|spread| spread.median),
                compared: agreements.len(),
            });
        }
        self.quarters.len() == QUARTERS
    }

    /// The quarters whose middles are found, the oldest first.
    pub fn quarters(self) -> Vec<Quarter> {
        self.quarters
    }

    fn past<'l>(&self, views: &[Known<'l>]) -> Vec<Past<'l>> {
        let past = |known: &Known<'l>| {
            let mut stood = [(0, Day::FIRST); QUARTERS];
            known.view.answers.glance(|_, answer| {
                for ((count, last), end) in stood.iter_mut().zip(self.ends) {
                    if answer.day <= end {
                        *count += 1;
                        *last = answer.day.max(*last);
                    }
                }
            });
            Past {
                view: known.view,
                stood,
            }
        };
        views.iter().map(past).collect()
    }
}

/// The views that had an answer at the end of a quarter, in the order that they had then.
fn stood<'l>(views: &[Past<'l>], quarter: usize) -> Vec<Known<'l>> {
    let known = views.iter().filter_map(|past| {
        let (answers, last) = past.stood[quarter];
        let moment = Moment::from_milliseconds(i64::from(last.days_since_epoch()) * 86_400_000);
        (answers > 0).then(|| Known {
            view: past.view,
            answers,
            age: (moment.unwrap_or(Moment::EPOCH), past.view.id),
        })
    });
    let mut known: Vec<Known<'l>> = known.collect();
    in_order(&mut known);
    known
}

fn score(scorer: &mut Scorer<'_>, view: &Assessment, until: Day) -> Option<f64> {
    let questionnaire = scorer.questionnaire();
    Tally::new(questionnaire, scorer.settled(view, until), None).score()
}

fn agreement(
    scorer: &mut Scorer<'_>,
    pair: Pair<'_>,
    until: Day,
    standings: &mut [Vec<Standing>; 2],
) -> Option<f64> {
    compare(scorer, pair, until, standings).agreement
}
