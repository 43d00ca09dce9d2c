//! A view: whose it is, what keeping it does, and all of it to look at.

use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::ui::action::{Action, Filing, LaterAction, ReceivingAction, Screen, dispatch};
use crate::ui::components::partner_picker::FindPartners;
use crate::ui::components::standing::Standing;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::appendix::{AnswerGroup, answers};
use crate::ui::text::fill;

use super::keeping::{Choosing, Filed, PartnerChoice};
use super::signature::SignatureLine;
use super::{ChangedAnswer, Close, Comes, ViewFacts, facts_list, from_words, receiving, side_words, titled};

/// The view.
pub(super) fn view_of(locale: Locale, facts: ViewFacts, find: FindPartners) -> impl IntoView {
    let (text, bar) = (receiving(locale), &locale.text.bar);
    let about = facts
        .about
        .clone()
        .unwrap_or_else(|| text.facts.in_general.to_owned());
    let (title, version) = &facts.questionnaire;
    let version = [("title", &**title), ("version", &version.to_string())];
    let rows = vec![
        (text.facts.from, from_words(text, &facts.from)),
        (text.facts.about, about),
        (text.facts.side, side_words(text, facts.side).to_owned()),
        (text.facts.title, facts.title.clone()),
        (text.facts.respondent, facts.respondent.clone()),
        (text.facts.day, locale.day(facts.day)),
        (text.facts.questionnaire, fill(text.facts.version, &version)),
    ];
    let groups = facts.groups.clone();
    let other_key = facts.other_key.as_ref().map(|(name, fingerprint)| {
        let values = [("name", &**name), ("fingerprint", fingerprint)];
        view! { <p class="notice">{fill(text.signature.other_key, &values)}</p> }
    });
    view! {
        <header class="lead">
            <h1 tabindex="-1">{titled(bar.received_view, bar.received_view_unnamed, &facts.from)}</h1>
        </header>
        {facts_list(rows)}
        <SignatureLine facts=facts.signature.clone() />
        {other_key}
        <Standing progress=facts.progress.clone() />
        <Keeping facts=facts find=find />
        <Answers groups=groups />
    }
}

/// What keeping it does, and the ways to do so or not.
#[component]
fn Keeping(facts: ViewFacts, find: FindPartners) -> impl IntoView {
    let locale = locale();
    let text = receiving(locale);
    let ViewFacts {
        comes,
        is_in_bin,
        here,
        keeping,
        ..
    } = facts;
    let words = match &comes {
        Comes::New => text.comes.new.to_owned(),
        Comes::Newer { changed, others } => locale.plural(changed.len() + others, &text.comes.newer, &[]),
        Comes::NothingNew => text.comes.nothing_new.to_owned(),
        Comes::Own => text.comes.own.to_owned(),
        Comes::OwnChanged => text.comes.own_changed.to_owned(),
    };
    let in_bin = is_in_bin.then(|| view! { <p>{text.comes.in_bin}</p> });
    let changes = match &comes {
        Comes::Newer { changed, others } => Some(changes(locale, changed.clone(), *others)),
        _ => None,
    };
    let title = match comes {
        Comes::Own | Comes::NothingNew => None,
        _ => Some(view! { <h2>{text.keep.title}</h2> }),
    };
    let ways = match comes {
        Comes::Own => ends(here).into_any(),
        Comes::NothingNew if keeping.filed.is_some() && !is_in_bin => view! {
            <Filed facts=keeping locale=locale />
            {ends(here)}
        }
        .into_any(),
        comes => {
            view! { <Ways comes=comes is_in_bin=is_in_bin here=here keeping=keeping find=find /> }.into_any()
        }
    };
    view! {
        <section class="keeping sheet">
            {title}
            <p class="comes">{words}</p>
            {in_bin}
            {changes}
            {ways}
        </section>
    }
}

/// Nothing to keep: it can be opened or closed.
fn ends(here: Option<AssessmentId>) -> impl IntoView {
    view! {
        <div class="buttons">
            <Open here=here />
            <Close class="" />
        </div>
    }
}

