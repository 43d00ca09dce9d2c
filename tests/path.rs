//! The cheapest path to a target.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/random.rs"]
mod random;
#[path = "support/pack.rs"]
mod support;

use std::time::{Duration, Instant};

use channel_readiness::domain::assessment::{AnswerState, Assessment};
use channel_readiness::domain::insight::path::{Obstacle, Path, Route, Target, Wishes, cheapest_path};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::{IndicatorId, Pack, Questionnaire};
use channel_readiness::domain::scoring::{Readiness, Standing, score, standings};
use channel_readiness::domain::side::Side;
use proptest::prelude::*;
use random::{Case, Said, case, condition};
use support::*;

/// Two dimensions, one beside the headline; a1 weighs half of a.
fn plain() -> Questionnaire {
    questionnaire(vec![
        dimension(
            "a",
            1.0,
            vec![indicator("a1", 2.0), indicator("a2", 1.0), indicator("a3", 1.0)],
        ),
        dimension("b", 1.0, vec![indicator("b1", 1.0)]),
        beside(dimension("c", 1.0, vec![indicator("c1", 1.0)])),
    ])
}

/// The route as its steps in order and all days, or why there is none.
fn told(path: &Path) -> String {
    let route = match path {
        Path::NoScore => return "no score".to_owned(),
        Path::There => return "there".to_owned(),
        Path::Unreachable(obstacles) => {
            return obstacles.iter().map(told_obstacle).collect::<Vec<_>>().join(", ");
        }
        Path::Found(route) => route,
    };
    let steps = route.steps.iter().map(|step| {
        let (from, to) = (step.from.number(), step.to.number());
        format!("{} {from}>{to} {}d", step.indicator.0, step.days)
    });
    let proven = if route.is_proven() { "" } else { " at most" };
    format!(
        "{}: {}d{proven}",
        steps.collect::<Vec<_>>().join(", "),
        route.days
    )
}

fn told_obstacle(obstacle: &Obstacle) -> String {
    let names = |ids: &[IndicatorId]| {
        let names: Vec<&str> = ids.iter().map(|id| id.0.as_str()).collect();
        format!(" {}", names.join(" "))
    };
    match obstacle {
        Obstacle::Best { score, level } => format!("best {:.2} {}", score.unwrap(), level.unwrap().number()),
        Obstacle::OpenGates(ids) => format!("open gates{}", names(ids)),
        Obstacle::OpenAnswers(count) => format!("open {count}"),
        Obstacle::Locked(count) => format!("locked {count}"),
        Obstacle::Excluded(count) => format!("excluded {count}"),
        Obstacle::NoStep(ids) => format!("no step{}", names(ids)),
        Obstacle::NotAllSearched => "not all searched".to_owned(),
    }
}

type Listed<'a> = &'a [(&'a str, &'a [(u8, u16)])];

const LISTED: Listed = &[
    ("a1", &[(2, 4), (3, 5), (4, 6)]),
    ("a2", &[(2, 1), (3, 2), (4, 3)]),
    ("a3", &[(2, 1), (3, 2), (4, 3)]),
    ("b1", &[(2, 10), (3, 10), (4, 10)]),
    ("c1", &[(4, 1)]),
];

#[track_caller]
fn check(answers: &str, target: Target, expected: &str) {
    check_wished(answers, target, &Wishes::default(), expected);
}

#[track_caller]
fn check_wished(answers: &str, target: Target, wishes: &Wishes, expected: &str) {
    check_in(plain(), LISTED, answers, target, wishes, expected);
}

#[track_caller]
fn check_in(
    questionnaire: Questionnaire,
    listed: Listed,
    answers: &str,
    target: Target,
    wishes: &Wishes,
    expected: &str,
) {
    let pack = pack(questionnaire, listed, Vec::new());
    assert_eq!(
        told(&cheapest_path(&pack, &vendor(answers), target, wishes)),
        expected
    );
}

fn to_level(number: u8) -> Target {
    Target::Level(level(number))
}

const ALL_TWO: &str = "a1=2 a2=2 a3=2 b1=2 c1=2";

#[test]
fn without_a_score_there_is_no_path() {
    check("", Target::Score(10.0), "no score");
    check("a1=? c1=4", to_level(1), "no score");
    check("a1=- a2=- a3=- b1=-", to_level(1), "no score");
}

