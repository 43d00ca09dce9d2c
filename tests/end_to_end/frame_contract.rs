//! The contract of `<channel-readiness>` through a frame: names, attributes, properties, methods, events, forms.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::finding::until;
use crate::framed::Framed;
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::{Truth, alike, rich_response};

tests![
    the_module_is_imported_where_there_is_no_dom,
    every_name_of_the_contract_is_there,
    attributes_and_properties_reach_the_frame_at_once,
    a_property_set_before_the_definition_reaches_the_frame,
    a_questionnaire_of_the_page_is_asked_in_the_frame,
    methods_give_what_those_of_the_element_give,
    what_a_method_rejects_with_keeps_its_name_and_its_problems,
    an_assessment_is_begun_and_screens_are_opened_from_outside,
    the_result_is_printed_in_the_frame,
    everything_is_deleted_only_where_the_visitor_says_so,
    every_event_comes_through,
    the_result_goes_into_a_form_once_it_is_complete,
    what_is_disabled_or_reset_in_a_form_is_so_in_the_frame,
];

/// Goes on to the next question. By key: Firefox's driver does not scroll the page around a frame before it presses.
async fn next_by_key(inner: &Page) -> Result<()> {
    let before = inner.question().await?;
    inner.keys(Key::Enter).await?;
    until("the next question", || async {
        Ok((inner.question().await? != before).then_some(()))
    })
    .await
}

/// Whether something holds in the portal's page, at last.
async fn holds(outer: &Page, what: &str, script: &str) -> Result<()> {
    until(what, || async {
        let answer = outer.ask(script, Vec::new()).await?;
        if answer == json!(true) {
            Ok(Some(()))
        } else {
            Err(format!("it is {answer}").into())
        }
    })
    .await
}

/// What an expression about the element in the frame gives; afterwards the portal's page is in front.
async fn in_the_frame(framed: &Framed, stage: &Stage, expression: &str) -> Result<Value> {
    let inner = framed.within(stage).await?;
    let found = inner.ask(&format!("return {expression}"), Vec::new()).await?;
    framed.outer(stage).await?;
    Ok(found)
}

async fn the_module_is_imported_where_there_is_no_dom(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let script = "() => new Promise((resolve, reject) => {
        const worker = new Worker(new URL('/pages/frame-worker.js', location.href), { type: 'module' });
        worker.onmessage = (event) => resolve(event.data);
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage(null);
    })";
    let answer = stage.page().await_answer(script, Vec::new()).await?;
    assert_eq!(
        answer,
        json!({ "hasDocument": false, "exports": ["ChannelReadinessFrame"] })
    );
    Ok(())
}

async fn every_name_of_the_contract_is_there(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let script = "const element = document.querySelector(host);
        const { observedAttributes } = customElements.get(host);
        return [
            ...contract.ATTRIBUTES.filter((name) => !observedAttributes.includes(name)),
            ...contract.PROPERTIES.filter((name) => !(name in element)),
            ...contract.METHODS.filter((name) => typeof element[name] !== 'function'),
        ]";
    assert_eq!(framed.element.ask(script, Vec::new()).await?, json!([]));
    assert!(contract_has(&framed, "METHODS", "exportData").await?);
    assert!(contract_has(&framed, "EVENTS", "cr-result").await?);
    Ok(())
}

async fn contract_has(framed: &Framed, list: &str, name: &str) -> Result<bool> {
    let script = "return contract[arguments[0]].includes(arguments[1])";
    let has = framed.element.ask(script, vec![json!(list), json!(name)]).await?;
    Ok(has == json!(true))
}

