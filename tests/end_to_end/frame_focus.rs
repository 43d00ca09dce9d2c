//! Where the keyboard leads through a frame, and that what it leads to is seen: dialogs and the focus.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::{Engine, Result};
use crate::finding::until;
use crate::frame_view::settled;
use crate::framed::Framed;
use crate::page::{Named, Page};
use crate::stage::Stage;

tests![
    a_dialog_is_seen_where_the_user_looks,
    tab_goes_in_and_out_at_both_ends,
    the_focus_goes_inside_and_is_shown,
    escape_closes_what_is_open_in_the_frame_and_then_around_it,
];

/// Waits until what has the focus in the frame is within the window.
async fn focus_is_seen(framed: &Framed, stage: &Stage) -> Result<()> {
    until("what has the focus to be seen", || async {
        let inner = framed.within(stage).await?;
        let sides = "const { top, bottom } = focused().getBoundingClientRect(); return [top, bottom]";
        let sides = inner.ask(sides, Vec::new()).await?;
        let outer = framed.outer(stage).await?;
        let script = "const { top } = one('iframe').getBoundingClientRect();
            const [from, to] = arguments[0];
            return top + from >= 0 && top + to <= innerHeight";
        Ok((outer.ask(script, vec![sides]).await? == json!(true)).then_some(()))
    })
    .await
}

async fn a_dialog_is_seen_where_the_user_looks(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.go_to("Result").await?;
    inner.find("heading", "What to do next").await?;
    let height = settled(&framed, &stage).await?;
    let seen = framed
        .outer(&stage)
        .await?
        .ask("return innerHeight", Vec::new())
        .await?;
    assert!(
        Some(height) > seen.as_u64().map(|seen| seen * 3 / 2),
        "{height} is not high enough to show anything"
    );
    let inner = framed.within(&stage).await?;
    // The last of them that is shown, and seen: nobody presses what is out of sight.
    let script =
        "const shown = all('button[aria-haspopup=dialog]').filter((button) => button.checkVisibility());
        shown.at(-1).focus();
        return shown.length";
    assert!(inner.ask(script, Vec::new()).await?.as_u64() > Some(3));
    focus_is_seen(&framed, &stage).await?;
    let inner = framed.within(&stage).await?;
    inner.ask("focused().click()", Vec::new()).await?;
    let dialog = until("the dialog", || async {
        let script = "const { top, bottom } = one('dialog[open]')?.getBoundingClientRect() ?? {}; return top === undefined ? null : [top, bottom]";
        Ok(Some(inner.ask(script, Vec::new()).await?).filter(|dialog| !dialog.is_null()))
    })
    .await?;
    let outer = framed.outer(&stage).await?;
    let script = "const { top } = one('iframe').getBoundingClientRect();
        const [from, to] = arguments[0];
        return [top + from, innerHeight - top - to]";
    until("the dialog to be within the window", || async {
        let inner = framed.within(&stage).await?;
        let script_inside =
            "const { top, bottom } = one('dialog[open]').getBoundingClientRect(); return [top, bottom]";
        let dialog = inner.ask(script_inside, Vec::new()).await?;
        let outer = framed.outer(&stage).await?;
        let around: Vec<f64> = serde_json::from_value(outer.ask(script, vec![dialog]).await?)?;
        if around.iter().all(|space| *space >= 0.0) {
            Ok(Some(()))
        } else {
            Err(format!("{around:?} around it").into())
        }
    })
    .await?;
    assert!(dialog.is_array());
    let before = outer.ask("return scrollY", Vec::new()).await?;
    framed.within(&stage).await?;
    inner.keys(Key::Escape).await?;
    until("the dialog to close", || async {
        Ok((inner
            .ask("return one('dialog[open]') === null", Vec::new())
            .await?
            == json!(true))
        .then_some(()))
    })
    .await?;
    let outer = framed.outer(&stage).await?;
    // Firefox itself scrolls the page to a dialog that opens, before that can be put where the user looks.
    if stage.engine != Engine::Firefox {
        assert_eq!(outer.ask("return scrollY", Vec::new()).await?, before);
    }
    focus_is_seen(&framed, &stage).await
}

/// What has the focus in the portal's page, by id or else by tag.
async fn focused(outer: &Page) -> Result<String> {
    let found = outer.ask(
        "return document.activeElement.id || document.activeElement.localName",
        Vec::new(),
    );
    Ok(found.await?.as_str().unwrap_or_default().to_owned())
}

