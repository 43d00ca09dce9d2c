//! Styles and public files, as they are shipped.

use std::path::{Path, PathBuf};

use crate::failure::Outcome;
use crate::npm::Npm;
use crate::{files, place};

/// The cascade layers, weakest first; each but the last is the file of its name in `style/`.
const LAYERS: &[&str] = &["tokens", "base", "components", "screens", LATER];

/// The layer that is shipped on its own, and fetched with the part of the program that it belongs to.
const LATER: &str = "later";

/// The files of that layer, in their order.
const OF_LATER: &[&str] = &[LATER, "partners", "portfolio", "benchmarks"];

/// Writes the style sheet, and everything of `public/` but the page (which is Trunk's) and the packs (which are cut).
///
/// # Errors
/// When a file is missing or the minifier refuses it.
pub fn write(npm: Option<&Npm>, bundle: &Path) -> Outcome<()> {
    let sheet = place::bundle_work().join("channel-readiness.css");
    files::write(&sheet, style_sheet()?)?;
    write_small(&sheet, npm, &bundle.join("channel-readiness.css"))?;
    let later = place::bundle_work().join("later.css");
    files::write(&later, joined(OF_LATER)?)?;
    write_small(&later, npm, &bundle.join("later.css"))?;

    let public = place::root().join("public");
    for file in files::below(&public)? {
        let name = file.strip_prefix(&public).unwrap_or(&file);
        if name == Path::new("index.html") || name.starts_with("packs") {
            continue;
        }
        write_small(&file, npm, &bundle.join(name))?;
    }
    Ok(())
}

fn style_sheet() -> Outcome<String> {
    let first: Vec<&str> = LAYERS.iter().copied().filter(|name| *name != LATER).collect();
    Ok(format!("@layer {};\n", LAYERS.join(", ")) + &joined(&first)?)
}

/// These files of `style/` as one.
fn joined(names: &[&str]) -> Outcome<String> {
    let mut sheet = String::new();
    for name in names {
        sheet.push_str(&files::read_text(&layer(name))?);
        sheet.push('\n');
    }
    Ok(sheet)
}

fn layer(name: &str) -> PathBuf {
    place::root().join(format!("style/{name}.css"))
}

/// Scripts and styles through the minifier where there is one; everything else as it is.
fn write_small(file: &Path, npm: Option<&Npm>, to: &Path) -> Outcome<()> {
    match npm.filter(|_| files::is_a(file, "js") || files::is_a(file, "css")) {
        Some(npm) => npm.minify(file, to),
        None => files::copy(file, to),
    }
}
