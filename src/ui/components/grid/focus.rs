//! Which cell has the focus. It is a partner's: when rows are put in another order, the focus goes with it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, FocusOptions, HtmlElement};

use crate::domain::company::CompanyId;
use crate::domain::portfolio::{Cell, Chosen, Column, Extent, Line, Seat, strays};
use crate::ui::components::focus::{focus, focused};

use super::{GridSignals, Inside, Standing};

/// The cell that has, or had, the focus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Active {
    /// `None`: in the head.
    id: Option<CompanyId>,
    /// Where the row stood last, for when it is not shown any more.
    place: usize,
    cell: usize,
}

impl Active {
    /// Whose row it is in.
    pub(super) const fn id(self) -> Option<CompanyId> {
        self.id
    }

    pub(super) fn of(standing: Standing) -> Self {
        Self {
            id: standing.id,
            place: standing.place,
            // The name, unless somebody was elsewhere.
            cell: if standing.id.is_some() { standing.cell } else { 1 },
        }
    }
}

/// The cell that Tab leads to: that of the active partner, or the one that stands in its place now.
pub(super) fn stop(signals: GridSignals, columns: Memo<Vec<Column>>, active: RwSignal<Active>) -> Memo<Cell> {
    Memo::new(move |before: Option<&Cell>| {
        let Active { id, place, cell } = active.get();
        let line = id.map_or(Line::Head, |id| {
            // Mostly it is where it was, and need not be looked for.
            let is_there = signals.row.run(place).is_some_and(|row| row.id == id);
            let found = if is_there {
                Some(place)
            } else {
                signals.place.run(id)
            };
            let last = before.and_then(|before| match before.line {
                Line::Row(place) => Some(place),
                Line::Head => None,
            });
            Line::Row(found.or(last).unwrap_or(place))
        });
        let extent = Extent {
            rows: signals.total.get(),
            columns: columns.with(Vec::len) + 1,
            page: 1,
        };
        Cell { line, column: cell }.within(extent)
    })
}

impl Inside {
    /// Comes back to where one was.
    pub(super) fn restore(self, is_back: bool) {
        let standing = self.signals.standing.get_value();
        Effect::new(move |before: Option<bool>| {
            let is_there = self.scroller.get().is_some() && self.signals.total.get() > 0;
            if is_there && before != Some(true) {
                request_animation_frame(move || self.scroll_back(standing, is_back));
            }
            is_there || before == Some(true)
        });
    }

    fn scroll_back(self, standing: Standing, is_back: bool) {
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else {
            return;
        };
        #[expect(clippy::cast_possible_truncation, reason = "a few million pixels")]
        scroller.set_scroll_top(standing.top as i32);
        self.scrolled();
        if let (true, Line::Row(place)) = (is_back, self.stop.get_untracked().line) {
            self.show(place);
            self.focus_soon();
        }
    }

    /// Puts the focus on a cell, and the cell in sight.
    pub(super) fn go_to(self, cell: Cell) {
        if let Line::Row(place) = self.stop.get_untracked().line {
            self.held.set_value(Some(place));
        }
        self.set_active(cell);
        if let Line::Row(place) = cell.line {
            self.show(place);
        }
        self.focus_soon();
    }

    fn set_active(self, cell: Cell) {
        let (id, place) = match cell.line {
            Line::Head => (None, 0),
            Line::Row(place) => (untrack(|| self.signals.row.run(place)).map(|row| row.id), place),
        };
        let active = Active {
            id,
            place,
            cell: cell.column,
        };
        if self.active.get_untracked() != active {
            self.active.set(active);
        }
        self.signals.standing.update_value(|standing| {
            standing.id = id;
            standing.place = place;
            standing.cell = cell.column;
        });
    }

    /// Where a key stands for a cell: whoever presses keys quickly has gone on before the focus has followed, and it follows
    /// now.
    pub(super) fn caught_up(self, target: Element) -> (Cell, Element) {
        let element = self.stop_element().filter(|stop| *stop != target);
        if let Some(stop) = &element {
            mark(stop);
            focus(stop.clone());
        }
        (self.stop.get_untracked(), element.unwrap_or(target))
    }

    fn focus_soon(self) {
        request_animation_frame(move || self.focus_stop());
    }

    fn focus_stop(self) {
        if let Some(element) = self.stop_element() {
            mark(&element);
            focus(element);
        }
    }

    /// What Tab leads to.
    fn stop_element(self) -> Option<Element> {
        let scroller = self.scroller.try_get_untracked().flatten()?;
        let Cell { line, column } = self.stop.try_get_untracked()?;
        let row = match line {
            Line::Head => String::from(".grid-head"),
            Line::Row(place) => format!("[aria-rowindex=\"{}\"]", place + 2),
        };
        let row = scroller.query_selector(&row).ok().flatten()?;
        let cell = row.children().item(u32::try_from(column).ok()?)?;
        let within = cell.query_selector("[data-stop]").ok().flatten();
        Some(within.unwrap_or(cell))
    }

    /// The focus, and the cell that Tab leads to, do not get lost where rows show something else.
    pub(super) fn keep_focus(self, seats: Memo<Vec<Option<Seat>>>) {
        let signals = self.signals;
        Effect::new(move |_| {
            seats.track();
            self.is_redrawn.set_value(true);
        });
        Effect::new(move |_| {
            self.stop.track();
            seats.track();
            self.columns.track();
            request_animation_frame(move || {
                self.put_in_order();
                if let Some(stop) = self.stop_element() {
                    mark(&stop);
                }
                self.take_back();
                let _ = self.is_redrawn.try_set_value(false);
            });
        });
        Effect::new(move |_| {
            signals.order.track();
            signals.total.track();
            self.stretch.set_value(None);
        });
        let is_nobody = Memo::new(move |_| signals.chosen.with(Chosen::is_empty));
        Effect::new(move |_| {
            if is_nobody.get() {
                self.stretch.set_value(None);
            }
        });
    }

