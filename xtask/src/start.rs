//! How the core and its further parts are fetched and started: our own text in place of what wasm-bindgen and the splitter
//! write. Theirs knows more ways in than there are here, does not compare a part with its digest, and fetches a further part
//! only from a host that names its type.

use std::collections::BTreeMap;

use crate::failure::{Failure, Outcome};

/// Where wasm-bindgen's own start begins, and its last line.
const BEGINS: &str = "let wasmModule, wasmInstance, wasm;\n";
const ENDS: &str = "export { initSync, __wbg_init as default };\n";
/// The start by an answer that is on its way. However often it is called, the core starts once. Where there is another way
/// to fetch, as in Node, it is given; and where there is a page, what lets markup pass its policy.
const START: &str = r#"let wasm, starting, trusted;
export let get = fetch;
export const initSync = () => wasm;
export default (source, other, policy) => starting ??= start(source, other, policy);
async function start(source, other, policy) {
    [get, trusted] = [other, policy];
    wasm = (await instantiated(source, __wbg_get_imports())).instance.exports;
    wasm.__wbindgen_start();
}
export async function instantiated(source, imports) {
    const response = await source;
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    return response.headers.get("Content-Type") === "application/wasm"
        ? WebAssembly.instantiateStreaming(response, imports)
        : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
"#;

/// How a value is told in the message of a panic: theirs tells more kinds apart.
const TOLD_BEGINS: &str = "function debugString(val) {\n";
const TOLD_ENDS: &str = "\n}\n";
const TOLD: &str = r"function debugString(val) {
    try {
        return val instanceof Error ? `${val.name}: ${val.message}\n${val.stack}` : String(val);
    } catch {
        return typeof val;
    }
}
";

/// What is for browsers that are too old for the program anyway, and what stands there instead.
const OLD: &[(&str, &str)] = &[
    (
        "typeof globalThis === 'undefined' ? undefined : globalThis",
        "globalThis",
    ),
    ("typeof global === 'undefined' ? undefined : global", "undefined"),
    ("typeof self === 'undefined' ? undefined : self", "undefined"),
    ("typeof window === 'undefined' ? undefined : window", "undefined"),
    (
        r"
if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return {
            read: arg.length,
            written: buf.length
        };
    };
}
",
        "",
    ),
    (
        r"(typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new",
        "new",
    ),
];

/// How the splitter fetches a part: before its name, and after it.
const FETCHES: &str = "() => {\n    const src = fetch(new URL(\"./";
const FETCHED: &str = "\", import.meta.url));\n    src.catch(() => {});\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}\n";
/// How we do. A part that failed once is not taken from the browser's memory: it may be damaged there.
const PART: &str = r#"import { get, instantiated } from "./core.js";
const part = (name, integrity) => () => {
    const source = get(new URL(name, import.meta.url), { integrity, cache: again ? "reload" : "default" });
    source.catch(() => { again += "?"; });
    return (imports) => instantiated(source, imports);
};
"#;

/// The core's script with our start.
///
/// # Errors
/// When it has not the start that we know.
pub fn ours(script: &str) -> Outcome<String> {
    let (before, rest) = once(script, BEGINS)?;
    let (_, after) = once(rest, ENDS)?;
    let script = [before, START, after].concat();
    let (before, rest) = once(&script, TOLD_BEGINS)?;
    let (_, after) = rest.split_once(TOLD_ENDS).ok_or_else(|| strange(TOLD_ENDS))?;
    let mut script = without_repeated_imports(&[before, TOLD, after].concat());
    for (old, new) in OLD {
        if !script.contains(old) {
            return Err(strange(old));
        }
        script = script.replace(old, new);
    }
    Ok(script)
}

/// The loader is imported once for each part that is loaded by it; once is enough.
fn without_repeated_imports(script: &str) -> String {
    const IMPORT: &str = "import * as import";
    const GIVEN: &str = "\"./core_parts.js\": import";
    let is_repeated = |line: &&str| {
        let number = |begins| line.trim_start().strip_prefix(begins)?.split([' ', ',']).next();
        [IMPORT, GIVEN]
            .into_iter()
            .filter_map(number)
            .any(|number| number != "1")
    };
    script
        .split_inclusive('\n')
        .filter(|line| !is_repeated(line))
        .collect()
}

/// The core's script, with the loader's functions imported by their names. The minifier makes an object of all of them
/// otherwise, and goes through it by `for … in`, which finds more where a page has given names to every object.
///
/// # Errors
/// When it has not the one import that we know, or the loader has no functions.
pub fn by_name(script: &str, loader: &str) -> Outcome<String> {
    const EXPORT: &str = "export const ";
    const IMPORT: &str = "import * as import1 from";
    const GIVEN: &str = "\"./core_parts.js\": import1";
    let names: Vec<&str> = loader
        .lines()
        .filter_map(|line| line.strip_prefix(EXPORT)?.split(' ').next())
        .collect();
    if names.is_empty() {
        return Err(strange(EXPORT));
    }
    let names = names.join(", ");
    let (before, rest) = once(script, IMPORT)?;
    let (between, after) = once(rest, GIVEN)?;
    let import = format!("import {{ {names} }} from");
    let given = format!("\"./core_parts.js\": {{ {names} }}");
    Ok([before, &import, between, &given, after].concat())
}

