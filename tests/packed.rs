//! Many responses in few bytes: what is unpacked is what was packed, and what is damaged is refused.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/responses.rs"]
mod responses;

use channel_readiness::domain::assessment::{Assessment, AssessmentId};
use channel_readiness::domain::exchange::{read_response, write_response};
use channel_readiness::domain::packed::{Packer, unpack};
use responses::{Dice, response};
use uuid::Uuid;

fn assessment(seed: u64) -> Assessment {
    let text = response(seed).to_string();
    read_response(&text).unwrap_or_else(|problems| panic!("{text}\n{problems:?}"))
}

fn packed(assessments: &[Assessment]) -> Vec<u8> {
    let mut packer = Packer::default();
    for assessment in assessments {
        packer.add(assessment);
    }
    packer.finish()
}

#[test]
fn what_is_unpacked_is_what_was_packed() {
    for seed in 0..300 {
        let before: Vec<Assessment> = (seed * 7..seed * 7 + seed % 9).map(assessment).collect();
        let (kept, after) = unpack(packed(&before)).unwrap();
        assert!(after.iter().all(|one| one.answers.is_packed()));
        let counts = after.iter().map(|one| one.answers.count());
        assert!(counts.eq(before.iter().map(|one| one.answers.len())));
        assert_eq!(after, before, "seed {seed}");
        assert!(kept.ids().eq(before.iter().map(|one| one.id)));
        for one in &before {
            let place = kept.place(one.id).unwrap();
            assert_eq!(kept.assessment(place).as_ref(), Some(one));
            // Numbers and unknown members as they were written.
            let after = kept.assessment(place).unwrap();
            assert_eq!(
                channel_readiness::domain::json::compact(&write_response(&after)),
                channel_readiness::domain::json::compact(&write_response(one))
            );
        }
    }
}

#[test]
fn a_response_of_the_usual_kind_takes_a_few_hundred_bytes() {
    let mut all: Vec<Assessment> = (0..200).map(assessment).collect();
    for one in &mut all {
        one.extra = Vec::new();
        one.title = None;
        for answer in one.answers.values_mut() {
            answer.note = String::new();
            answer.link = String::new();
            answer.extra = Vec::new();
        }
    }
    let json: usize = all
        .iter()
        .map(|one| channel_readiness::domain::json::compact(&write_response(one)).len())
        .sum();
    let bytes = packed(&all).len();
    assert!(bytes * 6 < json, "{bytes} of {json}");
}

#[test]
fn they_lie_in_the_order_of_their_ids_each_once() {
    let (one, mut other) = (assessment(3), assessment(2));
    let (_, after) = unpack(packed(&[one.clone(), other.clone()])).unwrap();
    assert_eq!(after, [other.clone(), one.clone()]);
    other.title = Some("newer".to_owned());
    let (kept, after) = unpack(packed(&[assessment(2), one.clone(), other.clone()])).unwrap();
    assert_eq!(after, [other, one]);
    assert_eq!(kept.place(AssessmentId(Uuid::nil())), None);
}

#[test]
fn answers_that_are_changed_are_no_longer_shared() {
    let before = assessment(5);
    let (kept, mut after) = unpack(packed(std::slice::from_ref(&before))).unwrap();
    let copy = after[0].clone();
    let id = before.answers.keys().next().unwrap().clone();
    after[0].answers.remove(&id);
    assert!(!after[0].answers.contains_key(&id));
    assert_eq!(copy, before);
    assert_eq!(kept.assessment(0), Some(before));
}

#[test]
fn cut_and_flipped_bytes_are_refused_or_read_and_nothing_panics() {
    let whole = packed(&(0..20).map(assessment).collect::<Vec<_>>());
    for length in 0..whole.len() {
        assert!(unpack(whole[..length].to_vec()).is_err(), "{length}");
    }
    let mut longer = whole.clone();
    longer.push(0);
    assert!(unpack(longer).is_err());
    // A checksum tells them; here what they say counts.
    let mut dice = Dice::new(1);
    let mut refused = 0;
    for _ in 0..20_000 {
        let mut flipped = whole.clone();
        for _ in 0..=dice.below(3) {
            let place = dice.below(flipped.len());
            flipped[place] ^= 1 << dice.below(8);
        }
        match unpack(flipped) {
            Err(_) => refused += 1,
            Ok((_, all)) => {
                // What was looked through can be unpacked, and packed again.
                let (_, again) = unpack(packed(&all)).unwrap();
                assert_eq!(again, all);
                assert!(all.iter().all(|one| one.answers.count() == one.answers.len()));
            }
        }
    }
    assert!(refused > 5_000, "{refused}");
}
