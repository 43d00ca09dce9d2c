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
    /// The words in `language` (a tag as in the pack's `languages`), else in the pack's first language.
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        match self {
            Self::Plain(words) => words,
            Self::Translated(all) => all
                .iter()
                .find(|(tag, _)| tag == language)
                .or(all.first())
                .map_or("", |(_, words)| words),
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}
