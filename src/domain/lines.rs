//! Texts of our own build: one value a line. They are no format for anybody else, so they are as plain as can be.

/// Adds a line. Line breaks within it are escaped.
pub fn write(text: &mut String, line: &str) {
    for character in line.chars() {
        match character {
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            other => text.push(other),
        }
    }
    text.push('\n');
}

/// What was written, as it is read.
#[derive(Debug)]
pub struct Lines<'t> {
    rest: core::str::Split<'t, char>,
    number: usize,
}

impl<'t> Lines<'t> {
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self {
            rest: text.split('\n'),
            number: 0,
        }
    }

    /// Of the line read last, from 1.
    #[must_use]
    pub const fn number(&self) -> usize {
        self.number
    }

    /// The next line as it stands; `None` after the last.
    pub fn raw(&mut self) -> Option<&'t str> {
        self.number += 1;
        self.rest.next()
    }

    /// The next line's words; `None`, too, where [`write()`] would not have written it so.
    pub fn words(&mut self) -> Option<String> {
        unescaped(self.raw()?)
    }

    /// Whether all was read: the text ends with a line break, and nothing follows.
    pub fn is_over(&mut self) -> bool {
        self.raw() == Some("") && self.rest.next().is_none()
    }
}

/// What [`write()`] escaped as it was.
#[must_use]
pub fn unescaped(line: &str) -> Option<String> {
    let mut words = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        words.push(match character {
            '\\' => match characters.next()? {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            other => other,
        });
    }
    Some(words)
}
