//! The assessments that come of what both sides think: ours and theirs, a year ago and now.

use std::sync::Arc;

use super::chance::{between, happens, one_of, scatter_of_two};
use super::character::Character;
use super::opinions::{Opinion, Opinions, Question, nearest};
use super::words::{EVIDENCE, OWN_NAME, REASONS, TITLE};
use super::{Coverage, Part, Place, Wanted};
use crate::domain::assessment::{Answer, AnswerState, Assessment, AssessmentId};
use crate::domain::company::{Company, CompanyFacts, Kind, Size};
use crate::domain::pack::{IndicatorId, Length, PackReference, Questionnaire};
use crate::domain::packed::Packer;
use crate::domain::random::Random;
use crate::domain::scoring::Standing;
use crate::domain::scoring::applicability::Applicability;
use crate::domain::side::Side;
use crate::domain::time::{Day, Moment};

/// Makes assessments of one questionnaire.
#[derive(Debug)]
pub(super) struct Views {
    pack: PackReference,
    questionnaire: Arc<Questionnaire>,
    opinions: Opinions,
    has_quick: bool,
    has_conditions: bool,
    /// The indicators' ids in their order, and the places of these in pack order.
    ids: Vec<(IndicatorId, usize)>,
    /// What is answered in the view at hand, in pack order.
    said: Vec<Option<Answer>>,
}

/// One of a partner's four.
#[derive(Debug, Clone, Copy)]
struct View {
    number: u16,
    side: Side,
    /// How long ago it was finished, in days.
    age: u32,
    is_of_last_year: bool,
}

/// Days.
const YOUNGEST_OF_LAST_YEAR: u32 = 274;
const OLDEST_OF_LAST_YEAR: u32 = 457;
const OLDEST_NOW: u32 = 200;
/// An answer may be given so many days before the last one.
const LONGEST_SITTING: u32 = 30;
/// How far an answer strays from what is thought, in hundredths of a level.
const SLIP: i64 = 25;
/// Of 65,536 answers so many have evidence beside them.
const EVIDENCED: u64 = 1300;
/// Of 65,536 questions so many are passed over by who is careless.
const PASSED_OVER: u64 = 7000;

impl Views {
    pub(super) fn new(pack: PackReference, questionnaire: Arc<Questionnaire>) -> Self {
        let indicators = questionnaire.indicators().enumerate();
        let ids = indicators.map(|(place, (_, indicator))| (indicator.id.clone(), place));
        let mut ids: Vec<_> = ids.collect();
        ids.sort_unstable();
        let has_conditions = questionnaire.indicators().any(|(_, one)| one.when.is_some());
        Self {
            pack,
            opinions: Opinions::new(&questionnaire),
            has_quick: questionnaire.has_quick(),
            has_conditions,
            said: vec![None; ids.len()],
            ids,
            questionnaire,
        }
    }

    /// Turns to another partner.
    pub(super) fn think(&mut self, character: &Character, random: &mut Random) {
        self.opinions.think(character, random);
    }

    /// What both sides think of the partner at hand.
    pub(super) const fn opinions(&self) -> &Opinions {
        &self.opinions
    }

    /// Packs the assessments about the partner at hand.
    pub(super) fn pack(
        &mut self,
        place: Place,
        company: &Company,
        character: &Character,
        wanted: Wanted,
        random: &mut Random,
        packer: &mut Packer,
    ) {
        for view in views(wanted.coverage, random).into_iter().flatten() {
            let id = AssessmentId(place.id(Part::Assessment, view.number));
            let mut assessment = self.begun(id, view, company, wanted, random);
            let first = self.answer(&assessment, view, character, wanted.today, random);
            assessment.created_at = moment(first, random).min(assessment.updated_at);
            self.heed_conditions(&assessment);
            let count = self.said.iter().flatten().count();
            let said = self.ids.iter();
            let said = said.filter_map(|(id, place)| Some((id, self.said[*place].as_ref()?)));
            packer.add_answered(&assessment, count, said);
        }
    }

    fn begun(
        &self,
        id: AssessmentId,
        view: View,
        company: &Company,
        wanted: Wanted,
        random: &mut Random,
    ) -> Assessment {
        let quick = if view.is_of_last_year { 25 } else { 15 };
        let length = if self.has_quick && happens(random, quick) {
            Length::Quick
        } else {
            Length::Full
        };
        let finished = moment(days_before(wanted.today, view.age), random).min(wanted.now);
        let own = CompanyFacts {
            name: OWN_NAME.to_owned(),
            kind: Some(Kind::Vendor),
            size: Some(Size::UpTo1000),
            ..CompanyFacts::default()
        };
        let (company, counterpart) = match view.side {
            Side::Vendor => (own, company.facts()),
            Side::Partner => (company.facts(), own),
        };
        Assessment {
            title: Some(TITLE.to_owned()),
            company,
            counterpart: Some(counterpart),
            ..Assessment::begun(id, self.pack.clone(), view.side, length, finished)
        }
    }

