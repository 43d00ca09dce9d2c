//! What is kept beside the database, how long, and where, in a browser.
#![cfg(target_arch = "wasm32")]

use channel_readiness::platform::persistence::{self, Estimate};
use channel_readiness::platform::savefile::{self, Permission, SaveFile, SaveFileError, pick_save_file};
use channel_readiness::platform::surroundings::{self, Framing, PrivateWindow};
use channel_readiness::platform::traces::{self, Traces};
use channel_readiness::platform::{locks, marks};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// Each fault is undone by the function that is given back.
#[wasm_bindgen(inline_js = r#"
function replace(owner, name, descriptor) {
  const original = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, ...descriptor });
  return () => { delete owner[name]; if (original) Object.defineProperty(owner, name, original); };
}
const denied = { get() { throw new DOMException('made up', 'SecurityError'); } };
export function withoutLocalStorage() { return replace(globalThis, 'localStorage', denied); }
export function withFullLocalStorage() {
  return replace(Storage.prototype, 'setItem', { value() { throw new DOMException('made up', 'QuotaExceededError'); } });
}
export function withoutCaches() { return replace(globalThis, 'caches', denied); }
export function withStorageManager(manager) { return replace(Navigator.prototype, 'storage', { get: () => manager }); }
export function storageManager(persisted, persist, estimate) {
  return { persisted: async () => persisted, persist: () => persist, estimate: async () => estimate };
}
export function hasStorageManager() { return navigator.storage !== undefined; }
export function never() { return new Promise(() => {}); }
export function notAsFirefox() { return replace(globalThis, 'mozInnerScreenX', { value: undefined }); }
export function asFirefox() { return replace(globalThis, 'mozInnerScreenX', { value: 0 }); }
export function asSafari() { return replace(globalThis, 'GestureEvent', { value: class {} }); }
export function onHomeScreen() { return replace(navigator, 'standalone', { value: true }); }
export function refusingFiles(exception) {
  return { getDirectory: () => Promise.reject(new DOMException('made up', exception)) };
}
export function onPlainHttp() { return replace(globalThis, 'isSecureContext', { value: false }); }
export function withoutPicker() { return replace(globalThis, 'showSaveFilePicker', { value: undefined }); }
export function picking(seen, handle) {
  return replace(globalThis, 'showSaveFilePicker', { async value(options) {
    seen.push(options.suggestedName);
    if (!handle) throw new DOMException('made up', 'AbortError');
    return handle;
  } });
}
export function failingWrite(method, exception) {
  return replace(FileSystemWritableFileStream.prototype, method, {
    value: () => Promise.reject(new DOMException('made up', exception)),
  });
}
export function countingAborts(seen) {
  const original = WritableStream.prototype.abort;
  return replace(WritableStream.prototype, 'abort', { writable: true, value() { seen.push(1); return original.call(this); } });
}
export function answering(method, state) {
  return replace(FileSystemHandle.prototype, method, { value: async ({ mode }) => mode === 'readwrite' ? state : 'mode' });
}
export function windowIn(origins) {
  const pages = origins.map((origin) => ({ origin }));
  pages.forEach((page, index) => {
    page.parent = pages[index + 1] ?? page;
    Object.defineProperty(page, 'document', { get() {
      if (page.origin !== origins[0]) throw new DOMException('made up', 'SecurityError');
      return {};
    } });
  });
  return pages[0];
}
// A file of the page's own, which no user has to pick; undefined in WebKit's driver.
export async function file(name) {
  const folder = await navigator.storage?.getDirectory();
  return folder?.getFileHandle(name, { create: true });
}
export async function fileInFolder(name) {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
  return folder.getFileHandle('file.json', { create: true });
}
export async function removeFolder(name) {
  await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true });
}
export function handleOf(name) { return { name, createWritable() {} }; }
export async function textOf(handle) { return (await handle.getFile()).text(); }
export function clone(value) { return structuredClone(value); }
export async function openCache(name) { await caches.open(name); }
export async function cacheNames() { return (await caches.keys()).join(); }
export function setItem(key, value) { localStorage.setItem(key, value); }
export function getItem(key) { return localStorage.getItem(key) ?? undefined; }
export function frame() {
  const frame = document.body.appendChild(document.createElement('iframe'));
  return frame.contentWindow;
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = withoutLocalStorage)]
    fn without_local_storage() -> js_sys::Function;
    #[wasm_bindgen(js_name = withFullLocalStorage)]
    fn with_full_local_storage() -> js_sys::Function;
    #[wasm_bindgen(js_name = withoutCaches)]
    fn without_caches() -> js_sys::Function;
    #[wasm_bindgen(js_name = withStorageManager)]
    fn with_storage_manager(manager: &JsValue) -> js_sys::Function;
    #[wasm_bindgen(js_name = storageManager)]
    fn storage_manager(persisted: bool, persist: &JsValue, estimate: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = hasStorageManager)]
    fn has_storage_manager() -> bool;
    fn never() -> JsValue;
    #[wasm_bindgen(js_name = notAsFirefox)]
    fn not_as_firefox() -> js_sys::Function;
    #[wasm_bindgen(js_name = asFirefox)]
    fn as_firefox() -> js_sys::Function;
    #[wasm_bindgen(js_name = asSafari)]
    fn as_safari() -> js_sys::Function;
    #[wasm_bindgen(js_name = onHomeScreen)]
    fn on_home_screen() -> js_sys::Function;
    #[wasm_bindgen(js_name = refusingFiles)]
    fn refusing_files(exception: &str) -> JsValue;
    #[wasm_bindgen(js_name = onPlainHttp)]
    fn on_plain_http() -> js_sys::Function;
    #[wasm_bindgen(js_name = withoutPicker)]
    fn without_picker() -> js_sys::Function;
    fn picking(seen: &js_sys::Array, handle: &JsValue) -> js_sys::Function;
    #[wasm_bindgen(js_name = failingWrite)]
    fn failing_write(method: &str, exception: &str) -> js_sys::Function;
    #[wasm_bindgen(js_name = countingAborts)]
    fn counting_aborts(seen: &js_sys::Array) -> js_sys::Function;
    fn answering(method: &str, state: &str) -> js_sys::Function;
    #[wasm_bindgen(js_name = windowIn)]
    fn window_in(origins: Vec<String>) -> JsValue;
    async fn file(name: &str) -> JsValue;
    #[wasm_bindgen(js_name = handleOf)]
    fn handle_of(name: &str) -> JsValue;
    #[wasm_bindgen(js_name = fileInFolder)]
    async fn file_in_folder(name: &str) -> JsValue;
    #[wasm_bindgen(js_name = removeFolder)]
    async fn remove_folder(name: &str);
    #[wasm_bindgen(js_name = textOf)]
    async fn text_of(handle: &JsValue) -> JsValue;
    fn clone(value: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = openCache)]
    async fn open_cache(name: &str);
    #[wasm_bindgen(js_name = cacheNames)]
    async fn cache_names() -> JsValue;
    #[wasm_bindgen(js_name = setItem)]
    fn set_item(key: &str, value: &str);
    #[wasm_bindgen(js_name = getItem)]
    fn get_item(key: &str) -> Option<String>;
    fn frame() -> JsValue;
}

