//! What two companies exchange, as a file and as a link: what was put in comes out, and nothing that is cut, altered or out
//! of bounds does. What the envelope has in common with that of backups is tried in `tests/backup_file.rs`.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/dice.rs"]
mod dice;
#[path = "support/exchange_file.rs"]
mod file;

use channel_readiness::domain::exchange::sealed::{
    Encryption, Header, Mark, Parameter, Sealed, SealedError, Signing, open, seal, to_sign,
};
use channel_readiness::domain::exchange::signature::{PublicKey, Signed};
use channel_readiness::domain::exchange::{
    LONGEST_MADE, LONGEST_READ, LinkError, TooLong, backup, base64_url, from_base64_url, from_fragment,
    to_fragment,
};
use channel_readiness::domain::json::LARGEST_DOCUMENT;
use dice::Dice;
use file::{BODY, CHECK, SIGNATURE, key, plain, rewritten, signed, unsigned};
use sha2::{Digest, Sha256};

const FLIPS_AND_CUTS: usize = 10_000;
const FLAGS: usize = 6;
const ROUNDS: usize = 10;
const CONTENT_LENGTH: usize = 42;

#[test]
fn what_was_put_in_comes_out_unsigned_and_signed() {
    let content = b"some content";
    let sealed = open(Mark::Exchange, &unsigned(content)).map(|sealed| sealed.body.to_vec());
    assert_eq!(sealed, Ok(content.to_vec()));
    let file = signed(content);
    let of = &file[..file.len() - 32 - 64];
    assert_eq!(
        open(Mark::Exchange, &file),
        Ok(Sealed {
            header: plain(12),
            body: content,
            signed: Some(Signed {
                key: key(),
                signature: SIGNATURE,
                of,
            }),
        })
    );
    assert!(of.ends_with(key().point()));
}

/// Files have to open for ever: these are the bytes of one.
#[test]
fn a_signed_file_of_format_1_stays_readable() {
    let file = signed(b"some content");
    let header = [
        b"CRxC\x01\x00\x04\x00".as_slice(),
        &[0; 34],
        b"\x0c\0\0\0\0\0\0\0",
        b"\x0c\0\0\0\0\0\0\0",
    ];
    assert_eq!(file[..CHECK], header.concat());
    assert_eq!(file[CHECK..BODY], Sha256::digest(&file[..CHECK])[..8]);
    assert_eq!(&file[BODY..BODY + 12], b"some content");
    assert_eq!(file[BODY + 12], 4);
    assert_eq!(file[BODY + 12 + 65..BODY + 12 + 65 + 64], SIGNATURE);
    assert_eq!(file.len(), BODY + 12 + 65 + 64 + 32);
    assert_eq!(file[file.len() - 32..], *Sha256::digest(&file[..file.len() - 32]));
}

#[test]
fn a_backup_is_no_exchanged_file_and_the_other_way_round() {
    let exchanged = unsigned(b"some content");
    assert_eq!(backup::open(&exchanged), Err(SealedError::NotOurs));
    let kept = backup::seal(&plain(12), b"some content").unwrap();
    assert_eq!(open(Mark::Exchange, &kept), Err(SealedError::NotOurs));
}

#[test]
fn a_backup_is_never_signed() {
    let kept = backup::seal(&plain(12), b"some content").unwrap();
    let expected = SealedError::OutOfBounds {
        parameter: Parameter::Flags,
        found: 4,
        least: 0,
        most: 3,
    };
    assert_eq!(backup::open(&rewritten(kept, FLAGS, &[4, 0])), Err(expected));
}

