//! What can be sent of a result, where it stands: the buttons, the form that one of them opens, and the way back to whoever
//! has asked for the answers.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::company::CompanyFacts;
use crate::ui::action::sending::{Form, SendingAction};
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::focus::focus_soon;
use crate::ui::text::fill;

use super::own_company::OwnCompany;
use super::shared::SharedForm;
use super::view::ViewForm;
use super::{MadeWords, SendingSignals, with_name, words};

/// What is known of an assessment that can be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct SendFacts {
    pub id: AssessmentId,
    /// Who has answered, as far as that is known.
    pub from: CompanyFacts,
    /// The title of what was answered.
    pub questionnaire: String,
    /// The other company, where it has a name.
    pub to: Option<String>,
    /// Whether it answers an invite.
    pub is_asked: bool,
    /// Whether the other company was invited to answer.
    pub has_asked: bool,
    pub answers: usize,
    /// How many of them have a note, a link or a reason.
    pub with_evidence: usize,
    pub title: Option<String>,
    pub respondent: Option<String>,
    /// Whether whoever gets it may lack the questionnaire.
    pub brings_pack: bool,
}

/// What the result needs for it.
#[derive(Clone, Copy)]
pub struct OnResult {
    pub signals: SendingSignals,
    /// `None` where there is nothing of ours to send.
    pub facts: Memo<Option<SendFacts>>,
}

impl OnResult {
    /// Whether whoever answered was asked to.
    pub fn is_asked(self) -> bool {
        self.facts
            .with(|facts| facts.as_ref().is_some_and(|facts| facts.is_asked))
    }
}

/// The buttons, among those of the result.
#[component]
pub fn Openers(sending: OnResult) -> impl IntoView {
    let buttons = move || {
        let text = words();
        let facts = sending.facts.get()?;
        let dispatch = dispatch();
        let button = move |form: Form, verb: &'static str, words: &'static str| {
            view! {
                <button
                    type="button"
                    data-verb=verb
                    on:click=move |_| dispatch.later(LaterAction::Sending(SendingAction::Opened(form)))
                >
                    {words}
                </button>
            }
        };
        // Where they were asked for, another button sends them.
        let send = (!facts.is_asked).then(|| button(Form::Send(facts.id), "send", text.view.open));
        Some(view! {
            {send}
            {button(Form::Share(facts.id), "share", text.shared.open)}
        })
    };
    view! { {buttons} }
}

/// Says who has asked for the answers, with the way to return them.
#[component]
pub fn Returning(sending: OnResult) -> impl IntoView {
    let dispatch = dispatch();
    move || {
        let text = &words().view;
        let facts = sending.facts.get().filter(|facts| facts.is_asked)?;
        let form = Form::Send(facts.id);
        let (asked, back) = match facts.to {
            Some(name) => (
                with_name(text.asked, &name).into_any(),
                with_name(text.return_to, &name).into_any(),
            ),
            None => (text.asked_plain.into_any(), text.return_plain.into_any()),
        };
        Some(view! {
            <div class="notice hint returning">
                <p>
                    <b>{asked}</b>
                    " "
                    {text.asked_help}
                </p>
                <button
                    type="button"
                    class="primary"
                    data-verb="send"
                    on:click=move |_| dispatch.later(LaterAction::Sending(SendingAction::Opened(form)))
                >
                    {back}
                </button>
            </div>
        })
    }
}

/// The form that is open. When it is closed, the focus goes back to what opened it, within `page`.
#[component]
pub fn OpenForm(sending: OnResult, page: NodeRef<Div>) -> impl IntoView {
    let OnResult { signals, facts } = sending;
    let shown = Memo::new(move |_| {
        let form = signals.form.get()?;
        let id = facts.with(|facts| facts.as_ref().map(|facts| facts.id));
        (form.assessment().is_some() && form.assessment() == id).then_some(form)
    });
    Effect::new(move |before: Option<Option<Form>>| {
        let now = shown.get();
        if let (Some(Some(before)), None) = (before, now) {
            let verb = if matches!(before, Form::Share(_)) {
                "share"
            } else {
                "send"
            };
            focus_soon(page, format!("[data-verb={verb}]"));
        }
        now
    });
    move || {
        let form = shown.get()?;
        let facts = facts.get_untracked()?;
        Some(match form {
            Form::Share(_) => view! { <SharedForm signals=signals facts=facts /> }.into_any(),
            Form::Send(_) | Form::Ask(_) | Form::AskMany => {
                view! { <ViewForm signals=signals facts=facts /> }.into_any()
            }
        })
    }
}

/// What is said of what was made; the texts are those of it that is ready, and of an e-mail's subject and body.
pub(super) fn made_words(
    (ready, subject, body): ([&'static str; 2], &'static str, &'static str),
    facts: &SendFacts,
    company: OwnCompany,
) -> Signal<MadeWords> {
    let title = facts.questionnaire.clone();
    Signal::derive(move || {
        let places = [("from", &*company.name_words()), ("title", &*title)];
        MadeWords {
            ready,
            subject: fill(subject, &places),
            body: fill(body, &places),
        }
    })
}

/// By which name the own company goes along.
pub(super) fn company_line(company: OwnCompany) -> String {
    fill(words().company.sent, &[("name", &company.name_words())])
}

/// What is in it, and what is not.
pub(super) fn told(inside: Vec<String>, outside: Vec<String>) -> impl IntoView {
    let list = |title: &'static str, class: &'static str, lines: Vec<String>| {
        let lines = lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view();
        view! {
            <div class=class>
                <h3>{title}</h3>
                <ul>{lines}</ul>
            </div>
        }
    };
    let text = words();
    view! {
        <div class="what-goes">
            {list(text.in_it, "in-it", inside)}
            {list(text.not_in_it, "not-in-it", outside)}
        </div>
    }
}
