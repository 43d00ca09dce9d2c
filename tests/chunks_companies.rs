//! Companies that came in numbers lie in chunks as responses do: read again, changed beside them, purged out of them, and
//! apart from responses of the same id.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/responses.rs"]
mod responses;

use std::cell::RefCell;
use std::rc::Rc;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::company::Company;
use channel_readiness::domain::exchange::{read_company, read_response, write_company};
use channel_readiness::domain::json::{Json, parse};
use channel_readiness::domain::replica::{DeviceId, Replica};
use channel_readiness::domain::slices::finish;
use channel_readiness::storage::chunks::Chunk;
use channel_readiness::storage::ledger::{Ledger, Reading};
use channel_readiness::storage::saving::save;
use channel_readiness::storage::{
    Change, FaultyStore, MemoryStore, RecordKey, RecordKind, Seen, Store, Stored, envelope,
};
use responses::{entry, response};
use uuid::Uuid;

fn company(seed: u64) -> Company {
    read_company(&parse(&entry(seed).to_string()).unwrap()).unwrap()
}

fn key(company: &Company) -> RecordKey {
    RecordKey::new(RecordKind::Company, &company.id.0.to_string())
}

/// A tab that has read all that the store has; why chunks could not be read.
fn opened(device: u64, records: &MemoryStore) -> (Rc<RefCell<Ledger>>, Vec<String>) {
    let mut ledger = Ledger::new(DeviceId(device));
    let mut causes = Vec::new();
    for Stored { key, bytes } in records.read_all() {
        if key.kind() == Some(RecordKind::Chunk) {
            causes.extend(ledger.take_in_chunk(key, bytes).err());
        } else {
            ledger.take_in(Seen {
                key,
                bytes: Some(bytes),
            });
        }
    }
    (Rc::new(RefCell::new(ledger)), causes)
}

/// A tab that takes in companies that nobody knows.
fn importing(device: u64, seeds: std::ops::Range<u64>, records: &Rc<MemoryStore>) -> Rc<RefCell<Ledger>> {
    let (ledger, _) = opened(device, records);
    let all: Vec<Company> = seeds.map(company).collect();
    let mut rest = all.iter();
    let mut number = 0;
    while rest.len() > 0 {
        let (chunk, taken) = Chunk::of_companies(Uuid::from_u64_pair(device, number), &mut rest);
        assert!((1..=200).contains(&taken.len()));
        ledger.borrow_mut().add_chunk(chunk.expect("a chunk"), 0);
        number += 1;
    }
    ledger
}

fn store(records: &Rc<MemoryStore>) -> Store {
    Store::Faulty(FaultyStore::new(Rc::clone(records), Vec::new(), 0, 0))
}

fn written(ledger: &Rc<RefCell<Ledger>>, records: &Rc<MemoryStore>) -> usize {
    finish(save(&store(records), &|| Rc::clone(ledger), &mut |_, _| {}))
        .unwrap()
        .len()
}

/// The companies that are not deleted.
fn shown(ledger: &RefCell<Ledger>) -> Vec<Company> {
    let ledger = ledger.borrow();
    let companies = ledger
        .keys()
        .into_iter()
        .filter(|key| key.kind() == Some(RecordKind::Company));
    let here = companies.filter_map(|key| match ledger.reading(&key) {
        Reading::Here(document) => Some(read_company(&document).unwrap()),
        _ => None,
    });
    here.collect()
}

fn chunks(records: &MemoryStore) -> Vec<RecordKey> {
    let all = records.read_all().into_iter().map(|stored| stored.key);
    all.filter(|key| key.kind() == Some(RecordKind::Chunk)).collect()
}

#[test]
fn what_came_in_numbers_takes_few_records_and_is_read_again() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = importing(1, 0..1_050, &records);
    assert_eq!(tab.borrow().unwritten_in_chunks(), 1_050);
    assert_eq!(written(&tab, &records), 6);
    assert!(tab.borrow().is_saved());
    let counts: usize = chunks(&records).iter().map(RecordKey::count).sum();
    assert_eq!(counts, 1_050);
    let mut ledger = Ledger::new(DeviceId(2));
    let mut read = Vec::new();
    for Stored { key, bytes } in records.read_all() {
        let unpacked = ledger.take_in_chunk(key, bytes).unwrap();
        assert!(unpacked.touched.is_empty() && unpacked.untouched.assessments.is_empty());
        read.extend(unpacked.untouched.companies);
    }
    let wanted: Vec<Company> = (0..1_050).map(company).collect();
    assert_eq!(read, wanted);
    assert_eq!(shown(&RefCell::new(ledger)), wanted);
    assert_eq!(shown(&tab), wanted);
}

