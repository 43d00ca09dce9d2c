//! The static page without a network, its updates, and what of the program is damaged: see docs/hosting.md.

use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::Result;
use crate::data::delete_everything;
use crate::finding::{until, until_within};
use crate::languages::{change_language, speaks};
use crate::network::least_policy;
use crate::page::{Named, Page};
use crate::site::{MARK, NEWER, Site};
use crate::stage::Stage;

tests![
    after_the_first_visit_the_page_opens_without_a_network needs ServiceWorker,
    it_does_so_in_a_folder_and_beside_another_page_of_the_site needs ServiceWorker,
    the_language_that_was_spoken_is_there_without_a_network needs ServiceWorker,
    an_update_asks_before_it_loads_the_page_anew needs ServiceWorker,
    a_tab_that_stays_has_nothing_of_the_newer_version needs ServiceWorker,
    a_version_that_is_not_whole_is_not_taken needs ServiceWorker,
    deleting_everything_ends_the_worker_too needs ServiceWorker,
    the_strict_policy_of_the_page_lets_it_register needs ServiceWorker,
    an_embedded_element_registers_no_worker,
    a_damaged_core_is_refused_with_the_reason_and_starts_once_it_is_mended,
    a_damaged_later_part_is_refused,
    the_manifest_names_icons_that_are_there,
];

/// The page registers its worker some seconds after the element has started, and then fetches all files.
const REGISTERED: Duration = Duration::from_secs(30);
const DAMAGED: &str = "The program did not start: what came of it is not what was published. A file of it is damaged, or of another version.";
const NOTICE: &str = "document.querySelector('aside[role=status]')";

/// Opens the page and waits until its worker has all files.
async fn visited(stage: &Stage, site: &Site) -> Result<Page> {
    let page = opened(stage, &site.page()).await?;
    until_within(REGISTERED, "the worker", || async {
        let state =
            "return navigator.serviceWorker.getRegistration().then((found) => found?.active?.state ?? '')";
        let state = page
            .await_answer(&format!("async () => {{ {state} }}"), Vec::new())
            .await?;
        Ok((state == json!("activated")).then_some(()))
    })
    .await?;
    Ok(page)
}

async fn opened(stage: &Stage, address: &str) -> Result<Page> {
    stage.driver.goto(address).await?;
    let page = stage.page();
    page.started().await?;
    Ok(page)
}

