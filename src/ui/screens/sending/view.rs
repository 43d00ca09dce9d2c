//! Giving one's answers to the other company.

use leptos::prelude::*;

use crate::domain::exchange::Evidence;
use crate::ui::action::sending::SendingAction;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::fill;

use super::card::card;
use super::form::SendForm;
use super::on_result::{SendFacts, company_line, made_words, told};
use super::own_company::{OwnCompany, OwnCompanyField};
use super::{SendingSignals, with_name, words};

/// The form. `facts` is read once, when it is opened.
#[component]
pub(super) fn ViewForm(signals: SendingSignals, facts: SendFacts) -> impl IntoView {
    let text = &words().view;
    let dispatch = dispatch();
    let chosen = RwSignal::new(Evidence::LeftOut);
    let id = facts.id;
    let company = OwnCompany::new(facts.from.clone());
    let on_make = Callback::new(move |package| {
        dispatch.later(LaterAction::Sending(SendingAction::Sent {
            id,
            from: untrack(|| company.facts()),
            evidence: chosen.get_untracked(),
            package,
        }));
    });
    let heading = field_id();
    let title = match facts.to.clone() {
        Some(name) => with_name(text.title_to, &name).into_any(),
        None => text.title.into_any(),
    };
    let choice =
        (facts.with_evidence > 0).then(|| view! { <Choice chosen=chosen count=facts.with_evidence /> });
    let made = made_words((text.ready, text.subject, text.body), &facts, company);
    let locale = locale();
    let lists = move || {
        let (inside, outside) = lists(locale, &facts, company, chosen.get());
        told(inside, outside)
    };
    view! {
        <section class="sheet">
            <h2 id=heading.clone()>{title}</h2>
            <p class="quiet">{text.lead}</p>
            <SendForm signals=signals labelled=heading made=made on_make=on_make>
                <OwnCompanyField company=company />
                {choice}
                {lists}
            </SendForm>
        </section>
    }
}

#[component]
fn Choice(chosen: RwSignal<Evidence>, count: usize) -> impl IntoView {
    let text = &words().view;
    let with_help = locale().plural(count, &text.with_help, &[]);
    let options = [
        (Evidence::LeftOut, text.without, text.without_help.to_owned()),
        (Evidence::Included, text.with, with_help),
    ];
    let options = options.map(|(value, name, help)| card("evidence", chosen, value, name, help));
    view! {
        <fieldset>
            <legend>{text.evidence}</legend>
            <div class="choices">{options.into_iter().collect_view()}</div>
        </fieldset>
    }
}

/// What is in it, and what is not.
fn lists(
    locale: Locale,
    facts: &SendFacts,
    company: OwnCompany,
    evidence: Evidence,
) -> (Vec<String>, Vec<String>) {
    let text = &words().view;
    let answers = match evidence {
        Evidence::Included => &text.answers_and_evidence,
        Evidence::LeftOut => &text.answers,
    };
    let title = facts
        .title
        .as_ref()
        .map(|title| fill(text.called, &[("title", title)]));
    let respondent = facts
        .respondent
        .as_ref()
        .map(|name| fill(text.respondent, &[("name", name)]));
    let invite = if facts.is_asked {
        Some(text.invite)
    } else {
        facts.has_asked.then_some(text.own_invite)
    };
    let inside = [
        Some(locale.plural(facts.answers, answers, &[])),
        Some(text.changes.to_owned()),
        Some(company_line(company)),
        Some(text.companies.to_owned()),
        title,
        respondent,
        invite.map(str::to_owned),
        facts.brings_pack.then(|| text.pack.to_owned()),
    ];
    let is_left_out = evidence == Evidence::LeftOut && facts.with_evidence > 0;
    let outside = [
        is_left_out.then(|| text.not_evidence.to_owned()),
        Some(text.not_others.to_owned()),
    ];
    (
        inside.into_iter().flatten().collect(),
        outside.into_iter().flatten().collect(),
    )
}
