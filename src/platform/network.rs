//! Fetching files: the build's own, and a questionnaire that the host page names.

use js_sys::{JsString, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, RequestInit, Response, Url};

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
    /// So many bytes, or as many before the rest was left unread.
    #[error("the file is too large")]
    TooLarge { size: usize },
    #[error("the file is not UTF-8")]
    NotUtf8,
    /// Not complete after 30 seconds.
    #[error("the server did not answer in time")]
    TimedOut,
}

/// The text at an address, read as UTF-8.
///
/// # Errors
/// [`FetchError::Status`], for one, with 404 where there is no such file.
pub async fn fetch_text(url: &str) -> Result<String, FetchError> {
    let text = fetch(url)
        .await?
        .text()
        .map_err(|exception| failure(&exception))?;
    let text = JsFuture::from(text)
        .await
        .map_err(|exception| failure(&exception))?;
    Ok(text.unchecked_into::<JsString>().into())
}

/// The text at an address that somebody else chose. Its size is looked at before it is read, and while: of a file that
/// is larger than it says, no more than the limit is taken.
///
/// # Errors
/// [`FetchError::TooLarge`], for one.
pub async fn fetch_text_within(url: &str, limit_bytes: u32) -> Result<String, FetchError> {
    let response = fetch(url).await?;
    let within = |size: usize| match u32::try_from(size) {
        Ok(bytes) if bytes <= limit_bytes => Ok(()),
        _ => Err(FetchError::TooLarge { size }),
    };
    let stated = response.headers().get("content-length").ok().flatten();
    let stated = stated.and_then(|length| length.parse().ok()).unwrap_or(0);
    let Some(body) = response.body() else {
        return Ok(String::new());
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    let mut fits = within(stated);
    while fits.is_ok() {
        let part = JsFuture::from(reader.read()).await;
        let part = part.map_err(|exception| failure(&exception))?;
        let member = |name: &str| Reflect::get(&part, &JsValue::from_str(name));
        let Ok(chunk) = member("value").and_then(JsCast::dyn_into::<Uint8Array>) else {
            // The last one has no value.
            return String::from_utf8(bytes).map_err(|_| FetchError::NotUtf8);
        };
        let taken = bytes.len();
        fits = within(taken + chunk.length() as usize);
        if fits.is_ok() {
            bytes.resize(taken + chunk.length() as usize, 0);
            chunk.copy_to(&mut bytes[taken..]);
        }
    }
    // The rest is not waited for; whether it is called off in time makes no difference.
    let _ = reader.cancel();
    fits.map(|()| String::new())
}

async fn fetch(url: &str) -> Result<Response, FetchError> {
    let window =
        web_sys::window().ok_or_else(|| FetchError::Unreachable(String::from("there is no window")))?;
    let options = RequestInit::new();
    options.set_signal(Some(&AbortSignal::timeout_with_u32(TIME_LIMIT_MILLISECONDS)));
    let response = JsFuture::from(window.fetch_with_str_and_init(url, &options)).await;
    let response: Response = response
        .map_err(|exception| failure(&exception))?
        .unchecked_into();
    if response.ok() {
        Ok(response)
    } else {
        Err(FetchError::Status(response.status()))
    }
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
