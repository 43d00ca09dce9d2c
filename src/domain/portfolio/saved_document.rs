//! Saved views as the document of a setting. Described in `docs/storage.md`, "Settings".

use super::column::{Column, Order};
use super::filter::Filter;
use super::saved::{KeptView, LONGEST_VIEW_NAME, MOST_VIEWS, SavedView, SavedViews, Unknown};
use crate::domain::company::{Kind, Size};
use crate::domain::json::{Json, Member, Step, Value, Walker};
use crate::domain::level::Level;
use crate::domain::pack::level;
use crate::domain::problem::Problem;
use crate::domain::profile::{LONGEST_TAG, MOST_TAGS};

/// What the document of a setting is called.
const KIND: &str = "setting";
const FORMAT: u32 = 1;
/// The longest text that is looked for, in characters.
const LONGEST_WORDS: usize = 1000;

impl SavedViews {
    /// Reads the document of the setting. A view that cannot be read is kept, with every mistake and its place, such as
    /// `views[2].order.by: expected one of name, kind, …, found "size "`.
    ///
    /// # Errors
    /// Where it is no list of views: every mistake with its place.
    pub fn read(document: &Json) -> Result<Self, Vec<Problem>> {
        let mut walker = Walker::new();
        let read = walk(&mut walker, document);
        walker.finish(read)
    }

    /// The document of the setting.
    #[must_use]
    pub fn document(&self) -> Json {
        let kept = self.kept.iter().map(|kept| kept.document.clone());
        let views = self.views.iter().map(view_json).chain(kept);
        let mut members = vec![
            Member::new("kind", KIND),
            Member::new("format", FORMAT),
            Member::new("views", Json::list(views)),
        ];
        members.extend(self.extra.iter().cloned());
        Json::object(members)
    }
}

fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<SavedViews> {
    let mut fields = walker.object(json)?;
    fields.required(walker, "kind", |walker, json| {
        walker.choice(json, &[KIND], |kind| kind)
    });
    fields.required(walker, "format", |walker, json| {
        walker.whole(json, i64::from(FORMAT)..=i64::from(FORMAT))
    });
    let (views, kept) = fields.required(walker, "views", views)?;
    Some(SavedViews {
        views,
        kept,
        extra: fields.rest(),
    })
}

fn views<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<(Vec<SavedView>, Vec<KeptView>)> {
    let mut views: Vec<SavedView> = Vec::new();
    // Where each of them stands.
    let mut places: Vec<usize> = Vec::new();
    let mut kept = Vec::new();
    for (at, document) in walker.items(json)?.iter().enumerate() {
        // By itself: a mistake in one is none of the others.
        let mut own = Walker::new();
        let read = own.under(Step::Name("views"), |own| {
            own.under(Step::Index(at), |own| {
                let read = view(own, document)?;
                let same = views.iter().position(|view| view.name == read.name);
                if let Some(same) = same.and_then(|same| places.get(same)) {
                    own.refuse(document, format!("the same name as views[{same}]"));
                } else if views.len() >= MOST_VIEWS {
                    own.refuse(document, format!("at most {MOST_VIEWS} views are shown"));
                }
                Some(read)
            })
        });
        match own.finish(read) {
            Ok(view) => {
                views.push(view);
                places.push(at);
            }
            Err(problems) => kept.push(KeptView {
                document: document.clone(),
                problems,
            }),
        }
    }
    Some((views, kept))
}

/// Whether a view could be read again once it is written.
pub(super) fn could_be_read(one: &SavedView) -> bool {
    let document = view_json(one);
    let mut walker = Walker::new();
    let read = view(&mut walker, &document);
    walker.finish(read).is_ok()
}

/// What a view that is not shown is called, where that can be told.
pub(super) fn kept_name(kept: &KeptView) -> Option<&str> {
    kept.document.member("name")?.as_str()
}

fn view<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<SavedView> {
    let mut fields = walker.object(json)?;
    let name = fields.required(walker, "name", |walker, json| {
        let name = walker.filled(json, LONGEST_VIEW_NAME)?;
        if name.trim() != name {
            walker.refuse(json, "a name has no space before or after it");
            return None;
        }
        Some(name.to_owned())
    });
    let filter = fields.optional(walker, "filter", filter);
    let order = fields.optional(walker, "order", order);
    let columns = fields.required(walker, "columns", columns);
    let (filter, of_filter) = filter.unwrap_or_default();
    let (order, of_order) = order.unwrap_or_default();
    Some(SavedView {
        name: name?,
        filter,
        order,
        columns: columns?,
        unknown: Unknown {
            view: fields.rest(),
            filter: of_filter,
            order: of_order,
        },
    })
}

