//! WebKitGTK's `MiniBrowser` through `WebKitWebDriver`, on a screen that nobody sees.
//!
//! `WEBKIT_DRIVER`, `MINI_BROWSER` and `XVFB` name the programs; without the first and the last, `WebKitWebDriver` and
//! `Xvfb` of the search path.

use std::env;
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, WindowHandle};

use super::programs::Programs;
use super::{ColorScheme, Folder, Result, settled};

/// The pointer stands in the middle. Without a window manager the window below it has the focus, so that place has to
/// lie within the smallest window; larger ones reach over the edge.
const SCREEN: &str = "600x600x24";
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);
/// How often a window is measured at most until its page has the size that was asked for.
const MEASURED: usize = 3;

/// Starts a screen and the driver; gives the driver's port and what to ask it for.
pub(super) async fn start(programs: &mut Programs, folder: &Folder) -> Result<(u16, Capabilities)> {
    let screen = env::var("XVFB").unwrap_or_else(|_| "Xvfb".to_owned());
    let mut command = Command::new(screen);
    command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]);
    let display = programs.start_and_hear(&mut command, |line| line.trim().parse::<u32>().ok())?;

    // It announces nothing, so it is told a port that is free now.
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let program = env::var("WEBKIT_DRIVER").unwrap_or_else(|_| "WebKitWebDriver".to_owned());
    let mut command = Command::new(program);
    command
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{display}"))
        .env("HOME", home(folder)?)
        // As the tests do, whatever the machine speaks: this is English.
        .env("LC_ALL", "C.UTF-8")
        // Here nothing but the processor draws, and as what pretends to be a graphics card it takes twice as long.
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    for other in [
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "WAYLAND_DISPLAY",
    ] {
        command.env_remove(other);
    }
    programs.start(&mut command)?;
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if !programs.last_runs() {
            return Err("WebKitWebDriver ended before it listened".into());
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }

    let browser =
        env::var("MINI_BROWSER").map_err(|_| "MINI_BROWSER does not name WebKitGTK's MiniBrowser")?;
    // A window that a script opens has no toolbar, and so can be as narrow as a telephone.
    let arguments = ["--automation", "--javascript-can-open-windows-automatically=true"];
    let mut capabilities = Capabilities::new();
    capabilities.set(
        "webkitgtk:browserOptions",
        json!({ "binary": browser, "args": arguments }),
    )?;
    Ok((port, capabilities))
}

/// A home of its own, so that nothing of the user's gets in, and downloads go where they are looked for.
fn home(folder: &Folder) -> Result<std::path::PathBuf> {
    let home = folder.0.join("home");
    let settings = home.join(".config");
    fs::create_dir_all(&settings)?;
    let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", folder.downloads().display());
    fs::write(settings.join("user-dirs.dirs"), downloads)?;
    Ok(home)
}

/// Opens a window without a toolbar, from the page in front.
pub async fn new_window(driver: &WebDriver) -> WebDriverResult<WindowHandle> {
    let before = driver.windows().await?;
    let script = "window.open('about:blank', '', 'popup,noopener,width=1280,height=900')";
    driver.execute(script, Vec::new()).await?;
    let mut after = driver.windows().await?;
    after.retain(|window| !before.contains(window));
    after
        .pop()
        .ok_or_else(|| WebDriverError::ParseError("no window was opened".to_owned()))
}

/// The driver looks where an element is, then clicks there, whatever has moved there meanwhile. So the element is asked
/// whether the click came; where it did not, the caller may try again.
pub async fn click(driver: &WebDriver, element: &WebElement) -> WebDriverResult<()> {
    let listen = "window.hasCome = false;
        arguments[0].addEventListener('click', () => { window.hasCome = true }, { capture: true, once: true })";
    driver.execute(listen, vec![element.to_json()?]).await?;
    click_there(driver, element).await?;
    // The click may have led to another page, where nothing is known of it.
    let come = driver.execute("return window.hasCome", Vec::new()).await?;
    if come.json() == &json!(false) {
        return Err(WebDriverError::ParseError("the click came elsewhere".to_owned()));
    }
    Ok(())
}

/// The driver takes a text field in a shadow root as covered by the root's host. Where it complains and that is all
/// there is, the pointer clicks by itself.
async fn click_there(driver: &WebDriver, element: &WebElement) -> WebDriverResult<()> {
    let outcome = element.click().await;
    let Err(error) = &outcome else { return outcome };
    if !matches!(**error, WebDriverErrorInner::ElementClickIntercepted(_)) {
        return outcome;
    }
    let script = "const [element] = arguments;
        const { left, top, width, height } = element.getBoundingClientRect();
        const root = element.getRootNode();
        const stack = root.elementsFromPoint(left + width / 2, top + height / 2).filter((one) => one !== root.host);
        return stack[0] === element";
    let uncovered = driver.execute(script, vec![element.to_json()?]).await?;
    if uncovered.json() != &json!(true) {
        return outcome;
    }
    driver
        .action_chain()
        .move_to_element_center(element)
        .click()
        .perform()
        .await
}

/// A window that has brought files shows them below the page, and is that much higher. That bar may come only after the
/// window was measured, and the page has the wrong size then for as long as one waits: so it is measured again.
pub async fn resize(driver: &WebDriver, width: u32, height: u32) -> WebDriverResult<()> {
    for _ in 1..MEASURED {
        if fit(driver, width, height).await.is_ok() {
            return Ok(());
        }
    }
    fit(driver, width, height).await
}

/// Makes the window as much larger than the page as it is now.
async fn fit(driver: &WebDriver, width: u32, height: u32) -> WebDriverResult<()> {
    let around = driver
        .execute("return outerHeight - innerHeight", Vec::new())
        .await?;
    let around = around
        .json()
        .as_u64()
        .and_then(|around| u32::try_from(around).ok());
    driver
        .set_window_rect(0, 0, width, height + around.unwrap_or(0))
        .await?;
    settled(driver, width, height).await
}

/// What `prefers-color-scheme` says is the desktop's affair here, settled when the browser starts. So the page is told
/// by the properties that a host has for it.
pub async fn set_color_scheme(driver: &WebDriver, scheme: ColorScheme) -> WebDriverResult<()> {
    let value = match scheme {
        ColorScheme::Light => "",
        ColorScheme::Dark => "dark",
    };
    let script = "for (const name of ['color-scheme', '--cr-color-scheme']) {
        document.documentElement.style.setProperty(name, arguments[0]);
    }";
    run(driver, script, vec![json!(value)]).await
}

/// Makes the rules for paper those for the screen, in the page and in every open shadow root.
pub async fn show_as_print(driver: &WebDriver) -> WebDriverResult<()> {
    let script = "
        const turned = { print: 'all', screen: 'not all' };
        const turn = (rules) => {
            for (const rule of rules) {
                if (rule instanceof CSSMediaRule && rule.media.mediaText in turned) rule.media.mediaText = turned[rule.media.mediaText];
                if (rule.cssRules) turn(rule.cssRules);
            }
        };
        const within = (root) => {
            for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) turn(sheet.cssRules);
            for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) within(shadowRoot);
        };
        within(document)";
    run(driver, script, Vec::new()).await
}

async fn run(driver: &WebDriver, script: &str, given: Vec<Value>) -> WebDriverResult<()> {
    driver.execute(script, given).await.map(drop)
}
