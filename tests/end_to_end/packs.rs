//! Questionnaires: chosen, given by the host, written by an author, kept with their answers, and carried over.

use channel_readiness::domain::pack::Pack;
use serde_json::{Value, json};

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::page::{Named, Page};
use crate::server::Fault;
use crate::stage::Stage;
use crate::truth::{example, fixture};

tests![
    another_questionnaire_is_chosen_and_asked,
    a_list_that_cannot_be_had_is_said_and_the_rest_works,
    an_own_questionnaire_is_written_kept_and_asked,
    an_edited_copy_of_the_example_stands_beside_it,
    the_questionnaire_in_use_cannot_be_removed,
    a_text_on_the_workbench_is_never_lost,
    mistakes_are_listed_with_place_line_and_what_to_write_instead,
    a_mistake_leads_to_its_line,
    an_own_questionnaire_without_answers_is_removed_and_comes_back,
    validate_pack_gives_every_problem,
    the_host_gives_a_questionnaire_by_its_address,
    the_host_gives_a_questionnaire_as_an_object_and_takes_it_back,
    a_questionnaire_of_the_host_that_is_wrong_is_said_with_its_mistakes,
    answers_are_carried_over_to_a_newer_version,
    a_questionnaire_of_the_host_that_could_not_be_fetched_is_tried_again,
    a_questionnaire_of_the_host_that_never_comes_keeps_no_data_back,
    the_questionnaires_hold_up,
];

async fn workbench(page: &Page, text: &str) -> Result<()> {
    page.go_to("Questionnaires").await?;
    page.find("textbox", "The questionnaire as JSON").await?;
    let body = "const area = one('textarea'); area.value = arguments[0];
        area.dispatchEvent(new Event('input', { bubbles: true }));";
    page.ask(body, vec![json!(text)]).await?;
    Ok(())
}

async fn another_questionnaire_is_chosen_and_asked(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.press("Choose another").await?;
    page.find("heading", "Delivery check in five minutes").await?;
    page.press("Use it: Delivery check in five minutes").await?;
    page.says("5 questions, about 3 minutes").await?;
    // A cut that is everything is no choice.
    page.without("radio", Named::Beginning("Quick")).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let kept = page.assessment().await?;
    assert_eq!(kept.pack.id, "delivery-check");
    // It opens with its own questions on another visit, where nothing offers it.
    let page = stage.open().await?;
    page.says("DevOps readiness for channel collaboration").await?;
    page.go_to("Assessments").await?;
    page.says("Delivery check in five minutes").await?;
    page.press("Result of Vendor’s view of channel work in general")
        .await?;
    page.find("heading", Named::Beginning("Level ")).await?;
    assert_eq!(page.assessment().await?, kept);
    Ok(())
}

async fn a_list_that_cannot_be_had_is_said_and_the_rest_works(stage: Stage) -> Result<()> {
    stage.server.fail("/packs/index.json", Fault::NotFound);
    let page = stage.open().await?;
    page.go_to("Questionnaires").await?;
    page.says("The list of questionnaires that come with this page could not be loaded.")
        .await?;
    page.find("textbox", "The questionnaire as JSON").await?;
    Ok(())
}

async fn an_own_questionnaire_is_written_kept_and_asked(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Questionnaires").await?;
    page.press("Copy the example").await?;
    page.says("No mistakes: “Example to copy”, version 1, 4 questions.")
        .await?;
    let mut own = example()?;
    own["id"] = json!("own");
    own["title"] = json!("Our own");
    own["x-author"] = json!("Ada");
    workbench(&page, &own.to_string()).await?;
    page.says("No mistakes: “Our own”").await?;
    page.press("Keep it and use it").await?;
    page.says("Our own").await?;
    page.saved().await?;
    // It is there on the next visit, before anybody answered it, with what the program does not know.
    let page = stage.open().await?;
    page.go_to("Questionnaires").await?;
    page.press("Use it: Our own").await?;
    page.start_as("partner").await?;
    page.answer(2).await?;
    page.saved().await?;
    let text = page.export().await?;
    let bundle: Value = serde_json::from_str(&text)?;
    assert_eq!(bundle["packs"], json!([own]));
    assert_eq!(bundle["responses"][0]["pack"]["id"], "own");
    Ok(())
}

