//! Questionnaires: what can be used, and what a check of the author's text says.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::pack::{Hash, Length, Pack, Questionnaire};
use crate::platform::network;
use crate::ui::Locale;
use crate::ui::action::{Action, PackChoice, dispatch};
use crate::ui::components::file_button::Picked;
use crate::ui::components::notice::{Notice, Urgency};
use crate::ui::components::problems::ProblemList;
use crate::ui::locale::locale;
use crate::ui::screens::packs::{Links, Origin, PackRow, PacksScreen, PacksSignals, Verdict};
use crate::ui::text::{fill, packs as words};

use super::super::offering;
use super::super::shelf::Fetched;
use super::super::state::State;
use super::super::transfer;
use super::{assessments, once_read, part_failed};

/// After so long without a keystroke the text is checked.
const PAUSE_MILLISECONDS: u32 = 250;
const EXAMPLE: &str = "example.json";
const SCHEMA: &str = "../schema/pack-1.schema.json";

/// The screen.
pub fn packs(state: State) -> AnyView {
    let locale = locale();
    let later = state.later();
    spawn_local(async move {
        offering::load_index(state).await;
    });
    let signals = PacksSignals {
        rows: Memo::new(move |_| rows(state, locale)),
        no_index: Memo::new(move |_| matches!(later.index_state.get(), Fetched::Failed | Fetched::Unfit)),
        not_chosen: Memo::new(move |_| later.not_chosen.with(Option::is_some)),
        text: later.workbench,
        before: later.workbench_before,
        failure: later.workbench_failure,
        verdict: checked(locale, later.workbench),
    };
    let on_files = UnsyncCallback::new(move |files: Picked| {
        spawn_local(async move { take(state, locale, files).await });
    });
    let on_clear = Callback::new(move |()| lay(state, Ok(String::new())));
    let on_example = Callback::new(move |()| {
        spawn_local(async move {
            let text = match state.shelf.beside(EXAMPLE) {
                Some(url) => network::fetch_text(&url).await.ok(),
                None => None,
            };
            // The widget may be gone by now.
            if later.workbench.try_get_untracked().is_some() {
                lay(
                    state,
                    text.map(laid_out)
                        .ok_or_else(|| words(locale.speech).no_example.to_owned()),
                );
            }
        });
    });
    let links = Links {
        schema: state.shelf.beside(SCHEMA).unwrap_or_default(),
    };
    once_read(state, move || {
        let links = links.clone();
        view! { <PacksScreen signals=signals links=links on_files=on_files on_example=on_example on_clear=on_clear /> }
            .into_any()
    })
}

/// What is wrong with the pack that the host gave; where it could not be fetched, that can be tried again.
pub fn unfit(state: State) -> AnyView {
    if let Some(cause) = state.later().given_unreached.get() {
        return unreached(&cause);
    }
    let problems = state.later().given_problems.get();
    if problems.is_empty() {
        let text = &locale().text.part;
        return part_failed(text, text.pack_failed);
    }
    let text = words(locale().speech);
    view! {
        <div class="page desk">
            <Notice urgency=Urgency::Failure title=text.unfit_title.into_any() body=text.unfit_help />
            <ProblemList problems=problems />
        </div>
    }
    .into_any()
}

fn unreached(cause: &str) -> AnyView {
    let (text, retry) = (words(locale().speech), locale().text.part.retry);
    let dispatch = dispatch();
    let body = fill(text.unreached_help, &[("cause", cause)]);
    view! {
        <div class="page desk">
            <Notice urgency=Urgency::Failure title=text.unreached_title.into_any() body=body>
                <button type="button" on:click=move |_| dispatch.send(Action::PartRetried)>
                    {retry}
                </button>
            </Notice>
        </div>
    }
    .into_any()
}

/// The check of a text, a moment after it stopped changing.
fn checked(locale: Locale, text: RwSignal<String>) -> Memo<Verdict> {
    let settled = RwSignal::new(text.get_untracked());
    let pending = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |before: Option<()>| {
        text.track();
        if before.is_some() {
            pending.set_value(Some(Timeout::new(PAUSE_MILLISECONDS, move || {
                if let Some(text) = text.try_get_untracked() {
                    let _ = settled.try_set(text);
                }
            })));
        }
    });
    Memo::new(move |_| settled.with(|text| verdict(locale, text)))
}

