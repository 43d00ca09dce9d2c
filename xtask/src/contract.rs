//! `cargo xtask contract`: writes what is made of the element's contract, `src/embed/contract.json`.

#[path = "contract/written/mod.rs"]
mod written;

use std::fs;

use crate::failure::{Failure, Outcome};
use crate::progress::remark;
use crate::{files, place};

/// Writes those that are not as the contract gives them.
///
/// # Errors
/// When the contract or the guide cannot be read, or a file cannot be written.
pub fn run() -> Outcome<()> {
    let root = place::root();
    let contract = files::read_text(&root.join(written::SOURCE))?;
    let guide = files::read_text(&root.join(written::GUIDE))?;
    let all = written::all(&contract, &guide).map_err(Failure::new)?;
    for (name, text) in all {
        let path = root.join(name);
        // One that is as it should be keeps its time, so that nobody who watches it builds again.
        if fs::read_to_string(&path).is_ok_and(|before| before == text) {
            continue;
        }
        files::write(&path, text)?;
        remark(&format!("Wrote {}", place::shown(&path)));
    }
    Ok(())
}
