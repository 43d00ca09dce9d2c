//! What tabs know of one store: nothing that was noted is lost, and nothing is called saved before it is.
#![cfg(not(target_arch = "wasm32"))]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use channel_readiness::domain::json::Json;
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::replica::{DeviceId, RegisterPath, Replica};
use channel_readiness::domain::slices::finish;
use channel_readiness::storage::ledger::{Ledger, Reading};
use channel_readiness::storage::saving::save;
use channel_readiness::storage::{
    Change, Fault, FaultyStore, MemoryStore, RecordKey, RecordKind, Seen, Store, StoreError, envelope,
};
use two_tabs::{Outcome, answer, document, key, play};

#[path = "support/two_tabs.rs"]
mod two_tabs;

/// A tab: its ledger, its way to the store, and what it shows.
struct Tab {
    ledger: Rc<RefCell<Ledger>>,
    store: Store,
    shown: BTreeMap<RecordKey, Json>,
}

impl Tab {
    fn new(device: u64, records: &Rc<MemoryStore>, faults: Vec<Fault>, seed: u64) -> Self {
        Self {
            ledger: Rc::new(RefCell::new(Ledger::new(DeviceId(device)))),
            store: Store::Faulty(FaultyStore::new(Rc::clone(records), faults, 40, seed)),
            shown: BTreeMap::new(),
        }
    }

    fn calm(device: u64, records: &Rc<MemoryStore>) -> Self {
        Self::new(device, records, Vec::new(), 0)
    }

    fn show(&mut self, key: RecordKey, reading: Reading) {
        match reading {
            Reading::Here(document) => drop(self.shown.insert(key, document)),
            _ => drop(self.shown.remove(&key)),
        }
    }

    fn note(&mut self, key: &RecordKey, document: Option<Json>, now: u64) {
        self.ledger.borrow_mut().note(key, document.as_ref(), now);
        match document {
            Some(document) => drop(self.shown.insert(key.clone(), document)),
            None => drop(self.shown.remove(key)),
        }
    }

    fn save(&mut self) -> Result<(), StoreError> {
        let mut told = Vec::new();
        let outcome = finish(save(
            &self.store,
            &|| Rc::clone(&self.ledger),
            &mut |key, reading| {
                told.push((key, reading));
            },
        ));
        for (key, reading) in told {
            self.show(key, reading);
        }
        outcome.map(drop)
    }

    /// As when another tab tells that it has written a record.
    fn look(&mut self, key: &RecordKey) {
        if let Ok(bytes) = finish(self.store.read(key)) {
            let seen = Seen {
                key: key.clone(),
                bytes,
            };
            let reading = self.ledger.borrow_mut().take_in(seen);
            self.show(key.drafted().unwrap_or_else(|| key.clone()), reading);
        }
    }
}

fn stored(records: &MemoryStore, key: &RecordKey) -> Replica {
    two_tabs::stored(records, key).expect("a replica")
}

#[test]
fn what_was_noted_is_written_and_read_by_another_tab() {
    let records = Rc::default();
    let (mut one, mut other) = (Tab::calm(1, &records), Tab::calm(2, &records));
    one.note(&key("a"), Some(document(&[("x", 1)])), 10);
    assert!(!one.ledger.borrow().is_saved());
    assert_eq!(one.save(), Ok(()));
    assert!(one.ledger.borrow().is_saved());
    other.look(&key("a"));
    assert_eq!(other.shown[&key("a")], document(&[("x", 1)]));
}

#[test]
fn two_tabs_that_change_one_record_both_win() {
    let records = Rc::default();
    let (mut one, mut other) = (Tab::calm(1, &records), Tab::calm(2, &records));
    one.note(&key("a"), Some(document(&[("x", 1), ("y", 1)])), 10);
    assert_eq!(one.save(), Ok(()));
    other.look(&key("a"));
    one.note(&key("a"), Some(document(&[("x", 2), ("y", 1)])), 20);
    other.note(&key("a"), Some(document(&[("x", 1), ("y", 3)])), 21);
    assert_eq!(one.save(), Ok(()));
    // It has not heard of the first, and finds it when it writes.
    assert_eq!(other.save(), Ok(()));
    assert_eq!(other.shown[&key("a")], document(&[("x", 2), ("y", 3)]));
    one.look(&key("a"));
    assert_eq!(one.shown, other.shown);
}

