//! What is remembered of sending: who sends, and which page is to open the links.

use leptos::prelude::*;

use crate::domain::assessment::Assessment;
use crate::domain::company::{CompanyFacts, Kind, Size};
use crate::domain::json::{Json, Member};
use crate::domain::library::Library;
use crate::domain::own::is_ours;
use crate::platform::surroundings::page_address;

use super::super::ledger;
use super::super::state::State;

/// The setting's id in its record's key.
pub const SETTING: &str = "sending";

/// What is remembered in this browser.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sender {
    /// The page that opens links, where it is not this one.
    pub base: Option<String>,
    /// Who sent something last.
    pub company: Option<CompanyFacts>,
}

impl Sender {
    /// What cannot be read was not noted.
    fn read(document: &Json) -> Self {
        let company = document.member("company").map(|json| {
            let word = |name| json.member(name).and_then(Json::as_str).unwrap_or_default();
            CompanyFacts {
                name: word("name").to_owned(),
                kind: Kind::named(word("kind")),
                size: Size::named(word("size")),
                ..CompanyFacts::default()
            }
        });
        let base = document.member("base").and_then(Json::as_str);
        Self {
            base: base.map(str::to_owned),
            company,
        }
    }

    fn document(&self) -> Json {
        let company = self.company.as_ref().map(|company| {
            Json::object(vec![
                Member::new("name", company.name.as_str()),
                Member::new("kind", company.kind.map(Kind::name)),
                Member::new("size", company.size.map(Size::name)),
            ])
        });
        let mut members = vec![Member::new("kind", "setting"), Member::new("format", 1)];
        members.extend(self.base.as_deref().map(|base| Member::new("base", base)));
        members.extend(company.map(|company| Member::new("company", company)));
        Json::object(members)
    }
}

/// Takes in the setting as the store has it.
pub fn take_in(state: State, document: &Json) {
    let _ = state.later().sending.sender.try_set(Sender::read(document));
}

/// Notes what was sent with, where it is something else than before.
pub fn note(state: State, change: impl FnOnce(&mut Sender)) {
    let remembered = state.later().sending.sender;
    let Some(before) = remembered.try_get_untracked() else {
        return;
    };
    let mut sender = before.clone();
    change(&mut sender);
    if sender != before {
        ledger::note_setting(state, SETTING, &sender.document());
        let _ = remembered.try_set(sender);
    }
}

/// Notes who sent something.
pub fn remember(state: State, company: CompanyFacts) {
    note(state, |sender| sender.company = Some(company));
}

/// The address that links begin with: the one that was used last, else this page's own.
pub fn base(state: State) -> String {
    let noted = state
        .later()
        .sending
        .sender
        .with_untracked(|sender| sender.base.clone());
    noted.unwrap_or_else(page_address)
}

/// The same, to be remembered; `None`: this page's own.
pub fn other_base(address: &str) -> Option<String> {
    (address != page_address()).then(|| address.to_owned())
}

/// Who sends, as far as that is known: the company of the assessment of ours that was worked on last, else the one that sent
/// something last. Only name, kind and size.
pub fn company(library: &Library, sender: &Sender) -> CompanyFacts {
    let has_name = |one: &Assessment| is_ours(one) && !one.company.name.trim().is_empty();
    let latest = library.latest_where(&has_name);
    let known = latest.map(|one| one.company.clone());
    told(&known.or_else(|| sender.company.clone()).unwrap_or_default())
}

/// Who sends an assessment: the company that it names, else as [`company`].
pub fn company_of(library: &Library, sender: &Sender, assessment: &Assessment) -> CompanyFacts {
    let named = &assessment.company;
    if named.name.trim().is_empty() {
        company(library, sender)
    } else {
        told(named)
    }
}

fn told(company: &CompanyFacts) -> CompanyFacts {
    CompanyFacts {
        name: company.name.trim().to_owned(),
        kind: company.kind,
        size: company.size,
        ..CompanyFacts::default()
    }
}
