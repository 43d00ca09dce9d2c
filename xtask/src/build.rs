//! `cargo xtask build`: makes `dist/` through Trunk.

use crate::failure::Outcome;
use crate::process::Call;
use crate::progress::{remark, step};
use crate::{place, tools};

/// Installs what is missing and builds.
///
/// # Errors
/// When a tool cannot be installed or the build fails.
pub fn run() -> Outcome<()> {
    tools::toolchain()?;
    tools::wasm_bindgen()?;
    let trunk = tools::trunk()?;
    step("Build dist/", || {
        Call::new(trunk)
            .arguments(["build", "--release"])
            .environment("RUST_LOG", "warn")
            .environment("RUST_BACKTRACE", "0")
            .remedy("Mend what is said above; `cargo xtask wasm` runs the part before Trunk alone.")
            .run()
    })?;
    remark(&format!("The files are in {}", place::dist().display()));
    Ok(())
}
