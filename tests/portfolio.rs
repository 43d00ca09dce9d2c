//! The list of all partners: choosing, one among the rest.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/dice.rs"]
mod dice;
#[path = "support/portfolio.rs"]
mod portfolio;
#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::library::LibraryEvent;
use channel_readiness::domain::portfolio::{
    Choice, Chosen, Column, Facts, Filter, Order, Place, Readiness, Relationship, Renewal, Row, Whose, among,
    quarter_ends,
};
use channel_readiness::domain::profile::archive;
use channel_readiness::domain::scoring::Interval;
use channel_readiness::domain::time::Day;
use portfolio::*;
use support::{days_ago, level, today};

fn followed(names: &[&str]) -> Followed {
    let mut followed = Followed::default();
    let companies = names.iter().zip(1..).map(|(name, number)| company(number, name));
    followed.library.take_in(companies.collect(), Vec::new());
    followed.follow(&support::questionnaire(Vec::new()), today());
    followed
}

fn by(by: Column, is_descending: bool) -> Order {
    Order { by, is_descending }
}

fn all(followed: &Followed, is_descending: bool) -> Vec<Place> {
    followed.places(&Filter::default(), by(Column::Name, is_descending))
}

fn chosen(chosen: &Chosen) -> Vec<u128> {
    chosen.ids().iter().map(|id| id.0.as_u128()).collect()
}

#[test]
fn who_is_chosen_stays_so_whatever_is_shown() {
    let mut followed = followed(&["Delta", "alpha", "Charlie", "bravo"]);
    let mut picked = Chosen::default();
    assert!(picked.is_empty());
    picked.turn(id(3));
    picked.turn(id(1));
    picked.turn(id(3));
    picked.turn(id(3));
    let backwards = all(&followed, true);
    assert_eq!(followed.numbers(&backwards), [1, 3, 4, 2]);
    assert_eq!(
        (chosen(&picked), picked.count_of(&followed.portfolio, &backwards)),
        (vec![1, 3], 2)
    );
    let filter = Filter {
        words: "a".to_owned(),
        ..Filter::default()
    };
    let found = followed.places(&filter, Order::default());
    assert_eq!(followed.numbers(&found), [2, 4, 3, 1]);
    let filter = Filter {
        words: "AV".to_owned(),
        ..filter
    };
    let found = followed.places(&filter, Order::default());
    assert_eq!(followed.numbers(&found), [4]);
    // All that are shown, beside those that were chosen before.
    picked.add(&followed.portfolio, &found);
    picked.add(&followed.portfolio, &found);
    assert_eq!(chosen(&picked), [1, 3, 4]);
    assert_eq!(picked.count_of(&followed.portfolio, &found), 1);
    picked.take_away(&followed.portfolio, &found);
    assert_eq!(chosen(&picked), [1, 3]);
    followed
        .library
        .apply(LibraryEvent::CompanyDeleted(id(1)), today(), moment(0));
    followed.follow(&support::questionnaire(Vec::new()), today());
    assert_eq!(
        (picked.drop_gone(&followed.portfolio), chosen(&picked)),
        (1, vec![3])
    );
    picked.clear();
    assert!(picked.is_empty());
}

#[test]
fn those_chosen_come_in_the_order_of_the_list_those_put_aside_too() {
    let mut followed = followed(&["Delta", "alpha", "Charlie"]);
    let mut aside = company(4, "bravo");
    archive(&mut aside, today());
    followed.library.take_in(vec![aside], Vec::new());
    followed.follow(&support::questionnaire(Vec::new()), today());
    let mut picked = Chosen::default();
    for number in [1, 3, 4] {
        picked.turn(id(number));
    }
    let ordered = |followed: &Followed, is_descending| {
        let order = by(Column::Name, is_descending);
        let places = picked.in_order(&followed.portfolio, order, kind_words);
        followed.numbers(&places)
    };
    assert_eq!(ordered(&followed, false), [4, 3, 1]);
    assert_eq!(ordered(&followed, true), [1, 3, 4]);
    followed
        .library
        .apply(LibraryEvent::CompanyDeleted(id(3)), today(), moment(0));
    followed.follow(&support::questionnaire(Vec::new()), today());
    assert_eq!(ordered(&followed, false), [4, 1]);
}

