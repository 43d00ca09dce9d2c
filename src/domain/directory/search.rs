//! Finding companies by words.

use crate::domain::company::Company;
use crate::domain::profile::tags;

/// What a company is found by: its name, its tags and further words, in small letters. Made once for each company; then a
/// query costs little.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchText(String);

impl SearchText {
    /// The text of a company; `words` are such as its kind in the reader's language.
    #[must_use]
    pub fn of(company: &Company, words: &[&str]) -> Self {
        let mut text = company.name.to_lowercase();
        for word in tags(company).chain(words.iter().copied()) {
            // No word of a query has a line's end, so none is found across two of these.
            text.push('\n');
            text.push_str(&word.to_lowercase());
        }
        Self(text)
    }

    /// Whether every word of the query stands in it, without regard to capitals. Without words it does.
    #[must_use]
    pub fn matches(&self, query: &Query) -> bool {
        query.0.iter().all(|word| self.0.contains(word))
    }
}

/// What is looked for: words in any order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query(Vec<String>);

impl Query {
    /// The words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        Self(text.split_whitespace().map(str::to_owned).collect())
    }
}
