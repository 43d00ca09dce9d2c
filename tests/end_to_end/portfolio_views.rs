//! Filters, order and columns under a name: kept, shown again, replaced, renamed, deleted and brought back.

use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::replica::Replica;
use channel_readiness::storage::migrations::REPLICA_FORMAT;
use channel_readiness::storage::{RecordKind, envelope};
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::directory::{reload, three, with};
use crate::finding::until;
use crate::inside::{ORDINARY, damage, records, records_of};
use crate::page::Page;
use crate::stage::Stage;

tests![
    a_view_is_kept_and_shown_after_a_reload,
    a_view_is_replaced_only_by_whoever_says_so,
    a_view_gets_another_name_and_comes_back_once_it_is_deleted,
    views_that_cannot_be_read_are_said_and_stay_as_they_are,
];

/// The list with a view that shows resellers, the furthest target first.
async fn with_a_view(stage: &Stage) -> Result<Page> {
    let page = with(stage, three()).await?;
    page.figures_are_there().await?;
    page.turn_in("Kind", "Reseller").await?;
    page.turn_in("Columns", "Target").await?;
    page.order_by("Target", "ascending").await?;
    page.order_by("Target", "descending").await?;
    page.partners_are(&["Kontoso"]).await?;
    page.press("Views").await?;
    page.press("Save this view").await?;
    page.says("Give the view a name.").await?;
    page.focus_is("textbox", "Name of the view").await?;
    page.keys("Resellers").await?;
    page.keys(Key::Enter).await?;
    page.without("group", "Views").await?;
    until("the view to be kept", || async {
        let all = records(&page, ORDINARY).await?;
        Ok(all.iter().any(|one| one.key.ends_with("views")).then_some(()))
    })
    .await?;
    Ok(page)
}

async fn a_view_is_kept_and_shown_after_a_reload(stage: Stage) -> Result<()> {
    let page = with_a_view(&stage).await?;
    reload(&page).await?;
    page.partners_are(&["Fabrikam", "Kontoso", "KONTOSO GmbH"])
        .await?;
    page.order_is("Partner", "ascending").await?;
    page.press("Views").await?;
    page.press("Show the view Resellers").await?;
    page.focus_is("button", "Views").await?;
    page.partners_are(&["Kontoso"]).await?;
    page.order_is("Target", "descending").await?;
    page.find("button", "Take out the filter Kind: Reseller").await?;
    Ok(())
}

async fn a_view_is_replaced_only_by_whoever_says_so(stage: Stage) -> Result<()> {
    let page = with_a_view(&stage).await?;
    page.press("Take out the filter Kind: Reseller").await?;
    page.row_count_is(4).await?;
    page.press("Views").await?;
    page.write("Name of the view", "Resellers").await?;
    page.press("Save this view").await?;
    page.says("Another view is called so already.").await?;
    page.write("Name of the view", "Resellers of old").await?;
    page.without("button", "Replace the view Resellers").await?;
    page.write("Name of the view", "Resellers").await?;
    page.press("Replace the view Resellers").await?;
    page.without("group", "Views").await?;
    page.says("The view “Resellers” was replaced.").await?;
    page.press("Undo").await?;
    page.press("Views").await?;
    page.press("Show the view Resellers").await?;
    page.partners_are(&["Kontoso"]).await?;
    Ok(())
}

async fn a_view_gets_another_name_and_comes_back_once_it_is_deleted(stage: Stage) -> Result<()> {
    let page = with_a_view(&stage).await?;
    page.press("Views").await?;
    page.press("Rename the view Resellers").await?;
    page.write("New name of Resellers", "Those who sell on").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("button", "Rename the view Those who sell on")
        .await?;
    reload(&page).await?;
    page.press("Views").await?;
    page.press("Delete the view Those who sell on").await?;
    page.without("button", "Show the view Those who sell on").await?;
    page.says("The view “Those who sell on” was deleted.").await?;
    page.focus_is("textbox", "Name of the view").await?;
    page.keys(Key::Escape).await?;
    page.without("group", "Views").await?;
    page.press("Undo").await?;
    page.press("Views").await?;
    page.find("button", "Show the view Those who sell on").await?;
    page.press("Delete the view Those who sell on").await?;
    page.without("button", "Show the view Those who sell on").await?;
    reload(&page).await?;
    page.press("Views").await?;
    page.says("Save filters, order and columns under a name, and come back to them.")
        .await
}

/// Views of a format that this version does not know, as they lie in the store.
fn of_newer_format() -> Result<Vec<u8>> {
    let document = parse(r#"{"kind":"setting","format":2,"views":[{"name":"Due","lens":"wide"}]}"#)
        .map_err(|problem| problem.to_string())?;
    let payload = compact(&Replica::new(&document).to_json());
    Ok(envelope::encode(RecordKind::Setting, REPLICA_FORMAT, &payload))
}

async fn views_that_cannot_be_read_are_said_and_stay_as_they_are(stage: Stage) -> Result<()> {
    const KEY: &str = "setting/views";
    const UNREADABLE: &str =
        "The saved views cannot be read, so none can be saved. What is kept of them stays as it is.";
    let page = with_a_view(&stage).await?;
    page.saved().await?;
    let bytes = of_newer_format()?;
    damage(&page, KEY, &bytes).await?;
    page.driver.refresh().await?;
    page.started().await?;
    page.go_to("Partners").await?;
    page.figures_are_there().await?;
    page.press("Views").await?;
    page.says(UNREADABLE).await?;
    assert!(!page.has("button", "Show the view Resellers").await?);
    // Whoever saves one all the same does not write over them.
    page.press("Save this view").await?;
    page.focus_is("textbox", "Name of the view").await?;
    page.keys("Another").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("textbox", "Name of the view").await?;
    let [kept] = &records_of(&page, KEY).await?[..] else {
        return Err("not one record".into());
    };
    assert_eq!(kept.bytes, bytes);
    Ok(())
}
