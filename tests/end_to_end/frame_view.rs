//! What is seen of a frame: heights, colours, and what is left behind.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::framed::Framed;
use crate::stage::Stage;

tests![
    the_frame_is_as_high_as_what_is_in_it,
    a_long_list_does_not_make_the_frame_grow_for_ever,
    an_attribute_fixes_the_height,
    custom_properties_go_into_the_frame_at_once,
    a_moved_frame_goes_on_with_what_was_saved,
    a_frame_that_is_loaded_anew_is_greeted_again,
    a_removed_element_leaves_nothing_behind,
];

/// Notes every height that the frame has from now on.
const WATCH: &str = "window.heights = [];
    new ResizeObserver(() => window.heights.push(one('iframe').offsetHeight)).observe(one('iframe'))";

/// Waits until the frame's height is that of what is in it, and gives it.
pub async fn settled(framed: &Framed, stage: &Stage) -> Result<u64> {
    until("the height to settle", || async {
        let outer = framed.outer(stage).await?;
        let height = outer.ask("return one('iframe').offsetHeight", Vec::new()).await?;
        let inner = framed.within(stage).await?;
        let script = "const element = document.querySelector(host);
            return [Math.ceil(element.getBoundingClientRect().height), innerHeight, document.documentElement.scrollWidth - innerWidth]";
        let wanted = inner.ask(script, Vec::new()).await?;
        framed.outer(stage).await?;
        if wanted == json!([height, height, 0]) {
            Ok(height.as_u64())
        } else {
            Err(format!("it is {height}, and inside {wanted}").into())
        }
    })
    .await
}

async fn the_frame_is_as_high_as_what_is_in_it(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    framed.inner(&stage).await?;
    let start = settled(&framed, &stage).await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.go_to("Result").await?;
    inner.find("heading", "What to do next").await?;
    let result = settled(&framed, &stage).await?;
    assert!(result > start, "{result} after {start}");
    // It shrinks again, and follows the width of the page.
    framed
        .outer(&stage)
        .await?
        .ask(
            "document.querySelector('#form').style.inlineSize = '400px'",
            Vec::new(),
        )
        .await?;
    let narrow = until("more height where there is less width", || async {
        Ok(Some(settled(&framed, &stage).await?).filter(|narrow| *narrow > result))
    })
    .await?;
    framed
        .outer(&stage)
        .await?
        .ask(
            "document.querySelector('#form').style.inlineSize = ''",
            Vec::new(),
        )
        .await?;
    let inner = framed.inner(&stage).await?;
    inner.go_to("New").await?;
    until("less height", || async {
        Ok((settled(&framed, &stage).await? < narrow).then_some(()))
    })
    .await
}

async fn a_long_list_does_not_make_the_frame_grow_for_ever(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "&sample=2000").await?;
    framed.inner(&stage).await?;
    settled(&framed, &stage).await?;
    framed.outer(&stage).await?.ask(WATCH, Vec::new()).await?;
    let inner = framed.inner(&stage).await?;
    inner.go_to("Partners").await?;
    until("the list", || async {
        Ok((inner
            .ask("return all('.grid-row').length", Vec::new())
            .await?
            .as_u64()
            > Some(5))
        .then_some(()))
    })
    .await?;
    settled(&framed, &stage).await?;
    // The list goes by the window that is seen, not by the frame that it makes higher.
    let inner = framed.within(&stage).await?;
    let grid = inner.ask("return one('.grid').offsetHeight", Vec::new()).await?;
    let outer = framed.outer(&stage).await?;
    let seen = outer.ask("return innerHeight", Vec::new()).await?;
    assert!(
        grid.as_f64() <= seen.as_f64().map(|seen| seen * 0.76),
        "{grid} of {seen}"
    );
    let heights = outer.ask("return window.heights", Vec::new()).await?;
    let heights: Vec<u64> = serde_json::from_value(heights)?;
    assert!(heights.len() <= 12, "{heights:?}");
    Ok(())
}

async fn an_attribute_fixes_the_height(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "&height=500").await?;
    let inner = framed.inner(&stage).await?;
    let script = "return [innerHeight, getComputedStyle(document.documentElement).overflowY === 'hidden']";
    assert_eq!(inner.ask(script, Vec::new()).await?, json!([500, false]));
    let outer = framed.outer(&stage).await?;
    outer
        .ask("document.querySelector(host).height = '50vh'", Vec::new())
        .await?;
    let script = "return Math.abs(one('iframe').offsetHeight - innerHeight / 2) < 1";
    assert_eq!(outer.ask(script, Vec::new()).await?, json!(true));
    outer
        .ask(
            "document.querySelector(host).removeAttribute('height')",
            Vec::new(),
        )
        .await?;
    settled(&framed, &stage).await.map(drop)
}

