//! Companies into bytes, and bytes into companies.

use core::ops::Range;
use std::sync::Arc;

use uuid::Uuid;

use super::bytes::{Part, Reader, put_count, put_signed, put_text};
use super::words::{self, Words, perhaps_word};
use super::{PackedError, tree};
use crate::domain::company::{Company, CompanyId, Kind, Size};
use crate::domain::json::{Member, Name, Spot};
use crate::domain::members::{Members, PackedMembers};
use crate::domain::ordered::Ordered;
use crate::domain::packable::Unpack;
use crate::domain::time::Moment;

/// Packs one company after the other.
#[derive(Debug, Default)]
pub struct CompanyPacker {
    words: Words,
    companies: Ordered<Uuid, Vec<u8>>,
    size: usize,
}

/// Companies that lie packed.
#[derive(Debug)]
pub struct PackedCompanies {
    bytes: Part,
    words: Vec<Name>,
    /// By id, each once, and where it lies.
    companies: Vec<(Uuid, Range<usize>)>,
}

impl CompanyPacker {
    /// Adds a company; of two with one id the later counts.
    pub fn add(&mut self, company: &Company) {
        let Company {
            id,
            name,
            kind,
            size,
            notes,
            created_at,
            updated_at,
            extra,
        } = company;
        let mut bytes = Vec::new();
        put_text(&mut bytes, name);
        self.words.put_perhaps(&mut bytes, kind.map(Kind::name));
        self.words.put_perhaps(&mut bytes, size.map(Size::name));
        put_text(&mut bytes, notes);
        put_signed(&mut bytes, created_at.milliseconds());
        put_signed(&mut bytes, updated_at.milliseconds());
        tree::put_members(&mut bytes, &mut self.words, extra);
        self.size += bytes.len();
        self.companies.insert(id.0, bytes);
    }

    /// How many companies there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.companies.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.companies.is_empty()
    }

    /// How many bytes they take, about.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// The bytes.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.words.size() + self.size + 20 * self.companies.len() + 10);
        self.words.put(&mut bytes);
        put_count(&mut bytes, self.companies.len());
        for (id, company) in self.companies.iter() {
            bytes.extend_from_slice(id.as_bytes());
            put_count(&mut bytes, company.len());
            bytes.extend_from_slice(company);
        }
        bytes
    }
}

/// Reads companies that were packed. All of their bytes are looked through; their unknown members stay packed.
///
/// # Errors
/// Where the bytes do not say what [`CompanyPacker`] writes.
pub fn unpack_companies(bytes: impl Into<Part>) -> Result<(Arc<PackedCompanies>, Vec<Company>), PackedError> {
    let bytes = bytes.into();
    let mut reader = Reader::new(&bytes);
    let Some((words, companies)) = outline(&mut reader) else {
        return Err(PackedError { at: reader.next });
    };
    let packed = Arc::new(PackedCompanies {
        bytes,
        words,
        companies,
    });
    let mut companies = Vec::with_capacity(packed.companies.len());
    for (place, (_, part)) in packed.companies.iter().enumerate() {
        let unread = PackedError { at: part.start };
        let company = packed.can_be_unpacked(place).and_then(|()| packed.company(place));
        companies.push(company.ok_or(unread)?);
    }
    Ok((packed, companies))
}

type Outline = (Vec<Name>, Vec<(Uuid, Range<usize>)>);

fn outline(reader: &mut Reader<'_>) -> Option<Outline> {
    let words = words::read(reader)?;
    let mut names: Vec<&Name> = words.iter().collect();
    names.sort_unstable();
    // Two members have one name where they have one place in the list.
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        return None;
    }
    let count = reader.count()?;
    let mut companies: Vec<(Uuid, Range<usize>)> = Vec::with_capacity(count);
    for _ in 0..count {
        let id = reader.uuid()?;
        if companies.last().is_some_and(|(before, _)| *before >= id) {
            return None;
        }
        companies.push((id, reader.part()?));
    }
    reader.is_at_end().then_some((words, companies))
}

impl PackedCompanies {
    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = CompanyId> {
        self.companies.iter().map(|(id, _)| CompanyId(*id))
    }

    /// Whether ids of both may be the same: one begins before the other ends.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let ends = |all: &[(Uuid, _)]| Some((all.first()?.0, all.last()?.0));
        let (one, other) = (ends(&self.companies), ends(&other.companies));
        one.zip(other)
            .is_some_and(|((first, last), (other_first, other_last))| {
                first <= other_last && other_first <= last
            })
    }

    /// The place of a company; `None` where it is not here.
    #[must_use]
    pub fn place(&self, id: CompanyId) -> Option<usize> {
        self.companies.binary_search_by(|(one, _)| one.cmp(&id.0)).ok()
    }

    /// The company at a place, its unknown members still packed; `None` where there is none.
    #[must_use]
    pub fn company(self: &Arc<Self>, place: usize) -> Option<Company> {
        let (id, part) = self.companies.get(place)?;
        let reader = &mut Reader::of(&self.bytes, part)?;
        Some(Company {
            id: CompanyId(*id),
            name: reader.text()?.to_owned(),
            kind: perhaps_word(&self.words, reader, Kind::named)?,
            size: perhaps_word(&self.words, reader, Size::named)?,
            notes: reader.text()?.to_owned(),
            created_at: Moment::from_milliseconds(reader.signed()?)?,
            updated_at: Moment::from_milliseconds(reader.signed()?)?,
            extra: Members::packed(Arc::<Self>::clone(self), place),
        })
    }

    /// Looks a company's unknown members through without unpacking them.
    fn can_be_unpacked(&self, place: usize) -> Option<()> {
        let mut reader = self.members(place)?;
        tree::look_through(&mut reader, &self.words)?;
        reader.is_at_end().then_some(())
    }

    /// Where a company's unknown members begin: after its name, two words, its notes and two moments.
    fn members(&self, place: usize) -> Option<Reader<'_>> {
        let (_, part) = self.companies.get(place)?;
        let mut reader = Reader::of(&self.bytes, part)?;
        reader.part()?;
        for _ in 0..2 {
            reader.number()?;
        }
        reader.part()?;
        for _ in 0..2 {
            reader.number()?;
        }
        Some(reader)
    }
}

impl Unpack<Vec<Member>> for PackedCompanies {
    fn unpack(&self, place: usize) -> Vec<Member> {
        let mut reader = self.members(place);
        let members = reader
            .as_mut()
            .and_then(|reader| tree::members(reader, &self.words));
        // Looked through when they came.
        members.unwrap_or_default()
    }
}

impl PackedMembers for PackedCompanies {
    fn see<'s>(&'s self, place: usize, tell: &mut dyn FnMut(Spot<'s>) -> bool) {
        if let Some(mut reader) = self.members(place) {
            // Looked through when they came.
            let _ = tree::see(&mut reader, &self.words, tell);
        }
    }
}
