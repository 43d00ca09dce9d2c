//! What is done with the partners that are chosen. The bar stays in sight while one scrolls.

use leptos::html::{Input, Select};
use leptos::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent, SubmitEvent};

use crate::domain::portfolio::Chosen;
use crate::domain::profile::{LONGEST_TAG, Profile, TagError};
use crate::ui::components::field::field_id;
use crate::ui::components::focus::focus_soon;
use crate::ui::components::form_buttons::FormButtons;
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{directory, fill, isolated};

use super::{ManyAction, Portfolio, PortfolioSignals, Those, Totals, later};

/// The form that stands open in the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    None,
    Adding,
    Removing,
}

#[component]
pub(super) fn Acting(list: Portfolio) -> impl IntoView {
    let chosen = list.signals.grid.chosen;
    let is_any = Memo::new(move |_| chosen.with(|chosen| !chosen.is_empty()));
    let open = RwSignal::new(Open::None);
    let locale = locale();
    let said = Memo::new(move |_| {
        if !is_any.get() {
            return String::new();
        }
        let hidden = list.hidden(locale).map(|hidden| [" ", &hidden].concat());
        list.count(locale) + &hidden.unwrap_or_default()
    });
    let bar = move || {
        if !is_any.get() {
            open.set(Open::None);
            return None;
        }
        Some(view! {
            <section class="acting" aria-label=list.text.many.title>
                <Chosen list=list />
                {move || match open.get() {
                    Open::None => view! { <Verbs list=list open=open /> }.into_any(),
                    Open::Adding => view! { <AddTag list=list open=open /> }.into_any(),
                    Open::Removing => view! { <RemoveTag list=list open=open /> }.into_any(),
                }}
            </section>
        })
    };
    // Always there: what comes together with its first words is mostly not read aloud.
    view! {
        <p class="hidden" role="status">
            {later(said)}
        </p>
        {bar}
    }
}

#[component]
fn Chosen(list: Portfolio) -> impl IntoView {
    let locale = locale();
    let hidden = move || list.hidden(locale).map(|words| view! { <small>{words}</small> });
    view! {
        <p class="num" aria-hidden="true">
            <b>{move || list.count(locale)}</b>
            " "
            {hidden}
        </p>
        {outcome(list)}
    }
}

/// Those that are chosen, in words.
impl Portfolio {
    fn count(self, locale: Locale) -> String {
        let count = self.signals.grid.chosen.with(Chosen::len);
        locale.plural(count, &self.text.many.chosen, &[])
    }

    /// How many of them are not shown, if any.
    fn hidden(self, locale: Locale) -> Option<String> {
        let grid = self.signals.grid;
        let hidden = grid
            .chosen
            .with(Chosen::len)
            .saturating_sub(grid.chosen_shown.get());
        let words = || fill(self.text.many.chosen_hidden, &[("n", &locale.count(hidden))]);
        (hidden > 0).then(words)
    }
}

/// Why something did not go out, or that it is not ready yet.
fn outcome(list: Portfolio) -> impl IntoView {
    let PortfolioSignals {
        failure,
        is_preparing,
        ..
    } = list.signals;
    let preparing = Memo::new(move |_| {
        let words = is_preparing.get().then_some(list.text.report.preparing);
        words.unwrap_or_default().to_owned()
    });
    let failure = move || {
        let failure = failure.get();
        failure.map(|words| view! { <small class="error" role="alert">{words}</small> })
    };
    view! {
        <small role="status">{later(preparing)}</small>
        {failure}
    }
}

/// What goes out of all that are shown, while nobody is chosen.
#[component]
pub(super) fn GoingOut(list: Portfolio) -> impl IntoView {
    let locale = locale();
    let text = &list.text.many;
    let grid = list.signals.grid;
    let is_there = Memo::new(move |_| grid.total.get() > 0 && grid.chosen.with(Chosen::is_empty));
    let go = move |action: ManyAction| move |_| list.ways.many.run(action.clone());
    // All of them go out as a table at the head of the page.
    let found = Memo::new(move |_| {
        let Totals { open, archived } = list.signals.totals.get();
        Some(grid.total.get()).filter(|found| *found < open + archived)
    });
    let table = move || {
        found.get().map(|found| {
            let words = locale.plural(found, &directory(locale.speech).list.export_found, &[]);
            view! {
                <button type="button" class="plain" on:click=go(ManyAction::Exported(Those::Shown))>
                    {words}
                </button>
            }
        })
    };
    move || {
        is_there.get().then(|| {
            view! {
                <div class="going-out">
                    <button type="button" class="plain" on:click=go(ManyAction::FiguresExported(Those::Shown))>
                        {text.export_figures}
                    </button>
                    {table}
                    <button type="button" class="plain" on:click=go(ManyAction::Printed(Those::Shown))>
                        {text.print}
                    </button>
                    {outcome(list)}
                </div>
            }
        })
    }
}