#[test]
fn encryption_authenticates_the_mark_and_that_a_file_is_signed() {
    let header = plain(12);
    let all = [
        header.additional_data(Mark::Exchange, Signing::Signed),
        header.additional_data(Mark::Exchange, Signing::Unsigned),
        backup::additional_data(&header),
    ];
    assert_eq!(all[0], signed(b"some content")[..50]);
    assert_eq!(all[1], unsigned(b"some content")[..50]);
    assert!(all[0] != all[1] && all[1] != all[2]);
    for (file, expected) in [
        (signed(b"some content"), &all[0]),
        (unsigned(b"some content"), &all[1]),
    ] {
        let sealed = open(Mark::Exchange, &file).unwrap();
        assert_eq!(sealed.additional_data(Mark::Exchange), *expected);
    }
}

#[test]
fn every_cut_of_a_signed_file_is_named_a_cut() {
    let file = signed(b"some content");
    for end in 1..file.len() {
        let cut = open(Mark::Exchange, &file[..end]);
        assert!(matches!(cut, Err(SealedError::Cut { .. })), "{end}: {cut:?}");
    }
}

/// Whether the signature is right, only the browser can say: here the hash must refuse.
#[test]
fn of_ten_thousand_flips_and_cuts_of_a_signed_file_none_is_accepted() {
    let mut dice = Dice::new(61);
    let mut counts = [0; 4];
    for _ in 0..FLIPS_AND_CUTS {
        let length = dice.below(2000_usize);
        let content: Vec<u8> = (0..length).map(|_| dice.next().to_le_bytes()[0]).collect();
        let mut file = signed(&content);
        let behind = BODY + length;
        let (kind, at) = match dice.below(4) {
            0 => (0, dice.below(file.len())),
            1 => (1, dice.below(BODY)),
            2 => (2, dice.below(behind)),
            // Key, signature and hash.
            _ => (3, behind + dice.below(file.len() - behind)),
        };
        if kind == 0 {
            file.truncate(at);
        } else {
            file[at] ^= 1 << dice.below(8);
        }
        counts[kind] += 1;
        assert!(
            open(Mark::Exchange, &file).is_err(),
            "{kind} {at} of {}",
            file.len()
        );
    }
    assert!(counts.into_iter().all(|count| count > 1000), "{counts:?}");
}

#[test]
fn a_key_that_is_no_uncompressed_point_is_refused() {
    let file = signed(b"some content");
    for form in [0, 2, 3, 5, 255] {
        let expected = SealedError::OutOfBounds {
            parameter: Parameter::PublicKey,
            found: u64::from(form),
            least: 4,
            most: 4,
        };
        assert_eq!(
            open(Mark::Exchange, &rewritten(file.clone(), BODY + 12, &[form])),
            Err(expected)
        );
    }
}

#[test]
fn what_asks_for_too_much_is_refused_before_the_body_is_looked_at() {
    let encrypted = |rounds| Header {
        encryption: Some(Encryption {
            rounds,
            salt: [1; 16],
            initialisation_vector: [2; 12],
        }),
        ..plain(12)
    };
    let file = seal(Mark::Exchange, &encrypted(600_000), &[0; 28]).unwrap();
    for rounds in [0_u32, 1, 599_999, 10_000_001, 1 << 31, u32::MAX] {
        let expected = SealedError::OutOfBounds {
            parameter: Parameter::Rounds,
            found: u64::from(rounds),
            least: 600_000,
            most: 10_000_000,
        };
        let mut bytes = rewritten(file.clone(), ROUNDS, &rounds.to_le_bytes());
        assert_eq!(open(Mark::Exchange, &bytes), Err(expected.clone()));
        bytes.truncate(BODY);
        assert_eq!(open(Mark::Exchange, &bytes), Err(expected.clone()));
        assert_eq!(
            seal(Mark::Exchange, &encrypted(rounds), &[0; 28]),
            Err(expected.clone())
        );
        assert_eq!(to_sign(&encrypted(rounds), &[0; 28], &key()), Err(expected));
    }
    let most = u64::from(LARGEST_DOCUMENT);
    for length in [most + 1, 512 << 20, u64::MAX] {
        let bytes = rewritten(unsigned(b"some content"), CONTENT_LENGTH, &length.to_le_bytes());
        let expected = SealedError::OutOfBounds {
            parameter: Parameter::ContentLength,
            found: length,
            least: 0,
            most,
        };
        assert_eq!(open(Mark::Exchange, &bytes), Err(expected));
    }
}

