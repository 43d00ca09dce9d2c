//! Which tags partners have. Of very many partners most have the same as others: each list of tags is known once, by a
//! number, and what is counted is counted by list.

use std::collections::BTreeMap;

use crate::domain::directory::SearchText;

/// Every list of tags that a partner has, or had.
#[derive(Debug, Clone, Default)]
pub(super) struct TagLists {
    /// By the tags as one text.
    numbers: BTreeMap<String, u32>,
    /// By number: its tags, each once, with the place where it stands first in the list.
    lists: Vec<Vec<(u32, usize)>>,
    /// The number of each tag, by the tag in small letters.
    tags: BTreeMap<String, u32>,
}

impl TagLists {
    /// The number of a partner's tags.
    pub fn number(&mut self, text: &SearchText) -> u32 {
        if let Some(number) = self.numbers.get(text.all_tags()) {
            return *number;
        }
        let mut list: Vec<(u32, usize)> = Vec::new();
        for (at, tag) in text.tags().enumerate() {
            let next = as_number(self.tags.len());
            let tag = *self.tags.entry(tag.to_owned()).or_insert(next);
            if !list.iter().any(|(one, _)| *one == tag) {
                list.push((tag, at));
            }
        }
        let number = as_number(self.lists.len());
        self.lists.push(list);
        self.numbers.insert(text.all_tags().to_owned(), number);
        number
    }

    /// How many lists there are.
    pub const fn len(&self) -> usize {
        self.lists.len()
    }

    /// The tags of a list.
    pub fn list(&self, number: usize) -> &[(u32, usize)] {
        self.lists.get(number).map_or(&[], Vec::as_slice)
    }

    /// The numbers of all tags, by name.
    pub fn by_name(&self) -> impl Iterator<Item = usize> {
        self.tags.values().map(|number| *number as usize)
    }

    /// How many tags there are.
    pub fn tags(&self) -> usize {
        self.tags.len()
    }
}

fn as_number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
