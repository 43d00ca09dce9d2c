//! A file of the user's that the page may write again and again: the File System Access API, in Chromium alone.

use js_sys::{Object, Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::deadline::{ANSWER_LIMIT_MILLISECONDS, Unsettled, settled};
use super::files::safe_name;
use super::objects::{Exception, let_go, member, options, service};

/// For one step of writing; a folder may lie on a slow network.
const STEP_LIMIT_MILLISECONDS: u32 = 30_000;

/// A file that the user picked. The browser's database can keep it, see [`SaveFile::to_stored`]; the permission to write is
/// kept by the browser, or not.
#[derive(Debug, Clone)]
pub struct SaveFile(Handle);

/// Whether the page may write a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    Granted,
    /// The user has to be asked: see [`SaveFile::ask_permission`].
    Prompt,
    Denied,
}

/// Why a file was not picked or written. The file is then as it was before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveFileError {
    /// The browser cannot do it.
    #[error("this browser cannot write into a file")]
    NotSupported,
    /// The user picked none.
    #[error("no file was picked")]
    Cancelled,
    /// No permission, or asked without the user's having just acted, or in a frame of another origin.
    #[error("not allowed: {0}")]
    NotAllowed(Exception),
    /// The file or its folder is no longer there.
    #[error("the file is gone: {0}")]
    Gone(Exception),
    /// Another program has the file locked.
    #[error("the file is in use: {0}")]
    InUse(Exception),
    /// The disk or the quota is full.
    #[error("there is no space: {0}")]
    Full(Exception),
    /// A step of it was not done after 30 seconds.
    #[error("writing took too long")]
    TimedOut,
    /// Anything else that the browser refused.
    #[error("{0}")]
    Refused(Exception),
}

// web-sys counts the picker and the permissions as unstable, and does not catch where the rest is missing.
#[wasm_bindgen]
extern "C" {
    type Picker;
    #[wasm_bindgen(method, catch, js_name = showSaveFilePicker)]
    fn show_save_file_picker(this: &Picker, options: &Object) -> Result<Promise, JsValue>;

    #[derive(Debug, Clone)]
    type Handle;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn create_writable(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = queryPermission)]
    fn query_permission(this: &Handle, mode: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn request_permission(this: &Handle, mode: &Object) -> Result<Promise, JsValue>;

    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, bytes: &Uint8Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn abort(this: &Writable) -> Result<Promise, JsValue>;
}

/// Whether the browser lets the user pick a file to be written. In a frame of another origin it then still refuses.
#[must_use]
pub fn is_there() -> bool {
    service(&["showSaveFilePicker"]).is_some()
}

/// Lets the user pick a file, within a call that the user's own act has caused. Waits for as long as the user takes. The
/// suggested name is made safe first.
///
/// # Errors
/// [`SaveFileError::Cancelled`] where the user picks none.
pub async fn pick_save_file(suggested_name: &str) -> Result<SaveFile, SaveFileError> {
    if !is_there() {
        return Err(SaveFileError::NotSupported);
    }
    let options = options(&[
        ("suggestedName", JsValue::from_str(&safe_name(suggested_name))),
        // The browser opens the folder that was picked last under this name.
        ("id", "channel-readiness".into()),
    ]);
    let window: Picker = js_sys::global().unchecked_into();
    let picked = window
        .show_save_file_picker(&options)
        .map_err(|thrown| failure(Exception::of(&thrown)))?;
    match JsFuture::from(picked).await {
        Ok(handle) => Ok(SaveFile(handle.unchecked_into())),
        Err(thrown) => match Exception::of(&thrown) {
            exception if exception.name == "AbortError" => Err(SaveFileError::Cancelled),
            exception => Err(failure(exception)),
        },
    }
}

impl SaveFile {
    /// A file kept by [`SaveFile::to_stored`]; `None` for anything else.
    #[must_use]
    pub fn from_stored(value: JsValue) -> Option<Self> {
        member(&value, "createWritable")?;
        Some(Self(value.unchecked_into()))
    }

