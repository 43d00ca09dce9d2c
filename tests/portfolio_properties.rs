//! The list of all partners over made-up libraries: what is quick says the same as what is plain.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/dice.rs"]
mod dice;
#[path = "support/portfolio_plain.rs"]
mod plain;
#[path = "support/portfolio.rs"]
mod portfolio;
#[path = "support/pack.rs"]
mod support;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use channel_readiness::domain::assessment::{AnswerState, AssessmentId, Event};
use channel_readiness::domain::company::{Company, CompanyId, Kind, Size};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::library::{Library, LibraryEvent};
use channel_readiness::domain::packed::{Packer, unpack};
use channel_readiness::domain::portfolio::{
    Choice, Chosen, Column, Filter, Order, Place, Portfolio, Renewal, Row, Whose,
};
use channel_readiness::domain::relationship::views_of;
use channel_readiness::domain::time::Day;
use dice::Dice;
use plain::*;
use portfolio::*;
use support::{days_ago, today};

#[track_caller]
fn assert_plain(followed: &Followed, today: Day) {
    let Followed { library, portfolio } = followed;
    assert_eq!(portfolio.len(), library.companies.len());
    assert_eq!(portfolio.worked_out(), (portfolio.len(), portfolio.len()));
    for company in library.companies.values() {
        let place = portfolio.place(company.id).unwrap();
        let expected = plain_row(library, company, &pack(), today);
        assert_eq!(portfolio.row(place), Some(&expected));
        assert_eq!(portfolio.views(place, library), views_of(library, company.id));
    }
}

#[test]
fn each_row_is_what_the_page_of_the_partner_tells() {
    let mut with_both = 0;
    for seed in 0..80 {
        let followed = followed(any_library(&mut Dice::new(seed), 1 + u128::from(seed % 12)));
        assert_plain(&followed, today());
        let rows = followed.places(&Filter::default(), Order::default());
        let rows = rows.iter().filter_map(|place| followed.portfolio.row(*place));
        with_both += rows.filter(|row| row.views.as_ref().unwrap().matched > 0).count();
    }
    assert!(with_both > 20, "{with_both}");
}

/// The same library, its answers packed.
fn packed(library: &Library) -> Library {
    let mut packer = Packer::default();
    for assessment in library.assessments.values() {
        packer.add(assessment);
    }
    let (_, assessments) = unpack(packer.finish()).unwrap();
    let mut packed = Library::default();
    packed.take_in(library.companies.values().cloned().collect(), assessments);
    packed
}

#[test]
fn what_lies_packed_stays_so_and_comes_to_the_same() {
    for seed in 0..40 {
        let library = any_library(&mut Dice::new(seed), 8);
        let followed = followed(packed(&library));
        findings(&followed, Whose::Theirs);
        let mut assessments = followed.library.assessments.values();
        assert!(assessments.all(|one| one.answers.is_packed()));
        assert_plain(&followed, today());
    }
}

/// Something happens to one record, or to several.
fn change(dice: &mut Dice, library: &mut Library, partners: u128) {
    let number = u128::from(dice.below(u64::try_from(partners * 4).unwrap()));
    let company = id(number % partners);
    let assessment = AssessmentId(uuid::Uuid::from_u128(number));
    let event = match dice.below(10) {
        0 => LibraryEvent::CompanyAdded(any_company(dice, number % (partners * 2))),
        1 => LibraryEvent::CompanyReplaced(any_company(dice, number % partners)),
        2 => LibraryEvent::CompanyDeleted(company),
        3 => LibraryEvent::AssessmentAdded(any_assessment(dice, number, partners)),
        4 => LibraryEvent::AssessmentDeleted(assessment),
        5 => {
            // Merged with what came from elsewhere: no moment tells of it.
            if let Some(assessment) = library.assessments.get_mut(&assessment) {
                assessment.answers = any_answers(dice);
            }
            return;
        }
        9 => {
            // The same of what is said alone.
            let assessment = library.assessments.get_mut(&assessment);
            for answer in assessment.into_iter().flat_map(|one| one.answers.values_mut()) {
                answer.state = AnswerState::Level(Level::new(dice.below(5)).unwrap());
            }
            return;
        }
        6 => {
            // The same of a partner.
            if let Some(company) = library.companies.get_mut(&company) {
                company.extra = any_company(dice, number).extra;
            }
            return;
        }
        _ => {
            let level = AnswerState::Level(Level::new(dice.below(5)).unwrap());
            let event = Event::Answered(support::id(dice.pick::<&str>(&["a1", "a2", "b1"])), level);
            LibraryEvent::AssessmentChanged(assessment, event)
        }
    };
    // The clock stands: what was changed is no newer than before.
    library.apply(event, today(), moment(0));
}

