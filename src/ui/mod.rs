//! What people see: components and screens with values in and callbacks out, and the typed message catalogue.
//!
//! No scoring, parsing or storage here. Context carries two things only: `Locale` and `Dispatch`. The
//! catalogue is there natively too: the build makes other languages from it.

#[cfg(target_arch = "wasm32")]
pub mod action;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod locale;
#[cfg(target_arch = "wasm32")]
pub mod screens;
pub mod text;

#[cfg(target_arch = "wasm32")]
pub use action::{Action, Dispatch, Screen};
#[cfg(target_arch = "wasm32")]
pub use locale::Locale;
