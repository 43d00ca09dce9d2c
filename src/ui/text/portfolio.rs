//! The messages of the list of all partners: the table, finding and choosing in it, and the pictures of all.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module.
    pub struct PortfolioText {
        pub grid: GridText,
        pub find: FindText,
        pub saved: SavedText,
        pub many: ManyText,
        pub report: ReportText,
        pub among: AmongText,
        pub nothing: NothingText,
        pub parity: ParityText,
        pub pictures: PicturesText,
    }

    /// The table. `{name}` is a partner's name.
    pub struct GridText {
        pub label: &'static str,
        /// How keys lead in it.
        pub keys: &'static str,
        /// In the order of `Column::ALL`.
        pub columns: [&'static str; 18],
        pub choose: &'static str,
        pub choose_all: &'static str,
        pub open: &'static str,
        pub unnamed: &'static str,
        pub archived: &'static str,
        pub not_yet: &'static str,
        pub none: &'static str,
        pub theirs: &'static str,
        pub ours: &'static str,
        pub level: &'static str,
        pub up_to: &'static str,
        pub open_gates: Plural,
        pub matched: Plural,
        pub vendor_higher: &'static str,
        pub partner_higher: &'static str,
        pub even: &'static str,
        pub due: &'static str,
        pub due_count: Plural,
        pub hours: &'static str,
        pub days: Plural,
        pub more_tags: &'static str,
        /// `{column}`, `{value}`
        pub ordered: &'static str,
        /// As `Size::ALL`.
        pub sizes: [&'static str; 5],
    }

    /// Finding.
    pub struct FindText {
        pub search: &'static str,
        pub search_help: &'static str,
        pub filters: &'static str,
        pub kind: &'static str,
        pub size: &'static str,
        pub level: &'static str,
        pub tags: &'static str,
        pub due: &'static str,
        pub open_gates: &'static str,
        pub gap: &'static str,
        pub archived: &'static str,
        pub not_told: &'static str,
        pub no_level: &'static str,
        pub no_tags: &'static str,
        pub find_tag: &'static str,
        pub no_such_tag: &'static str,
        pub active: &'static str,
        pub words: &'static str,
        pub take_out: &'static str,
        pub clear: &'static str,
        pub found: Plural,
        pub found_of: &'static str,
        pub columns: &'static str,
        pub columns_help: &'static str,
        pub usual_columns: &'static str,
        pub order: &'static str,
        pub turn_round: &'static str,
        pub ascending: &'static str,
        pub descending: &'static str,
        pub progress: &'static str,
    }

    /// Saved views. `{name}` is a view's name.
    pub struct SavedText {
        pub title: &'static str,
        pub none: &'static str,
        pub show: &'static str,
        pub save: &'static str,
        pub name: &'static str,
        pub name_help: &'static str,
        pub keep: &'static str,
        pub cancel: &'static str,
        pub rename: &'static str,
        pub rename_name: &'static str,
        pub delete: &'static str,
        pub delete_name: &'static str,
        pub new_name: &'static str,
        pub name_missing: &'static str,
        pub name_taken: &'static str,
        pub replace: &'static str,
        pub name_too_long: &'static str,
        pub too_many: &'static str,
        pub filter: &'static str,
        pub gone: &'static str,
        pub unreadable: &'static str,
        /// Views that are not listed.
        pub kept: Plural,
        /// What was done last and can be taken back.
        pub deleted: &'static str,
        pub replaced: &'static str,
    }

    /// What is done with several.
    pub struct ManyText {
        pub title: &'static str,
        pub chosen: Plural,
        pub chosen_hidden: &'static str,
        pub add_tag: &'static str,
        pub remove_tag: &'static str,
        pub tag: &'static str,
        pub tag_missing: &'static str,
        pub add: &'static str,
        pub remove: &'static str,
        pub cancel: &'static str,
        pub choose_tag: &'static str,
        pub invite: &'static str,
        pub archive: &'static str,
        pub export: Plural,
        pub export_figures: &'static str,
        pub print: &'static str,
        pub clear: &'static str,
        /// `{done}`, `{all}`
        pub progress: &'static str,
    }

    /// One partner among all.
    pub struct AmongText {
        pub title: &'static str,
        pub lead: &'static str,
        pub measure: &'static str,
        pub value: &'static str,
        pub rank: &'static str,
        /// `{rank}`, `{n}`
        pub rank_of: &'static str,
        pub worse: &'static str,
        pub middle: &'static str,
        /// `{median}`, `{middle}`
        pub with_middle: &'static str,
        pub waiting: &'static str,
    }

    /// What goes out: as a table of figures, and on paper.
    pub struct ReportText {
        pub id: &'static str,
        pub score_low: &'static str,
        pub score_high: &'static str,
        pub whose: &'static str,
        pub level_high: &'static str,
        pub matched: &'static str,
        pub answer_hours: &'static str,
        pub made_up: &'static str,
        pub made_up_name: &'static str,
        pub not_yet: &'static str,
        pub too_many_rows: &'static str,
        pub too_large: &'static str,
        pub too_many_printed: &'static str,
        pub too_many_asked: &'static str,
        /// `{names}`
        pub left_out: Plural,
        /// `{names}`, `{n}`
        pub left_out_more: &'static str,
        pub in_sight: &'static str,
        pub title: &'static str,
        /// `{name}`
        pub of: &'static str,
        pub all_shown: &'static str,
        pub filtered: &'static str,
        pub chosen: &'static str,
        /// `{column}`
        pub ordered: &'static str,
        pub ordered_falling: &'static str,
        /// A report waits for what it tells.
        pub preparing: &'static str,
        /// What stands on paper in place of what all partners together tell.
        pub not_told: &'static str,
        pub parity: &'static str,
        pub weakest: &'static str,
        /// `{title}`, `{mean}`
        pub weak: &'static str,
        pub answered: Plural,
    }

    /// Where nothing is shown.
    pub struct NothingText {
        pub title: &'static str,
        pub help: &'static str,
        pub add: &'static str,
        pub import: &'static str,
        pub sample: &'static str,
        pub sample_help: &'static str,
        pub none_found: &'static str,
        pub none_found_help: &'static str,
        pub clear: &'static str,
        pub all_archived: &'static str,
        pub show_archived: Plural,
    }

    /// Do small partners fare worse? `{least}` and `{most}` are the outer sizes, `{from}` and `{to}` their medians.
    pub struct ParityText {
        pub title: &'static str,
        pub measure: &'static str,
        /// Score, freshness, answer time, agreement.
        pub measures: [&'static str; 4],
        pub units: [&'static str; 4],
        pub worse: &'static str,
        pub better: &'static str,
        pub alike: &'static str,
        pub weak: &'static str,
        pub ends: &'static str,
        pub too_few: Plural,
        pub none: &'static str,
        pub no_two_sizes: &'static str,
        pub chance: &'static str,
        pub rare_chance: &'static str,
        /// `{shift}`, `{low}`, `{high}`
        pub shift_above: &'static str,
        pub shift_below: &'static str,
        pub shift_bounds: &'static str,
        pub shift_no_bounds: &'static str,
        pub left_out: Plural,
        pub how: &'static str,
        pub how_all: &'static str,
        pub how_drawn: &'static str,
        pub how_corrected: &'static str,
        pub p_below: &'static str,
        pub how_shift: &'static str,
        pub picture: &'static str,
        /// How far two shares lie apart.
        pub points: Plural,
        /// As `Size::ALL`, short enough to stand below the picture.
        pub bands: [&'static str; 5],
        pub dots_help: &'static str,
        pub boxes_help: &'static str,
        /// Of dots above the picture; `{most}` is its top.
        pub dots_beyond: Plural,
        /// Of lines that end above it.
        pub lines_beyond: &'static str,
        pub table: &'static str,
        pub people: &'static str,
        pub partners: &'static str,
        pub median: &'static str,
        pub middle_half: &'static str,
    }

    /// The other pictures.
    pub struct PicturesText {
        pub title: &'static str,
        pub figures: &'static str,
        pub all: &'static str,
        pub against: &'static str,
        pub readiness: &'static str,
        pub scatter: &'static str,
        pub dots_help: &'static str,
        pub squares_help: &'static str,
        pub left_out: Plural,
        pub too_few: &'static str,
        pub from_to: &'static str,
        /// `{n}`
        pub no_middle_half: &'static str,
        pub partners: &'static str,
        pub median: &'static str,
        pub weakest: &'static str,
        pub weakest_help: &'static str,
        pub weakest_none: &'static str,
        pub question: &'static str,
        pub mean: &'static str,
        pub mean_words: &'static str,
        pub low: &'static str,
        pub answered: &'static str,
        pub answered_by: Plural,
        pub drift: &'static str,
        pub drift_picture: &'static str,
        pub drift_band_picture: &'static str,
        pub drift_help: &'static str,
        pub drift_band_help: &'static str,
        pub drift_agreement: &'static str,
        pub drift_agreement_picture: &'static str,
        pub drift_agreement_help: &'static str,
        pub drift_compared: &'static str,
        pub drift_none: &'static str,
        pub drift_few: Plural,
        pub day: &'static str,
        pub middle_half: &'static str,
        pub due: &'static str,
        pub due_help: Plural,
        /// `{day}`
        pub due_since: &'static str,
        pub due_none: &'static str,
        pub due_unknown: &'static str,
        pub due_all: &'static str,
    }
}
