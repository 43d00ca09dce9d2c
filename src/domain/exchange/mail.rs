//! The address that opens the reader's mail program with a letter begun.

use std::fmt::Write as _;

/// The longest address that is made, in characters. Beyond it the link has to be copied.
/// Source: Windows hands at most 2,083 characters of an address to a program.
const LONGEST: usize = 2_000;

/// A `mailto:` address without a receiver; `None` where it would be too long for some mail programs.
///
/// Source: RFC 6068.
#[must_use]
pub fn letter(subject: &str, body: &str) -> Option<String> {
    let address = ["mailto:?subject=", &escaped(subject), "&body=", &escaped(body)].concat();
    (address.len() <= LONGEST).then_some(address)
}

/// Nothing that somebody wrote begins another field. Lines end as in mails.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            b'\n' => escaped.push_str("%0D%0A"),
            // A text cannot fail to be written to.
            other => drop(write!(escaped, "%{other:02X}")),
        }
    }
    escaped
}
