//! Chromium and its driver.

use std::env;
use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::process::{Call, in_path};
use crate::progress::step;
use crate::system::{self, System};

/// A browser and the driver that steers it.
#[derive(Debug, Clone)]
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

impl Browser {
    /// The browser of this machine, installed where the system allows it.
    ///
    /// # Errors
    /// When there is none: with what to do by hand on this system.
    pub fn ready() -> Outcome<Self> {
        if let Some(browser) = Self::found()? {
            return Ok(browser);
        }
        if system::can_install() {
            step("Install Chromium and its driver", || {
                system::install(&["chromium", "chromium-driver", "fonts-liberation"])
            })?;
        }
        Self::found()?.ok_or_else(|| {
            Failure::new(
                "The tests need Chromium and chromedriver of the same version, and they are not here",
            )
            .with_remedy(by_hand(System::here()))
        })
    }

    fn found() -> Outcome<Option<Self>> {
        let chromium = given("CHROMIUM")?.or_else(chromium);
        let driver = given("CHROMEDRIVER")?.or_else(|| in_path(&["chromedriver"]));
        Ok(chromium
            .zip(driver)
            .map(|(chromium, driver)| Self { chromium, driver }))
    }

    /// Tells a program where the browser is.
    pub fn for_call(&self, call: Call) -> Call {
        call.environment("CHROMIUM", &self.chromium)
            .environment("CHROMEDRIVER", &self.driver)
    }
}

fn given(variable: &str) -> Outcome<Option<PathBuf>> {
    let Some(path) = env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
    else {
        return Ok(None);
    };
    if path.is_file() {
        return Ok(Some(path));
    }
    Err(Failure::new(format!(
        "{variable} names {}, and there is no such file",
        path.display()
    ))
    .with_remedy(format!("Correct {variable}, or unset it to use the system's.")))
}

fn chromium() -> Option<PathBuf> {
    let applications = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    in_path(&[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ])
    .or_else(|| applications.iter().map(PathBuf::from).find(|path| path.is_file()))
}

fn by_hand(system: System) -> String {
    let anywhere = "or anywhere, with Node: `npx @puppeteer/browsers install chrome@stable` and \
                    `npx @puppeteer/browsers install chromedriver@stable`, then set CHROMIUM and CHROMEDRIVER to the two \
                    paths that they print.";
    let own = match system {
        System::Debian => {
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium chromium-driver fonts-liberation"
        }
        System::Fedora => "sudo dnf install chromium chromedriver",
        System::Arch => "sudo pacman -S chromium",
        System::Alpine => "apk add chromium chromium-chromedriver",
        System::MacOs => "brew install --cask google-chrome chromedriver",
        System::Ubuntu => "sudo snap install chromium, then CHROMEDRIVER=/snap/bin/chromium.chromedriver",
        System::Other => {
            return format!("Install Chromium and chromedriver by your system's packages, {anywhere}");
        }
    };
    format!("Run: {own}\n{anywhere}")
}
