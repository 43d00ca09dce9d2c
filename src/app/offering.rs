//! Which pack new assessments answer: the shipped one, one that the host gives, or one that somebody chooses.

use js_sys::{Function, JsString};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::json;
use crate::domain::pack::{FirstPart, Hash, Pack, PackReference, read_index};
use crate::domain::problem::Problem;
use crate::platform::network::{self, FetchError};
use crate::ui::action::PackChoice;
use crate::ui::text::fill;
use crate::ui::{Locale, Screen};

use super::keeping;
use super::shelf::{Fetched, Given};
use super::speaking;
use super::state::{Shared, State};
use super::undo::{self, Undo};
use super::{actions, transfer};

/// The packs that came with this page, beside the shipped one.
const INDEX: &str = "index.json";

/// Fetches the whole pack that is offered, where it is not at hand and that has not been begun. Called whenever one of
/// the three it needs has come: the later part, the first part, and what the store holds.
pub fn load_whole(state: State) {
    let shelf = state.shelf;
    if shelf.whole_state.get_untracked() == Fetched::OnItsWay {
        return;
    }
    let given = shelf.source.with_value(|source| source.given.clone());
    match (shelf.offered(), given) {
        (Some(offered), _) if offered.hash.as_ref().is_some_and(|hash| shelf.holds(hash)) => {
            shelf.whole_state.set(Fetched::Here);
            speaking::translate(state);
        }
        (Some(offered), None) => {
            shelf.whole_state.set(Fetched::OnItsWay);
            spawn_local(fetch_whole(state, offered));
        }
        (None, Some(given)) => {
            shelf.whole_state.set(Fetched::OnItsWay);
            spawn_local(take_given(state, given));
        }
        _ => {}
    }
}

async fn fetch_whole(state: State, offered: PackReference) {
    let shelf = state.shelf;
    let Some(url) = shelf.source.try_with_value(|source| source.whole_url.clone()) else {
        return;
    };
    let text = network::fetch_text(&url).await.ok();
    // The widget may be gone by now.
    if shelf.whole_state.try_get_untracked().is_none() {
        return;
    }
    let fetched = match text.map(|text| Pack::parse(&text)) {
        None => Fetched::Failed,
        Some(Ok(pack)) if Some(&pack.hash) == offered.hash.as_ref() => {
            speaking::shelve(state, pack).await;
            keeping::keep_packs(state);
            Fetched::Here
        }
        Some(_) => Fetched::Unfit,
    };
    shelf.whole_state.set(fetched);
}

/// Offers the pack that the host gives. What is wrong with it, or that it could not be fetched, stands in the state.
async fn take_given(state: State, given: Given) {
    let read = match given {
        Given::Text(given) => given_text(&given).and_then(|text| transfer::read_pack(&text)),
        Given::At(url) => match network::fetch_text_within(&url, json::LARGEST_DOCUMENT).await {
            Ok(text) => transfer::read_pack(&text),
            Err(FetchError::TooLarge { size }) => Err(json::refuse_larger(size).err().into_iter().collect()),
            Err(error) => return not_given(state, Vec::new(), Some(error.to_string())),
        },
    };
    // The widget may be gone by now.
    if state.shelf.first_state.try_get_untracked().is_none() {
        return;
    }
    match read {
        Ok(pack) => {
            offer(state, pack);
            let offered = state.shelf.offered();
            let offered = offered.and_then(|offered| state.shelf.pack(&offered));
            state.later().given.set(offered);
            state.later().given_problems.set(Vec::new());
            state.later().given_unreached.set(None);
        }
        Err(problems) => not_given(state, problems, None),
    }
}

fn not_given(state: State, problems: Vec<Problem>, unreached: Option<String>) {
    if state.shelf.first_state.try_get_untracked().is_none() {
        return;
    }
    state.later().given_problems.set(problems);
    state.later().given_unreached.set(unreached);
    state.shelf.whole_state.set(Fetched::Unfit);
    state.shelf.first_state.set(Fetched::Unfit);
}

/// The text that the page gives, looked at before it is copied.
fn given_text(given: &Function) -> Result<String, Vec<Problem>> {
    let of_whole = |cause: String| vec![Problem::of_whole(cause)];
    let words = |exception: JsValue| {
        let error = exception.dyn_ref::<js_sys::Error>();
        of_whole(error.map_or_else(
            || String::from("the page gave no questionnaire"),
            |error| error.message().into(),
        ))
    };
    let text = given.call0(&JsValue::UNDEFINED).map_err(words)?;
    let text = text
        .dyn_into::<JsString>()
        .map_err(|_| of_whole(String::from("the questionnaire that the page gave is no text")))?;
    transfer::small_enough(&text)
}

/// Puts a pack on the shelf, and lets new assessments answer it.
pub fn offer(state: State, pack: Pack) {
    let first = FirstPart::cut(&pack);
    state.shelf.add(pack);
    state.shelf.first.set(Some(Shared::new(first)));
    state.shelf.first_state.set(Fetched::Here);
    state.shelf.whole_state.set(Fetched::Here);
}

/// Lets new assessments answer another pack, and goes to where they begin.
pub fn choose(state: State, choice: PackChoice) {
    let later = state.later();
    later.not_chosen.set(None);
    later.choosing.set(Some(choice.clone()));
    match &choice {
        PackChoice::Here(hash) => {
            let pack = state.shelf.wholes().into_iter().find(|pack| pack.hash == *hash);
            chosen(state, &choice, pack.map(|pack| (*pack).clone()));
        }
        PackChoice::Shipped(file) => {
            let file = file.clone();
            spawn_local(async move {
                let pack = fetch(state, &file).await;
                chosen(state, &choice, pack);
            });
        }
    }
}

