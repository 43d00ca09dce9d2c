//! Said where data that was kept here is gone: how much, since when, and the ways on.

use leptos::prelude::*;

use crate::domain::mark::Mark;
use crate::ui::Locale;
use crate::ui::action::{Action, LaterAction, Screen, dispatch};
use crate::ui::components::file_button::{FileButton, Picked};
use crate::ui::components::notice::{Notice, Urgency};
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::super::state::State;
use super::assessments::import;

/// The notice, where there is something to say.
#[component]
pub fn Gone(state: State) -> impl IntoView {
    let locale = locale();
    let text = &locale.later().gone;
    let dispatch = dispatch();
    let gone = state.later().gone;
    // What became of the file is said there.
    let bring_back = UnsyncCallback::new(move |files: Picked| {
        dispatch.send(Action::ScreenChosen(Screen::Assessments));
        import(state, locale, files);
    });
    move || {
        gone.get().map(|mark| {
            view! {
                <Notice urgency=Urgency::Failure title=text.title.into_any() body=words(locale, &mark)>
                    <button type="button" on:click=move |_| dispatch.send(Action::ScreenChosen(Screen::Data))>
                        {text.restore}
                    </button>
                    <FileButton words=text.bring_back class="" on_files=bring_back />
                    <button type="button" on:click=move |_| dispatch.later(LaterAction::BegunAnew)>
                        {text.begin_anew}
                    </button>
                </Notice>
            }
        })
    }
}

fn words(locale: Locale, mark: &Mark) -> String {
    let text = &locale.later().gone;
    let assessments = locale.plural(mark.assessments, &text.assessments, &[]);
    let partners = locale.plural(mark.partners, &text.partners, &[]);
    let what = match (mark.assessments, mark.partners) {
        (_, 0) => assessments,
        (0, _) => partners,
        _ => fill(
            text.both,
            &[("assessments", &assessments), ("partners", &partners)],
        ),
    };
    let was = mark.day.filter(|_| !mark.is_empty()).map(|day| {
        let day = locale.day(day);
        fill(text.was, &[("what", &what), ("day", &day)])
    });
    [was.as_deref().unwrap_or_default(), text.help].join(" ")
}
