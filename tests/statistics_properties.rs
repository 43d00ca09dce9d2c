//! The invariants of the statistics of groups, over random values with ties.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::statistics::{Means, association, quantile, shift, spread, tau_b};
use proptest::prelude::*;

const SPARE: f64 = 1e-9;

/// Groups below `groups`, and values in quarters, of which many are the same.
fn pairs(groups: u8, most: usize) -> impl Strategy<Value = Vec<(u8, f64)>> {
    let value = (-12_i32..12).prop_map(|quarters| f64::from(quarters) / 4.0);
    prop::collection::vec((0..groups, value), 0..=most)
}

fn values(most: usize) -> impl Strategy<Value = Vec<f64>> {
    pairs(1, most).prop_map(|pairs| pairs.into_iter().map(|(_, value)| value).collect())
}

fn with_x(pairs: &[(u8, f64)], change: impl Fn(u8) -> u8) -> Vec<(u8, f64)> {
    pairs.iter().map(|(x, y)| (change(*x), *y)).collect()
}

fn with_y(pairs: &[(u8, f64)], change: impl Fn(f64) -> f64) -> Vec<(u8, f64)> {
    pairs.iter().map(|(x, y)| (*x, change(*y))).collect()
}

fn close(left: Option<f64>, right: Option<f64>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => (left - right).abs() < SPARE,
        (left, right) => left == right,
    }
}

/// Kendall's S, and how many pairs of pairs differ in x and in y, each pair of pairs looked at.
fn naive_score(pairs: &[(u8, f64)]) -> (i32, i32, i32) {
    let (mut score, mut in_x, mut in_y) = (0, 0, 0);
    for (at, left) in pairs.iter().enumerate() {
        for right in &pairs[at + 1..] {
            let by_x = left.0.cmp(&right.0) as i32;
            let by_y = left.1.partial_cmp(&right.1).expect("finite") as i32;
            score += by_x * by_y;
            in_x += by_x.abs();
            in_y += by_y.abs();
        }
    }
    (score, in_x, in_y)
}

fn naive_tau(pairs: &[(u8, f64)]) -> Option<f64> {
    let (score, in_x, in_y) = naive_score(pairs);
    (in_x > 0 && in_y > 0).then(|| f64::from(score) / f64::from(in_x).sqrt() / f64::from(in_y).sqrt())
}

/// Over all ways to put the x over the y, each of them looked at: the share that is as far from 0.
fn naive_p(pairs: &[(u8, f64)]) -> f64 {
    fn place(pairs: &mut Vec<(u8, f64)>, from: usize, far: i32, counts: &mut (f64, f64)) {
        if from == pairs.len() {
            counts.0 += 1.0;
            if naive_score(pairs).0.abs() >= far {
                counts.1 += 1.0;
            }
            return;
        }
        for other in from..pairs.len() {
            let swap = |pairs: &mut Vec<(u8, f64)>| {
                let x = pairs[from].0;
                pairs[from].0 = pairs[other].0;
                pairs[other].0 = x;
            };
            swap(pairs);
            place(pairs, from + 1, far, counts);
            swap(pairs);
        }
    }
    let mut counts = (0.0, 0.0);
    place(&mut pairs.to_vec(), 0, naive_score(pairs).0.abs(), &mut counts);
    counts.1 / counts.0
}

