//! The device's clock jumps: F14.

use serde_json::{Value, json};

use super::first_level;
use crate::browser::Result;
use crate::page::Page;
use crate::stage::Stage;

tests![
    f14_edits_made_with_the_clock_set_back_win_over_earlier_ones,
    f14_edits_made_after_the_clock_was_ahead_win_over_those_of_that_time,
    f14_answers_of_a_day_that_is_still_to_come_have_sane_figures,
];

const DAY: i64 = 24 * 60 * 60 * 1000;
const TEN_YEARS: i64 = 3652 * DAY;

/// From now on the page's clock is wrong by so many milliseconds, until it is loaded again.
async fn jump(page: &Page, milliseconds: i64) -> Result<()> {
    const JUMP: &str = "
        const [shift] = arguments;
        window.TrueDate ??= Date;
        const True = window.TrueDate;
        window.Date = class extends True {
            constructor(...given) {
                if (given.length > 0) super(...given);
                else super(True.now() + shift);
            }
            static now() { return True.now() + shift; }
        };
    ";
    page.ask(JUMP, vec![json!(milliseconds)]).await.map(drop)
}

async fn begun(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    crate::lasting::settled(&page).await?;
    Ok(page)
}

/// The page anew, at the first question of the only assessment.
async fn again(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    page.press("Back").await?;
    page.asks("1.1").await?;
    Ok(page)
}

async fn f14_edits_made_with_the_clock_set_back_win_over_earlier_ones(stage: Stage) -> Result<()> {
    let mut page = begun(&stage).await?;
    for (shift, level) in [(-DAY, 1), (-TEN_YEARS, 4)] {
        jump(&page, shift).await?;
        page.answer(level).await?;
        page.saved().await?;
        page = again(&stage).await?;
        assert_eq!(first_level(&page).await?, Some(level));
        // Another that starts with the wrong clock, and so knows of a later time only from the records.
        jump(&page, shift).await?;
        page.answer(0).await?;
        page.saved().await?;
        page = again(&stage).await?;
        assert_eq!(first_level(&page).await?, Some(0));
    }
    Ok(())
}

async fn f14_edits_made_after_the_clock_was_ahead_win_over_those_of_that_time(stage: Stage) -> Result<()> {
    let mut page = begun(&stage).await?;
    for shift in [DAY, TEN_YEARS] {
        jump(&page, shift).await?;
        page.answer(1).await?;
        page.saved().await?;
        page = again(&stage).await?;
        assert_eq!(first_level(&page).await?, Some(1));
        page.answer(2).await?;
        page.saved().await?;
        page = again(&stage).await?;
        assert_eq!(first_level(&page).await?, Some(2));
    }
    Ok(())
}

async fn f14_answers_of_a_day_that_is_still_to_come_have_sane_figures(stage: Stage) -> Result<()> {
    let page = begun(&stage).await?;
    for shift in [DAY, TEN_YEARS, -DAY, -TEN_YEARS] {
        jump(&page, shift).await?;
        page.next().await?;
        page.answer(2).await?;
        page.saved().await?;
    }
    // By the true clock some are of tomorrow and of in ten years, some of yesterday and ten years ago.
    let page = stage.open().await?;
    page.press("Go on: Vendor’s view of channel work in general")
        .await?;
    page.go_to("Result").await?;
    let result = page.result().await?;
    let figure = |name: &str| result[name].as_f64().ok_or_else(|| format!("{name} in {result}"));
    assert!((0.0..=1.0).contains(&figure("freshness")?), "{result}");
    let (low, score, high) = (figure("low")?, figure("score")?, figure("high")?);
    assert!(
        0.0 <= low && low <= score && score <= high && high <= 100.0,
        "{result}"
    );
    assert_eq!(result["answered"], Value::from(5));
    let assessment = page.assessment().await?;
    assert!(assessment.updated_at >= assessment.created_at);
    for screen in ["Overview", "Plan", "Assessments"] {
        page.go_to(screen).await?;
    }
    Ok(())
}
