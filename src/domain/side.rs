//! The two sides of a relationship.

/// Which of the two companies answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The company whose product or programme it is.
    Vendor,
    /// The reseller, managed service provider, integrator or software partner.
    Partner,
}

impl Side {
    /// Both sides, vendor first.
    pub const ALL: [Self; 2] = [Self::Vendor, Self::Partner];

    /// The name in every format: `vendor` or `partner`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Partner => "partner",
        }
    }

    /// The side with this name in a format.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.name() == name)
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Vendor => Self::Partner,
            Self::Partner => Self::Vendor,
        }
    }
}

/// One value for each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BySide<T> {
    /// The vendor's.
    pub vendor: T,
    /// The partner's.
    pub partner: T,
}

impl<T> BySide<T> {
    /// The value of one side.
    #[must_use]
    pub const fn of(&self, side: Side) -> &T {
        match side {
            Side::Vendor => &self.vendor,
            Side::Partner => &self.partner,
        }
    }
}
