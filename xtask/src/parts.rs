//! The wasm parts: compiled as one, split where the source says so, given their glue, made small.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use wasm_split_cli_support::{Options, transform};

use crate::failure::{Outcome, While};
use crate::lateness::late_imports;
use crate::npm::Npm;
use crate::process::Call;
use crate::surface::{self, Core};
use crate::{files, place};

/// What the splitter and wasm-bindgen left.
pub struct Made {
    /// `core.js`, its loader of further parts, and what they import.
    pub scripts: PathBuf,
    /// The core first, then the further parts.
    pub wasm: Vec<PathBuf>,
}

/// The name of the core's files.
pub const CORE: &str = "core";
/// The script that fetches further parts. The wasm imports it by this name.
pub const LOADER: &str = "core_parts.js";
/// At most this many run at once: each takes a core and some hundred megabytes.
const OPTIMISERS: usize = 2;

/// Compiles the widget with the relocations that the splitter needs.
///
/// # Errors
/// When it does not compile.
pub fn link() -> Outcome<()> {
    Call::cargo()
        .arguments([
            "rustc",
            "--package",
            "channel-readiness",
            "--lib",
            "--crate-type",
            "cdylib",
            "--release",
            "--locked",
        ])
        .arguments([
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-Clink-args=--emit-relocs",
        ])
        .environment("CARGO_ENCODED_RUSTFLAGS", rust_flags()?.join("\u{1f}"))
        .remedy("Mend what rustc says above.")
        .run()
}

/// What every crate of the bundle is compiled with; these flags stand in for those of `.cargo/config.toml`.
fn rust_flags() -> Outcome<Vec<String>> {
    // Names that say which of our modules asked for a function of a library: for `cargo xtask size`.
    let mut flags = vec![
        "--cfg=erase_components".to_owned(),
        "-Csymbol-mangling-version=v0".to_owned(),
    ];
    flags.append(&mut short_paths()?);
    Ok(flags)
}

/// Short paths in messages of panics: the same bytes on every machine, and fewer.
fn short_paths() -> Outcome<Vec<String>> {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    let mut flags = vec![format!("--remap-path-prefix={}/=", place::root().display())];
    let sources = cargo_home
        .map(|home| home.join("registry/src"))
        .filter(|sources| sources.is_dir());
    if let Some(sources) = sources {
        let registries = fs::read_dir(&sources).during(|| format!("list {}", sources.display()))?;
        for registry in registries {
            let registry = registry.during(|| format!("list {}", sources.display()))?.path();
            flags.push(format!("--remap-path-prefix={}/=", registry.display()));
        }
    }
    flags.sort();
    Ok(flags)
}

/// Splits the wasm and makes its JavaScript.
///
/// # Errors
/// When the splitter or wasm-bindgen refuses it.
pub fn split(bindgen: &Path) -> Outcome<Made> {
    let parts = place::bundle_work().join("parts");
    let scripts = place::bundle_work().join("scripts");
    let main = parts.join(format!("{CORE}.wasm"));
    let input = surface::without_exports_of_libraries(&files::read(&place::linked_wasm())?)?;
    let main_module = format!("./{CORE}.js");
    let loader = format!("./{LOADER}");

    let mut options = Options::new(&input);
    options.output_dir = &parts;
    options.main_out_path = &main;
    options.main_module = &main_module;
    options.link_name = &loader;
    files::empty_folder(&parts)?;
    let mut further = transform(options)
        .during(|| "split the wasm into its parts".to_owned())?
        .split_modules;
    further.sort();

    Call::new(bindgen.join("wasm-bindgen"))
        .argument(&main)
        .arguments([
            "--target",
            "web",
            "--keep-lld-exports",
            "--no-demangle",
            "--no-typescript",
        ])
        .arguments(["--out-name", CORE, "--out-dir"])
        .argument(&scripts)
        .environment("RUST_LOG", "error")
        .run()?;
    files::copy(&parts.join(LOADER), &scripts.join(LOADER))?;
    let late = late_imports(&input, &files::read(&main)?).during(|| "read the core's calls".to_owned())?;
    let script = scripts.join(format!("{CORE}.js"));
    let wasm = scripts.join(format!("{CORE}_bg.wasm"));
    let core = Core {
        script: files::read_text(&script)?,
        wasm: files::read(&wasm)?,
    }
    .tightened(&late)?;
    files::write(&script, core.script)?;
    files::write(&wasm, core.wasm)?;
    let mut wasm = vec![wasm];
    wasm.append(&mut further);
    Ok(Made { scripts, wasm })
}

/// Writes the parts into the bundle's folder `core`; without wasm-opt as they are.
///
/// # Errors
/// When wasm-opt fails.
pub fn shrink(made: &Made, npm: Option<&Npm>, bundle: &Path) -> Outcome<()> {
    let named = place::named_parts();
    files::empty_folder(&named)?;
    let to = bundle.join(CORE);
    fs::create_dir_all(&to).during(|| format!("make the folder {}", to.display()))?;

    let waiting = Mutex::new(made.wasm.iter());
    let work = || -> Outcome<()> {
        loop {
            let next = waiting.lock().map_or(None, |mut waiting| waiting.next());
            let Some(part) = next else { return Ok(()) };
            let name = files::name(part);
            if let Some(npm) = npm {
                npm.optimise(part, &named.join(&name))?;
                npm.strip(&named.join(&name), &to.join(&name))?;
            } else {
                files::copy(part, &named.join(&name))?;
                files::copy(part, &to.join(&name))?;
            }
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..OPTIMISERS).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        }
        Ok(())
    })
}
