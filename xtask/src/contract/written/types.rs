//! The types of the element and of its module, for TypeScript.

use channel_readiness::domain::json::Json;

use super::{attribute_type, is, list, parameters, text};

/// The declarations.
pub fn types(contract: &Json) -> String {
    let (element, class) = (text(contract, "element"), text(contract, "class"));
    let each = |name: &str, make: &dyn Fn(&Json) -> String| -> String {
        list(contract, name).iter().map(make).collect()
    };
    let mirrored = each("attributes", &|one| match text(one, "property") {
        "" => String::new(),
        name => documented("  ", one) + &mirror(name, one),
    });
    let own = each("properties", &|one| {
        let mark = if is(one, "readOnly") { "readonly " } else { "" };
        let (name, kind) = (text(one, "name"), text(one, "type"));
        documented("  ", one) + &format!("  {mark}{name}: {kind};\n")
    });
    let methods = each("methods", &|one| {
        documented("  ", one)
            + &format!(
                "  {}({}): {};\n",
                text(one, "name"),
                parameters(one),
                text(one, "returns")
            )
    });
    let functions = each("functions", &|one| {
        let (name, returns) = (text(one, "name"), text(one, "returns"));
        documented("", one) + &format!("export function {name}({}): {returns};\n", parameters(one))
    });
    let events = each("events", &|one| {
        format!(
            "    '{}': CustomEvent<{}>;\n",
            text(one, "name"),
            text(one, "detail")
        )
    });
    format!(
        "// The types of <{element}> and its module. Made of src/embed/contract.json by `cargo xtask contract`.\n\
        {}\n\
        /** {} */\n\
        export class {class} extends HTMLElement {{\n  static readonly formAssociated: true;\n{mirrored}{own}{methods}}}\n\n\
        {functions}\n\
        {}\n\
        declare global {{\n  \
          interface HTMLElementTagNameMap {{\n    '{element}': {class};\n  }}\n  \
          interface HTMLElementEventMap {{\n{events}  }}\n  \
          interface DocumentEventMap {{\n{events}  }}\n  \
          namespace JSX {{\n    interface IntrinsicElements {{\n      '{element}': {class}Attributes;\n    }}\n  }}\n\
        }}\n",
        each("types", &declared),
        text(contract, "about"),
        written_in_markup(contract),
    )
}

/// The property that mirrors an attribute. What is not there is an empty text, and `null` takes it away.
fn mirror(name: &str, one: &Json) -> String {
    let kind = attribute_type(one);
    let given = match (text(one, "type"), text(one, "accepts")) {
        ("boolean", _) => return format!("  {name}: boolean;\n"),
        (_, "") if kind != "string" => format!("{kind} | ''"),
        _ => "string".to_owned(),
    };
    format!("  get {name}(): {given};\n  set {name}(value: {kind} | '' | null);\n")
}

/// A type of the contract's own.
fn declared(one: &Json) -> String {
    let (name, is_alias) = (text(one, "name"), text(one, "is"));
    if !is_alias.is_empty() {
        return format!("\n{}export type {name} = {is_alias};\n", documented("", one));
    }
    let extends = match text(one, "extends") {
        "" => String::new(),
        other => format!(" extends {other}"),
    };
    let members: String = list(one, "members")
        .iter()
        .map(|member| {
            let mark = if is(member, "optional") { "?" } else { "" };
            let (name, kind) = (text(member, "name"), text(member, "type"));
            documented("  ", member) + &format!("  {name}{mark}: {kind};\n")
        })
        .collect();
    format!(
        "\n{}export interface {name}{extends} {{\n{members}}}\n",
        documented("", one)
    )
}

/// What may be written of the element in JSX and in templates.
fn written_in_markup(contract: &Json) -> String {
    let (element, class) = (text(contract, "element"), text(contract, "class"));
    let attributes: String = list(contract, "attributes")
        .iter()
        .map(|one| {
            let kind = match text(one, "type") {
                "boolean" => "boolean | ''".to_owned(),
                _ => attribute_type(one),
            };
            let name = quoted(text(one, "name"));
            documented("  ", one) + &format!("  {name}?: {kind};\n")
        })
        .collect();
    let events = list(contract, "events").iter().map(|one| {
        let (name, detail) = (text(one, "name"), text(one, "detail"));
        format!("  'on{name}'?: (event: CustomEvent<{detail}>) => void;\n")
    });
    let events = events.collect::<Vec<_>>().concat();
    format!(
        "/**\n * What may be written of the element. React 19 and Vue find it where a project says so once:\n *\n \
         * declare module 'react' {{\n \
         *   namespace JSX {{ interface IntrinsicElements {{ '{element}': {class}Attributes }} }}\n \
         * }}\n \
         * declare module 'vue' {{\n \
         *   interface GlobalComponents {{ '{element}': new () => {{ $props: {class}Attributes }} }}\n \
         * }}\n */\n\
        export interface {class}Attributes {{\n{attributes}{events}  [attribute: string]: unknown;\n}}\n"
    )
}

fn quoted(name: &str) -> String {
    if name.contains('-') {
        format!("'{name}'")
    } else {
        name.to_owned()
    }
}

/// What is said of something, above it. Links of the guide lead nowhere from here.
fn documented(indent: &str, one: &Json) -> String {
    let mut words = text(one, "about").to_owned();
    while let Some((before, rest)) = words.split_once("](") {
        let after = rest.split_once(')').map_or("", |(_, after)| after);
        words = match before.rsplit_once('[') {
            Some((start, link)) => format!("{start}{link}{after}"),
            None => format!("{before}{after}"),
        };
    }
    format!("{indent}/** {words} */\n")
}
