//! What another company has sent, shown beside what is here, before anything is done with it.

mod invite;
pub mod keeping;
mod kept;
mod refused;
mod shared;
pub mod signature;
mod view;
pub mod ways;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::company::CompanyId;
use crate::domain::level::Level;
use crate::domain::problem::Problem;
use crate::domain::scoring::Figures;
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::ui::action::{LaterAction, ReceivingAction, dispatch};
use crate::ui::components::focus::focus_soon;
use crate::ui::components::partner_picker::FindPartners;
use crate::ui::components::standing::Progress;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::Named;
use crate::ui::screens::result::appendix::AnswerGroup;
use crate::ui::text::{self, ReceivingText, fill};

use invite::invite;
use keeping::KeepingFacts;
use kept::kept;
use refused::{Locked, refused};
use shared::shared;
use signature::SignatureFacts;
use view::view_of;

/// What is opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedFacts {
    /// The name of its file; `None`: it came in a link.
    pub file: Option<String>,
    pub content: OpenedContent,
}

/// How far it is, or what it is.
#[derive(Debug, Clone, PartialEq)]
pub enum OpenedContent {
    Opening,
    /// It waits for its passphrase; so many were wrong.
    Locked {
        wrong: u32,
    },
    Refused(RefusedFacts),
    Invite(InviteFacts),
    View(Box<ViewFacts>),
    Shared(SharedFacts),
    Kept(KeptFacts),
    TakenBack,
}

/// Why it is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedFacts {
    pub cause: String,
    /// What can be done; may be empty.
    pub help: &'static str,
    pub problems: Vec<Problem>,
}

/// Somebody asks for a view.
#[derive(Debug, Clone, PartialEq)]
pub struct InviteFacts {
    /// May be empty; as the next.
    pub from: String,
    pub to: String,
    /// Kind and size of who asks, in words.
    pub from_facts: Vec<String>,
    pub side: Side,
    /// The words for the length.
    pub length: &'static str,
    pub day: Day,
    /// May be empty.
    pub message: String,
    pub signature: SignatureFacts,
    pub questionnaire: InvitedPack,
    /// The assessment here that answers it, with how many questions are answered and asked.
    pub begun: Option<(AssessmentId, usize, usize)>,
    /// To whom it was sent from here.
    pub sent_to: Option<String>,
}

/// The questionnaire that is to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvitedPack {
    /// It is looked for.
    OnItsWay,
    Here {
        title: String,
        version: u32,
        questions: usize,
    },
    Missing {
        id: String,
        version: u32,
        /// Its beginning.
        hash: Option<String>,
    },
}

/// Somebody's view.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewFacts {
    /// May be empty.
    pub from: String,
    /// `None`: channel work in general.
    pub about: Option<String>,
    pub side: Side,
    pub day: Day,
    /// May be empty; as the next.
    pub title: String,
    pub respondent: String,
    /// The questionnaire's title and version.
    pub questionnaire: (String, u32),
    pub signature: SignatureFacts,
    /// Under whom it would be filed, and the other key that theirs were signed by so far.
    pub other_key: Option<(String, String)>,
    pub progress: Option<Progress>,
    pub groups: Vec<AnswerGroup>,
    pub comes: Comes,
    /// Whether what is here of it lies in the bin.
    pub is_in_bin: bool,
    /// What is here of it.
    pub here: Option<AssessmentId>,
    pub keeping: KeepingFacts,
}

/// What keeping it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comes {
    New,
    /// At least one thing is different.
    Newer {
        changed: Vec<ChangedAnswer>,
        /// How many things beside answers are different.
        others: usize,
    },
    NothingNew,
    Own,
    OwnChanged,
}

/// An answer that is another one now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedAnswer {
    pub indicator: Named,
    /// In words.
    pub before: String,
    pub after: String,
}

/// A result that somebody shows.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedFacts {
    /// May be empty.
    pub from: String,
    /// `None`: channel work in general.
    pub about: Option<String>,
    pub side: Side,
    pub day: Day,
    /// The questionnaire's title, else its id; and its version.
    pub questionnaire: (String, u32),
    pub signature: SignatureFacts,
    pub progress: Progress,
    pub floor: Option<Level>,
    /// By title, where it is known, else by id.
    pub dimensions: Vec<(String, Figures)>,
    /// `None`: they were not sent along.
    pub answers: Option<SharedAnswers>,
}

/// The answers behind a result.
#[derive(Debug, Clone, PartialEq)]
pub enum SharedAnswers {
    Here(Vec<AnswerGroup>),
    PackMissing,
}

