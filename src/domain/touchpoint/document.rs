//! The log as its member of a company's document.

use uuid::Uuid;

use super::{
    AnswerHours, CalendarOrigin, Kind, MOST_TOUCHPOINTS, Minutes, Touchpoint, TouchpointId, Touchpoints,
};
use crate::domain::exchange::{day, name, note, uuid};
use crate::domain::json::{Json, Member, Walker};
use crate::domain::ordered::Ordered;

/// The longest name that a calendar gives an event, in characters.
pub const LONGEST_UID: usize = 1000;
/// The longest name that a calendar gives an occurrence, in characters.
pub const LONGEST_RECURRENCE: usize = 100;

/// Which ids there are, and the places of their entries.
type Seen = Ordered<Uuid, String>;

impl Touchpoints {
    /// Reads the member `touchpoints` of a company, and sorts it.
    pub(in crate::domain) fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Self> {
        let count = json.items().len();
        if count > MOST_TOUCHPOINTS {
            walker.refuse(
                json,
                format!("{count} entries, at most {MOST_TOUCHPOINTS} are read"),
            );
            return None;
        }
        let mut seen = Seen::new();
        let mut entries = walker.list(json, |walker, json| touchpoint(walker, json, &mut seen))?;
        entries.sort_by_key(Touchpoint::place);
        Some(Self(entries))
    }

    /// The log as its tree: a list, by day and then by id.
    #[must_use]
    pub fn to_json(&self) -> Json {
        Json::list(self.entries().iter().map(touchpoint_json))
    }
}

fn touchpoint<'a>(walker: &mut Walker<'a>, json: &'a Json, seen: &mut Seen) -> Option<Touchpoint> {
    let mut fields = walker.object(json)?;
    let id = fields.required(walker, "id", |walker, json| new_id(walker, json, seen));
    let kind = fields.required(walker, "kind", |walker, json| {
        walker.choice(json, &Kind::ALL, Kind::name)
    });
    let day = fields.required(walker, "day", day);
    let minutes = fields.optional(walker, "minutes", minutes);
    let title = fields.optional(walker, "title", name);
    let words = fields.optional(walker, "note", note);
    let answer_hours = fields.optional(walker, "answerHours", answer_hours);
    let calendar = fields.optional(walker, "calendar", origin);
    Some(Touchpoint {
        id: TouchpointId(id?),
        kind: kind?,
        day: day?,
        minutes,
        title: title.unwrap_or_default(),
        note: words.unwrap_or_default(),
        answer_hours,
        calendar,
        extra: fields.rest(),
    })
}

/// An id that no entry before has.
fn new_id(walker: &mut Walker<'_>, json: &Json, seen: &mut Seen) -> Option<Uuid> {
    let id = uuid(walker, json)?;
    if let Some(place) = seen.get(&id) {
        walker.refuse(json, format!("\"{id}\" is already the id of {place}"));
        return None;
    }
    let place = walker.place();
    seen.insert(id, place.strip_suffix(".id").unwrap_or(&place).to_owned());
    Some(id)
}

fn minutes(walker: &mut Walker<'_>, json: &Json) -> Option<Minutes> {
    let count = walker.whole(json, 0..=i64::from(Minutes::MAX.count()))?;
    Minutes::new(u16::try_from(count).ok()?)
}

fn answer_hours(walker: &mut Walker<'_>, json: &Json) -> Option<AnswerHours> {
    let hours = json.as_f64().and_then(AnswerHours::new);
    if hours.is_none() {
        walker.expected(json, "a number from 0 to 87600");
    }
    hours
}

fn origin<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<CalendarOrigin> {
    let mut fields = walker.object(json)?;
    let uid = fields.required(walker, "uid", |walker, json| walker.filled(json, LONGEST_UID));
    let recurrence = fields.optional(walker, "recurrence", |walker, json| {
        walker.text(json, LONGEST_RECURRENCE)
    });
    Some(CalendarOrigin {
        uid: uid?.to_owned(),
        recurrence: recurrence.map(str::to_owned),
        extra: fields.rest(),
    })
}

fn touchpoint_json(touchpoint: &Touchpoint) -> Json {
    let mut members = vec![
        Member::new("id", touchpoint.id.0.to_string()),
        Member::new("kind", touchpoint.kind.name()),
        Member::new("day", touchpoint.day.to_string()),
        Member::new(
            "minutes",
            touchpoint.minutes.map(|minutes| u32::from(minutes.count())),
        ),
        Member::new("title", touchpoint.title.as_str()),
        Member::new("note", touchpoint.note.as_str()),
        Member::new("answerHours", touchpoint.answer_hours.map(AnswerHours::count)),
        Member::new("calendar", touchpoint.calendar.as_ref().map(origin_json)),
    ];
    members.extend(touchpoint.extra.iter().cloned());
    Json::object(members)
}

fn origin_json(origin: &CalendarOrigin) -> Json {
    let mut members = vec![
        Member::new("uid", origin.uid.as_str()),
        Member::new("recurrence", origin.recurrence.clone()),
    ];
    members.extend(origin.extra.iter().cloned());
    Json::object(members)
}
