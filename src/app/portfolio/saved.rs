//! Views of the list that were given a name: filter, order and columns, kept as a setting.

use leptos::prelude::*;

use crate::domain::json::Json;
use crate::domain::portfolio::{Column, SavedViews, ViewError};
use crate::ui::screens::portfolio::{SavedView, ViewAction};

use super::super::ledger;
use super::super::state::State;
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
    pub fn told(self, desk: Desk) -> Vec<SavedView> {
        let (filter, order, columns) = (desk.filter.get(), desk.order.get(), desk.columns.get());
        self.views.with(|saved| {
            let views = saved.views.iter().enumerate();
            let told = views.map(|(id, view)| SavedView {
                id,
                name: view.name.clone(),
                is_shown: view.filter == filter && view.order == order && view.columns == columns,
            });
            told.collect()
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

/// Does something with views.
///
/// # Errors
/// Where a view does not get the name.
pub fn apply(state: State, action: ViewAction) -> Result<(), ViewError> {
    let desk = state.later().portfolio;
    match action {
        ViewAction::Shown(place) => {
            show(desk, place);
            Ok(())
        }
        ViewAction::Saved(name) => change(state, |views| {
            if views.get(name.trim()).is_some() {
                return Err(ViewError::NameTaken);
            }
            let (filter, order) = (desk.filter.get_untracked(), desk.order.get_untracked());
            desk.columns
                .with_untracked(|columns| views.save(&name, filter, order, columns))
        }),
        ViewAction::Renamed(place, name) => change(state, |views| views.rename(place, &name)),
        ViewAction::Deleted(place) => change(state, |views| {
            if place < views.views.len() {
                views.views.remove(place);
            }
            Ok(())
        }),
    }
}

fn show(desk: Desk, place: usize) {
    let found = desk
        .saved
        .views
        .with_untracked(|saved| saved.views.get(place).cloned());
    if let Some(view) = found {
        let mut columns = view.columns;
        // Without the name nobody knows whose row it is.
        if columns.first() != Some(&Column::Name) {
            columns.retain(|column| *column != Column::Name);
            columns.insert(0, Column::Name);
        }
        desk.filter.set(view.filter);
        desk.order.set(view.order);
        desk.columns.set(columns);
    }
}

/// Changes the views and has them written.
fn change(
    state: State,
    make: impl FnOnce(&mut SavedViews) -> Result<(), ViewError>,
) -> Result<(), ViewError> {
    let saved = state.later().portfolio.saved;
    let mut views = saved.views.get_untracked();
    make(&mut views)?;
    if !saved.is_unreadable.get_untracked() {
        ledger::note_setting(state, SETTING, &views.document());
    }
    saved.views.set(views);
    Ok(())
}