/// The chosen pack has come, or could not be had. Where another was chosen meanwhile, or somebody went elsewhere, it
/// changes nothing.
fn chosen(state: State, choice: &PackChoice, pack: Option<Pack>) {
    let later = state.later();
    // The widget may be gone by now.
    if later.choosing.try_get_untracked().flatten().as_ref() != Some(choice) {
        return;
    }
    later.choosing.set(None);
    match pack {
        _ if state.screen.get_untracked() != Screen::Packs => {}
        Some(pack) => {
            offer(state, pack);
            actions::show(state, Screen::Start);
        }
        None => later.not_chosen.set(Some(choice.clone())),
    }
}

/// Brings the newest version of a pack that came with this page to the shelf, where an older one is answered.
pub async fn bring_newer(state: State, id: String, version: u32) {
    if !load_index(state).await {
        return;
    }
    let newer = state.later().index.try_with_untracked(|index| {
        let mut newer = index
            .iter()
            .filter(|entry| entry.id == id && entry.version > version);
        newer.next().map(|entry| entry.file.clone())
    });
    if let Some(file) = newer.flatten()
        && let Some(pack) = fetch(state, &file).await
        && state.shelf.wholes.try_get_untracked().is_some()
    {
        state.shelf.add(pack);
    }
}

async fn fetch(state: State, file: &str) -> Option<Pack> {
    let text = network::fetch_text(&state.shelf.beside(file)?).await.ok()?;
    Pack::parse(&text).ok()
}

/// Fetches the list of the packs that came with this page, where it is not here; tells whether it is now.
pub async fn load_index(state: State) -> bool {
    let later = state.later();
    match later.index_state.try_get_untracked() {
        Some(Fetched::Here) => return true,
        None => return false,
        Some(_) => {}
    }
    later.index_state.set(Fetched::OnItsWay);
    let file = speaking::index(state);
    let text = match fetch_beside(state, &file).await {
        // Better in English than not at all.
        None if file != INDEX => fetch_beside(state, INDEX).await,
        text => text,
    };
    let fetched = match text.map(|text| read_index(&text)) {
        Some(Ok(entries)) => {
            let _ = later.index.try_set(entries);
            Fetched::Here
        }
        Some(Err(_)) => Fetched::Unfit,
        None => Fetched::Failed,
    };
    // The widget may be gone by now.
    later.index_state.try_set(fetched).is_none() && fetched == Fetched::Here
}

async fn fetch_beside(state: State, file: &str) -> Option<String> {
    network::fetch_text(&state.shelf.beside(file)?).await.ok()
}

/// Brings packs to the shelf that a document answers: those that came with this page, else the host's, where it is on its
/// way. Whether any came; `None` where the widget is gone.
pub async fn bring(state: State, missing: &[PackReference]) -> Option<bool> {
    let shelf = state.shelf;
    let before = shelf.wholes().len();
    load_index(state).await;
    for entry in state.later().index.try_get_untracked()? {
        let mut missing = missing.iter();
        if missing.any(|one| one.id == entry.id && one.version == entry.version)
            && let Some(pack) = fetch(state, &entry.file).await
        {
            // The widget may be gone by now.
            shelf.first_state.try_get_untracked()?;
            shelf.add(pack);
        }
    }
    shelf.first_state.try_get_untracked()?;
    if missing.iter().any(|one| untrack(|| shelf.pack(one)).is_none()) {
        transfer::given_settled(state).await?;
    }
    Some(shelf.wholes().len() > before)
}

/// Keeps a pack that somebody wrote, and lets new assessments answer it. The workbench has checked its text.
pub fn add(state: State, text: &str) {
    if let Ok(pack) = transfer::read_pack(text) {
        let hash = pack.hash.clone();
        offer(state, pack);
        keeping::keep(state, vec![hash]);
        actions::show(state, Screen::Start);
    }
}

/// Takes away a pack that no assessment here answers, and that new ones will not.
pub fn remove(state: State, hash: &Hash) {
    let Some(pack) = state.shelf.wholes().into_iter().find(|pack| pack.hash == *hash) else {
        return;
    };
    let is_offered =
        untrack(|| state.shelf.offered()).is_some_and(|offered| offered.hash.as_ref() == Some(hash));
    if is_offered || answered(state, hash) > 0 {
        return;
    }
    state.shelf.remove(hash);
    keeping::save(state, vec![hash.clone()]);
    let (title, taken) = (pack.questionnaire.title.clone(), pack);
    let words = move |locale: Locale| {
        let name = locale.words(&title);
        fill(locale.later().undo.assessment_deleted, &[("name", &name)])
    };
    undo::offer(state, Undo::new(words, move |state| put_back(state, &taken)));
}

/// Puts back a pack that was taken away.
fn put_back(state: State, pack: &Pack) {
    state.shelf.add(pack.clone());
    keeping::keep(state, vec![pack.hash.clone()]);
}

/// How many assessments here answer a pack.
pub fn answered(state: State, hash: &Hash) -> usize {
    state.library.with(|library| {
        let answers = library.assessments.values();
        answers
            .filter(|assessment| assessment.pack.hash.as_ref() == Some(hash))
            .count()
    })
}
