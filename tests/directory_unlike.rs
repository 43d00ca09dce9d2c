//! Companies that look like one and are not.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/companies.rs"]
mod companies;

use channel_readiness::domain::company::{Company, CompanyId};
use channel_readiness::domain::directory::{duplicates, merge, name_key};
use channel_readiness::domain::exchange::{read_whole_company, write_company};
use channel_readiness::domain::library::{Library, LibraryEvent};
use channel_readiness::domain::own::{ListedNote, Unlike};
use companies::{company, day, id, library, moment, with_members};
use proptest::prelude::*;
use uuid::Uuid;

fn of(library: &Library, number: u128) -> &Company {
    library.companies.get(&id(number)).expect("it is here")
}

/// Tells the companies with these numbers apart; how many records change.
fn tell_apart(library: &mut Library, numbers: &[u128]) -> usize {
    let companies: Vec<Company> = numbers
        .iter()
        .map(|number| of(library, *number).clone())
        .collect();
    let changed = Unlike::each_other(&companies, moment(50));
    let count = changed.len();
    for company in changed {
        library.apply(
            LibraryEvent::CompanyReplaced(company),
            day("2026-11-23"),
            moment(50),
        );
    }
    count
}

fn groups(library: &Library) -> Vec<Vec<u128>> {
    let groups = duplicates(library).into_iter();
    let numbers = |companies: Vec<CompanyId>| companies.iter().map(|id| id.0.as_u128()).collect();
    groups.map(|group| numbers(group.companies)).collect()
}

fn alike(count: u32) -> Library {
    library((1..=count).map(|number| company(number, "Kontoso")))
}

#[test]
fn companies_told_apart_are_no_group() {
    let mut library = alike(3);
    assert_eq!(groups(&library), [[1, 2, 3]]);
    assert_eq!(tell_apart(&mut library, &[1, 2, 3]), 2);
    assert_eq!(groups(&library), [[0; 0]; 0]);
    assert_eq!(
        tell_apart(&mut library, &[3, 2, 1]),
        2,
        "the other way round it is new"
    );
    assert_eq!(
        tell_apart(&mut library, &[1, 2, 3]),
        0,
        "saying it again changes nothing"
    );
}

#[test]
fn another_one_that_looks_like_both_brings_them_together_again() {
    let mut library = alike(3);
    tell_apart(&mut library, &[1, 2]);
    assert_eq!(groups(&library), [[1, 2, 3]]);
    tell_apart(&mut library, &[2, 3]);
    assert_eq!(groups(&library), [[1, 3]]);
}

#[test]
fn it_can_be_taken_back_and_leaves_nothing() {
    let mut library = alike(3);
    let before = of(&library, 1).clone();
    tell_apart(&mut library, &[1, 2, 3]);
    let mut after = of(&library, 1).clone();
    Unlike::take_off(&mut after, &[id(2)]);
    assert_eq!(Unlike::all(&after).len(), 1);
    Unlike::take_off(&mut after, &[id(1), id(2), id(3)]);
    assert_eq!(after.extra, before.extra);
}

#[test]
fn the_notes_of_both_stay_where_two_become_one() {
    let mut library = alike(4);
    tell_apart(&mut library, &[1, 3]);
    tell_apart(&mut library, &[2, 3, 4]);
    let merged = merge(of(&library, 1), of(&library, 2), moment(51));
    let others: Vec<CompanyId> = Unlike::all(&merged).iter().map(|note| note.company).collect();
    assert_eq!(others, [id(3), id(4)]);
}

#[test]
fn it_travels_and_what_is_wrong_with_it_is_named() {
    let note = |id: &str| format!("\"unlike\":[{{\"id\":\"{id}\",\"at\":\"2026-11-22T10:41:00Z\",\"x\":1}}]");
    let whole = with_members(&note("0190f5f0-7b1c-7000-8000-0000000000bb"));
    let json = write_company(&whole);
    assert_eq!(read_whole_company(&json).as_ref(), Ok(&whole));
    let note_of = &Unlike::all(&whole)[0];
    let other = CompanyId(Uuid::parse_str("0190f5f0-7b1c-7000-8000-0000000000bb").unwrap());
    assert_eq!((note_of.company, note_of.extra.len()), (other, 1));
    let wrong = with_members(&note("7"));
    let problems = read_whole_company(&write_company(&wrong)).unwrap_err();
    assert_eq!(problems[0].place, "unlike[0].id");
    let many =
        vec!["{\"id\":\"0190f5f0-7b1c-7000-8000-0000000000bb\",\"at\":\"2026-11-22T10:41:00Z\"}"; 1001];
    let many = with_members(&format!("\"unlike\":[{}]", many.join(",")));
    let problems = read_whole_company(&write_company(&many)).unwrap_err();
    assert_eq!(problems[0].cause, "1001 companies, at most 1000 are read");
}

/// The groups by going through all pairs.
fn groups_naively(library: &Library) -> Vec<Vec<u128>> {
    let companies: Vec<&Company> = library.companies.values().collect();
    let are_told_apart = |one: &Company, other: &Company| {
        let says =
            |one: &Company, other: &Company| Unlike::all(one).iter().any(|note| note.company == other.id);
        says(one, other) || says(other, one)
    };
    let mut of: Vec<usize> = (0..companies.len()).collect();
    for (place, one) in companies.iter().enumerate() {
        for (at, other) in companies.iter().enumerate().skip(place + 1) {
            if name_key(&one.name) == name_key(&other.name) && !are_told_apart(one, other) {
                let (from, to) = (of[at], of[place]);
                of.iter_mut()
                    .filter(|group| **group == from)
                    .for_each(|group| *group = to);
            }
        }
    }
    let mut groups: Vec<Vec<u128>> = (0..companies.len())
        .map(|group| {
            let members = companies.iter().zip(&of).filter(|(_, of)| **of == group);
            members.map(|(company, _)| company.id.0.as_u128()).collect()
        })
        .filter(|group: &Vec<u128>| group.len() > 1)
        .collect();
    groups.sort();
    groups
}

proptest! {
    #[test]
    fn groups_are_those_of_all_pairs(
        names in proptest::collection::vec(0_usize..3, 1..14),
        told in proptest::collection::vec((1_u128..14, 1_u128..14), 0..60),
    ) {
        let names = names.iter().zip(1..).map(|(name, number)| company(number, ["A", "b", "C"][*name]));
        let mut library = library(names);
        let count = library.companies.len() as u128;
        for (one, other) in told {
            if one != other && one.max(other) <= count {
                tell_apart(&mut library, &[one, other]);
            }
        }
        let mut found = groups(&library);
        for group in &mut found {
            group.sort_unstable();
        }
        found.sort();
        prop_assert_eq!(found, groups_naively(&library));
    }
}