#[test]
fn one_that_is_changed_is_written_beside_its_chunk_and_two_tabs_both_win() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = importing(1, 0..10, &records);
    written(&tab, &records);
    let (other, _) = opened(2, &records);
    let change = |ledger: &RefCell<Ledger>, change: &dyn Fn(&mut Company), now| {
        let mut one = company(4);
        change(&mut one);
        ledger
            .borrow_mut()
            .note(&key(&one), Some(&write_company(&one)), now);
    };
    let before = records.read(&chunks(&records)[0]);
    change(&tab, &|one| "noted".clone_into(&mut one.notes), 10);
    change(&other, &|one| "named".clone_into(&mut one.name), 20);
    assert_eq!(written(&tab, &records), 1);
    written(&other, &records);
    assert_eq!(records.read(&chunks(&records)[0]), before);
    let (third, causes) = opened(3, &records);
    assert!(causes.is_empty());
    let all = shown(&third);
    let one = all.iter().find(|one| one.id == company(4).id).unwrap();
    assert_eq!((&*one.name, &*one.notes, all.len()), ("named", "noted", 10));
}

#[test]
fn two_tabs_that_take_in_the_same_have_it_once_and_decide_alike() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = importing(1, 0..300, &records);
    written(&tab, &records);
    // Another one brought some of them too, and one is another there.
    let mut other = company(150);
    "elsewhere".clone_into(&mut other.notes);
    let all: Vec<Company> = (100..150).map(company).chain([other]).collect();
    let (chunk, _) = Chunk::of_companies(Uuid::from_u128(9), &mut all.iter());
    let chunk_tab = Rc::new(RefCell::new(Ledger::new(DeviceId(2))));
    chunk_tab.borrow_mut().add_chunk(chunk.unwrap(), 0);
    written(&chunk_tab, &records);
    let mut told = Vec::new();
    for backwards in [false, true] {
        let mut ledger = Ledger::new(DeviceId(3));
        let mut found = records.read_all();
        if backwards {
            found.reverse();
        }
        let mut shown = std::collections::BTreeMap::new();
        for Stored { key, bytes } in found {
            let unpacked = ledger.take_in_chunk(key, bytes).unwrap();
            shown.extend(unpacked.untouched.companies.into_iter().map(|one| (one.id, one)));
            for (_, reading) in unpacked.touched {
                let Reading::Here(document) = reading else {
                    panic!("{reading:?}")
                };
                let one = read_company(&document).unwrap();
                shown.insert(one.id, one);
            }
        }
        assert_eq!(shown.len(), 300);
        told.push(shown);
    }
    assert_eq!(told[0], told[1]);
}

#[test]
fn what_is_purged_leaves_its_chunk_and_what_is_deleted_lies_in_the_bin() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = importing(1, 0..10, &records);
    written(&tab, &records);
    let (binned, purged) = (company(3), company(4));
    for one in [&binned, &purged] {
        tab.borrow_mut().note(&key(one), None, 10);
    }
    tab.borrow_mut().purge(&key(&purged));
    written(&tab, &records);
    let kept = chunks(&records);
    assert_eq!(kept.iter().map(RecordKey::count).collect::<Vec<_>>(), [9]);
    let bytes = records.read(&kept[0]).unwrap();
    let id = purged.id.0;
    assert!(!bytes.windows(16).any(|window| window == id.as_bytes()));
    let (other, causes) = opened(2, &records);
    assert!(causes.is_empty());
    assert_eq!(shown(&other).len(), 8);
    assert!(matches!(
        other.borrow().reading(&key(&binned)),
        Reading::Deleted(..)
    ));
}

#[test]
fn whoever_finds_one_in_a_chunk_that_was_purged_meanwhile_takes_it_out() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = importing(1, 0..10, &records);
    written(&tab, &records);
    let old = chunks(&records)[0].clone();
    let bytes = records.read(&old).unwrap();
    let purged = company(4);
    tab.borrow_mut().note(&key(&purged), None, 10);
    tab.borrow_mut().purge(&key(&purged));
    written(&tab, &records);
    // A page that went while it was about to write its chunk has left it behind.
    records.put(&[Change::Put { key: old, bytes }]);
    // Chunks are read before records of their own.
    let (other, causes) = opened(2, &records);
    assert!(causes.is_empty());
    assert_eq!(shown(&other).len(), 9);
    assert!(!other.borrow().is_saved());
    written(&other, &records);
    let left = chunks(&records);
    let id = purged.id.0;
    let has_it = |key: &RecordKey| {
        let bytes = records.read(key).unwrap();
        bytes.windows(16).any(|window| window == id.as_bytes())
    };
    assert!(!left.iter().any(has_it), "{left:?}");
    let (last, _) = opened(3, &records);
    assert_eq!(shown(&last), shown(&other));
    assert!(last.borrow().is_saved());
}

