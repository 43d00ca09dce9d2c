//! All partners in one list: found, put in order, chosen; and looked at together in pictures.
//!
//! | module | what lives there |
//! | --- | --- |
//! | `acting` | what is done with those that are chosen |
//! | `active` | the filters that are on, each to be taken out |
//! | `among` | one partner among all of them |
//! | `cells` | what stands in a cell |
//! | `find` | the search, the filters, the columns |
//! | `nothing` | what is said where no partner is shown |
//! | `panel` | a button with a panel below it |
//! | `pictures` | all of them in pictures |
//! | `report` | what goes out: on paper, and the headings of a table of figures |
//! | `saved` | views that were given a name |

mod acting;
mod active;
pub mod among;
mod cells;
mod find;
mod nothing;
mod panel;
pub mod pictures;
mod report;
mod saved;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::company::{Kind, Size};
use crate::domain::level::Level;
use crate::domain::portfolio::{Choice, Chosen, Column, Filter, Order, ViewError};
use crate::ui::components::focus::focus_soon;
use crate::ui::components::grid::{Cells, Grid, GridSignals, GridWays};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{PortfolioText, fill, portfolio};

pub use nothing::SampleOffer;
pub use report::{MOST_PRINTED, ReportFacts, report_heading, report_term};

use panel::Panel;

/// How many partners a filter would leave, beside the others that are on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// In the order they are offered, and so the rest.
    pub kinds: Vec<(Option<Kind>, usize)>,
    pub sizes: Vec<(Option<Size>, usize)>,
    pub levels: Vec<(Option<Level>, usize)>,
    pub tags: Vec<(String, usize)>,
    pub due: usize,
    pub open_gates: usize,
    /// At least two levels apart somewhere.
    pub gap: usize,
}

/// How many there are, whatever the filters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub open: usize,
    pub archived: usize,
}

/// Something that takes its time with many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub all: usize,
}

/// A view that was given a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Another one than all others have: by it something is done with it, wherever it stands by then.
    pub name: String,
    /// Whether it is what is shown now.
    pub is_shown: bool,
}

/// The views as they are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ViewsFacts {
    pub views: Vec<SavedView>,
    /// So many more are kept that cannot be shown.
    pub kept: usize,
    /// Whether what lies in the store cannot be read at all: then nothing is saved.
    pub is_unreadable: bool,
}

/// What is done with views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewAction {
    Shown(String),
    /// What is shown now gets this name.
    Saved(String),
    /// The same, in place of the view that is called so.
    Replaced(String),
    /// From, to.
    Renamed(String, String),
    Deleted(String),
}

/// Whom something is done with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Those {
    /// Whoever is chosen, shown or not.
    Chosen,
    /// All that are shown.
    Shown,
}

/// What is done with several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManyAction {
    TagAdded(String),
    TagRemoved(String),
    Invited,
    Archived,
    /// As a table of the directory, which can be taken in again.
    Exported(Those),
    /// As a table of the figures, in the columns that are shown.
    FiguresExported(Those),
    /// As a report.
    Printed(Those),
}

/// What is shown of the list.
#[derive(Clone, Copy)]
pub struct PortfolioSignals {
    pub grid: GridSignals,
    /// Rows come once what stands above them is there.
    pub has_rows: RwSignal<bool>,
    pub filter: RwSignal<Filter>,
    pub counts: RwSignal<Counts>,
    pub totals: Memo<Totals>,
    /// What can be chosen of columns; the name is always there.
    pub columns: RwSignal<Vec<Column>>,
    pub views: Memo<ViewsFacts>,
    /// The tags of those that are chosen.
    pub chosen_tags: Memo<Vec<String>>,
    /// Of figures; `None`: all is worked out.
    pub progress: Memo<Option<Progress>>,
    /// Of what is being done with several; `None`: nothing is.
    pub changing: Memo<Option<Progress>>,
    /// Why a table or a report did not go out.
    pub failure: RwSignal<Option<String>>,
    /// Whether a report waits for what it tells.
    pub is_preparing: Signal<bool>,
    /// Whether the form stands open that asks those chosen.
    pub is_inviting: Memo<bool>,
    /// What is printed in place of the list, from when it is asked for until the list changes.
    pub report: RwSignal<Option<ReportFacts>>,
    /// What is said on paper where the list itself is printed.
    pub paper: RwSignal<Option<String>>,
}

/// Where the list leads.
#[derive(Clone, Copy)]
pub struct PortfolioWays {
    pub grid: GridWays,
    pub add: Callback<()>,
    pub import: Callback<()>,
    /// Made-up partners to try it with. `None` where those are shown.
    pub sample: Option<Callback<()>>,
    pub view: Callback<ViewAction, Result<(), ViewError>>,
    pub many: Callback<ManyAction>,
}

/// What the parts share.
#[derive(Clone, Copy)]
struct Portfolio {
    text: &'static PortfolioText,
    signals: PortfolioSignals,
    ways: PortfolioWays,
    page: NodeRef<Div>,
    /// The panel that stands open.
    dropped: RwSignal<Option<Panel>>,
}

fn words(locale: Locale) -> &'static PortfolioText {
    portfolio(locale.speech)
}

/// The name of a column.
#[must_use]
pub fn column_name(locale: Locale, column: Column) -> &'static str {
    let place = Column::ALL.iter().position(|one| *one == column);
    place.map_or("", |place| words(locale).grid.columns[place])
}

