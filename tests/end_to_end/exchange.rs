//! Files that go out and come in: beside what is here, never over it, and refused with place and reason.

use std::path::Path;

use channel_readiness::domain::exchange::{Document, read_document, read_response};
use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};
use crate::server::Fault;
use crate::stage::{Folder, Stage, dist, project};
use crate::truth::{Truth, alike, fixture, rich_response};

tests![
    one_assessment_is_exported_as_a_response,
    everything_is_exported_as_a_bundle,
    a_foreign_response_comes_beside_what_is_here,
    a_foreign_bundle_brings_its_own_questionnaire,
    the_same_file_twice_adds_nothing,
    a_response_with_an_id_that_is_taken_comes_beside_it,
    what_was_exported_comes_back_on_another_device,
    a_cut_file_is_refused,
    a_text_file_is_refused,
    a_wrong_pack_version_is_refused,
    a_response_to_a_shipped_questionnaire_that_nobody_opened_is_taken_in,
    a_response_to_a_questionnaire_that_cannot_be_had_is_refused,
    a_level_of_five_is_refused,
    a_gate_that_does_not_apply_is_refused,
    a_file_of_31_megabytes_is_refused_unread,
    script_in_names_notes_and_titles_is_shown_as_text,
];

/// The list with one assessment in it.
async fn list(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.go_to("Assessments").await?;
    page.saved().await?;
    Ok(page)
}

/// Presses a button and gives the name and text of the file that it brings.
pub async fn downloaded(page: &Page, folder: &Path, button: &str) -> Result<(String, String)> {
    page.press(button).await?;
    until("the download", || async {
        let mut files = std::fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
        files.retain(|file| file.path().extension().is_some_and(|ending| ending == "json"));
        let Some(file) = files.first() else {
            return Ok(None);
        };
        let text = std::fs::read_to_string(file.path())?;
        let name = file.file_name().to_string_lossy().into_owned();
        // Whole once it is JSON.
        Ok(serde_json::from_str::<Value>(&text)
            .is_ok()
            .then_some((name, text)))
    })
    .await
}

/// Picks a file to import, as the browser's own dialog would.
pub async fn pick(page: &Page, file: &Path) -> Result<()> {
    page.find("button", "Import a file").await?;
    let input = page.one("input[type=file]").await?;
    Ok(input.send_keys(file.to_string_lossy()).await?)
}

async fn one_assessment_is_exported_as_a_response(stage: Stage) -> Result<()> {
    let page = list(&stage).await?;
    let (name, text) = downloaded(&page, &stage.downloads(), "Export Vendor’s view of Contoso").await?;
    assert_eq!(
        name,
        format!("channel-readiness-Contoso-{}.json", page.today().await?)
    );
    assert_eq!(read_response(&text), Ok(page.assessment().await?));
    Ok(())
}

async fn everything_is_exported_as_a_bundle(stage: Stage) -> Result<()> {
    let page = list(&stage).await?;
    let (name, text) = downloaded(&page, &stage.downloads(), "Export everything").await?;
    assert_eq!(name, format!("channel-readiness-{}.json", page.today().await?));
    // It holds the questionnaire, so that it opens where there is none.
    let Ok(Document::Bundle(bundle)) = read_document(&text, &[]) else {
        panic!("{text}")
    };
    assert_eq!(
        (bundle.packs.len(), bundle.companies.len(), bundle.responses.len()),
        (1, 1, 1)
    );
    assert_eq!(bundle, page.bundle().await?);
    Ok(())
}

async fn a_foreign_response_comes_beside_what_is_here(stage: Stage) -> Result<()> {
    let page = list(&stage).await?;
    let before = page.assessment().await?;
    pick(&page, &project().join("tests/fixtures/response-format-1.json")).await?;
    page.find("heading", "Imported “response-format-1.json”").await?;
    page.says("1 assessment added").await?;
    page.find("heading", "Before the spring review „Ähre“").await?;
    let mut both = page.bundle().await?.responses;
    both.retain(|one| *one != before);
    let [foreign] = both.as_slice() else {
        panic!("{} beside the own one", both.len())
    };
    let mut wanted =
        read_response(&fixture("response-format-1.json")?).map_err(|problems| format!("{problems:?}"))?;
    wanted.pack.hash = Some(Truth::read()?.pack.hash);
    assert_eq!(*foreign, wanted);

    page.press("Open it").await?;
    page.find("heading", Named::Beginning("Level ")).await?;
    let truth = Truth::read()?.result(foreign, page.today().await?)?;
    let result = page.result().await?;
    assert!(alike(&result, &truth), "{result} is not {truth}");
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    assert_eq!(page.bundle().await?.responses.len(), 2);
    Ok(())
}

