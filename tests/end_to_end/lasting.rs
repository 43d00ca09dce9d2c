//! Nothing that was shown as saved is lost, and nothing is called saved before it is.

use channel_readiness::domain::assessment::AnswerState;
use channel_readiness::domain::time::Day;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::{Browser, Compiler, Result};
use crate::dice::Dice;
use crate::finding::until;
use crate::inside::{damage, records_of};
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::rich_response;
use channel_readiness::storage::migrations::REPLICA_FORMAT;

tests![
    a_reload_in_the_middle_finds_everything,
    closing_the_browser_and_coming_back_finds_everything needs LastingProfile,
    saved_is_said_only_once_the_record_is_in_the_database,
    a_write_that_does_not_commit_is_never_called_saved,
    a_full_device_is_said_and_trying_again_saves needs StorageLimit,
    a_record_that_cannot_be_read_is_set_aside_and_stays_byte_for_byte,
    storage_denied_works_in_memory_and_offers_an_export,
];

async fn a_reload_in_the_middle_finds_everything(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.write("Your company (optional)", "Northwind").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.click("disclosure", "Add evidence").await?;
    page.write("Note", "Tuesdays").await?;
    page.next().await?;
    page.click("radio", "We don’t know").await?;
    page.next().await?;
    page.click("radio", "Does not apply").await?;
    page.write("Why does it not apply? (optional)", "No requests")
        .await?;
    let before = page.assessment().await?;
    let result = page.result().await?;
    page.saved().await?;

    stage.driver.refresh().await?;
    page.started().await?;
    let address = stage.driver.current_url().await?;
    assert_eq!(address.fragment(), Some("question"), "the screen comes back");
    until("the assessment to be current again", || async {
        Ok((page.result().await? == result).then_some(()))
    })
    .await?;
    assert_eq!(page.assessment().await?, before);
    page.says("Northwind").await?;
    // It goes on where the work stopped: at the first question that is still open.
    page.asks("2.1").await
}

async fn closing_the_browser_and_coming_back_finds_everything(stage: Stage) -> Result<()> {
    let profile = std::env::temp_dir().join(format!("channel-readiness-profile-{}", std::process::id()));
    let outcome = come_back(&stage, &profile).await;
    let _ = std::fs::remove_dir_all(&profile);
    outcome
}

async fn come_back(stage: &Stage, profile: &std::path::Path) -> Result<()> {
    let first = Browser::open_with_profile(stage.engine, Compiler::Quick, profile).await?;
    let before = leave_in_the_middle(stage, &first.driver).await;
    first.close().await?;
    let (before, result) = before?;

    let second = Browser::open_with_profile(stage.engine, Compiler::Quick, profile).await?;
    let outcome = find_everything(stage, &second.driver, &before, &result).await;
    second.close().await?;
    outcome
}

async fn leave_in_the_middle(stage: &Stage, driver: &WebDriver) -> Result<(String, Value)> {
    driver.goto(stage.server.url("/")).await?;
    let page = Page::of(driver, stage.engine);
    page.started().await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    page.answer(2).await?;
    page.next().await?;
    page.answer(4).await?;
    page.saved().await?;
    Ok((page.export().await?, page.result().await?))
}

async fn find_everything(stage: &Stage, driver: &WebDriver, before: &str, result: &Value) -> Result<()> {
    driver.goto(stage.server.url("/")).await?;
    let page = Page::of(driver, stage.engine);
    page.started().await?;
    page.find("heading", "Go on where you stopped").await?;
    page.says("2 of 12 answered").await?;
    page.press("Go on: Vendor’s view of Contoso").await?;
    page.asks("1.5").await?;
    assert_eq!(page.export().await?, before);
    assert_eq!(&page.result().await?, result);
    page.go_to("Partners").await?;
    page.partners_are(&["Contoso"]).await?;
    Ok(())
}

/// Notes from now on what the indicator of saving says, and at each "saved" what the database holds then.
pub const WATCH: &str = "
    window.seen = [];
    const indicator = one('[data-saved]');
    const note = () => window.seen.push(indicator.dataset.saved);
    new MutationObserver(note).observe(indicator, { attributes: true, attributeFilter: ['data-saved'] });
";

/// Waits until the questionnaire is kept too: afterwards nothing is written but what is edited.
pub async fn settled(page: &Page) -> Result<()> {
    until("the questionnaire to be kept", || async {
        Ok((!records_of(page, "pack/").await?.is_empty()).then_some(()))
    })
    .await?;
    page.saved().await
}

pub async fn seen(page: &Page) -> Result<Vec<String>> {
    Ok(serde_json::from_value(
        page.ask("return window.seen", Vec::new()).await?,
    )?)
}

async fn saved_is_said_only_once_the_record_is_in_the_database(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    settled(&page).await?;
    page.ask(WATCH, Vec::new()).await?;
    page.answer(3).await?;
    until("saving to be told", || async {
        Ok(seen(&page).await?.contains(&"saved".to_owned()).then_some(()))
    })
    .await?;
    assert_eq!(seen(&page).await?, ["saving", "saved"]);
    let words = page.text_of("[data-saved]").await?;
    assert!(
        words.starts_with("Saved on this device ") && words.contains(':'),
        "{words:?} has no time"
    );

    let records = records_of(&page, "assessment/").await?;
    let [record] = records.as_slice() else {
        panic!("{} assessments", records.len())
    };
    let (envelope, payload) = record.opened()?;
    assert_eq!(envelope.kind.name(), "assessment");
    // Before the later part is here, records are written as bare documents.
    assert!([1, REPLICA_FORMAT].contains(&envelope.payload_format));
    assert_eq!(payload["answers"]["1.1"]["level"], 3);
    assert_eq!(
        record.key,
        format!("assessment/{}", payload["id"].as_str().unwrap_or_default())
    );
    Ok(())
}

