//! The contract with the host page: see docs/element.md.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::element_figures::{given, worked_example};
use crate::finding::until;
use crate::lock::set_lock;
use crate::network::of_core;
use crate::page::{Named, Page};
use crate::server::Fault;
use crate::stage::Stage;
use crate::truth::{Truth, alike, fixture, rich_response};

tests![
    hostile_styles_of_the_host_stay_outside,
    two_elements_with_stores_of_their_own_stay_apart,
    a_moved_element_keeps_its_state,
    a_removed_element_comes_back_with_what_was_saved,
    what_an_element_has_asked_for_may_come_when_it_has_begun_anew,
    an_element_that_leaves_before_it_is_painted_takes_no_other_along,
    a_property_set_before_the_definition_does_not_stand_in_the_way,
    a_property_set_on_an_element_that_is_added_later_does_not_either,
    the_event_bubbles_and_is_composed,
    export_and_import_carry_everything,
    a_single_response_becomes_current,
    a_long_text_of_the_host_is_cut_nowhere_within_a_character,
    an_import_that_does_not_fit_rejects_with_place_and_cause,
    the_module_is_imported_where_there_is_no_dom,
    without_its_program_the_element_says_so_and_starts_on_retry,
    an_element_in_another_shadow_root_works,
];

/// So says the contract.
const BEGIN_ANEW: &str = "const element = document.querySelector(host); element.pack = element.pack";
const LEFT: &str = "#left";
const RIGHT: &str = "#right";

async fn hostile_styles_of_the_host_stay_outside(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/hostile.html").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.says("Readiness so far 75").await?;
    let script = "
        const styles = (element, name) => getComputedStyle(element)[name];
        return {
            width: document.querySelector(host).getBoundingClientRect().width > 300,
            // Slots are the page's own: what it puts there looks as it wants it to.
            red: all('.root, .root *').filter((element) => styles(element, 'color') === 'rgb(255, 0, 0)').length,
            panel: styles(one('.rung'), 'display'),
            hidden: one('[hidden]') === null || styles(one('[hidden]'), 'display') === 'none',
            outside: styles(document.querySelector('#outside'), 'color'),
        }";
    let found = page.ask(script, Vec::new()).await?;
    let wanted = json!({
        "width": true, "red": 0, "panel": found["panel"], "hidden": true, "outside": "rgb(255, 0, 0)",
    });
    assert_eq!(found, wanted);
    assert_ne!(found["panel"], "inline");
    // It looks as it does on its own page.
    let own = "return ['h3', '.rung', '.big', 'button.primary', 'legend'].map((selector) => {
        const style = getComputedStyle(one(selector));
        return [style.color, style.backgroundColor, style.fontSize, style.fontFamily, style.fontWeight, style.padding];
    })";
    let among_hostiles = page.ask(own, Vec::new()).await?;
    let page = stage.open().await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    page.press("Back").await?;
    page.asks("1.1").await?;
    page.says("Readiness so far 75").await?;
    assert_eq!(page.ask(own, Vec::new()).await?, among_hostiles);
    Ok(())
}

/// Two elements on a page, each with a store of its own.
async fn two(stage: &Stage) -> Result<(Page, Page)> {
    stage.driver.goto(stage.server.url("/pages/two.html")).await?;
    let at = |host: &str| Page::at(&stage.driver, stage.engine, host);
    let (left, right) = (at(LEFT), at(RIGHT));
    left.started().await?;
    right.started().await?;
    Ok((left, right))
}

async fn two_elements_with_stores_of_their_own_stay_apart(stage: Stage) -> Result<()> {
    let (left, right) = two(&stage).await?;
    left.start_as("vendor").await?;
    left.answer(4).await?;
    right.start_as("partner").await?;
    right.answer(1).await?;
    left.saved().await?;
    right.saved().await?;
    assert_eq!(left.assessment().await?.side.name(), "vendor");
    assert_eq!(right.assessment().await?.side.name(), "partner");
    assert_ne!(left.result().await?["score"], right.result().await?["score"]);
    let address = stage.driver.current_url().await?;
    assert_eq!(address.fragment(), None, "the address is the host's");

    stage.driver.refresh().await?;
    left.started().await?;
    right.started().await?;
    left.find("button", Named::Beginning("Go on: Vendor’s view"))
        .await?;
    right
        .find("button", Named::Beginning("Go on: Partner’s view"))
        .await?;
    Ok(())
}

