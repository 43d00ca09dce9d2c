//! What each side has answered: the newest view with its score, and the earlier ones.

use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::company::CompanyId;
use crate::domain::level::Level;
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::ui::action::sending::{Form, SendingAction};
use crate::ui::action::{Action, LaterAction, Screen, dispatch};
use crate::ui::components::field::{SelectField, field_id};
use crate::ui::components::standing::{Progress, Standing};
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::sending::{self, with_name};
use crate::ui::text::{desk, fill};

use super::relation;

/// The views of one side.
#[derive(Debug, Clone, PartialEq)]
pub struct SideFacts {
    /// The newest first.
    pub views: Vec<ViewFacts>,
    /// What could be a view of this side too.
    pub others: Others,
}

/// Assessments that could be filed as a side's view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Others {
    /// The likeliest first, at most [`LISTED`].
    pub listed: Vec<(AssessmentId, String)>,
    /// How many there are in all.
    pub count: usize,
}

/// So many of them are listed.
pub const LISTED: usize = 30;

/// Finds some of them by words.
pub type FindOthers = Callback<String, Others>;

/// One view.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewFacts {
    pub id: AssessmentId,
    pub name: String,
    pub side: Side,
    pub changed: Day,
    /// When it came in and who signed it, in words; empty where it was answered here.
    pub received: Vec<String>,
    /// Whether it was filed as this side's, and can be kept apart again.
    pub is_filed: bool,
    /// `None` where the pack is not at hand.
    pub progress: Option<Progress>,
    /// `None` where the pack is not at hand, or nothing is answered.
    pub worth: Option<WorthFacts>,
}

/// What a view is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct WorthFacts {
    /// The level with its name.
    pub floor: Option<(Level, String)>,
    /// `0.0..=1.0`.
    pub freshness: Option<f64>,
    pub open_gates: usize,
    /// How many questions are to be asked again.
    pub due: usize,
}

/// Both sides beside each other.
pub fn sides(
    company: CompanyId,
    name: &str,
    (ours, theirs): (SideFacts, SideFacts),
    find: FindOthers,
) -> impl IntoView + use<> {
    let text = relation(locale());
    let theirs_title = fill(text.theirs, &[("name", name)]);
    let no_theirs = fill(text.nothing_of_theirs, &[("name", name)]);
    let no_ours = fill(text.nothing_of_ours, &[("name", name)]);
    view! {
        <div class="both-views">
            <section>
                <h2>{text.ours}</h2>
                {if ours.views.is_empty() {
                    view! {
                        <p class="quiet">{no_ours}</p>
                        <Begin company=company />
                    }
                        .into_any()
                } else {
                    let is_begun = |view: &&ViewFacts| {
                        view.progress.as_ref().is_none_or(|progress| progress.answered > 0)
                    };
                    let newest = ours.views.first().filter(is_begun);
                    let send = newest.map(|view| send(view.id, name));
                    view! {
                        <Shown views=ours.views />
                        {send}
                    }
                        .into_any()
                }}
            </section>
            <section>
                <h2>{theirs_title}</h2>
                {if theirs.views.is_empty() {
                    view! { <p class="quiet">{no_theirs}</p> }.into_any()
                } else {
                    view! { <Shown views=theirs.views /> }.into_any()
                }}
                <Filing company=company others=theirs.others find=find />
            </section>
        </div>
    }
}

/// The way to give the newest of our views to the partner, from its result.
fn send(id: AssessmentId, name: &str) -> impl IntoView + use<> {
    let dispatch = dispatch();
    let open = SendingAction::Opened(Form::Send(id));
    view! {
        <div class="buttons">
            <button type="button" on:click=move |_| dispatch.later(LaterAction::Sending(open.clone()))>
                {with_name(sending::words().view.open_to, name)}
            </button>
        </div>
    }
}

/// Begins an own view of the relationship.
#[component]
fn Begin(company: CompanyId) -> impl IntoView {
    let text = relation(locale());
    let dispatch = dispatch();
    let buttons = Side::ALL
        .into_iter()
        .zip(text.begin)
        .map(|(side, words)| {
            view! {
                <button type="button" on:click=move |_| dispatch.later(LaterAction::BegunAbout(company, side))>
                    {words}
                </button>
            }
        })
        .collect_view();
    view! { <div class="buttons">{buttons}</div> }
}

/// Files an assessment that is here as the partner's own view. Where there are many, words find some of them.
#[component]
fn Filing(company: CompanyId, others: Others, find: FindOthers) -> impl IntoView {
    let locale = locale();
    let text = relation(locale);
    let dispatch = dispatch();
    let chosen = RwSignal::new(String::new());
    let is_chosen = Memo::new(move |_| chosen.with(|chosen| !chosen.is_empty()));
    let (count, has_more) = (others.count, others.count > others.listed.len());
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        if query.with(|query| query.trim().is_empty()) {
            others.clone()
        } else {
            find.run(query.get())
        }
    });
    let file = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let all = found.get_untracked().listed;
        let one = all.into_iter().find(|one| is(one, chosen));
        if let Some((id, _)) = one {
            dispatch.later(LaterAction::Filed(id, Some(company)));
        }
    };
    if count == 0 {
        return None;
    }
    // Nothing is chosen that cannot be seen.
    Effect::new(move |_| {
        let is_listed = found.with(|found| found.listed.iter().any(|one| is(one, chosen)));
        if !is_listed {
            chosen.set(String::new());
        }
    });
    let search =
        has_more.then(|| view! { <FindField label=text.file_find query=query said=said(locale, found) /> });
    let options = move || {
        let all = found.get().listed.into_iter();
        all.map(|(id, name)| (id.0.to_string(), name)).collect::<Vec<_>>()
    };
    Some(view! {
        <form class="filing" on:submit=file>
            {search}
            {move || {
                view! { <SelectField label=text.file options=options() none=text.file_none value=chosen /> }
            }}
            <button type="submit" disabled=move || !is_chosen.get()>
                {text.file_here}
            </button>
        </form>
    })
}

