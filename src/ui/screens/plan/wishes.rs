//! What is ruled out or reckoned differently: one's own days, and the way back from all of it.

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::plan::Plan;
use crate::ui::action::dispatch;
use crate::ui::components::focus::hold_focus;
use crate::ui::components::number_field::NumberField;
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::{StepKey, Wish, change, messages};

/// One's own estimate for the step to a level. `listed`: the days that the questionnaire gives.
#[component]
pub(super) fn Effort(step: StepKey, listed: u16, plan: Memo<Option<Plan>>) -> impl IntoView {
    let text = messages(locale());
    let dispatch = dispatch();
    let number = step.1.number().to_string();
    let label = fill(text.effort, &[("n", &number)]);
    let name = fill(text.effort_name, &[("n", &number), ("id", &step.0.0)]);
    let own = step.clone();
    let value = Memo::new(move |_| {
        let own = plan.with(|plan| {
            let efforts = plan.as_ref().map_or(&[][..], |plan| &plan.efforts);
            efforts.iter().find(|(key, _)| *key == own).map(|(_, days)| *days)
        });
        own.unwrap_or(listed).to_string()
    });
    let take = Callback::new(move |typed: String| {
        let days = typed.trim().parse::<u16>().ok();
        let (Some(days), Some(plan)) = (days.filter(|days| (1..=365).contains(days)), plan.get_untracked())
        else {
            return false;
        };
        dispatch.later(change(&plan, |plan| {
            plan.efforts.retain(|(key, _)| *key != step);
            if days != listed {
                plan.efforts.push((step.clone(), days));
            }
        }));
        true
    });
    view! {
        <div class="effort">
            <NumberField
                label=label
                name=name
                keyboard="numeric"
                value=value
                wrong=text.effort_wrong
                take=take
            />
        </div>
    }
}

/// The list, with the way back.
#[component]
pub(super) fn LeftOut(
    wishes: Memo<Vec<Wish>>,
    plan: Memo<Option<Plan>>,
    page: NodeRef<Div>,
) -> impl IntoView {
    let text = messages(locale());
    let rows = move || {
        let wishes = wishes.get();
        hold_focus(page, ".wish", "button");
        wishes
    };
    view! {
        <section class="left-out" hidden=move || wishes.with(Vec::is_empty)>
            <h2>{text.wishes}</h2>
            <ul class="rows">
                <For each=rows key=Clone::clone children=move |wish| view! { <WishRow wish=wish plan=plan /> } />
            </ul>
        </section>
    }
}

#[component]
fn WishRow(wish: Wish, plan: Memo<Option<Plan>>) -> impl IntoView {
    let locale = locale();
    let text = messages(locale);
    let dispatch = dispatch();
    let (named, message, level, days) = match &wish {
        Wish::Locked(named) => (named, text.is_locked, None, 0),
        Wish::Excluded(named, level) => (named, text.is_excluded, Some(*level), 0),
        Wish::Effort(named, level, days) => (named, text.is_effort, Some(*level), *days),
    };
    let number = level.map_or_else(String::new, |level| level.number().to_string());
    let words = fill(
        message,
        &[
            ("id", &named.id.0),
            ("title", &named.title),
            ("n", &number),
            ("days", &locale.plural(days, &text.days, &[])),
        ],
    );
    let name = fill(text.take_back_name, &[("what", &words)]);
    let id = named.id.clone();
    let take_back = move |_| {
        let Some(plan) = plan.get_untracked() else { return };
        dispatch.later(change(&plan, |plan| match &wish {
            Wish::Locked(_) => plan.locked.retain(|one| *one != id),
            Wish::Excluded(_, level) => {
                plan.excluded.retain(|(one, to)| *one != id || to != level);
            }
            Wish::Effort(_, level, _) => {
                plan.efforts.retain(|((one, to), _)| *one != id || to != level);
            }
        }));
    };
    view! {
        <li class="wish">
            <span>{words}</span>
            <button type="button" class="plain" aria-label=name on:click=take_back>
                {text.take_back}
            </button>
        </li>
    }
}
