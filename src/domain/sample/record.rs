//! A partner's entry of the list.

use super::chance::{between, happens, one_of};
use super::character::Character;
use super::opinions::{Opinions, nearest};
use super::views::{days_before, moment};
use super::words::{FIRST_NAMES, LAST_NAMES, REGIONS, REMARKS, ROLES, SAID, SYSTEMS, TIERS, TOPICS};
use super::{Part, Place, Wanted, log};
use crate::domain::company::{Company, CompanyId, Size};
use crate::domain::json::{Json, Member, Value};
use crate::domain::profile::{Contact, ContactId, Profile, SharedSystem, SystemId};
use crate::domain::random::Random;
use crate::domain::time::Day;

/// The youngest entry is so old, in days: older than what was answered about it.
const YOUNGEST: u32 = 490;

/// The entry of a partner.
pub(super) fn company(
    place: Place,
    name: String,
    character: &Character,
    opinions: &Opinions,
    wanted: Wanted,
    random: &mut Random,
) -> Company {
    let Wanted { today, now, .. } = wanted;
    let created = days_before(today, between(random, YOUNGEST, YOUNGEST + 700));
    let changed = days_before(today, between(random, 0, 300));
    let mut company = Company {
        id: CompanyId(place.id(Part::Company, 0)),
        name,
        kind: character.kind,
        size: character.size,
        notes: notes(random),
        created_at: moment(created, random).min(now),
        updated_at: moment(changed, random).min(now),
        extra: Vec::new().into(),
    };
    profile(place, character, today, random).put(&mut company);
    log::of(place, opinions, today, random).put(&mut company);
    company.extra = lean(core::mem::take(&mut company.extra)).into();
    company
}

fn notes(random: &mut Random) -> String {
    if happens(random, 12) {
        [SAID, one_of(random, &REMARKS)].join(" ")
    } else {
        SAID.to_owned()
    }
}

fn profile(place: Place, character: &Character, today: Day, random: &mut Random) -> Profile {
    Profile {
        tags: tags(character, random),
        contacts: contacts(place, random),
        systems: systems(place, random),
        target: happens(random, 50).then(|| nearest(character.readiness + 100)),
        archived_on: happens(random, 4).then(|| days_before(today, between(random, 1, 300))),
    }
}

/// A region, a tier that rises with size and readiness, and topics.
fn tags(character: &Character, random: &mut Random) -> Vec<String> {
    let mut tags = vec![one_of(random, &REGIONS)];
    let is_large = character.size >= Some(Size::UpTo250);
    let merits = character.readiness + if is_large { 80 } else { 0 } + i64::from(random.below(120));
    let tier = match merits {
        ..230 => 0,
        230..330 => 1,
        330..420 => 2,
        _ => 3,
    };
    tags.push(TIERS[tier]);
    let topic = random.below(u32::try_from(TOPICS.len()).unwrap_or(1)) as usize;
    // Two different ones at most.
    for step in 0..random.below(3) as usize {
        tags.push(TOPICS[(topic + 3 * step) % TOPICS.len()]);
    }
    tags.into_iter().map(str::to_owned).collect()
}

fn contacts(place: Place, random: &mut Random) -> Vec<Contact> {
    let count = match random.below(100) {
        0..15 => 0,
        15..88 => 1,
        _ => 2,
    };
    let contact = |number: u16| {
        let (first, last) = (one_of(random, &FIRST_NAMES), one_of(random, &LAST_NAMES));
        // No two share an address: companies that do look like one.
        let local = [&first.to_lowercase(), ".", &last.to_lowercase()].concat();
        Contact {
            name: [first, last].join(" "),
            role: one_of(random, &ROLES).to_owned(),
            email: format!("{local}.{}@example.com", 2 * place.number + usize::from(number)),
            ..Contact::new(ContactId(place.id(Part::Contact, number)))
        }
    };
    (0..count).map(contact).collect()
}

fn systems(place: Place, random: &mut Random) -> Vec<SharedSystem> {
    let count = u16::try_from(random.below(4).saturating_sub(1)).unwrap_or_default();
    let first = random.below(u32::try_from(SYSTEMS.len()).unwrap_or(1)) as usize;
    let system = |number: u16| {
        let (name, openness) = SYSTEMS[(first + 3 * usize::from(number)) % SYSTEMS.len()];
        SharedSystem {
            id: SystemId(place.id(Part::System, number)),
            name: name.to_owned(),
            openness: Some(openness),
            note: String::new(),
            extra: Vec::new(),
        }
    };
    (0..count).map(system).collect()
}

/// Without members that say nothing: a hundred thousand partners lie in memory at once.
fn lean(members: Vec<Member>) -> Vec<Member> {
    let says_something =
        |member: &Member| !matches!(member.value.as_str(), Some("")) && !member.value.is_null();
    let lean_member = |member: Member| Member {
        value: lean_value(member.value),
        ..member
    };
    let mut members: Vec<Member> = members
        .into_iter()
        .filter(says_something)
        .map(lean_member)
        .collect();
    members.shrink_to_fit();
    members
}

fn lean_value(json: Json) -> Json {
    match json.value {
        Value::Object(members) => Json::object(lean(members)),
        Value::Array(items) => Json::list(items.into_iter().map(lean_value)),
        value => Json::new(value),
    }
}
