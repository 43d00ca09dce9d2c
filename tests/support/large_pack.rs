//! Large packs and their answers, made up the same in every run.

mod dice;

use std::fmt::Write;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::pack::{IndicatorId, Pack, Questionnaire};
use channel_readiness::domain::side::Side;

use dice::Dice;

use crate::support::{assessment, at_least, dimension, gate, indicator, pack, questionnaire, vendor};

/// How a large pack is weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weights {
    Even,
    Few,
    Any,
}

fn days(dice: &mut Dice, most: u16) -> u16 {
    1 + dice.below(most)
}

/// A large pack with all steps, a gate in each dimension, and answers up to 2.
pub fn large(count: usize, dimensions: usize, weights: Weights, seed: u64) -> (Pack, Assessment) {
    let dice = &mut Dice::new(seed);
    let weigh = |dice: &mut Dice| match weights {
        Weights::Even => 1.0,
        Weights::Few => f64::from(days(dice, 3)),
        Weights::Any => f64::from(days(dice, 9999)) / 1000.0,
    };
    let mut built = Vec::new();
    let (mut listed, mut answers) = (Vec::new(), String::new());
    for number in 0..dimensions {
        let mut indicators = Vec::new();
        for index in 0..count / dimensions {
            let name = format!("d{number}i{index}");
            let weight = weigh(dice);
            indicators.push(if index == 0 {
                gate(&name, weight)
            } else {
                indicator(&name, weight)
            });
            write!(answers, "{name}={} ", dice.below(3)).unwrap();
            let steps: Vec<(u8, u16)> = (1..=4).map(|to| (to, days(dice, 10 * u16::from(to)))).collect();
            listed.push((name, steps));
        }
        built.push(dimension(&format!("d{number}"), weigh(dice), indicators));
    }
    let listed: Vec<(&str, &[(u8, u16)])> = listed
        .iter()
        .map(|(name, steps)| (name.as_str(), &steps[..]))
        .collect();
    (pack(questionnaire(built), &listed, Vec::new()), vendor(&answers))
}

pub fn built_in() -> Pack {
    Pack::parse(&std::fs::read_to_string("public/packs/channel-devops.json").unwrap()).unwrap()
}

/// All asked of a side answered with levels up to `most`.
pub fn answered(pack: &Pack, side: Side, most: u64, seed: u64) -> Assessment {
    let dice = &mut Dice::new(seed);
    let indicators = pack
        .questionnaire
        .indicators()
        .filter(|(_, one)| one.question(side).is_some());
    let answers: Vec<String> = indicators
        .map(|(_, one)| format!("{}={}", one.id.0, dice.below(most + 1)))
        .collect();
    assessment(side, &answers.join(" "))
}

/// Every other of the last indicators is asked only where one of the first has level 3 or above.
pub fn with_conditions(pack: Pack, count: usize) -> Pack {
    let mut questionnaire = Questionnaire::clone(&pack.questionnaire);
    let ids: Vec<IndicatorId> = questionnaire
        .indicators()
        .map(|(_, one)| one.id.clone())
        .collect();
    let last = questionnaire
        .dimensions
        .iter_mut()
        .flat_map(|one| &mut one.indicators)
        .skip(ids.len() / 2);
    for (indicator, source) in last.step_by(2).zip(&ids).take(count) {
        indicator.when = Some(at_least(&source.0, 3));
    }
    Pack {
        questionnaire: questionnaire.into(),
        ..pack
    }
}
