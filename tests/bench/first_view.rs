//! P13: the first view of the list of all partners, who are kept in the browser's own store.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use channel_readiness::domain::sample::Sample;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::chromium::devtools;
use crate::browser::{Browser, Compiler, Engine, Result};
use crate::keeping::KEEPING;
use crate::made_up::{self, Bundled};
use crate::measuring::{ADAPTERS, SETTLING, STOPWATCH, answer};
use crate::partners::{LIST, SIZES, asked, today};
use crate::rivals::{Contest, EMPTY_PAGE, Rival, project};
use crate::server::Server;

const FIRST_VIEW: &str = include_str!("page/first_view.js");
/// So many partners come in one bundle: one of ten thousand would be refused by its size.
const AT_ONCE: usize = 5_000;
/// Exactly so many are there of each.
const ASSESSMENTS: usize = 4;
/// Starts of a program that the browser has not seen before, at most.
const COLD: usize = 3;
/// Starts before those that are timed: what was compiled of a script is kept once it has come again.
const WARMING: usize = 2;
const LONGEST_SCRIPT: Duration = Duration::from_mins(10);

/// One start of a browser whose profile keeps so many partners.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FirstView {
    pub partners: usize,
    pub start: Start,
    #[serde(flatten)]
    pub seen: Seen,
    /// The heap of JavaScript in bytes, at the end and without garbage.
    pub heap: u64,
}

/// What the browser has of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Start {
    /// Nothing: neither files, its worker's among them, nor compiled code.
    Cold,
    /// What it keeps of a page that was there before.
    Warm,
}

/// What the page saw. Times are in milliseconds from the navigation on.
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Seen {
    /// Until the way to the partners was painted and usable, which was taken at once.
    pub way: f64,
    /// Until the first rows were painted.
    pub rows: f64,
    /// Until their figures were.
    pub figures: f64,
    /// Until the figures of all partners and the pictures were there.
    pub all: f64,
    /// The longest task that began before the first rows were painted; 0: none took 50 milliseconds.
    pub longest_before: f64,
    /// The longest one after.
    pub longest_after: f64,
    /// How many partners the list said it shows.
    pub found: usize,
    /// The memory of WebAssembly in bytes, at the end.
    pub wasm: u64,
}

/// Has the widget keep more and more partners in one profile, up to `most`, and opens their list at each size, as often
/// as asked for, each time in a browser started anew.
///
/// # Errors
/// A list that does not show all of them, or a browser that has not of the program what it is to have.
pub async fn measure(contest: &Contest, pack: &Value, most: usize, samples: usize) -> Result<Vec<FirstView>> {
    let folder = project().join("target/bench/kept");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let bundle = folder.join("bundle.bin");
    let Some(server) = contest.returning(&bundle)? else {
        return Ok(Vec::new());
    };
    let visitor = Visitor {
        server,
        profile: folder.join("profile"),
        bundle,
    };
    let sizes: Vec<usize> = SIZES.into_iter().filter(|size| *size <= most).collect();
    let when = today(&visitor.server).await?;
    let mut sample = made_up::sample(asked(pack)?, when, sizes.iter().copied().max().unwrap_or(0));
    let mut shown = 0;
    let mut views = Vec::new();
    for partners in sizes {
        shown += visitor.takes_in(&mut sample, partners).await?;
        let cold = (Start::Cold, COLD.min(samples));
        for (start, times) in [cold, (Start::Warm, WARMING + samples)] {
            for time in 0..times {
                let view = visitor.opens(partners, start).await?;
                if view.seen.found != shown {
                    let found = view.seen.found;
                    return Err(format!("of {partners} partners {found} are shown, not {shown}").into());
                }
                if start == Start::Cold || time >= WARMING {
                    views.push(view);
                }
                eprint!("\r{partners} partners, {start:?}: {} of {times} ", time + 1);
            }
        }
        eprintln!();
    }
    fs::remove_dir_all(&folder)?;
    Ok(views)
}