async fn a_foreign_bundle_brings_its_own_questionnaire(stage: Stage) -> Result<()> {
    let page = list(&stage).await?;
    pick(&page, &project().join("tests/fixtures/bundle-format-1.json")).await?;
    page.find("heading", "Imported “bundle-format-1.json”").await?;
    page.says("2 assessments added").await?;
    page.says("2 partners added").await?;
    page.says("1 questionnaire added").await?;
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    page.press("Result of Vendor’s view of Fabrikam").await?;
    page.find("heading", Named::Beginning("Level ")).await?;
    page.says("Workshop readiness: with Fabrikam").await?;
    assert_eq!(page.result().await?["asked"], 6);
    page.go_to("Questions").await?;
    page.says("How often do you: meet at the bench?").await
}

async fn the_same_file_twice_adds_nothing(stage: Stage) -> Result<()> {
    let page = list(&stage).await?;
    let file = project().join("tests/fixtures/bundle-format-1.json");
    pick(&page, &file).await?;
    page.says("2 assessments added").await?;
    let before = page.export().await?;
    page.press("Dismiss").await?;
    pick(&page, &file).await?;
    page.says("Nothing new").await?;
    page.says("5 entries were here already").await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn a_response_with_an_id_that_is_taken_comes_beside_it(stage: Stage) -> Result<()> {
    let (page, folder) = (list(&stage).await?, Folder::new("taken")?);
    let today = page.today().await?;
    let own = rich_response(today);
    page.import(&own.to_string()).await?;
    let before = page.bundle().await?.responses;
    let mut other = own.clone();
    other["answers"]["1.1"]["level"] = json!(0);
    other["title"] = json!("Not mine");
    page.go_to("Assessments").await?;
    pick(&page, &folder.file("other.json", other.to_string())?).await?;
    page.find("heading", "Not mine").await?;
    let after = page.bundle().await?.responses;
    assert_eq!(after.len(), before.len() + 1);
    assert!(
        before.iter().all(|one| after.contains(one)),
        "what was here is unchanged"
    );
    let ids: std::collections::BTreeSet<_> = after.iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), after.len());
    Ok(())
}

async fn what_was_exported_comes_back_on_another_device(stage: Stage) -> Result<()> {
    let page = list(&stage).await?;
    page.import(&fixture("bundle-format-1.json")?).await?;
    let text = page.export().await?;
    // Another origin has a store of its own.
    let elsewhere = crate::stage::serve(Vec::new())?;
    page.driver.goto(elsewhere.url("/")).await?;
    page.started().await?;
    let report = page.import(&text).await?;
    assert_eq!(report["responses"].as_array().map(Vec::len), Some(3));
    assert_eq!(page.export().await?, text);
    Ok(())
}

