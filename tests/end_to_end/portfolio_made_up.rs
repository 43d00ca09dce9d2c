//! Made-up partners, offered where there are none and to whoever has some: they come and go by one click.

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::directory::{three, with};
use crate::page::Page;
use crate::portfolio::{COUNT, told};
use crate::stage::Stage;

tests![
    made_up_partners_come_and_go_by_one_click,
    whoever_has_partners_is_offered_made_up_ones_too,
];

const OFFER: &str = "Try with 400 made-up partners";

/// Has them made up, and goes back from them.
async fn there_and_back(page: &Page) -> Result<()> {
    page.press(OFFER).await?;
    page.says("All of this is made up.").await?;
    page.focus_is("heading", "Partners").await?;
    page.figures_are_there().await?;
    assert_eq!(told(page).await?.len(), COUNT);
    page.without("button", OFFER).await?;
    page.press("Back to your own data").await?;
    page.says_not("made up.").await?;
    page.go_to("Partners").await
}

async fn made_up_partners_come_and_go_by_one_click(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Partners").await?;
    there_and_back(&page).await?;
    page.find("heading", "No partners yet").await?;
    assert_eq!(told(&page).await?.len(), 0);
    Ok(())
}

async fn whoever_has_partners_is_offered_made_up_ones_too(stage: Stage) -> Result<()> {
    let page = with(&stage, three()).await?;
    page.figures_are_there().await?;
    page.says("They are kept apart from what is yours, and gone with one click.")
        .await?;
    // It stands below everything that is about one's own.
    let body = "const offer = one('.sample-offer').getBoundingClientRect().top;
        return all('.portfolio, .pictures').every((part) => part.getBoundingClientRect().bottom <= offer)";
    assert_eq!(page.ask(body, Vec::new()).await?, true);
    inspect(&page, "made-up partners below one's own").await?;
    let before = page.export().await?;
    // Not written yet, perhaps, when they are asked for.
    there_and_back(&page).await?;
    page.partners_are(&["Fabrikam", "Kontoso", "KONTOSO GmbH"])
        .await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}
