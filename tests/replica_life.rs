//! What a record was before, and that it is deleted, restored and purged.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::json::{Json, compact, parse};
use channel_readiness::domain::replica::{DeviceId, MOST_PAST, RegisterPath, Replica, Stamp, Version};

const BASE: &str = r#"{"title":"t","answers":{"1":1}}"#;

fn json(text: &str) -> Json {
    parse(text).unwrap_or_else(|problem| panic!("{problem} in {text}"))
}

/// The stamp of this number, of one device.
fn at(number: u64) -> Stamp {
    Stamp::new(number, 0, DeviceId(1)).unwrap()
}

fn path(text: &str) -> RegisterPath {
    RegisterPath::parse(text).unwrap()
}

fn replica(text: &str) -> Replica {
    Replica::new(&json(text))
}

fn shown(replica: &Replica) -> String {
    compact(&replica.document().expect("a document"))
}

/// The base in which a text was replaced.
fn edited(from: &str, to: &str) -> String {
    assert!(BASE.contains(from), "{from}");
    BASE.replacen(from, to, 1)
}

fn changed(from: &str, to: &str, stamp: Stamp) -> Replica {
    let mut replica = replica(BASE);
    assert!(replica.change(&json(&edited(from, to)), stamp));
    replica
}

/// The present and the past values of an answer, the newest first.
fn versions(replica: &Replica, path: &RegisterPath) -> Vec<String> {
    let said = |version: &Version| version.value().map_or_else(|| "-".to_owned(), compact);
    replica.past(path).iter().map(said).collect()
}

