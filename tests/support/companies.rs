//! Companies of a directory, short to write.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::company::{Company, CompanyId};
use channel_readiness::domain::exchange::{read_company, write_company};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::library::Library;
use channel_readiness::domain::profile::{Contact, ContactId, Profile};
use channel_readiness::domain::time::{Day, Moment};
use uuid::Uuid;

pub fn day(text: &str) -> Day {
    Day::parse(text).expect(text)
}

/// A moment in a minute of ours.
pub fn moment(second: u32) -> Moment {
    Moment::parse(&format!("2026-11-23T10:00:{second:02}Z")).expect("a moment")
}

pub fn id(number: u128) -> CompanyId {
    CompanyId(Uuid::from_u128(number))
}

/// A company of which nothing but the name is known, made in this second.
pub fn company(number: u32, name: &str) -> Company {
    Company {
        id: id(u128::from(number)),
        name: name.to_owned(),
        kind: None,
        size: None,
        notes: String::new(),
        created_at: moment(number % 60),
        updated_at: moment(number % 60),
        extra: Vec::new().into(),
    }
}

pub fn contact(number: u128, name: &str, email: &str) -> Contact {
    Contact {
        name: name.to_owned(),
        email: email.to_owned(),
        ..Contact::new(ContactId(Uuid::from_u128(number)))
    }
}

/// The company with its profile changed.
pub fn with_profile(mut company: Company, change: impl FnOnce(&mut Profile)) -> Company {
    let mut profile = profile(&company);
    change(&mut profile);
    profile.put(&mut company);
    company
}

pub fn with_contact(company: Company, number: u128, name: &str, email: &str) -> Company {
    with_profile(company, |profile| {
        profile.contacts.push(contact(number, name, email));
    })
}

pub fn profile(company: &Company) -> Profile {
    Profile::of(company).unwrap_or_else(|problems| panic!("{problems:?}"))
}

pub fn library(companies: impl IntoIterator<Item = Company>) -> Library {
    let mut library = Library::default();
    library.take_in(companies.into_iter().collect(), Vec::new());
    library
}

/// A company with these further members.
pub fn with_members(members: &str) -> Company {
    read(&format!(
        r#"{{"id":"0190f5f0-7b1c-7000-8000-0000000000aa","name":"Kontoso","kind":"reseller","size":null,"notes":"","createdAt":"2026-11-22T10:41:00.000Z","updatedAt":"2026-11-22T10:41:00.000Z",{members}}}"#
    ))
}

pub fn read(text: &str) -> Company {
    let json = parse(text).unwrap_or_else(|problem| panic!("{problem} in {text}"));
    read_company(&json).unwrap_or_else(|problems| panic!("{problems:?}"))
}

pub fn written(company: &Company) -> String {
    compact(&write_company(company))
}
