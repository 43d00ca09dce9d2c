//! B10 in the browser: names that turn words around, hide or go beyond their line. Sixty generated ones, wherever names
//! are shown: none leaves its field, and none is left in the name of a file.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::directory::with;
use crate::hostile_contents::changed;
use crate::hostile_contents::{KINDS, document, shown_texts};
use crate::hostile_directory::{id_of, saying};
use crate::hostile_links::file::unsigned;
use crate::hostile_words::turning_names;
use crate::offered::Desk;
use crate::page::Page;
use crate::peace::Peace;
use crate::spilled::nothing_is_spilled;
use crate::stage::Stage;

tests![
    names_of_partners_stay_in_their_fields,
    names_stay_in_their_place_in_a_sentence,
    names_in_what_is_opened_stay_in_their_fields,
    names_of_files_say_what_they_are,
];

/// B10: on the list, on each partner's page, and in our own words about one of them.
async fn names_of_partners_stay_in_their_fields(stage: Stage) -> Result<()> {
    const OPEN: &str = "async (id) => {
        one(`[data-id='${id}'] [data-verb=open]`).click();
        await once(() => one('.profile'), 'the page of a partner');
    }";
    const BACK: &str = "async () => {
        one('.page button').click();
        await once(() => one('.list li.entry'), 'the list');
    }";
    let (page, names) = turning(&stage).await?;
    // What the page fetches by itself for a partner: which questionnaires there are.
    page.go_to("Questionnaires").await?;
    page.find("button", "Use it: Example to copy").await?;
    page.go_to("Partners").await?;
    let before = Peace::of(&page, &stage).await?;
    nothing_is_spilled(&page, &names, "the list").await?;
    for (number, name) in names.iter().enumerate() {
        page.await_answer(OPEN, vec![json!(id_of(number))]).await?;
        nothing_is_spilled(&page, &names, &format!("the page of {name:?}")).await?;
        page.await_answer(BACK, Vec::new()).await?;
    }
    before.holds(&Peace::of(&page, &stage).await?, "after all names");
    Ok(())
}

/// B10: what is asked before one is deleted, and what is said once one was archived.
async fn names_stay_in_their_place_in_a_sentence(stage: Stage) -> Result<()> {
    const ASK: &str = "async (id) => {
        one(`[data-id='${id}'] [data-verb=delete]`).click();
        await once(() => one('dialog[open]'), 'a question');
    }";
    const NO: &str = "async () => {
        one('dialog[open]').close();
        await once(() => !one('dialog[open]'), 'the question to go');
    }";
    const ARCHIVE: &str = "async (id) => {
        one(`[data-id='${id}'] [data-verb=archive]`).click();
        await once(() => !one(`[data-id='${id}']`), 'it to go');
        if (!words().includes('was archived.')) throw new Error(words());
    }";
    let (page, names) = turning(&stage).await?;
    for (number, name) in names.iter().enumerate() {
        page.await_answer(ASK, vec![json!(id_of(number))]).await?;
        nothing_is_spilled(&page, &names, &format!("a question about {name:?}")).await?;
        page.await_answer(NO, Vec::new()).await?;
        page.await_answer(ARCHIVE, vec![json!(id_of(number))]).await?;
        nothing_is_spilled(&page, &names, &format!("{name:?} was archived")).await?;
    }
    Ok(())
}

/// The list of partners with names that turn words around.
async fn turning(stage: &Stage) -> Result<(Page, Vec<String>)> {
    let names = turning_names(60);
    let partners = names.iter().enumerate();
    let partners = partners.map(|(number, name)| saying(number, name));
    let page = with(stage, partners.collect()).await?;
    page.saved().await?;
    Ok((page, names))
}