/// Source of the key: RFC 6979, A.2.5.
#[test]
fn a_fingerprint_is_four_groups_of_letters_that_are_hard_to_mix_up() {
    assert_eq!(key().fingerprint(), "P65R-DKGK-H7J6-VT3T");
    let mut dice = Dice::new(62);
    for _ in 0..1000 {
        let mut point: [u8; 65] = core::array::from_fn(|_| dice.next().to_le_bytes()[0]);
        point[0] = 4;
        let words = PublicKey::from_point(point).unwrap().fingerprint();
        let groups: Vec<&str> = words.split('-').collect();
        assert!(
            groups.len() == 4 && groups.iter().all(|group| group.len() == 4),
            "{words}"
        );
        assert!(!words.contains(['I', 'L', 'O', 'U']), "{words}");
        point[64] ^= 1;
        assert_ne!(PublicKey::from_point(point).unwrap().fingerprint(), words);
    }
    assert_eq!(PublicKey::from_point([2; 65]), None);
}

#[test]
fn a_file_comes_out_of_its_link() {
    for file in [
        unsigned(b""),
        unsigned(b"some content"),
        signed(b"some content."),
        signed(&[255; 9000]),
    ] {
        let fragment = to_fragment(&file).unwrap();
        assert!(fragment.starts_with("open=Q1J4Q") && fragment.len() <= LONGEST_MADE);
        assert_eq!(from_fragment(&fragment), Ok(file.clone()));
        assert_eq!(from_fragment(&format!("#{fragment}")), Ok(file));
    }
}

#[test]
fn a_link_is_made_up_to_its_limit_and_then_a_file_is_offered() {
    let most = (LONGEST_MADE - 5) * 3 / 4;
    let bytes = |length| vec![0; length];
    assert_eq!(to_fragment(&bytes(most)).map(|link| link.len()), Ok(LONGEST_MADE));
    assert_eq!(
        to_fragment(&bytes(most + 1)),
        Err(TooLong {
            characters: LONGEST_MADE + 1
        })
    );
}

#[test]
fn what_mail_programs_do_to_a_link_is_passed_over() {
    let file = signed(b"some content");
    let link = to_fragment(&file).unwrap();
    let broken: Vec<String> = link
        .as_bytes()
        .chunks(76)
        .map(|line| String::from_utf8(line.to_vec()).unwrap())
        .collect();
    for text in [
        broken.join("\n"),
        broken.join("\r\n"),
        broken.join("\r\n\t "),
        format!("{link}>"),
        format!("{link})."),
        format!("{link}\">,"),
        format!("{link}\n"),
        format!("{link}="),
        format!("{link}%3D%3d"),
        format!("{link}=.\u{a0}>"),
    ] {
        assert_eq!(from_fragment(&text), Ok(file.clone()), "{text}");
    }
}

#[test]
fn nothing_else_in_a_link_is_passed_over() {
    let link = to_fragment(&signed(b"some content")).unwrap();
    for found in ['+', '/', '=', '%', '.', '>', '&', 'é', '\u{200b}', '\0', '😀'] {
        let (before, after) = link.split_at(20);
        let text = format!("{before}{found}{after}");
        assert_eq!(
            from_fragment(&text),
            Err(LinkError::ForeignCharacter { place: 16, found })
        );
    }
    for text in [
        format!("{link}A"),
        format!("{link}AAAA"),
        format!("{link}-"),
        link.replacen("open=", "open=A", 1),
    ] {
        assert!(from_fragment(&text).is_err(), "{text}");
    }
}

