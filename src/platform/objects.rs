//! JavaScript's objects, as the browser's services take and give them.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What the browser threw, or rejected a promise with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {message}")]
pub struct Exception {
    /// Such as `QuotaExceededError`; `Error` for what has no name.
    pub name: String,
    /// In the browser's words and language; may be empty.
    pub message: String,
}

impl Exception {
    pub(super) fn of(thrown: &JsValue) -> Self {
        // A DOMException is an Error too.
        let error = thrown.dyn_ref::<js_sys::Error>();
        let name = error.map(|error| String::from(error.name()));
        Self {
            name: name.unwrap_or_else(|| String::from("Error")),
            message: message(thrown),
        }
    }
}

/// The words of what was thrown; empty where it has none.
pub(super) fn message(thrown: &JsValue) -> String {
    let message = thrown
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    message.or_else(|| thrown.as_string()).unwrap_or_default()
}

/// The options of a call. Without a prototype, so that nothing the host page puts on `Object.prototype` becomes an option.
pub(super) fn options(with: &[(&str, JsValue)]) -> Object {
    let options: Object = Object::create(JsValue::NULL.unchecked_ref::<Object>());
    for (name, value) in with {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(name), value);
    }
    options
}

/// A member of an object; `None` where it is missing, `null`, or may not be read.
pub(super) fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name))
        .ok()
        .filter(|value| !value.is_undefined() && !value.is_null())
}

/// A service of the browser, such as `locks` of `navigator`; `None` where this browser or this page has none.
pub(super) fn service(path: &[&str]) -> Option<JsValue> {
    path.iter()
        .try_fold(JsValue::from(js_sys::global()), |owner, name| {
            member(&owner, name)
        })
}

/// Calls a method by its name. A method that is bound for itself has its glue in the first download, whichever part of the
/// program calls it.
pub(super) fn call(owner: &JsValue, method: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function = Reflect::get(owner, &JsValue::from_str(method))?;
    let arguments = Array::new();
    for argument in with {
        arguments.push(argument);
    }
    let function: &Function = function.unchecked_ref();
    Reflect::apply(function, owner, &arguments)
}

/// Lets a promise go whose outcome nobody waits for: the page does not report its rejection as unhandled.
pub(super) fn let_go(promise: &Promise) {
    drop(Promise::all_settled(&Array::of1(promise)));
}
