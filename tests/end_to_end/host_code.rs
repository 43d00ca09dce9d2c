//! Pages with code of their own that is in the way: old libraries, copies of the element, and other versions of it.

use serde_json::{Value, json};

use crate::browser::{Engine, Result};
use crate::finding::until;
use crate::framed::{HOST, origin};
use crate::hosted::{change, hosted, started};
use crate::inside::{ORDINARY, Record, records};
use crate::page::{Named, Page};
use crate::stage::{Stage, serve};
use crate::truth::{fixture, rich_response};

tests![
    beside_old_libraries_the_bytes_that_are_kept_are_those_of_a_clean_page,
    beside_old_libraries_everything_can_be_done,
    beside_old_libraries_what_is_kept_can_be_rescued,
    beside_old_libraries_the_frame_works,
    a_copy_of_a_running_element_is_one_of_its_own,
    an_element_that_is_moved_about_writes_nothing_twice,
    another_version_that_comes_second_breaks_nothing,
    another_version_that_comes_at_the_same_time_breaks_nothing,
];

/// What old libraries did. WebKit's own driver does not work on pages where every object has more to go through.
const fn old(engine: Engine) -> &'static str {
    match engine {
        Engine::Chromium | Engine::Firefox => "old-objects.js",
        Engine::WebKit => "old-libraries.js",
    }
}

/// Begins, answers, imports and exports on a page with these scripts; gives what was exported. What is kept stays.
async fn kept_beside(stage: &Stage, before: &str) -> Result<String> {
    let page = started(stage, &format!("?before={before}")).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    page.import(&fixture("bundle-format-1.json")?).await?;
    page.saved().await?;
    page.export().await
}

async fn beside_old_libraries_the_bytes_that_are_kept_are_those_of_a_clean_page(
    mut stage: Stage,
) -> Result<()> {
    let exported = kept_beside(&stage, &format!("fixed.js,{}", old(stage.engine))).await?;
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let kept = records(&stage.page(), ORDINARY).await?;
    // Another origin, and so another store.
    stage.server = serve(Vec::new())?;
    assert_eq!(exported, kept_beside(&stage, "fixed.js").await?);
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let kept_clean = records(&stage.page(), ORDINARY).await?;
    let keys =
        |records: &[Record]| -> Vec<String> { records.iter().map(|record| record.key.clone()).collect() };
    assert_eq!(keys(&kept), keys(&kept_clean));
    let words = |record: &Record| String::from_utf8_lossy(&record.bytes).into_owned();
    for (record, on_clean) in kept.iter().zip(&kept_clean) {
        assert_eq!(words(record), words(on_clean));
        assert_eq!(record, on_clean);
    }
    assert!(kept.len() > 3, "{} records", kept.len());
    Ok(())
}

async fn beside_old_libraries_everything_can_be_done(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let today = stage.page().today().await?;
    let page = started(&stage, &format!("?before={}", old(stage.engine))).await?;
    page.write("Your company (optional)", "Zanzibar Works").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.next().await?;
    page.click("radio", "Does not apply").await?;
    for screen in ["Overview", "Result", "Assessments", "Partners", "Your data"] {
        page.go_to(screen).await?;
    }
    page.import(&rich_response(today).to_string()).await?;
    page.saved().await?;
    let event = page.ask(
        "return window.told.findLast(({ type }) => type === 'cr-result').detail.result.kind",
        Vec::new(),
    );
    assert_eq!(event.await?, json!("result"));
    let found = page.ask(
        "return [window.fetches > 0, ...window.problems].join()",
        Vec::new(),
    );
    assert_eq!(found.await?, json!("true"));
    Ok(())
}

async fn beside_old_libraries_what_is_kept_can_be_rescued(stage: Stage) -> Result<()> {
    let page = started(&stage, &format!("?before={}", old(stage.engine))).await?;
    page.import(&fixture("bundle-format-1.json")?).await?;
    page.saved().await?;
    let core = crate::network::of_core("core_bg.wasm")?;
    stage.server.fail(&core, crate::server::Fault::NotFound);
    let page = hosted(&stage, &stage.server, &format!("?before={}", old(stage.engine))).await?;
    page.find("heading", "What is kept here").await?;
    let on_hostile = page.text_of("section").await?;
    let page = hosted(&stage, &stage.server, "").await?;
    page.find("heading", "What is kept here").await?;
    assert_eq!(page.text_of("section").await?, on_hostile);
    Ok(())
}

async fn beside_old_libraries_the_frame_works(stage: Stage) -> Result<()> {
    let query = format!(
        "?before={}&module=channel-readiness-frame.js&element={HOST}",
        old(stage.engine)
    );
    hosted(&stage, &stage.server, &query).await?;
    let outer = Page::at(&stage.driver, stage.engine, HOST);
    let begun = "() => document.querySelector(host).start({ side: 'partner' })";
    let id = outer.await_answer(begun, Vec::new()).await?;
    assert!(id.as_str().is_some_and(|id| id.len() == 36), "{id}");
    let nonce = outer.ask(
        "return new URL(one('iframe').src).hash.match(/nonce=([0-9a-f]+)/)[1].length",
        Vec::new(),
    );
    assert_eq!(nonce.await?, json!(32));
    let kept = outer.export().await?;
    assert!(kept.contains("\"partner\""), "{kept}");
    Ok(())
}

