//! The statistics of groups beside the figures of independent packages, and where they are slow, rare or undefined.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/dice.rs"]
mod dice;

use std::collections::BTreeMap;
use std::pin::pin;

use channel_readiness::domain::random::Random;
use channel_readiness::domain::slices::slice;
use channel_readiness::domain::statistics::{
    Association, Bounds, Means, Shift, TooLittle, association, seek_association, seek_shift, shift, spread,
    spreads, tau_b,
};
use dice::Dice;

const SCIPY: &str = include_str!("fixtures/statistics/association-scipy.txt");
const R: &str = include_str!("fixtures/statistics/association-r.txt");
const SHIFTS: &str = include_str!("fixtures/statistics/shift.txt");
const SPREADS: &str = include_str!("fixtures/statistics/spread.txt");

/// How far a figure may lie from the package's.
const SPARE: f64 = 1e-9;
const SEED: u64 = 20_261_126;

/// A case of a fixture: its name, and its lines by their first word.
struct Case<'a> {
    name: &'a str,
    lines: BTreeMap<&'a str, &'a str>,
}

impl Case<'_> {
    /// The numbers of a line, where there is such a line.
    fn numbers(&self, line: &str) -> Option<Vec<f64>> {
        let numbers = self.lines.get(line)?.split_whitespace();
        Some(numbers.map(|number| number.parse().expect("a number")).collect())
    }

    fn number(&self, line: &str) -> Option<f64> {
        self.numbers(line).map(|numbers| numbers[0])
    }

    fn pairs(&self) -> Vec<(u8, f64)> {
        let x = self.lines["x"].split_whitespace();
        let x = x.map(|x| x.parse::<u8>().expect("a group"));
        x.zip(self.numbers("y").expect("y")).collect()
    }

    #[track_caller]
    fn assert_near(&self, actual: f64, expected: f64) {
        let far = (actual - expected).abs();
        assert!(far <= SPARE, "{}: {actual} for {expected}", self.name);
    }
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let cases = text.split("case ").skip(1).map(|case| {
        let (name, lines) = case.split_once('\n').expect("a name and lines");
        let lines = lines.lines().filter(|line| !line.is_empty());
        let lines = lines.map(|line| line.split_once(' ').unwrap_or((line, "")));
        Case {
            name,
            lines: lines.collect(),
        }
    });
    cases.collect()
}

fn associations() -> impl Iterator<Item = Case<'static>> {
    cases(SCIPY).into_iter().chain(cases(R))
}

fn found(pairs: &[(u8, f64)]) -> Association {
    association(pairs, SEED).expect("an association")
}

fn is_drawn(case: &Case<'_>) -> bool {
    case.name.ends_with("too many to count all")
}

#[test]
fn tau_b_is_what_scipy_and_r_say() {
    let mut undefined = Vec::new();
    for case in associations() {
        let expected = case.number("tau").expect("tau");
        if let Some(tau) = tau_b(&case.pairs()) {
            case.assert_near(tau, expected);
        } else {
            assert!(expected.is_nan(), "{}", case.name);
            undefined.push(case.name);
        }
    }
    assert_eq!(
        undefined,
        ["no pairs", "one pair", "all of one group", "all of one value"]
    );
}

#[test]
fn where_arrangements_can_be_counted_p_is_what_scipy_and_r_say() {
    let mut checked = 0;
    for case in associations().filter(|case| !is_drawn(case)) {
        let Some(expected) = case.number("p") else {
            continue;
        };
        let found = found(&case.pairs());
        assert!(matches!(found.means, Means::All { .. }), "{}", case.name);
        case.assert_near(found.p, expected);
        checked += 1;
    }
    assert_eq!(checked, 16);
}

#[test]
fn where_arrangements_are_drawn_p_is_near_what_scipy_and_r_say() {
    let mut checked = 0;
    for case in associations().filter(is_drawn) {
        let expected = case.number("p").expect("p");
        let found = found(&case.pairs());
        assert_eq!(found.means, Means::Drawn { permutations: 9_999 }, "{}", case.name);
        // Four standard deviations of what 9,999 draws find.
        let spare = 4.0 * (expected * (1.0 - expected) / 9_999.0).sqrt();
        assert!(
            (found.p - expected).abs() < spare,
            "{}: {} for {expected}",
            case.name,
            found.p
        );
        checked += 1;
    }
    assert_eq!(checked, 3);
}

#[test]
fn it_is_told_over_how_many_arrangements_p_is() {
    let counted = |pairs: &[(u8, f64)]| found(pairs).means;
    // 7! ÷ (2! · 2! · 3!), equal y or not.
    let apart: Vec<(u8, f64)> = [0, 0, 1, 1, 2, 2, 2]
        .into_iter()
        .zip((0..7).map(f64::from))
        .collect();
    let tied: Vec<(u8, f64)> = [0, 0, 1, 1, 2, 2, 2]
        .into_iter()
        .zip([1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 3.0])
        .collect();
    assert_eq!(counted(&apart), Means::All { arrangements: 210.0 });
    assert_eq!(counted(&tied), Means::All { arrangements: 210.0 });
    let ten: Vec<(u8, f64)> = (0..20_u8).map(|at| (at % 2, f64::from(at))).collect();
    assert_eq!(
        counted(&ten),
        Means::All {
            arrangements: 184_756.0
        }
    );
}

