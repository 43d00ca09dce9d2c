//! Several tags in one cell.

const BETWEEN: [char; 5] = [';', ',', '|', '\n', '\r'];
const QUOTE: char = '"';

/// The tags of a cell: parted by semicolons, commas, bars or line ends. A tag in which one of these stands is in
/// quotation marks, doubled within.
pub(super) fn split(cell: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = cell.trim_start();
    while !rest.is_empty() {
        let (tag, after) = quoted(rest).unwrap_or_else(|| {
            let (tag, after) = rest.split_once(BETWEEN).unwrap_or((rest, ""));
            (tag.trim().to_owned(), after)
        });
        if !tag.is_empty() {
            tags.push(tag);
        }
        rest = after.trim_start();
    }
    tags
}

/// The cell of some tags, from which [`split`] gives the same, but for what no table can hold.
pub(in crate::domain) fn joined<'t>(tags: impl Iterator<Item = &'t str>) -> String {
    let mut cell = String::new();
    for tag in tags {
        let tag = tag.replace('\0', "");
        let tag = tag.trim();
        if !cell.is_empty() {
            cell.push_str("; ");
        }
        if tag.starts_with(QUOTE) || tag.contains(BETWEEN) {
            cell.push(QUOTE);
            cell.push_str(&tag.replace(QUOTE, "\"\""));
            cell.push(QUOTE);
        } else {
            cell.push_str(tag);
        }
    }
    cell
}

/// The tag in quotation marks that stands first, and what follows it; `None` where none does.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix(QUOTE)?;
    let mut tag = String::new();
    loop {
        let (before, after) = rest.split_once(QUOTE)?;
        tag.push_str(before);
        let Some(doubled) = after.strip_prefix(QUOTE) else {
            rest = after.trim_start_matches([' ', '\t']);
            break;
        };
        tag.push(QUOTE);
        rest = doubled;
    }
    let after = if rest.is_empty() {
        ""
    } else {
        rest.strip_prefix(BETWEEN)?
    };
    Some((tag.trim().to_owned(), after))
}