async fn a_moved_element_keeps_its_state(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    page.start_as("vendor").await?;
    page.answer(2).await?;
    page.click("disclosure", "Add evidence").await?;
    page.write("Note", "Half written").await?;
    let before = page.result().await?;
    page.ask("window.body = one('section.one')", Vec::new()).await?;
    page.ask(
        "document.querySelector('#other').append(document.querySelector(host))",
        Vec::new(),
    )
    .await?;
    let same = page
        .ask(
            "return window.body === one('section.one') && window.body.isConnected",
            Vec::new(),
        )
        .await?;
    assert_eq!(same, json!(true), "nothing was built anew");
    assert_eq!(page.result().await?, before);
    page.next().await?;
    page.answer(4).await?;
    assert_eq!(page.assessment().await?.answers.len(), 2);
    Ok(())
}

async fn a_removed_element_comes_back_with_what_was_saved(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    page.start_as("vendor").await?;
    page.answer(2).await?;
    // Removed in the same moment: the pending edit is written all the same.
    page.ask(
        "window.element = document.querySelector(host); window.element.remove()",
        Vec::new(),
    )
    .await?;
    until("the element to end", || async {
        Ok((page.ask("return window.element.result", Vec::new()).await? == Value::Null).then_some(()))
    })
    .await?;
    let script = "(async () => {
        try { await window.element.exportData(); return 'exported' } catch (error) { return isError(error) }
    })";
    assert_eq!(
        page.await_answer(script, Vec::new()).await?,
        json!(true),
        "off the page it rejects"
    );
    page.ask(
        "document.querySelector('#other').append(window.element)",
        Vec::new(),
    )
    .await?;
    page.started().await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    assert_eq!(page.assessment().await?.answers.len(), 1);
    Ok(())
}

async fn what_an_element_has_asked_for_may_come_when_it_has_begun_anew(stage: Stage) -> Result<()> {
    const WHOLE: &str = "/packs/channel-devops.json";
    stage.server.fail(WHOLE, Fault::Late);
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    until("the questionnaire to be asked for", || async {
        let log = stage.server.log();
        Ok(log.iter().any(|one| one.path == WHOLE).then_some(()))
    })
    .await?;
    page.ask(BEGIN_ANEW, Vec::new()).await?;
    page.started().await?;
    stage.server.mend(WHOLE);
    page.question().await?;
    page.answer(2).await?;
    page.saved().await
}

/// The left element leaves the page as soon as something is within it, or is no more.
const LEAVE: &str = "
    const [selector, isThere] = arguments;
    const element = document.querySelector(host);
    const watch = new MutationObserver(() => {
        if ((one(selector) !== null) !== isThere) return;
        watch.disconnect();
        element.remove();
    });
    watch.observe(root(), { childList: true, subtree: true });";

async fn is_gone(page: &Page) -> Result<()> {
    until("the element to leave", || async {
        let is_gone = page.ask("return document.querySelector(host) === null", Vec::new());
        Ok((is_gone.await? == json!(true)).then_some(()))
    })
    .await
}

async fn an_element_that_leaves_before_it_is_painted_takes_no_other_along(stage: Stage) -> Result<()> {
    // When a notice goes, the focus goes elsewhere.
    let (left, right) = two(&stage).await?;
    left.start_as("vendor").await?;
    left.answer(4).await?;
    left.saved().await?;
    left.go_to("Assessments").await?;
    left.click("button", Named::Beginning("Delete ")).await?;
    left.press("Delete").await?;
    left.find("button", "Undo").await?;
    left.ask(LEAVE, vec![json!(".undo button"), json!(false)]).await?;
    left.press("Undo").await?;
    is_gone(&left).await?;
    right.start_as("vendor").await?;
    right.answer(1).await?;
    right.saved().await?;
    // When the passphrase is asked for, it goes to the field.
    let (left, right) = two(&stage).await?;
    set_lock(&left).await?;
    left.ask(LEAVE, vec![json!(".locked input"), json!(true)]).await?;
    left.ask(BEGIN_ANEW, Vec::new()).await?;
    is_gone(&left).await?;
    right
        .click("button", Named::Beginning("Go on: Vendor’s view"))
        .await?;
    right.answer(2).await?;
    right.saved().await
}