/// Up to a thousand with a group of one, more than a million arrangements of others: all are counted.
#[test]
fn one_small_partner_among_many_has_an_exact_p() {
    let pairs: Vec<(u8, f64)> = (0..1_000_u16)
        .map(|at| (u8::from(at > 0), f64::from(at)))
        .collect();
    let found = found(&pairs);
    assert_eq!(
        found.means,
        Means::All {
            arrangements: 1_000.0
        }
    );
    // The lowest and the highest place of a thousand.
    assert!((found.p - 0.002).abs() < SPARE, "{}", found.p);
}

fn many(count: usize, lift: f64) -> Vec<(u8, f64)> {
    let mut dice = Dice::new(count as u64);
    let pairs = (0..count).map(|_| {
        let group = dice.below(5_u8);
        (group, f64::from(dice.below(10_000_u32)) + lift * f64::from(group))
    });
    pairs.collect()
}

#[test]
fn the_more_pairs_the_fewer_arrangements_are_drawn() {
    let drawn = |count| match found(&many(count, 0.0)).means {
        Means::Drawn { permutations } => permutations,
        means @ Means::All { .. } => panic!("{means:?}"),
    };
    assert_eq!(
        [100, 5_000, 5_001, 20_000, 20_001].map(drawn),
        [9_999, 9_999, 1_999, 1_999, 999]
    );
}

#[test]
fn an_arrangement_that_is_as_far_as_the_one_found_counts() {
    // One stands above all others. It is of an outer group in half of all arrangements, and none is farther from 0.
    let groups = (0..4_u8).cycle().take(300);
    let pairs: Vec<(u8, f64)> = groups
        .zip((0..).map(|at| if at == 0 { 1.0 } else { 0.0 }))
        .collect();
    let found = found(&pairs);
    assert_eq!(found.means, Means::Drawn { permutations: 9_999 });
    assert!((found.p - 0.5).abs() < 0.02, "{}", found.p);
}

#[test]
fn nothing_is_called_impossible() {
    let found = found(&many(200, 5_000.0));
    assert!((found.p - 0.0001).abs() < SPARE, "{}", found.p);
}

#[test]
fn another_seed_draws_others_and_the_same_draws_the_same() {
    let pairs = many(200, 100.0);
    let with = |seed| association(&pairs, seed).unwrap();
    assert_eq!(with(1), with(1));
    assert_ne!(with(1).p.to_bits(), with(2).p.to_bits());
}

/// In how many slices work is done, and its outcome.
fn sliced<T>(work: impl Future<Output = T>) -> (usize, T) {
    let mut work = pin!(work);
    let mut count = 1;
    loop {
        match slice(work.as_mut()) {
            core::task::Poll::Ready(done) => return (count, done),
            core::task::Poll::Pending => count += 1,
        }
    }
}

#[test]
fn long_work_is_cut_in_slices_with_the_same_outcome() {
    let pairs = many(1_000, 100.0);
    let (count, found) = sliced(seek_association(&pairs, SEED));
    assert_eq!(Some(found), Some(association(&pairs, SEED)));
    // 9,999 draws of a thousand, two hundred of them a slice.
    assert_eq!(count, 50);

    let halves: Vec<(u8, f64)> = (0..100_u8).map(|at| (at % 2, f64::from(at))).collect();
    let (count, found) = sliced(seek_association(&halves, SEED));
    assert_eq!(found, association(&halves, SEED));
    assert!(count > 3, "{count} slices");

    let values = |count| -> Vec<f64> { many(count, 0.0).into_iter().map(|(_, y)| y).collect() };
    let (left, right) = (values(60_000), values(50_000));
    let (count, found) = sliced(seek_shift(&left, &right));
    assert_eq!(found, shift(&left, &right));
    assert!(count > 10, "{count} slices");
}

#[test]
fn the_shift_and_its_bounds_are_what_r_says() {
    let mut checked = [0; 3];
    for case in cases(SHIFTS) {
        let (x, y) = (case.numbers("x").unwrap(), case.numbers("y").unwrap());
        let found = shift(&x, &y);
        let reason = case.lines.get("none").copied();
        let Some(Shift { estimate, bounds }) = found else {
            assert_eq!(reason, Some("Nothing"), "{}", case.name);
            checked[0] += 1;
            continue;
        };
        case.assert_near(estimate, case.number("estimate").expect("an estimate"));
        match bounds {
            Ok(Bounds { low, high, is_exact }) => {
                let kind = if is_exact { "exact" } else { "normal" };
                let expected = case
                    .numbers(kind)
                    .unwrap_or_else(|| panic!("{}: {kind}", case.name));
                case.assert_near(low, expected[0]);
                case.assert_near(high, expected[1]);
                checked[1] += 1;
            }
            Err(why) => {
                let why = match why {
                    TooLittle::Values { found } => format!("Values {found}"),
                    why => format!("{why:?}"),
                };
                assert_eq!(reason, Some(why.as_str()), "{}", case.name);
                checked[2] += 1;
            }
        }
    }
    assert_eq!(checked, [2, 14, 7]);
}

