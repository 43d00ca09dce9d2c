//! What the log shows of a fact, beside what both sides say of it.

use leptos::prelude::*;

use crate::domain::cadence::{Direction, FEWEST_TOUCHPOINTS, Fact, Pace, Rhythm, SHORTEST_RECORD, TooLittle};
use crate::domain::level::Level;
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::ui::components::fold::Fold;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::Named;
use crate::ui::text::{CadenceText, fill};

use super::messages;

/// A fact with what is seen and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct FactFacts {
    pub fact: Fact,
    pub seen: Result<Seen, TooLittle>,
    pub claims: Vec<ClaimFacts>,
    /// Where the log shows something else than what the question is about: the partner's name.
    pub other_fact: Option<String>,
}

/// What the log shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub pace: Pace,
    pub basis: Basis,
}

/// What it is computed from.
#[derive(Debug, Clone, PartialEq)]
pub enum Basis {
    Rhythm {
        rhythm: Rhythm,
        span: Span,
        from: Day,
        /// The days of the record, the newest first.
        days: Vec<Day>,
    },
    Answers {
        /// The middle one.
        hours: f64,
        /// The newest first.
        times: Vec<(Day, f64)>,
    },
}

/// A length of time as people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Days(usize),
    Weeks(usize),
    Months(usize),
}

/// What a side says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimFacts {
    pub side: Side,
    pub indicator: Named,
    pub level: Level,
    pub pace: Pace,
    /// Where the log does not bear it out.
    pub drift: Option<Direction>,
}

/// All facts; nothing where there are none.
#[component]
pub(super) fn Facts(facts: Memo<Vec<FactFacts>>) -> impl IntoView {
    let locale = locale();
    move || {
        let rows = facts.get().into_iter().map(|one| row(locale, one)).collect_view();
        facts
            .with(|facts| !facts.is_empty())
            .then(|| view! { <ul class="cadence">{rows}</ul> })
    }
}

fn row(locale: Locale, facts: FactFacts) -> impl IntoView {
    let text = &messages(locale).cadence;
    let title = of_fact(facts.fact, text.facts);
    let claims = facts
        .claims
        .iter()
        .map(|claim| {
            let words = fill(
                of(claim.side, text.says),
                &[("pace", pace_words(text, claim.pace))],
            );
            let class = ["side ", side_class(claim.side)].concat();
            view! {
                <li class=class>
                    <span class="mark" aria-hidden="true"></span>
                    {words}
                </li>
            }
        })
        .collect_view();
    let drifts = drifts(text, &facts)
        .into_iter()
        .map(|(direction, words)| {
            let class = match direction {
                Direction::Slower => "drift",
                Direction::Faster => "drift faster",
            };
            view! { <p class=class>{words}</p> }
        })
        .collect_view();
    let name = facts.fact.name();
    let seen = seen_words(locale, facts.fact, &facts.seen);
    view! {
        <li data-fact=name>
            <h3>{title}</h3>
            <div class="told">
                <ul class="facts num">
                    <li class="seen">{seen}</li>
                    {claims}
                </ul>
            </div>
            {drifts}
            {basis(facts)}
        </li>
    }
}

/// What it is computed from, on demand.
fn basis(facts: FactFacts) -> AnyView {
    let locale = locale();
    let text = &messages(locale).cadence;
    if facts.seen.is_err() && facts.claims.is_empty() {
        return ().into_any();
    }
    let facts = StoredValue::new(facts);
    view! {
        <Fold class="basis" title=text.basis.into_any()>
            {facts.with_value(|facts| computed(locale, facts))}
        </Fold>
    }
    .into_any()
}

fn computed(locale: Locale, facts: &FactFacts) -> impl IntoView + use<> {
    let text = &messages(locale).cadence;
    let mut sentences = Vec::new();
    let mut listed = Vec::new();
    match facts.seen.as_ref().map(|seen| (&seen.basis, seen.pace)) {
        Ok((
            Basis::Rhythm {
                rhythm, from, days, ..
            },
            pace,
        )) => {
            sentences = rhythm_sentences(locale, facts.fact, *rhythm, *from, pace);
            listed = days.iter().map(|day| locale.day(*day)).collect();
        }
        Ok((Basis::Answers { times, .. }, pace)) => {
            sentences.push(locale.plural(
                times.len(),
                &text.answer_record,
                &[("pace", pace_words(text, pace))],
            ));
            let time = |(day, hours): &(Day, f64)| {
                let (day, hours) = (locale.day(*day), locale.number(*hours, 2));
                fill(text.answer_on, &[("day", &day), ("hours", &hours)])
            };
            listed = times.iter().map(time).collect();
        }
        Err(_) => {}
    }
    sentences.extend(facts.claims.iter().map(|claim| {
        let values = [
            ("id", &*claim.indicator.id.0),
            ("title", &claim.indicator.title),
            ("n", &claim.level.number().to_string()),
            ("pace", pace_words(text, claim.pace)),
        ];
        fill(of(claim.side, text.claim), &values)
    }));
    sentences.extend(
        facts
            .other_fact
            .as_ref()
            .map(|name| fill(text.vendors_log, &[("name", name)])),
    );
    let sentences = sentences
        .into_iter()
        .map(|sentence| view! { <p>{sentence}</p> })
        .collect_view();
    let days = (!listed.is_empty()).then(|| {
        let days = listed
            .into_iter()
            .map(|day| view! { <li>{day}</li> })
            .collect_view();
        view! { <ul class="facts quiet num">{days}</ul> }
    });
    view! {
        <div class="computed">
            {sentences}
            {days}
        </div>
    }
}

