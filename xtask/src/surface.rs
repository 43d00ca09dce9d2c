//! Where the core's script and its wasm touch: what neither side needs goes, and the rest gets short names.
//!
//! wasm-bindgen names each import by its function and 16 digits of a hash, once in the script and once in the wasm; those
//! digits cannot be compressed. It also exports every class of every library, which keeps their code alive.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::{EntityType, ExportSection, ImportSection, Module, RawSection};
use wasmparser::{ExternalKind, Parser, Payload};

use crate::failure::{Outcome, While};

/// A script and its wasm.
pub struct Core {
    pub script: String,
    pub wasm: Vec<u8>,
}

impl Core {
    /// The same core with less between its two halves. Imports that are late have numbers for names.
    ///
    /// # Errors
    /// When the wasm cannot be read.
    pub fn tightened(self, late: &BTreeSet<String>) -> Outcome<Self> {
        let before = mentioned(&self.script);
        let mut script = without_unused_classes(&self.script);
        let after = mentioned(&script);
        let names = Names::of(&self.wasm).during(|| "read the core's wasm".to_owned())?;

        let gone: BTreeSet<String> = before.difference(&after).map(|name| (*name).to_owned()).collect();
        let imports = renamed(
            &names.imports,
            late,
            |name| format!("        {name}: function("),
            &mut script,
        );
        let long = names
            .exports
            .iter()
            .filter(|name| name.starts_with("_ZN") || name.starts_with("_R"))
            .cloned();
        let exports: BTreeMap<String, String> = long
            .zip(1..)
            .map(|(name, number)| (name, format!("f{number}")))
            .collect();
        for (name, short) in &exports {
            script = replace_word(&script, &format!("wasm.{name}"), &format!("wasm.{short}"));
        }
        let wasm = rewritten(&self.wasm, &imports, &exports, &gone)
            .during(|| "rewrite the core's wasm".to_owned())?;
        Ok(Self { script, wasm })
    }
}

/// The linked wasm without what libraries export to scripts that are not there: classes and functions of other crates
/// than the one that exports `mount`. As exports they would keep their code, and all that it calls.
///
/// # Errors
/// When the wasm cannot be read.
pub fn without_exports_of_libraries(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let names = Names::of(wasm).during(|| "read the linked wasm".to_owned())?;
    let gone = exports_of_libraries(&names.exports);
    let none = BTreeMap::new();
    rewritten(wasm, &none, &none, &gone).during(|| "rewrite the linked wasm".to_owned())
}

/// wasm-bindgen ends the name of each export in 16 hexadecimal digits that are the crate's own, and describes it in one
/// of the same end.
fn exports_of_libraries(exports: &[String]) -> BTreeSet<String> {
    const DESCRIPTION: &str = "__wbindgen_describe_";
    let ours = exports.iter().find_map(|name| name.strip_prefix("mount_"));
    let crates: BTreeSet<&str> = exports
        .iter()
        .filter(|name| !name.starts_with(DESCRIPTION))
        .filter_map(|name| name.rsplit_once('_'))
        .map(|(_, end)| end)
        .filter(|end| end.len() == 16 && end.bytes().all(|letter| letter.is_ascii_hexdigit()))
        .filter(|end| ours.is_some_and(|ours| ours != *end))
        .collect();
    let of_library = |name: &&String| name.rsplit_once('_').is_some_and(|(_, end)| crates.contains(end));
    exports.iter().filter(of_library).cloned().collect()
}

/// The functions that a wasm takes from its script, and what it offers, in order.
struct Names {
    imports: Vec<String>,
    exports: Vec<String>,
}

impl Names {
    fn of(wasm: &[u8]) -> wasmparser::Result<Self> {
        let mut names = Self {
            imports: Vec::new(),
            exports: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        names.imports.push(import?.name.to_owned());
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        names.exports.push(export?.name.to_owned());
                    }
                }
                _ => {}
            }
        }
        Ok(names)
    }
}

