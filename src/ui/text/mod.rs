//! Everything the page says, typed: a message that is missing does not compile.
//!
//! Messages stand in one structure for each part that is loaded on its own, so that the first download carries only
//! what the first question needs. `{name}` in a message is a place to fill; see [`fill`].

pub mod benchmarks;
pub mod catalogue;
pub mod data;
pub mod desk;
pub mod directory;
mod english;
mod english_benchmarks;
mod english_data;
mod english_desk;
mod english_directory;
mod english_joint;
mod english_later;
mod english_lock;
mod english_log;
mod english_packs;
mod english_plan;
mod english_portfolio;
mod english_receiving;
mod english_relation;
mod english_report;
mod english_sending;
mod isolate;
pub mod joint;
pub mod later;
pub mod lock;
pub mod log;
pub mod packs;
pub mod plan;
pub mod portfolio;
pub mod questions;
pub mod receiving;
pub mod relation;
pub mod report;
pub mod sending;
mod speech;
pub mod translation;

use catalogue::{Messages, Tree, messages};

pub use benchmarks::BenchmarksText;
pub use catalogue::Plural;
pub use data::DataText;
pub use desk::Desk;
pub use directory::{DirectoryText, DirectoryUndoText};
pub use joint::JointText;
pub use later::Later;
pub use lock::LockText;
pub use log::{CadenceText, LogText};
pub use packs::Packs;
pub use plan::PlanText;
pub use portfolio::{PortfolioText, SavedText};
pub use questions::Questions;
pub use receiving::ReceivingText;
pub use relation::RelationText;
pub use report::Report;
pub use sending::SendingText;
pub use speech::Speech;

/// The messages of everything that is loaded after the first question: one structure each, and the function that gives it
/// in a language.
macro_rules! catalogue {
    ($($(#[$about:meta])* $name:ident: $kind:ident = $english:path;)*) => {
        messages! {
            /// The messages of everything that is loaded after the first question, in a language that came as a file.
            pub struct Catalogue {
                $(pub $name: $kind,)*
            }
        }

        impl Catalogue {
            const fn english() -> Self {
                Self { $($name: $english,)* }
            }
        }

        $($(#[$about])*
        #[must_use]
        pub fn $name(speech: Speech) -> &'static $kind {
            speech.later().map_or(&$english, |catalogue| &catalogue.$name)
        })*

        /// English, with the names of its messages: what a translation has to have. The first structure is that of the first
        /// download.
        #[must_use]
        pub fn english_tree() -> Vec<(&'static str, Tree)> {
            vec![
                ("questions", english::QUESTIONS.tree()),
                $((stringify!($name), $english.tree()),)*
            ]
        }
    };
}

catalogue! {
    /// The messages of the result.
    report: Report = english_report::REPORT;
    /// The messages of the lists and of what goes in and out.
    desk: Desk = english_desk::DESK;
    /// The messages of the directory of partners.
    directory: DirectoryText = english_directory::DIRECTORY;
    /// The messages about questionnaires.
    packs: Packs = english_packs::PACKS;
    /// The messages of what is loaded after the first question.
    later: Later = english_later::LATER;
    /// The messages of the lock.
    lock: LockText = english_lock::LOCK;
    /// The messages about the data themselves.
    data: DataText = english_data::DATA;
    /// The messages of the plan.
    plan: PlanText = english_plan::PLAN;
    /// The messages of the list of all partners.
    portfolio: PortfolioText = english_portfolio::PORTFOLIO;
    /// The messages of a partner's page.
    relation: RelationText = english_relation::RELATION;
    /// The messages about the answers of several people.
    joint: JointText = english_joint::JOINT;
    /// The messages of a partner's log.
    log: LogText = english_log::LOG;
    /// The messages about what is sent to another company.
    sending: SendingText = english_sending::SENDING;
    /// The messages about what another company has sent.
    receiving: ReceivingText = english_receiving::RECEIVING;
    /// The messages about figures of others.
    benchmarks: BenchmarksText = english_benchmarks::BENCHMARKS;
}

/// Puts values in the places of a message: `fill("{n} of {all}", &[("n", "3"), ("all", "7")])` is `3 of 7`.
/// A place without a value stays as it is. A value that is written from right to left, or would turn what follows it, is
/// isolated: for what is kept there is [`fill_kept`].
#[must_use]
pub fn fill(message: &str, values: &[(&str, &str)]) -> String {
    let push = if is_turned(message) {
        isolate::isolate
    } else {
        isolate::push
    };
    filled(message, values, push)
}

/// A text that stands by itself among others, as [`fill`] isolates a value. `bdi` and its like end with a paragraph, which
/// a name may have in it.
#[must_use]
pub fn isolated(text: String) -> String {
    isolate::whole(text)
}

/// Whether a text has what is written from right to left.
#[must_use]
pub fn is_turned(text: &str) -> bool {
    text.chars().any(isolate::turns)
}

/// A figure or formula that is read from left to right among whatever words.
#[must_use]
pub fn left_to_right(text: &str) -> String {
    isolate::left_to_right(text)
}

/// The same as [`fill`] with the values as they are: for a text that is kept.
#[must_use]
pub fn fill_kept(message: &str, values: &[(&str, &str)]) -> String {
    filled(message, values, String::push_str)
}

fn filled(message: &str, values: &[(&str, &str)], push: fn(&mut String, &str)) -> String {
    let mut filled = String::with_capacity(message.len() + 16);
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            push(&mut filled, value);
        } else {
            filled.push('{');
            filled.push_str(name);
            filled.push('}');
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}
