//! Which language is spoken, and the messages that came for it.

use std::cell::RefCell;
use std::sync::OnceLock;

use super::catalogue::{Messages, Reader};
use super::{Catalogue, Questions, english};

/// A language with its messages: English, or one whose messages came as a file. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Speech(Option<&'static Learned>);

/// The messages of a language. Read once for the page, and kept for as long as it is there.
struct Learned {
    language: String,
    questions: Questions,
    later: OnceLock<&'static Catalogue>,
}

thread_local! {
    static LEARNED: RefCell<Vec<&'static Learned>> = const { RefCell::new(Vec::new()) };
}

impl Speech {
    /// The language that is part of the program.
    pub const ENGLISH: Self = Self(None);

    /// A language by its tag, with the messages of the first download as [`super::translation`] writes them. English where
    /// there are none, or not those of this program.
    #[must_use]
    pub fn learn(language: &str, words: &str) -> Self {
        let known =
            LEARNED.with_borrow(|learned| learned.iter().copied().find(|one| one.language == language));
        Self(known.or_else(|| {
            let learned: &'static Learned = Box::leak(Box::new(Learned {
                language: language.to_owned(),
                questions: read(english::QUESTIONS, words)?,
                later: OnceLock::new(),
            }));
            LEARNED.with_borrow_mut(|all| all.push(learned));
            Some(learned)
        }))
    }

    /// The messages of what is loaded later have come. Others than this program's are not taken.
    pub fn learn_later(self, words: &str) {
        if let Some(learned) = self.0
            && learned.later.get().is_none()
            && let Some(catalogue) = read(Catalogue::english(), words)
        {
            // It was empty a moment ago.
            let _ = learned.later.set(Box::leak(Box::new(catalogue)));
        }
    }

    /// The messages of the first download.
    #[must_use]
    pub fn questions(self) -> &'static Questions {
        self.0.map_or(&english::QUESTIONS, |learned| &learned.questions)
    }

    /// Those of what is loaded later, where they have come.
    pub(super) fn later(self) -> Option<&'static Catalogue> {
        self.0?.later.get().copied()
    }
}

/// All messages of a file in place of English ones, where it has neither more nor less of them.
fn read<T: Messages>(mut messages: T, words: &str) -> Option<T> {
    let mut reader = Reader::new(words);
    messages.take(&mut reader);
    reader.is_over().then_some(messages)
}
