//! What is kept of a partner beside its name, kind and size.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/companies.rs"]
mod companies;
#[path = "support/documents.rs"]
mod documents;

use channel_readiness::domain::exchange::{backup, read_bundle, read_company};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::profile::{
    Glance, Openness, Profile, SharedSystem, SystemId, TagError, archive, archived_on, emails, mail_link,
    phone_link, unarchive,
};
use channel_readiness::domain::slices::finish;
use companies::{company, contact, day, profile, read, with_members, with_profile, written};
use serde_json::json;
use uuid::Uuid;

const ADA: &str =
    r#"{"id":"0190F5F0-7b1c-7000-8000-0000000000c1","email":"ada@example.com","zodiac":[1.50],"name":"Ada"}"#;
const BOB: &str = r#"{"id":"0190f5f0-7b1c-7000-8000-0000000000c2","name":"Bob","phone":"+49","note":null}"#;
const OPENAPI: &str =
    r#"{"name":"OpenAPI","id":"0190f5f0-7b1c-7000-8000-0000000000d1","openness":"open","since":2019}"#;

/// Everything, written as another program may do it.
fn everything() -> String {
    format!(
        r#""colour":"blue","target":3.0,"tags":["gold","DACH"],"contacts":[{ADA},{BOB}],"archivedOn":"2026-11-22","systems":[{OPENAPI}],"touchpoints":[{{"id":"t1","x":1}}]"#
    )
}

fn full() -> Profile {
    let mut profile = Profile::default();
    for tag in ["gold", "DACH"] {
        profile.add_tag(tag).unwrap();
    }
    profile.contacts.push(contact(1, "Ada Ähre", "ada@example.com"));
    profile.systems.push(SharedSystem {
        id: SystemId(Uuid::from_u128(2)),
        name: "Their portal".to_owned(),
        openness: Some(Openness::Proprietary),
        note: "read only".to_owned(),
        extra: Vec::new(),
    });
    profile.target = Level::new(3);
    profile.archived_on = Some(day("2026-11-22"));
    profile
}

/// What is wrong with a company that has these members.
fn told(members: &str) -> String {
    let problems = Profile::of(&with_members(members)).expect_err(members);
    documents::told(&problems)
}

