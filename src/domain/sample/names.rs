//! What partners are called.

use super::words::{ADJECTIVES, INVENTED, NO_TRADE, NOUNS, trades};
use crate::domain::company::Kind;
use crate::domain::random::Random;

/// Gives each partner a name of its own, which says that it is made up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names {
    /// How far the names of neighbours lie apart. Each name comes once before one comes again: it has no divisor in common
    /// with how many there are.
    stride: usize,
    first: usize,
}

/// How many names there are before they are counted.
const ALL: usize = ADJECTIVES.len() * NOUNS.len() * INVENTED.len();

impl Names {
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut below_all = || random.below(u32::try_from(ALL).unwrap_or(u32::MAX)) as usize;
        let mut stride = below_all();
        while greatest_common_divisor(stride, ALL) != 1 {
            stride += 1;
        }
        Self {
            stride,
            first: below_all(),
        }
    }

    /// The name of the partner with this number, such as `Amber Walrus Imaginary Services`.
    pub(super) fn of(self, number: usize, kind: Option<Kind>) -> String {
        let place = (number % ALL * self.stride + self.first) % ALL;
        let adjective = ADJECTIVES[place % ADJECTIVES.len()];
        let noun = NOUNS[place / ADJECTIVES.len() % NOUNS.len()];
        let invented = INVENTED[place / ADJECTIVES.len() / NOUNS.len()];
        let trades = kind.map_or(&[NO_TRADE][..], trades);
        let trade = trades[place % trades.len()];
        let name = [adjective, noun, invented, trade].join(" ");
        match number / ALL {
            0 => name,
            rounds => format!("{name} {}", rounds + 1),
        }
    }
}

const fn greatest_common_divisor(one: usize, other: usize) -> usize {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
