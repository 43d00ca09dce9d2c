//! The fuzz targets over their seeds, and over some thousand changed seeds.

use std::fs;
use std::path::Path;

use crate::dice::Dice;
use crate::targets;

type Target = (&'static str, fn(&[u8]), usize);

/// Each target with how many changed seeds it gets; what is slow without optimisation gets fewer.
const TARGETS: [Target; 16] = [
    ("json", targets::json, 10_000),
    ("pack", targets::pack, 3000),
    ("response", targets::response, 3000),
    ("document", targets::document, 2000),
    ("benchmark", targets::benchmark, 3000),
    ("envelope", targets::envelope, 3000),
    ("lock", targets::lock, 3000),
    ("replica", targets::replica, 1000),
    ("backup", targets::backup, 2000),
    ("packed", targets::packed, 3000),
    ("exchanged", targets::exchanged, 2000),
    ("link", targets::link, 3000),
    ("first_part", targets::first_part, 3000),
    ("table", targets::table, 3000),
    ("day_and_moment", targets::day_and_moment, 20_000),
    ("calendar", targets::calendar, 1000),
];

#[test]
fn every_target_holds_over_its_seeds_and_over_changed_ones() {
    for (name, target, changes) in TARGETS {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "tests/fuzz/seeds/{name} is empty");
        for seed in &seeds {
            target(seed);
        }
        let mut dice = Dice::new(20);
        for _ in 0..changes {
            let mut bytes = dice.pick(&seeds).clone();
            for _ in 0..=dice.below(4) {
                change(&mut bytes, &mut dice);
            }
            target(&bytes);
        }
    }
}

#[test]
fn every_target_has_its_wrapper_for_the_fuzzer() {
    for (name, ..) in TARGETS {
        let wrapper = fs::read_to_string(folder().join(format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(
            wrapper.contains(&format!("channel_readiness_fuzz::{name}(bytes)")),
            "{wrapper}"
        );
    }
    assert_eq!(
        fs::read_dir(folder().join("fuzz_targets")).unwrap().count(),
        TARGETS.len()
    );
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz"))
}

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = fs::read_dir(folder().join("seeds").join(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// One change: a bit, a byte of meaning, a piece taken out or doubled, or the end cut off.
fn change(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return;
    }
    let at = dice.below(bytes.len());
    let piece = at..bytes.len().min(at + 1 + dice.below(20));
    match dice.below(6) {
        0 => bytes[at] ^= 1 << dice.below(8),
        1 => bytes[at] = *dice.pick(b"\"\\{}[],:0123456789-+.eE \n\0tfnu"),
        2 => bytes.insert(at, *dice.pick(b"\"\\{}[],:09-.e\n\xff")),
        3 => drop(bytes.drain(piece)),
        4 => {
            let piece = bytes[piece].to_vec();
            let to = dice.below(bytes.len());
            bytes.splice(to..to, piece);
        }
        _ => bytes.truncate(at),
    }
}