async fn a_property_set_before_the_definition_does_not_stand_in_the_way(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/early.html").await?;
    assert_eq!(page.result().await?, Value::Null);
    page.start_as("vendor").await?;
    page.answer(3).await?;
    let (truth, today) = (Truth::read()?, page.today().await?);
    // An export waits for all parts, and with them comes the result.
    let assessment = page.assessment().await?;
    assert_eq!(page.result().await?, truth.result(&assessment, today)?);
    Ok(())
}

async fn a_property_set_on_an_element_that_is_added_later_does_not_either(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/late.html")).await?;
    let page = stage.page();
    page.started().await?;
    assert_eq!(page.result().await?, Value::Null);
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.assessment().await?;
    assert_eq!(page.result().await?["kind"], "result");
    Ok(())
}

async fn the_event_bubbles_and_is_composed(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    until("the event of the answer", || async {
        let heard = page.ask("return window.heard.at(-1)", Vec::new()).await?;
        Ok((heard["answered"] == json!(1)).then_some(()))
    })
    .await?;
    let event = page.ask("return window.events.at(-1)", Vec::new()).await?;
    let wanted =
        json!({ "bubbles": true, "composed": true, "target": "CHANNEL-READINESS", "at": "document" });
    assert_eq!(event, wanted);
    assert_eq!(
        page.ask("return document.querySelector(host).shadowRoot.mode", Vec::new())
            .await?,
        "open"
    );
    // The same answer again is no change.
    let count = page.ask("return window.events.length", Vec::new()).await?;
    page.keys("3").await?;
    page.saved().await?;
    assert_eq!(page.ask("return window.events.length", Vec::new()).await?, count);
    Ok(())
}

async fn export_and_import_carry_everything(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let report = page.import(&fixture("bundle-format-1.json")?).await?;
    let bundle: Value = serde_json::from_str(&fixture("bundle-format-1.json")?)?;
    let ids = |list: &str| {
        let ids = bundle[list]
            .as_array()
            .map(|all| all.iter().map(|one| one["id"].clone()).collect::<Vec<_>>());
        json!(ids)
    };
    let wanted = json!({
        "packs": ids("packs"), "companies": ids("companies"), "responses": ids("responses"), "benchmarks": [], "alreadyHere": 0,
    });
    assert_eq!(report, wanted);
    assert_eq!(
        page.result().await?,
        Value::Null,
        "a bundle makes nothing current"
    );
    let exported = page.export().await?;
    let again = page.import(&exported).await?;
    assert_eq!(
        again,
        json!({ "packs": [], "companies": [], "responses": [], "benchmarks": [], "alreadyHere": 5 })
    );
    Ok(())
}

async fn a_single_response_becomes_current(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let today = page.today().await?;
    let response = rich_response(today);
    let report = page.import(&response.to_string()).await?;
    assert_eq!(report["responses"], json!([response["id"]]));
    let truth = Truth::read()?.result(&page.assessment().await?, today)?;
    let result = page.result().await?;
    assert!(alike(&result, &truth), "{result} is not {truth}");
    page.find("heading", Named::Beginning("Level ")).await?;
    assert_eq!(page.ask("return window.heard.at(-1)", Vec::new()).await?, result);
    Ok(())
}

async fn a_long_text_of_the_host_is_cut_nowhere_within_a_character(stage: Stage) -> Result<()> {
    // So many units are copied at a time.
    const PIECE: usize = 1_000_000;
    let page = stage.open_at("/pages/host.html").await?;
    let mut response = rich_response(page.today().await?);
    response["title"] = json!("before \u{1F600} after");
    let text = response.to_string();
    let (before, _) = text.split_once('\u{1F600}').ok_or("no such character")?;
    // Its first half is the last unit of the first piece.
    let space = " ".repeat(PIECE - 1 - before.encode_utf16().count());
    page.import(&[space, text].concat()).await?;
    assert_eq!(
        page.assessment().await?.title.as_deref(),
        response["title"].as_str()
    );
    Ok(())
}