fn verdict(locale: Locale, text: &str) -> Verdict {
    if text.trim().is_empty() {
        return Verdict::Empty;
    }
    match transfer::read_pack(text) {
        Err(problems) => Verdict::Wrong(problems),
        Ok(pack) => Verdict::Valid {
            title: locale.words(&pack.questionnaire.title),
            version: pack.questionnaire.version,
            questions: count(&pack.questionnaire, Length::Full),
        },
    }
}

/// A picked file's text goes to the workbench.
async fn take(state: State, locale: Locale, files: Picked) {
    let file = assessments::read(locale, files).await;
    // The widget may be gone by now.
    if state.later().workbench.try_get_untracked().is_some() {
        lay(
            state,
            file.text.map_err(|cause| format!("{}: {cause}", file.name)),
        );
    }
}

/// Lays a text on the workbench; the one before can be brought back. One that did not come leaves it as it is.
fn lay(state: State, text: Result<String, String>) {
    let later = state.later();
    later.workbench_failure.set(None);
    match text {
        Ok(text) => {
            let before = later.workbench.get_untracked();
            let is_lost = !before.trim().is_empty() && before != text;
            later.workbench_before.set(is_lost.then_some(before));
            later.workbench.set(text);
        }
        Err(cause) => later.workbench_failure.set(Some(cause)),
    }
}

/// What the build has put into one line, as an author would write it. What cannot be read stays as it is.
fn laid_out(text: String) -> String {
    match crate::domain::json::parse(&text) {
        Ok(document) => crate::domain::json::pretty(&document, 2),
        Err(_) => text,
    }
}

fn rows(state: State, locale: Locale) -> Vec<PackRow> {
    let later = state.later();
    let offered = state.shelf.offered();
    let given = later.given.get();
    let wholes = state.shelf.wholes.get();
    let index = later.index.get();
    let offered = offered.and_then(|offered| offered.hash);
    let is_chosen = |hash: Option<&Hash>| hash.is_some() && hash == offered.as_ref();
    let mut rows: Vec<PackRow> = index
        .iter()
        .map(|entry| {
            let here = wholes.iter().find(|pack| Some(&pack.hash) == entry.hash.as_ref());
            PackRow {
                choice: PackChoice::Shipped(entry.file.clone()),
                title: entry.title.clone(),
                about: entry.about.clone(),
                version: entry.version,
                quick: entry.quick,
                full: entry.full,
                origin: Origin::Shipped,
                answered: here.map_or(0, |pack| offering::answered(state, &pack.hash)),
                chosen: is_chosen(entry.hash.as_ref()),
                hash: here.map(|pack| pack.hash.clone()),
            }
        })
        .collect();
    let is_shipped = |pack: &Pack| index.iter().any(|entry| entry.hash.as_ref() == Some(&pack.hash));
    let own = wholes.iter().filter(|pack| !is_shipped(pack)).map(|pack| {
        let Questionnaire { version, title, .. } = &*pack.questionnaire;
        let is_given = given.as_ref().is_some_and(|given| given.hash == pack.hash);
        PackRow {
            choice: PackChoice::Here(pack.hash.clone()),
            title: locale.words(title),
            about: String::new(),
            version: *version,
            quick: count(&pack.questionnaire, Length::Quick),
            full: count(&pack.questionnaire, Length::Full),
            origin: if is_given { Origin::Given } else { Origin::Own },
            answered: offering::answered(state, &pack.hash),
            chosen: is_chosen(Some(&pack.hash)),
            hash: Some(pack.hash.clone()),
        }
    });
    // What the page gives comes first, then what came with it, then one's own.
    let (mut all, own): (Vec<_>, Vec<_>) = own.partition(|row| row.origin == Origin::Given);
    all.append(&mut rows);
    all.extend(own);
    all
}

fn count(questionnaire: &Questionnaire, length: Length) -> usize {
    questionnaire
        .indicators()
        .filter(|(_, indicator)| indicator.lengths.include(length))
        .count()
}