/// The text of a file of the page as the page gets it.
async fn text(page: &Page, name: &str) -> Result<String> {
    let script = "async (name) => (await fetch(name)).text()";
    let text = page.await_answer(script, vec![json!(name)]).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// Waits until the page says that a newer version is there.
async fn told(page: &Page) -> Result<()> {
    until_within(REGISTERED, "the notice", || async {
        let words = page
            .ask(&format!("return {NOTICE}?.shadowRoot.textContent"), Vec::new())
            .await?;
        Ok(words
            .as_str()
            .filter(|words| words.contains("A new version is ready."))
            .map(|_| ()))
    })
    .await
}

/// Presses a button of the notice.
async fn press(page: &Page, button: &str) -> Result<()> {
    let script = format!(
        "[...{NOTICE}.shadowRoot.querySelectorAll('button')].find((button) => button.textContent === arguments[0]).click()"
    );
    page.ask(&script, vec![json!(button)]).await?;
    Ok(())
}

/// Lets the newer version load the page. Nothing is asked of the page before it is the other one: WebKit asks the host, and
/// not the worker, for what a page that is being loaded anew still fetches.
async fn reload_now(page: &Page) -> Result<()> {
    page.ask("window.isSameDocument = true", Vec::new()).await?;
    press(page, "Reload now").await?;
    until("the newer version", || async {
        let is_same = page
            .ask("return window.isSameDocument ?? false", Vec::new())
            .await?;
        Ok((is_same == json!(false)).then_some(()))
    })
    .await?;
    page.started().await
}

/// Looks for a newer version, as the browser does when the page is opened.
async fn look_for_update(page: &Page) -> Result<()> {
    let script = "async () => { await (await navigator.serviceWorker.getRegistration()).update() }";
    page.await_answer(script, Vec::new()).await?;
    Ok(())
}

async fn after_the_first_visit_the_page_opens_without_a_network(stage: Stage) -> Result<()> {
    let site = Site::new("/", Vec::new())?;
    let page = visited(&stage, &site).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let address = site.shut();
    let page = opened(&stage, &address).await?;
    page.go_to("Assessments").await?;
    page.press("Go on with Vendor’s view of channel work in general")
        .await?;
    page.answer(2).await?;
    page.saved().await?;
    // All that comes later is there too: both later parts, the whole questionnaire and the other ones.
    page.go_to("Result").await?;
    page.find("heading", "What to do next").await?;
    page.go_to("Partners").await?;
    page.go_to("Questionnaires").await?;
    page.find("button", "Use it: Example to copy").await?;
    Ok(())
}

async fn it_does_so_in_a_folder_and_beside_another_page_of_the_site(stage: Stage) -> Result<()> {
    let site = Site::new("/some/where/", Vec::new())?;
    std::fs::write(
        site.file("other.html"),
        "<!doctype html><title>Another page</title>",
    )?;
    let page = visited(&stage, &site).await?;
    let scope = "async () => (await navigator.serviceWorker.getRegistration()).scope";
    assert_eq!(page.await_answer(scope, Vec::new()).await?, json!(site.page()));
    // A page that is not ours gets what it asks for from the host, also what is a file of ours.
    stage.driver.goto(format!("{}other.html", site.page())).await?;
    std::fs::write(site.file("page.css"), MARK)?;
    assert_eq!(text(&stage.page(), "page.css").await?, MARK);
    let page = opened(&stage, &site.page()).await?;
    assert_ne!(
        text(&page, "page.css").await?,
        MARK,
        "it is the version that was kept"
    );
    let address = site.shut();
    opened(&stage, &address).await?;
    Ok(())
}

async fn the_language_that_was_spoken_is_there_without_a_network(stage: Stage) -> Result<()> {
    let site = Site::new("/", Vec::new())?;
    let page = visited(&stage, &site).await?;
    let kept = |ending: &'static str| {
        let script = "async (ending) => {
            const names = (await caches.keys()).filter((name) => !name.endsWith('record'));
            const files = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
            return files.flat().filter(({ url }) => url.endsWith(ending)).length;
        }";
        page.await_answer(script, vec![json!(ending)])
    };
    assert_eq!(kept(".de.txt").await?, json!(0), "nobody speaks it");
    change_language(&page, "de").await?;
    speaks(&page, "de").await?;
    until("the words", || async {
        Ok((kept(".de.txt").await? == json!(4)).then_some(()))
    })
    .await?;
    assert_eq!(kept(".fr.txt").await?, json!(0));
    let address = site.shut();
    let page = opened(&stage, &address).await?;
    change_language(&page, "de").await?;
    speaks(&page, "de").await?;
    // Of another one there are no words: what is spoken stays.
    change_language(&page, "fr").await?;
    speaks(&page, "de").await
}

async fn an_update_asks_before_it_loads_the_page_anew(stage: Stage) -> Result<()> {
    let site = Site::new("/", Vec::new())?;
    visited(&stage, &site).await?;
    let page = opened(&stage, &site.page()).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.click("disclosure", "Add evidence").await?;
    page.write("Note", "typed before the update").await?;
    page.ask("window.isSameDocument = true", Vec::new()).await?;
    site.renew()?;
    look_for_update(&page).await?;
    told(&page).await?;
    // It only asks.
    assert_eq!(
        page.ask("return window.isSameDocument", Vec::new()).await?,
        json!(true)
    );
    assert!(!text(&page, "later.css").await?.starts_with(MARK));
    press(&page, "Later").await?;
    assert_eq!(
        page.ask(&format!("return {NOTICE}"), Vec::new()).await?,
        Value::Null
    );
    // Asked again at the next visit; what is shown until then is the older version, whole.
    let page = opened(&stage, &site.page()).await?;
    assert!(!text(&page, "later.css").await?.starts_with(MARK));
    told(&page).await?;
    reload_now(&page).await?;
    assert!(text(&page, "later.css").await?.starts_with(MARK));
    assert_eq!(page.assessment().await?.answers.len(), 1);
    let note = page.export().await?;
    assert!(note.contains("typed before the update"), "{note}");
    Ok(())
}

