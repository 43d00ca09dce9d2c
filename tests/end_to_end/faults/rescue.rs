//! The program is missing, forbidden, or fails: F18. The element's module alone shows what is kept and saves it to a file,
//! which another device takes in.

use channel_readiness::domain::exchange::{Bundle, read_bundle};
use serde_json::{Value, json};

use crate::browser::Result;
use crate::exchange::{downloaded, pick};
use crate::inside::{ORDINARY, Record, damage, lying, make, put_text, records, records_of};
use crate::many::many;
use crate::network::of_core;
use crate::page::{Named, Page};
use crate::server::Fault;
use crate::stage::{Stage, serve};
use crate::truth::{Truth, fixture, rich_response};

tests![
    f18_without_the_program_what_is_kept_is_shown_and_saved_to_a_file_that_is_taken_in_elsewhere,
    f18_where_a_policy_forbids_the_program_the_same_holds,
    f18_when_the_program_fails_the_same_holds_and_another_element_works,
    f18_what_came_in_numbers_is_among_it,
    f18_what_is_no_document_goes_into_the_file_as_it_lies_there,
    f18_an_origin_without_anything_says_so_and_stays_without,
    f18_a_database_of_a_newer_version_is_saved_and_left_as_it_is,
];

const FAILED: &str = "This part of the page does not work just now. What was saved is untouched.";

/// Assessments and partners, those of a questionnaire of its own among them, one of them in the bin; all saved.
async fn filled(stage: &Stage, path: &str) -> Result<(Page, Bundle)> {
    let page = stage.open_at(path).await?;
    page.write("Whom is this about? (optional)", "Woodgrove").await?;
    page.start_as("partner").await?;
    page.answer(2).await?;
    crate::lasting::settled(&page).await?;
    page.import(&fixture("bundle-format-1.json")?).await?;
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    page.go_to("Partners").await?;
    page.open_partner("Woodgrove").await?;
    page.press("Delete Woodgrove").await?;
    page.press("Delete").await?;
    page.saved().await?;
    let bundle = page.bundle().await?;
    assert_eq!((bundle.responses.len(), bundle.companies.len()), (4, 2));
    Ok((page, bundle))
}

/// Saves the file, and lets an origin that nobody has used take it in: everything is there again.
async fn saved_and_taken_in(stage: &Stage, page: &Page, expected: &Bundle) -> Result<Value> {
    page.find("heading", "What is kept here").await?;
    page.says("4 assessments, 2 partners, 2 questionnaires, 1 record as it is.")
        .await?;
    page.says("Woodgrove, last changed").await?;
    let before = lying(page).await?;
    let (name, text) = downloaded(page, &stage.downloads(), "Save a copy").await?;
    assert!(name.starts_with("channel-readiness-rescued-"), "{name}");
    assert_eq!(lying(page).await?, before);
    let file = stage.downloads().join(&name);
    let elsewhere = serve(Vec::new())?;
    stage.driver.goto(elsewhere.url("/")).await?;
    let page = stage.page();
    page.started().await?;
    page.go_to("Assessments").await?;
    pick(&page, &file).await?;
    page.find("heading", &format!("Imported “{name}”")).await?;
    page.says("4 assessments added").await?;
    page.saved().await?;
    assert_eq!(page.bundle().await?, *expected);
    Ok(serde_json::from_str(&text)?)
}

async fn f18_without_the_program_what_is_kept_is_shown_and_saved_to_a_file_that_is_taken_in_elsewhere(
    stage: Stage,
) -> Result<()> {
    let (_, bundle) = filled(&stage, "/").await?;
    stage.server.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
    stage.driver.goto(stage.server.url("/")).await?;
    let page = stage.page();
    page.find("alert", FAILED).await?;
    let file = saved_and_taken_in(&stage, &page, &bundle).await?;
    // What lies in the bin does not come back by itself, and is not lost either.
    assert_eq!(file["untouched"][0]["cause"], "deleted");
    // Back where it began, with the program there again.
    stage.server.mend(&of_core("core_bg.wasm")?);
    let page = stage.open().await?;
    assert_eq!(page.bundle().await?, bundle);
    Ok(())
}

