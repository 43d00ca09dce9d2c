//! What the start screen gets from the later part: what can be gone on with, and more about the companies.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::insight::timeline::same_subject;
use crate::domain::library::Library;
use crate::domain::own::is_received;
use crate::domain::scoring::standings;
use crate::domain::slices::pause;
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::components::field::field_id;
use crate::ui::components::partner_picker::{FEW, PartnerSearch};
use crate::ui::locale::locale;
use crate::ui::screens::go_on::{GoOn, GoOnFacts, InProgress};
use crate::ui::screens::more::More;
use crate::ui::screens::result::newer::PulseFacts;
use crate::ui::screens::start::{Counterpart, Form, optional};
use crate::ui::text::directory;

use super::super::commands::prefill;
use super::super::slices::in_turns_while;
use super::super::state::State;
use super::opened::find_named_partners;
use super::result::due;
use super::{name_words, progress};

const SHOWN: usize = 3;

/// The list, as things stand when it is shown. Of very many assessments it comes a moment later: all may have to be
/// looked at.
pub fn go_on(state: State) -> AnyView {
    let locale = locale();
    let latest: Vec<AssessmentId> = state.library.with_untracked(|library| {
        let latest = library.latest_first();
        // Nobody goes on with what came from somebody else.
        let ours = latest.iter().filter(|assessment| !is_received(assessment));
        ours.map(|assessment| assessment.id).collect()
    });
    let facts = RwSignal::new(GoOnFacts {
        assessments: latest.len(),
        ..GoOnFacts::default()
    });
    spawn_local(async move {
        let is_there = || facts.try_get_untracked().is_some();
        if let Some(found) = in_turns_while(look(state, locale, latest), is_there).await {
            let _ = facts.try_set(found);
        }
    });
    (move || view! { <GoOn facts=facts.get() /> }).into_any()
}

/// Looks at one assessment after the other, the latest first, until enough is found.
async fn look(state: State, locale: Locale, latest: Vec<AssessmentId>) -> GoOnFacts {
    let mut facts = GoOnFacts {
        assessments: latest.len(),
        ..GoOnFacts::default()
    };
    for (place, id) in latest.iter().enumerate() {
        if facts.in_progress.len() == SHOWN && facts.pulses.len() == SHOWN {
            break;
        }
        // The widget may be gone by now.
        let _ = state.library.try_with_untracked(|library| {
            let one = library.assessments.get(id)?;
            if facts.in_progress.len() < SHOWN {
                facts.in_progress.extend(in_progress(state, locale, one));
            }
            if facts.pulses.len() < SHOWN
                && let Some(due) = pulse(state, one)
                && is_newest(library, &latest[..place], one)
            {
                facts.pulses.push((name_words(locale, one), due));
            }
            Some(())
        });
        pause().await;
    }
    facts
}

/// The pulse that is due of an assessment.
fn pulse(state: State, assessment: &Assessment) -> Option<PulseFacts> {
    let questionnaire = untrack(|| state.shelf.questionnaire(&assessment.pack))?;
    due(&questionnaire, assessment, state.today.get_untracked())
}

/// Whether none of the later ones is about the same.
fn is_newest(library: &Library, later: &[AssessmentId], assessment: &Assessment) -> bool {
    let later = later.iter().filter_map(|id| library.assessments.get(id));
    !later.into_iter().any(|other| same_subject(other, assessment))
}

/// An assessment with open questions; `None` where it is finished or its questionnaire is not at hand.
fn in_progress(state: State, locale: Locale, assessment: &Assessment) -> Option<InProgress> {
    let questionnaire = untrack(|| state.shelf.questionnaire(&assessment.pack))?;
    let (answered, asked) = progress(&standings(&questionnaire, assessment));
    (answered < asked).then(|| InProgress {
        id: assessment.id,
        name: name_words(locale, assessment),
        answered,
        asked,
        last: last_day(assessment, state.today.get_untracked()),
    })
}

fn last_day(assessment: &Assessment, today: Day) -> Day {
    assessment
        .answers
        .values()
        .map(|answer| answer.day)
        .max()
        .unwrap_or(today)
}

/// The form as the page wants it filled, and the other company: the browser offers the names of few, many are searched.
pub fn counterpart(state: State, form: Form) -> AnyView {
    prefill(state, form);
    let names = state.library.with_untracked(|library| {
        let companies = library.companies.values();
        let names = companies.map(|company| company.name.clone());
        (library.companies.len() <= FEW).then(|| names.filter(|name| !name.is_empty()).collect::<Vec<_>>())
    });
    if let Some(names) = names {
        let list = field_id();
        let options = names
            .into_iter()
            .map(|name| view! { <option value=name></option> });
        return view! {
            <>
                <Counterpart value=form.counterpart list=Some(list.clone()) />
                <datalist id=list>{options.collect_view()}</datalist>
            </>
        }
        .into_any();
    }
    let locale = locale();
    let text = &locale.text.start;
    view! {
        <PartnerSearch
            label=optional(locale.text, text.counterpart)
            help=text.counterpart_help
            query=form.counterpart
            chosen=RwSignal::new(None)
            find=find_named_partners(state, locale)
            none=directory(locale.speech).list.becomes_new
        />
    }
    .into_any()
}

/// Kinds and sizes of the two companies.
pub fn more(form: Form) -> AnyView {
    view! { <More form=form /> }.into_any()
}
