//! The contract with the host page: what is made of it is as it gives it, and the code has its names.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../xtask/src/contract/written/mod.rs"]
mod written;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use channel_readiness::domain::exchange::read_wanted;
use channel_readiness::domain::json::{self, Json};

use written::{list, names_of, text};

const MODULE: &str = "public/channel-readiness.js";
const COMMANDS: &str = "src/app/commands.rs";

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn contract() -> Json {
    json::parse(&read(written::SOURCE)).expect("the contract is JSON")
}

fn set<'t>(names: impl IntoIterator<Item = &'t str>) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// The texts in single quotation marks between two texts of a script.
fn quoted_between(script: &str, begin: &str, end: &str) -> BTreeSet<String> {
    let (_, rest) = script
        .split_once(begin)
        .unwrap_or_else(|| panic!("there is no {begin:?}"));
    let (inner, _) = rest
        .split_once(end)
        .unwrap_or_else(|| panic!("nothing ends {begin:?}"));
    set(inner.split('\'').skip(1).step_by(2))
}

/// What stands between two texts, wherever it does.
fn all_between(source: &str, begin: &str, end: &str) -> BTreeSet<String> {
    let pieces = source.split(begin).skip(1);
    set(pieces.filter_map(|piece| Some(piece.split_once(end)?.0)))
}

/// The sources of the program, of this kind.
fn sources(folder: &str, extension: &str) -> String {
    let mut open = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut all = String::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                all += &fs::read_to_string(path).expect("a source");
            }
        }
    }
    all
}

#[test]
fn what_is_made_of_the_contract_is_as_it_gives_it() {
    let all = written::all(&read(written::SOURCE), &read(written::GUIDE)).unwrap();
    let stale: Vec<&str> = all
        .iter()
        .filter(|(name, text)| read(name) != *text)
        .map(|(name, _)| *name)
        .collect();
    assert!(stale.is_empty(), "{stale:?}: run `cargo xtask contract`");
}

#[test]
fn a_guide_without_a_place_for_a_table_is_refused() {
    let refused = written::all(&read(written::SOURCE), "no tables").unwrap_err();
    assert_eq!(
        refused,
        "docs/element.md has no place for the table of attributes"
    );
}

#[test]
fn the_element_has_the_attributes_of_the_contract() {
    let (contract, module) = (contract(), read(MODULE));
    let texts = quoted_between(&module, "const TEXTS = [", "];");
    let flags = quoted_between(&module, "const FLAGS = [", "];");
    let attributes = list(&contract, "attributes");
    let of_kind = |kind: &str| {
        let mirrored = attributes.iter().filter(|one| !text(one, "property").is_empty());
        set(mirrored
            .filter(|one| text(one, "type") == kind)
            .map(|one| text(one, "name")))
    };
    assert_eq!(
        (texts.clone(), flags.clone()),
        (of_kind("string"), of_kind("boolean"))
    );
    // The first of each list is not observed.
    let begin = "static observedAttributes = ['pack', 'lang', ...TEXTS.slice(1), ...FLAGS.slice(1)];";
    assert!(
        module.contains(begin),
        "the observed attributes are told otherwise now"
    );
    let unobserved = attributes
        .iter()
        .filter(|one| one.member("observed") == Some(&Json::from(false)))
        .map(|one| text(one, "name"));
    assert_eq!(set(unobserved), set(["storage-key", "standalone"]));
    assert!(
        module.contains("const TEXTS = ['storage-key',") && module.contains("const FLAGS = ['standalone',")
    );
    // What is read without a list.
    let read = all_between(&module, "this.getAttribute('", "')");
    assert_eq!(read, set(["pack"]));
}

#[test]
fn a_property_has_the_name_that_the_element_gives_it() {
    for attribute in list(&contract(), "attributes") {
        let (name, property) = (text(attribute, "name"), text(attribute, "property"));
        if !property.is_empty() {
            // As the module makes it.
            assert_eq!(name.replacen("-k", "K", 1).replacen("do", "dO", 1), property);
        }
    }
    assert!(read(MODULE).contains(".replace('-k', 'K').replace('do', 'dO')"));
}

#[test]
fn the_element_has_the_methods_and_properties_of_the_contract() {
    let (contract, module) = (contract(), read(MODULE));
    let mut methods = quoted_between(&module, "const METHODS = [", "];");
    for name in ["checkValidity", "reportValidity"] {
        assert!(module.contains(&format!("\n  {name}() {{")), "{name}");
        methods.insert(name.to_owned());
    }
    assert_eq!(methods, set(names_of(&contract, "methods")));
    let properties = all_between(&module, "\n  get ", "()");
    let public = properties.into_iter().filter(|name| !name.starts_with('#'));
    assert_eq!(
        public.collect::<BTreeSet<_>>(),
        set(names_of(&contract, "properties"))
    );
}

#[test]
fn the_program_does_what_the_methods_ask_for() {
    let asked = all_between(&read(MODULE), "const METHODS = ['", "'];")
        .into_iter()
        .collect::<String>();
    let commands = read(COMMANDS);
    let (_, arms) = commands.split_once("match &*String::from(what) {").unwrap();
    let (arms, _) = arms.split_once("\n    }\n").unwrap();
    let mut known = set(arms.split('"').skip(1).step_by(2));
    // What no page asks for: a form that the browser brings back, and another language.
    assert!(known.remove("speak"));
    assert!(known.remove("reset"));
    assert!(known.remove("resume"));
    assert_eq!(known, set(asked.split("', '")));
}

