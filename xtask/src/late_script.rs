//! The functions that only further parts call, in a script of their own that comes with those.
//!
//! They are the ones with numbers for names (`surface.rs`). The core's script stands in for each until then.

use std::collections::BTreeMap;

use crate::failure::{Failure, Outcome};

/// The name of their script, beside the core's.
pub const LATE: &str = "late.js";

/// What the core's script gives to the imports; the stand-ins go before it.
const GIVEN: &str = "    return {\n        __proto__: null,\n        \"./core_bg.js\": import0,";
/// Where the loader of a further part begins, and the list of what it waits for beside the wasm.
const PART: &str = "export const __wasm_split_load_";
const WAITS: &str = "}\n, [";
/// How long what was passed last is; what follows a call reads it.
const LENGTH: &str = "WASM_VECTOR_LEN";

/// The script and its loader without these functions, and the script of them.
#[derive(Debug)]
pub struct Apart {
    pub core: String,
    pub loader: String,
    pub late: String,
}

/// Takes the functions out of the core's script.
///
/// # Errors
/// When script or loader are not what we know.
pub fn apart(script: &str, loader: &str) -> Outcome<Apart> {
    let (core, functions, count) = cut(script);
    if core.matches(GIVEN).count() != 1 {
        return Err(strange(format!("The core's script should have `{GIVEN}` once")));
    }
    let needed = needed(script, &functions)?;
    let stand_ins = format!(
        "    for (let name = {count}; name--;) import0[name] = (...given) => late[name](...given);\n"
    );
    let list = needed.join(", ");
    let core = core.replace(GIVEN, &(stand_ins + GIVEN))
        + &format!(
            "let late;\nexport const takeLate = (make) => {{ late = make([{list}], wasm, () => {LENGTH}); }};\n"
        );
    // What has failed once is not asked for again by the same name: a browser remembers that.
    let loader = waiting(loader)?
        + &format!(
            r#"import {{ takeLate }} from "./core.js";
let again = "";
async function lateScript() {{
    try {{
        takeLate((await import(new URL("./{LATE}" + again, import.meta.url))).default);
    }} catch (error) {{
        again += "?";
        throw error;
    }}
}}
"#
        );
    let functions = functions.replace(LENGTH, "length()");
    let late = format!("export default ([{list}], wasm, length) => ({{\n{functions}}});\n");
    Ok(Apart { core, loader, late })
}

/// The loader, each of whose parts waits for the script too. What parts share is asked for only with one of them.
///
/// # Errors
/// When it has no part, or one that waits for nothing.
fn waiting(loader: &str) -> Outcome<String> {
    let mut pieces = loader.split(PART);
    let mut waiting = pieces.next().unwrap_or_default().to_owned();
    let mut parts = 0;
    for piece in pieces {
        if piece.matches(WAITS).count() != 1 {
            return Err(strange(format!(
                "Each part of the core's loader should have `{WAITS}` once"
            )));
        }
        parts += 1;
        waiting += PART;
        waiting += &piece.replace(WAITS, "}\n, [lateScript, ");
    }
    if parts == 0 {
        return Err(strange(format!("The core's loader should have `{PART}`")));
    }
    Ok(waiting)
}

/// The script without the functions that have numbers for names, those, and how many they are.
fn cut(script: &str) -> (String, String, usize) {
    let (mut kept, mut taken, mut count) = (String::with_capacity(script.len()), String::new(), 0);
    let mut inside = false;
    for line in script.split_inclusive('\n') {
        if is_late(line) {
            inside = true;
            count += 1;
        }
        if inside { &mut taken } else { &mut kept }.push_str(line);
        inside = inside && !(line.starts_with("        }") && line.trim_end().ends_with(','));
    }
    (kept, taken, count)
}

fn is_late(line: &str) -> bool {
    let named = line
        .strip_prefix("        ")
        .and_then(|line| line.split_once(": function("));
    named.is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_digit()))
}

/// What of the script's own the functions use, beside the wasm and the length.
///
/// # Errors
/// When they use a variable of it: that would not change with it.
fn needed(script: &str, functions: &str) -> Outcome<Vec<String>> {
    let declared: BTreeMap<&str, &str> = script.lines().filter_map(declaration).collect();
    let mut needed: Vec<String> = Vec::new();
    for word in words(functions) {
        if matches!(word, "wasm" | LENGTH) || needed.iter().any(|one| one == word) {
            continue;
        }
        match declared.get(word) {
            None => {}
            Some(&"let") => {
                return Err(strange(format!(
                    "A function of the further parts uses the variable `{word}`"
                )));
            }
            Some(_) => needed.push(word.to_owned()),
        }
    }
    Ok(needed)
}

