//! Partners from a table: what its columns are, what its cells say, and what is wrong with a row.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/companies.rs"]
mod companies;
#[path = "support/tables.rs"]
mod tables;

use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::csv::Table;
use channel_readiness::domain::directory::{
    Cause, Field, Import, Mapping, MappingError, Outcome, kind_of, size_of,
};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::library::Library;
use companies::{day, moment, profile};

use tables::{companies_of, import_of, rows_are, told};

#[track_caller]
fn fields_are(headings: &str, expected: &[Option<Field>]) {
    let table = Table::read(&format!("{headings}\n{}", ",".repeat(expected.len() - 1))).unwrap();
    let mapping = Mapping::guess(&table);
    let found: Vec<_> = (0..expected.len()).map(|column| mapping.field(column)).collect();
    assert_eq!(found, expected, "{headings}");
}

#[test]
fn columns_are_known_by_their_headings() {
    for field in Field::ALL {
        fields_are(field.heading(), &[Some(field)]);
        fields_are(&field.heading().to_uppercase(), &[Some(field)]);
    }
    for (heading, field) in [
        ("Company Name", Field::Name),
        ("Organisation", Field::Name),
        ("partner-type", Field::Kind),
        ("No. of employees", Field::Size),
        ("E-Mail", Field::ContactEmail),
        ("Contact e-mail address", Field::ContactEmail),
        ("Phone number", Field::ContactPhone),
        ("Job title", Field::ContactRole),
        ("Primary contact", Field::ContactName),
        ("Target level", Field::Target),
        ("Comments", Field::Notes),
        ("Segment", Field::Tags),
    ] {
        fields_are(heading, &[Some(field)]);
    }
    fields_are("name,colour", &[Some(Field::Name), None]);
}

#[test]
fn of_two_columns_that_mean_the_same_the_first_counts_but_tags_and_notes_may_be_several() {
    fields_are("company,name", &[Some(Field::Name), None]);
    fields_are(
        "tags,segment,notes,comment",
        &[
            Some(Field::Tags),
            Some(Field::Tags),
            Some(Field::Notes),
            Some(Field::Notes),
        ],
    );
}

#[test]
fn ids_of_other_programs_are_no_ids() {
    let field = |id: &str| {
        let table = Table::read(&format!("id,name\n{id},Kontoso")).unwrap();
        Mapping::guess(&table).field(0)
    };
    assert_eq!(field("0190f5f0-7b1c-7000-8000-0000000000aa"), Some(Field::Id));
    assert_eq!(field(""), Some(Field::Id));
    assert_eq!(field("4711"), None);
}

#[test]
fn a_mapping_is_changed_column_by_column() {
    let table = Table::read("a,b,c\n1,2,3").unwrap();
    let mut mapping = Mapping::guess(&table);
    assert_eq!(mapping.check(), Err(MappingError::NameMissing));
    assert!(Import::of(&table, &mapping, &Library::default(), day("2026-11-23")).is_err());
    mapping.choose(0, Some(Field::Name));
    mapping.choose(1, Some(Field::Name));
    assert_eq!((mapping.field(0), mapping.field(1)), (None, Some(Field::Name)));
    mapping.choose(0, Some(Field::Notes));
    mapping.choose(2, Some(Field::Notes));
    assert_eq!(mapping.columns(Field::Notes).collect::<Vec<_>>(), [0, 2]);
    mapping.choose(9, Some(Field::Notes));
    assert_eq!(mapping.check(), Ok(()));
    let import = Import::of(&table, &mapping, &Library::default(), day("2026-11-23")).unwrap();
    let imported = companies_of(&import);
    assert_eq!(
        (imported.added[0].name.as_str(), imported.added[0].notes.as_str()),
        ("2", "1\n\n3")
    );
    mapping.choose(1, None);
    assert_eq!(mapping.check(), Err(MappingError::NameMissing));
}

#[test]
fn kinds_are_read_as_people_write_them() {
    for kind in Kind::ALL {
        assert_eq!(kind_of(kind.name()), Some(kind));
        assert_eq!(kind_of(&kind.name().replace('-', " ").to_uppercase()), Some(kind));
    }
    for (text, kind) in [
        ("MSP", Kind::ManagedServiceProvider),
        ("Managed Service Providers", Kind::ManagedServiceProvider),
        ("Managed services provider", Kind::ManagedServiceProvider),
        ("VAR", Kind::Reseller),
        ("Value-added reseller", Kind::Reseller),
        ("System Integrator", Kind::Integrator),
        ("ISV", Kind::SoftwareVendor),
        ("Distributors", Kind::Distributor),
    ] {
        assert_eq!(kind_of(text), Some(kind), "{text}");
    }
    for text in ["", "s", "partner", "msp?x"] {
        assert_eq!(kind_of(text), None, "{text}");
    }
}

