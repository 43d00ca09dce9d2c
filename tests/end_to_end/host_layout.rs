//! Where an element stands on the page around it: written from the right, narrow, wide, in what hides it; and that the page
//! around it stays as it is.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::finding::until;
use crate::hosted::{change, hosted, shows_fallback, started};
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::rich_response;

tests![
    in_a_narrow_place_nothing_stands_out,
    in_a_wide_place_lines_stay_short,
    on_a_page_that_is_zoomed_with_huge_letters_nothing_stands_out,
    on_a_page_that_is_written_from_the_right_everything_can_be_done,
    in_a_dialog_its_own_dialogs_open_and_escape_closes_one_at_a_time,
    in_details_that_are_closed_it_waits_where_it_is_lazy,
    in_a_tab_that_hides_it_it_starts_and_keeps_its_state,
    focus_and_scroll_position_of_the_page_stay_as_they_are,
    what_the_page_has_focused_keeps_its_ring,
    in_the_room_that_the_page_keeps_for_it_nothing_jumps needs LayoutShifts,
];

/// What goes beyond the element's own edges, or makes it scroll sideways; what is only for assistive technology or scrolls by
/// itself is not meant.
const STANDING_OUT: &str = "
    const { left, right } = document.querySelector(host).getBoundingClientRect();
    const scrolls = (node) => {
        for (let at = node.parentElement; at; at = at.parentElement) {
            if (!['visible', 'clip'].includes(getComputedStyle(at).overflowX)) return true;
        }
        return false;
    };
    const isOut = (node) => {
        const box = node.getBoundingClientRect();
        return box.width > 1 && (box.left < left - 1 || box.right > right + 1);
    };
    return all('*')
        .filter((node) => node.checkVisibility({ visibilityProperty: true }) && isOut(node))
        .filter((node) => !node.closest('.hidden, svg, [aria-hidden=true]') && !scrolls(node))
        .map((node) => `${node.localName}.${node.className} ${node.textContent.trim().slice(0, 30)}`);
";

/// Shows a screen as the page does it: a driver may find no way to a button of what is very wide or zoomed.
async fn open(page: &Page, screen: &str) -> Result<()> {
    let script = "(screen) => document.querySelector(host).open(screen)";
    page.await_answer(script, vec![json!(screen)]).await?;
    page.started().await
}

/// That on every screen nothing stands out.
async fn nothing_stands_out(page: &Page) -> Result<()> {
    let look = async |what: &str| -> Result<()> {
        let out = page.ask(STANDING_OUT, Vec::new()).await?;
        assert_eq!(out, json!([]), "{what}");
        Ok(())
    };
    look("start").await?;
    for screen in ["data", "questionnaires"] {
        open(page, screen).await?;
        look(screen).await?;
    }
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    page.find("heading", Named::Beginning("Level ")).await?;
    for screen in [
        "overview",
        "result",
        "plan",
        "assessments",
        "partners",
        "question",
    ] {
        open(page, screen).await?;
        look(screen).await?;
    }
    Ok(())
}

/// The page, whose place for the element has these styles.
async fn placed(stage: &Stage, styles: &str) -> Result<Page> {
    let page = started(stage, "").await?;
    page.ask(
        "document.querySelector('#place').style.cssText = arguments[0]",
        vec![json!(styles)],
    )
    .await?;
    Ok(page)
}

async fn in_a_narrow_place_nothing_stands_out(stage: Stage) -> Result<()> {
    let page = placed(&stage, "inline-size: 280px; border: 1px solid").await?;
    nothing_stands_out(&page).await?;
    // And it can be used: what stands at the lower edge is not in the way.
    change(&page, "one('.ladder').scrollIntoView({ block: 'center' })").await?;
    page.answer(2).await?;
    page.saved().await
}

async fn in_a_wide_place_lines_stay_short(stage: Stage) -> Result<()> {
    let page = placed(&stage, "inline-size: 4000px").await?;
    nothing_stands_out(&page).await?;
    let script = "const longest = all('p, legend, li, .rung').filter((node) => node.checkVisibility());
        return Math.max(...longest.map((node) => node.getBoundingClientRect().width)) < 1600";
    assert_eq!(page.ask(script, Vec::new()).await?, json!(true));
    Ok(())
}

