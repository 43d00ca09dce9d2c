//! Links and files of two companies that must be refused, by a seed: cut, altered, far too long, asking for too much
//! work. The native suite and the one in the browser try the same; each takes as many as it has time for.
#![allow(dead_code, reason = "each suite uses some of it")]

#[path = "exchange_file.rs"]
pub mod file;

use channel_readiness::domain::exchange::sealed::{Encryption, Header, Mark, Parameter, SealedError, seal};
use channel_readiness::domain::exchange::{LONGEST_READ, base64_url};
use channel_readiness::domain::json::LARGEST_DOCUMENT;

use crate::dice::Dice;
use crate::hostile_contents::{KINDS, document};
use file::{plain, rewritten, signed, unsigned};

const FORMAT: usize = 4;
const FLAGS: usize = 6;
const ROUNDS: usize = 10;
const CONTENT_LENGTH: usize = 42;
const BODY_LENGTH: usize = 50;

/// A file that asks for what nobody does, and what is said of it.
pub type Asking = (Vec<u8>, SealedError);

/// The fragment of an address with this file, however long.
pub fn link(file: &[u8]) -> String {
    ["open=", &base64_url(file)].concat()
}

/// The right files: each kind, signed and not.
pub fn files() -> Vec<Vec<u8>> {
    let contents = KINDS.map(|kind| document(kind).to_string());
    let files = contents
        .iter()
        .flat_map(|content| [unsigned(content.as_bytes()), signed(content.as_bytes())]);
    files.collect()
}

/// The right links.
pub fn links() -> Vec<String> {
    files().iter().map(|file| link(file)).collect()
}

/// So many of each, cut anywhere.
pub fn cut<T: Clone>(all: &[Vec<T>], each: usize) -> Vec<Vec<T>> {
    let mut dice = Dice::new(81);
    let cut = all.iter().flat_map(|one| core::iter::repeat_n(one, each));
    cut.map(|one| one[..dice.below(one.len())].to_vec()).collect()
}

/// So many of each link without some letters of its middle.
pub fn with_gaps(links: &[String], each: usize) -> Vec<String> {
    let mut dice = Dice::new(89);
    let links = links.iter().flat_map(|link| core::iter::repeat_n(link, each));
    let without = links.map(|link| {
        let at = 5 + dice.below(link.len() - 30);
        [&link[..at], &link[at + 1 + dice.below(20_usize)..]].concat()
    });
    without.collect()
}

/// So many of each with one of the lowest `bits` of a byte flipped.
pub fn flipped(all: &[Vec<u8>], each: usize, bits: u32) -> Vec<Vec<u8>> {
    let mut dice = Dice::new(82);
    let all = all.iter().flat_map(|one| core::iter::repeat_n(one, each));
    let flipped = all.map(|one| {
        let mut bytes = one.clone();
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(bits);
        bytes
    });
    flipped.collect()
}

/// A text that is too long to be sent to a browser again and again.
#[derive(Debug, Clone)]
pub struct Long {
    pub beginning: String,
    pub filling: &'static str,
    pub times: usize,
}

impl Long {
    pub fn text(&self) -> String {
        [self.beginning.as_str(), &self.filling.repeat(self.times)].concat()
    }
}

/// A right link with something behind it, some of two megabytes and more.
pub fn too_long() -> Vec<Long> {
    let mut dice = Dice::new(83);
    let beginning = links().swap_remove(0);
    let long = (0..60).map(|round| {
        let length = LONGEST_READ + 1 + dice.below(5_usize) + if round % 10 == 0 { 2_000_000 } else { 0 };
        Long {
            filling: dice.pick::<&str>(&["A", " ", "\0", ".", "-"]),
            times: length - beginning.len(),
            beginning: beginning.clone(),
        }
    });
    long.collect()
}

pub fn encrypted(rounds: u32) -> Vec<u8> {
    let header = Header {
        encryption: Some(Encryption {
            rounds: 600_000,
            salt: [1; 16],
            initialisation_vector: [2; 12],
        }),
        ..plain(12)
    };
    let file = seal(Mark::Exchange, &header, &[0; 28]).expect("within bounds");
    rewritten(file, ROUNDS, &rounds.to_le_bytes())
}

