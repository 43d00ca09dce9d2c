//! The lock's section, and what stands in place of everything while it is shut.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::platform::crypto;
use crate::storage::lock::USUAL_MINUTES;
use crate::ui::components::notice::{Notice, Urgency};
use crate::ui::components::saved::SaveState;
use crate::ui::locale::locale;
use crate::ui::screens::lock::{Focus, LockSection, LockTrouble, NoLock, Shown, ShutScreen};
use crate::ui::text::lock as lock_text;

use super::super::lock::place;
use super::super::state::State;

const SHUT: &str = "data-shut";

/// Where the lock is set, changed and taken off.
pub fn lock_section(state: State) -> impl IntoView {
    let no_lock = Memo::new(move |_| match state.saving.get() {
        _ if !crypto::is_there() => Some(NoLock::NoCrypto),
        SaveState::InMemory(_) => Some(NoLock::InMemory),
        SaveState::ReadOnly => Some(NoLock::ReadOnly),
        _ => None,
    });
    view! { <LockSection signals=state.later().lock.shown no_lock=no_lock usual_minutes=USUAL_MINUTES /> }
}

/// Asks for the passphrase while the lock is shut. Always there, since by it the widget knows the element it is in.
pub fn locked(state: State) -> AnyView {
    let lock = state.later().lock;
    let place = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            lock.note_host(place.unchecked_ref());
        }
    });
    let standing = lock.shown.standing;
    let shut = move || match standing.get() {
        Shown::Shut { is_unsaved } => {
            // Where the widget is, is known once this is drawn.
            let focus = Callback::new(move |()| {
                if place::is_kept(state) {
                    Focus::Field
                } else {
                    Focus::Stays
                }
            });
            Some(view! { <ShutScreen signals=lock.shown is_unsaved=is_unsaved focus=focus /> })
        }
        Shown::Off | Shown::On { .. } => None,
    };
    // Told to the styles by an attribute: WebKit does not always look again at what `:has` has found.
    Effect::new(move |_| {
        let is_shut = matches!(standing.get(), Shown::Shut { .. });
        mark(place.get().as_deref(), is_shut);
    });
    on_cleanup(move || mark(place.try_get_untracked().flatten().as_deref(), false));
    let text = &lock_text(locale().speech).trouble;
    // It may have tried by itself, wherever somebody is.
    let is_kept_open = Memo::new(move |_| lock.shown.trouble.get() == Some(LockTrouble::NotSaved));
    let kept_open = move || {
        is_kept_open
            .get()
            .then(|| view! { <Notice urgency=Urgency::Failure title=text.not_saved.into_any() /> })
    };
    view! { <div class="lock-place" node_ref=place>{shut} {kept_open}</div> }.into_any()
}

/// Tells the styles that nothing but the lock is to be seen, or that all is.
fn mark(place: Option<&HtmlElement>, is_shut: bool) {
    let root = place.and_then(|place| place.closest(".root").ok().flatten());
    if let Some(root) = root {
        // Neither fails with a name that is one.
        let _ = if is_shut {
            root.set_attribute(SHUT, "")
        } else {
            root.remove_attribute(SHUT)
        };
    }
}
