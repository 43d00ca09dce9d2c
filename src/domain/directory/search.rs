//! Finding companies by words.

use crate::domain::company::Company;
use crate::domain::profile::tags;

/// What a company is found by: its name, its tags and further words, in small letters. Made once for each company; then a
/// query costs little.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchText {
    text: String,
    /// Where the name ends.
    name: usize,
    /// Where the tags end.
    tags: usize,
}

impl SearchText {
    /// The text of a company; `words` are such as its kind in the reader's language.
    #[must_use]
    pub fn of<'w>(company: &Company, words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut text = company.name.to_lowercase();
        let name = text.len();
        for tag in tags(company) {
            add(&mut text, tag);
        }
        let tags = text.len();
        for word in words {
            add(&mut text, word);
        }
        Self { text, name, tags }
    }

    /// The name in small letters.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text.get(..self.name).unwrap_or_default()
    }

    /// The tags in small letters, a line's end in one of them as a space.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        let tags = self.text.get(self.name..self.tags).unwrap_or_default();
        // Each begins with a line's end.
        tags.split('\n').skip(1)
    }

    /// Whether a word in small letters stands in it.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.text.contains(word)
    }

    /// Whether every word of the query stands in it, without regard to capitals. Without words it does.
    #[must_use]
    pub fn matches(&self, query: &Query) -> bool {
        query.words().iter().all(|word| self.has(word))
    }
}

/// Adds a word on a line of its own: no word of a query has a line's end, so none is found across two of these.
fn add(text: &mut String, word: &str) {
    text.push('\n');
    text.push_str(&folded(word));
}

/// A tag as [`SearchText::tags`] gives it.
pub(in crate::domain) fn folded(word: &str) -> String {
    let folded = word.to_lowercase();
    if folded.contains('\n') {
        return folded.replace('\n', " ");
    }
    folded
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

    /// The words, in small letters.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.0
    }
}
