//! What the log shows of how often two companies meet.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/answered.rs"]
mod answered;
#[path = "support/pack.rs"]
mod support;

use answered::answered;
use channel_readiness::domain::cadence::{AnswerTime, Cadence, Rhythm, TooLittle, answer_time, rhythm};
use channel_readiness::domain::time::Day;
use proptest::prelude::*;
use support::*;

/// So many days ago each: `0 7 14`, or `0..100/7` for every seventh of a hundred.
fn ages(text: &str) -> Vec<u32> {
    let one = |word: &str| -> Vec<u32> {
        match word.split_once("..") {
            None => vec![word.parse().unwrap()],
            Some((from, rest)) => {
                let (to, step) = rest.split_once('/').unwrap();
                let range = from.parse().unwrap()..to.parse().unwrap();
                range.step_by(step.parse().unwrap()).collect()
            }
        }
    };
    text.split_whitespace().flat_map(one).collect()
}

fn ago(age: u32) -> Day {
    today().plus(-i32::try_from(age).unwrap()).unwrap()
}

fn shown(text: &str) -> Result<Rhythm, TooLittle> {
    rhythm(ages(text).into_iter().map(ago), today())
}

#[test]
fn a_cadence_has_its_name_from_the_gap_between_touchpoints() {
    for (text, cadence, gap) in [
        ("0..100/1", Cadence::Daily, 1),
        ("0..100/2", Cadence::Daily, 2),
        ("0..100/3", Cadence::Weekly, 3),
        ("0..100/7", Cadence::Weekly, 7),
        ("0..100/9", Cadence::Weekly, 9),
        ("0..100/10", Cadence::Fortnightly, 10),
        ("0..200/14", Cadence::Fortnightly, 14),
        ("0..200/20", Cadence::Fortnightly, 20),
        ("0..200/21", Cadence::Monthly, 21),
        ("0..364/30", Cadence::Monthly, 30),
        ("0..364/52", Cadence::Monthly, 52),
        ("0..364/53", Cadence::Quarterly, 53),
        ("0..364/91", Cadence::Quarterly, 91),
        ("0..365/182", Cadence::Quarterly, 182),
        ("0 181 364", Cadence::Yearly, 183),
        ("1 2 3 500", Cadence::Yearly, 497),
        ("1 2 3 600", Cadence::Rarer, 597),
    ] {
        let found = shown(text).unwrap();
        assert_eq!((found.cadence, found.median_gap), (cadence, gap), "{text}");
    }
}

#[test]
fn working_days_count_as_most_people_would_count_them() {
    // As if today were a Sunday: Monday to Friday, three of five, two of five, once a week.
    let weeks = |days: &[u32]| -> String {
        let ages = (0..20).flat_map(|week| days.iter().map(move |day| (week * 7 + day).to_string()));
        ages.collect::<Vec<_>>().join(" ")
    };
    for (days, cadence) in [
        (&[2, 3, 4, 5, 6][..], Cadence::Daily),
        (&[2, 4, 6], Cadence::Daily),
        (&[3, 5], Cadence::Weekly),
        (&[5], Cadence::Weekly),
    ] {
        assert_eq!(shown(&weeks(days)).unwrap().cadence, cadence, "{days:?}");
    }
}

#[test]
fn a_busy_week_in_an_empty_year_is_no_daily_contact() {
    assert_eq!(shown("0 300..307/1").unwrap().cadence, Cadence::Yearly);
}

#[test]
fn contact_that_has_ended_is_not_what_it_was() {
    assert_eq!(shown("0..100/7").unwrap().cadence, Cadence::Weekly);
    let ended = shown("120..220/7").unwrap();
    assert_eq!((ended.cadence, ended.since_last), (Cadence::Quarterly, 120));
}

#[test]
fn several_touchpoints_on_one_day_count_once() {
    assert_eq!(shown("0 0 0 30 30 60"), shown("0 30 60"));
    assert_eq!(shown("0 0 0 0 90"), Err(TooLittle::Touchpoints { found: 2 }));
}

#[test]
fn the_record_goes_back_to_the_first_touchpoint_and_at_most_a_year() {
    let record = |text: &str| {
        let found = shown(text).unwrap();
        (found.touchpoints, found.record_days)
    };
    assert_eq!(record("5 30 60"), (3, 60));
    assert_eq!(record("0..364/7"), (52, 357));
    assert_eq!(record("0..1000/7"), (53, 365));
    assert_eq!(record("1 2 364"), (3, 364));
    assert_eq!(record("1 2 3 365"), (3, 365));
}

#[test]
fn too_little_says_why() {
    for (text, expected) in [
        ("", TooLittle::Touchpoints { found: 0 }),
        ("100", TooLittle::Touchpoints { found: 1 }),
        ("1 100", TooLittle::Touchpoints { found: 2 }),
        ("1 100 365 400", TooLittle::Touchpoints { found: 2 }),
        ("366 400 500", TooLittle::Touchpoints { found: 0 }),
        ("0 1 2", TooLittle::Record { days: 2 }),
        ("0..60/1", TooLittle::Record { days: 59 }),
    ] {
        assert_eq!(shown(text), Err(expected), "{text}");
    }
    assert!(shown("0..61/1").is_ok());
}

