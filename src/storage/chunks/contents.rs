//! What lies in a chunk: responses or companies.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::{Company, CompanyId};
use crate::domain::exchange::{write_company, write_response};
use crate::domain::json::Json;
use crate::domain::packed::{
    COMPANIES_FORMAT, CompanyPacker, PACKED_FORMAT, PackedCompanies, PackedResponses, Packer, Part, unpack,
    unpack_companies,
};
use crate::storage::{RecordKey, RecordKind};

/// Records of one kind, packed.
#[derive(Debug)]
pub(super) enum Contents {
    Responses(Arc<PackedResponses>),
    Companies(Arc<PackedCompanies>),
}

/// Records as they lie in a chunk, with answers that are packed.
#[derive(Debug, Default)]
pub struct Records {
    pub assessments: Vec<Assessment>,
    pub companies: Vec<Company>,
}

impl Contents {
    /// What was packed, with its bytes.
    pub(super) fn of_responses(packer: Packer) -> Option<(Self, Vec<u8>, Records)> {
        let payload = packer.finish();
        let (contents, records) = Self::read(PACKED_FORMAT, payload.clone()).ok()?;
        Some((contents, payload, records))
    }

    /// The same of companies.
    pub(super) fn of_companies(packer: CompanyPacker) -> Option<(Self, Vec<u8>, Records)> {
        let payload = packer.finish();
        let (contents, records) = Self::read(COMPANIES_FORMAT, payload.clone()).ok()?;
        Some((contents, payload, records))
    }

    /// Reads the payload of a chunk.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(super) fn read(format: u16, payload: impl Into<Part>) -> Result<(Self, Records), String> {
        let mut records = Records::default();
        let contents = match format {
            PACKED_FORMAT => {
                let (packed, assessments) = unpack(payload).map_err(|error| error.to_string())?;
                records.assessments = assessments;
                Self::Responses(packed)
            }
            COMPANIES_FORMAT => {
                let (packed, companies) = unpack_companies(payload).map_err(|error| error.to_string())?;
                records.companies = companies;
                Self::Companies(packed)
            }
            _ => {
                return Err(format!(
                    "the chunk has format {format}, this app knows {PACKED_FORMAT} and {COMPANIES_FORMAT}"
                ));
            }
        };
        Ok((contents, records))
    }

    /// Of the payload.
    pub(super) const fn format(&self) -> u16 {
        match self {
            Self::Responses(_) => PACKED_FORMAT,
            Self::Companies(_) => COMPANIES_FORMAT,
        }
    }

    /// Of the records.
    pub(super) const fn kind(&self) -> RecordKind {
        match self {
            Self::Responses(_) => RecordKind::Assessment,
            Self::Companies(_) => RecordKind::Company,
        }
    }

    pub(super) fn count(&self) -> usize {
        match self {
            Self::Responses(packed) => packed.ids().count(),
            Self::Companies(packed) => packed.ids().count(),
        }
    }

    /// The keys of the records, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = RecordKey> {
        let ids: Vec<Uuid> = match self {
            Self::Responses(packed) => packed.ids().map(|id| id.0).collect(),
            Self::Companies(packed) => packed.ids().map(|id| id.0).collect(),
        };
        let kind = self.kind();
        ids.into_iter()
            .map(move |id| RecordKey::new(kind, &id.to_string()))
    }

    /// Whether records of both may be the same.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Responses(one), Self::Responses(other)) => one.overlaps(other),
            (Self::Companies(one), Self::Companies(other)) => one.overlaps(other),
            _ => false,
        }
    }

    pub(super) fn holds(&self, key: &RecordKey) -> bool {
        let Some(id) = self.id(key) else { return false };
        match self {
            Self::Responses(packed) => packed.place(AssessmentId(id)).is_some(),
            Self::Companies(packed) => packed.place(CompanyId(id)).is_some(),
        }
    }

    /// A record as it is exported; `None` where it is not here.
    pub(super) fn document(&self, key: &RecordKey) -> Option<Json> {
        let id = self.id(key)?;
        match self {
            Self::Responses(packed) => {
                let place = packed.place(AssessmentId(id))?;
                packed.assessment(place).map(|one| write_response(&one))
            }
            Self::Companies(packed) => {
                let place = packed.place(CompanyId(id))?;
                packed.company(place).map(|one| write_company(&one))
            }
        }
    }

    /// The same without one of them, with its bytes.
    pub(super) fn without(&self, key: &RecordKey) -> Option<(Self, Vec<u8>, Records)> {
        let without = self.id(key)?;
        match self {
            Self::Responses(packed) => {
                let mut packer = Packer::default();
                for id in packed.ids().filter(|id| id.0 != without) {
                    packer.add(&packed.assessment(packed.place(id)?)?);
                }
                Self::of_responses(packer)
            }
            Self::Companies(packed) => {
                let mut packer = CompanyPacker::default();
                for id in packed.ids().filter(|id| id.0 != without) {
                    packer.add(&packed.company(packed.place(id)?)?);
                }
                Self::of_companies(packer)
            }
        }
    }

    /// The id of a record of this kind.
    fn id(&self, key: &RecordKey) -> Option<Uuid> {
        let is_of_kind = key.kind() == Some(self.kind());
        let id = is_of_kind.then(|| Uuid::try_parse(key.id()).ok());
        id.flatten()
    }
}
