//! Encryption by the browser's WebCrypto: AES-256-GCM, with keys that no script can read out.
//!
//! On pages served by plain http there is none. Then nothing is encrypted and the caller is told so; there is no weaker
//! stand-in.

#![allow(clippy::disallowed_methods, reason = "this file is the one home of WebCrypto")]

use js_sys::{Array, JsString, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

use super::deadline::{Unsettled, settled};
use super::objects::{Exception, call, options, service};

pub const SALT_BYTES: usize = 16;
/// Source: NIST SP 800-38D, 5.2.1.1: 96 bits.
pub const IV_BYTES: usize = 12;
/// How much longer sealed bytes are than plain ones: the tag.
pub const TAG_BYTES: usize = 16;
/// An IV, then the 32 bytes of the key, sealed.
pub const WRAPPED_BYTES: usize = IV_BYTES + 32 + TAG_BYTES;

/// Long enough for ten million rounds on a slow phone; the browser itself always ends.
const LIMIT_MILLISECONDS: u32 = 60_000;
const CIPHER: &str = "AES-GCM";
/// Sealed in with a wrapped key, so that it cannot pass for other sealed bytes nor they for it.
const WRAPPED_CONTEXT: &[u8] = b"channel-readiness key";

/// A key of AES-256-GCM that cannot be read out of the browser.
#[derive(Debug, Clone)]
pub struct Key(CryptoKey);

/// A random key sealed by another one, as it may be stored.
pub type WrappedKey = [u8; WRAPPED_BYTES];

/// Why nothing was encrypted or decrypted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CryptoError {
    /// This page has no WebCrypto: it was not served by https, nor from this device.
    #[error("this page has no WebCrypto")]
    Missing,
    /// Not the key these bytes were sealed with, or the bytes, the IV or what is sealed in with them were altered. Which,
    /// cannot be told.
    #[error("another key, or altered")]
    Wrong,
    /// Not done after 60 seconds.
    #[error("encryption took too long")]
    TimedOut,
    /// The browser refused, such as for 0 rounds.
    #[error("{0}")]
    Refused(Exception),
}

/// Who may ever see a key's bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Nobody,
    /// Only to be wrapped by another key; never given out of this file.
    ToWrap,
}

impl Reading {
    fn extractable(self) -> JsValue {
        (self == Self::ToWrap).into()
    }
}

/// Whether this page can encrypt.
#[must_use]
pub fn is_there() -> bool {
    subtle().is_ok()
}

/// Random bytes for a salt or an IV, at most 65,536.
///
/// # Errors
/// [`CryptoError::Refused`] where the host page has broken the source; nothing stands in for it.
pub fn random_bytes<const COUNT: usize>() -> Result<[u8; COUNT], CryptoError> {
    let mut bytes = [0; COUNT];
    let window = web_sys::window().ok_or(CryptoError::Missing)?;
    window
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes))
        .map_err(|thrown| refused(&thrown))?;
    Ok(bytes)
}

impl Key {
    /// The browser's own key, which its database can keep and nobody can read.
    #[must_use]
    pub fn to_stored(&self) -> JsValue {
        self.0.clone().into()
    }

    /// A key kept by [`Key::to_stored`]; `None` for anything else.
    #[must_use]
    pub fn from_stored(value: JsValue) -> Option<Self> {
        value.dyn_into().ok().map(Self)
    }

    /// The key that a passphrase stands for, by PBKDF2 with SHA-256. The passphrase is brought into NFKC first, so that
    /// it is the same from every keyboard; it is not trimmed. Rounds `1..`: the caller has bounds of its own.
    ///
    /// # Errors
    /// [`CryptoError::Missing`] on a page without WebCrypto.
    pub async fn from_passphrase(
        passphrase: &str,
        salt: &[u8; SALT_BYTES],
        rounds: u32,
    ) -> Result<Self, CryptoError> {
        let subtle = subtle()?;
        let normal = String::from(JsString::from(passphrase).normalize("NFKC"));
        let secret = Uint8Array::from(normal.as_bytes());
        let usages = Array::of1(&"deriveKey".into());
        let name = "PBKDF2".into();
        let wanted = [
            &"raw".into(),
            &secret.into(),
            &name,
            &JsValue::FALSE,
            &usages.into(),
        ];
        let secret: JsValue = done(call(&subtle, "importKey", &wanted)).await?;
        let derivation = options(&[
            ("name", "PBKDF2".into()),
            ("hash", "SHA-256".into()),
            ("salt", Uint8Array::from(salt.as_slice()).into()),
            ("iterations", rounds.into()),
        ]);
        let wanted = [
            &derivation.into(),
            &secret,
            &cipher_of_keys().into(),
            &JsValue::FALSE,
            &usages_of_keys(),
        ];
        done(call(&subtle, "deriveKey", &wanted)).await.map(Self)
    }

    /// A random key. It is gone with the page.
    ///
    /// # Errors
    /// As [`Key::from_passphrase`].
    pub async fn random() -> Result<Self, CryptoError> {
        random_key(Reading::Nobody).await.map(Self)
    }

    /// A random key, and the same wrapped by this one. What is sealed by it need not be sealed again when this key is
    /// replaced: see [`Key::rewrap`].
    ///
    /// # Errors
    /// As [`Key::from_passphrase`].
    pub async fn random_wrapped(&self) -> Result<(Self, WrappedKey), CryptoError> {
        let readable = random_key(Reading::ToWrap).await?;
        let wrapped = self.wrap(&readable).await?;
        Ok((self.open_wrapped(&wrapped).await?, wrapped))
    }

