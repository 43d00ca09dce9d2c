//! Headless Chromium through chromedriver, for the end-to-end tests and the benchmark.
//!
//! `CHROMEDRIVER` and `CHROMIUM` name the programs; without them `chromedriver` and `chromium` of the search path.

use std::env;
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};

pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// A running chromedriver. When dropped it ends its browsers and itself, and removes their profiles.
#[derive(Debug)]
pub struct Chromedriver {
    process: Child,
    port: u16,
    /// Tells when its output, and so the process itself, has ended.
    ended: Mutex<Receiver<()>>,
    profiles: PathBuf,
    opened: AtomicUsize,
}

/// How a page is shown.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// Of the viewport, in CSS pixels.
    pub width: u32,
    pub height: u32,
    pub color_scheme: ColorScheme,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorScheme {
    Light,
    Dark,
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

impl Chromedriver {
    /// Starts it on a free port of loopback.
    ///
    /// # Errors
    /// A program that is not there, or that ends before it listens.
    pub fn start() -> Result<Self> {
        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{program} cannot be started: {error}"))?;
        let mut output = BufReader::new(process.stdout.take().ok_or("chromedriver has no output")?);
        let Some(port) = port_announced(&mut output)? else {
            let _ = process.kill();
            return Err(format!("{program} ended before it listened").into());
        };
        let (ending, ended) = mpsc::channel();
        // Read to the end, or chromedriver would stop at a full pipe.
        thread::spawn(move || {
            let _ = output.read_to_end(&mut Vec::new());
            let _ = ending.send(());
        });
        let profiles = env::temp_dir().join(format!(
            "channel-readiness-profiles-{}-{port}",
            std::process::id()
        ));
        fs::create_dir_all(&profiles)?;
        Ok(Self {
            process,
            port,
            ended: Mutex::new(ended),
            profiles,
            opened: AtomicUsize::new(0),
        })
    }

    /// Opens a browser with a fresh profile.
    ///
    /// # Errors
    /// What chromedriver says when Chromium does not start.
    pub async fn open(&self, window: Window) -> Result<WebDriver> {
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        self.open_with_profile(window, &self.profiles.join(number.to_string()))
            .await
    }

    /// Opens a browser with a profile of the caller's, for tests that end a browser and come back.
    ///
    /// # Errors
    /// What chromedriver says when Chromium does not start.
    pub async fn open_with_profile(&self, window: Window, profile: &std::path::Path) -> Result<WebDriver> {
        let mut capabilities = DesiredCapabilities::chrome();
        if let Ok(program) = env::var("CHROMIUM") {
            capabilities.set_binary(&program)?;
        }
        let size = format!("--window-size={},{}", window.width, window.height);
        let folder = format!("--user-data-dir={}", profile.display());
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            &size,
            &folder,
        ];
        for argument in arguments {
            capabilities.add_arg(argument)?;
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", self.port), capabilities).await?;
        resize(&driver, window.width, window.height).await?;
        set_color_scheme(&driver, window.color_scheme).await?;
        Ok(driver)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // Asked to shut down it also ends the browsers it started; a kill would leave them behind.
        if let Ok(mut connection) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) {
            let _ = connection
                .write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            let _ = connection.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = connection.read_to_end(&mut Vec::new());
        }
        if let Ok(ended) = self.ended.get_mut() {
            let _ = ended.recv_timeout(Duration::from_secs(5));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.profiles);
    }
}

fn port_announced(output: &mut impl BufRead) -> Result<Option<u16>> {
    let mut line = String::new();
    while output.read_line(&mut line)? > 0 {
        if let Some((_, rest)) = line.split_once("started successfully on port ") {
            return Ok(Some(rest.trim_end().trim_end_matches('.').parse()?));
        }
        line.clear();
    }
    Ok(None)
}

/// Sets the viewport, also to sizes that a window cannot have.
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
