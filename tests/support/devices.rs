//! Several devices that change one record, each by itself, and what must hold whatever they do.
#![allow(dead_code, reason = "each suite uses some of it")]

#[path = "edits.rs"]
mod edits;

use channel_readiness::domain::json::{Json, Value, compact, parse};
use channel_readiness::domain::replica::{
    DeviceId, HybridClock, MOST_PAST, RegisterPath, Replica, Stamp, differing,
};
use edits::{edited, in_order, indicator, key_of, odd};

/// What is done: what, by which device, and two numbers that say more.
pub type Act = [u8; 4];

/// A record that is small, so that the devices often change the same.
pub const RECORD: &str = r#"{"kind":"response","format":1,"id":"0190f5f0-7b1c-7000-8000-000000000001","title":null,
    "company":{"name":"Kontoso"},"answers":{"1.1":{"state":"unknown","day":"2026-11-22"}},
    "plan":{"target":{"level":3},"locked":["1.4"],"excluded":[],"efforts":[],
        "steps":[{"indicator":"1.1","from":1,"to":2,"state":"planned"},{"indicator":"1.2","from":0,"to":2,"state":"doing"}]},
    "x":[1.50,{"b":1,"a":2}]}"#;

const HOUR: u64 = 3_600_000;
const TEN_YEARS: u64 = 10 * 8766 * HOUR;

/// One device.
#[derive(Debug, Clone)]
pub struct Device {
    pub clock: HybridClock,
    pub replica: Replica,
    /// What its clock shows beside the right time.
    shift: i64,
}

/// An edit that was made: what a register held from then on.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub path: RegisterPath,
    pub stamp: Stamp,
    pub value: Option<Json>,
}

/// All devices, and all that they did.
#[derive(Debug, Clone)]
pub struct World {
    pub devices: Vec<Device>,
    pub log: Vec<Edit>,
    now: u64,
}

impl World {
    /// So many devices that have the same record.
    pub fn new(devices: u64, record: &Json) -> Self {
        let device = |number| Device {
            clock: HybridClock::new(DeviceId(number)),
            replica: Replica::new(record),
            shift: 0,
        };
        Self {
            devices: (1..=devices).map(device).collect(),
            log: Vec::new(),
            now: 1_795_000_000_000,
        }
    }

    /// Does an act of those that lose nothing: edits, deletions, undo, merges, restarts and jumps of clocks.
    pub fn act(&mut self, [what, device, one, other]: Act) {
        self.now += u64::from(one) % 3;
        let at = usize::from(device) % self.devices.len();
        match what % 16 {
            0..=8 => self.edit(at, |document| edited(document, what % 9, one, other)),
            9 => self.revive(at, one),
            10 => {
                let stamp = self.tick(at);
                self.devices[at].replica.delete(stamp);
            }
            11 | 12 => {
                let stamp = self.tick(at);
                self.devices[at].replica.restore(stamp);
            }
            13 => self.restart(at),
            14 if one.is_multiple_of(8) => self.devices[at].shift = shift(other),
            _ => self.take_over(at, usize::from(one) % self.devices.len()),
        }
    }

    /// Does any act: purging and odd documents too.
    pub fn act_oddly(&mut self, act: Act) {
        let [what, device, one, other] = act;
        let at = usize::from(device) % self.devices.len();
        match what {
            0..=219 => self.act(act),
            220..=229 => drop(self.devices[at].replica.purge()),
            _ => self.edit(at, |document| odd(document, one, other)),
        }
    }

    /// Lets every device take over what the others know, until nobody learns anything.
    pub fn exchange(&mut self) {
        for _ in 0..2 {
            for to in 0..self.devices.len() {
                for from in 0..self.devices.len() {
                    self.take_over(to, from);
                }
            }
        }
    }

