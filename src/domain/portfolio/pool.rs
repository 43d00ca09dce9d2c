//! The rows of the page: as many as there is room for, each used for one row of the list after the other.

use core::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::company::CompanyId;

/// A row of the list: its place, and whose it is.
pub type Seat = (usize, CompanyId);

/// Which of the wanted rows of the list each row of the page shows from now on, by their number in `wanted`. `before` is what
/// each has shown so far; there are more rows of the page after it where more are needed. `kept` stays where it is, wherever
/// it goes in the list: what has the focus keeps it. Then a row of the page stays at its place, so that the least has to move;
/// what is free takes the rest.
#[must_use]
pub fn seated(before: &[Option<Seat>], wanted: &[Seat], kept: Option<CompanyId>) -> Vec<Option<usize>> {
    let at_place: BTreeMap<usize, usize> = wanted
        .iter()
        .enumerate()
        .map(|(number, (place, _))| (*place, number))
        .collect();
    let number_of_kept = wanted.iter().position(|(_, id)| Some(*id) == kept);
    let slot_of_kept = number_of_kept.and_then(|_| {
        let is_kept = |seat: &Option<Seat>| seat.map(|(_, id)| id) == kept;
        before.iter().position(is_kept)
    });
    let mut is_seated = vec![false; wanted.len()];
    let mut sit = |number: usize| {
        let is_free = is_seated.get(number) == Some(&false);
        if let Some(seated) = is_seated.get_mut(number) {
            *seated = true;
        }
        is_free.then_some(number)
    };
    let mut slots = vec![None; before.len()];
    if let Some((slot, number)) = slot_of_kept.zip(number_of_kept) {
        slots[slot] = sit(number);
    }
    for (slot, seat) in slots.iter_mut().zip(before) {
        if slot.is_none()
            && let Some(number) = seat.and_then(|(place, _)| at_place.get(&place))
        {
            *slot = sit(*number);
        }
    }
    let mut left = (0..wanted.len()).filter(|number| !is_seated[*number]);
    for slot in slots.iter_mut().filter(|slot| slot.is_none()) {
        *slot = left.next();
    }
    slots.extend(left.map(Some));
    slots
}

/// The fewest that have to move so that all are in order, by their numbers; `still` never moves. Equal ones may stand either
/// way.
#[must_use]
pub fn strays(places: &[usize], still: Option<usize>) -> Vec<usize> {
    let fixed = still.and_then(|still| Some((still, *places.get(still)?)));
    // What is on the wrong side of the one that stays has to move anyway.
    let can_stay = |number: usize| {
        fixed.is_none_or(|(still, place)| number == still || (number < still) == (places[number] < place))
    };
    // The longest way up that ends with each, and the one before it there.
    let mut ways: Vec<Option<(usize, Option<usize>)>> = Vec::with_capacity(places.len());
    for number in 0..places.len() {
        let way = can_stay(number).then(|| {
            let before = (0..number).filter_map(|earlier| {
                let (length, _) = (*ways.get(earlier)?)?;
                (places[earlier] <= places[number]).then_some((length, earlier))
            });
            let longest = before.max_by_key(|(length, earlier)| (*length, Reverse(*earlier)));
            longest.map_or((1, None), |(length, earlier)| (length + 1, Some(earlier)))
        });
        ways.push(way);
    }
    let length = |number: &usize| ways[*number].map_or(0, |(length, _)| length);
    let mut stays = vec![false; places.len()];
    let mut next = (0..places.len()).max_by_key(length);
    while let Some(number) = next {
        stays[number] = ways[number].is_some();
        next = ways[number].and_then(|(_, before)| before);
    }
    (0..places.len()).filter(|number| !stays[*number]).collect()
}
