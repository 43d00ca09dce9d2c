//! A table of many rows, of which only those in sight are drawn; its cells are gone through by keys.
//!
//! The rows of the page are used again and again: where the list is scrolled, or comes in another order, what they show is
//! written over, and nothing is built.
//!
//! | module | what lives there |
//! | --- | --- |
//! | `focus` | which cell has the focus, and that it is not lost |
//! | `head` | the columns' names, by which rows are put in order |
//! | `keys` | what keys do |
//! | `measure` | how high a row and the sight are |
//! | `pieces` | what stands in a cell |
//! | `row` | a row |
//!
//! Source: "Grid Pattern" of the ARIA Authoring Practices Guide.

mod focus;
mod head;
mod keys;
mod measure;
mod pieces;
mod row;

use core::time::Duration;
use std::collections::BTreeSet;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::domain::portfolio::{
    Cell, Choice, Chosen, Column, Extent, Line, Order, Row, Seat, Stretch, Window, seated,
};
use crate::domain::time::Day;
use crate::ui::components::field::field_id;
use crate::ui::locale::Locale;
use crate::ui::text::portfolio::GridText;

use focus::Active;
use measure::Sizes;
pub use pieces::Piece;

/// What the table shows. Callbacks are called where what they read is tracked.
#[derive(Clone, Copy)]
pub struct GridSignals {
    /// How many rows are shown.
    pub total: Memo<usize>,
    /// The row at a place among those that are shown.
    pub row: Callback<usize, Option<Row>>,
    /// Where a partner stands among them.
    pub place: Callback<CompanyId, Option<usize>>,
    /// The name comes first.
    pub columns: Memo<Vec<Column>>,
    pub order: RwSignal<Order>,
    pub chosen: RwSignal<Chosen>,
    /// How many of those that are shown are chosen.
    pub chosen_shown: Memo<usize>,
    pub today: Memo<Day>,
    /// Where one was when the table was left; kept by whoever shows it again.
    pub standing: StoredValue<Standing>,
}

/// Where the table leads.
#[derive(Clone, Copy)]
pub struct GridWays {
    pub open: Callback<CompanyId>,
    pub choose: Callback<Choice>,
}

/// Where somebody is in the table.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// The row that had the focus.
    pub id: Option<CompanyId>,
    /// Where that row stood, for when it is not shown any more.
    pub place: usize,
    /// The cell of it that had the focus.
    pub cell: usize,
    /// How far it was scrolled, in pixels.
    pub top: f64,
}

/// What stands in a cell.
#[derive(Clone, Copy)]
pub struct Cells {
    pub text: &'static GridText,
    /// The contents of a cell; not of the name's, but of what stands below it.
    pub cell: fn(Locale, &Told) -> Vec<Piece>,
}

/// What a cell tells of.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    pub row: &'a Row,
    pub column: Column,
    pub today: Day,
    pub columns: &'a [Column],
    /// On a narrow page, the column that the order goes by and that is not shown.
    pub ordered: Option<Column>,
}

/// A row that is drawn.
#[derive(Debug, Clone, PartialEq)]
struct Placed {
    place: usize,
    row: Row,
}

impl Placed {
    const fn seat(&self) -> Seat {
        (self.place, self.row.id)
    }
}

/// What each row of the page shows, if anything.
type Drawn = Vec<Option<Placed>>;

fn seats_of(drawn: &Drawn) -> Vec<Option<Seat>> {
    let rows = drawn.iter();
    rows.map(|placed| placed.as_ref().map(Placed::seat)).collect()
}

/// What the table and its parts share.
#[derive(Clone, Copy)]
struct Inside {
    signals: GridSignals,
    ways: GridWays,
    cells: Cells,
    scroller: NodeRef<Div>,
    probe: NodeRef<Div>,
    body: NodeRef<Div>,
    top: RwSignal<f64>,
    sizes: RwSignal<Sizes>,
    /// Those that there is room for.
    columns: Memo<Vec<Column>>,
    /// The column that the order goes by, where rows are cards that do not show it.
    ordered: Memo<Option<Column>>,
    active: RwSignal<Active>,
    /// The one cell that Tab leads to.
    stop: Memo<Cell>,
    has_focus: StoredValue<bool>,
    /// Whether rows come, go and move in this frame.
    is_redrawn: StoredValue<bool>,
    /// The row that had the focus before: it stays until the other one has it.
    held: StoredValue<Option<usize>>,
    stretch: StoredValue<Option<Stretch>>,
    /// Counts how often what is in sight was painted before what is not was written.
    painted: RwSignal<u32>,
    is_paint_awaited: StoredValue<bool>,
}