async fn a_tab_that_stays_has_nothing_of_the_newer_version(stage: Stage) -> Result<()> {
    let site = Site::new("/", Vec::new())?;
    let old = site.of_core("split_partners.wasm")?;
    visited(&stage, &site).await?;
    let page = opened(&stage, &site.page()).await?;
    page.ask("window.isSameDocument = true", Vec::new()).await?;
    let first = stage.driver.window().await?;
    site.renew()?;
    stage.engine.new_tab(&stage.driver).await?;
    let other = opened(&stage, &site.page()).await?;
    told(&other).await?;
    reload_now(&other).await?;
    assert!(text(&other, "later.css").await?.starts_with(MARK));
    let newer = format!("core/{NEWER}/split_partners.wasm");
    let has = "async (name) => (await fetch(name)).ok";
    assert_eq!(other.await_answer(has, vec![json!(newer)]).await?, json!(true));
    // The first tab goes on with what it began with, also with what it has not asked for until now.
    stage.driver.switch_to_window(first).await?;
    assert!(!text(&page, "later.css").await?.starts_with(MARK));
    assert_eq!(page.await_answer(has, vec![json!(old)]).await?, json!(true));
    page.go_to("Partners").await?;
    assert_eq!(
        page.ask("return window.isSameDocument", Vec::new()).await?,
        json!(true)
    );
    // Opened anew, it is the newer one.
    let page = opened(&stage, &site.page()).await?;
    assert!(text(&page, "later.css").await?.starts_with(MARK));
    // The older one is kept for a while, since a browser may bring its page back; then it goes.
    let long_ago = "async () => {
        const record = await caches.open('channel-readiness / record');
        const [request] = await record.keys();
        const { version, pages } = await (await record.match(request)).json();
        for (const page of Object.values(pages)) page.seen = 0;
        await record.put(request, new Response(JSON.stringify({ version, pages })));
        return Object.keys(pages).length;
    }";
    assert_ne!(page.await_answer(long_ago, Vec::new()).await?, json!(0));
    opened(&stage, &site.page()).await?;
    until("the older version to go", || async {
        let names = page
            .await_answer("async () => (await caches.keys()).sort()", Vec::new())
            .await?;
        let left = json!([
            format!("channel-readiness / {NEWER}"),
            "channel-readiness / record"
        ]);
        Ok((names == left).then_some(()))
    })
    .await
}

async fn a_version_that_is_not_whole_is_not_taken(stage: Stage) -> Result<()> {
    let site = Site::new("/", Vec::new())?;
    visited(&stage, &site).await?;
    let page = opened(&stage, &site.page()).await?;
    site.renew()?;
    site.damage("packs/index.json")?;
    page.ask(
        "navigator.serviceWorker.getRegistration().then((registration) => {
            registration.addEventListener('updatefound', () => {
                const worker = registration.installing;
                worker.addEventListener('statechange', () => { window.endedAs = worker.state });
            });
            registration.update().catch(() => {});
        })",
        Vec::new(),
    )
    .await?;
    until_within(REGISTERED, "the worker to give up", || async {
        let state = page.ask("return window.endedAs", Vec::new()).await?;
        Ok((state == json!("redundant")).then_some(()))
    })
    .await?;
    let page = opened(&stage, &site.page()).await?;
    assert!(!text(&page, "later.css").await?.starts_with(MARK));
    let names = page.await_answer("async () => caches.keys()", Vec::new()).await?;
    assert!(!names.to_string().contains(NEWER), "{names}");
    let address = site.shut();
    opened(&stage, &address).await?;
    Ok(())
}

