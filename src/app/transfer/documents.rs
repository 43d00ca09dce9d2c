//! What goes in and out, within the later part: documents read and written, files named and offered.

use js_sys::JsString;
use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::benchmark::Benchmark;
use crate::domain::company::CompanyFacts;
use crate::domain::exchange::{self, Bundle};
use crate::domain::json::{self, Json, Member};
use crate::domain::library::Library;
use crate::domain::pack::{Hash, Pack};
use crate::domain::problem::Problem;
use crate::platform::files;
use crate::ui::Screen;
use crate::ui::screens::assessments::ImportOutcome;

use super::super::sample;
use super::super::state::{Shared, State, Unreadable, today};

/// How much of a name goes into a file's name, in characters: with the words and the day it is no longer than
/// [`files::safe_name`] keeps.
const NAME_IN_FILE: usize = 31;
const INDENT: usize = 2;

/// Reads a pack that somebody gave.
///
/// # Errors
/// Every mistake with its place.
pub fn read_pack(text: &str) -> Result<Pack, Vec<Problem>> {
    Pack::parse(text)
}

/// A text that the host page gave, looked at before it is copied: a character has at least one byte.
///
/// # Errors
/// As [`json::refuse_larger`].
pub fn small_enough(text: &JsString) -> Result<String, Vec<Problem>> {
    json::refuse_larger(text.length() as usize).map_err(|problem| vec![problem])?;
    Ok(text.into())
}

/// One response as a document.
#[must_use]
pub fn export_one(assessment: &Assessment) -> String {
    json::pretty(&exchange::write_response(assessment), INDENT)
}

/// Everything as a bundle.
#[must_use]
pub fn export_all(library: &Library, packs: &[&Pack], benchmarks: &[Shared<Benchmark>]) -> String {
    let bundle = Bundle {
        packs: packs.iter().map(|pack| (*pack).clone()).collect(),
        companies: library.companies.values().cloned().collect(),
        responses: library.assessments.values().cloned().collect(),
        benchmarks: benchmarks.iter().map(|one| (**one).clone()).collect(),
        extra: Vec::new(),
    };
    json::pretty(&exchange::write_bundle(&bundle), INDENT)
}

/// Records that could not be read, byte for byte.
#[must_use]
pub fn export_unreadable(records: &[Unreadable]) -> String {
    let record = |record: &Unreadable| {
        Json::object(vec![
            Member::new("key", record.key.as_str()),
            Member::new("cause", record.cause.as_str()),
            Member::new("base64", exchange::base64(&record.bytes)),
        ])
    };
    let document = Json::object(vec![
        Member::new("kind", "unreadable"),
        Member::new("format", 1),
        Member::new("records", Json::list(records.iter().map(record))),
    ]);
    json::pretty(&document, INDENT)
}

/// Everything that is here as a bundle, with the packs that responses here answer and those that are kept.
#[must_use]
pub fn export(state: State) -> String {
    let packs = state.shelf.wholes();
    state.library.with_untracked(|library| {
        let answered = |hash: &Hash| {
            library
                .assessments
                .values()
                .any(|one| one.pack.hash.as_ref() == Some(hash))
        };
        let kept = |hash: &Hash| state.shelf.keeps(hash);
        let wanted = packs
            .iter()
            .filter(|pack| answered(&pack.hash) || kept(&pack.hash));
        let wanted: Vec<&Pack> = wanted.map(|pack| &**pack).collect();
        let benchmarks = state.later().benchmarks;
        benchmarks.with_untracked(|benchmarks| export_all(library, &wanted, benchmarks))
    })
}

/// Offers one response, or everything, as a file.
pub fn offer(state: State, which: Option<AssessmentId>) {
    let Some(id) = which else {
        return download(state, &file_name(""), &export(state));
    };
    let file = state.library.with_untracked(|library| {
        let assessment = library.assessments.get(&id)?;
        Some((file_name(&about(assessment)), export_one(assessment)))
    });
    if let Some((name, text)) = file {
        download(state, &name, &text);
    }
}

/// Offers a pack as a file, laid out for reading.
pub fn offer_pack(state: State, hash: &Hash) {
    if let Some(pack) = state.shelf.wholes().iter().find(|pack| pack.hash == *hash) {
        let name = format!("{}-{}.json", pack.questionnaire.id, pack.questionnaire.version);
        download(
            state,
            &files::safe_name(&name),
            &json::pretty(&pack.document, INDENT),
        );
    }
}

/// Offers what could not be read as a file.
pub fn offer_unreadable(state: State) {
    let text = state
        .unreadable
        .with_untracked(|records| export_unreadable(records));
    download(state, &file_name("unreadable"), &text);
}

fn download(state: State, name: &str, text: &str) {
    let name = sample::file_name(state, name.to_owned());
    if let Err(error) = files::download(&name, "application/json", text) {
        let (file, cause) = (name, error.to_string());
        state
            .later()
            .import
            .set(Some(ImportOutcome::NotOffered { file, cause }));
        state.screen.set(Screen::Assessments);
    }
}

/// Whom a response is about, else what it is called, else who answers; may be empty.
fn about(assessment: &Assessment) -> String {
    let named = |facts: &CompanyFacts| (!facts.name.trim().is_empty()).then(|| facts.name.clone());
    let counterpart = assessment.counterpart.as_ref().and_then(named);
    counterpart
        .or_else(|| assessment.title.clone())
        .or_else(|| named(&assessment.company))
        .unwrap_or_default()
}

/// Such as `channel-readiness-Contoso-MSP-2026-11-23.json`.
fn file_name(about: &str) -> String {
    let words: Vec<&str> = about.split_whitespace().collect();
    let about: String = words.join("-").chars().take(NAME_IN_FILE).collect();
    let day = today();
    let name = if about.is_empty() {
        format!("channel-readiness-{day}.json")
    } else {
        format!("channel-readiness-{about}-{day}.json")
    };
    files::safe_name(&name)
}
