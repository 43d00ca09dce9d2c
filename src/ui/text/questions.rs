//! The messages of the first download: frame, start, questions, overview.

use super::Plural;

/// See the module.
#[derive(Debug)]
pub struct Questions {
    pub bar: Bar,
    pub saving: Saving,
    pub names: Names,
    pub start: Start,
    pub question: Question,
    pub score: Score,
    pub overview: Overview,
    pub part: Part,
    pub undo: Undo,
}

/// The bar on top and what it says about whose view it is.
#[derive(Debug)]
pub struct Bar {
    pub product: &'static str,
    pub menu: &'static str,
    pub start: &'static str,
    pub questions: &'static str,
    pub overview: &'static str,
    pub result: &'static str,
    pub assessments: &'static str,
    pub partners: &'static str,
    pub packs: &'static str,
    pub plan: &'static str,
    pub your_company: &'static str,
    pub vendors_view: &'static str,
    pub partners_view: &'static str,
    pub vendors_view_of: &'static str,
    pub partners_view_of: &'static str,
}

/// What became of the last edit.
#[derive(Debug)]
pub struct Saving {
    pub opening: &'static str,
    pub saving: &'static str,
    pub saved: &'static str,
    pub not_saved: &'static str,
    pub try_again: &'static str,
    pub export: &'static str,
    pub in_memory: &'static str,
    pub in_memory_title: &'static str,
    pub in_memory_closed_title: &'static str,
    pub in_memory_help: &'static str,
    pub in_memory_closed_help: &'static str,
    pub read_only: &'static str,
    pub set_aside: Plural,
    pub reason_full: &'static str,
    pub reason_denied: &'static str,
    pub reason_lost: &'static str,
    pub reason_read_only: &'static str,
    pub reason_timed_out: &'static str,
    pub reason_other: &'static str,
}

/// Names of what the formats name in short.
#[derive(Debug)]
pub struct Names {
    pub kinds: [&'static str; 7],
    pub sizes: [&'static str; 5],
    pub not_said: &'static str,
    pub unanswered: &'static str,
    pub unknown: &'static str,
    pub not_applicable: &'static str,
    pub level: &'static str,
}

/// The start screen.
#[derive(Debug)]
pub struct Start {
    pub title: &'static str,
    pub lead: &'static str,
    pub go_on_title: &'static str,
    pub go_on: &'static str,
    pub see_result: &'static str,
    pub all_assessments: Plural,
    pub progress: &'static str,
    pub questionnaire: &'static str,
    pub other: &'static str,
    pub length: &'static str,
    pub quick: &'static str,
    pub full: &'static str,
    pub length_help: &'static str,
    pub optional: &'static str,
    pub company: &'static str,
    pub counterpart: &'static str,
    pub counterpart_help: &'static str,
    pub more: &'static str,
    pub kind: &'static str,
    pub size: &'static str,
    pub your_kind: &'static str,
    pub your_size: &'static str,
    pub side: &'static str,
    pub as_vendor: &'static str,
    pub as_vendor_help: &'static str,
    pub as_partner: &'static str,
    pub as_partner_help: &'static str,
    pub privacy: &'static str,
}

/// One question.
#[derive(Debug)]
pub struct Question {
    pub progress: &'static str,
    pub place: &'static str,
    pub answers: &'static str,
    pub unknown: &'static str,
    pub not_applicable: &'static str,
    pub clear: &'static str,
    pub reason: &'static str,
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
    pub back: &'static str,
    pub next: &'static str,
    pub finish: &'static str,
    pub keys: &'static str,
    pub typical_partner: &'static str,
    pub typical_vendor: &'static str,
    pub gate: &'static str,
    pub steps_state: &'static str,
}

/// The score beside the questions.
#[derive(Debug)]
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

/// All questions with their state.
#[derive(Debug)]
pub struct Overview {
    pub title: &'static str,
    pub lead: &'static str,
    pub lead_full: &'static str,
    pub first_open: &'static str,
    pub go_full: &'static str,
    pub go_full_help: &'static str,
    pub dimension_progress: &'static str,
    pub given_on: &'static str,
    pub evidence: &'static str,
}

/// A part of the program that is loaded when it is needed.
#[derive(Debug)]
pub struct Part {
    pub loading: &'static str,
    pub failed: &'static str,
    pub failed_help: &'static str,
    pub retry: &'static str,
    pub pack_failed: &'static str,
    pub pack_missing: &'static str,
    pub panicked: &'static str,
}

/// What can be taken back.
#[derive(Debug)]
pub struct Undo {
    pub undo: &'static str,
    pub dismiss: &'static str,
    pub assessment_deleted: &'static str,
    pub partner_deleted: &'static str,
}
