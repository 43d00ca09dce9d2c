//! What people see: components and screens with values in and callbacks out, and the typed message catalogue.
//!
//! No scoring, parsing or storage here. Context carries two things only: [`Locale`] and [`Dispatch`].

pub mod action;
pub mod components;
pub mod locale;
pub mod screens;
pub mod text;

pub use action::{Action, Dispatch, Screen};
pub use locale::Locale;
