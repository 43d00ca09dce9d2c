//! The ladder of a question: five observable levels, and the two answers that are no level.

use leptos::prelude::*;

use crate::domain::assessment::AnswerState;
use crate::domain::level::Level;
use crate::ui::components::level_chip::LevelChip;
use crate::ui::locale::locale;

/// The answers of one question as one group of radio buttons.
#[component]
pub fn Ladder(
    /// What each level looks like, lowest first.
    anchors: [String; 5],
    may_not_apply: bool,
    /// What is answered now; `None`: unanswered.
    answer: Memo<Option<AnswerState>>,
    #[prop(into)] on_answer: Callback<AnswerState>,
) -> impl IntoView {
    let locale = locale();
    let text = &locale.text.question;
    let rungs = Level::ALL
        .into_iter()
        .zip(anchors)
        .map(|(level, words)| {
            let checked = move || answer.get() == Some(AnswerState::Level(level));
            view! {
                <label class="rung">
                    <input
                        type="radio"
                        name="answer"
                        value=level.number().to_string()
                        prop:checked=checked
                        on:change=move |_| on_answer.run(AnswerState::Level(level))
                    />
                    <LevelChip level=level />
                    <span>
                        <span class="hidden">{format!("{}: ", level.number())}</span>
                        {words}
                    </span>
                </label>
            }
        })
        .collect_view();
    let unknown = move || answer.get() == Some(AnswerState::Unknown);
    let not_applicable = move || matches!(answer.get(), Some(AnswerState::NotApplicable { .. }));
    let reason = move || AnswerState::NotApplicable {
        reason: match answer.get_untracked() {
            Some(AnswerState::NotApplicable { reason }) => reason,
            _ => String::new(),
        },
    };
    view! {
        <div class="ladder">{rungs}</div>
        <div class="off">
            <label>
                <input
                    type="radio"
                    name="answer"
                    value="unknown"
                    prop:checked=unknown
                    on:change=move |_| on_answer.run(AnswerState::Unknown)
                />
                <span>{text.unknown}</span>
            </label>
            {may_not_apply
                .then(|| {
                    view! {
                        <label>
                            <input
                                type="radio"
                                name="answer"
                                value="notApplicable"
                                prop:checked=not_applicable
                                on:change=move |_| on_answer.run(reason())
                            />
                            <span>{text.not_applicable}</span>
                        </label>
                    }
                })}
        </div>
    }
}
