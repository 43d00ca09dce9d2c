//! Encryption and compression, in a browser.
#![cfg(target_arch = "wasm32")]

use channel_readiness::platform::compression::{self, CompressionError, compress, decompress};
use channel_readiness::platform::crypto::{self, CryptoError, Key, WrappedKey, random_bytes};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// Each fault is undone by the function that is given back.
#[wasm_bindgen(inline_js = r#"
function replace(owner, name, descriptor) {
  const original = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, ...descriptor });
  return () => Object.defineProperty(owner, name, original);
}
export function onPlainHttp() { return replace(Crypto.prototype, 'subtle', { get: () => undefined }); }
export function withoutRandomValues() {
  return replace(Crypto.prototype, 'getRandomValues', { value: () => { throw new Error('broken'); } });
}
export function withoutStreams() { return replace(globalThis, 'DecompressionStream', { value: undefined }); }
export function withOptionsOnThePrototype() {
  Object.prototype.tagLength = 32;
  Object.prototype.additionalData = new Uint8Array([1]);
  return () => { delete Object.prototype.tagLength; delete Object.prototype.additionalData; };
}
// Every key that is made; those that a script could read are marked.
export function recordingKeys(seen) {
  const undo = ['importKey', 'deriveKey', 'generateKey', 'unwrapKey'].map((name) => {
    const original = SubtleCrypto.prototype[name];
    return replace(SubtleCrypto.prototype, name, { writable: true, value: async function (...args) {
      const key = await original.apply(this, args);
      seen.push(`${name} ${key.algorithm.name} ${key.algorithm.length ?? ''} ${key.extractable ? 'readable' : 'closed'}`);
      return key;
    } });
  });
  return () => undo.forEach((one) => one());
}
export function countingReads(seen) {
  const original = ReadableStreamDefaultReader.prototype.read;
  ReadableStreamDefaultReader.prototype.read = function () { seen.push(1); return original.call(this); };
  return () => { ReadableStreamDefaultReader.prototype.read = original; };
}
// "put" for each piece that is put before a stream, then "taken" once the stream has worked on it, or "given up".
export function recordingPieces(seen) {
  const original = WritableStreamDefaultWriter.prototype.write;
  WritableStreamDefaultWriter.prototype.write = function (piece) {
    seen.push('put');
    const written = original.call(this, piece);
    written.then(() => seen.push('taken'), () => seen.push('given up'));
    return written;
  };
  return () => { WritableStreamDefaultWriter.prototype.write = original; };
}
const last = new Error('the last one');
export function recordingUnhandled(seen) {
  const listen = (event) => {
    event.preventDefault();
    if (event.reason !== last) seen.push(String(event.reason));
  };
  addEventListener('unhandledrejection', listen);
  return () => removeEventListener('unhandledrejection', listen);
}
// They are reported in their order, some time later.
export async function allUnhandledReported() {
  await new Promise((resolve) => {
    addEventListener('unhandledrejection', function listen(event) {
      if (event.reason !== last) return;
      removeEventListener('unhandledrejection', listen);
      resolve();
    });
    Promise.reject(last);
  });
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = onPlainHttp)]
    fn on_plain_http() -> js_sys::Function;
    #[wasm_bindgen(js_name = withoutRandomValues)]
    fn without_random_values() -> js_sys::Function;
    #[wasm_bindgen(js_name = withoutStreams)]
    fn without_streams() -> js_sys::Function;
    #[wasm_bindgen(js_name = withOptionsOnThePrototype)]
    fn with_options_on_the_prototype() -> js_sys::Function;
    #[wasm_bindgen(js_name = recordingKeys)]
    fn recording_keys(seen: &js_sys::Array) -> js_sys::Function;
    #[wasm_bindgen(js_name = countingReads)]
    fn counting_reads(seen: &js_sys::Array) -> js_sys::Function;
    #[wasm_bindgen(js_name = recordingPieces)]
    fn recording_pieces(seen: &js_sys::Array) -> js_sys::Function;
    #[wasm_bindgen(js_name = recordingUnhandled)]
    fn recording_unhandled(seen: &js_sys::Array) -> js_sys::Function;
    #[wasm_bindgen(js_name = allUnhandledReported)]
    async fn all_unhandled_reported();
}

