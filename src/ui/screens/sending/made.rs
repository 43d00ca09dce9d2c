//! The link or file that was made, and what to do with it.

use leptos::html::Textarea;
use leptos::prelude::*;

use crate::domain::exchange::letter;
use crate::ui::action::sending::SendingAction;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::{Copied, Made, MadeBy, MadeWords, Outcome, SendingSignals};

impl Made {
    /// Whether it is a link.
    #[must_use]
    pub(super) const fn is_link(&self) -> bool {
        matches!(self.by, MadeBy::Link { .. })
    }
}

/// Shows it, once it is made.
#[component]
pub(super) fn MadePanel(signals: SendingSignals, words: Signal<MadeWords>) -> impl IntoView {
    let dispatch = dispatch();
    let text = &super::words().made;
    let locale = locale();
    let shown = move || {
        let Outcome::Made(made) = signals.outcome.get() else {
            return None;
        };
        let by = match made.by {
            MadeBy::Link { link } => {
                let letter = words.with_untracked(|words| {
                    let body = fill(&words.body, &[("link", &link)]);
                    letter(&words.subject, &body)
                });
                view! { <Link signals=signals link=link letter=letter /> }.into_any()
            }
            MadeBy::File { name, is_too_long } => {
                let message = if is_too_long { text.too_long } else { text.file };
                view! { <p>{fill(message, &[("file", &name)])}</p> }.into_any()
            }
            MadeBy::Table { name, links, without } => {
                let links = locale.plural(links, &text.links, &[("file", &name)]);
                let without = (without > 0).then(|| locale.plural(without, &text.without, &[]));
                view! { <p>{links} " " {without}</p> }.into_any()
            }
        };
        let protected = if made.is_protected {
            text.protected
        } else {
            text.whoever
        };
        let signed = made.fingerprint.map(|fingerprint| {
            let (before, _) = text
                .signed
                .split_once("{fingerprint}")
                .unwrap_or((text.signed, ""));
            view! {
                <p>
                    {before}
                    <b class="fingerprint">{fingerprint}</b>
                </p>
            }
        });
        Some(view! {
            {by}
            <p class="quiet">{protected}</p>
            {signed}
            <div class="buttons">
                <button
                    type="button"
                    data-verb="done"
                    on:click=move |_| dispatch.later(LaterAction::Sending(SendingAction::Closed))
                >
                    {text.done}
                </button>
                <button
                    type="button"
                    class="plain"
                    on:click=move |_| dispatch.later(LaterAction::Sending(SendingAction::TakenUpAgain))
                >
                    {text.again}
                </button>
            </div>
        })
    };
    view! { <div class="made">{shown}</div> }
}

/// The link in a field that can be selected, and the ways to take it along.
#[component]
fn Link(signals: SendingSignals, link: String, letter: Option<String>) -> impl IntoView {
    let text = &super::words().made;
    let dispatch = dispatch();
    let (id, said_id) = (field_id(), field_id());
    let field = NodeRef::<Textarea>::new();
    let select = move || {
        if let Some(field) = field.get_untracked() {
            // What cannot be focused cannot be selected either.
            let _ = field.focus();
            field.select();
        }
    };
    let said = move || match signals.copied.get() {
        Copied::NotAsked => "",
        Copied::Yes => text.copied,
        Copied::Refused => text.not_copied,
    };
    Effect::new(move |_| {
        if signals.copied.get() == Copied::Refused {
            select();
        }
    });
    let mail = letter.map(|letter| {
        view! {
            <a class="button" href=letter>
                {text.mail}
            </a>
        }
    });
    view! {
        <div class="field link">
            <label for=id.clone()>{text.link}</label>
            <textarea
                id=id
                readonly
                rows="3"
                spellcheck="false"
                aria-describedby=said_id.clone()
                node_ref=field
                on:focus:target=move |event| event.target().select()
            >
                {link}
            </textarea>
        </div>
        <div class="buttons">
            <button
                type="button"
                class="primary"
                data-verb="copy"
                on:click=move |_| dispatch.later(LaterAction::Sending(SendingAction::LinkCopied))
            >
                {text.copy}
            </button>
            {mail}
        </div>
        <p id=said_id role="status">
            {said}
        </p>
    }
}
