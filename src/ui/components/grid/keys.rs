//! What keys and presses do.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent, MouseEvent};

use crate::domain::portfolio::{Cell, Choice, Line, Step, Stretch};

use super::Inside;
use super::focus::cell_of;

/// In some browsers a button is pressed when Space is let go.
pub(super) fn let_go(event: &KeyboardEvent) {
    let is_in_body = target(event).is_some_and(|target| within(&target, ".grid-body"));
    if event.key() == " " && is_in_body {
        event.prevent_default();
    }
}

fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn within(element: &Element, selector: &str) -> bool {
    element.closest(selector).ok().flatten().is_some()
}

/// What a step is by its key, where there is one.
fn step(event: &KeyboardEvent, is_from_right: bool) -> Option<Step> {
    let is_far = event.ctrl_key() || event.meta_key();
    let step = match &*event.key() {
        "ArrowUp" => Step::Up,
        "ArrowDown" => Step::Down,
        "ArrowLeft" if is_from_right => Step::After,
        "ArrowRight" if is_from_right => Step::Before,
        "ArrowLeft" => Step::Before,
        "ArrowRight" => Step::After,
        "PageUp" => Step::PageUp,
        "PageDown" => Step::PageDown,
        "Home" if is_far => Step::First,
        "End" if is_far => Step::Last,
        "Home" => Step::RowStart,
        "End" => Step::RowEnd,
        _ => return None,
    };
    Some(step)
}

impl Inside {
    pub(super) fn key(self, event: &KeyboardEvent) {
        if event.is_composing() || event.alt_key() {
            return;
        }
        let Some(target) = target(event).filter(|target| cell_of(target).is_some()) else {
            return;
        };
        let (cell, target) = self.caught_up(target);
        let is_command = event.ctrl_key() || event.meta_key();
        let is_from_right = target.matches(":dir(rtl)").unwrap_or(false);
        if let Some(step) = step(event, is_from_right) {
            event.prevent_default();
            self.step(cell, step, event.shift_key());
            return;
        }
        match (&*event.key(), cell.line) {
            ("a" | "A", _) if is_command && !event.shift_key() => {
                event.prevent_default();
                self.choose(Choice::All);
            }
            (" ", Line::Row(place)) if !is_command => {
                event.prevent_default();
                self.choose_row(place, event.shift_key());
            }
            // A button is pressed by Enter anyway.
            ("Enter", Line::Row(place)) if !is_command && !within(&target, "button") => {
                event.prevent_default();
                self.open(place);
            }
            _ => {}
        }
    }

    fn step(self, cell: Cell, step: Step, chooses: bool) {
        let next = cell.moved(step, self.extent());
        if let (true, Line::Row(from), Line::Row(to)) =
            (chooses && next.line != cell.line, cell.line, next.line)
        {
            let before = self.stretch.get_value();
            self.stretch(before.map_or(Stretch::at(from), |before| before.from(from)), to);
        } else if next.line != cell.line {
            self.leave_stretch();
        }
        if next != cell {
            self.go_to(next);
        }
    }

    /// A row in or out; or all from where the choice began.
    fn choose_row(self, place: usize, is_stretch: bool) {
        if is_stretch {
            let before = self.stretch.get_value();
            self.stretch(before.unwrap_or(Stretch::at(place)), place);
            return;
        }
        self.stretch.set_value(Some(Stretch::at(place)));
        self.choose(Choice::Turned(place));
    }

    fn stretch(self, before: Stretch, to: usize) {
        let (stretch, choice) = before.to(to);
        self.stretch.set_value(Some(stretch));
        self.choose(choice);
    }

    /// Somebody goes to another row without choosing.
    fn leave_stretch(self) {
        let _ = self
            .stretch
            .try_update_value(|stretch| *stretch = stretch.map(Stretch::left));
    }

    pub(super) fn choose(self, choice: Choice) {
        if matches!(choice, Choice::All | Choice::NoneShown | Choice::None) {
            self.stretch.set_value(None);
        }
        self.ways.choose.run(choice);
    }

    /// A box that was pressed has turned by itself, and is as the choice is, whatever that came to.
    fn show_choice(self, target: &Element, place: usize) {
        let row = untrack(|| self.signals.row.run(place));
        if let (Some(of_row), Some(row)) = (target.dyn_ref::<HtmlInputElement>(), row) {
            of_row.set_checked(
                self.signals
                    .chosen
                    .with_untracked(|chosen| chosen.contains(row.id)),
            );
        }
    }

    fn open(self, place: usize) {
        if let Some(row) = untrack(|| self.signals.row.run(place)) {
            self.ways.open.run(row.id);
        }
    }

    pub(super) fn click(self, event: &MouseEvent) {
        let Some(target) = target(event) else { return };
        let Some(cell) = cell_of(&target) else {
            return;
        };
        let Line::Row(place) = cell.line else { return };
        if within(&target, "[data-verb=\"open\"]") {
            self.open(place);
        } else if within(&target, ".choosing") {
            // All of the cell is there to be pressed, not only the box in it.
            self.choose_row(place, event.shift_key());
            self.show_choice(&target, place);
        } else {
            self.leave_stretch();
            self.go_to(cell);
        }
    }
}
