//! Partners that nobody has: made up for trying the page, for tests and for the benchmark.
//!
//! Everything follows from a seed: the same one gives the same partners, and the first of many are those of few. What
//! comes out is said to be made up wherever a person reads it: in a partner's name and notes, in the title of each
//! assessment, and in the addresses, which lead nowhere. Source: `docs/partners.md`, "Made-up partners".
//!
//! | module | what lives there |
//! | --- | --- |
//! | `character` | what a partner is like, which all that is told of it follows from |
//! | `names` | what it is called |
//! | `record` | its entry of the list of partners |
//! | `log` | what was done together with it |
//! | `opinions` | what both sides think of each question |
//! | `views` | the assessments that come of it |
//! | `chance` | draws |
//! | `words` | lists of words |

mod chance;
mod character;
mod log;
mod names;
mod opinions;
mod record;
mod views;
mod words;

use std::sync::Arc;

use uuid::Uuid;

use super::assessment::Assessment;
use super::company::Company;
use super::pack::{PackReference, Questionnaire};
use super::packed::{Packer, unpack};
use super::random::Random;
use super::time::{Day, Moment};

use chance::stream;
use character::Character;
use names::Names;
use views::Views;

/// So many partners are made at once. Their answers, of some 200 assessments, lie in one pack.
const AT_ONCE: usize = 50;

/// What sample is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The same seed gives the same partners.
    pub seed: u64,
    pub partners: usize,
    pub coverage: Coverage,
    /// No day lies after it.
    pub today: Day,
    /// No moment lies after it.
    pub now: Moment,
}

/// How many assessments there are of each partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// None to four: of some partners only one side has answered, of some nobody, of some nobody for a year.
    AsInLife,
    /// Four: ours and theirs, a year ago and now.
    FourEach,
}

/// A sample that is made step by step.
#[derive(Debug)]
pub struct Sample {
    wanted: Wanted,
    /// How many partners are made.
    made: usize,
    names: Names,
    views: Views,
}

/// Some partners with the assessments about them.
#[derive(Debug, Default)]
pub struct Batch {
    /// By id, after those of the batch before.
    pub companies: Vec<Company>,
    /// The same. Their answers lie packed, together.
    pub assessments: Vec<Assessment>,
}

impl Sample {
    /// A sample of which nothing is made yet. Its assessments answer this pack.
    #[must_use]
    pub fn new(wanted: Wanted, pack: PackReference, questionnaire: Arc<Questionnaire>) -> Self {
        Self {
            wanted,
            made: 0,
            names: Names::new(wanted.seed),
            views: Views::new(pack, questionnaire),
        }
    }

    /// How many of all partners are made.
    #[must_use]
    pub const fn made(&self) -> (usize, usize) {
        (self.made, self.wanted.partners)
    }

    /// Makes the next partners; `None` where all are made.
    pub fn step(&mut self) -> Option<Batch> {
        let first = self.made;
        self.made = self.wanted.partners.min(first + AT_ONCE);
        if first >= self.made {
            return None;
        }
        let mut packer = Packer::default();
        let companies = (first..self.made).map(|number| self.partner(number, &mut packer));
        let companies = companies.collect();
        // What was packed right here can be unpacked.
        let unpacked = unpack(packer.finish());
        let assessments = unpacked.map_or_else(|_| Vec::new(), |(_, assessments)| assessments);
        Some(Batch {
            companies,
            assessments,
        })
    }

    fn partner(&mut self, number: usize, packer: &mut Packer) -> Company {
        let seed = self.wanted.seed;
        let mut random = stream(seed, number);
        let character = Character::drawn(&mut random);
        self.views.think(&character, &mut random);
        let place = Place { seed, number };
        let name = self.names.of(number, character.kind);
        let opinions = self.views.opinions();
        let company = record::company(place, name, &character, opinions, self.wanted, &mut random);
        self.views
            .pack(place, &company, &character, self.wanted, &mut random, packer);
        company
    }
}

/// Which partner of which sample.
#[derive(Debug, Clone, Copy)]
struct Place {
    seed: u64,
    number: usize,
}

/// What of a partner has an id, and its first one.
#[derive(Debug, Clone, Copy)]
enum Part {
    Company = 0,
    Assessment = 0x1000,
    Contact = 0x2000,
    System = 0x3000,
    Touchpoint = 0x4000,
}

impl Place {
    /// The id of one of the partner's parts. It grows with the partner's number.
    ///
    /// Source: RFC 9562, 5.8: version 8, whose bits are the maker's own.
    fn id(self, part: Part, number: u16) -> Uuid {
        let seeded = Random::new(self.seed).bits();
        let high = seeded & !0xf000 | 0x8000;
        let partner = u64::try_from(self.number).unwrap_or(u64::MAX) & ((1 << 46) - 1);
        let low = 1 << 63 | partner << 16 | u64::from(part as u16 + number);
        Uuid::from_u64_pair(high, low)
    }
}
