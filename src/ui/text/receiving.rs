//! The messages about what another company has sent. `{name}` is a company's name, `{fingerprint}` that of a key.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module.
    pub struct ReceivingText {
        pub ways: Ways,
        pub opening: &'static str,
        pub close: &'static str,
        /// Of a link, then of a file, whose name is `{file}`.
        pub from: [&'static str; 2],
        pub locked: Locked,
        pub refused: Refused,
        pub signature: Signature,
        pub facts: Facts,
        pub invite: Invite,
        pub view: View,
        pub comes: Comes,
        pub keep: Keep,
        pub kept: Kept,
        pub shared: Shared,
        pub received: Received,
        pub apart: Apart,
    }

    /// The ways in.
    pub struct Ways {
        pub title: &'static str,
        pub lead: &'static str,
        pub link: &'static str,
        pub link_help: &'static str,
        pub open: &'static str,
        pub file: &'static str,
        pub nothing_pasted: &'static str,
    }

    /// A passphrase is needed.
    pub struct Locked {
        pub title: &'static str,
        pub help: &'static str,
        pub passphrase: &'static str,
        pub wrong: &'static str,
        pub open: &'static str,
    }

    /// Why nothing is shown.
    pub struct Refused {
        pub title: &'static str,
        pub unchanged: &'static str,
        pub again: &'static str,
        pub not_ours_link: &'static str,
        pub not_ours_file: &'static str,
        pub too_long: &'static str,
        pub foreign_character: &'static str,
        pub cut_link: &'static str,
        pub cut_file: &'static str,
        pub altered: &'static str,
        pub signature_wrong: &'static str,
        pub too_large: &'static str,
        pub newer: &'static str,
        pub rounds: &'static str,
        pub out_of_bounds: &'static str,
        pub inconsistent: &'static str,
        pub cannot_decrypt: &'static str,
        pub cannot_decompress: &'static str,
        pub browser: &'static str,
        pub content: Plural,
        pub content_help: &'static str,
        pub pack_missing: &'static str,
        pub future: &'static str,
        pub does_not_fit: &'static str,
    }

    /// Who signed.
    pub struct Signature {
        pub term: &'static str,
        pub none: &'static str,
        pub none_help: &'static str,
        pub not_checked: &'static str,
        pub not_checked_help: &'static str,
        pub by: &'static str,
        pub new_help: &'static str,
        pub known_with: &'static str,
        pub known: &'static str,
        pub other_key: &'static str,
    }

    /// The names of facts.
    pub struct Facts {
        pub from: &'static str,
        pub about: &'static str,
        pub to: &'static str,
        pub side: &'static str,
        pub sides: [&'static str; 2],
        pub day: &'static str,
        pub questionnaire: &'static str,
        pub version: &'static str,
        pub respondent: &'static str,
        pub title: &'static str,
        pub in_general: &'static str,
        pub from_unnamed: &'static str,
    }

    /// An invite.
    pub struct Invite {
        pub title: &'static str,
        pub title_unnamed: &'static str,
        pub asks: [&'static str; 2],
        /// `{length}` is the word for the length.
        pub questions: Plural,
        pub message: &'static str,
        pub answer: &'static str,
        pub answer_help: &'static str,
        pub begun: &'static str,
        pub go_on: &'static str,
        pub missing: &'static str,
        pub missing_what: &'static str,
        pub missing_hash: &'static str,
        pub missing_how: &'static str,
        pub to_packs: &'static str,
        pub sent: &'static str,
    }

    /// A view.
    pub struct View {
        pub answers: &'static str,
        pub no_answers: &'static str,
        pub open: &'static str,
    }

    /// What keeping it does.
    pub struct Comes {
        pub new: &'static str,
        pub newer: Plural,
        pub newer_help: &'static str,
        pub changed: &'static str,
        pub others: Plural,
        pub before_after: &'static str,
        pub noted: &'static str,
        pub nothing_new: &'static str,
        pub own: &'static str,
        pub own_changed: &'static str,
        pub in_bin: &'static str,
    }

    /// Keeping it.
    pub struct Keep {
        pub title: &'static str,
        pub filed: &'static str,
        pub under: &'static str,
        pub suggested: &'static str,
        pub new: &'static str,
        pub new_name: &'static str,
        pub other: &'static str,
        pub find: &'static str,
        pub choose: &'static str,
        pub none_chosen: &'static str,
        pub keep_filed: &'static str,
        pub file: &'static str,
        pub keep_apart: &'static str,
        pub keep_apart_help: &'static str,
        pub drop: &'static str,
        pub take_in: &'static str,
        pub bring_back: &'static str,
        pub file_under: &'static str,
        pub file_under_name: &'static str,
        pub cancel: &'static str,
    }

    /// What has happened.
    pub struct Kept {
        pub filed: &'static str,
        pub apart: &'static str,
        pub unnamed: &'static str,
        pub to_partner: &'static str,
        pub to_result: &'static str,
        pub take_back: &'static str,
        pub take_back_help: &'static str,
        pub taken_back: &'static str,
    }

    /// A result that is shown.
    pub struct Shared {
        pub title: &'static str,
        pub title_unnamed: &'static str,
        pub not_kept: &'static str,
        pub stated: &'static str,
        pub answered: &'static str,
        pub floor: &'static str,
        pub coverage: &'static str,
        pub freshness: &'static str,
        pub dimensions: &'static str,
        pub dimension: &'static str,
        pub score: &'static str,
        pub range: &'static str,
        pub no_score: &'static str,
        pub pack_missing: &'static str,
    }

    /// How a received assessment is marked.
    pub struct Received {
        pub on: &'static str,
        pub signed: &'static str,
        pub unsigned: &'static str,
        pub read_only: &'static str,
        pub no_plan: &'static str,
        pub mark: &'static str,
    }

    /// What is filed under nobody.
    pub struct Apart {
        pub title: Plural,
        pub help: Plural,
        pub open: &'static str,
        pub open_name: &'static str,
    }
}
