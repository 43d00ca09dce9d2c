//! What people do with the directory of partners.

use crate::domain::company::CompanyId;
use crate::domain::profile::Profile;

/// What somebody did with the directory.
#[derive(Debug, Clone, PartialEq)]
pub enum DirectoryAction {
    ProfileChanged(CompanyId, Box<ProfileChange>),
    /// Put aside; it is in no list then, unless asked for.
    Archived(CompanyId),
    Unarchived(CompanyId),
    /// The second becomes a part of the first.
    Merged(CompanyId, CompanyId),
    /// They look like one, and each is a company of its own.
    FoundUnlike(Vec<CompanyId>),
}

/// What somebody made of a profile. Contacts and systems that are new have no id yet, but the nil one.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileChange {
    /// As it was when the form was opened.
    pub before: Profile,
    pub after: Profile,
}
