//! What `<channel-readiness-frame>` and the page in its frame take from whom: forged, foreign, old and broken messages.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::framed::{Framed, origin};
use crate::page::Page;
use crate::stage::{Stage, serve};

tests![
    messages_of_other_windows_change_nothing,
    messages_of_another_origin_change_nothing,
    what_the_frame_says_wrongly_is_told_with_place_and_cause,
    a_frame_of_another_version_is_refused_with_the_reason,
    the_frame_page_answers_only_the_page_that_it_greeted,
    a_page_of_another_version_is_refused_with_the_reason,
    what_comes_through_the_port_wrongly_is_told_and_not_done,
];

/// Everything that was sent has arrived: what is sent now comes after it.
const ARRIVED: &str = "() => new Promise((done) => {
    addEventListener('message', function hear({ data }) {
        if (data !== 'last') return;
        removeEventListener('message', hear);
        setTimeout(() => done(true));
    });
    postMessage('last', '*');
})";

/// What the page has heard of errors.
const ERRORS: &str =
    "return window.heard.filter(({ type }) => type === 'cr-error').map(({ detail }) => detail)";

/// The frame with one answer in it, and the nonce that its address has.
async fn answered(stage: &Stage) -> Result<(Framed, String)> {
    let framed = Framed::open(stage, "").await?;
    let inner = framed.inner(stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.saved().await?;
    let outer = framed.outer(stage).await?;
    let script = "return new URLSearchParams(new URL(one('iframe').src).hash.slice(1)).get('nonce')";
    let nonce = outer.ask(script, Vec::new()).await?;
    let nonce = nonce.as_str().ok_or("no nonce")?.to_owned();
    assert_eq!(nonce.len(), 32);
    Ok((framed, nonce))
}

/// It works on, and has what it had.
async fn is_untouched(framed: &Framed, stage: &Stage) -> Result<()> {
    let outer = framed.outer(stage).await?;
    assert_eq!(outer.assessment().await?.answers.len(), 1);
    assert_eq!(outer.result().await?["answered"], json!(1));
    let inner = framed.inner(stage).await?;
    assert_eq!(inner.question().await?, "1.1");
    Ok(())
}

async fn messages_of_other_windows_change_nothing(stage: Stage) -> Result<()> {
    let (framed, nonce) = answered(&stage).await?;
    let outer = framed.outer(&stage).await?;
    // The page's own window is not the frame's.
    // 10,000 of them in one go.
    let script = "for (let count = 0; count < 1250; count += 1) {
            const ours = { protocol: 'channel-readiness', version: 1 };
            postMessage({ ...ours, type: 'hello', nonce: arguments[0] }, '*');
            postMessage({ ...ours, version: 2, type: 'hello', nonce: arguments[0] }, '*');
            postMessage({ ...ours, type: 'event', name: 'cr-result', detail: { result: null } }, '*');
            for (const garbage of [null, 1, 'hello', [], {}, { protocol: 'channel-readiness' }]) postMessage(garbage, '*');
        }";
    outer.ask(script, vec![json!(nonce)]).await?;
    outer.await_answer(ARRIVED, Vec::new()).await?;
    assert_eq!(outer.ask(ERRORS, Vec::new()).await?, json!([]));
    is_untouched(&framed, &stage).await
}

async fn messages_of_another_origin_change_nothing(stage: Stage) -> Result<()> {
    let (framed, nonce) = answered(&stage).await?;
    let other = serve(Vec::new())?;
    let outer = framed.outer(&stage).await?;
    let script = "const other = document.createElement('iframe');
        other.src = arguments[0];
        document.body.append(other)";
    let address = other.url(&format!("/pages/meddling.html?nonce={nonce}"));
    outer.ask(script, vec![json!(address)]).await?;
    until("the other page to have spoken", || async {
        let said = outer
            .ask("return window.said.includes('done')", Vec::new())
            .await?;
        Ok((said == json!(true)).then_some(()))
    })
    .await?;
    outer.await_answer(ARRIVED, Vec::new()).await?;
    assert_eq!(outer.ask(ERRORS, Vec::new()).await?, json!([]));
    is_untouched(&framed, &stage).await
}

