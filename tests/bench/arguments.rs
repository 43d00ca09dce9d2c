//! What the command line asks for.

use std::path::PathBuf;

use crate::browser::Result;
use crate::partners::SIZES;
use crate::rivals::project;

#[derive(Debug, Clone, PartialEq)]
pub struct Arguments {
    /// Page loads of each rival, from 1; 15 by default.
    pub samples: usize,
    /// How much slower the processor is made; 1 leaves it.
    pub slowdown: f64,
    /// All where none was named.
    pub measures: Vec<Measure>,
    /// Where every sample is written to.
    pub json: Option<PathBuf>,
    /// The whole pack.
    pub pack: PathBuf,
    /// How many partners P13 has at most; all of its sizes by default.
    pub partners: usize,
    pub survey_js_layout: SurveyJsLayout,
}

/// How `SurveyJS` shows the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SurveyJsLayout {
    /// One at a time, as the widget does.
    Paged,
    /// All on one page.
    OnePage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Bytes until the first question.
    P1,
    /// Time until the first answer can be given.
    P2,
    /// Answer to score.
    P4,
    /// Answer to score in a pack of 480 questions.
    P5,
    /// Scoring a thousand assessments.
    P6,
    /// The list of partners put in order and filtered.
    P7,
    /// Taking in ten thousand responses.
    P8,
    /// One commit.
    P9,
    /// Opening ten thousand responses again.
    P10,
    /// The first view of the list of all partners that are kept.
    P13,
}

const USAGE: &str = "options: --samples N, --slowdown N, --measure p1|p2|p4|p5|p6|p7|p8|p9|p10|p13 (may be repeated), --json FILE, \
    --pack FILE, --partners N, --surveyjs-layout paged|one-page";

impl Arguments {
    /// # Errors
    /// An option that does not exist or has no fitting value.
    pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let mut arguments = Self {
            samples: 15,
            slowdown: 1.0,
            measures: Vec::new(),
            json: None,
            pack: project().join("public/packs/channel-devops.json"),
            partners: usize::MAX,
            survey_js_layout: SurveyJsLayout::Paged,
        };
        while let Some(option) = words.next() {
            // Cargo hands `--bench` to every target without a harness.
            if option == "--bench" {
                continue;
            }
            let value = words
                .next()
                .ok_or_else(|| format!("{option} needs a value; {USAGE}"))?;
            match option.as_str() {
                "--samples" => {
                    arguments.samples = value.parse().ok().filter(|count| *count > 0).ok_or(USAGE)?;
                }
                "--slowdown" => {
                    arguments.slowdown = value.parse().ok().filter(|rate| *rate >= 1.0).ok_or(USAGE)?;
                }
                "--measure" => arguments.measures.push(Measure::named(&value).ok_or(USAGE)?),
                "--json" => arguments.json = Some(value.into()),
                "--pack" => arguments.pack = value.into(),
                "--partners" => {
                    let least = SIZES.iter().copied().min().unwrap_or(0);
                    arguments.partners = value.parse().ok().filter(|most| *most >= least).ok_or(USAGE)?;
                }
                "--surveyjs-layout" => {
                    arguments.survey_js_layout = SurveyJsLayout::named(&value).ok_or(USAGE)?;
                }
                _ => return Err(format!("{option} is not known; {USAGE}").into()),
            }
        }
        if arguments.measures.is_empty() {
            arguments.measures = Measure::ALL.to_vec();
        }
        Ok(arguments)
    }

    pub fn wants(&self, measure: Measure) -> bool {
        self.measures.contains(&measure)
    }
}

impl SurveyJsLayout {
    fn named(name: &str) -> Option<Self> {
        match name {
            "paged" => Some(Self::Paged),
            "one-page" => Some(Self::OnePage),
            _ => None,
        }
    }
}

impl Measure {
    const ALL: [Self; 10] = [
        Self::P1,
        Self::P2,
        Self::P4,
        Self::P5,
        Self::P6,
        Self::P7,
        Self::P8,
        Self::P9,
        Self::P10,
        Self::P13,
    ];

    fn named(name: &str) -> Option<Self> {
        match name {
            "p1" => Some(Self::P1),
            "p2" => Some(Self::P2),
            "p4" => Some(Self::P4),
            "p5" => Some(Self::P5),
            "p6" => Some(Self::P6),
            "p7" => Some(Self::P7),
            "p8" => Some(Self::P8),
            "p9" => Some(Self::P9),
            "p10" => Some(Self::P10),
            "p13" => Some(Self::P13),
            _ => None,
        }
    }
}
