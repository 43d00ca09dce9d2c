//! Made-up partners, short to write.
#![allow(dead_code, reason = "each suite uses some of it")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use channel_readiness::domain::pack::{Pack, PackReference, Questionnaire};
use channel_readiness::domain::sample::{Batch, Coverage, Sample, Wanted};
use channel_readiness::domain::time::{Day, Moment};

pub fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

pub fn shipped(name: &str) -> Pack {
    Pack::parse(&text(&format!("public/packs/{name}.json"))).unwrap()
}

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn wanted(seed: u64, partners: usize, coverage: Coverage) -> Wanted {
    Wanted {
        seed,
        partners,
        coverage,
        today: day("2026-11-23"),
        now: Moment::parse("2026-11-23T07:30:00Z").unwrap(),
    }
}

pub fn made_of(wanted: Wanted, pack: PackReference, questionnaire: &Arc<Questionnaire>) -> Batch {
    let mut sample = Sample::new(wanted, pack, Arc::clone(questionnaire));
    let mut all = Batch::default();
    while let Some(batch) = sample.step() {
        all.companies.extend(batch.companies);
        all.assessments.extend(batch.assessments);
        assert_eq!(sample.made(), (all.companies.len(), wanted.partners));
    }
    all
}

pub fn made(wanted: Wanted, pack: &str) -> Batch {
    let pack = shipped(pack);
    made_of(wanted, pack.reference(), &pack.questionnaire)
}
