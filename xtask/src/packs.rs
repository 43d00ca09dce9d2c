//! The shipped packs: each whole one compacted, and cut into what the first question needs.

use std::path::Path;

use channel_readiness::domain::json;
use channel_readiness::domain::pack::{FirstPart, Pack};

use crate::failure::{Failure, Outcome};
use crate::{files, place};

/// Writes `packs/NAME.json` and `packs/NAME.first.txt` for each pack of `public/packs`.
///
/// # Errors
/// When a pack has mistakes: with all of them.
pub fn write(bundle: &Path) -> Outcome<()> {
    for file in files::below(&place::root().join("public/packs"))? {
        if !files::is_a(&file, "json") {
            continue;
        }
        let text = files::read_text(&file)?;
        let (whole, first) = cut(&text).map_err(|mistakes| {
            Failure::new(format!(
                "{} has mistakes:\n{}",
                place::shown(&file),
                mistakes.join("\n")
            ))
        })?;
        let name = files::name(&file).replace(".json", "");
        files::write(&bundle.join(format!("packs/{name}.json")), whole)?;
        files::write(&bundle.join(format!("packs/{name}.first.txt")), first)?;
    }
    Ok(())
}

/// The whole pack without spaces, and its first part.
fn cut(text: &str) -> Result<(String, String), Vec<String>> {
    let words = |problems: Vec<_>| problems.iter().map(ToString::to_string).collect::<Vec<_>>();
    let pack = Pack::parse(text).map_err(words)?;
    let whole = json::parse(text).map_err(|problem| vec![problem.to_string()])?;
    Ok((json::compact(&whole), FirstPart::cut(&pack).write()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_pack_can_be_cut_and_its_first_part_reads_back() {
        for file in files::below(&place::root().join("public/packs")).unwrap() {
            let text = files::read_text(&file).unwrap();
            let (whole, first) = cut(&text).unwrap();
            let pack = Pack::parse(&whole).unwrap();
            assert_eq!(
                FirstPart::parse(&first).unwrap(),
                FirstPart::cut(&pack),
                "{}",
                file.display()
            );
        }
    }

    #[test]
    fn a_pack_with_mistakes_gives_them_all() {
        let mistakes = cut("{ \"kind\": \"pack\", \"format\": 1 }").unwrap_err();
        assert!(mistakes.len() > 1, "{mistakes:?}");
    }
}
