//! The subject of the current assessment over time.

use leptos::prelude::*;

use crate::domain::insight::history::{Change, History};
use crate::domain::insight::timeline::{Since, Timeline, Turn, change_to, of_subject, timeline, turns};
use crate::domain::level::Level;
use crate::domain::pack::{IndicatorId, Questionnaire};
use crate::domain::scoring::Standing;
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::screens::result::Named;
use crate::ui::screens::result::timeline::{TimePoint, TimelineFacts};
use crate::ui::screens::result::timeline_question::{AnswerThen, QuestionGroup, QuestionLine};
use crate::ui::text::{fill, report};

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
        let looked_at = found.points.iter().position(|point| point.id == current)?;
        let change = change_to(&pairs, looked_at).map(|change| {
            let before = found.points[looked_at - 1].day;
            (titled.changes(&change, before), titled.moves(&change))
        });
        let (change, moves) = change.unwrap_or_default();
        Some(TimelineFacts {
            points: points.collect(),
            dimensions: found
                .dimensions
                .iter()
                .map(|id| (id.clone(), titled.dimension(&id.0)))
                .collect(),
            groups: titled.groups(&found),
            moved: titled.moved(&found),
            change,
            moves,
            // While answers are moved, what opens would be told of those.
            opens: state
                .later()
                .what_if
                .with(|moved| moved.as_ref().is_none_or(|moved| moved.of != current)),
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

    /// The questions that were ever asked, by the dimension that the newest questionnaire which has them puts them in.
    fn groups(&self, found: &Timeline) -> Vec<QuestionGroup> {
        let mut groups: Vec<QuestionGroup> = Vec::new();
        for (place, id) in found.indicators.iter().enumerate() {
            let answers: Vec<AnswerThen> = found
                .points
                .iter()
                .map(|point| AnswerThen {
                    standing: point.standings[place],
                    reworded: point.reworded[place],
                })
                .collect();
            if answers.iter().all(|answer| answer.standing == Standing::NotAsked) {
                continue;
            }
            let mut packs = self.packs.iter().rev();
            let dimension = packs.find_map(|pack| Some(self.dimension(&pack.indicator(id)?.0.id.0)));
            let title = dimension.unwrap_or_default();
            let line = QuestionLine {
                question: self.indicator(id),
                answers,
            };
            match groups.iter_mut().find(|group| group.title == title) {
                Some(group) => group.lines.push(line),
                None => groups.push(QuestionGroup {
                    title,
                    lines: vec![line],
                }),
            }
        }
        groups
    }

    /// The questions whose answer moved, with all their turns.
    fn moved(&self, found: &Timeline) -> Vec<(Named, Vec<Turn>)> {
        let all = found.indicators.iter().enumerate();
        let moved = all.filter_map(|(place, id)| {
            let turns = turns(found, place);
            let has_moved = turns.iter().any(|turn| matches!(turn.from, Since::Level(_)));
            has_moved.then(|| (self.indicator(id), turns))
        });
        moved.collect()
    }

    /// What changed since the day of the one before; one sentence each.
    fn changes(&self, change: &History, before: Day) -> Vec<String> {
        let locale = self.locale;
        let text = self.text();
        let mut words = vec![self.overall(change, &locale.day(before))];
        if change.compared == 0 {
            return words;
        }
        let dimensions = change.dimensions.iter();
        let moved = dimensions.filter(|(_, change)| change.is_move());
        let names: Vec<String> = moved
            .filter_map(|(id, change)| self.dimension_move(&self.dimension(&id.0), change))
            .collect();
        if !names.is_empty() {
            words.push(fill(text.dimensions_moved, &[("names", &locale.list(&names))]));
        }
        let up = locale.plural(change.raised, &text.raised, &[]);
        let down = locale.plural(change.lowered, &text.lowered, &[]);
        let same = locale.plural(change.unchanged, &text.unchanged, &[]);
        words.push(fill(
            text.counts,
            &[("raised", &up), ("lowered", &down), ("unchanged", &same)],
        ));
        words
    }

    fn overall(&self, change: &History, day: &str) -> String {
        let text = self.text();
        let [before, after] = [change.overall.before, change.overall.after];
        let Some((before, after)) = before.zip(after) else {
            return fill(text.nothing_common, &[("day", day)]);
        };
        let Change {
            level_before,
            level_after,
            ..
        } = change.overall;
        let message = if level_before == level_after {
            text.since_level_same
        } else {
            text.since_level
        };
        let (level_before, level_after) = (words(level_before), words(level_after));
        let level = fill(message, &[("before", &level_before), ("after", &level_after)]);
        let values = [
            ("day", day),
            ("before", &self.locale.number(before, 1)),
            ("after", &self.locale.number(after, 1)),
            ("level", &level),
            ("k", &self.locale.count(change.compared)),
            ("n", &self.locale.count(change.of)),
        ];
        fill(text.since, &values)
    }

    fn dimension_move(&self, name: &str, change: &Change) -> Option<String> {
        let text = self.text();
        let message = if change.level_before == change.level_after {
            text.dimension_moved
        } else {
            text.dimension_level
        };
        let values = [
            ("name", name),
            ("before", &self.locale.number(change.before?, 1)),
            ("after", &self.locale.number(change.after?, 1)),
            ("level_before", &words(change.level_before)),
            ("level_after", &words(change.level_after)),
        ];
        Some(fill(message, &values))
    }

    fn moves(&self, change: &History) -> Vec<String> {
        let moves = change.moves.iter().map(|one| {
            let named = self.indicator(&one.indicator);
            let values = [
                ("id", &*named.id.0),
                ("title", &*named.title),
                ("from", &*one.from.number().to_string()),
                ("to", &*one.to.number().to_string()),
            ];
            fill(self.text().one_move, &values)
        });
        moves.collect()
    }

    fn text(&self) -> &'static report::Timeline {
        &report(self.locale.speech).timeline
    }
}

fn words(level: Option<Level>) -> String {
    level.map(|level| level.number().to_string()).unwrap_or_default()
}