#[test]
fn other_fragments_are_no_links() {
    for text in [
        "",
        "#",
        "overview",
        "#open",
        "open",
        "Open=Q1J4Q",
        " open=",
        "open=",
        "open=AAAA",
        "#open=Q1JiSwEA",
    ] {
        let error = from_fragment(text).unwrap_err();
        assert_eq!(error, LinkError::NotALink, "{text}");
    }
}

#[test]
fn a_link_of_two_megabytes_is_refused_by_its_length_alone() {
    let link = to_fragment(&signed(b"some content")).unwrap();
    let padded = |length: usize| format!("{link}{}", " ".repeat(length - link.len()));
    assert!(from_fragment(&padded(LONGEST_READ)).is_ok());
    assert_eq!(from_fragment(&padded(LONGEST_READ + 1)), Err(LinkError::TooLong));
    assert_eq!(
        from_fragment(&"\0".repeat(LONGEST_READ + 1)),
        Err(LinkError::TooLong)
    );
}

#[test]
fn a_cut_link_is_named_so_wherever_it_is_cut() {
    let link = to_fragment(&signed(b"some content")).unwrap();
    for end in "open=Q1J4QwE".len()..link.len() {
        let cut = from_fragment(&link[..end]);
        assert_eq!(cut, Err(LinkError::Cut), "{end}");
    }
}

#[test]
fn of_ten_thousand_altered_letters_of_links_none_is_accepted() {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut dice = Dice::new(63);
    for _ in 0..FLIPS_AND_CUTS {
        let content = dice.letters(20);
        let link = to_fragment(&signed(content.as_bytes())).unwrap();
        let mut bytes = link.into_bytes();
        let at = 5 + dice.below(bytes.len() - 5);
        let letter = *dice.pick(letters);
        if bytes[at] == letter {
            continue;
        }
        bytes[at] = letter;
        let link = String::from_utf8(bytes).unwrap();
        assert!(from_fragment(&link).is_err(), "{link}");
    }
}

#[test]
fn letters_of_addresses_stand_for_the_same_bytes() {
    // Source: RFC 4648, 10.
    for (bytes, text) in [
        ("", ""),
        ("f", "Zg"),
        ("fo", "Zm8"),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg"),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(base64_url(bytes.as_bytes()), text);
        assert_eq!(from_base64_url(text).as_deref(), Some(bytes.as_bytes()));
    }
    assert_eq!(base64_url(&[0xfb, 0xff, 0xbf]), "-_-_");
    for text in ["Z", "Zh", "Zm9", "Zg==", "Zm9v\n", "Zm+/", "é"] {
        assert_eq!(from_base64_url(text), None, "{text}");
    }
    let mut dice = Dice::new(64);
    for length in 0..200 {
        let bytes: Vec<u8> = (0..length).map(|_| dice.next().to_le_bytes()[0]).collect();
        assert_eq!(from_base64_url(&base64_url(&bytes)), Some(bytes));
    }
}

#[test]
fn every_refusal_of_a_link_says_what_is_wrong() {
    let cases = [
        (LinkError::NotALink, "this is no link of this app"),
        (LinkError::TooLong, "the link has more than 2000000 characters"),
        (
            LinkError::ForeignCharacter { place: 7, found: '+' },
            "the character '+' at 7 stands in no link",
        ),
        (LinkError::Cut, "the link is cut"),
        (LinkError::Altered, "the link is altered: it is not what was made"),
        (
            LinkError::File(SealedError::NewerFormat { found: 2 }),
            "the file has format 2, this app knows 1",
        ),
    ];
    for (error, message) in cases {
        assert_eq!(error.to_string(), message);
    }
    let newer = rewritten(unsigned(b"x"), 4, &[2, 0]);
    let link = format!("open={}", base64_url(&newer));
    assert_eq!(
        from_fragment(&link),
        Err(LinkError::File(SealedError::NewerFormat { found: 2 }))
    );
}