#[test]
fn sizes_are_read_as_people_and_spreadsheets_write_them() {
    for size in Size::ALL {
        assert_eq!(size_of(size.name()), Some(size));
    }
    for (text, size) in [
        ("1–10", Size::UpTo10),
        ("1 - 10 people", Size::UpTo10),
        ("10-Jan", Size::UpTo10),
        ("01-Oct", Size::UpTo10),
        ("Nov-50", Size::UpTo50),
        ("11 to 50", Size::UpTo50),
        ("11-50 employees", Size::UpTo50),
        ("51-200", Size::UpTo250),
        ("251-1,000", Size::UpTo1000),
        ("1", Size::UpTo10),
        ("10", Size::UpTo10),
        ("11", Size::UpTo50),
        ("50", Size::UpTo50),
        ("51", Size::UpTo250),
        ("120", Size::UpTo250),
        ("250", Size::UpTo250),
        ("251", Size::UpTo1000),
        ("1000", Size::UpTo1000),
        ("1.000", Size::UpTo1000),
        ("1001", Size::Over1000),
        ("12 000", Size::Over1000),
        ("1000+", Size::Over1000),
        (">1000", Size::Over1000),
        ("more than 1,000 people", Size::Over1000),
        ("1001-5000", Size::Over1000),
    ] {
        assert_eq!(size_of(text), Some(size), "{text}");
    }
    for text in [
        "",
        "0",
        "-5",
        "1.5",
        "big",
        "10-1",
        "1-50",
        "201-500",
        "50+",
        "1,2",
        "99999999999",
        "1-",
        "+",
        "11-50-90",
    ] {
        assert_eq!(size_of(text), None, "{text}");
    }
}

#[test]
fn a_row_makes_a_company_with_all_that_it_says() {
    let text = "name;kind;size;tags;target;archived;contact name;contact role;contact email;contact phone;notes\n\
        Kontoso;MSP;120;gold, DACH, Gold;Level 3;2026-11-01;Ada Ähre;Channel;ada@example.com;'+49 30 1;\"one\ntwo\"\n";
    let imported = companies_of(&import_of(text, &Library::default()));
    let [kontoso] = &imported.added[..] else {
        panic!("{imported:?}");
    };
    assert_eq!(
        (kontoso.name.as_str(), kontoso.notes.as_str()),
        ("Kontoso", "one\ntwo")
    );
    assert_eq!(
        (kontoso.kind, kontoso.size),
        (Some(Kind::ManagedServiceProvider), Some(Size::UpTo250))
    );
    assert_eq!((kontoso.created_at, kontoso.updated_at), (moment(40), moment(40)));
    let profile = profile(kontoso);
    assert_eq!(profile.tags, ["gold", "DACH"]);
    assert_eq!(
        (profile.target, profile.archived_on),
        (Level::new(3), Some(day("2026-11-01")))
    );
    let contact = &profile.contacts[0];
    let texts = [&contact.name, &contact.role, &contact.email, &contact.phone];
    assert_eq!(texts, ["Ada Ähre", "Channel", "ada@example.com", "+49 30 1"]);
    assert_ne!(contact.id.0, kontoso.id.0);
}

#[test]
fn a_row_with_anything_wrong_is_left_out_with_every_reason() {
    rows_are(
        "name,kind,size,target,archived,contact role\nA,msp,,,,\nB,customer,many,7,soon,Boss\n,msp,,,,\nC,,,,no,\nD\nE,,,,,,x\nF,,,,,,\n",
        &[
            "2: new A",
            "3: [kind] there is no such kind of company (customer); [size] expected a size such as 11-50, or how many people work there \
             (many); [target] expected a level from 0 to 4 (7); [archived] expected a day such as 2026-11-22, or yes or no (soon); \
             [] a contact has a name or an e-mail address ()",
            "4: [name] the name is missing ()",
            "5: new C",
            "6: [] 1 cells, where there are 6 headings ()",
            "7: [] 7 cells, where there are 6 headings ()",
            "8: new F",
        ],
    );
    let import = import_of("name,kind\n\nA,x\n\"B\nb\",y\nC,z", &Library::default());
    let report: Vec<_> = import
        .report()
        .map(|reason| (reason.row, reason.line, reason.reason.heading.as_str()))
        .collect();
    assert_eq!(report, [(3, 3, "kind"), (4, 4, "kind"), (5, 6, "kind")]);
    assert!(companies_of(&import).added.is_empty());
}

#[test]
fn what_is_too_long_is_left_out() {
    for (heading, most) in [
        ("name", 10_000),
        ("contact", 10_000),
        ("notes", 100_000),
        ("tags", 100),
    ] {
        let row = |length: usize| {
            let text = format!("company,{heading}\nK,{}\n", "ä".repeat(length));
            let table = Table::read(&text).unwrap();
            let mut mapping = Mapping::guess(&table);
            if heading == "name" {
                mapping.choose(1, Some(Field::Name));
            }
            Import::of(&table, &mapping, &Library::default(), day("2026-11-23"))
                .unwrap()
                .rows
                .remove(0)
                .outcome
        };
        assert_eq!(row(most), Outcome::Added, "{heading}");
        let Outcome::Refused(reasons) = row(most + 1) else {
            panic!("{heading}");
        };
        assert_eq!(reasons[0].cause, Cause::TooLong { most }, "{heading}");
        assert_eq!(reasons[0].cell.chars().count(), 60);
    }
    let many = |count: usize| {
        (0..count)
            .map(|number| format!("t{number}"))
            .collect::<Vec<_>>()
            .join(";")
    };
    rows_are(&format!("name,tags\nA,{}\n", many(200)), &["2: new A"]);
    let told = told(&import_of(
        &format!("name,tags\nA,{}\n", many(201)),
        &Library::default(),
    ));
    assert!(
        told[0].contains("[tags] a company has at most 200 tags"),
        "{told:?}"
    );
}
