//! The form by which somebody decides on an answer.

use leptos::prelude::*;

use crate::domain::assessment::{AnswerState, AssessmentId};
use crate::domain::level::Level;
use crate::domain::scoring::Standing;
use crate::ui::action::{Decision, JointAction, LaterAction, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::components::focus::focus_soon;
use crate::ui::components::form_buttons::FormButtons;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::JointText;

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
    // Said once saving was tried, beside the field, and no longer once there is something in it.
    let was_tried = RwSignal::new(false);
    let answer_missing = Memo::new(move |_| was_tried.get() && answer.with(|name| state_of(name).is_none()));
    let by_missing = Memo::new(move |_| was_tried.get() && by.with(|by| by.trim().is_empty()));
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
        let state = answer.with_untracked(|answer| state_of(answer));
        let name = by.get_untracked().trim().to_owned();
        let Some(state) = state.filter(|_| !name.is_empty()) else {
            was_tried.set(true);
            focus_soon(page.node, ".deciding [aria-invalid]".to_owned());
            return;
        };
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
            <AnswerField text=text options=options answer=answer is_missing=answer_missing />
            <ByField text=text names=names.unwrap_or_default() by=by is_missing=by_missing />
            <div class="field">
                <label for=note.clone()>{text.why}</label>
                <textarea id=note rows="2" maxlength="10000" bind:value=why></textarea>
            </div>
            <FormButtons
                save=text.save
                cancel=text.cancel
                on_cancel=Callback::new(move |()| close())
            />
        </form>
    }
}

#[component]
fn AnswerField(
    text: &'static JointText,
    /// Value and words of each.
    options: Vec<(String, String)>,
    answer: RwSignal<String>,
    is_missing: Memo<bool>,
) -> impl IntoView {
    let (id, error) = (field_id(), field_id());
    let described = error.clone();
    let options = options
        .into_iter()
        .map(|(name, words)| view! { <option value=name>{words}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{text.answer}</label>
            <select
                id=id
                required
                aria-invalid=move || is_missing.get().then_some("true")
                aria-describedby=move || is_missing.get().then(|| described.clone())
                prop:value=move || answer.get()
                on:change:target=move |event| answer.set(event.target().value())
            >
                <option value="">{text.answer_none}</option>
                {options}
            </select>
            <Missing id=error words=text.answer_missing is_missing=is_missing />
        </div>
    }
}

#[component]
fn ByField(
    text: &'static JointText,
    /// What the browser offers while typing.
    names: Vec<String>,
    by: RwSignal<String>,
    is_missing: Memo<bool>,
) -> impl IntoView {
    let (id, error, list) = (field_id(), field_id(), field_id());
    let described = error.clone();
    let names = names
        .into_iter()
        .map(|name| view! { <option value=name></option> })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{text.by}</label>
            <input
                type="text"
                id=id
                maxlength="200"
                autocomplete="off"
                required
                list=list.clone()
                aria-invalid=move || is_missing.get().then_some("true")
                aria-describedby=move || is_missing.get().then(|| described.clone())
                bind:value=by
            />
            <datalist id=list>{names}</datalist>
            <Missing id=error words=text.by_missing is_missing=is_missing />
        </div>
    }
}

/// That a field has nothing in it.
#[component]
fn Missing(id: String, words: &'static str, is_missing: Memo<bool>) -> impl IntoView {
    view! {
        <p id=id class="error" role="alert" hidden=move || !is_missing.get()>
            {move || is_missing.get().then_some(words)}
        </p>
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
