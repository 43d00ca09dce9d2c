//! English for the lock.

use super::Plural;
use super::lock::{Absent, LockText, LockTroubleText, OnText, SetText, ShutText};

pub(super) static LOCK: LockText = LockText {
    title: "Lock",
    lead: "With a lock, everything kept here is encrypted with a passphrase: answers, names, notes, plans and your own questionnaires. Without the passphrase nobody reads it in this browser’s files, and it is locked after a time without use. Files that you have exported are not part of it; a backup file that is kept up to date has to be picked again after each locking.",
    passphrase: "Passphrase",
    absent: Absent {
        no_crypto: "This page cannot lock: it was not served by https, so the browser gives it no encryption.",
        in_memory: "Nothing is kept on this device, so there is nothing to lock: it goes when this tab is closed.",
        read_only: "A newer version of this page keeps the data here. Set, change or take off the lock there.",
    },
    set: SetText {
        final_title: "Forgetting the passphrase is final.",
        final_body: "Nobody can open the data without it: not you, not whoever runs this page. There is no way around it and nothing to reset. Make a backup first, and keep the passphrase where you will find it.",
        understood: "I understand that forgetting the passphrase is final",
        new: "New passphrase",
        again: "The same again",
        too_short: "The passphrase has fewer than 8 characters.",
        short: Plural {
            one: "{n} character: short. Programs that guess try millions of passphrases.",
            other: "{n} characters: short. Programs that guess try millions of passphrases; four random words are better.",
        },
        fair: Plural {
            one: "{n} character: fair.",
            other: "{n} characters: fair.",
        },
        long: Plural {
            one: "{n} character: long.",
            other: "{n} characters: long.",
        },
        only_length: "Only the length is looked at here: a saying or a name with a year is weak, however long.",
        not_the_same: "The two are not the same.",
        not_understood: "Say that you understand this first.",
        after: "Lock after",
        minutes: Plural {
            one: "{n} minute without use",
            other: "{n} minutes without use",
        },
        set: "Set the lock",
        setting: "Encrypting what is kept here…",
    },
    on: OnText {
        is_on: "The lock is on: everything kept here is encrypted.",
        lock_now: "Lock now",
        locking: "Locking…",
        change: "Change the passphrase",
        change_do: "Change it",
        old: "Present passphrase",
        changed: "The passphrase is changed.",
        lift: "Take the lock off",
        lift_help: "Everything kept here becomes readable again for whoever can open this browser’s files.",
        lift_do: "Take it off",
        lifting: "Decrypting what is kept here…",
    },
    shut: ShutText {
        title: "Locked",
        lead: "What is kept here is encrypted. The passphrase opens it.",
        unsaved: "Another tab has set a lock. What you have entered in this one is not saved yet: it is as soon as you enter the passphrase.",
        open: "Open",
        opening: "Opening…",
        forgotten: "Forgotten?",
        forgotten_body: "Then nobody can open what is kept here. It can only be deleted; what is in a backup of yours can be brought back afterwards.",
        erase: "Delete everything",
        erase_title: "Delete everything that is kept here?",
        erase_body: "It cannot be brought back but from a backup.",
        keep: "Keep it",
    },
    trouble: LockTroubleText {
        wrong: "This is not the passphrase. Nothing was changed.",
        damaged: "The record that holds the lock is damaged, and so is its copy. What is kept here cannot be opened; it is left untouched.",
        newer: "The lock was set by a newer version of this page. Open it there.",
        not_saved: "Not locked: your last changes could not be saved, and would be lost.",
        not_sealed: "The lock is set, but not everything is encrypted yet. It goes on when you open the lock the next time.",
        elsewhere: "Another tab has set or changed the lock meanwhile.",
        no_crypto: "The browser gives this page no encryption.",
        refused: "The browser refused: {cause}",
        store: "Not done.",
    },
};
