//! The shell: state in signals, persistence, and the screens wired to domain and storage.
//!
//! One way round: a component dispatches an action, `actions` turns it into events, the domain applies them, signals
//! carry the new state to the views, and `persistence` writes what was touched.

mod actions;
mod arriving;
mod backup;
mod benchmarks;
mod commands;
mod directory;
mod erasing;
mod exchange;
pub mod fragment;
mod frame;
mod gone;
mod host;
mod joint;
mod keeping;
mod later_actions;
mod later_state;
mod leaving;
mod ledger;
mod lock;
mod log;
mod offering;
mod partners;
mod persistence;
mod portfolio;
mod reading;
mod reminder;
pub mod rest;
mod sample;
mod savefile;
mod shelf;
mod slices;
mod speaking;
pub mod state;
mod tabs;
mod telling;
pub mod transfer;
mod undo;
mod views;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use web_sys::HtmlElement;

pub use actions::{confine, show};
pub use host::{Host, spoken};
pub use persistence::Place;
pub use shelf::{Given, PackSource};
pub use state::State;

use rest::PartState;

use crate::ui::Dispatch;
pub use crate::ui::Screen;

/// What the host decides before the widget starts.
pub struct Settings {
    /// Which store.
    pub place: Place,
    /// Where the questionnaire comes from.
    pub pack: PackSource,
    /// The page around it.
    pub host: Host,
    /// What the page allows; see [`State::within`] and [`State::is_read_only`].
    pub limits: String,
}

/// A mounted widget. Dropping it takes it off the page.
pub struct Running {
    /// Its state, for those who listen.
    pub state: State,
    root: HtmlElement,
    owner: Owner,
    view: Option<UnmountHandle<AnyViewState>>,
}

impl Running {
    /// Runs a function within the widget's reactive owner, so that what it creates ends with the widget.
    pub fn with<T>(&self, function: impl FnOnce() -> T) -> T {
        self.owner.with(function)
    }

    /// Draws everything, in the language that is spoken now.
    pub fn draw(&mut self) {
        // Before another one stands there.
        self.view = None;
        let (state, root) = (self.state, self.root.clone());
        let view = self.owner.with(|| {
            mount_to(root.clone(), move || {
                if let Some(host) = state.host.try_get_value() {
                    provide_context(host.locale);
                }
                provide_context(state);
                provide_context(Dispatch::to(move |action| actions::apply(state, action)));
                frame::frame(state, root).into_any()
            })
        });
        self.view = Some(view);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Before the owner ends what takes it.
        match self.state.rest.try_get_untracked() {
            Some(PartState::Ready(rest)) => (rest.leave)(self.state),
            _ => persistence::leave(self.state),
        }
    }
}

/// Mounts the widget into an element and starts loading.
#[must_use]
pub fn mount(root: HtmlElement, settings: Settings) -> Running {
    let owner = Owner::new();
    let state = owner.with(|| State::new(settings.pack, settings.place, settings.host, settings.limits));
    let mut running = Running {
        state,
        root,
        owner,
        view: None,
    };
    running.draw();
    running.with(|| {
        persistence::open(state);
        shelf::load_first_part(state);
        state::keep_today_current(state);
    });
    running
}

/// Whether the questionnaire is the one that comes with the page: one that the host gives may have to be refused on the start
/// screen.
#[must_use]
fn asks_shipped(state: State) -> bool {
    state.shelf.source.with_value(|source| source.given.is_none())
}

/// Runs a function once the store has been read and the questionnaire is at hand.
pub fn when_opened(state: State, function: impl Fn() + 'static) {
    Effect::new(move |done: Option<bool>| {
        let ready = !state.is_being_read() && state.shelf.first.get().is_some();
        if ready && done != Some(true) {
            untrack(&function);
        }
        ready || done == Some(true)
    });
}
