//! The answers of several people side by side.

use leptos::prelude::*;

use crate::app::joint::those;
use crate::app::state::State;
use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::CompanyId;
use crate::domain::joint::{Decided, joint_of};
use crate::domain::library::Library;
use crate::domain::pack::{Indicator, Questionnaire};
use crate::domain::respondents::{Respondents, Row, compare, respondents};
use crate::domain::scoring::{Standing, standings};
use crate::ui::Locale;
use crate::ui::locale::locale;
use crate::ui::screens::joint::groups::{GroupAbout, GroupFacts, Groups};
use crate::ui::screens::joint::{DecidedFacts, JointFacts, JointRow, JointScreen};
use crate::ui::screens::partners::company_name;
use crate::ui::screens::result::appendix::AnswerFacts;
use crate::ui::text::desk;

use super::result::{answer_facts, named};

/// The page of these people; it is left by forgetting them.
pub fn joint(state: State, people: Vec<AssessmentId>) -> AnyView {
    let locale = locale();
    let facts = Memo::new(move |_| {
        state
            .library
            .with(|library| facts(state, locale, library, &people))
    });
    let on_back = Callback::new(move |()| state.later().people.set(None));
    view! { <JointScreen facts=facts on_back=on_back /> }.into_any()
}

/// Who has answered the same: of and about a partner, or all.
pub fn groups(state: State, partner: Option<CompanyId>) -> AnyView {
    let locale = locale();
    let groups = Memo::new(move |_| {
        state.library.with(|library| {
            let mut all = respondents(library);
            all.retain(|one| partner.is_none() || one.of == partner || one.about == partner);
            all.into_iter()
                .map(|one| group(locale, library, one))
                .collect::<Vec<_>>()
        })
    });
    let on_open = Callback::new(move |people| state.later().people.set(Some(people)));
    view! { <Groups groups=groups on_open=on_open /> }.into_any()
}

fn group(locale: Locale, library: &Library, one: Respondents) -> GroupFacts {
    let name = |id: CompanyId| {
        let company = library.companies.get(&id);
        company.map_or_else(String::new, |company| company_name(desk(locale.speech), company))
    };
    let about = match (one.of, one.about) {
        (Some(of), _) => GroupAbout::OfPartner(name(of)),
        (None, Some(about)) => GroupAbout::Partner(name(about)),
        (None, None) => GroupAbout::InGeneral,
    };
    GroupFacts {
        names: names(&those(library, &one.assessments)),
        people: one.assessments,
        about,
    }
}

fn names(people: &[&Assessment]) -> Vec<String> {
    let names = people
        .iter()
        .map(|one| one.respondent.clone().unwrap_or_default());
    names.collect()
}

fn facts(state: State, locale: Locale, library: &Library, ids: &[AssessmentId]) -> Option<JointFacts> {
    let people = those(library, ids);
    let questionnaire = state.shelf.questionnaire(&people.first()?.pack)?;
    let comparison = compare(&questionnaire, &people);
    let joint = joint_of(library, ids);
    let told = Told {
        locale,
        questionnaire: &questionnaire,
        people: &people,
        joint: joint.map(|joint| (joint, standings(&questionnaire, joint))),
    };
    let answered = comparison.rows.iter().filter(|row| !row.is_open());
    let (alike, mut differ): (Vec<&Row>, Vec<&Row>) = answered.partition(|row| row.is_alike());
    // Those without a figure come last; ties stay in pack order.
    differ.sort_by(|one, other| {
        let (one, other) = (one.agreement.unwrap_or(2.0), other.agreement.unwrap_or(2.0));
        one.total_cmp(&other)
    });
    let differ: Vec<JointRow> = differ.into_iter().map(|row| told.row(row)).collect();
    Some(JointFacts {
        people: ids.to_vec(),
        names: names(&people),
        agreement: comparison.agreement,
        matched: comparison.matched,
        of: comparison.of,
        joint: joint.map(|joint| joint.id),
        left: differ.iter().filter(|row| row.decided.is_none()).count(),
        open: comparison.rows.iter().filter(|row| row.is_open()).count(),
        differ,
        alike: alike.into_iter().map(|row| told.row(row)).collect(),
    })
}

/// What rows are told from.
struct Told<'a> {
    locale: Locale,
    questionnaire: &'a Questionnaire,
    /// At least one; all of the same side.
    people: &'a [&'a Assessment],
    joint: Option<(&'a Assessment, Vec<Standing>)>,
}

impl Told<'_> {
    fn row(&self, row: &Row) -> JointRow {
        let found = self.questionnaire.indicator(&row.indicator);
        let side = self.people.first().map(|first| first.side);
        let side = found.and_then(|(_, indicator)| indicator.question(side?));
        let anchors = side.map(|side| side.anchors.iter().map(|anchor| self.locale.words(anchor)));
        JointRow {
            indicator: named(self.locale, self.questionnaire, &row.indicator),
            said: found
                .map(|(_, indicator)| self.said(indicator, row))
                .unwrap_or_default(),
            agreement: row.agreement,
            decided: self.decided(row),
            levels: anchors.map(Iterator::collect).unwrap_or_default(),
            may_not_apply: found.is_some_and(|(_, indicator)| indicator.may_not_apply),
        }
    }

    fn said(&self, indicator: &Indicator, row: &Row) -> Vec<AnswerFacts> {
        let each = self.people.iter().zip(&row.standings);
        each.map(|(person, standing)| answer_facts(self.locale, indicator, person, *standing))
            .collect()
    }

    fn decided(&self, row: &Row) -> Option<DecidedFacts> {
        let (joint, standings) = self.joint.as_ref()?;
        let answer = joint.answers.get(&row.indicator)?;
        let mut all = self.questionnaire.indicators().zip(standings);
        let (_, standing) = all.find(|((_, indicator), _)| indicator.id == row.indicator)?;
        let decided = Decided::of(answer);
        Some(DecidedFacts {
            standing: *standing,
            on: decided.as_ref().map_or(answer.day, |decided| decided.on),
            by: decided
                .as_ref()
                .map(|decided| decided.by.clone())
                .unwrap_or_default(),
            why: decided.map(|decided| decided.why).unwrap_or_default(),
        })
    }
}
