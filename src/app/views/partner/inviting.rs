//! Asking a partner for its view, and telling it ours.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::State;
use crate::domain::company::{Company, CompanyId, Kind};
use crate::domain::exchange::told_of;
use crate::domain::library::Library;
use crate::domain::own::{ListedNote, SentInvite};
use crate::domain::pack::{Length, PackReference};
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::action::sending::Form;
use crate::ui::screens::partner::inviting::{Asked, AskingFacts, Inviting, PackOption};
use crate::ui::screens::partners::company_name;
use crate::ui::text::desk;

use super::super::super::exchange::{is_built_in, sender, sending};
use super::super::super::offering;
use super::super::assessments::local_day;
use super::Of;

/// The section of a partner's page.
pub(super) fn inviting(of: Of) -> AnyView {
    let Of {
        state, locale, id, ..
    } = of;
    // Which questionnaires every copy of the page has.
    spawn_local(async move {
        offering::load_index(state).await;
    });
    on_cleanup(move || sending::leave(state, |form| matches!(form, Form::Ask(_))));
    let name = Memo::new(move |_| {
        let name = |library: &Library| library.companies.get(&id).map(|company| named(locale, company));
        state.library.with(name).unwrap_or_default()
    });
    let facts = Memo::new(move |_| facts(of));
    let sent = Memo::new(move |_| {
        let sent = |library: &Library| library.companies.get(&id).map(SentInvite::all);
        let sent = state.library.with(sent).unwrap_or_default();
        let day = |one: SentInvite| local_day(one.at).unwrap_or_else(|| one.at.day());
        sent.into_iter().map(day).collect::<Vec<Day>>()
    });
    let signals = state.later().sending.shown;
    view! { <Inviting id=id name=name signals=signals facts=facts sent=sent /> }.into_any()
}

fn named(locale: Locale, company: &Company) -> String {
    company_name(desk(locale.speech), company)
}

/// What the form knows beforehand that asks several; `None` where no questionnaire is at hand.
pub(in crate::app::views) fn facts_of_many(
    state: State,
    locale: Locale,
    ids: Vec<CompanyId>,
) -> Option<AskingFacts> {
    let packs = untrack(|| packs(state, locale, None));
    (!packs.is_empty() && !ids.is_empty()).then_some(())?;
    let remembered = state.later().sending.sender.get_untracked();
    let from = state
        .library
        .with_untracked(|library| sender::company(library, &remembered));
    let text = &crate::ui::text::sending(locale.speech).invite;
    Some(AskingFacts {
        name: locale.plural(ids.len(), &text.many, &[]),
        asked: Asked::Many(ids),
        from,
        packs,
        length: Length::Full,
        side: Side::Partner,
        is_side_settled: false,
        has_theirs: false,
    })
}

fn facts(of: Of) -> Option<AskingFacts> {
    let Of {
        state, locale, id, ..
    } = of;
    let remembered = state.later().sending.sender.get();
    of.told(|library, company, views| {
        let ours = views.ours.first();
        let answered = ours.map(|ours| ours.pack.clone());
        let packs = packs(state, locale, answered);
        (!packs.is_empty()).then_some(())?;
        // Whoever is a vendor itself has us for a partner.
        let usual = if company.kind == Some(Kind::Vendor) {
            Side::Vendor
        } else {
            Side::Partner
        };
        Some(AskingFacts {
            asked: Asked::One(id, Box::new(told_of(company))),
            name: named(locale, company),
            from: sender::company(library, &remembered),
            packs,
            length: ours.map_or(Length::Full, |ours| ours.length),
            side: ours.map_or(usual, |ours| ours.side.other()),
            is_side_settled: ours.is_some(),
            has_theirs: !views.theirs.is_empty(),
        })
    })
}

/// The questionnaires that are at hand: the one that was answered about the partner first, then the one that is offered.
fn packs(state: State, locale: Locale, answered: Option<PackReference>) -> Vec<PackOption> {
    let wholes = state.shelf.wholes.get();
    let all = answered
        .into_iter()
        .chain(state.shelf.offered())
        .chain(wholes.iter().map(|pack| pack.reference()));
    let mut options: Vec<PackOption> = Vec::new();
    for reference in all {
        let is_there = |option: &PackOption| {
            option.reference.id == reference.id
                && option.reference.version == reference.version
                && (reference.hash.is_none() || option.reference.hash == reference.hash)
        };
        if options.iter().any(is_there) {
            continue;
        }
        if let Some(questionnaire) = state.shelf.questionnaire(&reference) {
            let own = reference.hash.clone().filter(|_| !is_built_in(state, &reference));
            options.push(PackOption {
                title: locale.words(&questionnaire.title),
                has_quick: questionnaire.has_quick(),
                own,
                reference,
            });
        }
    }
    options
}
