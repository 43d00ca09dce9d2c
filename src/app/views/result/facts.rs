//! What the questionnaire and the answers give.

use crate::domain::assessment::{Answer, AnswerState, Assessment};
use crate::domain::insight::checks::{lacks_evidence, unsupported};
use crate::domain::level::Level;
use crate::domain::own::is_received;
use crate::domain::pack::{Dimension, DimensionId, Indicator, IndicatorId, Length, Questionnaire};
use crate::domain::scoring::{Bind, LEVEL_SHARE, Readiness, Standing, Workings, standings, workings};
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::screens::result::advice::Rung;
use crate::ui::screens::result::appendix::{AnswerFacts, AnswerGroup, AppendixFacts, HeadingFacts};
use crate::ui::screens::result::dimensions::DimensionRow;
use crate::ui::screens::result::figures::FigureFacts;
use crate::ui::screens::result::hero::{Binding, HeroFacts};
use crate::ui::screens::result::{Named, ResultFacts};
use crate::ui::text;

use super::super::{asked, axes, name_words};
use super::full_adds;
use super::seen::Seen;

/// Everything one result is told from.
struct Told<'a> {
    locale: Locale,
    questionnaire: &'a Questionnaire,
    assessment: &'a Assessment,
    readiness: &'a Readiness,
    workings: &'a Workings,
}

/// The facts of what is looked at.
pub(super) fn facts(seen: &Seen, locale: Locale) -> ResultFacts {
    let Seen {
        questionnaire,
        assessment,
        readiness,
        today,
    } = seen;
    let workings = workings(questionnaire, assessment, *today);
    let unsupported = unsupported(questionnaire, assessment);
    let told = Told {
        locale,
        questionnaire,
        assessment,
        readiness,
        workings: &workings,
    };
    ResultFacts {
        id: assessment.id,
        hero: told.hero(),
        figures: told.figures(),
        dimensions: told.dimensions(),
        appendix: AppendixFacts {
            heading: told.heading(*today),
            groups: told.answers(&standings(questionnaire, assessment)),
        },
        unsupported: unsupported.iter().map(|id| told.named(id)).collect(),
        full_adds: full_adds(questionnaire, assessment).filter(|_| !is_received(assessment)),
    }
}

