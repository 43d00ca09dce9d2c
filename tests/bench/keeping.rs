//! P8 to P10: ten thousand responses taken in, one answer committed, and all of it opened again.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::arguments::Measure;
use crate::browser::{Browser, Compiler, Engine, Result};
use crate::rivals::{Contest, Entrant, Rival};
use crate::seeded::response;

/// The documents. By their names they are not compressed: 18 MB would take half a minute.
pub const BUNDLE: &str = "bundle.bin";
pub const ONE: &str = "one.bin";

pub const KEEPING: &str = include_str!("page/keeping.js");
/// How many are taken in.
pub const RESPONSES: u64 = 10_000;
/// How many answers are committed in one page.
const COMMITS: usize = 30;

/// What one rival took, in milliseconds.
#[derive(Debug, Clone)]
pub struct Kept {
    pub rival: Rival,
    pub what: What,
    pub milliseconds: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Taking in all, validated and committed. The hand-written page does it in chunks.
    Import,
    /// The same, each committed as an object of its own.
    ImportEach,
    /// The longest time that nothing else had its turn meanwhile.
    LongestTask,
    /// One strict transaction that writes, until it is complete.
    Commit,
    /// From the click on a level until it is said to be saved.
    Saved,
    /// Opening all again. The hand-written page reads objects.
    Reopen,
    /// The same from chunks.
    ReopenChunks,
}

impl What {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::ImportEach => "import each",
            Self::LongestTask => "longest task",
            Self::Commit => "commit",
            Self::Saved => "answer to saved",
            Self::Reopen => "reopen",
            Self::ReopenChunks => "reopen chunks",
        }
    }
}

/// Writes the documents that the pages fetch: all in one bundle, and one alone in another, both answering the pack.
///
/// # Errors
/// A folder that cannot be written to.
pub fn write_documents(pack: &Value, folder: &Path) -> Result<()> {
    let bundle = |responses: Vec<Value>| {
        json!({ "kind": "bundle", "format": 1, "packs": [], "companies": [], "responses": responses })
            .to_string()
    };
    let all = (0..RESPONSES).map(|seed| response(pack, seed)).collect();
    let mut one = response(pack, 7);
    one["id"] = json!("00000000-0000-4000-9000-000000000001");
    one["length"] = json!("full");
    fs::write(folder.join(BUNDLE), bundle(all))?;
    fs::write(folder.join(ONE), bundle(vec![one]))?;
    Ok(())
}

/// Lets the widget and the hand-written page keep the same responses, as often as asked for, each time in a fresh browser,
/// in turns. Before anything counts, both must have kept the same.
///
/// # Errors
/// Responses that differ once they are read again.
pub async fn measure(contest: &Contest, measures: &[Measure], samples: usize) -> Result<Vec<Kept>> {
    let entrants: Vec<&Entrant> = contest.entrants.iter().collect();
    let of = |rival: Rival| entrants.iter().find(|entrant| entrant.rival == rival).copied();
    let (widget, hand_written) = (of(Rival::Widget), of(Rival::HandWritten));
    let mut digests = Vec::new();
    for entrant in [widget, hand_written].into_iter().flatten() {
        let mut found = Vec::new();
        page(entrant, async |page| {
            found.push(page.kept().await?);
            Ok(())
        })
        .await?;
        digests.append(&mut found);
    }
    if digests.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(format!("what was kept differs: {digests:?}").into());
    }
    eprintln!(
        "both kept the same: {}",
        digests.first().map_or("", |digest| &digest[..20])
    );
    let mut kept = Vec::new();
    for round in 0..samples {
        let mut turns: Vec<&Entrant> = [widget, hand_written].into_iter().flatten().collect();
        let places = turns.len().max(1);
        turns.rotate_left(round % places);
        for entrant in turns {
            page(entrant, async |page| page.sample(measures, &mut kept).await).await?;
        }
        eprint!("\rkeeping {} of {samples}", round + 1);
    }
    eprintln!();
    Ok(kept)
}

