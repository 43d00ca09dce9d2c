//! Links in the page's address: on a page of its own, on a page of somebody else's, and while the page is open.

use crate::browser::Result;
use crate::finding::until;
use crate::receiving::hash;
use crate::sent::{file, fragment, invite, invite_text, link};
use crate::stage::Stage;

tests![
    a_page_that_embeds_it_opens_links_too_and_keeps_its_own_fragments,
    a_link_that_comes_while_the_page_is_open_is_opened,
];

async fn a_page_that_embeds_it_opens_links_too_and_keeps_its_own_fragments(stage: Stage) -> Result<()> {
    let sent = file(&invite_text(&invite()?))?;
    let at = |fragment: &str| stage.server.url(&format!("/pages/host.html{fragment}"));
    stage.driver.goto(at(&fragment(&sent))).await?;
    let page = stage.page();
    page.started().await?;
    page.find("heading", "Northwind asks for your view").await?;
    assert_eq!(hash(&page).await?, "");
    stage.driver.goto("about:blank").await?;
    stage.driver.goto(at("#open=menu")).await?;
    page.started().await?;
    page.go_to("Partners").await?;
    page.find("heading", "Partners").await?;
    page.says_not("This could not be opened").await?;
    assert_eq!(hash(&page).await?, "#open=menu");
    Ok(())
}

async fn a_link_that_comes_while_the_page_is_open_is_opened(stage: Stage) -> Result<()> {
    let sent = file(&invite_text(&invite()?))?;
    let page = stage.open().await?;
    stage.driver.goto(link(&stage, &sent)).await?;
    page.find("heading", "Northwind asks for your view").await?;
    assert_eq!(hash(&page).await?, "#partners");
    page.press("Close").await?;
    page.find("heading", "Partners").await?;
    // Once more, where the list is shown.
    stage.driver.goto(link(&stage, &sent)).await?;
    page.find("heading", "Northwind asks for your view").await?;
    until("the address to be without it", || async {
        Ok((hash(&page).await? == "#partners").then_some(()))
    })
    .await
}
