//! Bytes as text that survives in JSON and in the address of a page.

/// RFC 4648 with padding: three bytes become four letters.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    let mut out = encoded(bytes, *b"+/");
    out.extend(core::iter::repeat_n(
        '=',
        out.len().next_multiple_of(4) - out.len(),
    ));
    out
}

/// The same in letters that stand in addresses as they are, without padding.
///
/// Source: RFC 4648, 5.
#[must_use]
pub fn base64_url(bytes: &[u8]) -> String {
    encoded(bytes, *b"-_")
}

/// The bytes of a text that [`base64_url`] could have made; `None` for any other, also where the bits that are left over
/// are not zero.
#[must_use]
pub fn from_base64_url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut joined = 0_u32;
        for letter in chunk {
            joined = joined << 6 | value(*letter)?;
        }
        let left_over = match chunk.len() {
            4 => 0,
            3 => 2,
            2 => 4,
            _ => return None,
        };
        if joined & ((1 << left_over) - 1) != 0 {
            return None;
        }
        let whole = (joined >> left_over).to_be_bytes();
        bytes.extend(whole.iter().skip(5 - chunk.len()));
    }
    Some(bytes)
}

/// What a letter of an address stands for, `0..=63`; `None` for one that stands for nothing.
pub(super) fn value(letter: u8) -> Option<u32> {
    Some(match letter {
        b'A'..=b'Z' => u32::from(letter - b'A'),
        b'a'..=b'z' => u32::from(letter - b'a') + 26,
        b'0'..=b'9' => u32::from(letter - b'0') + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    })
}

/// Without padding; `last` stands for 62 and 63.
fn encoded(bytes: &[u8], last: [u8; 2]) -> String {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| usize::from(chunk.get(index).copied().unwrap_or(0));
        let joined = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=chunk.len() {
            let value = joined >> (18 - 6 * place) & 63;
            let letter = LETTERS.iter().chain(&last).nth(value);
            out.extend(letter.copied().map(char::from));
        }
    }
    out
}
