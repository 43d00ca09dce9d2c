//! What is sent to another company: what is in it, how it is packed, and the link or file that was made.

mod card;
pub mod form;
pub mod key;
mod made;
pub mod on_result;
pub mod own_company;
mod protection;
mod shared;
mod view;

use leptos::prelude::*;

use crate::ui::action::sending::Form;
use crate::ui::locale::locale;
use crate::ui::text::{SendingText, isolated, sending};

/// What the forms share.
#[derive(Clone, Copy)]
pub struct SendingSignals {
    /// The one that is open.
    pub form: RwSignal<Option<Form>>,
    pub outcome: RwSignal<Outcome>,
    pub copied: RwSignal<Copied>,
    pub key: RwSignal<KeyShown>,
    /// The address of the page that is to open links, as it is typed.
    pub base: RwSignal<String>,
    /// How many of several are made, of how many.
    pub progress: RwSignal<Option<(usize, usize)>>,
    /// Whether this page can encrypt and sign.
    pub can_encrypt: bool,
}

/// What became of what was to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Idle,
    Making,
    Made(Made),
    Failed(Failure),
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub by: MadeBy,
    pub is_protected: bool,
    /// Of the key that it is signed with.
    pub fingerprint: Option<String>,
}

/// By which way it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MadeBy {
    Link {
        link: String,
    },
    File {
        name: String,
        /// A link was wanted.
        is_too_long: bool,
    },
    /// Links of several, in one table.
    Table {
        name: String,
        links: usize,
        /// How many have none.
        without: usize,
    },
}

/// What is said of what was made, and to whom it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeWords {
    /// Of a link that is ready, and of a file.
    pub ready: [&'static str; 2],
    /// Of an e-mail.
    pub subject: String,
    /// Of an e-mail, with a place for `{link}`.
    pub body: String,
}

/// Whether the link is on the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    NotAsked,
    Yes,
    Refused,
}

/// Why nothing was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    NoCrypto,
    KeyNotKept(String),
    KeyUnreadable,
    TooLarge,
    /// More links than one table holds.
    TableFull,
    NoPack,
    /// What was to be sent is not here any more.
    Gone,
    /// In the browser's words.
    Browser(String),
}

/// The key that signs, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyShown {
    NotLookedFor,
    /// None was made yet.
    None,
    Here {
        fingerprint: String,
        /// Whether it outlives the page.
        is_lasting: bool,
    },
    Failed(Failure),
}

/// The messages.
pub(in crate::ui::screens) fn words() -> &'static SendingText {
    sending(locale().speech)
}

/// A message with somebody's name in it, which may have been written by others: it cannot turn the words around it.
pub(in crate::ui::screens) fn with_name(message: &'static str, name: &str) -> impl IntoView + use<> {
    let (before, after) = message.split_once("{name}").unwrap_or((message, ""));
    view! {
        {before}
        <bdi>{isolated(name.to_owned())}</bdi>
        {after}
    }
}
