//! Many companies in few bytes: what is unpacked is what was packed, and what is damaged is refused.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/responses.rs"]
mod responses;

use channel_readiness::domain::company::{Company, CompanyId};
use channel_readiness::domain::exchange::{read_company, write_company};
use channel_readiness::domain::json::{Json, MAX_NESTING, Member, compact, parse};
use channel_readiness::domain::members::Members;
use channel_readiness::domain::packed::{CompanyPacker, unpack_companies};
use responses::{Dice, entry};
use uuid::Uuid;

fn company(seed: u64) -> Company {
    read_company(&parse(&entry(seed).to_string()).unwrap()).unwrap()
}

fn packed(companies: &[Company]) -> Vec<u8> {
    let mut packer = CompanyPacker::default();
    for company in companies {
        packer.add(company);
    }
    packer.finish()
}

#[test]
fn what_is_unpacked_is_what_was_packed() {
    for seed in 0..300 {
        let before: Vec<Company> = (seed * 7..seed * 7 + seed % 9).map(company).collect();
        let (kept, after) = unpack_companies(packed(&before)).unwrap();
        assert_eq!(after, before, "seed {seed}");
        assert!(kept.ids().eq(before.iter().map(|one| one.id)));
        for one in &before {
            let after = kept.company(kept.place(one.id).unwrap()).unwrap();
            // Numbers and unknown members as they were written.
            assert_eq!(compact(&write_company(&after)), compact(&write_company(one)));
        }
        assert_eq!(kept.place(CompanyId(Uuid::nil())), None);
        assert_eq!(kept.company(before.len()), None);
    }
}

#[test]
fn they_lie_in_the_order_of_their_ids_each_once() {
    let (one, mut other) = (company(3), company(2));
    let (_, after) = unpack_companies(packed(&[one.clone(), other.clone()])).unwrap();
    assert_eq!(after, [other.clone(), one.clone()]);
    other.notes = "newer".to_owned();
    let (_, after) = unpack_companies(packed(&[company(2), one.clone(), other.clone()])).unwrap();
    assert_eq!(after, [other, one]);
}

#[test]
fn names_of_members_are_written_once() {
    let all: Vec<Company> = (0..200).map(company).collect();
    let json: usize = all.iter().map(|one| compact(&write_company(one)).len()).sum();
    let bytes = packed(&all);
    assert!(bytes.len() * 10 < json * 6, "{} of {json}", bytes.len());
    let name = b"touchpoints";
    assert_eq!(
        bytes.windows(name.len()).filter(|window| window == name).count(),
        1
    );
}

#[test]
fn what_is_nested_as_deep_as_a_document_may_be_is_read_and_what_is_deeper_is_not() {
    let nested = |levels, within: fn(Json) -> Json| {
        let deep = (0..levels).fold(Json::from("x"), |inner, _| within(inner));
        let mut one = company(1);
        one.extra.push(Member::new("deep", deep));
        packed(&[one])
    };
    let list = |inner| Json::list([inner]);
    let object = |inner| Json::object(vec![Member::new("in", inner)]);
    let ways: [fn(Json) -> Json; 2] = [list, object];
    for within in ways {
        assert!(unpack_companies(nested(MAX_NESTING, within)).is_ok());
        assert!(unpack_companies(nested(MAX_NESTING + 1, within)).is_err());
    }
    // However deep: no recursion follows it. One word, one company without a name, and lists within lists.
    let mut body = vec![0, 0, 0, 0, 0, 0, 1, 0];
    body.extend([5, 1].repeat(50_000));
    body.push(0);
    let mut bytes = vec![1, 1, b'a', 1];
    bytes.extend([7; 16]);
    // The length in groups of seven bits: 100,009.
    bytes.extend([0xa9, 0x8d, 0x06]);
    assert_eq!(body.len(), 100_009);
    bytes.extend(body);
    assert!(unpack_companies(bytes).is_err());
}

