//! What is said of small partners: every verdict, by the rule that leads to it, and the figures beside those of R.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::pin::pin;
use std::task::Poll;

use channel_readiness::domain::company::Size;
use channel_readiness::domain::parity::{
    Chance, FEWEST, FEWEST_IN_BAND, Lack, Measure, Parity, Sample, Unseen, Verdict, parity, seek_parity,
};
use channel_readiness::domain::random::Random;
use channel_readiness::domain::slices::slice;
use channel_readiness::domain::statistics::Means;
use proptest::prelude::*;

const R: &str = include_str!("fixtures/statistics/parity.txt");
const SPARE: f64 = 1e-9;

fn one(measure: Measure, values: Vec<(Size, f64)>) -> Parity {
    let mut all = parity(&[Sample { measure, values }]);
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// So many partners of each band, whose values rise by `step` from band to band and lie `width` apart in all.
fn rising(counts: [u32; 5], step: f64, width: f64) -> Vec<(Size, f64)> {
    let mut random = Random::new(11);
    let mut values = Vec::new();
    for ((size, count), band) in Size::ALL.into_iter().zip(counts).zip(0_u8..) {
        let value = |_| (size, 50.0 + step * f64::from(band) + width * random.share());
        values.extend((0..count).map(value));
    }
    values
}

fn verdict(measure: Measure, values: Vec<(Size, f64)>) -> Verdict {
    one(measure, values).verdict
}

#[test]
fn small_partners_fare_worse_where_the_measure_rises_with_the_size() {
    for measure in [Measure::Score, Measure::Freshness, Measure::Agreement] {
        assert_eq!(
            verdict(measure, rising([12; 5], 5.0, 20.0)),
            Verdict::Worse,
            "{measure:?}"
        );
        assert_eq!(
            verdict(measure, rising([12; 5], -5.0, 20.0)),
            Verdict::Better,
            "{measure:?}"
        );
    }
}

#[test]
fn of_the_time_until_an_answer_less_is_better() {
    assert_eq!(
        verdict(Measure::AnswerTime, rising([12; 5], 5.0, 20.0)),
        Verdict::Better
    );
    assert_eq!(
        verdict(Measure::AnswerTime, rising([12; 5], -5.0, 20.0)),
        Verdict::Worse
    );
}

#[test]
fn what_chance_brings_often_is_no_difference() {
    let found = one(Measure::Score, rising([12; 5], 0.0, 20.0));
    assert_eq!(found.verdict, Verdict::NoDifference(Unseen::Chance), "{found:?}");
    assert!(found.corrected_p.unwrap() >= 0.05);
}

#[test]
fn what_is_sure_but_weak_is_no_difference() {
    let found = one(Measure::Score, rising([600; 5], 0.6, 20.0));
    assert_eq!(
        found.verdict,
        Verdict::NoDifference(Unseen::Weak),
        "{:?}",
        found.association
    );
    assert!(found.corrected_p.unwrap() < 0.05);
}

/// All bands between rise, and the two at the ends lie alike.
#[test]
fn where_the_smallest_and_the_largest_band_lie_alike_there_is_no_difference() {
    let mut values = rising([40; 5], 10.0, 10.0);
    for (size, value) in &mut values {
        if *size == Size::Over1000 {
            *value -= 40.0;
        }
    }
    let found = one(Measure::Score, values);
    assert!(
        found.association.unwrap().tau > 0.1 && found.corrected_p.unwrap() < 0.05,
        "{found:?}"
    );
    assert_eq!(found.verdict, Verdict::NoDifference(Unseen::Ends));
    // That chance does as much only rarely would contradict it.
    assert_eq!(found.chance(), None);
}

#[test]
fn where_all_are_the_same_there_is_no_difference() {
    let found = one(Measure::Freshness, rising([12; 5], 0.0, 0.0));
    assert_eq!(found.verdict, Verdict::NoDifference(Unseen::AllSame));
    assert_eq!((found.association, found.corrected_p), (None, None));
}

#[test]
fn what_there_is_too_little_of_is_said() {
    let lack = |counts| verdict(Measure::Score, rising(counts, 5.0, 20.0));
    let values = |found| Verdict::TooLittle(Lack::Values { found });
    let bands = |found| Verdict::TooLittle(Lack::Bands { found });
    assert_eq!(lack([0; 5]), values(0));
    assert_eq!(lack([1, 0, 0, 0, 0]), values(1));
    assert_eq!(lack([9, 0, 0, 0, 10]), values(FEWEST - 1));
    assert_ne!(lack([10, 0, 0, 0, 10]), values(FEWEST));
    assert_eq!(lack([40, 0, 0, 0, 0]), bands(1));
    assert_eq!(lack([40, 4, 4, 4, 4]), bands(1));
    assert_eq!(lack([4; 5]), bands(0));
    assert_ne!(lack([40, 0, 5, 0, 0]), bands(1));
}

#[test]
fn where_there_is_too_little_the_bands_are_told_and_no_p() {
    let found = one(Measure::Score, rising([3, 0, 2, 0, 0], 5.0, 20.0));
    let bands: Vec<_> = found
        .bands
        .iter()
        .map(|band| (band.size, band.spread.count))
        .collect();
    assert_eq!(bands, [(Size::UpTo10, 3), (Size::UpTo250, 2)]);
    assert_eq!(
        (found.values, found.association, found.difference),
        (5, None, None)
    );
}

#[test]
fn the_smallest_and_the_largest_band_that_have_enough_are_compared() {
    let found = one(Measure::Score, rising([4, 5, 9, 5, 4], 5.0, 20.0));
    let difference = found.difference.unwrap();
    assert_eq!(
        (difference.smallest, difference.largest),
        (Size::UpTo50, Size::UpTo1000)
    );
    assert_eq!(
        found.association.unwrap().pairs,
        27,
        "all partners count in the association"
    );
    assert_eq!(FEWEST_IN_BAND, 5);
}

#[test]
fn it_is_told_whether_p_is_of_all_arrangements_or_drawn() {
    let means = |counts| {
        one(Measure::Score, rising(counts, 5.0, 20.0))
            .association
            .unwrap()
            .means
    };
    assert!(matches!(means([10, 0, 0, 0, 10]), Means::All { .. }));
    assert_eq!(means([100; 5]), Means::Drawn { permutations: 9_999 });
}

/// None of the drawn arrangements went as far: how rare it is, nobody knows, and the correction changes nothing about that.
#[test]
fn what_no_drawn_arrangement_reaches_is_less_likely_than_can_be_told() {
    let found = |rest: Vec<(Size, f64)>| {
        let samples = [Measure::Score, Measure::Freshness, Measure::Agreement].map(|measure| Sample {
            measure,
            values: if measure == Measure::Score {
                rising([100; 5], 5.0, 20.0)
            } else {
                rest.clone()
            },
        });
        parity(&samples)
    };
    let all = found(rising([100; 5], 0.0, 20.0));
    assert!((all[0].association.unwrap().p - 1.0 / 10_000.0).abs() < SPARE);
    let Some(Chance::LessThanOneIn(times)) = all[0].chance() else {
        panic!("{all:?}");
    };
    assert!((times - 10_000.0 / 3.0).abs() < SPARE, "{times}");
    let Some(Chance::OneIn(times)) = all[1].chance() else {
        panic!("{all:?}");
    };
    assert!((times - 1.0 / all[1].corrected_p.unwrap()).abs() < SPARE);
}

#[test]
fn all_arrangements_tell_how_rare_something_is_down_to_one_in_a_million() {
    let chance = |counts| one(Measure::Score, rising(counts, 50.0, 20.0)).chance().unwrap();
    let Chance::OneIn(times) = chance([10, 0, 0, 0, 10]) else {
        panic!("all were counted");
    };
    // Two of all the ways to choose 10 of 20.
    assert!((times - 184_756.0 / 2.0).abs() < 1e-3, "{times}");
    assert_eq!(chance([15, 0, 0, 0, 15]), Chance::LessThanOneIn(1e6));
}

#[test]
fn ten_partners_show_how_far_the_ends_lie_apart_though_it_is_too_little_to_tell() {
    let found = one(Measure::Score, rising([5, 0, 0, 0, 5], 5.0, 20.0));
    assert_eq!(found.verdict, Verdict::TooLittle(Lack::Values { found: 10 }));
    assert!(found.difference.unwrap().shift.bounds.is_ok());
    assert_eq!((found.association, found.chance()), (None, None));
}

/// What makes p small enough by itself does not once four measures are looked at.
#[test]
fn of_several_measures_none_is_picked_because_chance_made_it() {
    let values = rising([10, 0, 0, 0, 10], 0.8, 20.0);
    let alone = one(Measure::Score, values.clone());
    assert_eq!(alone.verdict, Verdict::Worse, "{alone:?}");
    let samples: Vec<Sample> = (Measure::ALL.into_iter())
        .map(|measure| Sample {
            measure,
            values: if measure == Measure::Score {
                values.clone()
            } else {
                rising([10, 0, 0, 0, 10], 0.1, 20.0)
            },
        })
        .collect();
    let together = parity(&samples);
    assert_eq!(together[0].association, alone.association);
    assert_eq!(
        together[0].verdict,
        Verdict::NoDifference(Unseen::Chance),
        "{together:?}"
    );
}

/// A measure that could not be looked at does not make the others less sure.
#[test]
fn a_measure_without_data_does_not_count_among_several() {
    let values = rising([10, 0, 0, 0, 10], 2.0, 20.0);
    let empty = |measure| Sample {
        measure,
        values: Vec::new(),
    };
    let found = parity(&[
        Sample {
            measure: Measure::Score,
            values: values.clone(),
        },
        empty(Measure::Freshness),
        empty(Measure::AnswerTime),
        empty(Measure::Agreement),
    ]);
    assert_eq!(found[0], one(Measure::Score, values));
}

#[test]
fn figures_that_differ_by_rounding_alone_are_tied() {
    let values = |noise: f64| -> Vec<(Size, f64)> {
        let of = |size: Size, value: f64| (0..12_u8).map(move |at| (size, value + noise * f64::from(at)));
        of(Size::UpTo10, 40.0).chain(of(Size::Over1000, 60.0)).collect()
    };
    assert_eq!(
        one(Measure::Score, values(1e-13)),
        one(Measure::Score, values(0.0))
    );
}

#[test]
fn what_is_no_finite_number_is_left_out() {
    let values = rising([12; 5], 5.0, 20.0);
    let mut with = values.clone();
    with.extend([(Size::UpTo10, f64::NAN), (Size::Over1000, f64::INFINITY)]);
    assert_eq!(one(Measure::Score, with), one(Measure::Score, values));
}

#[test]
fn figures_of_four_measures_are_what_r_says() {
    let mut samples = Vec::new();
    let mut expected: Vec<BTreeMap<&str, Vec<f64>>> = Vec::new();
    for (case, measure) in R.split("case ").skip(1).zip(Measure::ALL) {
        let (name, lines) = case.split_once('\n').unwrap();
        assert_eq!(name, measure.name());
        let figures: BTreeMap<&str, Vec<f64>> = (lines.lines().filter_map(|line| line.split_once(' ')))
            .map(|(word, numbers)| {
                (
                    word,
                    numbers.split(' ').map(|number| number.parse().unwrap()).collect(),
                )
            })
            .collect();
        let of = |size: Size, word: &str| figures[word].clone().into_iter().map(move |value| (size, value));
        let values = of(Size::UpTo10, "x").chain(of(Size::Over1000, "y")).collect();
        samples.push(Sample { measure, values });
        expected.push(figures);
    }
    let found = parity(&samples);
    assert_eq!(found.len(), 4);
    for (found, expected) in found.iter().zip(expected) {
        let near = |actual: f64, word: &str, at: usize| {
            let expected = expected[word][at];
            assert!(
                (actual - expected).abs() < SPARE,
                "{word}: {actual} for {expected}"
            );
        };
        let (association, shift) = (found.association.unwrap(), found.difference.unwrap().shift);
        near(association.tau, "tau", 0);
        near(association.p, "p", 0);
        near(found.corrected_p.unwrap(), "corrected", 0);
        near(shift.estimate, "estimate", 0);
        near(shift.bounds.unwrap().low, "exact", 0);
        near(shift.bounds.unwrap().high, "exact", 1);
    }
}

#[test]
fn long_work_is_cut_in_slices_with_the_same_outcome() {
    let samples = [Measure::Score, Measure::AnswerTime].map(|measure| Sample {
        measure,
        values: rising([200; 5], 1.0, 20.0),
    });
    let mut work = pin!(seek_parity(&samples));
    let mut slices = 1;
    let found = loop {
        match slice(work.as_mut()) {
            Poll::Ready(found) => break found,
            Poll::Pending => slices += 1,
        }
    };
    assert_eq!(found, parity(&samples));
    assert!(slices > 50, "{slices}");
}

fn partners() -> impl Strategy<Value = Vec<(Size, f64)>> {
    let size = prop::sample::select(Size::ALL.to_vec());
    prop::collection::vec((size, (0_u8..20).prop_map(f64::from)), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_other_way_round_the_verdict_is_the_other(values in partners()) {
        let turned: Vec<_> = values.iter().map(|(size, value)| (*size, -value)).collect();
        let turned = one(Measure::Score, turned).verdict;
        let expected = match one(Measure::Score, values).verdict {
            Verdict::Worse => Verdict::Better,
            Verdict::Better => Verdict::Worse,
            other => other,
        };
        // Drawn arrangements count those as far from 0 in either direction, so that p is the same too.
        prop_assert_eq!(turned, expected);
    }

    #[test]
    fn a_corrected_p_is_never_below_the_measures_own(all in prop::collection::vec(partners(), 4)) {
        let samples: Vec<Sample> = (Measure::ALL.into_iter().zip(all))
            .map(|(measure, values)| Sample { measure, values })
            .collect();
        for found in parity(&samples) {
            prop_assert_eq!(found.association.is_some(), found.corrected_p.is_some());
            if let (Some(association), Some(p)) = (found.association, found.corrected_p) {
                prop_assert!(association.p <= p && p <= 1.0);
            }
        }
    }
}
