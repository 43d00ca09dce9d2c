//! The messages about what is sent to another company.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module. `{name}` is the other company.
    pub struct SendingText {
        pub in_it: &'static str,
        pub not_in_it: &'static str,
        pub company: OwnCompanyText,
        pub invite: InviteText,
        pub view: ViewText,
        pub shared: SharedText,
        pub protection: ProtectionText,
        pub base: BaseText,
        pub ways: WaysText,
        pub made: MadeText,
        pub failed: FailedText,
        pub key: KeyText,
    }

    /// Who sends.
    pub struct OwnCompanyText {
        pub label: &'static str,
        pub help: &'static str,
        pub unnamed: &'static str,
        /// `{name}`
        pub sent: &'static str,
    }

    /// Asking a partner for its view.
    pub struct InviteText {
        pub title: &'static str,
        pub lead: &'static str,
        pub open: &'static str,
        pub again: &'static str,
        /// `{day}`
        pub sent: &'static str,
        pub sent_title: &'static str,
        pub from_missing: &'static str,
        pub pack: &'static str,
        /// `{title}`
        pub own_pack: &'static str,
        pub save_pack: &'static str,
        pub length: &'static str,
        pub lengths: [&'static str; 2],
        pub side: &'static str,
        pub sides: [&'static str; 2],
        pub message: &'static str,
        pub left: Plural,
        pub who_asks: &'static str,
        pub who_is_asked: &'static str,
        pub questionnaire: &'static str,
        /// `{title}`, `{n}`: its version
        pub version: &'static str,
        pub as_side: &'static str,
        pub words: &'static str,
        pub no_words: &'static str,
        pub and_when: &'static str,
        pub nothing_else: &'static str,
        pub lead_many: &'static str,
        pub many: Plural,
        /// Who is asked, of several.
        pub each: Plural,
        /// Company, contact, e-mail, link, and why there is none.
        pub table: [&'static str; 5],
        pub table_made_up: &'static str,
        pub too_long: &'static str,
        pub ready_many: [&'static str; 2],
        pub ready: [&'static str; 2],
        /// `{from}`
        pub subject: &'static str,
        /// `{from}`, `{title}`, `{link}`
        pub body: &'static str,
    }

    /// Giving one's answers to the other company.
    pub struct ViewText {
        pub open: &'static str,
        /// On the partner's page.
        pub open_to: &'static str,
        pub return_to: &'static str,
        pub return_plain: &'static str,
        pub asked: &'static str,
        pub asked_plain: &'static str,
        pub asked_help: &'static str,
        pub title: &'static str,
        pub title_to: &'static str,
        pub lead: &'static str,
        pub evidence: &'static str,
        pub without: &'static str,
        pub without_help: &'static str,
        pub with: &'static str,
        pub with_help: Plural,
        pub companies: &'static str,
        pub answers: Plural,
        pub answers_and_evidence: Plural,
        pub changes: &'static str,
        /// `{title}`
        pub called: &'static str,
        /// `{name}`
        pub respondent: &'static str,
        pub invite: &'static str,
        pub own_invite: &'static str,
        pub pack: &'static str,
        pub not_evidence: &'static str,
        pub not_others: &'static str,
        pub ready: [&'static str; 2],
        /// `{from}`
        pub subject: &'static str,
        /// `{from}`, `{title}`, `{link}`
        pub body: &'static str,
    }

    /// Showing a result.
    pub struct SharedText {
        pub open: &'static str,
        pub title: &'static str,
        pub lead: &'static str,
        pub choice: &'static str,
        pub scores: &'static str,
        pub scores_help: &'static str,
        pub answers: &'static str,
        pub answers_help: &'static str,
        pub evidence: &'static str,
        pub evidence_help: &'static str,
        pub companies: &'static str,
        pub result: &'static str,
        pub pack: &'static str,
        pub each_answer: Plural,
        pub each_evidence: &'static str,
        pub not_answers: &'static str,
        pub not_evidence: &'static str,
        pub not_others: &'static str,
        pub ready: [&'static str; 2],
        /// `{from}`
        pub subject: &'static str,
        /// `{from}`, `{title}`, `{link}`
        pub body: &'static str,
    }

    /// Passphrase and signature.
    pub struct ProtectionText {
        pub protect: &'static str,
        pub protect_help: &'static str,
        pub sign: &'static str,
        pub sign_help: &'static str,
        pub no_crypto: &'static str,
    }

    /// Where a link leads.
    pub struct BaseText {
        pub title: &'static str,
        pub label: &'static str,
        pub help: &'static str,
        pub wrong: &'static str,
        pub only_here: &'static str,
        pub only_here_many: &'static str,
    }

    /// What is made of it.
    pub struct WaysText {
        pub links: &'static str,
        pub stop: &'static str,
        /// `{done}`, `{all}`
        pub progress: &'static str,
        pub link: &'static str,
        pub file: &'static str,
        pub cancel: &'static str,
        pub making: &'static str,
    }

    /// What was made.
    pub struct MadeText {
        pub link: &'static str,
        pub copy: &'static str,
        pub copied: &'static str,
        pub not_copied: &'static str,
        pub mail: &'static str,
        /// `{file}`
        pub file: &'static str,
        /// `{file}`
        pub too_long: &'static str,
        /// `{file}`
        pub links: Plural,
        pub without: Plural,
        pub protected: &'static str,
        /// `{fingerprint}`
        pub signed: &'static str,
        pub whoever: &'static str,
        pub again: &'static str,
        pub done: &'static str,
    }

    /// Why nothing was made.
    pub struct FailedText {
        pub no_crypto: &'static str,
        /// `{cause}`
        pub key_not_kept: &'static str,
        pub key_unreadable: &'static str,
        pub too_large: &'static str,
        pub table_full: &'static str,
        pub no_pack: &'static str,
        pub gone: &'static str,
        /// `{cause}`
        pub browser: &'static str,
    }

    /// The key that signs.
    pub struct KeyText {
        pub title: &'static str,
        pub lead: &'static str,
        pub none: &'static str,
        pub make: &'static str,
        pub fingerprint: &'static str,
        pub until_closed: &'static str,
    }
}
