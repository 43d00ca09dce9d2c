//! SHA-256 over files: to see whether anything has changed, to name what does not change, and for browsers to compare.

use std::path::Path;

use channel_readiness::domain::exchange::base64::base64;
use sha2::{Digest as _, Sha256};

use crate::failure::Outcome;
use crate::files;

/// A finished SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest(String);

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        Self::from_hash(Sha256::new_with_prefix(bytes))
    }

    /// Over some words, and over every file in these places with its path.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of_places(words: &str, root: &Path, places: &[&str]) -> Outcome<Self> {
        let mut hash = Sha256::new_with_prefix(words);
        for place in places {
            let path = root.join(place);
            let found = if path.is_file() {
                vec![path]
            } else {
                files::below(&path)?
            };
            for file in found {
                let bytes = files::read(&file)?;
                hash.update(
                    file.strip_prefix(root)
                        .unwrap_or(&file)
                        .to_string_lossy()
                        .as_bytes(),
                );
                hash.update((bytes.len() as u64).to_le_bytes());
                hash.update(bytes);
            }
        }
        Ok(Self::from_hash(hash))
    }

    fn from_hash(hash: Sha256) -> Self {
        let digits = b"0123456789abcdef";
        let hex = |byte: u8| [digits[usize::from(byte >> 4)], digits[usize::from(byte & 15)]];
        Self(
            hash.finalize()
                .iter()
                .flat_map(|byte| hex(*byte))
                .map(char::from)
                .collect(),
        )
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first 16 digits, for a name.
    pub fn short(&self) -> &str {
        &self.0[..16]
    }
}

/// The SHA-256 of some bytes as browsers take it in `integrity`.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", base64(&Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_a_moved_file_and_other_words_change_the_digest() {
        let root = std::env::temp_dir().join(format!("xtask-digest-{}", std::process::id()));
        let digest = |words: &str| Digest::of_places(words, &root, &["src", "one.txt"]).unwrap();
        files::write(&root.join("src/a.rs"), "a").unwrap();
        files::write(&root.join("one.txt"), "1").unwrap();
        let first = digest("x");
        assert_eq!(digest("x"), first);
        assert_ne!(digest("y"), first);
        files::write(&root.join("src/a.rs"), "b").unwrap();
        assert_ne!(digest("x"), first);
        files::empty_folder(&root.join("src")).unwrap();
        files::write(&root.join("src/b.rs"), "a").unwrap();
        assert_ne!(digest("x"), first);
        files::remove_folder(&root).unwrap();
    }

    #[test]
    fn what_browsers_compare_is_the_hash_in_base64() {
        // `printf abc | openssl dgst -sha256 -binary | base64`
        assert_eq!(
            integrity(b"abc"),
            "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        );
    }
}
