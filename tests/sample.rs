//! Partners that nobody has: the same for one seed, valid, said to be made up, and as the guide describes them.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/random.rs"]
mod random;
#[path = "support/sample.rs"]
mod sample;
#[path = "support/pack.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use channel_readiness::domain::assessment::{AnswerState, Assessment};
use channel_readiness::domain::company::Company;
use channel_readiness::domain::directory::name_key;
use channel_readiness::domain::exchange::{
    check_against, read_response, read_whole_company, write_company, write_response,
};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::library::Library;
use channel_readiness::domain::pack::{Dimension, Indicator, Length, PackReference, Questionnaire};
use channel_readiness::domain::profile::{Profile, emails};
use channel_readiness::domain::relationship::{pair, views_of};
use channel_readiness::domain::sample::{Batch, Coverage, Sample, Wanted};
use channel_readiness::domain::scoring::{Standing, standings};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::{Day, Moment};
use channel_readiness::domain::touchpoint::Touchpoints;
use proptest::prelude::*;
use random::{case, condition};
use sample::{day, made, made_of, shipped, wanted};
use sha2::{Digest, Sha256};
use support::{asked_when, at_least, dimension, gate, indicator, questionnaire};

const PACKS: [&str; 4] = ["channel-devops", "delivery-check", "shared-access", "example"];
/// What is older is of last year.
const YEAR: u32 = 260;

/// Whether an assessment is of last year, as the page would see it.
fn is_old(assessment: &Assessment) -> bool {
    assessment.updated_at.day().age(day("2026-11-23")) > YEAR
}

fn documents(batch: &Batch) -> Vec<String> {
    let companies = batch.companies.iter().map(write_company);
    let responses = batch.assessments.iter().map(write_response);
    companies.chain(responses).map(|json| compact(&json)).collect()
}

/// A questionnaire that no wording of a shipped pack changes.
fn small() -> Questionnaire {
    let all = |dimension: u8| {
        let named = |number| format!("d{dimension}i{number}");
        let first = gate(&named(0), 2.0);
        let second = asked_when(at_least(&named(0), 2), indicator(&named(1), 1.0));
        dimension_of(dimension, vec![first, second, indicator(&named(2), 1.0)])
    };
    questionnaire((0..4).map(all).collect())
}

fn dimension_of(number: u8, indicators: Vec<Indicator>) -> Dimension {
    dimension(&format!("d{number}"), 1.0, indicators)
}

fn of_small() -> PackReference {
    PackReference {
        id: "test".to_owned(),
        version: 1,
        hash: None,
    }
}

#[test]
fn one_seed_gives_the_same_partners_for_ever() {
    let digest = |seed, coverage| {
        let batch = made_of(wanted(seed, 120, coverage), of_small(), &Arc::new(small()));
        let mut hash = Sha256::new();
        for document in documents(&batch) {
            hash.update(document);
        }
        let bytes = hash.finalize();
        bytes[..8]
            .iter()
            .fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
    };
    assert_eq!(digest(7, Coverage::AsInLife), "27bcaeae1640e250");
    assert_eq!(digest(7, Coverage::FourEach), "dd6576a2c4ae9a07");
    assert_ne!(digest(8, Coverage::AsInLife), digest(7, Coverage::AsInLife));
}

#[test]
fn the_first_of_many_are_those_of_few() {
    for coverage in [Coverage::AsInLife, Coverage::FourEach] {
        let many = made(wanted(3, 130, coverage), "channel-devops");
        for partners in [0, 1, 7, 49, 50, 51, 100, 129] {
            let few = made(wanted(3, partners, coverage), "channel-devops");
            assert_eq!(few.companies, many.companies[..partners]);
            assert_eq!(few.assessments, many.assessments[..few.assessments.len()]);
            let next = many.assessments.get(few.assessments.len());
            let whose = next.and_then(|next| next.counterpart.as_ref()?.id.or(next.company.id));
            assert!(few.companies.iter().all(|company| Some(company.id) != whose));
        }
    }
}

