//! A browser and the driver that steers it, for the end-to-end tests and the benchmark.
//!
//! What WebDriver says goes for all engines alike; what it does not say, each engine has its own way for, and that way
//! stands in the engine's own file.

pub mod chromium;
mod firefox;
mod programs;
mod webkit;

use std::error::Error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::json;
use thirtyfour::WindowHandle;
use thirtyfour::prelude::*;
use tokio::time::timeout;

use programs::Programs;

pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// How long a browser may take until it can be steered.
const STARTING: Duration = Duration::from_mins(1);
/// How long it may take to end by itself; then it is ended.
const ENDING: Duration = Duration::from_secs(10);

/// What a browser is built on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// What a test may need beyond WebDriver and beyond what every engine has a way for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ability {
    /// Coming back with the profile of a browser that was closed.
    LastingProfile,
    /// Limiting the bytes that an origin may store.
    StorageLimit,
    /// Printing a page to a file.
    Printing,
    /// Writing into a file that the user picked.
    SaveFile,
    /// A worker that answers in place of the network.
    ServiceWorker,
    /// Telling a page how far what it shows has jumped.
    LayoutShifts,
    /// Telling how much of the memory is in use, without garbage.
    Heap,
}

/// How the browser compiles a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compiler {
    /// As it does for everyone.
    Usual,
    /// Once more, so that it runs faster, only what runs for long. With a fresh origin for every test nothing that was
    /// compiled is kept, and what compiles takes the time of another browser. Only Chromium can be told.
    Quick,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorScheme {
    Light,
    Dark,
}

/// How a page is shown.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// Of the viewport, in CSS pixels.
    pub width: u32,
    pub height: u32,
    pub color_scheme: ColorScheme,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            width: 1280,
            height: 900,
            color_scheme: ColorScheme::Light,
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

impl Engine {
    /// The engine of this name, as it stands on a command line.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Chromium, Self::Firefox, Self::WebKit]
            .into_iter()
            .find(|engine| engine.to_string() == name)
    }

    /// Why this engine cannot play a test that needs this; `None` where it can.
    pub const fn lacks(self, ability: Ability) -> Option<&'static str> {
        match (self, ability) {
            (Self::Firefox | Self::WebKit, Ability::SaveFile) => Some("it has no File System Access API"),
            (Self::Firefox | Self::WebKit, Ability::LayoutShifts) => Some("it does not tell what jumps"),
            (Self::Firefox | Self::WebKit, Ability::Heap) => {
                Some("nothing outside of it tells how much memory a page has in use")
            }
            (Self::Chromium | Self::Firefox, _) | (Self::WebKit, Ability::ServiceWorker) => None,
            (Self::WebKit, Ability::LastingProfile) => {
                Some("the WebKitGTK browser that can be steered keeps nothing once it is closed")
            }
            (Self::WebKit, Ability::StorageLimit) => {
                Some("nothing outside the program can limit what an origin stores in WebKitGTK")
            }
            (Self::WebKit, Ability::Printing) => Some("WebKitWebDriver has no command that prints"),
        }
    }

    /// Opens a tab that no page was in, beside what there is, and goes to it. It is as large as every other.
    pub async fn new_tab(self, driver: &WebDriver) -> WebDriverResult<WindowHandle> {
        let tab = match self {
            Self::Chromium | Self::Firefox => driver.new_tab().await?,
            Self::WebKit => webkit::new_window(driver).await?,
        };
        driver.switch_to_window(tab.clone()).await?;
        let Window { width, height, .. } = Window::default();
        self.resize(driver, width, height).await?;
        Ok(tab)
    }

    /// Opens a tab that no page was in and closes all others.
    pub async fn fresh_tab(self, driver: &WebDriver) -> WebDriverResult<()> {
        let before = driver.windows().await?;
        if self == Self::WebKit {
            // The page there may be one that opens no windows.
            driver.goto("about:blank").await?;
        }
        let tab = self.new_tab(driver).await?;
        for window in before {
            driver.switch_to_window(window).await?;
            driver.close_window().await?;
        }
        driver.switch_to_window(tab).await
    }

    /// Ends the page in front in the middle of whatever it does, without asking it: its process where the engine can do
    /// that, else its window. Afterwards another window has to be switched to.
    pub async fn kill_tab(self, driver: &WebDriver) -> WebDriverResult<()> {
        match self {
            Self::Chromium => {
                chromium::crash(driver).await;
                Ok(())
            }
            Self::Firefox | Self::WebKit => driver.close_window().await,
        }
    }

    /// Clicks an element, which nothing may cover.
    pub async fn click(self, driver: &WebDriver, element: &WebElement) -> WebDriverResult<()> {
        match self {
            Self::Chromium | Self::Firefox => element.click().await,
            Self::WebKit => webkit::click(driver, element).await,
        }
    }

    /// Sets the viewport, in CSS pixels, also to sizes that a window of a desktop cannot have.
    pub async fn resize(self, driver: &WebDriver, width: u32, height: u32) -> WebDriverResult<()> {
        match self {
            Self::Chromium => chromium::resize(driver, width, height).await,
            Self::Firefox => firefox::resize(driver, width, height).await,
            Self::WebKit => webkit::resize(driver, width, height).await,
        }
    }

    /// Sets which colours the page is shown in.
    pub async fn set_color_scheme(self, driver: &WebDriver, scheme: ColorScheme) -> WebDriverResult<()> {
        match self {
            Self::Chromium => chromium::set_color_scheme(driver, scheme).await,
            Self::Firefox => firefox::set_color_scheme(driver, scheme).await,
            Self::WebKit => webkit::set_color_scheme(driver, scheme).await,
        }
    }

    /// Shows the page as it would be on paper. What was there before comes back in another tab.
    pub async fn show_as_print(self, driver: &WebDriver) -> WebDriverResult<()> {
        match self {
            Self::Chromium => chromium::show_as_print(driver).await,
            Self::Firefox => firefox::show_as_print(driver).await,
            Self::WebKit => webkit::show_as_print(driver).await,
        }
    }

    /// From now on the origin may store so many bytes; `None`: as many as ever.
    ///
    /// # Errors
    /// An engine that lacks [`Ability::StorageLimit`].
    pub async fn limit_storage(self, driver: &WebDriver, origin: &str, bytes: Option<u32>) -> Result<()> {
        match self {
            Self::Chromium => Ok(chromium::limit_storage(driver, origin, bytes).await?),
            Self::Firefox => Ok(firefox::limit_storage(driver, bytes).await?),
            Self::WebKit => Err("WebKit cannot limit what an origin stores".into()),
        }
    }
}

