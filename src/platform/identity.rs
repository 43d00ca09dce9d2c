//! New ids.

use uuid::{Builder, Uuid};

use super::clock;

/// A new UUID of version 7: 48 bits of the clock, then 74 random bits, so that ids sort by their making.
///
/// `crypto.getRandomValues`, unlike the rest of WebCrypto, also works on pages served by plain http. Where the host page
/// has broken it, `Math.random` stands in: an id has to be unique, not secret.
#[must_use]
pub fn new_uuid() -> Uuid {
    let milliseconds = u64::try_from(clock::now_milliseconds()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(milliseconds, &random_bytes()).into_uuid()
}

fn random_bytes() -> [u8; 10] {
    let mut bytes = [0; 10];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        bytes.fill_with(random_byte);
    }
    bytes
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 <= random < 1, so that 0 <= value < 256"
)]
fn random_byte() -> u8 {
    (js_sys::Math::random() * 256.0) as u8
}