/// A fault that ends with the block it stands in.
struct Fault(js_sys::Function);

impl Drop for Fault {
    fn drop(&mut self) {
        self.0.call0(&JsValue::NULL).expect("undone");
    }
}

#[wasm_bindgen_test]
fn a_mark_is_kept_by_namespace_and_removed() {
    marks::remove_all();
    set_item("channel-readiness", "a host page's own");
    marks::write("", "{}");
    marks::write("portal", "{\"a\": 1}");
    marks::write("portal", "{\"a\": \"ö\"}");
    assert_eq!(
        get_item("channel-readiness.portal").as_deref(),
        Some("{\"a\": \"ö\"}")
    );
    assert_eq!(marks::read("portal").as_deref(), Some("{\"a\": \"ö\"}"));
    assert_eq!(
        (marks::read("").as_deref(), marks::read("other")),
        (Some("{}"), None)
    );
    assert_eq!(marks::namespaces(), ["", "portal"]);
    marks::remove("portal");
    assert_eq!(
        (marks::read("portal"), marks::namespaces()),
        (None, vec![String::new()])
    );
    marks::write("portal", "again");
    marks::remove_all();
    assert_eq!(marks::namespaces(), [""; 0]);
    assert_eq!(
        get_item("channel-readiness").as_deref(),
        Some("a host page's own")
    );
}

