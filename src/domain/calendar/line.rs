//! The lines of a calendar file.
//!
//! Source: RFC 5545, section 3.1, Content Lines, and 3.3.11, Text.

use core::iter::{Enumerate, Peekable};
use core::str::Split;
use std::borrow::Cow;

/// The lines of a file with their numbers from 1, each made whole where it was folded. Lines may end with CRLF or LF.
#[derive(Debug)]
pub(super) struct Lines<'t>(Peekable<Enumerate<Split<'t, char>>>);

/// A name, its parameters and its value: `DTSTART;TZID=Europe/Berlin:20261122T104100`.
#[derive(Debug, Clone, Copy)]
pub(super) struct ContentLine<'l> {
    name: &'l str,
    parameters: &'l str,
    pub value: &'l str,
}

impl<'t> Lines<'t> {
    pub fn of(text: &'t str) -> Self {
        Self(text.split('\n').enumerate().peekable())
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = (u32, Cow<'t, str>);

    fn next(&mut self) -> Option<Self::Item> {
        let (index, first) = self.0.next()?;
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let mut line = Cow::Borrowed(without_return(first));
        while let Some((_, next)) = self.0.next_if(|(_, next)| next.starts_with([' ', '\t'])) {
            line.to_mut()
                .push_str(without_return(next.get(1..).unwrap_or_default()));
        }
        Some((number, line))
    }
}

fn without_return(line: &str) -> &str {
    line.strip_suffix('\r').unwrap_or(line)
}

impl<'l> ContentLine<'l> {
    /// Takes a whole line apart; `None` where it has no name or no value.
    pub fn parse(line: &'l str) -> Option<Self> {
        let (head, value) = split_once_outside_quotes(line, b':')?;
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_name.then_some(Self {
            name,
            parameters,
            value,
        })
    }

    /// Whether it has this name, which is given in capitals.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The name in capitals.
    pub fn name(&self) -> String {
        self.name.to_ascii_uppercase()
    }

    /// The value of a parameter without the quotation marks that it may stand in.
    pub fn parameter(&self, name: &str) -> Option<&'l str> {
        let mut rest = self.parameters;
        while !rest.is_empty() {
            let (parameter, behind) = split_once_outside_quotes(rest, b';').unwrap_or((rest, ""));
            rest = behind;
            if let Some((found, value)) = parameter.split_once('=')
                && found.eq_ignore_ascii_case(name)
            {
                return Some(value.trim_matches('"'));
            }
        }
        None
    }

    /// The value as a text.
    pub fn text(&self) -> String {
        unescaped(self.value)
    }
}

fn split_once_outside_quotes(text: &str, at: u8) -> Option<(&str, &str)> {
    let mut is_quoted = false;
    let place = text.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == at && !is_quoted
    })?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// A text as it is meant: `\n` is a line's end, and a backslash, comma or semicolon stands behind a backslash. Any other
/// backslash stays.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        match (character, next) {
            ('\\', Some('n' | 'N')) => plain.push('\n'),
            ('\\', Some(meant @ ('\\' | ',' | ';'))) => plain.push(meant),
            _ => {
                plain.push(character);
                continue;
            }
        }
        characters.next();
    }
    plain
}
