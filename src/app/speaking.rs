//! The language that is spoken: the shipped questionnaire's words in it, and changing it while the widget runs.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use crate::domain::json;
use crate::domain::pack::{FirstPart, Pack};
use crate::platform::network;

use super::host::spoken;
use super::leaving;
use super::shelf::Fetched;
use super::state::{Shared, State};

/// What a pack's own words are in.
const ENGLISH: &str = "en";

/// From now on another language is spoken, by all that is drawn. What was typed is taken first.
///
/// `given` has the `language`'s tag, and its messages as texts: those of the first download and those that come `later`;
/// empty for English.
///
/// # Errors
/// It is no such document.
pub async fn speak(state: State, given: &str) -> Result<JsValue, JsValue> {
    let document = json::parse(given).map_err(|problem| js_sys::Error::new(&problem.to_string()))?;
    let text = |name| {
        document
            .member(name)
            .and_then(json::Json::as_str)
            .unwrap_or_default()
    };
    let locale = spoken(text("language"), text("first"));
    locale.speech.learn_later(text("later"));
    leaving::leave(state);
    // The widget may be gone by now.
    let _ = state.host.try_update_value(|host| host.locale = locale);
    // The list of packs is asked for again where it is shown.
    let _ = state.later().index_state.try_set(Fetched::NotAsked);
    translate_all(state).await;
    Ok(JsValue::UNDEFINED)
}

/// Brings the shipped questionnaire's words in the language that is spoken, where it came with others.
pub fn translate(state: State) {
    if Shipped::now(state).is_some_and(|shipped| shipped.language != ENGLISH) {
        spawn_local(translate_all(state));
    }
}

/// The file that lists the packs which came with this page, in the language that is spoken.
pub fn index(state: State) -> String {
    match Shipped::now(state) {
        Some(shipped) if shipped.language != ENGLISH => format!("index.{}.json", shipped.language),
        _ => "index.json".to_owned(),
    }
}

/// Puts the shipped pack on the shelf, with words in the language that is spoken.
pub async fn shelve(state: State, pack: Pack) {
    let pack = translated(state, pack).await;
    // The widget may be gone by now.
    if state.shelf.first.try_get_untracked().is_some() {
        state.shelf.add(pack.clone());
        offer(state, FirstPart::cut(&pack));
    }
}

/// What stands on the shelf and is offered speaks the language too.
async fn translate_all(state: State) {
    let shelf = state.shelf;
    let Some(offered) = shelf.first.try_get_untracked().flatten() else {
        return;
    };
    let Some(pack) = shelf.pack(&offered.whole) else {
        // The whole comes with its words; until then there is what was asked first.
        if let Some(first) = fetched_first(state).await {
            offer(state, first);
        }
        return;
    };
    let pack = Shared::new(translated(state, (*pack).clone()).await);
    let replaced = shelf.wholes.try_update(|wholes| {
        for one in wholes.iter_mut().filter(|one| one.hash == pack.hash) {
            *one = pack.clone();
        }
    });
    // The widget may be gone by now.
    if replaced.is_some() {
        offer(state, FirstPart::cut(&pack));
    }
}

/// The same pack with words in the language that is spoken. As it is where there are none, or none can be had.
async fn translated(state: State, mut pack: Pack) -> Pack {
    while let Some(shipped) = Shipped::now(state).filter(|shipped| shipped.language != ENGLISH) {
        let words = network::fetch_text(&shipped.address("")).await.ok();
        pack = words
            .and_then(|words| pack.in_language_too(&shipped.language, &words))
            .unwrap_or(pack);
        // Another one may be spoken by now.
        if Shipped::now(state).is_none_or(|now| now.language == shipped.language) {
            break;
        }
    }
    pack
}

/// The first part of the shipped pack in the language that is spoken, where it can be had.
async fn fetched_first(state: State) -> Option<FirstPart> {
    let text = network::fetch_text(&Shipped::now(state)?.address(".first"))
        .await
        .ok()?;
    FirstPart::parse(&text).ok()
}

/// Where the first part of the offered pack is in another language, it is asked in this one from now on.
fn offer(state: State, new: FirstPart) {
    let (shelf, Some(host)) = (state.shelf, state.host.try_get_value()) else {
        return;
    };
    let language = host.locale.language();
    let title = |first: &FirstPart| first.questionnaire.title.in_language(&language).to_owned();
    // Somebody may have chosen another questionnaire.
    let is_other = shelf.first.with_untracked(|first| {
        let first = first.as_ref().filter(|first| first.whole == new.whole);
        first.is_some_and(|first| title(first) != title(&new))
    });
    if is_other {
        shelf.first.set(Some(Shared::new(new)));
    }
}

/// The shipped pack's files.
struct Shipped {
    /// The first part of the tag that is spoken.
    language: String,
    /// The address of the whole pack without its ending.
    stem: String,
}

impl Shipped {
    /// `None` where the host gave another pack, and where the widget is gone.
    fn now(state: State) -> Option<Self> {
        let language = state.host.try_get_value()?.locale.language();
        let language = language.split('-').next()?.to_lowercase();
        let source = state.shelf.source.try_with_value(Clone::clone)?;
        let stem = source.whole_url.strip_suffix(".json")?.to_owned();
        source.given.is_none().then_some(Self { language, stem })
    }

    /// Of the file of a part in the language.
    fn address(&self, part: &str) -> String {
        let Self { language, stem } = self;
        match &**language {
            ENGLISH => format!("{stem}{part}.txt"),
            language => format!("{stem}{part}.{language}.txt"),
        }
    }
}
