//! What was deleted and can come back, of one kind.

use leptos::prelude::*;

use crate::domain::time::Moment;
use crate::storage::RecordKind;
use crate::ui::Locale;
use crate::ui::components::bin::BinRow;
use crate::ui::locale::locale;
use crate::ui::text::{desk, fill};

use super::super::later_state::Binned;
use super::super::ledger::{KEPT_MILLISECONDS, Record};
use super::super::state::State;
use super::assessments::local_day;
use super::name_words;

/// The rows, the latest first.
pub fn bin(state: State, kind: RecordKind) -> Memo<Vec<BinRow>> {
    let locale = locale();
    Memo::new(move |_| {
        let today = state.today.get();
        state.later().bin.with(|bin| {
            let of_kind = bin.iter().filter(|one| one.key.kind() == Some(kind));
            of_kind.filter_map(|one| row(locale, one, today)).collect()
        })
    })
}

fn row(locale: Locale, one: &Binned, today: crate::domain::time::Day) -> Option<BinRow> {
    let text = desk(locale.speech);
    let name = match &one.record {
        Record::Assessment(assessment) => name_words(locale, assessment),
        Record::Company(company) if company.name.trim().is_empty() => text.unnamed.to_owned(),
        Record::Company(company) => company.name.clone(),
        Record::Benchmark(benchmark) => benchmark.title.clone(),
    };
    let day = |moment: Option<Moment>| locale.day(moment.and_then(local_day).unwrap_or(today));
    let until = Moment::from_milliseconds(one.deleted_at.milliseconds() + KEPT_MILLISECONDS);
    Some(BinRow {
        id: one.id()?,
        name,
        about: fill(
            text.bin.about,
            &[("day", &day(Some(one.deleted_at))), ("until", &day(until))],
        ),
    })
}
