//! A replica as the payload of a record.

use super::cut::cut;
use super::path::RegisterPath;
use super::register::{Content, Register, Version};
use super::{Deletion, Registers, Replica};
use crate::domain::json::{Json, Member};

impl Replica {
    /// The payload of format 2, described in docs/storage.md; of a purged record only that it is deleted.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut members = Vec::new();
        if let Some(document) = self.document() {
            members.extend(of_registers(&self.registers, document));
        }
        if let Some(deletion) = &self.deletion {
            members.push(Member::new("deleted", deletion_json(deletion)));
        }
        if let Some(purged) = self.purged {
            members.push(Member::new("purged", purged.to_string()));
        }
        let extra = self.extra.iter();
        members.extend(extra.map(|(name, value)| Member::new(name.as_str(), value.clone())));
        Json::object(members)
    }
}

/// The document, then what does not follow from it, each only where there is something.
fn of_registers(registers: &Registers, document: Json) -> Vec<Member> {
    let mut lists = Lists::default();
    let in_document = cut(&document);
    for (path, register) in registers.iter() {
        lists.register(path, register, in_document.get(path));
    }
    // A value that a newer version did not cut, and that this one would.
    for path in in_document.keys().filter(|path| !registers.contains_key(path)) {
        lists.gone.push(Member::new(path.as_str(), true));
    }
    let mut members = vec![Member::new("document", document)];
    let lists = [
        ("stamps", lists.stamps),
        ("past", lists.past),
        ("order", lists.order),
        ("unseen", lists.unseen),
        ("gone", lists.gone),
    ];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    members.extend(lists.map(|(name, list)| Member::new(name, Json::object(list))));
    members
}

/// What does not follow from the document, by path.
#[derive(Default)]
struct Lists {
    stamps: Vec<Member>,
    past: Vec<Member>,
    order: Vec<Member>,
    unseen: Vec<Member>,
    gone: Vec<Member>,
}

impl Lists {
    fn register(&mut self, path: &RegisterPath, register: &Register, in_document: Option<&Content>) {
        let present = register.present();
        let member = |value: Json| Member::new(path.as_str(), value);
        if let Some(stamp) = present.stamp {
            self.stamps.push(member(stamp.to_string().into()));
        }
        if !register.past().is_empty() {
            self.past
                .push(member(Json::list(register.past().iter().map(version_json))));
        }
        if present.content.as_ref() == in_document {
            return;
        }
        match &present.content {
            Some(Content::Whole(json)) => self.unseen.push(member(json.clone())),
            Some(Content::Members(names) | Content::Items(names)) => {
                let names = names.iter().map(|name| name.as_str().into());
                self.order.push(member(Json::list(names)));
            }
            None => self.gone.push(member(true.into())),
        }
    }
}

fn version_json(version: &Version) -> Json {
    let stamp = version.stamp.map(|stamp| Member::new("stamp", stamp.to_string()));
    let value = version.value().map(|value| Member::new("value", value.clone()));
    Json::object(stamp.into_iter().chain(value).collect())
}

fn deletion_json(deletion: &Deletion) -> Json {
    Json::object(vec![
        Member::new("stamp", deletion.stamp.to_string()),
        Member::new("is", deletion.is_deleted),
    ])
}
