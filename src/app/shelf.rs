//! Packs at hand: the shipped one's first part, and whole packs by content hash.

use std::ops::Deref;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::domain::pack::{FirstPart, Hash, Pack, PackReference, Questionnaire};
use crate::platform::network;

use super::rest::{self, PartState};
use super::state::{Shared, State};

/// Where the shipped pack comes from.
#[derive(Clone, Default)]
pub struct PackSource {
    /// The text of the first part, on its way since before the program ran.
    pub first: Option<js_sys::Promise>,
    /// Address of the first part.
    pub first_url: String,
    /// Address of the whole pack.
    pub whole_url: String,
    /// What the host page offers in place of the shipped pack.
    pub given: Option<Given>,
}

/// A pack that the host page offers.
#[derive(Clone)]
pub enum Given {
    /// Gives its text.
    Text(js_sys::Function),
    /// Its address, relative to the page.
    At(String),
}

/// Whether something that is fetched is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fetched {
    NotAsked,
    OnItsWay,
    Here,
    Failed,
    /// It came, but it is not what it should be.
    Unfit,
}

/// The packs at hand: a pointer, as [`State`] is.
#[derive(Clone, Copy)]
pub struct Shelf(&'static Places);

impl Deref for Shelf {
    type Target = Places;

    fn deref(&self) -> &Places {
        self.0
    }
}

/// Where packs stand.
pub struct Places {
    pub source: StoredValue<PackSource, LocalStorage>,
    /// What new assessments answer: the shipped pack, the host's, or one that was chosen.
    pub first: RwSignal<Option<Shared<FirstPart>>>,
    pub first_state: RwSignal<Fetched>,
    pub whole_state: RwSignal<Fetched>,
    /// Whole packs, read.
    pub wholes: RwSignal<Vec<Shared<Pack>>>,
    /// The packs that the store keeps.
    pub kept: RwSignal<Vec<Hash>>,
}

impl Shelf {
    /// An empty shelf.
    #[must_use]
    pub fn new(source: PackSource) -> Self {
        Self(Box::leak(Box::new(Places {
            source: StoredValue::new_local(source),
            first: RwSignal::new(None),
            first_state: RwSignal::new(Fetched::OnItsWay),
            whole_state: RwSignal::new(Fetched::NotAsked),
            wholes: RwSignal::new(Vec::new()),
            kept: RwSignal::new(Vec::new()),
        })))
    }

    /// The offered pack, as new assessments name it.
    #[must_use]
    pub fn offered(self) -> Option<PackReference> {
        self.first
            .with(|first| first.as_ref().map(|first| first.whole.clone()))
    }

    /// The questionnaire an assessment answers, where it is at hand.
    #[must_use]
    pub fn questionnaire(self, reference: &PackReference) -> Option<Shared<Questionnaire>> {
        if self
            .offered()
            .is_some_and(|offered| answers_to(reference, &offered))
        {
            return self
                .first
                .with(|first| first.as_ref().map(|first| Shared::from(&first.questionnaire)));
        }
        self.pack(reference).map(|pack| Shared::from(&pack.questionnaire))
    }

    /// The whole pack an assessment answers, where it is at hand.
    #[must_use]
    pub fn pack(self, reference: &PackReference) -> Option<Shared<Pack>> {
        self.wholes.with(|wholes| match &reference.hash {
            Some(hash) => wholes.iter().find(|pack| pack.hash == *hash).cloned(),
            None => wholes
                .iter()
                .find(|pack| answers_to(reference, &pack.reference()))
                .cloned(),
        })
    }

    /// Every whole pack that was read.
    #[must_use]
    pub fn wholes(self) -> Vec<Shared<Pack>> {
        self.wholes.get_untracked()
    }

    /// How many questionnaires are at hand; follows them.
    pub fn count(self) -> usize {
        let first = usize::from(self.first.with(Option::is_some));
        first + self.wholes.with(Vec::len)
    }

    /// Whether the whole pack of this hash is on the shelf.
    pub fn holds(self, hash: &Hash) -> bool {
        self.wholes
            .with_untracked(|wholes| wholes.iter().any(|pack| pack.hash == *hash))
    }

    /// Whether the store keeps the pack of this hash.
    #[must_use]
    pub fn keeps(self, hash: &Hash) -> bool {
        self.kept.with_untracked(|kept| kept.contains(hash))
    }

    /// Puts a whole pack on the shelf; `true` where it was not there.
    pub fn add(self, pack: Pack) -> bool {
        if self.holds(&pack.hash) {
            return false;
        }
        self.wholes.update(|wholes| wholes.push(Shared::new(pack)));
        true
    }

    /// Takes a whole pack off the shelf. Nobody answers it any more.
    pub fn remove(self, hash: &Hash) {
        self.wholes
            .update(|wholes| wholes.retain(|pack| pack.hash != *hash));
        self.kept.update(|kept| kept.retain(|one| one != hash));
    }

    /// The address of a file beside the shipped pack; `None`, too, where the widget is gone.
    #[must_use]
    pub fn beside(self, file: &str) -> Option<String> {
        self.source
            .try_with_value(|source| network::resolve(file, &source.whole_url))
            .flatten()
    }
}

/// Whether an assessment's reference means this pack. Without a hash, id and version decide.
fn answers_to(reference: &PackReference, pack: &PackReference) -> bool {
    reference.id == pack.id
        && reference.version == pack.version
        && (reference.hash.is_none() || reference.hash == pack.hash)
}

/// Fetches the shipped pack's first part, or what the host offers in its place.
pub fn load_first_part(state: State) {
    let shelf = state.shelf;
    shelf.first_state.set(Fetched::OnItsWay);
    if shelf.source.with_value(|source| source.given.is_some()) {
        // The later part reads it.
        return rest::load(state);
    }
    let (early, url) = shelf
        .source
        .try_update_value(|source| (source.first.take(), source.first_url.clone()))
        .unwrap_or_default();
    spawn_local(async move {
        let text = match early {
            Some(promise) => JsFuture::from(promise)
                .await
                .ok()
                .and_then(|text| text.as_string()),
            None => network::fetch_text(&url).await.ok(),
        };
        let read = text.map(|text| FirstPart::parse(&text));
        let fetched = match read {
            None => Fetched::Failed,
            Some(Err(_)) => Fetched::Unfit,
            Some(Ok(first)) => {
                // The widget may be gone by now.
                let _ = shelf.first.try_set(Some(Shared::new(first)));
                Fetched::Here
            }
        };
        if shelf.first_state.try_set(fetched).is_none() {
            load_whole(state);
        }
    });
}

/// Brings whole packs to the shelf, once the part that reads them is here; see `offering`.
pub fn load_whole(state: State) {
    if let PartState::Ready(rest) = state.rest.get_untracked() {
        (rest.load_whole)(state);
    }
}

/// Tries again to fetch what did not come.
pub fn retry(state: State) {
    if matches!(
        state.shelf.first_state.get_untracked(),
        Fetched::Failed | Fetched::Unfit
    ) {
        load_first_part(state);
    }
    load_whole(state);
}
