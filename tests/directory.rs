//! The directory of partners: what looks like one, and finding.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/companies.rs"]
mod companies;

use channel_readiness::domain::company::Company;
use channel_readiness::domain::directory::{Duplicates, Likeness, Query, SearchText, duplicates, name_key};
use companies::{company, id, library, with_contact, with_members, with_profile};

#[track_caller]
fn same(one: &str, other: &str) {
    assert_eq!(name_key(one), name_key(other), "{one} | {other}");
}

#[test]
fn names_are_the_same_but_for_case_spaces_punctuation_and_legal_forms() {
    same("Kontoso", "KONTOSO");
    same("Data Works", "DataWorks");
    same("O'Neil & Sons", "ONeil  &  Sons");
    same("ÄHRE GmbH", "Ähre");
    for form in [
        "Ltd",
        "Ltd.",
        ", Inc.",
        "LLC",
        "L.L.C.",
        "SARL",
        "S.A.R.L.",
        "S.A.",
        "S. A.",
        "AG",
        "BV",
        "B.V.",
        "Pty Ltd",
        "Pty. Ltd.",
        "GmbH & Co. KG",
        "PLC",
        "Corp.",
        "A/S",
        "AB",
        "Oy",
        "Sp. z o.o.",
        "S.r.l.",
        "S.p.A.",
        "SAS",
        "Private Limited",
        "Limited",
        "spol. s r.o.",
        "Sdn Bhd",
        "d.o.o.",
        "K.K.",
        "Co., Ltd.",
    ] {
        same("Kontoso", &format!("Kontoso {form}"));
        same("Kontoso", &format!("kontoso {}", form.to_uppercase()));
    }
}

#[test]
fn names_that_differ_in_more_are_others() {
    for (one, other) in [
        ("Kontoso", "Kontoso Cloud"),
        ("Ltd Kontoso", "Kontoso"),
        ("AG", "BV"),
        ("!", "?"),
        ("A", ""),
        ("株式会社", "会社"),
    ] {
        assert_ne!(name_key(one), name_key(other), "{one} | {other}");
    }
    assert_eq!((name_key(""), name_key("  ")), (String::new(), String::new()));
    assert_ne!(name_key("Ltd"), "", "what is nothing but a legal form is a name");
}

#[test]
fn companies_of_one_name_or_with_one_address_look_like_one() {
    let library = library([
        company(9, "Kontoso Ltd."),
        company(2, "Fabrikam"),
        with_contact(company(3, "Northwind"), 1, "Ada", " ADA@example.com"),
        company(4, "kontoso"),
        with_contact(company(5, "Wingtip"), 2, "A. Ähre", "ada@example.com"),
        company(6, ""),
        company(7, ""),
    ]);
    let expected = [
        Duplicates {
            companies: vec![id(3), id(5)],
            likenesses: vec![Likeness::Email("ada@example.com".to_owned())],
        },
        Duplicates {
            companies: vec![id(4), id(9)],
            likenesses: vec![Likeness::Name("kontoso".to_owned())],
        },
    ];
    assert_eq!(duplicates(&library), expected);
}

#[test]
fn likeness_goes_on_from_one_to_the_next() {
    let library = library([
        with_contact(company(1, "A"), 1, "", "x@example.com"),
        with_contact(company(2, "B"), 2, "", "y@example.com"),
        with_contact(
            with_contact(company(3, "b"), 3, "", "x@example.com"),
            4,
            "",
            "z@example.com",
        ),
        with_contact(company(4, "D"), 5, "", "z@example.com"),
        with_contact(
            with_contact(company(5, "E"), 6, "", "e@example.com"),
            7,
            "",
            "E@example.com",
        ),
    ]);
    let [group] = &duplicates(&library)[..] else {
        panic!("{:?}", duplicates(&library));
    };
    assert_eq!(group.companies, [id(1), id(2), id(3), id(4)]);
    assert_eq!(group.likenesses.len(), 3);
}

#[test]
fn a_hundred_thousand_companies_that_look_like_one_are_one_group() {
    // A chain in which each looks like the next, in the order that is worst.
    let companies = (0..100_000_u32).map(|number| {
        let place = if number % 2 == 0 {
            number / 2
        } else {
            99_999 - number / 2
        };
        let one = with_members(&format!(
            r#""contacts":[{{"email":"{place}@x"}},{{"email":"{}@x"}}]"#,
            place + 1
        ));
        Company {
            id: id(u128::from(number)),
            name: String::new(),
            ..one
        }
    });
    let library = library(companies);
    let groups = duplicates(&library);
    assert_eq!((groups.len(), groups[0].companies.len()), (1, 100_000));
}

#[test]
fn a_company_is_found_by_every_word_of_name_tags_and_kind() {
    let kontoso = with_profile(company(1, "Kontoso Zürich"), |profile| {
        profile.add_tag("DACH gold").unwrap();
    });
    let text = SearchText::of(&kontoso, ["Managed service provider"]);
    for (query, is_found) in [
        ("", true),
        ("  ", true),
        ("kontoso", true),
        ("ZÜRICH kon", true),
        ("dach manag", true),
        ("gold zürich provider", true),
        ("kontoso silver", false),
        ("richdach", false),
    ] {
        assert_eq!(text.matches(&Query::of(query)), is_found, "{query}");
    }
}
