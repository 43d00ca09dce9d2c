//! The JavaScript that wasm-bindgen makes, as we ship it: one file, and safe under Trusted Types.

use std::collections::BTreeMap;
use std::path::Path;

use crate::digest::integrity;
use crate::failure::{Failure, Outcome};
use crate::late_script::{self, LATE};
use crate::npm::Npm;
use crate::parts::{CORE, LOADER, Made};
use crate::{files, start};

/// The one assignment by which Leptos makes fully static subtrees. Only constants of the program reach it.
const ASSIGNMENT: &str = "arg0.innerHTML = getStringFromWasm0(arg1, arg2);";
const TRUSTED_ASSIGNMENT: &str = "arg0.innerHTML = trusted(getStringFromWasm0(arg1, arg2));";
/// Other ways from a text to running code. None may be in the glue.
const FORBIDDEN: &[&str] = &[
    "outerHTML",
    "insertAdjacentHTML",
    "createContextualFragment",
    "setHTMLUnsafe",
    "parseFromString",
    "document.write",
    "eval(",
    "new Function(",
];

/// Writes the core's script into the bundle's folder `core`, where its wasm is; without a minifier as its several files.
///
/// # Errors
/// When the glue is not what we know, or the minifier refuses it.
pub fn write(made: &Made, npm: Option<&Npm>, bundle: &Path) -> Outcome<()> {
    let script = made.scripts.join(format!("{CORE}.js"));
    let text = start::ours(&trust(&files::read_text(&script)?)?)?;
    let loader = made.scripts.join(LOADER);
    let apart = late_script::apart(&text, &files::read_text(&loader)?)?;
    let late = made.scripts.join(LATE);
    files::write(&script, start::by_name(&apart.core, &apart.loader)?)?;
    files::write(
        &loader,
        start::checked(&apart.loader, &digests(&bundle.join(CORE))?)?,
    )?;
    files::write(&late, apart.late)?;
    let to = bundle.join(CORE);
    if let Some(npm) = npm {
        let entry = made.scripts.join("entry.js");
        files::write(&entry, entry_of(&text))?;
        npm.bundle(&entry, &to.join(format!("{CORE}.js")))?;
        return npm.minify(&late, &to.join(LATE));
    }
    for file in files::below(&made.scripts)? {
        if files::is_a(&file, "js") {
            files::copy(&file, &to.join(file.strip_prefix(&made.scripts).unwrap_or(&file)))?;
        }
    }
    files::copy(&made.scripts.join(LOADER), &to.join(LOADER))
}

/// The digest of each wasm part, by its name.
fn digests(core: &Path) -> Outcome<BTreeMap<String, String>> {
    let parts = files::below(core)?
        .into_iter()
        .filter(|file| files::is_a(file, "wasm"));
    parts
        .map(|part| Ok((files::name(&part), integrity(&files::read(&part)?))))
        .collect()
}

/// Sends the one assignment of markup through the policy that the start is given.
///
/// # Errors
/// When there is not exactly one, or another way from a text to running code.
fn trust(script: &str) -> Outcome<String> {
    let strange = |what: String| {
        Failure::new(what).with_remedy(
            "wasm-bindgen writes its glue differently now. Look at target/bundle-work/scripts/core.js and mend xtask/src/glue.rs.",
        )
    };
    let assignments = script.matches(ASSIGNMENT).count();
    let mentions = script.matches(".innerHTML").count();
    if assignments != 1 || mentions != 1 {
        return Err(strange(format!(
            "The generated script should set innerHTML once, as `{ASSIGNMENT}`; it does so {assignments} times, and names it {mentions} times"
        )));
    }
    if let Some(found) = FORBIDDEN.iter().find(|words| script.contains(**words)) {
        return Err(strange(format!(
            "The generated script contains `{found}`, which no policy of ours covers"
        )));
    }
    Ok(script.replace(ASSIGNMENT, TRUSTED_ASSIGNMENT))
}

/// What the core offers outside: its start and the exported functions. Classes come only out of functions, so that those
/// of libraries, which nothing makes, can be left out.
fn entry_of(script: &str) -> String {
    let functions: Vec<&str> = script
        .lines()
        .filter_map(|line| line.strip_prefix("export function ")?.split('(').next())
        .collect();
    format!(
        "export {{ {} }} from \"./{CORE}.js\";\n",
        [&["default"], functions.as_slice()].concat().join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_assignment_of_markup_goes_through_the_policy() {
        let trusted = trust(&format!("a(() => {{ {ASSIGNMENT} }})")).unwrap();
        assert_eq!(
            trusted,
            "a(() => { arg0.innerHTML = trusted(getStringFromWasm0(arg1, arg2)); })"
        );
    }

    #[test]
    fn glue_without_the_assignment_or_with_two_is_refused() {
        let names = |script: &str| trust(script).unwrap_err().to_string();
        assert!(names("let a = 1;").contains("0 times, and names it 0 times"));
        assert!(names(&ASSIGNMENT.repeat(2)).contains("2 times, and names it 2 times"));
        assert!(names(&format!("{ASSIGNMENT} b.innerHTML = c;")).contains("1 times, and names it 2 times"));
    }

    #[test]
    fn glue_with_another_way_to_running_code_is_refused() {
        let refused = trust(&format!("{ASSIGNMENT} a.insertAdjacentHTML('x', y)")).unwrap_err();
        assert!(refused.to_string().contains("`insertAdjacentHTML`"));
    }

    #[test]
    fn the_entry_offers_the_start_and_the_functions_but_no_class() {
        let script = "export class A {\n}\nexport function mount(a, b) {\n}\nexport function score(a) {\n}\nfunction b() {\n}\n";
        assert_eq!(
            entry_of(script),
            "export { default, mount, score } from \"./core.js\";\n"
        );
    }
}
