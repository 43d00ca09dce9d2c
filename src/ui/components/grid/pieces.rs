//! What stands in a cell, piece by piece. A row of the page tells of one partner after another: what is other is written
//! over where it stands, and nothing else is touched.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::tachys::renderer::Rndr;
use web_sys::{Element, Text};

use crate::domain::level::Level;
use crate::domain::portfolio::Column;
use crate::domain::scoring::Interval;
use crate::ui::components::level_chip;
use crate::ui::components::range::tenths;

use super::class;

/// A piece of a cell: one element.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Words(Cow<'static, str>),
    /// What is said beside it.
    Small(Cow<'static, str>),
    Tag(Cow<'static, str>),
    /// A level's number on its colour. As the next ones it says nothing to assistive technology: [`Piece::Unseen`] does.
    Chip(Level),
    /// A score in its interval.
    Bar {
        interval: Interval,
        score: f64,
    },
    /// There is nothing.
    Nil,
    /// It comes later.
    NotYet,
    /// For assistive technology alone.
    Unseen(Cow<'static, str>),
}

impl Piece {
    pub fn words(words: impl Into<Cow<'static, str>>) -> Self {
        Self::Words(words.into())
    }

    pub fn small(words: impl Into<Cow<'static, str>>) -> Self {
        Self::Small(words.into())
    }

    pub fn tag(words: impl Into<Cow<'static, str>>) -> Self {
        Self::Tag(words.into())
    }

    pub fn unseen(words: impl Into<Cow<'static, str>>) -> Self {
        Self::Unseen(words.into())
    }

    /// What is read of it on paper.
    pub fn printed(self) -> Option<AnyView> {
        let class = self.class();
        let text = self.text().to_owned();
        match self {
            Self::Bar { .. } | Self::Unseen(_) => None,
            Self::Small(_) => Some(view! { <small>{text}</small>" " }.into_any()),
            _ => Some(view! { <span class=class>{text}</span>" " }.into_any()),
        }
    }

    const fn element(&self) -> &'static str {
        match self {
            Self::Small(_) => "small",
            Self::Bar { .. } => "div",
            _ => "span",
        }
    }

    const fn class(&self) -> &'static str {
        match self {
            Self::Words(_) | Self::Small(_) => "",
            Self::Tag(_) => "tag",
            Self::Chip(level) => level_chip::look(*level).0,
            Self::Bar { .. } => "range",
            Self::Nil => "nil",
            Self::NotYet => "not-yet",
            Self::Unseen(_) => "hidden",
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Words(text) | Self::Small(text) | Self::Unseen(text) | Self::Tag(text) => text,
            Self::Chip(level) => level_chip::look(*level).1,
            Self::Nil => "–",
            Self::Bar { .. } | Self::NotYet => "",
        }
    }

    const fn is_silent(&self) -> bool {
        matches!(self, Self::Chip(_) | Self::Bar { .. } | Self::Nil | Self::NotYet)
    }
}

/// The cells of a row of the page.
#[derive(Default)]
pub(super) struct RowCells {
    cells: Vec<ShownCell>,
}

impl RowCells {
    /// Takes all of them out of the row.
    pub(super) fn clear(&mut self) {
        for cell in self.cells.drain(..) {
            cell.element.remove();
        }
    }

    /// Shows these, at the end of the row; `name` stands in the name's.
    pub(super) fn show(
        &mut self,
        row: &Element,
        name: &str,
        cells: impl ExactSizeIterator<Item = (Column, Vec<Piece>)>,
    ) {
        for surplus in self.cells.drain(cells.len().min(self.cells.len())..) {
            surplus.element.remove();
        }
        for (number, (column, pieces)) in cells.enumerate() {
            match self.cells.get_mut(number) {
                Some(shown) if shown.column == column => {}
                Some(shown) => {
                    let next = ShownCell::new(column);
                    replace(&shown.element, &next.element);
                    *shown = next;
                }
                None => {
                    let next = ShownCell::new(column);
                    Rndr::insert_node(row, &next.element, None);
                    self.cells.push(next);
                }
            }
            if let Some(shown) = self.cells.get_mut(number) {
                shown.tell(name, pieces);
            }
        }
    }
}

/// A cell of the page.
struct ShownCell {
    column: Column,
    element: Element,
    /// Of the name's cell: what stands on its button.
    name: Option<(Text, String)>,
    pieces: Vec<Shown>,
}

