//! How the relationship has developed, and what is planned for it.

use leptos::prelude::*;

use crate::app::state::State;
use crate::domain::assessment::Assessment;
use crate::domain::company::Company;
use crate::domain::insight::history::compare;
use crate::domain::plan::{Plan, PlanStep, PlanTarget, StepState};
use crate::domain::relationship::{Views, agreement_change, pair, pair_before};
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::screens::partner::course::{
    ChangeFacts, CourseFacts, CourseSections, Figure, Kept, NextStep, PlanFacts, Target,
};
use crate::ui::screens::partners::company_name;
use crate::ui::text::{desk, fill, relation};

use super::super::assessments::local_day;
use super::super::result::named;
use super::Of;

/// So many steps are shown.
const NEXT: usize = 3;

/// The sections of a partner's page.
pub(super) fn course(of: Of) -> AnyView {
    let facts = Memo::new(move |_| of.told(|_, company, views| Some(facts(of, company, views))));
    view! { <CourseSections facts=facts /> }.into_any()
}

fn facts(of: Of, company: &Company, views: &Views<'_>) -> CourseFacts {
    let Of { state, locale, .. } = of;
    let text = relation(locale.speech);
    let theirs = company_name(desk(locale.speech), company);
    let theirs = fill(text.theirs, &[("name", &theirs)]);
    let mut changes = Vec::new();
    changes.extend(changed(state, &views.ours, text.ours.to_owned()));
    changes.extend(changed(state, &views.theirs, theirs));
    changes.extend(agreed(state, views, text.gap.agreement));
    // A plan stays with the view that it was made for, also where somebody answers again.
    let planned = views.ours.iter().find(|ours| Plan::of(ours).is_some());
    let planned = planned.or(views.ours.first());
    CourseFacts {
        changes,
        plan: planned.map(|ours| PlanFacts {
            of: ours.id,
            kept: kept(state, locale, ours),
        }),
    }
}

/// The newest view beside the one before it that answers the same.
fn changed(state: State, views: &[&Assessment], what: String) -> Option<ChangeFacts> {
    let (now, earlier) = views.split_first()?;
    let before = earlier
        .iter()
        .find(|view| view.side == now.side && view.pack == now.pack)?;
    let questionnaire = state.shelf.questionnaire(&now.pack)?;
    let history = compare(&questionnaire, before, now);
    Some(ChangeFacts {
        what,
        figure: Figure::Score,
        before: history.overall.before?,
        now: history.overall.after?,
        since: day_of(before)?,
        questions: [history.compared, history.raised, history.lowered],
    })
}

/// Agreement now, and before the newest view came.
fn agreed(state: State, views: &Views<'_>, what: &str) -> Option<ChangeFacts> {
    let now = pair(views)?;
    let before = pair_before(views, &now)?;
    let questionnaire = state.shelf.questionnaire(&now.ours.pack)?;
    let change = agreement_change(&questionnaire, before.by_side(), now.by_side())?;
    Some(ChangeFacts {
        what: what.to_owned(),
        figure: Figure::Share,
        before: change.before,
        now: change.now,
        since: day_of(before.ours)?.max(day_of(before.theirs)?),
        questions: [change.compared, 0, 0],
    })
}

fn day_of(view: &Assessment) -> Option<Day> {
    local_day(view.updated_at)
}

fn kept(state: State, locale: Locale, view: &Assessment) -> Kept {
    let plan = match Plan::of(view) {
        None => return Kept::Nothing,
        Some(Err(problems)) => {
            return Kept::Unreadable(problems.first().map(ToString::to_string).unwrap_or_default());
        }
        Some(Ok(plan)) => plan,
    };
    let questionnaire = state.shelf.questionnaire(&view.pack);
    let questionnaire = questionnaire.as_deref();
    let target = plan.target.map(|target| match target {
        PlanTarget::Score(score) => Target::Score(score),
        PlanTarget::Level(level) => {
            let name = questionnaire.map(|pack| locale.words(&pack.levels[level.index()].name));
            Target::Level(level, name.unwrap_or_default())
        }
    });
    let steps = || plan.steps.iter().filter(|step| step.state != StepState::Dropped);
    let mut next: Vec<&PlanStep> = steps().filter(|step| step.state != StepState::Done).collect();
    // Those without a day come last; ties stay in the plan's order.
    next.sort_by_key(|step| step.due.unwrap_or(Day::LAST));
    let next = next.into_iter().take(NEXT).filter_map(|step| {
        Some(NextStep {
            indicator: named(locale, questionnaire?, &step.indicator),
            to: step.to,
            owner: step.owner.clone(),
            due: step.due,
        })
    });
    Kept::Plan {
        target,
        done: steps().filter(|step| step.state == StepState::Done).count(),
        all: steps().count(),
        next: next.collect(),
    }
}
