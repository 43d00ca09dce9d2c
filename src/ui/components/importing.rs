//! How far an import is that takes longer than a moment, with the way to stop it.

use leptos::prelude::*;

use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::notice::{Notice, Urgency};
use crate::ui::locale::locale;
use crate::ui::text::{desk, fill};

/// An import on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Importing {
    /// The file's name; empty where the host page gave the document.
    pub file: String,
    pub stage: ImportStage,
    /// So much of all is done: of what, the stage says.
    pub done: usize,
    pub all: usize,
}

/// What is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportStage {
    /// By bytes. It can be stopped.
    Reading,
    /// By steps, two for each entry. It can be stopped.
    Checking,
    /// By records. Everything was added.
    Saving,
}

/// The notice; nothing where there is no import.
#[component]
pub fn ImportProgress(importing: RwSignal<Option<Importing>>) -> impl IntoView {
    let locale = locale();
    let text = &desk(locale.speech).import;
    let dispatch = dispatch();
    // Built once for each import: who has the focus on its button keeps it.
    let file = Memo::new(move |_| importing.with(|importing| Some(importing.as_ref()?.file.clone())));
    let can_stop = Memo::new(move |_| {
        importing.with(|importing| {
            importing
                .as_ref()
                .is_some_and(|one| one.stage != ImportStage::Saving)
        })
    });
    let percent = Memo::new(move |_| importing.with(|importing| importing.as_ref().map_or(0, percent)));
    let words = move || {
        let Some(Importing { stage, done, all, .. }) = importing.get() else {
            return String::new();
        };
        let of = |message: &str, done: usize, all: usize| {
            fill(
                message,
                &[("done", &*locale.count(done)), ("all", &*locale.count(all))],
            )
        };
        match stage {
            ImportStage::Reading => fill(text.reading, &[("percent", &locale.count(percent.get()))]),
            ImportStage::Checking => of(text.checking, done / 2, all / 2),
            ImportStage::Saving => of(text.saving, done, all),
        }
    };
    move || {
        file.get().map(|file| {
            let title = match &*file {
                "" => text.importing.to_owned(),
                file => fill(text.importing_file, &[("file", file)]),
            };
            view! {
                <Notice urgency=Urgency::Hint title=title.clone().into_any()>
                    <progress class="importing" max="100" value=move || percent.get().to_string() aria-label=title></progress>
                    <small class="num">{words}</small>
                    <button
                        type="button"
                        class="plain"
                        disabled=move || !can_stop.get()
                        on:click=move |_| dispatch.later(LaterAction::ImportCancelled)
                    >
                        {text.stop}
                    </button>
                </Notice>
            }
        })
    }
}

fn percent(importing: &Importing) -> usize {
    (importing.done * 100)
        .checked_div(importing.all)
        .unwrap_or(0)
        .min(100)
}
