//! Random packs with rational weights and random answers, for properties.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::pack::{Condition, Indicator, Questionnaire, StateName};
use proptest::prelude::*;

use crate::support::{self, at_least, at_most, not, stands, vendor};

/// A pack and its answers, in whole numbers. Weights are tenths.
#[derive(Debug, Clone)]
pub struct Case {
    pub dimensions: Vec<RandomDimension>,
}

#[derive(Debug, Clone)]
pub struct RandomDimension {
    pub number: usize,
    pub tenths: u16,
    pub headline: bool,
    pub indicators: Vec<RandomIndicator>,
}

#[derive(Debug, Clone)]
pub struct RandomIndicator {
    pub number: usize,
    pub tenths: u16,
    pub gate: bool,
    pub half_life: u32,
    pub answer: Said,
    pub age: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Level(u8),
    Unknown,
    NotApplicable,
    Nothing,
}

pub fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        6 => (0_u8..=4).prop_map(Said::Level),
        1 => Just(Said::Unknown),
        1 => Just(Said::NotApplicable),
        1 => Just(Said::Nothing),
    ]
}

/// One to four dimensions of one to six indicators.
pub fn case() -> impl Strategy<Value = Case> {
    let indicator = (
        1_u16..=50,
        prop::bool::weighted(0.2),
        1_u32..=400,
        said(),
        0_u16..=800,
    );
    let indicator = indicator.prop_map(|(tenths, gate, half_life, answer, age)| RandomIndicator {
        number: 0,
        tenths,
        gate,
        half_life,
        answer,
        age,
    });
    let dimension = (
        1_u16..=50,
        prop::bool::weighted(0.8),
        prop::collection::vec(indicator, 1..=6),
    );
    let dimension = dimension.prop_map(|(tenths, headline, mut indicators)| {
        indicators
            .iter_mut()
            .enumerate()
            .for_each(|(number, indicator)| indicator.number = number);
        RandomDimension {
            number: 0,
            tenths,
            headline,
            indicators,
        }
    });
    prop::collection::vec(dimension, 1..=4).prop_map(|mut dimensions| {
        dimensions
            .iter_mut()
            .enumerate()
            .for_each(|(number, dimension)| dimension.number = number);
        Case { dimensions }
    })
}

impl Case {
    pub fn questionnaire(&self) -> Questionnaire {
        self.scaled(0.1, 0.1)
    }

    /// With weights of indicators and of dimensions in other units than tenths.
    pub fn scaled(&self, indicators: f64, dimensions: f64) -> Questionnaire {
        let built = self.dimensions.iter().map(|dimension| {
            let built = dimension.indicators.iter().map(|indicator| {
                let built = support::indicator(
                    &indicator.name(dimension),
                    f64::from(indicator.tenths) * indicators,
                );
                support::halving(
                    indicator.half_life,
                    Indicator {
                        gate: indicator.gate,
                        ..built
                    },
                )
            });
            let weight = f64::from(dimension.tenths) * dimensions;
            let built = support::dimension(&dimension.name(), weight, built.collect());
            if dimension.headline {
                built
            } else {
                support::beside(built)
            }
        });
        support::questionnaire(built.collect())
    }

    pub fn assessment(&self) -> Assessment {
        let said = self.dimensions.iter().flat_map(|dimension| {
            dimension.indicators.iter().map(|indicator| {
                let name = indicator.name(dimension);
                match indicator.answer {
                    Said::Level(level) => format!("{name}={level}@{}", indicator.age),
                    Said::Unknown => format!("{name}=?@{}", indicator.age),
                    Said::NotApplicable => format!("{name}=-@{}", indicator.age),
                    Said::Nothing => String::new(),
                }
            })
        });
        vendor(&said.collect::<Vec<_>>().join(" "))
    }

    pub fn indicators(&self) -> impl Iterator<Item = &RandomIndicator> {
        self.dimensions.iter().flat_map(|dimension| &dimension.indicators)
    }

    pub fn indicators_mut(&mut self) -> impl Iterator<Item = &mut RandomIndicator> {
        self.dimensions
            .iter_mut()
            .flat_map(|dimension| &mut dimension.indicators)
    }

    /// The same in another order; `keys` need not be distinct.
    pub fn reordered(&self, keys: &[u8]) -> Self {
        let key = |number: usize| keys[number % keys.len()];
        let mut reordered = self.clone();
        for dimension in &mut reordered.dimensions {
            let shift = dimension.number;
            dimension
                .indicators
                .sort_by_key(|indicator| key(indicator.number + shift));
        }
        reordered
            .dimensions
            .sort_by_key(|dimension| key(dimension.number));
        reordered
    }
}

impl RandomDimension {
    pub fn name(&self) -> String {
        format!("d{}", self.number)
    }
}

impl RandomIndicator {
    pub fn name(&self, dimension: &RandomDimension) -> String {
        format!("d{}i{}", dimension.number, self.number)
    }
}

/// A condition over the named indicators.
pub fn condition(names: Vec<String>) -> impl Strategy<Value = Condition> {
    let name = prop::sample::select(names);
    let leaf = prop_oneof![
        (name.clone(), 0_u8..=4).prop_map(|(name, number)| at_least(&name, number)),
        (name.clone(), 0_u8..=4).prop_map(|(name, number)| at_most(&name, number)),
        (name, prop::sample::select(StateName::ALL.to_vec())).prop_map(|(name, state)| stands(&name, state)),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::Any),
            inner.prop_map(not),
        ]
    })
}