fn naive_median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let count = values.len();
    (count > 0).then(|| f64::midpoint(values[(count - 1) / 2], values[count / 2]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn tau_is_what_looking_at_all_pairs_of_pairs_says(pairs in pairs(5, 60)) {
        prop_assert!(close(tau_b(&pairs), naive_tau(&pairs)));
    }

    #[test]
    fn tau_with_many_groups_is_what_looking_at_all_pairs_of_pairs_says(pairs in pairs(40, 60)) {
        prop_assert!(close(tau_b(&pairs), naive_tau(&pairs)));
    }

    #[test]
    fn tau_changes_its_sign_with_the_order_of_either_side_and_p_stays(pairs in pairs(4, 16)) {
        let turned = [with_x(&pairs, |x| 3 - x), with_y(&pairs, |y| -y)];
        let both = with_y(&turned[0], |y| -y);
        let found = association(&pairs, 1);
        prop_assert_eq!(association(&both, 1).map(|both| both.tau), found.map(|found| found.tau));
        for turned in turned {
            let turned = association(&turned, 1);
            prop_assert_eq!(turned.map(|turned| -turned.tau + 0.0), found.map(|found| found.tau + 0.0));
            prop_assert!(close(turned.map(|turned| turned.p), found.map(|found| found.p)));
        }
    }

    #[test]
    fn tau_and_p_know_of_the_order_alone(pairs in pairs(4, 16)) {
        let found = association(&pairs, 1);
        prop_assert_eq!(association(&with_x(&pairs, |x| 7 * x + 9), 1), found);
        prop_assert_eq!(association(&with_y(&pairs, |y| y * y * y - 100.0), 1), found);
        prop_assert_eq!(association(&with_y(&pairs, f64::exp), 1), found);
        let turned: Vec<_> = pairs.iter().rev().copied().collect();
        prop_assert_eq!(association(&turned, 1), found);
    }

    #[test]
    fn p_is_above_nothing_and_at_most_one(pairs in pairs(5, 16), seed: u64) {
        if let Some(found) = association(&pairs, seed) {
            prop_assert!(found.p > 0.0 && found.p <= 1.0, "{:?}", found);
            prop_assert!((-1.0..=1.0).contains(&found.tau), "{:?}", found);
            prop_assert_eq!(found.pairs, pairs.len());
        }
    }

    #[test]
    fn p_is_what_looking_at_every_arrangement_says(pairs in pairs(4, 7)) {
        if let Some(found) = association(&pairs, 1) {
            prop_assert!(matches!(found.means, Means::All { .. }), "{:?}", found);
            let expected = naive_p(&pairs);
            prop_assert!((found.p - expected).abs() < SPARE, "{} for {}", found.p, expected);
        }
    }

    #[test]
    fn the_shift_is_the_median_of_all_differences(left in values(40), right in values(40)) {
        let differences = left.iter().flat_map(|left| right.iter().map(move |right| left - right));
        let expected = naive_median(differences.collect());
        prop_assert_eq!(shift(&left, &right).map(|found| found.estimate), expected.map(|median| median + 0.0));
    }

    #[test]
    fn the_shift_and_its_bounds_move_with_a_group(left in values(40), right in values(40), quarters in -900_i32..900) {
        let by = f64::from(quarters) / 4.0;
        let moved: Vec<f64> = left.iter().map(|value| value + by).collect();
        if let (Some(found), Some(moved)) = (shift(&left, &right), shift(&moved, &right)) {
            prop_assert_eq!(moved.estimate.to_bits(), (found.estimate + by).to_bits());
            // Whether any two are tied may change, and with it the distribution.
            if let (Ok(found), Ok(moved)) = (found.bounds, moved.bounds)
                && found.is_exact == moved.is_exact
            {
                prop_assert_eq!((moved.low, moved.high), (found.low + by, found.high + by));
            }
        }
    }

    #[test]
    fn the_other_way_round_the_shift_has_the_other_sign(left in values(40), right in values(40)) {
        if let (Some(found), Some(turned)) = (shift(&left, &right), shift(&right, &left)) {
            prop_assert!((turned.estimate + found.estimate).abs() < f64::MIN_POSITIVE);
            prop_assert_eq!(turned.bounds.err(), found.bounds.err());
            if let (Ok(found), Ok(turned)) = (found.bounds, turned.bounds) {
                prop_assert_eq!((turned.low, turned.high), (-found.high, -found.low));
                prop_assert!(found.low <= found.high);
            }
        }
    }

    #[test]
    fn the_bounds_lie_around_the_shift(left in values(60), right in values(60)) {
        if let Some(found) = shift(&left, &right)
            && let Ok(bounds) = found.bounds
        {
            prop_assert!(bounds.low <= found.estimate && found.estimate <= bounds.high, "{:?}", found);
        }
    }

    #[test]
    fn half_of_the_values_lie_on_either_side_of_the_median(values in values(50)) {
        let found = spread(&values);
        prop_assert_eq!(found.map(|found| found.median), naive_median(values.clone()));
        if let Some(found) = found {
            let count = |is: &dyn Fn(f64) -> bool| values.iter().filter(|value| is(**value)).count();
            prop_assert!(2 * count(&|value| value <= found.median) >= values.len());
            prop_assert!(4 * count(&|value| value <= found.lower_quartile) >= values.len());
            prop_assert!(4 * count(&|value| value >= found.upper_quartile) >= values.len());
            let order = [found.least, found.lower_quartile, found.median, found.upper_quartile, found.most];
            prop_assert!(order.is_sorted(), "{:?}", found);
        }
    }

    #[test]
    fn a_larger_share_has_no_smaller_quantile(values in values(50), one in 0.0..=1.0, other in 0.0..=1.0) {
        let mut sorted = values;
        sorted.sort_by(f64::total_cmp);
        let (low, high) = if one < other { (one, other) } else { (other, one) };
        prop_assert!(quantile(&sorted, low) <= quantile(&sorted, high) + SPARE);
    }
}