#[test]
fn choices_are_of_those_that_are_shown_and_whoever_is_not_stays_as_they_are() {
    let followed = followed(&["Delta", "alpha", "Charlie", "bravo"]);
    let everyone = all(&followed, false);
    assert_eq!(followed.numbers(&everyone), [2, 4, 3, 1]);
    let few = &everyone[..2];
    let stretched = |chosen, left| Choice::Stretched { chosen, left };
    let mut picked = Chosen::default();
    let mut check = |shown: &[Place], choice, expected: &[u128]| {
        picked.choose(&followed.portfolio, shown, choice);
        assert_eq!(chosen(&picked), expected);
    };
    check(&everyone, Choice::Turned(3), &[1]);
    check(few, Choice::All, &[1, 2, 4]);
    check(few, Choice::NoneShown, &[1]);
    check(few, Choice::All, &[1, 2, 4]);
    check(few, Choice::Turned(0), &[1, 4]);
    check(few, Choice::Turned(7), &[1, 4]);
    check(&everyone, stretched(0..=2, None), &[1, 2, 3, 4]);
    check(&everyone, stretched(0..=0, Some(1..=2)), &[1, 2]);
    check(&everyone, Choice::NoneShown, &[]);
    check(&everyone, Choice::All, &[1, 2, 3, 4]);
    check(few, Choice::None, &[]);
}

#[test]
fn a_range_is_what_is_shown_between_two_rows() {
    let followed = followed(&["Delta", "alpha", "Charlie", "bravo"]);
    let range = |from, to, is_descending| {
        let mut picked = Chosen::default();
        let shown = all(&followed, is_descending);
        picked.add_range(&followed.portfolio, &shown, id(from), id(to));
        chosen(&picked)
    };
    assert_eq!(range(2, 3, false), [2, 3, 4]);
    assert_eq!(range(3, 2, false), [2, 3, 4]);
    assert_eq!(range(3, 1, true), [1, 3]);
    assert_eq!(range(4, 4, false), [4]);
    assert_eq!(range(4, 99, false), [0_u128; 0]);
}

#[test]
fn who_comes_in_the_place_of_somebody_who_left_has_none_of_their_figures() {
    let mut followed = followed(&["Gone"]);
    let mut ours = support::vendor("a1=3");
    ours.counterpart = Some(company(1, "Gone").facts());
    followed.library.take_in(Vec::new(), vec![ours]);
    let questionnaire = pack();
    followed.follow(&questionnaire, today());
    let views = |followed: &Followed, number| {
        let place = followed.portfolio.place(id(number)).unwrap();
        let row = followed.portfolio.row(place).unwrap();
        row.views.as_ref().map(|views| views.views)
    };
    assert_eq!(views(&followed, 1), Some(1));
    followed.library.companies.remove(&id(1));
    followed.library.companies.insert(id(2), company(2, "New"));
    let mut renewal = Renewal::begin(today());
    renewal.step(&mut followed.portfolio, &followed.library);
    followed.work_out(&questionnaire);
    assert_eq!(views(&followed, 2), None, "what is its own is not known yet");
    followed.follow(&questionnaire, today());
    assert_eq!(views(&followed, 2), Some(0));
}

#[test]
fn whoever_was_changed_or_left_is_seen_so_before_all_others_are_looked_at() {
    let mut followed = followed(&["A", "B", "C"]);
    archive(followed.library.companies.get_mut(&id(1)).unwrap(), today());
    followed.library.companies.remove(&id(2));
    followed.library.companies.insert(id(4), company(4, "D"));
    let shown = |followed: &Followed| followed.shown(&Filter::default(), Order::default());
    assert_eq!(shown(&followed), [1, 2, 3], "nobody has looked yet");
    for number in 1..=4 {
        followed
            .portfolio
            .look_again(id(number), &followed.library, today());
    }
    assert_eq!(shown(&followed), [3], "a row for who has come is not made here");
    assert_eq!(followed.portfolio.counts(), (1, 1));
    assert_eq!(followed.portfolio.place(id(2)), None);
    followed.follow(&pack(), today());
    assert_eq!(shown(&followed), [3, 4]);
}

/// A row with a value for every column that is a number, each another one.
fn row() -> Row {
    Row {
        id: id(1),
        facts: Facts {
            target: Some(level(1)),
            last_touchpoint: Some(days_ago(1)),
            answer_hours: Some(2.5),
            ..Facts::default()
        },
        views: Some(Relationship {
            views: 12,
            last_answer: Some(moment(0)),
            readiness: Some(Readiness {
                whose: Whose::Theirs,
                score: Some(61.0),
                interval: Some(Interval {
                    low: 40.0,
                    high: 90.0,
                }),
                level: Some(level(2)),
                level_high: Some(level(4)),
                freshness: Some(0.7),
                floor: Some(level(0)),
                open_gates: 5,
                due: 7,
            }),
            agreement: Some(0.9),
            joint: Some(55.0),
            matched: 30,
            gap: Some(-3),
        }),
    }
}

