//! When and where something was changed, in one order for all devices.
//!
//! Source: Kulkarni, Demirbas, Madappa, Avva and Leone, "Logical Physical Clocks", 2014.

use core::fmt;

use crate::domain::time::Moment;

/// The last millisecond of the year 9999, since 1970.
const LATEST_MILLISECONDS: u64 = 253_402_300_799_999;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Names what changes records: a tab of a browser, for as long as it is open. Two that share a name could give the same
/// stamp to two changes, of which only one would stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub u64);

/// When and where a change was made. Stamps are ordered by milliseconds, then count, then device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Since 1970, at most the last of the year 9999.
    milliseconds: u64,
    /// Of several changes within a millisecond, or while the clock stands behind what was seen.
    count: u32,
    device: DeviceId,
}

/// Gives stamps, each later than all that it has given or seen, whatever the device's own clock does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HybridClock {
    device: DeviceId,
    last: Stamp,
}

impl DeviceId {
    /// Reads 16 hexadecimal digits in small letters; `None` for any other form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 16).then(|| hexadecimal(text).map(Self))?
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hexadecimal(formatter, self.0, 16)
    }
}

impl Stamp {
    /// A stamp; `None` after the year 9999.
    #[must_use]
    pub fn new(milliseconds: u64, count: u32, device: DeviceId) -> Option<Self> {
        (milliseconds <= LATEST_MILLISECONDS).then_some(Self {
            milliseconds,
            count,
            device,
        })
    }

    /// Reads `milliseconds-count-device` as 12, 8 and 16 hexadecimal digits in small letters, such as
    /// `019aafc2d3e0-00000000-9f3c5a1700b2e4d8`; `None` for any other form, and after the year 9999.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (milliseconds, rest) = text.split_at_checked(12)?;
        let (count, device) = rest.strip_prefix('-')?.split_at_checked(8)?;
        Self::new(
            hexadecimal(milliseconds)?,
            u32::try_from(hexadecimal(count)?).ok()?,
            DeviceId::parse(device.strip_prefix('-')?)?,
        )
    }

    /// When the change was made by the clock of the device, or by the clock that was furthest ahead of those it had
    /// seen.
    #[must_use]
    pub fn moment(self) -> Moment {
        let milliseconds = i64::try_from(self.milliseconds).unwrap_or_default();
        Moment::from_milliseconds(milliseconds).unwrap_or(Moment::EPOCH)
    }

    /// Where the change was made.
    #[must_use]
    pub const fn device(self) -> DeviceId {
        self.device
    }

    /// The same change, made no later than this.
    #[must_use]
    pub(super) fn at_most(self, latest: Moment) -> Self {
        let latest = u64::try_from(latest.milliseconds()).unwrap_or_default();
        Self {
            milliseconds: self.milliseconds.min(latest),
            ..self
        }
    }

    /// The next stamp, of a device. After the last one of the year 9999 there is none: it is given again.
    #[must_use]
    pub(super) fn next(self, device: DeviceId) -> Self {
        let (milliseconds, count) = match self.count.checked_add(1) {
            Some(count) => (self.milliseconds, count),
            None if self.milliseconds < LATEST_MILLISECONDS => (self.milliseconds + 1, 0),
            None => (self.milliseconds, self.count),
        };
        Self {
            milliseconds,
            count,
            device,
        }
    }
}

/// The text form has a fixed width, so that the order of texts is the order of stamps.
impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hexadecimal(formatter, self.milliseconds, 12)?;
        formatter.write_str("-")?;
        write_hexadecimal(formatter, u64::from(self.count), 8)?;
        formatter.write_str("-")?;
        write_hexadecimal(formatter, self.device.0, 16)
    }
}

impl HybridClock {
    /// The clock of a device that has seen nothing yet.
    #[must_use]
    pub const fn new(device: DeviceId) -> Self {
        let last = Stamp {
            milliseconds: 0,
            count: 0,
            device,
        };
        Self { device, last }
    }

    /// The stamp of a change that is made now, by the device's own clock in milliseconds since 1970.
    pub fn tick(&mut self, now_milliseconds: u64) -> Stamp {
        let now = now_milliseconds.min(LATEST_MILLISECONDS);
        self.last = if now > self.last.milliseconds {
            Stamp {
                milliseconds: now,
                count: 0,
                device: self.device,
            }
        } else {
            self.last.next(self.device)
        };
        self.last
    }

    /// Takes note of a stamp that came from elsewhere: what is changed from here on is later.
    pub fn see(&mut self, stamp: Stamp) {
        self.last = self.last.max(stamp);
    }

    /// Whose clock it is.
    #[must_use]
    pub const fn device(&self) -> DeviceId {
        self.device
    }
}

fn hexadecimal(text: &str) -> Option<u64> {
    text.bytes().try_fold(0, |value: u64, byte| {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            _ => return None,
        };
        Some(value << 4 | u64::from(digit))
    })
}

fn write_hexadecimal(formatter: &mut fmt::Formatter<'_>, value: u64, digits: u32) -> fmt::Result {
    for place in (0..digits).rev() {
        let digit = usize::try_from(value >> (4 * place) & 15).unwrap_or_default();
        fmt::Write::write_char(formatter, char::from(DIGITS[digit]))?;
    }
    Ok(())
}
