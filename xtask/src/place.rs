//! Where things are: the project, its outputs, and the folder of installed tools.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The project's top folder.
pub fn root() -> PathBuf {
    let own = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map(Path::to_path_buf).unwrap_or(own)
}

/// What is shipped.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// What `public/index.html` copies into `dist`.
pub fn bundle() -> PathBuf {
    root().join("target/bundle")
}

/// The portals that are built with the package, for the end-to-end tests.
pub fn portals() -> PathBuf {
    root().join("target/portals")
}

/// The same wasm parts with the names of their functions, for the breakdown of `cargo xtask size`.
pub fn named_parts() -> PathBuf {
    root().join("target/bundle-names")
}

/// Where the steps between cargo and the bundle leave their files.
pub fn bundle_work() -> PathBuf {
    root().join("target/bundle-work")
}

/// The release wasm as cargo leaves it.
pub fn linked_wasm() -> PathBuf {
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |given| root().join(given));
    target.join("wasm32-unknown-unknown/release/channel_readiness.wasm")
}

/// The folder of installed tools, the same for every clone: `$CHANNEL_READINESS_TOOLS`, or `channel-readiness` in the
/// user's cache folder.
///
/// # Errors
/// When neither that variable nor `XDG_CACHE_HOME` nor `HOME` is set.
pub fn tools() -> Outcome<PathBuf> {
    let set = |name: &str| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("CHANNEL_READINESS_TOOLS")
        .or_else(|| set("XDG_CACHE_HOME").map(|cache| cache.join("channel-readiness")))
        .or_else(|| set("HOME").map(|home| home.join(".cache/channel-readiness")))
        .ok_or_else(|| {
            Failure::new("There is no folder for installed tools: neither HOME nor XDG_CACHE_HOME is set")
                .with_remedy("Set CHANNEL_READINESS_TOOLS to a folder that later runs can reuse.")
        })
}

/// A path as it is shown: below the project's top folder without that folder.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
