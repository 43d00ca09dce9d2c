//! The directory of partners: what looks like one, and finding.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/companies.rs"]
mod companies;

use channel_readiness::domain::company::Company;
use channel_readiness::domain::directory::{
    DuplicateSearch, Duplicates, Likeness, LikenessStamp, Query, SearchText, Seeker, duplicates, find,
    has_name_key, name_key,
};
use channel_readiness::domain::library::Library;
use channel_readiness::domain::own::Unlike;
use companies::{company, id, library, moment, with_contact, with_members, with_profile};
use proptest::prelude::*;

#[track_caller]
fn same(one: &str, other: &str) {
    assert_eq!(name_key(one), name_key(other), "{one} | {other}");
    assert!(has_name_key(one, &name_key(other)), "{one} | {other}");
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
        assert!(!has_name_key(one, &name_key(other)), "{one} | {other}");
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
    let text = SearchText::of("Kontoso Zürich", ["DACH gold"], ["Managed service provider"]);
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

/// The names that are found, and how many there are in all.
fn found(library: &Library, query: &str, most: usize) -> (Vec<String>, usize) {
    let found = find(library, &Query::of(query), most, Some("Without a name"));
    let names = found.companies.iter().map(|company| company.name.clone());
    (names.collect(), found.count)
}

#[test]
fn a_query_finds_a_name_by_all_of_its_words() {
    let mut room = String::new();
    let mut finds = |query: &str, name: &str| Query::of(query).finds(name, &mut room);
    for (query, name) in [
        ("", ""),
        ("  ", "Contoso"),
        ("cont", "CONTOSO Ltd"),
        ("LTD con", "Contoso Ltd"),
        ("größe", "GRÖSSE und GRÖßE"),
    ] {
        assert!(finds(query, name), "{query:?} in {name:?}");
    }
    for (query, name) in [("con fab", "Contoso"), ("conto so", "Co nto"), ("x", "")] {
        assert!(!finds(query, name), "{query:?} in {name:?}");
    }
}

#[test]
fn a_query_finds_the_first_by_name_and_how_many_there_are() {
    let names = [
        "Zürich Cloud",
        "",
        "cloud nine",
        "ÄHRE",
        "Cloud Eight",
        "Cloud Eight",
        "Storm",
    ];
    let library = library(names.iter().zip(1..).map(|(name, number)| company(number, name)));
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        found(&library, "CLOUD", 2),
        (names(&["Cloud Eight", "Cloud Eight"]), 4)
    );
    assert_eq!(found(&library, "cloud ZÜR", 9), (names(&["Zürich Cloud"]), 1));
    assert_eq!(found(&library, "ähre", 9), (names(&["ÄHRE"]), 1));
    assert_eq!(found(&library, "nobody", 9), (Vec::new(), 0));
    // Those without a name are last.
    let (all, count) = found(&library, " ", 9);
    assert_eq!((all.last().map(String::as_str), count), (Some(""), 7));
    assert_eq!(found(&library, "", 0), (Vec::new(), 7));
}

/// The number of all, step by step.
fn stamp(library: &Library) -> u64 {
    let mut stamp = LikenessStamp::begin();
    loop {
        if let Some(stamp) = stamp.step(library) {
            return stamp;
        }
    }
}

