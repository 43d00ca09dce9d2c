//! The form of an invite.

use leptos::html::Input;
use leptos::prelude::*;

use crate::domain::pack::Length;
use crate::domain::side::Side;
use crate::ui::action::sending::{Asking, Package, SendingAction, TableWords};
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::field::field_id;
use crate::ui::locale::locale;
use crate::ui::screens::sending::form::SendForm;
use crate::ui::screens::sending::own_company::{OwnCompany, OwnCompanyField};
use crate::ui::screens::sending::{MadeWords, SendingSignals, words};
use crate::ui::text::fill;

use super::told::Told;
use super::{Asked, AskingFacts, PackOption};

/// The longest message, in characters.
const LONGEST_MESSAGE: usize = 1000;

/// What is entered.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub from: OwnCompany,
    /// The place of the questionnaire among those that can be asked.
    pub pack: RwSignal<usize>,
    pub length: RwSignal<Length>,
    pub side: RwSignal<Side>,
    pub message: RwSignal<String>,
    pub facts: StoredValue<AskingFacts>,
}

impl Draft {
    fn new(facts: AskingFacts) -> Self {
        Self {
            from: OwnCompany::new(facts.from.clone()),
            pack: RwSignal::new(0),
            length: RwSignal::new(facts.length),
            side: RwSignal::new(facts.side),
            message: RwSignal::new(String::new()),
            facts: StoredValue::new(facts),
        }
    }

    /// The questionnaire that is chosen.
    pub fn pack(self) -> Option<PackOption> {
        let place = self.pack.get();
        self.facts.with_value(|facts| facts.packs.get(place).cloned())
    }

    /// A short cut only where there is one.
    pub fn length(self) -> Length {
        if self.pack().is_some_and(|pack| pack.has_quick) {
            self.length.get()
        } else {
            Length::Full
        }
    }

    /// At most so many characters, which the field sees to; browsers count some as two.
    pub fn message(self) -> String {
        self.message
            .with(|message| message.trim().chars().take(LONGEST_MESSAGE).collect())
    }

    /// `None` where it is not said who asks.
    fn asking(self) -> Option<Asking> {
        let from = self.from.facts();
        (!from.name.is_empty()).then_some(())?;
        Some(Asking {
            from,
            pack: self.pack()?.reference,
            length: self.length(),
            side: self.side.get(),
            message: self.message(),
        })
    }
}

/// The form. What it makes goes to the partner.
#[component]
pub(super) fn InviteForm(signals: SendingSignals, facts: AskingFacts, labelled: String) -> impl IntoView {
    let dispatch = dispatch();
    let asked = facts.asked.clone();
    let is_many = matches!(asked, Asked::Many(_));
    let (packs, is_side_settled) = (facts.packs.clone(), facts.is_side_settled);
    let draft = Draft::new(facts);
    let is_missing = RwSignal::new(false);
    let field = NodeRef::<Input>::new();
    let text = &words().invite;
    let table = TableWords {
        made_up: text.table_made_up,
        headings: text.table,
        too_long: text.too_long,
        too_large: words().failed.too_large,
    };
    let on_make = Callback::new(move |package: Package| {
        if let Some(asking) = untrack(|| draft.asking()) {
            let asking = Box::new(asking);
            let action = match &asked {
                Asked::One(id, _) => SendingAction::Asked(*id, asking, package),
                Asked::Many(ids) => SendingAction::ManyAsked {
                    ids: ids.clone(),
                    asking,
                    package,
                    words: table,
                },
            };
            return dispatch.later(LaterAction::Sending(action));
        }
        is_missing.set(true);
        if let Some(field) = field.get_untracked() {
            // Fails only where the field has left the page.
            let _ = field.focus();
        }
    });
    let mistake = Signal::derive(move || {
        let is_wrong = is_missing.get() && draft.from.facts().name.is_empty();
        is_wrong.then_some(words().invite.from_missing)
    });
    let made = Signal::derive(move || {
        let text = &words().invite;
        let (from, title) = (draft.from.facts().name, draft.pack().map(|pack| pack.title));
        let places = [("from", &*from), ("title", title.as_deref().unwrap_or_default())];
        MadeWords {
            ready: if is_many { text.ready_many } else { text.ready },
            subject: fill(text.subject, &places),
            body: fill(text.body, &places),
        }
    });
    let has_quick = Memo::new(move |_| draft.pack().is_some_and(|pack| pack.has_quick));
    view! {
        <SendForm signals=signals labelled=labelled made=made on_make=on_make is_many=is_many>
            <OwnCompanyField company=draft.from mistake=mistake field=field />
            {(packs.len() > 1).then(|| view! { <Packs draft=draft packs=packs /> })}
            <OwnPack draft=draft />
            {move || has_quick.get().then(|| view! { <Lengths draft=draft /> })}
            {(!is_side_settled).then(|| view! { <Sides draft=draft /> })}
            <Message draft=draft />
            <Told draft=draft />
        </SendForm>
    }
}

