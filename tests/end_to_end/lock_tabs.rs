//! A lock that another tab sets or takes off.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::faults::left::{FIELD, ready_to_type};
use crate::finding::until;
use crate::lock::{PASSPHRASE, full, go_to_section, is_locked, nothing_is_readable, set_lock, unlock};
use crate::page::{Named, Page};
use crate::stage::Stage;

tests![
    both_tabs_lock_and_each_follows_what_the_other_does,
    an_edit_beside_a_lock_of_another_tab_waits_for_the_passphrase,
    a_first_answer_beside_a_lock_of_another_tab_is_never_plain,
    what_a_page_leaves_behind_is_not_left_beside_a_lock_of_another_tab,
];

/// Two tabs on the same data, the second one in front.
async fn two(stage: &Stage) -> Result<(Page, [WindowHandle; 2])> {
    let page = full(stage).await?;
    let first = stage.driver.window().await?;
    let second = stage.engine.new_tab(&stage.driver).await?;
    let page = {
        drop(page);
        stage.open().await?
    };
    page.go_to("Assessments").await?;
    Ok((page, [first, second]))
}

async fn both_tabs_lock_and_each_follows_what_the_other_does(stage: Stage) -> Result<()> {
    let (page, [first, second]) = two(&stage).await?;
    stage.driver.switch_to_window(first.clone()).await?;
    set_lock(&page).await?;
    stage.driver.switch_to_window(second.clone()).await?;
    unlock(&page).await?;
    page.go_to("Assessments").await?;
    page.press("Go on with Vendor’s view of Contoso").await?;
    page.question().await?;
    page.answer(0).await?;
    page.saved().await?;
    let answered = page.assessment().await?.answers;
    stage.driver.switch_to_window(first.clone()).await?;
    until("the answer in the other tab", || async {
        Ok((page.assessment().await?.answers == answered).then_some(()))
    })
    .await?;
    nothing_is_readable(&page).await?;
    page.press("Lock now").await?;
    is_locked(&page).await?;
    until("the focus in the field", || async {
        let focus = page.focus().await?;
        if focus.name == "Passphrase" {
            return Ok(Some(()));
        }
        Err(format!("{focus:?}").into())
    })
    .await?;
    stage.driver.switch_to_window(second.clone()).await?;
    is_locked(&page).await?;
    page.says_not("Contoso").await?;
    // Once it is taken off in one, the other opens by itself.
    stage.driver.switch_to_window(first).await?;
    unlock(&page).await?;
    go_to_section(&page).await?;
    page.click("disclosure", "Take the lock off").await?;
    page.write("Present passphrase", PASSPHRASE).await?;
    page.press("Take it off").await?;
    page.find("button", "Set the lock").await?;
    stage.driver.switch_to_window(second).await?;
    page.without("heading", "Locked").await?;
    page.says("Contoso").await
}

/// This tab hears and tells nothing from now on.
const DEAF: &str = "BroadcastChannel.prototype.postMessage = () => {};";

async fn an_edit_beside_a_lock_of_another_tab_waits_for_the_passphrase(stage: Stage) -> Result<()> {
    let (page, [first, second]) = two(&stage).await?;
    page.press("Go on with Vendor’s view of Contoso").await?;
    page.question().await?;
    stage.driver.switch_to_window(first.clone()).await?;
    page.ask(DEAF, Vec::new()).await?;
    set_lock(&page).await?;
    stage.driver.switch_to_window(second).await?;
    page.answer(0).await?;
    is_locked(&page).await?;
    page.says("What you have entered in this one is not saved yet")
        .await?;
    page.says_not("Contoso").await?;
    nothing_is_readable(&page).await?;
    unlock(&page).await?;
    page.saved().await?;
    nothing_is_readable(&page).await?;
    let edited = page.assessment().await?.answers;
    let page = {
        stage.driver.goto(stage.server.url("/")).await?;
        stage.page()
    };
    unlock(&page).await?;
    assert_eq!(page.assessment().await?.answers, edited);
    Ok(())
}

async fn a_first_answer_beside_a_lock_of_another_tab_is_never_plain(stage: Stage) -> Result<()> {
    // Nothing is kept yet, and the part that knows of locks has not come.
    let page = stage.open().await?;
    let first = stage.driver.window().await?;
    stage.engine.new_tab(&stage.driver).await?;
    let page = {
        drop(page);
        stage.open().await?
    };
    set_lock(&page).await?;
    stage.driver.switch_to_window(first).await?;
    page.write("Your company (optional)", "Northwind").await?;
    // Every write that the page makes, as it makes it.
    let script = "
        window.written = [];
        for (const name of ['put', 'add']) {
            const original = IDBObjectStore.prototype[name];
            IDBObjectStore.prototype[name] = function (...given) {
                const request = original.apply(this, given);
                this.transaction.addEventListener('complete', () => window.written.push(given[1]));
                return request;
            };
        }";
    page.ask(script, Vec::new()).await?;
    page.start_as("vendor").await?;
    is_locked(&page).await?;
    assert_eq!(page.ask("return window.written", Vec::new()).await?, json!([]));
    nothing_is_readable(&page).await?;
    unlock(&page).await?;
    page.saved().await?;
    nothing_is_readable(&page).await?;
    assert_eq!(page.assessment().await?.company.name, "Northwind");
    Ok(())
}

async fn what_a_page_leaves_behind_is_not_left_beside_a_lock_of_another_tab(stage: Stage) -> Result<()> {
    let page = ready_to_type(&stage).await?;
    let first = stage.driver.window().await?;
    let second = stage.engine.new_tab(&stage.driver).await?;
    let page = {
        drop(page);
        stage.open().await?
    };
    page.ask(DEAF, Vec::new()).await?;
    set_lock(&page).await?;
    stage.driver.switch_to_window(first).await?;
    page.write(FIELD, "17").await?;
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    stage.driver.switch_to_window(second).await?;
    nothing_is_readable(&page).await?;
    // The lock itself is still there.
    stage.driver.goto(stage.server.url("/")).await?;
    let page = stage.page();
    is_locked(&page).await?;
    unlock(&page).await?;
    page.go_to("Assessments").await?;
    page.find("button", Named::Beginning("Go on with "))
        .await
        .map(drop)
}