async fn custom_properties_go_into_the_frame_at_once(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    framed
        .outer(&stage)
        .await?
        .ask(
            "document.querySelector(host).style.setProperty('--cr-paper', 'rgb(1, 2, 3)')",
            Vec::new(),
        )
        .await?;
    framed.inner(&stage).await?;
    let is = |name: &'static str, wanted: &'static str| {
        let (framed, stage) = (&framed, &stage);
        async move {
            until(&format!("{name} to be {wanted:?}"), || async {
                let inner = framed.within(stage).await?;
                let script =
                    "return getComputedStyle(document.querySelector(host)).getPropertyValue(arguments[0])";
                let found = inner.ask(script, vec![json!(name)]).await?;
                framed.outer(stage).await?;
                if found == json!(wanted) {
                    Ok(Some(()))
                } else {
                    Err(format!("it is {found}").into())
                }
            })
            .await
        }
    };
    is("--cr-paper", "rgb(1, 2, 3)").await?;
    let outer = framed.outer(&stage).await?;
    // From further up, from a rule, changed and taken away.
    outer
        .ask(
            "document.documentElement.style.setProperty('--cr-accent', 'rgb(4, 5, 6)')",
            Vec::new(),
        )
        .await?;
    is("--cr-accent", "rgb(4, 5, 6)").await?;
    let rule = "const sheet = new CSSStyleSheet();
        sheet.replaceSync('.night channel-readiness-frame { --cr-ink: rgb(7, 8, 9); --cr-size: 20px }');
        document.adoptedStyleSheets = [sheet];
        document.body.className = 'night'";
    outer.ask(rule, Vec::new()).await?;
    is("--cr-ink", "rgb(7, 8, 9)").await?;
    is("--cr-size", "20px").await?;
    outer
        .ask(
            "document.body.className = ''; document.querySelector(host).style.removeProperty('--cr-paper')",
            Vec::new(),
        )
        .await?;
    is("--cr-ink", "").await?;
    is("--cr-paper", "").await
}

async fn a_moved_frame_goes_on_with_what_was_saved(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.saved().await?;
    let outer = framed.outer(&stage).await?;
    until("a result", || async {
        Ok((outer.result().await?["answered"] == json!(1)).then_some(()))
    })
    .await?;
    outer
        .ask(
            "document.querySelector('#other').append(document.querySelector(host))",
            Vec::new(),
        )
        .await?;
    assert_eq!(outer.assessment().await?.answers.len(), 1);
    // Nothing is current in it until the visitor goes on.
    let script = "return window.heard.findLast(({ type }) => type === 'cr-result')?.detail";
    let none = json!({ "version": 1, "id": null, "result": null, "open": 0 });
    until("the result of none", || async {
        Ok((outer.ask(script, Vec::new()).await? == none).then_some(()))
    })
    .await?;
    assert_eq!(outer.result().await?, Value::Null);
    let inner = framed.inner(&stage).await?;
    inner
        .press("Go on: Vendor’s view of channel work in general")
        .await?;
    assert_ne!(inner.question().await?, "1.1");
    inner.answer(2).await?;
    inner.saved().await?;
    let outer = framed.outer(&stage).await?;
    until("the result of both", || async {
        Ok((outer.result().await?["answered"] == json!(2)).then_some(()))
    })
    .await
}

async fn a_frame_that_is_loaded_anew_is_greeted_again(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    framed.inner(&stage).await?;
    stage
        .driver
        .execute("window.former = true; location.reload()", Vec::new())
        .await?;
    until("another page in the frame", || async {
        let inner = framed.inner(&stage).await?;
        Ok((inner.ask("return window.former ?? null", Vec::new()).await? == Value::Null).then_some(()))
    })
    .await?;
    let outer = framed.outer(&stage).await?;
    until("an answer", || async {
        Ok(outer.export().await.ok().filter(|text| text.contains("bundle")))
    })
    .await
    .map(drop)
}

async fn a_removed_element_leaves_nothing_behind(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    framed.inner(&stage).await?;
    settled(&framed, &stage).await?;
    let outer = framed.outer(&stage).await?;
    let listening =
        "return window.listening.filter(({ signal }) => !signal?.aborted).map(({ type }) => type)";
    let found = outer.ask(listening, Vec::new()).await?;
    assert!(
        found
            .as_array()
            .is_some_and(|types| types.contains(&json!("message"))),
        "{found}"
    );
    // Made and ended again and again, at every stage of its life.
    let script = "async () => {
        const element = document.querySelector(host);
        element.remove();
        for (let count = 0; count < 20; count += 1) {
            document.querySelector('#other').append(element);
            if (count % 2) await new Promise((done) => setTimeout(done, 20 * count));
            element.remove();
            await null;
        }
        window.removed = element;
        return [element.shadowRoot.childNodes.length, element.result, document.querySelectorAll('iframe').length];
    }";
    assert_eq!(outer.await_answer(script, Vec::new()).await?, json!([0, null, 0]));
    assert_eq!(outer.ask(listening, Vec::new()).await?, json!([]));
    let script = "const known = [...window.names, 'names', 'framed', 'removed'];
        return Object.keys(window).filter((name) => !known.includes(name) && !isOfDriver(name))";
    assert_eq!(outer.ask(script, Vec::new()).await?, json!([]), "a global");
    // It comes back as if nothing had been.
    outer
        .ask(
            "document.querySelector('#other').append(window.removed)",
            Vec::new(),
        )
        .await?;
    framed.inner(&stage).await.map(drop)
}
