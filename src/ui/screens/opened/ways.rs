//! The ways in: a link that is pasted, a file that is picked. And what came in and is filed under nobody.

use leptos::html::{Div, Input};
use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::ui::action::{Action, LaterAction, ReceivingAction, Screen, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::components::file_button::{FileButton, Picked};
use crate::ui::components::focus::focus_soon;
use crate::ui::components::more::More;
use crate::ui::components::partner_picker::FindPartners;
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::keeping::{FileUnder, KeepingFacts};
use super::receiving;

/// The longest text that the field takes, in characters: the longest link that is read, and an address before it.
const LONGEST: &str = "2010000";

/// So many that are filed under nobody are shown at first, and more at a time.
pub const APART_SHOWN: usize = 20;

/// The ways in, folded away. `on_files`: where files are picked here.
#[component]
pub fn WaysIn(#[prop(optional)] on_files: Option<UnsyncCallback<Picked>>) -> impl IntoView {
    let text = &receiving(locale()).ways;
    let file = on_files.map(|on_files| {
        view! {
            <div class="buttons">
                <FileButton words=text.file class="" accept="" on_files=on_files />
            </div>
        }
    });
    view! {
        <details class="ways-in">
            <summary>{text.title}</summary>
            <p class="quiet">{text.lead}</p>
            <PasteLink />
            {file}
        </details>
    }
}

#[component]
fn PasteLink() -> impl IntoView {
    let text = &receiving(locale()).ways;
    let dispatch = dispatch();
    let value = RwSignal::new(String::new());
    let is_missing = RwSignal::new(false);
    let field = NodeRef::<Input>::new();
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let link = value.get_untracked();
        if link.trim().is_empty() {
            is_missing.set(true);
            if let Some(field) = field.get_untracked() {
                // Fails only where the field has left the page.
                let _ = field.focus();
            }
            return;
        }
        dispatch.later(LaterAction::Receiving(ReceivingAction::LinkPasted(link)));
    };
    let shown = Memo::new(move |_| is_missing.get() && value.with(|value| value.trim().is_empty()));
    let id = field_id();
    let (help, error) = (format!("{id}-help"), format!("{id}-error"));
    let described = format!("{help} {error}");
    view! {
        <form class="paste" novalidate on:submit=open>
            <div class="field">
                <label for=id.clone()>{text.link}</label>
                <input
                    type="text"
                    id=id
                    maxlength=LONGEST
                    autocomplete="off"
                    spellcheck="false"
                    dir="ltr"
                    aria-describedby=described
                    aria-invalid=move || shown.get().then_some("true")
                    node_ref=field
                    bind:value=value
                />
                <small id=help>{text.link_help}</small>
                <small id=error class="error" role="alert">
                    {move || shown.get().then_some(text.nothing_pasted)}
                </small>
            </div>
            <div class="buttons">
                <button type="submit">{text.open}</button>
            </div>
        </form>
    }
}

/// A received assessment that is filed under nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApartRow {
    pub id: AssessmentId,
    /// Whose it is, in words.
    pub name: String,
    /// When it came in and who signed it, in words.
    pub facts: Vec<String>,
}

/// Those that are filed under nobody, the latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApartFacts {
    /// How many there are.
    pub all: usize,
    /// Those that are shown.
    pub rows: Vec<ApartRow>,
}

/// Those that are filed under nobody; nothing where there are none.
#[component]
pub fn KeptApart(
    apart: Memo<ApartFacts>,
    /// How many are shown at most.
    most: RwSignal<usize>,
    facts: Callback<AssessmentId, KeepingFacts>,
    find: FindPartners,
) -> impl IntoView {
    let locale = locale();
    let text = &receiving(locale).apart;
    let count = Memo::new(move |_| apart.with(|apart| apart.all));
    let ids = Memo::new(move |_| apart.with(|apart| apart.rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    let row = move |id| apart.with_untracked(|apart| apart.rows.iter().find(|row| row.id == id).cloned());
    let place = NodeRef::<Div>::new();
    let on_more = Callback::new(move |before: usize| {
        let next = ids.with_untracked(|ids| ids.get(before).copied());
        if let Some(AssessmentId(id)) = next {
            focus_soon(place, format!("[data-id=\"{id}\"] button"));
        }
    });
    move || {
        (count.get() > 0).then(|| {
            view! {
                <section class="list kept-apart">
                    <h2>{locale.plural(count.get(), &text.title, &[])}</h2>
                    <p class="quiet">{locale.plural(count.get(), &text.help, &[])}</p>
                    <div class="list" node_ref=place>
                        <ul class="entries">
                            <For each=move || ids.get() key=|id| *id let:id>
                                {row(id).map(|row| view! { <Apart row=row facts=facts find=find /> })}
                            </For>
                        </ul>
                        <More all=count most=most at_once=APART_SHOWN on_more=on_more />
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn Apart(row: ApartRow, facts: Callback<AssessmentId, KeepingFacts>, find: FindPartners) -> impl IntoView {
    let text = &receiving(locale()).apart;
    let dispatch = dispatch();
    let id = row.id;
    let label = fill(text.open_name, &[("name", &row.name)]);
    let told = row
        .facts
        .into_iter()
        .map(|fact| view! { <li>{fact}</li> })
        .collect_view();
    view! {
        <li class="entry" data-id=id.0.to_string()>
            <div class="entry-head">
                <h3>{row.name.clone()}</h3>
                <ul class="facts quiet num">{told}</ul>
            </div>
            <div class="verbs">
                <button
                    type="button"
                    aria-label=label
                    on:click=move |_| dispatch.send(Action::Opened(id, Screen::Result))
                >
                    {text.open}
                </button>
                <FileUnder id=id name=row.name facts=facts find=find />
            </div>
        </li>
    }
}