/// From now on every write of the page succeeds request by request, and then its transaction is given up.
pub async fn give_up_writes(page: &Page) -> Result<()> {
    const GIVE_UP: &str = "
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...given) {
            const request = put.apply(this, given);
            if (window.givingUp) request.addEventListener('success', () => this.transaction.abort());
            return request;
        };
        window.givingUp = true;
    ";
    page.ask(GIVE_UP, Vec::new()).await.map(drop)
}

async fn a_write_that_does_not_commit_is_never_called_saved(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    settled(&page).await?;
    let before = records_of(&page, "assessment/").await?;
    page.ask(WATCH, Vec::new()).await?;
    give_up_writes(&page).await?;
    page.answer(3).await?;
    page.saving_is("not-saved").await?;
    page.find("alert", Named::Containing("Not saved")).await?;
    let seen = seen(&page).await?;
    assert!(!seen.contains(&"saved".to_owned()), "{seen:?}");
    assert_eq!(
        records_of(&page, "assessment/").await?,
        before,
        "the record before is whole"
    );
    page.ask("window.givingUp = false", Vec::new()).await?;
    try_again(&page).await?;
    page.saved().await?;
    assert_ne!(records_of(&page, "assessment/").await?, before);
    Ok(())
}

/// Presses the button, unless the widget has tried again by itself.
async fn try_again(page: &Page) -> Result<()> {
    let press = "all('button').find((one) => one.textContent.trim() === 'Try again')?.click()";
    page.ask(press, Vec::new()).await.map(drop)
}

async fn a_full_device_is_said_and_trying_again_saves(stage: Stage) -> Result<()> {
    // Set before the origin's first write: the browser looks at the quota anew only when it seems used up.
    stage.limit_storage(Some(QUOTA)).await?;
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    settled(&page).await?;
    let before = records_of(&page, "assessment/").await?;
    let large = larger_than_the_quota(page.today().await?);
    page.import(&large.to_string()).await?;
    page.saving_is("not-saved").await?;
    page.says("Not saved The device or the browser’s storage is full.")
        .await?;
    page.find("button", "Export a copy").await?;
    assert_eq!(
        records_of(&page, "assessment/").await?,
        before,
        "the record before is whole"
    );
    // What is not saved is not lost meanwhile: it is shown, and an export has it.
    page.says("Vendor’s view of Contoso").await?;
    assert_eq!(page.bundle().await?.responses.len(), 2);

    stage.limit_storage(None).await?;
    try_again(&page).await?;
    page.saved().await?;
    page.without("alert", Named::Containing("Not saved")).await?;
    let after = records_of(&page, "assessment/").await?;
    assert_eq!(after.len(), 2);
    assert!(before.iter().all(|record| after.contains(record)));
    page.driver.refresh().await?;
    page.started().await?;
    assert_eq!(page.bundle().await?.responses.len(), 2);
    Ok(())
}

/// Room for the questionnaire and a few answers, in bytes.
const QUOTA: u32 = 1_000_000;

/// A response with notes that do not go into [`QUOTA`], however well the browser presses them.
fn larger_than_the_quota(today: Day) -> Value {
    let mut response = rich_response(today);
    let mut dice = Dice::new(1);
    if let Some(answers) = response["answers"].as_object_mut() {
        for answer in answers.values_mut() {
            answer["note"] = json!(dice.letters(24_000));
        }
    }
    response
}

async fn a_record_that_cannot_be_read_is_set_aside_and_stays_byte_for_byte(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.go_to("New").await?;
    page.start_as("partner").await?;
    page.answer(2).await?;
    page.saved().await?;
    let key = format!(
        "assessment/{}",
        rich_response(today)["id"].as_str().unwrap_or_default()
    );
    let garbage = b"CRdR and then nothing that makes sense \xff\x00\x80";
    damage(&page, &key, garbage).await?;

    stage.driver.goto(stage.server.url("/")).await?;
    page.started().await?;
    page.says("1 record could not be read. It is left untouched, and the rest is here.")
        .await?;
    page.find("button", "Export a copy").await?;
    let rest = page.assessment().await?;
    assert_eq!(rest.answers.len(), 1, "the other assessment is here");

    // Further edits, and the same response coming in again, leave it alone.
    page.press("Go on: Partner’s view of channel work in general")
        .await?;
    page.answer(4).await?;
    page.saved().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.saved().await?;
    let records = records_of(&page, "assessment/").await?;
    assert_eq!(records.len(), 3);
    let damaged = records
        .iter()
        .find(|record| record.key == key)
        .ok_or("the damaged record is gone")?;
    assert_eq!(damaged.bytes, garbage);
    assert_eq!(page.bundle().await?.responses.len(), 2);
    Ok(())
}

async fn storage_denied_works_in_memory_and_offers_an_export(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/sandbox.html")).await?;
    let frame = until("the frame", || async {
        Ok(stage.driver.find(By::Css("iframe")).await.ok())
    })
    .await?;
    frame.enter_frame().await?;
    // The browser's driver knows no computed roles within such a frame.
    let page = stage.page().taken_at_its_word();
    page.started().await?;
    page.says("This browser does not let the page keep anything.")
        .await?;
    page.find("button", "Export a copy").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.next().await?;
    page.answer(1).await?;
    page.says("Kept in this tab only").await?;
    page.saving_is("in-memory").await?;
    let assessment = page.assessment().await?;
    let levels = assessment
        .answers
        .values()
        .filter(|answer| matches!(answer.state, AnswerState::Level(_)));
    assert_eq!(levels.count(), 2);
    page.go_to("Result").await?;
    page.find("heading", Named::Beginning("Level ")).await?;
    Ok(())
}
