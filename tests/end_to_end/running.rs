//! Runs the tests side by side in one process, each worker with a browser of its own that goes from test to test, and
//! leaves nothing running behind. Prints what cargo's own tests print.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::panic;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use thirtyfour::prelude::*;
use tokio::time::timeout;

use crate::browser::{Ability, Browser, Compiler, Engine, Result};
use crate::page::NOTED;
use crate::stage::Stage;

/// How many browsers run side by side: more would make each other slow on two cores.
const SIDE_BY_SIDE: usize = 2;
/// The longest that one test may take, where it does not say otherwise.
pub const PATIENCE: Duration = Duration::from_secs(90);
/// The longest that setting its stage may take, in a browser that runs.
const SETTING: Duration = Duration::from_secs(30);
/// How often a browser is started anew for one test before the test fails.
const TRIES: usize = 3;
/// The longest that the page may take to say what it shows when a test has failed.
const LOOKING: Duration = Duration::from_secs(10);

/// One test.
#[derive(Debug, Clone, Copy)]
pub struct Test {
    pub name: &'static str,
    /// What not every engine can do.
    pub needs: &'static [Ability],
    /// The longest that it may take.
    pub patience: Duration,
    pub run: fn(Stage) -> Run,
}

/// A test under way.
pub type Run = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// `tests()`: the named functions of this module as tests. `name needs Ability` is for engines that have it; `name within
/// seconds` may take so long.
macro_rules! tests {
    ($($name:ident $(needs $ability:ident)* $(within $seconds:literal)?),* $(,)?) => {
        pub fn tests() -> Vec<$crate::running::Test> {
            vec![$($crate::running::Test {
                name: concat!(module_path!(), "::", stringify!($name)),
                needs: &[$($crate::browser::Ability::$ability),*],
                patience: [$(std::time::Duration::from_secs($seconds),)? $crate::running::PATIENCE][0],
                run: |stage| Box::pin($name(stage)),
            }),*]
        }
    };
}

/// What the workers share.
struct Shared {
    engine: Engine,
    waiting: Mutex<VecDeque<Test>>,
    tally: Mutex<Tally>,
}

