//! The five rungs of the ladder.

/// A level of practice, `0..=4`: 0 Isolated, 1 Reactive, 2 Coordinated, 3 Continuous, 4 Co-evolving.
/// The names shown to people come from the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// The lowest level.
    pub const MIN: Self = Self(0);
    /// The highest level.
    pub const MAX: Self = Self(4);
    /// All levels, lowest first.
    pub const ALL: [Self; 5] = [Self(0), Self(1), Self(2), Self(3), Self(4)];

    /// The level with this number; `None` above 4.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if number <= Self::MAX.0 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The number, `0..=4`.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The number as an index into five anchors or names.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// One level higher, at most [`Level::MAX`].
    #[must_use]
    pub const fn raised(self) -> Self {
        if self.0 < Self::MAX.0 {
            Self(self.0 + 1)
        } else {
            self
        }
    }
}
