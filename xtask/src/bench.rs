//! `cargo xtask bench`: the widget against its rivals, in one browser.

use crate::browser::{Browser, Engine};
use crate::failure::Outcome;
use crate::process::Call;
use crate::{build, node, place, tools};

/// Builds the release bundle and runs the benchmark; the arguments go to it.
///
/// # Errors
/// When something cannot be installed, the build fails, or the benchmark refuses.
pub fn run(arguments: &[String]) -> Outcome<()> {
    tools::toolchain()?;
    let browser = Browser::ready(Engine::Chromium)?;
    let modules = node::required_packages(&place::root().join("tests/bench"))?;
    build::run()?;
    let call = Call::cargo()
        .arguments(["test", "--features", "bench", "--test", "bench", "--locked", "--"])
        .arguments(arguments)
        .environment("CHANNEL_READINESS_DIST", place::dist())
        .environment("BENCH_NODE_MODULES", modules);
    browser.for_call(call).run()
}
