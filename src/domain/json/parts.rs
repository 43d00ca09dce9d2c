//! A document read part by part, so that whoever reads it can do something else in between and no tree of all of it is
//! made.

use super::parse::{LARGEST_DOCUMENT, Parser, members_of, refuse_larger};
use super::{Json, Member, Value};
use crate::domain::problem::{Position, Problem};

/// An object whose members are read one by one, and those that are lists item by item. Whoever reads calls them in the
/// order of the text; the first mistake ends it, and is the one that [`super::parse()`] would have found.
pub(in crate::domain) struct Parts<'t> {
    parser: Parser<'t>,
    /// What was read of the object.
    members: Vec<Member>,
    names: Vec<Position>,
    at: Position,
    /// A place that was passed, with its position, from which positions can be counted on.
    passed: (usize, Position),
}

/// How deep a member's value stands, and an item of it.
const MEMBER: usize = 1;
const ITEM: usize = 2;

impl<'t> Parts<'t> {
    /// The parts of a text's object; `None` where it is none.
    ///
    /// # Errors
    /// Where there is no text.
    pub fn of(text: &'t str) -> Result<Option<Self>, Problem> {
        let mut parser = Parser::begin(text, super::MAX_NESTING)?;
        if parser.peek() != Some(b'{') {
            return Ok(None);
        }
        let at = parser.position();
        let passed = (parser.next, at);
        parser.enter(MEMBER)?;
        Ok(Some(Self {
            parser,
            members: Vec::new(),
            names: Vec::new(),
            at,
            passed,
        }))
    }

    /// Steps to the next member and gives its name; `None` after the last one.
    ///
    /// # Errors
    /// Where there is none.
    pub fn member(&mut self) -> Result<Option<String>, Problem> {
        let Some((name, at)) = self.parser.next_name(self.names.len())? else {
            return Ok(None);
        };
        self.names.push(at);
        Ok(Some(name))
    }

    /// Reads the value of the member.
    ///
    /// # Errors
    /// Its first mistake, or that it is larger than a document may be.
    pub fn value(&mut self, name: String) -> Result<(), Problem> {
        let value = self.read(MEMBER)?;
        self.members.push(Member::new(name, value));
        Ok(())
    }

    /// Steps into the list that is the value of the member; of its items nothing is kept here. `false` where it is none.
    ///
    /// # Errors
    /// None for a member's value.
    pub fn list(&mut self, name: &str) -> Result<bool, Problem> {
        if self.parser.peek() != Some(b'[') {
            return Ok(false);
        }
        let value = Json {
            at: Some(self.parser.position()),
            value: Value::Array(Vec::new()),
        };
        self.members.push(Member {
            name: name.into(),
            value,
        });
        self.parser.enter(ITEM)?;
        Ok(true)
    }

    /// Steps to the next item of the list, after so many; `false` after the last one.
    ///
    /// # Errors
    /// Where there is none.
    pub fn item(&mut self, before: usize) -> Result<bool, Problem> {
        self.parser.next_item(before)
    }

    /// Reads the item.
    ///
    /// # Errors
    /// Its first mistake, or that it is larger than a document may be.
    pub fn item_value(&mut self) -> Result<Json, Problem> {
        self.read(ITEM)
    }

    /// The text that is read.
    pub const fn text(&self) -> &'t str {
        self.parser.text
    }

    /// Where in it the next thing to read begins.
    pub const fn place(&self) -> usize {
        self.parser.next
    }

    /// Steps to a place behind an item that was read by other means.
    pub const fn go_on_at(&mut self, next: usize) {
        self.parser.next = next;
    }

    /// Reads an item once more, for its positions. Quick where they come in the order of the text.
    pub fn again(&mut self, place: usize) -> Option<Json> {
        if place < self.passed.0 {
            self.passed = (0, Position { line: 1, column: 1 });
        }
        let mut parser = self.parser.again(self.passed.0, self.passed.1);
        parser.next = place;
        let json = parser.value(ITEM).ok()?;
        self.passed = (place, json.at?);
        Some(json)
    }

    /// The object, its lists empty, once all of it is read.
    ///
    /// # Errors
    /// Text after it, or two members of one name.
    pub fn end(&mut self) -> Result<Json, Problem> {
        let value = members_of(core::mem::take(&mut self.members), &self.names)?;
        self.parser.end()?;
        Ok(Json {
            value,
            at: Some(self.at),
        })
    }

    fn read(&mut self, depth: usize) -> Result<Json, Problem> {
        let most = usize::try_from(LARGEST_DOCUMENT).unwrap_or(usize::MAX);
        if self.parser.text.len() - self.parser.next > most {
            refuse_larger(self.extent())?;
        }
        self.parser.value(depth)
    }

    /// How many bytes the next value has, about: up to where as many brackets are closed as opened.
    fn extent(&self) -> usize {
        let rest = &self.parser.text.as_bytes()[self.parser.next..];
        let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
        for (place, byte) in rest.iter().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if is_text => is_escaped = true,
                b'"' => is_text = !is_text,
                b'{' | b'[' if !is_text => depth += 1,
                b'}' | b']' | b',' if !is_text && depth == 0 => return place,
                b'}' | b']' if !is_text => depth -= 1,
                _ => {}
            }
        }
        rest.len()
    }
}
