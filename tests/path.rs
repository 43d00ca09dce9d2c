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