    /// Reads back what was written, as when a tab is opened again.
    fn restart(&mut self, at: usize) {
        let device = &mut self.devices[at];
        let text = compact(&device.replica.to_json());
        let payload = parse(&text).expect("our own payload is JSON");
        device.replica = Replica::from_json(&payload).expect("our own payload is read");
        // The clock of a tab that was opened knows what it reads.
        device.clock = HybridClock::new(device.clock.device());
        if let Some(latest) = device.replica.latest() {
            device.clock.see(latest);
        }
    }

    fn take_over(&mut self, to: usize, from: usize) {
        let merged = self.devices[to].replica.merge(&self.devices[from].replica);
        if let Some(latest) = merged.latest() {
            self.devices[to].clock.see(latest);
        }
        self.devices[to].replica = merged;
    }

    fn tick(&mut self, at: usize) -> Stamp {
        let device = &mut self.devices[at];
        let shown = i64::try_from(self.now).expect("a time") + device.shift;
        device.clock.tick(u64::try_from(shown).expect("after 1970"))
    }

    fn edit(&mut self, at: usize, edit: impl FnOnce(&mut Json)) {
        let Some(before) = self.devices[at].replica.document() else {
            return;
        };
        let mut document = before.clone();
        edit(&mut document);
        in_order(&mut document);
        let stamp = self.tick(at);
        let replica = &mut self.devices[at].replica;
        let changed = replica.change(&document, stamp);
        let paths = differing(&before, &document);
        assert_eq!(changed, !paths.is_empty(), "{}", compact(&document));
        assert_eq!(replica.document().map(spelled), Some(spelled(document.clone())));
        for path in &paths {
            let (path, stamp) = register_of(replica, path);
            let value = value_at(&document, &path);
            self.log.push(Edit { path, stamp, value });
        }
        // That a list has another order because parts came or went is no edit of its own, but it overwrites one.
        for list in ["", "/plan", "/plan/steps", "/plan/locked"] {
            let path = RegisterPath::parse(list).expect("a path");
            if let Some(stamp) = replica.stamp(&path).filter(|_| !paths.contains(&path)) {
                let value = None;
                self.log.push(Edit { path, stamp, value });
            }
        }
    }

    fn revive(&mut self, at: usize, number: u8) {
        let path = answer_path(number);
        let stamp = self.tick(at);
        let replica = &mut self.devices[at].replica;
        let past = replica.past(&path).to_vec();
        let Some(version) = past.get(usize::from(number / 8) % past.len().max(1)) else {
            return;
        };
        assert!(replica.revive(&path, version.stamp, stamp));
        let value = version.value().cloned();
        self.log.push(Edit { path, stamp, value });
    }
}

/// Where a change at this path is kept: there, or where a value stands that another version wrote whole.
fn register_of(replica: &Replica, path: &RegisterPath) -> (RegisterPath, Stamp) {
    let mut text = path.as_str();
    loop {
        let path = RegisterPath::parse(text).expect("a path");
        if let Some(stamp) = replica.stamp(&path) {
            return (path, stamp);
        }
        text = &text[..text.rfind('/').expect("it was changed")];
    }
}

/// All know the same and show the same.
pub fn all_are_the_same(devices: &[Device]) {
    for device in devices {
        assert_eq!(device.replica, devices[0].replica);
        let shown = |device: &Device| device.replica.document().map(|document| compact(&document));
        assert_eq!(shown(device), shown(&devices[0]));
    }
}

/// Every edit is what stands there now, or lies in the history, or was overwritten by a later one of the log. From the
/// history of an answer nothing is missing but what is older than the newest eight, and texts that were typed on.
pub fn no_update_is_lost(log: &[Edit], replica: &Replica) {
    let document = replica.document().expect("nobody has purged it");
    for edit in log {
        let present = replica.stamp(&edit.path).expect("it was edited");
        let is_present = present == edit.stamp && value_at(&document, &edit.path) == edit.value;
        let is_past = replica
            .past(&edit.path)
            .iter()
            .any(|past| past.stamp == Some(edit.stamp) && past.value() == edit.value.as_ref());
        let later = log
            .iter()
            .filter(|one| one.path == edit.path && one.stamp > edit.stamp);
        let is_overwritten = later.clone().any(|later| later.stamp == present)
            && (!edit.path.keeps_past() || later.count() > MOST_PAST);
        assert!(
            is_present || is_past || is_overwritten || is_typed_on(log, edit),
            "{edit:?} is lost"
        );
    }
}

