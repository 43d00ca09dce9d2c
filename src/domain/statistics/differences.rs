//! The k-th of all differences between two groups, without making a list of them.

use crate::domain::slices::pause;

/// So many steps are a slice: a few milliseconds.
const SLICE: usize = 1_000_000;

/// All differences of one of `left` less one of `right`. Both are sorted, finite, and not empty.
pub(super) struct Differences<'a> {
    pub left: &'a [f64],
    pub right: &'a [f64],
}

impl Differences<'_> {
    pub const fn count(&self) -> u64 {
        self.left.len() as u64 * self.right.len() as u64
    }

    /// The k-th smallest, `1..=count`. Cut in slices.
    ///
    /// The numbers between the smallest and the largest difference are halved again and again, by counting how many
    /// differences are no larger. There are fewer than 2⁶⁴ of them, so that takes at most 64 walks over both groups.
    pub async fn smallest(&self, k: u64) -> f64 {
        let [Some(least), Some(most)] = [
            self.left.first().zip(self.right.last()),
            self.left.last().zip(self.right.first()),
        ] else {
            return 0.0;
        };
        let (mut low, mut high) = (place(least.0 - least.1), place(most.0 - most.1));
        let mut walked = 0;
        while low < high {
            let middle = low + (high - low) / 2;
            if self.up_to(number(middle)) >= k {
                high = middle;
            } else {
                low = middle + 1;
            }
            walked += self.left.len() + self.right.len();
            if walked >= SLICE {
                walked = 0;
                pause().await;
            }
        }
        // What is as large as 0 is 0.
        number(low) + 0.0
    }

    /// The k-th largest, `1..=count`.
    pub async fn largest(&self, k: u64) -> f64 {
        self.smallest(self.count() + 1 - k).await
    }

    /// How many are no larger. Along a row and down a column differences only rise, rounded as they are, so one walk
    /// along the border between smaller and larger tells.
    fn up_to(&self, most: f64) -> u64 {
        let mut count = 0;
        let mut from = 0;
        for left in self.left {
            while self.right.get(from).is_some_and(|right| left - right > most) {
                from += 1;
            }
            count += (self.right.len() - from) as u64;
        }
        count
    }
}

/// The place of a number among all numbers, so that places can be halved. −0 and 0 have neighbouring places.
const fn place(number: f64) -> u64 {
    let bits = number.to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

/// The number at a place.
const fn number(place: u64) -> f64 {
    f64::from_bits(if place >> 63 == 0 {
        !place
    } else {
        place & !(1 << 63)
    })
}
