//! English for questionnaires.

use super::Plural;
use super::packs::Packs;

pub(super) static PACKS: Packs = Packs {
    title: "Questionnaires",
    lead: "Choose what is asked, or write your own. An assessment keeps the questionnaire it answered, so that it opens and scores the same for ever.",
    list: "Ready to use",
    questions: Plural {
        one: "{n} question",
        other: "{n} questions",
    },
    quick: "{n} in the quick length",
    version: "version {n}",
    shipped: "comes with this page",
    own: "your own",
    given: "given by this page",
    answered: Plural {
        one: "{n} assessment answers it",
        other: "{n} assessments answer it",
    },
    chosen: "Asked now",
    start: "Use it",
    start_name: "Use it: {name}",
    export: "Export",
    export_name: "Export {name}",
    remove: "Remove",
    remove_name: "Remove {name}",
    not_chosen: "The questionnaire could not be loaded. Check the connection and try again.",
    no_index: "The list of questionnaires that come with this page could not be loaded.",
    write: "Write your own",
    write_lead: "A questionnaire is one JSON file. Copy the example, change it, and see every mistake at once. Nothing leaves your browser.",
    schema: "JSON Schema for your editor",
    open: "Open a file",
    example: "Copy the example",
    clear: "Clear",
    text: "The questionnaire as JSON",
    text_help: "It is checked while you type.",
    empty: "Open a file, copy the example, or paste a text: what is wrong with it is listed here.",
    valid: "No mistakes: “{title}”, version {version}, {questions}.",
    use_it: "Keep it and use it",
    problems: Plural {
        one: "{n} thing to mend",
        other: "{n} things to mend",
    },
    go_to: "Show {place} in the text",
    instead: "Write {words} instead",
    whole: "The file",
    position: "line {line}, column {column}",
    line: "line {line}",
    more: Plural {
        one: "and {n} more, listed once these are mended",
        other: "and {n} more, listed once these are mended",
    },
    unfit_title: "The questionnaire of this page cannot be used.",
    unfit_help: "Whoever runs this page has to mend it. Your answers to other questionnaires are untouched.",
};