/// Gives each name a short one where the script has it exactly once in its place; others stay.
fn renamed(
    names: &[String],
    late: &BTreeSet<String>,
    place: impl Fn(&str) -> String,
    script: &mut String,
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let (mut letters, mut numbers) = (0.., 0_u32..);
    for name in names {
        let long = place(name);
        if script.matches(&long).count() == 1 {
            let short = if late.contains(name) {
                numbers.next().map(|number| number.to_string())
            } else {
                letters.next().map(short_name)
            };
            let Some(short) = short else { break };
            *script = script.replace(&long, &place(&short));
            found.insert(name.clone(), short);
        }
    }
    found
}

/// a, b, … z, aa, ab, …
fn short_name(number: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
    match number / 26 {
        0 => letter.to_string(),
        further => short_name(further - 1) + &letter.to_string(),
    }
}

/// What the script takes from the wasm: every `wasm.NAME`.
fn mentioned(script: &str) -> BTreeSet<&str> {
    script.split("wasm.").skip(1).map(first_word).collect()
}

fn first_word(text: &str) -> &str {
    let end = text
        .find(|letter: char| !is_part_of_word(letter))
        .unwrap_or(text.len());
    &text[..end]
}

fn is_part_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

/// Replaces a word where it is not the beginning of a longer one.
fn replace_word(text: &str, word: &str, with: &str) -> String {
    let mut pieces = text.split(word);
    let mut replaced = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let goes_on = piece.starts_with(is_part_of_word);
        replaced.push_str(if goes_on { word } else { with });
        replaced.push_str(piece);
    }
    replaced
}

/// Leaves out the classes that no function of the script makes: nobody outside can have one either.
fn without_unused_classes(script: &str) -> String {
    let classes = script
        .lines()
        .filter_map(|line| line.strip_prefix("export class ").map(first_word));
    let unused = classes.filter(|name| !script.contains(&format!("{name}.__wrap(")));
    unused.fold(script.to_owned(), |script, name| {
        let script = without_block(&script, &format!("export class {name} {{"), "}");
        let script = without_block(&script, &format!("if (Symbol.dispose) {name}."), ";");
        without_block(&script, &format!("const {name}Finalization = "), ";")
    })
}

/// Leaves out the lines from the one that begins so to the next one that ends so and goes on in the first column.
fn without_block(script: &str, begins: &str, ends: &str) -> String {
    let mut inside = false;
    let mut kept = String::with_capacity(script.len());
    for line in script.lines() {
        inside = inside || line.starts_with(begins);
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
        let closes = if ends == "}" {
            line == "}"
        } else {
            line.ends_with(ends)
        };
        inside = inside && !closes;
    }
    kept
}

