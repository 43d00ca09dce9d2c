//! Links: a whole file in the fragment of an address, which no browser sends to a server.
//!
//! `https://…/#open=` and the file in base64. A link is read whatever page it points to; the page is said by whoever makes
//! it. Nothing is decompressed, and no key derived, before the hash of the file was found right.

use super::base64::{base64_url, from_base64_url, value};
use super::sealed::{Mark, SealedError, open};

/// What stands before the file in the fragment of an address.
pub const LINK_PREFIX: &str = "open=";
/// The longest fragment that is made, in characters: some programs cut longer addresses. Beyond it a file is offered.
/// Source: the address bars and mail programs in use take some 32,000 characters; half of that leaves room.
pub const LONGEST_MADE: usize = 16_000;
/// The longest fragment that is read, in characters.
pub const LONGEST_READ: usize = 2_000_000;

/// It does not fit into a link, and has to go as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the link would have {characters} characters, at most {LONGEST_MADE} are made")]
pub struct TooLong {
    pub characters: usize,
}

/// Why a link is not opened. Nothing was done with its content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// The address has another fragment, or none, or what stands in it is no exchanged file.
    #[error("this is no link of this app")]
    NotALink,
    /// Longer than any link of ours; nothing of it was read.
    #[error("the link has more than {LONGEST_READ} characters")]
    TooLong,
    /// A character that stands in no link, at this place, counted from 1 behind the prefix.
    #[error("the character {found:?} at {place} stands in no link")]
    ForeignCharacter { place: usize, found: char },
    /// The end is missing, as where a mail program broke the line.
    #[error("the link is cut")]
    Cut,
    /// At least one character differs from what was made, or some follow the end.
    #[error("the link is altered: it is not what was made")]
    Altered,
    /// It is whole, and made by a newer app, or asks for more than this app is ready to do.
    #[error(transparent)]
    File(SealedError),
}

/// The fragment of an address that holds this file, without `#`.
///
/// # Errors
/// [`TooLong`] beyond [`LONGEST_MADE`] characters.
pub fn to_fragment(file: &[u8]) -> Result<String, TooLong> {
    let characters = LINK_PREFIX.len() + (file.len() * 4).div_ceil(3);
    if characters > LONGEST_MADE {
        return Err(TooLong { characters });
    }
    Ok([LINK_PREFIX, &base64_url(file)].concat())
}

/// The file in the fragment of an address, with or without `#`. It is whole: its hash was found right.
///
/// Mail programs break lines, and put marks behind an address: white space anywhere, and `>`, `.`, `,`, `;`, `)`, `]`,
/// quotation marks and padding at the end are passed over. None of these stands in a link, and whether anything is missing
/// is told by the hash.
///
/// # Errors
/// The first thing that is wrong, such as [`LinkError::Cut`].
pub fn from_fragment(fragment: &str) -> Result<Vec<u8>, LinkError> {
    if fragment.len() > LONGEST_READ {
        return Err(LinkError::TooLong);
    }
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let text = fragment.strip_prefix(LINK_PREFIX).ok_or(LinkError::NotALink)?;
    let text = without_end_marks(text);
    let letters: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let is_foreign = |letter: &char| u8::try_from(*letter).ok().and_then(value).is_none();
    if let Some(found) = letters.chars().find(is_foreign) {
        let place = text.chars().take_while(|letter| *letter != found).count() + 1;
        return Err(LinkError::ForeignCharacter { place, found });
    }
    // Of four letters one alone says nothing.
    if letters.len() % 4 == 1 {
        return Err(LinkError::Cut);
    }
    let Some(file) = from_base64_url(&letters) else {
        return Err(ended_within(&letters));
    };
    match open(Mark::Exchange, &file) {
        Ok(_) => Ok(file),
        Err(SealedError::NotOurs) => Err(LinkError::NotALink),
        Err(SealedError::Cut { .. }) => Err(LinkError::Cut),
        Err(SealedError::Altered | SealedError::TooLong { .. }) => Err(LinkError::Altered),
        Err(other) => Err(LinkError::File(other)),
    }
}

/// What is wrong with letters whose end is no end of bytes: what stands before may be a file that is cut.
fn ended_within(letters: &str) -> LinkError {
    let whole = letters.get(..letters.len() / 4 * 4).and_then(from_base64_url);
    match whole.map(|file| open(Mark::Exchange, &file).err()) {
        Some(Some(SealedError::Cut { .. })) => LinkError::Cut,
        _ => LinkError::Altered,
    }
}

/// Without what programs put behind an address. The padding may come escaped.
fn without_end_marks(mut text: &str) -> &str {
    const MARKS: [char; 12] = ['>', '.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '='];
    loop {
        let end = text.trim_end_matches(|end: char| end.is_whitespace() || MARKS.contains(&end));
        let end = end
            .strip_suffix("%3D")
            .or_else(|| end.strip_suffix("%3d"))
            .unwrap_or(end);
        if end.len() == text.len() {
            return text;
        }
        text = end;
    }
}
