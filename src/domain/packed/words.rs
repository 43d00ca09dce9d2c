//! Words that stand in many records of a pack: they are written once, and named by their place.

#![allow(
    clippy::option_option,
    reason = "the outer `None`: it cannot be read; the inner one: it is not there"
)]

use super::bytes::{Reader, put_count, put_text};
use crate::domain::json::Name;

/// Reads the list.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<Vec<Name>> {
    let count = reader.count()?;
    let words = (0..count).map(|_| reader.text().map(Name::from));
    words.collect()
}

/// Reads the place of a word.
pub(super) fn place(reader: &mut Reader<'_>) -> Option<usize> {
    usize::try_from(reader.number()?).ok()
}

/// Reads the place of a word, and gives the word.
pub(super) fn word<'w>(words: &'w [Name], reader: &mut Reader<'_>) -> Option<&'w Name> {
    words.get(place(reader)?)
}

/// Reads the place of a word that may be missing. The outer `None` where it cannot be read.
pub(super) fn perhaps_word<T>(
    words: &[Name],
    reader: &mut Reader<'_>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<Option<T>> {
    match place(reader)?.checked_sub(1) {
        None => Some(None),
        Some(place) => read(words.get(place)?).map(Some),
    }
}

/// What stands in many records, written once.
#[derive(Debug, Default)]
pub(super) struct Words {
    list: Vec<String>,
    /// Places in the list, by word.
    by_word: Vec<usize>,
    /// Where the word after the last one asked for stands, if it is the one that followed it before.
    next: usize,
}

impl Words {
    /// Adds the place of a word.
    pub(super) fn put_place(&mut self, bytes: &mut Vec<u8>, word: &str) {
        put_count(bytes, self.place(word));
    }

    /// Adds the place of a word that may be missing. Nothing is 0.
    pub(super) fn put_perhaps(&mut self, bytes: &mut Vec<u8>, word: Option<&str>) {
        put_count(bytes, word.map_or(0, |word| self.place(word) + 1));
    }

    /// Adds the list.
    pub(super) fn put(&self, bytes: &mut Vec<u8>) {
        put_count(bytes, self.list.len());
        for word in &self.list {
            put_text(bytes, word);
        }
    }

    /// How many bytes the list takes, about.
    pub(super) fn size(&self) -> usize {
        self.list.iter().map(|word| word.len() + 2).sum::<usize>() + 10
    }

    fn place(&mut self, word: &str) -> usize {
        // Most responses say the same in the same order.
        let place = match self.list.get(self.next) {
            Some(next) if next == word => self.next,
            _ => self.found(word),
        };
        self.next = place + 1;
        place
    }

    fn found(&mut self, word: &str) -> usize {
        let list = &self.list;
        match self
            .by_word
            .binary_search_by(|place| list[*place].as_str().cmp(word))
        {
            Ok(found) => self.by_word[found],
            Err(missing) => {
                let place = self.list.len();
                self.by_word.insert(missing, place);
                self.list.push(word.to_owned());
                place
            }
        }
    }
}
