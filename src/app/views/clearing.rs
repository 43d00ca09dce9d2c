//! The question whether everything is to be deleted, where the page has asked for it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::ui::screens::data::EverythingQuestion;

use super::super::later_state::Clearing;
use super::super::state::State;

/// The question, while it is asked.
pub fn clearing(state: State) -> impl IntoView {
    let asked = state.later().clearing;
    let place = NodeRef::<leptos::html::Div>::new();
    let on_answer = Callback::new(move |confirmed: bool| {
        // Closed, it gives the focus back to where it was, be it on the page around.
        let dialog = place
            .get_untracked()
            .and_then(|place| place.query_selector("dialog").ok());
        if let Some(dialog) = dialog
            .flatten()
            .and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok())
        {
            dialog.close();
        }
        asked.set(if confirmed {
            Clearing::Confirmed
        } else {
            Clearing::Declined
        });
    });
    let question = move || {
        (asked.get() == Clearing::Asked).then(|| {
            let (assessments, partners) = state
                .library
                .with_untracked(|library| (library.assessments.len(), library.companies.len()));
            let counts = [assessments, partners, state.shelf.kept.with_untracked(Vec::len)];
            view! { <EverythingQuestion counts=counts on_answer=on_answer /> }
        })
    };
    view! { <div node_ref=place>{question}</div> }
}
