//! The key that signs, among one's own data.

use leptos::prelude::*;

use crate::ui::action::sending::SendingAction;
use crate::ui::action::{LaterAction, dispatch};

use super::form::failure_words;
use super::protection::fingerprint_line;
use super::{KeyShown, SendingSignals, words};

/// The section.
#[component]
pub fn KeySection(signals: SendingSignals) -> impl IntoView {
    let text = &words().key;
    let dispatch = dispatch();
    let make = move || {
        view! {
            <button
                type="button"
                on:click=move |_| dispatch.later(LaterAction::Sending(SendingAction::KeyWanted))
            >
                {text.make}
            </button>
        }
    };
    let is_none = Memo::new(move |_| signals.key.with(|key| *key == KeyShown::None));
    let shown = move || match signals.key.get() {
        KeyShown::NotLookedFor => ().into_any(),
        KeyShown::None => view! { <p>{text.none}</p> }.into_any(),
        KeyShown::Here {
            fingerprint,
            is_lasting,
        } => {
            let fleeting = (!is_lasting).then(|| view! { <p class="set-aside">{text.until_closed}</p> });
            view! {
                {fingerprint_line(fingerprint)}
                {fleeting}
            }
            .into_any()
        }
        KeyShown::Failed(failure) => view! { <p class="bad">{failure_words(&failure)}</p> }.into_any(),
    };
    view! {
        <section class="part signature">
            <h2>{text.title}</h2>
            <p>{text.lead}</p>
            {if signals.can_encrypt {
                view! {
                    <div role="status">{shown}</div>
                    <div class="buttons">{move || is_none.get().then(make)}</div>
                }
                    .into_any()
            } else {
                view! { <p class="set-aside">{words().protection.no_crypto}</p> }.into_any()
            }}
        </section>
    }
}
