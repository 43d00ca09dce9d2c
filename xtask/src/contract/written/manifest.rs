//! The custom elements manifest, schema 1.0.0.
//!
//! Source: <https://github.com/webcomponents/custom-elements-manifest>.

use channel_readiness::domain::json::{self, Json, Member, Value};

use super::{attribute_type, is, list, text};

/// The manifest of both modules: the element's, and that of the element over a frame.
pub fn manifest(contract: &Json) -> String {
    let manifest = object(vec![
        member("schemaVersion", "1.0.0"),
        Member::new(
            "modules",
            Json::list([module(contract), module(&over_a_frame(contract))]),
        ),
    ]);
    json::pretty(&manifest, 2)
}

fn module(contract: &Json) -> Json {
    let path = text(contract, "module");
    let class = text(contract, "class");
    let mut declarations = vec![element(contract)];
    declarations.extend(
        list(contract, "functions")
            .iter()
            .map(|one| called("function", one)),
    );
    let reference = |name: &str| object(vec![member("name", name), member("module", path)]);
    let mut exports = vec![object(vec![
        member("kind", "custom-element-definition"),
        member("name", text(contract, "element")),
        Member::new("declaration", reference(class)),
    ])];
    let names = list(contract, "functions").iter().map(|one| text(one, "name"));
    exports.extend([class].into_iter().chain(names).map(|name| {
        object(vec![
            member("kind", "js"),
            member("name", name),
            Member::new("declaration", reference(name)),
        ])
    }));
    object(vec![
        member("kind", "javascript-module"),
        member("path", path),
        Member::new("declarations", Json::list(declarations)),
        Member::new("exports", Json::list(exports)),
    ])
}

/// The contract of the element over a frame: its own members in place of the other's, and its own attributes beside those
/// that go into the frame.
fn over_a_frame(contract: &Json) -> Json {
    let (Some(frame), Value::Object(members)) = (contract.member("frame"), &contract.value) else {
        return contract.clone();
    };
    let left_out: Vec<&str> = list(frame, "without").iter().filter_map(Json::as_str).collect();
    let shared = list(contract, "attributes").iter();
    let shared = shared.filter(|one| !left_out.contains(&text(one, "name")));
    let attributes = Json::list(shared.chain(list(frame, "ownAttributes")).cloned());
    let members = members.iter().map(|Member { name, value }| {
        let own = match name.as_str() {
            "attributes" => &attributes,
            other => frame.member(other).unwrap_or(value),
        };
        Member::new(name.as_str(), own.clone())
    });
    object(members.collect())
}

fn element(contract: &Json) -> Json {
    let each = |name: &str, make: fn(&Json) -> Json| Json::list(list(contract, name).iter().map(make));
    let mirrored = list(contract, "attributes")
        .iter()
        .filter(|one| !text(one, "property").is_empty())
        .map(mirror);
    let own = list(contract, "properties").iter().map(field);
    let methods = list(contract, "methods").iter().map(|one| called("method", one));
    object(vec![
        member("kind", "class"),
        Member::new("customElement", true),
        member("name", text(contract, "class")),
        member("tagName", text(contract, "element")),
        member("description", text(contract, "about")),
        Member::new("superclass", object(vec![member("name", "HTMLElement")])),
        Member::new("members", Json::list(mirrored.chain(own).chain(methods))),
        Member::new("attributes", each("attributes", attribute)),
        Member::new("events", each("events", event)),
        Member::new("slots", each("slots", described)),
        Member::new("cssParts", each("parts", described)),
        Member::new("cssProperties", each("customProperties", css_property)),
    ])
}

fn attribute(one: &Json) -> Json {
    let mut members = vec![member("name", text(one, "name")), about(one)];
    members.push(Member::new("type", kind(&attribute_type(one))));
    members.push(member("default", &text(one, "default").replace('`', "")));
    if !text(one, "property").is_empty() {
        members.push(member("fieldName", text(one, "property")));
    }
    object(members)
}

fn mirror(one: &Json) -> Json {
    object(vec![
        member("kind", "field"),
        member("name", text(one, "property")),
        about(one),
        Member::new("type", kind(&attribute_type(one))),
        member("attribute", text(one, "name")),
        Member::new("reflects", true),
    ])
}

fn field(one: &Json) -> Json {
    object(vec![
        member("kind", "field"),
        member("name", text(one, "name")),
        about(one),
        Member::new("type", kind(text(one, "type"))),
        Member::new("readonly", is(one, "readOnly")),
    ])
}

fn called(what: &str, one: &Json) -> Json {
    let parameters = list(one, "parameters").iter().map(|parameter| {
        object(vec![
            member("name", text(parameter, "name")),
            about(parameter),
            Member::new("type", kind(text(parameter, "type"))),
            Member::new("optional", is(parameter, "optional")),
        ])
    });
    object(vec![
        member("kind", what),
        member("name", text(one, "name")),
        about(one),
        Member::new("parameters", Json::list(parameters)),
        Member::new(
            "return",
            object(vec![Member::new("type", kind(text(one, "returns")))]),
        ),
    ])
}

fn event(one: &Json) -> Json {
    object(vec![
        member("name", text(one, "name")),
        member("description", text(one, "when")),
        Member::new("type", kind(&format!("CustomEvent<{}>", text(one, "detail")))),
    ])
}

fn described(one: &Json) -> Json {
    object(vec![member("name", text(one, "name")), about(one)])
}

fn css_property(one: &Json) -> Json {
    object(vec![
        member("name", text(one, "name")),
        about(one),
        member("default", &text(one, "default").replace('`', "")),
    ])
}

fn about(one: &Json) -> Member {
    member("description", text(one, "about"))
}

fn kind(name: &str) -> Json {
    object(vec![member("text", name)])
}

fn member(name: &str, value: &str) -> Member {
    Member::new(name, value)
}

fn object(members: Vec<Member>) -> Json {
    Json::object(members)
}
