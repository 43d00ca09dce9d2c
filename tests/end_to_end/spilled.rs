//! Names that turn words around, hide or go beyond their line: whether they leave their field, as it is seen.

use serde_json::json;

use crate::browser::Result;
use crate::page::Page;

/// Our own words, on each line from the left to the right as they were written, whatever name stands beside them: those
/// that do not, and names that go beyond their line and are not clipped. `names` are whole texts.
const SPILLED: &str = "
    const names = arguments[0];
    const walker = document.createTreeWalker(root(), NodeFilter.SHOW_TEXT);
    const spilled = [];
    const range = document.createRange();
    const isClipped = (element) => {
        for (let at = element; at; at = at.parentElement) {
            if (getComputedStyle(at).overflowY !== 'visible') return true;
        }
        return false;
    };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!parent.checkVisibility({ visibilityProperty: true }) || parent.closest('option, .hidden')) continue;
        if (/\\u0301{100}/.test(node.data) && !isClipped(parent)) spilled.push(`marks in ${parent.localName} in ${parent.parentElement?.className}`);
        const ours = node.data.split('');
        for (const name of names) {
            for (let at = node.data.indexOf(name); name && at >= 0; at = node.data.indexOf(name, at + 1)) {
                ours.fill(null, at, at + name.length);
            }
        }
        let last = null;
        for (const [at, letter] of ours.entries()) {
            if (letter === null || !/[A-Za-z]/.test(letter)) continue;
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getClientRects()[0];
            if (!box) continue;
            if (last && Math.abs(last.top - box.top) < 2 && box.left < last.left - 0.5) {
                spilled.push(`turned in ${parent.localName}: ${node.data.slice(0, 80)}`);
                break;
            }
            last = box;
        }
    }
    return spilled;";

/// What leaves its field on this screen, where these names stand.
pub async fn spilled(page: &Page, names: &[String]) -> Result<Vec<String>> {
    // A tag is shown without the spaces around it, and in a sentence each paragraph of a name stands by itself.
    let parts = names.iter().flat_map(|name| {
        let paragraphs = name.split(['\u{85}', '\u{2029}']).map(str::trim);
        [name.as_str(), name.trim()].into_iter().chain(paragraphs)
    });
    let shown: Vec<&str> = parts.filter(|part| part.len() > 1).collect();
    Ok(serde_json::from_value(
        page.ask(SPILLED, vec![json!(shown)]).await?,
    )?)
}

/// That nothing does.
pub async fn nothing_is_spilled(page: &Page, names: &[String], screen: &str) -> Result<()> {
    assert_eq!(spilled(page, names).await?, Vec::<String>::new(), "{screen}");
    Ok(())
}
