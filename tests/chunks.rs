//! Records that came in numbers lie in chunks: read again, changed beside them, merged with what other tabs wrote, and
//! set aside as a whole where they are damaged.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/cipher.rs"]
mod cipher;
#[path = "support/responses.rs"]
mod responses;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::{read_response, write_response};
use channel_readiness::domain::json::Json;
use channel_readiness::domain::replica::DeviceId;
use channel_readiness::domain::slices::finish;
use channel_readiness::storage::chunks::Chunk;
use channel_readiness::storage::ledger::{Ledger, Reading, Unpacked};
use channel_readiness::storage::lock::{self, LockRecord};
use channel_readiness::storage::saving::{Records, save};
use channel_readiness::storage::vault::Vault;
use channel_readiness::storage::{
    Fault, FaultyStore, MemoryStore, RecordKey, RecordKind, Seen, Store, StoreError, Stored, locking, sealed,
};
use cipher::{Toy, lock_record};
use responses::response;
use uuid::Uuid;

fn assessment(seed: u64) -> Assessment {
    read_response(&response(seed).to_string()).unwrap()
}

fn key(assessment: &Assessment) -> RecordKey {
    RecordKey::new(RecordKind::Assessment, &assessment.id.0.to_string())
}

/// A tab: its ledger and what it shows.
struct Tab {
    ledger: Rc<RefCell<Ledger>>,
    shown: BTreeMap<RecordKey, Assessment>,
}

impl Tab {
    fn new(device: u64) -> Self {
        Self {
            ledger: Rc::new(RefCell::new(Ledger::new(DeviceId(device)))),
            shown: BTreeMap::new(),
        }
    }

    /// Takes in so many that nobody knows, in chunks.
    fn import(&mut self, seeds: std::ops::Range<u64>, name: u64) {
        let mut rest = seeds.map(assessment).collect::<Vec<_>>().into_iter();
        let mut number = 0;
        while rest.len() > 0 {
            let cut = Chunk::cut(Uuid::from_u64_pair(name, number), &mut rest);
            self.ledger.borrow_mut().add_chunk(cut.chunk.expect("a chunk"), 0);
            self.shown
                .extend(cut.assessments.into_iter().map(|one| (key(&one), one)));
            number += 1;
        }
    }

    fn show(&mut self, key: RecordKey, reading: Reading) {
        match reading {
            Reading::Here(document) => {
                let one = Assessment::from_json(&document).unwrap();
                self.shown.insert(key, one);
            }
            Reading::Absent | Reading::Deleted(..) => drop(self.shown.remove(&key)),
            other => panic!("{other:?}"),
        }
    }

    fn save(&mut self, store: &impl Records) -> Result<Vec<RecordKey>, StoreError> {
        let mut told = Vec::new();
        let outcome = finish(save(store, &|| Rc::clone(&self.ledger), &mut |key, reading| {
            told.push((key, reading));
        }));
        for (key, reading) in told {
            if key.kind() != Some(RecordKind::Chunk) {
                self.show(key, reading);
            }
        }
        outcome
    }

    /// As at its start, or when it is told to look at all.
    fn read(&mut self, store: &Store) -> Vec<String> {
        self.take_in(finish(store.read_all()).unwrap())
    }

    fn take_in(&mut self, found: Vec<Stored>) -> Vec<String> {
        let mut set_aside = Vec::new();
        for stored in found {
            let key = stored.key.clone();
            if key.kind() == Some(RecordKind::Chunk) {
                let taken = self.ledger.borrow_mut().take_in_chunk(key, stored.bytes);
                match taken {
                    Ok(Unpacked { untouched, touched }) => {
                        self.shown.extend(
                            untouched
                                .assessments
                                .into_iter()
                                .map(|one| (self::key(&one), one)),
                        );
                        for (key, reading) in touched {
                            self.show(key, reading);
                        }
                    }
                    Err(cause) => set_aside.push(cause),
                }
            } else {
                let seen = Seen {
                    key: stored.key,
                    bytes: Some(stored.bytes),
                };
                let reading = self.ledger.borrow_mut().take_in(seen);
                self.show(key, reading);
            }
        }
        set_aside
    }

    fn edit(&mut self, key: &RecordKey, title: &str, now: u64) {
        let one = self.shown.get_mut(key).expect("shown");
        one.title = Some(title.to_owned());
        let document = write_response(one);
        self.ledger.borrow_mut().note(key, Some(&document), now);
    }