    /// The key that was wrapped by this one.
    ///
    /// # Errors
    /// [`CryptoError::Wrong`] for another key's, such as that of a mistyped passphrase.
    pub async fn open_wrapped(&self, wrapped: &WrappedKey) -> Result<Self, CryptoError> {
        self.unwrap_for(Reading::Nobody, wrapped).await.map(Self)
    }

    /// What was wrapped by this key, wrapped by another: for a change of the passphrase.
    ///
    /// # Errors
    /// As [`Key::open_wrapped`].
    pub async fn rewrap(&self, wrapped: &WrappedKey, by: &Self) -> Result<WrappedKey, CryptoError> {
        let readable = self.unwrap_for(Reading::ToWrap, wrapped).await?;
        by.wrap(&readable).await
    }

    /// Encrypts, and adds a tag of 16 bytes that shows any change, also of `context`, which is not encrypted nor part of
    /// the result. An IV must never be used twice with a key: take [`random_bytes`].
    ///
    /// # Errors
    /// As [`Key::from_passphrase`].
    pub async fn seal(
        &self,
        iv: &[u8; IV_BYTES],
        context: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        let sealed = self.cipher("encrypt", iv, context, plain);
        done::<JsValue>(sealed?).await.map(|buffer| bytes(&buffer))
    }

    /// What was sealed by this key with the same IV and context.
    ///
    /// # Errors
    /// [`CryptoError::Wrong`] where a bit of anything differs, or bytes are missing.
    pub async fn open(
        &self,
        iv: &[u8; IV_BYTES],
        context: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        let plain = self.cipher("decrypt", iv, context, sealed);
        done::<JsValue>(plain?)
            .await
            .map(|buffer| bytes(&buffer))
            .map_err(wrong)
    }

    fn cipher(
        &self,
        method: &str,
        iv: &[u8; IV_BYTES],
        context: &[u8],
        text: &[u8],
    ) -> Result<Result<JsValue, JsValue>, CryptoError> {
        let (cipher, text) = (cipher(iv, context).into(), Uint8Array::from(text).into());
        Ok(call(&subtle()?, method, &[&cipher, &self.0, &text]))
    }

    async fn wrap(&self, readable: &CryptoKey) -> Result<WrappedKey, CryptoError> {
        let iv = random_bytes::<IV_BYTES>()?;
        let cipher = cipher(&iv, WRAPPED_CONTEXT).into();
        let sealed = call(
            &subtle()?,
            "wrapKey",
            &[&"raw".into(), readable, &self.0, &cipher],
        );
        let sealed = bytes(&done(sealed).await?);
        [iv.as_slice(), &sealed].concat().try_into().map_err(|_| {
            CryptoError::Refused(Exception {
                name: String::from("DataError"),
                message: String::from("the wrapped key has another length"),
            })
        })
    }

    async fn unwrap_for(&self, reading: Reading, wrapped: &WrappedKey) -> Result<CryptoKey, CryptoError> {
        let (iv, sealed) = wrapped.split_first_chunk().ok_or(CryptoError::Wrong)?;
        let wanted: [&JsValue; 7] = [
            &"raw".into(),
            &Uint8Array::from(sealed).into(),
            &self.0,
            &cipher(iv, WRAPPED_CONTEXT).into(),
            &cipher_of_keys().into(),
            &reading.extractable(),
            &usages_of_keys(),
        ];
        done(call(&subtle()?, "unwrapKey", &wanted)).await.map_err(wrong)
    }
}

async fn random_key(reading: Reading) -> Result<CryptoKey, CryptoError> {
    let wanted = [
        &cipher_of_keys().into(),
        &reading.extractable(),
        &usages_of_keys(),
    ];
    done(call(&subtle()?, "generateKey", &wanted)).await
}

pub(super) fn subtle() -> Result<JsValue, CryptoError> {
    service(&["crypto", "subtle"]).ok_or(CryptoError::Missing)
}

fn cipher(iv: &[u8; IV_BYTES], context: &[u8]) -> Object {
    options(&[
        ("name", CIPHER.into()),
        ("iv", Uint8Array::from(iv.as_slice()).into()),
        ("additionalData", Uint8Array::from(context).into()),
    ])
}

fn cipher_of_keys() -> Object {
    options(&[("name", CIPHER.into()), ("length", 256.into())])
}

fn usages_of_keys() -> JsValue {
    Array::of4(
        &"encrypt".into(),
        &"decrypt".into(),
        &"wrapKey".into(),
        &"unwrapKey".into(),
    )
    .into()
}

pub(super) async fn done<T: JsCast>(begun: Result<JsValue, JsValue>) -> Result<T, CryptoError> {
    let promise = begun.map_err(|thrown| refused(&thrown))?;
    match settled(promise.unchecked_ref::<Promise>(), LIMIT_MILLISECONDS).await {
        Ok(value) => Ok(value.unchecked_into()),
        Err(Unsettled::TimedOut) => Err(CryptoError::TimedOut),
        Err(Unsettled::Rejected(exception)) => Err(CryptoError::Refused(exception)),
    }
}

/// The browser says `OperationError`, and no more, when a tag does not fit.
/// Source: Web Cryptography API, AES-GCM, decrypt.
fn wrong(error: CryptoError) -> CryptoError {
    match error {
        CryptoError::Refused(exception) if exception.name == "OperationError" => CryptoError::Wrong,
        other => other,
    }
}

fn refused(thrown: &JsValue) -> CryptoError {
    CryptoError::Refused(Exception::of(thrown))
}

pub(super) fn bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}
