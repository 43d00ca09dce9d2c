//! The database is gone, and the mark beside it is not: F11.

use crate::browser::Result;
use crate::finding::until;
use crate::inside::{ORDINARY, records, remove};
use crate::page::{Named, Page};
use crate::stage::{Folder, Stage};

tests![
    f11_data_that_is_gone_is_said_with_how_much_and_since_when_and_comes_back_from_a_file,
    f11_who_starts_anew_is_not_told_again_but_until_then_every_time,
    f11_an_origin_without_anything_is_a_first_visit,
    f11_storage_that_cannot_be_opened_is_not_called_gone,
];

const GONE: &str = "Data that was kept here is gone.";

/// One assessment of a partner, saved, and then its database is deleted.
async fn lost(stage: &Stage) -> Result<(Page, String)> {
    let page = stage.open().await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    crate::lasting::settled(&page).await?;
    until("the mark", || async { mark(&page).await }).await?;
    let text = page.export().await?;
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    remove(&stage.page()).await?;
    Ok((stage.open().await?, text))
}

/// The mark of the ordinary store.
async fn mark(page: &Page) -> Result<Option<String>> {
    let mark = page
        .ask("return localStorage.getItem('channel-readiness.')", Vec::new())
        .await?;
    Ok(mark.as_str().map(str::to_owned))
}

async fn f11_data_that_is_gone_is_said_with_how_much_and_since_when_and_comes_back_from_a_file(
    stage: Stage,
) -> Result<()> {
    let (page, text) = lost(&stage).await?;
    page.find("alert", Named::Containing(GONE)).await?;
    page.says(": 1 assessment and 1 partner.").await?;
    let folder = Folder::new("gone")?;
    let file = folder.file("copy.json", &text)?;
    page.find("button", "Restore a backup").await?;
    page.find("button", "Import an exported copy").await?;
    let input = page.one(".notices input[type=file]").await?;
    input.send_keys(file.to_string_lossy()).await?;
    page.find("heading", "Imported “copy.json”").await?;
    page.saved().await?;
    page.without("alert", Named::Containing(GONE)).await?;
    assert_eq!(page.export().await?, text);
    let page = stage.open().await?;
    page.find("heading", "Go on where you stopped").await?;
    page.says_not(GONE).await?;
    assert_eq!(page.export().await?, text);
    Ok(())
}

async fn f11_who_starts_anew_is_not_told_again_but_until_then_every_time(stage: Stage) -> Result<()> {
    let (page, _) = lost(&stage).await?;
    page.says(GONE).await?;
    let told = mark(&page).await?;
    // Work goes on, and what is gone stays told.
    page.start_as("partner").await?;
    page.answer(2).await?;
    page.saved().await?;
    page.says(GONE).await?;
    assert_eq!(mark(&page).await?, told);
    page.press("Start anew").await?;
    page.without("alert", Named::Containing(GONE)).await?;
    page.answer(1).await?;
    page.saved().await?;
    assert_ne!(mark(&page).await?, told);
    let page = stage.open().await?;
    page.find("heading", "Go on where you stopped").await?;
    page.says_not(GONE).await
}

async fn f11_an_origin_without_anything_is_a_first_visit(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Assessments").await?;
    page.says_not(GONE).await?;
    assert_eq!(mark(&page).await?, None);
    assert!(records(&page, ORDINARY).await?.is_empty());
    Ok(())
}

async fn f11_storage_that_cannot_be_opened_is_not_called_gone(stage: Stage) -> Result<()> {
    let page = super::faulty(&stage).await?;
    until("the mark", || async { mark(&page).await }).await?;
    let page = stage.open_at("/pages/faulty.html?fault=open-throws").await?;
    page.says("What is kept here could not be opened.").await?;
    page.says_not(GONE).await
}
