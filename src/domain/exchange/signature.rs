//! Signatures of exchanged files: ECDSA on P-256 with SHA-256. The browser signs and verifies; here is what is signed, and
//! the fingerprint by which two people compare a key over the telephone.

use sha2::{Digest, Sha256};

/// A public key's bytes: 4, then the two coordinates of 32 bytes each.
/// Source: SEC 1, 2.3.3, an uncompressed point.
pub const POINT_BYTES: usize = 65;
/// A signature's bytes: r and s, 32 bytes each.
/// Source: Web Cryptography API, ECDSA, sign.
pub const SIGNATURE_BYTES: usize = 64;
/// What an uncompressed point begins with.
const UNCOMPRESSED: u8 = 4;
/// So many bytes of the hash are in a fingerprint: whoever wants another key with the same one tries some 2^80 keys.
const FINGERPRINT_BYTES: usize = 10;
const GROUP: usize = 4;

/// A signature: r and s.
pub type Signature = [u8; SIGNATURE_BYTES];

/// Whose signature it is: an uncompressed point of P-256. Whether it lies on the curve is for the browser to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey([u8; POINT_BYTES]);

/// The signature of a file, and what it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed<'f> {
    pub key: PublicKey,
    pub signature: Signature,
    /// The bytes that are signed: all of the file before the signature.
    pub of: &'f [u8],
}

impl PublicKey {
    /// The key of an uncompressed point; `None` for another form of point.
    #[must_use]
    pub const fn from_point(point: [u8; POINT_BYTES]) -> Option<Self> {
        let [form, ..] = point;
        if form == UNCOMPRESSED {
            Some(Self(point))
        } else {
            None
        }
    }

    /// The uncompressed point.
    #[must_use]
    pub const fn point(&self) -> &[u8; POINT_BYTES] {
        &self.0
    }

    /// What two people read to each other: four groups of four digits and letters, such as `7QF2-0KZM-9B1T-X4HV`. The first
    /// 80 bits of the SHA-256 of the point, without I, L, O and U, which are taken for other ones.
    ///
    /// Source: Douglas Crockford, Base 32.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let hash = Sha256::digest(self.0);
        let bytes = hash.iter().take(FINGERPRINT_BYTES);
        let bits = bytes.fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let letters = FINGERPRINT_BYTES * 8 / 5;
        let mut words = String::with_capacity(letters + letters / GROUP);
        for place in 0..letters {
            if place > 0 && place.is_multiple_of(GROUP) {
                words.push('-');
            }
            let letter = bits >> (5 * (letters - 1 - place)) & 31;
            words.push(char::from(LETTERS[usize::try_from(letter).unwrap_or_default()]));
        }
        words
    }
}