#[test]
fn a_target_that_is_reached_takes_no_step() {
    check(ALL_TWO, Target::Score(50.0), "there");
    check(ALL_TWO, Target::Score(50.0 + 1e-10), "there");
    check(ALL_TWO, to_level(2), "there");
    check(ALL_TWO, to_level(0), "there");
}

#[test]
fn a_score_is_reached_by_the_fewest_days() {
    check(ALL_TWO, Target::Score(53.125), "a2 2>3 2d: 2d");
    check(ALL_TWO, Target::Score(53.126), "a2 2>3 2d, a3 2>3 2d: 4d");
    check("a1=2 a2=0 a3=4 b1=2", Target::Score(51.0), "a2 0>2 1d: 1d");
    check("a1=2 a2=2 a3=4 b1=2", Target::Score(62.5), "a1 2>3 5d: 5d");
    check(
        ALL_TWO,
        Target::Score(100.0),
        "a2 2>4 5d, a3 2>4 5d, b1 2>4 20d, a1 2>4 11d: 41d",
    );
}

#[test]
fn a_level_is_reached_by_the_fewest_days() {
    check("a1=4 a2=4 a3=4 b1=2", to_level(3), "b1 2>3 10d: 10d");
    check("a1=4 a2=4 a3=2 b1=4", to_level(3), "there");
    check("a1=4 a2=4 a3=2 b1=4", to_level(4), "a3 2>3 2d: 2d");
    check("a1=4 a2=4 a3=2 b1=2", to_level(3), "b1 2>3 10d: 10d");
}

#[test]
fn a_step_that_raises_the_level_goes_first() {
    let gated = questionnaire(vec![dimension(
        "a",
        1.0,
        vec![gate("a1", 1.0), indicator("a2", 9.0)],
    )]);
    let listed: Listed = &[("a1", &[(2, 50)]), ("a2", &[(4, 1)])];
    check_in(
        gated,
        listed,
        "a1=0 a2=3",
        Target::Score(90.0),
        &Wishes::default(),
        "a2 3>4 1d: 1d",
    );
    let gated = questionnaire(vec![dimension(
        "a",
        1.0,
        vec![gate("a1", 1.0), indicator("a2", 9.0)],
    )]);
    check_in(
        gated,
        listed,
        "a1=0 a2=3",
        Target::Score(94.0),
        &Wishes::default(),
        "a1 0>2 50d, a2 3>4 1d: 51d",
    );
}

#[test]
fn ties_go_to_fewer_indicators_and_then_to_pack_order() {
    let even = || {
        questionnaire(vec![dimension(
            "a",
            1.0,
            vec![
                indicator("a1", 1.0),
                indicator("a2", 1.0),
                indicator("a3", 1.0),
                indicator("a4", 1.0),
            ],
        )])
    };
    let check = |listed: Listed, answers: &str, score: f64, expected: &str| {
        check_in(
            even(),
            listed,
            answers,
            Target::Score(score),
            &Wishes::default(),
            expected,
        );
    };
    let single: Listed = &[("a1", &[(2, 3)]), ("a2", &[(2, 3)]), ("a3", &[(2, 3), (3, 3)])];
    check(single, "a1=1 a2=1 a3=1 a4=1", 31.25, "a1 1>2 3d: 3d");
    check(single, "a1=1 a2=1 a3=1 a4=1", 37.5, "a3 1>3 6d: 6d");
    let double: Listed = &[("a1", &[(2, 3), (3, 3)]), ("a2", &[(2, 3), (3, 3)])];
    check(double, "a1=1 a2=1 a3=1 a4=1", 43.75, "a1 1>2 3d, a2 1>3 6d: 9d");
}

#[test]
fn a_target_out_of_reach_says_why() {
    check(ALL_TWO, Target::Score(100.1), "best 100.00 4");
    check("a1=4 a2=? a3=4 b1=4", to_level(3), "best 100.00 1, open 1");
    let none: Listed = &[("a1", &[(3, 1)])];
    let wishes = Wishes::default();
    check_in(
        plain(),
        none,
        ALL_TWO,
        to_level(3),
        &wishes,
        "best 56.25 2, no step a2 a3 b1",
    );
    let gated = questionnaire(vec![dimension(
        "a",
        1.0,
        vec![gate("a1", 0.1), indicator("a2", 9.0)],
    )]);
    check_in(
        gated,
        &[("a2", &[(4, 1)])],
        "a2=3",
        to_level(2),
        &wishes,
        "best 100.00 1, open gates a1, open 1",
    );
}