async fn on_a_page_that_is_zoomed_with_huge_letters_nothing_stands_out(stage: Stage) -> Result<()> {
    let page = placed(&stage, "").await?;
    let styles = "document.documentElement.style.cssText = 'font-size: 48px; zoom: 1.5; letter-spacing: .3em; line-height: 3; word-spacing: 1em; text-transform: uppercase; text-indent: 5em; white-space: pre; word-break: break-all; cursor: none; visibility: visible'";
    change(&page, styles).await?;
    let inherited = "const style = getComputedStyle(one('.root'));
        return ['letterSpacing', 'wordSpacing', 'textTransform', 'textIndent', 'whiteSpace'].map((name) => style[name])";
    let inside = page.ask(inherited, Vec::new()).await?;
    assert_eq!(inside, json!(["normal", "0px", "none", "0px", "normal"]));
    nothing_stands_out(&page).await?;
    // Drivers do not hit what is zoomed.
    change(&page, "document.documentElement.style.zoom = ''").await?;
    page.answer(2).await?;
    page.saved().await
}

async fn on_a_page_that_is_written_from_the_right_everything_can_be_done(stage: Stage) -> Result<()> {
    let page = placed(&stage, "inline-size: 700px").await?;
    change(&page, "document.documentElement.dir = 'rtl'").await?;
    nothing_stands_out(&page).await?;
    page.answer(2).await?;
    page.next().await?;
    page.press("Back").await?;
    page.go_to("Result").await?;
    page.click("button", Named::Beginning("How this is computed"))
        .await?;
    page.press("Close").await?;
    page.saved().await
}

/// Whether the dialog of the host and one of the element are open.
async fn dialogs_are(page: &Page, wanted: [bool; 2]) -> Result<()> {
    until(&format!("the dialogs to be {wanted:?}"), || async {
        let script = "return [document.querySelector('#dialog').open, one('dialog[open]') !== null]";
        let found = page.ask(script, Vec::new()).await?;
        if found == json!(wanted) {
            Ok(Some(()))
        } else {
            Err(format!("they are {found}").into())
        }
    })
    .await
}

async fn in_a_dialog_its_own_dialogs_open_and_escape_closes_one_at_a_time(stage: Stage) -> Result<()> {
    let page = hosted(&stage, &stage.server, "").await?;
    let script = "const dialog = document.createElement('dialog');
        dialog.id = 'dialog';
        dialog.append(window.element);
        document.body.append(dialog);
        dialog.showModal()";
    change(&page, script).await?;
    page.started().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    page.click("button", Named::Beginning("How this is computed"))
        .await?;
    dialogs_are(&page, [true, true]).await?;
    page.keys(Key::Escape).await?;
    dialogs_are(&page, [true, false]).await?;
    page.keys(Key::Escape).await?;
    dialogs_are(&page, [false, false]).await?;
    // Opened again, it is as it was.
    change(&page, "document.querySelector('#dialog').showModal()").await?;
    page.find("button", "Next question").await?;
    assert_eq!(page.assessment().await?.answers.len(), 1);
    Ok(())
}

async fn in_details_that_are_closed_it_waits_where_it_is_lazy(stage: Stage) -> Result<()> {
    let closed = "const details = document.createElement('details');
        details.append(Object.assign(document.createElement('summary'), { textContent: 'Readiness' }));
        details.append(document.querySelector('#place'));
        document.body.append(details)";
    // One that is not starts all the same, and is there once it is to be seen.
    let page = hosted(&stage, &stage.server, "").await?;
    change(&page, closed).await?;
    page.started().await?;
    change(&page, "document.querySelector('details').open = true").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let page = hosted(&stage, &stage.server, "?loading=lazy&before=closed.js").await?;
    let frames = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))";
    page.await_answer(frames, Vec::new()).await?;
    assert_eq!(page.ask("return root() === null", Vec::new()).await?, json!(true));
    change(&page, "document.querySelector('details').open = true").await?;
    page.started().await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    page.answer(1).await?;
    page.saved().await
}

