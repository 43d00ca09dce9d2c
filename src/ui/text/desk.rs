//! The messages of the lists and of what goes in and out.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module.
    pub struct Desk {
        pub assessments: Assessments,
        pub import: Import,
        pub partners: Partners,
        pub bin: Bin,
        pub cancel: &'static str,
        pub save: &'static str,
        pub unnamed: &'static str,
    }

    /// What was deleted. `{name}` is its name.
    pub struct Bin {
        pub title: Plural,
        pub help: &'static str,
        pub about: &'static str,
        pub back: &'static str,
        pub back_name: &'static str,
        pub purge: &'static str,
        pub purge_name: &'static str,
        pub purge_title: &'static str,
        pub purge_body: &'static str,
    }

    /// The list of assessments. `{name}` is the assessment's name.
    pub struct Assessments {
        pub title: &'static str,
        pub lead: &'static str,
        pub empty: &'static str,
        pub empty_help: &'static str,
        pub begin: &'static str,
        pub list: &'static str,
        pub count: Plural,
        pub more: Plural,
        pub filter: &'static str,
        pub filter_all: &'static str,
        pub filter_general: &'static str,
        /// In the field, where there are too many to choose one from a list.
        pub filter_words: &'static str,
        pub vendor: &'static str,
        pub partner: &'static str,
        pub quick: &'static str,
        pub full: &'static str,
        pub progress: &'static str,
        pub changed: &'static str,
        pub no_score: &'static str,
        pub score: &'static str,
        pub between: &'static str,
        pub exactly: &'static str,
        pub pack_missing: &'static str,
        pub go_on: &'static str,
        pub go_on_with: &'static str,
        pub result: &'static str,
        pub result_of: &'static str,
        pub rename: &'static str,
        pub rename_name: &'static str,
        pub new_name: &'static str,
        pub new_name_help: &'static str,
        pub duplicate: &'static str,
        pub duplicate_name: &'static str,
        pub copy_of: &'static str,
        pub export: &'static str,
        pub export_name: &'static str,
        pub delete: &'static str,
        pub delete_name: &'static str,
        pub delete_title: &'static str,
        pub delete_body: &'static str,
        pub export_all: &'static str,
        pub set_aside: Plural,
        pub export_unreadable: &'static str,
    }

    /// What becomes of a file, and what became of it. `{file}` is its name; `{done}` of `{all}` entries are done.
    pub struct Import {
        pub importing: &'static str,
        pub importing_file: &'static str,
        pub reading: &'static str,
        pub checking: &'static str,
        pub saving: &'static str,
        pub stop: &'static str,
        pub cancelled: &'static str,
        pub choose: &'static str,
        pub drop_help: &'static str,
        pub drop_here: &'static str,
        pub one_at_a_time: &'static str,
        pub too_large: &'static str,
        pub utf16: &'static str,
        pub not_utf8: &'static str,
        pub unreadable: &'static str,
        pub done: &'static str,
        pub responses: Plural,
        pub companies: Plural,
        pub packs: Plural,
        pub benchmarks: Plural,
        pub nothing_new: &'static str,
        pub already_here: Plural,
        pub open: &'static str,
        pub refused: &'static str,
        pub unchanged: &'static str,
        pub problems: Plural,
        pub not_offered: &'static str,
        pub dismiss: &'static str,
    }

    /// The list of partners. `{name}` is the partner's name.
    pub struct Partners {
        pub title: &'static str,
        pub lead: &'static str,
        pub add: &'static str,
        pub add_title: &'static str,
        pub edit: &'static str,
        pub edit_name: &'static str,
        pub delete: &'static str,
        pub delete_name: &'static str,
        pub delete_title: &'static str,
        pub delete_body: &'static str,
        pub delete_body_about: Plural,
        pub name: &'static str,
        pub name_missing: &'static str,
        pub kind: &'static str,
        pub size: &'static str,
        pub notes: &'static str,
        pub people: &'static str,
        pub about: Plural,
    }
}