fn wishing(locked: &[&str], excluded: &[(&str, u8)], efforts: &[(&str, u8, u16)]) -> Wishes {
    Wishes {
        locked: locked.iter().map(|name| id(name)).collect(),
        excluded: excluded.iter().map(|(name, to)| (id(name), level(*to))).collect(),
        efforts: efforts
            .iter()
            .map(|(name, to, days)| ((id(name), level(*to)), *days))
            .collect(),
    }
}

#[test]
fn what_is_locked_or_not_wanted_is_left_alone() {
    let target = Target::Score(53.125);
    check_wished(ALL_TWO, target, &wishing(&["a2"], &[], &[]), "a3 2>3 2d: 2d");
    check_wished(ALL_TWO, target, &wishing(&[], &[("a2", 3)], &[]), "a3 2>3 2d: 2d");
    check_wished(ALL_TWO, target, &wishing(&[], &[("a2", 4)], &[]), "a2 2>3 2d: 2d");
    check_wished(ALL_TWO, target, &wishing(&[], &[("a2", 2)], &[]), "a2 2>3 2d: 2d");
    let wishes = wishing(&["a1", "a2"], &[("a3", 3), ("b1", 4)], &[]);
    check_wished(
        ALL_TWO,
        to_level(4),
        &wishes,
        "best 62.50 2, locked 2, excluded 2",
    );
}

#[test]
fn the_visitors_own_days_count() {
    let target = Target::Score(53.125);
    check_wished(
        ALL_TWO,
        target,
        &wishing(&[], &[], &[("a3", 3, 1)]),
        "a3 2>3 1d: 1d",
    );
    check_wished(
        ALL_TWO,
        target,
        &wishing(&[], &[], &[("a2", 3, 9), ("a3", 3, 9)]),
        "a1 2>3 5d: 5d",
    );
}

#[test]
fn a_step_that_opens_a_question_counts_it() {
    let conditional = || {
        questionnaire(vec![dimension(
            "a",
            1.0,
            vec![
                indicator("a1", 1.0),
                asked_when(at_least("a1", 3), indicator("a2", 1.0)),
                indicator("a3", 1.0),
            ],
        )])
    };
    let listed: Listed = &[("a1", &[(2, 1), (3, 1), (4, 1)]), ("a3", &[(4, 20)])];
    let check = |answers: &str, target: Target, expected: &str| {
        check_in(
            conditional(),
            listed,
            answers,
            target,
            &Wishes::default(),
            expected,
        );
    };
    // Kept from before: with a2 at 0 the score falls, with a2 at 4 it rises.
    check("a1=2 a2=0 a3=2", Target::Score(60.0), "a3 2>4 20d: 20d");
    check("a1=2 a2=4 a3=2", Target::Score(60.0), "a1 2>3 1d: 1d");
    check("a1=2 a2=4 a3=2", Target::Score(75.0), "a1 2>3 1d: 1d");
}

#[test]
fn a_path_tells_what_each_step_brings() {
    let pack = pack(plain(), LISTED, Vec::new());
    let found = cheapest_path(&pack, &vendor(ALL_TWO), Target::Score(100.0), &Wishes::default());
    let Path::Found(route) = found else {
        panic!("{found:?}");
    };
    let mut last = 50.0;
    for step in &route.steps {
        assert!((step.score.unwrap() - last - step.gain).abs() < 1e-9);
        last = step.score.unwrap();
    }
    assert_eq!(
        (route.score, route.level),
        (Some(last), route.steps.last().unwrap().level)
    );
    assert_eq!(route.steps[0].steps, [1, 2], "both steps from 2 to 4");
    assert_eq!(route.days, route.steps.iter().map(|step| step.days).sum());
    assert!(route.is_proven());
}

/// A small pack with steps, answers and wishes.
#[derive(Debug, Clone)]
struct Small {
    case: Case,
    pack: Pack,
    wishes: Wishes,
}

/// Of so many indicators steps are listed, so that all sets of them can be gone through.
const WITH_STEPS: usize = 6;

