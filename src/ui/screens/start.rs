//! Start: who we are, whom it is about, how long. One click is enough.

use leptos::prelude::*;

use crate::domain::company::{CompanyFacts, Kind, Size};
use crate::domain::pack::Length;
use crate::domain::side::Side;
use crate::ui::action::{Action, Beginning, Screen, dispatch};
use crate::ui::components::field::TextField;
use crate::ui::locale::locale;
use crate::ui::text::{Questions, fill};

/// What the start screen knows beforehand.
#[derive(Clone, Default)]
pub struct StartFacts {
    /// The answering company of the last assessment of our own side.
    pub company: CompanyFacts,
    /// The title of what is asked.
    pub questionnaire: String,
    /// How many questions each length asks at most.
    pub quick: usize,
    pub full: usize,
}

impl StartFacts {
    /// Whether there is a short cut: one that asks nothing, or everything, is none.
    fn has_quick(&self) -> bool {
        (1..self.full).contains(&self.quick)
    }
}

/// The screen. `facts` is read once, when it is shown, so that nothing moves while somebody types.
#[component]
pub fn StartScreen(
    facts: StartFacts,
    form: Form,
    /// What can be gone on with.
    go_on: AnyView,
    /// Kinds and sizes of the two companies.
    more: AnyView,
    /// The field of the other company; without one it is a line of text.
    counterpart: Option<AnyView>,
) -> impl IntoView {
    let locale = locale();
    let text = &locale.text.start;
    view! {
        <div class="page start">
            <header class="lead">
                <h1 tabindex="-1">{text.title}</h1>
                <p>{text.lead}</p>
            </header>
            {go_on}
            <NewAssessment facts=facts form=form more=more counterpart=counterpart />
            <p class="quiet privacy">{text.privacy}</p>
        </div>
    }
}

/// What the form holds while somebody fills it in.
#[derive(Clone, Copy)]
pub struct Form {
    length: RwSignal<Length>,
    company: RwSignal<String>,
    has_quick: bool,
    pub counterpart: RwSignal<String>,
    pub kind: RwSignal<String>,
    pub size: RwSignal<String>,
    pub counterpart_kind: RwSignal<String>,
    pub counterpart_size: RwSignal<String>,
}

impl Form {
    /// The form with what is known beforehand.
    #[must_use]
    pub fn new(facts: &StartFacts) -> Self {
        let company = &facts.company;
        Self {
            has_quick: facts.has_quick(),
            length: RwSignal::new(if facts.has_quick() {
                Length::Quick
            } else {
                Length::Full
            }),
            company: RwSignal::new(company.name.clone()),
            counterpart: RwSignal::new(String::new()),
            kind: RwSignal::new(company.kind.map_or("", Kind::name).to_owned()),
            size: RwSignal::new(company.size.map_or("", Size::name).to_owned()),
            counterpart_kind: RwSignal::new(String::new()),
            counterpart_size: RwSignal::new(String::new()),
        }
    }

    /// Chooses a length, where there is such a one.
    pub fn choose_length(self, length: Length) {
        if self.has_quick {
            self.length.set(length);
        }
    }

    /// Fills in who answers.
    pub fn name_company(self, company: &CompanyFacts) {
        self.company.set(company.name.clone());
        self.kind.set(company.kind.map_or("", Kind::name).to_owned());
        self.size.set(company.size.map_or("", Size::name).to_owned());
    }

    /// Fills in whom it is about.
    pub fn name_counterpart(self, company: &CompanyFacts) {
        self.counterpart.set(company.name.clone());
        self.counterpart_kind
            .set(company.kind.map_or("", Kind::name).to_owned());
        self.counterpart_size
            .set(company.size.map_or("", Size::name).to_owned());
    }

    fn beginning(self, side: Side) -> Beginning {
        Beginning {
            side,
            length: self.length.get_untracked(),
            company: CompanyFacts {
                id: None,
                name: self.company.get_untracked().trim().to_owned(),
                kind: self.kind.with_untracked(|name| Kind::named(name)),
                size: self.size.with_untracked(|name| Size::named(name)),
                extra: Vec::new(),
            },
            counterpart: self.counterpart.get_untracked().trim().to_owned(),
            counterpart_kind: self.counterpart_kind.with_untracked(|name| Kind::named(name)),
            counterpart_size: self.counterpart_size.with_untracked(|name| Size::named(name)),
        }
    }
}

