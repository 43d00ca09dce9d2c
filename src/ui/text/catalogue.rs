//! What messages are made of, and how those of a language that comes as a file are read.
//!
//! English is part of the program. Every other language is a file that the build makes from `public/words`
//! (see [`super::translation`]): one message a line, in the order of the structures. So nothing of a structure's names is
//! in the program, and a language costs only those who read it.

use crate::domain::lines::{self, Lines};

/// A message that depends on a count. The browser's plural rules choose the form; one that is empty is as `other`.
///
/// Source: Unicode Technical Standard 35, part 3, "Language Plural Rules".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plural {
    pub zero: &'static str,
    pub one: &'static str,
    pub two: &'static str,
    pub few: &'static str,
    pub many: &'static str,
    pub other: &'static str,
}

impl Plural {
    /// CLDR's names of the forms, in the order of [`Plural::forms`].
    pub const NAMES: [&'static str; 6] = ["zero", "one", "two", "few", "many", "other"];

    /// The two forms that English has.
    #[must_use]
    pub const fn english(one: &'static str, other: &'static str) -> Self {
        Self {
            zero: "",
            one,
            two: "",
            few: "",
            many: "",
            other,
        }
    }

    /// The forms in the order of [`Plural::NAMES`].
    #[must_use]
    pub const fn forms(&self) -> [&'static str; 6] {
        [self.zero, self.one, self.two, self.few, self.many, self.other]
    }

    /// The form of CLDR's name.
    #[must_use]
    pub fn form(&self, category: &str) -> &'static str {
        let place = Self::NAMES.iter().position(|name| *name == category);
        let form = place.map_or("", |place| self.forms()[place]);
        if form.is_empty() { self.other } else { form }
    }
}

/// Messages as they stand in a structure, with the names of its fields: what a translation has to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    Message(&'static str),
    Plural(Plural),
    List(Vec<Tree>),
    Group(Vec<(&'static str, Tree)>),
}

/// What a catalogue is made of: messages, and lists and structures of them.
pub trait Messages {
    /// Puts others in their place, in their order. A text that ends too early gives empty ones: who reads it looks at its
    /// end.
    fn take(&mut self, reader: &mut Reader<'_>);

    /// With their names.
    fn tree(&self) -> Tree;
}

/// The messages of a file that are not read yet.
pub struct Reader<'t>(Lines<'t>);

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self(Lines::new(text))
    }

    pub(super) fn is_over(&mut self) -> bool {
        self.0.is_over()
    }
}

impl Messages for &'static str {
    // Messages stay for as long as the page: they are read once for each language. One that is empty takes no place.
    #[inline(never)]
    fn take(&mut self, reader: &mut Reader<'_>) {
        *self = String::leak(reader.0.words().unwrap_or_default());
    }

    fn tree(&self) -> Tree {
        Tree::Message(self)
    }
}

impl Messages for Plural {
    fn take(&mut self, reader: &mut Reader<'_>) {
        let Self {
            zero,
            one,
            two,
            few,
            many,
            other,
        } = self;
        for form in [zero, one, two, few, many, other] {
            form.take(reader);
        }
    }

    fn tree(&self) -> Tree {
        Tree::Plural(*self)
    }
}

impl<T: Messages, const N: usize> Messages for [T; N] {
    fn take(&mut self, reader: &mut Reader<'_>) {
        for message in self {
            message.take(reader);
        }
    }

    fn tree(&self) -> Tree {
        Tree::List(self.iter().map(T::tree).collect())
    }
}

/// Writes a message for [`Messages::take`].
pub(super) fn write(text: &mut String, message: &str) {
    lines::write(text, message);
}

/// Structures of messages: each is read and named field by field, in their order.
macro_rules! messages {
    ($($(#[$about:meta])* pub struct $name:ident {
        $($(#[$use:meta])* pub $field:ident: $kind:ty,)*
    })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name {
            $($(#[$use])* pub $field: $kind,)*
        }

        impl $crate::ui::text::catalogue::Messages for $name {
            fn take(&mut self, reader: &mut $crate::ui::text::catalogue::Reader<'_>) {
                $($crate::ui::text::catalogue::Messages::take(&mut self.$field, reader);)*
            }

            fn tree(&self) -> $crate::ui::text::catalogue::Tree {
                $crate::ui::text::catalogue::Tree::Group(vec![
                    $((stringify!($field), $crate::ui::text::catalogue::Messages::tree(&self.$field)),)*
                ])
            }
        }
    )*};
}
pub(super) use messages;