fn every_order() -> impl Iterator<Item = Order> {
    let both = |by| [false, true].map(|is_descending| Order { by, is_descending });
    Column::ALL.into_iter().flat_map(both)
}

#[test]
fn following_changes_comes_to_the_same_as_beginning_anew() {
    for seed in 0..60 {
        let dice = &mut Dice::new(seed);
        let mut followed = followed(any_library(dice, 9));
        let mut day = today();
        for _ in 0..12 {
            for _ in 0..dice.below(3) {
                change(dice, &mut followed.library, 9);
            }
            if dice.below(4) == 0 {
                day = day.plus(20).unwrap();
            }
            if dice.below(2) == 0 {
                // Begun, given up, and some figures worked out from what is known then.
                let mut given_up = Renewal::begin(day);
                for _ in 0..dice.below(9) {
                    given_up.step(&mut followed.portfolio, &followed.library);
                }
                followed.work_out(&pack());
                change(dice, &mut followed.library, 9);
            }
            for _ in 0..dice.below(3) {
                let one = id(u128::from(dice.below(9_u32)));
                followed.portfolio.look_again(one, &followed.library, day);
            }
            followed.follow(&pack(), day);
            assert_plain(&followed, day);
        }
        let mut anew = Followed {
            library: followed.library.clone(),
            ..Followed::default()
        };
        anew.follow(&pack(), day);
        for order in every_order() {
            let filter = Filter {
                shows_archived: true,
                ..Filter::default()
            };
            assert_eq!(
                followed.shown(&filter, order),
                anew.shown(&filter, order),
                "{order:?}"
            );
        }
    }
}

#[test]
fn only_what_may_be_other_is_worked_out_again() {
    let dice = &mut Dice::new(5);
    let mut followed = followed(any_library(dice, 40));
    let lacking = followed.follow(&pack(), today());
    assert!(lacking < 40, "those whose questionnaire is missing: {lacking}");
    let mut ours = support::vendor("a1=3");
    ours.id = AssessmentId(uuid::Uuid::from_u128(9_999));
    ours.counterpart = Some(followed.library.companies.get(&id(7)).unwrap().facts());
    followed
        .library
        .apply(LibraryEvent::AssessmentAdded(ours), today(), moment(0));
    let place = followed.portfolio.place(id(7)).unwrap();
    let was_lacking = {
        let again = followed.portfolio.row(place).unwrap().views.as_ref().unwrap();
        again.readiness.is_none() && again.views > 0
    };
    assert_eq!(
        followed.follow(&pack(), today()),
        lacking + usize::from(!was_lacking)
    );
    // Freshness fades from day to day.
    assert_eq!(followed.follow(&pack(), days_ago(-1)), 40);
}

