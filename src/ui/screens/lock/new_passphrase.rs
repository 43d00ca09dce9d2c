//! A new passphrase, entered twice, with what can be said of it honestly: its length.

use leptos::html::Input;
use leptos::prelude::*;

use crate::ui::action::Passphrase;
use crate::ui::components::passphrase::{LEAST_CHARACTERS, PassphraseField};
use crate::ui::locale::locale;
use crate::ui::text::lock;

/// Below it: short. In characters. Source: NIST SP 800-63B-4, 3.1.1.2, where a password stands alone.
const FAIR: usize = 15;
const LONG: usize = 20;

/// What was entered, and what is wrong with it once somebody has tried to take it.
#[derive(Clone, Copy)]
pub struct Entry {
    new: RwSignal<String>,
    again: RwSignal<String>,
    is_tried: RwSignal<bool>,
    new_field: NodeRef<Input>,
    again_field: NodeRef<Input>,
}

/// What keeps it from being taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    TooShort,
    NotTheSame,
}

impl Entry {
    pub fn new() -> Self {
        Self {
            new: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            is_tried: RwSignal::new(false),
            new_field: NodeRef::new(),
            again_field: NodeRef::new(),
        }
    }

    /// The passphrase; `None`, with the reason said and the focus where it is to be mended, where it cannot be taken.
    pub fn take(self) -> Option<Passphrase> {
        self.is_tried.set(true);
        let field = match untrack(|| self.wrong()) {
            None => return Some(Passphrase(self.new.get_untracked())),
            Some(Wrong::TooShort) => self.new_field,
            Some(Wrong::NotTheSame) => self.again_field,
        };
        if let Some(field) = field.get_untracked() {
            // Fails only where the field has left the page.
            let _ = field.focus();
        }
        None
    }

    /// Empties the fields.
    pub fn clear(self) {
        self.new.set(String::new());
        self.again.set(String::new());
        self.is_tried.set(false);
    }

    fn wrong(self) -> Option<Wrong> {
        if self.count() < LEAST_CHARACTERS {
            return Some(Wrong::TooShort);
        }
        (self.new.get() != self.again.get()).then_some(Wrong::NotTheSame)
    }

    fn count(self) -> usize {
        self.new.with(|new| new.chars().count())
    }
}

/// The two fields.
#[component]
pub fn NewPassphrase(entry: Entry) -> impl IntoView {
    let locale = locale();
    let text = &lock(locale.speech).set;
    let said = move |wanted: Wrong, words: &'static str| {
        Signal::derive(move || {
            let is_said = entry.is_tried.get() && entry.wrong() == Some(wanted);
            is_said.then_some(words)
        })
    };
    let strength = move || {
        let count = entry.count();
        let words = match count {
            0 => return None,
            1..FAIR => &text.short,
            FAIR..LONG => &text.fair,
            _ => &text.long,
        };
        Some([&locale.plural(count, words, &[]), " ", text.only_length].concat())
    };
    view! {
        <PassphraseField
            label=text.new
            value=entry.new
            mistake=said(Wrong::TooShort, text.too_short)
            field=entry.new_field
        />
        <small role="status">{strength}</small>
        <PassphraseField
            label=text.again
            value=entry.again
            mistake=said(Wrong::NotTheSame, text.not_the_same)
            field=entry.again_field
        />
    }
}
