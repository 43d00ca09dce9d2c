//! Whole by keyboard and screen reader, at every width, light and dark.

use std::fs;

use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::{ColorScheme, Result};
use crate::finding::until;
use crate::inside::damage;
use crate::lasting::give_up_writes;
use crate::network::{first_part, later_parts, partners};
use crate::page::{Named, Page};
use crate::server::Fault;
use crate::stage::Stage;
use crate::truth::{fixture, rich_response};

tests![
    start_holds_up,
    the_questions_hold_up,
    the_overview_holds_up,
    the_result_holds_up,
    every_explanation_holds_up,
    the_list_of_assessments_holds_up,
    the_list_of_partners_holds_up,
    what_needs_attention_holds_up,
    the_whole_journey_goes_by_keyboard_alone,
    the_focus_goes_to_the_heading_of_each_screen,
    nothing_of_the_later_part_is_shown_before_its_styles,
    the_focus_goes_to_the_heading_of_a_screen_that_comes_late,
    the_focus_that_was_moved_meanwhile_is_not_taken_to_a_screen_that_comes_late,
    an_answer_is_announced_at_most_once,
];

/// The widths that matter, in CSS pixels.
const WIDTHS: [u32; 3] = [360, 768, 1280];
const HEIGHT: u32 = 900;

/// Looks at what is shown now at every width, light and dark. Nothing may stick out, and the checker may find nothing
/// serious.
pub async fn inspect(page: &Page, what: &str) -> Result<()> {
    for width in WIDTHS {
        page.engine.resize(&page.driver, width, HEIGHT).await?;
        fits(page, what, width).await?;
        if width == 360 {
            check(page, &format!("{what}, light, {width}")).await?;
        }
    }
    page.engine
        .set_color_scheme(&page.driver, ColorScheme::Dark)
        .await?;
    check(page, &format!("{what}, dark, 1280")).await?;
    page.engine
        .set_color_scheme(&page.driver, ColorScheme::Light)
        .await?;
    Ok(())
}

/// Nothing scrolls sideways, and nothing stands outside but what scrolls within a frame of its own.
async fn fits(page: &Page, what: &str, width: u32) -> Result<()> {
    const SCRIPT: &str = "
        const scrolls = (element) => {
            for (let up = element; up instanceof Element; up = up.parentElement) {
                if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return true;
            }
            return false;
        };
        const out = all('*').filter((element) => {
            const { left, right, width, height } = element.getBoundingClientRect();
            return width > 1 && height > 1 && (left < -1 || right > innerWidth + 1) && !scrolls(element.parentElement);
        });
        const shown = (element) => `${element.localName}.${element.className?.baseVal ?? element.className}`
            + ` ${Math.round(element.getBoundingClientRect().left)}..${Math.round(element.getBoundingClientRect().right)}`;
        const { scrollWidth } = document.documentElement;
        return [scrollWidth <= innerWidth ? [] : [`the page is ${scrollWidth} wide`], out.slice(0, 8).map(shown)].flat()";
    // Lines are broken anew a frame after the width has changed.
    until(&format!("{what} to fit {width} px"), || async {
        let found = page.ask(SCRIPT, Vec::new()).await?;
        if found == json!([]) {
            Ok(Some(()))
        } else {
            Err(found.to_string().into())
        }
    })
    .await
}

/// Runs axe-core.
async fn check(page: &Page, what: &str) -> Result<()> {
    let checker = std::env::var("AXE").map_err(|_| "AXE does not name axe.min.js; run `cargo xtask test`")?;
    if page.ask("return 'axe' in window", Vec::new()).await? == json!(false) {
        page.driver
            .execute(fs::read_to_string(checker)?, Vec::new())
            .await?;
    }
    // Colours on their way from light to dark are neither. What is closed may keep its way for the day it is opened.
    let script = "async () => {
        const frame = () => new Promise(requestAnimationFrame);
        const isUnderWay = ({ playState, effect }) => playState === 'running'
            && effect.target.checkVisibility() && Number.isFinite(effect.getComputedTiming().endTime);
        do await frame(); while (root().getAnimations().some(isUnderWay));
        const { violations } = await axe.run(document, { resultTypes: ['violations'] });
        return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
            .flatMap(({ id, nodes }) => nodes.slice(0, 4)
                .map(({ target, html, any }) => `${id}: ${target.flat().at(-1)}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`));
    }";
    let found = page.await_answer(script, Vec::new()).await?;
    let found: Vec<String> = serde_json::from_value(found)?;
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
    Ok(())
}

