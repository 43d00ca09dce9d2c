//! Something to notice, with what can be done about it.

use leptos::prelude::*;

/// How urgent it is; decides colour and whether assistive technology is told at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Good to know.
    Hint,
    /// Look at it when you can.
    Warning,
    /// Something went wrong.
    Failure,
}

/// A box with a bold head, words, and buttons as its children.
#[component]
pub fn Notice(
    urgency: Urgency,
    /// A word that may change, or does not.
    title: AnyView,
    #[prop(into, optional)] body: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (class, role) = match urgency {
        Urgency::Hint => ("notice hint", None),
        Urgency::Warning => ("notice", Some("status")),
        Urgency::Failure => ("notice failure", Some("alert")),
    };
    view! {
        <div class=class role=role>
            <p>
                <b>{title}</b>
                " "
                {body}
            </p>
            {children.map(|children| view! { <div class="buttons">{children()}</div> })}
        </div>
    }
}
