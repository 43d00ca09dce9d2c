//! Draws of everyday kinds. In whole numbers alone, so that every device draws the same.

use crate::domain::random::Random;

/// The draws of one partner, apart from those of every other.
pub(super) fn stream(seed: u64, number: usize) -> Random {
    let number = u64::try_from(number).unwrap_or(u64::MAX);
    // Two streams whose beginnings lie a whole number of steps apart would be one.
    Random::new(Random::new(seed).bits() ^ Random::new(number ^ u64::MAX).bits())
}

/// Whether something happens that happens so many times of a hundred.
pub(super) const fn happens(random: &mut Random, percent: u32) -> bool {
    random.below(100) < percent
}

/// `least..=most`.
pub(super) fn between(random: &mut Random, least: u32, most: u32) -> u32 {
    least + random.below(most.saturating_sub(least) + 1)
}

/// One of a list that is not empty, each as likely as any other.
pub(super) fn one_of<T: Copy>(random: &mut Random, list: &[T]) -> T {
    let limit = u32::try_from(list.len()).unwrap_or(u32::MAX);
    list[random.below(limit) as usize]
}

/// One of a list, each as likely as its share says; the last one where the shares end before.
pub(super) fn by_share<T: Copy>(random: &mut Random, list: &[(T, u32)]) -> T {
    let all = list.iter().map(|(_, share)| share).sum();
    let mut place = random.below(all);
    for (one, share) in list {
        if place < *share {
            return *one;
        }
        place -= share;
    }
    list[list.len() - 1].0
}

/// Near 0 mostly, as the sum of four dice: nearly a bell. It strays by `spread`, as a standard deviation, and never by more
/// than 3.5 of it.
pub(super) const fn scatter(bits: u64, spread: i64) -> i64 {
    let sum = (bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48);
    // Four even draws of 0 to 65535 stray by 65536 × √(4 ÷ 12), or 2²⁶ ÷ 1774.
    ((sum.cast_signed() - 131_070) * spread * 1774) >> 26
}

/// The same of two dice, from the lower 32 bits: a tent, and never more than 2.5 times `spread`.
pub(super) const fn scatter_of_two(bits: u64, spread: i64) -> i64 {
    let sum = (bits & 0xffff) + ((bits >> 16) & 0xffff);
    // Two of them stray by 65536 × √(2 ÷ 12), or 2²⁶ ÷ 2508.
    ((sum.cast_signed() - 65_535) * spread * 2508) >> 26
}
