//! What a record's members say near their surface, seen in one go and without a tree.

use super::{Json, Member, Number, Value};

/// A value that stands at most three deep: as a member, as an item of its list, or as a member of such an item. What lies
/// deeper is not told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot<'s> {
    /// The record's member that it is, or stands in.
    pub member: &'s str,
    /// Its place in the member's list, or that of the item that it stands in; `None`: it is the member's own value.
    pub item: Option<usize>,
    /// Its name in the item; `None`: it is no member of one.
    pub part: Option<&'s str>,
    pub said: Said<'s>,
}

/// What stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'s> {
    Text(&'s str),
    /// As it is written.
    Number(&'s str),
    /// A list or an object, told before what is in it; or `null` or whether something is so.
    Other,
}

impl<'s> Spot<'s> {
    /// A member of a record; nothing is said yet.
    pub(in crate::domain) const fn of(member: &'s str) -> Self {
        Self {
            member,
            item: None,
            part: None,
            said: Said::Other,
        }
    }

    /// The item at a place of the list that stands there; `None` where it lies too deep.
    pub(in crate::domain) const fn item(self, place: usize) -> Option<Self> {
        match self.item {
            None => Some(Self {
                item: Some(place),
                said: Said::Other,
                ..self
            }),
            Some(_) => None,
        }
    }

    /// The member of this name of the item that stands there; `None` where it lies too deep, or stands in no item.
    pub(in crate::domain) const fn part(self, name: &'s str) -> Option<Self> {
        match (self.item, self.part) {
            (Some(_), None) => Some(Self {
                part: Some(name),
                said: Said::Other,
                ..self
            }),
            _ => None,
        }
    }

    /// The same with what stands there.
    pub(in crate::domain) const fn with(self, said: Said<'s>) -> Self {
        Self { said, ..self }
    }
}

impl<'s> Said<'s> {
    /// A text.
    #[must_use]
    pub const fn as_str(self) -> Option<&'s str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number, as [`Number::as_f64`] reads it.
    #[must_use]
    pub fn as_f64(self) -> Option<f64> {
        match self {
            Self::Number(number) => Number::read(number),
            _ => None,
        }
    }

    /// A number that is whole, as [`Number::as_whole`] reads it.
    #[must_use]
    pub fn as_whole(self) -> Option<i64> {
        match self {
            Self::Number(number) => Number::read_whole(number),
            _ => None,
        }
    }
}

/// Gives the spots of members to `tell`, in order, which says whether it wants to know what lies in each.
pub fn see<'s>(members: &'s [Member], tell: &mut dyn FnMut(Spot<'s>) -> bool) {
    for Member { name, value } in members {
        see_value(value, Spot::of(name), tell);
    }
}

fn see_value<'s>(json: &'s Json, spot: Spot<'s>, tell: &mut dyn FnMut(Spot<'s>) -> bool) {
    let said = match &json.value {
        Value::String(text) => Said::Text(text),
        Value::Number(number) => Said::Number(number.as_str()),
        _ => Said::Other,
    };
    if !tell(spot.with(said)) {
        return;
    }
    for (place, item) in json.items().iter().enumerate() {
        if let Some(spot) = spot.item(place) {
            see_value(item, spot, tell);
        }
    }
    for Member { name, value } in json.members() {
        if let Some(spot) = spot.part(name) {
            see_value(value, spot, tell);
        }
    }
}
