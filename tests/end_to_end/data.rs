//! Your data: backups that come back, files that do not, and the end of everything.

use std::fs;
use std::path::{Path, PathBuf};

use channel_readiness::domain::exchange::backup::{SealedError, open};
use serde_json::{Value, json};

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};
use crate::stage::{Folder, Stage, serve};
use crate::truth::{fixture, rich_response};

tests![
    a_backup_comes_back_on_another_device,
    a_backup_without_a_passphrase_comes_back,
    a_new_passphrase_is_typed_twice_and_long_enough,
    a_wrong_passphrase_a_cut_and_an_altered_file_are_told_apart_and_change_nothing,
    a_file_that_is_no_backup_is_refused,
    merging_keeps_what_is_newer_here_and_can_be_taken_back,
    replacing_saves_a_backup_first_and_can_be_taken_back,
    deleting_everything_leaves_nothing_behind,
    what_was_deleted_in_one_tab_is_gone_in_the_other,
    a_reminder_comes_when_there_is_much_to_lose,
    a_file_that_was_picked_once_is_kept_up_to_date needs SaveFile,
    the_page_of_ones_data_holds_up,
];

const PASSPHRASE: &str = "correct horse battery";

/// An assessment with many answers, saved, and the page of one's data.
async fn rich(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    page.saved().await?;
    page.go_to("Your data").await?;
    Ok(page)
}

/// The backup in the folder, whole, with its name.
async fn backup_in(folder: &Path) -> Result<(PathBuf, Vec<u8>)> {
    until("the backup", || async {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|ending| ending == "crbackup") {
                let bytes = fs::read(&path)?;
                if open(&bytes).is_ok() {
                    return Ok(Some((path, bytes)));
                }
            }
        }
        Ok(None)
    })
    .await
}

async fn make_backup(page: &Page, stage: &Stage) -> Result<Vec<u8>> {
    page.write("Passphrase", PASSPHRASE).await?;
    page.write("The same once more", PASSPHRASE).await?;
    page.press("Save a backup").await?;
    page.says("was handed to the browser to save").await?;
    let (path, bytes) = backup_in(&stage.downloads()).await?;
    fs::remove_file(path)?;
    Ok(bytes)
}

pub async fn pick(page: &Page, file: &Path) -> Result<()> {
    page.find("button", "Choose a backup").await?;
    let input = page.one("input[type=file]").await?;
    Ok(input.send_keys(file.to_string_lossy()).await?)
}

async fn unlock(page: &Page, passphrase: &str) -> Result<()> {
    page.write("Its passphrase", passphrase).await?;
    page.press("Open it").await
}

async fn a_backup_comes_back_on_another_device(stage: Stage) -> Result<()> {
    let (page, folder) = (rich(&stage).await?, Folder::new("backup")?);
    let before = page.export().await?;
    let bytes = make_backup(&page, &stage).await?;
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains("Contoso"), "it is encrypted");
    let file = folder.file("mine.crbackup", &bytes)?;
    // Another origin has a store of its own.
    let elsewhere = serve(Vec::new())?;
    page.driver.goto(elsewhere.url("/")).await?;
    page.started().await?;
    page.go_to("Your data").await?;
    pick(&page, &file).await?;
    page.find("heading", "mine.crbackup is protected by a passphrase.")
        .await?;
    unlock(&page, PASSPHRASE).await?;
    page.find("heading", Named::Beginning("mine.crbackup, made on "))
        .await?;
    page.says("1 assessment").await?;
    assert_eq!(page.bundle().await?.responses.len(), 0, "nothing is changed yet");
    page.press("Merge with what is here").await?;
    page.find("heading", "mine.crbackup was merged with what was here.")
        .await?;
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

/// A backup that nothing protects.
pub async fn open_backup(page: &Page, stage: &Stage) -> Result<Vec<u8>> {
    page.click("checkbox", "Protect it with a passphrase").await?;
    page.says("Whoever gets hold of the file can read everything in it.")
        .await?;
    page.press("Save a backup").await?;
    let (_, bytes) = backup_in(&stage.downloads()).await?;
    Ok(bytes)
}