/// A page with the rich response as its current assessment, at its result.
pub async fn rich(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.find("heading", "What to do next").await?;
    page.saved().await?;
    Ok(page)
}

async fn start_holds_up(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    inspect(&page, "start").await?;
    page.write(
        "Whom is this about? (optional)",
        "Contoso Verwaltungsgesellschaft mit beschränkter Haftung",
    )
    .await?;
    page.click("disclosure", "More about the two companies (optional)")
        .await?;
    page.find("combobox", Named::Beginning("Contoso")).await?;
    inspect(&page, "start, filled in").await?;
    page.start_as("vendor").await?;
    page.answer(2).await?;
    page.go_to("New").await?;
    page.find("heading", "Go on where you stopped").await?;
    inspect(&page, "start, with something to go on with").await
}

async fn the_questions_hold_up(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.find("disclosure", "Why we ask").await?;
    inspect(&page, "question").await?;
    page.answer(3).await?;
    page.click("disclosure", "Add evidence").await?;
    page.write("Link", "not an address").await?;
    page.click("disclosure", "Why we ask").await?;
    inspect(&page, "question, answered, all open").await?;
    page.next().await?;
    page.click("radio", "Does not apply").await?;
    page.find("textbox", "Why does it not apply? (optional)").await?;
    inspect(&page, "question, not applicable").await?;
    page.click("radio", "We don’t know").await?;
    inspect(&page, "question, unknown").await
}

async fn the_overview_holds_up(stage: Stage) -> Result<()> {
    let page = rich(&stage).await?;
    page.go_to("Overview").await?;
    inspect(&page, "overview").await
}

async fn the_result_holds_up(stage: Stage) -> Result<()> {
    let page = rich(&stage).await?;
    inspect(&page, "result").await?;
    page.click("button", Named::Beginning("Show all ")).await?;
    page.click("disclosure", Named::Containing("neither a note nor a link"))
        .await?;
    inspect(&page, "result, all open").await?;
    page.go_to("New").await?;
    page.start_as("partner").await?;
    page.question().await?;
    page.go_to("Result").await?;
    page.find("heading", "Your result grows with your answers")
        .await?;
    inspect(&page, "result, nothing answered").await
}

async fn every_explanation_holds_up(stage: Stage) -> Result<()> {
    let page = rich(&stage).await?;
    for figure in ["score", "freshness", "weakest gate", "level", "Openness"] {
        let title = format!("How this is computed: {figure}");
        page.press(&title).await?;
        page.find("dialog", &title).await?;
        inspect(&page, &title).await?;
        page.keys(Key::Escape).await?;
        page.without("dialog", &title).await?;
    }
    page.click("button", Named::Beginning("How this is computed: gain of "))
        .await?;
    page.find("dialog", Named::Beginning("How this is computed: gain of "))
        .await?;
    inspect(&page, "the explanation of a gain").await
}

async fn the_list_of_assessments_holds_up(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Assessments").await?;
    page.find("heading", "Nothing here yet").await?;
    inspect(&page, "assessments, none").await?;
    page.import(&fixture("bundle-format-1.json")?).await?;
    let mut long = rich_response(page.today().await?);
    long["title"] =
        json!("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft 2026");
    page.import(&long.to_string()).await?;
    page.go_to("Assessments").await?;
    inspect(&page, "assessments").await?;
    page.press("Rename Second try").await?;
    page.find("textbox", "New name").await?;
    inspect(&page, "assessments, renaming").await?;
    page.press("Cancel").await?;
    page.press("Delete Second try").await?;
    page.find("dialog", "Delete “Second try”?").await?;
    inspect(&page, "assessments, the question before deleting").await?;
    page.press("Delete").await?;
    page.says("“Second try” was deleted.").await?;
    inspect(&page, "assessments, one deleted").await
}

async fn the_list_of_partners_holds_up(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Partners").await?;
    page.find("heading", "No partners yet").await?;
    inspect(&page, "partners, none").await?;
    page.press("Add a partner").await?;
    page.find("textbox", "Name").await?;
    page.press("Save").await?;
    page.says("Give the partner a name.").await?;
    inspect(&page, "partners, adding").await?;
    page.press("Cancel").await?;
    page.import(&fixture("bundle-format-1.json")?).await?;
    page.find("button", "Fabrikam").await?;
    page.figures_are_there().await?;
    inspect(&page, "partners").await?;
    page.open_partner("Fabrikam").await?;
    page.press("Edit Fabrikam").await?;
    page.find("textbox", "Notes").await?;
    inspect(&page, "partners, editing").await?;
    page.press("Cancel").await?;
    page.press("Delete Fabrikam").await?;
    page.find("dialog", "Delete “Fabrikam”?").await?;
    inspect(&page, "partners, the question before deleting").await
}