/// Somebody who comes back to partners that are kept in a profile.
struct Visitor {
    server: Server,
    profile: PathBuf,
    /// What the page takes in next.
    bundle: PathBuf,
}

impl Visitor {
    /// Has the widget keep partners until there are so many; gives how many more the list is to show.
    async fn takes_in(&self, sample: &mut Sample, partners: usize) -> Result<usize> {
        self.browser(async |driver| {
            driver.goto(self.server.url("/")).await?;
            let mut shown = 0;
            loop {
                let (made, _) = sample.made();
                let next = AT_ONCE.min(partners.saturating_sub(made));
                if next == 0 {
                    break Ok(shown);
                }
                let bundled = made_up::write_next(sample, next, &self.bundle)?;
                self.adds(driver, bundled).await?;
                shown += bundled.shown;
                eprint!("\r{} partners kept ", made + bundled.partners);
            }
        })
        .await
    }

    async fn adds(&self, driver: &WebDriver, bundled: Bundled) -> Result<()> {
        let arguments = vec![json!(Rival::Widget.name()), json!("add"), Value::Null];
        let added = answer(driver, KEEPING, arguments).await?;
        let expected = json!({ "partners": bundled.partners, "assessments": ASSESSMENTS * bundled.partners });
        if added != expected {
            return Err(format!("taken in were {added}, not {expected}").into());
        }
        Ok(())
    }

    async fn opens(&self, partners: usize, start: Start) -> Result<FirstView> {
        if start == Start::Cold {
            for kept in ["Cache", "Code Cache", "Service Worker"] {
                let kept = self.profile.join("Default").join(kept);
                if kept.exists() {
                    fs::remove_dir_all(kept)?;
                }
            }
        }
        self.browser(async |driver| {
            // On the page's own origin, so that its renderer process runs already: starting one is not the page's work.
            driver.goto(self.server.url(EMPTY_PAGE)).await?;
            tokio::time::sleep(SETTLING).await;
            let name = json!(Rival::Widget.name());
            let script =
                format!("((rivalName) => {{\n{ADAPTERS}\n{STOPWATCH}\n{LIST}\n{FIRST_VIEW}\n}})({name});");
            let script = json!({ "source": script });
            devtools(driver, "Page.addScriptToEvaluateOnNewDocument", script).await?;
            self.server.clear_log();
            driver.goto(self.server.url("/")).await?;
            let seen = answer(driver, "window.bench.firstView().then(arguments[0])", Vec::new()).await?;
            let fetched = self.server.log();
            if fetched.is_empty() == (start == Start::Cold) {
                return Err(format!("{start:?}, but fetched was {fetched:?}").into());
            }
            devtools(driver, "HeapProfiler.collectGarbage", json!({})).await?;
            let heap = devtools(driver, "Runtime.getHeapUsage", json!({})).await?;
            Ok(FirstView {
                partners,
                start,
                seen: serde_json::from_value(seen)?,
                heap: bytes_used(&heap)?,
            })
        })
        .await
    }

    /// Does something in a browser that is started for it, and closed afterwards as a person does.
    async fn browser<T>(&self, act: impl AsyncFnOnce(&WebDriver) -> Result<T>) -> Result<T> {
        let browser = Browser::open_with_profile(Engine::Chromium, Compiler::Usual, &self.profile).await?;
        let outcome = async {
            browser.driver.set_script_timeout(LONGEST_SCRIPT).await?;
            act(&browser.driver).await
        };
        let outcome = outcome.await;
        browser.close().await?;
        outcome
    }
}

/// What lies in the heap, and outside of it in buffers that belong to it.
fn bytes_used(usage: &Value) -> Result<u64> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Usage {
        used_size: f64,
        backing_storage_size: f64,
    }
    let Usage {
        used_size,
        backing_storage_size,
    } = serde_json::from_value(usage.clone())?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole numbers of bytes, which the protocol writes as any number"
    )]
    Ok((used_size + backing_storage_size) as u64)
}
