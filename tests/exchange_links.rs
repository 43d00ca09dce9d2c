//! Links for many companies as one table.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::csv::{LARGEST_WRITTEN, Table};
use channel_readiness::domain::exchange::{LinkTable, MOST_LINKS, TableFull};

#[path = "support/companies.rs"]
mod companies;

use companies::{company, with_contact};

#[test]
fn each_company_has_its_contact_and_its_link_or_why_there_is_none() {
    let mut table = LinkTable::new(["Company", "Contact", "E-mail", "Link", "Problem"]);
    let kontoso = with_contact(company(1, "=Kontoso"), 1, "Ada", "ada@kontoso.example");
    let kontoso = with_contact(kontoso, 2, "Grace", "grace@kontoso.example");
    assert_eq!(table.write(&kontoso, Ok("https://x.example/#a,b")), Ok(()));
    assert_eq!(table.write(&company(2, "Fabrikam"), Err("too long")), Ok(()));
    let text = table.into_text();
    assert_eq!(
        text,
        "\u{feff}Company,Contact,E-mail,Link,Problem\r\n\
         '=Kontoso,Ada,ada@kontoso.example,\"https://x.example/#a,b\",\r\n\
         Fabrikam,,,,too long\r\n"
    );
    assert!(Table::read(&text).is_ok());
}

#[test]
fn a_table_has_so_many_links_and_no_more() {
    let one = company(1, "Kontoso");
    let mut table = LinkTable::new([""; 5]);
    for _ in 0..MOST_LINKS {
        assert_eq!(table.write(&one, Ok("https://x.example/")), Ok(()));
    }
    assert_eq!(table.write(&one, Ok("https://x.example/")), Err(TableFull));
    // Nor does it grow beyond what can be held.
    let mut table = LinkTable::new([""; 5]);
    let long = "x".repeat(LARGEST_WRITTEN / 2);
    assert_eq!(table.write(&one, Ok(&long)), Ok(()));
    assert_eq!(table.write(&one, Ok(&long)), Err(TableFull));
    assert_eq!(table.into_text().lines().count(), 2);
}
