//! A partner's page: whose view is whose, how the two compare, and what they have to talk about.

mod among;
mod answers;
mod beside;
mod course;
mod inputs;
mod inviting;
mod log;
mod profile;

pub(super) use inviting::facts_of_many;

use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::{Company, CompanyId};
use crate::domain::directory::Query;
use crate::domain::insight::checks::second_looks;
use crate::domain::insight::pulse::stale;
use crate::domain::level::Level;
use crate::domain::library::Library;
use crate::domain::own::is_received;
use crate::domain::pack::{Check, IndicatorId, Pack, Questionnaire};
use crate::domain::profile::{Profile, archived_on};
use crate::domain::relationship::{
    FilingSearch, Gap, OneSided, Pair, Point, Relation, Talk, ViewIds, Views, Weak, filed_under, pair,
    relate, talk, views_of,
};
use crate::domain::scoring::{Standing, score, standings};
use crate::domain::side::Side;
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::locale::locale;
use crate::ui::screens::partner::dimensions::DimensionFacts;
use crate::ui::screens::partner::gaps::{GapFacts, GapRow};
use crate::ui::screens::partner::head::HeadFacts;
use crate::ui::screens::partner::sheet::SheetHead;
use crate::ui::screens::partner::sides::{LISTED, Others, SideFacts, ViewFacts, WorthFacts};
use crate::ui::screens::partner::talk::{
    BothFacts, OneSide, OneSidedRow, PointFacts, TalkFacts, WeakRow, Why,
};
use crate::ui::screens::partner::{
    Compared, Comparison, PartnerFacts, PartnerScreen, RelationFacts, Sections, Sides,
};
use crate::ui::screens::partners::company_name;
use crate::ui::screens::result::appendix::AnswerFacts;
use crate::ui::text::desk;

use super::super::slices::{Sliced, in_steps};
use super::super::state::State;
use super::assessments::{local_day, progress};
use super::joint;
use super::name_words;
use super::opened::received_words;
use super::result::{answer_facts, named};
use super::soon::Soon;

/// So many steps of a search are done before the page is painted: of all but very many assessments, all.
const STEPS_AT_ONCE: usize = 2;

/// Whose page it is, for its sections.
#[derive(Clone, Copy)]
struct Of {
    state: State,
    locale: Locale,
    id: CompanyId,
    /// Found once for all sections: it takes going through all assessments.
    views: Memo<ViewIds>,
}

