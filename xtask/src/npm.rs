//! The programs from npm that make files small: wasm-opt and esbuild.

use std::path::{Path, PathBuf};

use crate::failure::Outcome;
use crate::process::Call;
use crate::progress::remark;
use crate::{node, place};

/// What rustc's wasm uses, no more: with `--all-features` wasm-opt writes what browsers refuse.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// The packages of `tests/package-lock.json`.
#[derive(Debug, Clone)]
pub struct Npm {
    modules: PathBuf,
}

impl Npm {
    /// `None` where there is no Node: the bundle is then larger, and works the same.
    ///
    /// # Errors
    /// When npm fails.
    pub fn ready() -> Outcome<Option<Self>> {
        let modules = node::packages(&lock_folder())?;
        if modules.is_none() {
            remark(
                "Going on without wasm-opt and without the minifier: the bundle works and is about twice as large",
            );
        }
        Ok(modules.map(|modules| Self { modules }))
    }

    /// # Errors
    /// When Node is not here, or npm fails.
    pub fn required() -> Outcome<Self> {
        node::required_packages(&lock_folder()).map(|modules| Self { modules })
    }

    /// The accessibility checker, for the end-to-end tests.
    pub fn axe(&self) -> PathBuf {
        self.modules.join("axe-core/axe.min.js")
    }

    /// Optimises one wasm part for size, and keeps the names of its functions.
    ///
    /// # Errors
    /// When wasm-opt fails.
    pub fn optimise(&self, from: &Path, named: &Path) -> Outcome<()> {
        // Folding code and naming what is computed twice make fewer bytes, but more of them once they are compressed: 0.8 %
        // of the core.
        let left_out = ["--skip-pass=code-folding", "--skip-pass=local-cse"];
        let passes = ["--flatten", "--rereloop", "-Os", "-Os", "-g"];
        self.wasm_opt(from, named, &[&passes[..], &left_out[..]].concat())
    }

    /// Leaves out of a wasm part all that the browser does not need.
    ///
    /// # Errors
    /// When wasm-opt fails.
    pub fn strip(&self, named: &Path, to: &Path) -> Outcome<()> {
        self.wasm_opt(
            named,
            to,
            &["--strip-debug", "--strip-producers", "--strip-target-features"],
        )
    }

    fn wasm_opt(&self, from: &Path, to: &Path, passes: &[&str]) -> Outcome<()> {
        Call::new(self.modules.join(".bin/wasm-opt"))
            .arguments(WASM_FEATURES)
            .arguments(passes)
            .argument(from)
            .argument("-o")
            .argument(to)
            .run()
    }

    /// Makes one script or style sheet small; what it imports stays apart.
    ///
    /// # Errors
    /// When esbuild refuses it.
    pub fn minify(&self, from: &Path, to: &Path) -> Outcome<()> {
        self.esbuild(from, to, &[])
    }

    /// Makes one small script out of an entry and all that it imports.
    ///
    /// # Errors
    /// When esbuild refuses it.
    pub fn bundle(&self, entry: &Path, to: &Path) -> Outcome<()> {
        self.esbuild(entry, to, &["--bundle", "--format=esm"])
    }

    fn esbuild(&self, from: &Path, to: &Path, arguments: &[&str]) -> Outcome<()> {
        Call::new(self.modules.join(".bin/esbuild"))
            .argument(from)
            .arguments([
                "--minify",
                "--legal-comments=none",
                "--charset=utf8",
                "--log-level=warning",
                "--log-override:css-syntax-error=error",
            ])
            .arguments(arguments)
            .argument(format!("--outfile={}", to.display()))
            .run()
    }
}

fn lock_folder() -> PathBuf {
    place::root().join("tests")
}
