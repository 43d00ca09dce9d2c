//! What lists, filters and tables show of many companies, without reading each profile as a whole. What is written in
//! another way than a profile is passed over.

use super::document::{ARCHIVED_ON, CONTACTS, TAGS, TARGET, find, items, set};
use crate::domain::company::Company;
use crate::domain::json::{Json, Value};
use crate::domain::level::Level;
use crate::domain::time::Day;

/// The company's tags.
pub fn tags(company: &Company) -> impl Iterator<Item = &str> {
    items(&company.extra, TAGS).iter().filter_map(Json::as_str)
}

/// The names of its contacts that are not empty.
pub fn contact_names(company: &Company) -> impl Iterator<Item = &str> {
    let contacts = items(&company.extra, CONTACTS).iter();
    let names = contacts.filter_map(|contact| contact.member("name")?.as_str());
    names.filter(|name| !name.trim().is_empty())
}

/// The e-mail addresses of its contacts that are not empty, as they are written.
pub fn emails(company: &Company) -> impl Iterator<Item = &str> {
    let contacts = items(&company.extra, CONTACTS).iter();
    let emails = contacts.filter_map(|contact| contact.member("email")?.as_str());
    emails.filter(|email| !email.trim().is_empty())
}

/// Name, role, e-mail address and phone of the first contact that has a name or an address; `None` where there is none.
#[must_use]
pub fn first_contact(company: &Company) -> Option<[&str; 4]> {
    let contacts = items(&company.extra, CONTACTS).iter();
    contacts
        .map(|contact| ["name", "role", "email", "phone"].map(|name| text(contact, name)))
        .find(|[name, _, email, _]| !is_blank(name) || !is_blank(email))
}

fn text<'j>(contact: &'j Json, name: &str) -> &'j str {
    contact.member(name).and_then(Json::as_str).unwrap_or_default()
}

/// Whether nothing of it is seen, and nothing of it stands in a table.
fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_whitespace() || character == '\0')
}

/// The level aimed at with it.
#[must_use]
pub fn target(company: &Company) -> Option<Level> {
    let Value::Number(number) = &find(&company.extra, TARGET)?.value else {
        return None;
    };
    Level::new(u8::try_from(number.as_whole()?).ok()?)
}

/// The day that it was put aside; `None` where it was not.
#[must_use]
pub fn archived_on(company: &Company) -> Option<Day> {
    find(&company.extra, ARCHIVED_ON)?.as_str().and_then(Day::parse)
}

/// Puts a company aside. One that is aside keeps its day.
pub fn archive(company: &mut Company, on: Day) {
    if archived_on(company).is_none() {
        set(&mut company.extra, ARCHIVED_ON, Some(on.to_string().into()));
    }
}

/// Takes a company back that was put aside.
pub fn unarchive(company: &mut Company) {
    set(&mut company.extra, ARCHIVED_ON, None);
}
