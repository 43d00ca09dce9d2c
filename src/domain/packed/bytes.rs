//! Numbers and texts in bytes.

use core::ops::{Deref, Range};
use std::sync::Arc;

use uuid::Uuid;

/// Bytes that lie among others: what a store gave is read where it is, and not copied.
#[derive(Debug, Clone)]
pub struct Part {
    all: Arc<Vec<u8>>,
    place: Range<usize>,
}

impl Part {
    /// Those at a place; none where it does not lie within the bytes.
    #[must_use]
    pub const fn new(all: Arc<Vec<u8>>, place: Range<usize>) -> Self {
        Self { all, place }
    }
}

impl Deref for Part {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.all.get(self.place.clone()).unwrap_or_default()
    }
}

impl From<Vec<u8>> for Part {
    fn from(all: Vec<u8>) -> Self {
        let place = 0..all.len();
        Self::new(Arc::new(all), place)
    }
}

/// Adds a number in groups of seven bits, the lowest first; all but the last byte have their highest bit set.
pub(super) fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while let (low, rest @ 1..) = (number & 0x7f, number >> 7) {
        bytes.push(u8::try_from(low).unwrap_or_default() | 0x80);
        number = rest;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}

/// Adds a number that may be negative: small ones of both signs become small.
pub(super) fn put_signed(bytes: &mut Vec<u8>, number: i64) {
    put_number(bytes, ((number << 1) ^ (number >> 63)).cast_unsigned());
}

/// Adds a count or a length.
pub(super) fn put_count(bytes: &mut Vec<u8>, count: usize) {
    put_number(bytes, u64::try_from(count).unwrap_or(u64::MAX));
}

/// Adds a text with its length.
pub(super) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_count(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

/// Reads on from a place. Everything is `None` where the bytes end too early or say what nobody writes.
#[derive(Debug, Clone)]
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    pub(super) next: usize,
}

impl<'b> Reader<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, next: 0 }
    }

    /// Of a part alone.
    pub(super) fn of(bytes: &'b [u8], part: &Range<usize>) -> Option<Self> {
        let bytes = bytes.get(..part.end)?;
        Some(Self {
            bytes,
            next: part.start,
        })
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.next)?;
        self.next += 1;
        Some(byte)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let group = u64::from(byte & 0x7f);
            number |= group << shift;
            if byte & 0x80 == 0 {
                return (group << shift >> shift == group).then_some(number);
            }
        }
        None
    }

    pub(super) fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }

    /// A count of things of at least a byte each, so that there are no more than bytes.
    pub(super) fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len() - self.next).then_some(count)
    }

    pub(super) fn slice(&mut self, length: usize) -> Option<&'b [u8]> {
        let end = self.next.checked_add(length)?;
        let slice = self.bytes.get(self.next..end)?;
        self.next = end;
        Some(slice)
    }

    /// Steps over a part that begins with its length, and gives where it is.
    pub(super) fn part(&mut self) -> Option<Range<usize>> {
        let length = self.count()?;
        let begin = self.next;
        self.slice(length)?;
        Some(begin..self.next)
    }

    pub(super) fn text(&mut self) -> Option<&'b str> {
        let length = self.count()?;
        core::str::from_utf8(self.slice(length)?).ok()
    }

    pub(super) fn uuid(&mut self) -> Option<Uuid> {
        Uuid::from_slice(self.slice(16)?).ok()
    }

    pub(super) const fn is_at_end(&self) -> bool {
        self.next == self.bytes.len()
    }
}
