//! The messages of the result: what it says, how each figure is explained, and what only print shows.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module.
    pub struct Report {
        pub empty: Empty,
        pub hero: Hero,
        pub binds: Binds,
        pub figures: FigureTiles,
        pub dimensions: Dimensions,
        pub looks: Looks,
        pub advice: Advice,
        pub limits: &'static str,
        pub buttons: Buttons,
        pub explain: Explain,
        pub print: Print,
        pub what_if: WhatIf,
        pub change: Change,
        pub pulse: Pulse,
        pub newer: Newer,
        pub sensitivity: Sensitivity,
        pub timeline: Timeline,
    }

    /// What would change a figure.
    pub struct Change {
        pub title: &'static str,
        pub open: &'static str,
        pub open_within: &'static str,
        pub step: &'static str,
        pub step_within: &'static str,
        pub more: Plural,
        pub lever: &'static str,
        pub lever_open: &'static str,
        pub no_lever: &'static str,
        pub highest: &'static str,
        pub pooled: &'static str,
        pub gate: &'static str,
        pub open_gate: &'static str,
        pub open_gate_below: &'static str,
        pub only_gate: &'static str,
        pub gates_together: &'static str,
        pub excluded: &'static str,
        pub again: &'static str,
        pub all_fresh: &'static str,
        pub gain_share: &'static str,
        pub gain_open: Plural,
        pub gain_rest: &'static str,
    }

    /// The few questions that are most stale.
    pub struct Pulse {
        pub title: &'static str,
        pub body: Plural,
        pub short: Plural,
        pub begin: &'static str,
    }

    /// A newer version of the questionnaire.
    pub struct Newer {
        pub title: &'static str,
        pub body: &'static str,
        pub carry: &'static str,
        pub carried: Plural,
        pub added: Plural,
        pub removed: Plural,
        pub reworded: Plural,
        pub rescored: Plural,
        pub left: Plural,
        pub left_removed: &'static str,
        pub left_reworded: &'static str,
        pub left_must_apply: &'static str,
        pub left_not_asked: &'static str,
    }

    /// Whether other weights would say the same.
    pub struct Sensitivity {
        pub moves: &'static str,
        pub still: &'static str,
        pub level_holds: &'static str,
        pub holds: &'static str,
        pub help: &'static str,
        pub above: &'static str,
        pub weightiest: &'static str,
        pub weightiest_one: &'static str,
        pub weight_of: &'static str,
        pub picture: &'static str,
        pub ends: &'static str,
        pub filled: &'static str,
        pub statements: &'static str,
        pub statement: &'static str,
        pub is_level: &'static str,
        pub is_highest: &'static str,
        pub is_lowest: &'static str,
        pub is_order: &'static str,
        pub held: &'static str,
        pub share: &'static str,
        pub bars: &'static str,
        pub from: &'static str,
        pub to: &'static str,
    }

    /// All assessments of the same subject.
    pub struct Timeline {
        pub title: &'static str,
        pub show: &'static str,
        pub overall: &'static str,
        pub dimensions: &'static str,
        pub question: &'static str,
        pub picture: &'static str,
        pub picture_help: &'static str,
        pub question_picture: &'static str,
        pub question_help: &'static str,
        pub table: &'static str,
        pub day: &'static str,
        pub assessment: &'static str,
        pub answer: &'static str,
        pub not_asked: &'static str,
        pub reworded: &'static str,
        pub reworded_mark: &'static str,
        pub score: &'static str,
        pub between: &'static str,
        pub level: &'static str,
        pub coverage: &'static str,
        pub none: &'static str,
        pub range: &'static str,
        pub open: &'static str,
        /// How a figure of the row of the assessment looked at is called.
        pub figure_of: &'static str,
        pub moved: Plural,
        pub since: &'static str,
        pub since_level: &'static str,
        pub since_level_same: &'static str,
        pub nothing_common: &'static str,
        pub dimension_moved: &'static str,
        pub dimension_level: &'static str,
        pub dimensions_moved: &'static str,
        pub counts: &'static str,
        pub raised: Plural,
        pub lowered: Plural,
        pub unchanged: Plural,
        pub moves: &'static str,
        pub more_moves: Plural,
        pub one_move: &'static str,
    }

    /// Moving answers to see what follows.
    pub struct WhatIf {
        pub title: &'static str,
        pub help: &'static str,
        pub moved: Plural,
        pub outcome: &'static str,
        pub none: &'static str,
        pub back: &'static str,
        pub as_saved: &'static str,
        pub as_saved_name: &'static str,
    }

    /// Before the first answer.
    pub struct Empty {
        pub title: &'static str,
        pub lead: &'static str,
        pub points: [&'static str; 4],
        pub go: &'static str,
    }

    /// Level and score.
    pub struct Hero {
        pub about: &'static str,
        pub about_general: &'static str,
        pub level: &'static str,
        pub no_level: &'static str,
        pub no_level_help: &'static str,
        pub level_up_to: &'static str,
        pub level_up_to_for_now: &'static str,
        pub no_score: &'static str,
        pub no_score_help: &'static str,
        pub score: &'static str,
        pub settled: &'static str,
        pub could_be: Plural,
        /// Where conditions can still open questions.
        pub may_change: Plural,
        pub extremes: &'static str,
        pub radar: &'static str,
    }

    /// What holds the level where it is.
    pub struct Binds {
        pub title: &'static str,
        /// What its figures are called where they open.
        pub share: &'static str,
        pub nothing: &'static str,
        pub pooled: &'static str,
        pub pooled_open: &'static str,
        pub dimensions: Plural,
        pub gates: Plural,
        pub open_gates: Plural,
        pub weak_corner: &'static str,
        pub pooled_alone: &'static str,
    }

    /// The smaller figures.
    pub struct FigureTiles {
        pub title: &'static str,
        pub low: &'static str,
        pub low_help: &'static str,
        pub high: &'static str,
        pub high_help: &'static str,
        pub high_help_for_now: &'static str,
        pub coverage: &'static str,
        pub coverage_help: &'static str,
        pub freshness: &'static str,
        pub freshness_help: &'static str,
        pub floor: &'static str,
        pub no_floor: &'static str,
        pub no_gates: &'static str,
        pub open_gates: Plural,
        pub open_gates_unnamed: Plural,
        pub applied: &'static str,
        pub applied_value: &'static str,
        pub applied_help: &'static str,
        pub none: &'static str,
    }

    /// Where each dimension stands.
    pub struct Dimensions {
        pub title: &'static str,
        pub caption: &'static str,
        pub dimension: &'static str,
        pub range: &'static str,
        pub range_words: &'static str,
        pub score: &'static str,
        pub level: &'static str,
        pub no_score: &'static str,
        pub nothing_applies: &'static str,
        pub beside: &'static str,
        pub mostly_not_applicable: &'static str,
        pub up_to: &'static str,
    }

    /// Answers that deserve a second look.
    pub struct Looks {
        pub title: &'static str,
        pub second_look: &'static str,
        pub review: &'static str,
        pub review_name: &'static str,
        pub unsupported: Plural,
        pub unsupported_help: &'static str,
    }

    /// What to do next.
    pub struct Advice {
        pub title: &'static str,
        pub find_out: &'static str,
        pub find_out_help: &'static str,
        pub more_open: Plural,
        pub steps: &'static str,
        pub steps_help: &'static str,
        pub no_steps: &'static str,
        pub all_steps: &'static str,
        pub from_to: &'static str,
        pub gain: &'static str,
        pub loss: &'static str,
        pub no_gain: &'static str,
        pub days: Plural,
        pub now: &'static str,
        pub then: &'static str,
        pub lifts_pooled: &'static str,
        pub lifts_dimension: &'static str,
        pub lifts_gate: &'static str,
        pub apart: Plural,
        /// How an anchor begins that says only what it adds to the one below it. Empty where a language has no such form.
        pub adds_to_the_one_below: &'static str,
    }

    /// The buttons on top.
    pub struct Buttons {
        pub print: &'static str,
        pub export: &'static str,
        pub back: &'static str,
    }

    /// How figures are computed.
    pub struct Explain {
        pub how: &'static str,
        pub close: &'static str,
        pub legend: &'static str,
        pub score: Formula,
        pub low: Formula,
        pub high: Formula,
        pub coverage: Formula,
        pub freshness: Formula,
        pub floor: Formula,
        pub level: Formula,
        pub level_high: Formula,
        pub interval: Formula,
        pub applied: Formula,
        pub weights: Formula,
        pub dimension: Formula,
        pub gain: Formula,
        pub gain_name: &'static str,
        pub gain_filled: &'static str,
        pub gain_beside: &'static str,
        pub share_enough: &'static str,
        pub share_short: &'static str,
        pub level_filled: &'static str,
        pub applied_filled: &'static str,
        pub floor_of: &'static str,
        pub caps: &'static str,
        pub caps_without_gate: &'static str,
        pub caps_high: &'static str,
        pub questions: &'static str,
        pub dimensions: &'static str,
        pub columns: Columns,
        pub pooled: &'static str,
        pub answered: &'static str,
        pub gate: &'static str,
        pub none: &'static str,
    }

    /// One figure: its name, and its formula in words and in symbols.
    pub struct Formula {
        pub name: &'static str,
        pub words: &'static str,
        pub symbols: &'static str,
    }

    /// Headings of the tables that explain figures.
    pub struct Columns {
        pub question: &'static str,
        pub dimension: &'static str,
        pub weight: &'static str,
        pub dimension_weight: &'static str,
        pub state: &'static str,
        pub level: &'static str,
        pub state_then: &'static str,
        pub level_then: &'static str,
        pub gate: &'static str,
        pub age: &'static str,
        pub half_life: &'static str,
        pub factor: &'static str,
        pub points: &'static str,
        pub answered_weight: &'static str,
        pub applicable_weight: &'static str,
        pub fresh_weight: &'static str,
        pub share: &'static str,
        pub dimension_level: &'static str,
        pub score_now: &'static str,
        pub score_then: &'static str,
    }

    /// What only print shows.
    pub struct Print {
        pub title: &'static str,
        pub company: &'static str,
        pub side: &'static str,
        pub vendor: &'static str,
        pub partner: &'static str,
        pub counterpart: &'static str,
        pub in_general: &'static str,
        pub length: &'static str,
        pub date: &'static str,
        pub questionnaire: &'static str,
        pub questionnaire_version: &'static str,
        pub appendix: &'static str,
        pub answered_on: &'static str,
        pub note: &'static str,
        pub link: &'static str,
        pub reason: &'static str,
        pub no_evidence: &'static str,
    }
}
