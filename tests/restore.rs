//! What restoring a backup would do, and that it does it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/devices.rs"]
mod devices;

use channel_readiness::domain::exchange::backup::{
    Backup, BackupRecord, Difference, Preview, merged, preview, replaced,
};
use channel_readiness::domain::json::{Json, parse};
use channel_readiness::domain::ordered::Ordered;
use channel_readiness::domain::replica::{DeviceId, RegisterPath, Replica, Stamp, differing};
use channel_readiness::domain::slices::finish;
use channel_readiness::domain::time::Moment;
use devices::{Act, RECORD, World};
use proptest::prelude::*;

fn at(number: u64) -> Stamp {
    Stamp::new(number, 0, DeviceId(1)).unwrap()
}

fn record(text: &str) -> Replica {
    Replica::new(&parse(text).unwrap())
}

fn changed(replica: &Replica, text: &str, number: u64) -> Replica {
    let mut replica = replica.clone();
    assert!(replica.change(&parse(text).unwrap(), at(number)));
    replica
}

fn deleted(replica: &Replica, number: u64) -> Replica {
    let mut replica = replica.clone();
    assert!(replica.delete(at(number)));
    replica
}

fn purged(replica: &Replica) -> Replica {
    let mut replica = replica.clone();
    assert!(replica.purge());
    replica
}

fn backup_of(file: Option<&Replica>) -> Backup {
    let record = file.map(|replica| BackupRecord {
        key: "setting/x".to_owned(),
        replica: replica.clone(),
        extra: Vec::new(),
    });
    Backup {
        created_at: Moment::EPOCH,
        app: String::new(),
        device: DeviceId(1),
        records: record.into_iter().collect(),
        packs: Vec::new(),
        extra: Vec::new(),
    }
}

fn previewed(here: Option<&Replica>, file: Option<&Replica>) -> Preview {
    let here = here.map(|replica| ("setting/x".to_owned(), replica.clone()));
    let previews = finish(preview(&here.into_iter().collect(), &backup_of(file)));
    let [preview] = &previews[..] else {
        panic!("{previews:?}")
    };
    preview.clone()
}

/// What both ways of restoring a record would do, in short.
fn told_of(here: Option<&Replica>, file: Option<&Replica>) -> String {
    let word = |difference: &Difference| match difference {
        Difference::Changed(paths) => paths
            .iter()
            .map(RegisterPath::as_str)
            .collect::<Vec<_>>()
            .join(" "),
        other => format!("{other:?}"),
    };
    let preview = previewed(here, file);
    format!("{}, {}", word(&preview.merge), word(&preview.replace))
}

#[test]
fn what_restoring_does_is_told_for_merging_and_for_replacing() {
    let old = record(r#"{"a":1,"b":1}"#);
    let new = changed(&old, r#"{"a":2,"b":1}"#, 1);
    let other = changed(&old, r#"{"a":1,"b":2}"#, 2);
    let gone = deleted(&new, 3);
    let restored = {
        let mut restored = gone.clone();
        restored.restore(at(4));
        restored
    };
    let cases = [
        (None, Some(&old), "New, New"),
        (None, Some(&gone), "Same, Same"),
        (Some(&old), None, "Same, Deleted"),
        (Some(&gone), None, "Same, Same"),
        (Some(&old), Some(&old), "Same, Same"),
        (Some(&old), Some(&new), "/a, /a"),
        (Some(&new), Some(&old), "Same, /a"),
        (Some(&new), Some(&other), "/b, /a /b"),
        (Some(&new), Some(&gone), "Deleted, Deleted"),
        (Some(&gone), Some(&new), "Same, Revived"),
        (Some(&gone), Some(&restored), "Revived, Revived"),
        (Some(&restored), Some(&gone), "Same, Deleted"),
        (Some(&gone), Some(&gone), "Same, Same"),
    ];
    for (here, file, expected) in cases {
        assert_eq!(told_of(here, file), expected, "{here:?} {file:?}");
    }
    assert_eq!(told_of(Some(&purged(&gone)), Some(&new)), "Same, Revived");
    assert_eq!(told_of(Some(&new), Some(&purged(&gone))), "Deleted, Deleted");
}

#[test]
fn every_record_of_both_sides_is_listed_once_by_key() {
    let one = record("{}");
    let here: Ordered<String, Replica> = [("b".to_owned(), one.clone()), ("c".to_owned(), one.clone())]
        .into_iter()
        .collect();
    let mut backup = backup_of(Some(&one));
    backup.records[0].key = "a".to_owned();
    let mut again = backup.records[0].clone();
    again.key = "c".to_owned();
    backup.records.push(again);
    let keys: Vec<String> = finish(preview(&here, &backup))
        .into_iter()
        .map(|preview| preview.key)
        .collect();
    assert_eq!(keys, ["a", "b", "c"]);
}

#[test]
fn a_replaced_answer_keeps_what_was_here_in_its_history() {
    let old = record(r#"{"answers":{"1":1}}"#);
    let here = changed(&old, r#"{"answers":{"1":2}}"#, 1);
    let replaced = replaced(Some(&here), Some(&old), at(0));
    assert_eq!(replaced.document(), old.document());
    let answer = RegisterPath::parse("/answers/1").unwrap();
    assert_eq!(replaced.past(&answer)[0].stamp, Some(at(1)));
    assert!(replaced.latest() > here.latest());
}

fn seen(replica: &Replica) -> Option<Json> {
    replica.document().filter(|_| !replica.is_deleted())
}

/// Whether two documents say the same, as restoring sees it.
fn same(one: Option<&Json>, other: Option<&Json>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => differing(one, other).is_empty(),
        (one, other) => one.is_none() && other.is_none(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn restoring_does_what_was_told(acts in prop::collection::vec(any::<Act>(), 1..40), now in 0..4_u64) {
        let mut world = World::new(2, &parse(RECORD).unwrap());
        for act in acts {
            world.act_oddly(act);
        }
        let sides = [None, Some(&world.devices[0].replica), Some(&world.devices[1].replica)];
        for (here, file) in sides.into_iter().flat_map(|here| sides.map(|file| (here, file))) {
            if here.is_none() && file.is_none() {
                continue;
            }
            let before = here.and_then(seen);
            let preview = previewed(here, file);
            let merge = merged(here, file);
            let replace = replaced(here, file, at(now));
            prop_assert!(same(seen(&replace).as_ref(), file.and_then(seen).as_ref()));
            prop_assert!(replace.latest() >= here.and_then(Replica::latest));
            for (difference, after) in [(preview.merge, seen(&merge)), (preview.replace, seen(&replace))] {
                let expected = match (&before, &after) {
                    (None, None) => difference == Difference::Same,
                    (None, Some(_)) if here.is_none() => difference == Difference::New,
                    (None, Some(_)) => difference == Difference::Revived,
                    (Some(_), None) => difference == Difference::Deleted,
                    (Some(before), Some(after)) if same(Some(before), Some(after)) => difference == Difference::Same,
                    _ => matches!(&difference, Difference::Changed(paths) if !paths.is_empty()),
                };
                prop_assert!(expected, "{difference:?}");
            }
        }
    }
}
