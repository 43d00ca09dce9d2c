//! Which pack a document belongs to, read and written.

use super::{Hash, PackReference};
use crate::domain::json::{Fields, Json, MAX_NESTING, Member, Walker, compact};

/// The longest id, in characters.
pub(in crate::domain) const LONGEST_ID: usize = 100;

/// An id within a pack or of a pack.
pub(in crate::domain) fn id(walker: &mut Walker<'_>, json: &Json) -> Option<String> {
    if json.as_str() == Some("") {
        walker.refuse(json, "must not be empty");
        return None;
    }
    match json.as_str() {
        Some(id) if id.chars().count() <= LONGEST_ID => Some(id.to_owned()),
        _ => {
            walker.expected(json, "a text of at most 100 characters");
            None
        }
    }
}

/// A pack's version, from 1.
pub(in crate::domain) fn version(walker: &mut Walker<'_>, json: &Json) -> Option<u32> {
    walker
        .whole(json, 1..=i64::from(u32::MAX))
        .and_then(|version| u32::try_from(version).ok())
}

impl PackReference {
    /// Reads `{ "id": .., "version": .., "hash": .. }`; the hash may be absent.
    pub(in crate::domain) fn walk<'a>(walker: &mut Walker<'a>, fields: &mut Fields<'a>) -> Option<Self> {
        let id = fields.required(walker, "id", |walker, json| id(walker, json));
        let version = fields.required(walker, "version", |walker, json| version(walker, json));
        let hash = fields.optional(walker, "hash", hash);
        Some(Self {
            id: id?,
            version: version?,
            hash,
        })
    }

    /// The members of its object; a hash that is not known is left out.
    pub(in crate::domain) fn members(&self) -> Vec<Member> {
        let mut members = vec![
            Member::new("id", self.id.as_str()),
            Member::new("version", self.version),
        ];
        if let Some(hash) = &self.hash {
            members.push(Member::new("hash", hash.as_str()));
        }
        members
    }
}

/// The hash of a pack's content.
pub(in crate::domain) fn hash(walker: &mut Walker<'_>, json: &Json) -> Option<Hash> {
    let hash = json.as_str().and_then(Hash::from_hex);
    if hash.is_none() {
        walker.expected(json, "64 lower-case hexadecimal digits");
    }
    hash
}

/// A bundle stands two levels around its packs and responses, and is refused from [`MAX_NESTING`] on.
const DEEPEST_IN_BUNDLE: usize = MAX_NESTING - 3;

/// Refuses a pack or a response that by itself could be read, but not within the bundle that it is exported in.
pub(in crate::domain) fn refuse_too_deep_for_bundle(walker: &mut Walker<'_>, document: &Json) {
    if let Some(json) = document.nested_beyond(DEEPEST_IN_BUNDLE) {
        walker.refuse(
            json,
            format!("lists and objects are nested too deep, at most {DEEPEST_IN_BUNDLE} levels are read"),
        );
    }
}

/// Reads `kind` and `format` of a document of ours.
///
/// Gives `false` where reading on would only pile up mistakes: the document is of another kind, or made for a newer
/// version.
pub(in crate::domain) fn kind_and_format<'a>(
    walker: &mut Walker<'a>,
    fields: &mut Fields<'a>,
    kind: &'static str,
) -> bool {
    let mut readable = true;
    fields.required(walker, "kind", |walker, json| {
        if json.as_str() == Some(kind) {
            return Some(());
        }
        readable &= json.as_str().is_none();
        let expected = ["\"", kind, "\""].concat();
        walker.expected(json, &expected);
        walker.instead(expected);
        None
    });
    fields.required(walker, "format", |walker, json| {
        match json.as_f64() {
            Some(1.0) => return Some(()),
            Some(format) if format > 1.0 && format.fract() == 0.0 => {
                readable = false;
                let format: String = compact(json).chars().take(30).collect();
                walker.refuse(
                    json,
                    format!("made for a newer version: format {format}, this program reads 1"),
                );
            }
            _ => {
                walker.expected(json, "1");
                walker.instead("1");
            }
        }
        None
    });
    readable
}
