//! What the views of all partners tell together is what each of them tells.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/dice.rs"]
mod dice;
#[path = "support/portfolio_plain.rs"]
mod plain;
#[path = "support/portfolio.rs"]
mod portfolio;
#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::company::CompanyId;
use channel_readiness::domain::library::Library;
use channel_readiness::domain::own::{OwnNote, Received};
use channel_readiness::domain::pack::Questionnaire;
use channel_readiness::domain::portfolio::{
    Due, FEW_ANSWERS, Filter, Findings, Order, Relationship, Whose, quarter_ends,
};
use channel_readiness::domain::relationship::views_of;
use channel_readiness::domain::scoring::{Standing, standings};
use channel_readiness::domain::statistics::spread;
use channel_readiness::domain::time::{Day, Moment};
use dice::Dice;
use plain::*;
use portfolio::*;
use support::today;

/// The views as they stood at the end of a day: without what was answered later, as old as their last answer.
fn then(library: &Library, company: CompanyId, end: Day) -> Library {
    let views = views_of(library, company);
    let mut then = Library::default();
    let mut add = |view: &Assessment, is_theirs: bool| {
        let mut view = view.clone();
        view.answers.retain(|_, answer| answer.day <= end);
        let Some(last) = view.answers.values().map(|answer| answer.day).max() else {
            return;
        };
        Received::take_off(&mut view);
        view.updated_at = Moment::from_milliseconds(i64::from(last.days_since_epoch()) * 86_400_000).unwrap();
        view.company.id = is_theirs.then_some(company);
        view.counterpart = Some(library.companies.get(&company).unwrap().facts());
        then.assessments.insert(view.id, view);
    };
    views.ours.iter().for_each(|view| add(view, false));
    views.theirs.iter().for_each(|view| add(view, true));
    then
}

#[test]
fn what_all_views_together_tell_is_what_each_of_them_tells() {
    for seed in 0..40 {
        let followed = followed(any_library(&mut Dice::new(seed), 12));
        let library = &followed.library;
        let whose = [Whose::Theirs, Whose::Ours][usize::try_from(seed % 2).unwrap()];
        let found = findings(&followed, whose);
        let shown = followed.places(&Filter::default(), Order::default());
        let ids: Vec<CompanyId> = shown
            .iter()
            .map(|place| followed.portfolio.row(*place).unwrap().id)
            .collect();
        assert_weakest(library, &ids, whose, &found);
        let questionnaire = pack();
        let mut due: Vec<Due> = Vec::new();
        for id in &ids {
            let views = views_of(library, *id);
            let scored = views.theirs.first().or(views.ours.first());
            due.extend(scored.and_then(|view| {
                at_hand(&questionnaire)(&view.pack)?;
                Some(Due {
                    day: first_due(&questionnaire, view)?,
                    id: *id,
                })
            }));
        }
        due.sort_by_key(|due| (due.day, due.id));
        assert_eq!(found.due, due);
        for (quarter, end) in found.drift.iter().zip(quarter_ends(today())) {
            let rows: Vec<Relationship> = ids
                .iter()
                .map(|id| plain_relationship(&views_of(&then(library, *id, end), *id), &pack(), end))
                .collect();
            let scores: Vec<f64> = rows.iter().filter_map(|row| row.readiness?.score).collect();
            let agreements: Vec<f64> = rows.iter().filter_map(|row| row.agreement).collect();
            assert_eq!(quarter.end, end);
            assert_eq!(quarter.scores, spread(&scores));
            assert_eq!(quarter.compared, agreements.len());
            assert_eq!(quarter.agreement, spread(&agreements).map(|spread| spread.median));
        }
        assert_eq!(found.drift.len(), 8);
    }
}

/// The day on which the first of the answers with a level is one half-life old.
fn first_due(questionnaire: &Questionnaire, view: &Assessment) -> Option<Day> {
    let standings = standings(questionnaire, view);
    let mut days: Vec<Day> = Vec::new();
    for ((_, indicator), standing) in questionnaire.indicators().zip(standings) {
        if standing.level().is_some() {
            let half_life = indicator.half_life.days().try_into().unwrap();
            days.extend(view.answers.get(&indicator.id).unwrap().day.plus(half_life));
        }
    }
    days.into_iter().min()
}

#[track_caller]
fn assert_weakest(library: &Library, ids: &[CompanyId], whose: Whose, found: &Findings) {
    let views: Vec<Assessment> = ids
        .iter()
        .filter_map(|id| {
            let views = views_of(library, *id);
            let of_one = match whose {
                Whose::Theirs => views.theirs,
                Whose::Ours => views.ours,
            };
            of_one.first().map(|view| (*view).clone())
        })
        .collect();
    let questionnaire = pack();
    let mut rows = 0;
    for (at, (_, indicator)) in questionnaire.indicators().enumerate() {
        for version in 1..=3 {
            let of_version = views
                .iter()
                .filter(|view| view.pack.version == version && version != 3);
            let all: Vec<Standing> = of_version
                .map(|view| standings(&questionnaire, view)[at])
                .collect();
            let levels: Vec<f64> = all
                .iter()
                .filter_map(|standing| standing.level())
                .map(|level| f64::from(level.number()))
                .collect();
            let applicable = all.iter().filter(|standing| standing.applies()).count();
            let mut here = found
                .weakest
                .iter()
                .filter(|weakest| weakest.indicator == indicator.id && weakest.pack.version == version);
            let Some(weakest) = here.next() else {
                assert_eq!(applicable, 0);
                continue;
            };
            rows += 1;
            assert_eq!(weakest.applicable, applicable);
            assert_eq!(weakest.answered, levels.len());
            assert_eq!(weakest.low, levels.iter().filter(|level| **level <= 1.0).count());
            let unknown = all.iter().filter(|standing| **standing == Standing::Unknown);
            assert_eq!(weakest.unknown, unknown.count());
            let sum: f64 = levels.iter().sum();
            #[expect(clippy::cast_precision_loss, reason = "a few")]
            let mean = (!levels.is_empty()).then(|| sum / levels.len() as f64);
            assert_eq!(weakest.mean, mean);
        }
    }
    assert_eq!(found.weakest.len(), rows);
    let order = found.weakest.iter().map(|weakest| {
        let is_few = weakest.answered < FEW_ANSWERS;
        (is_few, weakest.mean.unwrap_or(f64::INFINITY))
    });
    assert!(order.is_sorted());
}
