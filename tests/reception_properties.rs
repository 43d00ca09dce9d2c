//! Views that come in from anybody, in any order and any number of times: nothing of ours changes, and all comes to the same.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/dice.rs"]
mod dice;
#[path = "support/documents.rs"]
mod documents;
#[path = "support/reception.rs"]
mod reception;

use channel_readiness::domain::assessment::AssessmentId;
use channel_readiness::domain::exchange::{Delivery, Evidence, Reception, View, read_view, write_view};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::own::{Filed, OwnNote, Received, is_received};
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::replica::{DeviceId, Replica, Stamp};
use dice::Dice;
use documents::{pack, value};
use reception::{
    BEGAN, HOUR, LAST, OURS, Records, THEIRS, delivery, file_it, id, json_of, moment, record, sent, signed,
    stamp,
};
use serde_json::json;

/// What a hostile sender may write: ids of ours, any stamps, any content, and what a view may not have.
fn hostile(dice: &mut Dice) -> View {
    let of = *dice.pick(&[OURS, THEIRS]);
    let levels: Vec<(&str, u8, u64)> = (0..dice.below(4_usize))
        .map(|_| {
            (
                *dice.pick(&["a1", "a2", "b1"]),
                dice.below(5_u8),
                dice.below(990_u64),
            )
        })
        .collect();
    let mut view = sent(&record(of, dice.below(3), &levels), 1000);
    let mut payload = value(&view.replica.to_json());
    let stamp = Stamp::new(
        *dice.pick(&[0, BEGAN, BEGAN + 999 * HOUR, LAST]),
        u32::MAX,
        DeviceId(dice.below(3)),
    );
    let stamp = stamp.unwrap().to_string();
    for path in [
        "",
        "/answers",
        "/answers/a1",
        "/filed",
        "/received",
        "/plan",
        "/id",
        "/company",
    ] {
        if dice.below(3) == 0 {
            payload["stamps"][path] = json!(stamp);
        }
    }
    match dice.below(6) {
        0 => payload["deleted"] = json!({"stamp": stamp, "is": true}),
        1 => payload["unseen"] = json!({"": 5}),
        2 => payload["gone"] = json!({"/answers/a1": true, "/filed": true}),
        3 => payload["document"]["filed"] = json!(null),
        4 => payload["document"]["received"] = json!({"at": "2026-11-22T10:41:00Z"}),
        _ => {}
    }
    if let Ok(replica) = Replica::from_json(&json_of(&payload)) {
        view.replica = replica;
    }
    view
}

#[test]
fn whoever_knows_our_ids_and_sets_any_stamps_changes_nothing_of_ours() {
    let mut counts = [0; 5];
    for seed in 0..120 {
        let mut dice = Dice::new(seed);
        let ours = record(OURS, 1, &[("a1", 3, 1), ("b1", 2, 2)]);
        let mut records = Records::with(id(OURS), ours.clone());
        records
            .receive(&sent(&record(THEIRS, 2, &[("a1", 1, 1)]), 2), &signed("AAAA"))
            .unwrap();
        let kept: Vec<AssessmentId> = records.0.keys().copied().collect();
        for of in kept.iter().filter(|of| **of != id(OURS)) {
            file_it(&mut records, *of, stamp(3, 9));
        }
        let before = records.clone();
        for _ in 0..8 {
            let delivery = if dice.below(2) == 0 {
                delivery()
            } else {
                signed("BBBB")
            };
            let place = match records.receive(&hostile(&mut dice), &delivery) {
                Ok(Reception::New(_)) => 0,
                Ok(Reception::Newer { .. }) => 1,
                Ok(Reception::OwnChanged(_)) => 2,
                Ok(Reception::NothingNew(_) | Reception::Own(_)) => 3,
                Err(_) => 4,
            };
            counts[place] += 1;
        }
        for (of, record) in &before.0 {
            assert_eq!(&records.0[of], record, "{seed}");
        }
        for of in records.0.keys() {
            let kept = records.assessment(*of);
            assert_eq!(kept.id, *of);
            assert!(*of == id(OURS) || is_received(&kept));
        }
    }
    assert!(counts[..4].iter().all(|count| *count > 20), "{counts:?}");
}

