//! Making a backup.

use leptos::prelude::*;

use crate::ui::components::passphrase::{LEAST_CHARACTERS, PassphraseField};
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::{DataSignals, DataVerbs, words};

/// What became of the last backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupState {
    Idle,
    Making,
    /// The file's name, and how many records could not be read and are not in it.
    Made(String, usize),
    /// Why not.
    Failed(String),
}

/// Where the file stands that is kept up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileStanding {
    /// This browser cannot.
    NotOffered,
    None,
    /// When it was written last, in words.
    Kept {
        name: String,
        written: Option<String>,
    },
    NeedsPermission {
        name: String,
    },
    Failed {
        name: String,
        cause: String,
    },
}

/// The section.
#[component]
pub(super) fn BackupSection(signals: DataSignals, verbs: DataVerbs) -> impl IntoView {
    let locale = locale();
    let text = &words().backup;
    let last = move || match signals.last.get() {
        None => text.never.to_owned(),
        Some(day) => fill(text.last, &[("day", &day)]),
    };
    let is_protected = RwSignal::new(signals.can_encrypt);
    let (first, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // Said once somebody has tried, and mended while it is typed.
    let was_tried = RwSignal::new(false);
    let mistake = Memo::new(move |_| {
        if !is_protected.get() || !was_tried.get() {
            return None;
        }
        wrong(&first.get(), &again.get())
    });
    let is_making = Memo::new(move |_| signals.backup.with(|state| *state == BackupState::Making));
    let act = move |act: Callback<Option<String>>| {
        was_tried.set(true);
        if is_making.get_untracked() || mistake.get_untracked().is_some() {
            return;
        }
        act.run(is_protected.get_untracked().then(|| first.get_untracked()));
    };
    let make = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        act(verbs.on_backup);
    };
    let keep = move || {
        (signals.file.get() == FileStanding::None).then(|| {
            view! {
                <button type="button" on:click=move |_| act(verbs.on_keep)>
                    {text.keep}
                </button>
            }
        })
    };
    Effect::new(move |_| {
        if signals
            .backup
            .with(|state| matches!(state, BackupState::Made(..)))
        {
            first.set(String::new());
            again.set(String::new());
            was_tried.set(false);
        }
    });
    let first_mistake =
        Memo::new(move |_| (mistake.get() == Some(Wrong::TooShort)).then_some(text.too_short));
    let again_mistake = Memo::new(move |_| (mistake.get() == Some(Wrong::Differ)).then_some(text.differ));
    let fields = move || {
        if !is_protected.get() {
            let words = if signals.can_encrypt {
                text.open_to_all
            } else {
                text.no_encryption
            };
            return view! { <p class="set-aside">{words}</p> }.into_any();
        }
        view! {
            <p class="quiet">{text.protect_help}</p>
            <div class="two">
                <PassphraseField label=text.passphrase value=first help=text.passphrase_help mistake=first_mistake />
                <PassphraseField label=text.again value=again mistake=again_mistake />
            </div>
        }
        .into_any()
    };
    let outcome = move || match signals.backup.get() {
        BackupState::Idle => None,
        BackupState::Making => Some(view! { <p class="quiet">{text.making}</p> }.into_any()),
        BackupState::Made(file, left_out) => {
            let left_out = (left_out > 0).then(|| {
                let words = locale.plural(left_out, &text.left_out, &[]);
                view! { <p class="set-aside">{words}</p> }
            });
            Some(view! { <p class="good">{fill(text.made, &[("file", &file)])}</p> {left_out} }.into_any())
        }
        BackupState::Failed(cause) => {
            let words = fill(text.failed, &[("cause", &cause)]);
            Some(view! { <p class="bad">{words}</p> }.into_any())
        }
    };
    view! {
        <section class="part">
            <h2>{text.title}</h2>
            <p>{text.lead} " " <span class="num">{last}</span></p>
            <form class="sheet" on:submit=make novalidate>
                {signals
                    .can_encrypt
                    .then(|| {
                        view! {
                            <label class="check">
                                <input
                                    type="checkbox"
                                    prop:checked=move || is_protected.get()
                                    on:change:target=move |event| is_protected.set(event.target().checked())
                                />
                                <span>{text.protect}</span>
                            </label>
                        }
                    })}
                {fields}
                <div class="buttons">
                    <button type="submit" class="primary" aria-disabled=move || is_making.get().to_string()>
                        {text.make}
                    </button>
                    {keep}
                </div>
                {move || (signals.file.get() == FileStanding::None).then(|| view! { <p class="quiet">{text.keep_help}</p> })}
            </form>
            <div role="status">{outcome}</div>
            <KeptFile signals=signals verbs=verbs />
        </section>
    }
}

/// The file that is kept up to date.
#[component]
fn KeptFile(signals: DataSignals, verbs: DataVerbs) -> impl IntoView {
    let text = &words().backup;
    let stop = move || {
        view! {
            <button type="button" class="plain" on:click=move |_| verbs.on_stop.run(())>
                {text.stop}
            </button>
        }
    };
    let shown = move || match signals.file.get() {
        FileStanding::NotOffered | FileStanding::None => ().into_any(),
        FileStanding::Kept { name, written } => {
            let words = match written {
                Some(time) => fill(text.kept_written, &[("file", &*name), ("time", &*time)]),
                None => fill(text.kept, &[("file", &name)]),
            };
            view! { <p class="good">{words}</p> {stop()} }.into_any()
        }
        FileStanding::NeedsPermission { name } => view! {
            <p class="set-aside">{fill(text.needs_permission, &[("file", &name)])}</p>
            <button type="button" on:click=move |_| verbs.on_allow.run(())>
                {text.allow}
            </button>
            {stop()}
        }
        .into_any(),
        FileStanding::Failed { name, cause } => {
            let words = fill(text.not_written, &[("file", &*name), ("cause", &*cause)]);
            view! { <p class="bad">{words}</p> {stop()} }.into_any()
        }
    };
    view! {
        <div class="persisted" role="status">
            {shown}
        </div>
    }
}

/// What is wrong with a new passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    TooShort,
    Differ,
}

fn wrong(first: &str, again: &str) -> Option<Wrong> {
    if first.chars().count() < LEAST_CHARACTERS {
        return Some(Wrong::TooShort);
    }
    (first != again).then_some(Wrong::Differ)
}
