//! The lock: nothing of the data can be read without the passphrase, and nothing is lost by it.

use serde_json::{Value, json};

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::finding::until;
use crate::inside::{ORDINARY, Record, damage, records};
use crate::lasting::give_up_writes;
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::{example, rich_response};
use channel_readiness::storage::{RecordKey, lock, sealed};

tests![
    nothing_can_be_read_without_the_passphrase_and_everything_with_it,
    a_locked_element_shows_nothing_and_tells_the_host_so,
    it_locks_after_a_time_without_use_and_opens_where_one_was,
    another_passphrase_takes_the_place_of_the_old_one,
    taking_the_lock_off_makes_everything_plain_again,
    without_the_program_it_is_said_that_everything_is_locked,
    what_the_widget_was_ends_when_it_locks,
    it_does_not_lock_while_edits_cannot_be_saved,
    a_damaged_lock_is_opened_by_its_copy_and_said_where_that_is_damaged_too,
    whoever_has_forgotten_the_passphrase_can_delete_everything_and_start_anew,
    a_lock_is_set_only_by_somebody_who_has_read_what_it_means,
    a_page_without_encryption_says_that_it_cannot_lock,
    the_lock_holds_up,
];

/// The screen that has the section.
const SCREEN: &str = "Your data";
pub const PASSPHRASE: &str = "four random words here";
const ANOTHER: &str = "another four random ones";

/// What stands somewhere in what is kept.
const SECRETS: [&str; 5] = [
    "Northwind",
    "Contoso",
    "Weekly calls",
    "Secret questionnaire",
    "answers",
];

pub async fn go_to_section(page: &Page) -> Result<()> {
    page.go_to(SCREEN).await?;
    page.find("heading", "Lock").await.map(drop)
}

async fn fill_in(page: &Page, passphrase: &str) -> Result<()> {
    page.write("New passphrase", passphrase).await?;
    page.write("The same again", passphrase).await
}

pub async fn set_lock(page: &Page) -> Result<()> {
    go_to_section(page).await?;
    fill_in(page, PASSPHRASE).await?;
    page.click("checkbox", "I understand that forgetting the passphrase is final")
        .await?;
    page.press("Set the lock").await?;
    page.find("button", "Lock now").await?;
    page.says_not("Encrypting what is kept here…").await
}

/// Waits until the passphrase is asked for.
pub async fn is_locked(page: &Page) -> Result<()> {
    page.find("heading", "Locked").await.map(drop)
}

async fn enter(page: &Page, passphrase: &str) -> Result<()> {
    is_locked(page).await?;
    page.write("Passphrase", passphrase).await?;
    page.press("Open").await
}

pub async fn unlock(page: &Page) -> Result<()> {
    enter(page, PASSPHRASE).await?;
    page.without("heading", "Locked").await?;
    page.started().await
}

/// A page that keeps a response with a note, two companies, and a questionnaire of its own.
pub async fn full(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    let mut pack = example()?;
    pack["id"] = json!("secret");
    pack["title"] = json!("Secret questionnaire");
    page.import(&pack.to_string()).await?;
    until("everything to be kept", || async {
        let all = records(&page, ORDINARY).await?;
        let packs = all.iter().filter(|one| one.key.starts_with("pack/")).count();
        Ok((packs == 2).then_some(()))
    })
    .await?;
    page.saved().await?;
    Ok(page)
}

pub fn is_of_lock(record: &Record) -> bool {
    lock::is_of_lock(&RecordKey::from_stored(record.key.clone()))
}

/// Everything in the database is sealed, but the lock itself.
pub async fn nothing_is_readable(page: &Page) -> Result<Vec<Record>> {
    let all = records(page, ORDINARY).await?;
    for record in all.iter().filter(|record| !is_of_lock(record)) {
        assert!(sealed::is_sealed(&record.bytes), "{} is plain", record.key);
    }
    for secret in SECRETS {
        for record in &all {
            let found = record
                .bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} stands in {}", record.key);
        }
    }
    Ok(all)
}

