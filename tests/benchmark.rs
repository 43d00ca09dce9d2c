//! Figures of others: what is read, every mistake with its place, and where a result stands beside them.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::benchmark::{Benchmark, Date, Misfit, Standing, Statistic, What};
use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::{DimensionId, Hash, PackReference};
use channel_readiness::domain::scoring::{DimensionFigures, Figures, Readiness};
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("fixtures/benchmark-format-1.json");

fn example() -> Benchmark {
    Benchmark::parse(EXAMPLE).unwrap()
}

fn with(pointer: &str, value: Value) -> String {
    let mut document: Value = serde_json::from_str(EXAMPLE).unwrap();
    *document.pointer_mut(pointer).unwrap() = value;
    document.to_string()
}

/// The mistakes of the example with one change, without positions.
fn mistakes(pointer: &str, value: Value) -> Vec<String> {
    let problems = Benchmark::parse(&with(pointer, value)).err().unwrap_or_default();
    assert!(
        problems.iter().all(|problem| problem.at.is_some()),
        "{problems:?}"
    );
    problems
        .into_iter()
        .map(|problem| format!("{}: {}", problem.place, problem.cause))
        .collect()
}

#[test]
fn the_example_is_read() {
    let read = example();
    assert_eq!(
        (read.companies, read.kind, read.size),
        (120, Some(Kind::Reseller), Some(Size::UpTo50))
    );
    assert_eq!(read.source.date, Date::Year(2026));
    assert_eq!(read.pack.versions, [1, 2]);
    let quartiles = Statistic::Quartiles {
        lower: 38.5,
        median: 50.0,
        upper: 61.25,
    };
    assert_eq!(read.score, Some(quartiles));
    assert_eq!(
        read.dimensions[1],
        (
            DimensionId("b".to_owned()),
            Statistic::Mean {
                mean: 52.5,
                deviation: 11.0
            }
        )
    );
    assert_eq!(read.indicators.len(), 2);
    assert_eq!(read.limits, ["The figures are made up."]);
}

#[test]
fn what_is_not_known_is_kept_and_written_back() {
    let text = EXAMPLE
        .replace("\"median\": 50,", "\"median\": 50, \"n\": {\"deep\": [1e-7]},")
        .replace("\"companies\"", "\"later\": null, \"companies\"");
    let read = Benchmark::parse(&text).unwrap();
    let written = compact(&read.document);
    assert_eq!(parse(&written).unwrap(), parse(&text).unwrap());
    assert_eq!(Benchmark::parse(&written).unwrap().hash, read.hash);
    assert_ne!(read.hash, example().hash);
}

#[test]
fn every_mistake_is_named_with_its_place() {
    let cases = [
        (
            "/figures/score/median",
            json!(101),
            "figures.score.median: expected a number from 0 to 100, found 101",
        ),
        (
            "/figures/score/median",
            json!(62),
            "figures.score: makes no quartiles: they must not fall",
        ),
        (
            "/figures/score/median",
            json!(null),
            "figures.score.median: expected a number from 0 to 100, found null",
        ),
        (
            "/figures/indicators/a1/mean",
            json!(4.5),
            "figures.indicators.a1.mean: expected a number from 0 to 4, found 4.5",
        ),
        (
            "/figures/dimensions/b",
            json!({"mean": 1, "deviation": 1, "median": 1}),
            "figures.dimensions.b: expected either lowerQuartile, median and upperQuartile or mean and deviation",
        ),
        (
            "/figures/dimensions/b",
            json!({"mean": 1}),
            "figures.dimensions.b.deviation: missing",
        ),
        (
            "/figures",
            json!({}),
            "figures: there is no figure: neither score nor dimensions nor indicators",
        ),
        (
            "/figures",
            json!({"dimensions": {}}),
            "figures: there is no figure: neither score nor dimensions nor indicators",
        ),
        (
            "/source/date",
            json!("26"),
            "source.date: expected a year such as \"2026\" or a day such as \"2026-11-22\", found \"26\"",
        ),
        (
            "/source/link",
            json!("javascript:alert(1)"),
            "source.link: expected a link of at most 2000 characters that begins with https:// or http://, found \"javascript:alert(1)\"",
        ),
        ("/licence", json!(""), "licence: must not be empty"),
        (
            "/pack/versions",
            json!([]),
            "pack.versions: must not be empty; without it, all versions are meant",
        ),
        (
            "/companies",
            json!(0),
            "companies: expected a whole number from 1 to 1000000000, found 0",
        ),
        (
            "/for/size",
            json!("tiny"),
            "for.size: expected one of 1-10, 11-50, 51-250, 251-1000, 1001+, found \"tiny\"",
        ),
        (
            "/kind",
            json!("pack"),
            "kind: expected \"benchmark\", found \"pack\"",
        ),
        (
            "/format",
            json!(2),
            "format: made for a newer version: format 2, this program reads 1",
        ),
    ];
    for (pointer, value, expected) in cases {
        assert_eq!(mistakes(pointer, value), [expected], "{pointer}");
    }
}