/// Whether the same device says the same answer in other words next, a little while later.
fn is_typed_on(log: &[Edit], edit: &Edit) -> bool {
    const TYPING_MILLISECONDS: i64 = 10 * 60 * 1000;
    let next = log
        .iter()
        .filter(|one| one.path == edit.path && one.stamp > edit.stamp)
        .filter(|one| one.stamp.device() == edit.stamp.device())
        .min_by_key(|one| one.stamp);
    let Some(next) = next else { return false };
    let answer = |edit: &Edit| {
        let json = edit.value.as_ref()?;
        Some((compact(json.member("state")?), json.member("level").map(compact)))
    };
    let passed = next.stamp.moment().milliseconds() - edit.stamp.moment().milliseconds();
    edit.path.keeps_past()
        && passed <= TYPING_MILLISECONDS
        && answer(next).is_some_and(|next| answer(edit) == Some(next))
}

/// Merging is commutative, associative and idempotent, and its result knows no less than either side.
pub fn merging_is_lawful(one: &Replica, two: &Replica, three: &Replica) {
    assert_eq!(one.merge(one), *one);
    assert_eq!(one.merge(two), two.merge(one));
    assert_eq!(one.merge(two).merge(three), one.merge(&two.merge(three)));
    assert_eq!(one.merge(two).merge(one), one.merge(two));
    assert_eq!(one.merge(two).latest(), one.latest().max(two.latest()));
}

/// What was written reads as the same; of a purged record only the tombstone is written.
pub fn is_written_as_it_is(replica: &Replica) {
    let text = compact(&replica.to_json());
    let payload = parse(&text).expect("our own payload is JSON");
    let read = Replica::from_json(&payload).unwrap_or_else(|problems| panic!("{problems:?} in {text}"));
    let mut expected = replica.clone();
    if replica.is_purged() {
        expected.purge();
        assert_eq!(payload.member("document"), None);
    }
    assert_eq!(read, expected, "{text}");
    assert_eq!(read.document(), replica.document());
}

/// A document's text in which the order of members says nothing.
fn spelled(json: Json) -> String {
    fn sort(json: &mut Json) {
        match &mut json.value {
            Value::Array(items) => items.iter_mut().for_each(sort),
            Value::Object(members) => {
                members.sort_by(|one, other| one.name.cmp(&other.name));
                for member in members {
                    sort(&mut member.value);
                }
            }
            _ => {}
        }
    }
    let mut json = json;
    sort(&mut json);
    compact(&json)
}

/// What stands in a document where a register is; `None` for what is not there, and for the lists of parts.
pub fn value_at(document: &Json, path: &RegisterPath) -> Option<Json> {
    let steps: Vec<String> = path.as_str().split('/').skip(1).map(plain).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let value = match steps[..] {
        // Which parts there are.
        [] | ["answers"] | ["plan", "steps" | "locked" | "excluded" | "efforts"] => None,
        ["plan"] => document.member("plan").filter(|plan| plan.members().is_empty()),
        [name] => document.member(name),
        [name, part] => document.member(name)?.member(part),
        [name, list, key] => {
            let items = document.member(name)?.member(list)?.items();
            items.iter().find(|item| key_of(item).as_deref() == Some(key))
        }
        _ => None,
    };
    value.cloned()
}

fn plain(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

fn answer_path(number: u8) -> RegisterPath {
    RegisterPath::root().child("answers").child(indicator(number))
}

fn shift(number: u8) -> i64 {
    let length = [0, 1000, HOUR, 24 * HOUR, TEN_YEARS][usize::from(number) % 5];
    let length = i64::try_from(length).expect("a length");
    if number.is_multiple_of(2) { length } else { -length }
}
