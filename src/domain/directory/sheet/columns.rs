//! Which column holds what.

use super::spellings::folded;
use crate::domain::csv::Table;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Id,
    Name,
    Kind,
    Size,
    Tags,
    Target,
    ArchivedOn,
    ContactName,
    ContactRole,
    ContactEmail,
    ContactPhone,
    Notes,
}

impl Field {
    /// All fields, in the order of the columns that are written.
    pub const ALL: [Self; 12] = [
        Self::Id,
        Self::Name,
        Self::Kind,
        Self::Size,
        Self::Tags,
        Self::Target,
        Self::ArchivedOn,
        Self::ContactName,
        Self::ContactRole,
        Self::ContactEmail,
        Self::ContactPhone,
        Self::Notes,
    ];

    /// The heading of its column in the tables that are written.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Size => "size",
            Self::Tags => "tags",
            Self::Target => "target",
            Self::ArchivedOn => "archived",
            Self::ContactName => "contact name",
            Self::ContactRole => "contact role",
            Self::ContactEmail => "contact email",
            Self::ContactPhone => "contact phone",
            Self::Notes => "notes",
        }
    }

    /// Whether several columns may hold it.
    #[must_use]
    pub const fn may_repeat(self) -> bool {
        matches!(self, Self::Tags | Self::Notes)
    }

    /// Other headings that mean it, without spaces and punctuation.
    const fn spellings(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["companyid", "partnerid"],
            Self::Name => &[
                "company",
                "companyname",
                "partner",
                "partnername",
                "account",
                "accountname",
                "organisation",
                "organization",
                "organisationname",
                "organizationname",
                "businessname",
                "business",
                "firm",
            ],
            Self::Kind => &[
                "type",
                "companykind",
                "companytype",
                "partnerkind",
                "partnertype",
                "accounttype",
            ],
            Self::Size => &[
                "companysize",
                "employees",
                "numberofemployees",
                "noofemployees",
                "employeecount",
                "headcount",
                "sizeband",
                "people",
                "staff",
            ],
            Self::Tags => &[
                "tag",
                "labels",
                "label",
                "keywords",
                "groups",
                "group",
                "segment",
                "segments",
                "category",
                "categories",
                "region",
                "country",
                "tier",
                "programme",
                "program",
            ],
            Self::Target => &["targetlevel", "levelaimedat", "aim", "goal"],
            Self::ArchivedOn => &[
                "archivedon",
                "archivedate",
                "archivedsince",
                "inactive",
                "inactivesince",
            ],
            Self::ContactName => &[
                "contact",
                "contactperson",
                "primarycontact",
                "maincontact",
                "contactfullname",
                "fullname",
                "person",
            ],
            Self::ContactRole => &[
                "role",
                "title",
                "jobtitle",
                "position",
                "contacttitle",
                "contactjobtitle",
            ],
            Self::ContactEmail => &[
                "email",
                "emailaddress",
                "mail",
                "contactemailaddress",
                "primaryemail",
                "contactmail",
            ],
            Self::ContactPhone => &[
                "phone",
                "phonenumber",
                "telephone",
                "telephonenumber",
                "tel",
                "mobile",
                "contactphonenumber",
                "contacttelephone",
                "contactmobile",
            ],
            Self::Notes => &["note", "comments", "comment", "remarks", "remark", "description"],
        }
    }

    /// The field that a heading means.
    fn headed(heading: &str) -> Option<Self> {
        let heading = folded(heading);
        let is_it = |field: &Self| {
            folded(field.heading()) == heading || field.spellings().contains(&heading.as_str())
        };
        Self::ALL.into_iter().find(is_it)
    }
}

/// What each column holds. A field is in one column at most; tags and notes may be in several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    fields: Vec<Option<Field>>,
}

/// Why no table can be taken in by a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Neither a name nor an id is in any column.
    #[error("no column holds the companies' names")]
    NameMissing,
}

impl Mapping {
    /// What the headings say. Where several mean the same, the first counts. A column of ids counts only where they are
    /// ids of ours: other programs have ids too.
    #[must_use]
    pub fn guess(table: &Table) -> Self {
        let header = table.header();
        let mut mapping = Self {
            fields: vec![None; header.cells().count()],
        };
        for (column, heading) in header.cells().enumerate() {
            let field =
                Field::headed(heading).filter(|field| field.may_repeat() || mapping.column(*field).is_none());
            if let Some(field) = field.filter(|field| *field != Field::Id || has_our_ids(table, column)) {
                mapping.choose(column, Some(field));
            }
        }
        mapping
    }

    /// What a column holds from now on; `None`: nothing of ours. The column that held it before holds nothing then.
    pub fn choose(&mut self, column: usize, field: Option<Field>) {
        if let Some(field) = field.filter(|field| !field.may_repeat()) {
            for one in &mut self.fields {
                one.take_if(|one| *one == field);
            }
        }
        if let Some(one) = self.fields.get_mut(column) {
            *one = field;
        }
    }

    /// What a column holds.
    #[must_use]
    pub fn field(&self, column: usize) -> Option<Field> {
        self.fields.get(column).copied().flatten()
    }

    /// The first column that holds a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns(field).next()
    }

    /// The columns that hold a field.
    pub fn columns(&self, field: Field) -> impl Iterator<Item = usize> {
        let fields = self.fields.iter().enumerate();
        fields.filter_map(move |(column, one)| (*one == Some(field)).then_some(column))
    }

    /// Whether a table can be taken in by it.
    ///
    /// # Errors
    /// Where no column says which company it is about.
    pub fn check(&self) -> Result<(), MappingError> {
        if self.column(Field::Name).is_none() && self.column(Field::Id).is_none() {
            return Err(MappingError::NameMissing);
        }
        Ok(())
    }
}

fn has_our_ids(table: &Table, column: usize) -> bool {
    const LOOKED_AT: usize = 100;
    let cells = table.rows().take(LOOKED_AT).filter_map(|row| row.cell(column));
    cells
        .map(str::trim)
        .all(|cell| cell.is_empty() || uuid::Uuid::try_parse(cell).is_ok())
}
