//! What must hold of a table of partners.

use channel_readiness::domain::company::{Company, CompanyId};
use channel_readiness::domain::csv::Table;
use channel_readiness::domain::directory::{
    Import, Imported, Mapping, Outcome, take_in_companies, write_companies,
};
use channel_readiness::domain::exchange::{read_whole_company, write_company};
use channel_readiness::domain::library::Library;
use channel_readiness::domain::profile::Profile;
use channel_readiness::domain::time::{Day, Moment};
use uuid::Uuid;

/// What is taken in can be kept, adds nothing when it is taken in again, and comes back as it was when it is given out.
pub fn table(bytes: &[u8]) {
    let Some(text) = super::text(bytes) else { return };
    let table = match Table::read(text) {
        Ok(table) => table,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let mut library = Library::default();
    let here = Company {
        id: CompanyId(Uuid::from_u128(1)),
        name: "Kontoso".to_owned(),
        kind: None,
        size: None,
        notes: "n".to_owned(),
        created_at: Moment::EPOCH,
        updated_at: Moment::EPOCH,
        extra: Vec::new().into(),
    };
    library.companies.insert(here.id, here);
    take_in(&mut library, &table);
    for company in library.companies.values() {
        assert_eq!(read_whole_company(&write_company(company)).as_ref(), Ok(company));
        assert!(Profile::of(company).is_ok());
    }
    assert_eq!(take_in(&mut library, &table), Imported::default());
    let written = write_companies(library.companies.values());
    let again = Table::read(&written).expect("our own table is read");
    let import = import(&library, &again).expect("our own headings are known");
    let is_so = |outcome: &Outcome| matches!(outcome, Outcome::Unchanged { .. });
    assert!(
        import.rows.iter().all(|row| is_so(&row.outcome)),
        "{:?}",
        import.rows
    );
    assert_eq!(import.rows.len(), library.companies.len());
}

fn import(library: &Library, table: &Table) -> Option<Import> {
    Import::of(table, &Mapping::guess(table), library, Day::EPOCH).ok()
}

fn take_in(library: &mut Library, table: &Table) -> Imported {
    let Some(import) = import(library, table) else {
        return Imported::default();
    };
    let reasons = import.report().count();
    let refused = import
        .rows
        .iter()
        .filter(|row| matches!(row.outcome, Outcome::Refused(_)));
    assert!(
        reasons >= refused.count(),
        "each row that is left out has a reason"
    );
    let mut number = 1_u128 << 64;
    let mut new_id = |_: Option<Uuid>| {
        number += 1;
        Uuid::from_u128(number)
    };
    let imported = import.companies(&mut new_id, Moment::EPOCH);
    let all = imported.added.iter().chain(&imported.changed).cloned();
    take_in_companies(library, all.collect());
    imported
}
