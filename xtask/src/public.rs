//! Styles and public files, as they are shipped.

use std::path::{Path, PathBuf};

use crate::failure::Outcome;
use crate::npm::Npm;
use crate::seal::Seal;
use crate::{files, place, precache};

/// The cascade layers, weakest first; each but the last is the file of its name in `style/`.
const LAYERS: &[&str] = &["tokens", "base", "components", "screens", LATER];

/// The layer that is shipped on its own, and fetched with the part of the program that it belongs to.
const LATER: &str = "later";

/// The files of that layer, in their order.
const OF_LATER: &[&str] = &[LATER, "asking", "partners", "portfolio", "benchmarks"];

/// Writes the style sheet, and everything of `public/` but the page (which is Trunk's), the packs and words (which are made of theirs) and the
/// page's worker (which knows all files, once they are there). The seal goes into the entry modules. Examples are there to
/// be read, and stay as they are.
///
/// # Errors
/// When a file is missing or the minifier refuses it.
pub fn write(npm: Option<&Npm>, seal: &Seal, bundle: &Path) -> Outcome<()> {
    let sheet = place::bundle_work().join("channel-readiness.css");
    files::write(&sheet, style_sheet()?)?;
    write_small(&sheet, npm, &bundle.join("channel-readiness.css"))?;
    let later = place::bundle_work().join("later.css");
    files::write(&later, joined(OF_LATER)?)?;
    write_small(&later, npm, &bundle.join("later.css"))?;

    let public = place::root().join("public");
    for file in files::below(&public)? {
        let name = file.strip_prefix(&public).unwrap_or(&file);
        let is_made_elsewhere = ["packs", "words"].iter().any(|folder| name.starts_with(folder));
        if name == Path::new("index.html") || name == Path::new(precache::WORKER) || is_made_elsewhere {
            continue;
        }
        if name.starts_with("examples") {
            files::copy(&file, &bundle.join(name))?;
        } else if files::is_a(&file, "js") {
            let sealed = place::bundle_work().join("sealed").join(name);
            files::write(&sealed, seal.written_into(&files::read_text(&file)?)?)?;
            write_small(&sealed, npm, &bundle.join(name))?;
        } else {
            write_small(&file, npm, &bundle.join(name))?;
        }
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
pub fn write_small(file: &Path, npm: Option<&Npm>, to: &Path) -> Outcome<()> {
    match npm.filter(|_| files::is_a(file, "js") || files::is_a(file, "css")) {
        Some(npm) => npm.minify(file, to),
        None => files::copy(file, to),
    }
}