fn filter<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<(Filter, Vec<Member>)> {
    let mut fields = walker.object(json)?;
    let words = fields.optional(walker, "words", |walker, json| {
        walker.text(json, LONGEST_WORDS).map(str::to_owned)
    });
    let kinds = fields.optional(walker, "kinds", |walker, json| {
        choices(walker, json, |walker, json| {
            walker.choice(json, &Kind::ALL, Kind::name)
        })
    });
    let sizes = fields.optional(walker, "sizes", |walker, json| {
        choices(walker, json, |walker, json| {
            walker.choice(json, &Size::ALL, Size::name)
        })
    });
    let tags = fields.optional(walker, "tags", tags);
    let levels = fields.optional(walker, "levels", |walker, json| {
        choices(walker, json, |walker, json| level(walker, json))
    });
    let is_due = fields.optional(walker, "due", truth);
    let gap = fields.optional(walker, "gap", |walker, json| {
        u8::try_from(walker.whole(json, 1..=4)?).ok()
    });
    let has_open_gates = fields.optional(walker, "openGates", truth);
    let shows_archived = fields.optional(walker, "archived", truth);
    let filter = Filter {
        words: words.unwrap_or_default(),
        kinds: kinds.unwrap_or_default(),
        sizes: sizes.unwrap_or_default(),
        tags: tags.unwrap_or_default(),
        levels: levels.unwrap_or_default(),
        is_due: is_due.unwrap_or_default(),
        gap,
        has_open_gates: has_open_gates.unwrap_or_default(),
        shows_archived: shows_archived.unwrap_or_default(),
    };
    Some((filter, fields.rest()))
}

fn order<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<(Order, Vec<Member>)> {
    let mut fields = walker.object(json)?;
    let by = fields.required(walker, "by", column);
    let is_descending = fields.optional(walker, "descending", truth);
    let order = Order {
        by: by?,
        is_descending: is_descending.unwrap_or_default(),
    };
    Some((order, fields.rest()))
}

fn columns<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Vec<Column>> {
    let columns = walker.list(json, column)?;
    if columns.is_empty() {
        walker.refuse(json, "must not be empty");
    }
    different(walker, json, &columns, |column, other| column == other);
    Some(columns)
}

fn column(walker: &mut Walker<'_>, json: &Json) -> Option<Column> {
    walker.choice(json, &Column::ALL, Column::name)
}

/// A list of choices, of which `null` is one: that which was not told.
fn choices<'a, T: Copy + PartialEq>(
    walker: &mut Walker<'a>,
    json: &'a Json,
    read: impl Fn(&mut Walker<'a>, &'a Json) -> Option<T>,
) -> Option<Vec<Option<T>>> {
    let choices = walker.list(json, |walker, json| match &json.value {
        Value::Null => Some(None),
        _ => read(walker, json).map(Some),
    })?;
    different(walker, json, &choices, |choice, other| choice == other);
    Some(choices)
}

fn truth(walker: &mut Walker<'_>, json: &Json) -> Option<bool> {
    walker.truth(json)
}

fn tags<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Vec<String>> {
    let count = json.items().len();
    if count > MOST_TAGS {
        walker.refuse(json, format!("{count} tags, at most {MOST_TAGS} are read"));
        return None;
    }
    walker.list(json, |walker, json| {
        walker.filled(json, LONGEST_TAG).map(str::to_owned)
    })
}

/// Tells of the first that is the same as one before it.
fn different<T>(walker: &mut Walker<'_>, json: &Json, all: &[T], is_same: impl Fn(&T, &T) -> bool) {
    for (at, one) in all.iter().enumerate() {
        let before = all.iter().take(at).position(|other| is_same(one, other));
        if let (Some(before), Some(item)) = (before, json.items().get(at)) {
            let place = walker.place();
            walker.refuse_at(
                &format!("{place}[{at}]"),
                item,
                format!("the same as {place}[{before}]"),
            );
            return;
        }
    }
}

fn view_json(view: &SavedView) -> Json {
    let SavedView {
        name,
        filter,
        order,
        columns,
        unknown,
    } = view;
    let mut order_members = vec![
        Member::new("by", order.by.name()),
        Member::new("descending", order.is_descending),
    ];
    order_members.extend(unknown.order.iter().cloned());
    let columns = columns.iter().map(|column| column.name().into());
    let mut members = vec![
        Member::new("name", name.as_str()),
        Member::new("filter", filter_json(filter, &unknown.filter)),
        Member::new("order", Json::object(order_members)),
        Member::new("columns", Json::list(columns)),
    ];
    members.extend(unknown.view.iter().cloned());
    Json::object(members)
}

/// What is asked for; of what is not, nothing is said.
fn filter_json(filter: &Filter, unknown: &[Member]) -> Json {
    let Filter {
        words,
        kinds,
        sizes,
        tags,
        levels,
        is_due,
        gap,
        has_open_gates,
        shows_archived,
    } = filter;
    let mut members = Vec::new();
    if !words.is_empty() {
        members.push(Member::new("words", words.as_str()));
    }
    let kinds = kinds.iter().map(|kind| kind.map(Kind::name).into());
    let sizes = sizes.iter().map(|size| size.map(Size::name).into());
    let tags = tags.iter().map(|tag| tag.as_str().into());
    let number = |level: Level| u32::from(level.number());
    let levels = levels.iter().map(|level| level.map(number).into());
    let lists: [(&str, Vec<Json>); 4] = [
        ("kinds", kinds.collect()),
        ("sizes", sizes.collect()),
        ("tags", tags.collect()),
        ("levels", levels.collect()),
    ];
    let lists = lists.into_iter().filter(|(_, items)| !items.is_empty());
    members.extend(lists.map(|(name, items)| Member::new(name, Json::list(items))));
    members.extend(gap.map(|gap| Member::new("gap", u32::from(gap))));
    let said = [
        ("due", is_due),
        ("openGates", has_open_gates),
        ("archived", shows_archived),
    ];
    let said = said.into_iter().filter(|(_, is_asked)| **is_asked);
    members.extend(said.map(|(name, _)| Member::new(name, true)));
    members.extend(unknown.iter().cloned());
    Json::object(members)
}
