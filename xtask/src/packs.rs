//! The shipped packs: each whole one compacted, and the one that is asked first cut into what the first question needs.

use std::path::Path;

use channel_readiness::domain::json::{self, Json, Member, Value};
use channel_readiness::domain::pack::{FirstPart, IndexEntry, Length, Pack, read_index};
use channel_readiness::domain::problem::Problem;

use crate::failure::{Failure, Outcome};
use crate::{files, place, words};

/// The list of the packs, beside them.
const INDEX: &str = "index";
/// What new assessments answer where nobody chooses.
const ASKED_FIRST: &str = "channel-devops";

/// Writes `packs/NAME.json` for each pack of `public/packs`, `packs/index.json`, and the first part of the pack that is
/// asked first.
///
/// # Errors
/// When a pack has mistakes, with all of them, and when the list and the packs differ.
pub fn write(bundle: &Path) -> Outcome<()> {
    let mut packs = Vec::new();
    for file in files::below(&place::root().join("public/packs"))? {
        let name = files::name(&file);
        let Some(name) = name.strip_suffix(".json") else {
            continue;
        };
        let text = files::read_text(&file)?;
        let refuse = |mistakes: Vec<String>| {
            Failure::new(format!("{}:\n{}", place::shown(&file), mistakes.join("\n")))
        };
        if name == INDEX {
            continue;
        }
        let whole = compact(&text).map_err(refuse)?;
        files::write(&bundle.join(format!("packs/{name}.json")), whole)?;
        let pack = Pack::parse(&text).map_err(|problems| refuse(words(&problems)))?;
        if name == ASKED_FIRST {
            let first = FirstPart::cut(&pack).write();
            files::write(&bundle.join(format!("packs/{name}.first.txt")), first)?;
            words::write_pack(&pack, &bundle.join(format!("packs/{name}")))?;
        }
        packs.push((format!("{name}.json"), pack));
    }
    let text = files::read_text(&place::root().join(format!("public/packs/{INDEX}.json")))?;
    let entries = read_index(&text).map_err(|problems| Failure::new(words(&problems).join("\n")))?;
    if let Some(difference) = differences(&entries, &packs).first() {
        return Err(Failure::new(difference.clone()));
    }
    let index = json::parse(&text).map_err(|problem| Failure::new(problem.to_string()))?;
    let index = with_hashes(index, &packs);
    words::write_index(&index, &bundle.join("packs").join(INDEX))?;
    files::write(&bundle.join(format!("packs/{INDEX}.json")), json::compact(&index))
}

/// The list with each pack's hash, so that a text of the same id and version is not taken for it.
fn with_hashes(mut index: Json, packs: &[(String, Pack)]) -> Json {
    let Value::Object(members) = &mut index.value else {
        return index;
    };
    for member in members {
        let Value::Array(entries) = &mut member.value.value else {
            continue;
        };
        for entry in entries {
            let file = entry.member("file").and_then(Json::as_str);
            let pack = packs.iter().find(|(name, _)| Some(&**name) == file);
            if let (Value::Object(members), Some((_, pack))) = (&mut entry.value, pack) {
                members.push(Member::new("hash", pack.hash.as_str()));
            }
        }
    }
    index
}

fn words(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// Without spaces.
fn compact(text: &str) -> Result<String, Vec<String>> {
    let document = json::parse(text).map_err(|problem| vec![problem.to_string()])?;
    Ok(json::compact(&document))
}

/// Where the list says something else than the packs.
fn differences(entries: &[IndexEntry], packs: &[(String, Pack)]) -> Vec<String> {
    let mut differences = Vec::new();
    for (file, pack) in packs {
        let questionnaire = &pack.questionnaire;
        let count = |length| {
            let indicators = questionnaire.indicators();
            indicators
                .filter(|(_, indicator)| indicator.lengths.include(length))
                .count()
        };
        let Some(entry) = entries.iter().find(|entry| entry.file == *file) else {
            differences.push(format!("public/packs/{INDEX}.json does not name {file}"));
            continue;
        };
        let stated = (&entry.id, entry.version, &*entry.title, entry.quick, entry.full);
        let language = questionnaire.languages.first().map_or("en", |language| language);
        let found = (
            &questionnaire.id,
            questionnaire.version,
            questionnaire.title.in_language(language),
            count(Length::Quick),
            count(Length::Full),
        );
        if stated != found {
            differences.push(format!(
                "public/packs/{INDEX}.json says {stated:?} of {file}, which says {found:?}"
            ));
        }
    }
    let is_there = |entry: &&IndexEntry| packs.iter().all(|(file, _)| entry.file != *file);
    let missing = entries.iter().filter(is_there);
    differences.extend(missing.map(|entry| format!("there is no public/packs/{}", entry.file)));
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> (Vec<IndexEntry>, Vec<(String, Pack)>) {
        let mut packs = Vec::new();
        let mut entries = Vec::new();
        for file in files::below(&place::root().join("public/packs")).unwrap() {
            let text = files::read_text(&file).unwrap();
            let name = files::name(&file);
            if name == "index.json" {
                entries = read_index(&text).unwrap();
            } else {
                packs.push((name, Pack::parse(&compact(&text).unwrap()).unwrap()));
            }
        }
        (entries, packs)
    }

    #[test]
    fn the_first_part_of_every_shipped_pack_reads_back() {
        for (name, pack) in shipped().1 {
            let first = FirstPart::cut(&pack).write();
            assert_eq!(FirstPart::parse(&first).unwrap(), FirstPart::cut(&pack), "{name}");
        }
    }

    #[test]
    fn the_list_says_of_the_packs_what_they_say() {
        let (entries, packs) = shipped();
        assert_eq!(differences(&entries, &packs), Vec::<String>::new());
        assert_eq!(entries[0].file, format!("{ASKED_FIRST}.json"));
    }

    #[test]
    fn the_list_of_the_build_has_the_hash_of_each() {
        let (entries, packs) = shipped();
        let text = files::read_text(&place::root().join("public/packs/index.json")).unwrap();
        let listed = with_hashes(json::parse(&text).unwrap(), &packs);
        let read = read_index(&json::compact(&listed)).unwrap();
        assert_eq!(read.len(), entries.len());
        for entry in read {
            let (_, pack) = packs.iter().find(|(name, _)| *name == entry.file).unwrap();
            assert_eq!(entry.hash.as_ref(), Some(&pack.hash));
        }
    }

    #[test]
    fn a_list_that_differs_is_refused() {
        let (mut entries, packs) = shipped();
        entries[0].quick += 1;
        assert_eq!(differences(&entries, &packs).len(), 1);
        entries[0].file = "gone.json".to_owned();
        assert_eq!(differences(&entries, &packs).len(), 2);
    }
}
