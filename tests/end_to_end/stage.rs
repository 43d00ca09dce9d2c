//! What a test begins with: a server of its own, and with it an origin and a store that nobody has used, and a tab.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use thirtyfour::prelude::*;

use crate::browser::{Browser, Engine, Result, Window};
use crate::page::Page;
use crate::server::{Options, Root, Server};

/// The stage of one test.
#[derive(Debug)]
pub struct Stage {
    pub driver: WebDriver,
    pub engine: Engine,
    pub server: Server,
    browser: Arc<Browser>,
}

impl Stage {
    /// A fresh tab in the browser, a fresh origin, and no downloads yet.
    pub async fn set(browser: Arc<Browser>) -> Result<Self> {
        let (driver, engine) = (browser.driver.clone(), browser.engine);
        engine.fresh_tab(&driver).await?;
        let Window {
            width,
            height,
            color_scheme,
        } = Window::default();
        engine.resize(&driver, width, height).await?;
        engine.set_color_scheme(&driver, color_scheme).await?;
        for download in fs::read_dir(browser.downloads())? {
            fs::remove_file(download?.path())?;
        }
        Ok(Self {
            driver,
            engine,
            server: serve(Vec::new())?,
            browser,
        })
    }

    /// The page of the bundle, started.
    pub async fn open(&self) -> Result<Page> {
        self.open_at("/").await
    }

    /// A page with the element on it, started.
    pub async fn open_at(&self, path: &str) -> Result<Page> {
        self.driver.goto(self.server.url(path)).await?;
        let page = self.page();
        page.started().await?;
        Ok(page)
    }

    /// Whatever is shown.
    pub fn page(&self) -> Page {
        Page::of(&self.driver, self.engine)
    }

    /// From now on the origin may store so many bytes; `None`: as many as ever.
    pub async fn limit_storage(&self, bytes: Option<u32>) -> Result<()> {
        self.engine
            .limit_storage(&self.driver, &self.server.url(""), bytes)
            .await
    }

    /// Where the browser puts the files that the page brings.
    pub fn downloads(&self) -> PathBuf {
        self.browser.downloads()
    }
}

/// A server of the bundle, of the tests' own pages below `/pages/`, and of the fixtures below `/fixtures/`, with these
/// headers on every answer. The page registers no worker.
pub fn serve(headers: Vec<(String, String)>) -> Result<Server> {
    let pages = project().join("tests/end_to_end/pages");
    let mut roots = vec![
        Root::new("/page.js", pages.join("alone.js")),
        Root::new("/pages/", pages),
        Root::new("/fixtures/", project().join("tests/fixtures")),
        Root::new("/", dist()),
    ];
    if let Some(games) = env::var_os("CHANNEL_READINESS_FAULTS") {
        roots.insert(0, Root::new("/faults/", project().join(games)));
    }
    if let Some(portals) = env::var_os("CHANNEL_READINESS_PORTALS") {
        roots.insert(0, Root::new("/portals/", project().join(portals)));
    }
    start(roots, headers)
}

/// A server of the whole page in a folder, as a static host has it, below this address, which ends in `/`.
pub fn serve_site(address: &str, site: &Path, headers: Vec<(String, String)>) -> Result<Server> {
    start(vec![Root::new(address, site)], headers)
}

fn start(roots: Vec<Root>, headers: Vec<(String, String)>) -> Result<Server> {
    Ok(Server::start(Options {
        roots,
        brotli: false,
        headers,
    })?)
}

/// The folder of the bundle.
pub fn dist() -> PathBuf {
    env::var_os("CHANNEL_READINESS_DIST")
        .map_or_else(|| project().join("dist"), |given| project().join(given))
}

/// The project's folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of one test alone; it goes with the test.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Result<Self> {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("channel-readiness-{name}-{}-{number}", process::id());
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf> {
        let path = self.0.join(name);
        fs::write(&path, content)?;
        Ok(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
