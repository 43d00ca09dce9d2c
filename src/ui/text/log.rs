//! The messages of a partner's log: what both did together, calendar files, and the cadence that the log shows.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// See the module. `{name}` is the partner's name, `{title}` an entry's.
    pub struct LogText {
        pub title: &'static str,
        pub lead: &'static str,
        pub empty: &'static str,
        pub unreadable: &'static str,
        pub unreadable_help: &'static str,
        pub full: &'static str,
        pub add: &'static str,
        pub due_days: &'static str,
        pub all: Plural,
        pub more: Plural,
        pub kinds: [&'static str; 4],
        pub minutes: Plural,
        pub answer_hours: Plural,
        pub of_calendar: &'static str,
        pub untitled: [&'static str; 4],
        pub edit: &'static str,
        pub edit_name: &'static str,
        pub delete: &'static str,
        pub delete_name: &'static str,
        pub deleted: &'static str,
        pub taken_in: Plural,
        pub refused: &'static str,
        pub form: EntryForm,
        pub cadence: CadenceText,
        pub calendar: CalendarText,
        pub events: EventText,
    }

    /// The form of one entry.
    pub struct EntryForm {
        pub add_title: &'static str,
        pub edit_title: &'static str,
        pub kind: &'static str,
        pub day: &'static str,
        pub day_wrong: &'static str,
        pub title: &'static str,
        pub minutes: &'static str,
        pub minutes_wrong: &'static str,
        pub answer_hours: &'static str,
        pub answer_hours_help: &'static str,
        pub answer_hours_wrong: &'static str,
        pub note: &'static str,
        pub save: &'static str,
        pub cancel: &'static str,
    }

    /// What the log shows, beside what both say.
    pub struct CadenceText {
        pub facts: [&'static str; 3],
        pub every_days: Plural,
        pub every_weeks: Plural,
        pub every_months: Plural,
        pub answer_hours: Plural,
        pub answer_days: Plural,
        pub nothing: &'static str,
        pub too_few: Plural,
        pub too_short: Plural,
        pub too_few_answers: Plural,
        pub cadences: [&'static str; 7],
        pub answers: [&'static str; 5],
        pub says: [&'static str; 2],
        pub slower: [&'static str; 2],
        pub faster: [&'static str; 2],
        pub basis: &'static str,
        pub record: [Plural; 2],
        pub gaps: Plural,
        pub last: Plural,
        pub last_today: &'static str,
        pub answer_record: Plural,
        pub answer_on: &'static str,
        pub claim: [&'static str; 2],
        pub vendors_log: &'static str,
    }

    /// What a calendar file would do.
    pub struct CalendarText {
        pub choose: &'static str,
        pub choose_help: &'static str,
        pub reading: &'static str,
        pub refused: &'static str,
        pub title: &'static str,
        pub lead: &'static str,
        pub one_at_a_time: Plural,
        pub new: Plural,
        pub nothing_new: &'static str,
        pub known: Plural,
        pub new_title: &'static str,
        pub reasons: [&'static str; 3],
        pub untitled: &'static str,
        pub once: &'static str,
        pub times: Plural,
        pub which_days: &'static str,
        pub which_days_name: &'static str,
        pub changed_title: &'static str,
        pub changed: &'static str,
        pub called_off_title: &'static str,
        pub called_off: &'static str,
        pub called_off_note: &'static str,
        pub others_title: Plural,
        pub others_help: &'static str,
        pub others_more: Plural,
        pub problems: Plural,
        pub line: &'static str,
        pub whole: &'static str,
        pub losses: [&'static str; 5],
        pub no_room: &'static str,
        pub take_in: Plural,
        pub cancel: &'static str,
        pub dismiss: &'static str,
    }

    /// What is read in a calendar.
    pub struct EventText {
        pub step: &'static str,
        pub step_about: &'static str,
        pub owner: &'static str,
        pub pulse: &'static str,
        pub pulse_about: &'static str,
        pub pulse_help: &'static str,
    }
}
