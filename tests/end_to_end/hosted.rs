//! A portal's page that is strict, old or odd, as its address says: see `pages/hosted.js`.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::page::Page;
use crate::server::Server;
use crate::stage::Stage;

/// The page on this server, with what its address says: begins with `?`, or is empty. Its module is loaded, which does not
/// mean that the element has started.
pub async fn hosted(stage: &Stage, portal: &Server, query: &str) -> Result<Page> {
    let address = portal.url(&format!("/pages/hosted.html{query}"));
    stage.driver.goto(address).await?;
    let page = stage.page();
    until("the module to be there", || async {
        let is_there = page.ask("return window.hosted ?? false", Vec::new()).await?;
        Ok((is_there == json!(true)).then_some(()))
    })
    .await?;
    Ok(page)
}

/// The same on the stage's own server, started.
pub async fn started(stage: &Stage, query: &str) -> Result<Page> {
    let page = hosted(stage, &stage.server, query).await?;
    page.started().await?;
    Ok(page)
}

/// Waits until an event of the page's has this place in its detail, and gives the cause.
pub async fn told_of(page: &Page, place: &str) -> Result<String> {
    let script =
        "return window.told.find(({ detail }) => detail.place === arguments[0])?.detail.cause ?? null";
    until(&format!("an event of {place}"), || async {
        let cause = page.ask(script, vec![json!(place)]).await?;
        Ok(cause.as_str().map(str::to_owned))
    })
    .await
}

/// Whether the host's own words are to be seen.
pub async fn shows_fallback(page: &Page) -> Result<bool> {
    let shows = "return document.querySelector('#fallback').checkVisibility()";
    Ok(page.ask(shows, Vec::new()).await? == json!(true))
}

/// What is said with these arguments by a script that changes the page.
pub async fn change(page: &Page, script: &str) -> Result<()> {
    page.ask(script, Vec::<Value>::new()).await.map(drop)
}