/// A browser and its driver. When dropped, both end with everything that they started, and its folder goes.
#[derive(Debug)]
pub struct Browser {
    pub engine: Engine,
    pub driver: WebDriver,
    /// Ended by being dropped, before the folder goes.
    _programs: Programs,
    folder: Folder,
}

impl Browser {
    /// Opens one with a fresh profile.
    ///
    /// # Errors
    /// A program that is not there, or a browser that does not start in time.
    pub async fn open(engine: Engine, compiler: Compiler) -> Result<Self> {
        let folder = Folder::new()?;
        let profile = folder.0.join("profile");
        Self::start(engine, compiler, &profile, folder).await
    }

    /// Opens one with a profile of the caller's, for tests that close a browser and come back. Only for engines with
    /// [`Ability::LastingProfile`].
    ///
    /// # Errors
    /// As [`Browser::open`].
    pub async fn open_with_profile(engine: Engine, compiler: Compiler, profile: &Path) -> Result<Self> {
        Self::start(engine, compiler, profile, Folder::new()?).await
    }

    async fn start(engine: Engine, compiler: Compiler, profile: &Path, folder: Folder) -> Result<Self> {
        for needed in [profile, &folder.downloads()] {
            fs::create_dir_all(needed)?;
        }
        let mut programs = Programs::new(&folder.0);
        let starting = async {
            let (port, capabilities) = match engine {
                Engine::Chromium => chromium::start(&mut programs, &folder, profile, compiler)?,
                Engine::Firefox => firefox::start(&mut programs, &folder, profile)?,
                Engine::WebKit => webkit::start(&mut programs, &folder).await?,
            };
            Result::Ok(WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?)
        };
        let driver = timeout(STARTING, starting)
            .await
            .map_err(|_| format!("{engine} did not start in {} s", STARTING.as_secs()))??;
        let browser = Self {
            engine,
            driver,
            _programs: programs,
            folder,
        };
        let window = Window::default();
        if engine == Engine::WebKit {
            engine.fresh_tab(&browser.driver).await?;
        }
        engine
            .resize(&browser.driver, window.width, window.height)
            .await?;
        engine
            .set_color_scheme(&browser.driver, window.color_scheme)
            .await?;
        Ok(browser)
    }

    /// Closes it as a person does, with what it still has to write.
    ///
    /// # Errors
    /// A driver that does not answer: the browser is then ended all the same.
    pub async fn close(self) -> Result<()> {
        timeout(ENDING, self.driver.clone().quit())
            .await
            .map_err(|_| format!("{} did not close in {} s", self.engine, ENDING.as_secs()))??;
        Ok(())
    }

    /// Where it puts the files that pages bring.
    pub fn downloads(&self) -> PathBuf {
        self.folder.downloads()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Else it would ask the driver, and wait for it, where it may just be hanging.
        let _ = self.driver.clone().leak();
    }
}

/// Waits until the page knows the size of its viewport.
async fn settled(driver: &WebDriver, width: u32, height: u32) -> WebDriverResult<()> {
    let script = "const [width, height, done] = arguments;
        const until = performance.now() + 5000;
        const look = () => {
            if (innerWidth === width && innerHeight === height) done(null);
            else if (performance.now() > until) done(`${innerWidth} x ${innerHeight}`);
            else setTimeout(look, 5);
        };
        look()";
    let other = driver
        .execute_async(script, vec![json!(width), json!(height)])
        .await?;
    match other.json().as_str() {
        None => Ok(()),
        Some(other) => Err(WebDriverError::ParseError(format!(
            "the viewport is {other}, not {width} x {height}"
        ))),
    }
}

/// What a browser leaves on the disk; it goes when dropped.
#[derive(Debug)]
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("channel-readiness-browser-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    fn downloads(&self) -> PathBuf {
        self.0.join("downloads")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
