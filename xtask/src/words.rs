//! The words of each language beside English, made from the catalogues in `public/words`.

use std::path::{Path, PathBuf};

use channel_readiness::domain::json::{self, Json, Step, Value};
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
/// What the list of packs says of each.
const INDEX: &str = "index";

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
/// As [`write()`].
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

/// Writes `NAME.TAG.json`, the list of the shipped packs, for each language, where `name` is the path of the list without its
/// ending.
///
/// # Errors
/// As [`write()`].
pub fn write_index(index: &Json, name: &Path) -> Outcome<()> {
    for language in LANGUAGES {
        let tag = language.tag;
        let translated = document(tag, INDEX)
            .and_then(|words| translated_index(index, &words))
            .map_err(|problems| refused(tag, &problems))?;
        files::write(
            &name.with_extension(format!("{tag}.json")),
            json::compact(&translated),
        )?;
    }
    Ok(())
}

/// The list with the words that `words` has for each pack, by its id.
fn translated_index(index: &Json, words: &Json) -> Result<Json, Vec<Problem>> {
    let mut index = index.clone();
    let mut missing = Vec::new();
    for entry in items_mut(&mut index, "packs") {
        let id = entry
            .member("id")
            .and_then(Json::as_str)
            .unwrap_or_default()
            .to_owned();
        for name in ["title", "about"] {
            let steps = [Step::Name(&id), Step::Name(name)];
            match (words.find(&steps).and_then(Json::as_str), member_mut(entry, name)) {
                (Some(text), Some(value)) => *value = text.into(),
                _ => missing.push(Problem {
                    place: json::place(&steps),
                    ..Problem::of_whole("is missing")
                }),
            }
        }
    }
    if missing.is_empty() {
        Ok(index)
    } else {
        Err(missing)
    }
}

fn member_mut<'j>(json: &'j mut Json, name: &str) -> Option<&'j mut Json> {
    let Value::Object(members) = &mut json.value else {
        return None;
    };
    let member = members.iter_mut().find(|member| member.name == name);
    member.map(|member| &mut member.value)
}

fn items_mut<'j>(json: &'j mut Json, name: &str) -> &'j mut [Json] {
    match member_mut(json, name).map(|json| &mut json.value) {
        Some(Value::Array(items)) => items,
        _ => &mut [],
    }
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
