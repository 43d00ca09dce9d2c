//! The messages of the directory of partners: a partner's profile, finding, archiving and merging partners, and tables.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module. `{name}` is a partner's name.
    pub struct DirectoryText {
        pub profile: ProfileText,
        pub list: ListText,
        pub alike: AlikeText,
        pub table: TableText,
        pub undo: DirectoryUndoText,
    }

    /// What is kept of a partner beside its facts.
    pub struct ProfileText {
        pub title: &'static str,
        pub empty: &'static str,
        pub edit: &'static str,
        pub form: &'static str,
        pub tags: &'static str,
        pub tag: &'static str,
        pub tag_help: &'static str,
        pub add_tag: &'static str,
        pub remove_tag: &'static str,
        pub tag_too_long: &'static str,
        pub too_many_tags: &'static str,
        pub target: &'static str,
        pub target_help: &'static str,
        pub no_target: &'static str,
        pub contacts: &'static str,
        pub contact: &'static str,
        pub add_contact: &'static str,
        pub remove_contact: &'static str,
        pub contact_incomplete: &'static str,
        pub name: &'static str,
        pub role: &'static str,
        pub email: &'static str,
        pub phone: &'static str,
        pub note: &'static str,
        pub systems: &'static str,
        pub systems_help: &'static str,
        pub system: &'static str,
        pub system_name: &'static str,
        pub add_system: &'static str,
        pub remove_system: &'static str,
        pub system_incomplete: &'static str,
        pub openness: &'static str,
        /// Open, proprietary, not said.
        pub kinds_of_openness: [&'static str; 3],
        pub too_many: &'static str,
        pub unreadable: &'static str,
        pub unreadable_help: &'static str,
    }

    /// The list, and finding one of its partners elsewhere.
    pub struct ListText {
        pub found: Plural,
        /// `{found}`, `{all}`
        pub found_of: &'static str,
        pub none_found: &'static str,
        pub becomes_new: &'static str,
        pub archived: &'static str,
        pub archive: &'static str,
        pub archive_name: &'static str,
        pub unarchive: &'static str,
        pub unarchive_name: &'static str,
        pub import: &'static str,
        pub export: &'static str,
        pub export_found: Plural,
        pub not_offered: &'static str,
    }

    /// Partners that look like one. `{other}` is the one that goes.
    pub struct AlikeText {
        pub notice: Plural,
        pub look: &'static str,
        pub title: &'static str,
        pub lead: &'static str,
        pub back: &'static str,
        pub none: &'static str,
        pub group: &'static str,
        pub same_name: &'static str,
        pub same_email: &'static str,
        pub keep: &'static str,
        pub kept: &'static str,
        pub merge: &'static str,
        pub preview: &'static str,
        pub preview_lead: &'static str,
        /// `{said}`
        pub not_kept: &'static str,
        /// `{field}`, `{words}`
        pub said: &'static str,
        pub confirm: &'static str,
        pub cancel: &'static str,
        pub refused: &'static str,
        pub not_here: &'static str,
        pub added: &'static str,
        pub assessments: &'static str,
        pub none_said: &'static str,
        pub about_moves: Plural,
        pub unlike: &'static str,
        pub unlike_help: &'static str,
    }

    /// Tables that come in. `{file}` is the file's name.
    pub struct TableText {
        pub title: &'static str,
        pub lead: &'static str,
        pub back: &'static str,
        pub choose: &'static str,
        pub choose_other: &'static str,
        pub choose_help: &'static str,
        pub reading: &'static str,
        pub refused: &'static str,
        pub nothing_changed: &'static str,
        pub utf8_help: &'static str,
        pub errors: TableErrors,
        pub read: &'static str,
        /// Comma, semicolon, tab, bar.
        pub delimiters: [&'static str; 4],
        pub columns: &'static str,
        pub columns_help: &'static str,
        pub column: &'static str,
        pub unnamed_column: &'static str,
        pub holds: &'static str,
        pub ignored: &'static str,
        pub fields: [&'static str; 12],
        pub name_missing: &'static str,
        pub first_rows: &'static str,
        pub row: &'static str,
        pub row_number: &'static str,
        pub report: &'static str,
        /// New, changed, the same, left out.
        pub outcomes: [Plural; 4],
        pub joined: &'static str,
        pub change: &'static str,
        pub change_added: &'static str,
        pub change_emptied: &'static str,
        pub unnamed: &'static str,
        pub reason: &'static str,
        pub reason_whole: &'static str,
        pub causes: Causes,
        pub take: Plural,
        pub nothing: &'static str,
        pub cancel: &'static str,
        pub taking: &'static str,
        pub changed_meanwhile: &'static str,
        pub done: Plural,
        pub done_parts: &'static str,
    }

    /// Why a file is read as no table.
    pub struct TableErrors {
        pub too_large: &'static str,
        pub nul: &'static str,
        pub empty: &'static str,
        pub header_missing: &'static str,
        pub too_many_columns: &'static str,
        pub too_many_rows: &'static str,
        pub quote_not_closed: &'static str,
    }

    /// Why a row is left out.
    pub struct Causes {
        pub cell_count: &'static str,
        pub name_missing: &'static str,
        pub too_long: &'static str,
        pub unknown_kind: &'static str,
        pub unknown_size: &'static str,
        pub bad_level: &'static str,
        pub bad_day: &'static str,
        pub bad_id: &'static str,
        pub id_twice: &'static str,
        pub contact_without_name: &'static str,
        pub too_many_tags: &'static str,
        pub too_many_contacts: &'static str,
        pub unreadable: &'static str,
    }

    /// What was done last and can be taken back.
    pub struct DirectoryUndoText {
        pub archived: &'static str,
        pub unlike: &'static str,
        pub merged: &'static str,
        pub taken_in: Plural,
        /// `{tag}`
        pub tagged: Plural,
        /// `{tag}`
        pub untagged: Plural,
        pub put_aside: Plural,
        pub invited: Plural,
    }
}