async fn nothing_can_be_read_without_the_passphrase_and_everything_with_it(stage: Stage) -> Result<()> {
    let page = full(&stage).await?;
    let before = page.export().await?;
    let kept = records(&page, ORDINARY).await?;
    for secret in SECRETS {
        let is_there = |one: &Record| {
            one.bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes())
        };
        assert!(kept.iter().any(is_there), "{secret} is nowhere");
    }
    set_lock(&page).await?;
    let closed = nothing_is_readable(&page).await?;
    assert_eq!(closed.len(), kept.len() + 2, "the lock and its copy");
    // What is edited now is sealed as well.
    page.go_to("Assessments").await?;
    page.press("Go on with Vendor’s view of Contoso").await?;
    page.answer(1).await?;
    page.saved().await?;
    let edited = nothing_is_readable(&page).await?;
    assert_ne!(edited, closed);
    let after = page.export().await?;
    assert_ne!(after, before);

    stage.driver.goto(stage.server.url("/")).await?;
    enter(&page, "not the passphrase").await?;
    page.find("alert", Named::Containing("This is not the passphrase."))
        .await?;
    is_locked(&page).await?;
    assert_eq!(records(&page, ORDINARY).await?, edited);
    unlock(&page).await?;
    assert_eq!(page.export().await?, after);
    page.says("Contoso").await
}