#[test]
fn a_measure_is_the_number_of_its_column() {
    let milliseconds = f64::from(today().days_since_epoch()) * 86_400_000.0;
    let expected = |column| match column {
        Column::Name | Column::Kind | Column::Size | Column::Tags => None,
        Column::Score => Some(61.0),
        Column::Level => Some(2.0),
        Column::Floor => Some(0.0),
        Column::OpenGates => Some(5.0),
        Column::Agreement => Some(0.9),
        Column::Joint => Some(55.0),
        Column::Gap => Some(3.0),
        Column::Freshness => Some(0.7),
        Column::Due => Some(7.0),
        Column::LastAnswer => Some(milliseconds),
        Column::LastTouchpoint => Some(f64::from(days_ago(1).days_since_epoch())),
        Column::AnswerTime => Some(2.5),
        Column::Views => Some(12.0),
        Column::Target => Some(1.0),
    };
    let nothing = Row {
        id: id(1),
        facts: Facts::default(),
        views: None,
    };
    for column in Column::ALL {
        assert_eq!(row().measure(column), expected(column), "{column:?}");
        assert_eq!(nothing.measure(column), None, "{column:?}");
        assert_eq!(Column::named(column.name()), Some(column));
    }
}

#[test]
fn one_partner_has_its_place_among_the_rest() {
    let mut followed = Followed::default();
    let with_target = |number: u128, target: Option<u8>| {
        let mut company = company(number, "Some");
        let target =
            target.map(|target| channel_readiness::domain::json::Member::new("target", u32::from(target)));
        company.extra.extend(target);
        company
    };
    let targets = [Some(0), Some(2), Some(2), Some(4), None];
    let companies = targets.into_iter().zip(1..);
    let companies = companies.map(|(target, number)| with_target(number, target));
    followed.library.take_in(companies.collect(), Vec::new());
    followed.follow(&support::questionnaire(Vec::new()), today());
    let of = |followed: &Followed, number: u128| {
        let among = among(&followed.portfolio, id(number), Column::Target)?;
        let spread = among.spread;
        let quartiles = [spread.lower_quartile, spread.median, spread.upper_quartile];
        Some((among.value, among.rank, among.worse, spread.count, quartiles))
    };
    let all = [1.5, 2.0, 2.5];
    assert_eq!(of(&followed, 4), Some((4.0, 1, Some(1.0), 4, all)));
    assert_eq!(of(&followed, 3), Some((2.0, 2, Some(1.0 / 3.0), 4, all)));
    assert_eq!(of(&followed, 1), Some((0.0, 4, Some(0.0), 4, all)));
    assert_eq!(of(&followed, 5), None);
    assert_eq!(of(&followed, 99), None);
    // Those put aside are no longer among the others; one of them is still beside these.
    for number in [2, 3, 4] {
        let company = followed.library.companies.get_mut(&id(number)).unwrap();
        archive(company, today());
    }
    followed.follow(&support::questionnaire(Vec::new()), today());
    assert_eq!(of(&followed, 1), Some((0.0, 1, None, 1, [0.0; 3])));
    assert_eq!(of(&followed, 4), Some((4.0, 1, Some(1.0), 2, [1.0, 2.0, 3.0])));
}

#[test]
fn quarters_end_with_their_last_day_and_the_last_one_today() {
    let ends = |today: &str| quarter_ends(Day::parse(today).unwrap()).map(|end| end.to_string());
    assert_eq!(
        ends("2026-11-27"),
        [
            "2025-03-31",
            "2025-06-30",
            "2025-09-30",
            "2025-12-31",
            "2026-03-31",
            "2026-06-30",
            "2026-09-30",
            "2026-11-27"
        ]
    );
    assert_eq!(
        ends("2024-01-01")[5..],
        ["2023-09-30", "2023-12-31", "2024-01-01"]
    );
    assert_eq!(ends("2024-03-31")[6..], ["2023-12-31", "2024-03-31"]);
    assert_eq!(
        ends("0001-02-01")[5..],
        ["0001-01-01", "0001-01-01", "0001-02-01"]
    );
}

#[test]
fn figures_from_before_a_change_are_shown_and_not_taken_for_those_of_now() {
    let questionnaire = pack();
    let mut followed = followed(&["Kontoso", "Nordwind"]);
    let places = all(&followed, false);
    let told = |followed: &Followed| {
        let rows = places.iter().map(|place| {
            let has_figures = followed
                .portfolio
                .row(*place)
                .is_some_and(|row| row.views.is_some());
            (has_figures, followed.portfolio.is_worked_out(*place))
        });
        rows.collect::<Vec<_>>()
    };
    assert_eq!(told(&followed), [(true, true); 2]);
    // The day after, all are to be worked out again; what was there stays in sight.
    let mut renewal = Renewal::begin(days_ago(-1));
    while !renewal.step(&mut followed.portfolio, &followed.library) {}
    assert_eq!(told(&followed), [(true, false); 2]);
    followed.work_out(&questionnaire);
    assert_eq!(told(&followed), [(true, true); 2]);
}
