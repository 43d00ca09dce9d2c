//! Taking an entry out of a list: the question before it, and where the focus goes after it.

use leptos::html::Div;
use leptos::prelude::*;
use uuid::Uuid;

use super::confirm::Confirm;
use super::focus::{HEADING, focus_soon};

/// The entries of a page whose markup carries `data-id`, and on their buttons `data-verb`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entries {
    pub page: NodeRef<Div>,
    /// The one that is asked about before it is deleted.
    pub deleting: RwSignal<Option<Uuid>>,
}

impl Entries {
    /// Puts the focus on a button of an entry.
    pub fn focus_on(self, id: Uuid, verb: &str) {
        focus_soon(self.page, format!("[data-id=\"{id}\"] [data-verb=\"{verb}\"]"));
    }
}

/// What is asked before an entry is deleted.
#[derive(Debug, Clone)]
pub struct Question {
    pub title: String,
    pub body: String,
    pub yes: &'static str,
    pub no: &'static str,
}

/// The question before an entry is deleted. Left, the focus is on the entry's button again; confirmed, on the heading.
#[component]
pub fn Deleting(
    entries: Entries,
    /// `None` where the entry is not there any more.
    ask: Callback<Uuid, Option<Question>>,
    on_delete: Callback<Uuid>,
) -> impl IntoView {
    move || {
        let id = entries.deleting.get()?;
        let question = untrack(|| ask.run(id))?;
        let answer = move |confirmed: bool| {
            entries.deleting.set(None);
            if confirmed {
                focus_soon(entries.page, HEADING.to_owned());
                on_delete.run(id);
            } else {
                entries.focus_on(id, "delete");
            }
        };
        Some(view! {
            <Confirm
                title=question.title
                body=question.body
                yes=question.yes
                no=question.no
                on_answer=Callback::new(answer)
            />
        })
    }
}
