//! Where the page stands, as far as it bears on how long its data live and who else gets them.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::deadline::{ANSWER_LIMIT_MILLISECONDS, Unsettled, settled};
use super::objects::{member, service};

/// What the page is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// A page of its own.
    Page,
    /// A frame whose surroundings are all of its own origin: the same data as on the origin's own pages.
    FrameOfItsOrigin,
    /// A frame in a page of another origin. Where that is another site too, which a page cannot tell, its data lie in a
    /// partition of that site's, apart from what it keeps elsewhere.
    FrameOfAnotherOrigin,
    /// A frame that was given no origin, by `sandbox`: it keeps nothing.
    FrameWithoutOrigin,
}

/// Whether the window is a private one, whose data end with it. Browsers mean to hide that, so it is never known not to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrivateWindow {
    Likely,
    Unknown,
}

// web-sys does not catch where the method is missing.
#[wasm_bindgen]
extern "C" {
    type StorageManager;
    #[wasm_bindgen(method, catch, js_name = getDirectory)]
    fn get_directory(this: &StorageManager) -> Result<Promise, JsValue>;
}

/// What this page is part of.
#[must_use]
pub fn framing() -> Framing {
    framing_of(&js_sys::global())
}

/// What the page of a window is part of.
#[must_use]
pub fn framing_of(window: &JsValue) -> Framing {
    let mut framing = Framing::Page;
    let mut inner = window.clone();
    while let Some(outer) = member(&inner, "parent").filter(|outer| *outer != inner) {
        if member(window, "origin").is_some_and(|origin| origin == "null") {
            return Framing::FrameWithoutOrigin;
        }
        // The browser throws where the other page is of another origin.
        if Reflect::get(&outer, &JsValue::from_str("document")).is_err() {
            return Framing::FrameOfAnotherOrigin;
        }
        framing = Framing::FrameOfItsOrigin;
        inner = outer;
    }
    framing
}

/// The site whose data this page keeps, such as `portal.example`; empty for a page from a file.
#[must_use]
pub fn site() -> String {
    let location = web_sys::window().map(|window| window.location());
    location
        .and_then(|location| location.host().ok())
        .unwrap_or_default()
}

/// The page's address without its fragment, such as `https://portal.example/partners?view=2`; empty for a page that has
/// none that others could open: one from a file, or made within another page.
#[must_use]
pub fn page_address() -> String {
    let location = web_sys::window().map(|window| window.location());
    let address = location
        .and_then(|location| location.href().ok())
        .unwrap_or_default();
    let address = address.split('#').next().unwrap_or_default();
    if address.starts_with("https://") || address.starts_with("http://") {
        address.to_owned()
    } else {
        String::new()
    }
}

/// Whether the page came by https or from this device, and so did all around it. Where not, the browser withholds
/// encryption, locks, `persist()`, caches and the picking of files.
#[must_use]
pub fn is_secure() -> bool {
    service(&["isSecureContext"]).is_some_and(|secure| secure.is_truthy())
}

/// Whether the window is a private one, by what is documented: Firefox refuses a private window the files of its own that
/// every page can have. Other browsers document nothing that tells.
/// Source: MDN, `StorageManager.getDirectory()`, exceptions; seen in Firefox 153.
pub async fn private_window() -> PrivateWindow {
    // Only Firefox has it.
    let is_firefox = service(&["mozInnerScreenX"]).is_some();
    if is_firefox && refuses_files().await {
        return PrivateWindow::Likely;
    }
    PrivateWindow::Unknown
}

/// Whether the browser deletes what scripts have stored after seven days of its use without the user acting on the page:
/// Safari, and every browser of an iPhone or iPad. Web apps on the home screen count their own use, so for them it is not.
/// Source: webkit.org/blog/10218, "Full Third-Party Cookie Blocking and More", 2020.
#[must_use]
pub fn has_seven_day_rule() -> bool {
    // Only WebKit of Apple's systems has it.
    let is_apple = service(&["GestureEvent"]).is_some();
    let on_home_screen =
        service(&["navigator", "standalone"]).is_some_and(|standalone| standalone.is_truthy());
    is_apple && !on_home_screen
}

/// Whether the browser is built on WebKit, on whatever system.
#[must_use]
pub fn is_webkit() -> bool {
    is_from("Apple Computer, Inc.")
}

/// Whether the browser is built on Chromium, whoever made it.
#[must_use]
pub fn is_chromium() -> bool {
    is_from("Google Inc.")
}

fn is_from(vendor: &str) -> bool {
    service(&["navigator", "vendor"]).is_some_and(|found| found == vendor)
}

/// False where the browser has no such files, as on pages served by plain http.
async fn refuses_files() -> bool {
    let manager =
        service(&["navigator", "storage"]).filter(|manager| member(manager, "getDirectory").is_some());
    let Some(Ok(asked)) = manager.map(|manager| manager.unchecked_into::<StorageManager>().get_directory())
    else {
        return false;
    };
    let answer = settled(&asked, ANSWER_LIMIT_MILLISECONDS).await;
    matches!(answer, Err(Unsettled::Rejected(exception)) if exception.name == "SecurityError")
}
