//! What tabs know of one store: nothing that was noted is lost, and nothing is called saved before it is.
#![cfg(not(target_arch = "wasm32"))]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use channel_readiness::domain::json::{Json, Member};
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::replica::{DeviceId, MOST_PAST, RegisterPath, Replica};
use channel_readiness::domain::slices::finish;
use channel_readiness::storage::ledger::{Ledger, Reading};
use channel_readiness::storage::saving::save;
use channel_readiness::storage::{
    Change, Fault, FaultyStore, MemoryStore, RecordKey, RecordKind, Seen, Store, StoreError, envelope,
};

fn key(id: &str) -> RecordKey {
    RecordKey::new(RecordKind::Assessment, id)
}

fn document(answers: &[(&str, u32)]) -> Json {
    let answers = answers.iter().map(|(id, value)| Member::new(*id, *value));
    Json::object(vec![
        Member::new("kind", "response"),
        Member::new("answers", Json::object(answers.collect())),
    ])
}

/// A tab: its ledger, its way to the store, and what it shows.
struct Tab {
    ledger: RefCell<Ledger>,
    store: Store,
    shown: BTreeMap<RecordKey, Json>,
}

impl Tab {
    fn new(device: u64, records: &Rc<MemoryStore>, faults: Vec<Fault>, seed: u64) -> Self {
        Self {
            ledger: RefCell::new(Ledger::new(DeviceId(device))),
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
        let outcome = finish(save(&self.store, &self.ledger, &mut |key, reading| {
            told.push((key, reading));
        }));
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
            self.show(key.clone(), reading);
        }
    }
}

fn stored(records: &MemoryStore, key: &RecordKey) -> Replica {
    let bytes = records.read(key).expect("a record");
    let payload = envelope::decode(&bytes).expect("whole").payload;
    let payload = channel_readiness::domain::json::parse(&payload).expect("JSON");
    Replica::from_json(&payload).expect("a replica")
}

fn answer(document: &Json, id: &str) -> Option<f64> {
    document.member("answers")?.member(id)?.as_f64()
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
fn what_is_deleted_lies_in_the_bin_and_what_is_written_to_is_there_again() {
    let records = Rc::default();
    let mut tab = Tab::calm(1, &records);
    tab.note(&key("a"), Some(document(&[("x", 1)])), 10);
    tab.note(&key("a"), None, 20);
    assert_eq!(tab.save(), Ok(()));
    let bytes = records.read(&key("a"));
    let reading = tab.ledger.borrow_mut().take_in(Seen { key: key("a"), bytes });
    assert!(matches!(reading, Reading::Deleted(document, _) if answer(&document, "x") == Some(1.0)));
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
    assert_eq!(answer(&document, "x"), Some(2.0));
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
        assert_eq!(answer(&document, "x"), Some(1.0), "{}", fault.name());
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
    assert_eq!(answer(&document, "x"), Some(2.0));
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
    assert_eq!(answer(&document, "x"), Some(1.0));
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
    assert_eq!(answer(&document, "x"), Some(2.0));
    let path = RegisterPath::answer(&IndicatorId("x".to_owned()));
    assert!(
        replica
            .past(&path)
            .iter()
            .any(|one| one.value().and_then(Json::as_f64) == Some(3.0))
    );
}

/// What may be drawn.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % count
    }
}

const ANSWERS: [&str; 3] = ["x", "y", "z"];
const RECORDS: [&str; 2] = ["a", "b"];

/// Two tabs at work on the same records, over a store that fails; gives how often something was called saved.
fn play(seed: u64, operations: usize) -> usize {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = |device: u64| Tab::new(device, &records, Fault::ALL.to_vec(), seed * 2 + device);
    let mut tabs = [tab(1), tab(2)];
    let mut dice = Dice(seed);
    // Every value that was ever answered, each once.
    let mut answered: BTreeMap<(RecordKey, &str), Vec<u32>> = BTreeMap::new();
    let mut unsaved: [Vec<(RecordKey, &str, u32)>; 2] = Default::default();
    let mut saved = 0;
    for number in 0..u32::try_from(operations).expect("few") {
        // Clocks differ, and jump.
        let now = 1_000 + u64::from(number) * 3 + dice.below(40);
        let place = usize::try_from(dice.below(2)).expect("small");
        let key = key(RECORDS[usize::try_from(dice.below(2)).expect("small")]);
        let name = ANSWERS[usize::try_from(dice.below(3)).expect("small")];
        let tab = &mut tabs[place];
        match dice.below(10) {
            0..=4 => {
                let before = tab.shown.get(&key).cloned().unwrap_or_else(|| document(&[]));
                let value = number + 1;
                let mut answers: Vec<(&str, u32)> = Vec::new();
                for one in ANSWERS {
                    if one == name {
                        answers.push((one, value));
                    } else if let Some(value) = answer(&before, one) {
                        #[allow(
                            clippy::cast_possible_truncation,
                            clippy::cast_sign_loss,
                            reason = "made here"
                        )]
                        answers.push((one, value as u32));
                    }
                }
                tab.note(&key, Some(document(&answers)), now);
                answered.entry((key.clone(), name)).or_default().push(value);
                unsaved[place].push((key, name, value));
            }
            5 if tab.shown.contains_key(&key) => tab.note(&key, None, now),
            5..=7 => {
                if tab.save() == Ok(()) {
                    saved += 1;
                    for (key, name, value) in unsaved[place].drain(..) {
                        assert!(
                            is_kept(&records, &key, name, value),
                            "seed {seed}: {name} = {value} was called saved and is lost"
                        );
                    }
                }
            }
            _ => tab.look(&key),
        }
    }
    settle(&mut tabs);
    for ((key, name), values) in &answered {
        for value in values {
            assert!(
                is_kept(&records, key, name, *value),
                "seed {seed}: {name} = {value} is lost"
            );
        }
    }
    let [one, other] = tabs;
    assert_eq!(one.shown, other.shown, "seed {seed}");
    saved
}

/// Until both have written and seen all.
fn settle(tabs: &mut [Tab; 2]) {
    for _ in 0..2 {
        for tab in tabs.iter_mut() {
            while tab.save().is_err() {}
        }
    }
    for tab in tabs {
        tab.store = match &tab.store {
            Store::Faulty(store) => Store::Faulty(store.calm()),
            Store::Memory(_) => panic!("a faulty store"),
        };
        for id in RECORDS {
            tab.look(&key(id));
        }
    }
}

/// Whether a value is the answer or in its history, or older than the history is long.
fn is_kept(records: &MemoryStore, key: &RecordKey, name: &str, value: u32) -> bool {
    let replica = stored(records, key);
    let present = replica.document().and_then(|document| answer(&document, name));
    let path = RegisterPath::answer(&IndicatorId(name.to_owned()));
    let past = replica.past(&path);
    let mut kept = present
        .into_iter()
        .chain(past.iter().filter_map(|one| one.value()?.as_f64()));
    past.len() == MOST_PAST || kept.any(|one| (one - f64::from(value)).abs() < 0.5)
}

#[test]
fn two_tabs_lose_nothing_whatever_fails() {
    let saved: usize = (0..200).map(|seed| play(seed, 100)).sum();
    assert!(saved > 200, "{saved}");
}
