//! Two tabs at work on the same records, over a store that fails and takes its time. What is done, what fails, whose turn
//! it is and who is killed comes from a seed; what was called saved is held to it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use channel_readiness::domain::json::{self, Json, Member};
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::replica::{DeviceId, MOST_PAST, RegisterPath, Replica};
use channel_readiness::domain::slices::{finish, slice};
use channel_readiness::storage::ledger::{Ledger, Reading};
use channel_readiness::storage::saving::save;
use channel_readiness::storage::{
    Change, Fault, FaultyStore, MemoryStore, RecordKey, RecordKind, Seen, Store, StoreError, envelope,
};

/// What became of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Edits that were called saved.
    pub acknowledged: usize,
    /// Edits that are neither there nor in the history, though they were called saved or their tab lived to the end.
    pub lost: usize,
    /// Edits that were not in the store when they were called saved.
    pub falsely_saved: usize,
    /// Saves that did not come to an end.
    pub unsettled: usize,
    /// A line for each of the three.
    pub told: Vec<String>,
}

impl Outcome {
    pub fn is_good(&self) -> bool {
        self.lost == 0 && self.falsely_saved == 0 && self.unsettled == 0
    }

    pub fn add(&mut self, other: Self) {
        self.acknowledged += other.acknowledged;
        self.lost += other.lost;
        self.falsely_saved += other.falsely_saved;
        self.unsettled += other.unsettled;
        self.told.extend(other.told);
    }
}

const RECORDS: [&str; 2] = ["a", "b"];
const ANSWERS: [&str; 4] = ["w", "x", "y", "z"];
/// Of a hundred calls so many fail.
const PERCENT: u64 = 40;
/// How often a call lets the other tab have its turn, before and after it does something.
const MOST_PAUSES: u64 = 3;
/// What has not come to its end by then does not.
const MOST_TURNS: usize = 10_000;

/// Plays so many operations, with these faults.
pub fn play(faults: &[Fault], seed: u64, operations: u32) -> Outcome {
    Game::new(faults, seed).play(operations)
}

/// An answer that was given once: no two have one value.
#[derive(Debug, Clone)]
struct Edit {
    key: RecordKey,
    name: &'static str,
    value: u32,
}

type Saving = Pin<Box<dyn Future<Output = Result<(), StoreError>>>>;

/// A tab's ledger, and what was edited and is not noted in it yet.
struct Book {
    ledger: Rc<RefCell<Ledger>>,
    edits: RefCell<Vec<(RecordKey, Option<Json>, u64)>>,
}

struct Tab {
    book: Rc<Book>,
    store: Rc<Store>,
    shown: BTreeMap<RecordKey, Json>,
    /// A save on its way, and how often it had its turn.
    saving: Option<(Saving, usize)>,
    told: Rc<RefCell<Vec<(RecordKey, Reading)>>>,
    /// Noted, and not called saved.
    waiting: Vec<Edit>,
}

struct Game {
    records: Rc<MemoryStore>,
    faults: Vec<Fault>,
    dice: Dice,
    tabs: [Tab; 2],
    devices: u64,
    /// What must be there at the end.
    due: Vec<Edit>,
    outcome: Outcome,
    seed: u64,
}

impl Game {
    fn new(faults: &[Fault], seed: u64) -> Self {
        let records: Rc<MemoryStore> = Rc::default();
        if seed.is_multiple_of(4) {
            records.put(&[of_first_version()]);
        }
        let mut game = Self {
            tabs: [1, 2].map(|device| Tab::new(device, &records, faults, seed)),
            records,
            faults: faults.to_vec(),
            dice: Dice(seed),
            devices: 2,
            due: Vec::new(),
            outcome: Outcome::default(),
            seed,
        };
        for tab in &mut game.tabs {
            tab.start(&game.records);
        }
        game
    }

    fn play(mut self, operations: u32) -> Outcome {
        for number in 0..operations {
            let place = usize::from(self.dice.below(2) == 1);
            match self.dice.below(100) {
                0..=44 => self.edit(place, number),
                45..=47 => self.delete(place, number),
                48..=62 => self.tabs[place].begin_to_save(),
                63..=92 => {
                    for _ in 0..=self.dice.below(4) {
                        self.turn(place);
                    }
                }
                93..=96 => self.look(place),
                97 => self.leave_behind(place),
                98 => {
                    self.leave_behind(place);
                    self.kill(place);
                }
                _ => self.kill(place),
            }
        }
        self.settle();
        self.outcome
    }

    /// Clocks differ, and jump; rarely to the beginning.
    fn now(&mut self, number: u32) -> u64 {
        if self.dice.below(50) == 0 {
            return 0;
        }
        1_000 + u64::from(number) * 3 + self.dice.below(40)
    }