/// A browser that has kept nothing yet.
struct Page<'e> {
    driver: WebDriver,
    entrant: &'e Entrant,
}

async fn page<'e>(entrant: &'e Entrant, act: impl AsyncFnOnce(Page<'e>) -> Result<()>) -> Result<()> {
    let browser = Browser::open(Engine::Chromium, Compiler::Usual).await?;
    let page = Page {
        driver: browser.driver.clone(),
        entrant,
    };
    let outcome = async {
        page.driver
            .set_script_timeout(core::time::Duration::from_mins(5))
            .await?;
        page.driver.goto(entrant.address.as_str()).await?;
        act(page).await
    };
    let outcome = outcome.await;
    browser.close().await?;
    outcome
}

impl Page<'_> {
    async fn does(&self, what: &str, option: Value) -> Result<Value> {
        let name = self.entrant.rival.name();
        let arguments = vec![json!(name), json!(what), option];
        let answer = self.driver.execute_async(KEEPING, arguments).await?;
        let answer = answer.json().clone();
        match answer["error"].as_str() {
            Some(error) => Err(format!("{name}: {error}").into()),
            None => Ok(answer),
        }
    }

    async fn again(&self) -> Result<()> {
        Ok(self.driver.goto(self.entrant.address.as_str()).await?)
    }

    /// What was kept, once it is read again.
    async fn kept(&self) -> Result<String> {
        let way = json!(if self.entrant.rival == Rival::Widget {
            "all"
        } else {
            "chunks"
        });
        self.does("import", way.clone()).await?;
        self.again().await?;
        let digest = self.does("reopen", way).await?["digest"]
            .as_str()
            .map(str::to_owned);
        Ok(digest.ok_or("no digest")?)
    }

    async fn sample(&self, measures: &[Measure], kept: &mut Vec<Kept>) -> Result<()> {
        let rival = self.entrant.rival;
        let mut note = |what: What, value: &Value| -> Result<()> {
            let milliseconds = value
                .as_f64()
                .ok_or_else(|| format!("{} was not timed", what.name()))?;
            kept.push(Kept {
                rival,
                what,
                milliseconds,
            });
            Ok(())
        };
        let is_ours = rival == Rival::Widget;
        let imported = self.does("import", json!("chunks")).await?;
        if measures.contains(&Measure::P8) {
            note(What::Import, &imported["time"])?;
        }
        if !is_ours {
            let each = self.does("import", json!("each")).await?;
            if measures.contains(&Measure::P8) {
                note(What::ImportEach, &each["time"])?;
            }
        }
        if measures.contains(&Measure::P9) {
            let commits = self.does("commits", json!(COMMITS)).await?;
            for (what, times) in [(What::Commit, "times"), (What::Saved, "untilSaved")] {
                for time in commits[times].as_array().into_iter().flatten() {
                    note(what, time)?;
                }
            }
        }
        if measures.contains(&Measure::P10) {
            self.again().await?;
            let reopened = self.does("reopen", json!("each")).await?;
            note(What::Reopen, &reopened["time"])?;
            if !is_ours {
                self.again().await?;
                let chunks = self.does("reopen", json!("chunks")).await?;
                note(What::ReopenChunks, &chunks["time"])?;
            }
        }
        if measures.contains(&Measure::P8) && is_ours {
            let watched = self.watched().await?;
            note(What::LongestTask, &watched["longest"])?;
            // What is shown once is no progress.
            if watched["progress"].as_u64().is_none_or(|shown| shown < 3) {
                return Err(format!("no progress was shown: {watched}").into());
            }
        }
        Ok(())
    }

    /// The import once more, into a store of another name, and watched.
    async fn watched(&self) -> Result<Value> {
        self.driver.goto(self.entrant.server.url("/watched.html")).await?;
        self.does("import", json!("watched")).await
    }
}
