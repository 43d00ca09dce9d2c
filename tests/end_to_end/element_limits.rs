//! What the host page allows the visitor, and how it is to look: see docs/element.md.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::rich_response;

tests![
    the_theme_is_what_the_page_says,
    a_mode_shows_its_first_screen_and_no_more_in_the_menu,
    a_mode_of_results_shows_the_one_worked_on_last,
    where_nothing_is_kept_a_mode_of_results_says_so,
    who_may_only_look_changes_nothing,
    who_may_only_look_finds_no_way_to_change_anything,
    what_the_page_may_not_ask_of_one_that_may_only_look,
    a_mode_takes_the_focus_from_nobody,
];

async fn set(page: &Page, name: &str, value: Value) -> Result<()> {
    let script = "document.querySelector(host)[arguments[0]] = arguments[1]";
    page.ask(script, vec![json!(name), value]).await.map(drop)
}

async fn the_theme_is_what_the_page_says(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let scheme = "return getComputedStyle(one('.root')).colorScheme";
    for (theme, wanted) in [
        (json!("dark"), "dark"),
        (json!("light"), "light"),
        (json!("auto"), "light dark"),
        (json!("purple"), "light dark"),
        (Value::Null, "light dark"),
    ] {
        set(&page, "theme", theme.clone()).await?;
        assert_eq!(page.ask(scheme, Vec::new()).await?, json!(wanted), "{theme}");
    }
    Ok(())
}

/// The words on the buttons of the menu that are shown.
async fn menu(page: &Page) -> Result<Value> {
    let script =
        "return all('nav.menu button').filter((one) => one.checkVisibility()).map((one) => one.textContent)";
    page.ask(script, Vec::new()).await
}

/// Waits until the menu shows these.
async fn menu_is(page: &Page, wanted: Value) -> Result<()> {
    until("the menu", || async {
        let found = menu(page).await?;
        if found == wanted {
            Ok(Some(()))
        } else {
            Err(format!("it is {found}").into())
        }
    })
    .await
}

async fn a_mode_shows_its_first_screen_and_no_more_in_the_menu(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let of_one = ["Questions", "Overview", "Result", "Plan"];
    set(&page, "mode", json!("partners")).await?;
    page.find("heading", "Partners").await?;
    menu_is(&page, json!([&of_one[..], &["Partners"]].concat())).await?;
    set(&page, "mode", json!("result")).await?;
    until("the result", || async { Ok(page.one(".page.result").await.ok()) }).await?;
    menu_is(&page, json!(of_one)).await?;
    set(&page, "mode", json!("assess")).await?;
    page.find("button", Named::Beginning("Start as vendor")).await?;
    menu_is(&page, json!(["New"])).await?;
    page.without("button", "Choose another").await?;
    let refused = "async () => {
        try { await document.querySelector(host).open('data'); return 'opened' }
        catch (error) { return error.problems[0].cause }
    }";
    let cause = page.await_answer(refused, Vec::new()).await?;
    assert_eq!(cause, json!("the element's mode does not allow it"));
    set(&page, "mode", Value::Null).await?;
    page.go_to("Your data").await
}

async fn a_mode_of_results_shows_the_one_worked_on_last(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.saved().await?;
    page.ask(
        "document.querySelector(host).remove();
        const element = document.createElement('channel-readiness');
        element.mode = 'result';
        document.querySelector('#other').append(element)",
        Vec::new(),
    )
    .await?;
    page.started().await?;
    until("the result", || async {
        Ok((!page.result().await?.is_null()).then_some(()))
    })
    .await?;
    page.one(".page.result").await.map(drop)
}

async fn where_nothing_is_kept_a_mode_of_results_says_so(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/host.html")).await?;
    let page = stage.page();
    set(&page, "mode", json!("result")).await?;
    page.find("heading", "Your result grows with your answers")
        .await?;
    page.without("button", Named::Beginning("Start as")).await
}

async fn who_may_only_look_changes_nothing(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    set(&page, "readOnly", json!(true)).await?;
    page.says("This page lets nothing be changed.").await?;
    until("the answers to be closed", || async {
        let are_closed = page.ask(
            "return all('.ladder input').every((one) => one.matches(':disabled'))",
            Vec::new(),
        );
        Ok((are_closed.await? == json!(true)).then_some(()))
    })
    .await?;
    // Nor by a key.
    page.ask("one('legend').focus()", Vec::new()).await?;
    page.keys("1").await?;
    page.next().await?;
    page.go_to("Result").await?;
    let answers = page.assessment().await?.answers;
    assert_eq!(answers.len(), 1);
    let export = page.export().await?;
    set(&page, "readOnly", json!(false)).await?;
    page.says_not("This page lets nothing be changed.").await?;
    page.go_to("Questions").await?;
    page.answer(4).await?;
    page.saved().await?;
    assert_ne!(page.export().await?, export);
    Ok(())
}

async fn who_may_only_look_finds_no_way_to_change_anything(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.saved().await?;
    set(&page, "readOnly", json!(true)).await?;
    menu_is(
        &page,
        json!([
            "Questions",
            "Overview",
            "Result",
            "Plan",
            "Assessments",
            "Partners"
        ]),
    )
    .await?;
    page.go_to("Assessments").await?;
    for verb in ["Delete ", "Rename ", "Duplicate "] {
        page.without("button", Named::Beginning(verb)).await?;
    }
    page.find("button", Named::Beginning("Result of ")).await?;
    page.go_to("Partners").await?;
    page.without("button", "Add a partner").await?;
    Ok(())
}

async fn what_the_page_may_not_ask_of_one_that_may_only_look(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    set(&page, "readOnly", json!(true)).await?;
    let refused = "async (method) => {
        try { await document.querySelector(host)[method](); return 'done' }
        catch (error) { return isError(error) && error.name }
    }";
    for method in ["start", "clear"] {
        let name = page.await_answer(refused, vec![json!(method)]).await?;
        assert_eq!(name, json!("ReadOnlyError"), "{method}");
    }
    // What the page brings itself is taken in.
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    assert_eq!(page.bundle().await?.responses.len(), 1);
    Ok(())
}

async fn a_mode_takes_the_focus_from_nobody(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/host.html")).await?;
    let page = stage.page();
    let focus = "const button = document.createElement('button');
        button.id = 'own';
        document.body.prepend(button);
        button.focus()";
    page.ask(focus, Vec::new()).await?;
    for mode in ["partners", "result", "assess"] {
        page.ask(
            "const element = document.createElement('channel-readiness');
            element.mode = arguments[0];
            document.querySelector(host).replaceWith(element)",
            vec![json!(mode)],
        )
        .await?;
        page.started().await?;
        let focused = page.ask("return document.activeElement.id", Vec::new()).await?;
        assert_eq!(focused, json!("own"), "{mode}");
    }
    Ok(())
}