/// What is filed of an unsigned record, too, whoever sends more of it.
#[test]
fn nobody_takes_off_where_something_is_filed() {
    for seed in 0..120 {
        let mut dice = Dice::new(seed);
        let mut records = Records::default();
        records
            .receive(&sent(&record(THEIRS, 2, &[("a1", 1, 1)]), 2), &delivery())
            .unwrap();
        file_it(&mut records, id(THEIRS), stamp(3, 9));
        for _ in 0..8 {
            // That it does not fit is as good.
            let _ = records.receive(&hostile(&mut dice), &delivery());
        }
        let kept = records.assessment(id(THEIRS));
        assert!(
            Filed::of(&kept).unwrap().is_ok() && Received::of(&kept).unwrap().is_ok(),
            "{seed}"
        );
        assert!(!records.0[&id(THEIRS)].is_deleted());
    }
}

/// Views of two records by two devices over time, with and without evidence, some signed.
fn exchanged(dice: &mut Dice, pack: &Pack) -> Vec<(View, Delivery)> {
    let mut all = Vec::new();
    let mut theirs = [record(THEIRS, 2, &[]), record(OURS, 3, &[("a1", 3, 1)])];
    for hours in 2..12 {
        let place = dice.below(2_usize);
        let mut document = value(&theirs[place].document().unwrap());
        let indicator = *dice.pick(&["a1", "a2", "b1"]);
        if dice.below(4) == 0 {
            document["answers"].as_object_mut().unwrap().remove(indicator);
        } else {
            document["answers"][indicator] = json!({"state": "level", "level": dice.below(5_u8), "day": "2026-11-22",
                "note": format!("note {}", dice.below(3)), "link": ""});
        }
        theirs[place].change(&json_of(&document), stamp(hours, dice.below(3)));
        let evidence = *dice.pick(&[Evidence::Included, Evidence::LeftOut]);
        // Several within one moment, as where a sender's clock stands still.
        let made = moment(BEGAN + hours.next_multiple_of(4) * HOUR);
        let view = View::of(&theirs[place], evidence, None, made).unwrap();
        let view = read_view(&compact(&write_view(&view)), &[pack]).unwrap();
        let fingerprint = *dice.pick(&[None, None, Some("AAAA"), Some("BBBB")]);
        // Of one view that comes in two files, the first file is noted.
        let is_same = |(other, _): &(View, Delivery)| *other == view;
        let file = all.iter().position(is_same).unwrap_or(all.len());
        let delivery = Delivery {
            fingerprint: fingerprint.map(str::to_owned),
            file: Some(format!("{file}.crx")),
            ..delivery()
        };
        all.push((view, delivery));
    }
    all
}

#[test]
fn views_in_any_order_and_any_number_of_times_come_to_the_same() {
    let pack = pack();
    let mut sizes = Vec::new();
    for seed in 0..120 {
        let mut dice = Dice::new(seed);
        let views = exchanged(&mut dice, &pack);
        let ours = record(OURS, 1, &[("a1", 3, 1), ("b1", 2, 2)]);
        let mut outcomes = (0..4).map(|_| {
            let mut records = Records::with(id(OURS), ours.clone());
            let mut left: Vec<usize> = (0..views.len())
                .chain((0..5).map(|_| dice.below(views.len())))
                .collect();
            while !left.is_empty() {
                let (view, delivery) = &views[left.swap_remove(dice.below(left.len()))];
                records.receive(view, delivery).unwrap();
            }
            records
        });
        let first = outcomes.next().unwrap();
        sizes.push(first.0.len());
        for other in outcomes {
            assert_eq!(other, first, "{seed}");
        }
    }
    assert!(sizes.iter().any(|size| *size > 6), "{sizes:?}");
}

/// Two tabs that take in different views at once: what each wrote is merged.
#[test]
fn what_two_tabs_take_in_apart_comes_to_what_one_takes_in() {
    let pack = pack();
    for seed in 0..100 {
        let mut dice = Dice::new(seed);
        let views = exchanged(&mut dice, &pack);
        let ours = Records::with(id(OURS), record(OURS, 1, &[("a1", 3, 1)]));
        let (mut one, mut other, mut both) = (ours.clone(), ours.clone(), ours);
        for (view, delivery) in &views {
            if dice.below(2) == 0 { &mut one } else { &mut other }
                .receive(view, delivery)
                .unwrap();
            both.receive(view, delivery).unwrap();
        }
        for (of, record) in other.0 {
            let merged = one.0.get(&of).map_or(record.clone(), |here| here.merge(&record));
            one.0.insert(of, merged);
        }
        assert_eq!(one, both, "{seed}");
    }
}
