//! The guide to the directory says nothing that is not so: its table, its members, its headings and its cells.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/companies.rs"]
mod companies;
#[path = "support/schemas.rs"]
mod schemas;

use std::fs;
use std::path::Path;

use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::csv::{Table, harmless, restored};
use channel_readiness::domain::directory::{Field, Import, Mapping, name_key};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::library::Library;
use companies::{day, moment, profile};
use uuid::Uuid;

fn guide() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/partners.md")).unwrap()
}

/// The one fenced block of CSV.
fn example() -> String {
    let guide = guide();
    let (_, rest) = guide.split_once("\n```csv\n").unwrap();
    rest.split_once("\n```\n").unwrap().0.to_owned()
}

/// The rows of the table whose first heading is `heading`, each cell without the quotation marks of code.
fn table(heading: &str) -> Vec<Vec<String>> {
    let guide = guide();
    let rows = guide
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")))
        .skip(2);
    let rows = rows.take_while(|line| line.starts_with('|')).map(|line| {
        let cells = line.trim_matches('|').split('|');
        cells
            .map(|cell| cell.trim_matches(' ').trim_matches('`').to_owned())
            .collect()
    });
    rows.collect()
}

#[test]
fn the_example_is_taken_in_as_the_guide_says() {
    let table = Table::read(&example()).unwrap();
    let mapping = Mapping::guess(&table);
    let columns = table.header().len();
    assert!((0..columns).all(|column| mapping.field(column).is_some()));
    let import = Import::of(&table, &mapping, &Library::default(), day("2026-11-23")).unwrap();
    assert_eq!(import.report().count(), 0);
    let mut number = 0;
    let mut new_id = |_| {
        number += 1;
        Uuid::from_u128(number)
    };
    let companies = import.companies(&mut new_id, moment(1)).added;
    let [kontoso, fabrikam, northwind] = &companies[..] else {
        panic!("{companies:?}");
    };
    assert_eq!(
        (kontoso.kind, kontoso.size),
        (Some(Kind::ManagedServiceProvider), Some(Size::UpTo250))
    );
    assert_eq!(kontoso.notes, "Met in Basel.\nWants the API first.");
    assert_eq!(
        (profile(kontoso).tags, profile(kontoso).target),
        (vec!["gold".to_owned(), "DACH".to_owned()], Level::new(3))
    );
    assert_eq!(profile(kontoso).contacts[0].phone, "+49 30 1234567");
    assert_eq!(
        (fabrikam.kind, fabrikam.size),
        (Some(Kind::Reseller), Some(Size::UpTo250))
    );
    assert_eq!(profile(fabrikam).archived_on, Some(day("2026-11-22")));
    let contacts: Vec<String> = profile(fabrikam)
        .contacts
        .into_iter()
        .map(|contact| contact.name)
        .collect();
    assert_eq!(contacts, ["Bob", "Carla"]);
    assert_eq!(
        (northwind.kind, northwind.size),
        (Some(Kind::SoftwareVendor), Some(Size::UpTo50))
    );
    assert_eq!(profile(northwind).tags, ["gold", "hot; new"]);
}

#[test]
fn every_heading_of_the_guide_is_known_and_every_column_is_in_the_guide() {
    let rows = table("heading");
    let headings: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(headings, Field::ALL.map(Field::heading));
    let mut others = 0;
    for (row, field) in rows.iter().zip(Field::ALL) {
        let others_of_it = row[1].split(';').next().unwrap().split(", ").map(str::trim);
        for heading in others_of_it.filter(|heading| !heading.is_empty()) {
            let table = Table::read(&format!("{heading},x\n1,2")).unwrap();
            assert_eq!(Mapping::guess(&table).field(0), Some(field), "{heading}");
            others += 1;
        }
    }
    assert!(others > 20);
}

#[test]
fn every_cell_of_the_guide_is_written_and_read_so() {
    let rows = table("text");
    assert!(rows.len() > 5);
    for row in rows {
        assert_eq!(harmless(&row[0]), row[1]);
        assert_eq!(restored(&row[1]), row[0]);
    }
}

#[test]
fn every_legal_form_of_the_guide_is_dropped() {
    let guide = guide();
    let (_, rest) = guide.split_once("a legal form at the end (").unwrap();
    let forms = rest.split_once(" and others)").unwrap().0;
    for form in forms.split(", ").map(|form| form.trim_matches('`')) {
        assert_eq!(name_key(&format!("Kontoso {form}")), "kontoso", "{form}");
    }
}

#[test]
fn every_member_of_the_schema_is_in_the_guide() {
    let guide = guide();
    let schema = schemas::schema("company-1.schema.json");
    let objects = [
        "/properties",
        "/$defs/contact/properties",
        "/$defs/system/properties",
    ];
    for object in objects {
        for name in schema.pointer(object).unwrap().as_object().unwrap().keys() {
            assert!(guide.contains(&format!("`{name}`")), "{name}");
        }
    }
}
