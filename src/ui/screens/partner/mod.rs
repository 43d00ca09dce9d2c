//! A partner's page: both views of one relationship, where they differ, and what to talk about next.

pub mod dimensions;
pub mod gaps;
pub mod sides;
pub mod talk;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::focus::{HEADING, focus_soon};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{self, RelationText};

use dimensions::{DimensionFacts, RelationDimensions};
use gaps::{GapFacts, Gaps};
use sides::{SideFacts, sides};
use talk::{TalkFacts, talk};

/// Everything the page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerFacts {
    pub id: CompanyId,
    pub name: String,
    /// Kind and size in words.
    pub facts: Vec<String>,
    /// May be empty.
    pub notes: String,
    pub ours: SideFacts,
    pub theirs: SideFacts,
    pub relation: Compared,
}

/// Both views side by side, or why not.
#[derive(Debug, Clone, PartialEq)]
pub enum Compared {
    /// One side has not answered.
    NeedsBoth,
    /// Both have, but not the same questionnaire.
    NeedsSamePack,
    PackMissing,
    Here(RelationFacts),
}

/// Both views side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct RelationFacts {
    pub gaps: GapFacts,
    pub dimensions: Vec<DimensionFacts>,
    pub talk: TalkFacts,
}

/// The page; `on_back` leads to the list.
#[component]
pub fn PartnerScreen(facts: Memo<Option<PartnerFacts>>, on_back: Callback<()>) -> impl IntoView {
    let text = relation(locale());
    let dispatch = dispatch();
    let page = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if page.get().is_some() {
            focus_soon(page, HEADING.to_owned());
        }
    });
    let on_print = Callback::new(move |()| dispatch.later(LaterAction::Printed));
    let body = move || {
        let PartnerFacts {
            id,
            name,
            facts,
            notes,
            ours,
            theirs,
            relation,
        } = facts.get()?;
        let facts = facts
            .into_iter()
            .map(|fact| view! { <li>{fact}</li> })
            .collect_view();
        let notes = (!notes.trim().is_empty()).then(|| view! { <p class="notes">{notes}</p> });
        let compared = compared(text, &name, relation, on_print);
        Some(view! {
            <header class="lead">
                <h1 tabindex="-1">{name.clone()}</h1>
                <ul class="facts quiet num">{facts}</ul>
                {notes}
            </header>
            {sides(id, &name, ours, theirs)}
            {compared}
        })
    };
    view! {
        <div class="page desk partner-page" node_ref=page>
            <div class="buttons">
                <button type="button" class="plain" data-verb="back" on:click=move |_| on_back.run(())>
                    {text.back}
                </button>
            </div>
            {body}
        </div>
    }
}

fn compared(text: &'static RelationText, name: &str, relation: Compared, on_print: Callback<()>) -> AnyView {
    let note = |words: &'static str| {
        view! {
            <section class="nothing">
                <p>{words}</p>
            </section>
        }
        .into_any()
    };
    match relation {
        Compared::NeedsBoth => note(text.gap.needs_both),
        Compared::NeedsSamePack => note(text.gap.needs_same_pack),
        Compared::PackMissing => note(text.gap.pack_missing),
        Compared::Here(facts) => view! {
            <Gaps facts=facts.gaps />
            {talk(name, facts.talk, on_print)}
            <RelationDimensions rows=facts.dimensions />
        }
        .into_any(),
    }
}

fn relation(locale: Locale) -> &'static RelationText {
    text::relation(&locale.language())
}