async fn attributes_and_properties_reach_the_frame_at_once(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "&storage-key=mine&pack=../packs/example.json").await?;
    let element = "document.querySelector('channel-readiness')";
    // The portal's server lets no other origin read the questionnaire, so that none is asked.
    until("the element in the frame", || async {
        let is_there = in_the_frame(&framed, &stage, &format!("{element} !== null")).await?;
        Ok((is_there == json!(true)).then_some(()))
    })
    .await?;
    let attribute = |name: &str| format!("{element}.getAttribute('{name}')");
    let found = in_the_frame(&framed, &stage, &attribute("storage-key")).await?;
    assert_eq!(found, json!("mine"));
    // An address is relative to the page that names it.
    let found = in_the_frame(&framed, &stage, &attribute("pack")).await?;
    assert_eq!(found, json!(stage.server.url("/packs/example.json")));
    let outer = framed.outer(&stage).await?;
    outer
        .ask(
            "const element = document.querySelector(host);
            element.theme = 'dark';
            element.setAttribute('company', 'Contoso');
            element.counterpart = { name: 'Fabrikam' };
            element.readOnly = true",
            Vec::new(),
        )
        .await?;
    for (name, value) in [
        ("theme", json!("dark")),
        ("company", json!("Contoso")),
        ("counterpart", json!("{\"name\":\"Fabrikam\"}")),
        ("readonly", json!("")),
    ] {
        until(name, || async {
            Ok((in_the_frame(&framed, &stage, &attribute(name)).await? == value).then_some(()))
        })
        .await?;
    }
    let script = "const element = document.querySelector(host);
        element.readOnly = false;
        element.theme = null;
        return [element.theme, element.readOnly, element.storageKey, element.height]";
    let outer = framed.outer(&stage).await?;
    assert_eq!(
        outer.ask(script, Vec::new()).await?,
        json!(["", false, "mine", ""])
    );
    until("both to go", || async {
        let gone = format!("[{}, {}]", attribute("theme"), attribute("readonly"));
        Ok((in_the_frame(&framed, &stage, &gone).await? == json!([null, null])).then_some(()))
    })
    .await
}

async fn a_property_set_before_the_definition_reaches_the_frame(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let script = "const early = document.createElement('template');
        early.innerHTML = '<channel-readiness-frame></channel-readiness-frame>';
        const element = early.content.firstChild;
        element.storageKey = 'early';
        element.result = 'nonsense';
        document.querySelector(host).remove();
        document.querySelector('#other').append(element);
        return [element.storageKey, element.result, Object.keys(element)]";
    let found = framed.element.ask(script, Vec::new()).await?;
    assert_eq!(found, json!(["early", null, []]));
    framed.inner(&stage).await?;
    let found = in_the_frame(
        &framed,
        &stage,
        "document.querySelector('channel-readiness').getAttribute('storage-key')",
    )
    .await?;
    assert_eq!(found, json!("early"));
    Ok(())
}

async fn a_questionnaire_of_the_page_is_asked_in_the_frame(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    framed.inner(&stage).await?;
    let outer = framed.outer(&stage).await?;
    let script = "async () => {
        const pack = await (await fetch('/packs/example.json')).json();
        document.querySelector(host).pack = pack;
        return [document.querySelector(host).pack === pack, pack.title.en];
    }";
    let found = outer.await_answer(script, Vec::new()).await?;
    assert_eq!(found[0], json!(true));
    let title = found[1].as_str().ok_or("no title")?.to_owned();
    let inner = framed.inner(&stage).await?;
    inner.says(&title).await
}

async fn methods_give_what_those_of_the_element_give(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let outer = &framed.element;
    let today = outer.today().await?;
    // Asked before there is a frame: it waits for it.
    let response = rich_response(today);
    let report = outer.import(&response.to_string()).await?;
    assert_eq!(report["responses"], json!([response["id"]]));
    let truth = Truth::read()?.result(&outer.assessment().await?, today)?;
    let result = outer.result().await?;
    assert!(alike(&result, &truth), "{result} is not {truth}");
    let results = outer
        .await_answer("() => document.querySelector(host).results()", Vec::new())
        .await?;
    assert_eq!(results[0]["result"], result);
    let script = "async () => {
        const { ids, names, score, low, high, level } = await document.querySelector(host).scores();
        return {
            ids, names: names.length, kinds: [score, low, high, level].map((list) => list.constructor.name), score: score[0],
        };
    }";
    let scores = outer.await_answer(script, Vec::new()).await?;
    let kinds = ["Float64Array", "Float64Array", "Float64Array", "Int8Array"];
    let wanted = json!({ "ids": [response["id"]], "names": 1, "kinds": kinds, "score": result["score"] });
    assert_eq!(scores, wanted);
    // The same as from inside.
    let exported = outer.export().await?;
    let inner = framed.inner(&stage).await?;
    assert_eq!(inner.export().await?, exported);
    Ok(())
}

