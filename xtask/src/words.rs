//! The words of each language beside English, made from the catalogues in `public/words`.

use std::path::{Path, PathBuf};

use channel_readiness::domain::json::{self, Json};
use channel_readiness::domain::pack::{FirstPart, Pack};
use channel_readiness::domain::problem::Problem;
use channel_readiness::ui::text::translation::{self, LANGUAGES};

use crate::failure::{Failure, Outcome};
use crate::parts::CORE;
use crate::{files, place};

/// The messages that the scripts say, not the program.
const PAGE: &str = "page";
/// The texts of the pack that is asked first.
const PACK: &str = "pack";

/// Writes `first.TAG.txt` and `later.TAG.txt` for each language into the folder of the core, which they fit and no other, and
/// `words/page.TAG.json`.
///
/// # Errors
/// When a catalogue cannot be read, or lacks something, with all that is wrong.
pub fn write(bundle: &Path) -> Outcome<()> {
    let core = bundle.join(CORE);
    for language in LANGUAGES {
        let tag = language.tag;
        let words = translation::words(language, |name| document(tag, name))
            .map_err(|problems| refused(tag, &problems))?;
        files::write(&core.join(format!("first.{tag}.txt")), words.first)?;
        files::write(&core.join(format!("later.{tag}.txt")), words.later)?;
        let page = document(tag, PAGE).map_err(|problems| refused(tag, &problems))?;
        files::write(
            &bundle.join(format!("words/page.{tag}.json")),
            json::compact(&page),
        )?;
    }
    Ok(())
}

/// Writes `NAME.TAG.txt`, a pack's words, and `NAME.first.TAG.txt`, its first part, for each language, where `name` is the
/// path of the pack's file without its ending.
///
/// # Errors
/// As [`write`].
pub fn write_pack(pack: &Pack, name: &Path) -> Outcome<()> {
    for language in LANGUAGES {
        let tag = language.tag;
        let words = document(tag, PACK)
            .and_then(|translated| pack.words(&translated))
            .map_err(|problems| refused(tag, &problems))?;
        let translated = pack
            .in_language_too(tag, &words)
            .ok_or_else(|| Failure::new(format!("The words of the pack in {tag} do not read back")))?;
        let first = FirstPart::cut(&translated.in_language_alone(tag)).write();
        files::write(&name.with_extension(format!("{tag}.txt")), words)?;
        files::write(&name.with_extension(format!("first.{tag}.txt")), first)?;
    }
    Ok(())
}

fn document(tag: &str, name: &str) -> Result<Json, Vec<Problem>> {
    let path = path(tag, name);
    let text = files::read_text(&path).map_err(|failure| vec![Problem::of_whole(failure.to_string())])?;
    json::parse(&text).map_err(|problem| vec![problem])
}

fn path(tag: &str, name: &str) -> PathBuf {
    place::root().join(format!("public/words/{tag}/{name}.json"))
}

fn refused(tag: &str, problems: &[Problem]) -> Failure {
    let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Failure::new(format!("public/words/{tag}:\n{}", words.join("\n")))
}