#[test]
fn a_link_begins_with_https_or_http() {
    for link in ["https://figures.example/2026", "http://figures.example"] {
        let read = Benchmark::parse(&with("/source/link", json!(link)));
        assert_eq!(read.map(|read| read.source.link), Ok(Some(link.to_owned())));
    }
}

#[test]
fn all_mistakes_come_at_once() {
    let text = with("/companies", json!(-1))
        .replace("\"made up", "\"")
        .replace("38.5", "-1")
        .replace("CC0-1.0", "");
    assert_eq!(Benchmark::parse(&text).unwrap_err().len(), 3);
}

#[test]
fn figures_are_of_one_questionnaire() {
    let mut benchmark = example();
    let pack = |id: &str, version, hash: Option<&str>| PackReference {
        id: id.to_owned(),
        version,
        hash: hash.and_then(|digit| Hash::from_hex(&digit.repeat(64))),
    };
    assert_eq!(benchmark.fits(&pack("small", 2, Some("a"))), Ok(()));
    assert_eq!(benchmark.fits(&pack("other", 1, None)), Err(Misfit::Pack));
    assert_eq!(benchmark.fits(&pack("small", 3, None)), Err(Misfit::Version));
    benchmark.pack.versions.clear();
    assert_eq!(benchmark.fits(&pack("small", 3, None)), Ok(()));
    benchmark.pack.hash = Hash::from_hex(&"a".repeat(64));
    assert_eq!(benchmark.fits(&pack("small", 3, Some("b"))), Err(Misfit::Content));
    assert_eq!(benchmark.fits(&pack("small", 3, Some("a"))), Ok(()));
    assert_eq!(benchmark.fits(&pack("small", 3, None)), Ok(()));
}

#[test]
fn a_value_stands_in_one_of_four_places() {
    use Standing::{Above, Below, WellAbove, WellBelow};
    let quartiles = Statistic::Quartiles {
        lower: 40.0,
        median: 50.0,
        upper: 60.0,
    };
    let mean = Statistic::Mean {
        mean: 50.0,
        deviation: 10.0,
    };
    for others in [quartiles, mean] {
        let stand = [
            0.0,
            39.9,
            40.0,
            40.0 - 1e-12,
            49.9,
            50.0,
            50.0 - 1e-12,
            60.0,
            60.0 + 1e-12,
            60.1,
            100.0,
        ];
        let expected = [
            WellBelow, WellBelow, Below, Below, Below, Above, Above, Above, Above, WellAbove, WellAbove,
        ];
        assert_eq!(stand.map(|value| others.standing(value)), expected, "{others:?}");
    }
    let flat = Statistic::Quartiles {
        lower: 50.0,
        median: 50.0,
        upper: 50.0,
    };
    assert_eq!(
        [49.0, 50.0, 51.0].map(|value| flat.standing(value)),
        [WellBelow, Above, WellAbove]
    );
}

#[test]
fn what_both_have_a_figure_of_is_compared() {
    let figures = |score| Figures {
        score,
        interval: None,
        coverage: None,
        freshness: None,
        level: None,
        level_high: None,
    };
    let dimension = |id: &str, score| DimensionFigures {
        id: DimensionId(id.to_owned()),
        headline: true,
        figures: figures(score),
        asked: 1,
        applicable: 1,
        answered: 1,
        applied: None,
    };
    let readiness = Readiness {
        overall: figures(Some(38.0)),
        floor: None,
        open_gates: Vec::new(),
        binds: Vec::new(),
        asked: 3,
        applicable: 3,
        answered: 1,
        questions_may_change: false,
        dimensions: vec![
            dimension("b", Some(70.0)),
            dimension("a", None),
            dimension("c", Some(1.0)),
        ],
    };
    let level = |id: &channel_readiness::domain::pack::IndicatorId| (id.0 == "b1").then_some(Level::MAX);
    let compared = example().compare(&readiness, level);
    let told: Vec<_> = (compared.iter())
        .map(|compared| {
            let what = match &compared.what {
                What::Score => "score",
                What::Dimension(id) => id.0.as_str(),
                What::Indicator(id) => id.0.as_str(),
            };
            (what, compared.value, compared.standing)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("score", 38.0, Standing::WellBelow),
            ("b", 70.0, Standing::WellAbove),
            ("b1", 4.0, Standing::WellAbove),
        ]
    );
}
