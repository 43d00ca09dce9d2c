//! Text into a tree, by RFC 8259 and a little stricter: no equal names, no deep nesting, no numbers beyond a double.

use std::collections::BTreeMap;

use super::{Json, Member, Number, Value};
use crate::domain::problem::{Position, Problem};

/// Lists and objects nested this deep are refused; one level less is read.
pub const MAX_NESTING: usize = 128;

/// The largest document from outside that is read, in bytes. A bundle of a thousand full responses has 10 million.
pub const LARGEST_DOCUMENT: u32 = 30_000_000;

/// The largest bundle, in bytes: ten thousand full responses with evidence, as this program writes them, have a hundred
/// million. It is read part by part, each at most as large as [`LARGEST_DOCUMENT`]: a tree of all of it would take
/// gigabytes.
pub const LARGEST_BUNDLE: u32 = 120_000_000;

/// Reads a JSON text from outside: as [`parse`] does, and not a byte of one that is too large.
///
/// # Errors
/// As [`refuse_larger`] and [`parse`].
pub fn parse_document(text: &str) -> Result<Json, Problem> {
    refuse_larger(text.len())?;
    parse(text)
}

/// Refuses a document by its size in bytes, before anything is read or copied. Where only its characters are counted, it
/// has at least as many bytes.
///
/// # Errors
/// `the document is too large, at most 30000000 bytes are read`.
pub fn refuse_larger(bytes: usize) -> Result<(), Problem> {
    refuse_beyond(bytes, LARGEST_DOCUMENT)
}

/// As [`refuse_larger`], where it may be a bundle.
///
/// # Errors
/// `the document is too large, at most 120000000 bytes are read`.
pub fn refuse_larger_bundle(bytes: usize) -> Result<(), Problem> {
    refuse_beyond(bytes, LARGEST_BUNDLE)
}

fn refuse_beyond(bytes: usize, limit: u32) -> Result<(), Problem> {
    if u32::try_from(bytes).is_ok_and(|bytes| bytes <= limit) {
        return Ok(());
    }
    let cause = format!("the document is too large, at most {limit} bytes are read");
    Err(Problem::of_whole(cause))
}

/// Reads a JSON text; a byte order mark before it is allowed.
///
/// # Errors
/// The first mistake with its line and column, such as `the name "id" stands twice, first at line 1, column 2`.
pub fn parse(text: &str) -> Result<Json, Problem> {
    parse_within(text, MAX_NESTING)
}

/// As [`parse`], with another limit on nesting: for documents that hold others. It is for the stack's sake, and must not
/// be much larger.
pub(in crate::domain) fn parse_within(text: &str, max_nesting: usize) -> Result<Json, Problem> {
    let mut parser = Parser::begin(text, max_nesting)?;
    let json = parser.value(0)?;
    parser.end()?;
    Ok(json)
}

/// Reads the value at a place, of a text in which nothing before it matters; gives also the place after it. `None` where
/// it cannot be read.
pub(super) fn read_value(text: &str, next: usize, max_nesting: usize) -> Option<(Json, usize)> {
    let mut parser = Parser::at(text, next, max_nesting);
    let json = parser.value(0).ok()?;
    Some((json, parser.next))
}

/// As [`read_value`], of a text in quotation marks.
pub(super) fn read_string(text: &str, next: usize) -> Option<(String, usize)> {
    let mut parser = Parser::at(text, next, 0);
    if parser.peek() != Some(b'"') {
        return None;
    }
    let string = parser.string().ok()?;
    Some((string, parser.next))
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    /// The next byte to read; always at a character's first byte when a position is asked.
    pub(super) next: usize,
    /// A byte at or before `next` whose position is `mark`: positions are counted on from there, so that all of them
    /// together cost one pass.
    marked: usize,
    mark: Position,
    max_nesting: usize,
}

impl<'a> Parser<'a> {
    /// At the value of a text.
    pub(super) fn begin(text: &'a str, max_nesting: usize) -> Result<Self, Problem> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut parser = Self::at(text, 0, max_nesting);
        parser.skip_space();
        match parser.peek() {
            Some(_) => Ok(parser),
            None => Err(parser.problem("the text is empty, expected JSON")),
        }
    }

