//! The messages of a partner's page: two views of one relationship.

use super::Plural;
use super::catalogue::messages;
use super::report::Formula;

messages! {
    /// See the module. `{name}` is the partner's name.
    pub struct RelationText {
        pub back: &'static str,
        pub ours: &'static str,
        pub theirs: &'static str,
        pub says: [&'static str; 2],
        pub sides: [&'static str; 2],
        pub nothing_of_ours: &'static str,
        pub begin: [&'static str; 2],
        pub nothing_of_theirs: &'static str,
        pub file: &'static str,
        pub file_none: &'static str,
        pub file_find: &'static str,
        pub file_found: Plural,
        /// `{found}`, `{all}`
        pub file_found_of: &'static str,
        pub file_found_none: &'static str,
        pub file_here: &'static str,
        pub keep_apart: &'static str,
        pub keep_apart_name: &'static str,
        pub open: &'static str,
        pub open_name: &'static str,
        pub earlier: Plural,
        pub changed: &'static str,
        pub worth: Worth,
        pub course: Course,
        pub gap: Gap,
        pub dimensions: Dimensions,
        pub talk: Talk,
        pub sheet: Sheet,
        pub answers: Answers,
        pub inputs: Inputs,
    }

    /// Where the two differ.
    pub struct Gap {
        pub title: &'static str,
        pub none: &'static str,
        pub agreement: &'static str,
        pub joint: &'static str,
        pub joint_help: &'static str,
        pub no_match: &'static str,
        pub matched: &'static str,
        pub needs_both: &'static str,
        pub needs_same_pack: &'static str,
        pub pack_missing: &'static str,
        pub both_levels: &'static str,
        pub more: Plural,
    }

    /// The dimensions, with both views.
    pub struct Dimensions {
        pub title: &'static str,
        pub dimension: &'static str,
        pub agreement: &'static str,
        pub bias: &'static str,
        pub joint: &'static str,
        pub matched: &'static str,
        pub higher: [&'static str; 2],
        pub even: &'static str,
        pub no_match: &'static str,
    }

    /// What to talk about.
    pub struct Talk {
        pub title: &'static str,
        pub lead: &'static str,
        pub print: &'static str,
        pub wide: Plural,
        pub near: &'static str,
        pub weak: &'static str,
        pub one_sided_unknown: [&'static str; 2],
        pub one_sided_open: [&'static str; 2],
        pub weak_title: &'static str,
        pub weak_help: &'static str,
        pub one_sided_title: &'static str,
        pub one_sided_help: &'static str,
        pub says_level: [&'static str; 2],
    }

    /// What is printed for a meeting.
    pub struct Sheet {
        pub title: &'static str,
        /// With `{vendor}` and `{partner}`.
        pub companies: &'static str,
        /// With `{agreement}`, `{joint}` and `{matched}`.
        pub figures: &'static str,
        /// With `{name}`.
        pub says: [&'static str; 2],
        pub agreed: &'static str,
    }

    /// Every question with both answers.
    pub struct Answers {
        pub title: &'static str,
        pub lead: &'static str,
    }

    /// What the figures are computed from.
    pub struct Inputs {
        pub agreement: Formula,
        pub joint: Formula,
        pub between: Formula,
        pub bias: &'static str,
        pub vendor: &'static str,
        pub partner: &'static str,
        pub gap: &'static str,
        pub lower: &'static str,
        pub weights: &'static str,
        pub distance: &'static str,
        pub lower_sum: &'static str,
    }

    /// What a view is worth.
    pub struct Worth {
        /// With `{n}` and `{name}`.
        pub floor: &'static str,
        /// With `{share}`.
        pub fresh: &'static str,
        pub open_gates: Plural,
        pub due: Plural,
    }

    /// How the relationship has developed, and what is planned.
    pub struct Course {
        pub title: &'static str,
        pub what: &'static str,
        pub before: &'static str,
        pub now: &'static str,
        pub change: &'static str,
        /// With `{day}`.
        pub since: &'static str,
        pub over: Plural,
        pub raised: Plural,
        pub lowered: Plural,
        pub plan_title: &'static str,
        /// With `{n}` and `{name}`.
        pub target_level: &'static str,
        /// With `{score}`.
        pub target_score: &'static str,
        /// With `{done}` and `{all}`.
        pub steps: &'static str,
        pub no_steps: &'static str,
        pub no_plan: &'static str,
        /// With `{problem}`.
        pub unreadable: &'static str,
        pub open_plan: &'static str,
        pub make_plan: &'static str,
        /// With `{level}`.
        pub to_level: &'static str,
        /// With `{day}`.
        pub due: &'static str,
    }
}
