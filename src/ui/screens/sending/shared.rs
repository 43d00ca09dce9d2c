//! Showing a result to somebody.

use leptos::prelude::*;

use crate::domain::exchange::Chosen;
use crate::ui::action::sending::SendingAction;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::locale::{Locale, locale};

use super::card::card;
use super::form::SendForm;
use super::on_result::{SendFacts, company_line, made_words, told};
use super::own_company::{OwnCompany, OwnCompanyField};
use super::{SendingSignals, words};

/// The form. `facts` is read once, when it is opened.
#[component]
pub(super) fn SharedForm(signals: SendingSignals, facts: SendFacts) -> impl IntoView {
    let text = &words().shared;
    let dispatch = dispatch();
    let locale = locale();
    let chosen = RwSignal::new(Chosen::Scores);
    let id = facts.id;
    let company = OwnCompany::new(facts.from.clone());
    let on_make = Callback::new(move |package| {
        dispatch.later(LaterAction::Sending(SendingAction::Shared {
            id,
            from: untrack(|| company.facts()),
            chosen: chosen.get_untracked(),
            language: locale.language(),
            package,
        }));
    });
    let heading = field_id();
    let options = [
        (Chosen::Scores, text.scores, text.scores_help),
        (Chosen::Answers, text.answers, text.answers_help),
        (Chosen::Evidence, text.evidence, text.evidence_help),
    ];
    let options = options
        .into_iter()
        .filter(|(value, ..)| *value != Chosen::Evidence || facts.with_evidence > 0);
    let options = options
        .map(|(value, name, help)| card("shared", chosen, value, name, help.to_owned()))
        .collect_view();
    let made = made_words((text.ready, text.subject, text.body), &facts, company);
    let lists = move || {
        let (inside, outside) = lists(locale, &facts, company, chosen.get());
        told(inside, outside)
    };
    view! {
        <section class="sheet">
            <h2 id=heading.clone()>{text.title}</h2>
            <p class="quiet">{text.lead}</p>
            <SendForm signals=signals labelled=heading made=made on_make=on_make>
                <OwnCompanyField company=company />
                <fieldset>
                    <legend>{text.choice}</legend>
                    <div class="choices">{options}</div>
                </fieldset>
                {lists}
            </SendForm>
        </section>
    }
}

/// What is in it, and what is not.
fn lists(
    locale: Locale,
    facts: &SendFacts,
    company: OwnCompany,
    chosen: Chosen,
) -> (Vec<String>, Vec<String>) {
    let text = &words().shared;
    let has_answers = chosen != Chosen::Scores;
    let has_evidence = chosen == Chosen::Evidence;
    let inside = [
        Some(text.result.to_owned()),
        Some(company_line(company)),
        Some(text.companies.to_owned()),
        Some(text.pack.to_owned()),
        has_answers.then(|| locale.plural(facts.answers, &text.each_answer, &[])),
        has_evidence.then(|| text.each_evidence.to_owned()),
    ];
    let outside = [
        (!has_answers).then_some(text.not_answers),
        (!has_evidence && facts.with_evidence > 0).then_some(text.not_evidence),
        Some(text.not_others),
    ];
    (
        inside.into_iter().flatten().collect(),
        outside.into_iter().flatten().map(str::to_owned).collect(),
    )
}
