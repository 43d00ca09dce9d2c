//! A partner's page: both views of one relationship, where they differ, and what to talk about next.

pub mod answers;
pub mod course;
pub mod dimensions;
pub mod gaps;
pub mod head;
pub mod inviting;
pub mod log;
pub mod profile;
pub mod sheet;
pub mod sides;
pub mod talk;

use leptos::html::Div;
use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::back::Back;
use crate::ui::components::focus::{HEADING, focus_soon, let_go_when_left};
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::result::explain::{ExplainDialog, Explanation, Subject};
use crate::ui::text::{self, RelationText};

use dimensions::{DimensionFacts, RelationDimensions};
use gaps::{GapFacts, Gaps};
use head::{Head, HeadFacts};
use sheet::{SheetHead, sheet};
use sides::{FindOthers, SideFacts, sides};
use talk::{TalkFacts, talk};

/// Everything the page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerFacts {
    pub id: CompanyId,
    /// Or words for one without a name.
    pub name: String,
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
    pub sheet: SheetHead,
}

/// The sections that change by themselves.
pub struct Sections {
    pub sides: AnyView,
    pub comparison: AnyView,
    pub answers: AnyView,
    pub several: AnyView,
    pub inviting: AnyView,
    pub among: AnyView,
    pub beside: AnyView,
    pub course: AnyView,
    pub log: AnyView,
    pub profile: AnyView,
}

/// The page; `on_back` leads to the list. What the two see differently comes first, and last what changes least.
#[component]
pub fn PartnerScreen(
    head: Memo<Option<HeadFacts>>,
    /// How many assessments are about it.
    about: Callback<(), usize>,
    on_back: Callback<()>,
    sections: Sections,
    /// The figure that is explained.
    subject: RwSignal<Option<Subject>>,
    /// The inputs of a figure of both views.
    explain: Callback<Subject, Option<Explanation>>,
) -> impl IntoView {
    let text = relation(locale());
    let page = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if page.get().is_some() {
            focus_soon(page, HEADING.to_owned());
        }
    });
    let_go_when_left(page);
    view! {
        <div class="page desk partner-page" node_ref=page>
            <Back words=text.back on_back=on_back />
            <Head head=head about=about page=page />
            {sections.sides}
            {sections.comparison}
            {sections.answers}
            {sections.several}
            {sections.inviting}
            {sections.among}
            {sections.beside}
            {sections.course}
            {sections.log}
            {sections.profile}
            <ExplainDialog subject=subject explain=explain />
        </div>
    }
}

/// The views of both, side by side.
#[component]
pub fn Sides(facts: Memo<Option<PartnerFacts>>, find_others: FindOthers) -> impl IntoView {
    move || {
        let PartnerFacts {
            id,
            name,
            ours,
            theirs,
            ..
        } = facts.get()?;
        Some(sides(id, &name, (ours, theirs), find_others))
    }
}

/// How the two compare, or why they do not; `on_open` explains a figure.
#[component]
pub fn Comparison(facts: Memo<Option<PartnerFacts>>, on_open: Callback<Subject>) -> impl IntoView {
    let text = relation(locale());
    let dispatch = dispatch();
    let on_print = Callback::new(move |()| dispatch.later(LaterAction::Printed));
    move || {
        let relation = facts.get()?.relation;
        Some(compared(text, relation, (on_print, on_open)))
    }
}

fn compared(
    text: &'static RelationText,
    relation: Compared,
    (on_print, on_open): (Callback<()>, Callback<Subject>),
) -> AnyView {
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
        Compared::Here(facts) => {
            let sheet = sheet(&facts.sheet, &facts.gaps, &facts.talk.points);
            view! {
                <Gaps facts=facts.gaps on_open=on_open />
                {talk(facts.talk, on_print)}
                <RelationDimensions rows=facts.dimensions on_open=on_open />
                {sheet}
            }
            .into_any()
        }
    }
}

fn relation(locale: Locale) -> &'static RelationText {
    text::relation(locale.speech)
}