async fn a_locked_element_shows_nothing_and_tells_the_host_so(stage: Stage) -> Result<()> {
    let page = full(&stage).await?;
    let before = page.export().await?;
    set_lock(&page).await?;
    stage.driver.goto(stage.server.url("/#result")).await?;
    stage.driver.refresh().await?;
    is_locked(&page).await?;
    let words = page.words().await?;
    for secret in [
        "Northwind",
        "Contoso",
        "Secret questionnaire",
        "Level",
        "Start as",
    ] {
        assert!(!words.contains(secret), "{secret}: {words}");
    }
    page.without("button", "Assessments").await?;
    assert_eq!(page.result().await?, Value::Null);
    for call in ["exportData()", "results()", "importData('{}')"] {
        let script = format!(
            "() => document.querySelector(host).{call}.then(() => 'done', (error) => `${{error.name}}: ${{error.message}}`)"
        );
        let said = page.await_answer(&script, Vec::new()).await?;
        let wanted = "LockedError: the data is locked: its passphrase has not been entered";
        assert_eq!(said, json!(wanted), "{call}");
    }
    unlock(&page).await?;
    page.find("heading", Named::Beginning("Level ")).await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

/// From now on the page's clock goes ahead by `ahead` milliseconds. Firefox gives scripts of the driver a `Date` of their
/// own: the page's is reached by the page's `eval`.
async fn take_the_clock(page: &Page) -> Result<()> {
    let script = "window.eval(`window.ahead = 0; window.clock = Date.now.bind(Date); Date.now = () => clock() + ahead;`)";
    page.ask(script, Vec::new()).await.map(drop)
}

/// Lets time pass, as when the machine sleeps; then somebody comes back to the page.
async fn pass(page: &Page, minutes: u32) -> Result<()> {
    let script = "window.eval(`ahead += ${arguments[0]} * 60000; document.dispatchEvent(new Event('visibilitychange'));`)";
    page.ask(script, vec![json!(minutes)]).await.map(drop)
}

async fn it_locks_after_a_time_without_use_and_opens_where_one_was(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    set_lock(&page).await?;
    page.select("Lock after", "5 minutes without use").await?;
    until("five minutes to be kept", || async {
        let all = records(&page, ORDINARY).await?;
        let lock = all
            .iter()
            .find(|one| one.key == "setting/lock")
            .map(|one| &one.bytes);
        let minutes = lock
            .and_then(|bytes| lock::LockRecord::read(bytes).ok())
            .map(|lock| lock.minutes);
        Ok((minutes == Some(5)).then_some(()))
    })
    .await?;
    page.go_to("Questions").await?;
    page.next().await?;
    let question = page.next().await?;
    take_the_clock(&page).await?;
    pass(&page, 4).await?;
    page.answer(2).await?;
    page.saved().await?;
    // Four more than since the answer, eight since before it.
    pass(&page, 4).await?;
    assert_eq!(page.question().await?, question);
    page.click("disclosure", "Add evidence").await?;
    page.write("Note", "half a word").await?;
    pass(&page, 5).await?;
    is_locked(&page).await?;
    page.says_not("half a word").await?;
    unlock(&page).await?;
    page.asks(&question).await?;
    let kept = page.assessment().await?;
    assert_eq!(kept.answers.len(), 2);
    assert!(kept.answers.values().any(|answer| answer.note == "half a word"));
    // By itself, too: nobody does anything.
    let script = "window.eval('ahead += 5 * 60000')";
    page.ask(script, Vec::new()).await?;
    is_locked(&page).await?;
    unlock(&page).await
}

async fn another_passphrase_takes_the_place_of_the_old_one(stage: Stage) -> Result<()> {
    let page = full(&stage).await?;
    let before = page.export().await?;
    set_lock(&page).await?;
    let closed = nothing_is_readable(&page).await?;
    page.click("disclosure", "Change the passphrase").await?;
    page.write("Present passphrase", "not the passphrase").await?;
    fill_in(&page, ANOTHER).await?;
    page.press("Change it").await?;
    page.find("alert", Named::Containing("This is not the passphrase."))
        .await?;
    assert_eq!(records(&page, ORDINARY).await?, closed);
    page.write("Present passphrase", PASSPHRASE).await?;
    page.press("Change it").await?;
    page.says("The passphrase is changed.").await?;
    let changed = nothing_is_readable(&page).await?;
    let of_data = |all: &[Record]| {
        all.iter()
            .filter(|one| !is_of_lock(one))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(of_data(&changed), of_data(&closed), "no record is sealed anew");
    let page = {
        stage.driver.goto(stage.server.url("/")).await?;
        stage.page()
    };
    enter(&page, PASSPHRASE).await?;
    page.find("alert", Named::Containing("This is not the passphrase."))
        .await?;
    enter(&page, ANOTHER).await?;
    page.without("heading", "Locked").await?;
    page.started().await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn taking_the_lock_off_makes_everything_plain_again(stage: Stage) -> Result<()> {
    let page = full(&stage).await?;
    let kept = records(&page, ORDINARY).await?;
    set_lock(&page).await?;
    let closed = nothing_is_readable(&page).await?;
    page.click("disclosure", "Take the lock off").await?;
    page.write("Present passphrase", "not the passphrase").await?;
    page.press("Take it off").await?;
    page.find("alert", Named::Containing("This is not the passphrase."))
        .await?;
    assert_eq!(records(&page, ORDINARY).await?, closed);
    page.write("Present passphrase", PASSPHRASE).await?;
    page.press("Take it off").await?;
    page.find("button", "Set the lock").await?;
    assert_eq!(records(&page, ORDINARY).await?, kept);
    let page = stage.open().await?;
    page.says("Contoso").await
}

async fn without_the_program_it_is_said_that_everything_is_locked(stage: Stage) -> Result<()> {
    let page = full(&stage).await?;
    set_lock(&page).await?;
    stage.driver.goto(stage.server.url("/pages/no-wasm.html")).await?;
    page.says("It is locked, and can be opened only once this page works again.")
        .await?;
    page.says_not("Contoso").await?;
    let page = {
        stage.driver.goto(stage.server.url("/")).await?;
        stage.page()
    };
    unlock(&page).await?;
    page.says("Contoso").await
}

async fn what_the_widget_was_ends_when_it_locks(stage: Stage) -> Result<()> {
    let page = full(&stage).await?;
    set_lock(&page).await?;
    // What holds the data holds the channel to other tabs too.
    let script = "
        const { close } = BroadcastChannel.prototype;
        window.channelsClosed = 0;
        window.told = [];
        BroadcastChannel.prototype.close = function () { window.channelsClosed += 1; return close.call(this); };
        document.querySelector(host).addEventListener('cr-result', ({ detail }) => window.told.push(detail.result));";
    page.ask(script, Vec::new()).await?;
    page.press("Lock now").await?;
    is_locked(&page).await?;
    assert_eq!(
        page.ask("return window.channelsClosed", Vec::new()).await?,
        json!(1)
    );
    assert_eq!(page.ask("return window.told", Vec::new()).await?, json!([null]));
    unlock(&page).await
}

async fn it_does_not_lock_while_edits_cannot_be_saved(stage: Stage) -> Result<()> {
    let page = full(&stage).await?;
    set_lock(&page).await?;
    give_up_writes(&page).await?;
    page.go_to("Assessments").await?;
    page.press("Go on with Vendor’s view of Contoso").await?;
    page.answer(0).await?;
    page.saving_is("not-saved").await?;
    let edited = page.assessment().await?.answers;
    go_to_section(&page).await?;
    page.press("Lock now").await?;
    page.says("Not locked: your last changes could not be saved, and would be lost.")
        .await?;
    assert_eq!(page.assessment().await?.answers, edited);
    page.ask("window.givingUp = false", Vec::new()).await?;
    page.press("Lock now").await?;
    unlock(&page).await?;
    assert_eq!(page.assessment().await?.answers, edited);
    Ok(())
}

async fn a_damaged_lock_is_opened_by_its_copy_and_said_where_that_is_damaged_too(stage: Stage) -> Result<()> {
    let page = full(&stage).await?;
    let before = page.export().await?;
    set_lock(&page).await?;
    let kept = records(&page, ORDINARY).await?;
    damage(&page, "setting/lock", b"CRdRbroken").await?;
    stage.driver.goto(stage.server.url("/")).await?;
    unlock(&page).await?;
    assert_eq!(page.export().await?, before);
    assert_eq!(records(&page, ORDINARY).await?, kept, "it is mended");
    damage(&page, "setting/lock", b"CRdRbroken").await?;
    damage(&page, "setting/lock/copy", b"").await?;
    let broken = records(&page, ORDINARY).await?;
    stage.driver.goto(stage.server.url("/")).await?;
    enter(&page, PASSPHRASE).await?;
    page.says("The record that holds the lock is damaged").await?;
    assert_eq!(records(&page, ORDINARY).await?, broken);
    Ok(())
}

async fn whoever_has_forgotten_the_passphrase_can_delete_everything_and_start_anew(
    stage: Stage,
) -> Result<()> {
    let page = full(&stage).await?;
    set_lock(&page).await?;
    let closed = records(&page, ORDINARY).await?;
    stage.driver.goto(stage.server.url("/")).await?;
    is_locked(&page).await?;
    page.click("disclosure", "Forgotten?").await?;
    page.press("Delete everything").await?;
    page.press("Keep it").await?;
    assert_eq!(records(&page, ORDINARY).await?, closed);
    page.press("Delete everything").await?;
    page.press("Delete everything").await?;
    page.without("heading", "Locked").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    assert_eq!(page.assessment().await?.answers.len(), 1);
    let all = records(&page, ORDINARY).await?;
    assert!(
        all.iter()
            .all(|one| !is_of_lock(one) && !sealed::is_sealed(&one.bytes))
    );
    Ok(())
}

async fn a_lock_is_set_only_by_somebody_who_has_read_what_it_means(stage: Stage) -> Result<()> {
    let page = full(&stage).await?;
    let before = records(&page, ORDINARY).await?;
    go_to_section(&page).await?;
    page.says("Forgetting the passphrase is final. Nobody can open the data without it")
        .await?;
    fill_in(&page, "short").await?;
    page.press("Set the lock").await?;
    page.find(
        "alert",
        Named::Containing("The passphrase has fewer than 8 characters."),
    )
    .await?;
    page.find("alert", Named::Containing("Say that you understand this first."))
        .await?;
    page.write("New passphrase", "long enough").await?;
    page.says("11 characters: short.").await?;
    page.find("alert", Named::Containing("The two are not the same."))
        .await?;
    page.write("The same again", "long enough").await?;
    page.press("Set the lock").await?;
    page.find("alert", Named::Containing("Say that you understand this first."))
        .await?;
    assert_eq!(records(&page, ORDINARY).await?, before);
    Ok(())
}

async fn a_page_without_encryption_says_that_it_cannot_lock(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let script = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })";
    page.ask(script, Vec::new()).await?;
    go_to_section(&page).await?;
    page.says("This page cannot lock: it was not served by https")
        .await?;
    page.without("textbox", "New passphrase").await
}

async fn the_lock_holds_up(stage: Stage) -> Result<()> {
    let page = full(&stage).await?;
    go_to_section(&page).await?;
    page.press("Set the lock").await?;
    inspect(&page, "setting a lock").await?;
    set_lock(&page).await?;
    page.click("disclosure", "Change the passphrase").await?;
    page.click("disclosure", "Take the lock off").await?;
    inspect(&page, "a lock that is on").await?;
    page.press("Lock now").await?;
    enter(&page, "not the passphrase").await?;
    page.find("alert", Named::Containing("This is not the passphrase."))
        .await?;
    inspect(&page, "a locked page").await
}