async fn an_edited_copy_of_the_example_stands_beside_it(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    // Its id and version are those of the one that came with the page.
    let mut own = example()?;
    own["title"] = json!("Edited copy");
    workbench(&page, &own.to_string()).await?;
    page.press("Keep it and use it").await?;
    page.saved().await?;
    page.go_to("Questionnaires").await?;
    page.find("heading", Named::Beginning("Edited copy")).await?;
    page.press("Use it: Example to copy").await?;
    page.says("Example to copy").await?;
    page.go_to("Questionnaires").await?;
    page.press("Use it: Edited copy").await?;
    page.says("Edited copy").await
}

async fn the_questionnaire_in_use_cannot_be_removed(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let mut own = example()?;
    own["id"] = json!("own");
    own["title"] = json!("Our own");
    workbench(&page, &own.to_string()).await?;
    page.press("Keep it and use it").await?;
    page.go_to("Questionnaires").await?;
    page.find("button", "Export Our own").await?;
    page.without("button", "Remove Our own").await?;
    page.press("Use it: Delivery check in five minutes").await?;
    page.says("Delivery check in five minutes").await?;
    page.go_to("Questionnaires").await?;
    page.press("Remove Our own").await?;
    page.without("button", "Use it: Our own").await
}

async fn a_text_on_the_workbench_is_never_lost(stage: Stage) -> Result<()> {
    stage.server.fail("/packs/example.json", Fault::NotFound);
    let page = stage.open().await?;
    workbench(&page, "my text").await?;
    let text = || page.ask("return one('textarea').value", Vec::new());
    page.press("Copy the example").await?;
    page.says("The example could not be loaded.").await?;
    assert_eq!(text().await?, json!("my text"));
    page.press("Clear").await?;
    assert_eq!(text().await?, json!(""));
    page.press("Bring back the text before").await?;
    assert_eq!(text().await?, json!("my text"));
    Ok(())
}

async fn mistakes_are_listed_with_place_line_and_what_to_write_instead(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let mut wrong = example()?;
    wrong["dimensions"][0]["weight"] = json!("3");
    wrong["dimensions"][0]["indicators"][0]["lengths"] = json!(["quick", "fall"]);
    wrong["version"] = json!(0);
    workbench(&page, &serde_json::to_string_pretty(&wrong)?).await?;
    page.says("dimensions[0].weight").await?;
    let words = page.words().await?;
    for expected in [
        "expected a number from 0.001 to 1000, found \"3\" Write 3 instead",
        "expected one of quick, full, found \"fall\" Write \"full\" instead",
        "version expected a whole number from 1 to 4294967295, found 0",
    ] {
        assert!(words.contains(expected), "{expected:?} in {words}");
    }
    // Mended, the list is gone.
    workbench(&page, &example()?.to_string()).await?;
    page.says("No mistakes").await?;
    page.says_not("dimensions[0].weight").await
}

async fn a_mistake_leads_to_its_line(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let mut wrong = example()?;
    wrong["dimensions"][1]["weight"] = json!(0);
    let text = serde_json::to_string_pretty(&wrong)?;
    let line = text
        .lines()
        .position(|line| line.trim_start().starts_with("\"weight\": 0"))
        .ok_or("no such line")?;
    workbench(&page, &text).await?;
    page.press(&format!(
        "line {}: Show dimensions[1].weight in the text",
        line + 1
    ))
    .await?;
    let selected = page
        .ask(
            "const area = one('textarea'); return area.value.slice(area.selectionStart, area.selectionEnd)",
            Vec::new(),
        )
        .await?;
    let selected = selected.as_str().unwrap_or_default();
    assert!(selected.trim_start().starts_with("\"weight\": 0"), "{selected}");
    assert_eq!(page.focus().await?.name, "The questionnaire as JSON");
    Ok(())
}

async fn an_own_questionnaire_without_answers_is_removed_and_comes_back(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let mut own = example()?;
    own["id"] = json!("own");
    own["title"] = json!("Our own");
    page.import(&own.to_string()).await?;
    page.go_to("Questionnaires").await?;
    page.press("Remove Our own").await?;
    page.says("“Our own” was deleted.").await?;
    page.saved().await?;
    page.press("Undo").await?;
    page.find("button", "Use it: Our own").await?;
    page.saved().await?;
    let page = stage.open().await?;
    page.go_to("Questionnaires").await?;
    page.press("Remove Our own").await?;
    page.saved().await?;
    let page = stage.open().await?;
    page.go_to("Questionnaires").await?;
    page.find("button", "Use it: Example to copy").await?;
    assert!(!page.has("button", "Use it: Our own").await?);
    Ok(())
}