fn small() -> impl Strategy<Value = Small> {
    let steps = prop::collection::vec((1_u8..16, prop::collection::vec(1_u16..=9, 4)), WITH_STEPS);
    let when = |case: &Case| {
        let names: Vec<String> = named(case);
        let pair = (any::<prop::sample::Index>(), condition(names));
        prop::collection::vec(pair, 0..=2)
    };
    (case(), any::<bool>(), prop::bool::weighted(0.7)).prop_flat_map(move |(mut case, is_even, is_high)| {
        if is_even {
            // Equal weights, so that ties come up.
            case.dimensions
                .iter_mut()
                .for_each(|dimension| dimension.tenths = 10);
            case.indicators_mut().for_each(|indicator| indicator.tenths = 10);
        }
        let count = case.indicators().count();
        let chosen = prop::sample::subsequence((0..count).collect::<Vec<_>>(), count.min(WITH_STEPS));
        let wishes = (
            prop::collection::vec(any::<prop::sample::Index>(), 0..=1),
            prop::collection::vec((any::<prop::sample::Index>(), 2_u8..=4), 0..=2),
            prop::collection::vec((any::<prop::sample::Index>(), 1_u8..=4, 1_u16..=20), 0..=2),
        );
        let when = when(&case);
        (Just(case), chosen, steps.clone(), when, wishes).prop_map(
            move |(mut case, chosen, steps, when, wishes)| {
                if is_high {
                    // All others at the top, so that levels are in reach.
                    let indicators = case.indicators_mut().enumerate();
                    let others = indicators.filter(|(position, _)| !chosen.contains(position));
                    others.for_each(|(_, indicator)| indicator.answer = Said::Level(4));
                }
                build((case, chosen, steps, when, wishes))
            },
        )
    })
}

fn named(case: &Case) -> Vec<String> {
    let dimensions = case.dimensions.iter();
    dimensions
        .flat_map(|dimension| {
            dimension
                .indicators
                .iter()
                .map(|indicator| indicator.name(dimension))
        })
        .collect()
}

type Picked = prop::sample::Index;
type Wished = (Vec<Picked>, Vec<(Picked, u8)>, Vec<(Picked, u8, u16)>);
type Listing = Vec<(u8, Vec<u16>)>;

fn build(
    (case, chosen, steps, when, (locked, excluded, efforts)): (
        Case,
        Vec<usize>,
        Listing,
        Vec<(Picked, channel_readiness::domain::pack::Condition)>,
        Wished,
    ),
) -> Small {
    let names = named(&case);
    let listed: Vec<(&str, Vec<(u8, u16)>)> = chosen
        .iter()
        .zip(&steps)
        .map(|(position, (bits, days))| {
            let steps = (1..=4_u8).zip(days).filter(|(to, _)| bits >> (to - 1) & 1 == 1);
            (
                names[*position].as_str(),
                steps.map(|(to, days)| (to, *days)).collect(),
            )
        })
        .collect();
    let listed: Vec<(&str, &[(u8, u16)])> = listed.iter().map(|(name, steps)| (*name, &steps[..])).collect();
    let mut questionnaire = case.questionnaire();
    for (pick, condition) in when {
        let position = pick.index(names.len());
        // Only earlier indicators are sources: no circles.
        let earlier = |source: &&_| names[..position].contains(source);
        let sources = condition.sources();
        if sources
            .iter()
            .map(|source| &source.indicator.0)
            .filter(earlier)
            .count()
            == sources.len()
        {
            let mut indicators = questionnaire
                .dimensions
                .iter_mut()
                .flat_map(|one| &mut one.indicators);
            indicators.nth(position).unwrap().when = Some(condition);
        }
    }
    let at = |pick: &Picked| id(&names[chosen[pick.index(chosen.len())]]);
    let wishes = Wishes {
        locked: locked.iter().map(at).collect(),
        excluded: excluded.iter().map(|(pick, to)| (at(pick), level(*to))).collect(),
        efforts: efforts
            .iter()
            .map(|(pick, to, days)| ((at(pick), level(*to)), *days))
            .collect(),
    };
    Small {
        pack: pack(questionnaire, &listed, Vec::new()),
        case,
        wishes,
    }
}

fn scored(pack: &Pack, assessment: &Assessment) -> Readiness {
    score(&pack.questionnaire, assessment, today())
}

