//! An object with named slots, as the browser's database can keep it whole.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::objects::{member, options};

/// The object.
#[derive(Debug, Clone)]
pub struct Slots(JsValue);

impl Slots {
    /// Without anything in it.
    #[must_use]
    pub fn new() -> Self {
        let empty: Object = options(&[]);
        Self(empty.into())
    }

    /// One that was kept, whatever it is.
    #[must_use]
    pub const fn of(value: JsValue) -> Self {
        Self(value)
    }

    /// Puts something in a slot.
    pub fn put(&self, name: &str, value: &JsValue) {
        // Setting a field of an object of ours cannot fail.
        let _ = Reflect::set(&self.0, &JsValue::from_str(name), value);
    }

    /// What is in a slot; `None` where it is missing or `null`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<JsValue> {
        member(&self.0, name)
    }

    /// The object itself.
    #[must_use]
    pub const fn object(&self) -> &JsValue {
        &self.0
    }
}

impl Default for Slots {
    fn default() -> Self {
        Self::new()
    }
}