const VALIDATE: &str = "async (text) => {
    const { validatePack } = await import(new URL('/channel-readiness.js', location));
    return validatePack(text);
}";

async fn validate_pack_gives_every_problem(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let valid = page
        .await_answer(VALIDATE, vec![json!(example()?.to_string())])
        .await?;
    assert_eq!(
        valid,
        json!({ "valid": true, "id": "example", "version": 1, "problems": [] })
    );
    let mut wrong = example()?;
    wrong["format"] = json!("1");
    wrong["checks"][0]["indicators"] = json!(["meeting"]);
    let text = serde_json::to_string_pretty(&wrong)?;
    let verdict = page.await_answer(VALIDATE, vec![json!(text)]).await?;
    let problems = Pack::parse(&text).unwrap_err();
    let expected: Vec<Value> = problems
        .iter()
        .map(|problem| {
            let at = problem.at.ok_or("no position")?;
            let mut told = json!({
                "place": problem.place, "cause": problem.cause, "line": at.line, "column": at.column,
            });
            told["instead"] = json!(problem.instead);
            Ok(told)
        })
        .collect::<Result<_>>()?;
    assert!(expected.len() == 2, "{expected:?}");
    assert_eq!(
        verdict,
        json!({ "valid": false, "id": null, "version": null, "problems": expected })
    );
    Ok(())
}

async fn the_host_gives_a_questionnaire_by_its_address(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/own.html").await?;
    page.says("Example to copy").await?;
    page.start_as("vendor").await?;
    page.asks("meetings").await?;
    page.answer(2).await?;
    page.saved().await?;
    assert_eq!(page.assessment().await?.pack.id, "example");
    page.go_to("Questionnaires").await?;
    page.says("Example to copy Asked now").await
}

async fn the_host_gives_a_questionnaire_as_an_object_and_takes_it_back(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.says("DevOps readiness for channel collaboration").await?;
    let mut given = example()?;
    given["title"] = json!("Given by the portal");
    page.ask("document.querySelector(host).pack = arguments[0]", vec![given])
        .await?;
    page.says("Given by the portal").await?;
    page.start_as("partner").await?;
    page.asks("meetings").await?;
    page.ask("document.querySelector(host).pack = null", Vec::new())
        .await?;
    // What was begun goes on; what begins anew answers the shipped one again.
    page.asks("meetings").await?;
    page.go_to("New").await?;
    page.says("DevOps readiness for channel collaboration").await?;
    // Quickly one after the other: the last one counts, and there is one widget.
    page.ask(
        "const element = document.querySelector(host);
        element.pack = '{}'; element.pack = arguments[0]; element.pack = null; element.pack = arguments[0];",
        vec![json!(example()?.to_string())],
    )
    .await?;
    page.says("Example to copy").await?;
    let roots = page.ask("return all('.root').length", Vec::new()).await?;
    assert_eq!(roots, json!(1));
    Ok(())
}

async fn a_questionnaire_of_the_host_that_is_wrong_is_said_with_its_mistakes(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.ask(
        "document.querySelector(host).pack = { kind: 'pack', format: 1 }",
        Vec::new(),
    )
    .await?;
    page.says("The questionnaire of this page cannot be used.")
        .await?;
    page.says("dimensions").await?;
    page.ask(
        "document.querySelector(host).setAttribute('pack', '../packs/none.json');
        document.querySelector(host).pack = null",
        Vec::new(),
    )
    .await?;
    page.says("404").await
}

