//! What the element tells the host page, and when: see docs/element.md.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::network::of_core;
use crate::page::Page;
use crate::server::Fault;
use crate::stage::Stage;
use crate::truth::rich_response;

tests![
    a_listener_that_is_set_right_after_the_element_was_created_hears_that_it_is_ready,
    what_the_visitor_does_is_told_in_order,
    what_a_method_does_is_not_told_as_the_visitors,
    the_answer_to_the_last_open_question_completes,
    a_result_comes_with_its_assessment_and_what_is_open,
    what_the_store_has_acknowledged_is_told_as_saved,
    what_the_store_does_not_take_is_told_with_its_cause,
    a_value_that_is_not_known_is_told_with_place_and_cause,
    a_questionnaire_with_mistakes_is_told_with_place_and_cause,
    a_program_that_does_not_start_is_told,
    a_listener_may_do_with_the_element_what_it_likes,
];

/// A page that hears everything.
async fn listening(stage: &Stage) -> Result<Page> {
    let page = stage.open_at("/pages/events.html").await?;
    told(&page, "cr-ready").await?;
    Ok(page)
}

/// Waits for an event of this name; gives the detail of the last one.
async fn told(page: &Page, name: &str) -> Result<Value> {
    until(&format!("{name} to be told"), || async {
        let script = "return window.told.findLast(({ name }) => name === arguments[0])?.detail ?? null";
        let detail = page.ask(script, vec![json!(name)]).await?;
        Ok((!detail.is_null()).then_some(detail))
    })
    .await
}

/// The names of all events that tell what the visitor did.
async fn of_the_visitor(page: &Page) -> Result<Value> {
    let script = "return window.told.map(({ name }) => name)
        .filter((name) => ['cr-start', 'cr-answer', 'cr-complete'].includes(name))";
    page.ask(script, Vec::new()).await
}

async fn a_listener_that_is_set_right_after_the_element_was_created_hears_that_it_is_ready(
    stage: Stage,
) -> Result<()> {
    let page = listening(&stage).await?;
    let early = page.ask("return window.early", Vec::new()).await?;
    assert_eq!(early, json!([{ "version": 1 }]));
    // Each start tells it once more.
    page.ask(
        "const element = document.querySelector(host); element.pack = element.pack",
        Vec::new(),
    )
    .await?;
    until("the second start", || async {
        let count = page.ask("return window.early.length", Vec::new()).await?;
        Ok((count == json!(2)).then_some(()))
    })
    .await
}

async fn what_the_visitor_does_is_told_in_order(stage: Stage) -> Result<()> {
    let page = listening(&stage).await?;
    page.start_as("vendor").await?;
    let question = page.question().await?;
    page.answer(3).await?;
    page.saved().await?;
    assert_eq!(of_the_visitor(&page).await?, json!(["cr-start", "cr-answer"]));
    let id = page.assessment().await?.id.0.to_string();
    assert_eq!(told(&page, "cr-start").await?, json!({ "version": 1, "id": id }));
    let answer = json!({ "version": 1, "id": id, "indicator": question });
    assert_eq!(told(&page, "cr-answer").await?, answer);
    // Changed, and taken back.
    page.answer(1).await?;
    page.press("Clear answer").await?;
    page.saved().await?;
    let names = json!(["cr-start", "cr-answer", "cr-answer", "cr-answer"]);
    assert_eq!(of_the_visitor(&page).await?, names);
    let ways = page
        .ask(
            "return window.told.every(({ bubbles, composed, target, detail }) =>
                bubbles && composed && target === 'CHANNEL-READINESS' && detail.version === 1)",
            Vec::new(),
        )
        .await?;
    assert_eq!(ways, json!(true));
    Ok(())
}

async fn what_a_method_does_is_not_told_as_the_visitors(stage: Stage) -> Result<()> {
    let page = listening(&stage).await?;
    let start = "() => document.querySelector(host).start({ side: 'partner' })";
    let id = page.await_answer(start, Vec::new()).await?;
    page.question().await?;
    until("the result of what was begun", || async {
        Ok((told(&page, "cr-result").await?["id"] == id).then_some(()))
    })
    .await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    told(&page, "cr-saved").await?;
    assert_eq!(of_the_visitor(&page).await?, json!([]));
    // From here on it is the visitor.
    page.answer(2).await?;
    page.saved().await?;
    assert_eq!(of_the_visitor(&page).await?, json!(["cr-answer"]));
    Ok(())
}

/// Asks the five questions of a questionnaire that comes along.
async fn short(page: &Page) -> Result<()> {
    let script = "document.querySelector(host).setAttribute('pack', '../packs/delivery-check.json')";
    page.ask(script, Vec::new()).await?;
    page.started().await?;
    page.start_as("vendor").await?;
    page.asks("1.1").await
}

async fn the_answer_to_the_last_open_question_completes(stage: Stage) -> Result<()> {
    let page = listening(&stage).await?;
    short(&page).await?;
    for level in [1, 2, 3, 4] {
        page.answer(level).await?;
        page.next().await?;
    }
    page.saved().await?;
    assert!(!of_the_visitor(&page).await?.to_string().contains("cr-complete"));
    page.answer(2).await?;
    let complete = told(&page, "cr-complete").await?;
    let id = page.assessment().await?.id.0.to_string();
    assert_eq!(complete, json!({ "version": 1, "id": id }));
    until("nothing to be open", || async {
        Ok((told(&page, "cr-result").await?["open"] == json!(0)).then_some(()))
    })
    .await?;
    // Whoever changes an answer then completes nothing.
    page.answer(3).await?;
    page.saved().await?;
    let names = of_the_visitor(&page).await?;
    let count = |wanted: &str| {
        names
            .as_array()
            .into_iter()
            .flatten()
            .filter(|name| *name == wanted)
            .count()
    };
    assert_eq!((count("cr-complete"), count("cr-answer")), (1, 6));
    Ok(())
}

