//! The data themselves: where they are, a copy of them, and their end.

mod backup;
mod delete;
mod restore;

use leptos::html::Div;
use leptos::prelude::*;

use crate::ui::components::file_button::Picked;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{DataText, data, fill};

pub use backup::{BackupState, FileStanding};
pub use delete::{DeleteState, EverythingQuestion};
pub use restore::{Changes, Contents, Line, RestoreState};

use backup::BackupSection;
use delete::DeleteSection;
use restore::RestoreSection;

/// What the screen is about.
#[derive(Clone, Copy)]
pub struct DataSignals {
    /// Where the data lie and for how long, sentence by sentence.
    pub place: Memo<Vec<String>>,
    /// Whether the browser has agreed to keep them; `None` where it does not say.
    pub persisted: RwSignal<Option<Persisted>>,
    pub rooms: Memo<Vec<Room>>,
    /// Bytes used and granted, as the browser tells.
    pub estimate: RwSignal<Option<(u64, u64)>>,
    /// When the last backup was made, in words.
    pub last: Memo<Option<String>>,
    /// Whether this page can encrypt.
    pub can_encrypt: bool,
    pub backup: RwSignal<BackupState>,
    pub file: Memo<FileStanding>,
    pub restore: RwSignal<RestoreState>,
    pub delete: RwSignal<DeleteState>,
}

/// What people do here.
#[derive(Clone, Copy)]
pub struct DataVerbs {
    pub on_persist: Callback<()>,
    /// With the passphrase, where there is one.
    pub on_backup: Callback<Option<String>>,
    /// A file is to be kept up to date; with the passphrase, where there is one.
    pub on_keep: Callback<Option<String>>,
    pub on_allow: Callback<()>,
    pub on_stop: Callback<()>,
    pub on_file: UnsyncCallback<Picked>,
    pub on_passphrase: Callback<String>,
    pub on_merge: Callback<()>,
    pub on_replace: Callback<()>,
    pub on_take_back: Callback<()>,
    /// What is shown of a file goes.
    pub on_close: Callback<()>,
    pub on_delete: Callback<()>,
}

/// Whether the browser has agreed to keep the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persisted {
    Yes,
    No,
    /// It was asked just now.
    Refused,
}

/// How much room something takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub what: Kept,
    pub count: usize,
    /// In the store.
    pub bytes: usize,
}

/// What takes room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kept {
    Assessments,
    Partners,
    Packs,
    Benchmarks,
    Bin,
    Unreadable,
}

/// The screen; what is given stands before the end.
#[component]
pub fn DataScreen(signals: DataSignals, verbs: DataVerbs, children: Children) -> impl IntoView {
    let text = data(locale().speech);
    let page = NodeRef::<Div>::new();
    view! {
        <div class="page desk data" node_ref=page>
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
            </header>
            <BackupSection signals=signals verbs=verbs />
            <RestoreSection signals=signals verbs=verbs page=page />
            <PlaceSection signals=signals verbs=verbs />
            <SpaceSection signals=signals />
            {children()}
            <DeleteSection signals=signals verbs=verbs page=page />
        </div>
    }
}

#[component]
fn PlaceSection(signals: DataSignals, verbs: DataVerbs) -> impl IntoView {
    let text = &data(locale().speech).place;
    let sentences = move || {
        let all = signals.place.get();
        all.into_iter().map(|one| view! { <li>{one}</li> }).collect_view()
    };
    let persisted = move || {
        signals.persisted.get().map(|persisted| match persisted {
            Persisted::Yes => view! { <p class="good">{text.persisted}</p> }.into_any(),
            Persisted::No => view! {
                <p>{text.may_go}</p>
                <button type="button" on:click=move |_| verbs.on_persist.run(())>
                    {text.persist}
                </button>
            }
            .into_any(),
            Persisted::Refused => view! { <p>{text.may_go} " " {text.persist_refused}</p> }.into_any(),
        })
    };
    view! {
        <section class="part">
            <h2>{text.title}</h2>
            <ul class="sentences">{sentences}</ul>
            <div class="persisted" role="status">
                {persisted}
            </div>
        </section>
    }
}

#[component]
fn SpaceSection(signals: DataSignals) -> impl IntoView {
    let locale = locale();
    let text = &data(locale.speech).space;
    let name = move |kept| match kept {
        Kept::Assessments => text.assessments,
        Kept::Partners => text.partners,
        Kept::Packs => text.packs,
        Kept::Benchmarks => text.benchmarks,
        Kept::Bin => text.bin,
        Kept::Unreadable => text.unreadable,
    };
    let row = move |title: &'static str, count: usize, bytes: usize| {
        view! {
            <tr>
                <th scope="row">{title}</th>
                <td class="num">{locale.count(count)}</td>
                <td class="num">{room(locale, bytes as u64)}</td>
            </tr>
        }
    };
    let rows = move || {
        let rooms = signals.rooms.get();
        let (count, bytes) = rooms
            .iter()
            .fold((0, 0), |sum, one| (sum.0 + one.count, sum.1 + one.bytes));
        let each = rooms
            .into_iter()
            .map(|one| row(name(one.what), one.count, one.bytes))
            .collect_view();
        view! {
            <tbody>{each}</tbody>
            <tfoot>{row(text.all, count, bytes)}</tfoot>
        }
    };
    let estimate = move || {
        signals.estimate.get().map(|(used, quota)| {
            let words = [("used", &*room(locale, used)), ("quota", &*room(locale, quota))];
            view! { <p class="quiet">{fill(text.estimate, &words)}</p> }
        })
    };
    view! {
        <section class="part">
            <h2>{text.title}</h2>
            <table class="rooms">
                <thead>
                    <tr>
                        <th scope="col">{text.what}</th>
                        <th scope="col" class="num">{text.count}</th>
                        <th scope="col" class="num">{text.room}</th>
                    </tr>
                </thead>
                {rows}
            </table>
            {estimate}
        </section>
    }
}

/// A number of bytes in words.
fn room(locale: Locale, bytes: u64) -> String {
    let text = &data(locale.speech).space;
    #[expect(clippy::cast_precision_loss, reason = "shown to two digits")]
    let bytes = bytes as f64;
    let (message, value) = match bytes {
        ..999_500.0 => (text.kilobytes, bytes / 1e3),
        ..999_500_000.0 => (text.megabytes, bytes / 1e6),
        _ => (text.gigabytes, bytes / 1e9),
    };
    let digits = u8::from(value < 9.95 && value > 0.0);
    fill(message, &[("n", &locale.number(value, digits))])
}

/// The messages, for the sections.
fn words() -> &'static DataText {
    data(locale().speech)
}
