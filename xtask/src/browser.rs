//! The browsers of the tests, one for each engine, and their drivers.

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::process::{Call, in_path};
use crate::progress::step;
use crate::system::{self, System};
use crate::tools;

/// What a browser is built on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// Looks for a program where its variable does not name it.
type Search = fn() -> Option<PathBuf>;

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name of an engine on the command line.
    pub fn argument(self) -> String {
        self.to_string().to_lowercase()
    }

    /// The packages of Debian that bring it.
    const fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver", "fonts-liberation"],
            Self::Firefox => &["firefox-esr", "fonts-liberation"],
            Self::WebKit => &["webkit2gtk-driver", "xvfb", "fonts-liberation"],
        }
    }

    /// The programs that the tests start, by the variables that name them; `None` where one is not here.
    fn programs(self) -> Outcome<Option<Vec<Program>>> {
        let wanted: &[(&str, Search)] = match self {
            Self::Chromium => &[
                ("CHROMIUM", chromium),
                ("CHROMEDRIVER", || in_path(&["chromedriver"])),
            ],
            Self::Firefox => &[("FIREFOX", firefox)],
            Self::WebKit => &[
                ("WEBKIT_DRIVER", || in_path(&["WebKitWebDriver"])),
                ("MINI_BROWSER", mini_browser),
                ("XVFB", || in_path(&["Xvfb"])),
            ],
        };
        let mut programs = Vec::new();
        for (variable, find) in wanted {
            let Some(path) = given(variable)?.or_else(find) else {
                return Ok(None);
            };
            programs.push(Program { variable, path });
        }
        Ok(Some(programs))
    }

    /// What to do where it cannot be installed.
    fn by_hand(self, system: System) -> String {
        let without = format!(
            "Without it: `cargo xtask test end-to-end --engine {}`.",
            if self == Self::Chromium {
                "firefox"
            } else {
                "chromium"
            }
        );
        let own = match (self, system) {
            (_, System::Debian) => format!(
                "Run: sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
                self.packages().join(" ")
            ),
            (Self::Chromium, _) => chromium_by_hand(system),
            (Self::Firefox, _) => firefox_by_hand(system).to_owned(),
            (Self::WebKit, _) => webkit_by_hand(system).to_owned(),
        };
        format!("{own}\n{without}")
    }
}

/// A browser and the driver that steers it, ready to be started by the tests.
#[derive(Debug, Clone)]
pub struct Browser {
    pub engine: Engine,
    programs: Vec<Program>,
}

/// A program and the variable that tells the tests where it is.
#[derive(Debug, Clone)]
struct Program {
    variable: &'static str,
    path: PathBuf,
}

impl Browser {
    /// The browser of this machine, installed where the system allows it.
    ///
    /// # Errors
    /// When there is none: with what to do by hand on this system.
    pub fn ready(engine: Engine) -> Outcome<Self> {
        let mut programs = engine.programs()?;
        if programs.is_none() && system::can_install() {
            step(&format!("Install {engine} and what drives it"), || {
                system::install(engine.packages())
            })?;
            programs = engine.programs()?;
        }
        let mut programs = programs.ok_or_else(|| {
            Failure::new(format!(
                "The tests need {engine} and what drives it, and they are not here"
            ))
            .with_remedy(engine.by_hand(System::here()))
        })?;
        if engine == Engine::Firefox {
            programs.push(Program {
                variable: "GECKODRIVER",
                path: given("GECKODRIVER")?.map_or_else(tools::geckodriver, Ok)?,
            });
        }
        Ok(Self { engine, programs })
    }

    /// The browser itself.
    pub fn program(&self) -> &Path {
        self.programs
            .first()
            .map_or(Path::new(""), |program| &program.path)
    }

    /// Tells a program where the browser is.
    pub fn for_call(&self, call: Call) -> Call {
        self.programs.iter().fold(call, |call, program| {
            call.environment(program.variable, &program.path)
        })
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
    in_path(&[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ])
    .or_else(|| {
        first_file([
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        ])
    })
}

fn firefox() -> Option<PathBuf> {
    in_path(&["firefox-esr", "firefox"])
        .or_else(|| first_file(["/Applications/Firefox.app/Contents/MacOS/firefox"]))
}

/// It lies beside `WebKitGTK`'s own programs, in a folder that each system calls otherwise.
fn mini_browser() -> Option<PathBuf> {
    let below_lib = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let folders: Vec<PathBuf> = ["/usr/libexec", "/usr/lib"]
        .into_iter()
        .map(PathBuf::from)
        .chain(below_lib.map(|entry| entry.path()))
        .collect();
    let versions = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"];
    let mut places = folders
        .iter()
        .flat_map(|folder| versions.map(|version| folder.join(version).join("MiniBrowser")));
    places.find(|place| place.is_file())
}

fn first_file<const COUNT: usize>(places: [&str; COUNT]) -> Option<PathBuf> {
    places.iter().map(PathBuf::from).find(|path| path.is_file())
}

fn chromium_by_hand(system: System) -> String {
    let anywhere = "or anywhere, with Node: `npx @puppeteer/browsers install chrome@stable` and \
                    `npx @puppeteer/browsers install chromedriver@stable`, then set CHROMIUM and CHROMEDRIVER to the two \
                    paths that they print.";
    let own = match system {
        System::Fedora => "Run: sudo dnf install chromium chromedriver",
        System::Arch => "Run: sudo pacman -S chromium",
        System::Alpine => "Run: apk add chromium chromium-chromedriver",
        System::MacOs => "Run: brew install --cask google-chrome chromedriver",
        System::Ubuntu => {
            "Run: sudo snap install chromium, then CHROMEDRIVER=/snap/bin/chromium.chromedriver"
        }
        System::Debian | System::Other => {
            "Install Chromium and chromedriver of the same version by your system's packages,"
        }
    };
    format!("{own}\n{anywhere}")
}

const fn firefox_by_hand(system: System) -> &'static str {
    match system {
        System::Fedora => "Run: sudo dnf install firefox",
        System::Arch => "Run: sudo pacman -S firefox",
        System::Alpine => "Run: apk add firefox-esr",
        System::MacOs => "Run: brew install --cask firefox",
        System::Ubuntu => {
            "Run: sudo snap install firefox, then FIREFOX=/snap/bin/firefox and GECKODRIVER=/snap/bin/geckodriver"
        }
        System::Debian | System::Other => {
            "Install Firefox by your system's packages, or set FIREFOX to its path."
        }
    }
}

const fn webkit_by_hand(system: System) -> &'static str {
    match system {
        System::Ubuntu => "Run: sudo apt-get install -y --no-install-recommends webkit2gtk-driver xvfb",
        System::MacOs => "WebKitGTK is for Linux: run these tests in a container of Debian.",
        System::Fedora | System::Arch | System::Alpine | System::Debian | System::Other => {
            "Install WebKitGTK with its WebKitWebDriver and MiniBrowser, and Xvfb, by your system's packages; or set \
             WEBKIT_DRIVER, MINI_BROWSER and XVFB to their paths."
        }
    }
}
