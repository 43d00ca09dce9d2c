//! Older and newer versions of the app on the same data: F6, F12, F13.

use channel_readiness::storage::migrations::REPLICA_FORMAT;
use channel_readiness::storage::{RecordKind, envelope};
use serde_json::Value;

use super::first_level;
use crate::browser::Result;
use crate::finding::until;
use crate::inside::{Record, make, records, records_of, remove};
use crate::lasting::settled;
use crate::page::Page;
use crate::stage::Stage;
use crate::truth::fixture;

tests![
    f6_an_older_page_lets_a_newer_one_upgrade_and_turns_read_only_and_says_so,
    f12_records_of_format_1_are_read_and_migrated_once_and_a_copy_stays_until_the_next_start,
    f12_killed_at_any_point_of_a_migration_it_is_made_again_and_nothing_is_lost,
    f13_records_of_a_newer_version_are_left_as_they_are,
];

/// Another page of a newer version opens the database.
async fn upgrade(page: &Page) -> Result<()> {
    make(page, 2, &[]).await
}

async fn f6_an_older_page_lets_a_newer_one_upgrade_and_turns_read_only_and_says_so(
    stage: Stage,
) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    settled(&page).await?;
    let before = records(&page, crate::inside::ORDINARY).await?;
    // Its connection is open, and does not stand in the way.
    upgrade(&page).await?;
    page.answer(1).await?;
    page.saving_is("not-saved").await?;
    page.says("A newer version of this page is using the storage.")
        .await?;
    page.find("button", "Export a copy").await?;
    assert_eq!(first_level(&page).await?, Some(1), "an export has it");
    assert_eq!(records(&page, crate::inside::ORDINARY).await?, before);

    let page = stage.open().await?;
    page.saving_is("read-only").await?;
    page.says(
        "A newer version of this page has written here. This one shows what it can read and changes nothing.",
    )
    .await?;
    assert_eq!(first_level(&page).await?, Some(3));
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    page.answer(0).await?;
    page.saving_is("not-saved").await?;
    assert_eq!(records(&page, crate::inside::ORDINARY).await?, before);
    Ok(())
}

/// The records of a database of format 1, as the app once wrote them.
pub fn records_of_format_1() -> Result<Vec<Record>> {
    let text = fixture("database-format-1.records")?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (key, digits) = line.split_once(' ').ok_or("no key")?;
            let byte = |place: usize| Ok(u8::from_str_radix(&digits[place..place + 2], 16)?);
            let bytes = (0..digits.len()).step_by(2).map(byte).collect::<Result<_>>()?;
            Ok(Record {
                key: key.to_owned(),
                bytes,
            })
        })
        .collect()
}

/// The origin's storage, with the records of format 1 in it, before the app has ever run there.
async fn seeded(stage: &Stage) -> Result<(Page, Vec<Record>)> {
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let page = stage.page();
    let old = records_of_format_1()?;
    remove(&page).await?;
    make(&page, 1, &old).await?;
    Ok((page, old))
}

fn by_key<'a>(records: &'a [Record], key: &str) -> Option<&'a Record> {
    records.iter().find(|record| record.key == key)
}

/// The record of the assessment that the tests change.
fn changed(old: &[Record]) -> Result<&Record> {
    let mut assessments = old.iter().filter(|record| record.key.starts_with("assessment/"));
    assessments.next().ok_or_else(|| "no assessment".into())
}

/// Goes on with the assessment, and answers its first question.
async fn change(page: &Page, level: u8) -> Result<()> {
    page.go_to("Assessments").await?;
    page.press("Go on with Of the first version").await?;
    page.go_to("Overview").await?;
    page.click("button", crate::page::Named::Beginning("1.1 "))
        .await?;
    page.asks("1.1").await?;
    page.answer(level).await
}

async fn f12_records_of_format_1_are_read_and_migrated_once_and_a_copy_stays_until_the_next_start(
    stage: Stage,
) -> Result<()> {
    let (_, old) = seeded(&stage).await?;
    let page = stage.open().await?;
    let before = page.bundle().await?;
    assert_eq!((before.responses.len(), before.companies.len()), (2, 1));
    // Reading changes nothing.
    let kept = records(&page, crate::inside::ORDINARY).await?;
    assert!(old.iter().all(|record| kept.contains(record)));
    let old_one = changed(&old)?;
    change(&page, 4).await?;
    page.saved().await?;
    let (first, copy) = migrated(&page, &old_one.key).await?;
    assert_eq!(copy.as_ref(), Some(&old_one.bytes));
    assert_eq!(first.0, REPLICA_FORMAT);
    assert_eq!(first.1["answers"]["1.1"]["level"], 4);
    // Once.
    page.answer(3).await?;
    page.saved().await?;
    let (second, copy) = migrated(&page, &old_one.key).await?;
    assert_eq!(copy.as_ref(), Some(&old_one.bytes));
    assert_eq!(second.1["answers"]["1.1"]["level"], 3);
    // The others are as they were.
    let kept = records(&page, crate::inside::ORDINARY).await?;
    assert!(
        old.iter()
            .filter(|one| *one != old_one)
            .all(|one| kept.contains(one))
    );

    let page = stage.open().await?;
    change(&page, 2).await?;
    page.saved().await?;
    let (_, copy) = migrated(&page, &old_one.key).await?;
    assert_eq!(copy, None);
    let after = page.bundle().await?;
    assert_eq!(after.responses.len(), before.responses.len());
    assert_eq!(after.companies, before.companies);
    Ok(())
}

