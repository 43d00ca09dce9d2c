//! Two views of one relationship.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::relationship::{
    OneSided, Point, Relation, Talk, agreement_change, matches, relate, talk,
};
use channel_readiness::domain::side::Side;
use support::*;

#[track_caller]
fn assert_close(actual: f64, expected: f64) {
    assert!((actual - expected).abs() < 1e-9, "{actual} is not {expected}");
}

fn related(vendor_answers: &str, partner_answers: &str) -> Relation {
    relate(
        &worked_example(),
        &vendor(vendor_answers),
        &partner(partner_answers),
    )
}

#[test]
fn the_worked_example_comes_out() {
    let relation = related(WORKED_ANSWERS, "a1=1 a3=2 b1=2");
    assert_close(relation.agreement.unwrap(), 0.895_833_333_333_333);
    assert_eq!((relation.matched, relation.of), (3, 5));
    let [a, b, c] = [0, 1, 2].map(|at| relation.dimensions[at].1);
    let (a, b) = (a.unwrap(), b.unwrap());
    assert_close(a.agreement, 0.583_333_333_333_333);
    assert_close(b.agreement, 1.0);
    assert_eq!((a.bias, b.bias), (25.0, 0.0));
    assert_eq!((a.joint, b.joint), (25.0, 50.0));
    // By the dimensions' weights, 1 and 3.
    assert_eq!(relation.joint, Some(43.75));
    assert_eq!((a.matched, b.matched), (2, 1));
    assert_eq!(c, None);
}

#[test]
fn the_figures_of_the_worked_example_open_to_their_inputs() {
    let all = matches(
        &worked_example(),
        &vendor(WORKED_ANSWERS),
        &partner("a1=1 a3=2 b1=2"),
    );
    let rows = |at: usize| {
        let rows = all[at].matches.iter();
        let row = rows.map(|one| {
            (
                one.indicator.0.as_str(),
                one.weight,
                one.gap(),
                one.lower().number(),
            )
        });
        row.collect::<Vec<_>>()
    };
    assert_eq!(rows(0), [("a1", 2.0, 2, 1), ("a3", 1.0, -1, 1)]);
    assert_eq!(rows(1), [("b1", 1.0, 0, 2)]);
    assert_eq!(rows(2), []);
    let [a, b, c] = [0, 1, 2].map(|at| &all[at]);
    assert_eq!((a.weight, b.weight, c.weight), (1.0, 3.0, 1.0));
    assert_eq!(
        [a, b, c].map(|one| (one.headline, one.of)),
        [(true, 3), (true, 1), (false, 1)]
    );
    let sums = a.sums;
    assert_eq!(
        (sums.weight, sums.distance, sums.lead, sums.joint),
        (3.0, 5.0, 3.0, 3.0)
    );
    assert_eq!(c.figures(), None);
}

#[test]
fn agreement_is_compared_over_what_both_answered_both_times() {
    let pack = worked_example();
    let change = |before: [&str; 2], now: [&str; 2]| {
        let [before, now] =
            [before, now].map(|[of_vendor, of_partner]| (vendor(of_vendor), partner(of_partner)));
        agreement_change(&pack, (&before.0, &before.1), (&now.0, &now.1))
    };
    // a2 is new, and b1 gone: they are left out of both.
    let found = change(
        ["a1=3 a3=1 b1=2", "a1=1 a3=2 b1=0"],
        ["a1=3 a2=4 a3=1", "a1=3 a2=0 a3=2"],
    )
    .unwrap();
    assert_eq!(found.compared, 2);
    assert_close(found.before, 1.0 - 5.0 / 12.0);
    assert_close(found.now, 1.0 - 1.0 / 12.0);
    assert_eq!(change(["a1=3", "a1=1"], ["a3=3", "a3=1"]), None);
    assert_eq!(
        change(["c1=3", "c1=1"], ["c1=3", "c1=1"]),
        None,
        "it does not count"
    );
    let alike = change(["a1=3 b1=2", "a1=1 b1=2"], ["a1=3 b1=2", "a1=1 b1=2"]).unwrap();
    assert_close(alike.before, alike.now);
    assert_eq!(
        Some(alike.now),
        relate(&pack, &vendor("a1=3 b1=2"), &partner("a1=1 b1=2")).agreement
    );
}

