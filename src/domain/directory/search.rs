//! Finding companies by words.

use std::collections::BTreeMap;

use crate::domain::company::{Company, CompanyId};
use crate::domain::library::Library;

/// Mostly there is room for what follows the name, so that the text is not moved while it grows.
const ROOM: usize = 96;

/// What a company is found by: its name, its tags and further words, in small letters. Made once for each company; then a
/// query costs little.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchText {
    text: String,
    /// Where the name ends.
    name: usize,
    /// Where the tags end.
    tags: usize,
    pairs: Pairs,
}

/// Which bytes follow each other somewhere in a text, each pair as one of 256 marks: a word of which a mark is missing is not
/// in the text, and mostly that is all that has to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Pairs([u64; 4]);

impl Pairs {
    fn of(text: &[u8]) -> Self {
        let mut marks = [0; 4];
        let mut before = None;
        for byte in text {
            if let Some(before) = before.replace(*byte) {
                // Letters differ by little: neighbours get marks far from each other.
                let mark = u8::wrapping_mul(before, 37).wrapping_add(*byte);
                marks[usize::from(mark >> 6)] |= 1 << (mark & 63);
            }
        }
        Self(marks)
    }

    /// Whether all marks of the other are there.
    fn has(&self, other: &Self) -> bool {
        let missing = |(mine, wanted): (&u64, &u64)| wanted & !mine;
        self.0
            .iter()
            .zip(&other.0)
            .map(missing)
            .fold(0, |all, one| all | one)
            == 0
    }
}

impl SearchText {
    /// The text of a company of this name with these tags; `words` are such as its kind in the reader's language.
    #[must_use]
    pub fn of<'w>(
        name: &str,
        tags: impl IntoIterator<Item = &'w str>,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Self {
        let mut text = String::with_capacity(name.len() + ROOM);
        push_small(&mut text, name);
        let name = text.len();
        for tag in tags {
            add(&mut text, tag);
        }
        let tags = text.len();
        for word in words {
            add(&mut text, word);
        }
        let pairs = Pairs::of(text.as_bytes());
        Self {
            text,
            name,
            tags,
            pairs,
        }
    }

    /// The name in small letters.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text.get(..self.name).unwrap_or_default()
    }

    /// Its tags as one text: two of them are in order as their tags are, one after the other. Empty where there is none.
    #[must_use]
    pub fn all_tags(&self) -> &str {
        self.text.get(self.name..self.tags).unwrap_or_default()
    }

    /// The tags in small letters, a line's end or the like in one of them as a space.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        // Each begins with a line's end.
        self.all_tags().split('\n').skip(1)
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

/// A word in small letters, made ready to be looked for in very many texts: nothing is prepared for each of them, most texts
/// are passed over, and of the others most letters are never looked at.
///
/// Source: R. N. Horspool, "Practical fast searching in strings", 1980.
#[derive(Debug, Clone)]
pub struct Seeker {
    word: Vec<u8>,
    /// How far it may go on after a byte at its end.
    steps: [u8; 256],
    pairs: Pairs,
}

impl Seeker {
    /// Of the word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let word = word.as_bytes().to_vec();
        let most = |length: usize| u8::try_from(length).unwrap_or(u8::MAX);
        let mut steps = [most(word.len()).max(1); 256];
        for (at, byte) in word.iter().enumerate().take(word.len().saturating_sub(1)) {
            steps[usize::from(*byte)] = most(word.len() - 1 - at);
        }
        let pairs = Pairs::of(&word);
        Self { word, steps, pairs }
    }

    /// How long it is, in bytes.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.word.len()
    }

    /// Whether it is no word.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.word.is_empty()
    }

    /// Whether the text has it.
    #[must_use]
    pub fn is_in(&self, text: &SearchText) -> bool {
        if !text.pairs.has(&self.pairs) {
            return false;
        }
        let text = text.text.as_bytes();
        let Some((end, _)) = self.word.split_last() else {
            return true;
        };
        let last = self.word.len() - 1;
        let mut at = last;
        while let Some(byte) = text.get(at) {
            if byte == end && text.get(at - last..=at) == Some(&self.word) {
                return true;
            }
            at += usize::from(self.steps[usize::from(*byte)]);
        }
        false
    }
}

/// Adds a word on a line of its own: no word of a query has a line's end, so none is found across two of these.
fn add(text: &mut String, word: &str) {
    text.push('\n');
    if word.bytes().all(|byte| byte >= b' ') {
        push_small(text, word);
    } else {
        text.push_str(&folded(word));
    }
}

/// Adds a text in small letters; nothing is copied twice where it has English letters alone.
fn push_small(text: &mut String, word: &str) {
    if !word.is_ascii() {
        return text.push_str(&word.to_lowercase());
    }
    let before = text.len();
    text.push_str(word);
    if let Some(added) = text.get_mut(before..) {
        added.make_ascii_lowercase();
    }
}

/// A tag as [`SearchText::tags`] gives it.
pub(in crate::domain) fn folded(word: &str) -> String {
    let folded = word.to_lowercase();
    // Then a line's end is before every character of a word.
    if folded.bytes().any(|byte| byte < b' ') {
        return folded.replace(|character| character < ' ', " ");
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

    /// Whether every word stands in a name, without regard to capitals. Without words it does. `room` is for the name in
    /// small letters, and used again for the next one.
    #[must_use]
    pub fn finds(&self, name: &str, room: &mut String) -> bool {
        lower(name, room);
        self.is_in(room)
    }

    /// The same of a name in small letters.
    fn is_in(&self, name: &str) -> bool {
        self.0.iter().all(|word| name.contains(word))
    }
}

/// What a query finds among all partners.
#[derive(Debug, Clone, PartialEq)]
pub struct Finds<'l> {
    /// The first ones by name, those without a name last.
    pub companies: Vec<&'l Company>,
    /// How many there are in all.
    pub count: usize,
}

/// The partners whose names have every word of a query, without regard to capitals: at most so many, and how many there
/// are. Without words it finds all. Those without a name are found by the words that stand in its place; where those are
/// `None`, they are left out. However many there are, no list of all is made.
#[must_use]
pub fn find<'l>(library: &'l Library, query: &Query, most: usize, unnamed: Option<&str>) -> Finds<'l> {
    let unnamed = unnamed.map(str::to_lowercase);
    let mut first: BTreeMap<(bool, String, CompanyId), &Company> = BTreeMap::new();
    let mut count = 0;
    let mut name = String::new();
    for company in library.companies.values() {
        lower(&company.name, &mut name);
        let is_unnamed = name.trim().is_empty();
        let seen = if is_unnamed {
            unnamed.as_deref()
        } else {
            Some(name.as_str())
        };
        if !seen.is_some_and(|seen| query.is_in(seen)) {
            continue;
        }
        count += 1;
        let key = (is_unnamed, name.as_str(), company.id);
        let last = first.last_key_value().filter(|_| first.len() >= most);
        if last.is_some_and(|((is_unnamed, name, id), _)| key > (*is_unnamed, name.as_str(), *id)) {
            continue;
        }
        first.insert((key.0, name.clone(), company.id), company);
        if first.len() > most {
            first.pop_last();
        }
    }
    Finds {
        companies: first.into_values().collect(),
        count,
    }
}

/// A name in small letters; the room for it is used again.
fn lower(name: &str, into: &mut String) {
    into.clear();
    if name.is_ascii() {
        into.push_str(name);
        into.make_ascii_lowercase();
    } else {
        into.push_str(&name.to_lowercase());
    }
}
