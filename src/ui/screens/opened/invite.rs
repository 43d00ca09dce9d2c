//! An invite: who asks, about what, and the way to answer.

use leptos::prelude::*;

use crate::ui::action::{Action, LaterAction, ReceivingAction, Screen, dispatch};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{desk, fill};

use super::signature::SignatureLine;
use super::{Close, InviteFacts, InvitedPack, facts_list, from_words, receiving, titled};

/// The invite.
pub(super) fn invite(locale: Locale, facts: InviteFacts) -> impl IntoView {
    let text = receiving(locale);
    let asks = text.invite.asks[usize::from(facts.side == crate::domain::side::Side::Partner)];
    let from = facts
        .from_facts
        .iter()
        .map(|fact| view! { <li>{fact.clone()}</li> })
        .collect_view();
    let mut rows = vec![
        (text.facts.from, from_words(text, &facts.from)),
        (text.facts.to, facts.to.clone()),
        (text.facts.day, locale.day(facts.day)),
    ];
    if let InvitedPack::Here { title, version, .. } = &facts.questionnaire {
        let version = version.to_string();
        let words = fill(text.facts.version, &[("title", title), ("version", &version)]);
        rows.push((text.facts.questionnaire, words));
    }
    let message = (!facts.message.trim().is_empty()).then(|| {
        view! {
            <figure class="message">
                <figcaption>{text.invite.message}</figcaption>
                <blockquote>{facts.message.clone()}</blockquote>
            </figure>
        }
    });
    let sent = facts.sent_to.as_ref().map(|name| {
        view! { <p class="notice hint">{fill(text.invite.sent, &[("name", name)])}</p> }
    });
    view! {
        <header class="lead">
            <h1 tabindex="-1">{titled(text.invite.title, text.invite.title_unnamed, &facts.from)}</h1>
            <div class="entry-head">
                <ul class="facts quiet num">{from}</ul>
            </div>
            <p>{asks}</p>
        </header>
        {message}
        {sent}
        {facts_list(rows)}
        <SignatureLine facts=facts.signature.clone() />
        <Answering facts=facts />
    }
}

#[component]
fn Answering(facts: InviteFacts) -> impl IntoView {
    let locale = locale();
    let text = &receiving(locale).invite;
    let dispatch = dispatch();
    if let Some((id, answered, asked)) = facts.begun {
        let (answered, asked) = (locale.count(answered), locale.count(asked));
        let words = fill(text.begun, &[("answered", &answered), ("asked", &asked)]);
        let go_on = move |_| {
            dispatch.later(LaterAction::Receiving(ReceivingAction::Closed));
            dispatch.send(Action::Opened(id, Screen::Question));
        };
        return view! {
            <p>{words}</p>
            <div class="buttons">
                <button type="button" class="primary" on:click=go_on>
                    {text.go_on}
                </button>
                <Close class="" />
            </div>
        }
        .into_any();
    }
    match facts.questionnaire {
        InvitedPack::OnItsWay => {
            view! { <p class="waiting" role="status">{locale.text.part.loading}</p> }.into_any()
        }
        InvitedPack::Missing { id, version, hash } => {
            missing(locale, &facts.from, &id, version, hash).into_any()
        }
        InvitedPack::Here { questions, .. } => {
            let words = locale.plural(questions, &text.questions, &[("length", facts.length)]);
            view! {
                <p class="num">{words}</p>
                <div class="buttons">
                    <button
                        type="button"
                        class="primary"
                        aria-describedby="answer-help"
                        on:click=move |_| dispatch.later(LaterAction::Receiving(ReceivingAction::Answered))
                    >
                        {text.answer}
                    </button>
                    <Close class="" />
                </div>
                <p class="quiet" id="answer-help">{text.answer_help}</p>
            }
            .into_any()
        }
    }
}

/// Which questionnaire is needed, and how to come by it.
fn missing(
    locale: Locale,
    from: &str,
    id: &str,
    version: u32,
    hash: Option<String>,
) -> impl IntoView + use<> {
    let text = &receiving(locale).invite;
    let dispatch = dispatch();
    let version = version.to_string();
    let what = fill(text.missing_what, &[("id", id), ("version", &version)]);
    let hash = hash.map(|hash| fill(text.missing_hash, &[("hash", &hash)]));
    let unnamed = desk(locale.speech).unnamed;
    let from = if from.trim().is_empty() { unnamed } else { from };
    let how = fill(text.missing_how, &[("name", from)]);
    view! {
        <section class="outcome failure">
            <h2>{text.missing}</h2>
            <p>{what} " " {hash}</p>
            <p>{how}</p>
        </section>
        <div class="buttons">
            <button
                type="button"
                class="primary"
                on:click=move |_| dispatch.send(Action::ScreenChosen(Screen::Packs))
            >
                {text.to_packs}
            </button>
            <Close class="" />
        </div>
    }
}
