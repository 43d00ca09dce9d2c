//! Which rows are shown.

use crate::domain::company::{Kind, Size};
use crate::domain::level::Level;

/// What a row must be to be shown: all that is asked for. An empty list asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words that all stand in the row's text, without regard to capitals.
    pub words: String,
    /// One of these; `None`: not told.
    pub kinds: Vec<Option<Kind>>,
    /// One of these; `None`: not told.
    pub sizes: Vec<Option<Size>>,
    /// Each of these, without regard to capitals.
    pub tags: Vec<String>,
    /// One of these; `None`: no level yet.
    pub levels: Vec<Option<Level>>,
    /// A pulse would ask something again.
    pub is_due: bool,
    /// Both views are at least so many levels apart somewhere, `1..=4`.
    pub gap: Option<u8>,
    /// A gate is open.
    pub has_open_gates: bool,
    /// Those that were put aside, too.
    pub shows_archived: bool,
}

impl Filter {
    /// Whether what it asks for has to be worked out of the views.
    #[must_use]
    pub const fn needs_figures(&self) -> bool {
        !self.levels.is_empty() || self.is_due || self.gap.is_some() || self.has_open_gates
    }
}
