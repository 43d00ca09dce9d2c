//! Whose view it is: filed under a partner who is here or a new one, or kept apart.

use leptos::html::{Button, Form};
use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::company::CompanyId;
use crate::ui::action::{Filing, LaterAction, ReceivingAction, dispatch};
use crate::ui::components::field::{TextField, field_id};
use crate::ui::components::focus::{HEADING, focus};
use crate::ui::components::partner_picker::{FindPartners, PartnerPicker};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{fill, isolated};

use super::receiving;

/// Where a view could be filed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeepingFacts {
    /// Under whom it is filed already.
    pub filed: Option<(CompanyId, String)>,
    /// The likeliest first.
    pub suggestions: Vec<(CompanyId, String)>,
    /// What a new partner would be called; may be empty.
    pub name: String,
    /// How many partners there are.
    pub partners: usize,
}

/// What is chosen, while somebody chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Suggested(CompanyId),
    New,
    Other,
}

/// The choice of a partner.
#[derive(Clone, Copy)]
pub struct Choosing {
    choice: RwSignal<Option<Choice>>,
    name: RwSignal<String>,
    /// The other partner that is chosen.
    other: RwSignal<Option<CompanyId>>,
    find: FindPartners,
}

impl Choosing {
    pub(super) fn of(facts: &KeepingFacts, find: FindPartners) -> Self {
        let choice = match facts.suggestions.first() {
            Some((id, _)) => Some(Choice::Suggested(*id)),
            None if !facts.name.trim().is_empty() => Some(Choice::New),
            None => None,
        };
        Self {
            choice: RwSignal::new(choice),
            name: RwSignal::new(facts.name.trim().to_owned()),
            other: RwSignal::new(None),
            find,
        }
    }

    /// Where to file it; `None`: nobody is chosen yet.
    pub(super) fn filing(self) -> Option<Filing> {
        match self.choice.get()? {
            Choice::Suggested(id) => Some(Filing::Under(id)),
            Choice::New => {
                let name = self.name.get().trim().to_owned();
                (!name.is_empty()).then_some(Filing::UnderNew(name))
            }
            Choice::Other => self.other.get().map(Filing::Under),
        }
    }
}

/// The fields: the suggestions, a new partner, all others.
#[component]
pub(super) fn PartnerChoice(facts: KeepingFacts, choosing: Choosing) -> impl IntoView {
    let text = &receiving(locale()).keep;
    let group = field_id();
    let radio = move |choice: Choice, words: AnyView, group: String| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=group
                    prop:checked=move || choosing.choice.get() == Some(choice)
                    on:change=move |_| choosing.choice.set(Some(choice))
                />
                <span>{words}</span>
            </label>
        }
    };
    let has_others = facts.partners > facts.suggestions.len();
    let partners = facts.partners;
    let suggestions = facts
        .suggestions
        .into_iter()
        .map(|(id, name)| {
            let words = view! {
                <b>
                    <bdi>{isolated(name)}</bdi>
                </b>
                <small>{text.suggested}</small>
            };
            radio(Choice::Suggested(id), words.into_any(), group.clone())
        })
        .collect_view();
    let new = view! { <b>{text.new}</b> }.into_any();
    let is = move |choice| choosing.choice.get() == Some(choice);
    let named =
        move || is(Choice::New).then(|| view! { <TextField label=text.new_name value=choosing.name /> });
    let others = has_others.then(|| {
        let other = view! { <b>{text.other}</b> }.into_any();
        let fields =
            move || is(Choice::Other).then(|| view! { <Others choosing=choosing partners=partners /> });
        view! {
            {radio(Choice::Other, other, group.clone())}
            {fields}
        }
    });
    view! {
        <fieldset class="whose">
            <legend>{text.under}</legend>
            {suggestions}
            {radio(Choice::New, new, group.clone())}
            {named}
            {others}
        </fieldset>
    }
}

/// All partners; of many, those that words find.
#[component]
fn Others(choosing: Choosing, partners: usize) -> impl IntoView {
    let text = &receiving(locale()).keep;
    view! {
        <div class="others">
            <PartnerPicker
                label=text.choose
                search=text.find
                none=text.none_chosen
                partners=partners
                find=choosing.find
                chosen=choosing.other
            />
        </div>
    }
}

/// Files an assessment that is here, once somebody asks for it.
#[component]
pub fn FileUnder(
    id: AssessmentId,
    name: String,
    /// Looked up when somebody asks.
    facts: Callback<AssessmentId, KeepingFacts>,
    find: FindPartners,
) -> impl IntoView {
    let locale = locale();
    let text = &receiving(locale).keep;
    let is_open = RwSignal::new(false);
    let button = NodeRef::<Button>::new();
    // The focus comes back to where it was.
    Effect::new(move |before: Option<bool>| {
        let is_open = is_open.get();
        if before == Some(true) && !is_open {
            request_animation_frame(move || {
                if let Some(button) = button.try_get_untracked().flatten() {
                    // Fails only where the button has left the page.
                    let _ = button.focus();
                }
            });
        }
        is_open
    });
    move || {
        if is_open.get() {
            view! { <FilingForm id=id facts=untrack(|| facts.run(id)) find=find is_open=is_open /> }
                .into_any()
        } else {
            view! {
                <button
                    type="button"
                    data-verb="file-under"
                    aria-label=fill(text.file_under_name, &[("name", &name)])
                    node_ref=button
                    on:click=move |_| is_open.set(true)
                >
                    {text.file_under}
                </button>
            }
            .into_any()
        }
    }
}

#[component]
fn FilingForm(
    id: AssessmentId,
    facts: KeepingFacts,
    find: FindPartners,
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let locale = locale();
    let text = &receiving(locale).keep;
    let dispatch = dispatch();
    let choosing = Choosing::of(&facts, find);
    let filing = Memo::new(move |_| choosing.filing());
    let form = NodeRef::<Form>::new();
    Effect::new(move |_| {
        if let Some(form) = form.get() {
            request_animation_frame(move || {
                let first = form.query_selector("input:checked, input, select").ok().flatten();
                if let Some(first) = first {
                    focus(first);
                }
            });
        }
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            is_open.set(false);
        }
    };
    let file = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(filing) = filing.get_untracked() {
            // Where it was filed under nobody, its row goes: the focus goes to the screen's heading.
            let page = form
                .get_untracked()
                .and_then(|form| form.closest(".page").ok().flatten());
            is_open.set(false);
            dispatch.later(LaterAction::Receiving(ReceivingAction::Filed(id, filing)));
            request_animation_frame(move || {
                let heading = page.and_then(|page| page.query_selector(HEADING).ok().flatten());
                if let Some(heading) = heading {
                    focus(heading);
                }
            });
        }
    };
    view! {
        <form class="sheet filing-form" node_ref=form on:submit=file on:keydown=on_key>
            <Filed facts=facts.clone() locale=locale />
            <PartnerChoice facts=facts choosing=choosing />
            <div class="buttons">
                <button type="submit" class="primary" disabled=move || filing.with(Option::is_none)>
                    {text.file}
                </button>
                <button type="button" on:click=move |_| is_open.set(false)>
                    {text.cancel}
                </button>
            </div>
        </form>
    }
}

/// Under whom it is filed already.
#[component]
pub(super) fn Filed(facts: KeepingFacts, locale: Locale) -> impl IntoView {
    let text = receiving(locale);
    facts.filed.map(|(_, name)| {
        let name = if name.trim().is_empty() {
            text.kept.unnamed.to_owned()
        } else {
            name
        };
        view! { <p>{fill(text.keep.filed, &[("name", &name)])}</p> }
    })
}