#[test]
fn what_comes_between_two_steps_is_found_by_the_next_renewal() {
    let dice = &mut Dice::new(1);
    let mut followed = Followed::default();
    let companies = (0..5_000).map(|number| any_company(dice, number * 2)).collect();
    let assessments = (0..12_000)
        .map(|number| any_assessment(dice, number, 10_000))
        .collect();
    followed.library.take_in(companies, assessments);
    let mut renewal = Renewal::begin(today());
    let mut steps = 0;
    while !renewal.step(&mut followed.portfolio, &followed.library) {
        steps += 1;
        if steps % 3 == 0 && steps < 30 {
            change(dice, &mut followed.library, 5_000);
            renewal = Renewal::begin(today());
        } else if steps % 2 == 0 {
            // Nobody begins anew: the row that was met is let go of later.
            change(dice, &mut followed.library, 5_000);
        }
    }
    assert!(steps > 12, "{steps}");
    followed.follow(&pack(), today());
    let mut anew = Followed {
        library: followed.library.clone(),
        ..Followed::default()
    };
    anew.follow(&pack(), today());
    let rows = |one: &Followed| -> Vec<Row> {
        let places = one.places(&Filter::default(), Order::default());
        places
            .iter()
            .map(|place| one.portfolio.row(*place).unwrap().clone())
            .collect()
    };
    assert_eq!(rows(&followed), rows(&anew));
    // Names are in the order of the list of partners.
    let all = Filter {
        shows_archived: true,
        ..Filter::default()
    };
    let mut by_name: Vec<&Company> = anew.library.companies.values().collect();
    by_name.sort_by_cached_key(|company| company.by_name());
    let by_name = by_name.iter().map(|company| company.id.0.as_u128());
    assert_eq!(anew.shown(&all, Order::default()), by_name.collect::<Vec<_>>());
}

fn any_filter(dice: &mut Dice) -> Filter {
    let some = |dice: &mut Dice| dice.below(3) == 0;
    let mut filter = Filter::default();
    if some(dice) {
        let words = [
            "kont",
            "GmbH KONT",
            "managed",
            "gold  nord",
            "two lines",
            "ä",
            "x",
        ];
        filter.words = String::from(*dice.pick(&words));
    }
    if some(dice) {
        filter.kinds = vec![None, Some(*dice.pick(&Kind::ALL)), Some(*dice.pick(&Kind::ALL))];
    }
    if some(dice) {
        filter.sizes = vec![Some(*dice.pick(&Size::ALL)), Some(*dice.pick(&Size::ALL))];
    }
    if some(dice) {
        filter.tags = vec![(*dice.pick(&["GOLD", "emea", "two\nLINES"])).to_owned()];
    }
    if some(dice) {
        filter.levels = vec![None, Some(*dice.pick(&Level::ALL))];
    }
    filter.is_due = some(dice);
    filter.gap = some(dice).then(|| 1 + dice.below(4));
    filter.has_open_gates = some(dice);
    filter.shows_archived = some(dice);
    filter
}

/// Whether a row is shown, said plainly.
fn is_shown(row: &Row, filter: &Filter) -> bool {
    let Row { facts, views, .. } = row;
    let lower = |text: &String| text.to_lowercase().replace('\n', " ");
    let tags: Vec<String> = facts.tags.iter().map(lower).collect();
    let mut texts = tags.clone();
    texts.push(facts.name.to_lowercase());
    texts.extend(facts.kind.and_then(kind_words).map(str::to_lowercase));
    let has = |word: &str| texts.iter().any(|text| text.contains(&word.to_lowercase()));
    let views = views.as_ref().unwrap();
    let readiness = views.readiness.as_ref();
    filter.words.split_whitespace().all(has)
        && (filter.kinds.is_empty() || filter.kinds.contains(&facts.kind))
        && (filter.sizes.is_empty() || filter.sizes.contains(&facts.size))
        && filter.tags.iter().all(|tag| tags.contains(&lower(tag)))
        && (filter.levels.is_empty() || filter.levels.contains(&readiness.and_then(|one| one.level)))
        && (!filter.is_due || readiness.is_some_and(|one| one.due > 0))
        && filter
            .gap
            .is_none_or(|least| views.gap.is_some_and(|gap| gap.unsigned_abs() >= least))
        && (!filter.has_open_gates || readiness.is_some_and(|one| one.open_gates > 0))
        && (filter.shows_archived || facts.archived_on.is_none())
}

