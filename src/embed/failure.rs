//! When the program itself fails. A panic ends every widget on the page; what was saved is untouched, and the element's
//! module says so: there is nothing left here that could.

use std::cell::OnceCell;
use std::panic;

use js_sys::Function;
use wasm_bindgen::JsValue;

thread_local! {
    static FAILED: OnceCell<Function> = const { OnceCell::new() };
}

/// From now on a panic calls this function, which is the same for all widgets of the page.
pub fn watch(failed: Function) {
    if FAILED.with(|told| told.set(failed)).is_err() {
        return;
    }
    panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        FAILED.with(|told| {
            if let Some(failed) = told.get() {
                // There is nobody left to tell that it did not work, or that it is no function.
                let _ = failed.call0(&JsValue::UNDEFINED);
            }
        });
    }));
}