    /// Nothing but space may follow.
    pub(super) fn end(&mut self) -> Result<(), Problem> {
        self.skip_space();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.problem("text after the end of the document")),
        }
    }

    /// At a place whose position is known.
    pub(super) const fn again(&self, next: usize, mark: Position) -> Self {
        Self {
            text: self.text,
            next,
            marked: next,
            mark,
            max_nesting: self.max_nesting,
        }
    }

    /// At a place, whose position counts as the first.
    pub(super) const fn at(text: &'a str, next: usize, max_nesting: usize) -> Self {
        Self {
            text,
            next,
            marked: next,
            mark: Position { line: 1, column: 1 },
            max_nesting,
        }
    }

    pub(super) fn value(&mut self, depth: usize) -> Result<Json, Problem> {
        let at = self.position();
        let value = match self.peek() {
            Some(b'{') => self.object(depth + 1)?,
            Some(b'[') => self.array(depth + 1)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            _ => return Err(self.unexpected("a value")),
        };
        Ok(Json { value, at: Some(at) })
    }

    fn array(&mut self, depth: usize) -> Result<Value, Problem> {
        self.enter(depth)?;
        let mut items = Vec::new();
        while self.next_item(items.len())? {
            items.push(self.value(depth)?);
        }
        Ok(Value::Array(items))
    }

    fn object(&mut self, depth: usize) -> Result<Value, Problem> {
        self.enter(depth)?;
        let mut members = Vec::new();
        let mut places = Vec::new();
        while let Some((name, at)) = self.next_name(members.len())? {
            places.push(at);
            members.push(Member {
                name: name.into(),
                value: self.value(depth)?,
            });
        }
        members_of(members, &places)
    }

    /// Steps to the next item of a list, after so many; `false` at its end, which is stepped over.
    pub(super) fn next_item(&mut self, before: usize) -> Result<bool, Problem> {
        self.next_entry(before, b']', "a comma or ]")
    }

    /// The next name of an object, after so many, with its position; the value follows. `None` at the end, which is stepped
    /// over.
    pub(super) fn next_name(&mut self, before: usize) -> Result<Option<(String, Position)>, Problem> {
        if !self.next_entry(before, b'}', "a comma or }")? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a name in quotation marks"));
        }
        let at = self.position();
        let name = self.string()?;
        self.skip_space();
        if !self.take(b':') {
            return Err(self.unexpected("a colon"));
        }
        self.skip_space();
        Ok(Some((name, at)))
    }

    fn next_entry(&mut self, before: usize, closing: u8, expected: &str) -> Result<bool, Problem> {
        self.skip_space();
        if self.take(closing) {
            return Ok(false);
        }
        if before > 0 {
            self.comma(closing, expected)?;
        }
        Ok(true)
    }

    /// Steps into a list or object.
    pub(super) fn enter(&mut self, depth: usize) -> Result<(), Problem> {
        if depth >= self.max_nesting {
            let most = self.max_nesting - 1;
            let cause = format!("lists and objects are nested too deep, at most {most} levels are read");
            return Err(self.problem(&cause));
        }
        self.next += 1;
        Ok(())
    }

    /// Steps over a comma to what follows it, which is not the closing bracket.
    fn comma(&mut self, closing: u8, expected: &str) -> Result<(), Problem> {
        if self.peek() != Some(b',') {
            return Err(self.unexpected(expected));
        }
        let at = self.position();
        self.next += 1;
        self.skip_space();
        if self.peek() == Some(closing) {
            return Err(problem_at(at, "a comma after the last entry".to_owned()));
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, Problem> {
        let opened = self.position();
        self.next += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.next..];
            let plain = rest
                .bytes()
                .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
            let Some(plain) = plain else {
                return Err(problem_at(
                    opened,
                    "a text in quotation marks is not closed".to_owned(),
                ));
            };
            text.push_str(&rest[..plain]);
            self.next += plain;
            match self.peek() {
                Some(b'"') => {
                    self.next += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(self.unexpected("an escape such as \\n in its place")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Problem> {
        let at = self.position();
        let letter = self.text.as_bytes().get(self.next + 1);
        let plain = match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(at),
            _ => return Err(problem_at(at, "an unknown escape after \\".to_owned())),
        };
        self.next += 2;
        Ok(plain)
    }

    /// Reads `\u` and four hexadecimal digits, or two of them that make one character.
    fn code_point(&mut self, at: Position) -> Result<char, Problem> {
        let first = self.code_unit(at)?;
        let code = match first {
            0xd800..=0xdbff if self.text[self.next..].starts_with("\\u") => {
                let second = self.code_unit(at)?;
                if (0xdc00..=0xdfff).contains(&second) {
                    0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
                } else {
                    first
                }
            }
            _ => first,
        };
        char::from_u32(code)
            .ok_or_else(|| problem_at(at, "half of a surrogate pair stands alone after \\u".to_owned()))
    }

    fn code_unit(&mut self, at: Position) -> Result<u32, Problem> {
        let digits = self
            .text
            .as_bytes()
            .get(self.next + 2..self.next + 6)
            .unwrap_or_default();
        let mut unit = 0;
        for digit in digits {
            match char::from(*digit).to_digit(16) {
                Some(digit) => unit = unit * 16 + digit,
                None => {
                    return Err(problem_at(
                        at,
                        "expected four hexadecimal digits after \\u".to_owned(),
                    ));
                }
            }
        }
        if digits.len() < 4 {
            return Err(problem_at(
                at,
                "expected four hexadecimal digits after \\u".to_owned(),
            ));
        }
        self.next += 6;
        Ok(unit)
    }

    fn number(&mut self) -> Result<Value, Problem> {
        let (at, start) = (self.position(), self.next);
        self.take(b'-');
        if self.take(b'0') {
            if matches!(self.peek(), Some(b'0'..=b'9')) {
                return Err(problem_at(at, "a number begins with a superfluous 0".to_owned()));
            }
        } else {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        let number = Number(self.text[start..self.next].to_owned());
        match number.as_f64() {
            Some(_) => Ok(Value::Number(number)),
            None => Err(problem_at(at, "a number is too large".to_owned())),
        }
    }

    /// Steps over one digit or more.
    fn digits(&mut self) -> Result<(), Problem> {
        let start = self.next;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.next += 1;
        }
        if self.next == start {
            Err(self.unexpected("a digit"))
        } else {
            Ok(())
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Problem> {
        if !self.text[self.next..].starts_with(word) {
            return Err(self.unexpected("a value"));
        }
        self.next += word.len();
        Ok(value)
    }

    pub(super) fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.next += 1;
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.next).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.next += usize::from(there);
        there
    }

    /// Line and column of the next character.
    pub(super) fn position(&mut self) -> Position {
        for byte in &self.text.as_bytes()[self.marked..self.next] {
            if *byte == b'\n' {
                self.mark.line = self.mark.line.saturating_add(1);
                self.mark.column = 1;
            } else if byte & 0xc0 != 0x80 {
                // Every byte but UTF-8's continuation bytes begins a character.
                self.mark.column = self.mark.column.saturating_add(1);
            }
        }
        self.marked = self.next;
        self.mark
    }

    fn problem(&mut self, cause: &str) -> Problem {
        problem_at(self.position(), cause.to_owned())
    }

    pub(super) fn unexpected(&mut self, expected: &str) -> Problem {
        let cause = match self.text[self.next..].chars().next() {
            None => format!("the text ends too early, expected {expected}"),
            Some(found) if is_invisible(found) => {
                format!(
                    "unexpected character U+{:04X}, expected {expected}",
                    u32::from(found)
                )
            }
            Some(found) => format!("unexpected {found}, expected {expected}"),
        };
        problem_at(self.position(), cause)
    }
}

/// Whether a character would leave nothing to see in a message, or turn its words around.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fffd}'
        )
}

/// The object of these members, whose names stand at these positions: each once.
pub(super) fn members_of(members: Vec<Member>, places: &[Position]) -> Result<Value, Problem> {
    match equal_names(&members) {
        None => Ok(Value::Object(members)),
        Some((first, second)) => Err(twice(&members[second].name, places[first], places[second])),
    }
}

/// Up to so many members are compared pair by pair.
const FEW: usize = 16;

/// The first two members with one name. Many are looked up, not compared, so that a million members take no hours.
fn equal_names(members: &[Member]) -> Option<(usize, usize)> {
    if members.len() <= FEW {
        return (1..members.len()).find_map(|second| {
            let earlier = members[..second]
                .iter()
                .position(|one| one.name == members[second].name);
            earlier.map(|first| (first, second))
        });
    }
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    (0..members.len()).find_map(|second| {
        places
            .insert(&members[second].name, second)
            .map(|first| (first, second))
    })
}

fn twice(name: &str, first: Position, second: Position) -> Problem {
    let Position { line, column } = first;
    let name = super::write::quoted_short(name);
    problem_at(
        second,
        format!("the name {name} stands twice, first at line {line}, column {column}"),
    )
}

fn problem_at(at: Position, cause: String) -> Problem {
    Problem {
        place: String::new(),
        cause,
        at: Some(at),
        instead: None,
    }
}
