//! The list of assessments: go on, rename, duplicate, export, delete; and files that come in.

mod import;
mod row;

use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::directory::Query;
use crate::domain::ordered::Ordered;
use crate::domain::pack::Length;
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::ui::action::{Action, LaterAction, Screen, dispatch};
use crate::ui::components::bin::{Bin, BinRow};
use crate::ui::components::deleting::{Deleting, Entries, Question};
use crate::ui::components::field::field_id;
use crate::ui::components::file_button::{FileButton, Picked};
use crate::ui::components::file_drop::Drop;
use crate::ui::components::partner_picker::FindPartners;
use crate::ui::components::standing::Progress;
use crate::ui::locale::locale;
use crate::ui::screens::opened::keeping::KeepingFacts;
use crate::ui::text::{Desk, desk, fill};

pub use import::ImportOutcome;

use import::Outcome;
use row::Row;

/// One assessment in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct AssessmentRow {
    pub id: AssessmentId,
    /// Its title, else whose view it is.
    pub name: String,
    /// What the user called it; may be empty.
    pub title: String,
    /// Who answered; may be empty.
    pub respondent: String,
    /// Whose view of whom it is.
    pub view: String,
    pub side: Side,
    pub length: Length,
    /// Empty where the pack is not at hand.
    pub pack: String,
    /// `None` where the pack is not at hand.
    pub progress: Option<Progress>,
    pub changed: Day,
    /// `None`: it is ours.
    pub received: Option<ReceivedRow>,
}

/// What else is said of an assessment that came from somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedRow {
    /// Whose it is, when it came in, and who signed it.
    pub facts: Vec<String>,
    /// Whether it is filed under a partner.
    pub is_filed: bool,
}

/// How what came in is filed.
#[derive(Clone, Copy)]
pub struct FilingWays {
    /// Looked up when somebody asks.
    pub facts: Callback<AssessmentId, KeepingFacts>,
    pub find: FindPartners,
}

/// Whom an assessment is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    ChannelWork,
    Partner {
        /// The same for all assessments about this partner.
        key: String,
        name: String,
    },
}

/// What the list and its parts share.
#[derive(Clone, Copy)]
struct List {
    text: &'static Desk,
    all: Memo<Vec<(AssessmentId, About)>>,
    row: Callback<AssessmentId, Option<AssessmentRow>>,
    entries: Entries,
    filing: FilingWays,
    /// The one that is being renamed.
    renaming: RwSignal<Option<AssessmentId>>,
}

impl List {
    /// A row by its id; rows are read this way because a list keeps a row whose id stays.
    fn row(self, id: AssessmentId) -> Option<AssessmentRow> {
        self.row.run(id)
    }
}

/// The screen. Only the rows that are shown are made. `on_files` gets what was picked or dropped.
#[component]
pub fn AssessmentsScreen(
    /// All there are, in their order, with whom they are about.
    entries: Memo<Vec<(AssessmentId, About)>>,
    row: Callback<AssessmentId, Option<AssessmentRow>>,
    /// How many records could not be read.
    unreadable: Memo<usize>,
    import: RwSignal<Option<ImportOutcome>>,
    bin: Memo<Vec<BinRow>>,
    /// Who has answered the same.
    several: AnyView,
    on_files: UnsyncCallback<Picked>,
    /// The way in for links that partners send.
    link_in: AnyView,
    filing: FilingWays,
) -> impl IntoView {
    let text = desk(locale().speech);
    let all = entries;
    let entries = Entries::default();
    let page = entries.page;
    let list = List {
        text,
        all,
        row,
        entries,
        filing,
        renaming: RwSignal::new(None),
    };
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty));
    let drop = Drop::new(on_files);
    view! {
        <div
            class="page desk assessments"
            node_ref=page
            on:dragover=move |event| drop.over(&event)
            on:dragleave=move |event| drop.leave(&event)
            on:drop=move |event| drop.drop(&event)
        >
            {move || {
                drop.held.get().then(|| view! { <p class="drop-here" aria-hidden="true">{text.import.drop_here}</p> })
            }}
            <header class="lead">
                <h1 tabindex="-1">{text.assessments.title}</h1>
                <p>{text.assessments.lead}</p>
                <Verbs text=text is_empty=is_empty on_files=on_files />
            </header>
            {link_in}
            <Outcome import=import page=page />
            <Unreadable text=text count=unreadable />
            {move || {
                if is_empty.get() {
                    view! { <Empty text=text /> }.into_any()
                } else {
                    view! { <Rows list=list /> }.into_any()
                }
            }}
            {several}
            <Bin rows=bin page=entries />
            {deleting(list)}
        </div>
    }
}

