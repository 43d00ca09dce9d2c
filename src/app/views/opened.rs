//! What another company has sent, told from what is here.

mod invite;
mod refused;
mod shared;
mod view;

use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::{Company, CompanyFacts, CompanyId};
use crate::domain::directory::{Query, find};
use crate::domain::exchange::Exchanged;
use crate::domain::library::Library;
use crate::domain::own::{OwnNote, Received};
use crate::domain::pack::Questionnaire;
use crate::domain::relationship::{filed_under, kept_apart, suggestions, views_of};
use crate::domain::scoring::{Standing, standings};
use crate::ui::Locale;
use crate::ui::components::file_button::Picked;
use crate::ui::components::partner_picker::{FindPartners, Found};
use crate::ui::locale::locale;
use crate::ui::screens::opened::keeping::KeepingFacts;
use crate::ui::screens::opened::signature::SignatureFacts;
use crate::ui::screens::opened::ways::{APART_SHOWN, ApartFacts, ApartRow, KeptApart, WaysIn};
use crate::ui::screens::opened::{KeptFacts, OpenedContent, OpenedFacts, OpenedScreen};
use crate::ui::screens::partners::company_name;
use crate::ui::screens::result::appendix::AnswerGroup;
use crate::ui::text::{desk, fill, receiving};

use super::super::exchange::opening::{self, Opened, Stage};
use super::super::exchange::packing::Signature;
use super::super::exchange::receiving::Kept;
use super::super::state::State;
use super::assessments::local_day;
use super::result::answer_groups;
use super::view_words;

/// The screen; `on_partner` leads to a partner's page.
pub fn opened(state: State, on_partner: Callback<CompanyId>) -> AnyView {
    let locale = locale();
    let facts = Memo::new(move |_| {
        state
            .later()
            .opened
            .with(|opened| opened.as_ref().map(|opened| facts(state, locale, opened)))
    });
    let find = find_partners(state, locale);
    view! { <OpenedScreen facts=facts find=find on_partner=on_partner /> }.into_any()
}

/// Whether something is opened.
pub fn is_opened(state: State) -> Memo<bool> {
    Memo::new(move |_| state.later().opened.with(Option::is_some))
}

/// Where links are pasted, and files picked.
pub fn ways_in(state: State) -> AnyView {
    let on_files = UnsyncCallback::new(move |files: Picked| {
        if let Some(file) = files.into_iter().next() {
            opening::open_file(state, file);
        }
    });
    view! { <WaysIn on_files=on_files /> }.into_any()
}

/// Where links are pasted; files are picked elsewhere on the screen.
pub fn link_in() -> AnyView {
    view! { <WaysIn /> }.into_any()
}

/// Received assessments that are filed under nobody.
pub fn apart(state: State) -> AnyView {
    let locale = locale();
    let most = RwSignal::new(APART_SHOWN);
    let apart = Memo::new(move |_| {
        state.library.with(|library| {
            let row = |one: &&Assessment| ApartRow {
                id: one.id,
                name: view_words(locale, one),
                facts: received_words(locale, one),
            };
            let all = kept_apart(library);
            ApartFacts {
                all: all.len(),
                rows: all.iter().take(most.get()).map(row).collect(),
            }
        })
    });
    let find = find_partners(state, locale);
    view! { <KeptApart apart=apart most=most facts=keeping_of(state, locale) find=find /> }.into_any()
}

/// Where a received assessment could be filed, when somebody asks.
pub fn keeping_of(state: State, locale: Locale) -> Callback<AssessmentId, KeepingFacts> {
    Callback::new(move |id| {
        state.library.with_untracked(|library| {
            let assessment = library.assessments.get(&id);
            assessment.map_or_else(KeepingFacts::default, |one| keeping_facts(locale, library, one))
        })
    })
}

/// Finds partners by what is shown of them.
pub fn find_partners(state: State, locale: Locale) -> FindPartners {
    finding(state, locale, Some(desk(locale.speech).unnamed))
}

/// Finds partners that have a name: who is named to somebody else, or only by it.
pub fn find_named_partners(state: State, locale: Locale) -> FindPartners {
    finding(state, locale, None)
}

fn finding(state: State, locale: Locale, unnamed: Option<&'static str>) -> FindPartners {
    Callback::new(move |(words, most): (String, usize)| {
        let text = desk(locale.speech);
        state.library.with(|library| {
            let found = find(library, &Query::of(&words), most, unnamed);
            let named = |company: &Company| (company.id, company_name(text, company));
            Found {
                partners: found.companies.into_iter().map(named).collect(),
                count: found.count,
            }
        })
    })
}

/// When it came in, and who signed it, in words.
pub fn received_words(locale: Locale, assessment: &Assessment) -> Vec<String> {
    let text = &receiving(locale.speech).received;
    let Some(Ok(received)) = Received::of(assessment) else {
        return Vec::new();
    };
    let day = local_day(received.at).unwrap_or_else(|| received.at.day());
    let signed = received.fingerprint.map_or_else(
        || text.unsigned.to_owned(),
        |fingerprint| fill(text.signed, &[("fingerprint", &fingerprint)]),
    );
    vec![fill(text.on, &[("day", &locale.day(day))]), signed]
}

