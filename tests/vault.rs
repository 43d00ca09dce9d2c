//! A locked store: nothing in it can be read, and all else is as in a plain one, whatever fails and whoever else is there.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/cipher.rs"]
mod cipher;
#[path = "support/dice.rs"]
mod dice;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use channel_readiness::domain::json::{self, Json, Member};
use channel_readiness::domain::replica::DeviceId;
use channel_readiness::domain::slices::finish;
use channel_readiness::storage::ledger::{Ledger, Reading};
use channel_readiness::storage::lock::{self, LockRecord, Phase};
use channel_readiness::storage::saving::{Records, save};
use channel_readiness::storage::vault::{Cipher, Standing, Vault};
use channel_readiness::storage::{
    Change, Fault, FaultyStore, MemoryStore, RecordKey, RecordKind, Seen, Store, StoreError, Stored, Write,
    WriteError, envelope, locking, sealed,
};
use cipher::{Toy, lock_record};
use dice::Dice;
use uuid::Uuid;

thread_local! {
    static NOW: Cell<u64> = const { Cell::new(0) };
}

const SECRET: &str = "Contoso margin is eleven";

fn key(id: &str) -> RecordKey {
    RecordKey::new(RecordKind::Assessment, id)
}

fn document(note: &str) -> Json {
    Json::object(vec![Member::new("kind", "response"), Member::new("note", note)])
}

fn plain(note: &str) -> Vec<u8> {
    envelope::encode(RecordKind::Assessment, 1, &json::compact(&document(note)))
}

fn put(key: &RecordKey, bytes: &[u8]) -> Change {
    Change::Put {
        key: key.clone(),
        bytes: bytes.to_vec(),
    }
}

/// A tab over records that it shares with others.
struct Tab {
    vault: Vault,
    store: Store,
    ledger: Rc<RefCell<Ledger>>,
}

impl Tab {
    fn new(device: u64, records: &Rc<MemoryStore>) -> Self {
        Self::with(device, records, Vec::new(), 0)
    }

    fn with(device: u64, records: &Rc<MemoryStore>, faults: Vec<Fault>, seed: u64) -> Self {
        Self {
            vault: Vault::new(),
            store: Store::Faulty(FaultyStore::new(Rc::clone(records), faults, 40, seed)),
            ledger: Rc::new(RefCell::new(Ledger::new(DeviceId(device)))),
        }
    }

    fn set(&self, cipher: Rc<dyn Cipher>) -> Result<(), StoreError> {
        finish(locking::set(&self.store, &self.vault, lock_record(), cipher))
    }

    fn go_on(&self) -> Result<(), StoreError> {
        finish(locking::go_on(&self.store, &self.vault))
    }

    fn lift(&self) -> Result<(), StoreError> {
        finish(locking::lift(&self.store, &self.vault))
    }

    /// As with the right passphrase.
    fn unlock(&self, cipher: Rc<dyn Cipher>) -> Result<(), StoreError> {
        let found = finish(self.store.read_all())?;
        let bytes = lock::among(&found).expect("a lock").to_vec();
        let record = LockRecord::read(&bytes).expect("readable");
        self.vault.unlock(&bytes, record, cipher);
        self.look()
    }

    /// Takes in everything.
    fn look(&self) -> Result<(), StoreError> {
        for Stored { key, bytes } in finish(self.vault.over(&self.store).read_all())? {
            self.ledger.borrow_mut().take_in(Seen {
                key,
                bytes: Some(bytes),
            });
        }
        Ok(())
    }

    fn note(&self, id: &str, note: &str) {
        let now = NOW.get() + 1;
        NOW.set(now);
        self.ledger
            .borrow_mut()
            .note(&key(id), Some(&document(note)), now);
    }

    fn save(&self) -> Result<(), StoreError> {
        finish(save(
            &self.vault.over(&self.store),
            &|| Rc::clone(&self.ledger),
            &mut |_, _| {},
        ))
        .map(drop)
    }

    fn shown(&self, id: &str) -> Option<String> {
        match self.ledger.borrow().reading(&key(id)) {
            Reading::Here(document) => document.member("note")?.as_str().map(str::to_owned),
            _ => None,
        }
    }
}

fn toy() -> Rc<Toy> {
    Rc::new(Toy::new(1))
}