/// A fault that ends with the block it stands in.
struct Fault(js_sys::Function);

impl Drop for Fault {
    fn drop(&mut self) {
        self.0.call0(&JsValue::NULL).expect("undone");
    }
}

/// Source: RFC 7677, section 3, the example's `s=`; its `i=` is 4096 and its password "pencil".
const SALT: &str = "5b6d99689d12358eeca04b141236fa81";

/// The key of AES-GCM's test case 16, wrapped by the example of RFC 7677: that is, AES-256-GCM of the key under PBKDF2's
/// c4a49510323ab4f952cac1fa99441939e78ea74d6be81ddf7096e87513dc615d, which makes the example's `v=` come out, with
/// `channel-readiness key` as additional data and 00 01 … 0b as IV. Made by OpenSSL. Stored keys must open for ever.
const WRAPPED: &str = "000102030405060708090a0b257d3599004ff502d77bc9d2d3088eb798d0cb0cc7b82a1f0dc7564ec015ec4f66b1893b\
                       f95c302a1ee4be60894a41ab";

/// Source: "The Galois/Counter Mode of Operation (GCM)", 2005, test case 16.
mod case_16 {
    pub const IV: &str = "cafebabefacedbaddecaf888";
    pub const CONTEXT: &str = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
    pub const PLAIN: &str = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525\
                             b16aedf5aa0de657ba637b39";
    pub const SEALED: &str = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b105682\
                              8838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b";
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text
        .chars()
        .map(|digit| digit.to_digit(16).expect("a digit"))
        .collect();
    digits
        .chunks(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).expect("a byte"))
        .collect()
}

fn fixed<const COUNT: usize>(text: &str) -> [u8; COUNT] {
    hex(text).try_into().expect("as many bytes")
}

async fn key_of(passphrase: &str) -> Key {
    Key::from_passphrase(passphrase, &fixed(SALT), 4096)
        .await
        .expect("a key")
}

async fn random_key() -> Key {
    Key::random().await.expect("a key")
}

#[wasm_bindgen_test]
async fn a_passphrase_s_key_and_a_wrapped_key_and_a_sealed_text_are_the_published_ones() {
    let key = key_of("pencil").await.open_wrapped(&fixed(WRAPPED)).await;
    let key = key.expect("the wrapped key");
    let (iv, context) = (fixed(case_16::IV), hex(case_16::CONTEXT));
    let sealed = key.seal(&iv, &context, &hex(case_16::PLAIN)).await;
    assert_eq!(sealed, Ok(hex(case_16::SEALED)));
    let plain = key.open(&iv, &context, &hex(case_16::SEALED)).await;
    assert_eq!(plain, Ok(hex(case_16::PLAIN)));
}

#[wasm_bindgen_test]
async fn a_passphrase_is_the_same_however_it_is_typed() {
    // U+212B and U+FB01 in NFKC are U+00C5 and "fi".
    let (wrapped, typed) = (key_of("\u{c5}fi").await, key_of("A\u{30a}\u{fb01}").await);
    let (_, wrapped) = wrapped.random_wrapped().await.expect("wrapped");
    typed.open_wrapped(&wrapped).await.expect("the same key");
    let other = key_of("\u{c5}Fi").await.open_wrapped(&wrapped).await;
    assert_eq!(other.map(drop), Err(CryptoError::Wrong));
}

#[wasm_bindgen_test]
async fn whatever_differs_is_refused() {
    let (key, iv) = (random_key().await, random_bytes().expect("an IV"));
    let sealed = key.seal(&iv, b"context", b"plain").await.expect("sealed");
    assert_eq!(sealed.len(), 5 + crypto::TAG_BYTES);
    assert_eq!(key.open(&iv, b"context", &sealed).await, Ok(b"plain".to_vec()));
    for bit in 0..sealed.len() * 8 {
        let mut altered = sealed.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(key.open(&iv, b"context", &altered).await, Err(CryptoError::Wrong));
    }
    for length in 0..sealed.len() {
        let cut = key.open(&iv, b"context", &sealed[..length]).await;
        assert_eq!(cut, Err(CryptoError::Wrong), "{length} bytes");
    }
    let other_iv = key.open(&[0; 12], b"context", &sealed).await;
    let other_context = key.open(&iv, b"contexT", &sealed).await;
    let other_key = random_key().await.open(&iv, b"context", &sealed).await;
    assert_eq!(
        [other_iv, other_context, other_key],
        [const { Err(CryptoError::Wrong) }; 3]
    );
}

