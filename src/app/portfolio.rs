//! All partners in figures, kept up to date with the library while the list is shown.
//!
//! The work is done in slices, and no slice holds on to the library: rows from the partners' own records first, then the
//! figures of their views, those in sight before all others, then what all views tell together. After a change only what
//! may be other is worked out again: a tag has no part in any figure. What is shown, and who is chosen, stays as it was
//! for whoever comes back to the list.

mod many;
mod report;
mod saved;

use core::future::poll_fn;
use core::task::{Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::company::CompanyId;
use crate::domain::parity::{Measure, Parity, Sample, seek_parity};
use crate::domain::portfolio::{
    Chosen, Column, Filter, Findings, Order, Place, Portfolio, Renewal, Sifted, Survey, Whose,
};
use crate::domain::slices::pause;
use crate::platform::clock;
use crate::platform::turns::next_turn;
use crate::ui::components::grid::Standing;
use crate::ui::components::saved::SaveState;
use crate::ui::locale::Locale;
use crate::ui::screens::partners::kind_words;

use super::slices::Sliced;
use super::state::State;

pub use many::{act, change};
pub use report::{NotOut, export_figures, on_paper, print};
pub use saved::{SETTING, SavedDesk, apply as apply_view, take_in as take_in_views};

/// Figures are shown this often while they are worked out.
const SHOWN_MILLISECONDS: i64 = 400;
/// So many rows in sight are remembered.
const IN_SIGHT: usize = 64;
/// Whoever types or clicks on goes first.
const PAUSE_MILLISECONDS: u32 = 0;

/// The list of all partners, and what is known of them.
#[derive(Clone, Copy)]
pub struct Desk {
    rows: StoredValue<Portfolio>,
    /// Counts changes of what partners' own records tell.
    pub facts: RwSignal<u32>,
    /// Counts changes of figures, too.
    pub figures: RwSignal<u32>,
    /// Counts how often all figures were there after a change; 0: not yet.
    pub settled: RwSignal<u32>,
    /// Whether every partner has its row, and rows are shown.
    pub has_rows: RwSignal<bool>,
    /// How many figures are worked out, of how many; `None`: all.
    pub progress: RwSignal<Option<(usize, usize)>>,
    /// How many of those that something is done with are through, of how many; `None`: nothing is being done, or not for long.
    pub changing: RwSignal<Option<(usize, usize)>>,
    /// What all views together tell, once it is known.
    pub findings: RwSignal<Option<Findings>>,
    /// Whether small partners fare worse, by each measure, once it is known.
    pub parity: RwSignal<Option<Vec<Parity>>>,
    pub filter: RwSignal<Filter>,
    pub order: RwSignal<Order>,
    pub columns: RwSignal<Vec<Column>>,
    pub chosen: RwSignal<Chosen>,
    pub standing: StoredValue<Standing>,
    pub saved: SavedDesk,
    /// Whether the rows have heard of everything that the library has; what they have heard of may be to be worked out.
    is_renewed: StoredValue<bool>,
    in_sight: StoredValue<Vec<Place>>,
    /// Whether the list is looked at.
    is_followed: StoredValue<bool>,
    /// Whoever waits for something that is worked out here.
    waiting: StoredValue<Vec<Waker>>,
    /// Whether parity and findings are of what is here now.
    is_told: StoredValue<bool>,
    /// What parity and findings are of: a stamp of the rows, and the number of questionnaires.
    told_of: StoredValue<Option<(u64, usize)>>,
    work: Sliced,
}

impl Desk {
    /// Nothing known yet.
    pub fn new() -> Self {
        Self {
            rows: StoredValue::new(Portfolio::default()),
            facts: RwSignal::new(0),
            figures: RwSignal::new(0),
            settled: RwSignal::new(0),
            told_of: StoredValue::new(None),
            has_rows: RwSignal::new(false),
            progress: RwSignal::new(None),
            changing: RwSignal::new(None),
            findings: RwSignal::new(None),
            parity: RwSignal::new(None),
            filter: RwSignal::new(Filter::default()),
            order: RwSignal::new(Order::default()),
            columns: RwSignal::new(Column::USUAL.to_vec()),
            chosen: RwSignal::new(Chosen::default()),
            standing: StoredValue::new(Standing::default()),
            saved: SavedDesk::new(),
            is_renewed: StoredValue::new(false),
            in_sight: StoredValue::new(Vec::new()),
            is_followed: StoredValue::new(false),
            waiting: StoredValue::new(Vec::new()),
            is_told: StoredValue::new(false),
            work: Sliced::new(),
        }
    }

    /// Looks at the rows.
    pub fn with<T>(self, look: impl FnOnce(&Portfolio) -> T) -> T {
        self.rows.with_value(look)
    }

    /// What the filter leaves of all rows; follows what it depends on.
    pub fn sifted(self, locale: Locale) -> Sifted {
        self.facts.track();
        self.filter.with(|filter| {
            if filter.needs_figures() {
                self.figures.track();
            }
            self.with(|rows| rows.sifted(filter, |kind| kind_words(locale, kind)))
        })
    }

    /// The rows that are left, in order; follows what that depends on.
    pub fn ordered(self, sifted: &Sifted) -> Vec<Place> {
        self.facts.track();
        let order = self.order.get();
        if needs_figures(order.by) {
            self.figures.track();
        }
        self.with(|rows| rows.ordered(sifted, order))
    }

    /// Reads a partner's row anew: whoever comes back from its page finds on the list what was done there.
    pub fn look_again(self, state: State, id: CompanyId) {
        let today = state.today.get_untracked();
        state.library.with_untracked(|library| {
            self.rows.update_value(|rows| rows.look_again(id, library, today));
        });
    }

    /// Notes that a row is in sight, so that its figures come first.
    pub fn see(self, place: Place) {
        self.in_sight.update_value(|seen| {
            if !seen.contains(&place) {
                if seen.len() == IN_SIGHT {
                    seen.remove(0);
                }
                seen.push(place);
            }
        });
    }

    /// Chooses partners, or others than before.
    pub fn choose(self, make: impl FnOnce(&mut Chosen, &Portfolio)) {
        self.chosen
            .update(|chosen| self.rows.with_value(|rows| make(chosen, rows)));
    }

    /// Whether a row's figures are those of what is here now.
    pub fn is_current(self, rows: &Portfolio, place: Place) -> bool {
        self.is_renewed.try_get_value() == Some(true) && rows.is_worked_out(place)
    }

    /// Whether parity and findings are of what is here now.
    pub fn is_told(self) -> bool {
        self.is_told.try_get_value() == Some(true)
    }

    /// Lets whoever waits look again whether it is there, or not looked at any more.
    fn wake(self) {
        let waiting = self.waiting.try_update_value(core::mem::take);
        waiting.into_iter().flatten().for_each(Waker::wake);
    }

    /// Waits until it is there, as long as somebody looks at the list. Whether somebody does.
    async fn until(self, is_there: impl Fn() -> bool) -> bool {
        poll_fn(|context| {
            let is_followed = self.is_followed.try_get_value() == Some(true);
            if !is_followed || is_there() {
                return Poll::Ready(is_followed);
            }
            let waker = context.waker().clone();
            let _ = self.waiting.try_update_value(|waiting| waiting.push(waker));
            Poll::Pending
        })
        .await
    }

    /// The ids of these rows.
    pub fn ids(self, places: &[Place]) -> Vec<CompanyId> {
        self.with(|rows| {
            let ids = places.iter().filter_map(|place| Some(rows.row(*place)?.id));
            ids.collect()
        })
    }
}

/// Whether rows are put in order by what has to be worked out.
const fn needs_figures(by: Column) -> bool {
    !matches!(
        by,
        Column::Name
            | Column::Kind
            | Column::Size
            | Column::Tags
            | Column::LastTouchpoint
            | Column::AnswerTime
            | Column::Target
    )
}

/// Keeps the rows up to date from now on, as long as whoever asks for it is shown.
pub fn follow(state: State) {
    let desk = state.later().portfolio;
    // Where reading has failed, not everything is here.
    let is_all_read =
        Memo::new(move |_| !state.is_being_read() && state.saving.get() != SaveState::NotOpened);
    Effect::new(move |_| {
        state.library.track();
        state.today.track();
        // One that has come may be what figures have waited for.
        let questionnaires = state.shelf.count();
        let is_all_read = is_all_read.get();
        desk.is_renewed.set_value(false);
        desk.is_told.set_value(false);
        let known = is_all_read.then_some(questionnaires);
        desk.work.begin(PAUSE_MILLISECONDS, renew(state, desk, known));
    });
    Effect::new(move |_| {
        if state.saving.get() == SaveState::NotOpened {
            desk.wake();
        }
    });
    desk.is_followed.set_value(true);
    on_cleanup(move || {
        let _ = desk.is_followed.try_set_value(false);
        desk.work.stop();
        desk.wake();
    });
}

/// Waits until whoever looks at the list sees rows; not where nobody does.
pub async fn rows_shown(state: State) {
    let desk = state.later().portfolio;
    let has_rows = move || desk.has_rows.try_get_untracked() != Some(false);
    desk.until(has_rows).await;
}

/// Waits until what all views together tell is known too. Whether the list is still looked at; where the store could not be
/// read, it is not waited for.
pub async fn told(state: State) -> bool {
    let desk = state.later().portfolio;
    let has_failed = move || state.saving.try_get_untracked() == Some(SaveState::NotOpened);
    desk.until(move || desk.is_told() || has_failed()).await
}

/// Brings everything up to date, with so many questionnaires at hand; `None`: what is about partners is still being read, so
/// that only their own records tell something. Ends where the widget is gone.
async fn renew(state: State, desk: Desk, questionnaires: Option<usize>) {
    let mut renewal = Renewal::begin(state.today.get_untracked());
    let mut has_shown = false;
    loop {
        let step = state
            .library
            .try_with_untracked(|library| desk.rows.try_update_value(|rows| renewal.step(rows, library)));
        let Some(Some(is_over)) = step else { return };
        if !has_shown && (is_over || renewal.has_rows()) {
            has_shown = true;
            show_rows(desk);
            if questionnaires.is_none() {
                return desk.progress.set(Some((0, desk.with(Portfolio::len))));
            }
        }
        if is_over {
            let _ = desk.is_renewed.try_set_value(true);
            break;
        }
        pause().await;
    }
    if work_out(state, desk).await.is_none() {
        return;
    }
    desk.settled.update(|count| *count = count.wrapping_add(1));
    pause().await;
    let told_of = questionnaires.map(|count| (desk.with(Portfolio::stamp), count));
    if desk.told_of.get_value() != told_of {
        // Until both are of the same rows, neither is taken for what is known.
        desk.told_of.set_value(None);
        let mut samples = Vec::new();
        for measure in Measure::ALL {
            pause().await;
            samples.push(desk.with(|rows| sample(rows, measure)));
        }
        desk.parity.set(Some(seek_parity(&samples).await));
        let Some(findings) = survey(state, desk).await else {
            return;
        };
        desk.findings.set(Some(findings));
        desk.told_of.set_value(told_of);
    }
    desk.is_told.set_value(true);
    desk.wake();
}

/// Shows the rows in a task of its own: all that stands on the list is made by it. The first time it takes two: the rows
/// come after what stands above them.
fn show_rows(desk: Desk) {
    spawn_local(async move {
        next_turn().await;
        if desk.facts.try_get_untracked().is_none() {
            // The widget is gone.
            return;
        }
        desk.choose(|chosen, rows| {
            chosen.drop_gone(rows);
        });
        desk.facts.update(|count| *count = count.wrapping_add(1));
        if !desk.has_rows.get_untracked() {
            // What stands above them is built by now.
            next_turn().await;
            let _ = desk.has_rows.try_set(true);
        }
        desk.wake();
    });
}

/// Works out the figures. `None` where the widget is gone.
async fn work_out(state: State, desk: Desk) -> Option<()> {
    let mut shown_at = clock::now_milliseconds();
    // Those in sight are shown at once.
    let mut is_news = true;
    loop {
        let in_sight = desk.in_sight.try_get_value()?;
        let done = state.library.try_with_untracked(|library| {
            desk.rows.try_update_value(|rows| {
                rows.work_out(
                    library,
                    |pack| untrack(|| state.shelf.questionnaire(pack)),
                    &in_sight,
                )
            })
        })??;
        let is_over = done.is_empty();
        is_news |= done.iter().any(|place| in_sight.contains(place));
        let now = clock::now_milliseconds();
        if is_over || is_news || (now - shown_at).abs() >= SHOWN_MILLISECONDS {
            shown_at = now;
            is_news = false;
            let (ready, all) = desk.with(Portfolio::worked_out);
            desk.progress.try_set((ready < all).then_some((ready, all)));
            let _ = desk.figures.try_update(|count| *count = count.wrapping_add(1));
        }
        if is_over {
            return Some(());
        }
        pause().await;
    }
}

/// Finds what all views together tell. `None` where the widget is gone.
async fn survey(state: State, desk: Desk) -> Option<Findings> {
    let places = desk.with(|rows| rows.shown(&Filter::default(), Order::default(), |_| None::<&str>));
    let today = state.today.get_untracked();
    let mut survey = Survey::begin(places, Whose::Theirs, today);
    loop {
        let found = state.library.try_with_untracked(|library| {
            desk.rows.try_with_value(|rows| {
                survey.step(rows, library, |pack| untrack(|| state.shelf.questionnaire(pack)))
            })
        });
        if let Some(findings) = found?? {
            return Some(findings);
        }
        pause().await;
    }
}

/// The column of a measure.
pub const fn column_of(measure: Measure) -> Column {
    match measure {
        Measure::Score => Column::Score,
        Measure::Freshness => Column::Freshness,
        Measure::AnswerTime => Column::AnswerTime,
        Measure::Agreement => Column::Agreement,
    }
}

/// What parity is looked at by: a value for each partner whose size is told and that has one.
pub fn sample(rows: &Portfolio, measure: Measure) -> Sample {
    let column = column_of(measure);
    let values = rows
        .open()
        .filter_map(|row| Some((row.facts.size?, row.measure(column)?)));
    Sample {
        measure,
        values: values.collect(),
    }
}