async fn what_needs_attention_holds_up(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("partner").await?;
    page.answer(1).await?;
    page.saved().await?;
    damage(
        &page,
        "assessment/00000000-0000-4000-8000-000000000001",
        b"garbage",
    )
    .await?;
    stage.driver.goto(stage.server.url("/")).await?;
    page.started().await?;
    page.says("1 record could not be read.").await?;
    give_up_writes(&page).await?;
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    page.go_to("Questions").await?;
    page.find("alert", Named::Beginning("Not saved")).await?;
    inspect(&page, "not saved, and a record set aside").await?;

    stage.server.fail(&first_part()?, Fault::NotFound);
    stage.driver.goto(stage.server.url("/")).await?;
    page.find("alert", Named::Beginning("This part could not be loaded."))
        .await?;
    inspect(&page, "a part missing").await
}

async fn the_whole_journey_goes_by_keyboard_alone(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.tab_to("radio", Named::Beginning("Quick")).await?;
    page.tab_to("textbox", "Your company (optional)").await?;
    page.keys("Northwind").await?;
    page.tab_to("disclosure", "More about the two companies (optional)")
        .await?;
    page.keys(Key::Enter).await?;
    page.tab_to("combobox", "Your company’s kind").await?;
    page.keys("V").await?;
    page.enter(Named::Beginning("Start as vendor")).await?;
    page.focus_is_on_question().await?;
    // By digits, by arrows, by Space.
    page.keys("3").await?;
    page.tab_to("disclosure", "Add evidence").await?;
    page.keys(Key::Enter).await?;
    page.tab_to("textbox", "Note").await?;
    page.keys("Tuesdays").await?;
    page.enter("Next question").await?;
    page.asks("1.3").await?;
    page.focus_is_on_question().await?;
    page.tab_to("radio", Named::Beginning("0: ")).await?;
    page.keys(" ").await?;
    page.keys(Key::Down).await?;
    page.focus_is("radio", Named::Beginning("1: ")).await?;
    page.keys(Key::Enter).await?;
    page.asks("1.5").await?;
    page.focus_is_on_question().await?;
    page.enter("Back").await?;
    page.asks("1.3").await?;
    page.focus_is_on_question().await?;

    page.tab_back_to("button", "Overview").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("heading", "All questions").await?;
    page.enter("Go to the first open question").await?;
    page.asks("1.5").await?;
    page.focus_is_on_question().await?;

    page.tab_back_to("button", "Result").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("heading", Named::Beginning("Level ")).await?;
    page.enter("How this is computed: score").await?;
    page.focus_is("heading", "How this is computed: score").await?;
    // Nothing behind the dialog can be reached.
    page.enter("Close").await?;
    page.focus_is("button", "How this is computed: score").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("heading", "How this is computed: score").await?;
    page.keys(Key::Escape).await?;
    page.focus_is("button", "How this is computed: score").await?;
    let assessment = page.assessment().await?;
    assert_eq!(assessment.company.name, "Northwind");
    assert_eq!(
        assessment
            .company
            .kind
            .map(channel_readiness::domain::company::Kind::name),
        Some("vendor")
    );
    assert_eq!(assessment.answers.len(), 2);
    Ok(())
}

async fn the_focus_goes_to_the_heading_of_each_screen(stage: Stage) -> Result<()> {
    let page = rich(&stage).await?;
    for (screen, heading) in [
        ("Overview", "All questions"),
        ("Assessments", "Assessments"),
        ("Partners", "Partners"),
        ("New", "How ready are you to work as one?"),
    ] {
        page.go_to(screen).await?;
        page.focus_is("heading", heading).await?;
    }
    page.go_to("Assessments").await?;
    page.click("button", Named::Beginning("Result of ")).await?;
    page.focus_is("heading", Named::Beginning("Level ")).await?;
    page.go_to("Questions").await?;
    page.focus_is_on_question().await?;
    // The browser's own way back.
    page.driver.back().await?;
    page.focus_is("heading", Named::Beginning("Level ")).await
}