#[test]
fn days_to_come_do_not_count() {
    let mut days: Vec<Day> = ages("0 30 60").into_iter().map(ago).collect();
    let now = rhythm(days.clone(), today());
    days.extend([today().plus(1).unwrap(), today().plus(400).unwrap()]);
    assert_eq!(rhythm(days, today()), now);
}

#[test]
fn the_middle_answer_of_a_year_counts() {
    for (hours, expected) in [
        (&[][..], Err(TooLittle::Touchpoints { found: 0 })),
        (&[1.0, 2.0], Err(TooLittle::Touchpoints { found: 2 })),
        (&[30.0, 1.0, 2.0], Ok(2.0)),
        (&[1.0, 2.0, 4.0, 800.0], Ok(3.0)),
    ] {
        assert_eq!(answer_time(&answered(hours), today()), expected, "{hours:?}");
    }
    assert_eq!(
        answer_time(&answered(&[1.0; 3]), ago(1)),
        Err(TooLittle::Touchpoints { found: 0 })
    );
    let in_a_year = today().plus(364).unwrap();
    assert_eq!(answer_time(&answered(&[1.0; 3]), in_a_year), Ok(1.0));
    let later = today().plus(365).unwrap();
    assert_eq!(
        answer_time(&answered(&[1.0; 3]), later),
        Err(TooLittle::Touchpoints { found: 0 })
    );
}

#[test]
fn hours_have_the_names_of_the_anchors() {
    for (hours, expected) in [
        (0.0, AnswerTime::HalfDay),
        (4.0, AnswerTime::HalfDay),
        (4.01, AnswerTime::Day),
        (24.0, AnswerTime::Day),
        (24.01, AnswerTime::Week),
        (168.0, AnswerTime::Week),
        (168.01, AnswerTime::Month),
        (730.0, AnswerTime::Month),
        (730.01, AnswerTime::Longer),
    ] {
        assert_eq!(AnswerTime::of_hours(hours), expected, "{hours}");
    }
}

/// The rows of the guide's table whose first heading is this.
fn table(heading: &str) -> Vec<Vec<String>> {
    let guide = include_str!("../docs/touchpoints.md");
    let rows = guide
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")))
        .skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        row.trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect()
    })
    .collect()
}

#[test]
fn the_guide_has_the_borders_of_the_program() {
    let mut from = 1;
    let mut expected = Vec::new();
    for cadence in Cadence::ALL {
        let range = match cadence.longest_gap() {
            Some(to) => format!("{from} to {to}"),
            None => format!("{from} and more"),
        };
        expected.push(vec![cadence.name().to_owned(), range]);
        from = cadence.longest_gap().unwrap_or(from) + 1;
    }
    assert_eq!(table("cadence"), expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_touchpoint_that_is_added_never_makes_the_cadence_look_rarer(
        ages in prop::collection::btree_set(0..500_u32, 3..40),
        more in prop::collection::vec(0..500_u32, 1..10),
    ) {
        let days: Vec<Day> = ages.iter().copied().map(ago).collect();
        if let Ok(before) = rhythm(days.clone(), today()) {
            let within = more.into_iter().filter(|age| *age <= before.record_days).map(ago);
            let after = rhythm(days.into_iter().chain(within), today()).unwrap();
            prop_assert!(after.median_gap <= before.median_gap && after.cadence <= before.cadence);
            prop_assert!(after.touchpoints >= before.touchpoints && after.since_last <= before.since_last);
            prop_assert_eq!(after.record_days, before.record_days);
        }
    }

    #[test]
    fn the_order_of_the_days_says_nothing(
        (ages, shuffled) in prop::collection::vec(0..800_u32, 0..40)
            .prop_flat_map(|ages| (Just(ages.clone()), Just(ages).prop_shuffle())),
    ) {
        let days = |ages: Vec<u32>| ages.into_iter().map(ago).collect::<Vec<_>>();
        prop_assert_eq!(rhythm(days(ages), today()), rhythm(days(shuffled), today()));
    }

    #[test]
    fn any_days_give_a_cadence_within_its_ranges(days in prop::collection::vec(-719_162..2_932_897_i32, 0..40), now in -719_162..2_932_897_i32) {
        let days = days.into_iter().filter_map(Day::from_days_since_epoch);
        let today = Day::from_days_since_epoch(now).unwrap();
        if let Ok(found) = rhythm(days, today) {
            prop_assert!((60..=365).contains(&found.record_days));
            prop_assert!(found.median_gap >= 1 && found.since_last < 365 && found.touchpoints >= 3);
        }
    }

    #[test]
    fn the_same_gap_throughout_is_the_median_gap(gap in 1..120_u32) {
        let days = (0..=365 / gap).map(|number| ago(number * gap));
        if let Ok(found) = rhythm(days, today()) {
            prop_assert_eq!(found.median_gap, gap);
            prop_assert_eq!(found.cadence, Cadence::of_gap(gap));
        }
    }
}
