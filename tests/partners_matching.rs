//! Partners from a table: which company a row is about, what it changes, and that what is given out comes back.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/companies.rs"]
mod companies;
#[path = "support/tables.rs"]
mod tables;

use channel_readiness::domain::company::{Company, CompanyId, Kind, Size};
use channel_readiness::domain::csv::Table;
use channel_readiness::domain::directory::{
    Cause, Import, Imported, Mapping, Outcome, take_in_companies, write_companies,
};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::library::{Library, LibraryEvent};
use channel_readiness::domain::profile::archived_on;
use companies::{company, day, id, library, moment, profile, with_contact, with_members, with_profile};
use proptest::prelude::*;
use uuid::Uuid;

use tables::{companies_of, import_of, new_ids, rows_are, take_in, three, told};

#[test]
fn a_row_is_about_the_company_with_its_id_name_or_address() {
    let text = format!(
        "id,name,size,contact,email\n{},Kontoso Cloud,20,,\n,FABRIKAM Inc.,,Bob,\n,Wingtip,,,\n{},northwind,,,\n",
        id(1).0,
        Uuid::from_u128(99)
    );
    assert_eq!(
        told(&import_of(&text, &three())),
        [
            "2: 1 name:Kontoso Ltd>Kontoso Cloud size:>11-50",
            "3: 2 is so",
            "4: new Wingtip",
            "5: 3 is so"
        ]
    );
    assert_eq!(
        told(&import_of("name,email\nFabri-Cam,BOB@example.com", &three())),
        ["2: 2 name:Fabrikam>Fabri-Cam"]
    );
}

#[test]
fn an_address_names_one_company_and_only_where_no_row_has_its_name() {
    let text = "name,email\nTailspin,bob@example.com\nFabrikam,bob@example.com\n";
    assert_eq!(
        told(&import_of(text, &three())),
        ["2: new Tailspin", "3: 2 is so"]
    );
    let text = "name,email\nTailspin,bob@example.com\nAdatum,bob@example.com\nTailspin,\n";
    let expected = ["2: 2 name:Fabrikam>Tailspin", "3: new Adatum", "4: 2 is so"];
    assert_eq!(told(&import_of(text, &three())), expected);
}

#[test]
fn rows_of_one_name_are_one_company_with_several_contacts() {
    let text = "name,contact,email,notes\nA,Ada,ada@x,n\nA Ltd,Bob,bob@x,n\na,ada,ADA@x,m\n";
    rows_are(
        text,
        &[
            "2: new A",
            "3: as row 2 contact name:>Bob contact email:>bob@x",
            "4: as row 2 notes:>m",
        ],
    );
    let imported = companies_of(&import_of(text, &Library::default()));
    assert_eq!(
        (imported.added.len(), profile(&imported.added[0]).contacts.len()),
        (1, 2)
    );
}

#[test]
fn rows_with_different_ids_are_different_companies_whatever_they_are_called() {
    let ids = [Uuid::from_u128(77), Uuid::from_u128(78)];
    let text = format!("id,name,notes\n{},A,n\n{},A,m\n{},B,\n", ids[0], ids[1], ids[0]);
    rows_are(
        &text,
        &[
            "2: new A",
            "3: new A",
            &format!("4: [id] the same id as in row 2 ({})", ids[0]),
        ],
    );
    let mut library = Library::default();
    assert_eq!(take_in(&mut library, &text).added.len(), 2);
    assert_eq!(take_in(&mut library, &text), Imported::default());
}

#[test]
fn an_id_that_is_free_may_be_kept() {
    let stated = Uuid::from_u128(77);
    let import = import_of(&format!("id,name\n{stated},A\n"), &Library::default());
    let mut new_id = |stated: Option<Uuid>| stated.unwrap_or(Uuid::nil());
    assert_eq!(
        import.companies(&mut new_id, moment(1)).added[0].id,
        CompanyId(stated)
    );
}

