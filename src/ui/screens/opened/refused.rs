//! What cannot be shown, or not without a passphrase.

use leptos::prelude::*;

use crate::ui::action::{LaterAction, Passphrase, ReceivingAction, dispatch};
use crate::ui::components::passphrase::PassphraseField;
use crate::ui::components::problems::ProblemList;
use crate::ui::locale::{Locale, locale};

use super::{Close, RefusedFacts, receiving};

/// Asks for the passphrase.
#[component]
pub(super) fn Locked(is_wrong: bool) -> impl IntoView {
    let text = &receiving(locale()).locked;
    let dispatch = dispatch();
    let value = RwSignal::new(String::new());
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let passphrase = value.get_untracked();
        if !passphrase.is_empty() {
            let action = ReceivingAction::Unlocked(Passphrase(passphrase));
            dispatch.later(LaterAction::Receiving(action));
        }
    };
    view! {
        <header class="lead">
            <h1 tabindex="-1">{text.title}</h1>
            <p>{text.help}</p>
        </header>
        <form class="sheet" on:submit=open novalidate>
            <PassphraseField
                label=text.passphrase
                value=value
                mistake=Signal::stored(is_wrong.then_some(text.wrong))
            />
            <div class="buttons">
                <button type="submit" class="primary">
                    {text.open}
                </button>
                <Close class="" />
            </div>
        </form>
    }
}

/// Why it is not shown.
pub(super) fn refused(locale: Locale, facts: RefusedFacts) -> impl IntoView {
    let text = &receiving(locale).refused;
    let RefusedFacts {
        cause,
        help,
        problems,
    } = facts;
    view! {
        <header class="lead">
            <h1 tabindex="-1">{text.title}</h1>
        </header>
        <section class="outcome failure">
            <p class="cause">{cause}</p>
            {(!problems.is_empty()).then(|| view! { <ProblemList problems=problems /> })}
            {(!help.is_empty()).then(|| view! { <p>{help}</p> })}
            <p>{text.unchanged}</p>
        </section>
        <div class="buttons">
            <Close class="primary" />
        </div>
    }
}