fn rhythm_sentences(locale: Locale, fact: Fact, rhythm: Rhythm, from: Day, pace: Pace) -> Vec<String> {
    let text = &messages(locale).cadence;
    let [meetings, decisions] = &text.record;
    let record = if fact == Fact::PlanCadence {
        decisions
    } else {
        meetings
    };
    let days = locale.count(whole(rhythm.record_days));
    let last = match rhythm.since_last {
        0 => text.last_today.to_owned(),
        since => locale.plural(whole(since), &text.last, &[]),
    };
    vec![
        locale.plural(
            rhythm.touchpoints,
            record,
            &[("days", &days), ("from", &locale.day(from))],
        ),
        locale.plural(
            whole(rhythm.median_gap),
            &text.gaps,
            &[("pace", pace_words(text, pace))],
        ),
        last,
    ]
}

fn drifts(text: &CadenceText, facts: &FactFacts) -> Vec<(Direction, String)> {
    let Ok(seen) = &facts.seen else {
        return Vec::new();
    };
    let claims = facts.claims.iter();
    claims
        .filter_map(|claim| {
            let direction = claim.drift?;
            let words = match direction {
                Direction::Slower => text.slower,
                Direction::Faster => text.faster,
            };
            let values = [
                ("claimed", pace_words(text, claim.pace)),
                ("seen", pace_words(text, seen.pace)),
            ];
            Some((direction, fill(of(claim.side, words), &values)))
        })
        .collect()
}

fn seen_words(locale: Locale, fact: Fact, seen: &Result<Seen, TooLittle>) -> String {
    let text = &messages(locale).cadence;
    match seen {
        Ok(Seen {
            basis: Basis::Rhythm { span, .. },
            ..
        }) => match *span {
            Span::Days(days) => locale.plural(days, &text.every_days, &[]),
            Span::Weeks(weeks) => locale.plural(weeks, &text.every_weeks, &[]),
            Span::Months(months) => locale.plural(months, &text.every_months, &[]),
        },
        Ok(Seen {
            basis: Basis::Answers { hours, .. },
            ..
        }) => answer_words(locale, *hours),
        Err(TooLittle::Touchpoints { found: 0 }) => text.nothing.to_owned(),
        Err(TooLittle::Touchpoints { found }) => {
            let message = if fact == Fact::AnswerTime {
                &text.too_few_answers
            } else {
                &text.too_few
            };
            locale.plural(*found, message, &[("least", &locale.count(FEWEST_TOUCHPOINTS))])
        }
        Err(TooLittle::Record { days }) => {
            let least = locale.count(whole(SHORTEST_RECORD));
            locale.plural(whole(*days), &text.too_short, &[("least", &least)])
        }
    }
}

/// Hours as people say them: from two days on, days.
fn answer_words(locale: Locale, hours: f64) -> String {
    let text = &messages(locale).cadence;
    if hours < 48.0 {
        let is_one = (hours - 1.0).abs() < 0.05;
        let words = locale.number(hours, 1);
        return locale.plural(
            if is_one { 1 } else { 2 },
            &text.answer_hours,
            &[("hours", &words)],
        );
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "ten years have fewer than 4000 days"
    )]
    let days = (hours / 24.0).round() as usize;
    locale.plural(days, &text.answer_days, &[])
}

/// The words of a cadence or of a time.
fn pace_words(text: &CadenceText, pace: Pace) -> &'static str {
    let at = usize::from(pace.steps());
    match pace {
        Pace::Cadence(_) => text.cadences.get(at).copied().unwrap_or_default(),
        Pace::Answer(_) => text.answers.get(at).copied().unwrap_or_default(),
    }
}

fn of_fact(fact: Fact, words: [&'static str; 3]) -> &'static str {
    let [contact, plan, answer] = words;
    match fact {
        Fact::ContactCadence => contact,
        Fact::PlanCadence => plan,
        Fact::AnswerTime => answer,
    }
}

const fn of(side: Side, words: [&'static str; 2]) -> &'static str {
    let [vendor, partner] = words;
    match side {
        Side::Vendor => vendor,
        Side::Partner => partner,
    }
}

const fn side_class(side: Side) -> &'static str {
    match side {
        Side::Vendor => "vendor",
        Side::Partner => "partner",
    }
}

fn whole(days: u32) -> usize {
    usize::try_from(days).unwrap_or(usize::MAX)
}
