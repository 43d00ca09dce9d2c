//! The long suite in one engine, and its table: games of two tabs through the faulty store, in wasm; and somebody who writes
//! without a pause on the real page while the real storage fails, or tab or browser is killed. What was called saved is
//! held to it. Run by `cargo xtask faults`, as `--seeds N`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use tokio::time::timeout;

use crate::browser::{Ability, Browser, Compiler, Engine, Result};
use crate::fault_rows::{Row, foot, head};
use crate::finding::until;
use crate::inside::make;
use crate::page::Page;
use crate::stage::Stage;

/// For each game of the real browser, so many are played through the faulty store.
const GAMES: u64 = 20;
/// So many are played at once, or the browser would call the page hung.
const AT_ONCE: u64 = 10;
/// The longest that one may take.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long somebody writes, in milliseconds.
const LASTS: u64 = 1_200;

/// What happens while somebody writes.
#[derive(Debug, Clone, Copy)]
enum Happening {
    /// The storage fails so, as `pages/faulty.js` knows it, on and off.
    Storage(&'static str),
    /// A newer version opens the database.
    Newer,
    /// The page's process or window ends.
    TabKilled,
    /// Every process of the browser ends.
    BrowserKilled,
    /// The host takes the element off the page.
    Removed,
    /// Another element on the page writes too.
    Two,
}

const HAPPENINGS: [(&str, Happening); 11] = [
    ("F1 the device is full now and then", Happening::Storage("full")),
    ("F2 the tab is killed", Happening::TabKilled),
    ("F3 the browser is killed", Happening::BrowserKilled),
    ("F5 two at once", Happening::Two),
    ("F6 a newer version comes", Happening::Newer),
    (
        "F8 it does not open again, it throws",
        Happening::Storage("open-throws"),
    ),
    (
        "F8 it does not open again, it fails",
        Happening::Storage("open-fails"),
    ),
    (
        "F9 transactions do not begin",
        Happening::Storage("transaction-throws"),
    ),
    ("F9 transactions are given up", Happening::Storage("aborts")),
    ("F9 the connection is closed", Happening::Storage("closes")),
    ("F15 the element is removed", Happening::Removed),
];

/// Plays everything, or what has one of the words in its name, and prints the table. All games are called `games`.
///
/// # Errors
/// A browser that does not start.
pub async fn run(engine: Engine, seeds: u64, words: &[String]) -> Result<ExitCode> {
    let is_wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    let mut browser = Arc::new(Browser::open(engine, Compiler::Quick).await?);
    let mut rows = Vec::new();
    if is_wanted("games") {
        println!("{}", head(&format!("in {engine}, through the faulty store")));
        rows.extend(games(&Stage::set(Arc::clone(&browser)).await?, seeds).await?);
    }
    println!("{}", head(&format!("in {engine}, in the browser's own storage")));
    for (name, happening) in HAPPENINGS.into_iter().filter(|(name, _)| is_wanted(name)) {
        if matches!(happening, Happening::BrowserKilled)
            && let Some(reason) = engine.lacks(Ability::LastingProfile)
        {
            println!("{name:<44} skipped: {reason}");
            continue;
        }
        let mut row = Row::of(name, seeds.div_ceil(GAMES));
        for seed in 0..row.seeds {
            match in_fresh_tab(&browser, happening, seed).await {
                Ok(played) => row.add(&played),
                // Something that was waited for did not come.
                Err(error) => {
                    println!("    seed {seed}: {error}");
                    row.unsettled += 1;
                    browser = Arc::new(Browser::open(engine, Compiler::Quick).await?);
                }
            }
        }
        println!("{row}");
        rows.push(row);
    }
    println!("{}", foot(&rows));
    Ok(if rows.iter().all(Row::is_good) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn in_fresh_tab(browser: &Arc<Browser>, happening: Happening, seed: u64) -> Result<Row> {
    let playing = async {
        let stage = Stage::set(Arc::clone(browser)).await?;
        play(&stage, happening, seed).await
    };
    timeout(PATIENCE, playing).await.map_err(|_| "it hangs")?
}

/// The games of two tabs, in the page's wasm.
async fn games(stage: &Stage, seeds: u64) -> Result<Vec<Row>> {
    stage.driver.goto(stage.server.url("/pages/games.html")).await?;
    let page = stage.page();
    let kinds = until("the games", || async {
        let kinds = page.ask("return window.kinds?.() ?? null", Vec::new()).await?;
        Ok(kinds.as_str().map(str::to_owned))
    })
    .await?;
    let mut rows = Vec::new();
    for (kind, name) in kinds.lines().enumerate() {
        let mut row = Row::of(name, seeds);
        let mut from = 0;
        while from < seeds {
            let count = AT_ONCE.min(seeds - from);
            let body = "return window.games(...arguments)";
            let told = page
                .ask(body, vec![json!(kind), json!(from), json!(count)])
                .await?;
            let mut told = told.as_str().unwrap_or_default().lines();
            let figures = told.next().unwrap_or_default().split(' ');
            let figures = figures
                .map(str::parse)
                .collect::<std::result::Result<Vec<usize>, _>>()?;
            let [acknowledged, lost, falsely_saved, unsettled] = figures[..] else {
                return Err(format!("{name}: {figures:?}").into());
            };
            row.add(&Row {
                acknowledged,
                lost,
                falsely_saved,
                unsettled,
                ..Row::default()
            });
            told.for_each(|line| println!("    {line}"));
            from += count;
        }
        println!("{row}");
        rows.push(row);
    }
    Ok(rows)
}

/// What the page's script tells; see `hammer.js`.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Hammer {
    written: usize,
    acknowledged: usize,
    falsely_saved: usize,
    unsettled: usize,
    is_done: bool,
}

async fn play(stage: &Stage, happening: Happening, seed: u64) -> Result<Row> {
    if matches!(happening, Happening::BrowserKilled) {
        return browser_killed(stage, seed).await;
    }
    let page = begun(stage, "/pages/faulty.html").await?;
    match happening {
        Happening::Storage(fault) => {
            begin(&page, seed, fault, LASTS).await?;
            let hammer = ended(&page).await?;
            page.saved().await?;
            let page = stage.open_at("/pages/faulty.html").await?;
            // In the end everything was saved.
            held(hammer, note(&page).await?, hammer.written)
        }
        Happening::Newer => {
            begin(&page, seed, "", LASTS).await?;
            more_than(&page, some(seed)).await?;
            make(&page, 2, &[]).await?;
            let hammer = ended(&page).await?;
            page.saving_is("not-saved").await?;
            let page = stage.open_at("/pages/faulty.html").await?;
            held(hammer, note(&page).await?, hammer.acknowledged)
        }
        Happening::TabKilled => {
            let doomed = stage.driver.window().await?;
            let next = stage.engine.new_tab(&stage.driver).await?;
            stage.driver.switch_to_window(doomed).await?;
            begin(&page, seed, "", 60_000).await?;
            let hammer = more_than(&page, some(seed)).await?;
            stage.engine.kill_tab(&stage.driver).await?;
            stage.driver.switch_to_window(next).await?;
            let page = stage.open_at("/pages/faulty.html").await?;
            held(hammer, note(&page).await?, hammer.acknowledged)
        }
        Happening::Removed => {
            begin(&page, seed, "", 60_000).await?;
            more_than(&page, some(seed)).await?;
            // What was typed in the same moment counts, and the hammer falls on nothing from then on.
            let remove = "const state = window.hammers[host];
                document.querySelector(host).remove();
                return state";
            let hammer: Hammer = serde_json::from_value(page.ask(remove, Vec::new()).await?)?;
            let page = stage.open_at("/pages/faulty.html").await?;
            held(hammer, note(&page).await?, hammer.written)
        }
        Happening::Two => two(stage, seed).await,
        Happening::BrowserKilled => Err("it is played in a browser of its own".into()),
    }
}

/// How many numbers are to be called saved before something happens.
fn some(seed: u64) -> usize {
    usize::try_from(5 + seed * 7 % 40).unwrap_or(5)
}

/// One answer, saved, and its question shown.
async fn begun(stage: &Stage, path: &str) -> Result<Page> {
    let page = stage.open_at(path).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    crate::lasting::settled(&page).await?;
    Ok(page)
}

async fn begin(page: &Page, seed: u64, fault: &str, lasts: u64) -> Result<()> {
    until("the note", || async {
        let body = "return one('details.evidence textarea') !== null";
        Ok(page
            .ask(body, Vec::new())
            .await?
            .as_bool()
            .filter(|is_there| *is_there))
    })
    .await?;
    let body = format!("{}\nhammer(arguments[0])", include_str!("hammer.js"));
    let with = json!({ "from": 0, "seed": seed * 7_919 + 1, "fault": fault, "lasts": lasts });
    page.ask(&body, vec![with]).await.map(drop)
}

/// What the page has done so far.
async fn hammer_of(page: &Page) -> Result<Hammer> {
    let told = page.ask("return window.hammers[host]", Vec::new()).await?;
    Ok(serde_json::from_value(told)?)
}

/// Waits until more numbers than so many were called saved.
async fn more_than(page: &Page, count: usize) -> Result<Hammer> {
    until(&format!("{count} numbers to be saved"), || async {
        let hammer = hammer_of(page).await?;
        Ok((hammer.acknowledged > count).then_some(hammer))
    })
    .await
}

async fn ended(page: &Page) -> Result<Hammer> {
    until("the writing to end", || async {
        let hammer = hammer_of(page).await?;
        Ok(hammer.is_done.then_some(hammer))
    })
    .await
}

/// The greatest number in the notes of the only assessment, by question.
async fn notes(page: &Page) -> Result<BTreeMap<String, usize>> {
    let assessment = page.assessment().await?;
    let notes = assessment.answers.iter();
    let notes = notes.map(|(id, answer)| Ok((id.0.clone(), answer.note.parse().unwrap_or(0))));
    notes.collect()
}

async fn note(page: &Page) -> Result<usize> {
    Ok(notes(page).await?.into_values().max().unwrap_or(0))
}

/// What came of it, where at least `due` was to be kept.
#[allow(clippy::unnecessary_wraps, reason = "the last of each branch of `play`")]
fn held(hammer: Hammer, kept: usize, due: usize) -> Result<Row> {
    Ok(Row {
        acknowledged: hammer.acknowledged,
        lost: due.saturating_sub(kept),
        falsely_saved: hammer.falsely_saved,
        unsettled: hammer.unsettled,
        ..Row::default()
    })
}

/// Two elements on the same assessment, each at a question of its own.
async fn two(stage: &Stage, seed: u64) -> Result<Row> {
    stage
        .driver
        .goto(stage.server.url("/pages/faulty-pair.html"))
        .await?;
    let both = ["#one", "#other"].map(|host| Page::at(&stage.driver, stage.engine, host));
    for page in &both {
        page.started().await?;
        page.press("Go on: Vendor’s view of channel work in general")
            .await?;
    }
    both[1].next().await?;
    both[1].answer(2).await?;
    both[0].answer(1).await?;
    for (page, seed) in both.iter().zip([seed, seed + 1_000]) {
        begin(page, seed, "", LASTS).await?;
    }
    let mut row = Row::default();
    let mut due = Vec::new();
    for page in &both {
        let hammer = ended(page).await?;
        page.saved().await?;
        due.push((page.question().await?, hammer.written));
        row.add(&held(hammer, 0, 0)?);
    }
    let page = stage.open_at("/pages/faulty.html").await?;
    let kept = notes(&page).await?;
    for (question, written) in due {
        row.lost += written.saturating_sub(kept.get(&question).copied().unwrap_or(0));
    }
    Ok(row)
}

async fn browser_killed(stage: &Stage, seed: u64) -> Result<Row> {
    let profile = std::env::temp_dir().join(format!("channel-readiness-long-{}-{seed}", std::process::id()));
    let outcome = killed_with(stage, seed, &profile).await;
    let _ = std::fs::remove_dir_all(&profile);
    outcome
}

async fn killed_with(stage: &Stage, seed: u64, profile: &Path) -> Result<Row> {
    let first = Browser::open_with_profile(stage.engine, Compiler::Quick, profile).await?;
    first.driver.goto(stage.server.url("/pages/faulty.html")).await?;
    let page = Page::of(&first.driver, stage.engine);
    page.started().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    crate::lasting::settled(&page).await?;
    begin(&page, seed, "", 60_000).await?;
    let hammer = more_than(&page, some(seed)).await?;
    drop(first);
    let second = Browser::open_with_profile(stage.engine, Compiler::Quick, profile).await?;
    second.driver.goto(stage.server.url("/pages/faulty.html")).await?;
    let page = Page::of(&second.driver, stage.engine);
    page.started().await?;
    held(hammer, note(&page).await?, hammer.acknowledged)
}
