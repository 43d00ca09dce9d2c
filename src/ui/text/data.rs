//! The messages about the data themselves: where they are, backups, restoring, deleting.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module.
    pub struct DataText {
        pub title: &'static str,
        pub lead: &'static str,
        pub place: Place,
        pub space: Space,
        pub backup: BackupText,
        pub restore: RestoreText,
        pub delete: DeleteText,
        pub reminder: Reminder,
    }

    /// Where the data lie, and for how long.
    pub struct Place {
        pub title: &'static str,
        /// `{site}`
        pub own_page: &'static str,
        /// `{site}`
        pub own_frame: &'static str,
        /// `{site}`
        pub foreign_frame: &'static str,
        pub nowhere: &'static str,
        pub readers: &'static str,
        pub private_window: &'static str,
        pub seven_days: &'static str,
        pub not_secure: &'static str,
        pub persisted: &'static str,
        pub may_go: &'static str,
        pub persist: &'static str,
        pub persist_refused: &'static str,
    }

    /// What is kept and how much room it takes.
    pub struct Space {
        pub title: &'static str,
        pub what: &'static str,
        pub count: &'static str,
        pub room: &'static str,
        pub assessments: &'static str,
        pub partners: &'static str,
        pub packs: &'static str,
        pub benchmarks: &'static str,
        pub bin: &'static str,
        pub unreadable: &'static str,
        pub all: &'static str,
        /// `{n}`
        pub kilobytes: &'static str,
        /// `{n}`
        pub megabytes: &'static str,
        /// `{n}`
        pub gigabytes: &'static str,
        /// `{used}`, `{quota}`
        pub estimate: &'static str,
    }

    /// Making a backup.
    pub struct BackupText {
        pub title: &'static str,
        pub lead: &'static str,
        pub never: &'static str,
        /// `{day}`
        pub last: &'static str,
        pub protect: &'static str,
        pub protect_help: &'static str,
        pub open_to_all: &'static str,
        pub no_encryption: &'static str,
        pub passphrase: &'static str,
        pub passphrase_help: &'static str,
        pub again: &'static str,
        pub too_short: &'static str,
        pub differ: &'static str,
        pub make: &'static str,
        pub making: &'static str,
        /// `{file}`
        pub made: &'static str,
        /// `{cause}`
        pub failed: &'static str,
        pub left_out: Plural,
        pub keep: &'static str,
        pub keep_help: &'static str,
        /// `{file}`
        pub kept: &'static str,
        /// `{file}`, `{time}`
        pub kept_written: &'static str,
        /// `{file}`
        pub needs_permission: &'static str,
        pub allow: &'static str,
        /// `{file}`, `{cause}`
        pub not_written: &'static str,
        pub stop: &'static str,
    }

    /// Bringing a backup back.
    pub struct RestoreText {
        pub title: &'static str,
        pub lead: &'static str,
        pub choose: &'static str,
        pub reading: &'static str,
        /// `{file}`
        pub locked: &'static str,
        pub passphrase: &'static str,
        pub open: &'static str,
        pub cancel: &'static str,
        /// `{file}`
        pub refused: &'static str,
        pub unchanged: &'static str,
        pub wrong_passphrase: &'static str,
        pub not_a_backup: &'static str,
        /// `{found}`
        pub newer: &'static str,
        /// `{found}`, `{expected}`
        pub cut: &'static str,
        /// `{found}`, `{expected}`
        pub too_long: &'static str,
        pub altered: &'static str,
        /// `{cause}`
        pub out_of_bounds: &'static str,
        /// `{cause}`
        pub damaged: &'static str,
        pub problems: Plural,
        /// `{file}`, `{day}`, `{time}`
        pub shown: &'static str,
        pub assessments: Plural,
        pub partners: Plural,
        pub packs: Plural,
        pub benchmarks: Plural,
        pub change: &'static str,
        pub if_merged: &'static str,
        pub if_replaced: &'static str,
        pub new: &'static str,
        pub changed: &'static str,
        pub deleted: &'static str,
        pub revived: &'static str,
        pub same: &'static str,
        pub each: &'static str,
        pub more: Plural,
        pub parts: Plural,
        pub left_out: Plural,
        pub merge: &'static str,
        pub merge_help: &'static str,
        pub replace: &'static str,
        pub replace_help: &'static str,
        pub replace_title: &'static str,
        pub replace_body: &'static str,
        /// `{file}`
        pub merged: &'static str,
        /// `{file}`, `{backup}`
        pub replaced: &'static str,
        pub take_back: &'static str,
        pub taken_back: &'static str,
        pub done: &'static str,
    }

    /// Deleting everything.
    pub struct DeleteText {
        pub title: &'static str,
        pub lead: &'static str,
        pub verb: &'static str,
        pub confirm_title: &'static str,
        /// `{what}`
        pub confirm_body: &'static str,
        pub yes: &'static str,
        pub deleting: &'static str,
        pub done: &'static str,
        pub nothing_left: &'static str,
        pub left: &'static str,
        pub left_database: &'static str,
        pub left_cache: &'static str,
        pub left_mark: &'static str,
        pub left_lock: &'static str,
        /// `{cause}`
        pub failed: &'static str,
        pub elsewhere: &'static str,
    }

    /// That it is time for a backup.
    pub struct Reminder {
        pub never: Plural,
        /// `{day}`
        pub since: Plural,
        pub make: &'static str,
        pub later: &'static str,
    }
}