/// Sends messages from within the frame to the page around.
async fn say(stage: &Stage, messages: &[Value]) -> Result<()> {
    let script = "for (const message of arguments[0]) parent.postMessage(message, '*')";
    stage.driver.execute(script, vec![json!(messages)]).await?;
    Ok(())
}

async fn what_the_frame_says_wrongly_is_told_with_place_and_cause(stage: Stage) -> Result<()> {
    let (framed, _) = answered(&stage).await?;
    framed.within(&stage).await?;
    let ours = |rest: Value| {
        let mut message = json!({ "protocol": "channel-readiness", "version": 1 });
        if let (Some(message), Some(rest)) = (message.as_object_mut(), rest.as_object()) {
            message.extend(rest.clone());
        }
        message
    };
    // Not ours, or of an earlier load: passed over.
    say(
        &stage,
        &[
            json!(null),
            json!("hello"),
            json!({ "protocol": "another", "version": 1, "type": "hello", "nonce": "" }),
            ours(json!({ "type": "hello", "nonce": "0123456789abcdef0123456789abcdef" })),
        ],
    )
    .await?;
    say(
        &stage,
        &[
            ours(json!({})),
            ours(json!({ "type": "shout" })),
            ours(json!({ "type": "toString" })),
            ours(json!({ "type": "hello" })),
            ours(json!({ "type": "hello", "nonce": 5 })),
        ],
    )
    .await?;
    let outer = framed.outer(&stage).await?;
    let errors = until("five errors", || async {
        let errors = outer.ask(ERRORS, Vec::new()).await?;
        Ok((errors.as_array().map(Vec::len) == Some(5)).then_some(errors))
    })
    .await?;
    let wanted = json!([
        { "version": 1, "place": "type", "cause": "expected one of hello, found nothing" },
        { "version": 1, "place": "type", "cause": "expected one of hello, found \"shout\"" },
        { "version": 1, "place": "type", "cause": "expected one of hello, found \"toString\"" },
        { "version": 1, "place": "hello.nonce", "cause": "expected a text, found nothing" },
        { "version": 1, "place": "hello.nonce", "cause": "expected a text, found 5" },
    ]);
    assert_eq!(errors, wanted);
    is_untouched(&framed, &stage).await
}

async fn a_frame_of_another_version_is_refused_with_the_reason(stage: Stage) -> Result<()> {
    let (framed, nonce) = answered(&stage).await?;
    framed.within(&stage).await?;
    let hello = json!({ "protocol": "channel-readiness", "version": 2, "type": "hello", "nonce": nonce });
    say(&stage, &[hello]).await?;
    let outer = framed.outer(&stage).await?;
    let wanted =
        "The frame page speaks version 2 of the messages, this element version 1: take both from one build.";
    outer.find("alert", wanted).await?;
    let errors = outer.ask(ERRORS, Vec::new()).await?;
    assert_eq!(
        errors,
        json!([{ "version": 1, "place": "version", "cause": wanted }])
    );
    outer.press("Try again").await?;
    let inner = framed.inner(&stage).await?;
    inner
        .press("Go on: Vendor’s view of channel work in general")
        .await
}

/// A page that loads the frame page by hand, with a nonce, once it has said hello.
async fn by_hand(stage: &Stage) -> Result<Framed> {
    let framed = Framed::beside(stage, &[&origin(&stage.server)], "", Vec::new())?;
    let address = format!("/pages/frame-by-hand.html?app={}", origin(&framed.app));
    stage.driver.goto(stage.server.url(&address)).await?;
    let page = stage.page();
    until("the page to be ready", || async {
        Ok((page.ask("return 'meddle' in window", Vec::new()).await? == json!(true)).then_some(()))
    })
    .await?;
    page.ask("load('right')", Vec::new()).await?;
    let said = until("a hello", || async {
        let said = page.ask("return window.said", Vec::new()).await?;
        Ok(said.as_array().filter(|said| !said.is_empty()).cloned())
    })
    .await?;
    let hello = json!({ "protocol": "channel-readiness", "version": 1, "type": "hello", "nonce": "right" });
    assert_eq!(said, [json!({ "data": hello, "origin": origin(&framed.app) })]);
    Ok(framed)
}

