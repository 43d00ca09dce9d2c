//! The tab (F2) or the whole browser (F3) is killed in the middle of writing. What was called saved is there, and every
//! record is whole.

use serde_json::json;

use crate::browser::{Browser, Compiler, Result};
use crate::finding::until;
use crate::inside::records_of;
use crate::page::Page;
use crate::stage::Stage;

tests![
    f2_after_a_tab_was_killed_while_it_wrote_everything_is_whole_and_as_new_as_it_was_called_saved,
    f3_after_the_browser_was_killed_while_it_wrote_the_same_holds needs LastingProfile,
];

/// How often it is killed.
const TIMES: usize = 4;

/// Begins, or goes on, with what has one answer, and writes until some numbers more than `above` were called saved; gives
/// the last of them.
async fn hammer(page: &Page, above: u64) -> Result<u64> {
    until("the note", || async {
        let body = "return one('details.evidence textarea') !== null";
        Ok(page
            .ask(body, Vec::new())
            .await?
            .as_bool()
            .filter(|is_there| *is_there))
    })
    .await?;
    let body = format!("{}\nhammer(arguments[0])", include_str!("../hammer.js"));
    let with = json!({ "from": above, "seed": 7, "fault": "", "lasts": 60_000 });
    page.ask(&body, vec![with]).await?;
    until("some writes", || async {
        let state = page.ask("return window.hammers[host]", Vec::new()).await?;
        assert_eq!(
            (&state["falselySaved"], &state["unsettled"]),
            (&json!(0), &json!(0))
        );
        let acknowledged = state["acknowledged"].as_u64();
        Ok(acknowledged.filter(|number| *number > above + 20))
    })
    .await
}

/// The number in the note, of the only assessment; every record can be read.
async fn number_kept(page: &Page) -> Result<u64> {
    let records = records_of(page, "").await?;
    for record in &records {
        record
            .opened()
            .map_err(|error| format!("{}: {error}", record.key))?;
    }
    let assessment = page.assessment().await?;
    assert_eq!(assessment.answers.len(), 1);
    let note = assessment
        .answers
        .values()
        .next()
        .map(|answer| answer.note.clone());
    Ok(note.unwrap_or_default().parse()?)
}

async fn go_on(page: &Page) -> Result<()> {
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    page.press("Back").await?;
    page.asks("1.1").await
}

async fn f2_after_a_tab_was_killed_while_it_wrote_everything_is_whole_and_as_new_as_it_was_called_saved(
    stage: Stage,
) -> Result<()> {
    let mut page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let mut above = 0;
    for _ in 0..TIMES {
        let doomed = stage.driver.window().await?;
        let next = stage.engine.new_tab(&stage.driver).await?;
        stage.driver.switch_to_window(doomed).await?;
        let acknowledged = hammer(&page, above).await?;
        stage.engine.kill_tab(&stage.driver).await?;
        stage.driver.switch_to_window(next).await?;
        page = stage.open().await?;
        let kept = number_kept(&page).await?;
        assert!(
            kept >= acknowledged,
            "{acknowledged} was called saved, {kept} is there"
        );
        above = kept;
        go_on(&page).await?;
    }
    Ok(())
}

async fn f3_after_the_browser_was_killed_while_it_wrote_the_same_holds(stage: Stage) -> Result<()> {
    let profile = std::env::temp_dir().join(format!("channel-readiness-killed-{}", std::process::id()));
    let outcome = kill_and_come_back(&stage, &profile).await;
    let _ = std::fs::remove_dir_all(&profile);
    outcome
}

async fn kill_and_come_back(stage: &Stage, profile: &std::path::Path) -> Result<()> {
    let mut acknowledged = None;
    for _ in 0..=TIMES {
        let browser = Browser::open_with_profile(stage.engine, Compiler::Quick, profile).await?;
        browser.driver.goto(stage.server.url("/")).await?;
        let page = Page::of(&browser.driver, stage.engine);
        page.started().await?;
        let mut above = 0;
        if let Some(acknowledged) = acknowledged {
            above = number_kept(&page).await?;
            assert!(
                above >= acknowledged,
                "{acknowledged} was called saved, {above} is there"
            );
            go_on(&page).await?;
        } else {
            page.start_as("vendor").await?;
            page.answer(3).await?;
            page.saved().await?;
        }
        acknowledged = Some(hammer(&page, above).await?);
        // Everything that belongs to it is killed, and has no time for anything.
        drop(browser);
    }
    Ok(())
}
