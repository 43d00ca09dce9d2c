//! The store says no: full (F1), not durable (F4), damaged (F7), not to be opened (F8), lost (F9).

use channel_readiness::storage::envelope;
use serde_json::json;

use super::{fail, faulty, first_level};
use crate::browser::Result;
use crate::finding::until;
use crate::inside::{Lying, damage, lying, put_text, records_of};
use crate::lasting::{WATCH, seen, settled};
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::rich_response;

tests![
    f1_a_full_device_is_said_at_once_and_what_was_there_is_whole_and_space_that_comes_back_is_used,
    f4_whatever_is_called_saved_was_asked_for_with_strict_durability,
    f7_damaged_records_are_set_aside_and_told_and_stay_as_they_are,
    f8_a_store_that_does_not_open_is_tried_three_times_at_most_and_then_memory_is_used_and_said,
    f9_a_connection_that_is_lost_is_opened_anew,
    f9_a_write_that_cannot_begin_is_never_called_saved_and_goes_through_later,
    f9_a_write_that_is_given_up_is_never_called_saved_and_goes_through_later,
];

async fn f1_a_full_device_is_said_at_once_and_what_was_there_is_whole_and_space_that_comes_back_is_used(
    stage: Stage,
) -> Result<()> {
    let page = faulty(&stage).await?;
    let before = records_of(&page, "assessment/").await?;
    page.ask(WATCH, Vec::new()).await?;
    fail(&page, "full").await?;
    page.answer(1).await?;
    page.saving_is("not-saved").await?;
    page.says("Not saved The device or the browser’s storage is full.")
        .await?;
    page.find("button", "Export a copy").await?;
    assert_eq!(first_level(&page).await?, Some(1), "an export has it");
    assert_eq!(records_of(&page, "assessment/").await?, before);
    let seen = seen(&page).await?;
    assert!(!seen.contains(&"saved".to_owned()), "{seen:?}");
    // Nobody has to do anything.
    fail(&page, "").await?;
    page.saved().await?;
    page.without("alert", Named::Containing("Not saved")).await?;
    let page = stage.open_at("/pages/faulty.html").await?;
    assert_eq!(first_level(&page).await?, Some(1));
    Ok(())
}

async fn f4_whatever_is_called_saved_was_asked_for_with_strict_durability(stage: Stage) -> Result<()> {
    let page = faulty(&stage).await?;
    page.answer(2).await?;
    page.saved().await?;
    page.go_to("Assessments").await?;
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    page.saved().await?;
    let asked = page.ask("return window.durability", Vec::new()).await?;
    let asked: Vec<String> = serde_json::from_value(asked)?;
    assert!(asked.len() > 2, "{asked:?}");
    assert!(asked.iter().all(|one| one == "strict"), "{asked:?}");
    Ok(())
}

/// Takes in so many assessments, and gives the keys of their records.
async fn with_assessments(page: &Page, count: u8) -> Result<Vec<String>> {
    let today = page.today().await?;
    let mut keys = Vec::new();
    for number in 0..count {
        let mut response = rich_response(today);
        let id = format!("6f1c7f0e-51a5-4c1f-9d53-0d2a6a3f9b{number:02x}");
        response["id"] = json!(id);
        response["title"] = json!(format!("Number {number}"));
        page.import(&response.to_string()).await?;
        keys.push(format!("assessment/{id}"));
    }
    page.saved().await?;
    Ok(keys)
}

