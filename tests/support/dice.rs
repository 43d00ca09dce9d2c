//! Numbers that look random and are the same in every run.
#![allow(dead_code, reason = "each suite uses some of it")]

use core::fmt::Debug;

/// `SplitMix64`. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// `0..limit`
    pub fn below<N>(&mut self, limit: N) -> N
    where
        N: TryFrom<u64, Error: Debug> + TryInto<u64, Error: Debug>,
    {
        let limit: u64 = limit.try_into().expect("a limit over zero");
        N::try_from(self.next() % limit).expect("less than the limit")
    }

    /// So many letters that hardly anything presses together.
    pub fn letters(&mut self, count: usize) -> String {
        let letter = |_| char::from_u32(0x4E00 + self.below(1_u32 << 14)).expect("a letter");
        (0..count).map(letter).collect()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
