//! Asking a partner for its view, and the invites so far.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::company::{CompanyFacts, CompanyId};
use crate::domain::pack::{Hash, Length, PackReference};
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::ui::action::sending::{Form, SendingAction};
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::locale;
use crate::ui::screens::sending::{SendingSignals, with_name, words};
use crate::ui::text::fill;

use asking::InviteForm;

mod asking;
mod told;

/// What the form knows beforehand.
#[derive(Debug, Clone, PartialEq)]
pub struct AskingFacts {
    pub asked: Asked,
    /// The partner's name; of several, how many they are.
    pub name: String,
    /// Who asks, as far as that is known.
    pub from: CompanyFacts,
    /// At least one, the likeliest first.
    pub packs: Vec<PackOption>,
    pub length: Length,
    /// The side that is asked.
    pub side: Side,
    /// Whether the other side has answered already, so that it can only be this one.
    pub is_side_settled: bool,
    /// Whether the partner has told its view, so that asking is not what is to be done first.
    pub has_theirs: bool,
}

/// Who is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// With what is told of the partner: name, kind and size.
    One(CompanyId, Box<CompanyFacts>),
    /// Each by an invite of its own.
    Many(Vec<CompanyId>),
}

/// A questionnaire that can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackOption {
    pub reference: PackReference,
    pub title: String,
    /// Whether there is a short cut of it.
    pub has_quick: bool,
    /// Where it did not come with the page: under this hash it can be saved as a file.
    pub own: Option<Hash>,
}

/// The section. `facts` is read when the form is opened; `None` where nothing can be asked yet.
#[component]
pub fn Inviting(
    id: CompanyId,
    name: Memo<String>,
    signals: SendingSignals,
    facts: Memo<Option<AskingFacts>>,
    /// When the partner was asked, the oldest first.
    sent: Memo<Vec<Day>>,
) -> impl IntoView {
    let text = &words().invite;
    let dispatch = dispatch();
    let place = NodeRef::<Div>::new();
    let heading = field_id();
    let is_open = Memo::new(move |_| signals.form.get() == Some(Form::Ask(id)));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = is_open.get();
        if was_open == Some(true) && !is_open {
            focus_soon(place, "[data-verb=ask]".to_owned());
        }
        is_open
    });
    let has_facts = Memo::new(move |_| facts.with(Option::is_some));
    let button = move || {
        let was_asked = Memo::new(move |_| sent.with(|sent| !sent.is_empty()));
        let has_theirs =
            Memo::new(move |_| facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.has_theirs)));
        view! {
            <div class="buttons">
                <button
                    type="button"
                    class:primary=move || !has_theirs.get()
                    data-verb="ask"
                    on:click=move |_| {
                        dispatch.later(LaterAction::Sending(SendingAction::Opened(Form::Ask(id))));
                    }
                >
                    {move || if was_asked.get() { text.again } else { text.open }}
                </button>
            </div>
        }
    };
    let labelled = heading.clone();
    let form = move || {
        let facts = is_open.get().then(|| facts.get_untracked()).flatten()?;
        let labelled = labelled.clone();
        Some(view! {
            <div class="sheet">
                <InviteForm signals=signals facts=facts labelled=labelled />
            </div>
        })
    };
    view! {
        <section class="inviting">
            <div class="inviting-place" node_ref=place>
                <h2 id=heading>{move || with_name(text.title, &name.get())}</h2>
                <p class="quiet">{text.lead}</p>
                {move || (has_facts.get() && !is_open.get()).then(button)}
                {form}
                <Sent days=sent />
            </div>
        </section>
    }
}

/// The form that asks several at once.
#[component]
pub fn InvitingMany(signals: SendingSignals, facts: AskingFacts) -> impl IntoView {
    let text = &words().invite;
    let heading = field_id();
    view! {
        <section class="inviting">
            <div class="inviting-place">
                <h2 id=heading.clone()>{with_name(text.title, &facts.name)}</h2>
                <p class="quiet">{text.lead_many}</p>
                <div class="sheet">
                    <InviteForm signals=signals facts=facts labelled=heading />
                </div>
            </div>
        </section>
    }
}

/// When the partner was asked, the latest first.
#[component]
fn Sent(days: Memo<Vec<Day>>) -> impl IntoView {
    let text = &words().invite;
    let locale = locale();
    move || {
        let rows = days.get();
        (!rows.is_empty()).then(|| {
            let rows = rows
                .into_iter()
                .rev()
                .map(|day| view! { <li>{fill(text.sent, &[("day", &locale.day(day))])}</li> })
                .collect_view();
            view! {
                <h3>{text.sent_title}</h3>
                <ul class="num sent">{rows}</ul>
            }
        })
    }
}