#[test]
fn gaps_stand_by_size_and_then_in_pack_order() {
    let relation = related("a1=1 a2=4 a3=2 b1=3 b2=0", "a1=2 a2=4 a3=0 b1=2 b2=4");
    let gaps: Vec<_> = relation
        .gaps
        .iter()
        .map(|gap| (gap.indicator.0.as_str(), gap.gap))
        .collect();
    assert_eq!(gaps, [("b2", -4), ("a3", 2), ("a1", -1), ("b1", 1)]);
    assert_eq!(
        (relation.gaps[0].vendor, relation.gaps[0].partner),
        (level(0), level(4))
    );
}

#[test]
fn without_a_match_there_is_no_agreement() {
    for (vendor, partner) in [
        ("", ""),
        ("a1=3", "a2=3"),
        ("a1=3 b1=?", "a1=? b1=2"),
        ("a1=-", "a1=3"),
    ] {
        let relation = related(vendor, partner);
        assert_eq!((relation.agreement, relation.matched), (None, 0));
        assert!(relation.dimensions.iter().all(|(_, figures)| figures.is_none()));
    }
}

#[test]
fn a_match_beside_the_headline_counts_there_alone() {
    let relation = related("c1=3", "c1=1");
    assert_eq!((relation.agreement, relation.matched), (None, 1));
    assert_close(relation.dimensions[2].1.unwrap().agreement, 0.5);
}

#[test]
fn only_what_applies_to_both_is_counted() {
    assert_eq!(related("a1=- a2=-", "a2=- a3=-").of, 3);
    assert_eq!(related("a1=3", "").of, 6);
}

#[test]
fn opposite_views_agree_in_nothing() {
    let relation = related("a1=4 b1=4", "a1=0 b1=0");
    assert_close(relation.agreement.unwrap(), 0.0);
    assert_close(relation.dimensions[0].1.unwrap().bias, 100.0);
}

fn talked(vendor_answers: &str, partner_answers: &str) -> Talk {
    let (pack, vendor, partner) = (worked_example(), vendor(vendor_answers), partner(partner_answers));
    talk(&pack, &vendor, &partner, &relate(&pack, &vendor, &partner))
}

fn points(talk: &Talk) -> Vec<&str> {
    talk.points
        .iter()
        .map(|point| point.indicator().0.as_str())
        .collect()
}

#[test]
fn a_meeting_begins_where_the_two_are_far_apart_then_comes_what_both_find_weak_and_what_one_can_tell() {
    let talk = talked("a1=4 a2=1 a3=? b1=1 b2=2 c1=3", "a1=1 a2=0 a3=2 b1=1 b2=3 c1=?");
    assert_eq!(points(&talk), ["a1", "b1", "a2", "c1", "a3"]);
    assert!(matches!(&talk.points[0], Point::Differ(gap) if gap.is_wide()));
    assert!(matches!(&talk.points[2], Point::Weak(_)));
}

#[test]
fn a_level_apart_comes_last_and_is_not_wide() {
    let talk = talked("a1=3 b1=2", "a1=2 b1=2");
    assert_eq!(points(&talk), ["a1"]);
    assert!(matches!(&talk.points[0], Point::Differ(gap) if !gap.is_wide()));
}

#[test]
fn two_levels_apart_are_wide() {
    assert!(matches!(&talked("a1=3", "a1=1").points[0], Point::Differ(gap) if gap.is_wide()));
}

#[test]
fn weak_is_what_both_find_at_most_at_level_1_the_heaviest_first() {
    let talk = talked("a1=1 a2=0 a3=1 b1=1 b2=1", "a1=0 a2=1 a3=2 b1=1 b2=0");
    let weak: Vec<_> = talk.weak.iter().map(|weak| weak.indicator.0.as_str()).collect();
    assert_eq!(weak, ["b1", "b2", "a1", "a2"]);
}

#[test]
fn one_sided_is_what_the_other_does_not_know_or_has_not_answered_but_not_what_does_not_apply() {
    let talk = talked("a1=3 a2=2 a3=2 b1=-", "a1=? a3=- b1=2");
    let knows = |name, level_number, is_unknown| OneSided {
        indicator: id(name),
        side: Side::Vendor,
        level: level(level_number),
        is_unknown,
    };
    assert_eq!(talk.one_sided, [knows("a1", 3, true), knows("a2", 2, false)]);
}

#[test]
fn a_meeting_has_at_most_five_points_each_once() {
    let talk = talked("a1=1 a2=4 a3=4 b1=4 b2=0 c1=4", "a1=0 a2=0 a3=0 b1=0 b2=1 c1=0");
    assert_eq!(points(&talk), ["a2", "a3", "b1", "c1", "b2"]);
}

#[test]
fn who_agrees_and_is_strong_has_nothing_to_talk_about() {
    assert_eq!(talked("a1=3 b1=4", "a1=3 b1=4"), Talk::default());
}