fn with(assessment: &Assessment, pack: &Pack, picks: &[(usize, Level)]) -> Assessment {
    let mut raised = assessment.clone();
    for (position, to) in picks {
        let (_, indicator) = pack.questionnaire.indicators().nth(*position).unwrap();
        raised.answers.get_mut(&indicator.id).unwrap().state = AnswerState::Level(*to);
    }
    raised
}

fn reaches(readiness: &Readiness, target: Target) -> bool {
    match target {
        Target::Score(least) => readiness.overall.score.is_some_and(|score| score >= least - 1e-9),
        Target::Level(least) => readiness.overall.level.is_some_and(|level| level >= least),
    }
}

type Picks = Vec<(usize, Level)>;

/// Every set of steps, by days, then count, then in pack order.
fn all_sets(pack: &Pack, assessment: &Assessment, wishes: &Wishes) -> Vec<(u32, usize, Picks)> {
    let mut sets: Vec<(u32, usize, Picks)> = vec![(0, 0, Vec::new())];
    let stood = standings(&pack.questionnaire, assessment);
    for (position, (_, indicator)) in pack.questionnaire.indicators().enumerate() {
        let Standing::Level(from) = stood[position] else {
            continue;
        };
        if wishes.locked.contains(&indicator.id) {
            continue;
        }
        let mut days = 0;
        let mut more = Vec::new();
        for step in pack.guidance[position].steps.of(assessment.side) {
            let key = (indicator.id.clone(), step.to);
            if step.to <= from {
                continue;
            }
            if wishes.excluded.contains(&key) {
                break;
            }
            days += u32::from(*wishes.efforts.get(&key).unwrap_or(&step.days));
            for (before, count, picks) in &sets {
                let mut picks = picks.clone();
                picks.push((position, step.to));
                more.push((before + days, count + 1, picks));
            }
        }
        sets.extend(more);
    }
    sets.sort();
    sets
}

fn picks(route: &Route) -> Picks {
    let mut picks: Picks = route.steps.iter().map(|step| (step.position, step.to)).collect();
    picks.sort_unstable();
    picks
}

fn agrees(small: &Small, target: Target) -> Result<(), TestCaseError> {
    let assessment = small.case.assessment();
    let found = cheapest_path(&small.pack, &assessment, target, &small.wishes);
    let now = scored(&small.pack, &assessment);
    if now.overall.score.is_none() {
        prop_assert_eq!(found, Path::NoScore);
        return Ok(());
    }
    let mut sets = all_sets(&small.pack, &assessment, &small.wishes).into_iter();
    let best = sets.find(|(_, _, picks)| {
        reaches(
            &scored(&small.pack, &with(&assessment, &small.pack, picks)),
            target,
        )
    });
    match (best, found) {
        (None, Path::Unreachable(_)) | (Some((0, ..)), Path::There) => {}
        (Some((days, _, expected)), Path::Found(route)) => {
            prop_assert!(route.is_proven());
            prop_assert_eq!((route.days, picks(&route)), (days, expected));
        }
        (best, found) => prop_assert!(false, "{best:?}, but {found:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_set_of_steps_to_a_score_is_cheaper(small in small(), share in 0.0..1.05_f64) {
        let assessment = small.case.assessment();
        let all = all_sets(&small.pack, &assessment, &small.wishes);
        let most = scored(&small.pack, &with(&assessment, &small.pack, &all.last().unwrap().2)).overall.score.unwrap_or(0.0);
        let now = scored(&small.pack, &assessment).overall.score.unwrap_or(0.0);
        agrees(&small, Target::Score(now + (most - now) * share))?;
        agrees(&small, Target::Score(most))?;
    }

    #[test]
    fn no_set_of_steps_to_a_level_is_cheaper(small in small()) {
        for number in 0..=4 {
            agrees(&small, to_level(number))?;
        }
    }
}

/// `SplitMix64`. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }

    fn level(&mut self, most: u64) -> u8 {
        u8::try_from(self.below(most + 1)).unwrap()
    }

    fn days(&mut self, most: u64) -> u16 {
        u16::try_from(1 + self.below(most)).unwrap()
    }
}

/// How a large pack is weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Weights {
    Even,
    Few,
    Any,
}