async fn deleting_everything_ends_the_worker_too(stage: Stage) -> Result<()> {
    let site = Site::new("/", Vec::new())?;
    let page = visited(&stage, &site).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    page.go_to("Your data").await?;
    delete_everything(&page).await?;
    page.says("Nothing of this app is left in the browser.").await?;
    until("the worker to end", || async {
        let left =
            "async () => [(await navigator.serviceWorker.getRegistrations()).length, await caches.keys()]";
        Ok((page.await_answer(left, Vec::new()).await? == json!([0, []])).then_some(()))
    })
    .await
}

async fn the_strict_policy_of_the_page_lets_it_register(stage: Stage) -> Result<()> {
    let policy = ("Content-Security-Policy".to_owned(), least_policy()?);
    let site = Site::new("/", vec![policy])?;
    let page = visited(&stage, &site).await?;
    page.start_as("vendor").await?;
    // The policy goes with the page that was kept.
    let address = site.shut();
    let page = opened(&stage, &address).await?;
    let script = "try { document.createElement('p').innerHTML = '<b>'; return false } catch { return true }";
    let is_trusting = page
        .ask("return globalThis.trustedTypes === undefined", Vec::new())
        .await?
        == json!(true);
    assert!(is_trusting || page.ask(script, Vec::new()).await? == json!(true));
    Ok(())
}

async fn an_embedded_element_registers_no_worker(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.go_to("Result").await?;
    page.find("heading", "What to do next").await?;
    // For as long as the page itself would wait.
    page.await_answer("() => new Promise((done) => setTimeout(done, 4000))", Vec::new())
        .await?;
    let workers = "async () => (await navigator.serviceWorker?.getRegistrations())?.length ?? 0";
    assert_eq!(page.await_answer(workers, Vec::new()).await?, json!(0));
    let asked = stage.server.log().into_iter().map(|exchange| exchange.path);
    let of_page = ["/page.js", "/lasting.js", "/offline.js"];
    let asked: Vec<String> = asked.filter(|path| of_page.contains(&path.as_str())).collect();
    assert!(asked.is_empty(), "{asked:?}");
    Ok(())
}

async fn a_damaged_core_is_refused_with_the_reason_and_starts_once_it_is_mended(stage: Stage) -> Result<()> {
    let site = Site::new("/", Vec::new())?;
    let wasm = site.of_core("core_bg.wasm")?;
    site.damage(&wasm)?;
    stage.driver.goto(site.page()).await?;
    let page = stage.page();
    page.find(
        "alert",
        "This part of the page does not work just now. What was saved is untouched.",
    )
    .await?;
    page.says(DAMAGED).await?;
    page.press("Try again").await?;
    page.says(DAMAGED).await?;
    site.mend(&wasm)?;
    page.press("Try again").await?;
    page.started().await?;
    page.says_not(DAMAGED).await?;
    page.start_as("vendor").await
}

async fn a_damaged_later_part_is_refused(stage: Stage) -> Result<()> {
    let site = Site::new("/", Vec::new())?;
    let part = site.of_core("split_rest.wasm")?;
    site.damage(&part)?;
    let page = opened(&stage, &site.page()).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    page.press("Result").await?;
    page.find("alert", Named::Beginning("This part could not be loaded."))
        .await?;
    site.mend(&part)?;
    page.press("Try again").await?;
    page.find("heading", "What to do next").await?;
    Ok(())
}

async fn the_manifest_names_icons_that_are_there(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let script = "async () => {
        const link = document.querySelector('link[rel=manifest]');
        const manifest = await (await fetch(link.href)).json();
        const sizes = [];
        for (const { src, sizes: said, type } of manifest.icons) {
            const picture = new Image();
            picture.src = new URL(src, link.href);
            await picture.decode();
            if (type === 'image/png') sizes.push(`${picture.naturalWidth}x${picture.naturalHeight}` === said);
        }
        const colours = [...document.querySelectorAll('meta[name=theme-color]')].map((meta) => meta.media);
        return [manifest.display, new URL(manifest.start_url, link.href).href === location.href.split('#')[0], sizes, colours];
    }";
    assert_eq!(
        page.await_answer(script, Vec::new()).await?,
        json!([
            "standalone",
            true,
            [true, true, true],
            ["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]
        ])
    );
    Ok(())
}