    fn key(&mut self) -> RecordKey {
        key(RECORDS[usize::from(self.dice.below(2) == 1)])
    }

    fn edit(&mut self, place: usize, number: u32) {
        let (now, key) = (self.now(number), self.key());
        let name = ANSWERS[usize::try_from(self.dice.below(4)).unwrap_or(0)];
        let value = number + 1;
        let tab = &mut self.tabs[place];
        let before = tab.shown.get(&key);
        let answers = ANSWERS.iter().filter_map(|one| {
            if *one == name {
                return Some((*one, value));
            }
            before
                .and_then(|before| answer(before, one))
                .map(|value| (*one, value))
        });
        let document = document(&answers.collect::<Vec<_>>());
        tab.note(&key, Some(document), now);
        tab.waiting.push(Edit { key, name, value });
    }

    fn delete(&mut self, place: usize, number: u32) {
        let (now, key) = (self.now(number), self.key());
        if self.tabs[place].shown.contains_key(&key) {
            self.tabs[place].note(&key, None, now);
        }
    }

    /// Lets a save go on.
    fn turn(&mut self, place: usize) {
        let tab = &mut self.tabs[place];
        let Some((saving, turns)) = &mut tab.saving else {
            return;
        };
        *turns += 1;
        let polled = slice(saving.as_mut());
        let is_stuck = *turns > MOST_TURNS;
        tab.show_told();
        match polled {
            Poll::Ready(outcome) => {
                tab.saving = None;
                if outcome.is_ok() {
                    self.acknowledge(place);
                }
            }
            Poll::Pending if is_stuck => {
                tab.saving = None;
                self.outcome.unsettled += 1;
                self.tell("a save does not end");
            }
            Poll::Pending => {}
        }
    }

    /// Everything that was noted is now called saved.
    fn acknowledge(&mut self, place: usize) {
        for edit in core::mem::take(&mut self.tabs[place].waiting) {
            self.outcome.acknowledged += 1;
            if !is_kept(&self.records, &edit) {
                self.outcome.falsely_saved += 1;
                self.tell(&format!("{edit:?} was called saved and is not there"));
            }
            self.due.push(edit);
        }
    }

    /// As when the other tab tells that it has written. Calls of one tab go one after another.
    fn look(&mut self, place: usize) {
        let key = self.key();
        let tab = &mut self.tabs[place];
        if tab.saving.is_none() {
            tab.look(&key);
        }
    }

    /// As when a page is hidden: what is not written yet is left beside its records, and so is not lost from then on.
    fn leave_behind(&mut self, place: usize) {
        let changes = self.tabs[place].book.held().borrow_mut().leave_behind();
        self.records.put(&changes);
        self.due.extend(self.tabs[place].waiting.iter().cloned());
    }

    /// Ends a tab in the middle of whatever it does, and opens another.
    fn kill(&mut self, place: usize) {
        self.devices += 1;
        let mut tab = Tab::new(self.devices, &self.records, &self.faults, self.seed);
        tab.start(&self.records);
        self.tabs[place] = tab;
    }

    /// Until both have written and seen all, and nothing fails any more.
    fn settle(&mut self) {
        for place in [0, 1, 0] {
            self.tabs[place].begin_to_save();
            while self.tabs[place].saving.is_some() {
                self.turn(place);
            }
            let tab = &mut self.tabs[place];
            tab.store = calm(&self.records);
            tab.begin_to_save();
            while self.tabs[place].saving.is_some() {
                self.turn(place);
            }
        }
        for tab in &mut self.tabs {
            for id in RECORDS {
                tab.look(&key(id));
            }
        }
        let waiting = self
            .tabs
            .iter_mut()
            .flat_map(|tab| core::mem::take(&mut tab.waiting));
        self.due.extend(waiting.collect::<Vec<_>>());
        for edit in core::mem::take(&mut self.due) {
            if !is_kept(&self.records, &edit) {
                self.outcome.lost += 1;
                self.tell(&format!("{edit:?} is lost"));
            }
        }
        if self.tabs[0].shown != self.tabs[1].shown {
            self.outcome.lost += 1;
            self.tell("the tabs show different things");
        }
    }

    fn tell(&mut self, words: &str) {
        self.outcome.told.push(format!("seed {}: {words}", self.seed));
    }
}

impl Book {
    fn new(device: u64) -> Self {
        Self {
            ledger: Rc::new(RefCell::new(Ledger::new(DeviceId(device)))),
            edits: RefCell::default(),
        }
    }

    /// The ledger, with every edit noted.
    fn held(&self) -> Rc<RefCell<Ledger>> {
        for (key, document, now) in self.edits.take() {
            self.ledger.borrow_mut().note(&key, document.as_ref(), now);
        }
        Rc::clone(&self.ledger)
    }
}

