//! Filter, order and columns under a name.

use super::column::{Column, Order};
use super::filter::Filter;
use super::saved_document::{could_be_read, kept_name};
use crate::domain::json::{Json, Member};
use crate::domain::problem::Problem;

/// So many views are kept at most.
pub const MOST_VIEWS: usize = 100;
/// The longest name of a view, in characters.
pub const LONGEST_VIEW_NAME: usize = 200;

/// The views of the list of all partners that somebody saved, in the order that they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedViews {
    /// At most [`MOST_VIEWS`], no two of one name.
    pub views: Vec<SavedView>,
    /// Those that are not shown, written back after the others.
    pub kept: Vec<KeptView>,
    /// Unknown members, kept and written back.
    pub extra: Vec<Member>,
}

/// A view that cannot be read, such as one of a newer version, that is called as one before it, or that is one too many:
/// kept as it lies in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptView {
    pub document: Json,
    /// Why it is not shown, with the places in the document.
    pub problems: Vec<Problem>,
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
    /// A tag that is empty or too long, too many tags, or too long a text that is looked for.
    #[error("the filters of a view cannot be kept")]
    Filter,
    #[error("there is no view of this name")]
    Gone,
    /// The views that lie in the store cannot be read, and nothing is written over them.
    #[error("the saved views cannot be read")]
    Unreadable,
}

impl SavedViews {
    /// The view of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SavedView> {
        self.views.iter().find(|view| view.name == name)
    }

    /// Whether a view has this name, shown or not.
    #[must_use]
    pub fn is_taken(&self, name: &str) -> bool {
        self.get(name).is_some() || self.keeps(name)
    }

    fn keeps(&self, name: &str) -> bool {
        self.kept.iter().any(|kept| kept_name(kept) == Some(name))
    }

    fn is_full(&self) -> bool {
        self.views.len() + self.kept.len() >= MOST_VIEWS
    }

    /// Saves a view without the spaces around its name, in place of the one of that name or after all others. Unknown
    /// members of the one that was there stay. What is saved can be read again.
    ///
    /// # Errors
    /// Where it has no name, too long a one, no column or filters that could not be read again, or is one too many; nothing
    /// has changed then.
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
        let view = SavedView {
            name: name.to_owned(),
            filter,
            order,
            columns: shown,
            unknown: self
                .get(name)
                .map(|here| here.unknown.clone())
                .unwrap_or_default(),
        };
        if !could_be_read(&view) {
            return Err(ViewError::Filter);
        }
        if !self.is_taken(name) && self.is_full() {
            return Err(ViewError::TooMany);
        }
        self.kept.retain(|kept| kept_name(kept) != Some(name));
        self.put(self.views.len(), view);
        Ok(())
    }

    /// Gives a view another name.
    ///
    /// # Errors
    /// Where there is no such view, or it has no name then, too long a one or that of another view; nothing has changed
    /// then.
    pub fn rename(&mut self, name: &str, new: &str) -> Result<(), ViewError> {
        let new = checked(new)?;
        if new != name && self.is_taken(new) {
            return Err(ViewError::NameTaken);
        }
        let mut views = self.views.iter_mut();
        let view = views.find(|view| view.name == name).ok_or(ViewError::Gone)?;
        new.clone_into(&mut view.name);
        Ok(())
    }

    /// Takes a view out and gives it; `None` where there was none of this name. One that was one too many is shown then.
    pub fn remove(&mut self, name: &str) -> Option<SavedView> {
        let view = self.views.remove(self.place(name)?);
        if !self.kept.is_empty()
            && let Ok(again) = Self::read(&self.document())
        {
            *self = again;
        }
        Some(view)
    }

    /// Puts a view back to where it was, in place of the one of its name.
    ///
    /// # Errors
    /// Where one that is not shown has its name, or it is one too many; nothing has changed then.
    pub fn put_back(&mut self, place: usize, view: SavedView) -> Result<(), ViewError> {
        if self.keeps(&view.name) {
            return Err(ViewError::NameTaken);
        }
        if self.get(&view.name).is_none() && self.is_full() {
            return Err(ViewError::TooMany);
        }
        self.put(place, view);
        Ok(())
    }

    /// Where the view of this name stands.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.views.iter().position(|view| view.name == name)
    }

    /// In place of the one of its name, else at this place.
    fn put(&mut self, place: usize, view: SavedView) {
        match self.views.iter_mut().find(|here| here.name == view.name) {
            Some(here) => *here = view,
            None => self.views.insert(place.min(self.views.len()), view),
        }
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