/// Columns of a narrow page.
const NARROW: [Column; 3] = [Column::Name, Column::Score, Column::Level];

/// The table. `is_back`: somebody comes back to it, and finds the row that was left.
#[component]
pub fn Grid(signals: GridSignals, ways: GridWays, cells: Cells, is_back: bool) -> impl IntoView {
    let inside = Inside::new(signals, ways, cells);
    measure::follow(inside);
    inside.restore(is_back);
    let drawn = inside.drawn();
    let seats = Memo::new(move |_| drawn.with(seats_of));
    inside.keep_focus(seats);
    let slots = Memo::new(move |_| seats.with(Vec::len));
    let text = cells.text;
    let help = field_id();
    view! {
        <div class="grid-place" class:goes-on=move || inside.sizes.get().goes_on>
            <p id=help.clone() class="hidden">
                {text.keys}
            </p>
            <div
                class="grid"
                role="grid"
                aria-label=text.label
                aria-describedby=help
                aria-multiselectable="true"
                aria-rowcount=move || signals.total.get() + 1
                aria-colcount=move || inside.cell_count()
                class:overflows=move || inside.sizes.get().overflows
                style:--columns=move || inside.columns.with(|columns| widths(columns))
                style:--least=move || inside.columns.with(|columns| least(columns))
                node_ref=inside.scroller
                on:scroll=move |_| inside.scrolled()
                on:keydown=move |event| inside.key(&event)
                on:keyup=move |event| keys::let_go(&event)
                on:click=move |event| inside.click(&event)
                on:focusin=move |event| inside.got_focus(&event)
                on:focusout=move |event| inside.lost_focus(&event)
            >
                <div class="grid-probe" role="presentation" node_ref=inside.probe></div>
                <head::Head inside=inside />
                <div
                    class="grid-body"
                    role="rowgroup"
                    style:block-size=move || rows_high(signals.total.get())
                    node_ref=inside.body
                >
                    <For each=move || 0..slots.get() key=|number| *number let:number>
                        <row::GridRow inside=inside drawn=drawn number=number />
                    </For>
                </div>
            </div>
        </div>
    }
}

impl Inside {
    fn new(signals: GridSignals, ways: GridWays, cells: Cells) -> Self {
        let sizes = RwSignal::new(Sizes::default());
        let is_narrow = Memo::new(move |_| sizes.get().is_narrow);
        let columns = Memo::new(move |_| {
            if is_narrow.get() {
                NARROW.to_vec()
            } else {
                signals.columns.get()
            }
        });
        let ordered = Memo::new(move |_| {
            let by = signals.order.get().by;
            (is_narrow.get() && !NARROW.contains(&by)).then_some(by)
        });
        let standing = signals.standing.get_value();
        let active = RwSignal::new(Active::of(standing));
        let stop = focus::stop(signals, columns, active);
        Self {
            signals,
            ways,
            cells,
            scroller: NodeRef::new(),
            probe: NodeRef::new(),
            body: NodeRef::new(),
            top: RwSignal::new(standing.top),
            sizes,
            columns,
            ordered,
            active,
            stop,
            has_focus: StoredValue::new(false),
            is_redrawn: StoredValue::new(false),
            held: StoredValue::new(None),
            stretch: StoredValue::new(None),
            painted: RwSignal::new(0),
            is_paint_awaited: StoredValue::new(false),
        }
    }

    /// The rows to draw, each in its row of the page: those in and near the sight, and the one with the focus wherever it
    /// is.
    fn drawn(self) -> Memo<Drawn> {
        let GridSignals { total, row, .. } = self.signals;
        let range = Memo::new(move |_| self.window(total.get(), self.top.get()).drawn());
        Memo::new(move |before: Option<&Drawn>| {
            let range = range.get();
            let mut places: BTreeSet<usize> = range.collect();
            let active = match self.stop.get().line {
                Line::Row(place) => Some(place),
                Line::Head => None,
            };
            let total = total.get();
            let held = self.held.get_value().into_iter().chain(active);
            places.extend(held.filter(|place| *place < total));
            let placed = |place| row.run(place).map(|row| Placed { place, row });
            let wanted: Vec<Placed> = places.into_iter().filter_map(placed).collect();
            let seats: Vec<Seat> = wanted.iter().map(Placed::seat).collect();
            let before = before.map_or_else(Vec::new, seats_of);
            let rows = seated(&before, &seats, self.active.get_untracked().id());
            let of_row = |number: Option<usize>| wanted.get(number?).cloned();
            rows.into_iter().map(of_row).collect()
        })
    }

    /// Whether somebody sees the row at a place.
    fn is_in_sight(self, place: usize) -> bool {
        let window = untrack(|| self.window(self.signals.total.get(), self.top.get()));
        window.sight().contains(&place)
    }

