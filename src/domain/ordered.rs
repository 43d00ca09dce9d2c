//! A small map in the order of its keys.

/// Keys and values in a list that is kept sorted; each key once. Looking up takes the logarithm of the length, adding
/// at the end is quick, adding elsewhere moves what follows: right for the hundreds of answers and thousands of records
/// of one visitor. Each use of the library's tree map weighs nine kilobytes of wasm, each of this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered<K, V>(Vec<(K, V)>);

impl<K, V> Ordered<K, V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// An empty map with room for so many entries.
    #[must_use]
    pub fn with_capacity(entries: usize) -> Self {
        Self(Vec::with_capacity(entries))
    }

    /// Makes room for so many more entries, so that those that are added at the end do not move what is here.
    pub fn reserve(&mut self, more: usize) {
        self.0.reserve(more);
    }

    /// How many entries there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Entries in the order of their keys, each once.
    #[must_use]
    pub const fn in_order(entries: Vec<(K, V)>) -> Self {
        Self(entries)
    }

    /// Every entry, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// Every value, by key.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Every value, by key, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// Every value, by key.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.0.into_iter().map(|(_, value)| value)
    }

    /// Keeps the entries for which `keep` holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        self.0.retain(|(key, value)| keep(key, value));
    }
}

impl<K: Ord, V> Ordered<K, V> {
    /// Entries that came in any order, each key once.
    #[must_use]
    pub fn sorted(mut entries: Vec<(K, V)>) -> Self {
        entries.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Self(entries)
    }

    /// Adds entries that came in any order; of one key the value that came last stays. However many there are, what is here
    /// is moved once.
    pub fn add_all(&mut self, added: Vec<(K, V)>) {
        // What comes in order and after all that is here stays as it comes.
        let is_after = match (self.0.last(), added.first()) {
            (Some((last, _)), Some((first, _))) => last < first,
            (None, _) => true,
            (_, None) => return,
        };
        if is_after && added.is_sorted_by(|(one, _), (other, _)| one < other) {
            if self.0.is_empty() {
                self.0 = added;
            } else {
                self.0.extend(added);
            }
            return;
        }
        let mut added: Vec<(usize, (K, V))> = added.into_iter().enumerate().collect();
        added.sort_unstable_by(|(place, (one, _)), (other_place, (other, _))| {
            one.cmp(other).then(place.cmp(other_place))
        });
        added.dedup_by(|(_, later), (_, earlier)| {
            let is_same = later.0 == earlier.0;
            if is_same {
                core::mem::swap(later, earlier);
            }
            is_same
        });
        let mut added = added.into_iter().map(|(_, entry)| entry).peekable();
        let mut here = core::mem::take(&mut self.0).into_iter().peekable();
        self.0.reserve(here.len() + added.len());
        loop {
            let is_first_here = match (here.peek(), added.peek()) {
                (Some((one, _)), Some((other, _))) if one == other => {
                    here.next();
                    false
                }
                (Some((one, _)), Some((other, _))) => one < other,
                (first, _) => first.is_some(),
            };
            let next = if is_first_here { here.next() } else { added.next() };
            match next {
                Some(entry) => self.0.push(entry),
                None => return,
            }
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        self.place(key).ok().map(|place| &self.0[place].1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.place(key).ok().map(|place| &mut self.0[place].1)
    }

    /// The entry at a place in the order of keys.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<(&K, &V)> {
        self.0.get(place).map(|(key, value)| (key, value))
    }

    /// Goes through at most so many of the entries after a key, each with its place, and notes there which came last; without
    /// a key, from the first one. Whether none are left. Whoever goes through all of them in pieces goes on where the last
    /// piece ended, whatever has come and gone in between.
    pub fn go_on(&self, after: &mut Option<K>, most: usize, mut each: impl FnMut(usize, &K, &V)) -> bool
    where
        K: Copy,
    {
        let first = self.past(after.as_ref());
        let end = self.0.len().min(first + most);
        for (place, (key, value)) in (first..).zip(&self.0[first..end]) {
            each(place, key, value);
            *after = Some(*key);
        }
        end == self.0.len()
    }

    /// How many keys come before this one or are it; without one, none do.
    #[must_use]
    pub fn past(&self, key: Option<&K>) -> usize {
        match key.map(|key| self.place(key)) {
            None => 0,
            Some(Ok(place)) => place + 1,
            Some(Err(place)) => place,
        }
    }

    /// Whether there is an entry of a key.
    #[must_use]
    pub fn contains_key(&self, key: &K) -> bool {
        self.place(key).is_ok()
    }

    /// Adds an entry or replaces the value of its key; gives what was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => Some(core::mem::replace(&mut self.0[place].1, value)),
            Err(place) => {
                self.0.insert(place, (key, value));
                None
            }
        }
    }

    /// The value of a key, made where there is none.
    pub fn get_or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let place = match self.place(&key) {
            Ok(place) => place,
            Err(place) => {
                self.0.insert(place, (key, make()));
                place
            }
        };
        &mut self.0[place].1
    }

    /// Takes an entry out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.place(key).ok().map(|place| self.0.remove(place).1)
    }

    /// Where the key is, or where it belongs. What is read in order is added at the end without a search.
    fn place(&self, key: &K) -> Result<usize, usize> {
        match self.0.last() {
            Some((last, _)) if last < key => Err(self.0.len()),
            _ => self.0.binary_search_by(|(one, _)| one.cmp(key)),
        }
    }
}

impl<K, V> Default for Ordered<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Ord, V> Extend<(K, V)> for Ordered<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Ordered<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K, V> IntoIterator for Ordered<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