fn can_be_read(records: &MemoryStore, text: &str) -> bool {
    let all = records.read_all();
    all.iter().any(|stored| {
        stored
            .bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}

fn plain_records(records: &MemoryStore) -> usize {
    let all = records.read_all();
    let plain = all
        .iter()
        .filter(|stored| !lock::is_of_lock(&stored.key) && !sealed::is_sealed(&stored.bytes));
    plain.count()
}

#[test]
fn once_a_lock_is_set_nothing_can_be_read_and_with_the_key_everything() {
    let records = Rc::default();
    let tab = Tab::new(1, &records);
    tab.note("a", SECRET);
    assert_eq!(tab.save(), Ok(()));
    assert!(can_be_read(&records, SECRET));
    assert_eq!(tab.set(toy()), Ok(()));
    assert!(!can_be_read(&records, SECRET) && !can_be_read(&records, "response"));
    tab.note("b", "another secret");
    assert_eq!(tab.save(), Ok(()));
    assert!(!can_be_read(&records, "secret"));
    let later = Tab::new(2, &records);
    assert_eq!(later.look(), Err(StoreError::Locked));
    assert_eq!(later.unlock(toy()), Ok(()));
    assert_eq!(later.shown("a").as_deref(), Some(SECRET));
    assert_eq!(later.shown("b").as_deref(), Some("another secret"));
}

#[test]
fn what_is_written_over_a_sealed_record_is_written_over_what_was_seen_only() {
    let records = Rc::default();
    let (one, other) = (Tab::new(1, &records), Tab::new(2, &records));
    one.note("a", "first");
    assert_eq!((one.save(), one.set(toy())), (Ok(()), Ok(())));
    assert_eq!(other.unlock(toy()), Ok(()));
    // Both write a record of their own and the same one.
    one.note("a", "of one");
    assert_eq!(one.save(), Ok(()));
    other.note("a", "of the other");
    assert_eq!(other.save(), Ok(()));
    assert_eq!(other.shown("a").as_deref(), Some("of the other"));
    assert_eq!(one.look(), Ok(()));
    assert_eq!(one.shown("a").as_deref(), Some("of the other"));
    // The same again, over what is sealed anew each time.
    one.note("a", "third");
    assert_eq!(one.save(), Ok(()));
    assert_eq!(plain_records(&records), 0);
}

#[test]
fn a_tab_that_knows_of_no_lock_writes_nothing_beside_one() {
    let records = Rc::default();
    let (one, other) = (Tab::new(1, &records), Tab::new(2, &records));
    other.note("a", SECRET);
    assert_eq!(one.set(toy()), Ok(()));
    assert_eq!(other.save(), Err(StoreError::Locked));
    assert_eq!(other.vault.standing(), Standing::Shut);
    assert!(!other.ledger.borrow().is_saved());
    assert!(!can_be_read(&records, SECRET));
    // Nothing of it is lost once the passphrase is entered.
    assert_eq!(other.unlock(toy()), Ok(()));
    assert_eq!(other.save(), Ok(()));
    assert!(!can_be_read(&records, SECRET));
    assert_eq!(one.look(), Ok(()));
    assert_eq!(one.shown("a").as_deref(), Some(SECRET));
}

#[test]
fn a_draft_is_not_written_beside_a_lock() {
    let records = Rc::default();
    let (one, other) = (Tab::new(1, &records), Tab::new(2, &records));
    let draft = RecordKey::draft(RecordKind::Assessment, "a");
    let write = |text: &str| finish(other.store.put(&[put(&draft, &plain(text))]));
    assert_eq!(write("written before"), Ok(()));
    assert_eq!(one.set(toy()), Ok(()));
    assert!(!can_be_read(&records, "written before"));
    assert_eq!(write(SECRET), Err(StoreError::Locked));
    assert!(!can_be_read(&records, SECRET));
    // The sealed draft becomes its record.
    assert_eq!((one.look(), one.save()), (Ok(()), Ok(())));
    assert_eq!(one.shown("a").as_deref(), Some("written before"));
    assert_eq!(records.read(&draft), None);
    assert_eq!(plain_records(&records), 0);
}

#[test]
fn a_tab_with_the_key_follows_another_passphrase_and_another_time() {
    let records = Rc::default();
    let (one, other) = (Tab::new(1, &records), Tab::new(2, &records));
    assert_eq!(one.set(toy()), Ok(()));
    assert_eq!(other.unlock(toy()), Ok(()));
    let changed = finish(locking::amend(&one.store, &one.vault, |lock| {
        lock.salt = [9; 16];
        lock.minutes = 30;
    }));
    assert_eq!(changed, Ok(()));
    other.note("a", SECRET);
    assert_eq!(other.save(), Ok(()));
    assert!(matches!(other.vault.standing(), Standing::Open(lock) if lock.minutes == 30));
    assert_eq!(one.look(), Ok(()));
    assert_eq!(one.shown("a").as_deref(), Some(SECRET));
}

#[test]
fn a_lock_with_another_key_of_the_data_is_one_whose_key_is_not_here() {
    let records = Rc::default();
    let (one, other) = (Tab::new(1, &records), Tab::new(2, &records));
    assert_eq!(one.set(toy()), Ok(()));
    assert_eq!(other.unlock(toy()), Ok(()));
    assert_eq!(one.lift(), Ok(()));
    let anew = LockRecord {
        id: Uuid::from_u128(8),
        ..lock_record()
    };
    let set = locking::set(&one.store, &one.vault, anew, Rc::new(Toy::new(2)));
    assert_eq!(finish(set), Ok(()));
    other.note("a", SECRET);
    assert_eq!(other.save(), Err(StoreError::Locked));
    assert!(!other.ledger.borrow().is_saved());
}

#[test]
fn taking_the_lock_off_leaves_every_record_as_it_was_and_no_trace() {
    let records: Rc<MemoryStore> = Rc::default();
    let odd = [
        (key("a"), plain(SECRET)),
        (key("damaged"), b"CRdR and then nothing \xff\x00".to_vec()),
        (
            RecordKey::from_stored("future/b".to_owned()),
            b"of a newer version".to_vec(),
        ),
        (RecordKey::draft(RecordKind::Company, "c"), plain("draft")),
    ];
    records.put(&odd.iter().map(|(key, bytes)| put(key, bytes)).collect::<Vec<_>>());
    let before = records.read_all();
    let tab = Tab::new(1, &records);
    assert_eq!(tab.set(toy()), Ok(()));
    assert_eq!((plain_records(&records), records.read_all().len()), (0, 6));
    assert!(!can_be_read(&records, "and then nothing") && !can_be_read(&records, "of a newer"));
    assert_eq!(tab.lift(), Ok(()));
    assert_eq!(records.read_all(), before);
    assert_eq!(tab.vault.standing(), Standing::Off);
}

#[test]
fn a_setting_that_has_no_bytes_goes_since_nothing_can_seal_it() {
    let records: Rc<MemoryStore> = Rc::default();
    let object = RecordKey::new(RecordKind::Setting, "save-file");
    let broken = key("of no bytes");
    records.put(&[put(&object, &[]), put(&broken, &[])]);
    let tab = Tab::new(1, &records);
    assert_eq!(tab.set(toy()), Ok(()));
    assert_eq!(records.read(&object), None);
    assert_eq!(records.read(&broken), Some(Vec::new()));
}

#[test]
fn another_tab_follows_when_the_lock_is_taken_off() {
    let records = Rc::default();
    let (one, other) = (Tab::new(1, &records), Tab::new(2, &records));
    one.note("a", "first");
    assert_eq!((one.save(), one.set(toy())), (Ok(()), Ok(())));
    assert_eq!(other.unlock(toy()), Ok(()));
    assert_eq!(one.lift(), Ok(()));
    other.note("a", "second");
    assert_eq!(other.save(), Ok(()));
    assert_eq!(other.vault.standing(), Standing::Off);
    assert_eq!(plain_records(&records), 1);
    assert_eq!(one.look(), Ok(()));
    assert_eq!(one.shown("a").as_deref(), Some("second"));
}

#[test]
fn a_record_that_the_key_does_not_open_is_set_aside_and_stays() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = Tab::new(1, &records);
    tab.note("a", SECRET);
    tab.note("b", "moved");
    assert_eq!((tab.save(), tab.set(toy())), (Ok(()), Ok(())));
    // One is damaged, the other one lies in the place of a third.
    let mut damaged = records.read(&key("a")).expect("a record");
    damaged[40] ^= 1;
    let moved = records.read(&key("b")).expect("a record");
    records.put(&[put(&key("a"), &damaged), put(&key("c"), &moved)]);
    let later = Tab::new(2, &records);
    assert_eq!(later.unlock(toy()), Ok(()));
    let reading = |id: &str| later.ledger.borrow().reading(&key(id));
    assert!(matches!(reading("a"), Reading::Unreadable(_)) && matches!(reading("c"), Reading::Unreadable(_)));
    assert_eq!(later.shown("b").as_deref(), Some("moved"));
    later.note("a", "over it");
    later.note("c", "over it");
    assert_eq!(later.save(), Ok(()));
    assert_eq!(later.lift(), Ok(()));
    assert_eq!(records.read(&key("a")), Some(damaged));
    assert_eq!(records.read(&key("c")), Some(moved));
}

/// Many records, more than are written at once.
fn many(records: &MemoryStore) -> Vec<Stored> {
    let changes: Vec<Change> = (0..450)
        .map(|place| put(&key(&format!("{place:03}")), &plain(SECRET)))
        .collect();
    records.put(&changes);
    records.read_all()
}

#[test]
fn a_tab_that_ends_while_a_lock_is_set_or_taken_off_leaves_a_sound_store() {
    for calls in (0..950).step_by(37) {
        let records: Rc<MemoryStore> = Rc::default();
        let before = many(&records);
        let tab = Tab::new(1, &records);
        let cipher = toy();
        cipher.left.set(Some(calls));
        let set = tab
            .set(Rc::clone(&cipher) as Rc<dyn Cipher>)
            .and_then(|()| tab.go_on());
        let lifted = set.and_then(|()| tab.lift());
        assert!(lifted.is_err() || calls >= 900, "{calls}");
        // The tab is gone. Whoever comes next finds everything, and can end what was begun.
        let later = Tab::new(2, &records);
        if lock::among(&records.read_all()).is_some() {
            assert_eq!(later.unlock(toy()), Ok(()), "{calls}");
        } else {
            assert_eq!(records.read_all(), before, "{calls}");
            assert_eq!(later.look(), Ok(()), "{calls}");
        }
        assert_eq!(later.shown("000").as_deref(), Some(SECRET), "{calls}");
        assert_eq!(later.shown("449").as_deref(), Some(SECRET), "{calls}");
        assert_eq!(later.go_on(), Ok(()), "{calls}");
        match later.vault.standing() {
            Standing::Off => assert_eq!(records.read_all(), before, "{calls}"),
            Standing::Open(_) => assert!(!can_be_read(&records, SECRET), "{calls}"),
            Standing::Shut => panic!("{calls}: no key"),
        }
    }
}

#[test]
fn a_lock_that_only_its_copy_has_is_mended() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = Tab::new(1, &records);
    tab.note("a", SECRET);
    assert_eq!((tab.save(), tab.set(toy())), (Ok(()), Ok(())));
    let whole = records.read(&RecordKey::lock()).expect("a lock");
    records.put(&[put(&RecordKey::lock(), b"CRdRbroken")]);
    let later = Tab::new(2, &records);
    let found = finish(later.store.read_all()).expect("records");
    let bytes = lock::among(&found).expect("the copy").to_vec();
    assert_eq!(finish(locking::mend(&later.store, &bytes, &found)), Ok(()));
    assert_eq!(records.read(&RecordKey::lock()), Some(whole));
    assert_eq!(later.unlock(toy()), Ok(()));
    later.note("a", "more");
    assert_eq!(later.save(), Ok(()));
}

