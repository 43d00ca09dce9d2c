//! The browser's services, in a browser.
#![cfg(target_arch = "wasm32")]

use channel_readiness::domain::time::Moment;
use channel_readiness::platform::files::{FileError, download, read_text, safe_name};
use channel_readiness::platform::internationalization::Formats;
use channel_readiness::platform::network::{FetchError, fetch_text, resolve};
use channel_readiness::platform::{clock, identity};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::File;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = r#"
export function recordingClicks(seen) {
  const original = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    seen.push(this.download, this.isConnected, fetch(this.href).then((response) => response.text()));
  };
  return () => { HTMLAnchorElement.prototype.click = original; };
}
export function unreadableFile(size) {
  const file = new File(['x'], 'x.json');
  Object.defineProperty(file, 'size', { value: size });
  Object.defineProperty(file, 'arrayBuffer', { value: () => Promise.reject(new DOMException('gone', 'NotFoundError')) });
  return file;
}
export function withoutRandomValues() {
  const original = Crypto.prototype.getRandomValues;
  Crypto.prototype.getRandomValues = () => { throw new Error('broken'); };
  return () => { Crypto.prototype.getRandomValues = original; };
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = recordingClicks)]
    fn recording_clicks(seen: &js_sys::Array) -> js_sys::Function;
    #[wasm_bindgen(js_name = unreadableFile)]
    fn unreadable_file(size: f64) -> File;
    #[wasm_bindgen(js_name = withoutRandomValues)]
    fn without_random_values() -> js_sys::Function;
}

/// `Intl` puts narrow and no-break spaces where people see spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn english() -> Formats {
    Formats::new("en-GB")
}

fn german() -> Formats {
    Formats::new("de")
}

async fn text_of(bytes: &[u8]) -> Result<String, FileError> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let file = File::new_with_u8_array_sequence(&parts, "x.json").expect("a file");
    read_text(&file, 1000).await
}

#[wasm_bindgen_test]
fn numbers_are_written_as_the_locale_does() {
    assert_eq!(english().number(1234.5678, 2), "1,234.57");
    assert_eq!(german().number(1234.5678, 2), "1.234,57");
    assert_eq!(english().number(12.0, 2), "12");
    assert_eq!(english().number(0.12345, 200), "0.123");
    assert_eq!(english().integer(-12345), "-12,345");
    assert_eq!(english().percent(0.935), "94%");
    assert_eq!(plain(&german().percent(0.935)), "94 %");
}

#[wasm_bindgen_test]
fn days_are_written_as_the_locale_does_and_do_not_shift() {
    assert_eq!(english().date(2026, 11, 22), "22 Nov 2026");
    assert_eq!(english().date(2026, 1, 1), "1 Jan 2026");
    assert_eq!(english().date(99, 12, 31), "31 Dec 99");
    assert_eq!(german().date(2026, 11, 22), "22. Nov. 2026");
}

#[wasm_bindgen_test]
fn days_from_today_are_words() {
    assert_eq!(english().relative_days(-1), "yesterday");
    assert_eq!(english().relative_days(3), "in 3 days");
    assert_eq!(german().relative_days(0), "heute");
}

#[wasm_bindgen_test]
fn the_time_of_day_is_the_device_s() {
    let noon = js_sys::Date::new_with_year_month_day_hr_min(2026, 10, 22, 10, 41).get_time();
    #[allow(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let noon = noon as i64;
    assert_eq!(english().time(noon), "10:41");
    assert_eq!(clock::local_day_of(noon), (2026, 11, 22));
    assert_eq!(english().time(i64::MAX), "");
}

#[wasm_bindgen_test]
fn the_clock_is_so_far_ahead_of_utc_as_its_days_are() {
    // Every seven hours of a year, summer time or not.
    for hours in (0..8760).step_by(7) {
        let moment = 1_767_225_600_000 + hours * 3_600_000;
        let ahead = clock::minutes_ahead_of_utc(moment);
        assert!((-1440..=1440).contains(&ahead));
        let there = Moment::from_milliseconds(moment + i64::from(ahead) * 60_000).unwrap();
        assert_eq!(there.day().date(), clock::local_day_of(moment));
    }
    assert_eq!(clock::minutes_ahead_of_utc(i64::MAX), 0);
}

#[wasm_bindgen_test]
fn plurals_follow_the_language() {
    assert_eq!(
        [0.0, 1.0, 2.0].map(|count| english().plural_category(count)),
        ["other", "one", "other"]
    );
    assert_eq!(
        [1.0, 2.0, 5.0].map(|count| Formats::new("pl").plural_category(count)),
        ["one", "few", "many"]
    );
}

#[wasm_bindgen_test]
fn things_are_listed() {
    assert_eq!(english().list(&["a", "b", "c"]), "a, b and c");
    assert_eq!(german().list(&["a", "b"]), "a und b");
    assert_eq!(english().list(&[]), "");
}

#[wasm_bindgen_test]
fn a_tag_that_is_none_is_taken_as_english() {
    for tag in ["", "x", "en_GB", "de-", "<script>"] {
        assert_eq!(
            (Formats::new(tag).locale().as_str(), Formats::new(tag)),
            ("en", Formats::new("en"))
        );
    }
}

#[wasm_bindgen_test]
fn ids_are_of_version_7_and_differ() {
    let before = clock::now_milliseconds();
    let ids: std::collections::BTreeSet<_> = (0..1000).map(|_| identity::new_uuid()).collect();
    assert_eq!(ids.len(), 1000);
    for id in ids {
        assert_eq!(
            (id.get_version_num(), id.get_variant()),
            (7, uuid::Variant::RFC4122)
        );
        let milliseconds = i64::try_from(id.as_u128() >> 80).expect("48 bits");
        assert!((before..=clock::now_milliseconds()).contains(&milliseconds));
    }
}