#[wasm_bindgen_test]
async fn nothing_is_a_text_too() {
    let (key, iv) = (random_key().await, [7; 12]);
    let sealed = key.seal(&iv, b"", b"").await.expect("sealed");
    assert_eq!(key.open(&iv, b"", &sealed).await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn a_change_of_the_passphrase_keeps_the_wrapped_key() {
    let (old, new, iv) = (key_of("old").await, key_of("new").await, [1; 12]);
    let (key, wrapped) = old.random_wrapped().await.expect("wrapped");
    let sealed = key.seal(&iv, b"", b"kept").await.expect("sealed");
    let rewrapped = old.rewrap(&wrapped, &new).await.expect("wrapped again");
    let opened = new.open_wrapped(&rewrapped).await.expect("opened");
    assert_eq!(opened.open(&iv, b"", &sealed).await, Ok(b"kept".to_vec()));
    let with_old = old.open_wrapped(&rewrapped).await;
    assert_eq!(with_old.map(drop), Err(CryptoError::Wrong));
    let from_new = new.rewrap(&wrapped, &old).await;
    assert_eq!(from_new, Err(CryptoError::Wrong));
}

#[wasm_bindgen_test]
async fn a_wrapped_key_that_was_altered_is_refused() {
    let (key, mut wrapped): (_, WrappedKey) = (key_of("pencil").await, fixed(WRAPPED));
    for byte in 0..wrapped.len() {
        wrapped[byte] ^= 1;
        let opened = key.open_wrapped(&wrapped).await;
        assert_eq!(opened.map(drop), Err(CryptoError::Wrong), "byte {byte}");
        wrapped[byte] ^= 1;
    }
}

#[wasm_bindgen_test]
async fn no_key_that_is_given_out_can_be_read() {
    let seen = js_sys::Array::new();
    let recording = Fault(recording_keys(&seen));
    let wrapping = key_of("pencil").await;
    random_key().await;
    let (_, wrapped) = wrapping.random_wrapped().await.expect("wrapped");
    wrapping.open_wrapped(&wrapped).await.expect("opened");
    drop(recording);
    let seen: Vec<_> = seen.iter().filter_map(|text| text.as_string()).collect();
    assert_eq!(
        seen,
        [
            "importKey PBKDF2  closed",
            "deriveKey AES-GCM 256 closed",
            "generateKey AES-GCM 256 closed",
            // The one that is wrapped, and what is given out for it.
            "generateKey AES-GCM 256 readable",
            "unwrapKey AES-GCM 256 closed",
            "unwrapKey AES-GCM 256 closed",
        ]
    );
}

#[wasm_bindgen_test]
async fn what_a_page_puts_on_the_prototype_of_objects_weakens_nothing() {
    let key = random_key().await;
    let fault = Fault(with_options_on_the_prototype());
    let sealed = key.seal(&[1; 12], b"", b"plain").await.expect("sealed");
    drop(fault);
    assert_eq!(key.open(&[1; 12], b"", &sealed).await, Ok(b"plain".to_vec()));
}

#[wasm_bindgen_test]
async fn on_plain_http_there_is_no_encryption_and_no_stand_in() {
    let key = random_key().await;
    assert!(crypto::is_there());
    let _fault = Fault(on_plain_http());
    assert!(!crypto::is_there());
    let derived = Key::from_passphrase("x", &[0; 16], 1).await.map(drop);
    let sealed = key.seal(&[0; 12], b"", b"plain").await.map(drop);
    assert_eq!([derived, sealed], [const { Err(CryptoError::Missing) }; 2]);
}

#[wasm_bindgen_test]
async fn what_the_browser_refuses_is_named() {
    let no_rounds = Key::from_passphrase("x", &[0; 16], 0).await.map(drop);
    assert!(
        matches!(&no_rounds, Err(CryptoError::Refused(exception)) if !exception.name.is_empty()),
        "{no_rounds:?}"
    );
    let _fault = Fault(without_random_values());
    assert!(
        matches!(random_bytes::<12>(), Err(CryptoError::Refused(exception)) if exception.message == "broken")
    );
}

#[wasm_bindgen_test]
fn random_bytes_differ() {
    let all: std::collections::BTreeSet<[u8; 16]> =
        (0..1000).map(|_| random_bytes().expect("bytes")).collect();
    assert_eq!(all.len(), 1000);
}

/// Bytes that do not repeat themselves soon.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24).to_le_bytes()[0]
    };
    core::iter::repeat_with(next).take(length).collect()
}