async fn in_a_tab_that_hides_it_it_starts_and_keeps_its_state(stage: Stage) -> Result<()> {
    let page = hosted(&stage, &stage.server, "?before=hidden.js").await?;
    page.started().await?;
    assert!(!page.has("button", Named::Beginning("Start as vendor")).await?);
    let show = |is_hidden: bool| format!("document.querySelector('#place').hidden = {is_hidden}");
    change(&page, &show(false)).await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.go_to("Overview").await?;
    change(&page, &show(true)).await?;
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    change(&page, &show(false)).await?;
    page.go_to("Result").await?;
    // A picture that was made while nobody could see it has a size.
    let sizes = "return all('svg.radar').map((picture) => picture.getBoundingClientRect().width > 100)";
    let sizes = page.ask(sizes, Vec::new()).await?;
    assert!(!sizes.to_string().contains("false"), "{sizes}");
    assert!(!shows_fallback(&page).await?);
    Ok(())
}

/// Where the page is scrolled to, what has the focus, and where somebody writes in it.
const STANCE: &str = "return [
    scrollX, scrollY, document.activeElement.id, document.querySelector('#search').selectionStart]";

async fn focus_and_scroll_position_of_the_page_stay_as_they_are(stage: Stage) -> Result<()> {
    for query in [
        "?before=long.js",
        "?before=long.js&mode=partners",
        "?before=long.js&sample=30",
    ] {
        let page = hosted(&stage, &stage.server, query).await?;
        // As it was when the module came; meanwhile the element starts.
        let before = page.ask("return window.stance", Vec::new()).await?;
        assert_eq!(before, json!([0, 300, "search", 6]), "{query}");
        page.started().await?;
        assert_eq!(page.ask(STANCE, Vec::new()).await?, before, "{query}");
        page.export().await?;
        assert_eq!(
            page.ask(STANCE, Vec::new()).await?,
            before,
            "{query}, once all is there"
        );
        // Begun anew, by the page and not by the visitor.
        let anew = "window.element.pack = window.element.pack";
        change(&page, anew).await?;
        page.started().await?;
        page.export().await?;
        assert_eq!(page.ask(STANCE, Vec::new()).await?, before, "{query}, begun anew");
    }
    Ok(())
}

async fn what_the_page_has_focused_keeps_its_ring(stage: Stage) -> Result<()> {
    let page = started(&stage, "").await?;
    let styles = |outline: &str| {
        format!(
            "const sheet = new CSSStyleSheet();
            sheet.replaceSync(':focus-visible {{ outline: {outline} }}');
            document.adoptedStyleSheets = [sheet]"
        )
    };
    let ring = "const { outlineStyle, outlineColor, outlineWidth } = getComputedStyle(document.querySelector('#search'));
        return [outlineStyle, outlineColor, outlineWidth]";
    change(&page, &styles("3px dashed rgb(1, 2, 3)")).await?;
    let search = stage.driver.find(By::Css("#search")).await?;
    stage.engine.click(&stage.driver, &search).await?;
    let own = json!(["dashed", "rgb(1, 2, 3)", "3px"]);
    assert_eq!(page.ask(ring, Vec::new()).await?, own);
    // What the widget has of rings stays in it, and it has one.
    page.keys(Key::Tab).await?;
    let inside = "const element = focused();
        return [element.getRootNode() !== document, getComputedStyle(element).outlineStyle]";
    assert_eq!(
        page.ask(inside, Vec::<Value>::new()).await?,
        json!([true, "solid"])
    );
    page.keys_with(Key::Shift, Key::Tab).await?;
    assert_eq!(page.ask(ring, Vec::new()).await?, own);
    Ok(())
}

async fn in_the_room_that_the_page_keeps_for_it_nothing_jumps(stage: Stage) -> Result<()> {
    let room = include_str!("pages/room.js").split('`').nth(1);
    let documented = include_str!("../../docs/element.md");
    assert!(room.is_some_and(|room| documented.contains(room)), "{room:?}");
    for width in [320, 700, 1280] {
        stage.engine.resize(&stage.driver, width, 900).await?;
        let page = hosted(&stage, &stage.server, "?before=room.js").await?;
        page.started().await?;
        page.export().await?;
        let settled = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 500))))";
        page.await_answer(settled, Vec::new()).await?;
        let shifts = page.ask("return window.shifts", Vec::new()).await?;
        assert_eq!(shifts, json!([]), "in a window of {width} pixels");
    }
    // The browser tells of what jumps.
    let page = stage.page();
    change(
        &page,
        "document.querySelector('h1').style.marginBlockEnd = '200px'",
    )
    .await?;
    until("a jump", || async {
        let shifts = page.ask("return window.shifts.length", Vec::new()).await?;
        Ok((shifts != json!(0)).then_some(()))
    })
    .await
}
