//! What every form of sending ends with: protection, the way it goes, and what was made.

use leptos::html::Div;
use leptos::prelude::*;

use crate::ui::action::sending::{Package, SendingAction, Way};
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::made::MadePanel;
use super::protection::{BaseField, BaseState, Protection, ProtectionFields};
use super::{Failure, MadeWords, Outcome, SendingSignals, words};

/// The form; what is to be sent stands above as its children. The focus goes to its first field, and to what was made.
#[component]
pub fn SendForm(
    signals: SendingSignals,
    /// The id of the heading that names it.
    labelled: String,
    #[prop(into)] made: Signal<MadeWords>,
    /// Called where the protection is settled.
    on_make: Callback<Package>,
    /// Whether it is for several, whose links go into a table.
    #[prop(optional)]
    is_many: bool,
    children: Children,
) -> impl IntoView {
    let dispatch = dispatch();
    let place = NodeRef::<Div>::new();
    let is_made = Memo::new(move |_| {
        signals
            .outcome
            .with(|outcome| matches!(outcome, Outcome::Made(_)))
    });
    follow_focus(place, is_made);
    let is_on = Memo::new(move |_| signals.progress.with(Option::is_some));
    Effect::new(move |was_on: Option<bool>| {
        let is_on = is_on.get();
        // What stops it goes with it.
        if was_on == Some(true) && !is_on && !is_made.get_untracked() {
            focus_soon(place, "[data-verb=link]".to_owned());
        }
        is_on
    });
    let protection = Protection::new();
    let base = BaseState::new(signals.base);
    let make = move |way: fn(String) -> Way| {
        if signals
            .outcome
            .with_untracked(|outcome| *outcome == Outcome::Making)
        {
            return;
        }
        let way = way(base.address());
        if matches!(&way, Way::Link(_)) && !base.is_right() {
            return;
        }
        if let Some((passphrase, signing)) = protection.take() {
            on_make.run(Package {
                passphrase,
                signing,
                way,
            });
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        make(Way::Link);
    };
    let close = move || dispatch.later(LaterAction::Sending(SendingAction::Closed));
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    view! {
        <div class="sending" node_ref=place on:keydown=on_key>
            <form aria-labelledby=labelled novalidate hidden=move || is_made.get() on:submit=submit>
                {children()}
                <ProtectionFields protection=protection signals=signals />
                <BaseField base=base is_many=is_many />
                <Ways signals=signals is_many=is_many on_file=Callback::new(move |()| make(|_| Way::File)) />
            </form>
            <Status signals=signals made=made is_on=is_on />
            <MadePanel signals=signals words=made />
        </div>
    }
}

/// The focus goes to the first field, to what was made, and back to what makes it.
fn follow_focus(place: NodeRef<Div>, is_made: Memo<bool>) {
    Effect::new(move |before: Option<bool>| {
        let is_made = is_made.get();
        let wanted = match (before, is_made) {
            (_, true) => Some("[data-verb=copy], [data-verb=done]"),
            (Some(true), false) => Some("[data-verb=link]"),
            (None, false) => Some("input, select, textarea"),
            (Some(false), false) => None,
        };
        if place.get().is_some()
            && let Some(wanted) = wanted
        {
            focus_soon(place, wanted.to_owned());
        }
        is_made
    });
}

#[component]
fn Ways(signals: SendingSignals, is_many: bool, on_file: Callback<()>) -> impl IntoView {
    let text = &words().ways;
    let dispatch = dispatch();
    let is_making = move || {
        signals
            .outcome
            .with(|outcome| *outcome == Outcome::Making)
            .to_string()
    };
    view! {
        <div class="buttons">
            <button type="submit" class="primary" data-verb="link" aria-disabled=is_making>
                {if is_many { text.links } else { text.link }}
            </button>
            {(!is_many)
                .then(|| {
                    view! {
                        <button type="button" aria-disabled=is_making on:click=move |_| on_file.run(())>
                            {text.file}
                        </button>
                    }
                })}
            <button
                type="button"
                class="plain"
                on:click=move |_| dispatch.later(LaterAction::Sending(SendingAction::Closed))
            >
                {text.cancel}
            </button>
        </div>
    }
}

/// What happens, said to everybody.
#[component]
fn Status(signals: SendingSignals, made: Signal<MadeWords>, is_on: Memo<bool>) -> impl IntoView {
    let said = move || {
        signals.outcome.with(|outcome| match outcome {
            Outcome::Making => Some(view! { <p class="quiet">{words().ways.making}</p> }.into_any()),
            Outcome::Made(what) => {
                let [link, file] = made.with_untracked(|made| made.ready);
                let words = if what.is_link() { link } else { file };
                Some(view! { <p class="good">{words}</p> }.into_any())
            }
            Outcome::Idle | Outcome::Failed(_) => None,
        })
    };
    let failed = move || {
        signals.outcome.with(|outcome| match outcome {
            Outcome::Failed(failure) => Some(failure_words(failure)),
            _ => None,
        })
    };
    view! {
        <div role="status">{said}</div>
        {progress(signals, is_on)}
        <p class="bad" role="alert">
            {failed}
        </p>
    }
}

/// How many of several are made, and the way to stop. It is not said aloud at each step.
fn progress(signals: SendingSignals, is_on: Memo<bool>) -> impl IntoView {
    let locale = locale();
    let text = &words().ways;
    let dispatch = dispatch();
    let reached = move || signals.progress.get().unwrap_or_default();
    let stop = move |_| dispatch.later(LaterAction::Sending(SendingAction::TakenUpAgain));
    move || {
        is_on.get().then(|| {
            view! {
                <div class="buttons">
                    <progress
                        aria-label=text.making
                        max=move || reached().1.to_string()
                        value=move || reached().0.to_string()
                    ></progress>
                    <span class="num">
                        {move || {
                            let (done, all) = reached();
                            fill(text.progress, &[("done", &locale.count(done)), ("all", &locale.count(all))])
                        }}
                    </span>
                    <button type="button" data-verb="stop" on:click=stop>
                        {text.stop}
                    </button>
                </div>
            }
        })
    }
}

/// Why nothing was made, in words.
pub(super) fn failure_words(failure: &Failure) -> String {
    let text = &words().failed;
    match failure {
        Failure::NoCrypto => text.no_crypto.to_owned(),
        Failure::KeyNotKept(cause) => fill(text.key_not_kept, &[("cause", cause)]),
        Failure::KeyUnreadable => text.key_unreadable.to_owned(),
        Failure::TooLarge => text.too_large.to_owned(),
        Failure::TableFull => text.table_full.to_owned(),
        Failure::NoPack => text.no_pack.to_owned(),
        Failure::Gone => text.gone.to_owned(),
        Failure::Browser(cause) => fill(text.browser, &[("cause", cause)]),
    }
}
