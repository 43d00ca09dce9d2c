//! A view, told beside what is here of it.

use leptos::prelude::*;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::exchange::{ReceivedRecord, Reception, ReceptionError, View};
use crate::domain::library::Touched;
use crate::domain::pack::Questionnaire;
use crate::domain::replica::{RegisterPath, Replica};
use crate::ui::Locale;
use crate::ui::components::earlier;
use crate::ui::screens::opened::keeping::KeepingFacts;
use crate::ui::screens::opened::{ChangedAnswer, Comes, OpenedContent, RefusedFacts, ViewFacts};
use crate::ui::text::{fill, receiving};

use super::super::super::exchange::packing::Signature;
use super::super::super::exchange::receiving::reception;
use super::super::super::ledger;
use super::super::super::state::State;
use super::super::assessments::{local_day, progress};
use super::super::result::named;
use super::{answered, keeping_facts, name_of, other_key, signature_facts};

/// What changes with every change of an assessment, and says nothing by itself.
const SAYS_NOTHING: [&str; 3] = ["", "/answers", "/updatedAt"];

/// The view.
pub(super) fn facts(
    state: State,
    locale: Locale,
    view: &View,
    signature: &Signature,
    file: Option<&str>,
) -> OpenedContent {
    // What is edited, and what other tabs write, is followed by way of the library.
    state.library.track();
    let reception = match untrack(|| reception(state, view, signature, file)) {
        Ok(reception) => reception,
        Err(error) => return OpenedContent::Refused(not_received(locale, error)),
    };
    let assessment = &view.assessment;
    let questionnaire = match &view.pack {
        Some(pack) => Some((*pack.questionnaire).clone()),
        None => state
            .shelf
            .questionnaire(&assessment.pack)
            .map(|one| (*one).clone()),
    };
    let here = Here::of(state, &reception);
    let title = questionnaire
        .as_ref()
        .map(|questionnaire| locale.words(&questionnaire.title));
    let today = state.today.get();
    let shown = questionnaire.as_ref();
    OpenedContent::View(Box::new(state.library.with(|library| {
        ViewFacts {
            from: name_of(Some(&assessment.company)),
            about: assessment.counterpart.as_ref().map(|facts| name_of(Some(facts))),
            side: assessment.side,
            day: local_day(view.created_at).unwrap_or_else(|| view.created_at.day()),
            title: assessment.title.clone().unwrap_or_default(),
            respondent: assessment.respondent.clone().unwrap_or_default(),
            questionnaire: (
                title.unwrap_or_else(|| assessment.pack.id.clone()),
                assessment.pack.version,
            ),
            signature: signature_facts(locale, library, signature),
            other_key: here
                .received
                .as_ref()
                .and_then(|one| other_key(locale, library, one)),
            progress: shown.map(|questionnaire| progress(locale, questionnaire, assessment, today)),
            groups: shown
                .map(|questionnaire| answered(locale, questionnaire, assessment))
                .unwrap_or_default(),
            comes: comes(locale, &reception, here.before.as_ref(), shown),
            is_in_bin: here.is_in_bin,
            here: here.id.filter(|id| library.assessments.contains_key(id)),
            keeping: here
                .received
                .as_ref()
                .map_or_else(KeepingFacts::default, |one| keeping_facts(locale, library, one)),
        }
    })))
}

/// What is here of a view, and what it would become.
struct Here {
    id: Option<AssessmentId>,
    /// As it is.
    before: Option<Assessment>,
    /// As it would be.
    received: Option<Assessment>,
    is_in_bin: bool,
}

impl Here {
    fn of(state: State, reception: &Reception) -> Self {
        let record = |id| {
            let held = ledger::held(state)?;
            let key = ledger::key_of(Touched::Assessment(id));
            held.borrow().readable(&key)
        };
        let read = |replica: &Replica| Assessment::from_json(&replica.document()?).ok();
        let (id, replica) = match reception {
            Reception::New(one) | Reception::OwnChanged(one) | Reception::Newer { record: one, .. } => {
                let ReceivedRecord { id, replica } = one;
                (*id, Some(replica.clone()))
            }
            Reception::NothingNew(id) | Reception::Own(id) => (*id, record(*id)),
        };
        Self {
            id: Some(id),
            before: record(id).as_ref().and_then(read),
            received: replica.as_ref().and_then(read),
            is_in_bin: replica.is_some_and(|replica| replica.is_deleted()),
        }
    }
}

fn comes(
    locale: Locale,
    reception: &Reception,
    before: Option<&Assessment>,
    questionnaire: Option<&Questionnaire>,
) -> Comes {
    match reception {
        Reception::New(_) => Comes::New,
        Reception::NothingNew(_) => Comes::NothingNew,
        Reception::Own(_) => Comes::Own,
        Reception::OwnChanged(_) => Comes::OwnChanged,
        Reception::Newer { record, changed } => {
            let after = record.replica.document();
            let after = after.and_then(|document| Assessment::from_json(&document).ok());
            let answers = questionnaire.map_or_else(Vec::new, |questionnaire| {
                changed_answers(locale, questionnaire, changed, [before, after.as_ref()])
            });
            let others = changed
                .iter()
                .filter(|path| !SAYS_NOTHING.contains(&path.as_str()));
            let others = others.count().saturating_sub(answers.len());
            if answers.is_empty() && others == 0 {
                // Only the way that it came is another one.
                return Comes::NothingNew;
            }
            Comes::Newer {
                changed: answers,
                others,
            }
        }
    }
}

fn changed_answers(
    locale: Locale,
    questionnaire: &Questionnaire,
    changed: &[RegisterPath],
    [before, after]: [Option<&Assessment>; 2],
) -> Vec<ChangedAnswer> {
    let text = &receiving(locale.speech).comes;
    let all = questionnaire.indicators();
    let changed = all.filter(|(_, indicator)| changed.contains(&RegisterPath::answer(&indicator.id)));
    changed
        .map(|(_, indicator)| {
            let words = |one: Option<&Assessment>| {
                let answer = one.and_then(|one| one.answers.get(&indicator.id));
                earlier::words(locale, answer)
            };
            let (before, after) = (words(before), words(after));
            let is_noted = before == after;
            ChangedAnswer {
                indicator: named(locale, questionnaire, &indicator.id),
                after: if is_noted { text.noted.to_owned() } else { after },
                before,
            }
        })
        .collect()
}

/// Why it cannot be taken in, in words.
fn not_received(locale: Locale, error: ReceptionError) -> RefusedFacts {
    let text = &receiving(locale.speech).refused;
    let cause = match error {
        ReceptionError::FromTheFuture(moment) => {
            let day = local_day(moment).unwrap_or_else(|| moment.day());
            fill(text.future, &[("day", &locale.day(day))])
        }
        ReceptionError::DoesNotFit => text.does_not_fit.to_owned(),
    };
    RefusedFacts {
        cause,
        help: "",
        problems: Vec::new(),
    }
}