#[component]
fn Verbs(list: Portfolio, open: RwSignal<Open>) -> impl IntoView {
    let locale = locale();
    let text = &list.text.many;
    let grid = list.signals.grid;
    let count = Memo::new(move |_| grid.chosen.with(Chosen::len));
    let verb = move |words: &'static str, action: ManyAction| {
        view! {
            <button type="button" on:click=move |_| list.ways.many.run(action.clone())>
                {words}
            </button>
        }
    };
    let tags = list.signals.chosen_tags;
    let has_tags = Memo::new(move |_| tags.with(|tags| !tags.is_empty()));
    // Whoever goes back to the table finds the cell that was left.
    let clear = move |_| {
        list.choose_none();
        focus_soon(list.page, String::from(".grid [tabindex=\"0\"]"));
    };
    view! {
        <div class="verbs">
            <button type="button" data-verb="add-tag" on:click=move |_| open.set(Open::Adding)>
                {text.add_tag}
            </button>
            {move || {
                has_tags
                    .get()
                    .then(|| {
                        view! {
                            <button type="button" data-verb="remove-tag" on:click=move |_| open.set(Open::Removing)>
                                {text.remove_tag}
                            </button>
                        }
                    })
            }}
            <button
                type="button"
                data-verb="invite"
                on:click=move |_| list.ways.many.run(ManyAction::Invited)
            >
                {text.invite}
            </button>
            {verb(text.archive, ManyAction::Archived)}
            {verb(text.export_figures, ManyAction::FiguresExported(Those::Chosen))}
            <button
                type="button"
                on:click=move |_| list.ways.many.run(ManyAction::Exported(Those::Chosen))
            >
                {move || locale.plural(count.get(), &text.export, &[])}
            </button>
            {verb(text.print, ManyAction::Printed(Those::Chosen))}
            <button type="button" class="plain" on:click=clear>
                {text.clear}
            </button>
        </div>
    }
}

impl Portfolio {
    fn leave_form(self, open: RwSignal<Open>, verb: &str) {
        open.set(Open::None);
        focus_soon(
            self.page,
            format!(".acting [data-verb=\"{verb}\"], .acting button"),
        );
    }
}

#[component]
fn AddTag(list: Portfolio, open: RwSignal<Open>) -> impl IntoView {
    let locale = locale();
    let text = &list.text.many;
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let field = NodeRef::<Input>::new();
    focus_when_there(move || field.get().map(Into::into));
    let leave = move || list.leave_form(open, "add-tag");
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let tag = typed.get_untracked();
        match Profile::default().add_tag(&tag) {
            Ok(()) => {
                list.ways.many.run(ManyAction::TagAdded(tag.trim().to_owned()));
                leave();
            }
            Err(reason) => {
                error.set(Some(match reason {
                    TagError::Empty => text.tag_missing.to_owned(),
                    TagError::TooLong | TagError::TooMany => fill(
                        directory(locale.speech).profile.tag_too_long,
                        &[("n", &locale.count(LONGEST_TAG))],
                    ),
                }));
                if let Some(field) = field.get_untracked() {
                    drop(field.focus());
                }
            }
        }
    };
    let (id, tags, error_id) = (field_id(), field_id(), field_id());
    let described = error_id.clone();
    let known = list.signals.counts.with_untracked(|counts| {
        let tags = counts.tags.iter().map(|(tag, _)| tag.clone());
        tags.map(|tag| view! { <option value=tag></option> })
            .collect_view()
    });
    view! {
        <form novalidate on:submit=add on:keydown=move |event| on_escape(&event, leave)>
            <div class="field">
                <label for=id.clone()>{text.tag}</label>
                <input
                    type="text"
                    id=id
                    list=tags.clone()
                    maxlength="200"
                    autocomplete="off"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    node_ref=field
                    bind:value=typed
                />
                <datalist id=tags>{known}</datalist>
                <p id=error_id class="error" role="alert" hidden=move || error.with(Option::is_none)>
                    {move || error.get()}
                </p>
            </div>
            <FormButtons save=text.add cancel=text.cancel on_cancel=Callback::new(move |()| leave()) />
        </form>
    }
}

#[component]
fn RemoveTag(list: Portfolio, open: RwSignal<Open>) -> impl IntoView {
    let text = &list.text.many;
    let tags = list.signals.chosen_tags.get_untracked();
    let chosen = RwSignal::new(tags.first().cloned().unwrap_or_default());
    let field = NodeRef::<Select>::new();
    focus_when_there(move || field.get().map(Into::into));
    let leave = move || list.leave_form(open, "remove-tag");
    let remove = move |event: SubmitEvent| {
        event.prevent_default();
        list.ways.many.run(ManyAction::TagRemoved(chosen.get_untracked()));
        leave();
    };
    let id = field_id();
    let options = tags
        .into_iter()
        .map(|tag| view! { <option value=tag.clone()>{isolated(tag.clone())}</option> })
        .collect_view();
    view! {
        <form on:submit=remove on:keydown=move |event| on_escape(&event, leave)>
            <div class="field">
                <label for=id.clone()>{text.choose_tag}</label>
                <select
                    id=id
                    node_ref=field
                    prop:value=move || chosen.get()
                    on:change:target=move |event| chosen.set(event.target().value())
                >
                    {options}
                </select>
            </div>
            <FormButtons save=text.remove cancel=text.cancel on_cancel=Callback::new(move |()| leave()) />
        </form>
    }
}

fn on_escape(event: &KeyboardEvent, leave: impl Fn()) {
    if event.key() == "Escape" {
        event.prevent_default();
        leave();
    }
}

/// Puts the focus on a field that has just come.
fn focus_when_there(field: impl Fn() -> Option<HtmlElement> + 'static) {
    Effect::new(move |_| {
        if let Some(field) = field() {
            // Fails only where the field has left the page.
            request_animation_frame(move || drop(field.focus()));
        }
    });
}
