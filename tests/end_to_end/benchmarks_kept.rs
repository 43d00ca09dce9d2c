//! Figures of others that are kept: deleted and brought back, gone for good, damaged, in two tabs, and carried elsewhere.

use serde_json::json;

use crate::benchmarks::{TITLE, example, keep_example, kept, open, with_example};
use crate::browser::Result;
use crate::data;
use crate::directory::reload;
use crate::exchange::downloaded;
use crate::inside::{damage, records_of};
use crate::network::of_core;
use crate::page::Named;
use crate::server::Fault;
use crate::stage::{Folder, Stage, serve};

tests![
    figures_are_deleted_and_come_back,
    figures_go_along_in_a_bundle_and_in_a_backup,
    nothing_of_them_is_left_where_everything_is_deleted,
    without_the_program_figures_are_saved_too,
    damaged_figures_are_set_aside_and_not_written_over,
    figures_are_kept_in_two_tabs,
];

async fn figures_are_deleted_and_come_back(stage: Stage) -> Result<()> {
    let page = with_example(&stage).await?;
    let before = page.export().await?;
    let delete = format!("Delete {TITLE}");
    page.press(&delete).await?;
    page.find("heading", &format!("Delete “{TITLE}”?")).await?;
    page.press("Cancel").await?;
    page.find("button", &*delete).await?;
    page.press(&delete).await?;
    page.press("Delete").await?;
    page.says(&format!("“{TITLE}” was deleted.")).await?;
    page.says("None yet.").await?;
    assert!(kept(&page).await?.is_empty());
    page.press("Undo").await?;
    page.find("button", &*delete).await?;
    assert_eq!(page.export().await?, before);
    // Out of the bin, after a reload.
    page.press(&delete).await?;
    page.press("Delete").await?;
    page.says("None yet.").await?;
    reload(&page).await?;
    page.press("Figures of others").await?;
    page.says("None yet.").await?;
    let open_bin = "one('.bin summary').click()";
    page.says("1 deleted lately").await?;
    page.ask(open_bin, Vec::new()).await?;
    page.press(&format!("Bring back {TITLE}")).await?;
    page.find("button", &*delete).await?;
    page.saved().await?;
    assert_eq!(page.export().await?, before);
    // For good: another import is a new one.
    page.press(&delete).await?;
    page.press("Delete").await?;
    page.says("1 deleted lately").await?;
    page.ask(open_bin, Vec::new()).await?;
    page.press(&format!("Delete {TITLE} for good")).await?;
    page.press("Delete for good").await?;
    page.says_not("deleted lately").await?;
    reload(&page).await?;
    page.press("Figures of others").await?;
    page.says("None yet.").await?;
    page.says_not("deleted lately").await?;
    keep_example(&page).await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn figures_go_along_in_a_bundle_and_in_a_backup(stage: Stage) -> Result<()> {
    let (page, folder) = (with_example(&stage).await?, Folder::new("benchmark-backup")?);
    let before = page.export().await?;
    page.go_to("Your data").await?;
    page.says("Figures of others").await?;
    let file = folder.file("mine.crbackup", data::open_backup(&page, &stage).await?)?;
    let elsewhere = serve(Vec::new())?;
    page.driver.goto(elsewhere.url("/")).await?;
    page.started().await?;
    page.go_to("Your data").await?;
    data::pick(&page, &file).await?;
    page.says("1 file of figures of others").await?;
    page.press("Merge with what is here").await?;
    page.find("heading", "mine.crbackup was merged with what was here.")
        .await?;
    reload(&page).await?;
    page.press("Figures of others").await?;
    page.find("button", &format!("Delete {TITLE}")).await?;
    assert_eq!(page.export().await?, before);
    // What somebody deletes here after the backup stays deleted when it is merged once more.
    page.press(&format!("Delete {TITLE}")).await?;
    page.press("Delete").await?;
    page.saved().await?;
    page.go_to("Your data").await?;
    data::pick(&page, &file).await?;
    page.press("Merge with what is here").await?;
    page.find("heading", "mine.crbackup was merged with what was here.")
        .await?;
    assert!(kept(&page).await?.is_empty());
    // The bundle brings them back.
    let report = page.import(&before).await?;
    assert_eq!(report["benchmarks"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn nothing_of_them_is_left_where_everything_is_deleted(stage: Stage) -> Result<()> {
    let page = with_example(&stage).await?;
    let mut another = example()?;
    another["title"] = json!("Others");
    page.import(&another.to_string()).await?;
    page.press(&format!("Delete {TITLE}")).await?;
    page.press("Delete").await?;
    page.says("1 deleted lately").await?;
    page.saved().await?;
    page.go_to("Your data").await?;
    data::delete_everything(&page).await?;
    assert!(kept(&page).await?.is_empty());
    open(&page).await?;
    page.says("None yet.").await?;
    page.says_not("deleted lately").await
}

async fn without_the_program_figures_are_saved_too(stage: Stage) -> Result<()> {
    let page = with_example(&stage).await?;
    let before = kept(&page).await?;
    stage.server.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
    stage.driver.goto(stage.server.url("/")).await?;
    let page = stage.page();
    page.find("heading", "What is kept here").await?;
    page.says("1 file of figures of others.").await?;
    let (name, text) = downloaded(&page, &stage.downloads(), "Save a copy").await?;
    assert!(name.starts_with("channel-readiness-rescued-"), "{name}");
    let elsewhere = serve(Vec::new())?;
    stage.driver.goto(elsewhere.url("/")).await?;
    let page = stage.page();
    page.started().await?;
    page.import(&text).await?;
    assert_eq!(kept(&page).await?, before);
    Ok(())
}

async fn damaged_figures_are_set_aside_and_not_written_over(stage: Stage) -> Result<()> {
    let page = with_example(&stage).await?;
    let mut record = records_of(&page, "benchmark/").await?.remove(0);
    let middle = record.bytes.len() / 2;
    record.bytes[middle] ^= 1;
    damage(&page, &record.key, &record.bytes).await?;
    let page = stage.open().await?;
    page.says("1 record could not be read. It is left untouched, and the rest is here.")
        .await?;
    open(&page).await?;
    page.says("None yet.").await?;
    page.press("Look at a made-up example").await?;
    page.press("Keep it").await?;
    page.focus_is("heading", Named::Beginning(&format!("“{TITLE}” cannot be kept")))
        .await?;
    assert_eq!(records_of(&page, "benchmark/").await?, [record]);
    Ok(())
}

async fn figures_are_kept_in_two_tabs(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    open(&page).await?;
    let first = stage.driver.window().await?;
    let second = stage.engine.new_tab(&stage.driver).await?;
    let other = stage.open().await?;
    open(&other).await?;
    keep_example(&other).await?;
    stage.driver.switch_to_window(first).await?;
    page.find("button", &format!("Delete {TITLE}")).await?;
    page.press(&format!("Delete {TITLE}")).await?;
    page.press("Delete").await?;
    page.says("None yet.").await?;
    page.saved().await?;
    stage.driver.switch_to_window(second).await?;
    other.says("None yet.").await?;
    other.says("1 deleted lately").await
}