#[test]
fn a_write_without_its_key_is_never_made() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = Tab::new(1, &records);
    assert_eq!(tab.set(toy()), Ok(()));
    tab.vault.shut();
    let write = Write::from(vec![put(&key("a"), &plain(SECRET))]);
    let made = finish(tab.vault.over(&tab.store).write(&write));
    assert_eq!(made, Err(WriteError::Store(StoreError::Locked)));
    assert_eq!(records.read(&key("a")), None);
}

/// What two tabs do while one of them sets a lock and takes it off again, over a store that fails.
fn play(seed: u64) {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = |device: u64| Tab::with(device, &records, Fault::ALL.to_vec(), seed * 2 + device);
    let (one, other) = (tab(1), tab(2));
    let mut dice = Dice::new(seed);
    let mut wanted = Vec::new();
    for number in 0..60 {
        let tab = if dice.below(2) == 0 { &one } else { &other };
        match dice.below(12) {
            0..=4 => {
                let id = format!("{number}");
                tab.note(&id, SECRET);
                wanted.push(id);
            }
            5..=7 => drop(tab.save()),
            8 => drop(tab.set(toy())),
            9 => drop(tab.go_on()),
            10 => drop(tab.lift()),
            _ => drop(tab.unlock_if_locked()),
        }
        let is_set = lock::among(&records.read_all()).and_then(|bytes| LockRecord::read(bytes).ok());
        // Whoever has seen all of it sealed sees nothing plain come after it.
        let has_key = matches!(one.vault.standing(), Standing::Open(_));
        if has_key && is_set.is_some_and(|lock| lock.phase == Phase::Set) && one.go_on() == Ok(()) {
            assert_eq!(plain_records(&records), 0, "seed {seed}, step {number}");
        }
    }
    for tab in [&one, &other, &one] {
        while tab.unlock_if_locked().and_then(|()| tab.save()).is_err() {}
    }
    let last = Tab::new(3, &records);
    last.unlock_if_locked().expect("calm");
    for id in wanted {
        assert_eq!(
            last.shown(&id).as_deref(),
            Some(SECRET),
            "seed {seed}: {id} is lost"
        );
    }
}

impl Tab {
    fn unlock_if_locked(&self) -> Result<(), StoreError> {
        let found = finish(self.store.read_all())?;
        if lock::among(&found).is_some() && !matches!(self.vault.standing(), Standing::Open(_)) {
            return self.unlock(toy());
        }
        self.look()
    }
}

#[test]
fn two_tabs_lose_nothing_and_show_nothing_whatever_fails_while_a_lock_comes_and_goes() {
    (0..200).for_each(play);
}
