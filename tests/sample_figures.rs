//! The figures of made-up partners are those that the guide tells.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/sample.rs"]
mod sample;

use std::collections::BTreeMap;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::cadence::{Fact, claims, drifts, seen};
use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::sample::Coverage;
use channel_readiness::domain::scoring::Scorer;
use channel_readiness::domain::touchpoint::Touchpoints;
use sample::{day, made, shipped, text, wanted};

fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// `numbers` as floats that can be divided.
fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

/// The rows of the guide's table of sizes: the size, of a hundred, the median.
fn told() -> Vec<(Option<Size>, f64, f64)> {
    let guide = text("docs/partners.md");
    let rows = guide
        .lines()
        .skip_while(|line| !line.starts_with("| size | of a hundred"));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let row = |line: &str| {
        let cells: Vec<&str> = line
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim_matches([' ', '`']))
            .collect();
        (
            Size::named(cells[0]),
            cells[1].parse().unwrap(),
            cells[2].parse().unwrap(),
        )
    };
    rows.map(row).collect()
}

#[test]
fn sizes_and_kinds_come_as_often_and_score_as_high_as_the_guide_says() {
    let batch = made(wanted(2, 6_000, Coverage::FourEach), "channel-devops");
    let pack = shipped("channel-devops");
    let mut scorer = Scorer::new(&pack.questionnaire);
    let mut scores: BTreeMap<Option<Size>, Vec<f64>> = BTreeMap::new();
    for four in batch.assessments.chunks(4) {
        let score = scorer.score(&four[3], day("2026-11-23")).overall.score;
        scores.entry(four[3].company.size).or_default().extend(score);
    }
    assert_eq!(told().len(), 6);
    for (size, share, middle) in told() {
        let scores = scores.get_mut(&size).unwrap();
        let seen = count(scores.len()) * 100.0 / 6_000.0;
        assert!((seen - share).abs() < 1.5, "{size:?}: {seen} of a hundred");
        let median = median(scores);
        let near = if size.is_some() { 2.5 } else { 5.0 };
        assert!((median - middle).abs() < near, "{size:?}: median {median}");
        let far = scores
            .iter()
            .filter(|score| (*score - median).abs() > 10.0)
            .count();
        let share = count(far) / count(scores.len());
        assert!(
            (0.4..0.6).contains(&share),
            "{size:?}: {share} are far from the median"
        );
    }
    let mut kinds: BTreeMap<Option<Kind>, usize> = BTreeMap::new();
    for company in &batch.companies {
        *kinds.entry(company.kind).or_default() += 1;
    }
    let guide = text("docs/partners.md");
    for (kind, words) in [
        (Some(Kind::Reseller), "38 are resellers"),
        (Some(Kind::ManagedServiceProvider), "23 managed service providers"),
        (Some(Kind::Integrator), "16 integrators"),
        (Some(Kind::SoftwareVendor), "13 software vendors"),
        (Some(Kind::Distributor), "5 distributors"),
        (Some(Kind::Other), "3 something else"),
        (None, "of 2 the kind is not told"),
    ] {
        assert!(guide.contains(words), "{words}");
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let share: f64 = digits.parse().unwrap();
        let seen = count(kinds[&kind]) * 100.0 / 6_000.0;
        assert!((seen - share).abs() < 1.5, "{kind:?}: {seen} of a hundred");
    }
    assert!(!kinds.contains_key(&Some(Kind::Vendor)));
}

#[test]
fn both_sides_see_much_the_same_and_the_vendor_more_of_what_comes_first() {
    let batch = made(wanted(4, 2_000, Coverage::FourEach), "channel-devops");
    let pack = shipped("channel-devops");
    let mut scorer = Scorer::new(&pack.questionnaire);
    let (mut scores, mut rises) = (Vec::new(), Vec::new());
    let (mut kind_to_itself, mut elsewhere) = (Vec::new(), Vec::new());
    let (mut gaps, mut wide) = (0, 0);
    for four in batch.assessments.chunks(4) {
        let mut of = |one: &Assessment| scorer.score(one, day("2026-11-23"));
        let (ours, theirs, before) = (of(&four[2]), of(&four[3]), of(&four[1]));
        if let (Some(ours), Some(theirs)) = (ours.overall.score, theirs.overall.score) {
            scores.push((ours, theirs));
            rises.extend(before.overall.score.map(|before| theirs - before));
        }
        for (place, (ours, theirs)) in ours.dimensions.iter().zip(&theirs.dimensions).enumerate() {
            if let (Some(ours), Some(theirs)) = (ours.figures.score, theirs.figures.score) {
                let which = if place < 2 {
                    &mut kind_to_itself
                } else {
                    &mut elsewhere
                };
                which.push(ours - theirs);
            }
        }
        for (_, indicator) in pack.questionnaire.indicators() {
            if let (Some(ours), Some(theirs)) = (four[2].level(&indicator.id), four[3].level(&indicator.id)) {
                gaps += 1;
                wide += usize::from(ours.number().abs_diff(theirs.number()) >= 2);
            }
        }
    }
    let r = correlation(&scores);
    assert!((0.7..0.95).contains(&r), "{r}");
    assert!(
        (4.0..8.0).contains(&mean(&kind_to_itself)),
        "{}",
        mean(&kind_to_itself)
    );
    assert!((-3.0..1.0).contains(&mean(&elsewhere)), "{}", mean(&elsewhere));
    let wide = count(wide) / count(gaps);
    assert!((0.02..0.09).contains(&wide), "{wide}");
    assert!((2.5..6.0).contains(&mean(&rises)), "{}", mean(&rises));
    let fell = count(rises.iter().filter(|rise| **rise < -2.0).count()) / count(rises.len());
    assert!((0.05..0.35).contains(&fell), "{fell}");
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / count(values.len())
}

/// Pearson's.
fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let (ones, others): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (one, other) = (mean(&ones), mean(&others));
    let product: f64 = pairs.iter().map(|(a, b)| (a - one) * (b - other)).sum();
    let square = |values: &[f64], mean: f64| values.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
    product / (square(&ones, one) * square(&others, other)).sqrt()
}

#[test]
fn a_log_is_short_and_mostly_shows_what_is_claimed() {
    let today = day("2026-11-23");
    let batch = made(wanted(6, 1_500, Coverage::FourEach), "channel-devops");
    let pack = shipped("channel-devops");
    let (mut none, mut tells, mut drifted, mut hours) = (0, 0, 0, 0);
    for (company, four) in batch.companies.iter().zip(batch.assessments.chunks(4)) {
        let log = Touchpoints::of(company).unwrap();
        assert!(log.entries().len() <= 8, "{}", log.entries().len());
        assert!(log.entries().iter().all(|entry| entry.day <= today));
        none += usize::from(log.entries().is_empty());
        hours += usize::from(seen(Fact::AnswerTime, &log, today).is_ok());
        if seen(Fact::ContactCadence, &log, today).is_ok() {
            tells += 1;
            let claims = claims(&pack.questionnaire, &four[2]);
            let drifts = drifts(&claims, &log, today);
            drifted += usize::from(drifts.iter().any(|drift| drift.fact == Fact::ContactCadence));
        }
    }
    assert!((450..750).contains(&none), "{none}");
    assert!(tells > 500 && hours > 300, "{tells} {hours}");
    let share = count(drifted) / count(tells);
    assert!((0.02..0.2).contains(&share), "{share}");
}
