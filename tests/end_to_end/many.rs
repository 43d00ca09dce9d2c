//! Thousands of responses at once: how far it is, the page that answers meanwhile, stopping it, and what is told when the
//! store does not take it.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::dice::Dice;
use crate::exchange::pick;
use crate::finding::until;
use crate::inside::{damage, records_of};
use crate::lock::{nothing_is_readable, set_lock, unlock};
use crate::page::{Named, Page};
use crate::stage::{Folder, Stage};
use crate::truth::rich_response;

tests![
    two_thousand_responses_come_in_while_the_page_answers,
    a_file_of_thousands_says_how_far_it_is_and_what_came_of_it,
    an_import_that_is_cancelled_changes_nothing,
    an_import_that_is_refused_changes_nothing,
    what_the_store_does_not_take_is_told_and_saved_later needs StorageLimit,
    one_of_thousands_is_edited_deleted_and_brought_back,
    those_about_one_of_many_are_found_by_words_of_its_name,
    thousands_beside_a_lock_are_sealed_with_all_the_rest,
    another_tab_shows_what_came_in_numbers_and_what_is_changed_of_it,
    a_damaged_chunk_is_told_with_how_many_it_holds_and_the_rest_is_here,
];

/// So many responses, each with an id of its own, as a bundle.
pub async fn many(page: &Page, count: usize) -> Result<Value> {
    let one = rich_response(page.today().await?);
    let all: Vec<Value> = (0..count)
        .map(|number| {
            let mut response = one.clone();
            response["id"] = json!(format!("00000000-0000-4000-8000-{number:012x}"));
            response["title"] = json!(format!("Number {number}"));
            response
        })
        .collect();
    Ok(json!({ "kind": "bundle", "format": 1, "packs": [], "companies": [], "responses": all }))
}

/// Takes a bundle in by the element, and watches: how often something else had its turn, what the bar said, and what the
/// page did when somebody pressed a button.
const WATCHED: &str = "async (text, press) => {
    await one('[data-saved]');
    const bars = new Set(), words = new Set();
    let turns = 0, over = false, pressed = '';
    const turn = () => {
        if (over) return;
        turns += 1;
        const bar = one('progress');
        if (bar) {
            bars.add(bar.value);
            words.add(bar.parentElement.innerText.replace(/\\d+/g, '#'));
            if (press && !pressed) {
                find('button', press, 'exact')[0]?.click();
                pressed = press;
            }
        }
        setTimeout(turn, 0);
    };
    setTimeout(turn, 0);
    let outcome;
    try {
        const report = await document.querySelector(host).importData(text);
        outcome = report.responses.length;
    } catch (error) {
        outcome = error.message;
    }
    over = true;
    return { turns, bars: [...bars], words: [...words], outcome, address: location.hash };
}";

async fn watched(page: &Page, document: &Value, press: &str) -> Result<Value> {
    page.await_answer(WATCHED, vec![json!(document.to_string()), json!(press)])
        .await
}

/// How many responses the page has.
pub async fn count(page: &Page) -> Result<usize> {
    let count =
        "() => document.querySelector(host).exportData().then((text) => JSON.parse(text).responses.length)";
    let count = page.await_answer(count, Vec::new()).await?;
    Ok(usize::try_from(count.as_u64().ok_or("no number")?)?)
}

async fn reloaded(page: &Page) -> Result<()> {
    page.driver.refresh().await?;
    page.started().await
}

async fn two_thousand_responses_come_in_while_the_page_answers(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let document = many(&page, 2_000).await?;
    let seen = watched(&page, &document, "Partners").await?;
    assert_eq!(seen["outcome"], 2_000, "{seen}");
    // Done in one go, the page has a turn or two; how many more depends on the machine.
    assert!(seen["turns"].as_u64().is_some_and(|turns| turns > 4), "{seen}");
    assert!(
        seen["bars"].as_array().is_some_and(|bars| bars.len() > 2),
        "{seen}"
    );
    assert_eq!(
        seen["address"], "#partners",
        "what was pressed meanwhile was done"
    );
    page.saved().await?;
    // Together they take few records.
    assert!(records_of(&page, "assessment/").await?.is_empty());
    assert_eq!(records_of(&page, "chunk/").await?.len(), 10);
    reloaded(&page).await?;
    assert_eq!(count(&page).await?, 2_000);
    page.go_to("Assessments").await?;
    page.says("2,000 assessments").await?;
    let shown = "return all('li.entry').length";
    assert_eq!(page.ask(shown, Vec::new()).await?, 50);
    page.press("Show 50 more").await?;
    until("more to be shown", || async {
        Ok((page.ask(shown, Vec::new()).await? == 100).then_some(()))
    })
    .await?;
    // The focus goes to the first of them.
    until("the focus to go on", || async {
        Ok(page
            .focus()
            .await?
            .name
            .starts_with("Go on with Number")
            .then_some(()))
    })
    .await
}

