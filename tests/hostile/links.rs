//! B1, B5, B6, B11 and B15 for links and files of two companies: cut, altered, far too long, and asking for too much work.
//! All of it is refused before anything is decompressed or a key derived, which only the browser does.

use channel_readiness::domain::exchange::sealed::{Mark, Parameter, SealedError, open};
use channel_readiness::domain::exchange::{LONGEST_READ, LinkError, from_fragment, read_exchanged};
use serde_json::json;

use crate::cases::{KNOWN, with_raw};
use crate::dice::Dice;
use crate::hostile_contents::{KINDS, document};
use crate::hostile_links::file::signed;
use crate::hostile_links::{self as hostile, Asking, Odd, encrypted, link, links};
use crate::targets;

#[track_caller]
fn link_error(fragment: &str) -> LinkError {
    targets::link(fragment.as_bytes());
    from_fragment(fragment).expect_err(&fragment.chars().take(200).collect::<String>())
}

/// Expects of each link what its file asks for.
#[track_caller]
fn all_refused(all: Vec<Asking>) {
    assert!(all.len() >= 50);
    for (file, expected) in all {
        assert_eq!(link_error(&link(&file)), LinkError::File(expected));
    }
}

fn as_bytes(links: &[String]) -> Vec<Vec<u8>> {
    links.iter().map(|link| link.clone().into_bytes()).collect()
}

#[test]
fn a_link_cut_anywhere_is_refused() {
    for cut in hostile::cut(&as_bytes(&links()), 100) {
        let error = link_error(&String::from_utf8(cut).unwrap());
        assert!(
            matches!(error, LinkError::Cut | LinkError::Altered | LinkError::NotALink),
            "{error:?}"
        );
    }
    for without in hostile::with_gaps(&links(), 50) {
        link_error(&without);
    }
}

#[test]
fn a_link_with_a_letter_flipped_is_refused() {
    // One that becomes a mark behind the end was the last letter, and then it is cut.
    for flipped in hostile::flipped(&as_bytes(&links()), 100, 7) {
        link_error(&String::from_utf8(flipped).unwrap());
    }
}

#[test]
fn a_link_of_two_megabytes_and_more_is_refused_by_its_length() {
    for long in hostile::too_long() {
        assert_eq!(from_fragment(&long.text()), Err(LinkError::TooLong));
    }
    // Right up to there its content decides.
    let link = links().swap_remove(0);
    let long = link.clone() + &"A".repeat(LONGEST_READ - link.len());
    assert!(matches!(link_error(&long), LinkError::Altered | LinkError::Cut));
}

#[test]
fn a_link_with_a_work_factor_out_of_bounds_is_refused_before_any_work() {
    all_refused(hostile::work_factors());
    for rounds in [600_000, 10_000_000] {
        assert!(from_fragment(&link(&encrypted(rounds))).is_ok());
    }
}

#[test]
fn a_bomb_and_a_wrong_length_are_refused_by_the_header() {
    all_refused(hostile::bombs());
    for wrong in hostile::wrong_content_lengths() {
        let error = link_error(&link(&wrong));
        let is_length = |parameter| parameter == Parameter::BodyLength;
        assert!(
            matches!(error, LinkError::File(SealedError::OutOfBounds { parameter, .. }) if is_length(parameter))
        );
    }
    for wrong in hostile::wrong_body_lengths() {
        assert!(matches!(
            link_error(&link(&wrong)),
            LinkError::Cut | LinkError::Altered
        ));
    }
}

#[test]
fn a_format_of_the_file_that_is_not_1_is_refused_with_its_value() {
    all_refused(hostile::formats());
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
    for Odd { text, name, at } in hostile::odd() {
        let error = link_error(&text);
        let Some(at) = at else {
            assert_eq!(error, LinkError::NotALink);
            continue;
        };
        let expected = name
            .chars()
            .position(|letter| !(letter.is_ascii_alphanumeric() || letter == '_'));
        match (error, expected) {
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
