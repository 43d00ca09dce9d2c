//! Do small partners fare worse? What figures of many partners say, by the size of the partner.
//!
//! Source: `docs/scoring.md`, "Do small partners fare worse?", which gives the reasons of the rules.

use super::company::Size;
use super::slices::finish;
use super::statistics::{Association, Bounds, Shift, Spread, seek_association, seek_shift, spreads};

/// A band with fewer values is shown, and takes part in the association, but is not one of the two that are compared.
pub const FEWEST_IN_BAND: usize = 5;
/// Fewer values in all say nothing.
pub const FEWEST: usize = 20;
/// An association is called one where chance brings it less often than that, after the correction for several measures.
pub const LARGEST_P: f64 = 0.05;
/// A weaker association is not called a difference, however sure it is.
pub const SMALLEST_TAU: f64 = 0.1;
/// What chance brings less often than once in so many times is not told more closely.
pub const RAREST: f64 = 1e6;
/// The arrangements are drawn by this seed, so that everybody who looks at the same partners reads the same.
pub const SEED: u64 = 20_261_126;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// `0.0..=100.0`.
    Score,
    /// `0.0..=1.0`.
    Freshness,
    /// Hours until an answer; the only one of which less is better.
    AnswerTime,
    /// `0.0..=1.0`.
    Agreement,
}

/// The values of a measure, one for each partner whose size is told and that has one.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    pub measure: Measure,
    pub values: Vec<(Size, f64)>,
}

/// What is to be said of a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Parity {
    pub measure: Measure,
    /// How many values there are in all.
    pub values: usize,
    /// Each band that has a value, the smallest first.
    pub bands: Vec<Band>,
    /// Whether the measure rises with the size of the band, over all values. `None` where there is too little, or where
    /// all values are the same.
    pub association: Option<Association>,
    /// Its probability, corrected for so many measures being looked at together; never below that of the association.
    pub corrected_p: Option<f64>,
    /// `None` where fewer than two bands have enough.
    pub difference: Option<Difference>,
    pub verdict: Verdict,
}

/// The values of one band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    pub size: Size,
    pub spread: Spread,
}

/// The smallest and the largest band that have enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    pub smallest: Size,
    pub largest: Size,
    /// By how much the values of the smallest lie above those of the largest; below 0 where they lie below.
    pub shift: Shift,
}

/// How often chance alone would do as much, once in so many times; corrected as [`Parity::corrected_p`] is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Chance {
    OneIn(f64),
    /// How much less often is not known, or too seldom to be told: none of the arrangements drawn went as far.
    LessThanOneIn(f64),
}

/// The answer, one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Small partners fare worse.
    Worse,
    /// Small partners fare better.
    Better,
    /// That there is none is not said: only that none is seen.
    NoDifference(Unseen),
    TooLittle(Lack),
}

/// Why no difference is seen: the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// All values are the same.
    AllSame,
    /// Chance brings as much too often.
    Chance,
    /// It is sure, and too weak to matter.
    Weak,
    /// What lies between the smallest and the largest band may be nothing, or the other way round, or cannot be bounded.
    Ends,
}

/// What there is too little of: the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// So many values in all, less than [`FEWEST`].
    Values { found: usize },
    /// So many bands with at least [`FEWEST_IN_BAND`] values, none or one.
    Bands { found: usize },
}

impl Parity {
    /// How often chance alone would do as much. `None` where there is no probability, and where the verdict goes by
    /// something else: what is unlikely by chance would contradict it.
    #[must_use]
    pub fn chance(&self) -> Option<Chance> {
        if self.verdict == Verdict::NoDifference(Unseen::Ends) {
            return None;
        }
        let (association, p) = (self.association?, self.corrected_p?);
        Some(match 1.0 / p {
            times if times > RAREST => Chance::LessThanOneIn(RAREST),
            times if association.is_least() => Chance::LessThanOneIn(times),
            times => Chance::OneIn(times),
        })
    }
}

impl Measure {
    /// All measures, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Score, Self::Freshness, Self::AnswerTime, Self::Agreement];

    /// The name in every format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Freshness => "freshness",
            Self::AnswerTime => "answer-time",
            Self::Agreement => "agreement",
        }
    }

    /// 1 where more is better, −1 where less is.
    const fn sign(self) -> f64 {
        match self {
            Self::Score | Self::Freshness | Self::Agreement => 1.0,
            Self::AnswerTime => -1.0,
        }
    }
}

/// What is to be said of each measure, in the order of the samples. All measures that are looked at together belong into
/// one call: of several, chance makes one look different more often than of one, and that is corrected for.
#[must_use]
pub fn parity(samples: &[Sample]) -> Vec<Parity> {
    finish(seek_parity(samples))
}