impl Tab {
    fn new(device: u64, records: &Rc<MemoryStore>, faults: &[Fault], seed: u64) -> Self {
        let seed = seed.wrapping_mul(1_000).wrapping_add(device);
        let store = FaultyStore::new(Rc::clone(records), faults.to_vec(), PERCENT, seed);
        Self {
            book: Rc::new(Book::new(device)),
            store: Rc::new(Store::Faulty(store.with_pauses(MOST_PAUSES))),
            shown: BTreeMap::new(),
            saving: None,
            told: Rc::default(),
            waiting: Vec::new(),
        }
    }

    /// Takes in what is there, as a tab does when it is opened.
    fn start(&mut self, records: &MemoryStore) {
        for stored in records.read_all() {
            match stored.key.copied() {
                Some(record) => self.book.held().borrow_mut().note_copy(record),
                None => self.take_in(stored.key, Some(stored.bytes)),
            }
        }
    }

    fn note(&mut self, key: &RecordKey, document: Option<Json>, now: u64) {
        let edit = (key.clone(), document.clone(), now);
        self.book.edits.borrow_mut().push(edit);
        match document {
            Some(document) => drop(self.shown.insert(key.clone(), document)),
            None => drop(self.shown.remove(key)),
        }
    }

    fn begin_to_save(&mut self) {
        if self.saving.is_some() {
            return;
        }
        let (store, book, told) = (
            Rc::clone(&self.store),
            Rc::clone(&self.book),
            Rc::clone(&self.told),
        );
        let saving = async move {
            let tell = &mut |key, reading| told.borrow_mut().push((key, reading));
            save(&*store, &|| book.held(), tell).await.map(drop)
        };
        self.saving = Some((Box::pin(saving), 0));
    }

    fn look(&mut self, key: &RecordKey) {
        if let Ok(bytes) = finish(self.store.read(key)) {
            self.take_in(key.clone(), bytes);
        }
    }

    fn take_in(&mut self, key: RecordKey, bytes: Option<Vec<u8>>) {
        let seen = Seen {
            key: key.clone(),
            bytes,
        };
        let reading = self.book.held().borrow_mut().take_in(seen);
        self.show(key.drafted().unwrap_or(key), reading);
    }

    fn show_told(&mut self) {
        let told = core::mem::take(&mut *self.told.borrow_mut());
        for (key, reading) in told {
            self.show(key, reading);
        }
    }

    fn show(&mut self, key: RecordKey, reading: Reading) {
        match reading {
            Reading::Here(document) => drop(self.shown.insert(key, document)),
            _ => drop(self.shown.remove(&key)),
        }
    }
}

/// The records without faults.
fn calm(records: &Rc<MemoryStore>) -> Rc<Store> {
    Rc::new(Store::Faulty(FaultyStore::new(
        Rc::clone(records),
        Vec::new(),
        0,
        0,
    )))
}

pub fn key(id: &str) -> RecordKey {
    RecordKey::new(RecordKind::Assessment, id)
}

pub fn document(answers: &[(&str, u32)]) -> Json {
    let answers = answers.iter().map(|(id, value)| Member::new(*id, *value));
    Json::object(vec![
        Member::new("kind", "response"),
        Member::new("answers", Json::object(answers.collect())),
    ])
}

/// The value of an answer; all are small and whole.
pub fn answer(document: &Json, id: &str) -> Option<u32> {
    whole(document.member("answers")?.member(id)?)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the values are made here"
)]
fn whole(value: &Json) -> Option<u32> {
    value.as_f64().map(|value| value as u32)
}

/// A record of payload format 1, without answers.
fn of_first_version() -> Change {
    let text = json::compact(&document(&[]));
    Change::Put {
        key: key("a"),
        bytes: envelope::encode(RecordKind::Assessment, 1, &text),
    }
}

/// The replica that is stored; `None` where there is none.
pub fn stored(records: &MemoryStore, key: &RecordKey) -> Option<Replica> {
    let payload = envelope::decode(&records.read(key)?).ok()?.payload;
    Replica::from_json(&json::parse(&payload).ok()?).ok()
}

/// Whether an edit is the answer or in its history, or older than the history is long.
fn is_kept(records: &MemoryStore, edit: &Edit) -> bool {
    let Some(replica) = stored(records, &edit.key) else {
        return false;
    };
    let present = replica
        .document()
        .and_then(|document| answer(&document, edit.name));
    let path = RegisterPath::answer(&IndicatorId(edit.name.to_owned()));
    let past = replica.past(&path);
    let mut kept = present
        .into_iter()
        .chain(past.iter().filter_map(|one| whole(one.value()?)));
    past.len() == MOST_PAST || kept.any(|one| one == edit.value)
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
