//! What somebody changed in a profile, done to the profile as it is by now.

use super::Profile;

impl Profile {
    /// Does to this profile what makes `after` of `before`. Of tags, contacts and systems each is looked at by itself, so
    /// that what came in the meantime stays: what was not changed is left as it is here, and what was changed is as it is in
    /// `after`, also where it was taken out here.
    #[must_use]
    pub fn rebased(&self, before: &Self, after: &Self) -> Self {
        Self {
            tags: entries(&self.tags, &before.tags, &after.tags, |tag| tag.to_lowercase()),
            contacts: entries(&self.contacts, &before.contacts, &after.contacts, |contact| {
                contact.id
            }),
            systems: entries(&self.systems, &before.systems, &after.systems, |system| system.id),
            target: value(self.target, before.target, after.target),
            archived_on: value(self.archived_on, before.archived_on, after.archived_on),
        }
    }
}

fn value<T: Copy + PartialEq>(here: T, before: T, after: T) -> T {
    if before == after { here } else { after }
}

fn entries<T: Clone + PartialEq, K: PartialEq>(
    here: &[T],
    before: &[T],
    after: &[T],
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let find = |all: &[T], one: &T| all.iter().find(|other| key(other) == key(one)).cloned();
    let stays = here.iter().filter_map(|one| match find(after, one) {
        // Changed since in a way that only what is here knows.
        Some(now) if find(before, one).as_ref() == Some(&now) => Some(one.clone()),
        Some(now) => Some(now),
        None => find(before, one).is_none().then(|| one.clone()),
    });
    let stays: Vec<T> = stays.collect();
    let comes = after.iter().filter(|one| find(here, one).is_none());
    let comes = comes
        .filter(|one| find(before, one).as_ref() != Some(*one))
        .cloned();
    stays.into_iter().chain(comes).collect()
}
