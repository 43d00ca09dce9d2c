//! B10 in the browser: names that turn words around, hide or go beyond their line. Sixty generated ones, wherever names
//! are shown: none leaves its field, and none is left in the name of a file.

use std::collections::BTreeSet;

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

/// Opens the partner in so many rows from the top, and gives its id.
const OPEN: &str = "async (place) => {
    const row = `[aria-rowindex='${place + 2}'] [data-verb=open]`;
    const grid = await once(() => one('[role=grid]'), 'the list');
    await once(() => {
        grid.scrollTop = place * one('.grid-row').clientHeight;
        return one(row);
    }, 'the row');
    one(row).click();
    await once(() => one('.partner-page .profile'), 'the page of a partner');
    return one('.partner-page header').dataset.id;
}";
const BACK: &str = "async () => {
    one('.page button').click();
    await once(() => one('.grid-row'), 'the list');
}";

/// B10: on the list, on each partner's page, and in our own words about one of them.
async fn names_of_partners_stay_in_their_fields(stage: Stage) -> Result<()> {
    let (page, names) = turning(&stage).await?;
    // What the page fetches by itself for a partner: which questionnaires there are.
    page.go_to("Questionnaires").await?;
    page.find("button", "Use it: Example to copy").await?;
    page.go_to("Partners").await?;
    let before = Peace::of(&page, &stage).await?;
    let mut opened = BTreeSet::new();
    for place in 0..names.len() {
        // The list as it stands there.
        nothing_is_spilled(&page, &names, &format!("the list at {place}")).await?;
        let id = page.await_answer(OPEN, vec![json!(place)]).await?;
        nothing_is_spilled(&page, &names, &format!("the page of {id}")).await?;
        page.await_answer(BACK, Vec::new()).await?;
        opened.insert(id.as_str().unwrap_or_default().to_owned());
    }
    assert_eq!(
        opened,
        (0..names.len()).map(id_of).collect(),
        "each has been there"
    );
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
        await once(() => words().includes('Archived since'), 'it to be archived');
        if (!words().includes('was archived.')) throw new Error(words());
    }";
    // Where all are archived there is no row any more.
    const LEAVE: &str = "async () => {
        one('.page button').click();
        await once(() => one('.finder'), 'the list');
    }";
    let (page, names) = turning(&stage).await?;
    let mut archived = BTreeSet::new();
    for _ in &names {
        // The first one, which goes from the list.
        let id = page.await_answer(OPEN, vec![json!(0)]).await?;
        page.await_answer(ASK, vec![id.clone()]).await?;
        nothing_is_spilled(&page, &names, &format!("a question about {id}")).await?;
        page.await_answer(NO, Vec::new()).await?;
        page.await_answer(ARCHIVE, vec![id.clone()]).await?;
        nothing_is_spilled(&page, &names, &format!("{id} was archived")).await?;
        page.await_answer(LEAVE, Vec::new()).await?;
        nothing_is_spilled(&page, &names, &format!("the list without {id}")).await?;
        archived.insert(id.as_str().unwrap_or_default().to_owned());
    }
    assert_eq!(
        archived,
        (0..names.len()).map(id_of).collect(),
        "each was archived"
    );
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
