//! What to reach: a level, or a score.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::domain::plan::{Plan, PlanTarget};
use crate::ui::action::dispatch;
use crate::ui::components::field::field_id;
use crate::ui::components::number_field::NumberField;
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::{change, messages};

/// The score that is aimed at where a score is chosen and nothing is said yet.
const FIRST_SCORE: f64 = 70.0;

/// The choice.
#[component]
pub(super) fn Target(plan: Memo<Option<Plan>>, target: Memo<Option<PlanTarget>>) -> impl IntoView {
    let text = messages(locale());
    let dispatch = dispatch();
    let level_id = field_id();
    let set = move |target: PlanTarget| {
        if let Some(plan) = plan.get_untracked() {
            dispatch.later(change(&plan, |plan| plan.target = Some(target)));
        }
    };
    let options = Level::ALL.into_iter().skip(1).map(|level| {
        let number = level.number().to_string();
        let words = fill(text.to_level, &[("n", &number)]);
        view! { <option value=number>{words}</option> }
    });
    let chosen = move || match target.get() {
        Some(PlanTarget::Level(level)) => level.number().to_string(),
        _ => String::from("score"),
    };
    let score = Memo::new(move |_| match target.get() {
        Some(PlanTarget::Score(score)) => score.to_string(),
        _ => String::new(),
    });
    let is_score = Memo::new(move |_| matches!(target.get(), Some(PlanTarget::Score(_))));
    let choose = move |value: String| {
        let level = value.parse().ok().and_then(Level::new);
        set(level.map_or(PlanTarget::Score(FIRST_SCORE), PlanTarget::Level));
    };
    let take = Callback::new(move |typed: String| {
        let score = typed.trim().replace(',', ".").parse().ok();
        let score = score.filter(|score| (0.0..=100.0).contains(score));
        score.map(|score| set(PlanTarget::Score(score))).is_some()
    });
    view! {
        <form class="target" on:submit=|event| event.prevent_default()>
            <div class="field">
                <label for=level_id.clone()>{text.target}</label>
                <select
                    id=level_id
                    prop:value=chosen
                    on:change:target=move |event| choose(event.target().value())
                >
                    {options.collect_view()}
                    <option value="score">{text.to_score}</option>
                </select>
            </div>
            {move || {
                is_score
                    .get()
                    .then(|| {
                        view! {
                            <NumberField
                                label=text.score
                                name=text.score
                                keyboard="decimal"
                                value=score
                                wrong=text.score_wrong
                                take=take
                            />
                        }
                    })
            }}
        </form>
    }
}