#[test]
fn a_name_that_comes_twice_is_refused() {
    let mut one = company(1);
    let members = |one: &mut Company, names: &[&str]| {
        let of_name = |name: &&str| Member::new(*name, 1);
        *one.extra = names.iter().map(of_name).collect();
    };
    members(&mut one, &["a", "b"]);
    assert!(unpack_companies(packed(std::slice::from_ref(&one))).is_ok());
    members(&mut one, &["a", "b", "a"]);
    assert!(unpack_companies(packed(std::slice::from_ref(&one))).is_err());
    let within = Json::object(vec![Member::new("a", 1), Member::new("a", 1)]);
    *one.extra = vec![Member::new("in", within)];
    assert!(unpack_companies(packed(std::slice::from_ref(&one))).is_err());
    // However many names there are.
    let names: Vec<String> = (0..1000).map(|number| format!("name {number}")).collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    members(&mut one, &names);
    assert!(unpack_companies(packed(std::slice::from_ref(&one))).is_ok());
    for again in [0, 200, 300, 999] {
        names.push(names[again]);
        members(&mut one, &names);
        assert!(
            unpack_companies(packed(std::slice::from_ref(&one))).is_err(),
            "{again}"
        );
        names.pop();
    }
}

#[test]
fn a_word_that_is_listed_twice_is_refused() {
    let mut one = company(1);
    *one.extra = vec![Member::new("first", 1), Member::new("other", 2)];
    let mut bytes = packed(&[one]);
    let place = bytes.windows(5).position(|word| word == b"other").unwrap();
    bytes[place..place + 5].copy_from_slice(b"first");
    assert!(unpack_companies(bytes).is_err());
}

#[test]
fn what_is_seen_of_packed_members_is_what_is_seen_of_a_tree() {
    let spots = |members: &Members| {
        let mut all = Vec::new();
        members.see(&mut |spot| {
            all.push(format!("{spot:?}"));
            spot.member != "g" && spot.item != Some(2)
        });
        all
    };
    let mut odd = company(1);
    let tree = r#"{"a":[[1,[2]],{"b":{"c":"d"},"e":[3],"f":null},{"not":"told"}],"g":{"h":"i"},"j":-1.5e2,"k":true,"l":"m"}"#;
    *odd.extra = parse(tree).unwrap().members().to_vec();
    odd.id = CompanyId(Uuid::nil());
    let trees: Vec<Company> = [odd].into_iter().chain((0..300).map(company)).collect();
    let (packed, mut found) = unpack_companies(packed(&trees)).unwrap();
    for one in &trees {
        let place = packed.place(one.id).unwrap();
        let seen = &mut found[place];
        assert_eq!(spots(&seen.extra), spots(&one.extra));
        assert_eq!(seen.extra.has("l"), one.extra.has("l"));
        assert!(seen.extra.is_packed() && !one.extra.is_packed());
        // Copies share the pack; what is changed is no longer in it.
        let copy = seen.clone();
        seen.extra.push(Member::new("new", "x"));
        assert!(copy.extra.is_packed() && !seen.extra.is_packed());
        assert_eq!(spots(&seen.extra).len(), spots(&copy.extra).len() + 1);
        assert_eq!(copy, *one);
        assert!(!copy.extra.is_packed());
        assert_eq!(spots(&copy.extra), spots(&one.extra));
    }
    assert_eq!(
        spots(&trees[0].extra)[..4],
        [
            r#"Spot { member: "a", item: None, part: None, said: Other }"#,
            r#"Spot { member: "a", item: Some(0), part: None, said: Other }"#,
            r#"Spot { member: "a", item: Some(1), part: None, said: Other }"#,
            r#"Spot { member: "a", item: Some(1), part: Some("b"), said: Other }"#,
        ]
    );
    assert!(!spots(&trees[0].extra).iter().any(|spot| spot.contains("told")));
}

#[test]
fn cut_and_flipped_bytes_are_refused_or_read_and_nothing_panics() {
    let whole = packed(&(0..20).map(company).collect::<Vec<_>>());
    for length in 0..whole.len() {
        assert!(unpack_companies(whole[..length].to_vec()).is_err(), "{length}");
    }
    let mut longer = whole.clone();
    longer.push(0);
    assert!(unpack_companies(longer).is_err());
    let mut dice = Dice::new(1);
    let mut refused = 0;
    for _ in 0..20_000 {
        let mut flipped = whole.clone();
        for _ in 0..=dice.below(3) {
            let place = dice.below(flipped.len());
            flipped[place] ^= 1 << dice.below(8);
        }
        match unpack_companies(flipped) {
            Err(_) => refused += 1,
            Ok((_, all)) => {
                let (_, again) = unpack_companies(packed(&all)).unwrap();
                assert_eq!(again, all);
            }
        }
    }
    assert!(refused > 2_000, "{refused}");
}
