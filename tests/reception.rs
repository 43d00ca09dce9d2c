//! Views that come in: beside what is here, never over it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;
#[path = "support/reception.rs"]
mod reception;

use channel_readiness::domain::assessment::AssessmentId;
use channel_readiness::domain::company::CompanyId;
use channel_readiness::domain::exchange::{
    Delivery, Evidence, Known, Reception, ReceptionError, View, is_received_record, read_view, receive,
    write_view,
};
use channel_readiness::domain::own::{Filed, OwnNote, Received, is_received};
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::replica::{DeviceId, HybridClock, RegisterPath, Replica, Stamp};
use documents::{pack, value, vendor, with};
use reception::{
    BEGAN, HOUR, LAST, OURS, Records, THEIRS, delivery, file_it, id, json_of, moment, record, sent, signed,
    stamp,
};
use serde_json::json;
use uuid::Uuid;

#[test]
fn a_view_becomes_a_record_of_its_own_that_is_marked_as_received() {
    let mut records = Records::default();
    let view = sent(&record(THEIRS, 2, &[("a1", 3, 1)]), 2);
    let Ok(Reception::New(new)) = records.receive(&view, &delivery()) else {
        panic!()
    };
    assert_eq!(new.id, id(THEIRS));
    let kept = records.assessment(id(THEIRS));
    assert!(is_received(&kept) && is_received_record(&new.replica));
    let received = Received::of(&kept).unwrap().unwrap();
    assert_eq!(
        (received.at, received.fingerprint, received.invite),
        (delivery().at, None, None)
    );
    assert_eq!(received.file.as_deref(), Some("view.crx"));
    assert_eq!(Filed::of(&kept), None);
    assert_eq!(records.level(id(THEIRS), "a1"), Some(3));
    // It goes through the store as it is.
    assert_eq!(
        Replica::from_json(&new.replica.to_json()).as_ref(),
        Ok(&new.replica)
    );
}

#[test]
fn the_same_view_again_is_nothing_new_whenever_it_comes() {
    let mut records = Records::default();
    let view = sent(&record(THEIRS, 2, &[("a1", 3, 1)]), 2);
    records.receive(&view, &delivery()).unwrap();
    let before = records.clone();
    let later = Delivery {
        at: moment(BEGAN + 5000 * HOUR),
        file: None,
        ..delivery()
    };
    for again in [delivery(), later] {
        assert_eq!(
            records.receive(&view, &again),
            Ok(Reception::NothingNew(id(THEIRS)))
        );
        assert_eq!(records, before);
    }
}

#[test]
fn a_newer_view_is_merged_and_what_was_before_stays_in_the_history() {
    let mut records = Records::default();
    let theirs = record(THEIRS, 2, &[("a1", 3, 1), ("b1", 2, 2)]);
    records.receive(&sent(&theirs, 3), &delivery()).unwrap();
    let theirs = record(THEIRS, 2, &[("a1", 3, 1), ("b1", 2, 2), ("a1", 4, 50)]);
    let Ok(Reception::Newer {
        record: newer,
        changed,
    }) = records.receive(&sent(&theirs, 60), &delivery())
    else {
        panic!()
    };
    let path = RegisterPath::answer(&IndicatorId("a1".to_owned()));
    assert_eq!(changed, core::slice::from_ref(&path));
    assert_eq!(
        (records.level(id(THEIRS), "a1"), records.level(id(THEIRS), "b1")),
        (Some(4), Some(2))
    );
    assert_eq!(newer.replica.past(&path).len(), 1);
    // An older one after it changes nothing.
    let older = record(THEIRS, 2, &[("a1", 3, 1)]);
    assert_eq!(
        records.receive(&sent(&older, 1), &delivery()),
        Ok(Reception::NothingNew(id(THEIRS)))
    );
    assert_eq!(records.level(id(THEIRS), "a1"), Some(4));
}

#[test]
fn an_answer_that_its_sender_took_away_goes() {
    let mut records = Records::default();
    let mut theirs = record(THEIRS, 2, &[("a1", 3, 1), ("b1", 2, 2)]);
    records.receive(&sent(&theirs, 3), &delivery()).unwrap();
    let mut document = value(&theirs.document().unwrap());
    document["answers"].as_object_mut().unwrap().remove("a1");
    theirs.change(&json_of(&document), stamp(4, 2));
    records.receive(&sent(&theirs, 5), &delivery()).unwrap();
    assert_eq!(
        (records.level(id(THEIRS), "a1"), records.level(id(THEIRS), "b1")),
        (None, Some(2))
    );
}