#[wasm_bindgen_test]
fn where_local_storage_is_denied_or_full_a_mark_is_silently_not_kept() {
    let full = Fault(with_full_local_storage());
    marks::write("full", "text");
    assert_eq!(marks::read("full"), None);
    drop(full);
    let _denied = Fault(without_local_storage());
    marks::write("denied", "text");
    marks::remove("denied");
    marks::remove_all();
    assert_eq!((marks::read("denied"), marks::namespaces()), (None, Vec::new()));
}

#[wasm_bindgen_test]
async fn what_the_browser_says_of_its_space_is_passed_on() {
    let space = js_sys::JSON::parse("{\"usage\": 10, \"quota\": 9000000000000000}").expect("JSON");
    let manager = storage_manager(true, &JsValue::NULL, &space);
    let _fault = Fault(with_storage_manager(&manager));
    assert_eq!(persistence::persisted().await, Some(true));
    let estimate = Estimate {
        usage: Some(10),
        quota: Some(9_000_000_000_000_000),
    };
    assert_eq!(persistence::estimate().await, estimate);
}

#[wasm_bindgen_test]
async fn where_the_browser_says_nothing_of_its_space_nothing_is_known() {
    for manager in [JsValue::UNDEFINED, js_sys::Object::new().into()] {
        let _fault = Fault(with_storage_manager(&manager));
        assert_eq!(persistence::persisted().await, None);
        assert_eq!(persistence::persist().await, None);
        assert_eq!(persistence::estimate().await, Estimate::default());
    }
}

#[wasm_bindgen_test]
async fn a_question_that_the_user_leaves_open_is_not_waited_for() {
    let manager = storage_manager(true, &js_sys::Promise::resolve(&JsValue::FALSE), &JsValue::NULL);
    let answered = Fault(with_storage_manager(&manager));
    assert_eq!(persistence::persist().await, Some(false));
    drop(answered);
    let _open = Fault(with_storage_manager(&storage_manager(
        true,
        &never(),
        &JsValue::NULL,
    )));
    assert_eq!(persistence::persist().await, None);
}

#[wasm_bindgen_test]
async fn the_real_browser_is_asked() {
    let has_manager = has_storage_manager();
    assert_eq!(persistence::persisted().await.is_some(), has_manager);
    let estimate = persistence::estimate().await;
    assert_eq!(estimate.quota > Some(1_000_000), has_manager, "{estimate:?}");
}

#[wasm_bindgen_test]
fn what_a_page_is_part_of() {
    let (ours, portal, nobody) = ("https://x.example", "https://portal.example", "null");
    let cases = [
        (vec![ours], Framing::Page),
        (vec![nobody], Framing::Page),
        (vec![ours, ours, ours], Framing::FrameOfItsOrigin),
        (vec![ours, portal], Framing::FrameOfAnotherOrigin),
        (vec![ours, portal, ours], Framing::FrameOfAnotherOrigin),
        (vec![ours, ours, portal], Framing::FrameOfAnotherOrigin),
        (vec![nobody, portal], Framing::FrameWithoutOrigin),
    ];
    for (origins, expected) in cases {
        let window = window_in(origins.iter().map(|origin| (*origin).to_owned()).collect());
        assert_eq!(surroundings::framing_of(&window), expected, "{origins:?}");
    }
    assert_eq!(surroundings::framing(), Framing::Page);
    assert_eq!(surroundings::framing_of(&frame()), Framing::FrameOfItsOrigin);
}

