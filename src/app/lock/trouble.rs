//! What goes wrong with the lock, for whoever is told.

use super::super::persistence::failure;
use crate::platform::crypto::CryptoError;
use crate::storage::StoreError;
use crate::storage::envelope::EnvelopeError;
use crate::storage::lock::LockError;
use crate::ui::screens::lock::LockTrouble;

impl From<CryptoError> for LockTrouble {
    fn from(error: CryptoError) -> Self {
        match error {
            CryptoError::Wrong => Self::WrongPassphrase,
            CryptoError::Missing => Self::NoCrypto,
            CryptoError::TimedOut => Self::Refused(error.to_string()),
            CryptoError::Refused(exception) => Self::Refused(exception.to_string()),
        }
    }
}

impl From<StoreError> for LockTrouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Locked => Self::Elsewhere,
            StoreError::Refused(cause) => Self::Refused(cause.to_string()),
            error => Self::Store(failure(&error)),
        }
    }
}

impl From<LockError> for LockTrouble {
    fn from(error: LockError) -> Self {
        match error {
            LockError::NewerFormat { .. } | LockError::Envelope(EnvelopeError::NewerFormat { .. }) => {
                Self::Newer
            }
            LockError::Envelope(_) | LockError::Wrong(_) => Self::Damaged,
        }
    }
}
