//! The messages of the part that is loaded after the first question: beside the questions, on the start screen of those
//! who come back, and in what needs attention.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module.
    pub struct Later {
        pub beside: Beside,
        pub go_on: GoOn,
        pub gone: Gone,
        pub kinds: Kinds,
        pub names: Names,
        pub overview: Overview,
        pub score: Score,
        pub trouble: Trouble,
        pub undo: Undo,
    }

    /// What stands beside a question.
    pub struct Beside {
        pub clear: &'static str,
        pub earlier: &'static str,
        pub earlier_help: &'static str,
        /// `{level}`
        pub earlier_level: &'static str,
        pub earlier_none: &'static str,
        /// `{day}`
        pub earlier_day: &'static str,
        pub bring_back: &'static str,
        /// `{answer}`
        pub bring_back_name: &'static str,
        pub reason: &'static str,
        pub given: &'static str,
        pub given_fresh: &'static str,
        pub no_evidence: &'static str,
        pub evidence: &'static str,
        pub evidence_add: &'static str,
        pub evidence_help: &'static str,
        pub note: &'static str,
        pub link: &'static str,
        pub link_bad: &'static str,
        pub why: &'static str,
        pub counter: &'static str,
        pub sources: &'static str,
        pub grades: [&'static str; 3],
        pub steps_state: &'static str,
    }

    /// What can be gone on with.
    pub struct GoOn {
        pub go_on_title: &'static str,
        pub go_on: &'static str,
        pub all_assessments: Plural,
        pub progress: &'static str,
    }

    /// More about the two companies.
    pub struct Kinds {
        pub kind: &'static str,
        pub size: &'static str,
        pub your_kind: &'static str,
        pub your_size: &'static str,
    }

    /// Names of what the formats name in short.
    pub struct Names {
        pub kinds: [&'static str; 7],
        pub sizes: [&'static str; 5],
        pub not_said: &'static str,
        pub unanswered: &'static str,
        pub unknown: &'static str,
        pub not_applicable: &'static str,
        pub level: &'static str,
    }

    /// All questions with their state.
    pub struct Overview {
        pub title: &'static str,
        pub lead: &'static str,
        pub lead_full: &'static str,
        pub first_open: &'static str,
        pub go_full: &'static str,
        pub go_full_help: &'static str,
        pub dimension_progress: &'static str,
        pub given_on: &'static str,
        pub fresh: &'static str,
        pub evidence: &'static str,
        pub no_evidence: &'static str,
    }

    /// The score beside the questions.
    pub struct Score {
        pub title: &'static str,
        pub none: &'static str,
        pub none_help: &'static str,
        pub could_be: &'static str,
        pub is: &'static str,
        pub conditions_open: &'static str,
        pub open: Plural,
        pub settled: &'static str,
        pub level: &'static str,
        pub level_up_to: &'static str,
        pub radar: &'static str,
        pub radar_axis: &'static str,
        pub radar_axis_none: &'static str,
    }

    /// Storage that is not there, and edits that were not saved.
    pub struct Trouble {
        pub not_saved: &'static str,
        pub try_again: &'static str,
        pub export: &'static str,
        pub made_up_title: &'static str,
        pub making_up: &'static str,
        pub made_up_help: &'static str,
        pub made_up_leave: &'static str,
        pub in_memory_title: &'static str,
        pub in_memory_closed_title: &'static str,
        pub in_memory_closed_help: &'static str,
        pub in_memory_help: &'static str,
        pub read_only: &'static str,
        /// Where the host page lets nothing be changed.
        pub look_only: &'static str,
        pub set_aside: Plural,
        pub reason_full: &'static str,
        pub reason_denied: &'static str,
        pub reason_lost: &'static str,
        pub reason_read_only: &'static str,
        pub reason_timed_out: &'static str,
        pub reason_other: &'static str,
    }

    /// Data that was kept here and is gone. `{what}` is how much of it, `{day}` when it was saved last.
    pub struct Gone {
        pub title: &'static str,
        pub was: &'static str,
        pub assessments: Plural,
        pub partners: Plural,
        pub both: &'static str,
        pub help: &'static str,
        pub restore: &'static str,
        pub bring_back: &'static str,
        pub begin_anew: &'static str,
    }

    /// What can be taken back.
    pub struct Undo {
        pub undo: &'static str,
        pub dismiss: &'static str,
        pub assessment_deleted: &'static str,
        pub partner_deleted: &'static str,
    }
}