#[wasm_bindgen_test]
async fn a_private_window_is_only_guessed_where_it_is_documented() {
    let guess = async |manager: JsValue| {
        let _fault = Fault(with_storage_manager(&manager));
        surroundings::private_window().await
    };
    let firefox = Fault(as_firefox());
    assert_eq!(
        guess(refusing_files("SecurityError")).await,
        PrivateWindow::Likely
    );
    assert_eq!(
        guess(refusing_files("UnknownError")).await,
        PrivateWindow::Unknown
    );
    assert_eq!(guess(JsValue::UNDEFINED).await, PrivateWindow::Unknown);
    assert_eq!(guess(js_sys::Object::new().into()).await, PrivateWindow::Unknown);
    assert_eq!(surroundings::private_window().await, PrivateWindow::Unknown);
    drop(firefox);
    let _another = Fault(not_as_firefox());
    assert_eq!(
        guess(refusing_files("SecurityError")).await,
        PrivateWindow::Unknown
    );
}

#[wasm_bindgen_test]
fn a_page_from_this_device_is_secure_and_one_by_plain_http_is_not() {
    assert!(surroundings::is_secure());
    let _fault = Fault(on_plain_http());
    assert!(!surroundings::is_secure());
}

#[wasm_bindgen_test]
fn the_seven_day_rule_is_safari_s_and_not_the_home_screen_s() {
    assert!(!surroundings::has_seven_day_rule());
    let _safari = Fault(as_safari());
    assert!(surroundings::has_seven_day_rule());
    let _home_screen = Fault(on_home_screen());
    assert!(!surroundings::has_seven_day_rule());
}

/// `None` where the browser has no such files at all; then it cannot pick any either.
async fn save_file(name: &str) -> Option<(SaveFile, JsValue)> {
    let handle = file(name).await;
    assert!(!handle.is_undefined() || !savefile::is_there());
    Some((SaveFile::from_stored(handle.clone())?, handle))
}

async fn text(handle: &JsValue) -> String {
    text_of(handle).await.as_string().expect("a text")
}

#[wasm_bindgen_test]
async fn a_file_is_written_again_and_again() {
    let Some((file, handle)) = save_file("again.json").await else {
        return;
    };
    assert_eq!(file.name(), "again.json");
    assert_eq!(file.write("a longer Größe".as_bytes()).await, Ok(()));
    assert_eq!(text(&handle).await, "a longer Größe");
    let stored = SaveFile::from_stored(clone(&file.to_stored())).expect("a handle");
    assert_eq!(stored.write(b"short").await, Ok(()));
    assert_eq!(text(&handle).await, "short");
}

#[wasm_bindgen_test]
async fn a_file_that_cannot_be_written_to_its_end_stays_as_it_was() {
    let Some((file, handle)) = save_file("whole.json").await else {
        return;
    };
    file.write(b"old").await.expect("written");
    for (method, exception) in [("write", "QuotaExceededError"), ("close", "QuotaExceededError")] {
        let aborts = js_sys::Array::new();
        let _faults = (
            Fault(failing_write(method, exception)),
            Fault(counting_aborts(&aborts)),
        );
        let outcome = file.write(b"new").await;
        assert!(
            matches!(outcome, Err(SaveFileError::Full(_))),
            "{method}: {outcome:?}"
        );
        assert_eq!(
            (text(&handle).await.as_str(), aborts.length()),
            ("old", 1),
            "{method}"
        );
    }
    assert_eq!(file.write(b"new").await, Ok(()));
    assert_eq!(text(&handle).await, "new");
}