#[test]
fn the_module_exports_the_functions_of_the_contract() {
    let (contract, module) = (contract(), read(MODULE));
    let functions = all_between(&module, "export const ", " =");
    assert_eq!(functions, set(names_of(&contract, "functions")));
    let exports = all_between(&module, "\nexport ", " ");
    assert_eq!(exports, set(["class", "const"]));
    for name in names_of(&contract, "functions") {
        assert!(module.contains(&format!("reckon('{name}', given)")), "{name}");
    }
}

#[test]
fn every_event_of_the_contract_is_told_and_no_other() {
    let (contract, module) = (contract(), read(MODULE));
    // The one without a detail of its own that the module itself tells.
    let mut told = all_between(&sources("src", "rs"), ".tell(\"", "\"");
    assert!(told.remove("later"), "the styles come by the same way");
    told.extend(all_between(
        &sources("src", "rs"),
        "[\"",
        "\".into(), JsValue::NULL",
    ));
    told.extend(all_between(&module, "#tell('", "'"));
    let events: BTreeSet<String> = told.iter().map(|name| format!("cr-{name}")).collect();
    assert_eq!(events, set(names_of(&contract, "events")));
}

#[test]
fn a_detail_holds_what_the_contract_says() {
    let (contract, module) = (contract(), read(MODULE));
    let (_, details) = module.split_once("const DETAILS = {\n").unwrap();
    let (details, _) = details.split_once("};").unwrap();
    for event in list(&contract, "events") {
        let mut types = list(&contract, "types").iter();
        let detail = types
            .find(|one| text(one, "name") == text(event, "detail"))
            .unwrap();
        let name = text(event, "name").trim_start_matches("cr-");
        let line = details
            .lines()
            .find(|line| line.trim().starts_with(&format!("{name}:")));
        let mut held = vec!["version"];
        held.extend(line.map_or("", |line| line).split('\'').skip(1).step_by(2));
        assert_eq!(held, names_of(detail, "members"), "{name}");
    }
}

#[test]
fn slots_parts_and_custom_properties_are_those_of_the_contract() {
    let contract = contract();
    let (module, service) = (read(MODULE), read("public/service.js"));
    assert_eq!(
        all_between(&module, "slot('", "')"),
        set(names_of(&contract, "slots"))
    );
    let mut parts = all_between(&sources("src", "rs"), " part=\"", "\"");
    parts.extend(all_between(&sources("src", "rs"), "\n            part=\"", "\""));
    parts.extend(all_between(&(module + &service), ".part = '", "'"));
    assert_eq!(parts, set(names_of(&contract, "parts")));
    let styles = sources("style", "css");
    let used = all_between(&styles, "var(", ",")
        .into_iter()
        .chain(all_between(&styles, "var(", ")"));
    let is_public = |name: &String| name.starts_with("--cr-") && !name.contains([',', '(']);
    assert_eq!(
        used.filter(is_public).collect::<BTreeSet<_>>(),
        set(names_of(&contract, "customProperties"))
    );
    for one in list(&contract, "customProperties") {
        let (name, default) = (text(one, "name"), text(one, "default").trim_matches('`'));
        assert!(styles.contains(&format!("var({name}, {default})")), "{name}");
    }
}

#[test]
fn values_and_types_of_the_contract_are_those_of_the_program() {
    let contract = contract();
    // The program names what it knows where it refuses something else.
    let wrong = r#"{ "side": 1, "length": 1, "company": { "kind": 1, "size": 1 } }"#;
    let problems = read_wanted(wrong).unwrap_err();
    let known = |place: &str| {
        let problem = problems.iter().find(|one| one.place == place).unwrap();
        let (_, names) = problem.cause.split_once("expected one of ").unwrap();
        let (names, _) = names.split_once(", found").unwrap();
        set(names.split(", "))
    };
    let member = |kind: &str, name: &str| {
        let mut types = list(&contract, "types").iter();
        let kind = types.find(|one| text(one, "name") == kind).unwrap();
        let mut members = list(kind, "members").iter();
        let member = members.find(|one| text(one, "name") == name).unwrap();
        set(text(member, "type").split('\'').skip(1).step_by(2))
    };
    assert_eq!(known("side"), member("Beginning", "side"));
    assert_eq!(known("length"), member("Beginning", "length"));
    assert_eq!(known("company.kind"), member("Company", "kind"));
    assert_eq!(known("company.size"), member("Company", "size"));
    let values = |name: &str| {
        let mut attributes = list(&contract, "attributes").iter();
        let attribute = attributes.find(|one| text(one, "name") == name).unwrap();
        set(list(attribute, "values").iter().filter_map(Json::as_str))
    };
    assert_eq!(
        (values("side"), values("length")),
        (known("side"), known("length"))
    );
    let modes = all_between(&read("src/app/host.rs"), "Some(\"", "\")");
    assert_eq!(modes, values("mode"));
    let themes = all_between(&read("style/tokens.css"), ":host([theme=\"", "\"])");
    assert_eq!(themes.len() + 1, values("theme").len());
    // The screens by their names in the page's address.
    let actions = read("src/ui/action.rs");
    let (_, arms) = actions
        .split_once("pub const fn name(self) -> &'static str {")
        .unwrap();
    let (arms, _) = arms.split_once("\n    }\n").unwrap();
    let mut types = list(&contract, "types").iter();
    let screen = types.find(|one| text(one, "name") == "Screen").unwrap();
    assert_eq!(
        set(arms.split('"').skip(1).step_by(2)),
        set(text(screen, "is").split('\'').skip(1).step_by(2))
    );
}