#[component]
fn Open(here: Option<AssessmentId>) -> impl IntoView {
    let text = &receiving(locale()).view;
    let dispatch = dispatch();
    here.map(|id| {
        let open = move |_| {
            dispatch.later(LaterAction::Receiving(ReceivingAction::Closed));
            dispatch.send(Action::Opened(id, Screen::Result));
        };
        view! {
            <button type="button" on:click=open>
                {text.open}
            </button>
        }
    })
}

#[component]
fn Ways(
    comes: Comes,
    is_in_bin: bool,
    here: Option<AssessmentId>,
    keeping: super::KeepingFacts,
    find: FindPartners,
) -> impl IntoView {
    let locale = locale();
    let text = &receiving(locale).keep;
    let dispatch = dispatch();
    let keep = move |filing| dispatch.later(LaterAction::Receiving(ReceivingAction::Kept(filing)));
    let is_known = matches!(comes, Comes::NothingNew | Comes::Newer { .. });
    let as_it_is = match comes {
        Comes::NothingNew if is_in_bin => Some(text.bring_back),
        Comes::Newer { .. } if is_in_bin || keeping.filed.is_some() => Some(text.take_in),
        _ => None,
    };
    if let Some(words) = as_it_is {
        return view! {
            <Filed facts=keeping locale=locale />
            <div class="buttons">
                <button type="button" class="primary" on:click=move |_| keep(Filing::AsItIs)>
                    {words}
                </button>
                <Close class="" words=text.drop />
            </div>
        }
        .into_any();
    }
    let choosing = Choosing::of(&keeping, find);
    let filing = Memo::new(move |_| choosing.filing());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(filing) = filing.get_untracked() {
            keep(filing);
        }
    };
    let is_new = comes == Comes::NothingNew;
    let submit_words = if is_new { text.file } else { text.keep_filed };
    let apart = (!is_new).then(|| {
        view! {
            <button type="button" aria-describedby="apart-help" on:click=move |_| keep(Filing::Apart)>
                {text.keep_apart}
            </button>
        }
    });
    let apart_help = (!is_new).then(|| view! { <p class="quiet" id="apart-help">{text.keep_apart_help}</p> });
    view! {
        <form on:submit=submit>
            <PartnerChoice facts=keeping choosing=choosing />
            <div class="buttons">
                <button type="submit" class="primary" disabled=move || filing.with(Option::is_none)>
                    {submit_words}
                </button>
                {apart}
                {is_known.then(|| view! { <Open here=here /> })}
                <Close class="plain" words=if is_new { receiving(locale).close } else { text.drop } />
            </div>
            {apart_help}
        </form>
    }
    .into_any()
}

fn changes(locale: Locale, changed: Vec<ChangedAnswer>, others: usize) -> impl IntoView {
    let text = &receiving(locale).comes;
    let rows = changed
        .into_iter()
        .map(|one| {
            let words = fill(
                text.before_after,
                &[("before", &one.before), ("after", &one.after)],
            );
            let id = one.indicator.id.0.clone();
            view! {
                <li data-indicator=id>
                    <span>
                        <b class="num">{one.indicator.id.0}</b>
                        " "
                        {one.indicator.title}
                    </span>
                    <span class="num">{words}</span>
                </li>
            }
        })
        .collect_view();
    let others =
        (others > 0).then(|| view! { <li class="quiet">{locale.plural(others, &text.others, &[])}</li> });
    view! {
        <div class="changes">
            <h3>{text.changed}</h3>
            <ul>{rows} {others}</ul>
            <p class="quiet">{text.newer_help}</p>
        </div>
    }
}

/// All answers, to look at.
#[component]
pub(super) fn Answers(groups: Vec<AnswerGroup>) -> impl IntoView {
    let locale = locale();
    let text = &receiving(locale).view;
    let content = if groups.is_empty() {
        view! { <p class="quiet">{text.no_answers}</p> }.into_any()
    } else {
        answers(locale, groups).into_any()
    };
    view! {
        <section class="their-answers">
            <h2>{text.answers}</h2>
            {content}
        </section>
    }
}