#[test]
fn of_two_that_change_one_answer_the_later_stands_and_the_other_is_in_the_history() {
    let records = Rc::default();
    let (mut one, mut other) = (Tab::calm(1, &records), Tab::calm(2, &records));
    one.note(&key("a"), Some(document(&[("x", 1)])), 10);
    assert_eq!(one.save(), Ok(()));
    other.look(&key("a"));
    other.note(&key("a"), Some(document(&[("x", 3)])), 30);
    one.note(&key("a"), Some(document(&[("x", 2)])), 20);
    assert_eq!((other.save(), one.save()), (Ok(()), Ok(())));
    assert_eq!(one.shown[&key("a")], document(&[("x", 3)]));
    let replica = stored(&records, &key("a"));
    let path = RegisterPath::answer(&IndicatorId("x".to_owned()));
    assert_eq!(replica.past(&path).len(), 2);
}

#[test]
fn what_is_edited_during_a_write_is_not_lost_to_what_others_wrote() {
    let records = Rc::default();
    let (mut one, mut other) = (Tab::calm(1, &records), Tab::calm(2, &records));
    one.note(&key("a"), Some(document(&[("x", 1), ("y", 1)])), 10);
    assert_eq!(one.save(), Ok(()));
    other.look(&key("a"));
    other.note(&key("a"), Some(document(&[("x", 2), ("y", 1)])), 20);
    assert_eq!(other.save(), Ok(()));
    one.note(&key("a"), Some(document(&[("x", 1), ("y", 2)])), 30);
    // After the write has begun: it is noted when the ledger is asked for next, which is for what the other tab wrote.
    let asked = Cell::new(0);
    let ledger = || {
        asked.set(asked.get() + 1);
        if asked.get() == 2 {
            let edited = document(&[("x", 1), ("y", 3)]);
            one.ledger.borrow_mut().note(&key("a"), Some(&edited), 40);
        }
        Rc::clone(&one.ledger)
    };
    let mut told = Vec::new();
    let outcome = finish(save(&one.store, &ledger, &mut |_, reading| told.push(reading)));
    assert_eq!(outcome, Ok(vec![key("a")]));
    let both = document(&[("x", 2), ("y", 3)]);
    assert_eq!(told, [Reading::Here(both.clone())]);
    assert_eq!(stored(&records, &key("a")).document(), Some(both));
}

#[test]
fn what_is_merged_and_nothing_new_is_not_written() {
    let records = Rc::default();
    let (mut one, mut other) = (Tab::calm(1, &records), Tab::calm(2, &records));
    one.note(&key("a"), Some(document(&[("x", 1)])), 10);
    assert_eq!(one.save(), Ok(()));
    let known = stored(&records, &key("a"));
    assert_eq!(one.ledger.borrow_mut().merge(&key("a"), &known), None);
    assert!(one.ledger.borrow().is_saved());
    other.look(&key("a"));
    other.note(&key("a"), Some(document(&[("x", 2)])), 20);
    // An older state of it is nothing new either.
    assert_eq!(other.ledger.borrow_mut().merge(&key("a"), &known), None);
    assert_eq!(other.save(), Ok(()));
    let news = stored(&records, &key("a"));
    let reading = one.ledger.borrow_mut().merge(&key("a"), &news);
    assert_eq!(reading, Some(Reading::Here(document(&[("x", 2)]))));
    assert!(!one.ledger.borrow().is_saved());
}

#[test]
fn what_is_deleted_lies_in_the_bin_and_what_is_written_to_is_there_again() {
    let records = Rc::default();
    let mut tab = Tab::calm(1, &records);
    tab.note(&key("a"), Some(document(&[("x", 1)])), 10);
    tab.note(&key("a"), None, 20);
    assert_eq!(tab.save(), Ok(()));
    let bytes = records.read(&key("a"));
    let reading = tab.ledger.borrow_mut().take_in(Seen { key: key("a"), bytes });
    assert!(matches!(reading, Reading::Deleted(document, _) if answer(&document, "x") == Some(1)));
    tab.note(&key("a"), Some(document(&[("x", 1)])), 30);
    assert_eq!(tab.save(), Ok(()));
    let mut other = Tab::calm(2, &records);
    other.look(&key("a"));
    assert_eq!(other.shown[&key("a")], document(&[("x", 1)]));
}