/// What has become of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFacts {
    pub id: AssessmentId,
    /// Under whom it is filed; `None`: kept apart.
    pub filed: Option<(CompanyId, String)>,
    /// Whether it can be taken back.
    pub can_take_back: bool,
}

/// The screen; `None` in `facts`: nothing is opened. `on_partner` leads to a partner's page.
#[component]
pub fn OpenedScreen(
    facts: Memo<Option<OpenedFacts>>,
    find: FindPartners,
    on_partner: Callback<CompanyId>,
) -> impl IntoView {
    let locale = locale();
    let text = receiving(locale);
    let page = NodeRef::<Div>::new();
    // The focus goes to what has come.
    let stage = Memo::new(move |_| {
        facts.with(|facts| {
            facts
                .as_ref()
                .map(|facts| core::mem::discriminant(&facts.content))
        })
    });
    Effect::new(move |_| {
        if page.get().is_some() && stage.get().is_some() {
            let is_wrong = facts.with_untracked(|facts| {
                let content = facts.as_ref().map(|facts| &facts.content);
                matches!(content, Some(OpenedContent::Locked { wrong: 1.. }))
            });
            let first = if is_wrong {
                "input[type=password]"
            } else {
                "h1[tabindex]"
            };
            focus_soon(page, first.to_owned());
        }
    });
    let from = Memo::new(move |_| facts.with(|facts| facts.as_ref().map(|facts| facts.file.clone())));
    let from = move || {
        from.get().map(|file| match file {
            None => text.from[0].to_owned(),
            Some(file) => fill(text.from[1], &[("file", &file)]),
        })
    };
    let content = Memo::new(move |_| facts.with(|facts| facts.as_ref().map(|facts| facts.content.clone())));
    let shown = move || {
        Some(match content.get()? {
            OpenedContent::Opening => view! {
                <header class="lead">
                    <h1 tabindex="-1">{text.opening}</h1>
                </header>
            }
            .into_any(),
            OpenedContent::Locked { wrong } => view! { <Locked is_wrong={wrong > 0} /> }.into_any(),
            OpenedContent::Refused(facts) => refused(locale, facts).into_any(),
            OpenedContent::Invite(facts) => invite(locale, facts).into_any(),
            OpenedContent::View(facts) => view_of(locale, *facts, find).into_any(),
            OpenedContent::Shared(facts) => shared(locale, facts).into_any(),
            OpenedContent::Kept(facts) => kept(locale, facts, on_partner).into_any(),
            OpenedContent::TakenBack => view! {
                <header class="lead">
                    <h1 tabindex="-1">{text.kept.taken_back}</h1>
                    <Close class="primary" />
                </header>
            }
            .into_any(),
        })
    };
    view! {
        <div class="page desk opened" node_ref=page>
            <p class="quiet from" role="status">
                {from}
            </p>
            {shown}
        </div>
    }
}

/// Closes what is opened; nothing is kept by it.
#[component]
fn Close(class: &'static str, #[prop(optional)] words: Option<&'static str>) -> impl IntoView {
    let text = receiving(locale());
    let dispatch = dispatch();
    view! {
        <button
            type="button"
            class=class
            data-verb="close"
            on:click=move |_| dispatch.later(LaterAction::Receiving(ReceivingAction::Closed))
        >
            {words.unwrap_or(text.close)}
        </button>
    }
}

/// What is longer than this, in characters, stands on a line of its own.
const WIDE: usize = 30;

/// A list of facts; those that say nothing are left out.
fn facts_list(rows: Vec<(&'static str, String)>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .filter(|(_, words)| !words.trim().is_empty())
        .map(|(name, words)| {
            let class = if words.chars().count() > WIDE { "wide" } else { "" };
            view! {
                <div class=class>
                    <dt>{name}</dt>
                    <dd>{words}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="sent-facts">{rows}</dl> }
}

/// Who sent it, or that it does not say.
fn from_words(text: &ReceivingText, name: &str) -> String {
    titled("{name}", text.facts.from_unnamed, name)
}

/// A title with somebody's name in it, or one without.
fn titled(message: &str, unnamed: &str, name: &str) -> String {
    if name.trim().is_empty() {
        unnamed.to_owned()
    } else {
        fill(message, &[("name", name)])
    }
}

const fn side_words(text: &'static ReceivingText, side: Side) -> &'static str {
    let [vendor, partner] = text.facts.sides;
    match side {
        Side::Vendor => vendor,
        Side::Partner => partner,
    }
}

/// The messages.
pub(in crate::ui) fn receiving(locale: Locale) -> &'static ReceivingText {
    text::receiving(locale.speech)
}
