//! What is typed and not taken yet, when the page is hidden or left, or the widget is taken off it. Some fields take what
//! is typed only when they are left: then they are told that they are.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::{Element, Event, EventTarget};

use crate::platform::visibility::{self, Watch};

use super::ledger;
use super::state::State;

/// Follows the fields of one widget for as long as it is held.
pub struct Fields {
    typed: Typed,
    _listeners: [EventListener; 2],
    _watch: Watch,
}

/// The field whose letters it has not taken yet.
type Typed = Rc<RefCell<Option<EventTarget>>>;

/// From now on follows the fields in the same tree as `place`.
pub fn watch(state: State, place: &Element) {
    let root = place.get_root_node();
    let typed = Typed::default();
    let note = Rc::clone(&typed);
    let on_input = EventListener::new(&root, "input", move |event| *note.borrow_mut() = event.target());
    let note = Rc::clone(&typed);
    let on_change = EventListener::new(&root, "change", move |_| drop(note.take()));
    let leaving = Rc::clone(&typed);
    let fields = Fields {
        typed,
        _listeners: [on_input, on_change],
        _watch: visibility::when_leaving(move || {
            let is_left = state.later().is_left;
            is_left.set_value(true);
            take(&leaving);
            ledger::leave_behind(state);
            // It may stay after all, or come back.
            let stay = move || {
                let _ = is_left.try_set_value(false);
            };
            Timeout::new(0, stay).forget();
        }),
    };
    state.later().fields.set_value(Some(fields));
}

/// Takes and notes what is typed, now that the widget goes. What is being written is left beside its record too: the page
/// may be left in the next moment, when nobody hears of it any more.
pub fn leave(state: State) {
    let typed = state.later().fields.try_with_value(|fields| {
        let fields = fields.as_ref()?;
        Some(Rc::clone(&fields.typed))
    });
    if let Some(typed) = typed.flatten() {
        take(&typed);
    }
    // A write that is under way goes on with what is noted.
    ledger::note_edits(state);
    ledger::leave_behind(state);
}

fn take(typed: &Typed) {
    let field = typed.take();
    if let (Some(field), Ok(change)) = (field, Event::new("change")) {
        // What the field does with it, it does at once; it cannot be prevented.
        let _ = field.dispatch_event(&change);
    }
}
