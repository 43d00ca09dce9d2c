//! What both sides think of each question, before anybody asks.

use super::chance::{scatter, scatter_of_two};
use super::character::Character;
use crate::domain::cadence::Fact;
use crate::domain::level::Level;
use crate::domain::pack::{Indicator, Length, Questionnaire};
use crate::domain::random::Random;
use crate::domain::side::{BySide, Side};

/// Of one partner, by question in pack order. They last: what was thought a year ago is near what is thought now.
#[derive(Debug)]
pub(super) struct Opinions {
    questions: Vec<Question>,
    dimensions: usize,
    held: Vec<Opinion>,
    /// How much readier the partner is in each dimension than as a whole.
    strengths: Vec<i64>,
}

/// What answering needs to know of an indicator.
#[derive(Debug)]
pub(super) struct Question {
    dimension: usize,
    posed: BySide<bool>,
    is_quick: bool,
    pub may_not_apply: bool,
    fact: Option<Fact>,
}

/// What both sides think of one question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opinion {
    /// In hundredths of a level, of any size.
    pub level: BySide<i64>,
    /// Both would say that it does not apply, where they may.
    pub is_beside_the_point: bool,
}

/// How the dimensions of a questionnaire differ with everybody, in hundredths of a level: as much above as below.
const DIMENSIONS: [i64; 6] = [8, -12, 4, 10, -16, 6];
/// How far one dimension strays with one partner.
const STRENGTH: i64 = 30;
/// How far a question strays, for both sides together.
const QUESTION: i64 = 70;
/// How far each side strays from that.
const SIDE: i64 = 35;
/// How far the vendor's view of one partner strays as a whole.
const VIEW: i64 = 28;
/// Vendors see more collaboration and openness, which come first, than their partners do.
const KIND_TO_ITSELF: i64 = 24;
/// In so many dimensions.
const KIND_DIMENSIONS: usize = 2;
/// And the rest as a little less.
const ELSEWHERE: i64 = -4;
/// Of 65,536 questions so many set both sides far apart, and with two of three the vendor is the one who sees more.
const APART: u64 = 2000;
const FAR: i64 = 210;
/// Of 65,536 questions so many do not apply to a partner.
const BESIDE_THE_POINT: u64 = 1900;

impl Opinions {
    pub(super) fn new(questionnaire: &Questionnaire) -> Self {
        let dimensions = questionnaire.dimensions.iter().enumerate();
        let questions = dimensions.flat_map(|(place, dimension)| {
            let question = move |indicator: &Indicator| Question {
                dimension: place,
                posed: BySide {
                    vendor: indicator.question(Side::Vendor).is_some(),
                    partner: indicator.question(Side::Partner).is_some(),
                },
                is_quick: indicator.lengths.include(Length::Quick),
                may_not_apply: indicator.may_not_apply,
                fact: indicator.observes.as_deref().and_then(Fact::named),
            };
            dimension.indicators.iter().map(question)
        });
        Self {
            questions: questions.collect(),
            dimensions: questionnaire.dimensions.len(),
            held: Vec::new(),
            strengths: Vec::new(),
        }
    }

    /// Makes them those of another partner.
    pub(super) fn think(&mut self, character: &Character, random: &mut Random) {
        let vendors_view = scatter(random.bits(), VIEW);
        let strength = |place: usize| {
            let own = scatter(random.bits(), STRENGTH);
            own + DIMENSIONS[place % DIMENSIONS.len()]
        };
        self.strengths.clear();
        self.strengths.extend((0..self.dimensions).map(strength));
        self.held.clear();
        for question in &self.questions {
            let both = scatter(random.bits(), QUESTION);
            let (apart, sides) = (random.bits(), random.bits());
            let of_side = |bits: u64| scatter_of_two(bits, SIDE);
            let level = character.readiness + self.strengths[question.dimension] + both;
            let kind = if question.dimension < KIND_DIMENSIONS {
                KIND_TO_ITSELF
            } else {
                ELSEWHERE
            };
            let far = match (apart & 0xffff < APART, (apart >> 16) % 3) {
                (false, _) => 0,
                (true, 0) => -FAR,
                (true, _) => FAR,
            };
            self.held.push(Opinion {
                level: BySide {
                    vendor: level + kind + vendors_view + far + of_side(sides),
                    partner: level + of_side(sides >> 32),
                },
                is_beside_the_point: apart >> 32 & 0xffff < BESIDE_THE_POINT,
            });
        }
    }

    /// The questions that one side is asked, by their place in pack order, with what it thinks. Conditions aside.
    pub(super) fn asked(
        &self,
        length: Length,
        side: Side,
    ) -> impl Iterator<Item = (usize, &Question, &Opinion)> {
        let all = self.questions.iter().zip(&self.held).enumerate();
        let asked = all.filter(move |(_, (question, _))| {
            *question.posed.of(side) && (question.is_quick || length == Length::Full)
        });
        asked.map(|(place, (question, opinion))| (place, question, opinion))
    }

    /// What both think of a fact, in the middle; what they think of everything where no question observes it.
    pub(super) fn of_fact(&self, fact: Fact) -> i64 {
        let all = || self.questions.iter().zip(&self.held);
        let middle = |opinion: &Opinion| i64::midpoint(opinion.level.vendor, opinion.level.partner);
        let observed = all().find(|(question, _)| question.fact == Some(fact));
        observed.map_or_else(
            || {
                let sum: i64 = all().map(|(_, opinion)| middle(opinion)).sum();
                sum / i64::try_from(self.held.len().max(1)).unwrap_or(1)
            },
            |(_, opinion)| middle(opinion),
        )
    }
}

/// The level that so many hundredths of one are nearest to.
pub(super) fn nearest(hundredths: i64) -> Level {
    let number = (hundredths + 50).clamp(0, 499) / 100;
    u8::try_from(number)
        .ok()
        .and_then(Level::new)
        .unwrap_or(Level::MIN)
}