/// B10: of assessments that go out, one about each. What would be downloaded is noted in its place.
async fn names_of_files_say_what_they_are(stage: Stage) -> Result<()> {
    const EXPORT: &str = "async (count) => {
        for (let more = one('button.more'); more; more = one('button.more')) {
            more.click();
            await new Promise((next) => setTimeout(next, 0));
        }
        const { click } = HTMLAnchorElement.prototype;
        const names = {};
        try {
            for (const entry of all('li.entry')) {
                let name = '';
                HTMLAnchorElement.prototype.click = function () { name = this.download; };
                entry.querySelector('[data-verb=export]').click();
                await once(() => name, 'the name of a file');
                names[entry.dataset.id] = name;
            }
        } finally {
            HTMLAnchorElement.prototype.click = click;
        }
        if (Object.keys(names).length !== count) throw new Error(words());
        return names;
    }";
    /// So much of a name stands in that of a file, in characters.
    const LONGEST: usize = 31;
    let names = turning_names(60);
    let page = stage.open().await?;
    let id = |number: usize| format!("0190f5f0-7b1c-7000-8002-{number:012x}");
    let about = |(number, name): (usize, &String)| {
        json!({
            "kind": "response", "format": 1, "id": id(number), "pack": { "id": "channel-devops", "version": 1 },
            "side": "vendor", "length": "quick", "title": null, "respondent": null,
            "company": { "id": null, "name": "", "kind": null, "size": null },
            "counterpart": { "id": null, "name": name, "kind": null, "size": null },
            "createdAt": "2026-01-05T09:00:00Z", "updatedAt": "2026-01-05T09:00:00Z", "answers": {},
        })
    };
    let responses: Vec<Value> = names.iter().enumerate().map(about).collect();
    let bundle =
        json!({ "kind": "bundle", "format": 1, "packs": [], "companies": [], "responses": responses });
    page.import(&bundle.to_string()).await?;
    page.go_to("Assessments").await?;
    page.saved().await?;
    let before = Peace::of(&page, &stage).await?;
    let offered = page.await_answer(EXPORT, vec![json!(names.len())]).await?;
    let ending = format!("-{}.json", page.today().await?);
    for (number, name) in names.iter().enumerate() {
        let file = offered[id(number)].as_str().ok_or("no file")?;
        let said = file
            .strip_prefix("channel-readiness-")
            .and_then(|said| said.strip_suffix(&ending));
        let said = said.ok_or_else(|| format!("{file:?} is no name of a file of ours"))?;
        assert!(said.chars().count() <= LONGEST, "{file:?}");
        assert!(!file.chars().any(is_hidden), "{file:?}");
        // What can be seen of the name, in its order, up to where it is cut.
        let seen = |text: &str| {
            text.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
        };
        assert!(seen(name).starts_with(&seen(said)), "{file:?} for {name:?}");
        assert!(
            name.chars().count() > LONGEST || seen(name) == seen(said),
            "{file:?} for {name:?}"
        );
    }
    before.holds(&Peace::of(&page, &stage).await?, "after all names");
    Ok(())
}

/// What hides, turns words around, or has no place in a name. Source: Unicode's `Bidi_Control`, `Cc`, `Zl` and `Zp`, the
/// characters without width, and what systems keep for themselves.
fn is_hidden(character: char) -> bool {
    const KEPT: &str = "/\\:*?\"<>|";
    let hidden = [
        '\u{61c}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{feff}',
    ];
    character.is_control()
        || hidden.contains(&character)
        || ('\u{2028}'..='\u{202e}').contains(&character)
        || ('\u{2060}'..='\u{206f}').contains(&character)
        || KEPT.contains(character)
}

/// B10: wherever a name stands in what is opened.
async fn names_in_what_is_opened_stay_in_their_fields(stage: Stage) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    let mut spilled = Vec::new();
    for (number, name) in turning_names(60).into_iter().enumerate() {
        let kind = KINDS[number / 3 % 3];
        let pointers = shown_texts(kind).iter().filter(|pointer| **pointer != "/message");
        let mut document = document(kind);
        for pointer in pointers {
            document = changed::with(document, pointer, json!(name));
        }
        let file = unsigned(document.to_string().as_bytes());
        spilled.push(desk.spilled(&file, &name).await?);
    }
    assert_eq!(spilled.concat(), Vec::<String>::new());
    desk.is_at_peace(&stage).await
}