    fn delete(&mut self, key: &RecordKey, now: u64) {
        self.shown.remove(key);
        self.ledger.borrow_mut().note(key, None, now);
    }

    fn title(&self, key: &RecordKey) -> Option<&str> {
        self.shown.get(key)?.title.as_deref()
    }
}

fn store(records: &Rc<MemoryStore>) -> Store {
    Store::Faulty(FaultyStore::new(Rc::clone(records), Vec::new(), 0, 0))
}

fn chunks(records: &MemoryStore) -> Vec<RecordKey> {
    let all = records.read_all().into_iter().map(|stored| stored.key);
    all.filter(|key| key.kind() == Some(RecordKind::Chunk)).collect()
}

#[test]
fn what_came_in_numbers_takes_few_records_and_is_read_again() {
    let records: Rc<MemoryStore> = Rc::default();
    let mut tab = Tab::new(1);
    tab.import(0..1_050, 7);
    assert_eq!(tab.ledger.borrow().unwritten_in_chunks(), 1_050);
    let written = tab.save(&store(&records)).unwrap();
    assert_eq!(written.len(), 6);
    assert!(tab.ledger.borrow().is_saved());
    assert_eq!(tab.ledger.borrow().unwritten_in_chunks(), 0);
    let counts: usize = chunks(&records).iter().map(RecordKey::count).sum();
    assert_eq!((chunks(&records).len(), counts), (6, 1_050));
    let mut other = Tab::new(2);
    assert_eq!(other.read(&store(&records)), [""; 0]);
    assert!(other.shown.values().all(|one| one.answers.is_packed()));
    assert_eq!(other.shown.len(), 1_050);
    assert_eq!(other.shown, tab.shown);
    assert!(other.ledger.borrow().is_saved());
}

#[test]
fn one_that_is_changed_is_written_beside_its_chunk() {
    let records: Rc<MemoryStore> = Rc::default();
    let mut tab = Tab::new(1);
    tab.import(0..10, 7);
    let key = key(&assessment(4));
    // Before its chunk is written, and after.
    tab.edit(&key, "first", 10);
    assert_eq!(tab.save(&store(&records)).unwrap().len(), 2);
    let before = records.read(&chunks(&records)[0]);
    tab.edit(&key, "second", 20);
    assert_eq!(tab.save(&store(&records)).unwrap(), std::slice::from_ref(&key));
    assert_eq!(records.read(&chunks(&records)[0]), before);
    let mut other = Tab::new(2);
    other.read(&store(&records));
    assert_eq!(other.title(&key), Some("second"));
    assert_eq!(other.shown, tab.shown);
    assert_eq!(other.shown.len(), 10);
}

#[test]
fn two_tabs_that_change_one_of_a_chunk_both_win() {
    let records: Rc<MemoryStore> = Rc::default();
    let (mut one, mut other) = (Tab::new(1), Tab::new(2));
    one.import(0..10, 7);
    one.save(&store(&records)).unwrap();
    other.read(&store(&records));
    let key = key(&assessment(4));
    one.edit(&key, "title", 10);
    let document = other.shown.get_mut(&key).unwrap();
    document.respondent = Some("somebody".to_owned());
    let document = write_response(document);
    other.ledger.borrow_mut().note(&key, Some(&document), 20);
    one.save(&store(&records)).unwrap();
    // It finds the other's when it writes.
    other.save(&store(&records)).unwrap();
    assert_eq!(other.title(&key), Some("title"));
    assert_eq!(other.shown[&key].respondent.as_deref(), Some("somebody"));
    let mut third = Tab::new(3);
    third.read(&store(&records));
    assert_eq!(third.shown, other.shown);
}

#[test]
fn two_tabs_that_take_in_the_same_have_it_once() {
    let records: Rc<MemoryStore> = Rc::default();
    let (mut one, mut other) = (Tab::new(1), Tab::new(2));
    one.import(0..300, 7);
    other.import(100..400, 8);
    let key = key(&assessment(150));
    other.edit(&key, "changed", 10);
    one.save(&store(&records)).unwrap();
    other.save(&store(&records)).unwrap();
    one.read(&store(&records));
    other.read(&store(&records));
    assert_eq!(one.shown, other.shown);
    assert_eq!(one.shown.len(), 400);
    assert_eq!(one.title(&key), Some("changed"));
    // Of two that differ and that nobody has changed, all decide alike.
    let (mut third, mut fourth) = (Tab::new(3), Tab::new(4));
    third.read(&store(&records));
    fourth.read(&store(&records));
    assert_eq!(third.shown, fourth.shown);
}

