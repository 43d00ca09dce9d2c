//! A small generator of numbers that look random: the same seed gives the same ones on every device.
//!
//! Source: `SplitMix64`, Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.

/// See the module.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number of 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// `0.0..1.0`.
    pub fn share(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let share = (self.bits() >> 11) as f64 / (1_u64 << 53) as f64;
        share
    }

    /// `0..limit`, each as likely as any other; 0 where the limit is.
    ///
    /// Source: Lemire, "Fast random integer generation in an interval", 2019.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the halves of a product of 64 bits"
    )]
    pub const fn below(&mut self, limit: u32) -> u32 {
        loop {
            let product = (self.bits() >> 32) * limit as u64;
            let rest = product as u32;
            // What is left over of 2³² ÷ limit is drawn anew, so that all numbers are equally likely.
            if rest >= limit || rest >= limit.wrapping_neg() % limit {
                return (product >> 32) as u32;
            }
        }
    }
}