impl Of {
    /// What is told of the partner and of both sides' views; `None` where it is not here any more.
    fn told<T>(self, tell: impl FnOnce(&Library, &Company, &Views<'_>) -> Option<T>) -> Option<T> {
        let views = self.views.get();
        self.state.library.with(|library| {
            let company = library.companies.get(&self.id)?;
            tell(library, company, &views.of(library))
        })
    }
}

/// The page of a partner; `on_back` leads to the list.
pub fn partner(state: State, id: CompanyId, on_back: Callback<()>) -> AnyView {
    let locale = locale();
    let views = Memo::new(move |_| state.library.with(|library| views_of(library, id).ids()));
    let of = Of {
        state,
        locale,
        id,
        views,
    };
    let unfiled = unfiled(state, id);
    let facts = Memo::new(move |_| facts(of, unfiled));
    let head = Memo::new(move |_| state.library.with(|library| library.companies.get(&id).map(head)));
    // Counted when somebody asks for it: the head needs no views.
    let about = Callback::new(move |()| views.with_untracked(ViewIds::count_of_ours));
    let find = Callback::new(move |words: String| {
        let query = Query::of(&words);
        let found = of.told(|library, _, views| {
            Some(unfiled.with(|unfiled| others(locale, library, unfiled, views, &query)))
        });
        found.unwrap_or_default()
    });
    let subject = RwSignal::new(None);
    let on_open = Callback::new(move |opened| subject.set(Some(opened)));
    // Of all but the head; with very many assessments it takes a turn to find the views alone.
    let mut soon = Soon::of(state);
    let sections = Sections {
        sides: soon.then(move || view! { <Sides facts=facts find_others=find /> }.into_any()),
        comparison: soon.then(move || view! { <Comparison facts=facts on_open=on_open /> }.into_any()),
        answers: soon.then(move || answers::answers(of)),
        several: soon.then(move || joint::groups(state, Some(id))),
        inviting: soon.then(move || inviting::inviting(of)),
        among: soon.then(move || among::section(of)),
        beside: soon.then(move || beside::section(of)),
        course: soon.then(move || course::course(of)),
        log: soon.then(move || log::log(of)),
        profile: soon.then(move || profile::profile(state, id)),
    };
    let explain = Callback::new(move |subject| inputs::inputs(of, &subject));
    view! {
        <PartnerScreen
            head=head
            about=about
            on_back=on_back
            sections=sections
            subject=subject
            explain=explain
        />
    }
    .into_any()
}

/// What could be filed as the partner's own view. With very many assessments it is found in slices, while the page is there.
fn unfiled(state: State, id: CompanyId) -> RwSignal<Vec<AssessmentId>> {
    let unfiled = RwSignal::new(Vec::new());
    let work = Sliced::new();
    Effect::new(move |_| {
        state.library.track();
        let mut search = FilingSearch::begin(id);
        let mut step = move || {
            let is_over = state.library.try_with_untracked(|library| search.step(library))?;
            Some(is_over.then(|| search.take_found()))
        };
        for _ in 0..STEPS_AT_ONCE {
            if let Some(Some(found)) = step() {
                work.stop();
                return unfiled.set(found);
            }
        }
        work.begin(0, async move {
            if let Some(found) = in_steps(step).await {
                let _ = unfiled.try_set(found);
            }
        });
    });
    unfiled
}

fn head(company: &Company) -> HeadFacts {
    HeadFacts {
        company: company.clone(),
        archived_on: archived_on(company),
        is_readable: Profile::of(company).is_ok(),
    }
}

fn facts(of: Of, unfiled: RwSignal<Vec<AssessmentId>>) -> Option<PartnerFacts> {
    let Of { state, locale, .. } = of;
    let today = state.today.get();
    of.told(|library, company, views| {
        let side = |views: &[&Assessment], others: Others| SideFacts {
            views: views
                .iter()
                .map(|view| shown(state, locale, view, today))
                .collect(),
            others,
        };
        let others = unfiled.with(|unfiled| others(locale, library, unfiled, views, &Query::default()));
        let relation = match pair(views) {
            None if views.ours.is_empty() || views.theirs.is_empty() => Compared::NeedsBoth,
            None => Compared::NeedsSamePack,
            Some(pair) => compared(state, locale, company, pair),
        };
        Some(PartnerFacts {
            id: company.id,
            name: company_name(desk(locale.speech), company),
            ours: side(&views.ours, Others::default()),
            theirs: side(&views.theirs, others),
            relation,
        })
    })
}

/// What of this could be filed as the partner's view and is called so; without words, all of it.
fn others(
    locale: Locale,
    library: &Library,
    unfiled: &[AssessmentId],
    views: &Views<'_>,
    query: &Query,
) -> Others {
    let found = unfiled.iter().filter_map(|id| library.assessments.get(id));
    let mut found: Vec<&Assessment> = found.collect();
    if let Some(ours) = views.ours.first() {
        found.retain(|one| one.side != ours.side);
    }
    if !query.words().is_empty() {
        found.retain(|one| {
            let name = whose_words(locale, one).to_lowercase();
            query.words().iter().all(|word| name.contains(word))
        });
    }
    let listed = found.iter().take(LISTED);
    Others {
        listed: listed.map(|one| (one.id, whose_words(locale, one))).collect(),
        count: found.len(),
    }
}

fn shown(state: State, locale: Locale, view: &Assessment, today: Day) -> ViewFacts {
    let questionnaire = state.shelf.questionnaire(&view.pack);
    ViewFacts {
        id: view.id,
        name: name_words(locale, view),
        side: view.side,
        changed: local_day(view.updated_at).unwrap_or(today),
        received: received_words(locale, view),
        is_filed: filed_under(view).or(view.company.id).is_some(),
        worth: questionnaire
            .as_ref()
            .and_then(|questionnaire| worth(locale, questionnaire, view, today)),
        progress: questionnaire.map(|questionnaire| progress(locale, &questionnaire, view, today)),
    }
}

/// What a view is worth; `None` where nothing is answered with a level.
fn worth(locale: Locale, questionnaire: &Questionnaire, view: &Assessment, today: Day) -> Option<WorthFacts> {
    let readiness = score(questionnaire, view, today);
    readiness.overall.score?;
    let name = |level: Level| (level, locale.words(&questionnaire.levels[level.index()].name));
    Some(WorthFacts {
        floor: readiness.floor.map(name),
        freshness: readiness.overall.freshness,
        open_gates: readiness.open_gates.len(),
        due: stale(questionnaire, view, today),
    })
}

/// What an assessment is called, and who answered where that is said.
fn whose_words(locale: Locale, assessment: &Assessment) -> String {
    let name = name_words(locale, assessment);
    // What came from somebody is called after them.
    if assessment.company.name.is_empty() || is_received(assessment) {
        name
    } else {
        locale.list(&[assessment.company.name.clone(), name])
    }
}

fn compared(state: State, locale: Locale, company: &Company, pair: Pair<'_>) -> Compared {
    let (vendor, partner) = pair.by_side();
    let Some(questionnaire) = state.shelf.questionnaire(&vendor.pack) else {
        return Compared::PackMissing;
    };
    let relation = relate(&questionnaire, vendor, partner);
    let talk = talk(&questionnaire, vendor, partner, &relation);
    let pack = state.shelf.pack(&vendor.pack);
    let told = Told::of(locale, &questionnaire, [vendor, partner]);
    Compared::Here(RelationFacts {
        gaps: told.gaps(&relation),
        dimensions: told.dimensions(&relation),
        talk: told.talk(&talk, pack.as_deref()),
        sheet: sheet_head(state, locale, company, pair),
    })
}

fn sheet_head(state: State, locale: Locale, company: &Company, pair: Pair<'_>) -> SheetHead {
    let ours = pair.ours.company.name.trim();
    let ours = if ours.is_empty() {
        locale.text.bar.your_company.to_owned()
    } else {
        ours.to_owned()
    };
    let theirs = company_name(desk(locale.speech), company);
    SheetHead {
        companies: match pair.ours.side {
            Side::Vendor => [ours, theirs],
            Side::Partner => [theirs, ours],
        },
        day: state.today.get(),
    }
}

/// What both views are told from: the vendor's, then the partner's.
struct Told<'a> {
    locale: Locale,
    questionnaire: &'a Questionnaire,
    views: [(&'a Assessment, Vec<Standing>); 2],
}

impl<'a> Told<'a> {
    fn of(locale: Locale, questionnaire: &'a Questionnaire, views: [&'a Assessment; 2]) -> Self {
        Self {
            locale,
            questionnaire,
            views: views.map(|view| (view, standings(questionnaire, view))),
        }
    }

    fn gaps(&self, relation: &Relation) -> GapFacts {
        let row = |gap: &Gap| GapRow {
            indicator: named(self.locale, self.questionnaire, &gap.indicator),
            vendor: gap.vendor,
            partner: gap.partner,
            gap: gap.gap,
        };
        GapFacts {
            agreement: relation.agreement,
            joint: relation.joint,
            matched: relation.matched,
            of: relation.of,
            gaps: relation.gaps.iter().map(row).collect(),
        }
    }

    fn dimensions(&self, relation: &Relation) -> Vec<DimensionFacts> {
        let dimensions = self.questionnaire.dimensions.iter().zip(&relation.dimensions);
        dimensions
            .map(|(dimension, (_, figures))| DimensionFacts {
                id: dimension.id.clone(),
                title: self.locale.words(&dimension.title),
                figures: *figures,
            })
            .collect()
    }

    fn talk(&self, talk: &Talk, pack: Option<&Pack>) -> TalkFacts {
        let weak = |one: &Weak| WeakRow {
            indicator: named(self.locale, self.questionnaire, &one.indicator),
            vendor: one.vendor,
            partner: one.partner,
        };
        let one_sided = |one: &OneSided| OneSidedRow {
            indicator: named(self.locale, self.questionnaire, &one.indicator),
            side: one_side(one),
            level: one.level,
        };
        TalkFacts {
            points: talk.points.iter().filter_map(|point| self.point(point)).collect(),
            looks: pack.map(|pack| self.looks(pack)).unwrap_or_default(),
            weak: talk.weak.iter().map(weak).collect(),
            one_sided: talk.one_sided.iter().map(one_sided).collect(),
        }
    }

    fn point(&self, point: &Point) -> Option<PointFacts> {
        let why = match point {
            Point::Differ(gap) if gap.is_wide() => Why::Wide(gap.gap.unsigned_abs()),
            Point::Differ(_) => Why::Near,
            Point::Weak(_) => Why::Weak,
            Point::OneSided(one) => Why::OneSided(one_side(one)),
        };
        let [vendor, partner] = &self.views;
        let said = BothFacts {
            vendor: self.answer(vendor, point.indicator())?,
            partner: self.answer(partner, point.indicator())?,
        };
        Some(PointFacts { why, said })
    }

    fn answer(
        &self,
        (view, standings): &(&Assessment, Vec<Standing>),
        id: &IndicatorId,
    ) -> Option<AnswerFacts> {
        let mut all = self.questionnaire.indicators().zip(standings);
        let ((_, indicator), standing) = all.find(|((_, indicator), _)| indicator.id == *id)?;
        Some(answer_facts(self.locale, indicator, view, *standing))
    }

    /// What the pack asks about both views together; what it asks about one stands on that one's result.
    fn looks(&self, pack: &Pack) -> Vec<String> {
        let [(vendor, _), (partner, _)] = &self.views;
        let compares = |check: &&Check| check.when.sources().iter().any(|source| source.of.is_some());
        let looks = second_looks(pack, vendor, Some(partner));
        let looks = looks.into_iter().filter(compares);
        looks.map(|check| self.locale.words(&check.ask)).collect()
    }
}

const fn one_side(one: &OneSided) -> OneSide {
    OneSide {
        knows: one.side,
        is_unknown: one.is_unknown,
    }
}
