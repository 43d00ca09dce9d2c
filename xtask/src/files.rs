//! Reading and writing whole files and folders, with failures that name the file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Outcome, While};
use crate::place::shown;

/// # Errors
/// When the file cannot be read as text.
pub fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).during(|| format!("read {}", shown(path)))
}

/// # Errors
/// When the file cannot be read.
pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).during(|| format!("read {}", shown(path)))
}

/// Writes a file, and the folders it stands in.
///
/// # Errors
/// When the disk refuses.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Outcome<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).during(|| format!("make the folder {}", shown(folder)))?;
    }
    fs::write(path, contents).during(|| format!("write {}", shown(path)))
}

/// # Errors
/// When the file is not there or the disk refuses.
pub fn copy(from: &Path, to: &Path) -> Outcome<()> {
    write(to, read(from)?)
}

/// An empty folder, whatever was there before.
///
/// # Errors
/// When the disk refuses.
pub fn empty_folder(path: &Path) -> Outcome<()> {
    remove_folder(path)?;
    fs::create_dir_all(path).during(|| format!("make the folder {}", shown(path)))
}

/// # Errors
/// When the folder is there and the disk refuses.
pub fn remove_folder(path: &Path) -> Outcome<()> {
    if path.exists() {
        fs::remove_dir_all(path).during(|| format!("remove the folder {}", shown(path)))?;
    }
    Ok(())
}

/// Puts a finished folder in the place of an older one.
///
/// # Errors
/// When the disk refuses.
pub fn replace_folder(new: &Path, old: &Path) -> Outcome<()> {
    remove_folder(old)?;
    fs::rename(new, old).during(|| format!("move {} to {}", shown(new), shown(old)))
}

/// Every file below a folder, sorted by path; none where there is no such folder.
///
/// # Errors
/// When a folder cannot be read.
pub fn below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        if !folder.is_dir() {
            continue;
        }
        let entries = fs::read_dir(&folder).during(|| format!("list {}", shown(&folder)))?;
        for entry in entries {
            let path = entry.during(|| format!("list {}", shown(&folder)))?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A path's last part, as text.
pub fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Whether a path ends in `.extension`.
pub fn is_a(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}
