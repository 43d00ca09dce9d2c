//! Fetching the build's own files.

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit, Response, Url};

use super::objects::message;

const TIME_LIMIT_MILLISECONDS: u32 = 30_000;

/// Why a file was not fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The device has no connection.
    #[error("the device is offline")]
    Offline,
    /// No answer at all: no such host, blocked by a policy or an extension, cut off. The browser does not say which.
    #[error("the server could not be reached: {0}")]
    Unreachable(String),
    /// An answer, but not the file.
    #[error("the server answered with status {0}")]
    Status(u16),
    /// Not complete after 30 seconds.
    #[error("the server did not answer in time")]
    TimedOut,
}

/// The text at an address, read as UTF-8.
///
/// # Errors
/// [`FetchError::Status`], for one, with 404 where there is no such file.
pub async fn fetch_text(url: &str) -> Result<String, FetchError> {
    let window =
        web_sys::window().ok_or_else(|| FetchError::Unreachable(String::from("there is no window")))?;
    let options = RequestInit::new();
    options.set_signal(Some(&AbortSignal::timeout_with_u32(TIME_LIMIT_MILLISECONDS)));
    let response = JsFuture::from(window.fetch_with_str_and_init(url, &options)).await;
    let response: Response = response
        .map_err(|exception| failure(&exception))?
        .unchecked_into();
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let text = response.text().map_err(|exception| failure(&exception))?;
    let text = JsFuture::from(text)
        .await
        .map_err(|exception| failure(&exception))?;
    Ok(text.unchecked_into::<JsString>().into())
}

/// The address `relative` as seen from `base`; `None` where that makes no address.
#[must_use]
pub fn resolve(relative: &str, base: &str) -> Option<String> {
    Url::new_with_base(relative, base).ok().map(|url| url.href())
}

fn failure(exception: &JsValue) -> FetchError {
    let error = exception.dyn_ref::<js_sys::Error>();
    if error.is_some_and(|error| error.name() == "TimeoutError") {
        return FetchError::TimedOut;
    }
    if web_sys::window().is_some_and(|window| !window.navigator().on_line()) {
        return FetchError::Offline;
    }
    FetchError::Unreachable(message(exception))
}
