//! One company becomes two again: of each thing, what it was before where nobody has changed it since, else what it is now.

use crate::domain::assessment::Assessment;
use crate::domain::company::Company;
use crate::domain::json::{Json, Member, compact};
use crate::domain::own::{Filed, OwnNote};

/// The kept company without what came from the other one, and with what was changed in it since. Where nothing was, it is
/// what it was before.
pub(super) fn parted(now: &Company, merged: &Company, before: &Company) -> Company {
    let unchanged = Company {
        updated_at: merged.updated_at,
        ..now.clone()
    };
    if unchanged == *merged {
        return before.clone();
    }
    Company {
        id: now.id,
        name: back(&now.name, &merged.name, &before.name),
        kind: back(&now.kind, &merged.kind, &before.kind),
        size: back(&now.size, &merged.size, &before.size),
        notes: back(&now.notes, &merged.notes, &before.notes),
        created_at: back(&now.created_at, &merged.created_at, &before.created_at),
        updated_at: now.updated_at,
        extra: members(&now.extra, &merged.extra, &before.extra).into(),
    }
}

/// An assessment with its answers as they are now, about whom it was before; where somebody has said otherwise since, that
/// stays.
pub(super) fn about_before(now: &Assessment, merged: &Assessment, before: &Assessment) -> Assessment {
    if now == merged {
        return before.clone();
    }
    let mut about = now.clone();
    if now.company.id == merged.company.id {
        about.company.clone_from(&before.company);
    }
    let counterpart = |one: &Assessment| one.counterpart.as_ref().and_then(|copy| copy.id);
    if counterpart(now) == counterpart(merged) {
        about.counterpart.clone_from(&before.counterpart);
    }
    let filed = |one: &Assessment| Filed::of(one).and_then(Result::ok);
    if filed(now) == filed(merged) {
        match filed(before) {
            Some(filed) => filed.put(&mut about),
            None => Filed::take_off(&mut about),
        }
    }
    about
}

fn back<T: PartialEq + Clone>(now: &T, merged: &T, before: &T) -> T {
    if now == merged { before } else { now }.clone()
}

/// The same for unknown members and those of the profile. Of a list each item counts by itself.
fn members(now: &[Member], merged: &[Member], before: &[Member]) -> Vec<Member> {
    let value = |members: &'_ [Member], name: &str| {
        let found = members.iter().find(|member| member.name == name);
        found.map(|member| member.value.clone())
    };
    let stays = now.iter().filter_map(|member| {
        let name = &*member.name;
        let (merged, before) = (value(merged, name), value(before, name));
        let value = if merged == before {
            Some(member.value.clone())
        } else if merged.as_ref() == Some(&member.value) {
            before
        } else {
            without_what_came(&member.value, merged.as_ref(), before.as_ref())
        };
        Some(Member::new(name, value?))
    });
    let comes_back = before.iter().filter(|member| {
        let name = &*member.name;
        value(now, name).is_none() && value(merged, name).is_none()
    });
    stays.chain(comes_back.cloned()).collect()
}

/// A list without the items that came from the other company and are as they came; anything else as it is.
fn without_what_came(now: &Json, merged: Option<&Json>, before: Option<&Json>) -> Option<Json> {
    let items = |json: Option<&Json>| {
        let items = json.map_or(&[][..], Json::items).iter();
        items.map(said).collect::<Vec<String>>()
    };
    let (merged, before) = (items(merged), items(before));
    if now.items().is_empty() || merged.is_empty() {
        return Some(now.clone());
    }
    let came = |item: &&Json| {
        let said = said(item);
        merged.contains(&said) && !before.contains(&said)
    };
    let left: Vec<Json> = now.items().iter().filter(|item| !came(item)).cloned().collect();
    (!left.is_empty()).then(|| Json::list(left))
}

/// What an item of a list says; members that say nothing are written by some and left out by others.
fn said(item: &Json) -> String {
    let is_said = |member: &&Member| !member.value.is_null() && member.value.as_str() != Some("");
    let members: Vec<Member> = item.members().iter().filter(is_said).cloned().collect();
    if members.is_empty() {
        compact(item)
    } else {
        compact(&Json::object(members))
    }
}
