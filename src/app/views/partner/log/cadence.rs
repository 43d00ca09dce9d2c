//! What a log shows of a cadence, beside what the two views of the relationship say of it.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::cadence::{
    Claim, Fact, Pace, RECORD_DAYS, Rhythm, TooLittle, answer_time, claims, days_of, drifts, rhythm, seen,
};
use crate::domain::company::Company;
use crate::domain::relationship::{Views, pair};
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::domain::touchpoint::{AnswerHours, Kind, Touchpoints};
use crate::ui::screens::partner::log::cadence::{Basis, ClaimFacts, FactFacts, Seen, Span};
use crate::ui::screens::result::Named;

use super::super::super::result::named;
use super::super::Of;

/// Up to so many days are told in days.
const FEW_DAYS: u32 = 13;
/// Up to so many in weeks: half a year.
const FEW_WEEKS: u32 = 182;
/// Days of a month: a year has twelve.
const MONTH: u32 = 30;

/// What is told of the log; nothing where it cannot be read, and of a fact that nobody speaks of and the log is empty of.
pub(super) fn facts(of: Of, log: Option<&Touchpoints>) -> Vec<FactFacts> {
    let Some(log) = log else { return Vec::new() };
    let today = of.state.today.get();
    let said = of.told(|_, company, views| Some(said(of, company, views)));
    let (owner, said, name) = said.unwrap_or_default();
    let facts = Fact::ALL.into_iter();
    facts
        .filter_map(|fact| {
            let seen = seen_of(fact, log, today);
            let of_fact: Vec<&(Claim, Named)> = said.iter().filter(|(claim, _)| claim.fact == fact).collect();
            let is_empty = matches!(seen, Err(TooLittle::Touchpoints { found: 0 }));
            if is_empty && of_fact.is_empty() {
                return None;
            }
            let is_other = owner.is_some_and(|owner| !fact.is_shown_by_log_of(owner));
            let told = if is_other { Vec::new() } else { of_fact };
            if is_empty && told.is_empty() {
                return None;
            }
            Some(FactFacts {
                fact,
                seen,
                claims: told_claims(&told, log, today),
                other_fact: is_other.then(|| name.clone()),
            })
        })
        .collect()
}

/// Whose log it is, what both sides say with the questions that they answered, and the partner's name.
fn said(of: Of, company: &Company, views: &Views<'_>) -> (Option<Side>, Vec<(Claim, Named)>, String) {
    let Of { state, locale, .. } = of;
    let pair = pair(views);
    let ours = pair.map(|pair| pair.ours).or(views.ours.first().copied());
    let theirs = pair.map(|pair| pair.theirs).or(views.theirs.first().copied());
    let owner = ours.map(|view| view.side);
    let owner = owner.or(theirs.map(|view| view.side.other()));
    let of_view = |view: &Assessment| {
        let Some(questionnaire) = state.shelf.questionnaire(&view.pack) else {
            return Vec::new();
        };
        let claims = claims(&questionnaire, view).into_iter();
        claims
            .map(|claim| {
                let named = named(locale, &questionnaire, &claim.indicator);
                (claim, named)
            })
            .collect::<Vec<_>>()
    };
    let mut said: Vec<(Claim, Named)> = ours.into_iter().chain(theirs).flat_map(of_view).collect();
    // The vendor first, as everywhere on the page.
    said.sort_by_key(|(claim, _)| claim.side);
    (owner, said, company.name.clone())
}

fn told_claims(told: &[&(Claim, Named)], log: &Touchpoints, today: Day) -> Vec<ClaimFacts> {
    let claims = told.iter();
    claims
        .map(|(claim, named)| ClaimFacts {
            side: claim.side,
            indicator: named.clone(),
            level: claim.level,
            pace: claim.pace,
            drift: drifts(core::slice::from_ref(claim), log, today)
                .first()
                .map(|drift| drift.direction),
        })
        .collect()
}

/// What the log shows, with what it is computed from.
fn seen_of(fact: Fact, log: &Touchpoints, today: Day) -> Result<Seen, TooLittle> {
    let pace = seen(fact, log, today);
    let basis = match fact {
        Fact::ContactCadence => rhythm_of(log, Kind::Meeting, today),
        Fact::PlanCadence => rhythm_of(log, Kind::Decision, today),
        Fact::AnswerTime => answer_time(log, today).map(|hours| Basis::Answers {
            hours,
            times: answers(log, today),
        }),
    };
    pace.and_then(|pace: Pace| basis.map(|basis| Seen { pace, basis }))
}

fn rhythm_of(log: &Touchpoints, kind: Kind, today: Day) -> Result<Basis, TooLittle> {
    let rhythm = rhythm(days_of(log, kind, today), today)?;
    let mut days: Vec<Day> = days_of(log, kind, today)
        .filter(|day| day.age(today) < RECORD_DAYS)
        .collect();
    days.dedup();
    days.reverse();
    Ok(Basis::Rhythm {
        rhythm,
        span: span(rhythm),
        from: begun(rhythm, today),
        days,
    })
}

/// The first day of the record.
fn begun(rhythm: Rhythm, today: Day) -> Day {
    let back = i32::try_from(rhythm.record_days).unwrap_or(0);
    today.plus(-back).unwrap_or(today)
}

fn span(rhythm: Rhythm) -> Span {
    let whole = |days: u32| usize::try_from(days).unwrap_or(usize::MAX);
    let rounded = |days: u32, of: u32| whole((days + of / 2) / of);
    match rhythm.median_gap {
        days if days <= FEW_DAYS => Span::Days(whole(days)),
        days if days <= FEW_WEEKS => Span::Weeks(rounded(days, 7)),
        days => Span::Months(rounded(days, MONTH)),
    }
}

/// The answer times that count, the newest first.
fn answers(log: &Touchpoints, today: Day) -> Vec<(Day, f64)> {
    let recent = log.entries().iter().rev();
    let recent = recent.filter(|entry| entry.day <= today && entry.day.age(today) < RECORD_DAYS);
    recent
        .filter_map(|entry| Some((entry.day, entry.answer_hours.map(AnswerHours::count)?)))
        .collect()
}