/// The value of a column as words and as a number, one of which says it; `None`: there is no value.
fn plain_value(row: &Row, column: Column) -> Option<(Vec<String>, f64)> {
    let place = |place: Option<usize>| (Vec::new(), f64::from(u32::try_from(place.unwrap()).unwrap()));
    let facts = &row.facts;
    match column {
        Column::Name => Some((vec![facts.name.to_lowercase()], 0.0)),
        Column::Kind => facts
            .kind
            .map(|kind| place(Kind::ALL.iter().position(|one| *one == kind))),
        Column::Size => facts
            .size
            .map(|size| place(Size::ALL.iter().position(|one| *one == size))),
        Column::Tags => {
            let tags = facts.tags.iter().map(|tag| tag.to_lowercase().replace('\n', " "));
            (!facts.tags.is_empty()).then(|| (tags.collect(), 0.0))
        }
        measure => row.measure(measure).map(|value| (Vec::new(), value)),
    }
}

fn compare(one: &(Vec<String>, f64), other: &(Vec<String>, f64)) -> core::cmp::Ordering {
    one.0.cmp(&other.0).then(one.1.partial_cmp(&other.1).unwrap())
}

#[test]
fn filters_and_orders_agree_with_plain_ones() {
    let mut found = 0;
    for seed in 0..60 {
        let dice = &mut Dice::new(seed);
        let followed = followed(any_library(dice, 30));
        let all = followed.library.companies.values();
        let all: Vec<Row> = all
            .map(|company| plain_row(&followed.library, company, &pack(), today()))
            .collect();
        for order in every_order() {
            let filter = any_filter(dice);
            let mut expected: Vec<&Row> = all.iter().filter(|row| is_shown(row, &filter)).collect();
            expected.sort_by(|one, other| {
                let values = [one, other].map(|row| plain_value(row, order.by));
                let by_value = match &values {
                    [Some(one), Some(other)] if order.is_descending => compare(other, one),
                    [Some(one), Some(other)] => compare(one, other),
                    [one, other] => other.is_some().cmp(&one.is_some()),
                };
                let by_name = one
                    .facts
                    .name
                    .to_lowercase()
                    .cmp(&other.facts.name.to_lowercase());
                by_value.then(by_name).then(one.id.cmp(&other.id))
            });
            let expected: Vec<u128> = expected.iter().map(|row| row.id.0.as_u128()).collect();
            found += expected.len();
            assert_eq!(
                followed.shown(&filter, order),
                expected,
                "{seed} {filter:?} {order:?}"
            );
        }
    }
    assert!(found > 2_000, "{found}");
}

#[test]
fn a_choice_brings_as_many_rows_as_it_says() {
    for seed in 0..60 {
        let dice = &mut Dice::new(seed);
        let followed = followed(any_library(dice, 40));
        let filter = any_filter(dice);
        let choices = followed.portfolio.choices(&filter, kind_words);
        let count = |change: &dyn Fn(&mut Filter)| {
            let mut filter = filter.clone();
            change(&mut filter);
            followed.shown(&filter, Order::default()).len()
        };
        assert_eq!(choices.shown, count(&|_| ()));
        for (kind, brings) in &choices.kinds {
            assert_eq!(*brings, count(&|filter| filter.kinds = vec![*kind]), "{kind:?}");
        }
        for (size, brings) in &choices.sizes {
            assert_eq!(*brings, count(&|filter| filter.sizes = vec![*size]), "{size:?}");
        }
        for (level, brings) in &choices.levels {
            assert_eq!(
                *brings,
                count(&|filter| filter.levels = vec![*level]),
                "{level:?}"
            );
        }
        for tag in &choices.tags {
            let brings = count(&|filter| filter.tags.push(tag.name.to_uppercase()));
            assert_eq!(tag.count, brings, "{tag:?}");
        }
        assert!(choices.tags.is_sorted_by_key(|tag| core::cmp::Reverse(tag.count)));
        assert_eq!(choices.due, count(&|filter| filter.is_due = true));
        assert_eq!(choices.open_gates, count(&|filter| filter.has_open_gates = true));
        for (least, brings) in (1_u8..).zip(choices.gaps) {
            assert_eq!(brings, count(&|filter| filter.gap = Some(least)), "{least}");
        }
    }
}

