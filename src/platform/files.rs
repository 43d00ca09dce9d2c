//! Files that the user gives and takes.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::objects::{call, message};

/// How long a download's address stays valid; the browser reads the text long before.
const ADDRESS_LIFE_MILLISECONDS: u32 = 60_000;
/// So much of a large file is read at a time: what comes in one piece is copied and looked through in one go.
const PIECE_BYTES: u64 = 2_000_000;
/// In characters; the strictest file systems allow 255 bytes.
const NAME_LIMIT: usize = 60;

/// Why a file was not read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// More bytes than the limit; nothing was read.
    #[error("the file has {size} bytes, the limit is {limit}")]
    TooLarge { size: u64, limit: u64 },
    /// The file begins with the mark of UTF-16, as some editors write it.
    #[error("the file is UTF-16; save it as UTF-8")]
    Utf16,
    /// The first byte that is not UTF-8 stands after `valid` good ones.
    #[error("the file is not UTF-8 from byte {valid} on")]
    NotUtf8 { valid: usize },
    /// The browser could not read it: deleted, changed, or access taken away meanwhile.
    #[error("the file could not be read: {0}")]
    Unreadable(String),
    /// The browser does not let this page offer a download.
    #[error("the file could not be offered: {0}")]
    NotOffered(String),
}

/// Offers `text` to the user as a file. `mime` is such as `application/json`; the name is made safe first.
/// That the user kept the file cannot be known.
///
/// # Errors
/// [`FileError::NotOffered`] where the page may not make object URLs.
pub fn download(name: &str, mime: &str, text: &str) -> Result<(), FileError> {
    offer(name, mime, text.as_bytes())
}

/// The same for bytes that are no text.
///
/// # Errors
/// As [`download`].
pub fn download_bytes(name: &str, bytes: &[u8]) -> Result<(), FileError> {
    offer(name, "application/octet-stream", bytes)
}

/// A file's text, without a byte-order mark of UTF-8. The size is looked at before anything is read.
///
/// # Errors
/// [`FileError::TooLarge`], for one, for a file of a gigabyte.
pub async fn read_text(file: &web_sys::File, limit_bytes: u64) -> Result<String, FileError> {
    let mut pieces = Pieces::default();
    pieces.add(&read_bytes(file, limit_bytes).await?)?;
    pieces.end()
}

/// A file's text as [`read_text`] gives it, read piece by piece, so that the page has its turns in between. How large it
/// may be is told by its beginning, and is at most `largest`; `on_piece` hears how many bytes were read.
///
/// # Errors
/// As [`read_text`].
pub async fn read_large_text(
    file: &web_sys::File,
    largest: u64,
    limit: impl Fn(&str) -> u64,
    on_piece: impl Fn(u64),
) -> Result<String, FileError> {
    let size = whole_bytes(file.size());
    let within = |limit| {
        if size > limit {
            return Err(FileError::TooLarge { size, limit });
        }
        Ok(())
    };
    within(largest)?;
    let mut pieces = Pieces::default();
    let mut read = 0;
    while read < size {
        let end = size.min(read + PIECE_BYTES);
        pieces.add(&piece(file, read, end).await?)?;
        if read == 0 {
            within(limit(&pieces.text))?;
            pieces.text.reserve(usize::try_from(size).unwrap_or(0));
        }
        read = end;
        on_piece(read);
    }
    pieces.end()
}