async fn what_a_method_rejects_with_keeps_its_name_and_its_problems(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let outer = &framed.element;
    let script = "async (text) => {
        try { await document.querySelector(host).importData(text); return 'taken' }
        catch (error) { return { is: isError(error), name: error.name, message: error.message, place: error.problems?.[0]?.line } }
    }";
    let refused = outer.await_answer(script, vec![json!("\n nonsense")]).await?;
    assert_eq!(
        (&refused["is"], &refused["place"]),
        (&json!(true), &json!(2)),
        "{refused}"
    );
    assert_eq!(refused["name"], "Error");
    // What cannot go to another origin is said by the browser, and nothing waits for ever.
    let script = "async () => {
        try { await document.querySelector(host).importData(() => 1); return 'taken' } catch (error) { return error.name }
    }";
    assert_eq!(
        outer.await_answer(script, Vec::new()).await?,
        json!("DataCloneError")
    );
    // What is under way when the element goes is refused.
    let script = "async () => {
        const element = document.querySelector(host);
        const asked = element.exportData();
        element.remove();
        try { await asked; return 'answered' } catch (error) { return error.message }
    }";
    let wanted = json!("channel-readiness: the element left the page");
    assert_eq!(outer.await_answer(script, Vec::new()).await?, wanted);
    Ok(())
}

async fn an_assessment_is_begun_and_screens_are_opened_from_outside(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let outer = &framed.element;
    let script = "() => document.querySelector(host).start({ side: 'partner', company: 'Contoso' })";
    let id = outer.await_answer(script, Vec::new()).await?;
    let assessment = outer.assessment().await?;
    assert_eq!(json!(assessment.id.0.to_string()), id);
    assert_eq!(assessment.side.name(), "partner");
    let inner = framed.inner(&stage).await?;
    inner.asks("1.1").await?;
    let outer = framed.outer(&stage).await?;
    outer
        .await_answer("() => document.querySelector(host).open('overview')", Vec::new())
        .await?;
    let inner = framed.inner(&stage).await?;
    inner.find("heading", "All questions").await?;
    inner.says("Contoso").await
}

async fn the_result_is_printed_in_the_frame(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.saved().await?;
    inner
        .ask(
            "window.printed = 0; window.print = () => (window.printed += 1)",
            Vec::new(),
        )
        .await?;
    let outer = framed.outer(&stage).await?;
    outer
        .ask(
            "window.printed = 0; window.print = () => (window.printed += 1)",
            Vec::new(),
        )
        .await?;
    outer
        .await_answer("() => document.querySelector(host).print()", Vec::new())
        .await?;
    assert_eq!(outer.ask("return window.printed", Vec::new()).await?, json!(0));
    until("the frame to print", || async {
        Ok((in_the_frame(&framed, &stage, "window.printed").await? == json!(1)).then_some(()))
    })
    .await
}

async fn everything_is_deleted_only_where_the_visitor_says_so(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.saved().await?;
    let outer = framed.outer(&stage).await?;
    let clear =
        "window.cleared = 'asked'; document.querySelector(host).clear().then((is) => (window.cleared = is))";
    outer.ask(clear, Vec::new()).await?;
    let inner = framed.inner(&stage).await?;
    inner.find("dialog", Named::Containing("")).await?;
    inner.keys(Key::Escape).await?;
    let outer = framed.outer(&stage).await?;
    holds(outer, "a no", "return window.cleared === false").await?;
    assert_eq!(outer.assessment().await?.answers.len(), 1);
    Ok(())
}