#[test]
fn quartiles_are_what_r_says() {
    let mut checked = 0;
    for case in cases(SPREADS) {
        let values = case.numbers("values").unwrap();
        let Some(found) = spread(&values) else {
            assert_eq!(case.name, "none at all");
            continue;
        };
        assert_eq!(found.count, values.len());
        let figures = [
            found.least,
            found.lower_quartile,
            found.median,
            found.upper_quartile,
            found.most,
        ];
        for (figure, expected) in figures.into_iter().zip(case.numbers("quantiles").unwrap()) {
            case.assert_near(figure, expected);
        }
        checked += 1;
    }
    assert_eq!(checked, 8);
}

#[test]
fn a_middle_half_is_told_of_five_and_more() {
    let values = [4.0, 0.0, 3.0, 1.0, 2.0, 5.0];
    let told = |count: usize| spread(&values[..count]).map(|spread| spread.middle_half());
    assert_eq!(told(0), None);
    for count in 1..=4 {
        assert_eq!(told(count), Some(None), "{count}");
    }
    assert_eq!(told(5), Some(Some((1.0, 3.0))));
    assert_eq!(told(6), Some(Some((1.25, 3.75))));
}

#[test]
fn each_group_with_a_value_has_its_spread() {
    let pairs = [(3, 5.0), (0, 1.0), (3, 7.0), (2, f64::NAN), (0, 2.0), (0, 9.0)];
    let found = spreads(&pairs);
    let medians: Vec<_> = found
        .iter()
        .map(|(group, spread)| (*group, spread.count, spread.median))
        .collect();
    assert_eq!(medians, [(0, 3, 2.0), (3, 2, 6.0)]);
}

#[test]
fn what_is_no_finite_number_is_left_out() {
    let wild = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let with = |values: &[f64]| -> Vec<f64> { values.iter().chain(&wild).copied().collect() };
    let (left, right) = ([4.0, 5.5, 9.0, 2.0, 7.0], [1.0, 3.0, 0.5, 8.0]);
    assert_eq!(shift(&with(&left), &with(&right)), shift(&left, &right));
    assert_eq!(spread(&with(&left)), spread(&left));
    assert_eq!(spread(&wild), None);
    let pairs: Vec<(u8, f64)> = (0..).zip(left).collect();
    let wild_pairs: Vec<(u8, f64)> = pairs.iter().copied().chain((0..).zip(wild)).collect();
    assert_eq!(association(&wild_pairs, SEED), association(&pairs, SEED));
}

#[test]
fn zero_is_zero_with_either_sign() {
    assert_eq!(tau_b(&[(0, 0.0), (1, -0.0)]), None);
    assert_eq!(
        tau_b(&[(0, 0.0), (1, -0.0), (2, 1.0)]),
        tau_b(&[(0, 0.0), (1, 0.0), (2, 1.0)])
    );
    let found = shift(&[-0.0, 3.0, -3.0], &[0.0]).unwrap();
    assert!(found.estimate.is_sign_positive(), "{}", found.estimate);
}

/// As others have written down the first numbers of `SplitMix64`.
#[test]
fn the_generator_draws_the_numbers_that_it_draws_elsewhere() {
    let mut random = Random::new(1_234_567);
    let bits = [(); 5].map(|()| random.bits());
    let known = [
        6_457_827_717_110_365_317,
        3_203_168_211_198_807_973,
        9_817_491_932_198_370_423,
        4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
    ];
    assert_eq!(bits, known);
}

#[test]
fn the_generator_draws_every_number_below_a_limit_equally_often() {
    let mut random = Random::new(7);
    let mut counts = [0_u32; 7];
    for _ in 0..70_000 {
        counts[random.below(7) as usize] += 1;
    }
    // Five standard deviations.
    assert!(
        counts.iter().all(|count| count.abs_diff(10_000) < 470),
        "{counts:?}"
    );
    // Three quarters of all numbers: without care, every third would come twice as often.
    let limit = 3 << 30;
    let rests = (0..30_000).map(|_| random.below(limit) % 3);
    let mut counts = [0_u32; 3];
    rests.for_each(|rest| counts[rest as usize] += 1);
    assert!(
        counts.iter().all(|count| count.abs_diff(10_000) < 410),
        "{counts:?}"
    );
    assert_eq!((random.below(1), random.below(0)), (0, 0));
}
