//! Headless Chromium through chromedriver, and what only its `DevTools` can do.
//!
//! `CHROMIUM` and `CHROMEDRIVER` name the programs; without them `chromium` and `chromedriver` of the search path.

use std::env;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, RequestData, SessionId};

use super::programs::{Programs, port_announced};
use super::{ColorScheme, Compiler, Folder, Result, Window};

/// How long the driver may take to notice that a page is dead.
const DYING: Duration = Duration::from_secs(5);

/// Starts the driver; gives its port and what to ask it for.
pub(super) fn start(
    programs: &mut Programs,
    folder: &Folder,
    profile: &Path,
    compiler: Compiler,
) -> Result<(u16, Capabilities)> {
    let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
    let port = programs.start_and_hear(Command::new(program).arg("--port=0"), port_announced)?;
    let mut capabilities = DesiredCapabilities::chrome();
    if let Ok(program) = env::var("CHROMIUM") {
        capabilities.set_binary(&program)?;
    }
    let window = Window::default();
    let size = format!("--window-size={},{}", window.width, window.height);
    let folder_of_profile = format!("--user-data-dir={}", profile.display());
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        &size,
        &folder_of_profile,
    ];
    for argument in arguments {
        capabilities.add_arg(argument)?;
    }
    if compiler == Compiler::Quick {
        // Eight times what is usual.
        capabilities.add_arg("--js-flags=--wasm-tiering-budget=100000000")?;
    }
    let preferences = json!({
        "download.default_directory": folder.downloads(),
        // As the tests do, whatever the machine speaks.
        "intl.accept_languages": "en-US,en",
    });
    capabilities.add_experimental_option("prefs", preferences)?;
    Ok((port, capabilities.into()))
}

pub async fn resize(driver: &WebDriver, width: u32, height: u32) -> WebDriverResult<()> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    devtools(driver, "Emulation.setDeviceMetricsOverride", size)
        .await
        .map(drop)
}

/// Sets what `prefers-color-scheme` says.
pub async fn set_color_scheme(driver: &WebDriver, scheme: ColorScheme) -> WebDriverResult<()> {
    let value = match scheme {
        ColorScheme::Light => "light",
        ColorScheme::Dark => "dark",
    };
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
    devtools(driver, "Emulation.setEmulatedMedia", features)
        .await
        .map(drop)
}

pub async fn show_as_print(driver: &WebDriver) -> WebDriverResult<()> {
    devtools(driver, "Emulation.setEmulatedMedia", json!({ "media": "print" }))
        .await
        .map(drop)
}

pub async fn limit_storage(driver: &WebDriver, origin: &str, bytes: Option<u32>) -> WebDriverResult<()> {
    let quota = match bytes {
        Some(bytes) => json!({ "origin": origin, "quotaSize": bytes }),
        None => json!({ "origin": origin }),
    };
    devtools(driver, "Storage.overrideQuotaForOrigin", quota)
        .await
        .map(drop)
}

/// Kills the process of the page. It cannot answer that it is dead.
pub async fn crash(driver: &WebDriver) {
    let killed = devtools(driver, "Page.crash", json!({}));
    drop(tokio::time::timeout(DYING, killed).await);
}

/// Sends a command of the Chrome `DevTools` protocol and gives its result.
pub async fn devtools(driver: &WebDriver, command: &str, parameters: Value) -> WebDriverResult<Value> {
    let command = DevtoolsCommand {
        command: command.to_owned(),
        parameters,
    };
    driver.handle().cmd(command).await?.value_json()
}

#[derive(Debug)]
struct DevtoolsCommand {
    command: String,
    parameters: Value,
}

impl FormatRequestData for DevtoolsCommand {
    fn format_request(&self, session_id: &SessionId) -> RequestData {
        // The method's type belongs to a crate that only thirtyfour names, so it is made from its text.
        RequestData::new(
            "POST".try_into().unwrap_or_default(),
            format!("/session/{session_id}/goog/cdp/execute"),
        )
        .add_body(json!({ "cmd": self.command, "params": self.parameters }))
    }
}