async fn piece(file: &Blob, from: u64, to: u64) -> Result<Vec<u8>, FileError> {
    let unreadable = |exception: JsValue| FileError::Unreadable(message(&exception));
    #[expect(clippy::cast_precision_loss, reason = "a file's size is below 2^53")]
    let (from, to) = (from as f64, to as f64);
    let piece = call(file, "slice", &[&from.into(), &to.into()]).map_err(unreadable)?;
    let piece: Blob = piece.unchecked_into();
    let buffer = JsFuture::from(piece.array_buffer()).await.map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Pieces of UTF-8, cut anywhere.
#[derive(Default)]
struct Pieces {
    text: String,
    /// The beginning of a character whose end is in the next piece.
    begun: Vec<u8>,
    is_begun: bool,
    /// How many bytes were taken off before the text: those of the mark.
    taken_off: usize,
}

impl Pieces {
    fn add(&mut self, piece: &[u8]) -> Result<(), FileError> {
        let mut bytes = core::mem::take(&mut self.begun);
        bytes.extend_from_slice(piece);
        if !self.is_begun {
            self.is_begun = true;
            refuse_utf16(&bytes)?;
            self.taken_off = drop_mark(&mut bytes);
        }
        let valid = match core::str::from_utf8(&bytes) {
            Ok(text) => {
                self.text.push_str(text);
                return Ok(());
            }
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(error) => {
                return Err(FileError::NotUtf8 {
                    valid: self.taken_off + self.text.len() + error.valid_up_to(),
                });
            }
        };
        self.begun = bytes.split_off(valid);
        self.text
            .push_str(core::str::from_utf8(&bytes).unwrap_or_default());
        Ok(())
    }

    fn end(self) -> Result<String, FileError> {
        if self.begun.is_empty() {
            return Ok(self.text);
        }
        Err(FileError::NotUtf8 {
            valid: self.taken_off + self.text.len(),
        })
    }
}

/// A file's bytes. The size is looked at before anything is read.
///
/// # Errors
/// [`FileError::TooLarge`], for one.
pub async fn read_bytes(file: &web_sys::File, limit_bytes: u64) -> Result<Vec<u8>, FileError> {
    let size = whole_bytes(file.size());
    if size > limit_bytes {
        return Err(FileError::TooLarge {
            size,
            limit: limit_bytes,
        });
    }
    let unreadable = |exception: JsValue| FileError::Unreadable(message(&exception));
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The first bytes of a file; all of a shorter one.
///
/// # Errors
/// [`FileError::Unreadable`].
pub async fn beginning(file: &web_sys::File, bytes: u64) -> Result<Vec<u8>, FileError> {
    piece(file, 0, bytes).await
}

/// A name that every system takes and that shows what it is: no path, no control or bidirectional characters, not
/// hidden, at most 60 characters, its ending kept.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let allowed =
        name.chars()
            .filter(|character| !is_invisible(*character))
            .map(|character| match character {
                '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
                other => other,
            });
    let allowed: String = allowed.collect();
    let trimmed = allowed.trim_matches(|character: char| character.is_whitespace() || character == '.');
    let (stem, ending) = match trimmed.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 10 => (stem, Some(ending)),
        _ => (trimmed, None),
    };
    let mut safe: String = stem.chars().take(NAME_LIMIT).collect();
    if safe.is_empty() {
        safe.push_str("channel-readiness");
    }
    if let Some(ending) = ending {
        safe.push('.');
        safe.push_str(ending);
    }
    safe
}

fn offer(name: &str, mime: &str, bytes: &[u8]) -> Result<(), FileError> {
    click(name, mime, bytes).map_err(|exception| FileError::NotOffered(message(&exception)))
}

fn click(name: &str, mime: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or_else(|| JsValue::from_str("there is no document"))?;
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    // Bytes: a text of many megabytes would be made one of the browser's first, and bytes again after.
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    let address = Url::create_object_url_with_blob(&blob)?;
    anchor.set_href(&address);
    anchor.set_download(&safe_name(name));
    // Not attached: a click works without, and the host's document stays as it is.
    anchor.click();
    let revoke = move || {
        // Fails for no address that was made here.
        let _ = Url::revoke_object_url(&address);
    };
    gloo::timers::callback::Timeout::new(ADDRESS_LIFE_MILLISECONDS, revoke).forget();
    Ok(())
}

fn refuse_utf16(bytes: &[u8]) -> Result<(), FileError> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(FileError::Utf16);
    }
    Ok(())
}

/// Takes UTF-8's byte-order mark off; how many bytes that were.
fn drop_mark(bytes: &mut Vec<u8>) -> usize {
    const MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];
    if bytes.starts_with(&MARK) {
        bytes.drain(..MARK.len());
        return MARK.len();
    }
    0
}

/// Characters that can hide or turn around what a name says.
/// Source: Unicode's `Bidi_Control` and the zero-width characters of its `Default_Ignorable_Code_Point`.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        )
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a whole number from 0 to 2^53"
)]
pub(super) const fn whole_bytes(size: f64) -> u64 {
    size as u64
}
