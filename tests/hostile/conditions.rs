//! B13: conditions that wait for each other or for themselves, and more terms than anybody needs.

use channel_readiness::domain::pack::Pack;
use serde_json::{Value, json};

use crate::cases::{Cases, Entry, told, with};
use crate::dice::Dice;

/// A pack of one dimension with indicators `i0` and on, each with its condition.
fn pack(conditions: &[Value]) -> Value {
    let side = json!({"question": "Q?", "anchors": ["0", "1", "2", "3", "4"]});
    let indicators = conditions.iter().enumerate().map(|(number, when)| {
        json!({"id": format!("i{number}"), "title": "T", "weight": 1, "lengths": ["full"], "halfLifeDays": 90,
               "when": when, "sides": {"vendor": side, "partner": side}})
    });
    let mut pack = Entry::Pack.document();
    pack["dimensions"] =
        json!([{"id": "d", "title": "D", "weight": 1, "indicators": indicators.collect::<Vec<_>>()}]);
    pack["checks"] = json!([]);
    pack
}

/// A condition about one indicator, wrapped at random.
fn about(dice: &mut Dice, indicator: usize) -> Value {
    let source = json!({"indicator": format!("i{indicator}")});
    let (name, value) = dice
        .pick(&[
            ("atLeast", json!(3)),
            ("atMost", json!(0)),
            ("state", json!("unanswered")),
        ])
        .clone();
    let mut condition = with(source, &format!("/{name}"), value);
    for _ in 0..dice.below(4) {
        condition = match dice.below(3) {
            0 => json!({"not": condition}),
            1 => json!({"all": [{"side": "vendor"}, condition]}),
            _ => json!({"any": [condition, {"company": "reseller"}, {"sizeAtLeast": "1001+"}]}),
        };
    }
    condition
}

#[test]
fn circles_of_any_length_are_spelled_out_at_their_first_condition() {
    let mut cases = Cases::default();
    let mut dice = Dice::new(16);
    for round in 0..80 {
        let (length, before) = (2 + round % 12, dice.below(5));
        let mut conditions = vec![Value::Null; before + length + dice.below(5)];
        // i(before) asks about the next, and the last about the first.
        for step in 0..length {
            conditions[before + step] = about(&mut dice, before + (step + 1) % length);
        }
        // Those before it ask about the circle, and are no part of it.
        for outside in &mut conditions[..before] {
            let source = before + dice.below(length);
            *outside = about(&mut dice, source);
        }
        let problems = cases.refused_somehow(Entry::Pack, &pack(&conditions).to_string());
        let [problem] = &problems[..] else {
            panic!("{}", told(&problems))
        };
        let (place, rest) = problem.place.rsplit_once('[').unwrap();
        assert_eq!(place, "dimensions[0].indicators");
        let first: usize = rest.strip_suffix("].when").unwrap().parse().unwrap();
        assert!((before..before + length).contains(&first));
        let circle = (0..=length).map(|step| format!("i{}", before + (first - before + step) % length));
        let mut names: Vec<String> = circle.collect();
        if length > 9 {
            names.splice(8..length, ["…".to_owned()]);
        }
        assert_eq!(problem.cause, format!("asks in a circle: {}", names.join(" → ")));
        assert_eq!(problem.at.map(|at| at.line), Some(1));
    }
    cases.at_least(50, &[Entry::Pack]);
}

#[test]
fn an_indicator_that_asks_about_itself_is_refused_however_deep() {
    let mut cases = Cases::default();
    let mut dice = Dice::new(17);
    for _ in 0..60 {
        let own = dice.below(4);
        let mut conditions = vec![Value::Null; 4];
        conditions[own] = about(&mut dice, own);
        let problems = cases.refused_somehow(Entry::Pack, &pack(&conditions).to_string());
        let [problem] = &problems[..] else {
            panic!("{}", told(&problems))
        };
        assert!(
            problem
                .place
                .starts_with(&format!("dimensions[0].indicators[{own}].when"))
        );
        assert!(problem.place.ends_with(".indicator"), "{}", problem.place);
        assert_eq!(problem.cause, "an indicator cannot ask about itself");
    }
    cases.at_least(50, &[Entry::Pack]);
}

#[test]
fn more_than_ten_thousand_terms_are_refused_at_the_first_too_many() {
    let mut cases = Cases::default();
    let mut dice = Dice::new(18);
    for round in 0..12 {
        // Spread over a few conditions, each a group of so many terms.
        let groups = 1 + dice.below(5);
        let terms = 10_000 / groups;
        let spare = 10_000 - groups * terms;
        let mut conditions = vec![json!({"any": vec![json!({"side": "vendor"}); terms - 1]}); groups];
        if round % 2 == 0 {
            conditions[0] = json!({"all": vec![json!({"side": "vendor"}); terms + spare - 1]});
            cases.accepted(Entry::Pack, &pack(&conditions).to_string());
        }
        let last = groups - 1;
        let count = terms + spare + dice.below(2000);
        conditions[last] = json!({"any": vec![json!({"side": "vendor"}); count]});
        let before = if last == 0 {
            0
        } else {
            (last - 1) * terms + if round % 2 == 0 { terms + spare } else { terms }
        };
        let first_too_many = 10_000 - before - 1;
        let problems = cases.refused_somehow(Entry::Pack, &pack(&conditions).to_string());
        let place = format!("dimensions[0].indicators[{last}].when.any[{first_too_many}]");
        let expected =
            format!("{place}: the conditions of a pack have more than 10000 terms (line 1, column ");
        assert!(
            told(&problems).starts_with(&expected) && problems.len() == 1,
            "{}",
            told(&problems)
        );
    }
}

#[test]
fn conditions_without_a_circle_are_read_and_scored() {
    let mut cases = Cases::default();
    let mut dice = Dice::new(19);
    for _ in 0..60 {
        let count = 2 + dice.below(30);
        // Each asks about one that stands after it.
        let mut conditions: Vec<Value> = (0..count - 1)
            .map(|own| {
                let source = own + 1 + dice.below(count - own - 1);
                about(&mut dice, source)
            })
            .collect();
        conditions.push(Value::Null);
        cases.accepted(Entry::Pack, &pack(&conditions).to_string());
    }
    cases.at_least(50, &[Entry::Pack]);
}

#[test]
fn ten_thousand_circles_of_a_thousand_names_fill_no_memory() {
    let name = |number: usize| format!("{number:0>100}");
    let mut document = pack(&vec![Value::Null; 999]);
    for number in 0..999 {
        // Each asks about eight before it and about the next.
        let sources = (0..8).map(|far| far * number / 8).filter(|far| *far < number);
        let next = (number + 1) % 999;
        let terms = sources
            .chain([next])
            .map(|source| json!({"indicator": name(source), "atLeast": 1}));
        let terms: Vec<Value> = terms.take(9).collect();
        let indicator = &mut document["dimensions"][0]["indicators"][number];
        indicator["id"] = json!(name(number));
        indicator["when"] = json!({"any": terms});
    }
    let problems = Pack::parse(&document.to_string()).unwrap_err();
    let told: usize = problems.iter().map(|problem| problem.cause.len()).sum();
    assert!(problems.iter().all(
        |problem| problem.cause.contains("asks in a circle: ") || problem.cause.contains("more problems")
    ));
    assert!(
        problems.len() > 900 && told < 2_000_000,
        "{} problems of {told} bytes",
        problems.len()
    );
}
