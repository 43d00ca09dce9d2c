//! A lock that another tab sets or takes off, also while what is kept is still read.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::directory::company;
use crate::faults::left::{FIELD, ready_to_type};
use crate::finding::until;
use crate::inside::{ORDINARY, Record, records};
use crate::lock::{
    PASSPHRASE, full, go_to_section, is_locked, is_of_lock, nothing_is_readable, set_lock, unlock,
};
use crate::page::{Named, Page};
use crate::stage::Stage;

tests![
    both_tabs_lock_and_each_follows_what_the_other_does,
    an_edit_beside_a_lock_of_another_tab_waits_for_the_passphrase,
    a_first_answer_beside_a_lock_of_another_tab_is_never_plain,
    what_a_page_leaves_behind_is_not_left_beside_a_lock_of_another_tab,
    a_lock_that_comes_while_settings_are_read_is_asked_for,
    a_lock_that_comes_while_partners_are_read_is_asked_for,
    what_is_sealed_and_has_no_lock_is_set_aside,
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

async fn take_off(page: &Page) -> Result<()> {
    go_to_section(page).await?;
    page.click("disclosure", "Take the lock off").await?;
    page.write("Present passphrase", PASSPHRASE).await?;
    page.press("Take it off").await?;
    page.find("button", "Set the lock").await.map(drop)
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
    take_off(&page).await?;
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

/// Has the widget begin anew. When it has read the records from this key on, and before it hears of it, these are put, as
/// another tab does.
const PUT_WHILE_READ: &str = "async (from, records) => {
    const getAll = IDBObjectStore.prototype.getAll;
    IDBObjectStore.prototype.getAll = function (range, ...given) {
        const request = getAll.call(this, range, ...given);
        if (range?.lower !== from) return request;
        IDBObjectStore.prototype.getAll = getAll;
        const { name, transaction } = this;
        transaction.addEventListener('complete', (event) => {
            event.stopImmediatePropagation();
            const writing = transaction.db.transaction(name, 'readwrite');
            for (const [key, bytes] of records) writing.objectStore(name).put(new Uint8Array(bytes), key);
            writing.oncomplete = () => {
                window.arePut = true;
                transaction.dispatchEvent(new Event('complete'));
            };
        }, { once: true });
        return request;
    };
    const element = document.querySelector(host);
    element.pack = element.pack;
}";

/// A page that keeps something, plainly; what of it is there sealed while it is locked; and what is exported of it.
async fn unsealed(stage: &Stage) -> Result<(Page, Vec<Record>, String)> {
    let page = full(stage).await?;
    let partner = company("0190f5f0-7b1c-7000-8000-0000000e0001", "Fabrikam");
    let bundle =
        json!({ "kind": "bundle", "format": 1, "packs": [], "companies": [partner], "responses": [] });
    page.import(&bundle.to_string()).await?;
    page.saved().await?;
    let export = page.export().await?;
    set_lock(&page).await?;
    let sealed = nothing_is_readable(&page).await?;
    take_off(&page).await?;
    page.saved().await?;
    let all = records(&page, ORDINARY).await?;
    assert!(!all.iter().any(is_of_lock), "the lock is off");
    Ok((page, sealed, export))
}

async fn begin_anew(page: &Page, from: &str, put: &[Record]) -> Result<()> {
    let put: Vec<_> = put.iter().map(|one| (&one.key, &one.bytes)).collect();
    page.await_answer(PUT_WHILE_READ, vec![json!(from), json!(put)])
        .await?;
    until("the records to be put", || async {
        let are_put = page.ask("return window.arePut ?? false", Vec::new()).await?;
        Ok((are_put == json!(true)).then_some(()))
    })
    .await
}

/// What was read so far, up to this key, is not shown without the passphrase, and what is sealed is not taken for damaged.
async fn is_asked_for(stage: &Stage, from: &str) -> Result<()> {
    let (page, sealed, export) = unsealed(stage).await?;
    begin_anew(&page, from, &sealed).await?;
    is_locked(&page).await?;
    for words in ["Contoso", "Fabrikam", "could not be read"] {
        page.says_not(words).await?;
    }
    unlock(&page).await?;
    assert_eq!(page.export().await?, export);
    page.says_not("could not be read").await?;
    assert_eq!(nothing_is_readable(&page).await?, sealed);
    Ok(())
}

async fn a_lock_that_comes_while_settings_are_read_is_asked_for(stage: Stage) -> Result<()> {
    is_asked_for(&stage, "setting/").await
}

async fn a_lock_that_comes_while_partners_are_read_is_asked_for(stage: Stage) -> Result<()> {
    is_asked_for(&stage, "companies/").await
}

async fn what_is_sealed_and_has_no_lock_is_set_aside(stage: Stage) -> Result<()> {
    let (page, mut sealed, _) = unsealed(&stage).await?;
    sealed.retain(|record| record.key.starts_with("assessment/"));
    assert_eq!(sealed.len(), 1);
    begin_anew(&page, "setting/", &sealed).await?;
    page.says("1 record could not be read. It is left untouched, and the rest is here.")
        .await?;
    assert!(!page.has("heading", "Locked").await?);
    let bundle = page.bundle().await?;
    let names: Vec<&str> = bundle.companies.iter().map(|one| &*one.name).collect();
    assert_eq!((bundle.responses.len(), names), (0, vec!["Fabrikam"]));
    let kept = records(&page, ORDINARY).await?;
    assert!(kept.contains(&sealed[0]), "it is untouched");
    Ok(())
}
