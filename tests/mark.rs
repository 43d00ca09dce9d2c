//! The mark that something was kept here.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::mark::Mark;
use channel_readiness::domain::time::Day;

fn mark(assessments: usize, partners: usize) -> Mark {
    Mark {
        day: Day::parse("2026-11-25"),
        assessments,
        partners,
    }
}

#[test]
fn what_is_written_is_read() {
    assert_eq!(mark(3, 2).to_string(), "2026-11-25 3 2");
    assert_eq!(Mark::parse("2026-11-25 3 2"), mark(3, 2));
    let nameless = Mark {
        day: None,
        ..mark(3, 2)
    };
    assert_eq!(Mark::parse(&nameless.to_string()), nameless);
}

#[test]
fn what_a_mark_does_not_say_is_none() {
    assert_eq!(Mark::parse(""), Mark::default());
    assert_eq!(Mark::parse("{\"newer\": true}"), Mark::default());
    assert_eq!(
        Mark::parse("2026-02-30 4 -1"),
        Mark {
            assessments: 4,
            ..Mark::default()
        }
    );
    assert_eq!(Mark::parse("2026-11-25 3 2 and more"), mark(3, 2));
}

#[test]
fn only_what_has_as_much_of_both_makes_up_for_it() {
    assert!(mark(3, 2).makes_up_for(&mark(3, 2)));
    assert!(mark(4, 2).makes_up_for(&mark(3, 0)));
    assert!(!mark(2, 9).makes_up_for(&mark(3, 2)));
    assert!(!mark(9, 1).makes_up_for(&mark(3, 2)));
}

#[test]
fn a_mark_of_nothing_is_empty() {
    assert!(mark(0, 0).is_empty());
    assert!(!mark(1, 0).is_empty() && !mark(0, 1).is_empty());
}