/// Offers a file that does not fit: it is refused with this place and this reason, and nothing has changed.
async fn is_refused(stage: &Stage, name: &str, content: &[u8], place: &str, reason: &str) -> Result<()> {
    let (page, folder) = (list(stage).await?, Folder::new(name)?);
    let before = page.export().await?;
    pick(&page, &folder.file(&format!("{name}.json"), content)?).await?;
    page.find("heading", &format!("“{name}.json” was not imported"))
        .await?;
    page.says("Nothing was changed.").await?;
    let problems = page.text_of(".problems").await?;
    assert!(problems.contains(place), "{place:?} is not in {problems:?}");
    assert!(problems.contains(reason), "{reason:?} is not in {problems:?}");
    assert_eq!(page.export().await?, before);
    page.press("Dismiss").await?;
    page.driver.refresh().await?;
    page.started().await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn a_cut_file_is_refused(stage: Stage) -> Result<()> {
    let text = fixture("response-format-1.json")?;
    is_refused(&stage, "cut", &text.as_bytes()[..700], "line 15", "is not closed").await
}

async fn a_text_file_is_refused(stage: Stage) -> Result<()> {
    is_refused(
        &stage,
        "letter",
        b"Dear partner,\n",
        "The file",
        "line 1, column 1",
    )
    .await
}

async fn a_wrong_pack_version_is_refused(stage: Stage) -> Result<()> {
    let text = fixture("response-format-1.json")?.replace("\"version\": 1", "\"version\": 7");
    is_refused(&stage, "version", text.as_bytes(), "pack", "7").await
}

/// A response to a shipped questionnaire that is not the first one.
fn of_shared_access(id: &str) -> Result<Value> {
    let text = std::fs::read_to_string(dist().join("packs/shared-access.json"))?;
    let pack: Value = serde_json::from_str(&text)?;
    let mut response: Value = serde_json::from_str(&fixture("response-format-1.json")?)?;
    let indicator = pack["dimensions"][0]["indicators"][0]["id"]
        .as_str()
        .ok_or("no indicator")?;
    response["id"] = json!(id);
    response["pack"] = json!({ "id": "shared-access", "version": pack["version"] });
    response["answers"] = json!({ indicator: { "state": "level", "level": 2, "day": "2026-03-02" } });
    Ok(response)
}

async fn a_response_to_a_shipped_questionnaire_that_nobody_opened_is_taken_in(stage: Stage) -> Result<()> {
    let (page, folder) = (list(&stage).await?, Folder::new("shared")?);
    let one = of_shared_access("2b9c1d34-7a10-4a63-9f2e-6d1f50c0a222")?;
    pick(&page, &folder.file("shared.json", one.to_string())?).await?;
    page.find("heading", "Imported “shared.json”").await?;
    page.says("1 assessment added").await?;
    page.saved().await?;
    // By the element too, and the questionnaire stays with it.
    let page = stage.open().await?;
    let other = of_shared_access("2b9c1d34-7a10-4a63-9f2e-6d1f50c0a333")?;
    let report = page.import(&other.to_string()).await?;
    assert_eq!(report["responses"], json!([other["id"]]));
    assert_eq!(page.result().await?["answered"], 1);
    page.saved().await?;
    stage.server.fail("/packs/shared-access.json", Fault::NotFound);
    let page = stage.open().await?;
    let bundle = page.bundle().await?;
    let mut packs: Vec<_> = bundle.packs.iter().map(|pack| &*pack.questionnaire.id).collect();
    packs.sort_unstable();
    assert_eq!(packs, ["channel-devops", "shared-access"]);
    assert_eq!(bundle.responses.len(), 3);
    Ok(())
}

async fn a_response_to_a_questionnaire_that_cannot_be_had_is_refused(stage: Stage) -> Result<()> {
    stage.server.fail("/packs/shared-access.json", Fault::NotFound);
    let response = of_shared_access("2b9c1d34-7a10-4a63-9f2e-6d1f50c0a222")?;
    let reason = "the pack \"shared-access\" version 1 is not at hand";
    is_refused(&stage, "shared", response.to_string().as_bytes(), "pack", reason).await
}

async fn a_level_of_five_is_refused(stage: Stage) -> Result<()> {
    let text = fixture("response-format-1.json")?.replacen("\"level\": 3", "\"level\": 5", 1);
    let reason = "expected a whole number from 0 to 4, found 5";
    is_refused(&stage, "five", text.as_bytes(), "answers[\"1.1\"].level", reason).await
}

async fn a_gate_that_does_not_apply_is_refused(stage: Stage) -> Result<()> {
    let mut response: Value = serde_json::from_str(&fixture("response-format-1.json")?)?;
    response["answers"]["2.1"] = json!({ "state": "notApplicable", "reason": "", "day": "2026-03-02" });
    is_refused(
        &stage,
        "gate",
        response.to_string().as_bytes(),
        "answers[\"2.1\"].state",
        "",
    )
    .await
}

async fn a_file_of_31_megabytes_is_refused_unread(stage: Stage) -> Result<()> {
    let content = vec![b' '; 31_000_000];
    is_refused(&stage, "large", &content, "The file", "30,000,000").await
}

async fn script_in_names_notes_and_titles_is_shown_as_text(stage: Stage) -> Result<()> {
    const SCRIPT: &str = "<img src=x onerror=\"window.top.hacked=1\"><script>window.hacked=1</script>";
    let page = stage.open().await?;
    let today = page.today().await?;
    let mut response = rich_response(today);
    for place in [
        "/company/name",
        "/counterpart/name",
        "/title",
        "/respondent",
        "/answers/1.1/note",
        "/answers/2.6/reason",
    ] {
        *response.pointer_mut(place).ok_or("no such place")? = json!(SCRIPT);
    }
    response["answers"]["1.1"]["link"] = json!("javascript:window.hacked=1");
    let mut bundle: Value = serde_json::from_str(&fixture("bundle-format-1.json")?)?;
    bundle["companies"][0]["name"] = json!(SCRIPT);
    bundle["companies"][0]["notes"] = json!(SCRIPT);
    bundle["packs"][0]["title"] = json!(SCRIPT);
    bundle["packs"][0]["dimensions"][0]["title"] = json!(SCRIPT);
    page.import(&bundle.to_string()).await?;
    page.import(&response.to_string()).await?;
    page.find("heading", "What to do next").await?;
    for screen in [
        "Questions",
        "Overview",
        "Result",
        "Assessments",
        "Partners",
        "New",
    ] {
        page.go_to(screen).await?;
        is_harmless(&page, screen).await?;
        if screen != "Overview" && screen != "New" {
            assert!(
                page.words().await?.contains("<script>window.hacked=1</script>"),
                "{screen} shows it as text"
            );
        }
    }
    // The link is text, on paper too.
    let links = page
        .ask("return all('a').map((link) => link.href)", Vec::new())
        .await?;
    assert!(!links.to_string().contains("javascript"), "{links}");
    Ok(())
}

async fn is_harmless(page: &Page, screen: &str) -> Result<()> {
    let body = "return [window.hacked ?? null, all('img, script, iframe, object').length]";
    let found = page.ask(body, Vec::new()).await?;
    assert_eq!(found, json!([null, 0]), "on {screen}");
    Ok(())
}
