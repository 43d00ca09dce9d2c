//! B1, B5, B6, B11 and B15 for links and files of two companies: cut, altered, far too long, and asking for too much work.
//! All of it is refused before anything is decompressed or a key derived, which only the browser does.

#[path = "../support/exchange_file.rs"]
mod file;

use channel_readiness::domain::exchange::sealed::{
    Encryption, Header, Mark, Parameter, SealedError, open, seal,
};
use channel_readiness::domain::exchange::{
    LONGEST_READ, LinkError, base64_url, from_fragment, read_exchanged, to_fragment,
};
use channel_readiness::domain::json::LARGEST_DOCUMENT;
use serde_json::json;

use crate::cases::{KNOWN, with_raw};
use crate::dice::Dice;
use crate::exchanged::{KINDS, document};
use crate::targets;
use file::{plain, rewritten, signed, unsigned};

const ROUNDS: usize = 10;
const CONTENT_LENGTH: usize = 42;
const BODY_LENGTH: usize = 50;

#[track_caller]
fn link_error(fragment: &str) -> LinkError {
    targets::link(fragment.as_bytes());
    from_fragment(fragment).expect_err(&fragment.chars().take(200).collect::<String>())
}

fn link(file: &[u8]) -> String {
    ["open=", &base64_url(file)].concat()
}

/// The right links: each kind, signed and not.
fn links() -> Vec<String> {
    let contents = KINDS.map(|kind| document(kind).to_string());
    let files = contents
        .iter()
        .flat_map(|content| [unsigned(content.as_bytes()), signed(content.as_bytes())]);
    files.map(|file| to_fragment(&file).unwrap()).collect()
}

fn encrypted(rounds: u32) -> Vec<u8> {
    let header = Header {
        encryption: Some(Encryption {
            rounds: 600_000,
            salt: [1; 16],
            initialisation_vector: [2; 12],
        }),
        ..plain(12)
    };
    rewritten(
        seal(Mark::Exchange, &header, &[0; 28]).unwrap(),
        ROUNDS,
        &rounds.to_le_bytes(),
    )
}

#[test]
fn a_link_cut_anywhere_is_refused() {
    let mut dice = Dice::new(81);
    for link in links() {
        for _ in 0..100 {
            let cut = &link[..dice.below(link.len())];
            let error = link_error(cut);
            assert!(
                matches!(error, LinkError::Cut | LinkError::Altered | LinkError::NotALink),
                "{error:?}"
            );
        }
        // From the front, and out of the middle.
        for _ in 0..50 {
            let at = 5 + dice.below(link.len() - 30);
            link_error(&[&link[..at], &link[at + 1 + dice.below(20_usize)..]].concat());
        }
    }
}

#[test]
fn a_link_with_a_letter_flipped_is_refused() {
    let mut dice = Dice::new(82);
    for link in links() {
        for _ in 0..100 {
            let mut bytes = link.clone().into_bytes();
            let at = dice.below(bytes.len());
            bytes[at] ^= 1 << dice.below(7);
            // One that becomes a mark behind the end was the last letter, and then it is cut.
            link_error(&String::from_utf8(bytes).unwrap());
        }
    }
}

#[test]
fn a_link_of_two_megabytes_and_more_is_refused_by_its_length() {
    let mut dice = Dice::new(83);
    let link = links().swap_remove(0);
    for round in 0..60 {
        let length = LONGEST_READ + 1 + dice.below(5_usize) + if round % 10 == 0 { 2_000_000 } else { 0 };
        let filling = *dice.pick(&["A", " ", "\0", ".", "-"]);
        let long = link.clone() + &filling.repeat(length - link.len());
        assert_eq!(from_fragment(&long), Err(LinkError::TooLong));
    }
    // Right up to there its content decides.
    let long = link.clone() + &"A".repeat(LONGEST_READ - link.len());
    assert!(matches!(link_error(&long), LinkError::Altered | LinkError::Cut));
}

#[test]
fn a_link_with_a_work_factor_out_of_bounds_is_refused_before_any_work() {
    let mut dice = Dice::new(84);
    let below = (0..25).map(|_| dice.below(600_000_u32)).collect::<Vec<_>>();
    let beyond = (0..25).map(|_| 10_000_001 + dice.below(u32::MAX - 10_000_001));
    for rounds in [0, 1, 599_999, 10_000_001, 1 << 31, u32::MAX]
        .into_iter()
        .chain(below)
        .chain(beyond)
    {
        let expected = SealedError::OutOfBounds {
            parameter: Parameter::Rounds,
            found: u64::from(rounds),
            least: 600_000,
            most: 10_000_000,
        };
        assert_eq!(link_error(&link(&encrypted(rounds))), LinkError::File(expected));
    }
    for rounds in [600_000, 10_000_000] {
        assert!(from_fragment(&link(&encrypted(rounds))).is_ok());
    }
}

