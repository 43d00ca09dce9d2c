//! Everything the page says, typed: a message that is missing does not compile.
//!
//! Messages stand in one structure for each part that is loaded on its own, so that the first download carries only
//! what the first question needs. `{name}` in a message is a place to fill; see [`fill`].

pub mod benchmarks;
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

pub use benchmarks::BenchmarksText;
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

/// A message that depends on a count. The browser's plural rules choose.
#[derive(Debug, Clone, Copy)]
pub struct Plural {
    pub one: &'static str,
    pub other: &'static str,
}

/// The messages of the first download in a language. English is the only one for now, and what others fall back to.
#[must_use]
pub const fn questions(_language: &str) -> &'static Questions {
    &english::QUESTIONS
}

/// Whether there are messages in a language.
#[must_use]
pub fn speaks(language: &str) -> bool {
    language == "en" || language.starts_with("en-")
}

/// The messages of the result in a language.
#[must_use]
pub const fn report(_language: &str) -> &'static Report {
    &english_report::REPORT
}

/// The messages of the lists and of what goes in and out, in a language.
#[must_use]
pub const fn desk(_language: &str) -> &'static Desk {
    &english_desk::DESK
}

/// The messages of the directory of partners, in a language.
#[must_use]
pub const fn directory(_language: &str) -> &'static DirectoryText {
    &english_directory::DIRECTORY
}

/// The messages about questionnaires, in a language.
#[must_use]
pub const fn packs(_language: &str) -> &'static Packs {
    &english_packs::PACKS
}

/// The messages of what is loaded after the first question, in a language.
#[must_use]
pub const fn later(_language: &str) -> &'static Later {
    &english_later::LATER
}

/// The messages of the lock, in a language.
#[must_use]
pub const fn lock(_language: &str) -> &'static LockText {
    &english_lock::LOCK
}

/// The messages about the data themselves, in a language.
#[must_use]
pub const fn data(_language: &str) -> &'static DataText {
    &english_data::DATA
}

/// The messages of the plan, in a language.
#[must_use]
pub const fn plan(_language: &str) -> &'static PlanText {
    &english_plan::PLAN
}

/// The messages of the list of all partners, in a language.
#[must_use]
pub const fn portfolio(_language: &str) -> &'static PortfolioText {
    &english_portfolio::PORTFOLIO
}

/// The messages of a partner's page, in a language.
#[must_use]
pub const fn relation(_language: &str) -> &'static RelationText {
    &english_relation::RELATION
}

/// The messages about the answers of several people, in a language.
#[must_use]
pub const fn joint(_language: &str) -> &'static JointText {
    &english_joint::JOINT
}

/// The messages of a partner's log, in a language.
#[must_use]
pub const fn log(_language: &str) -> &'static LogText {
    &english_log::LOG
}

/// The messages about what is sent to another company, in a language.
#[must_use]
pub const fn sending(_language: &str) -> &'static SendingText {
    &english_sending::SENDING
}

/// The messages about what another company has sent, in a language.
#[must_use]
pub const fn receiving(_language: &str) -> &'static ReceivingText {
    &english_receiving::RECEIVING
}

/// The messages about figures of others, in a language.
#[must_use]
pub const fn benchmarks(_language: &str) -> &'static BenchmarksText {
    &english_benchmarks::BENCHMARKS
}

/// Puts values in the places of a message: `fill("{n} of {all}", &[("n", "3"), ("all", "7")])` is `3 of 7`.
/// A place without a value stays as it is. A value that is written from right to left, or would turn what follows it, is
/// isolated: for what is kept there is [`fill_kept`].
#[must_use]
pub fn fill(message: &str, values: &[(&str, &str)]) -> String {
    filled(message, values, isolate::push)
}

/// A text that stands by itself among others, as [`fill`] isolates a value. `bdi` and its like end with a paragraph, which
/// a name may have in it.
#[must_use]
pub fn isolated(text: String) -> String {
    isolate::whole(text)
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