/// What is there under a key: the payload's format and its document; and the bytes of the copy.
async fn migrated(page: &Page, key: &str) -> Result<((u16, Value), Option<Vec<u8>>)> {
    let kept = records(page, crate::inside::ORDINARY).await?;
    let (envelope, document) = by_key(&kept, key).ok_or("it is gone")?.opened()?;
    let copy = by_key(&kept, &format!("{key}/before")).map(|record| record.bytes.clone());
    Ok(((envelope.payload_format, document), copy))
}

async fn f12_killed_at_any_point_of_a_migration_it_is_made_again_and_nothing_is_lost(
    stage: Stage,
) -> Result<()> {
    // The page dies before the write is asked for, with its requests made, and when it is done.
    for moment in ["transaction", "put", "complete"] {
        let (_, old) = seeded(&stage).await?;
        let old_one = changed(&old)?;
        let doomed = stage.driver.window().await?;
        let next = stage.engine.new_tab(&stage.driver).await?;
        stage.driver.switch_to_window(doomed).await?;
        let page = stage.open().await?;
        page.ask(STOP, vec![moment.into()]).await?;
        change(&page, 4).await?;
        until("the moment", || async {
            Ok(page
                .ask("return window.stopped ?? null", Vec::new())
                .await?
                .as_bool())
        })
        .await?;
        stage.engine.kill_tab(&stage.driver).await?;
        stage.driver.switch_to_window(next).await?;
        stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
        let ((format, document), copy) = migrated(&stage.page(), &old_one.key).await?;
        if format == REPLICA_FORMAT {
            assert_eq!(copy.as_ref(), Some(&old_one.bytes), "{moment}");
            assert_eq!(document["answers"]["1.1"]["level"], 4, "{moment}");
        } else {
            let kept = records_of(&stage.page(), &old_one.key).await?;
            assert_eq!(
                kept,
                core::slice::from_ref(old_one),
                "{moment}: the old one is whole"
            );
        }
        assert!(moment != "transaction" || format == 1);
        assert!(moment != "complete" || format == REPLICA_FORMAT);
        let page = stage.open().await?;
        assert_eq!(page.bundle().await?.responses.len(), 2);
        change(&page, 1).await?;
        page.saved().await?;
        let ((format, document), _) = migrated(&page, &old_one.key).await?;
        assert_eq!(format, REPLICA_FORMAT);
        assert_eq!(document["answers"]["1.1"]["level"], 1, "{moment}");
    }
    Ok(())
}

/// From now on the first write stops at a moment: nothing that it begins afterwards happens.
const STOP: &str = "
    const [moment] = arguments;
    const stop = () => { window.stopped = true; };
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...given) {
        if (given[1] !== 'readwrite') return begin.apply(this, given);
        if (moment === 'transaction') {
            stop();
            return { objectStore: () => ({ put: () => ({}), get: () => ({}), delete: () => ({}) }), abort() {} };
        }
        const transaction = begin.apply(this, given);
        if (moment === 'complete') transaction.addEventListener('complete', stop);
        return transaction;
    };
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
        const request = put.apply(this, given);
        if (moment === 'put') request.addEventListener('success', stop);
        return request;
    };
";

async fn f13_records_of_a_newer_version_are_left_as_they_are(stage: Stage) -> Result<()> {
    let newer = [
        Record {
            key: "assessment/6f1c7f0e-51a5-4c1f-9d53-0d2a6a3f9b01".to_owned(),
            bytes: envelope::encode(RecordKind::Assessment, REPLICA_FORMAT + 1, "{\"tree\":{}}"),
        },
        Record {
            key: "company/6f1c7f0e-51a5-4c1f-9d53-0d2a6a3f9b02".to_owned(),
            bytes: of_newer_envelope(&envelope::encode(RecordKind::Company, REPLICA_FORMAT, "{}")),
        },
        Record {
            key: "portfolio/1".to_owned(),
            bytes: b"of a kind that nobody knows yet".to_vec(),
        },
    ];
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    make(&stage.page(), 1, &newer).await?;
    let page = stage.open().await?;
    page.says("2 records could not be read. They are left untouched, and the rest is here.")
        .await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    settled(&page).await?;
    let page = stage.open().await?;
    assert_eq!(first_level(&page).await?, Some(3));
    let kept = records(&page, crate::inside::ORDINARY).await?;
    assert!(newer.iter().all(|record| kept.contains(record)), "{kept:?}");
    Ok(())
}

/// The envelope of a newer version around the same: its own number, and a right checksum.
fn of_newer_envelope(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes[..bytes.len() - 4].to_vec();
    bytes[4] = 2;
    let sum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(&bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}