async fn a_file_of_thousands_says_how_far_it_is_and_what_came_of_it(stage: Stage) -> Result<()> {
    let (page, folder) = (stage.open().await?, Folder::new("thousands")?);
    let document = many(&page, 3_000).await?;
    page.go_to("Assessments").await?;
    let watch = "
        window.told = [];
        new MutationObserver(() => {
            const bar = one('progress');
            if (bar) window.told.push([bar.getAttribute('aria-label'), bar.value, bar.parentElement.innerText]);
        }).observe(root(), { subtree: true, childList: true, attributes: true, characterData: true });
    ";
    page.ask(watch, Vec::new()).await?;
    pick(&page, &folder.file("many.json", document.to_string())?).await?;
    page.find("heading", "Imported “many.json”").await?;
    page.says("3,000 assessments added").await?;
    page.saved().await?;
    page.without("progressbar", "Importing “many.json”").await?;
    let told: Vec<(String, f64, String)> =
        serde_json::from_value(page.ask("return window.told", Vec::new()).await?)?;
    assert!(
        told.iter().all(|(name, ..)| name == "Importing “many.json”"),
        "{told:?}"
    );
    let says = |words: &str| told.iter().any(|(_, _, said)| said.contains(words));
    assert!(says("Reading: "), "{told:?}");
    assert!(says(" of 3,000"), "{told:?}");
    reloaded(&page).await?;
    assert_eq!(count(&page).await?, 3_000);
    Ok(())
}

async fn an_import_that_is_cancelled_changes_nothing(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.saved().await?;
    let (before, records) = (page.export().await?, records_of(&page, "").await?);
    let document = many(&page, 4_000).await?;
    let seen = watched(&page, &document, "Cancel the import").await?;
    assert_eq!(seen["outcome"], "the import was cancelled", "{seen}");
    assert_eq!(page.export().await?, before);
    assert_eq!(records_of(&page, "").await?, records);
    // The next one is not in its way.
    let report = page.import(&many(&page, 60).await?.to_string()).await?;
    assert_eq!(report["responses"].as_array().map(Vec::len), Some(60));
    page.saved().await?;
    reloaded(&page).await?;
    assert_eq!(count(&page).await?, 61);
    Ok(())
}

async fn an_import_that_is_refused_changes_nothing(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let mut document = many(&page, 2_000).await?;
    document["responses"][1_999]["answers"]["1.1"]["level"] = json!(5);
    let seen = watched(&page, &document, "").await?;
    let outcome = seen["outcome"].as_str().unwrap_or_default();
    assert!(
        outcome.starts_with("responses[1999].answers[\"1.1\"].level: "),
        "{seen}"
    );
    assert_eq!(count(&page).await?, 0);
    assert!(records_of(&page, "").await?.is_empty());
    Ok(())
}

/// Room for some of it and not for all.
const QUOTA: u32 = 600_000;

async fn what_the_store_does_not_take_is_told_and_saved_later(stage: Stage) -> Result<()> {
    // Set before the origin's first write: the browser looks at the quota anew only when it seems used up.
    stage.limit_storage(Some(QUOTA)).await?;
    let page = stage.open().await?;
    let mut document = many(&page, 1_500).await?;
    let mut dice = Dice::new(1);
    for response in document["responses"].as_array_mut().into_iter().flatten() {
        response["answers"]["1.1"]["note"] = json!(dice.letters(300));
    }
    page.import(&document.to_string()).await?;
    page.saving_is("not-saved").await?;
    page.find("alert", Named::Containing("Not saved")).await?;
    // All of them are shown, and none is lost meanwhile.
    assert_eq!(count(&page).await?, 1_500);
    let some = records_of(&page, "chunk/").await?.len();
    stage.limit_storage(None).await?;
    page.saved().await?;
    assert!(records_of(&page, "chunk/").await?.len() > some);
    reloaded(&page).await?;
    assert_eq!(count(&page).await?, 1_500);
    Ok(())
}

async fn one_of_thousands_is_edited_deleted_and_brought_back(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.import(&many(&page, 500).await?.to_string()).await?;
    page.saved().await?;
    page.go_to("Assessments").await?;
    page.click("button", Named::Beginning("Go on with Number 499"))
        .await?;
    page.answer(4).await?;
    page.saved().await?;
    let own = records_of(&page, "assessment/").await?;
    assert_eq!(own.len(), 1);
    let edited = own[0].opened()?.1;
    page.go_to("Assessments").await?;
    page.press("Delete Number 498").await?;
    page.press("Delete").await?;
    page.says("499 assessments").await?;
    page.saved().await?;
    reloaded(&page).await?;
    page.go_to("Assessments").await?;
    page.says("499 assessments").await?;
    let bundle = page.bundle().await?;
    let kept = bundle
        .responses
        .iter()
        .find(|one| one.id.0.to_string() == edited["id"]);
    let kept = kept.ok_or("the edited one is gone")?;
    let level = kept.answers.values().filter_map(|answer| match answer.state {
        channel_readiness::domain::assessment::AnswerState::Level(level) => Some(level.number()),
        _ => None,
    });
    let before = edited["answers"]
        .as_object()
        .into_iter()
        .flat_map(|answers| answers.values());
    let before = before.filter_map(|answer| answer["level"].as_u64());
    assert_eq!(level.map(u64::from).sum::<u64>(), before.sum::<u64>());
    page.click("disclosure", "1 deleted lately").await?;
    page.press("Bring back Number 498").await?;
    page.says("500 assessments").await?;
    page.saved().await?;
    reloaded(&page).await?;
    assert_eq!(count(&page).await?, 500);
    Ok(())
}