pub fn work_factors() -> Vec<Asking> {
    let mut dice = Dice::new(84);
    let below = (0..25).map(|_| dice.below(600_000_u32)).collect::<Vec<_>>();
    let beyond = (0..25).map(|_| 10_000_001 + dice.below(u32::MAX - 10_000_001));
    let all = [0, 1, 599_999, 10_000_001, 1 << 31, u32::MAX]
        .into_iter()
        .chain(below)
        .chain(beyond);
    let asking = all.map(|rounds| {
        let expected = SealedError::OutOfBounds {
            parameter: Parameter::Rounds,
            found: u64::from(rounds),
            least: 600_000,
            most: 10_000_000,
        };
        (encrypted(rounds), expected)
    });
    asking.collect()
}

fn compressed() -> Vec<u8> {
    let header = Header {
        is_compressed: true,
        ..plain(1000)
    };
    seal(Mark::Exchange, &header, &[0; 40]).expect("within bounds")
}

/// What is compressed says how long its content is: whoever unpacks it stops there. So much is never unpacked.
pub fn bombs() -> Vec<Asking> {
    let most = u64::from(LARGEST_DOCUMENT);
    let mut dice = Dice::new(85);
    let beyond = (0..50).map(|_| most + 1 + dice.next() % (u64::MAX - most - 1));
    let all = [most + 1, 1 << 30, 1 << 31, 1 << 32, 1 << 63, u64::MAX]
        .into_iter()
        .chain(beyond);
    let asking = all.map(|length| {
        let expected = SealedError::OutOfBounds {
            parameter: Parameter::ContentLength,
            found: length,
            least: 0,
            most,
        };
        let bomb = rewritten(compressed(), CONTENT_LENGTH, &length.to_le_bytes());
        (bomb, expected)
    });
    asking.collect()
}

/// Files whose content has another length than they say, nothing being compressed.
pub fn wrong_content_lengths() -> Vec<Vec<u8>> {
    let content = document("invite").to_string();
    let lengths = (0..60)
        .filter(|length| *length != content.len())
        .chain([content.len() - 1, content.len() + 1]);
    let file = unsigned(content.as_bytes());
    let wrong = lengths.map(|length| rewritten(file.clone(), CONTENT_LENGTH, &(length as u64).to_le_bytes()));
    wrong.collect()
}

/// Files whose body has another length than they say.
pub fn wrong_body_lengths() -> Vec<Vec<u8>> {
    let lengths = [0, 1, 39, 41, 1000, 1 << 20];
    let wrong = lengths.map(|length| rewritten(compressed(), BODY_LENGTH, &u64::to_le_bytes(length)));
    wrong.into()
}

/// Formats of the file that are not 1, and flags that nobody knows.
pub fn formats() -> Vec<Asking> {
    let mut dice = Dice::new(86);
    let file = unsigned(b"some content");
    let random = (0..50).map(|_| 2 + dice.below(u16::MAX - 2)).collect::<Vec<_>>();
    let newer = [2, 255, 256, u16::MAX].into_iter().chain(random);
    let newer = newer.map(|format| {
        let file = rewritten(file.clone(), FORMAT, &format.to_le_bytes());
        (file, SealedError::NewerFormat { found: format })
    });
    let none = (
        rewritten(file.clone(), FORMAT, &[0, 0]),
        SealedError::NoSuchFormat,
    );
    let flags = [8_u16, 16, 1 << 15, u16::MAX].map(|flags| {
        let expected = SealedError::OutOfBounds {
            parameter: Parameter::Flags,
            found: u64::from(flags),
            least: 0,
            most: 7,
        };
        (rewritten(file.clone(), FLAGS, &flags.to_le_bytes()), expected)
    });
    newer.chain([none]).chain(flags).collect()
}

/// What stands in no link: by itself, before one, and at a place within one.
#[derive(Debug)]
pub struct Odd {
    pub text: String,
    pub name: &'static str,
    /// Where `name` stands in `text`; `None`: by itself or before.
    pub at: Option<usize>,
}

pub fn odd() -> Vec<Odd> {
    const NAMES: [&str; 11] = [
        "__proto__",
        "constructor",
        "<script>",
        "javascript:",
        "%00",
        "\u{202e}",
        "é",
        "a+b",
        "a/b",
        "{}",
        "\\",
    ];
    let mut dice = Dice::new(88);
    let link = links().swap_remove(1);
    let mut all = Vec::new();
    for name in NAMES {
        for text in [name.to_owned(), format!("{name}={link}")] {
            all.push(Odd { text, name, at: None });
        }
        for _ in 0..5 {
            let at = 5 + dice.below(link.len() - 10);
            let text = format!("{}{name}{}", &link[..at], &link[at..]);
            all.push(Odd {
                text,
                name,
                at: Some(at),
            });
        }
    }
    all
}
