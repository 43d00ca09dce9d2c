//! The unknown members of a record, which may lie packed until somebody looks at them.

use super::json::{Member, Spot, see};
use super::packable::{Packable, Unpack};

/// Members in their order, each name once.
pub type Members = Packable<Vec<Member>, dyn PackedMembers>;

/// Where members are packed.
pub trait PackedMembers: Unpack<Vec<Member>> {
    /// As [`Members::see`], of those at a place.
    fn see<'s>(&'s self, place: usize, tell: &mut dyn FnMut(Spot<'s>) -> bool);
}

impl Members {
    /// Gives each spot to `tell`, in order, which says whether it wants to know what lies in it too. Members that are packed
    /// stay so: many thousands of records can be gone through and take no more room for it.
    pub fn see<'s>(&'s self, tell: &mut dyn FnMut(Spot<'s>) -> bool) {
        match self.place() {
            Some((packed, place)) => packed.see(place, tell),
            None => see(self, tell),
        }
    }

    /// Whether there is a member of this name; none is unpacked for it.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        let mut is_there = false;
        self.see(&mut |spot| {
            is_there |= spot.member == name;
            false
        });
        is_there
    }
}
