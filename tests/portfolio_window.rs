//! Which rows of the list of all partners are drawn, where keys lead, and what is chosen by a stretch; and pictures of
//! many points.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use channel_readiness::domain::portfolio::{Bin, Cell, Choice, Extent, Line, Step, Stretch, Window, bins};
use proptest::prelude::*;

const MANY: usize = 100_000;
const EXTENT: Extent = Extent {
    rows: 30,
    columns: 5,
    page: 10,
};

fn window(rows: usize, top: f64) -> Window {
    Window {
        rows,
        row_height: 56.0,
        top,
        height: 600.0,
    }
}

/// Where a row begins.
fn begins(row: usize) -> f64 {
    f64::from(u32::try_from(row).expect("a place")) * 56.0
}

fn check_step(from: (Line, usize), step: Step, to: (Line, usize)) {
    let cell = |(line, column)| Cell { line, column };
    assert_eq!(cell(from).moved(step, EXTENT), cell(to), "{from:?} {step:?}");
}

#[test]
fn what_is_in_sight_is_drawn_and_more_beyond_it() {
    assert_eq!(window(MANY, 0.0).drawn(), 0..32);
    assert_eq!(window(MANY, 56.0 * 50_000.0).drawn(), 49_992..50_024);
    assert_eq!(window(MANY, 56.0 * 99_990.0).drawn(), 99_968..MANY);
    assert_eq!(window(3, 0.0).drawn(), 0..3);
    assert_eq!(window(0, 0.0).drawn(), 0..0);
}

#[test]
fn a_place_beyond_the_end_draws_the_last_rows() {
    assert_eq!(window(100, 1e9).drawn(), 68..100);
    assert_eq!(window(10, 1e9).drawn(), 0..10);
}

#[test]
fn what_was_never_measured_draws_few_rows() {
    for (row_height, height) in [
        (0.0, 600.0),
        (f64::NAN, 600.0),
        (56.0, f64::INFINITY),
        (0.001, 600.0),
    ] {
        let window = Window {
            rows: MANY,
            row_height,
            top: 0.0,
            height,
        };
        assert!(window.drawn().len() <= 102, "{window:?} {:?}", window.drawn());
    }
}

#[test]
fn a_row_comes_into_sight_by_the_shortest_way() {
    let at = window(MANY, 5600.0);
    let cases = [
        (100, 5600.0),
        (105, 5600.0),
        (99, 5544.0),
        (0, 0.0),
        (110, 5616.0),
    ];
    for (row, top) in cases {
        assert!((at.top_for(row) - top).abs() < 1e-9, "{row}: {}", at.top_for(row));
    }
    let low = Window { height: 20.0, ..at };
    assert!((low.top_for(7) - 392.0).abs() < 1e-9);
}

#[test]
fn a_page_is_what_is_wholly_in_sight() {
    assert_eq!(window(MANY, 0.0).page(), 10);
    let low = Window {
        height: 20.0,
        ..window(MANY, 0.0)
    };
    assert_eq!(low.page(), 1);
}

#[test]
fn keys_lead_from_cell_to_cell() {
    use Line::{Head, Row};
    check_step((Row(4), 2), Step::Up, (Row(3), 2));
    check_step((Row(0), 2), Step::Up, (Head, 2));
    check_step((Head, 2), Step::Up, (Head, 2));
    check_step((Head, 2), Step::Down, (Row(0), 2));
    check_step((Row(29), 2), Step::Down, (Row(29), 2));
    check_step((Row(4), 0), Step::Before, (Row(4), 0));
    check_step((Row(4), 3), Step::After, (Row(4), 4));
    check_step((Row(4), 4), Step::After, (Row(4), 4));
    check_step((Row(4), 3), Step::RowStart, (Row(4), 0));
    check_step((Head, 1), Step::RowEnd, (Head, 4));
    check_step((Head, 3), Step::First, (Row(0), 0));
    check_step((Row(4), 1), Step::Last, (Row(29), 4));
    check_step((Row(4), 1), Step::PageDown, (Row(14), 1));
    check_step((Row(25), 1), Step::PageDown, (Row(29), 1));
    check_step((Head, 1), Step::PageDown, (Row(9), 1));
    check_step((Row(4), 1), Step::PageUp, (Row(0), 1));
    check_step((Head, 1), Step::PageUp, (Head, 1));
}