/// A large pack with all steps, a gate in each dimension, and answers up to 2.
fn large(count: usize, dimensions: usize, weights: Weights, seed: u64) -> (Pack, Assessment) {
    let random = &mut Random(seed);
    let weigh = |random: &mut Random| match weights {
        Weights::Even => 1.0,
        Weights::Few => f64::from(random.days(3)),
        Weights::Any => f64::from(random.days(9999)) / 1000.0,
    };
    let mut built = Vec::new();
    let (mut listed, mut answers) = (Vec::new(), String::new());
    for number in 0..dimensions {
        let mut indicators = Vec::new();
        for index in 0..count / dimensions {
            let name = format!("d{number}i{index}");
            let weight = weigh(random);
            indicators.push(if index == 0 {
                gate(&name, weight)
            } else {
                indicator(&name, weight)
            });
            answers.push_str(&[&*name, "=", &random.level(2).to_string(), " "].concat());
            let steps: Vec<(u8, u16)> = (1..=4).map(|to| (to, random.days(10 * u64::from(to)))).collect();
            listed.push((name, steps));
        }
        built.push(dimension(&format!("d{number}"), weigh(random), indicators));
    }
    let listed: Vec<(&str, &[(u8, u16)])> = listed
        .iter()
        .map(|(name, steps)| (name.as_str(), &steps[..]))
        .collect();
    (pack(questionnaire(built), &listed, Vec::new()), vendor(&answers))
}

fn built_in() -> Pack {
    Pack::parse(&std::fs::read_to_string("public/packs/channel-devops.json").unwrap()).unwrap()
}

/// All asked of a side answered with levels up to `most`.
fn answered(pack: &Pack, side: Side, most: u64, seed: u64) -> Assessment {
    let random = &mut Random(seed);
    let indicators = pack
        .questionnaire
        .indicators()
        .filter(|(_, one)| one.question(side).is_some());
    let answers: Vec<String> = indicators
        .map(|(_, one)| format!("{}={}", one.id.0, random.level(most)))
        .collect();
    let answers = answers.join(" ");
    assessment(side, &answers)
}

const TARGETS: [Target; 7] = [
    Target::Level(Level::ALL[1]),
    Target::Level(Level::ALL[2]),
    Target::Level(Level::ALL[3]),
    Target::Level(Level::ALL[4]),
    Target::Score(50.0),
    Target::Score(70.0),
    Target::Score(90.0),
];

/// What a path gives, checked by scoring again.
#[track_caller]
fn found(pack: &Pack, assessment: &Assessment, target: Target) -> Option<Route> {
    match cheapest_path(pack, assessment, target, &Wishes::default()) {
        Path::Found(route) => {
            let after = scored(pack, &with(assessment, pack, &picks(&route)));
            assert!(reaches(&after, target));
            assert_eq!(
                (route.score, route.level),
                (after.overall.score, after.overall.level)
            );
            assert!(route.at_least <= route.days);
            Some(route)
        }
        Path::There => None,
        other => panic!("{target:?}: {}", told(&other)),
    }
}

#[test]
fn the_built_in_pack_has_a_proven_path_to_every_level() {
    let pack = built_in();
    for side in Side::ALL {
        for seed in 0..4 {
            let assessment = answered(&pack, side, seed, seed);
            let mut days = 0;
            for number in 1..=4 {
                let Some(route) = found(&pack, &assessment, to_level(number)) else {
                    continue;
                };
                assert!(route.is_proven() && route.days >= days);
                days = route.days;
            }
            let mut days = 0;
            for tens in 1..=10_u8 {
                let Some(route) = found(&pack, &assessment, Target::Score(f64::from(tens) * 10.0)) else {
                    continue;
                };
                assert!(route.is_proven() && route.days >= days);
                days = route.days;
            }
        }
    }
}

#[test]
fn scores_are_proven_up_to_two_hundred_indicators() {
    for (weights, seed) in [(Weights::Even, 1), (Weights::Few, 2), (Weights::Any, 3)] {
        let (pack, assessment) = large(200, 10, weights, seed);
        assert!(
            found(&pack, &assessment, Target::Score(60.0))
                .unwrap()
                .is_proven()
        );
    }
}

#[test]
fn levels_are_proven_up_to_sixty_indicators() {
    for (weights, seed) in [(Weights::Even, 1), (Weights::Few, 2), (Weights::Any, 3)] {
        let (pack, assessment) = large(60, 6, weights, seed);
        for number in 1..=4 {
            if let Some(route) = found(&pack, &assessment, to_level(number)) {
                assert!(route.is_proven());
            }
        }
    }
}

