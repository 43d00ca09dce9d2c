//! The style sheets: what a class looks like stands in one place.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Classes that a later block adds to knowingly.
const ADDED_TO: [(&str, &str); 2] = [
    ("page", "a colour that only what is loaded later uses"),
    ("root", "its tokens, and its look"),
];

/// Text without comments.
fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The classes that have a rule to themselves at the top of a block.
fn classes(block: &str) -> Vec<String> {
    let (mut found, mut depth, mut words) = (Vec::new(), 0_u32, String::new());
    for letter in block.chars() {
        match letter {
            '{' => {
                if depth == 0 {
                    let alone = words.split(',').filter_map(|one| one.trim().strip_prefix('.'));
                    let is_name = |name: &&str| {
                        name.chars()
                            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
                    };
                    found.extend(alone.filter(is_name).map(str::to_owned));
                }
                depth += 1;
                words.clear();
            }
            '}' => {
                depth = depth.saturating_sub(1);
                words.clear();
            }
            ';' => words.clear(),
            _ => words.push(letter),
        }
    }
    found
}

#[test]
fn a_class_has_its_rule_in_one_block_of_all_sheets() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for sheet in fs::read_dir(folder).unwrap() {
        let path = sheet.unwrap().path();
        let text = without_comments(&fs::read_to_string(&path).unwrap());
        for (number, block) in text.split("@layer ").skip(1).enumerate() {
            let Some((_, block)) = block.split_once('{') else {
                continue;
            };
            let home = format!(
                "{} block {}",
                path.file_name().unwrap().to_string_lossy(),
                number + 1
            );
            for class in classes(block) {
                let homes = homes.entry(class).or_default();
                if !homes.contains(&home) {
                    homes.push(home.clone());
                }
            }
        }
    }
    assert!(homes.len() > 100, "the sheets were not read");
    homes.retain(|class, homes| homes.len() > 1 && ADDED_TO.iter().all(|(known, _)| class != known));
    assert!(homes.is_empty(), "classes with two meanings: {homes:?}");
}