/// As [`parity`], in slices of a few milliseconds.
pub async fn seek_parity(samples: &[Sample]) -> Vec<Parity> {
    let mut all = Vec::with_capacity(samples.len());
    for sample in samples {
        all.push(seek_one(sample).await);
    }
    correct(&mut all);
    for parity in &mut all {
        parity.verdict = verdict(parity);
    }
    all
}

/// A measure by itself, without a verdict yet.
async fn seek_one(sample: &Sample) -> Parity {
    let pairs: Vec<(u8, f64)> = (sample.values.iter())
        .filter(|(_, value)| value.is_finite())
        .map(|(size, value)| (place(*size), rounded(*value)))
        .collect();
    let bands: Vec<Band> = (spreads(&pairs).into_iter())
        .filter_map(|(place, spread)| {
            let size = Size::ALL.get(usize::from(place)).copied()?;
            Some(Band { size, spread })
        })
        .collect();
    let enough: Vec<Size> = (bands.iter().filter(|band| band.spread.count >= FEWEST_IN_BAND))
        .map(|band| band.size)
        .collect();
    let lack = match enough.len() {
        _ if pairs.len() < FEWEST => Some(Lack::Values { found: pairs.len() }),
        found @ ..2 => Some(Lack::Bands { found }),
        _ => None,
    };
    let association = match lack {
        None => seek_association(&pairs, SEED).await,
        Some(_) => None,
    };
    let difference = match enough.as_slice() {
        [smallest, .., largest] => seek_difference(&pairs, *smallest, *largest).await,
        _ => None,
    };
    Parity {
        measure: sample.measure,
        values: pairs.len(),
        bands,
        association,
        corrected_p: None,
        difference,
        verdict: lack.map_or(Verdict::NoDifference(Unseen::AllSame), Verdict::TooLittle),
    }
}

async fn seek_difference(pairs: &[(u8, f64)], smallest: Size, largest: Size) -> Option<Difference> {
    let of = |size: Size| -> Vec<f64> {
        let of_band = pairs.iter().filter(|(band, _)| *band == place(size));
        of_band.map(|(_, value)| *value).collect()
    };
    let shift = seek_shift(&of(smallest), &of(largest)).await?;
    Some(Difference {
        smallest,
        largest,
        shift,
    })
}

/// Corrects the probabilities for their number: the smallest is taken as many times as there are, the next once less, and
/// so on; none becomes smaller than one before it, nor larger than 1.
///
/// Source: Holm, "A simple sequentially rejective multiple test procedure", 1979.
fn correct(all: &mut [Parity]) {
    let p = |parity: &Parity| parity.association.map(|association| association.p);
    let mut places: Vec<(f64, usize)> = (all.iter().enumerate())
        .filter_map(|(place, parity)| Some((p(parity)?, place)))
        .collect();
    places.sort_by(|left, right| left.0.total_cmp(&right.0));
    let (mut times, mut least) = (places.iter().map(|_| 1.0).sum::<f64>(), 0.0_f64);
    for (p, place) in places {
        least = least.max(p * times).min(1.0);
        times -= 1.0;
        if let Some(parity) = all.get_mut(place) {
            parity.corrected_p = Some(least);
        }
    }
}

fn verdict(parity: &Parity) -> Verdict {
    let (Some(association), Some(p)) = (parity.association, parity.corrected_p) else {
        return parity.verdict;
    };
    if p >= LARGEST_P {
        return Verdict::NoDifference(Unseen::Chance);
    }
    if association.tau.abs() < SMALLEST_TAU {
        return Verdict::NoDifference(Unseen::Weak);
    }
    let bounds = parity.difference.map(|difference| difference.shift.bounds);
    let Some(Ok(Bounds { low, high, .. })) = bounds else {
        return Verdict::NoDifference(Unseen::Ends);
    };
    // Where the measure rises with the size, that of the smallest lies below.
    let is_confirmed = if association.tau > 0.0 {
        high < 0.0
    } else {
        low > 0.0
    };
    match association.tau * parity.measure.sign() {
        _ if !is_confirmed => Verdict::NoDifference(Unseen::Ends),
        rises if rises > 0.0 => Verdict::Worse,
        _ => Verdict::Better,
    }
}

/// The place of a band, 0 for the smallest.
fn place(size: Size) -> u8 {
    let before = Size::ALL.into_iter().take_while(|other| *other < size);
    u8::try_from(before.count()).unwrap_or(u8::MAX)
}

/// Without what differs by the order of sums alone, so that equal figures are tied.
fn rounded(value: f64) -> f64 {
    const PLACES: f64 = 1e9;
    (value * PLACES).round() / PLACES
}
