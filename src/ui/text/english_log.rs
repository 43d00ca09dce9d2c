//! English for a partner's log.

use super::Plural;
use super::log::{CadenceText, CalendarText, EntryForm, EventText, LogText};

pub(super) static LOG: LogText = LogText {
    title: "What you did together",
    lead: "Meetings, decisions, releases and incidents with {name}. They show how often you really meet, beside what both of you say.",
    empty: "Nothing noted yet. Add what you did together, or take it from your calendar.",
    unreadable: "This log cannot be read.",
    unreadable_help: "It stays as it is: nothing can be added, and nothing is written over it. Everything else of {name} works as before.",
    full: "The log is full. To note something new, delete what is no longer needed.",
    add: "Add an entry",
    due_days: "Due days as a calendar file",
    all: Plural {
        one: "Show all {n}",
        other: "Show all {n}",
    },
    more: Plural {
        one: "Show {n} more",
        other: "Show {n} more",
    },
    kinds: ["Meeting", "Decision", "Release", "Incident"],
    minutes: Plural {
        one: "{n} minute",
        other: "{n} minutes",
    },
    answer_hours: Plural {
        one: "first answer after {hours} hour",
        other: "first answer after {hours} hours",
    },
    of_calendar: "from a calendar",
    untitled: [
        "Meeting without a title",
        "Decision without a title",
        "Release without a title",
        "Incident without a title",
    ],
    edit: "Edit",
    edit_name: "Edit {title}, {day}",
    delete: "Delete",
    delete_name: "Delete {title}, {day}",
    deleted: "“{title}” was deleted from the log.",
    taken_in: Plural {
        one: "{n} entry was taken in from the calendar file.",
        other: "{n} entries were taken in from the calendar file.",
    },
    refused: "The log was not changed: {cause}.",
    form: EntryForm {
        add_title: "New entry",
        edit_title: "Edit {title}",
        kind: "What it was",
        day: "Day",
        day_wrong: "Choose the day.",
        title: "Title",
        minutes: "Minutes (optional)",
        minutes_wrong: "Write a whole number of minutes, at most 10,080 (a week), or nothing.",
        answer_hours: "Hours until the first answer (optional)",
        answer_hours_help: "Hours of the clock, nights included.",
        answer_hours_wrong: "Write a number of hours such as 2.5, at most 87,600 (ten years), or nothing.",
        note: "Note",
        save: "Save entry",
        cancel: "Cancel",
    },
    cadence: CadenceText {
        facts: [
            "How often you talk",
            "How often the joint plan is revised",
            "How long a first answer takes",
        ],
        every_days: Plural {
            one: "Log: about every day",
            other: "Log: about every {n} days",
        },
        every_weeks: Plural {
            one: "Log: about every week",
            other: "Log: about every {n} weeks",
        },
        every_months: Plural {
            one: "Log: about every month",
            other: "Log: about every {n} months",
        },
        answer_hours: Plural {
            one: "Log: about an hour",
            other: "Log: about {hours} hours",
        },
        answer_days: Plural {
            one: "Log: about a day",
            other: "Log: about {n} days",
        },
        nothing: "Log: nothing to go by yet",
        too_few: Plural {
            one: "Log: {n} day so far; at least {least} are needed",
            other: "Log: {n} days so far; at least {least} are needed",
        },
        too_short: Plural {
            one: "Log: goes back {n} day; at least {least} are needed",
            other: "Log: goes back {n} days; at least {least} are needed",
        },
        too_few_answers: Plural {
            one: "Log: {n} answer time so far; at least {least} are needed",
            other: "Log: {n} answer times so far; at least {least} are needed",
        },
        cadences: [
            "daily",
            "weekly",
            "fortnightly",
            "monthly",
            "quarterly",
            "yearly",
            "less than yearly",
        ],
        answers: [
            "within half a working day",
            "within a working day",
            "within a week",
            "within a month",
            "after more than a month",
        ],
        says: ["Vendor says {pace}", "Partner says {pace}"],
        slower: [
            "The vendor claimed {claimed}, seen {seen}. Talk about it.",
            "The partner claimed {claimed}, seen {seen}. Talk about it.",
        ],
        faster: [
            "The vendor claimed {claimed}, seen {seen}: better than the answer says. Is the answer out of date?",
            "The partner claimed {claimed}, seen {seen}: better than the answer says. Is the answer out of date?",
        ],
        basis: "What this is computed from",
        record: [
            Plural {
                one: "The log has {n} day with a meeting in the {days} days since {from}.",
                other: "The log has {n} days with a meeting in the {days} days since {from}.",
            },
            Plural {
                one: "The log has {n} day with a decision in the {days} days since {from}.",
                other: "The log has {n} days with a decision in the {days} days since {from}.",
            },
        ],
        gaps: Plural {
            one: "Half of the days lie in gaps of at most {n} day: {pace}.",
            other: "Half of the days lie in gaps of at most {n} days: {pace}.",
        },
        last: Plural {
            one: "The last one was {n} day ago.",
            other: "The last one was {n} days ago.",
        },
        last_today: "The last one is today’s.",
        answer_record: Plural {
            one: "The middle one of {n} answer time in the last 365 days: {pace}.",
            other: "The middle one of {n} answer times in the last 365 days: {pace}.",
        },
        answer_on: "{day}: {hours} h",
        claim: [
            "The vendor answered question {id} ({title}) with level {n}, which stands for {pace}.",
            "The partner answered question {id} ({title}) with level {n}, which stands for {pace}.",
        ],
        vendors_log: "Your log shows how long you waited for {name}. The question is how long the partner waits for the vendor, so the two are not compared.",
    },
    calendar: CalendarText {
        choose: "Import a calendar file",
        choose_help: "An .ics file from Google, Outlook or Apple. It is read here and does not leave your browser; you choose what is taken in.",
        reading: "Reading “{file}”",
        refused: "“{file}” was not read",
        title: "What “{file}” holds",
        lead: "Looked at from {from} to {to}. Nothing is changed until you take it in.",
        one_at_a_time: Plural {
            one: "{n} file at once; choose them one at a time",
            other: "{n} files at once; choose them one at a time",
        },
        new: Plural {
            one: "{n} new meeting with {name}",
            other: "{n} new meetings with {name}",
        },
        nothing_new: "Nothing new with {name}",
        known: Plural {
            one: "{n} is in the log already",
            other: "{n} are in the log already",
        },
        new_title: "Looks like a joint meeting",
        reasons: [
            "one of {name}’s people takes part",
            "somebody with an address at {name} takes part",
            "the title names {name}",
        ],
        untitled: "Without a title",
        once: "{day}",
        times: Plural {
            one: "{n} time, {from} to {to}",
            other: "{n} times, {from} to {to}",
        },
        which_days: "Which days",
        which_days_name: "Which days of {title}",
        changed_title: "In the log, but told otherwise here",
        changed: "now {day}, {title}",
        called_off_title: "Called off: to be taken out of the log",
        called_off: "{day}",
        called_off_note: "{day}, with a note of yours",
        others_title: Plural {
            one: "{n} other meeting in the file",
            other: "{n} other meetings in the file",
        },
        others_help: "Nobody of {name} is known to take part. With the e-mail addresses of its people among the contacts, more is found by itself.",
        others_more: Plural {
            one: "{n} more is not listed.",
            other: "{n} more are not listed.",
        },
        problems: Plural {
            one: "{n} line was not understood",
            other: "{n} lines were not understood",
        },
        line: "Line {n}",
        whole: "The file",
        losses: [
            "everything else of the event is read",
            "some of the event’s days are left out",
            "the event is left out",
            "everything behind it is left out",
            "nothing of the file is read",
        ],
        no_room: "The log has room for {n} more.",
        take_in: Plural {
            one: "Take in {n}",
            other: "Take in {n}",
        },
        cancel: "Leave it",
        dismiss: "Close",
    },
    events: EventText {
        step: "{id} {title}: level {n}",
        step_about: "{name}: {id} {title}, level {n}",
        owner: "Who: {owner}",
        pulse: "Look at some answers again",
        pulse_about: "{name}: look at some answers again",
        pulse_help: "The first answers are as old as their half-life. A pulse asks at most five questions.",
    },
};
