//! What stands in place of everything while the lock is shut.

use leptos::html::Input;
use leptos::prelude::*;

use crate::ui::action::{LaterAction, LockAction, Passphrase, dispatch};
use crate::ui::components::confirm::Confirm;
use crate::ui::components::passphrase::PassphraseField;
use crate::ui::locale::locale;
use crate::ui::text::lock;

use super::{LockSignals, LockTrouble, LockWork, Trouble};

/// Where the focus goes when it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// Somebody has just locked here.
    Field,
    /// The page has just been opened; the focus belongs to whoever opened it.
    Stays,
}

/// The passphrase is asked for.
#[component]
pub fn ShutScreen(
    signals: LockSignals,
    is_unsaved: bool,
    /// Asked once it is drawn.
    focus: Callback<(), Focus>,
) -> impl IntoView {
    let all = lock(locale().speech);
    let text = &all.shut;
    let dispatch = dispatch();
    let entered = RwSignal::new(String::new());
    let field = NodeRef::<Input>::new();
    let wrong = Signal::derive(move || {
        let is_wrong = signals.trouble.get() == Some(LockTrouble::WrongPassphrase);
        is_wrong.then_some(all.trouble.wrong)
    });
    let is_opening = Memo::new(move |_| signals.doing.get() == Some(LockWork::Opening));
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            request_animation_frame(move || {
                if focus.try_run(()) == Some(Focus::Field) {
                    // Fails only where the field has left the page.
                    drop(field.focus());
                }
            });
        }
    });
    Effect::new(move |_| {
        if wrong.get().is_some()
            && let Some(field) = field.get_untracked()
        {
            field.select();
            drop(field.focus());
        }
    });
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let passphrase = Passphrase(entered.get_untracked());
        dispatch.later(LaterAction::Lock(LockAction::Opened(passphrase)));
    };
    let is_asked = RwSignal::new(false);
    let erase = Callback::new(move |is_meant: bool| {
        is_asked.set(false);
        if is_meant {
            dispatch.later(LaterAction::Lock(LockAction::Erased));
        }
    });
    let ask = move || {
        is_asked.get().then(|| {
            view! {
                <Confirm title=text.erase_title body=text.erase_body yes=text.erase no=text.keep on_answer=erase />
            }
        })
    };
    view! {
        <div class="page locked">
            <form novalidate on:submit=open>
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
                {is_unsaved.then(|| view! { <p class="notice" role="status">{text.unsaved}</p> })}
                <Trouble signals=signals />
                <PassphraseField
                    label=all.passphrase
                    value=entered
                    mistake=wrong
                    field=field
                />
                <div class="buttons">
                    <button type="submit" class="primary" aria-disabled=move || is_opening.get().to_string()>
                        {move || if is_opening.get() { text.opening } else { text.open }}
                    </button>
                </div>
                <details>
                    <summary>{text.forgotten}</summary>
                    <p class="quiet">{text.forgotten_body}</p>
                    <button type="button" on:click=move |_| is_asked.set(true)>
                        {text.erase}
                    </button>
                </details>
            </form>
            {ask}
        </div>
    }
}