/// The loader of further parts, which compares each with its digest.
///
/// # Errors
/// When it fetches otherwise than we know, or a part of which there is no digest.
pub fn checked(loader: &str, digests: &BTreeMap<String, String>) -> Outcome<String> {
    let mut pieces = loader.split(FETCHES);
    let mut checked = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = once(piece, FETCHED)?;
        let digest = digests
            .get(name)
            .ok_or_else(|| Failure::new(format!("There is no part {name} of the core")))?;
        checked.extend(["part(\"", name, "\", \"", digest, "\")\n", rest]);
    }
    if checked.contains("fetch(") {
        return Err(strange(FETCHES));
    }
    // Before the parts, which are made by it at once.
    Ok(PART.to_owned() + &checked)
}

/// What stands before and after words that stand there once.
fn once<'a>(text: &'a str, words: &str) -> Outcome<(&'a str, &'a str)> {
    let found = text.split_once(words).filter(|(_, after)| !after.contains(words));
    found.ok_or_else(|| strange(words))
}

fn strange(words: &str) -> Failure {
    Failure::new(format!("The generated script should have `{words}`")).with_remedy(
        "wasm-bindgen or the splitter writes otherwise now. Look at target/bundle-work/scripts and mend xtask/src/start.rs.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> String {
        let old: String = OLD.iter().flat_map(|(old, _)| ["a(", old, ");\n"]).collect();
        let imports =
            "import * as import1 from \"./core_parts.js\"\nimport * as import2 from \"./core_parts.js\"\n";
        let given = "        \"./core_parts.js\": import1,\n        \"./core_parts.js\": import2,\n";
        format!(
            "{imports}{given}{old}{TOLD_BEGINS}    many kinds\n}}\n{BEGINS}function c() {{}}\n{ENDS}let d;\n"
        )
    }

    fn loader(name: &str) -> String {
        format!("const a = makeLoad({FETCHES}{name}{FETCHED}, []);\n")
    }

    fn digests() -> BTreeMap<String, String> {
        BTreeMap::from([("one.wasm".to_owned(), "sha256-1".to_owned())])
    }

    #[test]
    fn the_start_is_ours_and_nothing_is_kept_for_old_browsers_or_twice() {
        let new: String = OLD.iter().flat_map(|(_, new)| ["a(", new, ");\n"]).collect();
        let kept = "import * as import1 from \"./core_parts.js\"\n        \"./core_parts.js\": import1,\n";
        assert_eq!(
            ours(&script()).unwrap(),
            format!("{kept}{new}{TOLD}{START}let d;\n")
        );
    }

    #[test]
    fn the_loaders_functions_are_imported_by_their_names() {
        let script = "import * as import1 from \"./core_parts.js\"\n  \"./core_parts.js\": import1,\n";
        let loader = "let a;\nexport const one = b;\nexport const two = c;\n";
        assert_eq!(
            by_name(script, loader).unwrap(),
            "import { one, two } from \"./core_parts.js\"\n  \"./core_parts.js\": { one, two },\n"
        );
        assert!(by_name(script, "let a;").is_err());
        assert!(by_name("let a;", loader).is_err());
    }

    #[test]
    fn another_start_is_refused() {
        let told = |script: &str| ours(script).unwrap_err().to_string();
        assert!(told(&script().replace(ENDS, "")).contains("__wbg_init as default"));
        assert!(told(&script().replace(BEGINS, "")).contains("wasmModule"));
        assert!(told(&(script() + BEGINS)).contains("wasmModule"));
        assert!(told(&script().replace("debugString", "else")).contains("debugString"));
        assert!(told(&script().replace("encodeInto", "else")).contains("encodeInto"));
    }

    #[test]
    fn each_further_part_is_compared_with_its_digest() {
        let checked = checked(&loader("one.wasm"), &digests()).unwrap();
        assert_eq!(
            checked,
            format!("{PART}const a = makeLoad(part(\"one.wasm\", \"sha256-1\")\n, []);\n")
        );
    }

    #[test]
    fn a_part_without_a_digest_and_another_way_to_fetch_are_refused() {
        let told = |loader: &str| checked(loader, &digests()).unwrap_err().to_string();
        assert_eq!(told(&loader("two.wasm")), "There is no part two.wasm of the core");
        assert!(told(&loader("one.wasm").replace("./one", "one")).contains("should have"));
        assert!(told("fetch(else)").contains("should have"));
    }
}
