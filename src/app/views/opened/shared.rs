//! A shared result, told as it was stated.

use leptos::prelude::*;

use crate::domain::exchange::SharedResult;
use crate::domain::pack::Pack;
use crate::ui::Locale;
use crate::ui::components::standing::Progress;
use crate::ui::screens::opened::{OpenedContent, SharedAnswers, SharedFacts};

use super::super::super::exchange::packing::Signature;
use super::super::super::state::{Shared, State};
use super::super::assessments::local_day;
use super::{answered, name_of, signature_facts};

/// The result.
pub(super) fn facts(
    state: State,
    locale: Locale,
    shared: &SharedResult,
    signature: &Signature,
) -> OpenedContent {
    let pack = state.shelf.pack(&shared.pack);
    let questionnaire = pack.as_ref().map(|pack| &pack.questionnaire);
    let title = questionnaire.map_or_else(
        || {
            let named = [&shared.pack_title, &shared.pack.id];
            let title = named.into_iter().find(|title| !title.trim().is_empty());
            title.cloned().unwrap_or_default()
        },
        |questionnaire| locale.words(&questionnaire.title),
    );
    let result = &shared.result;
    let level = result.overall.level.map(|level| {
        let name = questionnaire.map(|questionnaire| locale.words(&questionnaire.levels[level.index()].name));
        (level, name.unwrap_or_default())
    });
    let dimensions = result.dimensions.iter().map(|(id, figures)| {
        let known = questionnaire.and_then(|questionnaire| questionnaire.dimension(id));
        let title = known.map_or_else(|| id.0.clone(), |dimension| locale.words(&dimension.title));
        (title, *figures)
    });
    OpenedContent::Shared(SharedFacts {
        from: name_of(Some(&shared.company)),
        about: shared.counterpart.as_ref().map(|facts| name_of(Some(facts))),
        side: shared.side,
        day: local_day(shared.created_at).unwrap_or_else(|| shared.created_at.day()),
        questionnaire: (title, shared.pack.version),
        signature: state
            .library
            .with(|library| signature_facts(locale, library, signature)),
        progress: Progress {
            answered: result.answered,
            asked: result.asked,
            figures: result.overall,
            level,
        },
        floor: result.floor,
        dimensions: dimensions.collect(),
        answers: answers(locale, shared, pack.as_ref()),
    })
}

fn answers(locale: Locale, shared: &SharedResult, pack: Option<&Shared<Pack>>) -> Option<SharedAnswers> {
    let response = shared.response.as_ref()?;
    Some(pack.map_or(SharedAnswers::PackMissing, |pack| {
        SharedAnswers::Here(answered(locale, &pack.questionnaire, response))
    }))
}
