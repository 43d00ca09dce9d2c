//! Which crates and modules the code of a wasm part comes from.

use std::collections::BTreeMap;

use wasmparser::{Name, NameSectionReader, Parser, Payload};

use crate::failure::{Outcome, While};

/// How many modules deep our own code is told apart: `ui/screens/question`.
const DEPTH: usize = 3;

/// The bytes of one wasm part by where they come from. Together they are the size of the file without its names.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Breakdown {
    /// Bodies of functions by crate, ours and what is compiled for us by module; largest first.
    pub origins: Vec<(String, usize)>,
    /// Constants: texts, tables.
    pub data: usize,
}

impl Breakdown {
    /// Reads a part that still has the names of its functions.
    ///
    /// # Errors
    /// When it is not wasm.
    pub fn of(wasm: &[u8]) -> Outcome<Self> {
        let doing = || "read a wasm part".to_owned();
        let mut imported = 0_u32;
        let mut bodies: Vec<usize> = Vec::new();
        let mut names: BTreeMap<u32, String> = BTreeMap::new();
        let mut data = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.during(doing)? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imported +=
                            u32::from(matches!(import.during(doing)?.ty, wasmparser::TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().len()),
                Payload::DataSection(section) => {
                    let range = section.range();
                    data = usize::try_from(range.end - range.start).during(doing)?;
                }
                Payload::CustomSection(section) if section.name() == "name" => {
                    let reader = wasmparser::BinaryReader::new(section.data(), section.data_offset());
                    read_names(NameSectionReader::new(reader), &mut names);
                }
                _ => {}
            }
        }
        let mut by_origin: BTreeMap<String, usize> = BTreeMap::new();
        for (index, size) in (imported..).zip(bodies) {
            let origin = names
                .get(&index)
                .map_or_else(|| "(no name)".to_owned(), |name| origin(name));
            *by_origin.entry(origin).or_default() += size;
        }
        let mut origins: Vec<_> = by_origin.into_iter().collect();
        origins.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(Self { origins, data })
    }
}

/// What cannot be read has no name; the sizes hold all the same.
fn read_names(reader: NameSectionReader<'_>, names: &mut BTreeMap<u32, String>) {
    for section in reader.into_iter().map_while(Result::ok) {
        if let Name::Function(functions) = section {
            names.extend(
                functions
                    .into_iter()
                    .map_while(Result::ok)
                    .map(|naming| (naming.index, naming.name.to_owned())),
            );
        }
    }
}

/// Where a function comes from: the module of ours that is named first in it, whether it is that module's or a library's
/// for it; else its crate. Of `<a::B as c::D>::e` that is `a`.
fn origin(name: &str) -> String {
    let readable = format!("{:#}", rustc_demangle::demangle(name));
    if let Some((_, path)) = readable.split_once("channel_readiness::") {
        let modules: Vec<&str> = path
            .split("::")
            .take(DEPTH)
            .filter(|name| is_module(name))
            .collect();
        return format!("ours: {}", modules.join("/"));
    }
    let start = readable.trim_start_matches(['<', '&', '*', '[', '(', '{']);
    let start = ["dyn ", "mut ", "const "]
        .iter()
        .fold(start, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let end = start
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(start.len());
    if start[end..].starts_with("::") {
        start[..end].to_owned()
    } else {
        "(no crate)".to_owned()
    }
}

/// Modules are written small, types are not.
fn is_module(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == '_' || letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn what_is_compiled_for_a_module_of_ours_belongs_to_it() {
        assert_eq!(
            origin("<channel_readiness::domain::json::Json as core::clone::Clone>::clone"),
            "ours: domain/json"
        );
        assert_eq!(
            origin("tachys::view::build::<channel_readiness::ui::screens::start::start::{closure#0}>"),
            "ours: ui/screens/start"
        );
        assert_eq!(
            origin("channel_readiness::domain::scoring::standing::f"),
            "ours: domain/scoring/standing"
        );
    }

    #[test]
    fn a_function_belongs_to_the_crate_of_its_type_or_path() {
        assert_eq!(
            origin("_ZN4core3ptr42drop_in_place$LT$alloc..string..String$GT$17h0123456789abcdefE"),
            "core"
        );
        assert_eq!(origin("leptos::mount::mount_to"), "leptos");
        assert_eq!(origin("<tachys::view::A as leptos::B>::c"), "tachys");
        assert_eq!(origin("<&mut serde::A as core::fmt::Debug>::fmt"), "serde");
        assert_eq!(origin("__wbindgen_malloc"), "(no crate)");
    }
}
