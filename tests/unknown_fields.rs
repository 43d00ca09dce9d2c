//! Fields that this version does not know come back as they came, whatever object they stand in.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/documents.rs"]
mod documents;
#[path = "support/nodes.rs"]
mod nodes;

use std::fs;

use channel_readiness::domain::exchange::{
    read_bundle, read_company, read_response, write_bundle, write_company, write_response,
};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::pack::Pack;
use serde_json::{Value, json};

use documents::{bundle, company, pack_json, spelled_out, value, vendor, with};
use nodes::objects;

#[test]
fn unknown_fields_are_kept_in_every_object() {
    let response = extended(vendor(), |at| !at.ends_with("/answers"));
    let read = read_response(&response.to_string()).unwrap();
    assert_eq!(value(&write_response(&read)), response);
    let company = extended(company(), |_| true);
    let read = read_company(&parse(&company.to_string()).unwrap()).unwrap();
    assert_eq!(value(&write_company(&read)), company);
    let bundle = extended(bundle(), |at| !at.ends_with("/answers"));
    let read = read_bundle(&bundle.to_string(), &[]).unwrap();
    assert_eq!(value(&write_bundle(&read)), spelled_out(bundle));
    // Conditions have no unknown fields: what is not understood there must not be passed over.
    let pack = extended(built_in(), |at| !at.contains("/when"));
    let read = Pack::parse(&pack.to_string()).unwrap();
    assert_eq!(value(&read.document), pack);
}

/// The document with an unknown field, each another one, in every object whose pointer is `wanted`.
fn extended(mut document: Value, wanted: fn(&str) -> bool) -> Value {
    for (number, at) in objects(&document).into_iter().enumerate() {
        if wanted(&at) {
            let unknown = json!({"deep": [number, null, {"__proto__": "y", "kind": "pack"}]});
            document = with(document, &format!("{at}/x"), unknown);
        }
    }
    document
}

fn built_in() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/packs/channel-devops.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn unknown_fields_are_written_back_as_they_were_written() {
    let odd = r#""x":[1.50e+2,-0,0.10000000000000000000000000000001,12345678901234567890,"\u0000ä"]"#;
    let with_odd = |json: &Value| json.to_string().replacen('{', &format!("{{{odd},"), 1);
    let response = read_response(&with_odd(&vendor())).unwrap();
    assert!(compact(&write_response(&response)).contains(odd));
    let company = read_company(&parse(&with_odd(&company())).unwrap()).unwrap();
    assert!(compact(&write_company(&company)).contains(odd));
    let bundle = read_bundle(&with_odd(&bundle()), &[]).unwrap();
    assert!(compact(&write_bundle(&bundle)).contains(odd));
    let pack = Pack::parse(&with_odd(&pack_json())).unwrap();
    assert!(compact(&pack.document).contains(odd));
}
