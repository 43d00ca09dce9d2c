//! What another company has sent is opened: from the page's address, a link that is pasted, or a file. It is shown in place
//! of the list of partners, and nothing is done with it there.

use std::sync::Arc;

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use leptos::task::spawn_local;

use crate::domain::exchange::{Exchanged, LINK_PREFIX, LinkError, Refusal, from_fragment, read_exchanged};
use crate::domain::json::LARGEST_DOCUMENT;
use crate::domain::pack::Pack;
use crate::domain::problem::Problem;
use crate::platform::address;
use crate::platform::files::{self, FileError};
use crate::platform::turns;
use crate::ui::Screen;

use super::super::state::{Shared, State};
use super::super::{actions, offering, transfer};
use super::packing::{Signature, UnpackError, unpack};
use super::receiving::Kept;

/// What a file begins with that companies exchange.
const MARK: &[u8] = b"CRxC";
/// What a link to one begins with behind `#`: the prefix, and as much of its letters as the mark alone decides.
const LINK_START: &str = "open=Q1J4Q";
/// The largest file that is read: what it may hold, and room for what compression and a signature add to it.
pub const LARGEST_FILE: u64 = LARGEST_DOCUMENT as u64 + (2 << 20);

/// What is opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The name of its file; `None`: it came in a link.
    pub file: Option<String>,
    /// Tells one that is opened from the next, and holds its bytes while a passphrase is asked for.
    bytes: Arc<Vec<u8>>,
    pub stage: Stage,
}

/// How far it is.
#[derive(Debug, Clone)]
pub enum Stage {
    Opening,
    /// After so many wrong passphrases.
    Locked {
        wrong: u32,
    },
    Refused(Refused),
    Shown(Shown),
    Kept(Kept),
    TakenBack,
}

/// Why it is not shown.
#[derive(Debug, Clone)]
pub enum Refused {
    Link(LinkError),
    File(FileError),
    Unpack(UnpackError),
    /// Every mistake with its place; whether its questionnaire is missing.
    Content(Vec<Problem>, bool),
}

/// What is shown.
#[derive(Debug, Clone)]
pub struct Shown {
    pub exchanged: Arc<Exchanged>,
    pub signature: Signature,
}

/// Opens what a text holds that was pasted: a link, or what stands behind its `#`.
pub fn open_link(state: State, text: &str) {
    let at = text.rfind(&["#", LINK_PREFIX].concat());
    let fragment = at
        .and_then(|at| text.get(at..))
        .unwrap_or_else(|| text.trim_start());
    match from_fragment(fragment) {
        Ok(bytes) => open(state, None, bytes),
        Err(error) => refuse(state, None, Refused::Link(error)),
    }
}

/// Opens a picked file.
pub fn open_file(state: State, file: web_sys::File) {
    spawn_local(async move {
        let name = files::safe_name(&file.name());
        match files::read_bytes(&file, LARGEST_FILE).await {
            // The widget may be gone by now.
            _ if state.screen.try_get_untracked().is_none() => {}
            Ok(bytes) => open(state, Some(name), bytes),
            Err(error) => refuse(state, Some(name), Refused::File(error)),
        }
    });
}

/// Takes in a picked file: one that companies exchange is opened, all else goes to `otherwise`.
pub fn open_or_else(state: State, file: web_sys::File, otherwise: impl FnOnce(web_sys::File) + 'static) {
    spawn_local(async move {
        match files::beginning(&file, MARK.len() as u64).await {
            // The widget may be gone by now.
            _ if state.screen.try_get_untracked().is_none() => {}
            Ok(beginning) if beginning == MARK => open_file(state, file),
            _ => otherwise(file),
        }
    });
}

/// Opens the link in the page's address, and takes it out of there: a reload, or a copied address, does not open it again.
pub fn take_address(state: State) {
    // Where the widget is, is known once this is drawn.
    spawn_local(async move {
        turns::next_turn().await;
        if state.screen.try_get_untracked() == Some(Screen::Partners) {
            take(state);
        }
    });
}

fn take(state: State) {
    let fragment = address::fragment();
    let is_standalone = state.later().lock.is_standalone();
    // On a page of somebody else's, whatever else stands there is that page's business.
    if !is_link(&fragment, is_standalone) {
        return;
    }
    address::replace_fragment(if is_standalone {
        Screen::Partners.name()
    } else {
        ""
    });
    open_link(state, &fragment);
}