/// How often Tab is pressed until the focus is there; `Shift` goes back.
async fn steps_to(outer: &Page, wanted: &str, is_back: bool) -> Result<usize> {
    for step in 1..=60 {
        if is_back {
            outer.keys_with(Key::Shift, Key::Tab).await?;
        } else {
            outer.keys(Key::Tab).await?;
        }
        if focused(outer).await? == wanted {
            return Ok(step);
        }
    }
    Err(format!("Tab does not lead to {wanted}").into())
}

async fn tab_goes_in_and_out_at_both_ends(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    framed.inner(&stage).await?;
    settled(&framed, &stage).await?;
    let outer = framed.outer(&stage).await?;
    outer
        .ask("document.querySelector('#before').focus()", Vec::new())
        .await?;
    assert_eq!(steps_to(outer, "channel-readiness-frame", false).await?, 1);
    let steps = steps_to(outer, "after", false).await?;
    assert!(steps > 3, "the controls in the frame were passed over");
    assert_eq!(steps_to(outer, "channel-readiness-frame", true).await?, 1);
    assert_eq!(steps_to(outer, "before", true).await?, steps);
    Ok(())
}

async fn the_focus_goes_inside_and_is_shown(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "").await?;
    framed.inner(&stage).await?;
    settled(&framed, &stage).await?;
    focus_goes_inside(&framed, &stage, async |inner| {
        // WebKit lets no frame of another origin give its controls the focus before the visitor did something in it.
        if stage.engine == Engine::WebKit {
            until("the focus in the frame", || async {
                let script = "return [document.hasFocus(), focused().localName]";
                Ok((inner.ask(script, Vec::new()).await? == json!([true, "body"])).then_some(()))
            })
            .await?;
            inner.keys(Key::Tab).await?;
        }
        Ok(())
    })
    .await?;
    let inner = framed.within(&stage).await?;
    inner.ask("focused().blur()", Vec::new()).await?;
    focus_goes_inside(&framed, &stage, async |_| Ok(())).await
}

/// `focus()` leads to a control in the frame, which comes into view; `help` is given once the frame has the focus.
async fn focus_goes_inside(
    framed: &Framed,
    stage: &Stage,
    help: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let outer = framed.outer(stage).await?;
    let far = "document.querySelector('#before').focus();
        document.querySelector('h1').style.marginBlockEnd = '3000px';
        scrollTo(0, 0);
        document.querySelector(host).focus()";
    outer.ask(far, Vec::new()).await?;
    assert_eq!(focused(outer).await?, "channel-readiness-frame");
    let inner = framed.within(stage).await?;
    help(&inner).await?;
    until("the focus on a control", || async {
        let script = "return focused()?.matches('button, a[href], input, summary') ?? false";
        Ok((inner.ask(script, Vec::new()).await? == json!(true)).then_some(()))
    })
    .await?;
    focus_is_seen(framed, stage).await
}

async fn escape_closes_what_is_open_in_the_frame_and_then_around_it(stage: Stage) -> Result<()> {
    // Drivers do not scroll a dialog to a control in a frame in it.
    let framed = Framed::open(&stage, "&height=500").await?;
    let script = "document.querySelector('#dialog').append(document.querySelector('#form'));
        document.querySelector('#dialog').showModal();
        window.escapes = 0;
        document.addEventListener('keydown', (event) => (window.escapes += event.key === 'Escape'))";
    framed.element.ask(script, Vec::new()).await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner
        .click("button", Named::Beginning("How this is computed"))
        .await?;
    until("a dialog in the frame", || async {
        Ok((inner
            .ask("return one('dialog[open]') !== null", Vec::new())
            .await?
            == json!(true))
        .then_some(()))
    })
    .await?;
    inner.keys(Key::Escape).await?;
    until("it to close", || async {
        Ok((inner
            .ask("return one('dialog[open]') === null", Vec::new())
            .await?
            == json!(true))
        .then_some(()))
    })
    .await?;
    let state = "return [document.querySelector('#dialog').open, window.escapes]";
    let outer = framed.outer(&stage).await?;
    assert_eq!(outer.ask(state, Vec::new()).await?, json!([true, 0]));
    let inner = framed.within(&stage).await?;
    inner.keys(Key::Escape).await?;
    let outer = framed.outer(&stage).await?;
    until("the dialog around to close", || async {
        Ok((outer.ask(state, Vec::new()).await? == json!([false, 1])).then_some(()))
    })
    .await
}