#[test]
fn what_is_deleted_lies_in_the_bin_and_what_is_purged_leaves_its_chunk() {
    let records: Rc<MemoryStore> = Rc::default();
    let mut tab = Tab::new(1);
    tab.import(0..10, 7);
    tab.save(&store(&records)).unwrap();
    let (binned, purged) = (key(&assessment(3)), key(&assessment(4)));
    tab.delete(&binned, 10);
    tab.delete(&purged, 11);
    tab.save(&store(&records)).unwrap();
    let mut other = Tab::new(2);
    other.read(&store(&records));
    assert_eq!(other.shown.len(), 8);
    assert!(matches!(
        other.ledger.borrow().reading(&binned),
        Reading::Deleted(..)
    ));
    tab.ledger.borrow_mut().purge(&purged);
    tab.save(&store(&records)).unwrap();
    let kept = chunks(&records);
    assert_eq!(kept.iter().map(RecordKey::count).collect::<Vec<_>>(), [9]);
    let id = assessment(4).id;
    let is_there = |bytes: &[u8]| bytes.windows(16).any(|window| window == id.0.as_bytes());
    assert!(!is_there(&records.read(&kept[0]).unwrap()), "its bytes are gone");
    // A tab that still knows the old chunk does not bring it back.
    other.edit(&key(&assessment(5)), "later", 20);
    other.save(&store(&records)).unwrap();
    other.ledger.borrow_mut().purge(&binned);
    other.save(&store(&records)).unwrap();
    assert_eq!(
        chunks(&records).len(),
        2,
        "neither has written over what the other made of it"
    );
    let mut third = Tab::new(3);
    third.read(&store(&records));
    assert_eq!(third.shown.len(), 8);
    assert_eq!(third.title(&key(&assessment(5))), Some("later"));
    third.save(&store(&records)).unwrap();
    // Whoever reads all takes out what was purged meanwhile.
    let all = chunks(&records);
    assert!(
        all.iter().all(|key| !is_there(&records.read(key).unwrap())),
        "{all:?}"
    );
    let mut last = Tab::new(4);
    last.read(&store(&records));
    assert_eq!(last.shown, third.shown);
}

#[test]
fn a_damaged_chunk_is_set_aside_and_the_rest_is_read() {
    let records: Rc<MemoryStore> = Rc::default();
    let mut tab = Tab::new(1);
    tab.import(0..450, 7);
    tab.save(&store(&records)).unwrap();
    let damaged = chunks(&records)[1].clone();
    assert_eq!(damaged.count(), 200);
    let mut bytes = records.read(&damaged).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    records.put(&[channel_readiness::storage::Change::Put {
        key: damaged.clone(),
        bytes: bytes.clone(),
    }]);
    let mut other = Tab::new(2);
    let causes = other.read(&store(&records));
    assert_eq!(causes.len(), 1);
    assert!(causes[0].contains("damaged"), "{causes:?}");
    assert_eq!(other.shown.len(), 250);
    // It is never written over.
    let key = other.shown.keys().next().unwrap().clone();
    other.edit(&key, "changed", 10);
    other.save(&store(&records)).unwrap();
    assert_eq!(records.read(&damaged), Some(bytes));
}

#[test]
fn a_chunk_that_could_not_be_written_stays_unsaved_and_goes_through_later() {
    for fault in Fault::ALL {
        let records: Rc<MemoryStore> = Rc::default();
        let faulty = Store::Faulty(FaultyStore::new(Rc::clone(&records), vec![fault], 60, 3));
        let mut tab = Tab::new(1);
        tab.import(0..2_500, 7);
        let mut failures = 0;
        while tab.save(&faulty).is_err() {
            failures += 1;
            assert!(!tab.ledger.borrow().is_saved(), "{}", fault.name());
            assert!(failures < 200, "{}", fault.name());
        }
        assert!(failures > 0, "{}", fault.name());
        let mut other = Tab::new(2);
        other.read(&store(&records));
        assert_eq!(other.shown, tab.shown, "{}", fault.name());
    }
}