/// Opens links that come into the address while the page is open.
pub fn follow_address(state: State) {
    let (Some(window), Some(owner)) = (
        web_sys::window(),
        state.owner.as_ref().and_then(WeakOwner::upgrade),
    ) else {
        return;
    };
    owner.with(|| {
        let listener = StoredValue::new_local(EventListener::new(&window, "hashchange", move |_| {
            if is_link(&address::fragment(), false) {
                // The screen takes it.
                actions::show(state, Screen::Partners);
            }
        }));
        on_cleanup(move || listener.dispose());
    });
}

fn is_link(fragment: &str, is_standalone: bool) -> bool {
    fragment.starts_with(if is_standalone { LINK_PREFIX } else { LINK_START })
}

/// The passphrase of what is opened was typed.
pub fn unlock(state: State, passphrase: String) {
    let Some(Opened {
        file,
        bytes,
        stage: Stage::Locked { wrong },
    }) = state.later().opened.get_untracked()
    else {
        return;
    };
    put(state, file, &bytes, Stage::Opening);
    spawn_local(read(state, bytes, Some((passphrase, wrong))));
}

/// Closes what is opened.
pub fn close(state: State) {
    state.later().opened.set(None);
}

fn open(state: State, file: Option<String>, bytes: Vec<u8>) {
    let bytes = Arc::new(bytes);
    put(state, file, &bytes, Stage::Opening);
    spawn_local(read(state, bytes, None));
}

fn refuse(state: State, file: Option<String>, refused: Refused) {
    put(state, file, &Arc::default(), Stage::Refused(refused));
}

fn put(state: State, file: Option<String>, bytes: &Arc<Vec<u8>>, stage: Stage) {
    state.later().opened.set(Some(Opened {
        file,
        bytes: Arc::clone(bytes),
        stage,
    }));
    if state.screen.get_untracked() != Screen::Partners {
        actions::show(state, Screen::Partners);
    }
}

/// `tried`: a passphrase, and how many wrong ones were typed before it.
async fn read(state: State, bytes: Arc<Vec<u8>>, tried: Option<(String, u32)>) {
    let passphrase = tried.as_ref().map(|(passphrase, _)| &**passphrase);
    let stage = match unpack(&bytes, passphrase).await {
        Ok(unpacked) => match content(state, &unpacked.text).await {
            None => return,
            Some(Ok(exchanged)) => Stage::Shown(Shown {
                exchanged: Arc::new(exchanged),
                signature: unpacked.signature,
            }),
            Some(Err(Refusal { problems, missing })) => {
                Stage::Refused(Refused::Content(problems, !missing.is_empty()))
            }
        },
        Err(UnpackError::NeedsPassphrase) => Stage::Locked { wrong: 0 },
        Err(UnpackError::WrongPassphrase) => Stage::Locked {
            wrong: tried.map_or(0, |(_, wrong)| wrong) + 1,
        },
        Err(error) => Stage::Refused(Refused::Unpack(error)),
    };
    // The widget may be gone, or something else was opened meanwhile.
    let _ = state.later().opened.try_update(|opened| {
        if let Some(opened) = opened
            .as_mut()
            .filter(|opened| Arc::ptr_eq(&opened.bytes, &bytes))
        {
            opened.stage = stage;
        }
    });
}

/// What is in it. A questionnaire that it answers, and that is not at hand, is looked for among those that came with this
/// page; `None` where the widget is gone, or its lock is shut.
async fn content(state: State, text: &str) -> Option<Result<Exchanged, Refusal>> {
    transfer::settled(state).await?;
    let read = || {
        let packs = state.shelf.wholes();
        read_exchanged(text, &known(&packs))
    };
    let first = read();
    let missing = match &first {
        Ok(exchanged) => wanted(state, exchanged),
        Err(refusal) => refusal.missing.clone(),
    };
    if missing.is_empty() || !offering::bring(state, &missing).await? {
        return Some(first);
    }
    Some(read())
}

/// The questionnaires that are needed to show it, and are not at hand.
fn wanted(state: State, exchanged: &Exchanged) -> Vec<crate::domain::pack::PackReference> {
    let reference = match exchanged {
        Exchanged::Invite(invite) => &invite.pack,
        Exchanged::SharedResult(shared) => &shared.pack,
        Exchanged::View(_) => return Vec::new(),
    };
    let is_here = untrack(|| state.shelf.pack(reference)).is_some();
    if is_here {
        Vec::new()
    } else {
        vec![reference.clone()]
    }
}

fn known(packs: &[Shared<Pack>]) -> Vec<&Pack> {
    packs.iter().map(|pack| &**pack).collect()
}