#[component]
fn NewAssessment(
    facts: StartFacts,
    form: Form,
    more: AnyView,
    counterpart: Option<AnyView>,
) -> impl IntoView {
    let locale = locale();
    let text = &locale.text.start;
    let has_quick = facts.has_quick();
    let lengths = [
        (Length::Quick, text.quick, facts.quick),
        (Length::Full, text.full, facts.full),
    ]
    .into_iter()
    .filter(|(length, _, _)| *length == Length::Full || has_quick)
    .map(|(length, name, count)| {
        let minutes = locale.count(minutes(count));
        let help = fill(
            text.length_help,
            &[("n", &locale.count(count)), ("minutes", &minutes)],
        );
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="length"
                    value=length.name()
                    prop:checked=move || form.length.get() == length
                    on:change=move |_| form.length.set(length)
                />
                <span>
                    <b>{name}</b>
                    <small class="num">{help}</small>
                </span>
            </label>
        }
    })
    .collect_view();
    let counterpart =
        counterpart.unwrap_or_else(|| view! { <Counterpart value=form.counterpart /> }.into_any());
    view! {
        <form class="new" on:submit=|event| event.prevent_default()>
            <Questionnaire title=facts.questionnaire />
            <fieldset>
                <legend>{text.length}</legend>
                <div class="choices">{lengths}</div>
            </fieldset>
            <div class="columns">
                <TextField label=optional(locale.text, text.company) value=form.company />
                {counterpart}
            </div>
            {more}
            <Sides form=form />
        </form>
    }
}

/// The other company, as a line of text.
#[component]
pub fn Counterpart(
    value: RwSignal<String>,
    /// The id of a list of names that the browser offers.
    #[prop(default = None)]
    list: Option<String>,
) -> impl IntoView {
    let text = locale().text;
    view! {
        <TextField
            label=optional(text, text.start.counterpart)
            value=value
            help=text.start.counterpart_help
            list=list
        />
    }
}

/// What is asked, and the way to something else.
#[component]
fn Questionnaire(title: String) -> impl IntoView {
    let text = locale().text;
    let dispatch = dispatch();
    view! {
        <p class="asks">
            <span class="quiet">{text.start.questionnaire}": "</span>
            <b>{title}</b>
            " "
            <button
                type="button"
                class="plain"
                on:click=move |_| dispatch.send(Action::ScreenChosen(Screen::Packs))
            >
                {text.start.other}
            </button>
        </p>
    }
}

/// How long so many questions take, in minutes: half a minute each.
const fn minutes(questions: usize) -> usize {
    match questions.div_ceil(2) {
        few @ ..5 => few,
        many => (many + 2) / 5 * 5,
    }
}

#[component]
fn Sides(form: Form) -> impl IntoView {
    let text = &locale().text.start;
    let dispatch = dispatch();
    let sides = [
        (Side::Vendor, text.as_vendor, text.as_vendor_help),
        (Side::Partner, text.as_partner, text.as_partner_help),
    ]
    .into_iter()
    .map(|(side, name, help)| {
        view! {
            <button
                type="button"
                class=format!("start-as {}", side.name())
                name="side"
                value=side.name()
                on:click=move |_| dispatch.send(Action::Started(form.beginning(side)))
            >
                <span class="mark" aria-hidden="true"></span>
                <b>{name}</b>
                " "
                <small>{help}</small>
            </button>
        }
    })
    .collect_view();
    view! {
        <div class="sides" role="group" aria-labelledby="sides-title">
            <h2 id="sides-title">{text.side}</h2>
            <div class="choices">{sides}</div>
        </div>
    }
}

/// A label of what may be left out.
#[must_use]
pub fn optional(text: &Questions, label: &str) -> String {
    format!("{label} ({})", text.start.optional)
}