#[component]
fn Verbs(text: &'static Desk, is_empty: Memo<bool>, on_files: UnsyncCallback<Picked>) -> impl IntoView {
    let dispatch = dispatch();
    view! {
        <div class="buttons">
            <FileButton words=text.import.choose class="primary" on_files=on_files />
            <small class="drop-help">{text.import.drop_help}</small>
            <button
                type="button"
                disabled=move || is_empty.get()
                on:click=move |_| dispatch.later(LaterAction::Exported(None))
            >
                {text.assessments.export_all}
            </button>
        </div>
    }
}

#[component]
fn Unreadable(text: &'static Desk, count: Memo<usize>) -> impl IntoView {
    let locale = locale();
    let dispatch = dispatch();
    move || {
        (count.get() > 0).then(|| {
            view! {
                <p class="set-aside">
                    {locale.plural(count.get(), &text.assessments.set_aside, &[])}
                    <button
                        type="button"
                        class="plain"
                        on:click=move |_| dispatch.later(LaterAction::UnreadableExported)
                    >
                        {text.assessments.export_unreadable}
                    </button>
                </p>
            }
        })
    }
}

#[component]
fn Empty(text: &'static Desk) -> impl IntoView {
    let dispatch = dispatch();
    view! {
        <section class="nothing">
            <h2>{text.assessments.empty}</h2>
            <p>{text.assessments.empty_help}</p>
            <button
                type="button"
                class="primary"
                on:click=move |_| dispatch.send(Action::ScreenChosen(Screen::Start))
            >
                {text.assessments.begin}
            </button>
        </section>
    }
}

/// So many are shown at once: each is a dozen elements, and nobody reads thousands.
const AT_ONCE: usize = 50;

/// Among more than so many nobody finds one in a list: then words find them.
const MOST_CHOICES: usize = 200;

/// The filter's value for channel work in general; a partner's key is never this.
const GENERAL: &str = "general";

fn key(about: &About) -> &str {
    match about {
        About::ChannelWork => GENERAL,
        About::Partner { key, .. } => key,
    }
}

fn name<'a>(about: &'a About, general: &'a str) -> &'a str {
    match about {
        About::ChannelWork => general,
        About::Partner { name, .. } => name,
    }
}

#[component]
fn Rows(list: List) -> impl IntoView {
    let locale = locale();
    let text = &list.text.assessments;
    let filter = Filter {
        choices: Memo::new(move |_| list.all.with(|all| choices(all, text.filter_general))),
        chosen: RwSignal::new(String::new()),
        words: RwSignal::new(String::new()),
    };
    let shown = Memo::new(move |_| list.all.with(|all| filter.shown(all, text.filter_general)));
    let count = move || locale.plural(shown.with(Vec::len), &text.count, &[]);
    let most = RwSignal::new(AT_ONCE);
    let first = move || shown.with(|shown| shown.iter().take(most.get()).copied().collect::<Vec<_>>());
    let hidden = Memo::new(move |_| shown.with(Vec::len).saturating_sub(most.get()));
    let show_more = move |_| {
        let next = shown.with_untracked(|shown| shown.get(most.get_untracked()).copied());
        most.update(|most| *most += AT_ONCE);
        if let Some(next) = next {
            list.entries.focus_on(next.0, "go-on");
        }
    };
    view! {
        <section class="list">
            <div class="list-head">
                <h2 class="hidden">{text.list}</h2>
                <p class="quiet num" role="status">{count}</p>
                <FilterField list=list filter=filter />
            </div>
            <ul class="entries">
                <For each=first key=|id| *id let:id>
                    <Row list=list id=id />
                </For>
            </ul>
            {move || {
                (hidden.get() > 0)
                    .then(|| {
                        view! {
                            <button type="button" class="more" on:click=show_more>
                                {locale.plural(hidden.get().min(AT_ONCE), &text.more, &[])}
                            </button>
                        }
                    })
            }}
        </section>
    }
}

