//! Bytes made smaller, as gzip (RFC 1952), by the browser's streams.
//!
//! gzip rather than bare deflate: it carries a checksum and the length, and every system can unpack it.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::deadline::{ANSWER_LIMIT_MILLISECONDS, Unsettled, settled};
use super::objects::{Exception, let_go, member, service};
use super::turns::Turn;

/// So much is given to the stream at a time. A bomb grows a thousandfold: what is unpacked from one piece before it can be
/// stopped is some 16 MB.
const PIECE_BYTES: usize = 16_384;

/// Why bytes were not compressed or decompressed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompressionError {
    /// The browser has no `CompressionStream`.
    #[error("this browser cannot compress")]
    NotSupported,
    /// More bytes than the limit; what was unpacked so far is gone.
    #[error("more than {limit} bytes")]
    TooLarge { limit: usize },
    /// No gzip, or cut, or altered, or followed by something else.
    #[error("the compressed bytes are damaged: {0}")]
    Damaged(Exception),
    /// The stream gave nothing for 5 seconds.
    #[error("compression took too long")]
    TimedOut,
    /// The browser refused to compress.
    #[error("{0}")]
    Refused(Exception),
}

// web-sys counts both streams as unstable.
#[wasm_bindgen]
extern "C" {
    /// A `CompressionStream` or `DecompressionStream`.
    type Transform;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &Transform) -> Stream;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &Transform) -> Stream;

    type Stream;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn reader(this: &Stream) -> Result<Reader, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getWriter)]
    fn writer(this: &Stream) -> Result<Writer, JsValue>;

    type Reader;
    #[wasm_bindgen(method, catch)]
    fn read(this: &Reader) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn cancel(this: &Reader) -> Result<Promise, JsValue>;

    type Writer;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writer, piece: &Uint8Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writer) -> Result<Promise, JsValue>;
}

/// What comes out of a stream. Cancelled when dropped: what still waits to go in is given up.
struct Output(Reader);

/// Whether this browser can compress.
#[must_use]
pub fn is_there() -> bool {
    ["CompressionStream", "DecompressionStream"]
        .iter()
        .all(|name| service(&[name]).is_some())
}

/// The bytes as gzip. The same bytes may come out differently in another browser.
///
/// # Errors
/// [`CompressionError::NotSupported`] in a browser of before 2023.
pub async fn compress(plain: &[u8]) -> Result<Vec<u8>, CompressionError> {
    through("CompressionStream", plain, usize::MAX)
        .await
        .map_err(|error| match error {
            CompressionError::Damaged(exception) => CompressionError::Refused(exception),
            other => other,
        })
}

/// What [`compress`] was given, if it has at most so many bytes. Stopped soon after the limit, whatever was still to come.
///
/// # Errors
/// [`CompressionError::TooLarge`] for a bomb.
pub async fn decompress(gzip: &[u8], limit_bytes: usize) -> Result<Vec<u8>, CompressionError> {
    through("DecompressionStream", gzip, limit_bytes).await
}

async fn through(stream: &str, input: &[u8], limit: usize) -> Result<Vec<u8>, CompressionError> {
    let stream = service(&[stream]).ok_or(CompressionError::NotSupported)?;
    let stream = Reflect::construct(stream.unchecked_ref::<Function>(), &Array::of1(&"gzip".into()));
    let stream: Transform = stream
        .map_err(|_| CompressionError::NotSupported)?
        .unchecked_into();
    let output = Output(stream.readable().reader().map_err(|thrown| refused(&thrown))?);
    feed(&stream, input).map_err(|thrown| refused(&thrown))?;
    let mut bytes = Vec::new();
    // A stream that has something to give gives it in the same task, however much it is.
    let mut turn = Turn::begin();
    while let Some(piece) = output.next().await? {
        let length = piece.length() as usize;
        if length > limit - bytes.len() {
            return Err(CompressionError::TooLarge { limit });
        }
        let start = bytes.len();
        bytes.resize(start + length, 0);
        piece.copy_to(&mut bytes[start..]);
        turn.give_way().await;
    }
    Ok(bytes)
}

/// Puts everything before the stream, which takes piece after piece as its output is read. What goes wrong is told by the
/// output.
fn feed(stream: &Transform, input: &[u8]) -> Result<(), JsValue> {
    let writer = stream.writable().writer()?;
    for piece in input.chunks(PIECE_BYTES) {
        let_go(&writer.write(&Uint8Array::from(piece))?);
    }
    let_go(&writer.close()?);
    Ok(())
}

impl Output {
    /// The next bytes, or `None` at the end.
    async fn next(&self) -> Result<Option<Uint8Array>, CompressionError> {
        let read = self.0.read().map_err(|thrown| refused(&thrown))?;
        match settled(&read, ANSWER_LIMIT_MILLISECONDS).await {
            Ok(result) => Ok(member(&result, "value").map(JsCast::unchecked_into)),
            Err(Unsettled::TimedOut) => Err(CompressionError::TimedOut),
            Err(Unsettled::Rejected(exception)) => Err(CompressionError::Damaged(exception)),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Ok(cancelled) = self.0.cancel() {
            let_go(&cancelled);
        }
    }
}

fn refused(thrown: &JsValue) -> CompressionError {
    CompressionError::Refused(Exception::of(thrown))
}
