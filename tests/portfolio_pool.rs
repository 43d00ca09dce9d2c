//! Which row of the page shows which row of the list, and which of them have to move.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use channel_readiness::domain::company::CompanyId;
use channel_readiness::domain::portfolio::{Seat, seated, strays};
use proptest::prelude::*;
use uuid::Uuid;

fn id(number: usize) -> CompanyId {
    CompanyId(Uuid::from_u128(number as u128))
}

/// Rows of the list by place, each of the partner that stands beside it.
fn wanted(rows: &[(usize, usize)]) -> Vec<Seat> {
    rows.iter()
        .map(|(place, partner)| (*place, id(*partner)))
        .collect()
}

/// What each row of the page shows then: the partner, by number.
fn shown(before: &[Option<Seat>], rows: &[(usize, usize)], kept: Option<usize>) -> Vec<Option<usize>> {
    let rows_of_page = seated(before, &wanted(rows), kept.map(id));
    let partner = |number: Option<usize>| rows.get(number?).map(|(_, partner)| *partner);
    rows_of_page.into_iter().map(partner).collect()
}

/// Shows places `0..` of these partners.
fn first(partners: &[usize]) -> Vec<Option<Seat>> {
    let seats = partners.iter().enumerate();
    seats
        .map(|(place, partner)| Some((place, id(*partner))))
        .collect()
}

#[test]
fn as_many_rows_of_the_page_are_made_as_are_needed() {
    assert_eq!(shown(&[], &[(0, 7), (1, 8)], None), [Some(7), Some(8)]);
}

#[test]
fn where_the_order_changes_each_stays_at_its_place() {
    let before = first(&[1, 2, 3]);
    assert_eq!(
        shown(&before, &[(0, 9), (1, 1), (2, 4)], None),
        [Some(9), Some(1), Some(4)]
    );
}

#[test]
fn where_the_list_is_scrolled_only_those_that_have_gone_out_of_it_show_others() {
    let before = first(&[1, 2, 3, 4]);
    let rows = [(2, 3), (3, 4), (4, 5), (5, 6)];
    assert_eq!(shown(&before, &rows, None), [Some(5), Some(6), Some(3), Some(4)]);
}

#[test]
fn what_has_the_focus_stays_in_its_row_of_the_page_wherever_it_goes() {
    let before = first(&[1, 2, 3]);
    let rows = [(0, 3), (1, 9), (2, 8), (70, 2)];
    assert_eq!(
        shown(&before, &rows, Some(2)),
        [Some(3), Some(2), Some(8), Some(9)]
    );
    // Gone, it keeps nothing.
    assert_eq!(shown(&before, &rows[..3], Some(1)), [Some(3), Some(9), Some(8)]);
}

#[test]
fn where_there_are_fewer_rows_some_of_the_page_show_nothing() {
    let before = first(&[1, 2, 3]);
    assert_eq!(shown(&before, &[(1, 5)], None), [None, Some(5), None]);
}

#[test]
fn the_fewest_move() {
    for (places, still, moved) in [
        (&[0, 1, 2][..], None, &[][..]),
        // The first have gone to the end.
        (&[4, 5, 2, 3], None, &[0, 1]),
        (&[3, 4, 1, 2, 5, 6], None, &[2, 3]),
        // The one with the focus stays, and the others go around it.
        (&[9, 1, 2, 3], Some(0), &[1, 2, 3]),
        (&[0, 9, 2, 3], Some(1), &[2, 3]),
        // Those that show nothing are all alike.
        (&[usize::MAX, 0, usize::MAX], None, &[1]),
    ] {
        assert_eq!(strays(places, still), moved, "{places:?}");
    }
}

proptest! {
    #[test]
    fn each_row_is_shown_once_and_the_focus_and_its_neighbours_stay(
        before in prop::collection::btree_map(0_usize..40, 0_usize..40, 0..12),
        next in prop::collection::btree_map(0_usize..40, 0_usize..40, 0..12),
        kept in prop::option::of(0_usize..40),
    ) {
        let alone = |seats: &std::collections::BTreeMap<usize, usize>| {
            let mut met = BTreeSet::new();
            let seats = seats.iter().map(|(place, partner)| (*place, *partner));
            seats.filter(|(_, partner)| met.insert(*partner)).collect::<Vec<_>>()
        };
        let (before, next) = (alone(&before), alone(&next));
        let of_page: Vec<Option<Seat>> = wanted(&before).into_iter().map(Some).collect();
        let after = shown(&of_page, &next, kept);
        let mut all: Vec<usize> = after.iter().copied().flatten().collect();
        all.sort_unstable();
        let mut expected: Vec<usize> = next.iter().map(|(_, partner)| *partner).collect();
        expected.sort_unstable();
        prop_assert_eq!(all, expected);
        prop_assert_eq!(after.len(), before.len().max(next.len()));
        if let Some(kept) = kept.filter(|kept| next.iter().any(|(_, partner)| partner == kept))
            && let Some(at) = before.iter().position(|(_, partner)| *partner == kept)
        {
            prop_assert_eq!(after[at], Some(kept));
        }
    }

    #[test]
    fn once_they_have_moved_all_are_in_order(
        places in prop::collection::btree_set(0_usize..100, 1..30).prop_map(Vec::from_iter).prop_shuffle(),
        still in prop::option::of(0_usize..30),
    ) {
        let still = still.filter(|still| *still < places.len());
        let moved = strays(&places, still);
        prop_assert!(still.is_none_or(|still| !moved.contains(&still)));
        let left: Vec<usize> = (0..places.len())
            .filter(|number| !moved.contains(number))
            .map(|number| places[number])
            .collect();
        prop_assert!(!left.is_empty() && left.is_sorted());
    }
}
