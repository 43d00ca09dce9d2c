//! The style sheets: what a class looks like stands in one place.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
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

/// All style sheets without their comments.
fn sheets() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths
        .map(|path| without_comments(&fs::read_to_string(path).unwrap()))
        .collect()
}

/// Every name in a text that begins with `--cr-`.
fn custom_properties(text: &str) -> BTreeSet<String> {
    text.split("--cr-")
        .skip(1)
        .map(|rest| {
            let is_part = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
            "--cr-".to_owned() + &rest.chars().take_while(is_part).collect::<String>()
        })
        .collect()
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

#[test]
fn every_custom_property_that_the_sheets_read_goes_into_the_frame() {
    let mut read = custom_properties(&sheets());
    // The frame sets it itself.
    assert!(read.remove("--cr-view"));
    assert!(read.len() > 10, "the sheets were not read");
    let messages = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/frame-messages.js");
    let messages = fs::read_to_string(messages).unwrap();
    assert_eq!(custom_properties(&messages), read);
}

#[test]
fn no_height_goes_by_the_window_but_through_one_token() {
    // In a frame that is as high as what is in it, such a height would make the frame higher, and that the height.
    let sheets = sheets();
    let going: Vec<&str> = sheets
        .split([';', '{', '}'])
        .filter(|rule| {
            let units = ["vh", "vb", "vmin", "vmax"];
            units.iter().any(|unit| {
                rule.match_indices(unit).any(|(place, _)| {
                    let before = rule[..place].trim_end_matches(['s', 'l', 'd']);
                    before.ends_with(|letter: char| letter.is_ascii_digit())
                })
            })
        })
        .map(str::trim)
        .filter(|rule| !rule.starts_with("--view:"))
        // Of a sheet that is only printed.
        .filter(|rule| *rule != "min-block-size: min(94vh, 240mm)")
        .collect();
    assert!(going.is_empty(), "{going:?}");
}