async fn an_import_that_does_not_fit_rejects_with_place_and_cause(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let before = page.export().await?;
    let script = "async (text) => {
        try { await document.querySelector(host).importData(text); return 'taken' }
        catch (error) { return [isError(error), error.message, error.problems] }
    }";
    let mut response: Value = serde_json::from_str(&fixture("response-format-1.json")?)?;
    response["answers"]["1.1"]["level"] = json!(5);
    response["side"] = json!("judge");
    let refused = page
        .await_answer(script, vec![json!(response.to_string())])
        .await?;
    assert_eq!(refused[0], true);
    let places: Vec<&str> = refused[2]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|problem| problem["place"].as_str())
        .collect();
    assert_eq!(places, ["side", "answers[\"1.1\"].level"]);
    assert_eq!(
        refused[2][1]["cause"],
        "expected a whole number from 0 to 4, found 5"
    );
    assert!(
        refused[1]
            .as_str()
            .is_some_and(|message| message.contains("side")),
        "{refused}"
    );
    let nonsense = page.await_answer(script, vec![json!("nonsense")]).await?;
    assert_eq!(
        (&nonsense[0], &nonsense[2][0]["place"]),
        (&json!(true), &json!(""))
    );
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn the_module_is_imported_where_there_is_no_dom(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let page = stage.page();
    let (pack, response) = worked_example()?;
    let script = "(...given) => new Promise((resolve, reject) => {
        const worker = new Worker(new URL('/pages/worker.js', location.href), { type: 'module' });
        worker.onmessage = (event) => resolve(event.data);
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage(given);
    })";
    let given = given(&pack, &response, "2026-02-01");
    let answer = page.await_answer(script, given).await?;
    assert_eq!(answer["hasDocument"], false);
    assert_eq!(
        answer["exports"],
        json!(["ChannelReadiness", "relation", "score", "validatePack"])
    );
    assert_eq!(answer["score"], json!(52.083_333_333_333_336));
    Ok(())
}

async fn without_its_program_the_element_says_so_and_starts_on_retry(stage: Stage) -> Result<()> {
    stage.server.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
    stage.driver.goto(stage.server.url("/pages/host.html")).await?;
    let page = stage.page();
    page.find(
        "alert",
        "This part of the page does not work just now. What was saved is untouched.",
    )
    .await?;
    // The host's own words stay to be seen.
    let shows_fallback = "return document.querySelector('#fallback').checkVisibility()";
    assert_eq!(page.ask(shows_fallback, Vec::new()).await?, json!(true));
    let script = "async () => {
        try { await document.querySelector(host).exportData(); return 'exported' }
        catch (error) { return isError(error) }
    }";
    assert_eq!(page.await_answer(script, Vec::new()).await?, json!(true));
    assert_eq!(page.result().await?, Value::Null);
    stage.server.mend(&of_core("core_bg.wasm")?);
    page.press("Try again").await?;
    page.started().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    assert_eq!(page.ask(shows_fallback, Vec::new()).await?, json!(false));
    page.saved().await
}

async fn an_element_in_another_shadow_root_works(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/nested.html")).await?;
    // The functions of `page.js` look in the document; here the element lies in another element's root.
    let script =
        "const host = document.querySelector('portal-frame').shadowRoot.querySelector('channel-readiness');
        const button = host.shadowRoot?.querySelector('button[value=vendor]');
        if (!button) return null;
        button.click();
        return true";
    until("the element to start", || async {
        let started = stage.driver.execute(script, Vec::new()).await?;
        Ok((started.json() == &json!(true)).then_some(()))
    })
    .await?;
    let page = stage.page();
    until("the event at the document", || async {
        let heard = page.ask("return window.heard?.at(-1)?.kind", Vec::new()).await?;
        Ok((heard == json!("result")).then_some(()))
    })
    .await
}
