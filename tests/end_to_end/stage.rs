//! What a test begins with: a server of its own, and with it an origin and a store that nobody has used, and a tab.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;

use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::{Chromedriver, Result, Window, devtools, resize, set_color_scheme};
use crate::page::Page;
use crate::server::{Options, Root, Server};

/// The stage of one test.
#[derive(Debug)]
pub struct Stage {
    pub driver: WebDriver,
    pub server: Server,
    pub chromedriver: Arc<Chromedriver>,
}

impl Stage {
    /// A fresh tab in the browser, and a fresh origin.
    pub async fn set(driver: WebDriver, chromedriver: Arc<Chromedriver>) -> Result<Self> {
        let before = driver.windows().await?;
        let tab = driver.new_tab().await?;
        for window in before {
            driver.switch_to_window(window).await?;
            driver.close_window().await?;
        }
        driver.switch_to_window(tab).await?;
        let Window {
            width,
            height,
            color_scheme,
        } = Window::default();
        resize(&driver, width, height).await?;
        set_color_scheme(&driver, color_scheme).await?;
        let stage = Self {
            driver,
            server: serve(Vec::new())?,
            chromedriver,
        };
        stage.forget().await?;
        Ok(stage)
    }

    /// Empties the origin. The system may give a test the port that an earlier test in the same browser had, and with
    /// the port its store.
    async fn forget(&self) -> Result<()> {
        let all = json!({ "origin": self.server.url(""), "storageTypes": "all" });
        devtools(&self.driver, "Storage.clearDataForOrigin", all).await?;
        self.limit_storage(None).await
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
        Page::of(&self.driver)
    }

    /// From now on the origin may store so many bytes; `None`: as many as ever.
    pub async fn limit_storage(&self, bytes: Option<u32>) -> Result<()> {
        let origin = self.server.url("");
        let quota = match bytes {
            Some(bytes) => json!({ "origin": origin, "quotaSize": bytes }),
            None => json!({ "origin": origin }),
        };
        devtools(&self.driver, "Storage.overrideQuotaForOrigin", quota).await?;
        Ok(())
    }
}

/// A server of the bundle, of the tests' own pages below `/pages/`, and of the fixtures below `/fixtures/`, with these
/// headers on every answer.
pub fn serve(headers: Vec<(String, String)>) -> Result<Server> {
    let roots = vec![
        Root::new("/pages/", project().join("tests/end_to_end/pages")),
        Root::new("/fixtures/", project().join("tests/fixtures")),
        Root::new("/", dist()),
    ];
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

/// A folder that goes with the test.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Result<Self> {
        let folder = env::temp_dir().join(format!("channel-readiness-{name}-{}", process::id()));
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
