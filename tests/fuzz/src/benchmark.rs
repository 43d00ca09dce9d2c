//! What must hold of figures of others.

use channel_readiness::domain::benchmark::{Benchmark, Standing, Statistic};
use channel_readiness::domain::exchange::{Bundle, read_bundle, write_bundle};
use channel_readiness::domain::json;
use channel_readiness::domain::replica::Replica;

use super::{explained, text};

/// Figures that are read are within their bounds, and keep their hash when they are written again, kept as a record, and
/// exported; what is above one value is not below a smaller one.
pub fn benchmark(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let benchmark = match Benchmark::parse(text) {
        Ok(benchmark) => benchmark,
        Err(problems) => return explained(&problems, text),
    };
    let written = Benchmark::parse(&json::pretty(&benchmark.document, 2)).expect("our own text is read");
    assert_eq!(written.hash, benchmark.hash);
    is_kept(&benchmark);
    let bundle = Bundle {
        benchmarks: vec![benchmark.clone()],
        ..Bundle::default()
    };
    let exported = json::compact(&write_bundle(&bundle));
    let read = read_bundle(&exported, &[]).expect("our own export is read");
    assert_eq!(read.benchmarks[0].hash, benchmark.hash);
    let dimensions = benchmark.dimensions.iter().map(|(_, figure)| (*figure, 100.0));
    let indicators = benchmark.indicators.iter().map(|(_, figure)| (*figure, 4.0));
    let score = benchmark.score.map(|figure| (figure, 100.0));
    for (figure, most) in score.into_iter().chain(dimensions).chain(indicators) {
        stands(figure, most);
    }
}

fn is_kept(benchmark: &Benchmark) {
    let stored = json::compact(&Replica::new(&benchmark.document).to_json());
    let tree = json::parse(&stored).expect("our own record is read");
    let replica = Replica::from_json(&tree).expect("our own record is read");
    let document = replica.document().expect("it is not purged");
    let kept = Benchmark::from_json(document).expect("what was kept is read");
    assert_eq!(kept.hash, benchmark.hash);
}

fn stands(figure: Statistic, most: f64) {
    let ends = match figure {
        Statistic::Quartiles { lower, median, upper } => [lower, median, upper],
        Statistic::Mean { mean, deviation } => [deviation, mean, mean],
    };
    assert!(ends.iter().all(|end| (0.0..=most).contains(end)), "{figure:?}");
    let places = (0..=20).map(|step| figure.standing(most * f64::from(step) / 20.0));
    assert!(places.collect::<Vec<Standing>>().is_sorted(), "{figure:?}");
}
