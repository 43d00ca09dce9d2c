//! The key that signs what is sent from here. It is made at the first use, and kept as a record of the store: sealed where
//! a lock is set, in no backup, and gone when everything is deleted.

use std::rc::Rc;

use crate::domain::exchange::signature::{PublicKey, Signature};
use crate::domain::exchange::{base64_url, from_base64_url};
use crate::domain::json::{self, Json, Member};
use crate::platform::crypto::CryptoError;
use crate::platform::signing::{NewKey, SigningKey};
use crate::storage::envelope;
use crate::storage::migrations::PAYLOAD_FORMAT;
use crate::storage::saving::Records;
use crate::storage::vault::{Behind, Vault};
use crate::storage::{Change, RecordKey, RecordKind, Seen, Store, StoreError, Write, WriteError};

use super::super::lock;
use super::super::state::State;

/// The setting's id in its record's key.
const SETTING: &str = "signing-key";
const FORMAT: u32 = 1;

/// A key that is kept.
#[derive(Debug, Clone)]
pub struct Signer {
    key: SigningKey,
    public: PublicKey,
    is_lasting: bool,
}

/// Why there is no key to sign with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignerError {
    /// [`CryptoError::Missing`] on a page served by plain http.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// It was made and could not be kept, or the one that is kept could not be read: nothing is signed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is kept is no key, or damaged. It is left as it is.
    #[error("the key that is kept here cannot be read")]
    Unreadable,
    /// The store is not open yet, or the widget is gone.
    #[error("nothing can be kept yet")]
    NotOpened,
}

impl Signer {
    /// What goes with each signature.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// What two people read to each other to compare it, such as `7QF2-0KZM-9B1T-X4HV`.
    pub fn fingerprint(&self) -> String {
        self.public.fingerprint()
    }

    /// Whether it outlives the page.
    pub const fn is_lasting(&self) -> bool {
        self.is_lasting
    }

    /// Signs.
    ///
    /// # Errors
    /// As [`SigningKey::sign`].
    pub async fn sign(&self, of: &[u8]) -> Result<Signature, CryptoError> {
        self.key.sign(of).await
    }
}

/// The key of this store. One is made where there is none, and given only once it is kept.
///
/// # Errors
/// [`SignerError`]; then no other key has taken the place of the one that is kept.
pub async fn signer(state: State) -> Result<Signer, SignerError> {
    let (vault, store) = at_hand(state)?;
    let records = vault.over(&store);
    let kept = match find(&records).await {
        Ok(None) => make(&records).await,
        Ok(Some(kept)) => Ok(kept),
        Err(error) => Err(error),
    };
    let kept = noticed(state, kept)?;
    Ok(kept.signer(&store).await?)
}

/// The key of this store; `None` where none was made yet.
///
/// # Errors
/// As [`signer`].
pub async fn kept_signer(state: State) -> Result<Option<Signer>, SignerError> {
    let (vault, store) = at_hand(state)?;
    let found = find(&vault.over(&store)).await;
    match noticed(state, found)? {
        Some(kept) => Ok(Some(kept.signer(&store).await?)),
        None => Ok(None),
    }
}

fn at_hand(state: State) -> Result<(Rc<Vault>, Rc<Store>), SignerError> {
    let found = state.later().lock.vault().zip(state.keeper.store());
    found.ok_or(SignerError::NotOpened)
}

/// Another tab has set a lock: its passphrase is asked for.
fn noticed<T>(state: State, found: Result<T, SignerError>) -> Result<T, SignerError> {
    if matches!(found, Err(SignerError::Store(StoreError::Locked))) {
        lock::shut(state);
    }
    found
}

/// What is kept of a key.
struct Kept {
    /// PKCS #8.
    private: Vec<u8>,
    public: PublicKey,
}

impl Kept {
    async fn signer(self, store: &Store) -> Result<Signer, CryptoError> {
        Ok(Signer {
            key: SigningKey::from_private(&self.private).await?,
            public: self.public,
            is_lasting: store.is_lasting(),
        })
    }

    fn to_bytes(&self) -> Vec<u8> {
        let document = Json::object(vec![
            Member::new("kind", SETTING),
            Member::new("format", FORMAT),
            Member::new("private", base64_url(&self.private)),
            Member::new("public", base64_url(self.public.point())),
        ]);
        envelope::encode(RecordKind::Setting, PAYLOAD_FORMAT, &json::compact(&document))
    }

    /// `None` for what this version cannot read.
    fn read(bytes: &[u8]) -> Option<Self> {
        let envelope = envelope::decode(bytes).ok()?;
        let document = json::parse(&envelope.payload).ok()?;
        let part = |name| {
            document
                .member(name)
                .and_then(Json::as_str)
                .and_then(from_base64_url)
        };
        let public = PublicKey::from_point(part("public")?.try_into().ok()?)?;
        let is_known = document.member("format") == Some(&Json::from(FORMAT));
        is_known.then_some(Self {
            private: part("private")?,
            public,
        })
    }
}

async fn find(records: &Behind<'_>) -> Result<Option<Kept>, SignerError> {
    let found = records
        .read(&[RecordKey::new(RecordKind::Setting, SETTING)])
        .await?;
    let Some(stored) = found.first() else {
        return Ok(None);
    };
    Kept::read(&stored.bytes).map(Some).ok_or(SignerError::Unreadable)
}

/// Makes a key and keeps it, where no other tab is faster: then that one's is the key of both.
async fn make(records: &Behind<'_>) -> Result<Kept, SignerError> {
    let NewKey { private, public } = NewKey::random().await?;
    let public = PublicKey::from_point(public).ok_or(SignerError::Unreadable)?;
    let kept = Kept { private, public };
    let key = RecordKey::new(RecordKind::Setting, SETTING);
    let write = Write {
        changes: vec![Change::Put {
            key: key.clone(),
            bytes: kept.to_bytes(),
        }],
        seen: vec![Seen { key, bytes: None }],
    };
    match records.write(&write).await {
        Ok(()) => Ok(kept),
        Err(WriteError::Changed(_)) => find(records).await?.ok_or(SignerError::Unreadable),
        Err(WriteError::Store(error)) => Err(error.into()),
    }
}