#[test]
fn the_loser_and_all_earlier_versions_of_an_answer_stay_in_its_history() {
    let answer = path("/answers/1");
    let mut one = replica(r#"{"answers":{"1":0}}"#);
    let mut other = one.clone();
    one.change(&json(r#"{"answers":{"1":1}}"#), at(1));
    other.change(&json(r#"{"answers":{}}"#), at(2));
    other.change(&json(r#"{"answers":{"1":3}}"#), at(3));
    one.change(&json(r#"{"answers":{"1":4}}"#), at(4));
    let merged = one.merge(&other);
    assert_eq!(shown(&merged), r#"{"answers":{"1":4}}"#);
    assert_eq!(versions(&merged, &answer), ["3", "-", "1", "0"]);
    assert_eq!(merged.past(&answer)[0].stamp, Some(at(3)));
    assert_eq!(merged.past(&answer)[3].stamp, None);
}

#[test]
fn only_answers_have_a_history() {
    let mut replica = changed("\"t\"", "\"u\"", at(1));
    replica.change(&json(BASE), at(2));
    assert_eq!(replica.past(&path("/title")), []);
    assert_eq!(replica.past(&path("/nothing")), []);
    assert!(!replica.revive(&path("/title"), Some(at(1)), at(3)));
}

#[test]
fn the_newest_eight_of_both_histories_are_kept() {
    let answer = path("/answers/1");
    let (mut one, mut other) = (
        replica(r#"{"answers":{"1":0}}"#),
        replica(r#"{"answers":{"1":0}}"#),
    );
    for number in 1..=12 {
        let side = if number % 2 == 0 { &mut one } else { &mut other };
        side.change(&json(&format!(r#"{{"answers":{{"1":{number}}}}}"#)), at(number));
    }
    let merged = one.merge(&other);
    assert_eq!(
        versions(&merged, &answer),
        ["11", "10", "9", "8", "7", "6", "5", "4"]
    );
    assert_eq!(merged.past(&answer).len(), MOST_PAST);
}

#[test]
fn a_version_of_an_answer_can_be_brought_back_and_what_it_replaces_stays() {
    let answer = path("/answers/1");
    let mut replica = replica(r#"{"answers":{"1":0}}"#);
    replica.change(&json(r#"{"answers":{"1":1}}"#), at(1));
    replica.change(&json(r#"{"answers":{}}"#), at(2));
    assert!(replica.revive(&answer, Some(at(1)), at(3)));
    assert_eq!(shown(&replica), r#"{"answers":{"1":1}}"#);
    assert_eq!(versions(&replica, &answer), ["-", "1", "0"]);
    assert!(replica.revive(&answer, None, at(4)));
    assert_eq!(shown(&replica), r#"{"answers":{"1":0}}"#);
    assert!(replica.revive(&answer, Some(at(2)), at(5)));
    assert_eq!(shown(&replica), r#"{"answers":{}}"#);
    assert!(!replica.revive(&answer, Some(at(9)), at(6)));
    assert_eq!(replica.latest(), Some(at(5)));
}

#[test]
fn a_deleted_record_keeps_its_document_and_takes_part_in_changes() {
    let mut one = replica(BASE);
    assert!(one.delete(at(1)));
    assert!(!one.delete(at(2)));
    assert_eq!((one.is_deleted(), one.deleted_at()), (true, Some(at(1))));
    let merged = one.merge(&changed("\"t\"", "\"u\"", at(5)));
    assert!(merged.is_deleted());
    assert_eq!(shown(&merged), edited("\"t\"", "\"u\""));
}

#[test]
fn an_undo_is_a_later_stamp() {
    let mut deleted = replica(BASE);
    deleted.delete(at(1));
    let mut restored = deleted.clone();
    assert!(restored.restore(at(2)));
    assert!(!restored.restore(at(3)));
    assert_eq!((restored.is_deleted(), restored.deleted_at()), (false, None));
    assert!(!deleted.merge(&restored).is_deleted());
    let mut again = deleted.clone();
    again.restore(at(2));
    again.delete(at(3));
    assert!(restored.merge(&again).is_deleted());
}

#[test]
fn a_purged_record_is_its_tombstone_alone() {
    let mut purged = changed("\"t\"", "\"u\"", at(1));
    assert!(!purged.purge());
    assert_eq!(shown(&purged), edited("\"t\"", "\"u\""));
    purged.delete(at(2));
    assert!(purged.purge());
    assert!(purged.is_deleted() && purged.is_purged());
    assert_eq!((purged.document(), purged.latest()), (None, Some(at(2))));
    assert_eq!(
        compact(&purged.to_json()),
        r#"{"deleted":{"stamp":"000000000002-00000000-0000000000000001","is":true},"purged":"000000000002-00000000-0000000000000001"}"#
    );
    let before = purged.clone();
    assert!(!purged.change(&json(BASE), at(3)) && !purged.restore(at(3)) && purged.purge());
    assert_eq!(purged, before);
}

#[test]
fn what_was_purged_does_not_come_back_from_an_old_replica() {
    let old = changed("\"t\"", "\"u\"", at(1));
    let mut purged = old.clone();
    purged.delete(at(2));
    purged.purge();
    let merged = purged.merge(&old);
    assert_eq!((merged.is_purged(), merged.document()), (true, None));
    assert_eq!(old.merge(&purged), merged);
    assert_eq!(merged.past(&path("/answers/1")), []);
    assert_eq!(merged.to_json(), purged.to_json());
}

#[test]
fn what_was_changed_elsewhere_after_it_was_purged_comes_back_into_the_bin() {
    let mut purged = replica(BASE);
    purged.delete(at(2));
    purged.purge();
    let merged = purged.merge(&changed("\"t\"", "\"u\"", at(3)));
    assert_eq!((merged.is_purged(), merged.is_deleted()), (false, true));
    assert_eq!(shown(&merged), edited("\"t\"", "\"u\""));
}

#[test]
fn what_was_taken_out_of_the_bin_elsewhere_comes_back_whole() {
    let mut deleted = replica(BASE);
    deleted.delete(at(1));
    let mut restored = deleted.clone();
    deleted.purge();
    restored.restore(at(2));
    let mut merged = deleted.merge(&restored);
    assert_eq!(shown(&merged), BASE);
    // What was deleted again is not purged by what happened before.
    merged.delete(at(3));
    assert_eq!((merged.is_purged(), shown(&merged).as_str()), (false, BASE));
}

#[test]
fn what_was_purged_can_be_taken_back_out_of_a_replica_that_has_it() {
    let mut purged = replica(BASE);
    purged.delete(at(1));
    purged.purge();
    let mut merged = purged.merge(&replica(BASE));
    assert!(merged.restore(at(2)));
    assert_eq!(shown(&merged), BASE);
}

/// An answer of level 2 with this note.
fn noted(note: &str) -> Json {
    json(&format!(
        r#"{{"answers":{{"1":{{"state":"level","level":2,"note":"{note}"}}}}}}"#
    ))
}

#[test]
fn a_note_that_is_typed_on_is_one_version() {
    let mut replica = Replica::new(&json(r#"{"answers":{"1":{"state":"unknown"}}}"#));
    for length in 0..40 {
        replica.change(&noted(&"x".repeat(length)), at(1000 + length as u64));
    }
    assert_eq!(shown(&replica), compact(&noted(&"x".repeat(39))));
    assert_eq!(
        versions(&replica, &path("/answers/1")),
        [r#"{"state":"unknown"}"#]
    );
}

#[test]
fn a_note_of_another_device_or_of_later_is_a_version_of_its_own() {
    let later = 11 * 60 * 1000;
    for stamp in [at(later), Stamp::new(1001, 0, DeviceId(2)).unwrap()] {
        let mut replica = Replica::new(&json(BASE));
        replica.change(&noted("a"), at(1000));
        replica.change(&noted("b"), stamp);
        let before = r#"{"state":"level","level":2,"note":"a"}"#;
        assert_eq!(versions(&replica, &path("/answers/1")), [before, "1"]);
    }
}

#[test]
fn another_level_is_a_version_of_its_own_however_soon() {
    let mut replica = Replica::new(&noted("a"));
    replica.change(
        &json(r#"{"answers":{"1":{"state":"level","level":3,"note":"a"}}}"#),
        at(1),
    );
    replica.change(
        &json(r#"{"answers":{"1":{"state":"level","level":4,"note":"a"}}}"#),
        at(2),
    );
    assert_eq!(versions(&replica, &path("/answers/1")).len(), 2);
}
