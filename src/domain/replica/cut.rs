//! A document into registers, and registers into a document.

use super::Registers;
use super::path::{Container, LONGEST_NAME, RegisterPath};
use super::register::{Content, Register};
use super::stamp::Stamp;
use crate::domain::json::{Json, Member, Value};
use crate::domain::ordered::Ordered;

/// What has more parts than this changes as a whole.
const MOST_PARTS: usize = 5000;

/// The registers of a document.
pub(super) fn cut(document: &Json) -> Ordered<RegisterPath, Content> {
    let mut found = Vec::new();
    part(RegisterPath::root(), document, &mut found);
    Ordered::sorted(found)
}

fn part(path: RegisterPath, json: &Json, found: &mut Vec<(RegisterPath, Content)>) {
    let parts = path
        .container()
        .and_then(|container| Some((container, parts(container, json)?)));
    let Some((container, parts)) = parts else {
        found.push((path, Content::Whole(json.clone())));
        return;
    };
    for (name, json) in &parts {
        part(path.child(name), json, found);
    }
    let names = parts.into_iter().map(|(name, _)| name);
    let content = match container {
        Container::Members => Content::Members(names.collect()),
        Container::Answers => Content::Members(Vec::new()),
        Container::Items(_) => Content::Items(names.collect()),
    };
    found.push((path, content));
}

/// The parts by their names; `None` where it cannot be cut: it is of another type, has too many parts or too long a
/// name, or something stands in it twice or without a key.
fn parts(container: Container, json: &Json) -> Option<Vec<(String, &Json)>> {
    let parts: Vec<(String, &Json)> = match (container, &json.value) {
        (Container::Members | Container::Answers, Value::Object(members)) => members
            .iter()
            .map(|member| (member.name.to_string(), &member.value))
            .collect(),
        (Container::Items(key), Value::Array(items)) if items.len() <= MOST_PARTS => items
            .iter()
            .map(|item| Some((key(item)?, item)))
            .collect::<Option<_>>()?,
        _ => return None,
    };
    let is_cut = parts.len() <= MOST_PARTS
        && parts.iter().all(|(name, _)| name.chars().count() <= LONGEST_NAME)
        && are_different(&parts);
    is_cut.then_some(parts)
}

fn are_different(parts: &[(String, &Json)]) -> bool {
    let mut seen = Ordered::new();
    parts
        .iter()
        .all(|(name, _)| seen.insert(name.as_str(), ()).is_none())
}

/// The document that the registers make; `None` where there is none.
pub(super) fn compose(registers: &Registers) -> Option<Json> {
    shown(registers, &RegisterPath::root()).map(|(json, _)| json)
}

/// What stands at a path, and the latest stamp in it.
///
/// A part that is there makes its container be there, though somebody took that away without knowing of the part. Only
/// another value in the container's place hides what is not later.
fn shown(registers: &Registers, path: &RegisterPath) -> Option<(Json, Option<Stamp>)> {
    let present = registers.get(path).map(Register::present);
    let own = present.and_then(|present| Some((present.content.as_ref()?, present.stamp)));
    let Some(container) = path.container() else {
        return match own? {
            (Content::Whole(json), stamp) => Some((json.clone(), stamp)),
            _ => None,
        };
    };
    let mut parts: Vec<Part> = parts_of(registers, path)
        .filter_map(|path| {
            shown(registers, path).map(|(json, stamp)| Part {
                path,
                json: Some(json),
                stamp,
            })
        })
        .collect();
    let latest = parts.iter().map(|part| part.stamp).max();
    let order: &[String] = match own {
        Some((Content::Whole(json), stamp)) if latest.is_none_or(|latest| latest <= stamp) => {
            return Some((json.clone(), stamp));
        }
        Some((Content::Members(order) | Content::Items(order), _)) => order,
        None if parts.is_empty() => return None,
        Some((Content::Whole(_), _)) | None => &[],
    };
    let stamp = latest.max(own.map(|(_, stamp)| stamp)).flatten();
    Some((put_together(container, path, order, &mut parts), stamp))
}

struct Part<'r> {
    path: &'r RegisterPath,
    /// `None` once it has found its place.
    json: Option<Json>,
    stamp: Option<Stamp>,
}

/// The paths right below one.
fn parts_of<'r>(registers: &'r Registers, path: &RegisterPath) -> impl Iterator<Item = &'r RegisterPath> {
    registers
        .keys()
        .filter(move |one| one.split().is_some_and(|(parent, _)| parent == path.as_str()))
}

/// The parts that the order names come first, as it names them; then the others, which somebody added without knowing
/// of that order, by their paths.
fn put_together(container: Container, path: &RegisterPath, order: &[String], parts: &mut [Part<'_>]) -> Json {
    let mut placed: Vec<(String, Json)> = Vec::with_capacity(parts.len());
    for name in order {
        let wanted = path.child(name);
        if let Ok(place) = parts.binary_search_by(|part| part.path.cmp(&wanted)) {
            placed.extend(parts[place].json.take().map(|json| (name.clone(), json)));
        }
    }
    for part in parts {
        placed.extend(part.json.take().map(|json| (part.path.name(), json)));
    }
    match container {
        Container::Items(_) => Json::list(placed.into_iter().map(|(_, json)| json)),
        Container::Members | Container::Answers => Json::object(
            placed
                .into_iter()
                .map(|(name, value)| Member::new(name, value))
                .collect(),
        ),
    }
}

/// The paths of the registers in which two documents differ. Where parts came or went, that the list of them is another
/// one is not said beside.
#[must_use]
pub fn differing(before: &Json, after: &Json) -> Vec<RegisterPath> {
    let (before, after) = (cut(before), cut(after));
    let is_the_same = |content: &Content, other: Option<&Content>| {
        other.is_some_and(|other| content.says_the_same(other) || content.has_other_parts(other))
    };
    let changed = before
        .iter()
        .filter(|(path, content)| !is_the_same(content, after.get(path)));
    let came = after.keys().filter(|path| !before.contains_key(path));
    let mut paths: Vec<RegisterPath> = changed.map(|(path, _)| path).chain(came).cloned().collect();
    paths.sort_unstable();
    paths
}