    /// Answers what a view is asked; gives the day of the first answer.
    fn answer(
        &mut self,
        assessment: &Assessment,
        view: View,
        character: &Character,
        today: Day,
        random: &mut Random,
    ) -> Day {
        let last = days_before(today, view.age);
        let mut first = last;
        let mut manner = Manner::drawn(view, last, character, random);
        self.said.fill(None);
        let asked = self.opinions.asked(assessment.length, assessment.side);
        for (number, (place, question, opinion)) in asked.enumerate() {
            if number % 6 == 0 && happens(random, 20) {
                // Those that follow were answered on another day.
                manner.day = days_before(last, between(random, 1, LONGEST_SITTING));
            }
            if number >= manner.most {
                break;
            }
            self.said[place] = manner.answer(view.side, question, opinion, random);
            first = first.min(self.said[place].as_ref().map_or(first, |answer| answer.day));
        }
        first
    }

    /// Takes back what its conditions do not ask.
    fn heed_conditions(&mut self, assessment: &Assessment) {
        if !self.has_conditions {
            return;
        }
        let applicability = Applicability::new(&self.questionnaire);
        let mut entries = applicability.unanswered(assessment.length, assessment.side);
        for (entry, said) in entries.iter_mut().zip(&self.said) {
            if let Some(answer) = said {
                entry.answer(answer.glance());
            }
        }
        applicability.settle(assessment, &mut entries);
        for (entry, said) in entries.iter().zip(&mut self.said) {
            if entry.standing == Standing::NotAsked {
                *said = None;
            }
        }
    }
}

/// How somebody fills in one view.
struct Manner {
    day: Day,
    /// How many questions until it is left.
    most: usize,
    /// How much less ready the partner was then, in hundredths of a level.
    behind: i64,
    /// Of 65,536 questions, how many are not known, and how many passed over.
    unknown: u64,
    passed_over: u64,
}

impl Manner {
    fn drawn(view: View, day: Day, character: &Character, random: &mut Random) -> Self {
        let manner = random.below(100);
        Self {
            day,
            most: if manner < 5 {
                between(random, 3, 14) as usize
            } else {
                usize::MAX
            },
            behind: if view.is_of_last_year { character.rise } else { 0 },
            unknown: character.unknown,
            passed_over: if manner >= 85 { PASSED_OVER } else { 0 },
        }
    }

    /// `None`: not answered.
    fn answer(
        &self,
        side: Side,
        question: &Question,
        opinion: &Opinion,
        random: &mut Random,
    ) -> Option<Answer> {
        let bits = random.bits();
        let fate = bits >> 32 & 0xffff;
        let state = if question.may_not_apply && opinion.is_beside_the_point {
            let reason = one_of(random, &REASONS).to_owned();
            AnswerState::NotApplicable { reason }
        } else if fate < self.passed_over {
            return None;
        } else if fate >= 0x1_0000 - self.unknown {
            AnswerState::Unknown
        } else {
            let slip = scatter_of_two(bits, SLIP);
            AnswerState::Level(nearest(opinion.level.of(side) - self.behind + slip))
        };
        let note = if bits >> 48 < EVIDENCED {
            one_of(random, &EVIDENCE).to_owned()
        } else {
            String::new()
        };
        Some(Answer {
            state,
            day: self.day,
            note,
            link: String::new(),
            extra: Vec::new(),
        })
    }
}

/// Which of the four there are.
fn views(coverage: Coverage, random: &mut Random) -> [Option<View>; 4] {
    let sides = match coverage {
        Coverage::FourEach => [true; 2],
        Coverage::AsInLife => match random.below(100) {
            0..8 => [false; 2],
            8..28 => [true, false],
            28..38 => [false, true],
            _ => [true; 2],
        },
    };
    let mut views = [None; 4];
    for (place, side) in Side::ALL.into_iter().enumerate() {
        let is_now = coverage == Coverage::FourEach || happens(random, 85);
        let is_then = coverage == Coverage::FourEach || !is_now || happens(random, 60);
        let then = between(random, YOUNGEST_OF_LAST_YEAR, OLDEST_OF_LAST_YEAR);
        // Most are younger than half of it.
        let now = between(random, 0, OLDEST_NOW) * between(random, 0, OLDEST_NOW) / OLDEST_NOW;
        let view = |number: usize, age, is_of_last_year| View {
            number: u16::try_from(number).unwrap_or_default(),
            side,
            age,
            is_of_last_year,
        };
        views[place] = (sides[place] && is_then).then(|| view(place, then, true));
        views[place + 2] = (sides[place] && is_now).then(|| view(place + 2, now, false));
    }
    views
}

/// The day so many days before another, and not before there were any.
pub(super) fn days_before(day: Day, days: u32) -> Day {
    let days = i32::try_from(days).unwrap_or(i32::MAX);
    day.plus(-days).unwrap_or(Day::FIRST)
}

/// A moment of a day on which people work.
pub(super) fn moment(day: Day, random: &mut Random) -> Moment {
    let second = between(random, 8 * 3600, 17 * 3600);
    let milliseconds = (i64::from(day.days_since_epoch()) * 86_400 + i64::from(second)) * 1000;
    Moment::from_milliseconds(milliseconds).unwrap_or(Moment::EPOCH)
}
