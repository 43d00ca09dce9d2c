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
    let text = &words().backup;
    let last = move || match signals.last.get() {
        None => text.never.to_owned(),
        Some(day) => fill(text.last, &[("day", &day)]),
    };
    let protection = Protection::new(signals.can_encrypt);
    let is_making = Memo::new(move |_| signals.backup.with(|state| *state == BackupState::Making));
    let act = move |act: Callback<Option<String>>| {
        let chosen = protection.chosen();
        if let Ok(passphrase) = chosen
            && !is_making.get_untracked()
        {
            act.run(passphrase);
        }
    };
    let make = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        act(verbs.on_backup);
    };
    let has_none = Memo::new(move |_| signals.file.get() == FileStanding::None);
    let keep = move || {
        has_none.get().then(|| {
            view! {
                <button type="button" on:click=move |_| act(verbs.on_keep)>
                    {text.keep}
                </button>
            }
        })
    };
    Effect::new(move |_| {
        let is_made = |state: &BackupState| matches!(state, BackupState::Made(..));
        if signals.backup.with(is_made) || !has_none.get() {
            protection.forget();
        }
    });
    view! {
        <section class="part">
            <h2>{text.title}</h2>
            <p>{text.lead} " " <span class="num">{last}</span></p>
            <form class="sheet" on:submit=make novalidate>
                <Protecting protection=protection can_encrypt=signals.can_encrypt />
                <div class="buttons">
                    <button type="submit" class="primary" aria-disabled=move || is_making.get().to_string()>
                        {text.make}
                    </button>
                    {keep}
                </div>
                {move || has_none.get().then(|| view! { <p class="quiet">{text.keep_help}</p> })}
            </form>
            <Outcome state=signals.backup />
            <KeptFile signals=signals verbs=verbs />
        </section>
    }
}

/// What was chosen to protect a file.
#[derive(Clone, Copy)]
struct Protection {
    is_wanted: RwSignal<bool>,
    first: RwSignal<String>,
    again: RwSignal<String>,
    /// Mistakes are said once somebody has tried, and go while it is typed.
    was_tried: RwSignal<bool>,
}

/// What is wrong with a new passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    TooShort,
    Differ,
}

impl Protection {
    fn new(is_wanted: bool) -> Self {
        Self {
            is_wanted: RwSignal::new(is_wanted),
            first: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            was_tried: RwSignal::new(false),
        }
    }

    fn wrong(self) -> Option<Wrong> {
        if !self.is_wanted.get() {
            return None;
        }
        let first = self.first.get();
        if first.chars().count() < LEAST_CHARACTERS {
            return Some(Wrong::TooShort);
        }
        (first != self.again.get()).then_some(Wrong::Differ)
    }

    /// The passphrase, where one is wanted.
    ///
    /// # Errors
    /// What is wrong with it, which is then said beside it too.
    fn chosen(self) -> Result<Option<String>, Wrong> {
        self.was_tried.set(true);
        if let Some(wrong) = untrack(|| self.wrong()) {
            return Err(wrong);
        }
        Ok(self.is_wanted.get_untracked().then(|| self.first.get_untracked()))
    }

    fn forget(self) {
        self.first.set(String::new());
        self.again.set(String::new());
        self.was_tried.set(false);
    }
}

/// Whether to protect it, and the passphrase, or what it means to have none.
#[component]
fn Protecting(protection: Protection, can_encrypt: bool) -> impl IntoView {
    let text = &words().backup;
    let is_wanted = protection.is_wanted;
    let said = move |wrong: Wrong, words: &'static str| {
        Memo::new(move |_| (protection.was_tried.get() && protection.wrong() == Some(wrong)).then_some(words))
    };
    let too_short = said(Wrong::TooShort, text.too_short);
    let differ = said(Wrong::Differ, text.differ);
    let fields = move || {
        if !is_wanted.get() {
            let words = if can_encrypt {
                text.open_to_all
            } else {
                text.no_encryption
            };
            return view! { <p class="set-aside">{words}</p> }.into_any();
        }
        let (first, again) = (protection.first, protection.again);
        view! {
            <p class="quiet">{text.protect_help}</p>
            <div class="two">
                <PassphraseField label=text.passphrase value=first help=text.passphrase_help mistake=too_short />
                <PassphraseField label=text.again value=again mistake=differ />
            </div>
        }
        .into_any()
    };
    view! {
        {can_encrypt
            .then(|| {
                view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=move || is_wanted.get()
                            on:change:target=move |event| is_wanted.set(event.target().checked())
                        />
                        <span>{text.protect}</span>
                    </label>
                }
            })}
        {fields}
    }
}

/// What became of the last backup.
#[component]
fn Outcome(state: RwSignal<BackupState>) -> impl IntoView {
    let locale = locale();
    let text = &words().backup;
    let outcome = move || match state.get() {
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
    view! { <div role="status">{outcome}</div> }
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