async fn a_result_comes_with_its_assessment_and_what_is_open(stage: Stage) -> Result<()> {
    let page = listening(&stage).await?;
    short(&page).await?;
    page.answer(4).await?;
    page.saved().await?;
    let id = page.assessment().await?.id.0.to_string();
    until("the result of the answer", || async {
        let detail = told(&page, "cr-result").await?;
        Ok((detail["open"] == json!(4) && detail["result"] == page.result().await?).then_some(detail))
    })
    .await
    .map(|detail| assert_eq!((&detail["id"], &detail["version"]), (&json!(id), &json!(1))))?;
    page.go_to("New").await?;
    until("that nothing is current", || async {
        let none = json!({ "version": 1, "id": null, "result": null, "open": 0 });
        Ok((told(&page, "cr-result").await? == none).then_some(()))
    })
    .await
}

async fn what_the_store_has_acknowledged_is_told_as_saved(stage: Stage) -> Result<()> {
    let page = listening(&stage).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    assert_eq!(told(&page, "cr-saved").await?, json!({ "version": 1 }));
    // It was: another page finds it.
    let page = stage.open().await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    page.question().await.map(drop)
}

/// Hears, on a page that listens to nothing, from now on.
const LISTEN: &str = "
    window.told = [];
    for (const name of ['cr-saved', 'cr-error']) {
        document.addEventListener(name, ({ detail }) => window.told.push({ name, detail: { ...detail } }));
    }";

async fn what_the_store_does_not_take_is_told_with_its_cause(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/faulty.html?fault=full").await?;
    page.ask(LISTEN, Vec::new()).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    let error = json!({ "version": 1, "place": "store", "cause": "not saved: the storage is full" });
    assert_eq!(told(&page, "cr-error").await?, error);
    let saved = "return window.told.filter(({ name }) => name === 'cr-saved').length";
    assert_eq!(page.ask(saved, Vec::new()).await?, json!(0));
    // Space is free again: it is tried by itself.
    page.ask("window.fault = ''", Vec::new()).await?;
    told(&page, "cr-saved").await.map(drop)
}

async fn a_value_that_is_not_known_is_told_with_place_and_cause(stage: Stage) -> Result<()> {
    let page = listening(&stage).await?;
    let set = "document.querySelector(host).setAttribute(...arguments)";
    page.ask(set, vec![json!("mode"), json!("everything")]).await?;
    let error = json!({
        "version": 1,
        "place": "attribute mode",
        "cause": "expected one of assess, result, partners, found \"everything\"",
    });
    assert_eq!(told(&page, "cr-error").await?, error);
    // The default holds.
    page.find("button", "Partners").await?;
    page.ask(set, vec![json!("company"), json!("{\"kind\": \"shop\"}")])
        .await?;
    page.go_to("Your data").await?;
    page.go_to("New").await?;
    until("the company to be refused", || async {
        Ok((told(&page, "cr-error").await?["place"] == json!("company.kind")).then_some(()))
    })
    .await
}

async fn a_questionnaire_with_mistakes_is_told_with_place_and_cause(stage: Stage) -> Result<()> {
    let page = listening(&stage).await?;
    page.ask("document.querySelector(host).pack = { kind: 'pack' }", Vec::new())
        .await?;
    let error = told(&page, "cr-error").await?;
    assert_eq!(error["place"], json!("pack"));
    assert!(
        error["cause"].as_str().is_some_and(|cause| cause.contains(": ")),
        "{error}"
    );
    Ok(())
}

async fn a_program_that_does_not_start_is_told(stage: Stage) -> Result<()> {
    stage.server.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
    stage.driver.goto(stage.server.url("/pages/events.html")).await?;
    let page = stage.page();
    let error = told(&page, "cr-error").await?;
    assert_eq!(
        (&error["version"], &error["place"]),
        (&json!(1), &json!("program"))
    );
    stage.server.mend(&of_core("core_bg.wasm")?);
    page.press("Try again").await?;
    told(&page, "cr-ready").await.map(drop)
}

async fn a_listener_may_do_with_the_element_what_it_likes(stage: Stage) -> Result<()> {
    let page = listening(&stage).await?;
    let script = "
        const element = document.querySelector(host);
        element.addEventListener('cr-answer', () => element.remove(), { once: true });
        window.element = element;";
    page.ask(script, Vec::new()).await?;
    page.start_as("vendor").await?;
    page.answer(2).await?;
    until("the element to leave", || async {
        let is_gone = page.ask("return document.querySelector(host) === null", Vec::new());
        Ok((is_gone.await? == json!(true)).then_some(()))
    })
    .await?;
    page.ask("document.body.append(window.element)", Vec::new())
        .await?;
    page.started().await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    assert_eq!(page.assessment().await?.answers.len(), 1);
    Ok(())
}