fn facts(state: State, locale: Locale, opened: &Opened) -> OpenedFacts {
    let content = match &opened.stage {
        Stage::Opening => OpenedContent::Opening,
        Stage::Locked { wrong } => OpenedContent::Locked { wrong: *wrong },
        Stage::Refused(refused) => OpenedContent::Refused(refused::words(locale, refused)),
        Stage::Kept(kept) => kept_facts(state, locale, kept),
        Stage::TakenBack => OpenedContent::TakenBack,
        Stage::Shown(shown) => match &*shown.exchanged {
            Exchanged::Invite(one) => invite::facts(state, locale, one, &shown.signature),
            Exchanged::View(one) => view::facts(state, locale, one, &shown.signature, opened.file.as_deref()),
            Exchanged::SharedResult(one) => shared::facts(state, locale, one, &shown.signature),
        },
    };
    OpenedFacts {
        file: opened.file.clone(),
        content,
    }
}

fn kept_facts(state: State, locale: Locale, kept: &Kept) -> OpenedContent {
    let filed = state.library.with(|library| {
        let company = filed_under(library.assessments.get(&kept.id)?)?;
        Some((company, company_words(locale, library.companies.get(&company)?)))
    });
    OpenedContent::Kept(KeptFacts {
        id: kept.id,
        filed,
        can_take_back: kept.is_new,
    })
}

/// Whose signature it is, as far as it is known here.
fn signature_facts(locale: Locale, library: &Library, signature: &Signature) -> SignatureFacts {
    let fingerprint = match signature {
        Signature::None => return SignatureFacts::Unsigned,
        Signature::NotChecked => return SignatureFacts::NotChecked,
        Signature::Right(fingerprint) => fingerprint.clone(),
    };
    let signed = signed_by(library, &fingerprint);
    if signed.is_empty() {
        return SignatureFacts::New { fingerprint };
    }
    let mut with: Vec<String> = Vec::new();
    for company in signed.into_iter().filter_map(filed_under) {
        let name = library.companies.get(&company);
        let name = name.map(|company| company_words(locale, company));
        with.extend(
            name.filter(|name| !with.contains(name))
                .into_iter()
                .collect::<Vec<_>>(),
        );
    }
    SignatureFacts::Known { fingerprint, with }
}

/// The received assessments that a key has signed.
fn signed_by<'l>(library: &'l Library, fingerprint: &str) -> Vec<&'l Assessment> {
    let is_signed = |one: &&Assessment| {
        let received = Received::of(one).and_then(Result::ok);
        received.is_some_and(|received| received.fingerprint.as_deref() == Some(fingerprint))
    };
    library.assessments.values().filter(is_signed).collect()
}

/// Under whom a view would be filed, and the key that theirs were signed by so far, where that is another one.
fn other_key(locale: Locale, library: &Library, assessment: &Assessment) -> Option<(String, String)> {
    let key = |one: &Assessment| Received::of(one)?.ok()?.fingerprint;
    let likeliest = filed_under(assessment).or_else(|| suggestions(library, assessment).first().copied())?;
    let theirs = views_of(library, likeliest).theirs;
    let before: Vec<String> = theirs.into_iter().filter_map(key).collect();
    let other = before
        .first()
        .filter(|_| key(assessment).is_none_or(|key| !before.contains(&key)))?;
    Some((
        company_words(locale, library.companies.get(&likeliest)?),
        other.clone(),
    ))
}

/// Where a received assessment could be filed: where its signer's others are, to whom the invite went, of the same name.
fn keeping_facts(locale: Locale, library: &Library, assessment: &Assessment) -> KeepingFacts {
    let named = |id: CompanyId| Some((id, company_words(locale, library.companies.get(&id)?)));
    let received = Received::of(assessment).and_then(Result::ok);
    let fingerprint = received.and_then(|received| received.fingerprint);
    let signed = fingerprint.map(|fingerprint| signed_by(library, &fingerprint));
    let signers = signed.into_iter().flatten().filter_map(filed_under);
    let mut ids: Vec<CompanyId> = Vec::new();
    for id in signers.chain(suggestions(library, assessment)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    KeepingFacts {
        filed: filed_under(assessment).and_then(named),
        suggestions: ids.into_iter().filter_map(named).collect(),
        name: assessment.company.name.clone(),
        partners: library.companies.len(),
    }
}

fn company_words(locale: Locale, company: &Company) -> String {
    company_name(desk(locale.speech), company)
}

/// Of what is answered, all by dimension.
fn answered(locale: Locale, questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<AnswerGroup> {
    let mut standings = standings(questionnaire, assessment);
    for standing in &mut standings {
        if *standing == Standing::Unanswered {
            *standing = Standing::NotAsked;
        }
    }
    answer_groups(locale, questionnaire, assessment, &standings)
}

fn name_of(facts: Option<&CompanyFacts>) -> String {
    facts
        .map(|facts| facts.name.trim().to_owned())
        .unwrap_or_default()
}
