//! Views of the list that were given a name: filter, order and columns, kept as a setting.

use leptos::prelude::*;

use crate::domain::json::Json;
use crate::domain::portfolio::{Column, SavedView as View, SavedViews, ViewError};
use crate::ui::Locale;
use crate::ui::screens::portfolio::{SavedView, ViewAction, ViewsFacts};
use crate::ui::text::{SavedText, fill, portfolio};

use super::super::ledger;
use super::super::state::State;
use super::super::undo::{self, Undo};
use super::Desk;

/// The setting's id in its record's key.
pub const SETTING: &str = "views";

/// What is kept of views.
#[derive(Clone, Copy)]
pub struct SavedDesk {
    views: RwSignal<SavedViews>,
    /// Whether what the store holds of them cannot be read: then nothing is written over it.
    is_unreadable: RwSignal<bool>,
}

impl SavedDesk {
    /// None.
    pub fn new() -> Self {
        Self {
            views: RwSignal::new(SavedViews::default()),
            is_unreadable: RwSignal::new(false),
        }
    }

    /// As they are shown.
    pub fn told(self, desk: Desk) -> ViewsFacts {
        let (filter, order, columns) = (desk.filter.get(), desk.order.get(), desk.columns.get());
        self.views.with(|saved| {
            let told = saved.views.iter().map(|view| SavedView {
                name: view.name.clone(),
                is_shown: view.filter == filter && view.order == order && view.columns == columns,
            });
            ViewsFacts {
                views: told.collect(),
                kept: saved.kept.len(),
                is_unreadable: self.is_unreadable.get(),
            }
        })
    }
}

/// Takes in the setting as the store has it.
pub fn take_in(state: State, document: &Json) {
    let SavedDesk { views, is_unreadable } = state.later().portfolio.saved;
    let read = SavedViews::read(document);
    is_unreadable.set(read.is_err());
    if let Ok(read) = read {
        views.set(read);
    }
}

/// Does something with views. What goes by it can be taken back.
///
/// # Errors
/// Why nothing was done.
pub fn apply(state: State, action: ViewAction) -> Result<(), ViewError> {
    let desk = state.later().portfolio;
    match action {
        ViewAction::Shown(name) => show(desk, &name),
        ViewAction::Saved(name) => change(state, |views| {
            if views.is_taken(name.trim()) {
                return Err(ViewError::NameTaken);
            }
            save(desk, views, &name)
        }),
        ViewAction::Replaced(name) => {
            let before = place_of(desk, &name);
            change(state, |views| save(desk, views, &name))?;
            if let (Some((place, before)), Some((_, after))) = (before, place_of(desk, &name)) {
                let said = |text: &'static SavedText| text.replaced;
                offer(state, said, place, before, Some(after));
            }
            Ok(())
        }
        ViewAction::Renamed(name, new) => change(state, |views| views.rename(&name, &new)),
        ViewAction::Deleted(name) => {
            let before = place_of(desk, &name);
            change(state, |views| {
                views.remove(&name);
                Ok(())
            })?;
            if let Some((place, before)) = before {
                offer(state, |text| text.deleted, place, before, None);
            }
            Ok(())
        }
    }
}

/// Saves what is shown.
fn save(desk: Desk, views: &mut SavedViews, name: &str) -> Result<(), ViewError> {
    let (filter, order) = (desk.filter.get_untracked(), desk.order.get_untracked());
    desk.columns
        .with_untracked(|columns| views.save(name, filter, order, columns))
}

/// The view of a name, and where it stands.
fn place_of(desk: Desk, name: &str) -> Option<(usize, View)> {
    desk.saved.views.with_untracked(|saved| {
        let place = saved.place(name)?;
        Some((place, saved.views.get(place)?.clone()))
    })
}

/// Offers to put a view back as it was, where what is called so is still as this left it; `None`: nothing is.
fn offer(
    state: State,
    said: fn(&'static SavedText) -> &'static str,
    place: usize,
    before: View,
    after: Option<View>,
) {
    let name = before.name.clone();
    let words = move |locale: Locale| fill(said(&portfolio(locale.speech).saved), &[("name", &name)]);
    let take_back = move |state| {
        // Where there is no room for it any more, it stays away.
        let _ = change(state, |views| {
            if views.get(&before.name) == after.as_ref() {
                views.put_back(place, before.clone())?;
            }
            Ok(())
        });
    };
    undo::offer(state, Undo::new(words, take_back));
}

fn show(desk: Desk, name: &str) -> Result<(), ViewError> {
    let (_, view) = place_of(desk, name).ok_or(ViewError::Gone)?;
    let mut columns = view.columns;
    // Without the name nobody knows whose row it is.
    if columns.first() != Some(&Column::Name) {
        columns.retain(|column| *column != Column::Name);
        columns.insert(0, Column::Name);
    }
    desk.filter.set(view.filter);
    desk.order.set(view.order);
    desk.columns.set(columns);
    Ok(())
}

/// Changes the views and has them written. Where they cannot be written, nothing changes.
fn change(
    state: State,
    make: impl FnOnce(&mut SavedViews) -> Result<(), ViewError>,
) -> Result<(), ViewError> {
    let saved = state.later().portfolio.saved;
    let mut views = saved.views.get_untracked();
    make(&mut views)?;
    if saved.is_unreadable.get_untracked() || !ledger::note_setting(state, SETTING, &views.document()) {
        return Err(ViewError::Unreadable);
    }
    saved.views.set(views);
    Ok(())
}