#[test]
fn what_cannot_be_read_is_never_written_over() {
    let records: Rc<MemoryStore> = Rc::default();
    let broken = b"CRdRbroken".to_vec();
    let put = Change::Put {
        key: key("a"),
        bytes: broken.clone(),
    };
    assert_eq!(records.write(&vec![put].into()), Ok(()));
    let mut tab = Tab::calm(1, &records);
    tab.look(&key("a"));
    tab.note(&key("a"), Some(document(&[("x", 1)])), 10);
    assert_eq!(tab.save(), Ok(()));
    assert_eq!(records.read(&key("a")), Some(broken));
}

#[test]
fn a_record_of_format_1_is_read_and_written_anew_only_when_it_changes() {
    let records: Rc<MemoryStore> = Rc::default();
    let text = channel_readiness::domain::json::compact(&document(&[("x", 1)]));
    let bytes = envelope::encode(RecordKind::Assessment, 1, &text);
    let put = Change::Put {
        key: key("a"),
        bytes: bytes.clone(),
    };
    assert_eq!(records.write(&vec![put].into()), Ok(()));
    let mut tab = Tab::calm(1, &records);
    tab.look(&key("a"));
    tab.note(&key("a"), Some(document(&[("x", 1)])), 10);
    assert_eq!(tab.save(), Ok(()));
    assert_eq!(records.read(&key("a")), Some(bytes));
    tab.note(&key("a"), Some(document(&[("x", 2)])), 20);
    assert_eq!(tab.save(), Ok(()));
    let document = stored(&records, &key("a")).document().expect("a document");
    assert_eq!(answer(&document, "x"), Some(2));
}

#[test]
fn what_a_page_leaves_behind_is_taken_in_at_the_next_start_and_goes() {
    let records: Rc<MemoryStore> = Rc::default();
    let mut tab = Tab::calm(1, &records);
    tab.note(&key("a"), Some(document(&[("x", 1)])), 10);
    assert_eq!(tab.save(), Ok(()));
    assert!(
        tab.ledger.borrow_mut().leave_behind().is_empty(),
        "all is written"
    );
    tab.note(&key("a"), Some(document(&[("x", 2)])), 20);
    let left = tab.ledger.borrow_mut().leave_behind();
    records.put(&left);
    drop(tab);
    assert_eq!(records.read_all().len(), 2);
    let mut next = started(2, &records);
    assert_eq!(next.shown[&key("a")], document(&[("x", 2)]));
    assert_eq!(next.save(), Ok(()));
    let kept: Vec<_> = records.read_all().into_iter().map(|stored| stored.key).collect();
    assert_eq!(kept, [key("a")]);
    let kept = stored(&records, &key("a")).document().expect("it is there");
    assert_eq!(answer(&kept, "x"), Some(2));
}

#[test]
fn what_is_left_behind_anew_is_not_taken_away_by_who_read_it_before() {
    let records: Rc<MemoryStore> = Rc::default();
    let mut tab = Tab::calm(1, &records);
    tab.note(&key("a"), Some(document(&[("x", 1)])), 10);
    records.put(&tab.ledger.borrow_mut().leave_behind());
    let mut other = started(2, &records);
    tab.note(&key("a"), Some(document(&[("x", 2)])), 20);
    records.put(&tab.ledger.borrow_mut().leave_behind());
    drop(tab);
    assert_eq!(other.save(), Ok(()));
    assert_eq!(other.shown[&key("a")], document(&[("x", 2)]));
    let kept = stored(&records, &key("a")).document().expect("it is there");
    assert_eq!(answer(&kept, "x"), Some(2));
}

#[test]
fn a_draft_s_key_names_its_record() {
    let draft = RecordKey::draft(RecordKind::Assessment, "a");
    let left = key("a").left_by(DeviceId(7));
    assert_eq!(left.as_str(), "assessment/a/0000000000000007/draft");
    assert_eq!(
        (draft.drafted(), left.drafted()),
        (Some(key("a")), Some(key("a")))
    );
    assert_eq!((key("a").drafted(), key("a").before().drafted()), (None, None));
    assert_eq!(
        (key("a").before().copied(), left.copied()),
        (Some(key("a")), None)
    );
}

