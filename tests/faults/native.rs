//! The long suite of the faulty store, natively: two tabs at work, with each fault, for so many seeds; and a table of what
//! became of it. `cargo xtask faults --seeds N` runs it; `cargo test` plays a short form.

use std::process::ExitCode;

use crate::fault_rows::{Row, foot, head};

/// How many seeds without `--seeds`.
const FEW: u64 = 20;

/// Plays it and prints the table.
pub fn play() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let place = arguments.iter().position(|one| one == "--seeds");
    let given = place.and_then(|place| arguments.get(place + 1)?.parse().ok());
    let seeds = given.unwrap_or(FEW);
    println!("{}", head("natively, through the faulty store"));
    let mut rows = Vec::new();
    for (name, faults) in crate::faulty_store::kinds() {
        let outcome = crate::faulty_store::games(&faults, 0, seeds);
        let row = Row {
            acknowledged: outcome.acknowledged,
            lost: outcome.lost,
            falsely_saved: outcome.falsely_saved,
            unsettled: outcome.unsettled,
            ..Row::of(name, seeds)
        };
        println!("{row}");
        outcome.told.iter().for_each(|line| println!("    {line}"));
        rows.push(row);
    }
    println!("{}", foot(&rows));
    if rows.iter().all(Row::is_good) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
