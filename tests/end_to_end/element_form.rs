//! The element in a form of the host page: see docs/element.md.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::page::Page;
use crate::stage::Stage;

tests![
    a_form_submits_the_result_under_its_name,
    what_is_required_keeps_the_form_until_it_is_complete,
    a_form_that_is_reset_deletes_nothing,
    what_was_submitted_goes_with_the_widget,
    whoever_waits_to_be_seen_says_what_is_missing_too,
    a_fieldset_that_is_disabled_lets_nothing_be_changed,
    an_assessment_that_the_browser_brings_back_is_opened,
];

/// By the page, while one of its own controls has the focus.
const RESET: &str = "document.querySelector('#send').focus(); document.querySelector('#form').reset()";

async fn open(stage: &Stage) -> Result<Page> {
    stage.open_at("/pages/form.html").await
}

/// What the form would submit as the result; null where it is nothing.
async fn submitted(page: &Page) -> Result<Value> {
    let script = "const value = new FormData(document.querySelector('#form')).get('readiness');
        return value === null ? null : JSON.parse(value)";
    page.ask(script, Vec::new()).await
}

async fn submitted_is(page: &Page, wanted: &Value) -> Result<()> {
    until("what the form submits", || async {
        let found = submitted(page).await?;
        if found == *wanted {
            Ok(Some(()))
        } else {
            Err(format!("it is {found}").into())
        }
    })
    .await
}

async fn a_form_submits_the_result_under_its_name(stage: Stage) -> Result<()> {
    let page = open(&stage).await?;
    assert_eq!(submitted(&page).await?, Value::Null);
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    until("the result", || async {
        Ok((!page.result().await?.is_null()).then_some(()))
    })
    .await?;
    submitted_is(&page, &page.result().await?).await?;
    page.answer(1).await?;
    page.saved().await?;
    until("the answer to be in the value", || async {
        let (found, result) = (submitted(&page).await?, page.result().await?);
        Ok((found == result && result["score"].as_f64() == Some(25.0)).then_some(()))
    })
    .await?;
    // Without a name it is not of the form.
    page.ask("document.querySelector(host).name = null", Vec::new())
        .await?;
    submitted_is(&page, &Value::Null).await
}

async fn what_is_required_keeps_the_form_until_it_is_complete(stage: Stage) -> Result<()> {
    let page = open(&stage).await?;
    let script = "document.querySelector(host).setAttribute('pack', '../packs/delivery-check.json')";
    page.ask(script, Vec::new()).await?;
    page.started().await?;
    let standing = "const element = document.querySelector(host);
        return [element.checkValidity(), element.matches(':invalid'), document.querySelector('#form').checkValidity()]";
    assert_eq!(page.ask(standing, Vec::new()).await?, json!([false, true, false]));
    page.ask("document.querySelector('#form').requestSubmit()", Vec::new())
        .await?;
    page.find("alert", "Please answer every question.").await?;
    for is_read_only in [true, false] {
        let change = "document.querySelector(host).readOnly = arguments[0]";
        page.ask(change, vec![json!(is_read_only)]).await?;
        until("what may only be looked at to be valid, and no other", || async {
            let found = page.ask(standing, Vec::new()).await?;
            Ok((found == json!([is_read_only, !is_read_only, is_read_only])).then_some(()))
        })
        .await?;
    }
    page.go_to("New").await?;
    page.start_as("vendor").await?;
    for level in [1, 2, 3, 4] {
        page.answer(level).await?;
        page.next().await?;
    }
    page.saved().await?;
    assert_eq!(page.ask(standing, Vec::new()).await?[0], json!(false));
    // An answer that leaves the score as it is.
    page.click("radio", "We don’t know").await?;
    until("the element to be valid", || async {
        let found = page.ask(standing, Vec::new()).await?;
        Ok((found == json!([true, false, true])).then_some(()))
    })
    .await?;
    page.without("alert", "Please answer every question.").await?;
    page.ask("document.querySelector('#form').requestSubmit()", Vec::new())
        .await?;
    assert_eq!(page.ask("return window.sent", Vec::new()).await?, json!(1));
    // What is not required is never missing.
    page.go_to("New").await?;
    until("the element to miss one again", || async {
        Ok((page.ask(standing, Vec::new()).await?[0] == json!(false)).then_some(()))
    })
    .await?;
    page.ask("document.querySelector(host).required = false", Vec::new())
        .await?;
    until("nothing to be missing", || async {
        Ok((page.ask(standing, Vec::new()).await?[0] == json!(true)).then_some(()))
    })
    .await
}

