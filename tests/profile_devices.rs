//! Two devices that change the profile of one company: what each did to other entries than the other is there in the end.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/companies.rs"]
mod companies;

use std::collections::BTreeSet;

use channel_readiness::domain::company::Company;
use channel_readiness::domain::exchange::{read_company, write_company};
use channel_readiness::domain::json::{Member, parse};
use channel_readiness::domain::profile::{Openness, Profile, SharedSystem, SystemId};
use channel_readiness::domain::replica::{DeviceId, RegisterPath, Replica, Stamp, differing};
use companies::{company, contact, profile, with_members, with_profile};
use proptest::prelude::*;
use uuid::Uuid;

/// What a device does to an entry of this number.
type Edit = (u8, Act);

#[derive(Debug, Clone, Copy)]
enum Act {
    Write(u8),
    Take,
}

fn system(number: u8, note: &str) -> SharedSystem {
    SharedSystem {
        id: SystemId(Uuid::from_u128(u128::from(number) + 1000)),
        name: "S".to_owned(),
        openness: Some(Openness::Open),
        note: note.to_owned(),
        extra: Vec::new(),
    }
}

fn apply(profile: &mut Profile, (number, act): Edit) {
    let (tag, fresh) = (format!("tag/{number}"), contact(u128::from(number), "C", ""));
    profile.tags.retain(|one| *one != tag);
    let contact_place = profile.contacts.iter().position(|one| one.id == fresh.id);
    let system_place = profile
        .systems
        .iter()
        .position(|one| one.id == system(number, "").id);
    match act {
        Act::Take => {
            profile.contacts.retain(|one| one.id != fresh.id);
            profile.systems.retain(|one| one.id != system(number, "").id);
        }
        Act::Write(word) => {
            profile.tags.push(tag);
            let mut fresh = fresh;
            fresh.role = word.to_string();
            match contact_place {
                Some(place) => profile.contacts[place] = fresh,
                None => profile.contacts.push(fresh),
            }
            let system = system(number, &word.to_string());
            match system_place {
                Some(place) => profile.systems[place] = system,
                None => profile.systems.insert(0, system),
            }
        }
    }
}

/// The entries without their order.
fn entries(profile: &Profile) -> BTreeSet<String> {
    let tags = profile.tags.iter().map(|tag| format!("{tag:?}"));
    let contacts = profile.contacts.iter().map(|contact| format!("{contact:?}"));
    let systems = profile.systems.iter().map(|system| format!("{system:?}"));
    tags.chain(contacts).chain(systems).collect()
}

fn edited(base: &Company, edits: &[Edit]) -> Company {
    with_profile(base.clone(), |profile| {
        for edit in edits {
            apply(profile, *edit);
        }
    })
}

fn changed(base: &Company, to: &Company, number: u64) -> Replica {
    let mut replica = Replica::new(&write_company(base));
    replica.change(
        &write_company(to),
        Stamp::new(number, 0, DeviceId(number)).unwrap(),
    );
    replica
}

fn merged(base: &Company, one: &Company, other: &Company) -> Company {
    let (one, other) = (changed(base, one, 1), changed(base, other, 2));
    let merged = one.merge(&other);
    assert_eq!(merged, other.merge(&one));
    read_company(&merged.document().expect("a document")).unwrap()
}

/// Edits of entries whose number is even, or odd.
fn edits(odd: u8) -> impl Strategy<Value = Vec<Edit>> {
    let act = prop_oneof![3 => any::<u8>().prop_map(Act::Write), 1 => Just(Act::Take)];
    let number = (0..20_u8).prop_map(move |number| number * 2 + odd);
    prop::collection::vec((number, act), 0..12)
}

proptest! {
    #[test]
    fn edits_of_different_entries_all_survive_a_merge(
        base in prop::collection::vec((0..40_u8, any::<u8>().prop_map(Act::Write)), 0..20),
        one in edits(0),
        other in edits(1),
    ) {
        let base = edited(&company(1, "Kontoso"), &base);
        let both: Vec<Edit> = one.iter().chain(&other).copied().collect();
        let expected = profile(&edited(&base, &both));
        let merged = merged(&base, &edited(&base, &one), &edited(&base, &other));
        prop_assert_eq!(entries(&profile(&merged)), entries(&expected));
    }
}

#[test]
fn touchpoints_are_merged_by_their_id() {
    let with = |items: &str| with_members(&format!(r#""touchpoints":[{items}]"#));
    let base = with(r#"{"id":"a","on":"2026-11-01"}"#);
    let one = with(r#"{"id":"a","on":"2026-11-02"}"#);
    let other = with(r#"{"id":"a","on":"2026-11-01"},{"id":"b","on":"2026-11-03"}"#);
    let expected = with(r#"{"id":"a","on":"2026-11-02"},{"id":"b","on":"2026-11-03"}"#);
    assert_eq!(merged(&base, &one, &other), expected);
}

#[test]
fn each_entry_is_a_register_of_its_own() {
    let base = with_members(r#""tags":["a/b"],"contacts":[{"id":"C1","name":"n"}],"systems":[{"id":"s1"}]"#);
    let mut after = base.clone();
    for member in after.extra.iter_mut() {
        let Member { name, value } = member;
        let text = match name.as_str() {
            "tags" => r#"["a/b","c"]"#,
            "contacts" => r#"[{"id":"C1","name":"m"}]"#,
            _ => r#"[{"id":"s1","note":""}]"#,
        };
        *value = parse(text).unwrap();
    }
    let paths = differing(&write_company(&base), &write_company(&after));
    let paths: Vec<&str> = paths.iter().map(RegisterPath::as_str).collect();
    assert_eq!(paths, ["/contacts/c1", "/systems/s1", "/tags/c"]);
}

#[test]
fn an_id_in_capitals_names_the_same_entry() {
    let lower = with_members(r#""contacts":[{"id":"0190f5f0-7b1c-7000-8000-0000000000c1","name":"n"}]"#);
    let upper = with_members(r#""contacts":[{"id":"0190F5F0-7B1C-7000-8000-0000000000C1","name":"m"}]"#);
    assert_eq!(profile(&merged(&lower, &lower, &upper)).contacts.len(), 1);
    assert_eq!(merged(&lower, &lower, &upper), upper);
}

#[test]
fn two_devices_that_add_one_tag_in_other_capitals_leave_a_profile_that_is_read() {
    let base = company(1, "Kontoso");
    let tagged = |tag: &str| with_profile(base.clone(), |profile| profile.add_tag(tag).unwrap());
    let merged = merged(&base, &tagged("Gold"), &tagged("gold"));
    assert_eq!(profile(&merged).tags.len(), 1);
}