#[test]
fn what_is_filed_stays_filed_whatever_comes_in() {
    let mut records = Records::default();
    let theirs = record(THEIRS, 2, &[("a1", 3, 1)]);
    records.receive(&sent(&theirs, 2), &delivery()).unwrap();
    file_it(&mut records, id(THEIRS), stamp(3, 9));
    let theirs = record(THEIRS, 2, &[("a1", 3, 1), ("a1", 1, 900)]);
    records.receive(&sent(&theirs, 900), &delivery()).unwrap();
    let kept = records.assessment(id(THEIRS));
    assert_eq!(
        Filed::of(&kept).unwrap().unwrap().company,
        CompanyId(Uuid::from_u128(5))
    );
    assert_eq!(records.level(id(THEIRS), "a1"), Some(1));
    // And apart again.
    let mut apart = kept;
    Filed::take_off(&mut apart);
    assert!(is_received(&apart) && Filed::of(&apart).is_none());
}

#[test]
fn what_lies_in_the_bin_stays_there() {
    let mut records = Records::default();
    let theirs = record(THEIRS, 2, &[("a1", 3, 1)]);
    records.receive(&sent(&theirs, 2), &delivery()).unwrap();
    records.0.get_mut(&id(THEIRS)).unwrap().delete(stamp(3, 9));
    let theirs = record(THEIRS, 2, &[("a1", 3, 1), ("a1", 1, 900)]);
    records.receive(&sent(&theirs, 900), &delivery()).unwrap();
    assert!(records.0[&id(THEIRS)].is_deleted());
}

#[test]
fn what_was_deleted_for_good_comes_back_only_as_another_record() {
    let mut records = Records::default();
    let view = sent(&record(THEIRS, 2, &[("a1", 3, 1)]), 2);
    records.receive(&view, &delivery()).unwrap();
    let gone = records.0.get_mut(&id(THEIRS)).unwrap();
    gone.delete(stamp(3, 9));
    gone.purge();
    let before = records.clone();
    let Ok(Reception::New(again)) = records.receive(&view, &delivery()) else {
        panic!()
    };
    assert_ne!(again.id, id(THEIRS));
    assert_eq!(records.0[&id(THEIRS)], before.0[&id(THEIRS)]);
    assert_eq!(
        records.receive(&view, &delivery()),
        Ok(Reception::NothingNew(again.id))
    );
}

#[test]
fn our_own_assessment_coming_home_changes_nothing() {
    let ours = record(OURS, 1, &[("a1", 3, 1), ("b1", 2, 2)]);
    let early = [sent(&record(OURS, 1, &[("a1", 3, 1)]), 1), sent(&ours, 3)];
    let without = View::of(&ours, Evidence::LeftOut, None, moment(BEGAN + 4 * HOUR)).unwrap();
    // With a plan and a deletion that were never sent.
    let mut kept = ours;
    let planned = with(value(&kept.document().unwrap()), "/plan", json!({"steps": []}));
    kept.change(&json_of(&planned), stamp(5, 1));
    for mut here in [kept.clone(), kept] {
        here.delete(stamp(6, 1));
        here.restore(stamp(7, 1));
        let mut records = Records::with(id(OURS), here);
        let before = records.clone();
        for view in early.iter().chain([&without]) {
            assert_eq!(records.receive(view, &delivery()), Ok(Reception::Own(id(OURS))));
            assert_eq!(records, before);
        }
    }
}

#[test]
fn our_own_assessment_that_somebody_changed_becomes_a_record_beside_it() {
    let ours = record(OURS, 1, &[("a1", 3, 1)]);
    let mut records = Records::with(id(OURS), ours.clone());
    // Same stamp, another level; and a later stamp.
    let forged = [
        record(OURS, 1, &[("a1", 0, 1)]),
        record(OURS, 1, &[("a1", 3, 1), ("a1", 0, 900)]),
    ];
    for (number, forged) in forged.iter().enumerate() {
        let view = sent(forged, 950);
        let Ok(Reception::OwnChanged(beside)) = records.receive(&view, &delivery()) else {
            panic!()
        };
        assert_ne!(beside.id, id(OURS));
        let kept = records.assessment(beside.id);
        assert!(is_received(&kept) && kept.id == beside.id);
        assert_eq!(records.level(beside.id, "a1"), Some(0));
        assert_eq!(records.0.len(), 2 + number);
        let before = records.clone();
        assert_eq!(
            records.receive(&view, &delivery()),
            Ok(Reception::NothingNew(beside.id))
        );
        assert_eq!(records, before);
    }
    assert_eq!(records.0[&id(OURS)], ours);
}