#[test]
fn what_is_empty_changes_nothing() {
    let full = with_contact(
        with_members(r#""tags":["gold"],"target":2,"archivedOn":"2026-11-01""#),
        5,
        "Ada",
        "a@x",
    );
    let text = format!(
        "{}{},,,,,,,,,,,\n",
        "id,name,kind,size,tags,target,archived,contact name,contact role,contact email,contact phone,notes\n",
        full.id.0
    );
    let import = import_of(&text, &library([full.clone()]));
    assert_eq!(import.rows[0].outcome, Outcome::Unchanged { company: full.id });
    assert_eq!(companies_of(&import), Imported::default());
}

#[test]
fn notes_come_back_by_id_and_are_added_by_name() {
    let noted = Company {
        notes: "old".to_owned(),
        ..company(1, "A")
    };
    let import = |text: &str| told(&import_of(text, &library([noted.clone()])));
    assert_eq!(
        import(&format!("id,name,notes\n{},A,new\n", id(1).0)),
        ["2: 1 notes:old>new"]
    );
    assert_eq!(import("name,notes\nA,new\n"), ["2: 1 notes:>new"]);
    assert_eq!(import("name,notes\nA,old\n"), ["2: 1 is so"]);
}

#[test]
fn a_contact_is_filled_in_or_added_but_never_another_person() {
    let with = |name: &str, email: &str| library([with_contact(company(1, "A"), 5, name, email)]);
    let import = |library: &Library, row: &str| {
        told(&import_of(
            &format!("name,contact,email,phone\nA,{row}\n"),
            library,
        ))
        .remove(0)
    };
    assert_eq!(import(&with("Ada", ""), "ada,a@x,"), "2: 1 contact email:>a@x");
    assert_eq!(import(&with("", "a@x"), "Ada,A@x,"), "2: 1 contact name:>Ada");
    assert_eq!(import(&with("Ada", "a@x"), "Ada,a@x,5"), "2: 1 contact phone:>5");
    assert_eq!(
        import(&with("Ada", "a@x"), "Bob,a@x,"),
        "2: 1 contact name:>Bob contact email:>a@x"
    );
    assert_eq!(
        import(&with("Ada", "a@x"), "Ada,b@x,"),
        "2: 1 contact name:>Ada contact email:>b@x"
    );
    assert_eq!(import(&with("Ada", "a@x"), ",a@x,"), "2: 1 is so");
    let two = with_contact(with_contact(company(1, "A"), 5, "", "a@x"), 6, "Ada", "a@x");
    assert_eq!(
        import(&library([two]), "Ada,a@x,"),
        "2: 1 is so",
        "who has both comes first"
    );
}

#[test]
fn a_table_can_put_aside_and_take_back() {
    let aside = with_members(r#""archivedOn":"2026-11-01""#);
    for (cell, expected) in [
        ("yes", Some("2026-11-01")),
        ("no", None),
        ("", Some("2026-11-01")),
        ("2026-11-02", Some("2026-11-02")),
    ] {
        let mut library = library([aside.clone()]);
        take_in(&mut library, &format!("name,archived\nKontoso,{cell}\n"));
        assert_eq!(
            archived_on(library.companies.get(&aside.id).unwrap()),
            expected.map(day),
            "{cell}"
        );
    }
    let imported = companies_of(&import_of("name,archived\nNew,Yes\n", &Library::default()));
    assert_eq!(archived_on(&imported.added[0]), Some(day("2026-11-23")));
}

#[test]
fn a_company_that_cannot_be_read_is_left_as_it_is() {
    let wrong = with_members(r#""tags":7"#);
    let told = told(&import_of("name,size\nKontoso,5\n", &library([wrong])));
    assert_eq!(told, ["2: [] what is kept of this company cannot be read ()"]);
}

#[test]
fn too_many_contacts_are_refused_row_by_row() {
    let rows: Vec<String> = (0..502).map(|number| format!("A,c{number}\n")).collect();
    let rows = rows.concat();
    let import = import_of(&format!("name,contact\n{rows}"), &Library::default());
    let refused: Vec<_> = import
        .report()
        .map(|reason| (reason.row, reason.reason.cause))
        .collect();
    assert_eq!(
        refused,
        [(502, Cause::TooManyContacts), (503, Cause::TooManyContacts)]
    );
    assert_eq!(profile(&companies_of(&import).added[0]).contacts.len(), 500);
}

#[test]
fn the_same_table_twice_adds_nothing_the_second_time() {
    for text in [
        "name,contact,email,notes\nA,Ada,ada@x,n\nA Ltd,Bob,ada@x,n\n!,,,\n?,,ada@x,\na,,,m\n",
        "name,email\nTailspin,bob@example.com\nAdatum,bob@example.com\nFabrikam,\n",
        "name,kind\nA,msp\nA,var\n",
        "id,name,notes\n00000000-0000-0000-0000-000000000001,Northwind,x\n,Northwind,y\n,Kontoso,\n00000000-0000-0000-0000-000000000009,Kontoso,\n",
    ] {
        let mut library = three();
        assert_ne!(take_in(&mut library, text), Imported::default(), "{text}");
        assert_eq!(take_in(&mut library, text), Imported::default(), "{text}");
    }
}

#[test]
fn what_is_shown_is_what_happens() {
    let mut here = three();
    let import = import_of("name,size\nKontoso,20\nNew,5\n", &here);
    assert!(import.is_current(&here));
    let imported = companies_of(&import);
    assert_eq!(imported.before, [here.companies.get(&id(1)).unwrap().clone()]);
    let events = imported.clone().events();
    assert!(matches!(
        events[..],
        [LibraryEvent::CompanyAdded(_), LibraryEvent::CompanyReplaced(_)]
    ));
    for event in events {
        here.apply(event, day("2026-11-23"), moment(50));
    }
    assert_eq!(here.companies.get(&id(1)).unwrap().size, Some(Size::UpTo50));
    assert!(
        !import.is_current(&here),
        "a company that it changes is another one now"
    );
}

#[test]
fn what_is_written_has_a_mark_of_utf8_headings_and_crlf() {
    let full = with_profile(
        with_contact(company(1, "=Kontoso"), 5, "Ada, Channel", "ada@example.com"),
        |profile| {
            profile.tags = vec!["gold".to_owned(), "a;b".to_owned()];
            profile.target = Level::new(2);
            profile.contacts[0].phone = "+49".to_owned();
        },
    );
    let expected = "\u{feff}id,name,kind,size,tags,target,archived,contact name,contact role,contact email,contact phone,notes\r\n\
        00000000-0000-0000-0000-000000000001,'=Kontoso,,,\"gold; \"\"a;b\"\"\",2,,\"Ada, Channel\",,ada@example.com,'+49,\r\n";
    assert_eq!(write_companies([&full]), expected);
}

/// Texts with what matters to tables in them.
fn texts() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "'", "=", "-", "\t", "\r\n", "\"", ",", ";", "|", " ", "1", "a", "é", "\0", "\u{a0}", "@", "K",
    ]);
    let odd = prop::collection::vec(odd, 0..6).prop_map(|parts| parts.concat());
    prop_oneof![3 => odd, 1 => any::<String>()]
}