#[test]
fn without_rows_only_the_head_is_there() {
    let empty = Extent { rows: 0, ..EXTENT };
    let head = Cell {
        line: Line::Head,
        column: 1,
    };
    for step in [Step::Down, Step::PageDown, Step::Up] {
        assert_eq!(head.moved(step, empty), head);
    }
    assert_eq!(head.moved(Step::Last, empty), Cell { column: 4, ..head });
}

#[test]
fn a_stretch_turns_round_at_its_beginning() {
    let (stretch, choice) = Stretch::at(5).to(8);
    assert_eq!(
        choice,
        Choice::Stretched {
            chosen: 5..=8,
            left: None
        }
    );
    let (_, choice) = stretch.to(3);
    assert_eq!(
        choice,
        Choice::Stretched {
            chosen: 3..=5,
            left: Some(6..=8)
        }
    );
}

#[test]
fn a_stretch_goes_on_from_its_end_and_begins_anew_anywhere_else() {
    let stretch = Stretch { anchor: 2, end: 5 };
    assert_eq!(stretch.from(5), stretch);
    for row in [2, 4, 9] {
        assert_eq!(stretch.from(row), Stretch::at(row));
    }
}

#[test]
fn whoever_went_elsewhere_chooses_all_from_the_beginning_and_leaves_nobody() {
    for end in [0, 3, 9] {
        let (_, choice) = Stretch { anchor: 2, end: 5 }.left().to(end);
        let chosen = end.min(2)..=end.max(2);
        assert_eq!(choice, Choice::Stretched { chosen, left: None });
    }
}

#[test]
fn points_fall_into_squares() {
    let points = [(0.0, 0.0), (0.05, 0.09), (1.0, 1.0), (7.0, -3.0), (f64::NAN, 0.5)];
    let bin = |column, row, count| Bin { column, row, count };
    assert_eq!(bins(points, 10, 10), [bin(0, 0, 2), bin(9, 0, 1), bin(9, 9, 1)]);
    assert_eq!(bins(points, 0, 10), []);
}

proptest! {
    #[test]
    fn every_row_in_sight_is_drawn(rows in 0_usize..300_000, top in 0.0_f64..2e7, height in 0.0_f64..3000.0) {
        let window = Window { rows, row_height: 56.0, top, height };
        let drawn = window.drawn();
        prop_assert!(drawn.end <= rows && drawn.len() <= 102);
        let in_sight = |row: usize| {
            let begins = begins(row);
            begins < top + height && begins + 56.0 > top
        };
        for row in [drawn.start.wrapping_sub(1), drawn.end] {
            prop_assert!(row >= rows || !in_sight(row), "{row} is in sight and not in {drawn:?}");
        }
        // What is told to be in sight is all that is, and at most two more at the end.
        let sight = window.sight();
        prop_assert!(drawn.clone().all(|row| !in_sight(row) || sight.contains(&row)), "{sight:?} of {drawn:?}");
        prop_assert!(sight.clone().rev().skip(2).all(in_sight), "{sight:?}");
    }

    #[test]
    fn the_number_of_rows_drawn_stays_while_one_scrolls(top in 3000.0_f64..5e6, height in 100.0_f64..2000.0) {
        let drawn = |top| Window { rows: MANY, row_height: 56.0, top, height }.drawn().len();
        prop_assert_eq!(drawn(top), drawn(56.0 * 50_000.0));
    }

    #[test]
    fn a_row_that_came_into_sight_is_in_sight(row in 0_usize..MANY, top in 0.0_f64..5.6e6) {
        let before = window(MANY, top);
        let after = Window { top: before.top_for(row), ..before };
        let begins = begins(row);
        prop_assert!(after.top <= begins + 1e-6 && begins + 56.0 <= after.top + 600.0 + 1e-6);
        prop_assert!(after.drawn().contains(&row));
    }

    #[test]
    fn a_stretch_holds_all_between_its_ends_however_it_went(anchor in 0_usize..40, ends in prop::collection::vec(0_usize..40, 1..12)) {
        let mut held = BTreeSet::from([anchor]);
        let mut stretch = Stretch::at(anchor);
        for end in ends {
            let (next, choice) = stretch.to(end);
            let Choice::Stretched { chosen, left } = choice else { panic!("a stretch") };
            for row in left.into_iter().flatten() {
                held.remove(&row);
            }
            held.extend(chosen);
            stretch = next;
            let all: BTreeSet<usize> = (anchor.min(end)..=anchor.max(end)).collect();
            prop_assert_eq!(&held, &all);
        }
    }
}
