//! The page is hidden or left, or the host removes the element, while somebody types: F15.

use channel_readiness::domain::plan::Plan;
use serde_json::json;

use crate::browser::Result;
use crate::finding::until;
use crate::inside::records_of;
use crate::page::Page;
use crate::plan::shown_plan;
use crate::stage::Stage;

tests![
    f15_what_is_typed_is_written_when_the_page_is_hidden,
    f15_what_is_typed_is_written_when_the_page_is_left,
    f15_an_edit_of_the_same_moment_is_written_when_the_page_is_left,
    f15_a_page_that_is_left_while_it_writes_stands_in_nobody_s_way,
    f15_what_is_typed_is_written_when_the_element_is_removed,
    f15_an_edit_of_the_same_moment_is_written_when_the_element_is_removed,
    f15_what_is_being_written_when_the_element_is_removed_outlives_the_page,
];

pub const FIELD: &str = "Days to level 2 of 1.1";

/// Where an estimate can be typed, which is taken only when its field is left.
pub async fn ready_to_type(stage: &Stage) -> Result<Page> {
    let page = stage.open_at("/pages/host.html").await?;
    page.start_as("vendor").await?;
    page.answer(1).await?;
    crate::lasting::settled(&page).await?;
    page.go_to("Plan").await?;
    page.select("Reach", "Level 4").await?;
    page.click("disclosure", "All questions and their steps").await?;
    page.click("disclosure", "Collaboration").await?;
    Ok(page)
}

/// Types it, and stays in the field.
async fn typing(stage: &Stage) -> Result<Page> {
    let page = ready_to_type(stage).await?;
    page.write(FIELD, "17").await?;
    assert!(efforts(&page).await?.is_empty(), "it is taken later");
    Ok(page)
}

/// The estimates, as the database has them.
async fn efforts(page: &Page) -> Result<Vec<u16>> {
    let records = records_of(page, "assessment/").await?;
    let (_, document) = records.first().ok_or("no record")?.opened()?;
    let response = channel_readiness::domain::exchange::read_response(&document.to_string());
    let plan: Plan = shown_plan(&response.map_err(|problems| format!("{problems:?}"))?)?;
    Ok(plan.efforts.iter().map(|(_, days)| *days).collect())
}

async fn is_written(page: &Page) -> Result<()> {
    until("the estimate in the database", || async {
        Ok((efforts(page).await? == [17]).then_some(()))
    })
    .await
}

async fn f15_what_is_typed_is_written_when_the_page_is_hidden(stage: Stage) -> Result<()> {
    let page = typing(&stage).await?;
    let hide = "Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))";
    page.ask(hide, Vec::new()).await?;
    is_written(&page).await?;
    // Whoever comes back goes on typing in the same field.
    let body = "return focused()?.value ?? null";
    assert_eq!(page.ask(body, Vec::new()).await?, json!("17"));
    Ok(())
}

async fn f15_what_is_typed_is_written_when_the_page_is_left(stage: Stage) -> Result<()> {
    typing(&stage).await?;
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    // It lies beside its record, since a page that goes has no time to look at that; whoever comes next takes it in.
    let page = stage.open().await?;
    is_written(&page).await?;
    until("the draft to go", || async {
        let keys = records_of(&page, "assessment/").await?;
        Ok((keys.len() == 1).then_some(()))
    })
    .await
}

async fn f15_an_edit_of_the_same_moment_is_written_when_the_page_is_left(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(1).await?;
    crate::lasting::settled(&page).await?;
    let script = "all('input[type=radio]')[4].click(); location.href = '/pages/empty.html'";
    page.ask(script, Vec::new()).await?;
    until("the other page", || async {
        let address = stage.driver.current_url().await?;
        Ok(address.path().ends_with("/empty.html").then_some(()))
    })
    .await?;
    let page = stage.open().await?;
    assert_eq!(super::first_level(&page).await?, Some(4));
    Ok(())
}

/// From now on a transaction that writes is always under way.
const WRITE_ALWAYS: &str = "
    const request = indexedDB.open('channel-readiness');
    request.onsuccess = () => {
        const write = () => {
            const transaction = request.result.transaction('records', 'readwrite');
            transaction.objectStore('records').delete('nothing');
            transaction.oncomplete = write;
            window.isWriting = true;
        };
        write();
    };
";

async fn f15_a_page_that_is_left_while_it_writes_stands_in_nobody_s_way(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(1).await?;
    crate::lasting::settled(&page).await?;
    page.ask(WRITE_ALWAYS, Vec::new()).await?;
    until("writing", || async {
        let is_writing = page.ask("return window.isWriting ?? false", Vec::new()).await?;
        Ok((is_writing == json!(true)).then_some(()))
    })
    .await?;
    let page = stage.open_at("/pages/host.html").await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    page.press("Back").await?;
    page.asks("1.1").await?;
    page.answer(4).await?;
    page.saved().await?;
    assert_eq!(super::first_level(&page).await?, Some(4));
    Ok(())
}

async fn f15_what_is_typed_is_written_when_the_element_is_removed(stage: Stage) -> Result<()> {
    let page = typing(&stage).await?;
    page.ask("document.querySelector(host).remove()", Vec::new())
        .await?;
    is_written(&page).await
}

async fn f15_an_edit_of_the_same_moment_is_written_when_the_element_is_removed(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    page.start_as("vendor").await?;
    page.answer(1).await?;
    crate::lasting::settled(&page).await?;
    let script = "all('input[type=radio]')[4].click(); document.querySelector(host).remove()";
    page.ask(script, Vec::new()).await?;
    until("the answer in the database", || async {
        let records = records_of(&page, "assessment/").await?;
        let (_, document) = records.first().ok_or("no record")?.opened()?;
        Ok((document["answers"]["1.1"]["level"] != json!(1)).then_some(()))
    })
    .await
}

async fn f15_what_is_being_written_when_the_element_is_removed_outlives_the_page(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    page.start_as("vendor").await?;
    page.answer(1).await?;
    crate::lasting::settled(&page).await?;
    // Whoever looks before writing waits for an answer; by then the page is gone.
    let script = "IDBObjectStore.prototype.get = () => ({});
        all('input[type=radio]')[4].click();
        document.querySelector(host).remove()";
    page.ask(script, Vec::new()).await?;
    let page = stage.open_at("/pages/host.html").await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    page.press("Back").await?;
    page.asks("1.1").await?;
    assert_eq!(super::first_level(&page).await?, Some(4));
    Ok(())
}