/// Any company: name, notes, tags, two contacts, and a number that says the rest.
fn any_company() -> impl Strategy<Value = Company> {
    let contact = (texts(), texts(), texts(), texts());
    let tags = prop::collection::vec(texts(), 0..4);
    (
        texts(),
        texts(),
        tags,
        prop::collection::vec(contact, 0..3),
        any::<u16>(),
    )
        .prop_map(|(name, notes, tags, contacts, number)| {
            let number = usize::from(number);
            let mut one = company(1, &name);
            one.notes = notes;
            one.kind = Kind::ALL.get(number % 8).copied();
            one.size = Size::ALL.get(number % 6).copied();
            with_profile(one, |profile| {
                for tag in &tags {
                    let _ = profile.add_tag(tag);
                }
                profile.target = Level::new(u8::try_from(number % 7).unwrap());
                profile.archived_on = (number % 2 == 0).then(|| day("2026-11-22"));
                for (place, (name, role, email, phone)) in contacts.into_iter().enumerate() {
                    if !name.is_empty() || !email.is_empty() {
                        let mut contact = companies::contact(place as u128 + 9, &name, &email);
                        (contact.role, contact.phone) = (role, phone);
                        profile.contacts.push(contact);
                    }
                }
            })
        })
}

proptest! {
    #[test]
    fn what_is_given_out_and_taken_in_again_is_as_it_was(all in prop::collection::vec(any_company(), 1..6)) {
        let numbered = all.into_iter().enumerate();
        let here = library(numbered.map(|(number, one)| Company { id: id(number as u128 + 1), ..one }));
        let text = write_companies(here.companies.values());
        let import = import_of(&text, &here);
        for (row, one) in import.rows.iter().zip(here.companies.values()) {
            prop_assert_eq!(&row.outcome, &Outcome::Unchanged { company: one.id }, "{:?}", text);
        }
        prop_assert_eq!(import.rows.len(), here.companies.len());
    }

    #[test]
    fn a_table_taken_in_elsewhere_says_the_same_there(one in any_company()) {
        // Nobody new is without a name.
        let one = Company { name: format!("{}K", one.name), ..one };
        let text = write_companies([&one]);
        let mut elsewhere = Library::default();
        let imported = take_in(&mut elsewhere, &text);
        prop_assert_eq!(imported.added.len(), 1, "{:?}", import_of(&text, &Library::default()).rows);
        let clean = |text: &str| text.replace('\0', "").trim().to_owned();
        let (there, here) = (&imported.added[0], &one);
        prop_assert_eq!((&there.name, &there.notes), (&clean(&here.name), &clean(&here.notes)));
        prop_assert_eq!((there.kind, there.size), (here.kind, here.size));
        let (there, here) = (profile(there), profile(here));
        let tags: Vec<String> = here.tags.iter().map(|tag| clean(tag)).filter(|tag| !tag.is_empty()).collect();
        prop_assert_eq!(there.tags.first(), tags.first());
        prop_assert_eq!((there.target, there.archived_on), (here.target, here.archived_on));
        prop_assert_eq!(take_in(&mut elsewhere, &text), Imported::default());
    }
}

#[test]
fn a_hundred_thousand_rows_are_taken_in_in_a_moment() {
    let rows = |row: fn(usize) -> String| {
        "name,tags,contact,email,notes\n".to_owned() + &(0..100_000).map(row).collect::<String>()
    };
    for (what, text) in [
        (
            "others",
            rows(|number| format!("C{number},a;b,Ada,a{number}@x,n\n")),
        ),
        (
            "one name",
            rows(|number| format!("C,t{number},c{number},x@x,n{number}\n")),
        ),
        ("one address", rows(|number| format!("C{number},,,x@x,\n"))),
        ("wrong", rows(|_| ",,,,\"\"\n,\n".to_owned())),
    ] {
        let begin = std::time::Instant::now();
        let Ok(table) = Table::read(&text) else { continue };
        let mut library = three();
        let import = Import::of(&table, &Mapping::guess(&table), &library, day("2026-11-23")).unwrap();
        let imported = import.companies(&mut new_ids(), moment(40));
        take_in_companies(&mut library, imported.added);
        assert!(begin.elapsed().as_secs() < 60, "{what}: {:?}", begin.elapsed());
    }
}