#[test]
fn everything_that_lies_in_chunks_is_among_the_records() {
    let records: Rc<MemoryStore> = Rc::default();
    let mut tab = Tab::new(1);
    tab.import(0..60, 7);
    tab.edit(&key(&assessment(3)), "changed", 10);
    tab.save(&store(&records)).unwrap();
    let ledger = tab.ledger.borrow();
    let keys = ledger.keys();
    let replicas = keys.iter().map(|key| ledger.readable(key).unwrap());
    let documents: Vec<Json> = replicas.map(|replica| replica.document().unwrap()).collect();
    assert_eq!(documents.len(), 60);
    for (document, shown) in documents.iter().zip(tab.shown.values()) {
        assert_eq!(&Assessment::from_json(document).unwrap(), shown);
    }
    assert!(ledger.knows(&key(&assessment(59))) && !ledger.knows(&key(&assessment(60))));
    let bytes: usize = ledger.sizes().map(|(.., bytes)| bytes).sum();
    assert!(bytes > 0);
}

/// A tab in which the passphrase was entered.
fn unlocked(device: u64, store: &Store) -> (Tab, Vault) {
    let vault = Vault::new();
    let found = finish(store.read_all()).unwrap();
    let bytes = lock::among(&found).expect("a lock").to_vec();
    vault.unlock(&bytes, LockRecord::read(&bytes).unwrap(), Rc::new(Toy::new(1)));
    let mut tab = Tab::new(device);
    let opened = finish(vault.open_all(found)).unwrap();
    assert_eq!(tab.take_in(opened), [""; 0]);
    (tab, vault)
}

fn are_sealed(records: &MemoryStore) -> bool {
    let all = records.read_all();
    let mut others = all.iter().filter(|stored| !lock::is_of_lock(&stored.key));
    others.all(|stored| sealed::is_sealed(&stored.bytes))
}

#[test]
fn chunks_are_sealed_where_a_lock_is_set_and_plain_again_where_it_is_taken_off() {
    let records: Rc<MemoryStore> = Rc::default();
    let store = store(&records);
    let (mut tab, vault) = (Tab::new(1), Vault::new());
    tab.import(0..450, 7);
    tab.save(&vault.over(&store)).unwrap();
    finish(locking::set(&store, &vault, lock_record(), Rc::new(Toy::new(1)))).unwrap();
    finish(locking::go_on(&store, &vault)).unwrap();
    assert!(are_sealed(&records));
    // More come beside the lock.
    tab.import(450..700, 8);
    tab.save(&vault.over(&store)).unwrap();
    assert!(are_sealed(&records) && chunks(&records).len() > 4);
    let (mut other, other_vault) = unlocked(2, &store);
    assert_eq!(other.shown, tab.shown);
    let key = key(&assessment(4));
    other.edit(&key, "changed", 10);
    other.save(&other_vault.over(&store)).unwrap();
    assert!(are_sealed(&records));
    finish(locking::lift(&store, &other_vault)).unwrap();
    assert!(
        records
            .read_all()
            .iter()
            .all(|one| !sealed::is_sealed(&one.bytes))
    );
    let mut third = Tab::new(3);
    assert_eq!(third.read(&store), [""; 0]);
    assert_eq!(third.shown, other.shown);
    assert_eq!((third.shown.len(), third.title(&key)), (700, Some("changed")));
}

#[test]
fn what_is_purged_leaves_its_sealed_chunk() {
    let records: Rc<MemoryStore> = Rc::default();
    let store = store(&records);
    let (mut tab, vault) = (Tab::new(1), Vault::new());
    tab.import(0..10, 7);
    tab.save(&vault.over(&store)).unwrap();
    finish(locking::set(&store, &vault, lock_record(), Rc::new(Toy::new(1)))).unwrap();
    let key = key(&assessment(4));
    tab.delete(&key, 10);
    tab.ledger.borrow_mut().purge(&key);
    tab.save(&vault.over(&store)).unwrap();
    assert!(are_sealed(&records));
    let counts: Vec<usize> = chunks(&records).iter().map(RecordKey::count).collect();
    assert_eq!(counts, [9]);
    let (other, _) = unlocked(2, &store);
    assert_eq!(other.shown, tab.shown);
}

#[test]
fn what_a_page_leaves_behind_of_an_import_is_there_at_the_next_start() {
    let records: Rc<MemoryStore> = Rc::default();
    let mut tab = Tab::new(1);
    tab.import(0..300, 7);
    let left = tab.ledger.borrow_mut().leave_behind();
    store(&records).leave(&left);
    let mut other = Tab::new(2);
    assert_eq!(other.read(&store(&records)), [""; 0]);
    assert_eq!(other.shown, tab.shown);
    // Where the page lives on after all, it is written once more, and the same.
    tab.save(&store(&records)).unwrap();
    let mut third = Tab::new(3);
    third.read(&store(&records));
    assert_eq!((third.shown, chunks(&records).len()), (other.shown, 2));
}