#[wasm_bindgen_test]
async fn what_is_compressed_comes_out_the_same() {
    assert!(compression::is_there());
    for plain in [Vec::new(), b"a".to_vec(), noise(100_000), vec![b'a'; 3_000_000]] {
        let gzip = compress(&plain).await.expect("compressed");
        assert_eq!(gzip[..2], [0x1f, 0x8b]);
        // Exactly the limit is within it.
        assert!(decompress(&gzip, plain.len()).await.expect("decompressed") == plain);
    }
    let gzip = compress(&vec![b'a'; 3_000_000]).await.expect("compressed");
    assert!(gzip.len() < 10_000, "{} bytes", gzip.len());
}

#[wasm_bindgen_test]
async fn gzip_of_other_programs_is_read() {
    // `printf hello | gzip -n`
    let gzip = hex("1f8b0800000000000003cb48cdc9c9070086a6103605000000");
    assert_eq!(decompress(&gzip, 5).await, Ok(b"hello".to_vec()));
}

#[wasm_bindgen_test]
async fn a_bomb_is_stopped_at_the_limit() {
    let bomb = compress(&vec![0; 100_000_000]).await.expect("compressed");
    let (reads, pieces) = (js_sys::Array::new(), js_sys::Array::new());
    let counting = (Fault(counting_reads(&reads)), Fault(recording_pieces(&pieces)));
    let outcome = decompress(&bomb, 1_000_000).await;
    drop(counting);
    all_unhandled_reported().await;
    assert_eq!(outcome, Err(CompressionError::TooLarge { limit: 1_000_000 }));
    // The browser gives some 64 kB at a time; 100 MB would be 1,500.
    assert!((1..=100).contains(&reads.length()), "{} reads", reads.length());
    let count = |what: &str| pieces.iter().filter(|piece| piece == what).count();
    assert!(count("put") >= 5 && count("taken") <= 2, "{pieces:?}");
    assert_eq!(count("put"), count("taken") + count("given up"));
    assert!(matches!(
        decompress(&compress(b"ab").await.expect("compressed"), 1).await,
        Err(CompressionError::TooLarge { limit: 1 })
    ));
}

#[wasm_bindgen_test]
async fn damaged_bytes_are_refused_and_nothing_is_left_unhandled() {
    let unhandled = js_sys::Array::new();
    let recording = Fault(recording_unhandled(&unhandled));
    let gzip = compress(&noise(50_000)).await.expect("compressed");
    let mut altered = gzip.clone();
    altered[30_000] ^= 1;
    let cases: [&[u8]; 5] = [
        b"",
        b"no gzip",
        &gzip[..gzip.len() - 1],
        &altered,
        &[gzip.as_slice(), b"more"].concat(),
    ];
    for (index, case) in cases.into_iter().enumerate() {
        let outcome = decompress(case, 1_000_000).await.map(|bytes| bytes.len());
        assert!(
            matches!(outcome, Err(CompressionError::Damaged(_))),
            "{index}: {outcome:?}"
        );
    }
    all_unhandled_reported().await;
    drop(recording);
    assert_eq!(unhandled.length(), 0, "{unhandled:?}");
}

#[wasm_bindgen_test]
async fn without_the_browser_s_streams_it_says_so() {
    let _fault = Fault(without_streams());
    assert!(!compression::is_there());
    assert_eq!(decompress(b"", 1).await, Err(CompressionError::NotSupported));
}