async fn f18_where_a_policy_forbids_the_program_the_same_holds(stage: Stage) -> Result<()> {
    let (_, bundle) = filled(&stage, "/").await?;
    stage.driver.goto(stage.server.url("/pages/no-wasm.html")).await?;
    let page = stage.page();
    page.find("alert", FAILED).await?;
    saved_and_taken_in(&stage, &page, &bundle).await.map(drop)
}

/// From now on the next element that is made makes the program fail, as a mistake in it would.
const BREAK: &str = "
    const make = Node.prototype.cloneNode;
    Node.prototype.cloneNode = function () {
        Node.prototype.cloneNode = make;
        throw new Error('made up');
    };
";

async fn f18_when_the_program_fails_the_same_holds_and_another_element_works(stage: Stage) -> Result<()> {
    let (page, bundle) = filled(&stage, "/pages/host.html").await?;
    page.ask("window.left = all('nav button')", Vec::new()).await?;
    page.ask(BREAK, Vec::new()).await?;
    page.press("New").await?;
    page.find("alert", FAILED).await?;
    assert_eq!(page.result().await?, Value::Null);
    let body = "document.querySelector('#other').append(document.createElement('channel-readiness'))";
    page.ask(body, Vec::new()).await?;
    let other = Page::at(&stage.driver, stage.engine, "#other channel-readiness");
    other.started().await?;
    // What is left of the program that failed, such as a button or a timer, fails again, and ends nothing.
    page.ask("window.left.forEach((button) => button.click())", Vec::new())
        .await?;
    other.started().await?;
    assert_eq!(other.bundle().await?, bundle);
    page.press("Try again").await?;
    page.started().await?;
    page.find("heading", "Go on where you stopped").await?;
    page.ask(BREAK, Vec::new()).await?;
    page.press("Partners").await?;
    page.find("alert", FAILED).await?;
    saved_and_taken_in(&stage, &page, &bundle).await.map(drop)
}

async fn f18_what_came_in_numbers_is_among_it(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let mut document = many(&page, 300).await?;
    // What nobody knows, in every place that may have it; no number is changed.
    let unknown = json!({ "n": 1e300, "text": "Ähre \" \\" });
    for response in document["responses"].as_array_mut().into_iter().flatten().take(9) {
        response["unknown"] = unknown.clone();
        response["pack"]["unknown"] = unknown.clone();
        response["company"]["unknown"] = unknown.clone();
        response["answers"]["1.1"]["unknown"] = unknown.clone();
    }
    let companies = (0..60).map(|number| {
        let id = format!("019aafc2-d3e0-7000-8000-0000000000{number:02}");
        json!({ "id": id, "name": format!("Partner {number}"), "kind": "reseller", "size": null, "notes": "",
            "createdAt": "2026-01-02T03:04:05Z", "updatedAt": "2026-01-02T03:04:05Z",
            "unknown": unknown, "tags": ["gold"] })
    });
    document["companies"] = companies.collect();
    page.import(&document.to_string()).await?;
    page.saved().await?;
    assert_eq!(
        records_of(&page, "companies/").await?.len(),
        1,
        "together in a chunk"
    );
    page.go_to("Assessments").await?;
    // One is changed beside its chunk, and one lies in the bin.
    page.click("button", Named::Beginning("Go on with Number 299"))
        .await?;
    page.answer(4).await?;
    page.go_to("Assessments").await?;
    page.press("Delete Number 298").await?;
    page.press("Delete").await?;
    page.saved().await?;
    let bundle = page.bundle().await?;
    assert_eq!(bundle.responses.len(), 299);
    stage.server.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
    stage.driver.goto(stage.server.url("/")).await?;
    let page = stage.page();
    page.says("299 assessments, 60 partners, 1 questionnaire, 1 record as it is.")
        .await?;
    let (_, text) = downloaded(&page, &stage.downloads(), "Save a copy").await?;
    let saved = read_bundle(&text, &[]).map_err(|problems| format!("{problems:?}"))?;
    assert_eq!(
        (saved.packs.len(), saved.companies.len()),
        (bundle.packs.len(), 60)
    );
    assert_eq!(
        (&saved.packs, &saved.companies),
        (&bundle.packs, &bundle.companies)
    );
    let by_id = |bundle: Bundle| {
        let mut responses = bundle.responses;
        responses.sort_by_key(|one| one.id);
        responses
    };
    assert_eq!(by_id(saved), by_id(bundle));
    Ok(())
}

