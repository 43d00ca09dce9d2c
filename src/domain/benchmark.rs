//! Figures of others to stand beside: who has found them, for whom, and where one result stands among them.
//!
//! | module | what lives there |
//! | --- | --- |
//! | `reading` | the document, every mistake named with its place |
//! | `standing` | where a result stands |

mod reading;
mod standing;

use super::company::{Kind, Size};
use super::json::Json;
use super::pack::{DimensionId, Hash, IndicatorId, PackReference, Questionnaire};
use super::time::Day;

pub(in crate::domain) use reading::benchmarks;
pub use standing::{Compared, Standing, What};

/// The largest file that is read as one, in bytes.
pub const LARGEST: u64 = 1_000_000;

/// Figures of many companies that somebody has published, validated.
#[derive(Debug, Clone, PartialEq)]
pub struct Benchmark {
    /// Never empty.
    pub title: String,
    pub source: Source,
    /// Under which figures may be used, such as `CC-BY-4.0`; never empty.
    pub licence: String,
    pub pack: Answered,
    /// How many companies the figures are of, `1..=1000000000`.
    pub companies: u32,
    /// What kind of company they are; `None`: of any.
    pub kind: Option<Kind>,
    /// `None`: of any size.
    pub size: Option<Size>,
    /// Of the overall score, `0.0..=100.0`.
    pub score: Option<Statistic>,
    /// Of scores of dimensions, `0.0..=100.0`, in the order of the document.
    pub dimensions: Vec<(DimensionId, Statistic)>,
    /// Of levels of indicators, `0.0..=4.0`, in the order of the document.
    pub indicators: Vec<(IndicatorId, Statistic)>,
    /// What the figures do not say, one text each.
    pub limits: Vec<String>,
    /// SHA-256 over its canonical JSON.
    pub hash: Hash,
    /// As it came, for the store and for export: unknown members survive.
    pub document: Json,
}

/// Where figures come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Who has found them and where they were published; never empty.
    pub text: String,
    /// Begins with `https://` or `http://`.
    pub link: Option<String>,
    pub date: Date,
}

/// When figures were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// `1..=9999`.
    Year(u16),
    Day(Day),
}

/// Which questionnaire the companies answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub id: String,
    /// Empty: any.
    pub versions: Vec<u32>,
    /// `None`: any content.
    pub hash: Option<Hash>,
}

/// How a figure is spread among the companies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Statistic {
    /// In ascending order; two of them may be the same.
    Quartiles { lower: f64, median: f64, upper: f64 },
    /// With the standard deviation.
    Mean { mean: f64, deviation: f64 },
}

/// Why figures are not those of a questionnaire: the first that holds. What is nearer to it is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misfit {
    Pack,
    Version,
    /// The same id and version, and other words or weights.
    Content,
}

impl Benchmark {
    /// Whether the figures are of companies that answered this pack. Where the pack's hash is not known, any fits.
    ///
    /// # Errors
    /// Why they are not, such as [`Misfit::Version`] for version 2 where they are of version 1 alone.
    pub fn fits(&self, pack: &PackReference) -> Result<(), Misfit> {
        let Answered { id, versions, hash } = &self.pack;
        if *id != pack.id {
            return Err(Misfit::Pack);
        }
        if !versions.is_empty() && !versions.contains(&pack.version) {
            return Err(Misfit::Version);
        }
        match (hash, &pack.hash) {
            (Some(hash), Some(other)) if hash != other => Err(Misfit::Content),
            _ => Ok(()),
        }
    }

    /// Which of some packs the figures are of: the first that they fit.
    ///
    /// # Errors
    /// Why they are of none, by the pack that comes nearest: [`Misfit::Pack`] where no other version of theirs is there.
    pub fn find<'p>(
        &self,
        packs: impl IntoIterator<Item = &'p PackReference>,
    ) -> Result<&'p PackReference, Misfit> {
        let mut nearest = Misfit::Pack;
        for pack in packs {
            match self.fits(pack) {
                Ok(()) => return Ok(pack),
                Err(misfit) => nearest = nearest.max(misfit),
            }
        }
        Err(nearest)
    }

    /// How many figures there are.
    #[must_use]
    pub fn count(&self) -> usize {
        usize::from(self.score.is_some()) + self.dimensions.len() + self.indicators.len()
    }

    /// How many figures are of something that a questionnaire does not have.
    #[must_use]
    pub fn strangers(&self, questionnaire: &Questionnaire) -> usize {
        let has_dimension = |id: &DimensionId| questionnaire.dimensions.iter().any(|one| one.id == *id);
        let has_indicator = |id: &IndicatorId| questionnaire.indicators().any(|(_, one)| one.id == *id);
        let dimensions = self.dimensions.iter().filter(|(id, _)| !has_dimension(id));
        let indicators = self.indicators.iter().filter(|(id, _)| !has_indicator(id));
        dimensions.count() + indicators.count()
    }
}