#[test]
fn what_is_purged_of_many_chunks_takes_nothing_else_along_wherever_the_tab_ends() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = importing(1, 0..1_400, &records);
    written(&tab, &records);
    assert_eq!(chunks(&records).len(), 7);
    let purged = (0..7).map(|number| key(&company(number * 200)));
    for key in purged {
        tab.borrow_mut().note(&key, None, 10);
        tab.borrow_mut().purge(&key);
    }
    let store = store(&records);
    loop {
        let Some(begun) = tab.borrow().begin() else { break };
        finish(store.write(&begun.write)).unwrap();
        tab.borrow_mut().done(begun);
        let (other, _) = opened(2, &records);
        assert_eq!(shown(&other).len(), 1_393);
    }
    let counts: usize = chunks(&records).iter().map(RecordKey::count).sum();
    assert_eq!(counts, 1_393);
}

/// A record of each kind that can lie in the bin.
fn of_each_kind() -> Vec<(RecordKey, Json)> {
    let benchmark = parse(r#"{"title":"Figures","figures":{"n":5}}"#).unwrap();
    vec![
        (key(&company(1)), write_company(&company(1))),
        (
            RecordKey::new(RecordKind::Assessment, &company(2).id.0.to_string()),
            parse(&response(2).to_string()).unwrap(),
        ),
        (RecordKey::new(RecordKind::Benchmark, "0f"), benchmark),
    ]
}

#[test]
fn what_was_deleted_for_good_and_comes_anew_is_kept() {
    for (key, document) in of_each_kind() {
        let records: Rc<MemoryStore> = Rc::default();
        let (tab, _) = opened(1, &records);
        tab.borrow_mut().note(&key, Some(&document), 10);
        written(&tab, &records);
        let (stale, _) = opened(2, &records);
        tab.borrow_mut().note(&key, None, 20);
        tab.borrow_mut().purge(&key);
        written(&tab, &records);
        let (informed, _) = opened(3, &records);
        assert_eq!(informed.borrow().reading(&key), Reading::Absent);
        tab.borrow_mut().note(&key, Some(&document), 30);
        let here = Reading::Here(document);
        assert_eq!(tab.borrow().reading(&key), here);
        written(&tab, &records);
        let (read_again, _) = opened(4, &records);
        // Whoever has heard that it was purged, and whoever has not even heard that it was deleted.
        for tab in [&read_again, &informed, &stale] {
            let bytes = records.read(&key);
            let seen = Seen {
                key: key.clone(),
                bytes,
            };
            assert_eq!(tab.borrow_mut().take_in(seen), here, "{key:?}");
        }
    }
}

#[test]
fn what_comes_anew_says_what_it_says_whatever_it_was_before() {
    let one = company(1);
    let named = |name: &str| {
        let mut named = company(1);
        name.clone_into(&mut named.name);
        write_company(&named)
    };
    let records: Rc<MemoryStore> = Rc::default();
    let (tab, _) = opened(1, &records);
    tab.borrow_mut().note(&key(&one), Some(&named("first")), 10);
    tab.borrow_mut().note(&key(&one), Some(&named("second")), 20);
    written(&tab, &records);
    let old = tab.borrow().readable(&key(&one)).unwrap();
    tab.borrow_mut().note(&key(&one), None, 30);
    tab.borrow_mut().purge(&key(&one));
    tab.borrow_mut().note(&key(&one), Some(&named("anew")), 40);
    tab.borrow_mut().merge(&key(&one), &old);
    assert_eq!(tab.borrow().reading(&key(&one)), Reading::Here(named("anew")));
}

#[test]
fn companies_and_responses_lie_beside_each_other_whatever_their_ids() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = importing(1, 0..60, &records);
    let mut responses: Vec<Assessment> = (0..60)
        .map(|seed| read_response(&response(seed).to_string()).unwrap())
        .collect();
    for (one, company) in responses.iter_mut().zip((0..60).map(company)) {
        one.id.0 = company.id.0;
    }
    let cut = Chunk::cut(Uuid::from_u128(9), &mut responses.clone().into_iter());
    tab.borrow_mut().add_chunk(cut.chunk.unwrap(), 0);
    written(&tab, &records);
    tab.borrow_mut().note(&key(&company(1)), None, 10);
    tab.borrow_mut().purge(&key(&company(1)));
    written(&tab, &records);
    let (other, causes) = opened(2, &records);
    assert!(causes.is_empty());
    assert_eq!(shown(&other).len(), 59);
    let ledger = other.borrow();
    let of_kind = |kind| ledger.sizes().filter(|(_, one, _)| *one == Some(kind)).count();
    // A chunk of each, and what is left of the one that was purged.
    assert_eq!(
        (of_kind(RecordKind::Assessment), of_kind(RecordKind::Company)),
        (1, 2)
    );
    for one in responses {
        let key = RecordKey::new(RecordKind::Assessment, &one.id.0.to_string());
        let Reading::Here(document) = ledger.reading(&key) else {
            panic!("{key:?} is gone");
        };
        assert_eq!(Assessment::from_json(&document), Ok(one));
    }
}

