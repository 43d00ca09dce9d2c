//! Texts that would do harm where they were taken for anything but text.
#![allow(dead_code, reason = "each suite uses some of it")]

use crate::dice::Dice;

/// Names that JavaScript knows.
pub const NAMES: [&str; 10] = [
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "toJSON",
    "then",
    "",
    " ",
];

pub const SCRIPTS: [&str; 14] = [
    "<script>alert(1)</script>",
    "</script><script src=//example.com/x.js></script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><use href=\"data:,x#x\"/></svg>",
    "\"><iframe srcdoc='<script>x()</script>'>",
    "javascript:alert(document.domain)",
    " jAvAsCrIpT\u{1}:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "${7*7}{{7*7}}<%= 7*7 %>",
    "&lt;b&gt; &#x3c;b> <!-- --> ]]>",
    "'; DROP TABLE answers; --",
    "=HYPERLINK(\"http://example.com\")",
    "../../etc/passwd\\..\\C:",
    "%s%n%x \\u0000 \\",
];

/// What turns words around, hides, or goes beyond its line.
pub const TURNING: [&str; 8] = [
    "\u{202e}fdp.exe",
    "\u{202a}\u{202b}\u{202d}\u{2066}\u{2067}\u{2068} never closed",
    "\u{200b}\u{200d}\u{feff}\u{ad}",
    "\u{2028}\u{2029}\u{85}",
    "\0\u{1}\u{7f}\u{1b}[31m",
    "اَلعَرَبِيَّة עברית 日本語 👩‍👩‍👧",
    "\u{e0001}\u{e007f}\u{fff9}",
    "=\t+\r\n-@＝",
];

/// A letter with a thousand marks.
pub fn marked() -> String {
    format!("e{}", "\u{301}".repeat(1000))
}

/// So many names, each another one, with something in it that turns words around, hides, or goes beyond its line: at the
/// beginning, within or at the end.
pub fn turning_names(count: usize) -> Vec<String> {
    let mut dice = Dice::new(102);
    let marked = marked();
    let all: Vec<&str> = TURNING.into_iter().chain([&*marked]).collect();
    let name = |number: usize| {
        let odd = all[number % all.len()];
        let turned = *dice.pick(&["\u{202e}", "\u{2067}", "\u{2069}\u{202e}", "\u{200f}", "\u{200b}"]);
        match number % 3 {
            0 => format!("{odd}{turned}Partner {number}"),
            1 => format!("Partner{turned} {number} {odd}"),
            _ => format!("Part{odd}ner {number}{turned}"),
        }
    };
    (0..count).map(name).collect()
}