#[test]
fn a_level_beyond_proof_still_has_a_path_and_a_bound() {
    // The first of the made-up packs for which the budget does not do.
    let (pack, assessment) = large(200, 10, Weights::Any, 0);
    let route = found(&pack, &assessment, to_level(4)).unwrap();
    assert!(!route.is_proven());
    assert!(route.at_least * 10 > route.days * 9);
    assert_eq!(found(&pack, &assessment, to_level(4)), Some(route));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_is_irrelevant_to_the_days(small in small(), keys in prop::collection::vec(any::<u8>(), 1..12)) {
        let reordered = small.reordered(&keys);
        let assessment = small.case.assessment();
        for target in TARGETS {
            let told = |small: &Small| match cheapest_path(&small.pack, &assessment, target, &small.wishes) {
                Path::Found(route) => (route.days.to_string(), route.steps.len()),
                Path::Unreachable(_) => ("unreachable".to_owned(), 0),
                other => (told(&other), 0),
            };
            prop_assert_eq!(told(&small), told(&reordered));
        }
    }
}

impl Small {
    /// The same with dimensions, indicators and guidance in another order; `keys` need not be distinct.
    fn reordered(&self, keys: &[u8]) -> Self {
        let mut questionnaire = Questionnaire::clone(&self.pack.questionnaire);
        let key = |name: &str| keys[name.bytes().map(usize::from).sum::<usize>() % keys.len()];
        for dimension in &mut questionnaire.dimensions {
            dimension.indicators.sort_by_key(|indicator| key(&indicator.id.0));
        }
        questionnaire
            .dimensions
            .sort_by_key(|dimension| key(&dimension.id.0));
        let before: Vec<_> = self
            .pack
            .questionnaire
            .indicators()
            .map(|(_, one)| &one.id)
            .collect();
        let guidance = questionnaire.indicators().map(|(_, indicator)| {
            let position = before.iter().position(|id| **id == indicator.id).unwrap();
            self.pack.guidance[position].clone()
        });
        let guidance = guidance.collect();
        Self {
            pack: Pack {
                questionnaire: questionnaire.into(),
                guidance,
                ..self.pack.clone()
            },
            ..self.clone()
        }
    }
}

#[test]
#[ignore = "prints times"]
fn times() {
    let timed = |name: &str, pack: &Pack, assessment: &Assessment| {
        for target in TARGETS {
            let begun = Instant::now();
            let path = cheapest_path(pack, assessment, target, &Wishes::default());
            let took = begun.elapsed();
            let told = match &path {
                Path::Found(route) => format!(
                    "{}d {} steps, at least {}",
                    route.days,
                    route.steps.len(),
                    route.at_least
                ),
                other => told(other),
            };
            println!("{name:<28} {target:?}: {took:?} {told}");
        }
    };
    let built_in = built_in();
    for side in Side::ALL {
        for most in [2, 4] {
            timed(
                &format!("built-in {side:?} {most}"),
                &built_in,
                &answered(&built_in, side, most, 1),
            );
        }
    }
    for weights in [Weights::Even, Weights::Few, Weights::Any] {
        for (count, dimensions) in [(36, 6), (36, 1), (60, 6), (60, 2), (60, 1), (200, 10), (200, 1)] {
            for target in TARGETS {
                let (mut longest, mut total, mut proven, mut found) = (Duration::ZERO, Duration::ZERO, 0, 0);
                for seed in 0..SEEDS {
                    let (pack, assessment) = large(count, dimensions, weights, seed);
                    let begun = Instant::now();
                    let path = cheapest_path(&pack, &assessment, target, &Wishes::default());
                    let took = begun.elapsed();
                    longest = longest.max(took);
                    total += took;
                    if let Path::Found(route) = path {
                        found += 1;
                        proven += usize::from(route.is_proven());
                        if !route.is_proven() {
                            print!("{}-{} ", route.at_least, route.days);
                        }
                    }
                }
                println!(
                    "{count} in {dimensions} {weights:?} {target:?}: mean {:?} longest {longest:?}, {proven} of {found} proven",
                    total / u32::try_from(SEEDS).unwrap()
                );
            }
        }
    }
}

const SEEDS: u64 = 20;