#[test]
fn what_one_key_has_signed_no_other_changes() {
    let mut records = Records::default();
    let theirs = sent(&record(THEIRS, 2, &[("a1", 3, 1)]), 2);
    let Ok(Reception::New(kept)) = records.receive(&theirs, &signed("AAAA")) else {
        panic!()
    };
    let before = records.0[&kept.id].clone();
    let forged = sent(&record(THEIRS, 2, &[("a1", 3, 1), ("a1", 0, 900)]), 950);
    for delivery in [delivery(), signed("BBBB")] {
        let Ok(Reception::New(forged)) = records.receive(&forged, &delivery) else {
            panic!()
        };
        assert_ne!(forged.id, kept.id);
        let received = Received::of(&records.assessment(forged.id)).unwrap().unwrap();
        assert_eq!(received.fingerprint, delivery.fingerprint);
    }
    assert_eq!(records.0[&kept.id], before);
    // Its own key does.
    let newer = records.receive(&forged, &signed("AAAA"));
    assert!(matches!(newer, Ok(Reception::Newer { record, .. }) if record.id == kept.id));
}

#[test]
fn a_record_that_cannot_be_read_is_left_alone() {
    let view = sent(&record(THEIRS, 2, &[("a1", 3, 1)]), 2);
    let look = |of: AssessmentId| {
        if of == id(THEIRS) {
            Known::Unreadable
        } else {
            Known::Nothing
        }
    };
    let Ok(Reception::New(beside)) = receive(&view, &delivery(), look) else {
        panic!()
    };
    assert_ne!(beside.id, id(THEIRS));
}

#[test]
fn a_view_of_the_far_future_is_refused() {
    for (hours, is_refused) in [(0, false), (24, false), (25, true), (1_000_000, true)] {
        let view = sent(&record(THEIRS, 2, &[("a1", 3, 1)]), 1000 + hours);
        let received = receive(&view, &delivery(), |_| Known::Nothing);
        assert_eq!(
            received == Err(ReceptionError::FromTheFuture(view.created_at)),
            is_refused,
            "{hours}"
        );
    }
}

/// Stamps are put into a view as text, so that nothing of ours makes them right again.
#[test]
fn stamps_of_the_far_future_do_not_reach_our_clock() {
    let pack = pack();
    let view = sent(&record(THEIRS, 2, &[("a1", 3, 1)]), 2);
    let mut written = value(&write_view(&view));
    let far = Stamp::new(LAST, u32::MAX, DeviceId(u64::MAX))
        .unwrap()
        .to_string();
    written["payload"]["stamps"]["/answers/a1"] = json!(far);
    written["payload"]["stamps"]["/answers/gone"] = json!(far);
    let problems = read_view(&written.to_string(), &[&pack]).unwrap_err().problems;
    assert_eq!(problems.len(), 2, "{problems:?}");
    // Nor where a program gives them without reading a text.
    let mut forged = view;
    let replica = Replica::from_json(&json_of(&written["payload"])).unwrap();
    assert_eq!(replica.latest().map(|stamp| stamp.to_string()), Some(far));
    forged.replica = replica;
    let Ok(Reception::New(kept)) = receive(&forged, &delivery(), |_| Known::Nothing) else {
        panic!()
    };
    let latest = kept.replica.latest().unwrap();
    assert!(latest.moment() <= forged.created_at);
    let mut clock = HybridClock::new(DeviceId(1));
    clock.see(latest);
    let next = clock.tick(BEGAN);
    assert!(next > latest && next.moment() <= moment(BEGAN + 2 * HOUR + 1));
}

#[test]
fn a_view_that_would_make_a_record_too_large_to_be_read_is_refused() {
    let many = |from: u32| {
        let mut document = vendor();
        document["id"] = json!(THEIRS);
        let answer = json!({"state": "level", "level": 1, "day": "2026-11-22", "note": "", "link": ""});
        document["answers"] = (from..from + 3000)
            .map(|number| (format!("x{number}"), answer.clone()))
            .collect();
        sent(&Replica::new(&json_of(&document)), 2)
    };
    let mut records = Records::default();
    records.receive(&many(0), &delivery()).unwrap();
    let before = records.clone();
    assert_eq!(
        records.receive(&many(3000), &delivery()),
        Err(ReceptionError::DoesNotFit)
    );
    assert_eq!(records, before);
}
