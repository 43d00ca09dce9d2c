//! A document made into the bytes of a file or link, and taken out of them again: compressed, encrypted where there is a
//! passphrase, signed where there is a key. What the bytes are is told by `domain::exchange::sealed`.

use crate::domain::exchange::sealed::{
    Encryption, Header, Mark, Parameter, Sealed, SealedError, Signing, open, seal, sign, to_sign,
};
use crate::domain::exchange::signature::Signed;
use crate::platform::compression::{self, CompressionError};
use crate::platform::crypto::{self, CryptoError, Key};
use crate::platform::signing;

use super::super::backup::ROUNDS;
use super::signer::Signer;

/// How the names of files end that two companies exchange. What is in one is told by its bytes.
pub const ENDING: &str = "crshare";

/// Why nothing was packed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackingError {
    /// It has more than [`LARGEST_DOCUMENT`](crate::domain::json::LARGEST_DOCUMENT) bytes.
    #[error(transparent)]
    TooLarge(#[from] SealedError),
    /// The browser did not encrypt or sign: [`CryptoError::Missing`] on a page served by plain http.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    #[error(transparent)]
    Compression(#[from] CompressionError),
}

/// What was in a file or link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// Not read yet.
    pub text: String,
    pub signature: Signature,
}

/// Whose file or link it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// Anybody could have made it.
    None,
    /// By the key with this fingerprint.
    Right(String),
    /// There is one, and this page has no WebCrypto to check it: it counts as none.
    NotChecked,
}

/// Why nothing was taken out of a file or link.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnpackError {
    #[error("this is no file of this app that companies exchange")]
    NotOurs,
    /// Whole, and made by a newer app.
    #[error("the file has format {found}, which this app does not know")]
    NewerFormat { found: u16 },
    /// Cut, altered or lengthened, or asking for what no app asks for.
    #[error("{0}")]
    Damaged(SealedError),
    /// It is whole, and what it holds is not what its beginning says.
    #[error("its content is not what its beginning says")]
    Inconsistent,
    #[error("it is larger than what companies exchange")]
    TooLarge,
    /// Somebody has changed it after it was signed.
    #[error("the signature is wrong")]
    SignatureWrong,
    #[error("a passphrase is needed")]
    NeedsPassphrase,
    /// The file is whole and the passphrase is another one.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// It is encrypted, and this page has no WebCrypto, since it was not served by https.
    #[error("this page cannot decrypt")]
    CannotDecrypt,
    /// It is compressed, and this browser has no `CompressionStream`.
    #[error("this browser cannot decompress")]
    CannotDecompress,
    /// The browser said no, or nothing for too long.
    #[error("{0}")]
    Browser(String),
}

/// A document as the bytes of a file or link: compressed where the browser can, encrypted where there is a passphrase,
/// signed where there is a key.
///
/// # Errors
/// [`PackingError::Crypto`], for one, with a passphrase on a page served by plain http.
pub async fn pack(
    text: &str,
    passphrase: Option<&str>,
    key: Option<&Signer>,
) -> Result<Vec<u8>, PackingError> {
    let is_compressed = compression::is_there();
    let mut body = if is_compressed {
        compression::compress(text.as_bytes()).await?
    } else {
        text.as_bytes().to_vec()
    };
    let mut header = Header {
        is_compressed,
        encryption: None,
        content_length: text.len() as u64,
    };
    let signing = match key {
        Some(_) => Signing::Signed,
        None => Signing::Unsigned,
    };
    if let Some(passphrase) = passphrase {
        let found = Encryption {
            rounds: ROUNDS,
            salt: crypto::random_bytes()?,
            initialisation_vector: crypto::random_bytes()?,
        };
        let vector = found.initialisation_vector;
        let key = Key::from_passphrase(passphrase, &found.salt, found.rounds).await?;
        header.encryption = Some(found);
        let beside = header.additional_data(Mark::Exchange, signing);
        body = key.seal(&vector, &beside, &body).await?;
    }
    match key {
        None => Ok(seal(Mark::Exchange, &header, &body)?),
        Some(signer) => {
            let before = to_sign(&header, &body, signer.public())?;
            let signature = signer.sign(&before).await?;
            Ok(sign(before, &signature))
        }
    }
}

/// What is in a file or link. Nothing is decrypted before the signature was found right, and nothing decompressed before
/// it is decrypted.
///
/// # Errors
/// The first thing that is wrong; [`UnpackError::NeedsPassphrase`] where none is given and one is needed.
pub async fn unpack(bytes: &[u8], passphrase: Option<&str>) -> Result<Unpacked, UnpackError> {
    let sealed = open(Mark::Exchange, bytes)?;
    let signature = match &sealed.signed {
        None => Signature::None,
        Some(signed) => checked(signed).await?,
    };
    let body = decrypted(&sealed, passphrase).await?;
    let length = usize::try_from(sealed.header.content_length).map_err(|_| UnpackError::TooLarge)?;
    let content = if sealed.header.is_compressed {
        compression::decompress(&body, length).await?
    } else {
        body
    };
    if content.len() != length {
        return Err(UnpackError::Inconsistent);
    }
    let text = String::from_utf8(content).map_err(|_| UnpackError::Inconsistent)?;
    Ok(Unpacked { text, signature })
}

async fn checked(signed: &Signed<'_>) -> Result<Signature, UnpackError> {
    match signing::verify(signed.key.point(), &signed.signature, signed.of).await {
        Ok(()) => Ok(Signature::Right(signed.key.fingerprint())),
        Err(CryptoError::Missing) => Ok(Signature::NotChecked),
        Err(CryptoError::Wrong) => Err(UnpackError::SignatureWrong),
        Err(error) => Err(UnpackError::Browser(error.to_string())),
    }
}

async fn decrypted(sealed: &Sealed<'_>, passphrase: Option<&str>) -> Result<Vec<u8>, UnpackError> {
    let Some(found) = &sealed.header.encryption else {
        return Ok(sealed.body.to_vec());
    };
    // Whoever cannot use a passphrase is not asked for one.
    if !crypto::is_there() {
        return Err(UnpackError::CannotDecrypt);
    }
    let passphrase = passphrase.ok_or(UnpackError::NeedsPassphrase)?;
    let key = Key::from_passphrase(passphrase, &found.salt, found.rounds).await?;
    let beside = sealed.additional_data(Mark::Exchange);
    let opened = key.open(&found.initialisation_vector, &beside, sealed.body);
    Ok(opened.await?)
}

impl From<SealedError> for UnpackError {
    fn from(error: SealedError) -> Self {
        match error {
            SealedError::NotOurs => Self::NotOurs,
            SealedError::NewerFormat { found } => Self::NewerFormat { found },
            SealedError::OutOfBounds {
                parameter: Parameter::ContentLength,
                ..
            } => Self::TooLarge,
            other => Self::Damaged(other),
        }
    }
}

/// The file is whole by its hash, so that it is the passphrase that is wrong.
impl From<CryptoError> for UnpackError {
    fn from(error: CryptoError) -> Self {
        match error {
            CryptoError::Wrong => Self::WrongPassphrase,
            CryptoError::Missing => Self::CannotDecrypt,
            other => Self::Browser(other.to_string()),
        }
    }
}

impl From<CompressionError> for UnpackError {
    fn from(error: CompressionError) -> Self {
        match error {
            CompressionError::NotSupported => Self::CannotDecompress,
            // It was promised to be no more than that.
            CompressionError::TooLarge { .. } | CompressionError::Damaged(_) => Self::Inconsistent,
            other => Self::Browser(other.to_string()),
        }
    }
}
