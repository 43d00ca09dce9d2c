//! Headless Firefox through geckodriver, and what only the browser's own scripts can do.
//!
//! `FIREFOX` and `GECKODRIVER` name the programs; without them `firefox-esr` and `geckodriver` of the search path.

use std::env;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, RequestData, SessionId};

use super::programs::{Programs, port_announced};
use super::{ColorScheme, Folder, Result, settled};

/// Starts the driver; gives its port and what to ask it for.
pub(super) fn start(programs: &mut Programs, folder: &Folder, profile: &Path) -> Result<(u16, Capabilities)> {
    let program = env::var("GECKODRIVER").unwrap_or_else(|_| "geckodriver".to_owned());
    let mut command = Command::new(program);
    // The second lets scripts run as a part of the browser.
    command.args(["--port=0", "--allow-system-access"]);
    let port = programs.start_and_hear(&mut command, port_announced)?;
    let binary = env::var("FIREFOX").unwrap_or_else(|_| "firefox-esr".to_owned());
    let options = json!({
        "binary": binary,
        "args": ["-headless", "-profile", profile],
        "prefs": {
            "browser.download.folderList": 2,
            "browser.download.dir": folder.downloads(),
            "browser.download.alwaysOpenPanel": false,
            // As the tests do, whatever the machine speaks.
            "intl.accept_languages": "en-US, en",
        },
    });
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "firefox")?;
    capabilities.set("moz:firefoxOptions", options)?;
    Ok((port, capabilities))
}

pub async fn resize(driver: &WebDriver, width: u32, height: u32) -> WebDriverResult<()> {
    let script = "const { style } = gBrowser.selectedBrowser;
        for (const [side, length] of [['width', arguments[0]], ['height', arguments[1]]]) {
            for (const name of [side, `min-${side}`, `max-${side}`]) style.setProperty(name, `${length}px`);
        }";
    as_browser(driver, script, vec![json!(width), json!(height)]).await?;
    settled(driver, width, height).await
}

/// Sets what `prefers-color-scheme` says.
pub async fn set_color_scheme(driver: &WebDriver, scheme: ColorScheme) -> WebDriverResult<()> {
    let value = match scheme {
        ColorScheme::Light => "light",
        ColorScheme::Dark => "dark",
    };
    let script = "gBrowser.selectedBrowser.browsingContext.prefersColorSchemeOverride = arguments[0]";
    as_browser(driver, script, vec![json!(value)]).await
}

pub async fn show_as_print(driver: &WebDriver) -> WebDriverResult<()> {
    let script = "gBrowser.selectedBrowser.browsingContext.mediumOverride = 'print'";
    as_browser(driver, script, Vec::new()).await
}

/// The limit is one for all origins together, so what others have stored goes first.
pub async fn limit_storage(driver: &WebDriver, bytes: Option<u32>) -> WebDriverResult<()> {
    let kilobytes = bytes.map_or(-1, |bytes| i64::from(bytes / 1024));
    let script = "Services.prefs.setIntPref('dom.quotaManager.temporaryStorage.fixedLimit', arguments[0]);
        Services.prefs.setBoolPref('dom.quotaManager.testing', true);
        if (arguments[0] < 0) Services.qms.reset(); else Services.qms.clear()";
    as_browser(driver, script, vec![json!(kilobytes)]).await
}

/// Runs a script as a part of the browser itself, not of the page.
async fn as_browser(driver: &WebDriver, script: &str, given: Vec<Value>) -> WebDriverResult<()> {
    driver.cmd(Context("chrome")).await?;
    let ran = driver.execute(script, given).await;
    driver.cmd(Context("content")).await?;
    ran.map(drop)
}

/// What the next scripts are a part of.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session_id: &SessionId) -> RequestData {
        // The method's type belongs to a crate that only thirtyfour names, so it is made from its text.
        RequestData::new(
            "POST".try_into().unwrap_or_default(),
            format!("/session/{session_id}/moz/context"),
        )
        .add_body(json!({ "context": self.0 }))
    }
}