/// That it reads as it was written, without a mistake.
fn assert_valid(batch: &Batch, wanted: Wanted, pack: &PackReference, questionnaire: &Questionnaire) {
    let mut ids = BTreeSet::new();
    for company in &batch.companies {
        let text = compact(&write_company(company));
        let read = read_whole_company(&parse(&text).unwrap());
        assert_eq!(read.as_ref(), Ok(company), "{text}");
        assert!(Profile::of(company).is_ok() && Touchpoints::of(company).is_ok());
        assert!(company.created_at <= company.updated_at && company.updated_at <= wanted.now);
        assert!(ids.insert(company.id.0));
    }
    for assessment in &batch.assessments {
        assert!(assessment.answers.is_packed());
        let text = compact(&write_response(assessment));
        let read = read_response(&text);
        assert_eq!(read.as_ref(), Ok(assessment), "{text}");
        assert_eq!(check_against(assessment, pack, questionnaire), []);
        assert!(assessment.created_at <= assessment.updated_at && assessment.updated_at <= wanted.now);
        assert!(ids.insert(assessment.id.0));
        let last = assessment.updated_at.day();
        assert!(
            assessment.answers.values().all(|answer| answer.day <= last),
            "{text}"
        );
        // Nobody answers what the form does not show.
        for ((_, indicator), standing) in questionnaire
            .indicators()
            .zip(standings(questionnaire, assessment))
        {
            let is_answered = assessment.answers.contains_key(&indicator.id);
            assert!(
                !is_answered || standing != Standing::NotAsked,
                "{} {text}",
                indicator.id.0
            );
        }
    }
}

#[test]
fn every_document_is_valid_in_every_shipped_pack() {
    for pack in PACKS.map(shipped) {
        for seed in 0..300 {
            let coverage = [Coverage::AsInLife, Coverage::FourEach][usize::from(seed % 4 == 0)];
            let wanted = wanted(seed, 5, coverage);
            let batch = made_of(wanted, pack.reference(), &pack.questionnaire);
            assert_valid(&batch, wanted, &pack.reference(), &pack.questionnaire);
        }
        let wanted = wanted(1, 500, Coverage::AsInLife);
        let batch = made_of(wanted, pack.reference(), &pack.questionnaire);
        assert_valid(&batch, wanted, &pack.reference(), &pack.questionnaire);
    }
}

