//! The subject of the current assessment over time.

use leptos::prelude::*;

use crate::domain::insight::history::History;
use crate::domain::insight::timeline::{Timeline, moves, of_subject, timeline};
use crate::domain::level::Level;
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::screens::result::Named;
use crate::ui::screens::result::timeline::{TimePoint, TimelineFacts};
use crate::ui::text::{self, fill};

use super::super::super::state::{Shared, State};
use super::super::name_words;
use super::facts::named;

/// The line of all assessments of the same subject; `None` where there is only one.
pub(super) fn over_time(state: State, locale: Locale) -> Option<TimelineFacts> {
    let current = state.current.get()?;
    state.library.with(|library| {
        let subject = library.assessments.get(&current)?;
        let line = of_subject(library.assessments.values(), subject);
        // Those whose questionnaire is not at hand cannot be scored.
        let packs: Vec<Shared<Questionnaire>> = line
            .iter()
            .filter_map(|one| state.shelf.questionnaire(&one.pack))
            .collect();
        let line: Vec<_> = line
            .into_iter()
            .filter(|one| state.shelf.questionnaire(&one.pack).is_some())
            .collect();
        if line.len() < 2 {
            return None;
        }
        let pairs: Vec<_> = packs
            .iter()
            .map(|pack| &**pack)
            .zip(line.iter().copied())
            .collect();
        let found = timeline(&pairs);
        let titled = Titled {
            locale,
            packs: &packs,
        };
        let points = found
            .points
            .iter()
            .zip(&line)
            .map(|(point, assessment)| TimePoint {
                id: point.id,
                name: name_words(locale, assessment),
                day: point.day,
                overall: point.overall,
                dimensions: point.dimensions.clone(),
                is_current: point.id == current,
            });
        Some(TimelineFacts {
            points: points.collect(),
            dimensions: found
                .dimensions
                .iter()
                .map(|id| titled.dimension(&id.0))
                .collect(),
            moved: titled.moved(&found),
            last: found
                .last
                .as_ref()
                .map(|last| titled.changes(last))
                .unwrap_or_default(),
        })
    })
}

/// Titles from the newest questionnaire that has them.
struct Titled<'a> {
    locale: Locale,
    /// The oldest first.
    packs: &'a [Shared<Questionnaire>],
}

impl Titled<'_> {
    fn dimension(&self, id: &str) -> String {
        let mut all = self.packs.iter().rev().flat_map(|pack| &pack.dimensions);
        let found = all.find(|dimension| dimension.id.0 == id);
        found.map_or_else(|| id.to_owned(), |dimension| self.locale.words(&dimension.title))
    }

    fn indicator(&self, id: &IndicatorId) -> Named {
        let mut packs = self.packs.iter().rev();
        let pack = packs.find(|pack| pack.indicator(id).is_some());
        match pack.or(self.packs.last()) {
            Some(pack) => named(self.locale, pack, id),
            None => Named {
                id: id.clone(),
                title: String::new(),
            },
        }
    }

    fn moved(&self, found: &Timeline) -> Vec<(Named, Vec<(Day, Level)>)> {
        let all = found.indicators.iter().enumerate();
        let moved = all.filter_map(|(place, id)| {
            let moves = moves(found, place);
            (moves.len() > 1).then(|| (self.indicator(id), moves))
        });
        moved.collect()
    }

    fn changes(&self, last: &History) -> Vec<String> {
        let locale = self.locale;
        let text = &text::report(&locale.language()).timeline;
        let mut words = Vec::new();
        if let (Some(before), Some(after)) = (last.overall.before, last.overall.after) {
            let values = [
                ("before", &*locale.number(before, 1)),
                ("after", &locale.number(after, 1)),
                ("k", &locale.count(last.compared)),
                ("n", &locale.count(last.of)),
            ];
            words.push(fill(text.score_changed, &values));
        }
        let up = locale.plural(last.raised, &text.raised, &[]);
        let down = locale.plural(last.lowered, &text.lowered, &[]);
        let same = locale.plural(last.unchanged, &text.unchanged, &[]);
        words.push(fill(
            text.counts,
            &[("raised", &up), ("lowered", &down), ("unchanged", &same)],
        ));
        let moves = last.moves.iter().map(|one| {
            let named = self.indicator(&one.indicator);
            let values = [
                ("id", &*named.id.0),
                ("title", &*named.title),
                ("from", &*one.from.number().to_string()),
                ("to", &*one.to.number().to_string()),
            ];
            fill(text.one_move, &values)
        });
        let moves: Vec<String> = moves.take(6).collect();
        if !moves.is_empty() {
            words.push(fill(text.moves, &[("moves", &locale.list(&moves))]));
        }
        words
    }
}