/// Whether it is the one that is chosen.
fn is((id, _): &(AssessmentId, String), chosen: RwSignal<String>) -> bool {
    chosen.with_untracked(|chosen| *chosen == id.0.to_string())
}

/// How many are found, in words.
fn said(locale: Locale, found: Memo<Others>) -> Signal<String> {
    let text = relation(locale);
    Signal::derive(move || {
        found.with(|found| {
            if found.count == 0 {
                return text.file_found_none.to_owned();
            }
            let (listed, all) = (locale.count(found.listed.len()), locale.count(found.count));
            if found.listed.len() == found.count {
                locale.plural(found.count, &text.file_found, &[])
            } else {
                fill(text.file_found_of, &[("found", &listed), ("all", &all)])
            }
        })
    })
}

/// A field for words that find some of many, with what is said of it.
#[component]
fn FindField(label: &'static str, query: RwSignal<String>, said: Signal<String>) -> impl IntoView {
    let id = field_id();
    let help = format!("{id}-said");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                type="search"
                id=id
                maxlength="200"
                autocomplete="off"
                aria-describedby=help.clone()
                bind:value=query
            />
            <small id=help class="num" role="status">
                {said}
            </small>
        </div>
    }
}

#[component]
fn Shown(views: Vec<ViewFacts>) -> impl IntoView {
    let locale = locale();
    let text = relation(locale);
    let mut views = views.into_iter();
    let newest = views.next().map(|view| shown(locale, view));
    let count = views.len();
    let earlier = (count > 0).then(|| {
        let rows = views
            .map(|view| view! { <li>{shown(locale, view)}</li> })
            .collect_view();
        view! {
            <details>
                <summary class="num">{locale.plural(count, &text.earlier, &[])}</summary>
                <ul class="entries">{rows}</ul>
            </details>
        }
    });
    view! {
        {newest}
        {earlier}
    }
}

fn shown(locale: Locale, view: ViewFacts) -> impl IntoView {
    let text = relation(locale);
    let dispatch = dispatch();
    let (class, side) = match view.side {
        Side::Vendor => ("side vendor", text.sides[0]),
        Side::Partner => ("side partner", text.sides[1]),
    };
    let answered = view.progress.as_ref().map(|progress| {
        let (answered, asked) = (locale.count(progress.answered), locale.count(progress.asked));
        let words = fill(
            desk(locale.speech).assessments.progress,
            &[("answered", &answered), ("asked", &asked)],
        );
        view! { <li>{words}</li> }
    });
    let changed = fill(text.changed, &[("day", &locale.day(view.changed))]);
    let received = view
        .received
        .iter()
        .map(|fact| view! { <li>{fact.clone()}</li> })
        .collect_view();
    let label = |message| fill(message, &[("name", &view.name)]);
    let id = view.id;
    let apart = view.is_filed.then(|| {
        view! {
            <button
                type="button"
                class="plain"
                aria-label=label(text.keep_apart_name)
                on:click=move |_| dispatch.later(LaterAction::Filed(id, None))
            >
                {text.keep_apart}
            </button>
        }
    });
    view! {
        <div class="view">
            <ul class="facts quiet num">
                <li class=class>
                    <span class="mark" aria-hidden="true"></span>
                    {side}
                </li>
                {answered}
                <li>{changed}</li>
                {received}
            </ul>
            <Standing progress=view.progress />
            {view.worth.as_ref().map(|worth| worth_of(locale, worth))}
            <div class="verbs">
                <button
                    type="button"
                    aria-label=label(text.open_name)
                    on:click=move |_| dispatch.send(Action::Opened(id, Screen::Result))
                >
                    {text.open}
                </button>
                {apart}
            </div>
        </div>
    }
}

fn worth_of(locale: Locale, worth: &WorthFacts) -> impl IntoView + use<> {
    let text = &relation(locale).worth;
    let mut facts = Vec::new();
    if let Some((level, name)) = &worth.floor {
        let values = [("n", &*level.number().to_string()), ("name", name.as_str())];
        facts.push(fill(text.floor, &values));
    }
    if let Some(freshness) = worth.freshness {
        facts.push(fill(text.fresh, &[("share", &locale.percent(freshness))]));
    }
    for (count, words) in [(worth.open_gates, &text.open_gates), (worth.due, &text.due)] {
        if count > 0 {
            facts.push(locale.plural(count, words, &[]));
        }
    }
    let facts = facts.into_iter().map(|fact| view! { <li>{fact}</li> });
    view! { <ul class="facts quiet num">{facts.collect_view()}</ul> }
}