#[test]
fn it_is_valid_at_the_ends_of_time() {
    let pack = shipped("channel-devops");
    for (today, now) in [
        (Day::FIRST, "0001-01-01T00:00:00Z"),
        (Day::LAST, "9999-12-31T23:59:59Z"),
    ] {
        let wanted = Wanted {
            today,
            now: Moment::parse(now).unwrap(),
            ..wanted(1, 60, Coverage::FourEach)
        };
        let batch = made_of(wanted, pack.reference(), &pack.questionnaire);
        assert_eq!(batch.assessments.len(), 240);
        assert_valid(&batch, wanted, &pack.reference(), &pack.questionnaire);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn it_is_valid_whatever_a_questionnaire_asks_of_whom_and_when(
        case in case(),
        conditions in prop::collection::vec((any::<prop::sample::Index>(), condition(
            (0..3).flat_map(|d| (0..3).map(move |i| format!("d{d}i{i}"))).collect()
        )), 0..5),
        plain in any::<u64>(),
        seed in any::<u64>(),
    ) {
        let mut questionnaire = case.questionnaire();
        let all = questionnaire.indicators().count();
        for (place, indicator) in indicators_mut(&mut questionnaire).enumerate() {
            indicator.may_not_apply = plain >> (place % 60) & 3 != 0;
            if plain >> (place % 57) & 7 == 1 {
                indicator.sides.vendor = None;
            }
        }
        for (place, condition) in conditions {
            let place = place.index(all);
            if let Some(indicator) = indicators_mut(&mut questionnaire).nth(place) {
                indicator.when = Some(condition);
            }
        }
        let pack = of_small();
        let wanted = wanted(seed, 4, Coverage::FourEach);
        let questionnaire = Arc::new(questionnaire);
        let batch = made_of(wanted, pack.clone(), &questionnaire);
        prop_assert_eq!(batch.assessments.len(), 16);
        assert_valid(&batch, wanted, &pack, &questionnaire);
    }
}

fn indicators_mut(questionnaire: &mut Questionnaire) -> impl Iterator<Item = &mut Indicator> {
    let dimensions = questionnaire.dimensions.iter_mut();
    dimensions.flat_map(|dimension| &mut dimension.indicators)
}

#[test]
fn four_each_is_four_each_ours_and_theirs_a_year_ago_and_now() {
    let batch = made(wanted(5, 230, Coverage::FourEach), "channel-devops");
    assert_eq!((batch.companies.len(), batch.assessments.len()), (230, 920));
    for (company, four) in batch.companies.iter().zip(batch.assessments.chunks(4)) {
        let told = four.iter().map(|one| {
            let of = [&one.company, one.counterpart.as_ref().unwrap()];
            let whose = of[usize::from(one.side == Side::Vendor)];
            assert_eq!(whose, &company.facts());
            (one.side, is_old(one))
        });
        let told: Vec<_> = told.collect();
        assert_eq!(
            told,
            [
                (Side::Vendor, true),
                (Side::Partner, true),
                (Side::Vendor, false),
                (Side::Partner, false)
            ]
        );
    }
}

#[test]
fn as_in_life_everything_comes_up_that_the_page_has_a_word_for() {
    let batch = made(wanted(5, 600, Coverage::AsInLife), "channel-devops");
    let mut library = Library::default();
    library.take_in(batch.companies.clone(), batch.assessments.clone());
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    for company in &batch.companies {
        let views = views_of(&library, company.id);
        assert!(views.ours.iter().all(|view| view.side == Side::Vendor));
        let have = (
            !views.ours.is_empty(),
            !views.theirs.is_empty(),
            pair(&views).is_some(),
        );
        *kinds.entry(have).or_default() += 1;
    }
    let share = |ours, theirs, pair| kinds.get(&(ours, theirs, pair)).copied().unwrap_or(0);
    assert!((25..80).contains(&share(false, false, false)), "{kinds:?}");
    assert!((80..170).contains(&share(true, false, false)), "{kinds:?}");
    assert!((30..95).contains(&share(false, true, false)), "{kinds:?}");
    assert!((300..430).contains(&share(true, true, true)), "{kinds:?}");
    let newest = |company: &Company| {
        let views = views_of(&library, company.id);
        let all = views.ours.into_iter().chain(views.theirs);
        all.map(is_old).reduce(|one, other| one && other)
    };
    let stale = batch
        .companies
        .iter()
        .filter(|one| newest(one) == Some(true))
        .count();
    assert!((20..120).contains(&stale), "{stale}");
    let archived = batch
        .companies
        .iter()
        .filter(|one| profile(one).archived_on.is_some());
    assert!((8..50).contains(&archived.count()));
    let quick = batch.assessments.iter().filter(|one| one.length == Length::Quick);
    assert!(quick.count() > 100);
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for answer in batch.assessments.iter().flat_map(|one| one.answers.values()) {
        let state = match &answer.state {
            AnswerState::Level(_) => "level",
            AnswerState::Unknown => "unknown",
            AnswerState::NotApplicable { reason } => {
                assert!(!reason.is_empty());
                "not applicable"
            }
        };
        *states.entry(state).or_default() += 1;
        *states.entry("noted").or_default() += usize::from(!answer.note.is_empty());
    }
    assert!(
        states.len() == 4 && states.values().all(|count| *count > 200),
        "{states:?}"
    );
    let full = batch.assessments.iter().filter(|one| one.length == Length::Full);
    let lengths: BTreeSet<usize> = full.map(|one| one.answers.len()).collect();
    assert!(
        lengths.contains(&36) && lengths.iter().any(|length| *length < 15),
        "{lengths:?}"
    );
}

fn profile(company: &Company) -> Profile {
    Profile::of(company).unwrap()
}

#[test]
fn whoever_reads_of_one_is_told_that_it_is_made_up() {
    let invented = [
        "Fabled",
        "Fabricated",
        "Fanciful",
        "Fictional",
        "Fictitious",
        "Imaginary",
        "Imagined",
        "Invented",
        "Legendary",
        "Make-Believe",
        "Made-Up",
        "Mythical",
        "Pretend",
        "Storybook",
    ];
    let batch = made(wanted(9, 2_000, Coverage::AsInLife), "delivery-check");
    for company in &batch.companies {
        assert!(
            invented
                .iter()
                .any(|word| company.name.contains(&format!(" {word} "))),
            "{}",
            company.name
        );
        assert!(
            company.notes.starts_with("Made up for trying this page."),
            "{}",
            company.notes
        );
        assert!(emails(company).all(|email| email.ends_with("@example.com")));
    }
    for assessment in &batch.assessments {
        assert_eq!(assessment.title.as_deref(), Some("Made up"));
        let vendor = [Some(&assessment.company), assessment.counterpart.as_ref()];
        assert!(
            vendor
                .into_iter()
                .flatten()
                .any(|facts| facts.name == "Imaginary Vendor (made up)")
        );
    }
}

#[test]
fn no_name_and_no_address_comes_twice_among_a_hundred_thousand() {
    let mut sample = {
        let pack = shipped("example");
        Sample::new(
            wanted(1, 110_000, Coverage::AsInLife),
            pack.reference(),
            pack.questionnaire,
        )
    };
    let (mut names, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    while let Some(batch) = sample.step() {
        for company in batch.companies {
            assert!(names.insert(name_key(&company.name)), "{}", company.name);
            for email in emails(&company) {
                assert!(addresses.insert(email.to_owned()), "{email}");
            }
        }
    }
    assert_eq!(names.len(), 110_000);
}
