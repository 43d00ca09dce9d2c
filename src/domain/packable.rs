//! What may lie packed until somebody looks at it.

use core::fmt;
use core::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

/// A value of its own, or one at a place of a pack of them. Of very many records few are looked at: what came packed is
/// unpacked when it is, and shared until it is changed.
pub struct Packable<T, P: ?Sized> {
    /// Empty while there is a pack.
    own: T,
    packed: Option<Packed<T, P>>,
}

/// Unpacks what lies in it. It is reached only through this, so that the first download has none of it.
pub trait Unpack<T>: fmt::Debug + Send + Sync {
    /// What lies at a place. It was looked through when it came, so that it can be unpacked.
    fn unpack(&self, place: usize) -> T;
}

struct Packed<T, P: ?Sized> {
    within: Arc<P>,
    place: usize,
    /// Filled at the first look.
    unpacked: OnceLock<T>,
}

impl<T: Default, P: ?Sized> Packable<T, P> {
    /// What lies at a place of a pack.
    #[must_use]
    pub fn packed(within: Arc<P>, place: usize) -> Self {
        Self {
            own: T::default(),
            packed: Some(Packed {
                within,
                place,
                unpacked: OnceLock::new(),
            }),
        }
    }

    /// Whether nobody has unpacked it yet.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.place().is_some()
    }

    /// The pack and the place in it, where nobody has unpacked it yet.
    pub(super) fn place(&self) -> Option<(&P, usize)> {
        let packed = self.packed.as_ref();
        let packed = packed.filter(|packed| packed.unpacked.get().is_none());
        packed.map(|packed| (&*packed.within, packed.place))
    }
}

impl<T, P: ?Sized + Unpack<T>> Deref for Packable<T, P> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.packed {
            None => &self.own,
            Some(packed) => packed.unpacked.get_or_init(|| packed.within.unpack(packed.place)),
        }
    }
}

impl<T, P: ?Sized + Unpack<T>> DerefMut for Packable<T, P> {
    fn deref_mut(&mut self) -> &mut T {
        // What is changed is no longer what was packed.
        if let Some(packed) = self.packed.take() {
            let unpacked = packed.unpacked.into_inner();
            self.own = unpacked.unwrap_or_else(|| packed.within.unpack(packed.place));
        }
        &mut self.own
    }
}

impl<T, P: ?Sized> From<T> for Packable<T, P> {
    fn from(own: T) -> Self {
        Self { own, packed: None }
    }
}

impl<T: Default, P: ?Sized> Default for Packable<T, P> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: Clone, P: ?Sized> Clone for Packable<T, P> {
    fn clone(&self) -> Self {
        Self {
            own: self.own.clone(),
            packed: self.packed.clone(),
        }
    }
}

impl<T: Clone, P: ?Sized> Clone for Packed<T, P> {
    fn clone(&self) -> Self {
        Self {
            within: Arc::clone(&self.within),
            place: self.place,
            unpacked: self.unpacked.clone(),
        }
    }
}

impl<T: PartialEq, P: ?Sized + Unpack<T>> PartialEq for Packable<T, P> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: fmt::Debug, P: ?Sized + Unpack<T>> fmt::Debug for Packable<T, P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}
