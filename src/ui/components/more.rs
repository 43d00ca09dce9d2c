//! The way to the rest of a list that is shown in pieces.

use leptos::prelude::*;

use crate::ui::locale::locale;
use crate::ui::text::desk;

/// A button that shows `at_once` more of a list; none where `most` are all there are.
#[component]
pub fn More(
    /// How many there are.
    #[prop(into)]
    all: Signal<usize>,
    /// How many are shown.
    most: RwSignal<usize>,
    at_once: usize,
    /// Hears how many were shown before; it sees to the focus, since the button may be gone then.
    #[prop(optional)]
    on_more: Option<Callback<usize>>,
) -> impl IntoView {
    let locale = locale();
    let next = Memo::new(move |_| all.get().saturating_sub(most.get()).min(at_once));
    let show = move |_| {
        let before = most.get_untracked();
        most.set(before + at_once);
        if let Some(on_more) = on_more {
            on_more.run(before);
        }
    };
    move || {
        let next = next.get();
        (next > 0).then(|| {
            view! {
                <button type="button" class="plain" on:click=show>
                    {locale.plural(next, &desk(locale.speech).assessments.more, &[])}
                </button>
            }
        })
    }
}