async fn f18_what_is_no_document_goes_into_the_file_as_it_lies_there(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(2).await?;
    crate::lasting::settled(&page).await?;
    let broken = b"CRdR and then nothing that makes sense \xff\x00\x80";
    damage(&page, "assessment/6f1c7f0e-51a5-4c1f-9d53-0d2a6a3f9b01", broken).await?;
    damage(&page, "vault/1", b"sealed").await?;
    put_text(&page, "company/6f1c7f0e-51a5-4c1f-9d53-0d2a6a3f9b02", "a text").await?;
    stage.server.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
    stage.driver.goto(stage.server.url("/")).await?;
    page.says("1 assessment, 1 questionnaire, 3 records as they are.")
        .await?;
    let (_, text) = downloaded(&page, &stage.downloads(), "Save a copy").await?;
    let file: Value = serde_json::from_str(&text)?;
    let untouched = file["untouched"].as_array().ok_or("nothing is untouched")?;
    let found: Vec<_> = untouched
        .iter()
        .map(|one| (one["key"].clone(), one["base64"].clone(), one["text"].clone()))
        .collect();
    let base64 = channel_readiness::domain::exchange::base64;
    let wanted = [
        (
            json!("assessment/6f1c7f0e-51a5-4c1f-9d53-0d2a6a3f9b01"),
            json!(base64(broken)),
            Value::Null,
        ),
        (
            json!("company/6f1c7f0e-51a5-4c1f-9d53-0d2a6a3f9b02"),
            Value::Null,
            json!("\"a text\""),
        ),
        (json!("vault/1"), json!(base64(b"sealed")), Value::Null),
    ];
    assert_eq!(found, wanted);
    // With all of that it is a bundle that can be read.
    let bundle = read_bundle(&text, &[&Truth::read()?.pack]).map_err(|problems| format!("{problems:?}"))?;
    assert_eq!(bundle.responses.len(), 1);
    Ok(())
}

async fn f18_an_origin_without_anything_says_so_and_stays_without(stage: Stage) -> Result<()> {
    stage.server.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
    stage.driver.goto(stage.server.url("/")).await?;
    let page = stage.page();
    page.says("Nothing is kept here.").await?;
    assert!(!page.has("button", "Save a copy").await?);
    let names = "async () => (await indexedDB.databases()).map((one) => one.name)";
    assert_eq!(page.await_answer(names, Vec::new()).await?, json!([]));
    Ok(())
}

async fn f18_a_database_of_a_newer_version_is_saved_and_left_as_it_is(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let kept = [Record {
        key: "portfolio/1".to_owned(),
        bytes: b"of a kind that nobody knows yet".to_vec(),
    }];
    make(&stage.page(), 7, &kept).await?;
    stage.server.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
    stage.driver.goto(stage.server.url("/")).await?;
    let page = stage.page();
    page.says("1 record as it is.").await?;
    downloaded(&page, &stage.downloads(), "Save a copy").await?;
    assert_eq!(records(&page, ORDINARY).await?, kept);
    let version = "async () => (await indexedDB.databases()).map((one) => one.version)";
    assert_eq!(page.await_answer(version, Vec::new()).await?, json!([7]));
    Ok(())
}