#[derive(Debug, Clone, Default)]
struct Tally {
    passed: usize,
    ignored: usize,
    /// Played once more, with what the first time ended in.
    again: Vec<(&'static str, String)>,
    /// With what went wrong.
    failed: Vec<(&'static str, String)>,
}

/// Runs those tests in this engine whose names contain one of the words; all where there is no word. Those that the
/// engine cannot play are named with the reason and counted as ignored.
///
/// # Errors
/// A worker that broke down.
pub async fn run(tests: Vec<Test>, engine: Engine, words: &[String]) -> Result<ExitCode> {
    let all = tests.len();
    let wanted: VecDeque<Test> = tests
        .into_iter()
        .filter(|test| words.is_empty() || words.iter().any(|word| test.name.contains(word)))
        .collect();
    let filtered = all - wanted.len();
    println!("\nrunning {} tests in {engine}", wanted.len());
    let started = Instant::now();
    panic::set_hook(Box::new(note_panic));
    let shared = Arc::new(Shared {
        engine,
        waiting: Mutex::new(wanted),
        tally: Mutex::default(),
    });
    let workers: Vec<_> = (0..SIDE_BY_SIDE)
        .map(|_| tokio::spawn(work(Arc::clone(&shared))))
        .collect();
    for worker in workers {
        worker.await?;
    }
    let Tally {
        passed,
        ignored,
        again,
        failed,
    } = locked(&shared.tally).clone();
    // Told at the end too: of a long record often only that is kept.
    for (title, told) in [("played once more", &again), ("failures", &failed)] {
        if !told.is_empty() {
            println!("\n{title} in {engine}:");
        }
        for (name, error) in told {
            println!("    {name}: {}", in_short(error));
        }
    }
    println!(
        "\ntest result: {}. {passed} passed; {} failed; {ignored} ignored; 0 measured; {filtered} filtered out; finished in {:.2}s\n",
        if failed.is_empty() { "ok" } else { "FAILED" },
        failed.len(),
        started.elapsed().as_secs_f64()
    );
    Ok(if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// An error on one line: its beginning, which says what was waited for, and its end, which is the end of what the page shows.
fn in_short(error: &str) -> String {
    const LONGEST: usize = 500;
    let words = error.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = words.chars().count();
    if length <= 2 * LONGEST {
        return words;
    }
    let start: String = words.chars().take(LONGEST).collect();
    let end: String = words.chars().skip(length - LONGEST).collect();
    format!("{start} … {end}")
}

/// One browser, a fresh tab and a fresh origin for every test; a fresh browser after a failure. A test that ended because
/// browser and driver lost each other is played once more: that says nothing about the page, unless it comes again.
async fn work(shared: Arc<Shared>) {
    let mut browser: Option<Arc<Browser>> = None;
    while let Some(test) = next(&shared) {
        let (name, engine) = (test.name, shared.engine);
        if let Some(reason) = test.needs.iter().find_map(|need| engine.lacks(*need)) {
            println!("test {name} [{engine}] ... ignored, {reason}");
            locked(&shared.tally).ignored += 1;
            continue;
        }
        let began = Instant::now();
        let mut outcome = one(test, engine, &mut browser).await;
        if let Err(error) = &outcome
            && (is_unexplained(&error.to_string()) || is_gone(browser.as_ref()).await)
        {
            println!("test {name} [{engine}] ... once more, since its browser was lost: {error}");
            locked(&shared.tally).again.push((name, error.to_string()));
            browser = None;
            outcome = one(test, engine, &mut browser).await;
        }
        let took = began.elapsed().as_secs_f64();
        match outcome {
            Ok(()) => {
                println!("test {name} [{engine}] ... ok <{took:.1}s>");
                locked(&shared.tally).passed += 1;
            }
            Err(error) => {
                println!("test {name} [{engine}] ... FAILED <{took:.1}s>\n---- {name}: {error}");
                locked(&shared.tally).failed.push((name, error.to_string()));
                // What it left behind is not known.
                browser = None;
            }
        }
    }
}

fn next(shared: &Shared) -> Option<Test> {
    locked(&shared.waiting).pop_front()
}

async fn one(test: Test, engine: Engine, browser: &mut Option<Arc<Browser>>) -> Result<()> {
    let stage = stage(engine, browser).await?;
    let driver = stage.driver.clone();
    let running = tokio::spawn(timeout(test.patience, (test.run)(stage)));
    let outcome = match running.await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(format!("not done after {} s", test.patience.as_secs()).into()),
        Err(error) => Err(panic_words(error).into()),
    };
    match outcome {
        Ok(()) => Ok(()),
        Err(error) => {
            let scene = timeout(LOOKING, scene(&driver)).await;
            let scene = scene.unwrap_or_else(|_| "\n  and the browser does not answer".to_owned());
            Err(format!("{error}{scene}").into())
        }
    }
}

/// A stage in the browser at hand. One that does not get there is ended with all that belongs to it, and another is
/// started: that a browser hangs between two tests says nothing about either.
async fn stage(engine: Engine, browser: &mut Option<Arc<Browser>>) -> Result<Stage> {
    let mut last = String::new();
    for _ in 0..TRIES {
        let at_hand = match browser.take() {
            Some(browser) => Ok(browser),
            None => Browser::open(engine, Compiler::Quick).await.map(Arc::new),
        };
        let set = match at_hand {
            Ok(at_hand) => {
                let set = timeout(SETTING, Stage::set(Arc::clone(&at_hand))).await;
                *browser = Some(at_hand);
                set.unwrap_or_else(|_| Err(format!("no stage after {} s", SETTING.as_secs()).into()))
            }
            Err(error) => Err(error),
        };
        match set {
            Ok(stage) => return Ok(stage),
            Err(error) => {
                eprintln!("{engine} is started anew: {error}");
                last = error.to_string();
                *browser = None;
            }
        }
    }
    Err(format!("no browser: {last}").into())
}

/// Whether the driver failed without a word, as WebKit's does where the browser, or the process of its page, ends under a
/// command (<https://bugs.webkit.org/show_bug.cgi?id=297818>); also where somebody waited until then.
fn is_unexplained(error: &str) -> bool {
    let line = error.lines().next().unwrap_or_default();
    line.split_once("Unknown error:")
        .is_some_and(|(_, words)| words.trim_matches([' ', ')']).is_empty())
}

/// Whether the browser is no more; one that merely does not answer is not meant.
async fn is_gone(browser: Option<&Arc<Browser>>) -> bool {
    match browser {
        Some(browser) => matches!(timeout(LOOKING, browser.driver.windows()).await, Ok(Err(_))),
        None => false,
    }
}

/// What the page shows when a test has failed.
async fn scene(driver: &WebDriver) -> String {
    const SCRIPT: &str = "const shown = (node) => [...node.children].map((child) => child.innerText ?? '').join('\\n');
        return [...document.querySelectorAll('channel-readiness')]
            .map((element) => element.shadowRoot ? shown(element.shadowRoot) : '(not started)').join('\\n---\\n');";
    let mut scene = String::new();
    if let Ok(address) = driver.current_url().await {
        let _ = write!(scene, "\n  at {address}");
    }
    if let Ok(noted) = driver.execute(NOTED, Vec::new()).await {
        let words = noted.json().as_str().unwrap_or_default();
        if !words.is_empty() {
            let _ = write!(scene, ", its console saying\n  | {words}\n ");
        }
    }
    if let Ok(shown) = driver.execute(SCRIPT, Vec::new()).await {
        let words = shown.json().as_str().unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = write!(scene, ", showing\n  | {words}");
    }
    scene
}

/// Where a check failed; what it said is told with the test's name.
fn note_panic(panic: &panic::PanicHookInfo) {
    if let Some(place) = panic.location() {
        eprintln!("a check failed at {place}");
    }
}

fn panic_words(error: tokio::task::JoinError) -> String {
    let Ok(panic) = error.try_into_panic() else {
        return "it was cancelled".to_owned();
    };
    let words = panic.downcast_ref::<String>().cloned();
    words
        .or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()))
        .unwrap_or_default()
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
