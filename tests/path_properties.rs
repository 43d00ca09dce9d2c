//! No set of steps is cheaper than the path: against all sets, on small random packs.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/path.rs"]
mod path;
#[path = "support/random.rs"]
mod random;
#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::insight::path::{Path, Target, Wishes, cheapest_path};
use channel_readiness::domain::pack::{Condition, Pack, Questionnaire};
use channel_readiness::domain::scoring::{Standing, standings};
use path::{Picks, TARGETS, picks, reaches, scored, to_level, with};
use proptest::prelude::*;
use random::{Case, Said, case, condition};
use support::*;

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
        Vec<(Picked, Condition)>,
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

/// What one dimension can use at most of its own gain comes, by rounding, to a little less than the whole needs.
#[test]
fn rounding_hides_no_cheaper_set() {
    let questionnaire = questionnaire(vec![
        dimension(
            "a",
            1.4,
            vec![
                indicator("a1", 0.7),
                indicator("a2", 1.0),
                indicator("a3", 3.4),
                indicator("a4", 2.1),
                indicator("a5", 4.1),
            ],
        ),
        dimension(
            "b",
            0.9,
            vec![
                indicator("b1", 0.6),
                indicator("b2", 1.2),
                indicator("b3", 2.6),
                indicator("b4", 0.3),
                indicator("b5", 2.7),
            ],
        ),
        dimension("c", 2.9, vec![indicator("c1", 2.1)]),
    ]);
    let listed: &[(&str, &[(u8, u16)])] = &[("a3", &[(1, 7)]), ("a4", &[(2, 5)]), ("b4", &[(1, 1)])];
    let pack = pack(questionnaire, listed, Vec::new());
    let assessment = vendor("a1=4 a2=4 a3=0 a4=0 a5=4 b1=4 b2=0 b3=0 b4=0 b5=4 c1=4");
    let Path::Found(route) = cheapest_path(&pack, &assessment, to_level(1), &Wishes::default()) else {
        panic!("there is a path");
    };
    assert_eq!((route.days, picks(&route)), (5, vec![(3, level(2))]));
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
                other => (format!("{other:?}"), 0),
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
