//! The messages of the lock.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module.
    pub struct LockText {
        pub title: &'static str,
        pub lead: &'static str,
        pub passphrase: &'static str,
        pub absent: Absent,
        pub set: SetText,
        pub on: OnText,
        pub shut: ShutText,
        pub trouble: LockTroubleText,
    }

    /// Why there is no lock to be had.
    pub struct Absent {
        pub no_crypto: &'static str,
        pub in_memory: &'static str,
        pub read_only: &'static str,
    }

    /// Setting it. `{n}` is a count of characters.
    pub struct SetText {
        pub final_title: &'static str,
        pub final_body: &'static str,
        pub understood: &'static str,
        pub new: &'static str,
        pub again: &'static str,
        pub too_short: &'static str,
        pub short: Plural,
        pub fair: Plural,
        pub long: Plural,
        pub only_length: &'static str,
        pub not_the_same: &'static str,
        pub not_understood: &'static str,
        pub after: &'static str,
        pub minutes: Plural,
        pub set: &'static str,
        pub setting: &'static str,
    }

    /// Where it is set.
    pub struct OnText {
        pub is_on: &'static str,
        pub lock_now: &'static str,
        pub locking: &'static str,
        pub change: &'static str,
        pub change_do: &'static str,
        pub old: &'static str,
        pub changed: &'static str,
        pub lift: &'static str,
        pub lift_help: &'static str,
        pub lift_do: &'static str,
        pub lifting: &'static str,
    }

    /// Where everything is locked.
    pub struct ShutText {
        pub title: &'static str,
        pub lead: &'static str,
        pub unsaved: &'static str,
        pub open: &'static str,
        pub opening: &'static str,
        pub forgotten: &'static str,
        pub forgotten_body: &'static str,
        pub erase: &'static str,
        pub erase_title: &'static str,
        pub erase_body: &'static str,
        pub keep: &'static str,
    }

    /// What went wrong. `{cause}` is in the browser's words.
    pub struct LockTroubleText {
        pub wrong: &'static str,
        pub damaged: &'static str,
        pub newer: &'static str,
        pub not_saved: &'static str,
        pub not_sealed: &'static str,
        pub elsewhere: &'static str,
        pub no_crypto: &'static str,
        pub refused: &'static str,
        pub store: &'static str,
    }
}