/// What the page in the frame holds, by its tag.
async fn shown_in_the_frame(stage: &Stage) -> Result<Value> {
    stage.driver.enter_frame(0).await?;
    let script = "return [...document.body.children].map((child) => child.localName).filter((name) => name !== 'noscript')";
    let shown = stage.driver.execute(script, Vec::new()).await?.json().clone();
    stage.driver.enter_default_frame().await?;
    Ok(shown)
}

/// The last that came through the port.
async fn last_answer(page: &Page) -> Result<Value> {
    page.ask("return window.answers.at(-1) ?? null", Vec::new()).await
}

const WELCOME: &str = "const [nonce, version] = arguments;
    welcome({ protocol: 'channel-readiness', version, type: 'welcome', nonce });";
const ASK: &str = "port.postMessage({ protocol: 'channel-readiness', version: 1, ...arguments[0] })";

async fn the_frame_page_answers_only_the_page_that_it_greeted(stage: Stage) -> Result<()> {
    let framed = by_hand(&stage).await?;
    let page = stage.page();
    // Another origin that knows the nonce, a wrong nonce, garbage, and a welcome without a port.
    let meddler = framed.app.url("/pages/meddling.html?nonce=right");
    page.ask("meddle(arguments[0])", vec![json!(meddler)]).await?;
    let other = serve(Vec::new())?;
    let meddler = other.url("/pages/meddling.html?nonce=right");
    page.ask("meddle(arguments[0])", vec![json!(meddler)]).await?;
    until("both to have spoken", || async {
        let script = "return window.said.filter(({ data }) => data === 'done').length";
        Ok((page.ask(script, Vec::new()).await? == json!(2)).then_some(()))
    })
    .await?;
    page.ask(WELCOME, vec![json!("wrong"), json!(1)]).await?;
    page.ask(
        "welcome('garbage'); welcome({ protocol: 'another', version: 2 })",
        Vec::new(),
    )
    .await?;
    let without_port = "document.querySelector('iframe').contentWindow.postMessage(
        { protocol: 'channel-readiness', version: 1, type: 'welcome', nonce: 'right' }, '*')";
    page.ask(without_port, Vec::new()).await?;
    assert_eq!(shown_in_the_frame(&stage).await?, json!([]));
    // The right one is heard after all of them.
    page.ask(WELCOME, vec![json!("right"), json!(1)]).await?;
    page.ask(
        ASK,
        vec![json!({ "type": "begin", "attributes": {}, "pack": null, "styles": {}, "view": null })],
    )
    .await?;
    until("a height", || async {
        Ok((last_answer(&page).await?["protocol"] == "channel-readiness").then_some(()))
    })
    .await?;
    assert_eq!(shown_in_the_frame(&stage).await?, json!(["channel-readiness"]));
    // From now on nobody else gets a port.
    page.ask("window.first = port; window.count = answers.length", Vec::new())
        .await?;
    page.ask(WELCOME, vec![json!("right"), json!(1)]).await?;
    page.ask(
        ASK,
        vec![json!({ "type": "call", "id": 1, "method": "exportData", "given": [] })],
    )
    .await?;
    let script = "first.postMessage({ protocol: 'channel-readiness', version: 1, type: 'call', id: 2, method: 'exportData', given: [] })";
    page.ask(script, Vec::new()).await?;
    until("the answer to the first port", || async {
        let ids = page.ask(
            "return answers.filter(({ type }) => type === 'answer').map(({ id }) => id)",
            Vec::new(),
        );
        Ok((ids.await? == json!([2])).then_some(()))
    })
    .await
}

async fn a_page_of_another_version_is_refused_with_the_reason(stage: Stage) -> Result<()> {
    let framed = by_hand(&stage).await?;
    let page = stage.page();
    page.ask(WELCOME, vec![json!("right"), json!(2)]).await?;
    stage.driver.enter_frame(0).await?;
    let wanted =
        "The page around speaks version 2 of the messages, this page version 1: take both from one build.";
    until("the reason", || async {
        let script = "return document.querySelector('[role=alert]')?.textContent ?? null";
        let sentence = stage.driver.execute(script, Vec::new()).await?;
        Ok((sentence.json() == &json!(wanted)).then_some(()))
    })
    .await?;
    drop(framed);
    Ok(())
}

