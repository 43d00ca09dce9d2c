//! The messages of the first download: frame, start, questions, overview.

use super::catalogue::messages;

messages! {
    /// See the module.
    pub struct Questions {
        pub bar: Bar,
        pub saving: Saving,
        pub start: Start,
        pub question: Question,
        pub no_score: NoScore,
        pub part: Part,
    }

    /// The bar on top and what it says about whose view it is.
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
        pub data: &'static str,
        pub your_company: &'static str,
        pub vendors_view: &'static str,
        pub partners_view: &'static str,
        pub vendors_view_of: &'static str,
        pub partners_view_of: &'static str,
        /// Of what came from somebody else: `{name}`
        pub received_view: &'static str,
        pub received_view_unnamed: &'static str,
    }

    /// What became of the last edit.
    pub struct Saving {
        pub opening: &'static str,
        pub saving: &'static str,
        pub saved: &'static str,
        pub not_saved: &'static str,
        pub in_memory: &'static str,
    }

    /// The start screen.
    pub struct Start {
        pub title: &'static str,
        pub lead: &'static str,
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
        pub side: &'static str,
        pub as_vendor: &'static str,
        pub as_vendor_help: &'static str,
        pub as_partner: &'static str,
        pub as_partner_help: &'static str,
        pub privacy: &'static str,
    }

    /// One question.
    pub struct Question {
        pub progress: &'static str,
        pub place: &'static str,
        pub answers: &'static str,
        pub unknown: &'static str,
        pub not_applicable: &'static str,
        pub back: &'static str,
        pub next: &'static str,
        pub finish: &'static str,
        pub keys: &'static str,
        pub typical_partner: &'static str,
        pub typical_vendor: &'static str,
        pub gate: &'static str,
    }

    /// What stands where the score will.
    pub struct NoScore {
        pub title: &'static str,
        pub none: &'static str,
    }

    /// A part of the program that is loaded when it is needed.
    pub struct Part {
        pub loading: &'static str,
        pub failed: &'static str,
        pub failed_help: &'static str,
        pub retry: &'static str,
        pub pack_failed: &'static str,
        pub pack_missing: &'static str,
    }
}
