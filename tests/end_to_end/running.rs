//! Runs the tests side by side in one process, so that they share one chromedriver and leave nothing running behind
//! them. Prints what cargo's own tests print.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::panic;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use thirtyfour::prelude::*;

use crate::browser::{Chromedriver, Result, Window};
use crate::stage::Stage;

/// How many browsers run side by side: more would make each other slow on two cores.
const SIDE_BY_SIDE: usize = 2;
/// The longest that one test may take.
const PATIENCE: Duration = Duration::from_secs(90);

/// One test.
#[derive(Debug, Clone, Copy)]
pub struct Test {
    pub name: &'static str,
    pub run: fn(Stage) -> Run,
}

/// A test under way.
pub type Run = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// `tests()`: the named functions of this module as tests.
macro_rules! tests {
    ($($name:ident),* $(,)?) => {
        pub fn tests() -> Vec<$crate::running::Test> {
            vec![$($crate::running::Test {
                name: concat!(module_path!(), "::", stringify!($name)),
                run: |stage| Box::pin($name(stage)),
            }),*]
        }
    };
}

/// What the workers share.
struct Shared {
    chromedriver: Arc<Chromedriver>,
    waiting: Mutex<VecDeque<Test>>,
    failed: Mutex<Vec<&'static str>>,
    passed: Mutex<usize>,
}

/// Runs those tests whose names contain one of the words; all where there is no word.
///
/// # Errors
/// A chromedriver or a browser that does not start.
pub async fn run(tests: Vec<Test>, words: impl Iterator<Item = String>) -> Result<ExitCode> {
    let words: Vec<String> = words.filter(|word| !word.starts_with('-')).collect();
    let all = tests.len();
    let wanted: VecDeque<Test> = tests
        .into_iter()
        .filter(|test| words.is_empty() || words.iter().any(|word| test.name.contains(word)))
        .collect();
    let filtered = all - wanted.len();
    println!("\nrunning {} tests", wanted.len());
    let started = Instant::now();
    panic::set_hook(Box::new(note_panic));
    let shared = Arc::new(Shared {
        chromedriver: Arc::new(Chromedriver::start()?),
        waiting: Mutex::new(wanted),
        failed: Mutex::default(),
        passed: Mutex::default(),
    });
    let workers: Vec<_> = (0..SIDE_BY_SIDE)
        .map(|_| tokio::spawn(work(Arc::clone(&shared))))
        .collect();
    for worker in workers {
        worker.await??;
    }
    let failed = shared
        .failed
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let passed = *shared.passed.lock().unwrap_or_else(PoisonError::into_inner);
    if !failed.is_empty() {
        println!("\nfailures:");
        for name in &failed {
            println!("    {name}");
        }
    }
    println!(
        "\ntest result: {}. {passed} passed; {} failed; 0 ignored; 0 measured; {filtered} filtered out; finished in {:.2}s\n",
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

/// One browser, a fresh tab and a fresh origin for every test; a fresh browser after a failure.
async fn work(shared: Arc<Shared>) -> Result<()> {
    let mut browser: Option<WebDriver> = None;
    while let Some(test) = next(&shared) {
        let driver = match browser.take() {
            Some(driver) => driver,
            None => shared.chromedriver.open(Window::default()).await?,
        };
        let began = Instant::now();
        let outcome = one(test, driver.clone(), Arc::clone(&shared.chromedriver)).await;
        let took = began.elapsed().as_secs_f64();
        match outcome {
            Ok(()) => {
                println!("test {} ... ok <{took:.1}s>", test.name);
                *shared.passed.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                browser = Some(driver);
            }
            Err(error) => {
                println!(
                    "test {} ... FAILED <{took:.1}s>\n---- {}: {error}",
                    test.name, test.name
                );
                shared
                    .failed
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(test.name);
                // What it left behind is not known.
                let _ = driver.quit().await;
            }
        }
    }
    if let Some(driver) = browser {
        driver.quit().await?;
    }
    Ok(())
}

fn next(shared: &Shared) -> Option<Test> {
    shared
        .waiting
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .pop_front()
}

async fn one(test: Test, driver: WebDriver, chromedriver: Arc<Chromedriver>) -> Result<()> {
    let stage = Stage::set(driver.clone(), chromedriver).await?;
    let running = tokio::spawn(tokio::time::timeout(PATIENCE, (test.run)(stage)));
    let outcome = match running.await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(format!("not done after {} s", PATIENCE.as_secs()).into()),
        Err(error) => Err(panic_words(error).into()),
    };
    match outcome {
        Ok(()) => Ok(()),
        Err(error) => Err(format!("{error}{}", scene(&driver).await).into()),
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
