//! The messages about questionnaires: choosing, writing and checking them.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module.
    pub struct Packs {
        pub title: &'static str,
        pub lead: &'static str,
        pub list: &'static str,
        pub questions: Plural,
        pub quick: &'static str,
        pub version: &'static str,
        pub shipped: &'static str,
        pub own: &'static str,
        pub given: &'static str,
        pub answered: Plural,
        pub chosen: &'static str,
        pub start: &'static str,
        pub start_name: &'static str,
        pub export: &'static str,
        pub export_name: &'static str,
        pub remove: &'static str,
        pub remove_name: &'static str,
        pub not_chosen: &'static str,
        pub no_index: &'static str,
        pub write: &'static str,
        pub write_lead: &'static str,
        pub schema: &'static str,
        pub open: &'static str,
        pub example: &'static str,
        pub clear: &'static str,
        pub bring_back: &'static str,
        pub no_example: &'static str,
        pub text: &'static str,
        pub text_help: &'static str,
        pub empty: &'static str,
        pub valid: &'static str,
        pub use_it: &'static str,
        pub problems: Plural,
        pub go_to: &'static str,
        pub instead: &'static str,
        pub whole: &'static str,
        pub position: &'static str,
        pub line: &'static str,
        pub more: Plural,
        pub unfit_title: &'static str,
        pub unfit_help: &'static str,
        pub unreached_title: &'static str,
        /// `{cause}`
        pub unreached_help: &'static str,
    }
}