/// Whom those that are shown are about.
#[derive(Clone, Copy)]
struct Filter {
    /// Everyone there is, where they are few enough to choose one from a list.
    choices: Memo<Option<Vec<(String, String)>>>,
    /// The key of the one that is chosen; empty: everyone.
    chosen: RwSignal<String>,
    /// Where they are too many: words of a name.
    words: RwSignal<String>,
}

impl Filter {
    /// Those that are shown of all.
    fn shown(self, all: &[(AssessmentId, About)], general: &str) -> Vec<AssessmentId> {
        let ids = |is_shown: &mut dyn FnMut(&About) -> bool| {
            let shown = all.iter().filter(|(_, about)| is_shown(about));
            shown.map(|(id, _)| *id).collect()
        };
        self.choices.with(|choices| {
            let Some(choices) = choices else {
                let query = self.words.with(|words| Query::of(words));
                let mut room = String::new();
                return ids(&mut |about| query.finds(name(about, general), &mut room));
            };
            let chosen = self.chosen.get();
            // A choice whose last assessment was deleted chooses nothing.
            let filters = choices.iter().any(|(key, _)| *key == chosen);
            ids(&mut |about| !filters || key(about) == chosen)
        })
    }
}

/// Shown where assessments are about more than one.
#[component]
fn FilterField(list: List, filter: Filter) -> impl IntoView {
    let text = &list.text.assessments;
    // Beside its label and not within it: WebKit takes what is chosen for a part of the name.
    let id = field_id();
    move || {
        let id = id.clone();
        let Some(choices) = filter.choices.get() else {
            return Some(
                view! {
                    <div class="filter">
                        <label for=id.clone()>{text.filter}</label>
                        <input
                            id=id
                            type="search"
                            maxlength="200"
                            placeholder=text.filter_words
                            bind:value=filter.words
                        />
                    </div>
                }
                .into_any(),
            );
        };
        (choices.len() > 1).then(|| {
            let chosen = filter.chosen;
            let options = choices
                .into_iter()
                .map(|(key, name)| {
                    let selected = chosen.with_untracked(|chosen| *chosen == key);
                    view! { <option value=key selected=selected>{name}</option> }
                })
                .collect_view();
            view! {
                <div class="filter">
                    <label for=id.clone()>{text.filter}</label>
                    <select id=id on:change:target=move |event| chosen.set(event.target().value())>
                        <option value="">{text.filter_all}</option>
                        {options}
                    </select>
                </div>
            }
            .into_any()
        })
    }
}

/// Everyone that assessments are about, partners by name, channel work in general last; `None`: too many to choose from.
fn choices(all: &[(AssessmentId, About)], general: &str) -> Option<Vec<(String, String)>> {
    let mut partners = Ordered::new();
    let mut has_general = false;
    for (_, about) in all {
        match about {
            About::Partner { key, name } => {
                partners.get_or_insert_with(key.as_str(), || name.as_str());
            }
            About::ChannelWork => has_general = true,
        }
        if partners.len() > MOST_CHOICES {
            return None;
        }
    }
    let partners = partners.into_iter();
    let mut choices: Vec<(String, String)> = partners
        .map(|(key, name)| (key.to_owned(), name.to_owned()))
        .collect();
    choices.sort_by_cached_key(|(_, name)| name.to_lowercase());
    if has_general {
        choices.push((GENERAL.to_owned(), general.to_owned()));
    }
    Some(choices)
}

/// The question before an assessment is deleted.
fn deleting(list: List) -> impl IntoView {
    let text = &list.text.assessments;
    let dispatch = dispatch();
    let ask = move |id| {
        list.row(AssessmentId(id)).map(|row| Question {
            title: fill(text.delete_title, &[("name", &row.name)]),
            body: text.delete_body.to_owned(),
            yes: text.delete,
            no: list.text.cancel,
        })
    };
    let on_delete = move |id| dispatch.later(LaterAction::AssessmentDeleted(AssessmentId(id)));
    view! { <Deleting entries=list.entries ask=Callback::new(ask) on_delete=Callback::new(on_delete) /> }
}
