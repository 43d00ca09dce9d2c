//! What is fetched until the first question can be answered, and how many bytes that may be.
//!
//! The list stands in `xtask/size-budget.txt`, where the end-to-end tests read it too: they compare it with the requests
//! of a real browser.

use crate::failure::{Failure, Outcome};
use crate::{files, place};

/// The list and its limit.
#[derive(Debug, PartialEq, Eq)]
pub struct Budget {
    /// In bytes, brotli at quality 11.
    pub bytes: usize,
    /// Names below `dist/`; `*` stands for one folder.
    pub files: Vec<String>,
}

impl Budget {
    /// The project's budget.
    ///
    /// # Errors
    /// When its file is missing or not of the known form.
    pub fn read() -> Outcome<Self> {
        let path = place::root().join("xtask/size-budget.txt");
        Self::parse(&files::read_text(&path)?).ok_or_else(|| {
            Failure::new(format!(
                "{} should begin with `budget BYTES`",
                place::shown(&path)
            ))
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let bytes = lines.next()?.strip_prefix("budget ")?.parse().ok()?;
        Some(Self {
            bytes,
            files: lines.map(str::to_owned).collect(),
        })
    }
}

/// Whether a name below `dist/` is the one that the list means.
pub fn is_meant(listed: &str, name: &str) -> bool {
    let (mut listed, mut name) = (listed.split('/'), name.split('/'));
    loop {
        match (listed.next(), name.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if one == "*" || one == other => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, is_meant};

    #[test]
    fn an_asterisk_stands_for_one_folder() {
        assert!(is_meant("core/*/core.js", "core/0123/core.js"));
        assert!(is_meant("index.html", "index.html"));
        assert!(!is_meant("core/*/core.js", "core/core.js"));
        assert!(!is_meant("core/*/core.js", "core/a/b/core.js"));
        assert!(!is_meant("core/*/core.js", "core/0123/late.js"));
    }

    #[test]
    fn the_budget_is_a_number_and_a_list() {
        let read = Budget::parse("# words\nbudget 150000\n\nindex.html\ncore/core.js\n");
        let files = vec!["index.html".to_owned(), "core/core.js".to_owned()];
        assert_eq!(
            read,
            Some(Budget {
                bytes: 150_000,
                files
            })
        );
        assert_eq!(Budget::parse("index.html"), None);
        assert_eq!(Budget::parse("budget many"), None);
    }

    #[test]
    fn the_project_has_a_budget_of_at_most_150_kilobytes() {
        assert!(Budget::read().unwrap().bytes <= 150_000);
    }
}
