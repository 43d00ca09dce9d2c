//! Sealing by the browser's keys.

use super::Cause;
use super::vault::{Cipher, CipherError, Working};
use crate::platform::crypto::{CryptoError, IV_BYTES, Key, random_bytes};

impl Cipher for Key {
    fn seal<'a>(&'a self, context: &'a [u8], plain: &'a [u8]) -> Working<'a> {
        Box::pin(async move {
            let vector = random_bytes::<IV_BYTES>().map_err(failed)?;
            let encrypted = Self::seal(self, &vector, context, plain).await.map_err(failed)?;
            Ok([&vector[..], &encrypted].concat())
        })
    }

    fn open<'a>(&'a self, context: &'a [u8], sealed: &'a [u8]) -> Working<'a> {
        Box::pin(async move {
            let (vector, encrypted) = sealed.split_first_chunk().ok_or(CipherError::Wrong)?;
            Self::open(self, vector, context, encrypted).await.map_err(failed)
        })
    }
}

fn failed(error: CryptoError) -> CipherError {
    let name = match error {
        CryptoError::Wrong => return CipherError::Wrong,
        CryptoError::Missing => "NotSupportedError",
        CryptoError::TimedOut => "TimeoutError",
        CryptoError::Refused(exception) => {
            return CipherError::Failed(Cause {
                name: exception.name,
                message: exception.message,
            });
        }
    };
    CipherError::Failed(Cause {
        name: name.to_owned(),
        message: error.to_string(),
    })
}