/// The types of the events heard, without those that come again.
async fn heard(outer: &Page) -> Result<Vec<String>> {
    let script = "return [...new Set(window.heard.map(({ type }) => type))]";
    Ok(serde_json::from_value(outer.ask(script, Vec::new()).await?)?)
}

async fn every_event_comes_through(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    loop {
        inner.answer(3).await?;
        if !inner.has("button", "Next question").await? {
            break;
        }
        next_by_key(&inner).await?;
    }
    inner.saved().await?;
    let outer = framed.outer(&stage).await?;
    outer
        .ask(
            "document.querySelector(host).setAttribute('mode', 'nonsense')",
            Vec::new(),
        )
        .await?;
    let all: Vec<String> = serde_json::from_value(outer.ask("return contract.EVENTS", Vec::new()).await?)?;
    until("every event", || async {
        let heard = heard(outer).await?;
        let missing: Vec<_> = all.iter().filter(|name| !heard.contains(name)).collect();
        if missing.is_empty() {
            Ok(Some(()))
        } else {
            Err(format!("{missing:?} are missing").into())
        }
    })
    .await?;
    let script = "return window.heard.filter(({ bubbles, composed, target, detail }) => {
        return !bubbles || !composed || target !== host || detail.version !== 1;
    })";
    assert_eq!(outer.ask(script, Vec::new()).await?, json!([]));
    let script = "return window.heard.findLast(({ type }) => type === 'cr-result').detail.result";
    assert_eq!(outer.ask(script, Vec::new()).await?, outer.result().await?);
    Ok(())
}

/// What the form would send, and whether it may.
const FORM: &str = "const form = document.querySelector('#form');
    return { valid: form.checkValidity(), sent: new FormData(form).get('readiness') }";

async fn the_result_goes_into_a_form_once_it_is_complete(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "&required").await?;
    let outer = &framed.element;
    assert_eq!(
        outer.ask(FORM, Vec::new()).await?,
        json!({ "valid": false, "sent": null })
    );
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.saved().await?;
    let outer = framed.outer(&stage).await?;
    holds(
        outer,
        "a first result",
        "return document.querySelector(host).result?.answered === 1",
    )
    .await?;
    let script =
        "return [document.querySelector('#form').reportValidity(), one('[role=alert]')?.textContent]";
    assert_eq!(
        outer.ask(script, Vec::new()).await?,
        json!([false, "Please answer every question."])
    );
    let inner = framed.inner(&stage).await?;
    while inner.has("button", "Next question").await? {
        next_by_key(&inner).await?;
        inner.answer(3).await?;
    }
    inner.saved().await?;
    let outer = framed.outer(&stage).await?;
    holds(
        outer,
        "the form to be valid",
        "return document.querySelector('#form').checkValidity()",
    )
    .await?;
    let found = outer.ask(FORM, Vec::new()).await?;
    let sent: Value = serde_json::from_str(found["sent"].as_str().ok_or("nothing is sent")?)?;
    assert_eq!(sent, outer.result().await?);
    Ok(())
}

async fn what_is_disabled_or_reset_in_a_form_is_so_in_the_frame(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.saved().await?;
    let outer = framed.outer(&stage).await?;
    let is_read_only = "document.querySelector('channel-readiness').hasAttribute('readonly')";
    for is_disabled in [true, false] {
        outer
            .ask(
                "document.querySelector('#fields').disabled = arguments[0]",
                vec![json!(is_disabled)],
            )
            .await?;
        until("the frame to know", || async {
            Ok((in_the_frame(&framed, &stage, is_read_only).await? == json!(is_disabled)).then_some(()))
        })
        .await?;
    }
    holds(
        outer,
        "a result",
        "return document.querySelector(host).result !== null",
    )
    .await?;
    outer
        .ask("document.querySelector('#form').reset()", Vec::new())
        .await?;
    holds(
        outer,
        "no result",
        "return document.querySelector(host).result === null",
    )
    .await?;
    assert_eq!(outer.assessment().await?.answers.len(), 1, "nothing was deleted");
    Ok(())
}
