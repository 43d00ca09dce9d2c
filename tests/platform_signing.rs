//! Signatures, in a browser.
#![cfg(target_arch = "wasm32")]

use channel_readiness::domain::exchange::sealed::{Header, Mark, open, sign, to_sign};
use channel_readiness::domain::exchange::signature::PublicKey;
use channel_readiness::platform::crypto::CryptoError;
use channel_readiness::platform::signing::{NewKey, SigningKey, verify};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
function replace(owner, name, descriptor) {
  const original = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, ...descriptor });
  return () => Object.defineProperty(owner, name, original);
}
export function onPlainHttp() { return replace(Crypto.prototype, 'subtle', { get: () => undefined }); }
export function recordingImports(seen) {
  const original = SubtleCrypto.prototype.importKey;
  return replace(SubtleCrypto.prototype, 'importKey', { writable: true, value: async function (...args) {
    const key = await original.apply(this, args);
    seen.push(`${key.type} ${key.extractable ? 'readable' : 'closed'} ${key.usages}`);
    return key;
  } });
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = onPlainHttp)]
    fn on_plain_http() -> js_sys::Function;
    #[wasm_bindgen(js_name = recordingImports)]
    fn recording_imports(seen: &js_sys::Array) -> js_sys::Function;
}

/// A fault that ends with the block it stands in.
struct Fault(js_sys::Function);

impl Drop for Fault {
    fn drop(&mut self) {
        self.0.call0(&JsValue::NULL).expect("undone");
    }
}

fn hex<const COUNT: usize>(text: &str) -> [u8; COUNT] {
    let digit = |at: usize| {
        let digit = text.chars().nth(at).and_then(|digit| digit.to_digit(16));
        digit.and_then(|digit| u8::try_from(digit).ok()).expect("a digit")
    };
    core::array::from_fn(|at| digit(2 * at) * 16 + digit(2 * at + 1))
}

async fn keys() -> (SigningKey, NewKey) {
    let new = NewKey::random().await.expect("a pair of keys");
    let key = SigningKey::from_private(&new.private)
        .await
        .expect("a private key");
    (key, new)
}

#[wasm_bindgen_test]
async fn what_is_signed_is_verified_and_what_is_altered_is_not() {
    let (key, new) = keys().await;
    let signature = key.sign(b"some content").await.expect("a signature");
    assert_eq!(verify(&new.public, &signature, b"some content").await, Ok(()));
    assert_eq!(
        verify(&new.public, &signature, b"some contend").await,
        Err(CryptoError::Wrong)
    );
    assert_eq!(
        verify(&new.public, &signature, b"").await,
        Err(CryptoError::Wrong)
    );
    for at in [0, 31, 32, 63] {
        let mut altered = signature;
        altered[at] ^= 1;
        assert_eq!(
            verify(&new.public, &altered, b"some content").await,
            Err(CryptoError::Wrong)
        );
    }
    let (_, other) = keys().await;
    assert_eq!(
        verify(&other.public, &signature, b"some content").await,
        Err(CryptoError::Wrong)
    );
}

#[wasm_bindgen_test]
async fn a_point_beside_the_curve_is_no_key() {
    let (key, new) = keys().await;
    let signature = key.sign(b"x").await.expect("a signature");
    for at in [0, 1, 33, 64] {
        let mut point = new.public;
        point[at] ^= 1;
        assert_eq!(
            verify(&point, &signature, b"x").await,
            Err(CryptoError::Wrong),
            "{at}"
        );
    }
    assert_eq!(verify(&[0; 65], &signature, b"x").await, Err(CryptoError::Wrong));
}

/// Source: RFC 6979, A.2.5, P-256 with SHA-256, message "sample".
#[wasm_bindgen_test]
async fn signatures_of_other_programs_are_verified() {
    let point = hex(
        "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
    );
    let signature = hex(
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
    );
    assert_eq!(verify(&point, &signature, b"sample").await, Ok(()));
    assert_eq!(verify(&point, &signature, b"test").await, Err(CryptoError::Wrong));
}

#[wasm_bindgen_test]
async fn no_script_can_read_a_key_that_signs() {
    let new = NewKey::random().await.expect("a pair of keys");
    let seen = js_sys::Array::new();
    let recording = Fault(recording_imports(&seen));
    let key = SigningKey::from_private(&new.private)
        .await
        .expect("a private key");
    let signature = key.sign(b"x").await.expect("a signature");
    verify(&new.public, &signature, b"x").await.expect("verified");
    drop(recording);
    let seen: Vec<String> = seen.iter().filter_map(|one| one.as_string()).collect();
    assert_eq!(seen, ["private closed sign", "public closed verify"]);
}

#[wasm_bindgen_test]
async fn bytes_that_are_no_private_key_are_refused() {
    let (_, new) = keys().await;
    let cases: [&[u8]; 3] = [b"", b"no key", &new.private[..new.private.len() - 1]];
    for private in cases {
        let refused = SigningKey::from_private(private).await.map(drop);
        assert!(matches!(refused, Err(CryptoError::Refused(_))), "{refused:?}");
    }
}

#[wasm_bindgen_test]
async fn on_plain_http_nothing_is_signed_and_nothing_verified() {
    let (key, new) = keys().await;
    let _fault = Fault(on_plain_http());
    assert_eq!(NewKey::random().await.map(drop), Err(CryptoError::Missing));
    assert_eq!(key.sign(b"x").await.map(drop), Err(CryptoError::Missing));
    assert_eq!(
        SigningKey::from_private(&new.private).await.map(drop),
        Err(CryptoError::Missing)
    );
    assert_eq!(
        verify(&new.public, &[1; 64], b"x").await,
        Err(CryptoError::Missing)
    );
}

/// Made and signed by another program, after docs/exchange.md. It opens for ever.
#[wasm_bindgen_test]
async fn a_signed_file_of_format_1_is_verified() {
    let file = include_bytes!("fixtures/exchange-format-1.crx");
    let signed = open(Mark::Exchange, file)
        .expect("a file")
        .signed
        .expect("signed");
    assert_eq!(
        verify(signed.key.point(), &signed.signature, signed.of).await,
        Ok(())
    );
}

/// A file that somebody changed, and whose hash was made right again.
#[wasm_bindgen_test]
async fn a_signed_file_is_verified_whole() {
    let (key, new) = keys().await;
    let header = Header {
        is_compressed: false,
        encryption: None,
        content_length: 12,
    };
    let public = PublicKey::from_point(new.public).expect("an uncompressed point");
    let begun = to_sign(&header, b"some content", &public).expect("within bounds");
    let signature = key.sign(&begun).await.expect("a signature");
    let file = sign(begun, &signature);
    let signed = open(Mark::Exchange, &file)
        .expect("our own file")
        .signed
        .expect("signed");
    assert_eq!(signed.key.fingerprint(), public.fingerprint());
    assert_eq!(
        verify(signed.key.point(), &signed.signature, signed.of).await,
        Ok(())
    );
    let changed = to_sign(&header, b"same content", &public).expect("within bounds");
    let changed = sign(changed, &signature);
    let signed = open(Mark::Exchange, &changed)
        .expect("its hash is right")
        .signed
        .expect("signed");
    let verified = verify(signed.key.point(), &signed.signature, signed.of).await;
    assert_eq!(verified, Err(CryptoError::Wrong));
}