async fn f7_damaged_records_are_set_aside_and_told_and_stay_as_they_are(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let keys = with_assessments(&page, 5).await?;
    settled(&page).await?;
    let [cut, flipped, empty, text, _] = keys.as_slice() else {
        return Err("five were taken in".into());
    };
    let records = records_of(&page, "assessment/").await?;
    let bytes = |key: &String| {
        records
            .iter()
            .find(|one| one.key == *key)
            .map(|one| one.bytes.clone())
    };
    let mut half = bytes(cut).ok_or("it is not there")?;
    half.truncate(half.len() / 2);
    damage(&page, cut, &half).await?;
    let mut one_bit = bytes(flipped).ok_or("it is not there")?;
    let middle = one_bit.len() / 2;
    one_bit[middle] ^= 1;
    assert!(envelope::decode(&one_bit).is_err());
    damage(&page, flipped, &one_bit).await?;
    damage(&page, empty, b"").await?;
    put_text(&page, text, "not bytes at all").await?;
    let damaged = |all: &[Lying]| -> Vec<Lying> {
        let is_damaged = |one: &&Lying| [cut, flipped, empty, text].contains(&&one.key);
        all.iter().filter(is_damaged).cloned().collect()
    };
    let before = damaged(&lying(&page).await?);
    assert_eq!(before.len(), 4);

    let page = stage.open().await?;
    page.says("4 records could not be read. They are left untouched, and the rest is here.")
        .await?;
    assert_eq!(
        page.bundle().await?.responses.len(),
        1,
        "the rest is here, and goes on"
    );
    page.go_to("Assessments").await?;
    page.press("Go on with Number 4").await?;
    page.answer(0).await?;
    page.saved().await?;
    // What comes in with their ids stands beside them.
    with_assessments(&page, 4).await?;
    assert_eq!(damaged(&lying(&page).await?), before);
    let page = stage.open().await?;
    page.says("4 records could not be read.").await?;
    assert_eq!(page.bundle().await?.responses.len(), 5);
    Ok(())
}

async fn f8_a_store_that_does_not_open_is_tried_three_times_at_most_and_then_memory_is_used_and_said(
    stage: Stage,
) -> Result<()> {
    let page = faulty(&stage).await?;
    let before = page.assessment().await?;
    for fault in ["open-throws", "open-fails", "open-is-silent"] {
        let page = stage
            .open_at(&format!("/pages/faulty.html?fault={fault}"))
            .await?;
        page.says("What is kept here could not be opened.").await?;
        let opens = page.ask("return window.opens", Vec::new()).await?;
        assert!(
            matches!(opens.as_u64(), Some(1..=3)),
            "{fault}: opened {opens} times"
        );
        page.start_as("partner").await?;
        page.answer(2).await?;
        page.saving_is("in-memory").await?;
        page.says("Kept in this tab only").await?;
        page.find("button", "Export a copy").await?;
        assert_eq!(first_level(&page).await?, Some(2), "{fault}: an export has it");
    }
    let page = stage.open_at("/pages/faulty.html").await?;
    assert_eq!(page.assessment().await?, before, "what was there is untouched");
    Ok(())
}

async fn f9_a_connection_that_is_lost_is_opened_anew(stage: Stage) -> Result<()> {
    let page = faulty(&stage).await?;
    let opens = page.ask("return window.opens", Vec::new()).await?;
    page.ask("window.connections.forEach((one) => one.close())", Vec::new())
        .await?;
    page.answer(1).await?;
    until("the edit in the database", || async {
        let records = records_of(&page, "assessment/").await?;
        let (_, document) = records.first().ok_or("no record")?.opened()?;
        Ok((document["answers"]["1.1"]["level"] == 1).then_some(()))
    })
    .await?;
    page.saved().await?;
    assert_ne!(page.ask("return window.opens", Vec::new()).await?, opens);
    Ok(())
}

async fn f9_a_write_that_cannot_begin_is_never_called_saved_and_goes_through_later(
    stage: Stage,
) -> Result<()> {
    goes_through_later(&stage, "transaction-throws").await
}

async fn f9_a_write_that_is_given_up_is_never_called_saved_and_goes_through_later(
    stage: Stage,
) -> Result<()> {
    goes_through_later(&stage, "aborts").await
}

async fn goes_through_later(stage: &Stage, fault: &str) -> Result<()> {
    let page = faulty(stage).await?;
    let before = records_of(&page, "assessment/").await?;
    page.ask(WATCH, Vec::new()).await?;
    fail(&page, fault).await?;
    page.answer(1).await?;
    page.saving_is("not-saved").await?;
    page.says("The connection to the browser’s storage was lost.")
        .await?;
    page.find("button", "Export a copy").await?;
    let seen = seen(&page).await?;
    assert!(!seen.contains(&"saved".to_owned()), "{seen:?}");
    assert_eq!(records_of(&page, "assessment/").await?, before);
    fail(&page, "").await?;
    page.saved().await?;
    let after = records_of(&page, "assessment/").await?;
    let (_, document) = after.first().ok_or("no record")?.opened()?;
    assert_eq!(document["answers"]["1.1"]["level"], 1);
    Ok(())
}
