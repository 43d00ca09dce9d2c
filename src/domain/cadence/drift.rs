//! Where what is said and what is seen lie apart.

use super::claim::{Claim, Fact, Pace};
use super::{AnswerTime, TooLittle, answer_time, days_of, rhythm};
use crate::domain::pack::IndicatorId;
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::domain::touchpoint::{Kind, Touchpoints};

/// So many steps apart, a claim and the log may still mean the same.
const NEAR: u8 = 1;

/// A claim that the log does not bear out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    pub fact: Fact,
    pub side: Side,
    /// The indicator whose answer says so.
    pub indicator: IndicatorId,
    pub claimed: Pace,
    pub seen: Pace,
    pub direction: Direction,
}

/// To which side what is seen lies from what is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It is slower than claimed.
    Slower,
    /// It is faster than claimed: better than the answer says.
    Faster,
}

/// What a log shows of a fact today.
///
/// # Errors
/// Where there is too little to say anything.
pub fn seen(fact: Fact, log: &Touchpoints, today: Day) -> Result<Pace, TooLittle> {
    let cadence = |kind| rhythm(days_of(log, kind, today), today).map(|rhythm| Pace::Cadence(rhythm.cadence));
    match fact {
        Fact::ContactCadence => cadence(Kind::Meeting),
        Fact::PlanCadence => cadence(Kind::Decision),
        Fact::AnswerTime => answer_time(log, today).map(|hours| Pace::Answer(AnswerTime::of_hours(hours))),
    }
}

/// The claims that lie more than one step from what the log shows today, in their order. Where the log shows too little,
/// nothing is told.
#[must_use]
pub fn drifts(claims: &[Claim], log: &Touchpoints, today: Day) -> Vec<Drift> {
    let seen: Vec<(Fact, Pace)> = Fact::ALL
        .into_iter()
        .filter_map(|fact| Some((fact, seen(fact, log, today).ok()?)))
        .collect();
    let of_claim = |claim: &Claim| {
        let (_, seen) = seen.iter().find(|(fact, _)| *fact == claim.fact)?;
        if seen.steps().abs_diff(claim.pace.steps()) <= NEAR {
            return None;
        }
        Some(Drift {
            fact: claim.fact,
            side: claim.side,
            indicator: claim.indicator.clone(),
            claimed: claim.pace,
            seen: *seen,
            direction: if seen.steps() > claim.pace.steps() {
                Direction::Slower
            } else {
                Direction::Faster
            },
        })
    };
    claims.iter().filter_map(of_claim).collect()
}