#[test]
fn what_is_chosen_agrees_with_a_plain_set() {
    for seed in 0..40 {
        let dice = &mut Dice::new(seed);
        let mut followed = followed(any_library(dice, 70));
        let (mut chosen, mut plain) = (Chosen::default(), BTreeSet::new());
        for _ in 0..40 {
            let shown = followed.places(&any_filter(dice), Order::default());
            let ids = |range: &RangeInclusive<usize>| {
                let places = shown.get(range.clone()).unwrap_or_default();
                followed.numbers(places)
            };
            let stretch = |dice: &mut Dice| {
                let first = dice.below(shown.len() + 1);
                first..=first + dice.below(4)
            };
            let choice = match dice.below(8) {
                0 => Choice::All,
                1 => Choice::NoneShown,
                2 | 3 => Choice::Turned(dice.below(shown.len() + 1)),
                _ => Choice::Stretched {
                    chosen: stretch(dice),
                    left: Some(stretch(dice)),
                },
            };
            match &choice {
                Choice::All => plain.extend(followed.numbers(&shown)),
                Choice::NoneShown => plain.retain(|id| !followed.numbers(&shown).contains(id)),
                Choice::Turned(at) => {
                    for id in ids(&(*at..=*at)) {
                        if !plain.remove(&id) {
                            plain.insert(id);
                        }
                    }
                }
                Choice::Stretched { chosen, left } => {
                    plain.retain(|id| !ids(left.as_ref().unwrap()).contains(id));
                    plain.extend(ids(chosen));
                }
                Choice::None => plain.clear(),
            }
            chosen.choose(&followed.portfolio, &shown, choice);
            let own: Vec<u128> = chosen.ids().iter().map(|id| id.0.as_u128()).collect();
            assert_eq!(own, plain.iter().copied().collect::<Vec<_>>());
            let of_shown = followed.numbers(&shown);
            let count = of_shown.iter().filter(|id| plain.contains(id)).count();
            assert_eq!(chosen.count_of(&followed.portfolio, &shown), count);
            // Whoever is gone stays chosen until somebody lets go of them, and has no row.
            if dice.below(9) == 0 {
                let gone = id(u128::from(dice.below(70_u32)));
                followed.library.companies.remove(&gone);
                followed.follow(&pack(), today());
            }
            let mut rows =
                followed.numbers(&chosen.in_order(&followed.portfolio, Order::default(), kind_words));
            rows.sort_unstable();
            let is_here = |id: &&u128| followed.library.companies.contains_key(&self::id(**id));
            assert_eq!(rows, plain.iter().filter(is_here).copied().collect::<Vec<_>>());
        }
    }
}

#[test]
fn places_stay_where_they_are() {
    let dice = &mut Dice::new(3);
    let mut followed = followed(any_library(dice, 20));
    let before: Vec<(CompanyId, Place)> = followed
        .library
        .companies
        .keys()
        .map(|id| (*id, followed.portfolio.place(*id).unwrap()))
        .collect();
    for _ in 0..20 {
        change(dice, &mut followed.library, 20);
    }
    followed.library.companies.remove(&id(4));
    followed.library.companies.insert(id(99), company(99, "New"));
    followed.follow(&pack(), today());
    let portfolio: &Portfolio = &followed.portfolio;
    for (id, place) in before
        .iter()
        .filter(|(id, _)| followed.library.companies.contains_key(id))
    {
        assert_eq!(portfolio.place(*id), Some(*place));
    }
    assert_eq!(portfolio.place(id(4)), None);
}