/// A record of format 1 in the store.
fn of_format_1(records: &MemoryStore) -> Vec<u8> {
    let text = channel_readiness::domain::json::compact(&document(&[("x", 1)]));
    let bytes = envelope::encode(RecordKind::Assessment, 1, &text);
    records.put(&[Change::Put {
        key: key("a"),
        bytes: bytes.clone(),
    }]);
    bytes
}

/// What a start does with what it finds.
fn started(device: u64, records: &Rc<MemoryStore>) -> Tab {
    let mut tab = Tab::calm(device, records);
    for stored in records.read_all() {
        match stored.key.copied() {
            Some(record) => tab.ledger.borrow_mut().note_copy(record),
            None => tab.look(&stored.key),
        }
    }
    tab
}

#[test]
fn a_copy_is_kept_of_a_record_that_is_migrated_until_the_first_write_after_the_next_start() {
    let records: Rc<MemoryStore> = Rc::default();
    let old = of_format_1(&records);
    let copy = key("a").before();
    let mut tab = started(1, &records);
    tab.note(&key("a"), Some(document(&[("x", 2)])), 20);
    assert_eq!(tab.save(), Ok(()));
    assert_eq!(records.read(&copy), Some(old.clone()));
    // Not written over by what follows, and not taken away by a tab that was there before.
    tab.note(&key("a"), Some(document(&[("x", 3)])), 30);
    assert_eq!(tab.save(), Ok(()));
    assert_eq!(records.read(&copy), Some(old.clone()));
    let mut next = started(2, &records);
    assert_eq!(next.save(), Ok(()));
    assert_eq!(records.read(&copy), Some(old), "nothing was to be written");
    next.note(&key("b"), Some(document(&[("x", 1)])), 40);
    assert_eq!(next.save(), Ok(()));
    assert_eq!(records.read(&copy), None);
    assert_eq!(
        answer(&stored(&records, &key("a")).document().expect("it"), "x"),
        Some(3)
    );
}

#[test]
fn the_copy_of_a_record_that_cannot_be_read_stays() {
    let records: Rc<MemoryStore> = Rc::default();
    let old = of_format_1(&records);
    let mut tab = started(1, &records);
    tab.note(&key("a"), Some(document(&[("x", 2)])), 20);
    assert_eq!(tab.save(), Ok(()));
    let mut damaged = records.read(&key("a")).expect("a record");
    damaged.truncate(30);
    records.put(&[Change::Put {
        key: key("a"),
        bytes: damaged,
    }]);
    let mut next = started(2, &records);
    next.note(&key("b"), Some(document(&[("x", 1)])), 40);
    assert_eq!(next.save(), Ok(()));
    assert_eq!(records.read(&key("a").before()), Some(old));
}

#[test]
fn a_migration_whose_outcome_is_not_known_is_made_again_and_keeps_its_copy() {
    for fault in [
        Fault::LateAnswer,
        Fault::LostAfter,
        Fault::LostBefore,
        Fault::Silent,
    ] {
        let records: Rc<MemoryStore> = Rc::default();
        let old = of_format_1(&records);
        let mut tab = Tab::new(1, &records, vec![fault], 7);
        tab.look(&key("a"));
        while tab.shown.is_empty() {
            tab.look(&key("a"));
        }
        tab.note(&key("a"), Some(document(&[("x", 2)])), 20);
        while tab.save().is_err() {}
        assert_eq!(records.read(&key("a").before()), Some(old), "{}", fault.name());
        assert_eq!(
            answer(&stored(&records, &key("a")).document().expect("it"), "x"),
            Some(2)
        );
    }
}

#[test]
fn a_write_that_failed_stays_unsaved_and_goes_through_later() {
    for fault in Fault::ALL {
        let records = Rc::default();
        let mut tab = Tab::new(1, &records, vec![fault], 7);
        tab.note(&key("a"), Some(document(&[("x", 1)])), 10);
        let mut failures = 0;
        while tab.save().is_err() {
            failures += 1;
            assert!(!tab.ledger.borrow().is_saved(), "{}", fault.name());
            assert!(failures < 100, "{}", fault.name());
        }
        let document = stored(&records, &key("a")).document().expect("a document");
        assert_eq!(answer(&document, "x"), Some(1), "{}", fault.name());
    }
}

