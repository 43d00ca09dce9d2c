//! The messages about figures of others. `{title}` is what the figures are called by whoever found them.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module.
    pub struct BenchmarksText {
        /// What leads to the page.
        pub open: &'static str,
        pub back: &'static str,
        pub title: &'static str,
        pub lead: &'static str,
        pub choose: &'static str,
        pub choose_other: &'static str,
        pub choose_help: &'static str,
        pub drop_here: &'static str,
        pub example: &'static str,
        pub no_example: &'static str,
        pub reading: &'static str,
        /// `{file}`
        pub refused: &'static str,
        pub nothing_changed: &'static str,
        /// `{file}`
        pub shown: &'static str,
        pub shown_help: &'static str,
        pub keep: &'static str,
        pub cancel: &'static str,
        pub kept: &'static str,
        pub kept_help: &'static str,
        pub already: &'static str,
        pub not_kept: &'static str,
        pub list: &'static str,
        pub none: &'static str,
        pub delete: &'static str,
        pub delete_name: &'static str,
        pub delete_title: &'static str,
        pub delete_body: &'static str,
        pub deleted: &'static str,
        pub about: AboutText,
        pub beside: BesideText,
    }

    /// What figures are.
    pub struct AboutText {
        pub source: &'static str,
        /// The link's accessible name goes on after it with the address.
        pub link: &'static str,
        pub date: &'static str,
        pub licence: &'static str,
        pub pack: &'static str,
        /// `{id}`
        pub pack_any: &'static str,
        /// `{id}`, `{versions}`
        pub pack_versions: &'static str,
        /// `{name}`, `{version}`
        pub fits: &'static str,
        pub unknown_pack: &'static str,
        pub unknown_version: &'static str,
        pub other_content: &'static str,
        pub companies: &'static str,
        pub companies_count: Plural,
        pub any_company: &'static str,
        pub figures: &'static str,
        pub score: &'static str,
        pub dimensions: Plural,
        pub indicators: Plural,
        pub strangers: Plural,
        pub limits: &'static str,
    }

    /// A result beside figures.
    pub struct BesideText {
        pub title: &'static str,
        pub lead: &'static str,
        pub by_theirs: &'static str,
        pub by_ours: &'static str,
        /// `{source}`, `{date}`, `{n}`
        pub from: &'static str,
        /// What the figures are of and whom.
        pub other_company: &'static str,
        pub of: &'static str,
        pub value_own: &'static str,
        pub value: &'static str,
        pub others: &'static str,
        pub standing: &'static str,
        pub score: &'static str,
        /// `{low}`, `{median}`, `{high}`
        pub quartiles: &'static str,
        /// `{mean}`, `{deviation}`
        pub mean: &'static str,
        /// From well below to well above.
        pub standings: [&'static str; 4],
        pub questions: Plural,
        pub rule: &'static str,
        /// Each a sentence.
        pub rules: [&'static str; 4],
        pub limits: &'static str,
        pub nothing: &'static str,
    }
}