impl ShownCell {
    fn new(column: Column) -> Self {
        let element = Rndr::create_element("div", None);
        Rndr::set_attribute(&element, "class", class(column));
        let is_name = column == Column::Name;
        Rndr::set_attribute(&element, "role", if is_name { "rowheader" } else { "gridcell" });
        let name = is_name.then(|| {
            let button = Rndr::create_element("button", None);
            for (attribute, value) in NAME {
                Rndr::set_attribute(&button, attribute, value);
            }
            let text = Rndr::create_text_node("");
            Rndr::insert_node(&button, &text, None);
            Rndr::insert_node(&element, &button, None);
            (text, String::new())
        });
        Self {
            column,
            element,
            name,
            pieces: Vec::new(),
        }
    }

    /// Shows these in place of those that were shown, after all else in the cell.
    fn tell(&mut self, name: &str, pieces: Vec<Piece>) {
        if let Some((text, before)) = self.name.as_mut().filter(|(_, before)| before != name) {
            Rndr::set_text(text, name);
            name.clone_into(before);
        }
        for surplus in self.pieces.drain(pieces.len().min(self.pieces.len())..) {
            surplus.element.remove();
        }
        let mut pieces = pieces.into_iter();
        for (shown, piece) in self.pieces.iter_mut().zip(&mut pieces) {
            shown.tell(piece);
        }
        for piece in pieces {
            let shown = Shown::new(piece);
            Rndr::insert_node(&self.element, &shown.element, None);
            self.pieces.push(shown);
        }
    }
}

/// The button that a name is.
const NAME: [(&str, &str); 5] = [
    ("type", "button"),
    ("class", "plain"),
    ("data-verb", "open"),
    ("data-stop", ""),
    ("tabindex", "-1"),
];

/// It fails only where the first has left the page.
fn replace(before: &Element, next: &Element) {
    let _ = before.replace_with_with_node_1(next);
}

/// A piece of the page.
struct Shown {
    piece: Piece,
    element: Element,
    inside: Within,
}

/// What changes within its element.
enum Within {
    Text(Text),
    /// The band and the mark of a bar.
    Bar(Element, Element),
}

impl Shown {
    fn new(piece: Piece) -> Self {
        let element = Rndr::create_element(piece.element(), None);
        let inside = if let Piece::Bar { .. } = piece {
            let [band, mark] = ["i", "b"].map(|tag| Rndr::create_element(tag, None));
            for part in [&band, &mark] {
                Rndr::insert_node(&element, part, None);
            }
            Within::Bar(band, mark)
        } else {
            let text = Rndr::create_text_node(piece.text());
            Rndr::insert_node(&element, &text, None);
            Within::Text(text)
        };
        let shown = Self {
            piece,
            element,
            inside,
        };
        shown.set_class();
        shown.set_silent();
        shown.set_bar();
        shown
    }

    /// Tells another one, where it stands.
    fn tell(&mut self, piece: Piece) {
        if self.piece == piece {
            return;
        }
        if self.piece.element() != piece.element() {
            let next = Self::new(piece);
            replace(&self.element, &next.element);
            *self = next;
            return;
        }
        let before = core::mem::replace(&mut self.piece, piece);
        if before.class() != self.piece.class() {
            self.set_class();
        }
        if before.is_silent() != self.piece.is_silent() {
            self.set_silent();
        }
        match &self.inside {
            Within::Text(text) if before.text() != self.piece.text() => {
                Rndr::set_text(text, self.piece.text());
            }
            Within::Text(_) => {}
            Within::Bar(..) => self.set_bar(),
        }
    }

    fn set_class(&self) {
        match self.piece.class() {
            "" => Rndr::remove_attribute(&self.element, "class"),
            class => Rndr::set_attribute(&self.element, "class", class),
        }
    }

    fn set_silent(&self) {
        if self.piece.is_silent() {
            Rndr::set_attribute(&self.element, "aria-hidden", "true");
        } else {
            Rndr::remove_attribute(&self.element, "aria-hidden");
        }
    }

    fn set_bar(&self) {
        let (Piece::Bar { interval, score }, Within::Bar(band, mark)) = (&self.piece, &self.inside) else {
            return;
        };
        let band = Rndr::style(band);
        Rndr::set_css_property(&band, "--lo", &tenths(interval.low));
        Rndr::set_css_property(&band, "--hi", &tenths(interval.high));
        Rndr::set_css_property(&Rndr::style(mark), "--at", &tenths(*score));
    }
}
