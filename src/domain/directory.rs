//! The directory of partners: which of them look like one, making two of them one, finding them, and taking in and giving
//! out tables of them.

mod duplicates;
mod merger;
mod names;
mod parting;
mod search;
mod sheet;

pub use duplicates::{DuplicateSearch, Duplicates, Likeness, LikenessStamp, duplicates};
pub use merger::{Merger, MergerRefusal, Said, merge, not_kept};
pub use names::{has_name_key, name_key};
pub(in crate::domain) use search::folded;
pub use search::{Finds, Query, SearchText, Seeker, find};
pub(in crate::domain) use sheet::joined;
pub use sheet::{
    Cause, Change, CompanyTable, Field, Import, ImportRow, Imported, Mapping, MappingError, Outcome, Reason,
    RowReason, kind_of, size_of, write_companies,
};

use super::company::Company;
use super::library::{Library, Touched, renew};
use super::ordered::Ordered;

/// Takes in many companies, new ones and such as are here, and gives the records that this touched. However many there
/// are, what is here is gone through once; one by one each would go through all assessments.
pub fn take_in_companies(library: &mut Library, companies: Vec<Company>) -> Vec<Touched> {
    let companies = companies.into_iter().map(|company| (company.id, company));
    let companies = Ordered::sorted(companies.collect());
    let mut touched: Vec<Touched> = companies.keys().map(|id| Touched::Company(*id)).collect();
    for assessment in library.assessments.values_mut() {
        let copy = assessment.counterpart.as_mut();
        if let Some(copy) = copy
            && let Some(company) = copy.id.and_then(|id| companies.get(&id))
            && renew(copy, &company.facts())
        {
            touched.push(Touched::Assessment(assessment.id));
        }
    }
    library.companies.add_all(companies.into_iter().collect());
    touched
}
