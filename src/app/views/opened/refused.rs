//! Why something cannot be opened, in words: what is wrong, where, and what helps.

use crate::domain::exchange::LinkError;
use crate::domain::exchange::sealed::{Parameter, SealedError};
use crate::ui::Locale;
use crate::ui::screens::opened::RefusedFacts;
use crate::ui::text::{desk, fill, receiving};

use super::super::super::exchange::opening::Refused;
use super::super::super::exchange::packing::UnpackError;
use super::super::assessments::file_words;

/// The words.
pub(super) fn words(locale: Locale, refused: &Refused) -> RefusedFacts {
    let text = &receiving(locale.speech).refused;
    let mut problems = Vec::new();
    let (cause, help) = match refused {
        Refused::Link(error) => link(locale, error),
        Refused::File(error) => {
            let import = &desk(locale.speech).import;
            (file_words(locale, import, error.clone()), "")
        }
        Refused::Unpack(error) => unpacking(locale, error),
        Refused::Content(_, true) => (text.pack_missing.to_owned(), ""),
        Refused::Content(found, false) => {
            problems.clone_from(found);
            (locale.plural(found.len(), &text.content, &[]), text.content_help)
        }
    };
    RefusedFacts {
        cause,
        help,
        problems,
    }
}

fn link(locale: Locale, error: &LinkError) -> (String, &'static str) {
    let text = &receiving(locale.speech).refused;
    match error {
        LinkError::NotALink => (text.not_ours_link.to_owned(), ""),
        LinkError::TooLong => (text.too_long.to_owned(), ""),
        LinkError::ForeignCharacter { place, found } => {
            let (place, found) = (locale.count(*place), found.to_string());
            let words = fill(text.foreign_character, &[("place", &place), ("found", &found)]);
            (words, text.again)
        }
        LinkError::Cut => (text.cut_link.to_owned(), ""),
        LinkError::Altered => (text.altered.to_owned(), text.again),
        LinkError::File(error) => sealed(locale, error),
    }
}

fn unpacking(locale: Locale, error: &UnpackError) -> (String, &'static str) {
    let text = &receiving(locale.speech).refused;
    let plain = |words: &'static str| (words.to_owned(), "");
    match error {
        UnpackError::NotOurs => plain(text.not_ours_file),
        UnpackError::NewerFormat { found } => newer(locale, *found),
        UnpackError::Damaged(error) => sealed(locale, error),
        UnpackError::Inconsistent => (text.inconsistent.to_owned(), text.again),
        UnpackError::TooLarge => plain(text.too_large),
        UnpackError::SignatureWrong => (text.signature_wrong.to_owned(), text.again),
        UnpackError::CannotDecrypt => plain(text.cannot_decrypt),
        UnpackError::CannotDecompress => plain(text.cannot_decompress),
        UnpackError::NeedsPassphrase | UnpackError::WrongPassphrase | UnpackError::Browser(_) => {
            (fill(text.browser, &[("cause", &error.to_string())]), "")
        }
    }
}

fn sealed(locale: Locale, error: &SealedError) -> (String, &'static str) {
    let text = &receiving(locale.speech).refused;
    #[expect(
        clippy::cast_precision_loss,
        reason = "a length is below 2^53, or shown as very large"
    )]
    let number = |count: u64| locale.number(count as f64, 0);
    match error {
        SealedError::NotOurs => (text.not_ours_file.to_owned(), ""),
        SealedError::NewerFormat { found } => newer(locale, *found),
        SealedError::Cut { expected, found } => {
            let values = [("expected", &*number(*expected)), ("found", &number(*found))];
            (fill(text.cut_file, &values), text.again)
        }
        SealedError::Altered | SealedError::TooLong { .. } => (text.altered.to_owned(), text.again),
        SealedError::OutOfBounds {
            parameter: Parameter::ContentLength,
            ..
        } => (text.too_large.to_owned(), ""),
        SealedError::OutOfBounds {
            parameter: Parameter::Rounds,
            found,
            least,
            most,
        } => {
            let values = [
                ("found", &*number(*found)),
                ("least", &number(*least)),
                ("most", &number(*most)),
            ];
            (fill(text.rounds, &values), "")
        }
        SealedError::OutOfBounds { .. } | SealedError::NoSuchFormat => {
            (fill(text.out_of_bounds, &[("cause", &error.to_string())]), "")
        }
    }
}

fn newer(locale: Locale, found: u16) -> (String, &'static str) {
    let text = &receiving(locale.speech).refused;
    (fill(text.newer, &[("found", &found.to_string())]), "")
}
