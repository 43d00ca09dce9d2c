//! Whether much is other than before, told by a number in place of a copy of it.

use core::hash::Hasher;

/// Mixes what is hashed into 64 bits, quickly; nobody's secrets depend on it.
#[derive(Debug, Default)]
pub(in crate::domain) struct Mix(u64);

impl Mix {
    pub const fn add(&mut self, word: u64) {
        // An odd number without a pattern: the golden ratio of 2⁶⁴.
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (byte, from) in word.iter_mut().zip(chunk) {
                *byte = *from;
            }
            self.add(u64::from_le_bytes(word));
        }
        self.add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    }

    fn finish(&self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 29)
    }
}
