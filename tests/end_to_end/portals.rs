//! The package from npm in portals that are built by Vite, one in React and one in Vue: see `xtask/src/portals.rs`.

use serde_json::json;

use crate::browser::Result;
use crate::finding::until;
use crate::page::Page;
use crate::stage::Stage;

tests![
    in_react_the_element_starts_tells_and_takes_a_property,
    in_vue_the_element_starts_tells_and_takes_a_property,
];

async fn in_react_the_element_starts_tells_and_takes_a_property(stage: Stage) -> Result<()> {
    works_in(&stage, "react").await
}

async fn in_vue_the_element_starts_tells_and_takes_a_property(stage: Stage) -> Result<()> {
    works_in(&stage, "vue").await
}

async fn works_in(stage: &Stage, portal: &str) -> Result<()> {
    let page = stage.open_at(&format!("/portals/{portal}/")).await?;
    // An event reaches the framework's handler, which draws.
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    shows(&page, "score", "Score 75").await?;
    // A function of the package, from the framework's own code.
    press(&page, "check").await?;
    shows(&page, "verdict", "valid").await?;
    // A property that the framework binds takes effect: other questions.
    press(&page, "own").await?;
    page.started().await?;
    page.go_to("New").await?;
    page.says("Example to copy").await?;
    let title = "return document.querySelector(host).pack?.id";
    assert_eq!(page.ask(title, Vec::new()).await?, json!("example"));
    // Everything came from the package's own folder, as it was published.
    let strange: Vec<String> = stage
        .server
        .log()
        .into_iter()
        .map(|exchange| exchange.path)
        .filter(|path| path.contains(".wasm") && !path.contains("/channel-readiness/core/"))
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
    Ok(())
}

/// What the framework has drawn.
async fn shows(page: &Page, id: &str, words: &str) -> Result<()> {
    until(words, || async {
        let shown = page
            .ask(
                "return document.getElementById(arguments[0]).textContent",
                vec![json!(id)],
            )
            .await?;
        Ok((shown == json!(words)).then_some(()))
    })
    .await
}

async fn press(page: &Page, id: &str) -> Result<()> {
    page.ask("document.getElementById(arguments[0]).click()", vec![json!(id)])
        .await?;
    Ok(())
}
