//! The page in the frame of `<channel-readiness-frame>`, as far as its files say what others say too.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn the_frame_page_has_the_least_policy_with_trusted_types() {
    let security = text("SECURITY.md");
    let (_, section) = security.split_once("## Content-security policy").unwrap();
    let quoted: Vec<&str> = section.split('`').skip(1).step_by(2).collect();
    let named = |beginning: &str| *quoted.iter().find(|words| words.starts_with(beginning)).unwrap();
    let policy = format!(
        "{}; {}",
        named("default-src "),
        named("require-trusted-types-for ")
    );
    let page = text("public/frame.html");
    assert!(page.contains(&format!("content=\"{policy}\"")), "{policy}");
    let server = format!("Content-Security-Policy: frame-ancestors 'self' https://portal.example; {policy}");
    assert!(text("docs/frame.md").contains(&server), "{server}");
}

#[test]
fn the_sandbox_has_what_the_guide_gives_a_reason_for() {
    let script = text("public/channel-readiness-frame.js");
    let (_, rest) = script.split_once("const SANDBOX =").unwrap();
    let sandbox: BTreeSet<&str> = rest.split('\'').nth(1).unwrap().split(' ').collect();
    let guide = text("docs/frame.md");
    let (_, table) = guide.split_once("| token | fails |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let reasons: BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    assert_eq!(sandbox, reasons);
}

#[test]
fn the_guide_for_portals_and_the_examples_have_these_policies() {
    let with_element = {
        let page = text("public/frame.html");
        let (_, rest) = page.split_once("Content-Security-Policy\" content=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let frame = text("docs/frame.md");
    let around = frame
        .lines()
        .find(|line| line.starts_with("Content-Security-Policy: ") && line.contains("frame-src"));
    let guide = text("docs/embedding.md");
    assert!(guide.contains(&format!("\nContent-Security-Policy: {with_element}\n")));
    assert!(guide.contains(&format!("\n{}\n", around.unwrap())));
    for name in ["plain", "theme", "form", "pack", "dashboard"] {
        let page = text(&format!("public/examples/{name}.html"));
        assert!(page.contains(&format!("content=\"{with_element}\"")), "{name}");
    }
}
