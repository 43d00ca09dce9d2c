//! Signatures by the browser's WebCrypto: ECDSA on P-256 with SHA-256.
//!
//! On pages served by plain http there is none. Then nothing is signed and no signature verified, and the caller is told so.

use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::CryptoKey;

use super::crypto::{CryptoError, bytes, done, subtle};
use super::objects::{Exception, call, member, options};

/// A public key: an uncompressed point of P-256.
pub const POINT_BYTES: usize = 65;
/// A signature: r, then s, 32 bytes each.
pub const SIGNATURE_BYTES: usize = 64;

/// A key to sign with that no script can read out.
#[derive(Debug, Clone)]
pub struct SigningKey(CryptoKey);

/// A key that was just made, to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    /// The private key as PKCS #8. Whoever has it signs in its owner's name: it is kept as records are, and sealed where a
    /// lock is set.
    pub private: Vec<u8>,
    /// The public key, which goes with each signature.
    pub public: [u8; POINT_BYTES],
}

impl NewKey {
    /// Makes a random pair of keys. [`SigningKey::from_private`] is what signs with it.
    ///
    /// # Errors
    /// [`CryptoError::Missing`] on a page without WebCrypto.
    pub async fn random() -> Result<Self, CryptoError> {
        let subtle = subtle()?;
        let usages = Array::of2(&"sign".into(), &"verify".into()).into();
        // Readable, so that it can be kept; it is gone with the end of this function.
        let pair = call(
            &subtle,
            "generateKey",
            &[&curve().into(), &JsValue::TRUE, &usages],
        );
        let pair: JsValue = done(pair).await?;
        let part = |name| member(&pair, name).ok_or_else(|| unexpected("the browser made no pair of keys"));
        let (private, public) = (part("privateKey")?, part("publicKey")?);
        let private: JsValue = done(call(&subtle, "exportKey", &[&"pkcs8".into(), &private])).await?;
        let public: JsValue = done(call(&subtle, "exportKey", &[&"raw".into(), &public])).await?;
        Ok(Self {
            private: bytes(&private),
            public: exactly(&public)?,
        })
    }
}

impl SigningKey {
    /// The key of these bytes, which are PKCS #8. It cannot be read out again.
    ///
    /// # Errors
    /// [`CryptoError::Refused`] for bytes that are no private key of P-256.
    pub async fn from_private(private: &[u8]) -> Result<Self, CryptoError> {
        let private = Uint8Array::from(private).into();
        import("pkcs8", &private, "sign").await.map(Self)
    }

    /// Signs. The same bytes have another signature each time.
    ///
    /// # Errors
    /// [`CryptoError::Missing`] on a page without WebCrypto.
    pub async fn sign(&self, of: &[u8]) -> Result<[u8; SIGNATURE_BYTES], CryptoError> {
        let of = Uint8Array::from(of).into();
        let signature = call(&subtle()?, "sign", &[&scheme().into(), &self.0, &of]);
        exactly(&done::<JsValue>(signature).await?)
    }
}

/// Whether a signature is right.
///
/// # Errors
/// [`CryptoError::Wrong`] where a bit of anything differs, or the point is none of P-256; [`CryptoError::Missing`] on a page
/// without WebCrypto, where nothing can be said.
pub async fn verify(
    public: &[u8; POINT_BYTES],
    signature: &[u8; SIGNATURE_BYTES],
    of: &[u8],
) -> Result<(), CryptoError> {
    let point = Uint8Array::from(public.as_slice()).into();
    let key = import("raw", &point, "verify").await.map_err(no_point)?;
    let signature = Uint8Array::from(signature.as_slice()).into();
    let of = Uint8Array::from(of).into();
    let verified = call(&subtle()?, "verify", &[&scheme().into(), &key, &signature, &of]);
    let is_right: JsValue = done(verified).await?;
    if is_right.is_truthy() {
        Ok(())
    } else {
        Err(CryptoError::Wrong)
    }
}

async fn import(format: &str, key: &JsValue, usage: &str) -> Result<CryptoKey, CryptoError> {
    let usages = Array::of1(&usage.into()).into();
    let wanted = [&format.into(), key, &curve().into(), &JsValue::FALSE, &usages];
    done(call(&subtle()?, "importKey", &wanted)).await
}

/// Whatever the browser says of a point that it does not import, it is no key.
fn no_point(error: CryptoError) -> CryptoError {
    match error {
        CryptoError::Refused(_) => CryptoError::Wrong,
        other => other,
    }
}

fn curve() -> Object {
    options(&[("name", "ECDSA".into()), ("namedCurve", "P-256".into())])
}

fn scheme() -> Object {
    options(&[("name", "ECDSA".into()), ("hash", "SHA-256".into())])
}

/// Bytes that must be so many.
fn exactly<const COUNT: usize>(buffer: &JsValue) -> Result<[u8; COUNT], CryptoError> {
    let bytes = bytes(buffer);
    bytes
        .try_into()
        .map_err(|_| unexpected("the browser gave another number of bytes"))
}

fn unexpected(message: &str) -> CryptoError {
    CryptoError::Refused(Exception {
        name: String::from("DataError"),
        message: String::from(message),
    })
}