/// The page, whose later part is under way, at a screen of that part.
async fn waiting_for_assessments(stage: &Stage) -> Result<Page> {
    for part in later_parts()? {
        stage.server.fail(&part, Fault::Late);
    }
    let page = stage.open().await?;
    page.press("Assessments").await?;
    page.find("status", "Loading…").await?;
    Ok(page)
}

fn let_the_later_part_come(stage: &Stage) -> Result<()> {
    later_parts()?.iter().for_each(|part| stage.server.mend(part));
    Ok(())
}

async fn nothing_of_the_later_part_is_shown_before_its_styles(stage: Stage) -> Result<()> {
    stage.server.fail("/later.css", Fault::Late);
    let page = stage.open().await?;
    page.press("Assessments").await?;
    page.find("status", "Loading…").await?;
    // The part itself is there, and many frames after it came.
    let mut parts: Vec<String> = later_parts()?.into_iter().collect();
    let partners = partners()?;
    parts.retain(|part| *part != partners);
    let body = "return arguments[0].every((part) => performance.getEntriesByType('resource')
        .some((entry) => entry.name.endsWith(part) && entry.responseEnd > 0))";
    until("the part", || async {
        let is_there = page.ask(body, vec![json!(parts)]).await?;
        Ok((is_there == json!(true)).then_some(()))
    })
    .await?;
    let frames = "async () => { for (let n = 0; n < 40; n += 1) await new Promise(requestAnimationFrame) }";
    page.await_answer(frames, Vec::new()).await?;
    page.without("heading", "Assessments").await?;
    stage.server.mend("/later.css");
    page.find("heading", "Assessments").await?;
    let marker = page.ask("return getComputedStyle(all('.desk')[0]).maxWidth", Vec::new());
    assert_eq!(marker.await?, "920px");
    Ok(())
}

async fn the_focus_goes_to_the_heading_of_a_screen_that_comes_late(stage: Stage) -> Result<()> {
    let page = waiting_for_assessments(&stage).await?;
    let_the_later_part_come(&stage)?;
    page.focus_is("heading", "Assessments").await
}

async fn the_focus_that_was_moved_meanwhile_is_not_taken_to_a_screen_that_comes_late(
    stage: Stage,
) -> Result<()> {
    let page = waiting_for_assessments(&stage).await?;
    page.tab_to("button", "Partners").await?;
    let_the_later_part_come(&stage)?;
    page.find("heading", "Nothing here yet").await?;
    // Two frames later it would have been taken.
    let frames = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
    page.await_answer(frames, Vec::new()).await?;
    page.focus_is("button", "Partners").await
}

async fn an_answer_is_announced_at_most_once(stage: Stage) -> Result<()> {
    const LISTEN: &str = "
        window.announced = [];
        const live = '[role=status], [role=alert], [role=log], [aria-live]';
        const regionOf = (node) => (node instanceof Element ? node : node.parentElement)?.closest(live);
        new MutationObserver((changes) => {
            const regions = new Set();
            for (const { target, addedNodes } of changes) {
                if (regionOf(target)) regions.add(regionOf(target));
                for (const node of addedNodes) {
                    if (!(node instanceof Element)) continue;
                    for (const region of [node, ...node.querySelectorAll('*')].filter((one) => one.matches(live))) regions.add(region);
                }
            }
            for (const region of regions) if (region.textContent.trim()) window.announced.push(region.textContent.trim());
        }).observe(root(), { subtree: true, childList: true, characterData: true });";
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.find("disclosure", "Why we ask").await?;
    page.saved().await?;
    page.ask(LISTEN, Vec::new()).await?;
    for level in ["3", "1", "4"] {
        page.ask("window.announced.length = 0", Vec::new()).await?;
        page.keys(level).await?;
        page.find("radio", Named::Beginning(&format!("{level}: ")))
            .await?;
        page.saved().await?;
        let announced = page.ask("return window.announced", Vec::new()).await?;
        assert!(
            announced.as_array().is_some_and(|all| all.len() <= 1),
            "{announced}"
        );
    }
    // It would have been noticed.
    page.ask("one('[role=status]').append('Answered.')", Vec::new())
        .await?;
    until("an announcement", || async {
        let announced = page
            .ask("return window.announced.includes('Answered.')", Vec::new())
            .await?;
        Ok((announced == json!(true)).then_some(()))
    })
    .await?;
    Ok(())
}