/// What is compressed says how long its content is: whoever unpacks it stops there.
#[test]
fn a_bomb_and_a_wrong_length_are_refused_by_the_header() {
    let compressed = Header {
        is_compressed: true,
        ..plain(1000)
    };
    let file = seal(Mark::Exchange, &compressed, &[0; 40]).unwrap();
    let most = u64::from(LARGEST_DOCUMENT);
    let mut dice = Dice::new(85);
    let beyond = (0..50).map(|_| most + 1 + dice.next() % (u64::MAX - most - 1));
    for length in [most + 1, 1 << 30, 1 << 31, 1 << 32, 1 << 63, u64::MAX]
        .into_iter()
        .chain(beyond)
    {
        let expected = SealedError::OutOfBounds {
            parameter: Parameter::ContentLength,
            found: length,
            least: 0,
            most,
        };
        let bomb = rewritten(file.clone(), CONTENT_LENGTH, &length.to_le_bytes());
        assert_eq!(link_error(&link(&bomb)), LinkError::File(expected));
    }
    let content = document("invite").to_string();
    for length in (0..60)
        .filter(|length| *length != content.len())
        .chain([content.len() - 1, content.len() + 1])
    {
        let wrong = rewritten(
            unsigned(content.as_bytes()),
            CONTENT_LENGTH,
            &(length as u64).to_le_bytes(),
        );
        let error = link_error(&link(&wrong));
        let is_length = |parameter| parameter == Parameter::BodyLength;
        assert!(
            matches!(error, LinkError::File(SealedError::OutOfBounds { parameter, .. }) if is_length(parameter))
        );
    }
    for length in [0, 1, 39, 41, 1000, 1 << 20] {
        let wrong = rewritten(file.clone(), BODY_LENGTH, &u64::to_le_bytes(length));
        assert!(matches!(
            link_error(&link(&wrong)),
            LinkError::Cut | LinkError::Altered
        ));
    }
}

#[test]
fn a_format_of_the_file_that_is_not_1_is_refused_with_its_value() {
    let mut dice = Dice::new(86);
    let file = unsigned(b"some content");
    let random = (0..50).map(|_| 2 + dice.below(u16::MAX - 2)).collect::<Vec<_>>();
    for format in [2, 255, 256, u16::MAX].into_iter().chain(random) {
        let newer = rewritten(file.clone(), 4, &format.to_le_bytes());
        let expected = LinkError::File(SealedError::NewerFormat { found: format });
        assert_eq!(link_error(&link(&newer)), expected);
    }
    let none = rewritten(file.clone(), 4, &[0, 0]);
    assert_eq!(
        link_error(&link(&none)),
        LinkError::File(SealedError::NoSuchFormat)
    );
    for flags in [8_u16, 16, 1 << 15, u16::MAX] {
        let expected = SealedError::OutOfBounds {
            parameter: Parameter::Flags,
            found: u64::from(flags),
            least: 0,
            most: 7,
        };
        let other = rewritten(file.clone(), 6, &flags.to_le_bytes());
        assert_eq!(link_error(&link(&other)), LinkError::File(expected));
    }
}

/// A link that is whole says nothing of its content: that is read as any document from outside.
#[test]
fn what_is_wrong_within_a_whole_link_is_named_with_its_place() {
    let mut dice = Dice::new(87);
    let through = |content: &str| {
        let fragment = link(&signed(content.as_bytes()));
        let file = from_fragment(&fragment).unwrap();
        let body = open(Mark::Exchange, &file).unwrap().body.to_vec();
        read_exchanged(core::str::from_utf8(&body).unwrap(), &[&*KNOWN])
            .unwrap_err()
            .problems
    };
    for kind in KINDS {
        let text = document(kind).to_string();
        let letters: Vec<char> = text.chars().collect();
        for _ in 0..50 {
            let cut: String = letters[..dice.below(letters.len())].iter().collect();
            assert!(through(&cut)[0].at.is_some());
            let format = 2 + dice.below(1000_u32);
            let newer = through(&with_raw(&document(kind), "/format", &format.to_string()).0);
            assert_eq!(
                newer[0].cause,
                format!("made for a newer version: format {format}, this program reads 1")
            );
        }
        for name in ["__proto__", "constructor", "toString"] {
            let odd = through(&json!({"kind": name, name: {"kind": kind}}).to_string());
            assert_eq!(odd[0].cause, "expected invite, view or shared-result");
        }
    }
}

/// B6: names in the fragment's own words.
#[test]
fn what_stands_in_no_link_is_named_with_its_place() {
    let mut dice = Dice::new(88);
    let link = links().swap_remove(1);
    for name in [
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
    ] {
        assert_eq!(link_error(name), LinkError::NotALink);
        assert_eq!(link_error(&format!("{name}={link}")), LinkError::NotALink);
        for _ in 0..5 {
            let at = 5 + dice.below(link.len() - 10);
            let odd = format!("{}{name}{}", &link[..at], &link[at..]);
            let expected = name
                .chars()
                .position(|letter| !(letter.is_ascii_alphanumeric() || letter == '_'));
            match (link_error(&odd), expected) {
                (LinkError::ForeignCharacter { place, found }, Some(within)) => {
                    assert_eq!(
                        (place, Some(found)),
                        (at - 5 + within + 1, name.chars().nth(within))
                    );
                }
                (LinkError::Altered | LinkError::Cut, None) => {}
                (error, _) => panic!("{error:?} for {name}"),
            }
        }
    }
}
