//! The core under a name of its own: a folder that is called by what is in it, and is never changed.
//!
//! The entry modules keep their names. They find the core by the value that is written into them here, and know by it what
//! its wasm must be.

use std::path::Path;

use crate::digest::{Digest, integrity};
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::parts::CORE;

/// What an entry module has in its source, unbuilt: where the core lies, and the digest of its wasm.
const MARKER: &str = "const [CORE, INTEGRITY] = ['core/', ''];";

/// Where the core lies, and the digest of its wasm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// `core/0123456789abcdef/`
    folder: String,
    integrity: String,
}

/// Moves the core of a bundle into a folder whose name is a digest of all that is in it.
///
/// # Errors
/// When the disk refuses.
pub fn core(bundle: &Path) -> Outcome<Seal> {
    let core = bundle.join(CORE);
    let digest = Digest::of_places("", bundle, &[CORE])?;
    let integrity = integrity(&files::read(&core.join(format!("{CORE}_bg.wasm")))?);
    let moving = bundle.join("moving");
    files::replace_folder(&core, &moving)?;
    files::empty_folder(&core)?;
    files::replace_folder(&moving, &core.join(digest.short()))?;
    Ok(Seal {
        folder: format!("{CORE}/{}/", digest.short()),
        integrity,
    })
}

impl Seal {
    /// The text of a script with the seal in place of the marker; any other script as it is.
    ///
    /// # Errors
    /// When the marker is there more than once.
    pub fn written_into(&self, script: &str) -> Outcome<String> {
        if script.matches(MARKER).count() > 1 {
            return Err(Failure::new(format!("A script has `{MARKER}` more than once")));
        }
        let Self { folder, integrity } = self;
        Ok(script.replace(
            MARKER,
            &format!("const [CORE, INTEGRITY] = ['{folder}', '{integrity}'];"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place;

    fn sealed(name: &str, contents: &[(&str, &str)]) -> (Seal, Vec<String>) {
        let bundle = std::env::temp_dir().join(format!("xtask-seal-{name}-{}", std::process::id()));
        for (file, content) in contents {
            files::write(&bundle.join(file), content).unwrap();
        }
        let seal = core(&bundle).unwrap();
        let found = files::below(&bundle).unwrap();
        let names = found
            .iter()
            .map(|file| file.strip_prefix(&bundle).unwrap().display().to_string());
        let names = names.collect();
        files::remove_folder(&bundle).unwrap();
        (seal, names)
    }

    const CONTENTS: [(&str, &str); 3] = [
        ("core/core.js", "script"),
        ("core/core_bg.wasm", "abc"),
        ("later.css", "p {}"),
    ];

    #[test]
    fn the_core_lies_in_a_folder_named_after_all_that_is_in_it() {
        let (seal, names) = sealed("named", &CONTENTS);
        let folder = &seal.folder;
        let name = folder.trim_start_matches("core/").trim_end_matches('/');
        assert_eq!((folder.len(), name.len()), (22, 16));
        assert!(name.bytes().all(|letter| letter.is_ascii_hexdigit()));
        assert_eq!(
            names,
            [
                format!("{folder}core.js"),
                format!("{folder}core_bg.wasm"),
                "later.css".to_owned()
            ]
        );
        assert_eq!(seal.integrity, integrity(b"abc"));
    }

    #[test]
    fn another_file_of_the_core_is_another_folder_and_anything_else_is_not() {
        let seal = |name: &str, file: &'static str, content: &'static str| {
            let contents = CONTENTS.map(|(path, old)| (path, if path == file { content } else { old }));
            sealed(name, &contents).0
        };
        let first = sealed("first", &CONTENTS).0;
        assert_ne!(seal("script", "core/core.js", "other").folder, first.folder);
        assert_ne!(seal("wasm", "core/core_bg.wasm", "abd").folder, first.folder);
        assert_eq!(seal("styles", "later.css", "q {}"), first);
    }

    #[test]
    fn the_entry_modules_take_the_seal_once() {
        let seal = Seal {
            folder: "core/0123456789abcdef/".to_owned(),
            integrity: "sha256-x".to_owned(),
        };
        for name in ["channel-readiness.js", "channel-readiness.node.js"] {
            let script = files::read_text(&place::root().join("public").join(name)).unwrap();
            let written = seal.written_into(&script).unwrap();
            assert!(
                written.contains("const [CORE, INTEGRITY] = ['core/0123456789abcdef/', 'sha256-x'];"),
                "{name}"
            );
            assert!(!written.contains(MARKER), "{name}");
        }
        assert_eq!(seal.written_into("let a;").unwrap(), "let a;");
        let refused = seal.written_into(&MARKER.repeat(2)).unwrap_err().to_string();
        assert!(refused.contains("more than once"), "{refused}");
    }
}
