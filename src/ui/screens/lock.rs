//! The lock: the section where it is set, changed and taken off, and what stands in place of everything while it is shut.

pub(in crate::ui::screens) mod new_passphrase;
mod section;
mod shut;

use leptos::prelude::*;

use crate::ui::components::saved::SaveFailure;
use crate::ui::locale::locale;
use crate::ui::text::lock::LockTroubleText;
use crate::ui::text::{fill, lock};

pub use section::{LockSection, NoLock};
pub use shut::{Focus, ShutScreen};

/// How the lock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Off,
    /// Its passphrase is asked for.
    Shut {
        /// Something was entered before another tab set the lock, and waits to be saved.
        is_unsaved: bool,
    },
    /// Locks after so many minutes without use.
    On {
        minutes: u32,
    },
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockWork {
    Opening,
    Setting,
    Changing,
    Lifting,
    Locking,
    Erasing,
}

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockTrouble {
    WrongPassphrase,
    /// The lock's record cannot be read.
    Damaged,
    /// It is of a newer version.
    Newer,
    /// It is not shut, because edits are not saved.
    NotSaved,
    /// It is set, but some records are still plain.
    NotSealed,
    /// Another tab was faster.
    Elsewhere,
    NoCrypto,
    /// In the browser's words.
    Refused(String),
    Store(SaveFailure),
}

/// What the views of the lock follow.
#[derive(Debug, Clone, Copy)]
pub struct LockSignals {
    pub standing: RwSignal<Shown>,
    pub doing: RwSignal<Option<LockWork>>,
    /// Of what was tried last.
    pub trouble: RwSignal<Option<LockTrouble>>,
    /// What was done last.
    pub done: RwSignal<Option<LockWork>>,
}

impl LockSignals {
    /// No lock, and nothing done yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            standing: RwSignal::new(Shown::Off),
            doing: RwSignal::new(None),
            trouble: RwSignal::new(None),
            done: RwSignal::new(None),
        }
    }
}

impl Default for LockSignals {
    fn default() -> Self {
        Self::new()
    }
}

/// What went wrong last, said at once; a wrong passphrase is said at its field, and what keeps it from being locked on
/// every screen.
#[component]
fn Trouble(signals: LockSignals) -> impl IntoView {
    let locale = locale();
    let text = &lock(locale.speech).trouble;
    move || {
        let is_said_elsewhere =
            |trouble: &LockTrouble| matches!(trouble, LockTrouble::WrongPassphrase | LockTrouble::NotSaved);
        let trouble = signals
            .trouble
            .get()
            .filter(|trouble| !is_said_elsewhere(trouble));
        trouble.map(
            |trouble| view! { <p class="notice failure" role="alert">{words(locale, text, &trouble)}</p> },
        )
    }
}

fn words(locale: crate::ui::Locale, text: &LockTroubleText, trouble: &LockTrouble) -> String {
    let reasons = &locale.later().trouble;
    let words = match trouble {
        LockTrouble::WrongPassphrase => text.wrong,
        LockTrouble::Damaged => text.damaged,
        LockTrouble::Newer => text.newer,
        LockTrouble::NotSaved => text.not_saved,
        LockTrouble::NotSealed => text.not_sealed,
        LockTrouble::Elsewhere => text.elsewhere,
        LockTrouble::NoCrypto => text.no_crypto,
        LockTrouble::Refused(cause) => return fill(text.refused, &[("cause", cause)]),
        LockTrouble::Store(failure) => {
            let reason = match failure {
                SaveFailure::Full => reasons.reason_full,
                SaveFailure::Denied => reasons.reason_denied,
                SaveFailure::ConnectionLost => reasons.reason_lost,
                SaveFailure::ReadOnly => reasons.reason_read_only,
                SaveFailure::TimedOut => reasons.reason_timed_out,
                SaveFailure::MadeUp | SaveFailure::Other => reasons.reason_other,
            };
            return [text.store, " ", reason].concat();
        }
    };
    words.to_owned()
}
