//! Reading a text straight into what it says, without a tree, where it is written as nearly all are.
//!
//! A scan knows of no mistakes: whatever is unusual, and whatever is wrong, is `None`, and whoever scans reads the tree
//! then, which says what it is. So what a scan gives is what the tree would have given.

use std::borrow::Cow;

use super::parse::{read_string, read_value};
use super::{Json, MAX_NESTING};

/// Reads on from a place in a text.
#[derive(Debug)]
pub struct Scan<'t> {
    text: &'t str,
    next: usize,
    /// So many lists and objects are around that place.
    depth: usize,
}

impl<'t> Scan<'t> {
    /// A scan from a place on, within so many lists and objects.
    #[must_use]
    pub const fn new(text: &'t str, next: usize, depth: usize) -> Self {
        Self { text, next, depth }
    }

    /// The place of the next byte.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.next
    }

    /// The members of an object, each read by `read`.
    pub fn members(&mut self, mut read: impl FnMut(&mut Self, &'t str) -> Option<()>) -> Option<()> {
        self.take(b'{')?;
        self.depth += 1;
        if self.is_next(b'}') {
            self.next += 1;
        } else {
            loop {
                let name = self.plain()?;
                self.take(b':')?;
                read(self, name)?;
                if self.ends_after_entry(b'}')? {
                    break;
                }
            }
        }
        self.depth -= 1;
        Some(())
    }

    /// A text without escapes.
    pub fn plain(&mut self) -> Option<&'t str> {
        self.take(b'"')?;
        let rest = self.text.get(self.next..)?;
        let end = rest
            .bytes()
            .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
        let is_closed = rest.as_bytes().get(end) == Some(&b'"');
        self.next += end + 1;
        is_closed.then_some(rest.get(..end)?)
    }

    /// A text.
    pub fn text(&mut self) -> Option<Cow<'t, str>> {
        self.skip_space();
        let begin = self.next;
        if let Some(plain) = self.plain() {
            return Some(Cow::Borrowed(plain));
        }
        let (text, end) = read_string(self.text, begin)?;
        self.next = end;
        Some(Cow::Owned(text))
    }

    /// A whole number in digits alone.
    pub fn whole(&mut self) -> Option<u32> {
        self.skip_space();
        let rest = self.text.as_bytes().get(self.next..)?;
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_whole = !matches!(rest.get(count), Some(b'.' | b'e' | b'E'));
        let begins_well = count == 1 || rest.first() != Some(&b'0');
        let digits = self.text.get(self.next..self.next + count)?;
        self.next += count;
        digits.parse().ok().filter(|_| is_whole && begins_well)
    }

    /// Steps over `null`; says whether it stands here.
    pub fn is_null(&mut self) -> bool {
        self.skip_space();
        let is_null = self.text.as_bytes()[self.next..].starts_with(b"null");
        self.next += if is_null { 4 } else { 0 };
        is_null
    }

    /// Whatever stands here, as a tree.
    pub fn value(&mut self) -> Option<Json> {
        self.skip_space();
        let (json, end) = read_value(self.text, self.next, MAX_NESTING.checked_sub(self.depth)?)?;
        self.next = end;
        Some(json)
    }

    /// Steps over what separates two entries or ends the last one; says whether it was the last.
    fn ends_after_entry(&mut self, closing: u8) -> Option<bool> {
        self.skip_space();
        let byte = *self.text.as_bytes().get(self.next)?;
        self.next += 1;
        match byte {
            b',' => Some(false),
            _ if byte == closing => Some(true),
            _ => None,
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        let is_here = self.is_next(byte);
        self.next += usize::from(is_here);
        is_here.then_some(())
    }

    fn is_next(&mut self, byte: u8) -> bool {
        self.skip_space();
        self.text.as_bytes().get(self.next) == Some(&byte)
    }

    fn skip_space(&mut self) {
        while matches!(
            self.text.as_bytes().get(self.next),
            Some(b' ' | b'\n' | b'\r' | b'\t')
        ) {
            self.next += 1;
        }
    }
}