/// Name and kind of what a line in the first column declares.
fn declaration(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix("export ").unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    let (kind, rest) = line.split_once(' ')?;
    let name = words(rest).next()?;
    matches!(kind, "let" | "const" | "function" | "class").then_some((name, kind))
}

/// The words that are no members of something.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    let mut rest = text;
    let mut before = ' ';
    core::iter::from_fn(move || {
        loop {
            let start = rest.find(is_part)?;
            let last = rest.get(..start)?.chars().next_back();
            before = last.unwrap_or(before);
            let tail = rest.get(start..)?;
            let end = tail.find(|letter| !is_part(letter)).unwrap_or(tail.len());
            let (word, after) = tail.split_at(end);
            rest = after;
            let is_member = before == '.';
            before = ' ';
            if !is_member {
                return Some(word);
            }
        }
    })
}

fn strange(what: String) -> Failure {
    Failure::new(what).with_remedy(
        "wasm-bindgen or the splitter writes otherwise now. Look at target/bundle-work/scripts and mend xtask/src/late_script.rs.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = r#"import * as import1 from "./core_parts.js"
export class Handle {
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        a: function(arg0) {
            return getObject(arg0);
        },
        0: function(arg0, arg1) {
            const ret = passText(arg1, wasm.__wbindgen_malloc);
            const len1 = WASM_VECTOR_LEN;
            view().setInt32(arg0 + 4, len1, true);
        },
        b: function() {
        },
        1: function() { return handled(function(arg0) {
            arg0.passedOn();
        }, arguments); },
    };
    return {
        __proto__: null,
        "./core_bg.js": import0,
        "./core_parts.js": import1,
    };
}
function getObject(index) { return index; }
function passText(text) { WASM_VECTOR_LEN = 1; }
function passedOn() {}
const view = () => cached;
function handled(f, args) {}
let WASM_VECTOR_LEN = 0;
let cached = null;
let wasm;
"#;
    const LOADER: &str = "const shared = makeLoad(() => {\n}\n, []);\n\
        export const __wasm_split_load_one = wrapped(makeLoad(() => {\n}\n, [shared]));\n\
        export const __wasm_split_load_two = wrapped(makeLoad(() => {\n}\n, []));\n";

    #[test]
    fn functions_with_numbers_come_with_what_they_use() {
        let Apart { core, loader, late } = apart(SCRIPT, LOADER).unwrap();
        assert!(late.starts_with("export default ([passText, view, handled], wasm, length) => ({\n        0: function(arg0, arg1) {"));
        assert!(late.contains("const len1 = length();") && late.contains("1: function() { return handled("));
        assert!(!core.contains("0: function") && !core.contains("1: function"));
        assert!(core.contains("a: function(arg0)") && core.contains("b: function()"));
        assert!(core.contains(
            "for (let name = 2; name--;) import0[name] = (...given) => late[name](...given);\n    return {"
        ));
        assert!(core.contains("late = make([passText, view, handled], wasm, () => WASM_VECTOR_LEN)"));
        assert!(loader.starts_with("const shared = makeLoad(() => {\n}\n, []);\n"));
        assert!(loader.contains(", [lateScript, shared]));") && loader.contains(", [lateScript, ]));"));
        assert!(loader.contains("\"./late.js\" + again"));
    }

    #[test]
    fn a_variable_in_them_is_refused_and_so_is_a_strange_script_or_loader() {
        let told = |script: &str, loader: &str| apart(script, loader).unwrap_err().to_string();
        let variable = SCRIPT.replace("arg0.passedOn()", "cached = arg0");
        assert!(told(&variable, LOADER).contains("uses the variable `cached`"));
        assert!(told(&SCRIPT.replace("core_bg", "else"), LOADER).contains("The core's script should have"));
        assert!(told(SCRIPT, "").contains("The core's loader should have"));
        let bare = LOADER.replace(", [shared]", "");
        assert!(told(SCRIPT, &bare).contains("Each part of the core's loader"));
    }
}