/// The list with all that belongs to it. `is_back`: somebody comes back to it, and finds the row that was left.
#[component]
pub fn PortfolioList(signals: PortfolioSignals, ways: PortfolioWays, is_back: bool) -> impl IntoView {
    let locale = locale();
    let page = NodeRef::new();
    let list = Portfolio {
        text: words(locale),
        signals,
        ways,
        page,
        dropped: RwSignal::new(None),
    };
    Effect::new(move |was_inviting: Option<bool>| {
        let is_inviting = signals.is_inviting.get();
        if was_inviting == Some(true) && !is_inviting {
            list.focus_after_inviting();
        }
        is_inviting
    });
    let is_empty = Memo::new(move |_| signals.totals.get() == Totals::default());
    let is_none_found = Memo::new(move |_| signals.grid.total.get() == 0);
    let acts = Memo::new(move |_| signals.grid.chosen.with(|chosen| !chosen.is_empty()));
    let cells = Cells {
        text: &list.text.grid,
        cell: cells::cell,
    };
    view! {
        <div class="portfolio" class:acts=acts node_ref=page>
            {move || {
                if is_empty.get() {
                    return view! { <nothing::Nothing ways=ways /> }.into_any();
                }
                view! {
                    <find::Finder list=list />
                    <Standing list=list />
                    {move || is_none_found.get().then(|| view! { <nothing::NoneFound list=list /> })}
                    {move || signals.has_rows.get().then(|| view! {
                        <div class="grid-outer" hidden=move || is_none_found.get()>
                            <Grid signals=signals.grid ways=ways.grid cells=cells is_back=is_back />
                        </div>
                    })}
                    <acting::Acting list=list />
                    {move || signals.paper.get().map(|words| view! { <p class="print-only in-sight">{words}</p> })}
                    <report::Report list=list />
                }
                    .into_any()
            }}
        </div>
    }
}

/// How many are shown, by which filters, and how far the figures are.
#[component]
fn Standing(list: Portfolio) -> impl IntoView {
    let locale = locale();
    let text = &list.text.find;
    let PortfolioSignals {
        grid,
        filter,
        totals,
        progress,
        changing,
        ..
    } = list.signals;
    let count = Memo::new(move |_| {
        let Totals { open, archived } = totals.get();
        let shows_archived = filter.with(|filter| filter.shows_archived);
        let all = open + if shows_archived { archived } else { 0 };
        let found = grid.total.get();
        if found == all {
            return locale.plural(all, &text.found, &[]);
        }
        let (found, all) = (locale.count(found), locale.count(all));
        fill(text.found_of, &[("found", &found), ("all", &all)])
    });
    let working = move |progress: Memo<Option<Progress>>, words: &'static str| {
        move || progress.get().map(|progress| working(locale, words, progress))
    };
    view! {
        <div class="found-line">
            <p class="num" aria-hidden="true">
                {move || count.get()}
            </p>
            <p class="hidden" role="status">
                {later(count)}
            </p>
            // Beside the number: as long as the line has room, what comes and goes moves nothing below it.
            <active::Active list=list />
            {working(changing, list.text.many.progress)}
            {working(progress, text.progress)}
            <find::OrderField list=list />
            <acting::GoingOut list=list />
        </div>
    }
}

/// How far it has come, as a bar and in words with `{done}` and `{all}`.
fn working(locale: Locale, words: &str, Progress { done, all }: Progress) -> impl IntoView + use<> {
    let (done_words, all_words) = (locale.count(done), locale.count(all));
    let words = fill(words, &[("done", &done_words), ("all", &all_words)]);
    view! {
        <p class="working num quiet">
            <progress aria-hidden="true" max=all.to_string() value=done.to_string()></progress>
            {words}
        </p>
    }
}

/// After so long without a change it is said aloud.
const PAUSE: core::time::Duration = core::time::Duration::from_millis(700);

/// A text that follows another one once that has settled: what is read aloud does not run along with every letter.
fn later(text: Memo<String>) -> RwSignal<String> {
    let settled = RwSignal::new(text.get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    Effect::new(move |_| {
        text.track();
        stop();
        let say = move || {
            if let (Some(text), Some(before)) = (text.try_get_untracked(), settled.try_get_untracked())
                && text != before
            {
                settled.set(text);
            }
        };
        timer.set_value(set_timeout_with_handle(say, PAUSE).ok());
    });
    on_cleanup(stop);
    settled
}

/// The order and the choice as they are.
impl Portfolio {
    fn order(self) -> RwSignal<Order> {
        self.signals.grid.order
    }

    /// The focus goes back to what opened the form, or to the table where nobody is chosen any more.
    fn focus_after_inviting(self) {
        let is_none = self.signals.grid.chosen.with_untracked(Chosen::is_empty);
        let wanted = if is_none {
            ".grid [tabindex=\"0\"]"
        } else {
            ".acting [data-verb=\"invite\"]"
        };
        focus_soon(self.page, wanted.to_owned());
    }

    fn choose_none(self) {
        self.ways.grid.choose.run(Choice::None);
    }

    /// Takes every filter out; what was put aside stays as it was.
    fn clear_filters(self) {
        self.signals.filter.update(|filter| {
            *filter = Filter {
                shows_archived: filter.shows_archived,
                ..Filter::default()
            };
        });
    }
}
