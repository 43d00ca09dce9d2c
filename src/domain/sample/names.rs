//! What partners are called.

use super::words::{ADJECTIVES, INVENTED, NO_TRADE, NOUNS, trades};
use crate::domain::company::Kind;
use crate::domain::random::Random;

/// Gives each partner a name of its own, which says that it is made up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names {
    /// How far the names of neighbours lie apart. Each name comes once before one comes again: it has no divisor in common
    /// with how many there are.
    stride: u32,
    first: u32,
}

/// How many names there are before they are counted.
const ALL: usize = ADJECTIVES.len() * NOUNS.len() * INVENTED.len();

impl Names {
    pub(super) fn new(seed: u64) -> Self {
        let all = u32::try_from(ALL).unwrap_or(u32::MAX);
        let mut random = Random::new(seed);
        let mut stride = random.below(all);
        while greatest_common_divisor(stride, all) != 1 {
            stride += 1;
        }
        Self {
            stride,
            first: random.below(all),
        }
    }

    /// The name of the partner with this number, such as `Amber Walrus Imaginary Services`.
    pub(super) fn of(self, number: usize, kind: Option<Kind>) -> String {
        let place = self.place(number % ALL);
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

    /// Which of all names. In 64 bits, which hold the product on every device.
    fn place(self, number: usize) -> usize {
        let (number, all) = (u64::try_from(number), u64::try_from(ALL));
        let (number, all) = (number.unwrap_or_default(), all.unwrap_or(1));
        let place = (number * u64::from(self.stride) + u64::from(self.first)) % all;
        usize::try_from(place).unwrap_or_default()
    }
}

const fn greatest_common_divisor(one: u32, other: u32) -> u32 {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