#[wasm_bindgen_test]
fn ids_differ_even_where_the_page_broke_the_random_source() {
    let mend = without_random_values();
    let ids: std::collections::BTreeSet<_> = (0..100).map(|_| identity::new_uuid()).collect();
    mend.call0(&JsValue::NULL).expect("mended");
    assert_eq!(ids.len(), 100);
}

#[wasm_bindgen_test]
async fn a_file_s_text_is_read_without_its_mark() {
    assert_eq!(
        text_of("Größe 測試".as_bytes()).await,
        Ok("Größe 測試".to_owned())
    );
    assert_eq!(text_of(b"\xEF\xBB\xBF{}").await, Ok("{}".to_owned()));
    assert_eq!(text_of(b"").await, Ok(String::new()));
}

#[wasm_bindgen_test]
async fn a_file_that_is_not_utf_8_is_refused_by_name() {
    assert_eq!(text_of(b"\xFF\xFE{\0}\0").await, Err(FileError::Utf16));
    assert_eq!(text_of(b"\xFE\xFF\0{\0}").await, Err(FileError::Utf16));
    assert_eq!(text_of(b"{}\xC3").await, Err(FileError::NotUtf8 { valid: 2 }));
    // Counted from the beginning of the file, whatever is taken off there.
    for broken in [&b"\xEF\xBB\xBF{}\xC3"[..], b"\xEF\xBB\xBF{}\xFF{}"] {
        assert_eq!(text_of(broken).await, Err(FileError::NotUtf8 { valid: 5 }));
    }
    assert_eq!(
        text_of(b"\xED\xA0\x80").await,
        Err(FileError::NotUtf8 { valid: 0 })
    );
}

#[wasm_bindgen_test]
async fn a_file_over_the_limit_is_not_even_read() {
    let refused = read_text(&unreadable_file(1001.0), 1000).await;
    assert_eq!(
        refused,
        Err(FileError::TooLarge {
            size: 1001,
            limit: 1000
        })
    );
    let refused = read_text(&unreadable_file(1000.0), 1000).await;
    assert_eq!(refused, Err(FileError::Unreadable("gone".to_owned())));
}

#[wasm_bindgen_test]
fn file_names_hide_nothing() {
    assert_eq!(safe_name("Acme Größe 測試.json"), "Acme Größe 測試.json");
    assert_eq!(safe_name("../../etc/passwd"), "-..-etc-passwd");
    assert_eq!(safe_name("invoice\u{202e}nosj.exe\u{0}\n"), "invoicenosj.exe");
    assert_eq!(safe_name("C:\\a|b?.json"), "C--a-b-.json");
    assert_eq!(safe_name(".json"), "json");
    assert_eq!(safe_name(" \u{200b}. "), "channel-readiness");
    assert_eq!(
        safe_name(&["x".repeat(500).as_str(), ".json"].concat()),
        ["x".repeat(60).as_str(), ".json"].concat()
    );
}

#[wasm_bindgen_test]
async fn a_download_carries_name_and_text_and_leaves_the_document_alone() {
    let seen = js_sys::Array::new();
    let mend = recording_clicks(&seen);
    let outcome = download("a/b.json", "application/json", "{\"a\": \"ö\"}");
    mend.call0(&JsValue::NULL).expect("mended");
    assert_eq!(outcome, Ok(()));
    assert_eq!(
        (seen.get(0).as_string().as_deref(), seen.get(1).as_bool()),
        (Some("a-b.json"), Some(false))
    );
    let text = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(seen.get(2))).await;
    assert_eq!(
        text.expect("fetched").as_string().as_deref(),
        Some("{\"a\": \"ö\"}")
    );
}

#[wasm_bindgen_test]
fn arabic_has_the_digits_of_its_messages_unless_the_tag_says_which() {
    let twelve = |tag: &str| Formats::new(tag).number(12.0, 0);
    assert_eq!(twelve("ar"), "12");
    assert_eq!(twelve("ar-EG"), "12");
    assert_eq!(twelve("ar-EG-u-nu-arab"), "\u{661}\u{662}");
}

#[wasm_bindgen_test]
async fn a_file_that_is_not_there_and_a_server_that_is_not_there_are_told_apart() {
    let here = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok());
    let here = here.flatten().expect("an address");
    let url = resolve("./no-such-file.json", &here).expect("an address");
    assert_eq!(fetch_text(&url).await, Err(FetchError::Status(404)));
    let refused = fetch_text("http://127.0.0.1:1/").await;
    assert!(matches!(refused, Err(FetchError::Unreachable(_))), "{refused:?}");
}

#[wasm_bindgen_test]
async fn text_is_fetched_as_utf_8() {
    assert_eq!(
        fetch_text("data:text/plain;charset=utf-8,Gr%C3%B6%C3%9Fe").await,
        Ok("Größe".to_owned())
    );
}

#[wasm_bindgen_test]
fn addresses_are_resolved_like_links() {
    let cases = [
        (
            "packs/a.json",
            "https://x.example/w/m.js",
            Some("https://x.example/w/packs/a.json"),
        ),
        (
            "https://y.example/",
            "https://x.example/",
            Some("https://y.example/"),
        ),
        ("a.json", "not an address", None),
    ];
    for (relative, base, expected) in cases {
        assert_eq!(resolve(relative, base).as_deref(), expected);
    }
}