    /// Rows follow each other in the page as they do on it, for whoever has them read. The one with the focus stays where it
    /// is: it would lose it.
    fn put_in_order(self) {
        let Some(body) = self.body.try_get_untracked().flatten() else {
            return;
        };
        let children = body.children();
        let rows: Vec<Element> = (0..children.length())
            .filter_map(|number| children.item(number))
            .collect();
        let places: Vec<usize> = rows
            .iter()
            .map(|row| index_of(row).unwrap_or(usize::MAX))
            .collect();
        let has_focus = focused(&body);
        let still =
            has_focus.and_then(|has_focus| rows.iter().position(|row| row.contains(Some(&has_focus))));
        let strays = strays(&places, still);
        if strays.is_empty() {
            return;
        }
        let mut in_order: Vec<usize> = (0..rows.len()).collect();
        in_order.sort_by_key(|number| places[*number]);
        let mut before: Option<&Element> = None;
        for number in in_order {
            let row = &rows[number];
            if strays.contains(&number) {
                // These fail only where the row before has left the page.
                let _ = match before {
                    Some(before) => before.after_with_node_1(row),
                    None => body.prepend_with_node_1(row),
                };
            }
            before = Some(row);
        }
    }

    /// Where what had the focus has gone, the cell that Tab leads to has it. So it has where somebody else's row is shown in
    /// its place: that is to be heard of.
    fn take_back(self) {
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else {
            return;
        };
        if self.has_focus.try_get_value() != Some(true) {
            return;
        }
        let has_focus = focused(&scroller);
        let is_of_other = self.is_of_other();
        if let Some(has_focus) = &has_focus
            && (!is_of_other || cell_of(has_focus).is_none())
        {
            return;
        }
        // Whoever has scrolled away from it stays where they are.
        if let Some(stop) = self
            .stop_element()
            .and_then(|stop| stop.dyn_into::<HtmlElement>().ok())
        {
            mark(&stop);
            // These fail only where the cell has left the page.
            if has_focus.as_ref() == Some(&stop) {
                let _ = stop.blur();
            }
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = stop.focus_with_options(&options);
        }
    }

    /// Whether the cell that Tab leads to is not that of the partner who was gone to.
    fn is_of_other(self) -> bool {
        untrack(|| {
            let (Some(active), Some(stop)) = (self.active.try_get(), self.stop.try_get()) else {
                return false;
            };
            let of_stop = match stop.line {
                Line::Head => None,
                Line::Row(place) => self.signals.row.run(place).map(|row| row.id),
            };
            active.id != of_stop
        })
    }

    pub(super) fn got_focus(self, event: &FocusEvent) {
        self.has_focus.set_value(true);
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(cell) = target.as_ref().and_then(cell_of) {
            self.set_active(cell);
        }
    }

    pub(super) fn lost_focus(self, event: &FocusEvent) {
        // The browser tells it, too, when the table leaves the page with the focus in it.
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else {
            return;
        };
        let element = |target: Option<web_sys::EventTarget>| target?.dyn_into::<HtmlElement>().ok();
        if let Some(next) = element(event.related_target()) {
            let _ = self.has_focus.try_set_value(scroller.contains(Some(&next)));
            return;
        }
        let Some(before) = element(event.target()) else {
            return;
        };
        // Where it went nowhere, what had it is gone or has moved, or somebody has pressed beside everything.
        let is_redrawn = self.is_redrawn.try_get_value() == Some(true);
        request_animation_frame(move || {
            if self.has_focus.try_get_value() != Some(true) {
                return;
            }
            if !is_redrawn && before.is_connected() && focused(&before).is_none() {
                let _ = self.has_focus.try_set_value(false);
            } else {
                self.take_back();
            }
        });
    }
}

/// Makes an element the one that Tab leads to. Not by a signal for each cell: there are hundreds, and one that changes.
fn mark(stop: &Element) {
    let grid = stop.closest("[role=\"grid\"]").ok().flatten();
    let before = grid.and_then(|grid| grid.query_selector("[tabindex=\"0\"]").ok().flatten());
    if let Some(before) = before.filter(|before| before != stop) {
        // These fail only where the name of the attribute is none.
        let _ = before.set_attribute("tabindex", "-1");
    }
    let _ = stop.set_attribute("tabindex", "0");
}

/// As it is told of a row: the head's is 1.
fn index_of(row: &Element) -> Option<usize> {
    row.get_attribute("aria-rowindex")?.parse().ok()
}

/// The cell that an element stands in.
pub(super) fn cell_of(element: &Element) -> Option<Cell> {
    let row = element.closest("[role=\"row\"]").ok().flatten()?;
    let line = match index_of(&row)? {
        0 | 1 => Line::Head,
        index => Line::Row(index - 2),
    };
    let cell = element
        .closest("[role=\"gridcell\"], [role=\"rowheader\"], [role=\"columnheader\"]")
        .ok()
        .flatten()?;
    let before = core::iter::successors(cell.previous_element_sibling(), Element::previous_element_sibling);
    Some(Cell {
        line,
        column: before.count(),
    })
}
