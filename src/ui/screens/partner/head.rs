//! Who the partner is, with what can be done with it as a whole.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::company::{Company, CompanyId};
use crate::domain::time::Day;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::deleting::{Deleting, Entries};
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::locale;
use crate::ui::screens::partners::form::EditForm;
use crate::ui::screens::partners::{archiving, company_name, delete_question, kind_and_size};
use crate::ui::text::{desk, directory, fill};

/// Who it is.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadFacts {
    pub company: Company,
    /// `None`: it is not archived.
    pub archived_on: Option<Day>,
    /// Whether its profile can be read here: else nothing is written over it.
    pub is_readable: bool,
}

/// The head of a partner's page. `about` tells how many assessments are about it.
#[component]
pub(super) fn Head(
    head: Memo<Option<HeadFacts>>,
    about: Callback<(), usize>,
    page: NodeRef<Div>,
) -> impl IntoView {
    let is_editing = RwSignal::new(false);
    let entries = Entries {
        page,
        deleting: RwSignal::new(None),
    };
    let on_end = Callback::new(move |()| {
        is_editing.set(false);
        focus_soon(page, String::from("[data-verb=\"edit\"]"));
    });
    // The form is built once: what comes from elsewhere meanwhile does not disturb who types.
    let form = move || {
        let head = head.get_untracked()?;
        Some(view! { <EditForm company=head.company on_end=on_end /> })
    };
    let shown = move || {
        head.get()
            .map(|head| view! { <Shown head=head entries=entries is_editing=is_editing /> })
    };
    view! {
        {move || if is_editing.get() { form().into_any() } else { shown.into_any() }}
        {deleting(head, about, entries)}
    }
}

#[component]
fn Shown(head: HeadFacts, entries: Entries, is_editing: RwSignal<bool>) -> impl IntoView {
    let locale = locale();
    let (text, more) = (desk(locale.speech), &directory(locale.speech).list);
    let dispatch = dispatch();
    let id = head.company.id;
    let name = company_name(text, &head.company);
    let archived = head
        .archived_on
        .map(|day| fill(more.archived, &[("day", &locale.day(day))]));
    let facts = kind_and_size(locale, &head.company).into_iter().chain(archived);
    let facts = facts.map(|fact| view! { <li>{fact}</li> }).collect_view();
    let notes = head.company.notes;
    let notes = (!notes.trim().is_empty()).then(|| view! { <p class="notes">{notes}</p> });
    let label = |message| fill(message, &[("name", &name)]);
    let archive = head.is_readable.then(|| {
        let (words, message, action) = archiving(more, id, head.archived_on.is_some());
        let archive = move |_| {
            focus_soon(entries.page, String::from("[data-verb=\"archive\"]"));
            dispatch.later(LaterAction::Directory(action.clone()));
        };
        view! {
            <button
                type="button"
                class="plain"
                data-verb="archive"
                aria-label=label(message)
                on:click=archive
            >
                {words}
            </button>
        }
    });
    view! {
        <header class="lead" data-id=id.0.to_string()>
            <h1 tabindex="-1">{name.clone()}</h1>
            <ul class="facts quiet num">{facts}</ul>
            {notes}
            <div class="verbs">
                <button
                    type="button"
                    class="plain"
                    data-verb="edit"
                    aria-label=label(text.partners.edit_name)
                    on:click=move |_| is_editing.set(true)
                >
                    {text.partners.edit}
                </button>
                {archive}
                <button
                    type="button"
                    class="plain"
                    data-verb="delete"
                    aria-label=label(text.partners.delete_name)
                    on:click=move |_| entries.deleting.set(Some(id.0))
                >
                    {text.partners.delete}
                </button>
            </div>
        </header>
    }
}

/// The question before the partner is deleted.
fn deleting(head: Memo<Option<HeadFacts>>, about: Callback<(), usize>, entries: Entries) -> impl IntoView {
    let locale = locale();
    let dispatch = dispatch();
    let ask = Callback::new(move |_| {
        let head = head.get_untracked()?;
        Some(delete_question(locale, &head.company, about.run(())))
    });
    let on_delete = Callback::new(move |id| dispatch.later(LaterAction::PartnerDeleted(CompanyId(id))));
    view! { <Deleting entries=entries ask=ask on_delete=on_delete /> }
}
