//! The faults that must not cost anybody anything, each provoked in the real browser.
//!
//! F5 is in `tabs`, F10 and the full device of F1 in `lasting`.

mod clock;
mod gone;
mod killed;
pub mod left;
mod rescue;
mod store;
mod versions;

use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::IndicatorId;

use crate::browser::Result;
use crate::page::Page;
use crate::running::Test;
use crate::stage::Stage;

pub fn tests() -> Vec<Test> {
    [
        store::tests(),
        killed::tests(),
        versions::tests(),
        gone::tests(),
        clock::tests(),
        left::tests(),
        rescue::tests(),
    ]
    .concat()
}

/// The page whose storage fails as it is told. It has one answer, which is saved.
async fn faulty(stage: &Stage) -> Result<Page> {
    let page = stage.open_at("/pages/faulty.html").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    crate::lasting::settled(&page).await?;
    Ok(page)
}

/// From now on the storage fails so; empty: not any more.
async fn fail(page: &Page, fault: &str) -> Result<()> {
    let given = vec![serde_json::json!(fault)];
    page.ask("window.fault = arguments[0]", given).await.map(drop)
}

/// The level of the first question in the only assessment.
async fn first_level(page: &Page) -> Result<Option<u8>> {
    let assessment = page.assessment().await?;
    let first = IndicatorId("1.1".to_owned());
    Ok(assessment.level(&first).map(Level::number))
}