#[test]
fn a_chunk_of_a_format_that_nobody_knows_yet_is_set_aside_and_never_written_over() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = importing(1, 0..300, &records);
    written(&tab, &records);
    let newer = chunks(&records)[0].clone();
    let bytes = records.read(&newer).unwrap();
    let payload = envelope::decode_bytes(&bytes).unwrap().payload.to_vec();
    let bytes = envelope::encode_bytes(RecordKind::Chunk, 3, &payload);
    records.put(&[Change::Put {
        key: newer.clone(),
        bytes: bytes.clone(),
    }]);
    let (other, causes) = opened(2, &records);
    assert_eq!(causes, ["the chunk has format 3, this app knows 1 and 2"]);
    assert_eq!(shown(&other).len(), 300 - newer.count());
    written(&other, &records);
    assert_eq!(records.read(&newer), Some(bytes));
}

/// A tab that has two companies made ready while nobody knew of them; another tab has deleted both since, and purged the
/// second.
fn with_two_deleted_meanwhile(records: &Rc<MemoryStore>) -> (Rc<RefCell<Ledger>>, [Company; 2]) {
    let both = [company(3), company(4)];
    let other = importing(2, 3..5, records);
    written(&other, records);
    for one in &both {
        other.borrow_mut().note(&key(one), None, 30);
    }
    other.borrow_mut().purge(&key(&both[1]));
    written(&other, records);
    let (tab, _) = opened(1, records);
    assert_eq!(shown(&tab), []);
    (tab, both)
}

/// This tab and whoever reads all that it writes see just these.
fn are_kept(tab: &Rc<RefCell<Ledger>>, records: &Rc<MemoryStore>, all: &[Company]) {
    let mut wanted = all.to_vec();
    wanted.sort_unstable_by_key(key);
    assert_eq!(shown(tab), wanted);
    written(tab, records);
    assert_eq!(shown(tab), wanted);
    assert_eq!(shown(&opened(9, records).0), wanted);
}

#[test]
fn one_that_was_deleted_or_purged_while_it_was_made_ready_is_there_again() {
    let records: Rc<MemoryStore> = Rc::default();
    let (tab, both) = with_two_deleted_meanwhile(&records);
    for one in &both {
        // However slow this tab's clock is.
        let is_known = tab
            .borrow_mut()
            .add(&key(one), Replica::new(&write_company(one)), 1);
        assert!(is_known);
    }
    are_kept(&tab, &records, &both);
}

#[test]
fn what_of_a_chunk_was_deleted_or_purged_while_it_was_made_ready_is_there_again() {
    let records: Rc<MemoryStore> = Rc::default();
    let (tab, both) = with_two_deleted_meanwhile(&records);
    let all: Vec<Company> = (0..10).map(company).collect();
    let (chunk, _) = Chunk::of_companies(Uuid::from_u64_pair(7, 0), &mut all.iter());
    let mut known = tab.borrow_mut().add_chunk(chunk.unwrap(), 1);
    known.sort_unstable();
    let mut wanted = both.each_ref().map(key);
    wanted.sort_unstable();
    assert_eq!(known, wanted);
    are_kept(&tab, &records, &all);
}

#[test]
fn a_purge_that_is_being_written_does_not_take_along_what_comes_in() {
    let records: Rc<MemoryStore> = Rc::default();
    let tab = importing(1, 0..10, &records);
    written(&tab, &records);
    let one = company(4);
    tab.borrow_mut().note(&key(&one), None, 10);
    tab.borrow_mut().purge(&key(&one));
    let begun = tab.borrow().begin().expect("a write");
    let is_known = tab
        .borrow_mut()
        .add(&key(&one), Replica::new(&write_company(&one)), 1);
    assert!(is_known);
    records.write(&begun.write).unwrap();
    tab.borrow_mut().done(begun);
    let all: Vec<Company> = (0..10).map(company).collect();
    are_kept(&tab, &records, &all);
    // What was taken out of its chunk has a record of its own.
    let counts: Vec<usize> = chunks(&records).iter().map(RecordKey::count).collect();
    assert_eq!(counts, [9]);
}