#[test]
fn only_what_makes_companies_look_alike_changes_their_number() {
    let of = |change: &dyn Fn(&mut Company)| {
        let mut changed = with_contact(company(2, "Fabrikam"), 1, "Ada", "ada@example.com");
        change(&mut changed);
        stamp(&library([
            company(1, "Kontoso"),
            changed,
            company(3, "Northwind"),
        ]))
    };
    let before = of(&|_| ());
    let changes: [&dyn Fn(&mut Company); 4] = [
        &|company| company.name.push('s'),
        &|company| *company = with_contact(company.clone(), 2, "", "b@example.com"),
        &|one| {
            let others = Unlike::each_other(&[one.clone(), company(1, "Kontoso")], moment(50));
            *one = others
                .into_iter()
                .find(|other| other.id == one.id)
                .expect("it says so");
        },
        &|company| company.created_at = moment(59),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        assert_ne!(of(change), before, "{at}");
    }
    let others: [&dyn Fn(&mut Company); 3] = [
        &|company| company.notes.push('s'),
        &|company| company.updated_at = moment(59),
        &|company| *company = with_profile(company.clone(), |profile| profile.add_tag("Gold").unwrap()),
    ];
    for (at, change) in others.into_iter().enumerate() {
        assert_eq!(of(change), before, "{at}");
    }
    assert_ne!(
        stamp(&library([company(1, "Kontoso"), company(3, "Northwind")])),
        before
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn likeness_is_looked_for_in_steps_however_many_there_are(
        names in proptest::collection::vec(0_u32..700, 240..900),
    ) {
        let numbers = names.iter().zip(1..);
        let library = library(numbers.map(|(name, number)| company(number, &format!("N{name}"))));
        let mut search = DuplicateSearch::begin();
        let mut steps = 1;
        let stepped = loop {
            if let Some(found) = search.step(&library) {
                break found;
            }
            steps += 1;
        };
        // No step goes through all.
        prop_assert!(steps > names.len() / 250, "{steps}");
        let mut by_name: std::collections::BTreeMap<u32, Vec<_>> = std::collections::BTreeMap::new();
        for (name, number) in names.iter().zip(1_u128..) {
            by_name.entry(*name).or_default().push(id(number));
        }
        let mut expected: Vec<_> = by_name.into_values().filter(|ids| ids.len() > 1).collect();
        let mut found: Vec<_> = stepped.into_iter().map(|group| group.companies).collect();
        for ids in &mut found {
            ids.sort_unstable();
        }
        found.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn the_first_finds_are_those_of_a_list_of_all(
        names in proptest::collection::vec("[abAB ]{0,4}", 0..40),
        query in "[abAB ]{0,2}",
        most in 0_usize..12,
        unnamed in proptest::option::of("[abAB ]{1,4}"),
    ) {
        let library = library(names.iter().zip(1..).map(|(name, number)| company(number, name)));
        let mut all: Vec<&Company> = library
            .companies
            .values()
            .filter(|company| {
                let is_unnamed = company.name.trim().is_empty();
                let seen = if is_unnamed { unnamed.as_deref() } else { Some(&*company.name) };
                let words = query.to_lowercase();
                seen.is_some_and(|seen| words.split_whitespace().all(|word| seen.to_lowercase().contains(word)))
            })
            .collect();
        all.sort_by_key(|company| (company.name.trim().is_empty(), company.name.to_lowercase(), company.id));
        let found = find(&library, &Query::of(&query), most, unnamed.as_deref());
        prop_assert_eq!(found.count, all.len());
        all.truncate(most);
        prop_assert_eq!(found.companies, all);
    }
    #[test]
    fn a_word_is_found_where_the_text_has_it(name in "[abü ]{0,24}|[ab]{0,60}", word in "[abü]{0,6}|[ab]{2,6}") {
        let text = SearchText::of(&name, [], ["ab bab"]);
        prop_assert_eq!(Seeker::of(&word).is_in(&text), text.has(&word));
    }
}

proptest! {
    #[test]
    fn a_name_has_the_key_that_is_its_own_and_no_other(
        one in r"[aAsSΣςİé.' gmbhGMBH-]{0,9}|\PC{0,6}",
        other in r"[aAsSΣςİé.' gmbhGMBH-]{0,9}",
    ) {
        let key = name_key(&one);
        prop_assert!(has_name_key(&one, &key), "{:?} {:?}", one, key);
        prop_assert_eq!(has_name_key(&other, &key), name_key(&other) == key);
    }
}
