//! Filter, order and columns under a name.

use super::column::{Column, Order};
use super::filter::Filter;
use crate::domain::json::Member;

/// So many views are kept at most.
pub const MOST_VIEWS: usize = 100;
/// The longest name of a view, in characters.
pub const LONGEST_VIEW_NAME: usize = 200;

/// The views of the list of all partners that somebody saved, in the order that they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedViews {
    /// At most [`MOST_VIEWS`], no two of one name.
    pub views: Vec<SavedView>,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// How the list was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// 1 to [`LONGEST_VIEW_NAME`] characters, without spaces around it.
    pub name: String,
    pub filter: Filter,
    pub order: Order,
    /// In the order that they are shown, at least one, each once.
    pub columns: Vec<Column>,
    pub unknown: Unknown,
}

/// Unknown members of a view and of its parts, kept and written back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unknown {
    pub view: Vec<Member>,
    pub filter: Vec<Member>,
    pub order: Vec<Member>,
}

/// Why a view is not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    /// Nothing but spaces.
    #[error("a view has a name")]
    NoName,
    #[error("a view's name has at most {LONGEST_VIEW_NAME} characters")]
    NameTooLong,
    #[error("another view has this name")]
    NameTaken,
    #[error("a view shows at least one column")]
    NoColumn,
    #[error("at most {MOST_VIEWS} views are kept")]
    TooMany,
}

impl SavedViews {
    /// The view of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SavedView> {
        self.views.iter().find(|view| view.name == name)
    }

    /// Saves a view without the spaces around its name, in place of the one of that name or after all others. Unknown
    /// members of the one that was there stay.
    ///
    /// # Errors
    /// Where it has no name, too long a one or no column, or is one too many; nothing has changed then.
    pub fn save(
        &mut self,
        name: &str,
        filter: Filter,
        order: Order,
        columns: &[Column],
    ) -> Result<(), ViewError> {
        let name = checked(name)?;
        let mut shown: Vec<Column> = Vec::new();
        for column in columns {
            if !shown.contains(column) {
                shown.push(*column);
            }
        }
        if shown.is_empty() {
            return Err(ViewError::NoColumn);
        }
        let view = |unknown| SavedView {
            name: name.to_owned(),
            filter,
            order,
            columns: shown,
            unknown,
        };
        let count = self.views.len();
        match self.views.iter_mut().find(|view| view.name == name) {
            Some(here) => *here = view(core::mem::take(&mut here.unknown)),
            None if count >= MOST_VIEWS => return Err(ViewError::TooMany),
            None => self.views.push(view(Unknown::default())),
        }
        Ok(())
    }

    /// Gives the view at a place another name.
    ///
    /// # Errors
    /// Where it has no name then, too long a one or that of another view; nothing has changed then.
    pub fn rename(&mut self, place: usize, name: &str) -> Result<(), ViewError> {
        let name = checked(name)?;
        let mut views = self.views.iter().enumerate();
        if views.any(|(other, view)| other != place && view.name == name) {
            return Err(ViewError::NameTaken);
        }
        if let Some(view) = self.views.get_mut(place) {
            name.clone_into(&mut view.name);
        }
        Ok(())
    }

    /// Takes a view out and gives it; `None` where there was none of this name.
    pub fn remove(&mut self, name: &str) -> Option<SavedView> {
        let at = self.views.iter().position(|view| view.name == name)?;
        Some(self.views.remove(at))
    }
}

/// A name without the spaces around it.
fn checked(name: &str) -> Result<&str, ViewError> {
    let name = name.trim();
    if name.is_empty() {
        Err(ViewError::NoName)
    } else if name.chars().count() > LONGEST_VIEW_NAME {
        Err(ViewError::NameTooLong)
    } else {
        Ok(name)
    }
}
