//! `cargo xtask size`: what the files of `dist/` weigh, where the wasm's bytes come from, and whether the budget holds.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use crate::breakdown::Breakdown;
use crate::budget::{Budget, is_meant};
use crate::failure::{Failure, Outcome, While};
use crate::progress::remark;
use crate::{files, place};

/// How many crates and modules of a part are listed.
const LISTED: usize = 30;
const QUALITY: i32 = 11;
/// The window that web servers use: 2^22 bytes.
const WINDOW: i32 = 22;

/// A file's size as it is, and as a server sends it.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    raw: usize,
    brotli: usize,
}

/// Builds, prints the sizes, and compares with the budget.
///
/// # Errors
/// When the build fails, a file of the budget is missing, or the sum is over the budget.
pub fn run() -> Outcome<()> {
    crate::build::run()?;
    report()
}

/// The same for the `dist/` that is there.
///
/// # Errors
/// As [`run`].
pub fn report() -> Outcome<()> {
    let weights = weights(&place::dist(), |_| true)?;
    println!("{:>10} {:>10}  dist/", "raw", "brotli");
    for (name, weight) in &weights {
        println!("{:>10} {:>10}  {name}", weight.raw, weight.brotli);
    }
    for part in files::below(&place::named_parts())? {
        print_breakdown(&files::name(&part), &Breakdown::of(&files::read(&part)?)?);
    }
    hold(&Budget::read()?, &weights)
}

/// Says in two lines what a finished `dist/` weighs; whether the budget holds is another question.
///
/// # Errors
/// When a file cannot be read.
pub fn summary(dist: &Path) -> Outcome<()> {
    let all = files::below(dist)?;
    let mut raw = 0;
    for file in &all {
        raw += files::read(file)?.len();
    }
    remark(&format!("{} files of {raw} bytes", all.len()));
    let budget = Budget::read()?;
    let first = weights(dist, |name| {
        budget.files.iter().any(|listed| is_meant(listed, name))
    })?;
    let brotli: usize = first.values().map(|weight| weight.brotli).sum();
    remark(&format!(
        "Until the first question: {brotli} bytes of brotli in {} files, of {} allowed",
        first.len(),
        budget.bytes
    ));
    Ok(())
}

/// Of each wanted file.
fn weights(dist: &Path, is_wanted: impl Fn(&str) -> bool) -> Outcome<BTreeMap<String, Weight>> {
    let mut weights = BTreeMap::new();
    for file in files::below(dist)? {
        let name = file
            .strip_prefix(dist)
            .unwrap_or(&file)
            .to_string_lossy()
            .into_owned();
        if is_wanted(&name) {
            let bytes = files::read(&file)?;
            let brotli = brotli_size(&bytes)?;
            weights.insert(
                name,
                Weight {
                    raw: bytes.len(),
                    brotli,
                },
            );
        }
    }
    Ok(weights)
}

/// The size after brotli, in bytes.
fn brotli_size(bytes: &[u8]) -> Outcome<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::with_params(&mut packed, 4096, &parameters);
    writer.write_all(bytes).during(|| "compress a file".to_owned())?;
    drop(writer);
    Ok(packed.len())
}

fn print_breakdown(name: &str, breakdown: &Breakdown) {
    println!("\n{name}: bytes of code (raw) by crate, ours and what is compiled for us by module; and data");
    for (origin, bytes) in breakdown.origins.iter().take(LISTED) {
        println!("{bytes:>10}  {origin}");
    }
    let others: usize = breakdown
        .origins
        .iter()
        .skip(LISTED)
        .map(|(_, bytes)| bytes)
        .sum();
    if others > 0 {
        println!("{others:>10}  {} further", breakdown.origins.len() - LISTED);
    }
    println!("{:>10}  data", breakdown.data);
}

/// Compares what the first question needs with its budget.
fn hold(budget: &Budget, weights: &BTreeMap<String, Weight>) -> Outcome<()> {
    let mut sum = 0;
    for name in &budget.files {
        let mut meant = weights
            .iter()
            .filter(|(found, _)| is_meant(name, found))
            .peekable();
        if meant.peek().is_none() {
            return Err(Failure::new(format!(
                "dist/{name} is in xtask/size-budget.txt and was not built"
            )));
        }
        sum += meant.map(|(_, weight)| weight.brotli).sum::<usize>();
    }
    println!(
        "\nUntil the first question: {sum} bytes of brotli in {} files, of {} allowed",
        budget.files.len(),
        budget.bytes
    );
    if sum > budget.bytes {
        return Err(Failure::new(format!(
            "The first question needs {} bytes more than its budget",
            sum - budget.bytes
        ))
        .with_remedy("Look at the breakdown above; what only few visitors need belongs in a further part."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(bytes: usize) -> Result<(), String> {
        let weight = |brotli| Weight { raw: 0, brotli };
        let weights = BTreeMap::from([
            ("a".into(), weight(60)),
            ("b".into(), weight(40)),
            ("c".into(), weight(9)),
        ]);
        hold(
            &Budget {
                bytes,
                files: vec!["a".into(), "b".into()],
            },
            &weights,
        )
        .map_err(|failure| failure.to_string())
    }

    #[test]
    fn only_what_the_first_question_needs_counts_against_the_budget() {
        assert_eq!(held(100), Ok(()));
        assert_eq!(
            held(99),
            Err("The first question needs 1 bytes more than its budget".into())
        );
    }

    #[test]
    fn a_file_of_the_budget_that_was_not_built_is_a_failure() {
        let budget = Budget {
            bytes: 1,
            files: vec!["d".into()],
        };
        let failure = hold(&budget, &BTreeMap::new()).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "dist/d is in xtask/size-budget.txt and was not built"
        );
    }

    #[test]
    fn brotli_makes_repetition_small() {
        assert!(brotli_size(&[7; 10_000]).unwrap() < 30);
    }
}
