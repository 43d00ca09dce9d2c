//! Which of the functions that the core takes from its script only the further parts call.
//!
//! The splitter leaves every import in the core, with the functions that wrap it. What the core itself never gets to is not
//! needed before a further part is there, and the script of it can come with that part.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{
    ExternalKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocationType, SymbolInfo, TypeRef,
};

/// The imports, by their names, that nothing of the core gets to.
///
/// `linked` is the whole program with its relocations, `core` the part of it that comes first. Whatever stands in a table
/// because the program itself takes its address counts as called by the core; what stands there only for the further parts
/// does not.
///
/// # Errors
/// When one of the two cannot be read.
pub fn late_imports(linked: &[u8], core: &[u8]) -> wasmparser::Result<BTreeSet<String>> {
    let taken = addresses_taken(linked)?;
    let core = Calls::of(core)?;
    let is_root = |index: &u32| {
        let name = core.names.get(index);
        core.roots.contains(index) || name.is_none_or(|name| taken.contains(name))
    };
    let all = 0..core.functions;
    let mut waiting: Vec<u32> = all
        .filter(|index| is_root(index) && !core.imports.contains_key(index))
        .collect();
    let mut reached: BTreeSet<u32> = waiting.iter().copied().collect();
    reached.extend(core.imports.keys().filter(|index| {
        let name = core.names.get(index);
        name.is_some_and(|name| taken.contains(name))
    }));
    while let Some(next) = waiting.pop() {
        for called in core.called_by.get(&next).into_iter().flatten() {
            if reached.insert(*called) {
                waiting.push(*called);
            }
        }
    }
    let late = core.imports.iter().filter(|(index, _)| !reached.contains(index));
    Ok(late.map(|(_, name)| name.clone()).collect())
}

/// The functions of a linked program, by their names, whose address it takes.
fn addresses_taken(linked: &[u8]) -> wasmparser::Result<BTreeSet<String>> {
    let mut symbols = Vec::new();
    let mut taken = BTreeSet::new();
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(linked) {
        let Payload::CustomSection(section) = payload? else {
            continue;
        };
        match section.as_known() {
            KnownCustom::Name(section) => names = function_names(section)?,
            KnownCustom::Linking(section) => {
                for subsection in section.subsections() {
                    if let Linking::SymbolTable(table) = subsection? {
                        for symbol in table {
                            symbols.push(match symbol? {
                                SymbolInfo::Func { index, .. } => Some(index),
                                _ => None,
                            });
                        }
                    }
                }
            }
            KnownCustom::Reloc(section) => {
                for entry in section.entries() {
                    let entry = entry?;
                    if takes_address(entry.ty) {
                        taken.insert(entry.index);
                    }
                }
            }
            _ => {}
        }
    }
    let index = |symbol: u32| symbols.get(usize::try_from(symbol).ok()?).copied().flatten();
    Ok(taken
        .into_iter()
        .filter_map(|symbol| names.get(&index(symbol)?).cloned())
        .collect())
}

fn takes_address(kind: RelocationType) -> bool {
    use RelocationType as Kind;
    matches!(
        kind,
        Kind::TableIndexSleb
            | Kind::TableIndexI32
            | Kind::TableIndexRelSleb
            | Kind::TableIndexSleb64
            | Kind::TableIndexI64
            | Kind::TableIndexRelSleb64
    )
}

/// Who calls whom in a part.
#[derive(Default)]
struct Calls {
    /// By index.
    imports: BTreeMap<u32, String>,
    names: BTreeMap<u32, String>,
    called_by: BTreeMap<u32, BTreeSet<u32>>,
    /// What is called from outside.
    roots: BTreeSet<u32>,
    functions: u32,
}

impl Calls {
    fn of(part: &[u8]) -> wasmparser::Result<Self> {
        let mut found = Self::default();
        for payload in Parser::new(0).parse_all(part) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        if let TypeRef::Func(_) = import.ty {
                            found.imports.insert(found.functions, import.name.to_owned());
                            found.functions += 1;
                        }
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            found.roots.insert(export.index);
                        }
                    }
                }
                Payload::StartSection { func, .. } => drop(found.roots.insert(func)),
                Payload::CodeSectionEntry(body) => {
                    let mut calls = BTreeSet::new();
                    for operator in body.get_operators_reader()? {
                        if let Operator::Call { function_index }
                        | Operator::ReturnCall { function_index }
                        | Operator::RefFunc { function_index } = operator?
                        {
                            calls.insert(function_index);
                        }
                    }
                    found.called_by.insert(found.functions, calls);
                    found.functions += 1;
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        found.names = function_names(section)?;
                    }
                }
                _ => {}
            }
        }
        Ok(found)
    }
}

fn function_names(section: wasmparser::NameSectionReader<'_>) -> wasmparser::Result<BTreeMap<u32, String>> {
    let mut names = BTreeMap::new();
    for subsection in section {
        if let Name::Function(functions) = subsection? {
            for naming in functions {
                let naming = naming?;
                names.insert(naming.index, naming.name.to_owned());
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection, Module,
        NameMap, NameSection, TypeSection,
    };

    use super::late_imports;

    /// Imports `a`, `b` and `c`, and functions that call them in this order; the first is exported.
    fn core(names: &[&str]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut imports = ImportSection::new();
        for name in ["a", "b", "c"] {
            imports.import("script", name, EntityType::Function(0));
        }
        module.section(&imports);
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for import in 0..3 {
            functions.function(0);
            let mut function = Function::new([]);
            function.instructions().call(import).end();
            code.function(&function);
        }
        module.section(&functions);
        let mut exports = ExportSection::new();
        exports.export("first", ExportKind::Func, 3);
        module.section(&exports);
        module.section(&code);
        let mut map = NameMap::new();
        for (index, name) in (0..).zip(names) {
            map.append(index, name);
        }
        let mut section = NameSection::new();
        section.functions(&map);
        module.section(&section);
        module.finish()
    }

    #[test]
    fn an_import_is_late_where_nothing_that_is_called_from_outside_gets_to_it() {
        let named = core(&["a", "b", "c", "first", "second", "third"]);
        let late: Vec<String> = late_imports(&named, &named).unwrap().into_iter().collect();
        assert_eq!(late, ["b", "c"]);
    }

    #[test]
    fn what_has_no_name_counts_as_called() {
        let named = core(&["a", "b", "c", "first", "second"]);
        let late: Vec<String> = late_imports(&named, &named).unwrap().into_iter().collect();
        assert_eq!(late, ["b"]);
    }
}