#[wasm_bindgen_test]
async fn why_a_file_was_not_written_is_told_apart() {
    let Some((file, _)) = save_file("told.json").await else {
        return;
    };
    let outcome = async |exception| {
        let _fault = Fault(failing_write("write", exception));
        file.write(b"new").await
    };
    assert!(matches!(
        outcome("NotAllowedError").await,
        Err(SaveFileError::NotAllowed(_))
    ));
    assert!(matches!(
        outcome("NoModificationAllowedError").await,
        Err(SaveFileError::InUse(_))
    ));
    assert!(matches!(
        outcome("AbortError").await,
        Err(SaveFileError::Refused(_))
    ));
    let lost = SaveFile::from_stored(file_in_folder("lost").await).expect("a handle");
    remove_folder("lost").await;
    let gone = lost.write(b"new").await;
    assert!(matches!(gone, Err(SaveFileError::Gone(_))), "{gone:?}");
}

#[wasm_bindgen_test]
async fn permission_to_write_is_asked() {
    let Some((file, _)) = save_file("permission.json").await else {
        return;
    };
    assert_eq!(file.permission().await, Ok(Permission::Granted));
    for (state, expected) in [
        ("granted", Permission::Granted),
        ("prompt", Permission::Prompt),
        ("denied", Permission::Denied),
    ] {
        let _faults = (
            Fault(answering("queryPermission", state)),
            Fault(answering("requestPermission", state)),
        );
        assert_eq!(file.permission().await, Ok(expected));
        assert_eq!(file.ask_permission().await, Ok(expected));
    }
}

#[wasm_bindgen_test]
async fn a_file_is_picked_by_the_user_or_not() {
    // Nobody has clicked here, and other browsers than Chromium have no picker.
    let unasked = pick_save_file("backup.json").await.map(drop);
    let is_refused = if savefile::is_there() {
        matches!(unasked, Err(SaveFileError::NotAllowed(_)))
    } else {
        unasked == Err(SaveFileError::NotSupported)
    };
    assert!(is_refused, "{unasked:?}");
    let (seen, handle) = (js_sys::Array::new(), handle_of("picked.json"));
    let picked = Fault(picking(&seen, &handle));
    assert!(savefile::is_there());
    let file = pick_save_file("../a\u{202e}b.json").await.expect("picked");
    assert_eq!(
        (file.name(), seen.get(0).as_string()),
        ("picked.json".into(), Some("-ab.json".into()))
    );
    drop(picked);
    let cancelled = Fault(picking(&seen, &JsValue::NULL));
    assert_eq!(pick_save_file("a").await.map(drop), Err(SaveFileError::Cancelled));
    drop(cancelled);
    let _missing = Fault(without_picker());
    assert!(!savefile::is_there());
    assert_eq!(
        pick_save_file("a").await.map(drop),
        Err(SaveFileError::NotSupported)
    );
}

#[wasm_bindgen_test]
fn what_is_no_file_is_not_taken_for_one() {
    for value in [
        JsValue::UNDEFINED,
        JsValue::NULL,
        "text".into(),
        js_sys::Object::new().into(),
    ] {
        assert!(SaveFile::from_stored(value.clone()).is_none(), "{value:?}");
    }
}

#[wasm_bindgen_test]
async fn traces_are_listed_and_deleted_and_others_stay() {
    for name in ["cr-b", "cr-a", "host"] {
        open_cache(name).await;
    }
    marks::remove_all();
    marks::write("portal", "{}");
    let lock = locks::hold("cr-lock", 5_000).await.expect("had");
    let listed = traces::left("cr-").await;
    assert_eq!(
        listed,
        Traces {
            caches: vec!["cr-a".into(), "cr-b".into()],
            marks: vec!["portal".into()],
            locks: vec!["cr-lock".into()],
        }
    );
    drop(lock);
    // It is let go a moment later.
    while !locks::names("cr-").await.is_empty() {}
    traces::delete_caches("cr-").await;
    marks::remove("portal");
    assert!(traces::left("cr-").await.is_empty());
    assert_eq!(cache_names().await.unchecked_into::<js_sys::JsString>(), "host");
}

#[wasm_bindgen_test]
async fn where_caches_are_denied_there_are_no_traces() {
    marks::remove_all();
    let _fault = Fault(without_caches());
    traces::delete_caches("cr-").await;
    assert!(traces::left("cr-").await.caches.is_empty());
}
