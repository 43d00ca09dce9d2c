//! Companies: vendors and their partners.

use uuid::Uuid;

use super::json::Member;
use super::members::Members;
use super::time::Moment;

/// What kind of company it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Vendor,
    Reseller,
    ManagedServiceProvider,
    Integrator,
    SoftwareVendor,
    Distributor,
    Other,
}

impl Kind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Vendor,
        Self::Reseller,
        Self::ManagedServiceProvider,
        Self::Integrator,
        Self::SoftwareVendor,
        Self::Distributor,
        Self::Other,
    ];

    /// The name in every format, such as `managed-service-provider`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Reseller => "reseller",
            Self::ManagedServiceProvider => "managed-service-provider",
            Self::Integrator => "integrator",
            Self::SoftwareVendor => "software-vendor",
            Self::Distributor => "distributor",
            Self::Other => "other",
        }
    }

    /// The kind with this name in a format.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How many people work there, in bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    UpTo10,
    UpTo50,
    UpTo250,
    UpTo1000,
    Over1000,
}

impl Size {
    /// All bands, smallest first.
    pub const ALL: [Self; 5] = [
        Self::UpTo10,
        Self::UpTo50,
        Self::UpTo250,
        Self::UpTo1000,
        Self::Over1000,
    ];

    /// The name in every format, such as `51-250`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UpTo10 => "1-10",
            Self::UpTo50 => "11-50",
            Self::UpTo250 => "51-250",
            Self::UpTo1000 => "251-1000",
            Self::Over1000 => "1001+",
        }
    }

    /// The band with this name in a format.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }
}

/// Names a company for ever, on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CompanyId(pub Uuid);

/// What an assessment copies of a company: enough to read it without the directory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompanyFacts {
    /// `None` where the company is in no directory.
    pub id: Option<CompanyId>,
    /// May be empty.
    pub name: String,
    pub kind: Option<Kind>,
    pub size: Option<Size>,
    /// Unknown fields, kept and written back.
    pub extra: Vec<Member>,
}

/// An entry of the list of partners.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {
    pub id: CompanyId,
    /// May be empty, though the page asks for one.
    pub name: String,
    pub kind: Option<Kind>,
    pub size: Option<Size>,
    pub notes: String,
    pub created_at: Moment,
    pub updated_at: Moment,
    /// Unknown fields, kept and written back.
    pub extra: Members,
}

impl Company {
    /// What companies are put in order by: their names, without regard to case, and what tells two of a name apart.
    #[must_use]
    pub fn by_name(&self) -> (String, CompanyId) {
        (self.name.to_lowercase(), self.id)
    }

    /// The copy that an assessment keeps.
    #[must_use]
    pub fn facts(&self) -> CompanyFacts {
        CompanyFacts {
            id: Some(self.id),
            name: self.name.clone(),
            kind: self.kind,
            size: self.size,
            extra: Vec::new(),
        }
    }
}
