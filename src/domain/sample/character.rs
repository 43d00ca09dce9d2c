//! What a partner is like.

use super::chance::{by_share, happens, scatter};
use crate::domain::company::{Kind, Size};
use crate::domain::random::Random;

/// What all that is told of a partner follows from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Character {
    pub kind: Option<Kind>,
    pub size: Option<Size>,
    /// How ready it is now, in hundredths of a level: 4 are a point of the score.
    pub readiness: i64,
    /// How much more ready than a year ago.
    pub rise: i64,
    /// How often each side does not know, of 65,536 questions.
    pub unknown: u64,
}

/// The kinds, and of a hundred partners how many are so.
const KINDS: [(Option<Kind>, u32); 7] = [
    (Some(Kind::Reseller), 38),
    (Some(Kind::ManagedServiceProvider), 23),
    (Some(Kind::Integrator), 16),
    (Some(Kind::SoftwareVendor), 13),
    (Some(Kind::Distributor), 5),
    (Some(Kind::Other), 3),
    (None, 2),
];

/// The sizes, and of a hundred partners how many are so: small ones are the most by far.
const SIZES: [(Option<Size>, u32); 6] = [
    (Some(Size::UpTo10), 38),
    (Some(Size::UpTo50), 31),
    (Some(Size::UpTo250), 17),
    (Some(Size::UpTo1000), 8),
    (Some(Size::Over1000), 4),
    (None, 2),
];

/// A distributor is no shop of three.
const SIZES_OF_DISTRIBUTORS: [(Option<Size>, u32); 5] = [
    (Some(Size::UpTo10), 8),
    (Some(Size::UpTo50), 26),
    (Some(Size::UpTo250), 34),
    (Some(Size::UpTo1000), 22),
    (Some(Size::Over1000), 10),
];

/// How far partners of one size differ, in hundredths of a level.
const DIFFERENCE: i64 = 60;

impl Character {
    pub(super) fn drawn(random: &mut Random) -> Self {
        let kind = by_share(random, &KINDS);
        let size = match kind {
            Some(Kind::Distributor) => by_share(random, &SIZES_OF_DISTRIBUTORS),
            _ => by_share(random, &SIZES),
        };
        let own = scatter(random.bits(), DIFFERENCE);
        Self {
            kind,
            size,
            readiness: (median(size) + own).clamp(10, 390),
            // Most get on, some fall back.
            rise: 16 + scatter(random.bits(), 20),
            unknown: if happens(random, 15) { 9000 } else { 2200 },
        }
    }
}

/// How ready the middle one of a size is, in hundredths of a level. Size matters a little: from the smallest to the largest
/// band it is two thirds of a level, which is as far as partners of one band stray from its middle.
const fn median(size: Option<Size>) -> i64 {
    match size {
        Some(Size::UpTo10) => 188,
        Some(Size::UpTo50) | None => 204,
        Some(Size::UpTo250) => 220,
        Some(Size::UpTo1000) => 236,
        Some(Size::Over1000) => 252,
    }
}