async fn those_about_one_of_many_are_found_by_words_of_its_name(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let mut document = many(&page, 200).await?;
    let responses = document["responses"].as_array_mut().ok_or("no responses")?;
    for (number, response) in responses.iter_mut().enumerate() {
        response["counterpart"]["name"] = json!(format!("Partner {number:03} Ltd"));
    }
    page.import(&document.to_string()).await?;
    page.go_to("Assessments").await?;
    page.select("About", "Partner 123 Ltd").await?;
    entries_are(&page, 1).await?;
    // One more, and nobody finds one in a list.
    let mut one = many(&page, 201).await?;
    let responses = one["responses"].as_array_mut().ok_or("no responses")?;
    let mut last = responses.pop().ok_or("no response")?;
    last["counterpart"]["name"] = json!("Fabrikam Ltd");
    one["responses"] = json!([last]);
    page.import(&one.to_string()).await?;
    page.says("201 assessments").await?;
    for (words, count) in [("LTD partner 12", 12), ("fabr", 1), ("nobody", 0), ("", 50)] {
        page.write("About", words).await?;
        entries_are(&page, count).await?;
    }
    Ok(())
}

/// Waits until so many are in the page.
async fn entries_are(page: &Page, count: usize) -> Result<()> {
    until(&format!("{count} entries"), || async {
        let found = page.ask("return all('li.entry').length", Vec::new()).await?;
        if found == json!(count) {
            Ok(Some(()))
        } else {
            Err(found.to_string().into())
        }
    })
    .await
}

async fn thousands_beside_a_lock_are_sealed_with_all_the_rest(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.import(&many(&page, 450).await?.to_string()).await?;
    page.saved().await?;
    set_lock(&page).await?;
    nothing_is_readable(&page).await?;
    // More of them, with ids of their own.
    let mut more = many(&page, 120).await?;
    for response in more["responses"].as_array_mut().into_iter().flatten() {
        let id = response["id"].as_str().unwrap_or_default();
        response["id"] = json!(id.replacen("00000000", "10000000", 1));
    }
    page.import(&more.to_string()).await?;
    page.saved().await?;
    let kept = nothing_is_readable(&page).await?;
    let chunks = kept.iter().filter(|one| one.key.starts_with("chunk/"));
    assert_eq!(chunks.count(), 4);
    page.driver.refresh().await?;
    unlock(&page).await?;
    assert_eq!(count(&page).await?, 570);
    Ok(())
}

async fn another_tab_shows_what_came_in_numbers_and_what_is_changed_of_it(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let first = stage.driver.window().await?;
    let second = stage.engine.new_tab(&stage.driver).await?;
    let other = stage.open().await?;
    other.go_to("Assessments").await?;
    stage.driver.switch_to_window(first.clone()).await?;
    page.import(&many(&page, 300).await?.to_string()).await?;
    page.saved().await?;
    stage.driver.switch_to_window(second).await?;
    other.says("300 assessments").await?;
    other.press("Delete Number 299").await?;
    other.press("Delete").await?;
    other.saved().await?;
    stage.driver.switch_to_window(first).await?;
    page.go_to("Assessments").await?;
    page.says("299 assessments").await
}

async fn a_damaged_chunk_is_told_with_how_many_it_holds_and_the_rest_is_here(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.import(&many(&page, 500).await?.to_string()).await?;
    page.saved().await?;
    let chunks = records_of(&page, "chunk/").await?;
    let damaged = chunks
        .iter()
        .find(|chunk| chunk.key.ends_with("/200"))
        .ok_or("no chunk of 200")?;
    let mut bytes = damaged.bytes.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    damage(&page, &damaged.key, &bytes).await?;
    reloaded(&page).await?;
    page.says("200 records could not be read. They are left untouched, and the rest is here.")
        .await?;
    assert_eq!(count(&page).await?, 300);
    page.import(&many(&page, 500).await?.to_string()).await?;
    page.saved().await?;
    let after = records_of(&page, "chunk/").await?;
    let kept = after.iter().find(|chunk| chunk.key == damaged.key);
    assert_eq!(
        kept.map(|chunk| &chunk.bytes),
        Some(&bytes),
        "it is never written over"
    );
    // What lay in it came again beside it.
    assert_eq!(count(&page).await?, 500);
    Ok(())
}
