//! What an element leaves behind on the page when it has gone: nothing.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::browser::chromium::devtools;
use crate::finding::until;
use crate::hosted::started;
use crate::page::Page;
use crate::stage::Stage;

tests![
    nothing_listens_and_no_channel_is_open_after_a_removal,
    no_global_is_left_behind,
    after_a_hundred_additions_and_removals_nothing_is_left within 300,
    after_a_hundred_additions_and_removals_the_memory_is_back needs Heap within 300,
];

/// What listens on the page, and how many channels to other tabs are open.
const OUTSIDE: &str = "return [window.listening.map(({ type }) => type).sort(), window.channels.size]";

/// Waits until nothing of the element is left outside it.
async fn nothing_is_left(page: &Page, before: &Value) -> Result<()> {
    until("everything outside to be as before", || async {
        let now = page.ask(OUTSIDE, Vec::new()).await?;
        if now == *before {
            Ok(Some(()))
        } else {
            Err(format!("there is {now}").into())
        }
    })
    .await
}

async fn nothing_listens_and_no_channel_is_open_after_a_removal(stage: Stage) -> Result<()> {
    let page = started(&stage, "").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    for screen in [
        "Overview",
        "Result",
        "Plan",
        "Assessments",
        "Partners",
        "Your data",
        "Questions",
    ] {
        page.go_to(screen).await?;
    }
    page.saved().await?;
    let open = page.ask(OUTSIDE, Vec::new()).await?;
    assert_ne!(
        open,
        json!([[], 0]),
        "what is looked for is found while the element is there"
    );
    page.ask("window.element.remove()", Vec::new()).await?;
    nothing_is_left(&page, &json!([[], 0])).await?;
    let waits = "return [window.element.shadowRoot.querySelectorAll('.root').length, window.problems]";
    assert_eq!(page.ask(waits, Vec::new()).await?, json!([0, []]));
    Ok(())
}

async fn no_global_is_left_behind(stage: Stage) -> Result<()> {
    let page = started(&stage, "").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.go_to("Result").await?;
    page.go_to("Partners").await?;
    page.saved().await?;
    let script = "const known = [...window.names, 'hosted'];
        const own = Object.getOwnPropertyNames(window).filter((name) => !known.includes(name) && !isOfDriver(name));
        const handlers = [window, document, document.body].flatMap((target) => {
            const found = [];
            for (const name in target) if (name.startsWith('on') && target[name]) found.push(name);
            return found;
        });
        const attributes = [document.documentElement, document.body, window.element].flatMap((one) => one.getAttributeNames());
        const added = [...document.head.children, ...document.body.children].map((one) => one.localName);
        return { own, handlers, attributes, added };";
    let found = page.ask(script, Vec::new()).await?;
    let wanted = json!({
        "own": [],
        "handlers": [],
        "attributes": ["lang"],
        "added": ["meta", "meta", "title", "script", "h1", "p", "div", "div"],
    });
    assert_eq!(found, wanted);
    Ok(())
}

/// Adds an element and takes it away, so often, once it is ready each time; every third is moved, and every fifth has
/// something asked of it.
const CYCLES: &str = "async (count) => {
    for (let turn = 0; turn < count; turn += 1) {
        const element = document.createElement('channel-readiness');
        const ready = new Promise((done) => element.addEventListener('cr-ready', done, { once: true }));
        document.querySelector('#other').append(element);
        await ready;
        if (turn % 3 === 0) document.querySelector('#place').append(element);
        if (turn % 5 === 0) await element.results();
        element.remove();
        await new Promise((done) => setTimeout(done));
    }
}";

/// The page with a store that has something, whose own element has gone.
async fn lived_in(stage: &Stage) -> Result<Page> {
    let page = started(stage, "").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    page.ask("window.element.remove(); delete window.element", Vec::new())
        .await?;
    nothing_is_left(&page, &json!([[], 0])).await?;
    Ok(page)
}

/// In portions, since a driver does not wait for ever.
async fn cycles(page: &Page, count: usize) -> Result<()> {
    const AT_ONCE: usize = 10;
    for _ in 0..count / AT_ONCE {
        page.await_answer(CYCLES, vec![json!(AT_ONCE)]).await?;
    }
    Ok(())
}

async fn after_a_hundred_additions_and_removals_nothing_is_left(stage: Stage) -> Result<()> {
    let page = lived_in(&stage).await?;
    cycles(&page, 100).await?;
    nothing_is_left(&page, &json!([[], 0])).await?;
    assert_eq!(page.ask("return window.problems", Vec::new()).await?, json!([]));
    // One more works as ever.
    page.ask(
        "document.querySelector('#place').append(document.createElement('channel-readiness'))",
        Vec::new(),
    )
    .await?;
    page.started().await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    assert_eq!(page.assessment().await?.answers.len(), 1);
    Ok(())
}

/// What of the memory is in use, without garbage.
#[derive(Debug)]
struct InUse {
    /// Of JavaScript, in bytes.
    heap: f64,
    /// Of the program, in bytes.
    wasm: f64,
    nodes: f64,
    listeners: f64,
}

impl InUse {
    async fn now(stage: &Stage, page: &Page) -> Result<Self> {
        // What one collection lets go of, the next takes.
        for _ in 0..3 {
            devtools(&stage.driver, "HeapProfiler.collectGarbage", json!({})).await?;
        }
        let heap = devtools(&stage.driver, "Runtime.getHeapUsage", json!({})).await?;
        let counters = devtools(&stage.driver, "Memory.getDOMCounters", json!({})).await?;
        let wasm = "return [...window.memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0)";
        let wasm = page.ask(wasm, Vec::new()).await?;
        let number = |value: &Value| value.as_f64().ok_or_else(|| format!("{value} is no number"));
        Ok(Self {
            heap: number(&heap["usedSize"])?,
            wasm: number(&wasm)?,
            nodes: number(&counters["nodes"])?,
            listeners: number(&counters["jsEventListeners"])?,
        })
    }

    /// By how much each part has grown.
    fn growth(&self, before: &Self) -> [(&'static str, f64); 4] {
        [
            ("heap", self.heap / before.heap),
            ("wasm", self.wasm / before.wasm),
            ("nodes", self.nodes / before.nodes),
            ("listeners", self.listeners / before.listeners),
        ]
    }
}

async fn after_a_hundred_additions_and_removals_the_memory_is_back(stage: Stage) -> Result<()> {
    /// So much more may be in use.
    const MOST: f64 = 1.05;
    let page = lived_in(&stage).await?;
    // What is made once for the page is made.
    cycles(&page, 20).await?;
    let before = InUse::now(&stage, &page).await?;
    cycles(&page, 100).await?;
    let after = InUse::now(&stage, &page).await?;
    for (part, growth) in after.growth(&before) {
        assert!(
            growth <= MOST,
            "{part} has grown by {growth}: {after:?} after {before:?}"
        );
    }
    Ok(())
}
