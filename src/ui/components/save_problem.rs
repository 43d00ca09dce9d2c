//! An edit that was not saved: why, and the ways out.

use leptos::prelude::*;

use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::saved::{SaveFailure, SaveState};
use crate::ui::locale::locale;

/// Said loudly, once, when an edit was not saved: the reason and the ways out.
#[component]
pub fn SaveProblem(state: RwSignal<SaveState>) -> impl IntoView {
    let failure = Memo::new(move |_| match state.get() {
        SaveState::NotSaved(failure) => Some(failure),
        _ => None,
    });
    let text = &locale().later().trouble;
    let reason = move |failure| match failure {
        SaveFailure::Full => text.reason_full,
        SaveFailure::Denied => text.reason_denied,
        SaveFailure::ConnectionLost => text.reason_lost,
        SaveFailure::ReadOnly => text.reason_read_only,
        SaveFailure::TimedOut => text.reason_timed_out,
        SaveFailure::MadeUp | SaveFailure::Other => text.reason_other,
    };
    let dispatch = dispatch();
    move || {
        failure.get().map(|failure| {
            view! {
                <div class="notice failure" role="alert">
                    <p>
                        <b>{text.not_saved}</b>
                        " "
                        {reason(failure)}
                    </p>
                    <div class="buttons">
                        <button type="button" on:click=move |_| dispatch.later(LaterAction::SaveRetried)>
                            {text.try_again}
                        </button>
                        <button type="button" on:click=move |_| dispatch.later(LaterAction::Exported(None))>
                            {text.export}
                        </button>
                    </div>
                </div>
            }
        })
    }
}
