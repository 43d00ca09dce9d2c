//! Who signed what came in.

use leptos::prelude::*;

use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::receiving;

/// Whose it is, as far as the browser can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureFacts {
    Unsigned,
    /// This page cannot check it.
    NotChecked,
    New {
        fingerprint: String,
    },
    /// Views signed by the same key are here.
    Known {
        fingerprint: String,
        /// Under whom they are filed; may be empty.
        with: Vec<String>,
    },
}

/// What is said of a signature.
#[component]
pub(super) fn SignatureLine(facts: SignatureFacts) -> impl IntoView {
    let locale = locale();
    let text = &receiving(locale).signature;
    let (class, words, help) = told(locale, facts);
    view! {
        <div class=class>
            <p class="signed-by">
                <span class="hidden">{text.term} ": "</span>
                {words}
            </p>
            <p class="quiet">{help}</p>
        </div>
    }
}

fn told(locale: Locale, facts: SignatureFacts) -> (&'static str, AnyView, String) {
    let text = &receiving(locale).signature;
    let by = |fingerprint: &str| {
        // The groups stand on one line, in letters that cannot be mistaken for each other.
        let (before, after) = text.by.split_once("{fingerprint}").unwrap_or((text.by, ""));
        view! { {before} <code class="fingerprint">{fingerprint.to_owned()}</code> {after} }.into_any()
    };
    match facts {
        SignatureFacts::Unsigned => (
            "signature unsigned",
            text.none.into_any(),
            text.none_help.to_owned(),
        ),
        SignatureFacts::NotChecked => (
            "signature unsigned",
            text.not_checked.into_any(),
            text.not_checked_help.to_owned(),
        ),
        SignatureFacts::New { fingerprint } => ("signature", by(&fingerprint), text.new_help.to_owned()),
        SignatureFacts::Known { fingerprint, with } => {
            let help = if with.is_empty() {
                text.known.to_owned()
            } else {
                fill(text.known_with, &[("name", &locale.list(&with))])
            };
            ("signature known", by(&fingerprint), help)
        }
    }
}
