//! Links for many companies as one table.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::csv::Table;
use channel_readiness::domain::exchange::LinkTable;

#[path = "support/companies.rs"]
mod companies;

use companies::{company, with_contact};

#[test]
fn each_company_has_its_contact_and_its_link_or_why_there_is_none() {
    let mut table = LinkTable::new(["Company", "Contact", "E-mail", "Link", "Problem"]);
    let kontoso = with_contact(company(1, "=Kontoso"), 1, "Ada", "ada@kontoso.example");
    let kontoso = with_contact(kontoso, 2, "Grace", "grace@kontoso.example");
    table.write(&kontoso, Ok("https://x.example/#a,b"));
    table.write(&company(2, "Fabrikam"), Err("too long"));
    let text = table.into_text();
    assert_eq!(
        text,
        "\u{feff}Company,Contact,E-mail,Link,Problem\r\n\
         '=Kontoso,Ada,ada@kontoso.example,\"https://x.example/#a,b\",\r\n\
         Fabrikam,,,,too long\r\n"
    );
    assert!(Table::read(&text).is_ok());
}