    /// The browser's handle, which its database can keep.
    #[must_use]
    pub fn to_stored(&self) -> JsValue {
        self.0.clone().into()
    }

    /// The file's name, without its folder, which the browser does not tell.
    #[must_use]
    pub fn name(&self) -> String {
        member(&self.0, "name")
            .and_then(|name| name.as_string())
            .unwrap_or_default()
    }

    /// Whether the file may be written now.
    ///
    /// # Errors
    /// [`SaveFileError::TimedOut`], for one.
    pub async fn permission(&self) -> Result<Permission, SaveFileError> {
        // Where the browser has no permissions, writing is what tells.
        if member(&self.0, "queryPermission").is_none() {
            return Ok(Permission::Granted);
        }
        done(self.0.query_permission(&to_write()), ANSWER_LIMIT_MILLISECONDS)
            .await
            .map(|state| permission_of(&state))
    }

    /// Asks the user, within a call that the user's own act has caused, where the browser wants that. Waits for as long as
    /// the user takes.
    ///
    /// # Errors
    /// [`SaveFileError::NotAllowed`] where the user did not just act.
    pub async fn ask_permission(&self) -> Result<Permission, SaveFileError> {
        if member(&self.0, "requestPermission").is_none() {
            return Ok(Permission::Granted);
        }
        let thrown = |thrown: JsValue| failure(Exception::of(&thrown));
        let asked = self.0.request_permission(&to_write()).map_err(thrown)?;
        let state = JsFuture::from(asked).await.map_err(thrown)?;
        Ok(permission_of(&state))
    }

    /// Replaces what is in the file. The bytes go beside it first and take its place at once, so that it holds the old ones
    /// or the new ones, never a part.
    ///
    /// # Errors
    /// [`SaveFileError::NotAllowed`] without permission.
    pub async fn write(&self, bytes: &[u8]) -> Result<(), SaveFileError> {
        if member(&self.0, "createWritable").is_none() {
            return Err(SaveFileError::NotSupported);
        }
        let writable = done(self.0.create_writable(), STEP_LIMIT_MILLISECONDS).await?;
        let writable = Unfinished(writable.unchecked_into());
        // A copy: the stream may read it later.
        done(
            writable.0.write(&Uint8Array::from(bytes)),
            STEP_LIMIT_MILLISECONDS,
        )
        .await?;
        done(writable.0.close(), STEP_LIMIT_MILLISECONDS).await.map(drop)
    }
}

/// A file that is being written. What is not closed by then is thrown away when dropped.
struct Unfinished(Writable);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Ok(aborted) = self.0.abort() {
            let_go(&aborted);
        }
    }
}

async fn done(begun: Result<Promise, JsValue>, limit_milliseconds: u32) -> Result<JsValue, SaveFileError> {
    let promise = begun.map_err(|thrown| failure(Exception::of(&thrown)))?;
    settled(&promise, limit_milliseconds)
        .await
        .map_err(|error| match error {
            Unsettled::TimedOut => SaveFileError::TimedOut,
            Unsettled::Rejected(exception) => failure(exception),
        })
}

fn to_write() -> Object {
    options(&[("mode", "readwrite".into())])
}

fn permission_of(state: &JsValue) -> Permission {
    match state.as_string().as_deref() {
        Some("granted") => Permission::Granted,
        Some("prompt") => Permission::Prompt,
        _ => Permission::Denied,
    }
}

fn failure(exception: Exception) -> SaveFileError {
    match exception.name.as_str() {
        "NotAllowedError" | "SecurityError" => SaveFileError::NotAllowed(exception),
        "NotFoundError" => SaveFileError::Gone(exception),
        "NoModificationAllowedError" => SaveFileError::InUse(exception),
        "QuotaExceededError" => SaveFileError::Full(exception),
        _ => SaveFileError::Refused(exception),
    }
}