/// The second of two elements on the page, as their own host calls them.
const COPY: &str = "#other channel-readiness";

async fn a_copy_of_a_running_element_is_one_of_its_own(stage: Stage) -> Result<()> {
    let page = started(&stage, "").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    change(
        &page,
        "document.querySelector('#other').append(document.querySelector(host).cloneNode(true))",
    )
    .await?;
    let copy = Page::at(&stage.driver, stage.engine, COPY);
    copy.started().await?;
    copy.press("Go on: Vendor’s view of channel work in general")
        .await?;
    // What the host has put into it has come along, and the widget has not.
    let script =
        "const { children } = document.querySelector(host); return [children.length, children[0].id]";
    assert_eq!(copy.ask(script, Vec::new()).await?, json!([1, "fallback"]));
    copy.answer(1).await?;
    copy.saved().await?;
    until("the first to show it", || async {
        Ok((page.result().await? == copy.result().await?).then_some(()))
    })
    .await?;
    let one = page.assessment().await?;
    assert_eq!(one, copy.assessment().await?);
    assert_eq!(one.answers.len(), 2);
    // One of them leaves: the other goes on.
    change(&page, "document.querySelector('#place').replaceChildren()").await?;
    copy.next().await?;
    copy.answer(4).await?;
    copy.saved().await?;
    assert_eq!(copy.assessment().await?.answers.len(), 3);
    Ok(())
}

async fn an_element_that_is_moved_about_writes_nothing_twice(stage: Stage) -> Result<()> {
    let page = started(&stage, "").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let before = page.export().await?;
    // Between two places, within one task and over several, and out of the page and back.
    let about = "async () => {
        const [one, other] = ['#place', '#other'].map((selector) => document.querySelector(selector));
        for (let count = 0; count < 20; count += 1) {
            (count % 2 ? one : other).append(window.element);
            if (count % 3 === 0) await null;
            if (count % 5 === 0) await new Promise((done) => setTimeout(done, 10));
            if (count % 7 === 0) window.element.remove();
        }
        window.element.remove();
        await new Promise((done) => setTimeout(done, 10));
        one.append(window.element);
    }";
    page.await_answer(about, Vec::new()).await?;
    page.started().await?;
    page.without("button", "Next question").await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    assert_eq!(page.export().await?, before);
    page.answer(2).await?;
    page.saved().await?;
    assert_eq!(page.assessment().await?.answers.len(), 2);
    Ok(())
}

/// That the first version works on, and the functions of the other do.
async fn both_work(stage: &Stage, page: &Page) -> Result<()> {
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    change(
        page,
        "document.querySelector('#other').append(document.createElement('channel-readiness'))",
    )
    .await?;
    let second = Page::at(&stage.driver, stage.engine, COPY);
    second.started().await?;
    second
        .find("button", Named::Beginning("Go on: Vendor’s view"))
        .await?;
    let checked = "() => window.other.validatePack('{}').then(({ valid }) => valid)";
    assert_eq!(page.await_answer(checked, Vec::new()).await?, json!(false));
    let problems = page.ask("return window.problems", Vec::new()).await?;
    assert_eq!(problems, json!([]));
    Ok(())
}

async fn another_version_that_comes_second_breaks_nothing(stage: Stage) -> Result<()> {
    let elsewhere = serve(Vec::new())?;
    for module in ["channel-readiness.js", "channel-readiness-frame.js"] {
        let query = format!("?module={module}&other={}/{module}", origin(&elsewhere));
        hosted(&stage, &stage.server, &query).await?;
        let exports = "return Object.keys(window.other).length > 0 && window.problems.length === 0";
        assert_eq!(
            stage.page().ask(exports, Vec::new()).await?,
            json!(true),
            "{module}"
        );
        // WebKit keeps a page that is left while it makes the database, and lets no other open that.
        if module == "channel-readiness.js" {
            stage.page().started().await?;
        }
    }
    let query = format!("?other={}/channel-readiness.js", origin(&elsewhere));
    let page = started(&stage, &query).await?;
    // Nothing of the other is fetched that nobody asks for.
    let core = |one: &crate::server::Exchange| one.path.starts_with("/core/");
    assert_eq!(elsewhere.log().iter().filter(|one| core(one)).count(), 0);
    both_work(&stage, &page).await
}

async fn another_version_that_comes_at_the_same_time_breaks_nothing(stage: Stage) -> Result<()> {
    let elsewhere = serve(Vec::new())?;
    let page = hosted(&stage, &stage.server, "?module=contract.js").await?;
    let both = "const [one, other] = arguments[0];
        for (const address of [one, other]) {
            const script = document.createElement('script');
            script.type = 'module';
            script.textContent = `import * as other from ${JSON.stringify(address)}; window.other = other;`;
            document.head.append(script);
        }";
    let addresses = [&stage.server, &elsewhere].map(|server| server.url("/channel-readiness.js"));
    page.ask(both, vec![json!(addresses)]).await?;
    page.started().await?;
    until("both modules", || async {
        let is_there = page.ask("return 'other' in window", Vec::<Value>::new()).await?;
        Ok((is_there == json!(true)).then_some(()))
    })
    .await?;
    both_work(&stage, &page).await
}
