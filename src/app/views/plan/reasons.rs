//! What each figure of the way was made of: the answers as they stand once the steps before it are taken.

use crate::domain::assessment::{AnswerState, Assessment, Event};
use crate::domain::insight::path::{Path, RouteStep};
use crate::domain::pack::IndicatorId;
use crate::domain::scoring::score;
use crate::domain::time::Day;
use crate::ui::Locale;
use crate::ui::screens::result::explain::{Explanation, Subject};
use crate::ui::text::{self, fill};

use super::super::result::{Seen, explanation as of_result, gain_explanation, named};
use super::sought::Found;

/// The inputs of a figure of the way; `None` where it is not on it.
pub(super) fn explanation(
    found: &Found,
    locale: Locale,
    today: Day,
    subject: &Subject,
) -> Option<Explanation> {
    let Path::Found(route) = &found.path else {
        return None;
    };
    let told = Told {
        found,
        locale,
        today,
        steps: &route.steps,
    };
    match subject {
        Subject::Score => told.score(&[], text::plan(locale.speech).score_now.to_owned()),
        Subject::ScoreAfter(id) => {
            let place = told.place(id)?;
            let name = told.named(text::plan(locale.speech).score_then, id);
            told.score(&route.steps[..=place], name)
        }
        Subject::Gain(id) => {
            let place = told.place(id)?;
            Some(told.gain(&route.steps[place], &route.steps[..place]))
        }
        _ => None,
    }
}

struct Told<'a> {
    found: &'a Found,
    locale: Locale,
    today: Day,
    steps: &'a [RouteStep],
}

impl Told<'_> {
    fn place(&self, id: &IndicatorId) -> Option<usize> {
        self.steps.iter().position(|step| step.indicator == *id)
    }

    /// The overall score with these steps taken.
    fn score(&self, taken: &[RouteStep], name: String) -> Option<Explanation> {
        let pack = &self.found.sought.pack;
        let explanation = of_result(&self.seen(taken), Some(pack), self.locale, &Subject::Score)?;
        Some(Explanation { name, ..explanation })
    }

    /// What a step adds after those before it.
    fn gain(&self, step: &RouteStep, before: &[RouteStep]) -> Explanation {
        let seen = self.seen(before);
        let mut explanation = gain_explanation(&seen, self.locale, &step.indicator, step.to, step.gain);
        explanation.filled.push(self.order(before));
        explanation
    }

    /// The answers with these steps taken.
    fn seen(&self, taken: &[RouteStep]) -> Seen {
        let sought = &self.found.sought;
        let mut assessment: Assessment = sought.assessment.clone();
        for step in taken {
            let answered = Event::Answered(step.indicator.clone(), AnswerState::Level(step.to));
            assessment.apply(answered, self.today, sought.assessment.updated_at);
        }
        Seen {
            questionnaire: (&sought.pack.questionnaire).into(),
            readiness: score(&sought.pack.questionnaire, &assessment, self.today),
            assessment,
            today: self.today,
        }
    }

    /// After which steps.
    fn order(&self, before: &[RouteStep]) -> String {
        let text = text::plan(self.locale.speech);
        let names: Vec<String> = before.iter().map(|step| step.indicator.0.clone()).collect();
        if names.is_empty() {
            return text.after_none.to_owned();
        }
        fill(text.after, &[("names", &self.locale.list(&names))])
    }

    fn named(&self, message: &str, id: &IndicatorId) -> String {
        let named = named(self.locale, &self.found.sought.pack.questionnaire, id);
        fill(message, &[("id", &named.id.0), ("title", &named.title)])
    }
}