#[test]
fn what_changes_while_it_is_written_is_still_to_be_written() {
    let records: Rc<MemoryStore> = Rc::default();
    let mut ledger = Ledger::new(DeviceId(1));
    ledger.note(&key("a"), Some(&document(&[("x", 1)])), 10);
    let begun = ledger.begin().expect("unsaved");
    ledger.note(&key("a"), Some(&document(&[("x", 2)])), 20);
    assert_eq!(records.write(&begun.write), Ok(()));
    ledger.done(begun);
    assert!(!ledger.is_saved());
    let begun = ledger.begin().expect("unsaved");
    assert_eq!(records.write(&begun.write), Ok(()));
    ledger.done(begun);
    assert!(ledger.is_saved());
    let document = stored(&records, &key("a")).document().expect("a document");
    assert_eq!(answer(&document, "x"), Some(2));
}

#[test]
fn a_draft_becomes_its_record_and_goes() {
    let records: Rc<MemoryStore> = Rc::default();
    let text = channel_readiness::domain::json::compact(&document(&[("x", 1)]));
    let draft = RecordKey::draft(RecordKind::Assessment, "a");
    records.put(&[Change::Put {
        key: draft.clone(),
        bytes: envelope::encode(RecordKind::Assessment, 1, &text),
    }]);
    let mut tab = Tab::calm(1, &records);
    tab.look(&draft);
    assert_eq!(tab.save(), Ok(()));
    assert_eq!(records.read(&draft), None);
    let document = stored(&records, &key("a")).document().expect("a document");
    assert_eq!(answer(&document, "x"), Some(1));
}

#[test]
fn a_draft_that_is_older_than_its_record_loses_and_is_kept_in_the_history() {
    let records: Rc<MemoryStore> = Rc::default();
    let mut tab = Tab::calm(1, &records);
    tab.note(&key("a"), Some(document(&[("x", 1)])), 10);
    tab.note(&key("a"), Some(document(&[("x", 2)])), 20);
    assert_eq!(tab.save(), Ok(()));
    let text = channel_readiness::domain::json::compact(&document(&[("x", 3)]));
    let draft = RecordKey::draft(RecordKind::Assessment, "a");
    records.put(&[Change::Put {
        key: draft.clone(),
        bytes: envelope::encode(RecordKind::Assessment, 1, &text),
    }]);
    tab.look(&draft);
    assert_eq!(tab.save(), Ok(()));
    let replica = stored(&records, &key("a"));
    let document = replica.document().expect("a document");
    assert_eq!(answer(&document, "x"), Some(2));
    let path = RegisterPath::answer(&IndicatorId("x".to_owned()));
    assert!(
        replica
            .past(&path)
            .iter()
            .any(|one| one.value().and_then(Json::as_f64) == Some(3.0))
    );
}

/// The seeds that once failed, beside the first ones.
fn seeds(count: u64) -> Vec<u64> {
    let pinned = include_str!("support/pinned_seeds.txt").lines();
    let pinned = pinned.filter(|line| !line.starts_with('#'));
    pinned
        .map(|line| line.parse().expect("a seed"))
        .chain(0..count)
        .collect()
}

/// Plays them all; nothing may be lost, called saved falsely, or stay without an end. Gives how often something was saved.
fn all_is_well(faults: &[Fault], seeds: Vec<u64>) -> usize {
    let mut all = Outcome::default();
    for seed in seeds {
        all.add(play(faults, seed, 100));
    }
    assert!(all.is_good(), "{}", all.told.join("\n"));
    all.acknowledged
}

#[test]
fn two_tabs_lose_nothing_whatever_fails() {
    let acknowledged = all_is_well(&Fault::ALL, seeds(1_000));
    assert!(acknowledged > 10_000, "{acknowledged}");
}

#[test]
fn two_tabs_lose_nothing_where_nothing_fails() {
    let acknowledged = all_is_well(&[], seeds(200));
    assert!(acknowledged > 2_000, "{acknowledged}");
}