async fn a_form_that_is_reset_deletes_nothing(stage: Stage) -> Result<()> {
    let page = open(&stage).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    until("the value", || async {
        Ok((!submitted(&page).await?.is_null()).then_some(()))
    })
    .await?;
    page.ask(RESET, Vec::new()).await?;
    submitted_is(&page, &Value::Null).await?;
    page.find("heading", "How ready are you to work as one?").await?;
    let own = "return document.activeElement.id";
    assert_eq!(page.ask(own, Vec::new()).await?, json!("send"));
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    assert_eq!(page.assessment().await?.answers.len(), 1);
    // Where the page allows no start.
    until("the value once more", || async {
        Ok((!submitted(&page).await?.is_null()).then_some(()))
    })
    .await?;
    page.ask("document.querySelector(host).mode = 'partners'", Vec::new())
        .await?;
    page.find("heading", "Partners").await?;
    page.ask(RESET, Vec::new()).await?;
    submitted_is(&page, &Value::Null).await
}

async fn what_was_submitted_goes_with_the_widget(stage: Stage) -> Result<()> {
    let page = open(&stage).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    until("the value", || async {
        Ok((!submitted(&page).await?.is_null()).then_some(()))
    })
    .await?;
    page.ask(
        "const element = document.querySelector(host); element.pack = element.pack",
        Vec::new(),
    )
    .await?;
    submitted_is(&page, &Value::Null).await?;
    page.started().await?;
    assert_eq!(page.result().await?, Value::Null);
    assert_eq!(submitted(&page).await?, Value::Null);
    Ok(())
}

async fn whoever_waits_to_be_seen_says_what_is_missing_too(stage: Stage) -> Result<()> {
    let page = open(&stage).await?;
    let far = "const { style } = document.querySelector('#send');
        style.display = 'block';
        style.marginBlockEnd = '5000px';
        document.querySelector(host).required = false;
        const lazy = document.createElement(host);
        lazy.id = 'lazy';
        lazy.setAttribute('loading', 'lazy');
        lazy.setAttribute('storage-key', 'lazy');
        lazy.required = true;
        document.querySelector('#form').append(lazy)";
    page.ask(far, Vec::new()).await?;
    // Once it waits.
    until("what it looks at to come", || async {
        let waits = "return document.querySelector('#lazy').matches(':invalid')";
        Ok((page.ask(waits, Vec::new()).await? == json!(true)).then_some(()))
    })
    .await?;
    assert_eq!(
        page.ask("return document.querySelector('#lazy').shadowRoot", Vec::new())
            .await?,
        Value::Null
    );
    let lazy = Page::at(&stage.driver, stage.engine, "#lazy");
    page.ask("document.querySelector('#form').requestSubmit()", Vec::new())
        .await?;
    lazy.find("alert", "Please answer every question.").await?;
    lazy.started().await
}

async fn a_fieldset_that_is_disabled_lets_nothing_be_changed(stage: Stage) -> Result<()> {
    let page = open(&stage).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let disable = "document.querySelector('#fieldset').disabled = arguments[0]";
    page.ask(disable, vec![json!(true)]).await?;
    page.says("This page lets nothing be changed.").await?;
    until("the answers to be closed", || async {
        let are_closed = page.ask(
            "return all('.ladder input').every((one) => one.matches(':disabled'))",
            Vec::new(),
        );
        Ok((are_closed.await? == json!(true)).then_some(()))
    })
    .await?;
    page.ask(disable, vec![json!(false)]).await?;
    page.says_not("This page lets nothing be changed.").await?;
    page.answer(1).await?;
    page.saved().await
}

async fn an_assessment_that_the_browser_brings_back_is_opened(stage: Stage) -> Result<()> {
    let page = open(&stage).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let id = page.assessment().await?.id.0.to_string();
    page.go_to("New").await?;
    submitted_is(&page, &Value::Null).await?;
    // As a browser calls it.
    let restore = "document.querySelector(host).formStateRestoreCallback(arguments[0], 'restore')";
    page.ask(restore, vec![json!("0190f5f0-7b1c-7000-8000-000000000001")])
        .await?;
    page.ask(restore, vec![json!(id)]).await?;
    until("the value", || async {
        Ok((!submitted(&page).await?.is_null()).then_some(()))
    })
    .await
}
