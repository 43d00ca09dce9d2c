//! Text in one or more languages.

/// Words for people: plain (in the pack's first language) or in several languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// In the pack's first language.
    Plain(String),
    /// Language tag and words; never empty; the pack's first language comes first.
    Translated(Vec<(String, String)>),
}

impl Text {
    /// The words in `language`, such as `de-AT`: in a pack's `de-AT`, else its `de`, else its first language.
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        match self {
            Self::Plain(words) => words,
            Self::Translated(all) => {
                let find = |wanted: &str| all.iter().find(|(tag, _)| tag == wanted);
                find(language)
                    .or_else(|| find(language.split('-').next()?))
                    .or(all.first())
                    .map_or("", |(_, words)| words)
            }
        }
    }

    /// Whether it says nothing in its first language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(words) => words.is_empty(),
            Self::Translated(all) => all.first().is_none_or(|(_, words)| words.is_empty()),
        }
    }

    /// Adds the words in one more language, or others in one that it has. `first` is the language of a plain text.
    pub fn add(&mut self, first: &str, language: &str, words: String) {
        let mut all = match self {
            Self::Plain(plain) => vec![(first.to_owned(), core::mem::take(plain))],
            Self::Translated(all) => core::mem::take(all),
        };
        match all.iter_mut().find(|(tag, _)| tag == language) {
            Some((_, known)) => *known = words,
            None => all.push((language.to_owned(), words)),
        }
        *self = Self::Translated(all);
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}