impl Told<'_> {
    fn hero(&self) -> HeroFacts {
        let Readiness {
            overall,
            binds,
            questions_may_change,
            ..
        } = self.readiness;
        let level_name = |level: Option<Level>| {
            level
                .map(|level| self.locale.words(&self.questionnaire.levels[level.index()].name))
                .unwrap_or_default()
        };
        let meaning = overall
            .level
            .map(|level| &self.questionnaire.levels[level.index()].meaning);
        let pooled = self.workings.caps.as_ref().map(|caps| caps.pooled);
        HeroFacts {
            title: self.locale.words(&self.questionnaire.title),
            counterpart: counterpart(self.assessment),
            overall: *overall,
            level_name: level_name(overall.level),
            level_meaning: meaning
                .map(|meaning| self.locale.words(meaning))
                .unwrap_or_default(),
            level_high_name: level_name(overall.level_high),
            open: self.readiness.open(),
            may_change: *questions_may_change,
            binds: self.bindings(binds),
            pooled_alone: pooled.filter(|pooled| overall.level.is_some_and(|level| *pooled > level)),
            extremes: self.extremes(),
            axes: axes(self.locale, self.questionnaire, self.readiness, |score| {
                score.map_or_else(String::new, |score| self.locale.score(score))
            }),
        }
    }

    fn bindings(&self, binds: &[Bind]) -> Vec<Binding> {
        let Some(caps) = &self.workings.caps else {
            return Vec::new();
        };
        let mut bindings = Vec::new();
        if binds.contains(&Bind::Pooled) {
            let share = caps.shares.get(caps.pooled.index()).copied().unwrap_or_default();
            bindings.push(Binding::Pooled {
                share,
                needed: LEVEL_SHARE,
                next: caps.pooled.raised(),
            });
        }
        let dimension = |bind: &Bind| match bind {
            Bind::Dimension(id) => Some(self.dimension(id)),
            _ => None,
        };
        let names: Vec<String> = binds.iter().filter_map(dimension).collect();
        if !names.is_empty() {
            bindings.push(Binding::Dimensions {
                names,
                level: caps.lowest_dimension,
            });
        }
        let is_open = |id: &IndicatorId| self.readiness.open_gates.contains(id);
        let gate = |bind: &Bind| match bind {
            Bind::Gate(id) => Some(id.clone()),
            _ => None,
        };
        let (open, answered): (Vec<_>, Vec<_>) = binds.iter().filter_map(gate).partition(is_open);
        let named = |ids: Vec<IndicatorId>| ids.iter().map(|id| self.named(id)).collect::<Vec<_>>();
        if let (false, Some(level)) = (answered.is_empty(), caps.lowest_gate) {
            bindings.push(Binding::Gates {
                gates: named(answered),
                level,
            });
        }
        if !open.is_empty() {
            bindings.push(Binding::OpenGates { gates: named(open) });
        }
        bindings
    }

    /// The dimensions with the highest and the lowest score; the first of equals.
    fn extremes(&self) -> Option<[(String, f64); 2]> {
        let mut scored = self
            .readiness
            .dimensions
            .iter()
            .filter(|dimension| dimension.headline)
            .filter_map(|dimension| Some((&dimension.id, dimension.figures.score?)));
        let first = scored.next()?;
        let (mut highest, mut lowest) = (first, first);
        for one in scored {
            if one.1 > highest.1 {
                highest = one;
            }
            if one.1 < lowest.1 {
                lowest = one;
            }
        }
        // What looks the same once rounded is no extreme.
        let differs = self.locale.score(highest.1) != self.locale.score(lowest.1);
        let titled = |(id, score): (&DimensionId, f64)| (self.dimension(id), score);
        differs.then(|| [titled(highest), titled(lowest)])
    }

    fn figures(&self) -> FigureFacts {
        let Readiness {
            overall,
            floor,
            open_gates,
            asked,
            applicable,
            questions_may_change,
            ..
        } = self.readiness;
        let at_floor = self
            .workings
            .gates
            .iter()
            .filter(|gate| gate.level.is_some() && gate.level == *floor);
        FigureFacts {
            overall: *overall,
            floor: *floor,
            floor_gates: at_floor.map(|gate| self.named(&gate.indicator)).collect(),
            open_gates: open_gates.iter().map(|id| self.named(id)).collect(),
            asked: *asked,
            applicable: *applicable,
            may_change: *questions_may_change,
        }
    }

    fn dimensions(&self) -> Vec<DimensionRow> {
        let asked = self
            .readiness
            .dimensions
            .iter()
            .filter(|dimension| dimension.asked > 0);
        asked
            .map(|dimension| DimensionRow {
                id: dimension.id.clone(),
                title: self.dimension(&dimension.id),
                headline: dimension.headline,
                figures: dimension.figures,
                mostly_not_applicable: dimension.mostly_not_applicable(),
            })
            .collect()
    }

    fn heading(&self, today: Day) -> HeadingFacts {
        let start = &self.locale.text.start;
        HeadingFacts {
            title: name_words(self.locale, self.assessment),
            company: self.assessment.company.name.clone(),
            side: self.assessment.side,
            counterpart: counterpart(self.assessment),
            length: match self.assessment.length {
                Length::Quick => start.quick,
                Length::Full => start.full,
            },
            day: today,
            questionnaire: self.locale.words(&self.questionnaire.title),
            pack: self.questionnaire.id.clone(),
            version: self.questionnaire.version,
        }
    }

    fn answers(&self, standings: &[Standing]) -> Vec<AnswerGroup> {
        answer_groups(self.locale, self.questionnaire, self.assessment, standings)
    }

    fn named(&self, id: &IndicatorId) -> Named {
        named(self.locale, self.questionnaire, id)
    }

    fn dimension(&self, id: &DimensionId) -> String {
        dimension_title(self.locale, self.questionnaire, id)
    }
}

