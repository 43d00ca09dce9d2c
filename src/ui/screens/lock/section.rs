//! The section where the lock is set, changed and taken off.

use leptos::prelude::*;

use crate::ui::action::{LaterAction, LockAction, Passphrase, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::components::passphrase::PassphraseField;
use crate::ui::locale::locale;
use crate::ui::text::lock;

use super::new_passphrase::{Entry, NewPassphrase};
use super::{LockSignals, LockTrouble, LockWork, Shown, Trouble};

/// In minutes without use.
const CHOICES: [u32; 6] = [1, 5, 15, 30, 60, 240];

/// Why there is no lock to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLock {
    NoCrypto,
    InMemory,
    ReadOnly,
}

/// The section.
#[component]
pub fn LockSection(signals: LockSignals, no_lock: Memo<Option<NoLock>>, usual_minutes: u32) -> impl IntoView {
    let text = lock(locale().speech);
    let is_on = Memo::new(move |_| matches!(signals.standing.get(), Shown::On { .. }));
    view! {
        <section class="part lock">
            <h2>{text.title}</h2>
            <p class="quiet">{text.lead}</p>
            <Trouble signals=signals />
            {move || match (no_lock.get(), is_on.get()) {
                (Some(NoLock::NoCrypto), _) => view! { <p>{text.absent.no_crypto}</p> }.into_any(),
                (Some(NoLock::InMemory), _) => view! { <p>{text.absent.in_memory}</p> }.into_any(),
                (Some(NoLock::ReadOnly), _) => view! { <p>{text.absent.read_only}</p> }.into_any(),
                (None, false) => view! { <Set signals=signals usual_minutes=usual_minutes /> }.into_any(),
                (None, true) => view! { <On signals=signals /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Set(signals: LockSignals, usual_minutes: u32) -> impl IntoView {
    let text = &lock(locale().speech).set;
    let dispatch = dispatch();
    let entry = Entry::new();
    let minutes = RwSignal::new(usual_minutes);
    let is_understood = RwSignal::new(false);
    let is_tried = RwSignal::new(false);
    let is_missing = Memo::new(move |_| is_tried.get() && !is_understood.get());
    let error = field_id();
    let described = error.clone();
    let set = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        is_tried.set(true);
        if let Some(passphrase) = entry.take().filter(|_| is_understood.get_untracked()) {
            let action = LockAction::Set(passphrase, minutes.get_untracked());
            dispatch.later(LaterAction::Lock(action));
        }
    };
    view! {
        <form class="sheet" novalidate on:submit=set>
            <p class="notice">
                <span>
                    <b>{text.final_title}</b>
                    " "
                    {text.final_body}
                </span>
            </p>
            <NewPassphrase entry=entry />
            <MinutesField minutes=minutes on_choice=Callback::new(move |chosen| minutes.set(chosen)) />
            <div class="field">
                <label class="check">
                    <input
                        type="checkbox"
                        aria-invalid=move || is_missing.get().then_some("true")
                        aria-describedby=move || is_missing.get().then(|| described.clone())
                        prop:checked=move || is_understood.get()
                        on:change:target=move |event| is_understood.set(event.target().checked())
                    />
                    " "
                    {text.understood}
                </label>
                <p id=error class="error" role="alert" hidden=move || !is_missing.get()>
                    {move || is_missing.get().then_some(text.not_understood)}
                </p>
            </div>
            <Do signals=signals work=LockWork::Setting words=text.set meanwhile=text.setting />
        </form>
    }
}

#[component]
fn On(signals: LockSignals) -> impl IntoView {
    let text = &lock(locale().speech).on;
    let dispatch = dispatch();
    let minutes = Memo::new(move |_| match signals.standing.get() {
        Shown::On { minutes } => minutes,
        Shown::Off | Shown::Shut { .. } => 0,
    });
    let is_locking = move || signals.doing.get() == Some(LockWork::Locking);
    let choose = move |chosen| dispatch.later(LaterAction::Lock(LockAction::MinutesChosen(chosen)));
    view! {
        <p>{text.is_on}</p>
        <div class="buttons">
            <button
                type="button"
                class="primary"
                on:click=move |_| dispatch.later(LaterAction::Lock(LockAction::Locked))
            >
                {move || if is_locking() { text.locking } else { text.lock_now }}
            </button>
        </div>
        <MinutesField minutes=minutes on_choice=Callback::new(choose) />
        <Change signals=signals />
        <TakeOff signals=signals />
    }
}

#[component]
fn Change(signals: LockSignals) -> impl IntoView {
    let text = &lock(locale().speech).on;
    let dispatch = dispatch();
    let old = RwSignal::new(String::new());
    let entry = Entry::new();
    let is_tried = RwSignal::new(false);
    let wrong = wrong_passphrase(signals, is_tried);
    let change = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(new) = entry.take() {
            is_tried.set(true);
            let old = Passphrase(old.get_untracked());
            dispatch.later(LaterAction::Lock(LockAction::Changed { old, new }));
        }
    };
    let is_done = Memo::new(move |_| is_tried.get() && signals.done.get() == Some(LockWork::Changing));
    Effect::new(move |_| {
        if is_done.get() {
            old.set(String::new());
            entry.clear();
        }
    });
    view! {
        <details on:toggle=move |_| is_tried.set(false)>
            <summary>{text.change}</summary>
            <form class="sheet" novalidate on:submit=change>
                <PassphraseField label=text.old value=old mistake=wrong />
                <NewPassphrase entry=entry />
                <Do signals=signals work=LockWork::Changing words=text.change_do meanwhile=text.change_do />
                <p role="status">{move || is_done.get().then_some(text.changed)}</p>
            </form>
        </details>
    }
}

#[component]
fn TakeOff(signals: LockSignals) -> impl IntoView {
    let text = &lock(locale().speech).on;
    let dispatch = dispatch();
    let entered = RwSignal::new(String::new());
    let is_tried = RwSignal::new(false);
    let wrong = wrong_passphrase(signals, is_tried);
    let take_off = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        is_tried.set(true);
        let passphrase = Passphrase(entered.get_untracked());
        dispatch.later(LaterAction::Lock(LockAction::TakenOff(passphrase)));
    };
    view! {
        <details on:toggle=move |_| is_tried.set(false)>
            <summary>{text.lift}</summary>
            <form class="sheet" novalidate on:submit=take_off>
                <p class="quiet">{text.lift_help}</p>
                <PassphraseField label=text.old value=entered mistake=wrong />
                <Do signals=signals work=LockWork::Lifting words=text.lift_do meanwhile=text.lifting />
            </form>
        </details>
    }
}

/// Said at the field of the form that was tried last.
fn wrong_passphrase(signals: LockSignals, is_tried: RwSignal<bool>) -> Signal<Option<&'static str>> {
    let words = lock(locale().speech).trouble.wrong;
    Signal::derive(move || {
        let is_wrong = is_tried.get() && signals.trouble.get() == Some(LockTrouble::WrongPassphrase);
        is_wrong.then_some(words)
    })
}

/// The button that sends a form, and what is said while it is worked on.
#[component]
fn Do(signals: LockSignals, work: LockWork, words: &'static str, meanwhile: &'static str) -> impl IntoView {
    let is_doing = Memo::new(move |_| signals.doing.get() == Some(work));
    view! {
        <div class="buttons">
            <button type="submit" aria-disabled=move || is_doing.get().to_string()>
                {words}
            </button>
            <span role="status" class="quiet">{move || is_doing.get().then_some(meanwhile)}</span>
        </div>
    }
}

/// How long nothing has to be used.
#[component]
fn MinutesField(#[prop(into)] minutes: Signal<u32>, on_choice: Callback<u32>) -> impl IntoView {
    let locale = locale();
    let text = &lock(locale.speech).set;
    let id = field_id();
    let options = move || {
        let minutes = minutes.get();
        let mut choices = CHOICES.to_vec();
        if !choices.contains(&minutes) {
            choices.push(minutes);
            choices.sort_unstable();
        }
        let option = |choice: u32| {
            let words = locale.plural(choice as usize, &text.minutes, &[]);
            view! { <option value=choice.to_string() selected=choice == minutes>{words}</option> }
        };
        choices.into_iter().map(option).collect_view()
    };
    view! {
        <div class="field">
            <label for=id.clone()>{text.after}</label>
            <select
                id=id
                on:change:target=move |event| {
                    if let Ok(chosen) = event.target().value().parse() {
                        on_choice.run(chosen);
                    }
                }
            >
                {options}
            </select>
        </div>
    }
}