#[component]
fn Packs(draft: Draft, packs: Vec<PackOption>) -> impl IntoView {
    let text = &words().invite;
    let locale = locale();
    let id = field_id();
    let options = packs
        .into_iter()
        .enumerate()
        .map(|(place, pack)| {
            let version = locale.count(usize::try_from(pack.reference.version).unwrap_or_default());
            let words = fill(text.version, &[("title", &pack.title), ("n", &version)]);
            view! { <option value=place.to_string()>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{text.pack}</label>
            <select
                id=id
                prop:value=move || draft.pack.get().to_string()
                on:change:target=move |event| draft.pack.set(event.target().value().parse().unwrap_or_default())
            >
                {options}
            </select>
        </div>
    }
}

/// Says that the questionnaire does not go along, and offers it as a file.
#[component]
fn OwnPack(draft: Draft) -> impl IntoView {
    let text = &words().invite;
    let dispatch = dispatch();
    let name = draft.facts.with_value(|facts| facts.name.clone());
    move || {
        let pack = draft.pack()?;
        let hash = pack.own?;
        let words = fill(text.own_pack, &[("title", &pack.title), ("name", &name)]);
        Some(view! {
            <div class="notice">
                <p>{words}</p>
                <button
                    type="button"
                    on:click=move |_| dispatch.later(LaterAction::PackExported(hash.clone()))
                >
                    {text.save_pack}
                </button>
            </div>
        })
    }
}

#[component]
fn Lengths(draft: Draft) -> impl IntoView {
    let text = &words().invite;
    let options = Length::ALL.into_iter().zip(text.lengths);
    let options = options
        .map(|(value, words)| radio("length", words, draft.length, value))
        .collect_view();
    view! {
        <fieldset>
            <legend>{text.length}</legend>
            <div class="off">{options}</div>
        </fieldset>
    }
}

#[component]
fn Sides(draft: Draft) -> impl IntoView {
    let text = &words().invite;
    let options = Side::ALL.into_iter().zip(text.sides);
    let options = options
        .map(|(value, words)| radio("side", words, draft.side, value))
        .collect_view();
    view! {
        <fieldset>
            <legend>{text.side}</legend>
            <div class="off">{options}</div>
        </fieldset>
    }
}

fn radio<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    words: &'static str,
    chosen: RwSignal<T>,
    value: T,
) -> impl IntoView {
    view! {
        <label>
            <input
                type="radio"
                name=format!("invite-{name}")
                prop:checked=move || chosen.get() == value
                on:change=move |_| chosen.set(value)
            />
            <span>{words}</span>
        </label>
    }
}

#[component]
fn Message(draft: Draft) -> impl IntoView {
    let text = &words().invite;
    let locale = locale();
    let (id, help) = (field_id(), field_id());
    let left = move || {
        let typed = draft.message.with(|message| message.chars().count());
        locale.plural(LONGEST_MESSAGE.saturating_sub(typed), &text.left, &[])
    };
    view! {
        <div class="field">
            <label for=id.clone()>{text.message}</label>
            <textarea
                id=id
                rows="3"
                maxlength=LONGEST_MESSAGE.to_string()
                aria-describedby=help.clone()
                prop:value=move || draft.message.get()
                on:input:target=move |event| draft.message.set(event.target().value())
            ></textarea>
            <small id=help class="num">
                {left}
            </small>
        </div>
    }
}
