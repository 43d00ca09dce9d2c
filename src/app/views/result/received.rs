//! That a result is of somebody else's answers: whose, when they came in, and who signed them.

use leptos::prelude::*;

use crate::domain::own::is_received;
use crate::ui::components::notice::{Notice, Urgency};
use crate::ui::locale::locale;
use crate::ui::text::receiving;

use super::super::super::state::State;
use super::super::opened::received_words;
use super::super::view_words;

/// The line; nothing above our own.
pub(super) fn received(state: State) -> AnyView {
    let locale = locale();
    let words = Memo::new(move |_| {
        state.with_current(|assessment| {
            is_received(assessment).then(|| {
                let mut words = vec![view_words(locale, assessment)];
                words.append(&mut received_words(locale, assessment));
                words
            })
        })?
    });
    let text = &receiving(locale.speech).received;
    (move || {
        words.get().map(|words| {
            view! {
                <div class="page received">
                    <Notice urgency=Urgency::Hint title=words.join(", ").into_any() body=text.read_only />
                </div>
            }
        })
    })
    .into_any()
}