async fn answers_are_carried_over_to_a_newer_version(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.ask(
        "document.querySelector(host).pack = arguments[0]",
        vec![example()?],
    )
    .await?;
    page.says("Example to copy").await?;
    page.start_as("vendor").await?;
    page.asks("meetings").await?;
    page.answer(3).await?;
    let second = page.next().await?;
    page.answer(1).await?;
    page.saved().await?;
    let old = page.assessment().await?;
    let mut newer = example()?;
    newer["version"] = json!(2);
    let first = &mut newer["dimensions"][0]["indicators"][0];
    first["sides"]["vendor"]["anchors"][4] = json!("Every working day");
    page.import(&newer.to_string()).await?;
    page.go_to("Result").await?;
    page.says("These answers belong to version 1; version 2 is at hand.")
        .await?;
    page.click("disclosure", Named::Beginning("1 answer goes along"))
        .await?;
    page.says("1 question reads otherwise").await?;
    page.says("1 answer cannot go along").await?;
    page.press("Carry the answers over").await?;
    page.saved().await?;
    let text = page.export().await?;
    let bundle: Value = serde_json::from_str(&text)?;
    let responses = bundle["responses"].as_array().ok_or("no responses")?;
    assert_eq!(responses.len(), 2);
    let carried = responses
        .iter()
        .find(|one| one["pack"]["version"] == 2)
        .ok_or("nothing was carried over")?;
    let answers: Vec<_> = carried["answers"]
        .as_object()
        .ok_or("no answers")?
        .keys()
        .collect();
    assert_eq!(answers, [&second]);
    let before = responses.iter().find(|one| one["id"] == old.id.0.to_string());
    assert_eq!(
        before.ok_or("the old one is gone")?["answers"]["meetings"]["level"],
        3
    );
    // Once carried over, the old one offers it no more.
    page.go_to("Assessments").await?;
    page.ask("all('[data-verb=result]').at(-1).click()", Vec::new())
        .await?;
    page.find("heading", Named::Beginning("Level ")).await?;
    page.says_not("version 2 is at hand").await?;
    Ok(())
}

async fn a_questionnaire_of_the_host_that_could_not_be_fetched_is_tried_again(stage: Stage) -> Result<()> {
    stage.server.fail("/packs/example.json", Fault::NotFound);
    stage.driver.goto(stage.server.url("/pages/own.html")).await?;
    let page = stage.page();
    page.says("The questionnaire of this page could not be loaded.")
        .await?;
    page.says("The reason: the server answered with status 404.")
        .await?;
    // Still missing: said again.
    stage.server.fail("/packs/example.json", Fault::Cut);
    page.press("Try again").await?;
    page.says("The reason: the server could not be reached").await?;
    stage.server.mend("/packs/example.json");
    page.press("Try again").await?;
    page.says("Example to copy").await?;
    page.start_as("vendor").await?;
    page.asks("meetings").await
}

async fn a_questionnaire_of_the_host_that_never_comes_keeps_no_data_back(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    // Waits for the questionnaire, which is kept with the answers from then on.
    let before = page.export().await?;
    page.saved().await?;
    stage.server.fail("/packs/example.json", Fault::Silent);
    stage.driver.goto(stage.server.url("/pages/own.html")).await?;
    let page = stage.page();
    // What is kept here does not need it, and neither does what answers another questionnaire.
    assert_eq!(page.export().await?, before);
    let report = page.import(&fixture("response-format-1.json")?).await?;
    assert_eq!(report["responses"].as_array().map(Vec::len), Some(1));
    let results = page
        .await_answer("() => document.querySelector(host).results()", Vec::new())
        .await?;
    let results = results.as_array().cloned().unwrap_or_default();
    assert_eq!(results.len(), 2);
    assert!(results.iter().all(|one| one["result"].is_object()), "{results:?}");
    Ok(())
}

async fn the_questionnaires_hold_up(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Questionnaires").await?;
    page.find("button", "Use it: Example to copy").await?;
    inspect(&page, "questionnaires").await?;
    let mut wrong = example()?;
    wrong["dimensions"][0]["weight"] = json!("3");
    wrong["title"] = json!("A".repeat(400));
    wrong["version"] = json!(0);
    workbench(&page, &serde_json::to_string_pretty(&wrong)?).await?;
    page.says("2 things to mend").await?;
    inspect(&page, "questionnaires, with mistakes").await?;
    wrong["dimensions"][0]["weight"] = json!(3);
    wrong["version"] = json!(1);
    workbench(&page, &wrong.to_string()).await?;
    page.says("No mistakes").await?;
    inspect(&page, "questionnaires, without mistakes").await
}
