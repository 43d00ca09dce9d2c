//! P7: the list of all partners, put in order and filtered.

use std::path::PathBuf;
use std::sync::Arc;

use channel_readiness::domain::pack::{Pack, PackReference, Questionnaire};
use channel_readiness::domain::time::{Day, Moment};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::{Browser, Compiler, Engine, Result};
use crate::made_up;
use crate::measuring::{SETTLING, STOPWATCH};
use crate::rivals::{Contest, EMPTY_PAGE, Entrant, Rival};
use crate::server::Server;

const PARTNERS: &str = include_str!("page/partners.js");
pub const LIST: &str = include_str!("page/list.js");
/// How many partners there are, by which growth is told.
pub const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// How often each thing is done in one page.
const ROUNDS: usize = 2;

/// What somebody does with the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// By score.
    Score,
    /// By name again.
    Name,
    /// Only those in which two words are found.
    Words,
    /// Only those of one kind.
    Kind,
}

impl Act {
    pub const ALL: [Self; 4] = [Self::Score, Self::Name, Self::Words, Self::Kind];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Score => "by score",
            Self::Name => "by name",
            Self::Words => "words",
            Self::Kind => "a kind",
        }
    }
}

/// One thing done in one page, in milliseconds from the click or the letter on.
#[derive(Debug, Clone)]
pub struct Done {
    pub rival: Rival,
    pub partners: usize,
    pub act: Act,
    /// Until the rows in the page were others.
    pub changed: f64,
    /// Until a frame with them was painted.
    pub painted: f64,
    /// How many rows were in the page then.
    pub rows: usize,
}

#[derive(Deserialize)]
struct Times {
    act: Act,
    changed: f64,
    painted: f64,
}

/// Lets the widget and the hand-written page put the same partners in order and filter them, as often as asked for, each
/// time in a fresh browser, in turns. Before anything is timed, both must have told the same of every step.
///
/// # Errors
/// Other rows, or another number found.
pub async fn measure(contest: &Contest, pack: &Value, samples: usize) -> Result<Vec<Done>> {
    let of = |rival: Rival| contest.entrants.iter().find(|entrant| entrant.rival == rival);
    let entrants: Vec<&Entrant> = [of(Rival::Widget), of(Rival::HandWritten)]
        .into_iter()
        .flatten()
        .collect();
    let Some(first) = entrants.first() else {
        return Ok(Vec::new());
    };
    let today = today(&first.server).await?;
    made_up::write(asked(pack)?, today, &SIZES, &contest.common)?;
    let mut all = Vec::new();
    for partners in SIZES {
        let mut told = Vec::new();
        for entrant in &entrants {
            told.push(done(entrant, partners, 1).await?["told"].clone());
        }
        if let [ours, theirs] = told.as_slice()
            && ours != theirs
        {
            return Err(format!("of {partners} partners the widget says {ours}, the other {theirs}").into());
        }
        let found = told.first().and_then(Value::as_array).into_iter().flatten();
        let found: Vec<String> = found.map(|step| step["found"].to_string()).collect();
        eprintln!(
            "{partners} partners: both found {}, with the same rows",
            found.join(", ")
        );
        for round in 0..samples {
            let mut turns = entrants.clone();
            let places = turns.len();
            turns.rotate_left(round % places);
            for entrant in turns {
                let answer = done(entrant, partners, ROUNDS).await?;
                let times: Vec<Times> = serde_json::from_value(answer["times"].clone())?;
                // The first one is that of the list as it began.
                let rows: Vec<usize> = serde_json::from_value(answer["rows"].clone())?;
                let acts = times.into_iter().zip(rows.into_iter().skip(1));
                all.extend(acts.map(
                    |(
                        Times {
                            act,
                            changed,
                            painted,
                        },
                        rows,
                    )| Done {
                        rival: entrant.rival,
                        partners,
                        act,
                        changed,
                        painted,
                        rows,
                    },
                ));
            }
            eprint!("\r{partners} partners, {} of {samples}", round + 1);
        }
        eprintln!();
    }
    Ok(all)
}

/// Where the files for the hand-written page are, as roots of a server.
pub fn files(folder: &std::path::Path) -> impl Iterator<Item = (String, PathBuf)> {
    SIZES.into_iter().map(|partners| {
        (
            format!("/partners-{partners}.bin"),
            made_up::file(folder, partners),
        )
    })
}

/// What the partners are asked.
///
/// # Errors
/// A pack that is none.
pub fn asked(pack: &Value) -> Result<(PackReference, Arc<Questionnaire>)> {
    let pack = Pack::parse(&pack.to_string()).map_err(|problems| format!("the pack: {problems:?}"))?;
    Ok((pack.reference(), pack.questionnaire))
}

/// The day and the moment that the browser has, by which the widget makes partners up.
///
/// # Errors
/// A browser that does not start.
pub async fn today(server: &Server) -> Result<(Day, Moment)> {
    let browser = Browser::open(Engine::Chromium, Compiler::Usual).await?;
    let outcome = async {
        browser.driver.goto(server.url(EMPTY_PAGE)).await?;
        let script = "const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate(), now.getTime()];";
        WebDriverResult::Ok(browser.driver.execute(script, Vec::new()).await?.json().clone())
    };
    let outcome = outcome.await;
    browser.close().await?;
    let (year, month, day, now): (i32, u32, u32, i64) = serde_json::from_value(outcome?)?;
    let found = Day::from_date(year, month, day).zip(Moment::from_milliseconds(now));
    Ok(found.ok_or("the browser has no day")?)
}

async fn done(entrant: &Entrant, partners: usize, rounds: usize) -> Result<Value> {
    let browser = Browser::open(Engine::Chromium, Compiler::Usual).await?;
    let driver = &browser.driver;
    let outcome = async {
        driver
            .set_script_timeout(core::time::Duration::from_mins(5))
            .await?;
        driver.goto(entrant.server.url(EMPTY_PAGE)).await?;
        tokio::time::sleep(SETTLING).await;
        driver
            .goto(entrant.server.url(&format!("/partners.html?partners={partners}")))
            .await?;
        let arguments = vec![json!(entrant.rival.name()), json!(rounds)];
        let script = format!("{STOPWATCH}\n{LIST}\n{PARTNERS}");
        WebDriverResult::Ok(driver.execute_async(script, arguments).await?.json().clone())
    };
    let outcome = outcome.await;
    browser.close().await?;
    let answer = outcome?;
    match answer["error"].as_str() {
        Some(error) => Err(format!("{}, {partners} partners: {error}", entrant.rival.name()).into()),
        None => Ok(answer),
    }
}