fn counterpart(assessment: &Assessment) -> Option<String> {
    assessment
        .counterpart
        .as_ref()
        .map(|company| company.name.clone())
}

/// What was answered, by dimension; `standings` may leave out what is not to be told, as not asked.
pub(in crate::app::views) fn answer_groups(
    locale: Locale,
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    standings: &[Standing],
) -> Vec<AnswerGroup> {
    let all: Vec<_> = asked(questionnaire, standings).collect();
    let group = |dimension: &Dimension| {
        let own = all.iter().filter(|(of, ..)| of.id == dimension.id);
        let answers: Vec<_> = own
            .map(|(_, one, standing)| answer_facts(locale, one, assessment, *standing))
            .collect();
        let title = locale.words(&dimension.title);
        (!answers.is_empty()).then_some(AnswerGroup { title, answers })
    };
    questionnaire.dimensions.iter().filter_map(group).collect()
}

/// What was answered to an indicator, with what supports it.
pub(in crate::app::views) fn answer_facts(
    locale: Locale,
    indicator: &Indicator,
    assessment: &Assessment,
    standing: Standing,
) -> AnswerFacts {
    let answer = assessment.answers.get(&indicator.id);
    let reason = match answer.map(|answer| &answer.state) {
        Some(AnswerState::NotApplicable { reason }) => reason.clone(),
        _ => String::new(),
    };
    let question = indicator.question(assessment.side);
    let words = |text: fn(&Answer) -> &str| answer.map(|answer| text(answer).trim().to_owned());
    let (note, link) = (words(|answer| &answer.note), words(|answer| &answer.link));
    let rungs = |level| rungs(locale, indicator, assessment, level, None);
    AnswerFacts {
        indicator: Named {
            id: indicator.id.clone(),
            title: locale.words(&indicator.title),
        },
        question: question
            .map(|question| locale.words(&question.question))
            .unwrap_or_default(),
        standing,
        rungs: standing.level().map(rungs).unwrap_or_default(),
        day: answer.map(|answer| answer.day),
        reason,
        unsupported: standing.level().is_some() && answer.is_some_and(lacks_evidence),
        note: note.unwrap_or_default(),
        link: link.unwrap_or_default(),
    }
}

/// An indicator by id and title.
pub(in crate::app::views) fn named(locale: Locale, questionnaire: &Questionnaire, id: &IndicatorId) -> Named {
    let found = questionnaire.indicator(id);
    let title = found
        .map(|(_, indicator)| locale.words(&indicator.title))
        .unwrap_or_default();
    Named {
        id: id.clone(),
        title,
    }
}

/// A dimension's title.
pub(super) fn dimension_title(locale: Locale, questionnaire: &Questionnaire, id: &DimensionId) -> String {
    questionnaire
        .dimension(id)
        .map(|dimension| locale.words(&dimension.title))
        .unwrap_or_default()
}

/// A level with its anchor, and the levels below whose words it builds on, lowest first; none at `above` or below.
pub(super) fn rungs(
    locale: Locale,
    indicator: &Indicator,
    assessment: &Assessment,
    level: Level,
    above: Option<Level>,
) -> Vec<Rung> {
    let Some(question) = indicator.question(assessment.side) else {
        return Vec::new();
    };
    let adds = text::report(locale.speech).advice.adds_to_the_one_below;
    let mut rungs = Vec::new();
    let below = Level::ALL
        .into_iter()
        .rev()
        .filter(|one| *one <= level && above.is_none_or(|above| *one > above));
    for level in below {
        let words = locale.words(&question.anchors[level.index()]);
        let builds_on = !adds.is_empty() && words.starts_with(adds);
        rungs.push(Rung { level, words });
        if !builds_on {
            break;
        }
    }
    rungs.reverse();
    rungs
}