    /// Whether rows were painted that are followed by others.
    fn has_followed(self) -> bool {
        self.painted.get_untracked() > 0
    }

    /// Whoever asks here is run again once what was just changed is painted.
    fn follow_once_painted(self) {
        self.painted.track();
        if self.is_paint_awaited.get_value() {
            return;
        }
        self.is_paint_awaited.set_value(true);
        let tell = move || {
            let _ = self.is_paint_awaited.try_set_value(false);
            let _ = self.painted.try_update(|times| *times = times.wrapping_add(1));
        };
        request_animation_frame(move || set_timeout(tell, Duration::ZERO));
    }

    fn window(self, rows: usize, top: f64) -> Window {
        let Sizes {
            row_height, height, ..
        } = self.sizes.get();
        Window {
            rows,
            row_height,
            top,
            height,
        }
    }

    /// How far it goes now.
    fn extent(self) -> Extent {
        untrack(|| {
            let rows = self.signals.total.get();
            Extent {
                rows,
                columns: self.cell_count(),
                page: self.window(rows, self.top.get()).page(),
            }
        })
    }

    /// With the one for choosing.
    fn cell_count(self) -> usize {
        self.columns.with(Vec::len) + 1
    }

    fn scrolled(self) {
        if let Some(scroller) = self.scroller.try_get_untracked().flatten() {
            let top = f64::from(scroller.scroll_top());
            self.top.set(top);
            self.signals.standing.update_value(|standing| standing.top = top);
            let goes_on = measure::goes_on(&scroller);
            if self.sizes.with_untracked(|sizes| sizes.goes_on != goes_on) {
                self.sizes.update(|sizes| sizes.goes_on = goes_on);
            }
        }
    }

    /// Scrolls by the shortest way to where a row is in sight.
    fn show(self, place: usize) {
        let Some(scroller) = self.scroller.get_untracked() else {
            return;
        };
        let total = self.signals.total.get_untracked();
        let top = untrack(|| {
            self.window(total, f64::from(scroller.scroll_top()))
                .top_for(place)
        });
        #[expect(clippy::cast_possible_truncation, reason = "a few million pixels")]
        let top = top.ceil() as i32;
        if top != scroller.scroll_top() {
            scroller.set_scroll_top(top);
            self.scrolled();
        }
    }
}

/// How high so many rows are.
fn rows_high(rows: usize) -> String {
    ["calc(var(--row) * ", &rows.to_string(), ")"].concat()
}

/// What the cells of a column are called in the style sheet.
const fn class(column: Column) -> &'static str {
    match column {
        Column::Name => "of-name",
        Column::Kind => "of-kind",
        Column::Size => "of-size",
        Column::Tags => "of-tags",
        Column::Score => "of-score",
        Column::Level => "of-level",
        Column::Floor => "of-floor",
        Column::OpenGates => "of-open-gates",
        Column::Agreement => "of-agreement",
        Column::Joint => "of-joint",
        Column::Gap => "of-gap",
        Column::Freshness => "of-freshness",
        Column::Due => "of-due",
        Column::LastAnswer => "of-last-answer",
        Column::LastTouchpoint => "of-last-touchpoint",
        Column::AnswerTime => "of-answer-time",
        Column::Views => "of-views",
        Column::Target => "of-target",
    }
}

/// How wide a column is at least, in letters' heights.
const fn width(column: Column) -> f64 {
    match column {
        Column::Name => 14.0,
        Column::Tags => 13.0,
        Column::Score => 11.0,
        Column::Kind => 10.0,
        Column::LastAnswer | Column::LastTouchpoint => 8.5,
        Column::Due | Column::AnswerTime | Column::Gap => 7.5,
        Column::Agreement => 7.25,
        Column::Freshness => 6.5,
        Column::Level | Column::Size => 7.0,
        Column::OpenGates | Column::Joint | Column::Views | Column::Target | Column::Floor => 5.5,
    }
}

/// Of the cell for choosing, in letters' heights.
const CHOOSING: f64 = 2.75;

fn widths(columns: &[Column]) -> String {
    let size = |width: f64| format!("calc(var(--size) * {width})");
    let all = columns.iter().map(|column| {
        let width = width(*column);
        format!("minmax({}, {width}fr)", size(width))
    });
    core::iter::once(size(CHOOSING))
        .chain(all)
        .collect::<Vec<_>>()
        .join(" ")
}

fn least(columns: &[Column]) -> String {
    let all: f64 = columns.iter().map(|column| width(*column)).sum();
    (all + CHOOSING).to_string()
}
