//! The scoring method in exact arithmetic, to compare with.

use core::ops::{Add, Div, Mul};

use channel_readiness::domain::level::Level;
use channel_readiness::domain::scoring::Figures;

use crate::random::{Case, RandomDimension, Said};

/// How far two figures may lie apart and still be the same.
pub const SPARE: f64 = 1e-9;

/// Whether two figures are the same, or both missing.
pub fn close(left: Option<f64>, right: Option<f64>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => (left - right).abs() < SPARE,
        (left, right) => left == right,
    }
}

/// An exact fraction in lowest terms, with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fraction(i128, i128);

impl Fraction {
    fn new(above: i128, below: i128) -> Self {
        let (mut left, mut right) = (above.abs(), below.abs());
        while right != 0 {
            (left, right) = (right, left % right);
        }
        let divisor = left.max(1) * below.signum();
        Self(above / divisor, below / divisor)
    }

    fn whole(value: impl Into<i128>) -> Self {
        Self(value.into(), 1)
    }

    #[allow(clippy::cast_precision_loss, reason = "compared to 1e-9")]
    fn float(self) -> f64 {
        self.0 as f64 / self.1 as f64
    }

    fn at_least(self, other: Self) -> bool {
        self.0 * other.1 >= other.0 * self.1
    }
}

impl Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.0 * other.0, self.1 * other.1)
    }
}

impl Div for Fraction {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self::new(self.0 * other.1, self.1 * other.0)
    }
}

/// The figures in exact arithmetic, written straight from the method's tables.
#[derive(Debug, Default)]
pub struct Exact {
    score: Option<Fraction>,
    low: Option<Fraction>,
    high: Option<Fraction>,
    coverage: Option<Fraction>,
    level: Option<u8>,
    level_high: Option<u8>,
    shares: Option<[[Fraction; 4]; 2]>,
}

impl Exact {
    pub fn of_dimension(dimension: &RandomDimension) -> Self {
        let sum = |value: &dyn Fn(Said) -> Option<u8>| {
            let parts = dimension.indicators.iter();
            let parts = parts.map(|one| i128::from(one.tenths) * i128::from(value(one.answer).unwrap_or(0)));
            Fraction::whole(parts.sum::<i128>())
        };
        let answered = |said: Said| {
            if let Said::Level(level) = said {
                Some(level)
            } else {
                None
            }
        };
        let total = sum(&|said| (said != Said::NotApplicable).then_some(1));
        if total.0 == 0 {
            return Self::default();
        }
        let weight = sum(&|said| answered(said).map(|_| 1));
        let points = sum(&|said| answered(said));
        let open = sum(&|said| matches!(said, Said::Unknown | Said::Nothing).then_some(1));
        let share =
            |least: u8| sum(&|said| answered(said).filter(|level| *level >= least).map(|_| 1)) / total;
        let now = [1, 2, 3, 4].map(share);
        let shares = [now, now.map(|share| share + open / total)];
        let of_25 = |points: Fraction, weight: Fraction| Fraction::whole(25) * points / weight;
        Self {
            score: (weight.0 > 0).then(|| of_25(points, weight)),
            low: Some(of_25(points, total)),
            high: Some(of_25(points + Fraction::whole(4) * open, total)),
            coverage: Some(weight / total),
            level: Some(exact_level(shares[0])),
            level_high: Some(exact_level(shares[1])),
            shares: Some(shares),
        }
    }

    pub fn of(case: &Case) -> Self {
        let headline = case.dimensions.iter().filter(|dimension| dimension.headline);
        let parts: Vec<(Fraction, Self)> = headline
            .map(|dimension| (Fraction::whole(dimension.tenths), Self::of_dimension(dimension)))
            .filter(|(_, exact)| exact.level.is_some())
            .collect();
        if parts.is_empty() {
            return Self::default();
        }
        let mean = |figure: &dyn Fn(&Self) -> Option<Fraction>| {
            let having = parts
                .iter()
                .filter_map(|(weight, exact)| Some((*weight, figure(exact)?)));
            let zero = (Fraction::whole(0), Fraction::whole(0));
            let sums = having.fold(zero, |(sum, weights), (weight, value)| {
                (sum + weight * value, weights + weight)
            });
            (sums.1.0 > 0).then(|| sums.0 / sums.1)
        };
        let level = |high: usize| {
            let shares = [0, 1, 2, 3].map(|at| mean(&|exact| Some(exact.shares?[high][at])).unwrap());
            let levels = parts
                .iter()
                .filter_map(|(_, exact)| if high == 0 { exact.level } else { exact.level_high });
            let gates = case.dimensions.iter().filter(|dimension| dimension.headline);
            let gates = gates
                .flat_map(|dimension| &dimension.indicators)
                .filter(|indicator| indicator.gate);
            let gates = gates.filter_map(|gate| match (gate.answer, high) {
                (Said::Level(level), _) => Some(level),
                (Said::NotApplicable, _) => None,
                (_, 0) => Some(0),
                _ => Some(4),
            });
            let caps = [
                exact_level(shares),
                levels.min().unwrap() + 1,
                gates.min().unwrap_or(4) + 1,
            ];
            caps.into_iter().min()
        };
        Self {
            score: mean(&|exact| exact.score),
            low: mean(&|exact| exact.low),
            high: mean(&|exact| exact.high),
            coverage: mean(&|exact| exact.coverage),
            level: level(0),
            level_high: level(1),
            shares: None,
        }
    }

    pub fn agrees(&self, figures: &Figures) -> bool {
        let float = |fraction: Option<Fraction>| fraction.map(Fraction::float);
        close(float(self.score), figures.score)
            && close(float(self.low), figures.interval.map(|interval| interval.low))
            && close(float(self.high), figures.interval.map(|interval| interval.high))
            && close(float(self.coverage), figures.coverage)
            && self.level == figures.level.map(Level::number)
            && self.level_high == figures.level_high.map(Level::number)
    }
}

fn exact_level(shares: [Fraction; 4]) -> u8 {
    let reached = shares.iter().take_while(|share| share.at_least(Fraction(4, 5)));
    u8::try_from(reached.count()).unwrap()
}
