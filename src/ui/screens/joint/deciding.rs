//! The form by which somebody decides on an answer.

use leptos::prelude::*;

use crate::domain::assessment::{AnswerState, AssessmentId};
use crate::domain::level::Level;
use crate::domain::scoring::Standing;
use crate::ui::action::{Decision, JointAction, LaterAction, dispatch};
use crate::ui::components::field::{SelectField, TextField, field_id};
use crate::ui::components::focus::focus_soon;
use crate::ui::components::form_buttons::FormButtons;
use crate::ui::locale::{Locale, locale};

use super::{JointRow, Page};

const UNKNOWN: &str = "unknown";
const NOT_APPLICABLE: &str = "notApplicable";

/// The form of one question.
#[component]
pub(super) fn Deciding(page: Page, joint: AssessmentId, row: JointRow) -> impl IntoView {
    let locale = locale();
    let text = super::joint(locale);
    let dispatch = dispatch();
    let before = row.decided.as_ref();
    let answer = RwSignal::new(before.map_or_else(String::new, |before| name_of(before.standing)));
    let by = RwSignal::new(
        before
            .map(|before| before.by.clone())
            .filter(|by| !by.is_empty())
            .unwrap_or_else(|| page.by.get_untracked()),
    );
    let why = RwSignal::new(before.map(|before| before.why.clone()).unwrap_or_default());
    let missing = RwSignal::new(None::<&'static str>);
    let options = options(locale, &row);
    let names = untrack(|| {
        page.facts
            .with(|facts| facts.as_ref().map(|facts| facts.names.clone()))
    });
    let id = StoredValue::new(row.indicator.id);
    let close = move || {
        page.deciding.set(None);
        let row = format!("[data-indicator=\"{}\"]", id.with_value(|id| id.0.clone()));
        focus_soon(
            page.node,
            format!("{row} [data-verb=\"change\"], {row} [data-verb=\"decide\"]"),
        );
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(state) = answer.with_untracked(|answer| state_of(answer)) else {
            missing.set(Some(text.answer_missing));
            return;
        };
        let name = by.get_untracked().trim().to_owned();
        if name.is_empty() {
            missing.set(Some(text.by_missing));
            return;
        }
        page.by.set(name.clone());
        dispatch.later(LaterAction::Joint(JointAction::Decided(Decision {
            of: joint,
            indicator: id.get_value(),
            state,
            by: name,
            why: why.get_untracked().trim().to_owned(),
        })));
        close();
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    let note = field_id();
    view! {
        <form class="deciding" novalidate on:submit=save on:keydown=on_key>
            <SelectField label=text.answer options=options none=text.answer_none value=answer />
            <TextField label=text.by value=by suggestions=names.unwrap_or_default() />
            <div class="field">
                <label for=note.clone()>{text.why}</label>
                <textarea id=note rows="2" maxlength="10000" bind:value=why></textarea>
            </div>
            <p class="error" role="alert">
                {move || missing.get()}
            </p>
            <FormButtons
                save=text.save
                cancel=text.cancel
                on_cancel=Callback::new(move |()| close())
            />
        </form>
    }
}

fn options(locale: Locale, row: &JointRow) -> Vec<(String, String)> {
    let names = &locale.later().names;
    let mut options: Vec<(String, String)> = row
        .levels
        .iter()
        .enumerate()
        .map(|(number, words)| (number.to_string(), format!("{number}: {words}")))
        .collect();
    options.push((UNKNOWN.to_owned(), names.unknown.to_owned()));
    if row.may_not_apply {
        options.push((NOT_APPLICABLE.to_owned(), names.not_applicable.to_owned()));
    }
    options
}

fn name_of(standing: Standing) -> String {
    match standing {
        Standing::Level(level) => level.number().to_string(),
        Standing::Unknown => UNKNOWN.to_owned(),
        Standing::NotApplicable => NOT_APPLICABLE.to_owned(),
        Standing::Unanswered | Standing::NotAsked => String::new(),
    }
}

fn state_of(name: &str) -> Option<AnswerState> {
    match name {
        UNKNOWN => Some(AnswerState::Unknown),
        NOT_APPLICABLE => Some(AnswerState::NotApplicable {
            reason: String::new(),
        }),
        level => Level::ALL
            .into_iter()
            .find(|one| one.number().to_string() == level)
            .map(AnswerState::Level),
    }
}