#[test]
fn a_company_of_which_nothing_is_said_has_an_empty_profile() {
    assert_eq!(profile(&company(1, "Kontoso")), Profile::default());
    let nothing = with_members(r#""tags":null,"contacts":null,"systems":[],"target":null,"archivedOn":null"#);
    assert_eq!(profile(&nothing), Profile::default());
}

#[test]
fn a_profile_survives_the_way_out_and_back() {
    let mut kontoso = company(1, "Kontoso");
    full().put(&mut kontoso);
    let back = read(&written(&kontoso));
    assert_eq!((profile(&back), &back), (full(), &kontoso));
}

#[test]
fn what_is_put_as_it_was_read_changes_no_byte() {
    for members in [
        everything(),
        r#""tags":[],"contacts":null,"systems":[]"#.to_owned(),
        r#""tags":["Gold","gold"],"x":1e2"#.to_owned(),
        r#""x":0"#.to_owned(),
    ] {
        let before = with_members(&members);
        let mut after = before.clone();
        profile(&before).put(&mut after);
        assert_eq!(written(&after), written(&before));
    }
}

#[test]
fn what_is_changed_leaves_the_rest_as_it_is_written() {
    let changed = with_profile(with_members(&everything()), |profile| {
        profile.contacts[1].phone = "+44".to_owned();
        profile.tags.remove(0);
    });
    let bob = r#"{"id":"0190f5f0-7b1c-7000-8000-0000000000c2","name":"Bob","role":"","email":"","phone":"+44","note":""}"#;
    let expected = everything().replace(BOB, bob).replace(r#""gold","#, "");
    assert_eq!(changed, with_members(&expected));
    assert!(written(&changed).contains(&expected));
}

#[test]
fn unknown_members_of_an_entry_stay_with_it_when_it_changes() {
    let changed = with_profile(with_members(&everything()), |profile| {
        profile.contacts.swap(0, 1);
        profile.contacts[1].role = "Sales".to_owned();
        profile.systems[0].openness = None;
    });
    let text = written(&changed);
    for expected in [
        r#""role":"Sales","email":"ada@example.com","phone":"","note":"","zodiac":[1.50]}"#,
        r#""name":"OpenAPI","openness":null,"note":"","since":2019}"#,
        r#""colour":"blue""#,
        r#""touchpoints":[{"id":"t1","x":1}]"#,
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
}

#[test]
fn a_company_with_nothing_left_in_its_profile_is_written_as_before() {
    let before = company(1, "Kontoso");
    let mut after = before.clone();
    full().put(&mut after);
    assert_ne!(after, before);
    Profile::default().put(&mut after);
    assert_eq!(written(&after), written(&before));
}

#[test]
fn mistakes_are_named_with_their_place() {
    let id = "0190f5f0-7b1c-7000-8000-0000000000c1";
    let cases = [
        (r#""tags":7"#, "tags: expected a list, found 7"),
        (r#""tags":["a",7]"#, "tags[1]: expected a text, found 7"),
        (r#""tags":[""]"#, "tags[0]: must not be empty"),
        (
            r#""tags":["a "]"#,
            "tags[0]: a tag has no space before or after it",
        ),
        (r#""tags":["a","b","a"]"#, "tags[2]: the same as tags[0]"),
        (r#""contacts":[{"name":"A"}]"#, "contacts[0].id: missing"),
        (
            &format!(r#""contacts":[{{"id":"{id}","name":""}}]"#),
            "contacts[0]: a contact has a name or an e-mail address",
        ),
        (
            &format!(r#""contacts":[{{"id":"{id}","name":5}}]"#),
            "contacts[0].name: expected a text, found 5",
        ),
        (
            &format!(
                r#""contacts":[{{"id":"{id}","name":"A"}},{{"id":"{}","name":"B"}}]"#,
                id.to_uppercase()
            ),
            "contacts[1].id: the same as of contacts[0]",
        ),
        (
            &format!(r#""systems":[{{"id":"{id}"}}]"#),
            "systems[0].name: missing",
        ),
        (
            &format!(r#""systems":[{{"id":"{id}","name":"S","openness":"closed"}}]"#),
            "systems[0].openness: expected one of open, proprietary, found \"closed\"",
        ),
        (
            r#""target":5"#,
            "target: expected a whole number from 0 to 4, found 5",
        ),
        (
            r#""archivedOn":"soon""#,
            "archivedOn: expected a day such as 2026-11-22, found \"soon\"",
        ),
    ];
    for (members, expected) in cases {
        assert_eq!(told(members), expected);
    }
}

#[test]
fn every_mistake_is_named_at_once() {
    let text = told(r#""tags":["",7],"target":-1,"archivedOn":1,"contacts":[1]"#);
    assert_eq!(text.lines().count(), 5, "{text}");
}

#[test]
fn so_many_are_read_and_no_more() {
    let tags = |count: usize| json!((0..count).map(|number| format!("t{number}")).collect::<Vec<_>>());
    let entries = |count: usize| {
        let entry = |number| json!({"id": Uuid::from_u128(number as u128).to_string(), "name": "n"});
        json!((0..count).map(entry).collect::<Vec<_>>())
    };
    for (name, most) in [("tags", 200), ("contacts", 500), ("systems", 500)] {
        let of = |count| {
            if name == "tags" {
                tags(count)
            } else {
                entries(count)
            }
        };
        profile(&with_members(&format!("\"{name}\":{}", of(most))));
        let told = told(&format!("\"{name}\":{}", of(most + 1)));
        assert_eq!(
            told,
            format!("{name}: {} entries, at most {most} are read", most + 1)
        );
    }
    profile(&with_members(&format!("\"tags\":[\"{}\"]", "ä".repeat(100))));
    let told = told(&format!("\"tags\":[\"{}\"]", "ä".repeat(101)));
    assert_eq!(
        told,
        "tags[0]: the text is too long, at most 100 characters are read"
    );
}

#[test]
fn of_two_tags_that_differ_in_capitals_the_first_counts() {
    assert_eq!(
        profile(&with_members(r#""tags":["Ähre","b","ähre"]"#)).tags,
        ["Ähre", "b"]
    );
}

#[test]
fn a_tag_is_added_once_and_trimmed() {
    let mut profile = Profile::default();
    for tag in ["  gold ", "GOLD", "gold", "Ähre", "ÄHRE"] {
        assert_eq!(profile.add_tag(tag), Ok(()));
    }
    assert_eq!(profile.tags, ["gold", "Ähre"]);
    assert_eq!(profile.add_tag(" \t"), Err(TagError::Empty));
    assert_eq!(profile.add_tag(&"x".repeat(101)), Err(TagError::TooLong));
    for number in 2..200 {
        assert_eq!(profile.add_tag(&number.to_string()), Ok(()));
    }
    assert_eq!(profile.add_tag("one more"), Err(TagError::TooMany));
    assert_eq!(profile.add_tag("GOLD"), Ok(()), "it is there already");
}

#[test]
fn a_company_is_put_aside_once_and_taken_back() {
    let before = with_members(r#""x":1"#);
    let mut kontoso = before.clone();
    archive(&mut kontoso, day("2026-11-22"));
    archive(&mut kontoso, day("2026-11-23"));
    assert_eq!(archived_on(&kontoso), Some(day("2026-11-22")));
    assert_eq!(profile(&kontoso).archived_on, Some(day("2026-11-22")));
    unarchive(&mut kontoso);
    assert_eq!(written(&kontoso), written(&before));
}

#[test]
fn lists_see_what_the_profile_says() {
    let kontoso = with_members(&everything());
    let glance = Glance::of(&kontoso);
    assert_eq!(glance.tags, ["gold", "DACH"]);
    assert_eq!(emails(&kontoso).collect::<Vec<_>>(), ["ada@example.com"]);
    assert_eq!(glance.first_contact(), Some(["Ada", "", "ada@example.com", ""]));
    assert_eq!(glance.target, Level::new(3));
    let odd = with_members(r#""tags":7,"contacts":[1,{"name":" "}],"target":"3","archivedOn":[]"#);
    let glance = Glance::of(&odd);
    assert_eq!((glance.tags.len(), emails(&odd).count()), (0, 0));
    assert_eq!(
        (glance.first_contact(), glance.target, glance.archived_on),
        (None, None, None)
    );
}

#[test]
fn a_company_whose_profile_is_wrong_is_read_here_and_refused_from_outside() {
    let mut wrong = documents::company();
    wrong["tags"] = json!([" a"]);
    wrong["contacts"] = json!([{"id": "x"}]);
    assert!(read_company(&parse(&wrong.to_string()).unwrap()).is_ok());
    let bundle = documents::with(documents::bundle(), "/companies/0", wrong.clone());
    let expected = |before: &str| {
        format!(
            "{before}.tags[0]: a tag has no space before or after it\n{before}.contacts[0].id: expected a UUID such as \
             0190f5f0-7b1c-7000-8000-000000000001, found \"x\"\n{before}.contacts[0]: a contact has a name or an e-mail address"
        )
    };
    let problems = read_bundle(&bundle.to_string(), &[]).unwrap_err();
    let told = documents::told(&problems);
    for line in expected("companies[0]").lines() {
        assert!(told.contains(line), "{line} in {told}");
    }
    assert!(problems.iter().all(|problem| problem.at.is_some()));
    let key = format!("company/{}", wrong["id"].as_str().unwrap());
    let content = json!({"kind": "backup", "format": 1, "createdAt": "2026-11-22T10:41:00.000Z", "app": "1",
        "device": "0000000000000001", "records": [{"key": key, "payload": {"document": wrong}}], "packs": []});
    let problems = finish(backup::read_backup(&content.to_string())).unwrap_err();
    let told = documents::told(&problems);
    for line in expected("records[0].payload.document").lines() {
        assert!(told.contains(line), "{line} in {told}");
    }
}

#[test]
fn a_backup_whose_lists_make_a_wrong_profile_is_refused() {
    let document = documents::company();
    let key = format!("company/{}", document["id"].as_str().unwrap());
    let payload =
        json!({"document": document, "order": {"/tags": [" a"], "": ["tags"]}, "unseen": {"/tags/ a": " a"}});
    let content = json!({"kind": "backup", "format": 1, "createdAt": "2026-11-22T10:41:00.000Z", "app": "1",
        "device": "0000000000000001", "records": [{"key": key, "payload": payload}], "packs": []});
    let problems = finish(backup::read_backup(&content.to_string())).unwrap_err();
    assert!(
        documents::told(&problems).contains("make a wrong document of it: tags[0]"),
        "{problems:?}"
    );
}

#[test]
fn a_company_with_a_profile_travels_in_a_bundle() {
    let mut full_company = company(1, "Kontoso");
    full().put(&mut full_company);
    let companies = [serde_json::from_str::<serde_json::Value>(&written(&full_company)).unwrap()];
    let bundle = documents::with(documents::bundle(), "/companies", json!(companies));
    let read = read_bundle(&bundle.to_string(), &[]).unwrap();
    assert_eq!(read.companies, [full_company]);
    assert_eq!(
        compact(&parse(&written(&read.companies[0])).unwrap()),
        written(&read.companies[0])
    );
}

#[test]
fn contacts_are_found_by_their_names() {
    let kontoso = with_members(&everything());
    assert!(Glance::of(&kontoso).contact_names().eq(["Ada", "Bob"]));
    let odd = with_members(r#""contacts":[7,{"name":" "},{"name":3},{"email":"a@b.example"}]"#);
    assert_eq!(Glance::of(&odd).contact_names().count(), 0);
}

#[test]
fn only_a_plain_address_leads_somewhere() {
    for (text, link) in [
        ("ada@example.com", Some("mailto:ada@example.com")),
        (
            " ada.o'neil+dev@a-b.example ",
            Some("mailto:ada.o'neil+dev@a-b.example"),
        ),
        ("", None),
        ("ada", None),
        ("ada@localhost", None),
        ("@example.com", None),
        ("ada@@example.com", None),
        ("ada@example..com", None),
        ("ada@-example.com", None),
        ("ada@example.com?bcc=eve@example.net", None),
        ("ada@example.com,eve@example.net", None),
        ("ada%0aBcc:eve@example.net", None),
        ("javascript:alert(1)//@example.com", None),
        ("ada @example.com", None),
        ("a\u{202e}da@example.com", None),
    ] {
        assert_eq!(mail_link(text).as_deref(), link, "{text:?}");
    }
    assert_eq!(mail_link(&format!("{}@example.com", "a".repeat(300))), None);
}

#[test]
fn only_a_plain_number_leads_somewhere() {
    for (text, link) in [
        ("+49 30 1234567", Some("tel:+49301234567")),
        ("+49 (0)30 / 123-45.67", Some("tel:+49301234567")),
        ("(030) 1234", Some("tel:0301234")),
        ("112", Some("tel:112")),
        ("", None),
        ("12", None),
        ("+49 30 1234 ext. 5", None),
        ("30+49", None),
        ("tel:112", None),
        ("javascript:1234", None),
        ("*#06#", None),
        ("123456789012345678901", None),
        ("٠٣٠١٢٣٤", None),
    ] {
        assert_eq!(phone_link(text).as_deref(), link, "{text:?}");
    }
}

#[test]
fn what_is_changed_in_a_form_leaves_what_came_meanwhile() {
    let before = full();
    let mut after = before.clone();
    after.tags = vec!["DACH".to_owned(), "new".to_owned()];
    after.contacts[0].phone = "+44".to_owned();
    after.contacts.push(contact(3, "Carla", ""));
    after.target = None;
    // Meanwhile somebody else has added a tag and a contact, changed the system, and taken it out of the archive.
    let mut here = before.clone();
    here.tags.push("theirs".to_owned());
    here.contacts.push(contact(4, "Dora", ""));
    here.systems[0].note = "and written".to_owned();
    here.archived_on = None;
    let both = here.rebased(&before, &after);
    assert_eq!(both.tags, ["DACH", "theirs", "new"]);
    let names: Vec<&str> = both.contacts.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Ada Ähre", "Dora", "Carla"]);
    assert_eq!(both.contacts[0].phone, "+44");
    assert_eq!(both.systems[0].note, "and written");
    assert_eq!((both.target, both.archived_on), (None, None));
    // Where nothing came, it is what was made of it.
    assert_eq!(before.rebased(&before, &after), after);
}

#[test]
fn of_what_was_taken_out_meanwhile_only_what_was_changed_comes_back() {
    let before = full();
    let mut here = before.clone();
    here.contacts.clear();
    here.systems.clear();
    let mut after = before.clone();
    after.contacts[0].role = "Buyer".to_owned();
    let both = here.rebased(&before, &after);
    assert_eq!((both.contacts, both.systems), (after.contacts, Vec::new()));
}
