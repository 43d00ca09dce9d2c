//! Large packs and their answers, made up the same in every run.

use std::fmt::Write;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::side::Side;

use crate::support::{assessment, dimension, gate, indicator, pack, questionnaire, vendor};

/// `SplitMix64`. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }

    pub fn level(&mut self, most: u64) -> u8 {
        u8::try_from(self.below(most + 1)).unwrap()
    }

    pub fn days(&mut self, most: u64) -> u16 {
        u16::try_from(1 + self.below(most)).unwrap()
    }
}

/// How a large pack is weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weights {
    Even,
    Few,
    Any,
}

/// A large pack with all steps, a gate in each dimension, and answers up to 2.
pub fn large(count: usize, dimensions: usize, weights: Weights, seed: u64) -> (Pack, Assessment) {
    let random = &mut Random(seed);
    let weigh = |random: &mut Random| match weights {
        Weights::Even => 1.0,
        Weights::Few => f64::from(random.days(3)),
        Weights::Any => f64::from(random.days(9999)) / 1000.0,
    };
    let mut built = Vec::new();
    let (mut listed, mut answers) = (Vec::new(), String::new());
    for number in 0..dimensions {
        let mut indicators = Vec::new();
        for index in 0..count / dimensions {
            let name = format!("d{number}i{index}");
            let weight = weigh(random);
            indicators.push(if index == 0 {
                gate(&name, weight)
            } else {
                indicator(&name, weight)
            });
            write!(answers, "{name}={} ", random.level(2)).unwrap();
            let steps: Vec<(u8, u16)> = (1..=4).map(|to| (to, random.days(10 * u64::from(to)))).collect();
            listed.push((name, steps));
        }
        built.push(dimension(&format!("d{number}"), weigh(random), indicators));
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
    let random = &mut Random(seed);
    let indicators = pack
        .questionnaire
        .indicators()
        .filter(|(_, one)| one.question(side).is_some());
    let answers: Vec<String> = indicators
        .map(|(_, one)| format!("{}={}", one.id.0, random.level(most)))
        .collect();
    assessment(side, &answers.join(" "))
}