async fn a_backup_without_a_passphrase_comes_back(stage: Stage) -> Result<()> {
    let (page, folder) = (rich(&stage).await?, Folder::new("open-backup")?);
    let before = page.export().await?;
    let bytes = open_backup(&page, &stage).await?;
    let file = folder.file("open.crbackup", &bytes)?;
    delete_everything(&page).await?;
    pick(&page, &file).await?;
    page.press("Merge with what is here").await?;
    page.find("heading", "open.crbackup was merged with what was here.")
        .await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn a_new_passphrase_is_typed_twice_and_long_enough(stage: Stage) -> Result<()> {
    let page = rich(&stage).await?;
    page.press("Save a backup").await?;
    page.says("The passphrase has fewer than 8 characters.").await?;
    page.write("Passphrase", PASSPHRASE).await?;
    page.says("The two passphrases differ.").await?;
    page.write("The same once more", "correct horse batterx").await?;
    page.press("Save a backup").await?;
    page.says("The two passphrases differ.").await?;
    assert_eq!(fs::read_dir(stage.downloads())?.count(), 0);
    page.write("The same once more", PASSPHRASE).await?;
    page.says_not("The two passphrases differ.").await?;
    page.press("Save a backup").await?;
    backup_in(&stage.downloads()).await?;
    page.says("The last backup was made on").await
}

async fn a_wrong_passphrase_a_cut_and_an_altered_file_are_told_apart_and_change_nothing(
    stage: Stage,
) -> Result<()> {
    let (page, folder) = (rich(&stage).await?, Folder::new("bad-backups")?);
    let bytes = make_backup(&page, &stage).await?;
    page.go_to("New").await?;
    page.start_as("partner").await?;
    page.answer(2).await?;
    page.saved().await?;
    let before = page.export().await?;
    page.go_to("Your data").await?;

    pick(&page, &folder.file("whole.crbackup", &bytes)?).await?;
    unlock(&page, "correct horse batterx").await?;
    page.says("The passphrase is wrong. The file is whole.").await?;

    pick(&page, &folder.file("cut.crbackup", &bytes[..bytes.len() - 9])?).await?;
    page.find("heading", "cut.crbackup was not restored.").await?;
    page.says("The file is cut").await?;
    page.says("Nothing was changed.").await?;

    let mut altered = bytes.clone();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    assert_eq!(open(&altered), Err(SealedError::Altered));
    pick(&page, &folder.file("altered.crbackup", &altered)?).await?;
    page.find("heading", "altered.crbackup was not restored.").await?;
    page.says("The file is altered").await?;
    page.says("Nothing was changed.").await?;
    assert_eq!(page.export().await?, before);

    pick(&page, &folder.file("whole.crbackup", &bytes)?).await?;
    unlock(&page, PASSPHRASE).await?;
    page.find("heading", Named::Beginning("whole.crbackup, made on "))
        .await?;
    page.press("Leave everything as it is").await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn a_file_that_is_no_backup_is_refused(stage: Stage) -> Result<()> {
    let (page, folder) = (rich(&stage).await?, Folder::new("no-backup")?);
    let before = page.export().await?;
    let file = folder.file("response.crbackup", fixture("response-format-1.json")?)?;
    pick(&page, &file).await?;
    page.find("heading", "response.crbackup was not restored.")
        .await?;
    page.says("It is no backup of this app.").await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn level_of(page: &Page) -> Result<Value> {
    let export: Value = serde_json::from_str(&page.export().await?)?;
    Ok(export["responses"][0]["answers"]["1.1"]["level"].clone())
}

/// A backup, and an answer that was changed since.
async fn changed_since(stage: &Stage, folder: &Folder) -> Result<(Page, PathBuf, Value)> {
    let page = rich(stage).await?;
    let bytes = make_backup(&page, stage).await?;
    let old = level_of(&page).await?;
    let new = if old == json!(0) { 4 } else { 0 };
    page.go_to("Overview").await?;
    page.click("button", Named::Containing("1.1")).await?;
    page.answer(new).await?;
    page.saved().await?;
    assert_eq!(level_of(&page).await?, json!(new));
    page.go_to("Your data").await?;
    let file = folder.file("earlier.crbackup", &bytes)?;
    pick(&page, &file).await?;
    unlock(&page, PASSPHRASE).await?;
    page.find("heading", Named::Beginning("earlier.crbackup, made on "))
        .await?;
    Ok((page, file, old))
}

async fn merging_keeps_what_is_newer_here_and_can_be_taken_back(stage: Stage) -> Result<()> {
    let folder = Folder::new("merging")?;
    let (page, _, old) = changed_since(&stage, &folder).await?;
    let before = page.export().await?;
    page.press("Merge with what is here").await?;
    page.find("heading", "earlier.crbackup was merged with what was here.")
        .await?;
    assert_ne!(level_of(&page).await?, old, "the later answer stands");
    page.press("Take that back").await?;
    page.find("heading", "Everything is as it was before.").await?;
    assert_eq!(page.export().await?, before);
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn replacing_saves_a_backup_first_and_can_be_taken_back(stage: Stage) -> Result<()> {
    let folder = Folder::new("replacing")?;
    let (page, _, old) = changed_since(&stage, &folder).await?;
    let before = page.export().await?;
    page.press("Replace what is here").await?;
    page.find("dialog", Named::Containing("Replace everything that is here?"))
        .await?;
    page.press("Replace what is here").await?;
    page.find(
        "heading",
        Named::Beginning("Everything is as in earlier.crbackup."),
    )
    .await?;
    assert_eq!(level_of(&page).await?, old, "the answer is the one of the backup");
    backup_in(&stage.downloads()).await?;
    page.press("Take that back").await?;
    page.find("heading", "Everything is as it was before.").await?;
    assert_eq!(page.export().await?, before);
    page.saved().await
}

pub async fn delete_everything(page: &Page) -> Result<()> {
    page.press("Delete everything…").await?;
    page.find("dialog", Named::Containing("Delete everything for good?"))
        .await?;
    page.press("Delete everything").await?;
    page.says("Everything was deleted.").await
}

/// What a browser tells of what is kept for this origin.
async fn left(page: &Page) -> Result<Value> {
    page.await_answer(
        "async () => ({
            databases: indexedDB.databases ? (await indexedDB.databases()).map(({ name }) => name) : [],
            caches: globalThis.caches ? await caches.keys() : [],
            local: Object.keys(localStorage),
            session: Object.keys(sessionStorage),
            locks: navigator.locks ? (({ held, pending }) => [...held, ...pending].map(({ name }) => name))(await navigator.locks.query()) : [],
            cookies: document.cookie,
        })",
        Vec::new(),
    )
    .await
}

async fn deleting_everything_leaves_nothing_behind(stage: Stage) -> Result<()> {
    let page = rich(&stage).await?;
    let before = left(&page).await?;
    assert_ne!(before["databases"], json!([]), "there was something");
    delete_everything(&page).await?;
    page.says("Nothing of this app is left in the browser.").await?;
    let nothing = json!({
        "databases": [], "caches": [], "local": [], "session": [], "locks": [], "cookies": "",
    });
    assert_eq!(left(&page).await?, nothing);
    assert!(page.bundle().await?.responses.is_empty());
    // It goes on from nothing.
    page.go_to("New").await?;
    page.start_as("vendor").await?;
    page.answer(2).await?;
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    assert_eq!(page.assessment().await?.answers.len(), 1);
    Ok(())
}

async fn what_was_deleted_in_one_tab_is_gone_in_the_other(stage: Stage) -> Result<()> {
    let page = rich(&stage).await?;
    let first = stage.driver.window().await?;
    stage.engine.new_tab(&stage.driver).await?;
    let page_two = stage.open().await?;
    page_two.go_to("Your data").await?;
    delete_everything(&page_two).await?;
    stage.driver.switch_to_window(first).await?;
    page.says("Everything was deleted in another tab or window.")
        .await?;
    assert!(page.bundle().await?.responses.is_empty());
    Ok(())
}

async fn a_reminder_comes_when_there_is_much_to_lose(stage: Stage) -> Result<()> {
    let page = rich(&stage).await?;
    // A second one: twenty answers are much.
    page.import(&fixture("response-format-1.json")?).await?;
    page.saved().await?;
    page.go_to("Your data").await?;
    page.says_not("are kept in this browser alone").await?;
    page.go_to("Assessments").await?;
    page.says("answers are kept in this browser alone").await?;
    page.press("Remind me later").await?;
    page.says_not("are kept in this browser alone").await?;
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    page.go_to("Partners").await?;
    page.find("heading", "Partners").await?;
    page.says_not("are kept in this browser alone").await
}

/// A file of the origin's own stands in for the one that the user would pick: the same handle, without the dialog.
const PICKER: &str = "
    window.showSaveFilePicker = async () => {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle('kept.crbackup', { create: true });
    };
";

/// What is in the file that is kept up to date.
async fn kept_file(page: &Page) -> Result<Vec<u8>> {
    let bytes = page
        .await_answer(
            "async () => {
                const folder = await navigator.storage.getDirectory();
                const file = await (await folder.getFileHandle('kept.crbackup')).getFile();
                return [...new Uint8Array(await file.arrayBuffer())];
            }",
            Vec::new(),
        )
        .await?;
    Ok(serde_json::from_value(bytes)?)
}

async fn a_file_that_was_picked_once_is_kept_up_to_date(stage: Stage) -> Result<()> {
    let page = rich(&stage).await?;
    page.ask(PICKER, Vec::new()).await?;
    page.write("Passphrase", PASSPHRASE).await?;
    page.write("The same once more", PASSPHRASE).await?;
    page.press("Keep a file up to date…").await?;
    page.says("kept.crbackup is kept up to date, written last at")
        .await?;
    let first = kept_file(&page).await?;
    assert!(open(&first).is_ok_and(|file| file.header.encryption.is_some()));
    // In another visit it is written after an edit, without the passphrase.
    let page = stage.open().await?;
    page.go_to("Partners").await?;
    page.press("Add a partner").await?;
    page.write("Name", "Fabrikam").await?;
    page.press("Save").await?;
    page.saved().await?;
    let second = until("the file to be written", || async {
        let now = kept_file(&page).await?;
        Ok((open(&now).is_ok() && now != first).then_some(now))
    })
    .await?;
    let folder = Folder::new("kept")?;
    let file = folder.file("kept.crbackup", &second)?;
    page.go_to("Your data").await?;
    delete_everything(&page).await?;
    pick(&page, &file).await?;
    unlock(&page, PASSPHRASE).await?;
    page.press("Merge with what is here").await?;
    page.find("heading", "kept.crbackup was merged with what was here.")
        .await?;
    page.go_to("Partners").await?;
    page.partners_are(&["Fabrikam"]).await?;
    page.go_to("Your data").await?;
    page.says_not("kept.crbackup is kept up to date").await
}

async fn the_page_of_ones_data_holds_up(stage: Stage) -> Result<()> {
    let folder = Folder::new("data-looks")?;
    let (page, file, _) = changed_since(&stage, &folder).await?;
    page.click("disclosure", "One by one").await?;
    inspect(&page, "what would change").await?;
    page.press("Leave everything as it is").await?;
    pick(&page, &file).await?;
    page.find("heading", "earlier.crbackup is protected by a passphrase.")
        .await?;
    page.press("Save a backup").await?;
    page.press("Delete everything…").await?;
    inspect(&page, "your data").await
}