/// What comes through the port, in this order, the place and the cause that are told; no place: nothing is wrong.
fn refused() -> Vec<(Value, &'static str, &'static str)> {
    let begin = json!({ "type": "begin", "attributes": {}, "pack": null, "styles": {}, "view": null });
    vec![
        (
            json!({ "type": "call", "id": 1, "method": "exportData", "given": [] }),
            "type",
            "it has not begun",
        ),
        (begin.clone(), "", ""),
        (begin, "type", "it has begun"),
        (
            json!({ "type": "shout" }),
            "type",
            "expected one of begin, attribute, pack, call, styles, view, reset, resume, focus, found \"shout\"",
        ),
        (
            json!({ "type": "call", "id": "x", "method": "exportData", "given": [] }),
            "call.id",
            "expected a whole number, found \"x\"",
        ),
        (
            json!({ "type": "call", "id": 2, "method": "exportData", "given": {} }),
            "call.given",
            "expected a list, found {}",
        ),
        (
            json!({ "type": "attribute", "name": "lang", "value": 5 }),
            "attribute.value",
            "expected a text or null, found 5",
        ),
        (
            json!({ "type": "view", "height": -1 }),
            "view.height",
            "expected a length of 0 to 10000000 pixels or null, found -1",
        ),
        (
            json!({ "type": "resume" }),
            "resume.id",
            "expected a text, found nothing",
        ),
        (
            json!({ "version": 3, "type": "focus" }),
            "version",
            "expected 1, found 3",
        ),
    ]
}

async fn what_comes_through_the_port_wrongly_is_told_and_not_done(stage: Stage) -> Result<()> {
    let _framed = by_hand(&stage).await?;
    let page = stage.page();
    page.ask(WELCOME, vec![json!("right"), json!(1)]).await?;
    for (message, place, cause) in refused() {
        page.ask("window.answers = []", Vec::new()).await?;
        page.ask(ASK, vec![message.clone()]).await?;
        if place.is_empty() {
            continue;
        }
        let problem = until(&format!("a word on {message}"), || async {
            let script = "return answers.find(({ type }) => type === 'problem') ?? null";
            let problem = page.ask(script, Vec::new()).await?;
            Ok((!problem.is_null()).then_some(problem))
        })
        .await?;
        assert_eq!(
            (&problem["place"], &problem["cause"]),
            (&json!(place), &json!(cause)),
            "{message}"
        );
    }
    // What names something that is not offered is told with all that is.
    for (message, place) in [
        (
            json!({ "type": "call", "id": 2, "method": "remove", "given": [] }),
            "call.method",
        ),
        (
            json!({ "type": "attribute", "name": "onclick", "value": "alert(1)" }),
            "attribute.name",
        ),
        (
            json!({ "type": "styles", "values": { "background": "red" } }),
            "styles.values",
        ),
    ] {
        page.ask("window.answers = []", Vec::new()).await?;
        page.ask(ASK, vec![message.clone()]).await?;
        until(&format!("a word on {message}"), || async {
            let script = "return answers.find(({ type }) => type === 'problem')?.place ?? null";
            Ok((page.ask(script, Vec::new()).await? == json!(place)).then_some(()))
        })
        .await?;
    }
    // A thousand of no meaning, and then one that has: nothing was kept, and it is answered.
    let script = "window.answers = [];
        for (let count = 0; count < 1000; count += 1) port.postMessage([count, { protocol: 'another' }, null, 'x'][count % 4]);
        port.postMessage({ protocol: 'channel-readiness', version: 1, type: 'call', id: 7, method: 'exportData', given: [] })";
    page.ask(script, Vec::new()).await?;
    let answer = until("the answer", || async {
        let answer = page
            .ask(
                "return answers.find(({ type }) => type === 'answer') ?? null",
                Vec::new(),
            )
            .await?;
        Ok((!answer.is_null()).then_some(answer))
    })
    .await?;
    assert_eq!((&answer["id"], &answer["error"]), (&json!(7), &Value::Null));
    let bundle: Value = serde_json::from_str(answer["value"].as_str().unwrap_or_default())?;
    assert_eq!(bundle["responses"], json!([]));
    let problems = page
        .ask(
            "return answers.filter(({ type }) => type === 'problem').length",
            Vec::new(),
        )
        .await?;
    assert_eq!(problems, json!(0), "what is not ours is passed over");
    Ok(())
}