/// The wasm with other names at its surface; every other section as it was.
fn rewritten(
    wasm: &[u8],
    imports: &BTreeMap<String, String>,
    exports: &BTreeMap<String, String>,
    gone: &BTreeSet<String>,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let short = |names: &BTreeMap<String, String>, name: &str| {
        names.get(name).map_or(name, String::as_str).to_owned()
    };
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                let mut rewritten = ImportSection::new();
                for import in section.into_imports() {
                    let import = import?;
                    rewritten.import(
                        import.module,
                        &short(imports, import.name),
                        EntityType::try_from(import.ty)?,
                    );
                }
                module.section(&rewritten);
            }
            Payload::ExportSection(section) => {
                let mut rewritten = ExportSection::new();
                for export in section {
                    let export = export?;
                    if export.kind != ExternalKind::Func || !gone.contains(export.name) {
                        rewritten.export(&short(exports, export.name), export.kind.into(), export.index);
                    }
                }
                module.section(&rewritten);
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
                    let data = wasm.get(range).ok_or("a section lies outside the file")?;
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
export class Unused {
    free() {
        wasm.unused_free(this.__wbg_ptr);
    }
}
if (Symbol.dispose) Unused.prototype[Symbol.dispose] = Unused.prototype.free;

export class Handle {
    free() {
        wasm.handle_free(this.__wbg_ptr);
    }
}
export function mount() {
    return Handle.__wrap(wasm.mount());
}
const UnusedFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.unused_free(ptr, 1));
const imports = {
        __wbg_call_0123456789abcdef: function(arg0) {
            wasm._ZN6invoke17h01E(arg0); wasm._ZN6invoke17h01E_2(arg0);
        },
};
";

    #[test]
    fn a_class_that_no_function_makes_goes_with_all_that_belongs_to_it() {
        let script = without_unused_classes(SCRIPT);
        assert!(!script.contains("Unused"), "{script}");
        assert!(script.contains("export class Handle {") && script.contains("wasm.handle_free"));
        let gone: Vec<&str> = mentioned(SCRIPT)
            .difference(&mentioned(&script))
            .copied()
            .collect();
        assert_eq!(gone, ["unused_free"]);
    }

    #[test]
    fn what_a_library_exports_goes_with_its_description() {
        let exports = [
            "memory",
            "mount_0123456789abcdef",
            "__wbindgen_describe_mount_0123456789abcdef",
            "__wbg_handle_free_0123456789abcdef",
            "sink_write_fedcba9876543210",
            "__wbindgen_describe_sink_write_fedcba9876543210",
            "__wbg_sink_free_fedcba9876543210",
            "__wbindgen_describe___wbg_call_1111111111111111",
            "__wasm_split_00rest00_export_a20d8bb137d188852d66d53ff4b056de_rest",
            "__wbindgen_malloc",
        ]
        .map(str::to_owned);
        let gone: Vec<String> = exports_of_libraries(&exports).into_iter().collect();
        assert_eq!(
            gone,
            [
                "__wbg_sink_free_fedcba9876543210",
                "__wbindgen_describe_sink_write_fedcba9876543210",
                "sink_write_fedcba9876543210",
            ]
        );
    }

    #[test]
    fn a_name_is_replaced_only_where_it_ends() {
        let script = replace_word(SCRIPT, "wasm._ZN6invoke17h01E", "wasm.f1");
        assert!(script.contains("wasm.f1(arg0); wasm._ZN6invoke17h01E_2(arg0);"));
    }

    #[test]
    fn an_import_gets_a_short_name_on_both_sides() {
        let mut script = SCRIPT.to_owned();
        let names = [
            "__wbg_call_0123456789abcdef".to_owned(),
            "not_in_the_script".to_owned(),
        ];
        let late = BTreeSet::new();
        let renamed = renamed(
            &names,
            &late,
            |name| format!("        {name}: function("),
            &mut script,
        );
        assert_eq!(renamed, BTreeMap::from([(names[0].clone(), "a".to_owned())]));
        assert!(script.contains("        a: function(arg0)"));
    }

    #[test]
    fn short_names_never_repeat() {
        let names: BTreeSet<String> = (0..2000).map(short_name).collect();
        assert_eq!(names.len(), 2000);
        assert_eq!(
            (short_name(25), short_name(26), short_name(701), short_name(702)),
            ("z".into(), "aa".into(), "zz".into(), "aaa".into())
        );
    }

    #[test]
    fn a_rewritten_wasm_keeps_its_order_and_loses_only_what_is_gone() {
        let mut module = Module::new();
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut imports = ImportSection::new();
        imports.import("./core_bg.js", "long_name", EntityType::Function(0));
        module.section(&imports);
        let mut exports = ExportSection::new();
        exports.export("mount", wasm_encoder::ExportKind::Func, 0);
        exports.export("unused_free", wasm_encoder::ExportKind::Func, 0);
        module.section(&exports);
        let short = BTreeMap::from([("long_name".to_owned(), "a".to_owned())]);
        let gone = BTreeSet::from(["unused_free".to_owned()]);
        let wasm = rewritten(&module.finish(), &short, &BTreeMap::new(), &gone).unwrap();
        let names = Names::of(&wasm).unwrap();
        assert_eq!(
            (names.imports, names.exports),
            (vec!["a".to_owned()], vec!["mount".to_owned()])
        );
    }
}
