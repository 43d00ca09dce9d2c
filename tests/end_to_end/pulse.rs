//! What is asked again and what is only tried out, beside what is saved.

use channel_readiness::domain::assessment::AnswerState;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::IndicatorId;
use serde_json::json;

use crate::browser::Result;
use crate::finding::until;
use crate::instrument::{aged, answered};
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::Truth;

tests![
    a_question_outside_the_pulse_opens_when_it_is_chosen,
    a_pulse_is_offered_while_questions_are_open,
    what_if_follows_what_is_saved_later,
    one_move_is_taken_back_alone,
];

const STALE: &str = "0190f5f0-7b1c-7000-8000-000000000081";

/// Removes the one assessment that is there.
async fn clear(page: &Page) -> Result<()> {
    page.go_to("Assessments").await?;
    page.press("Delete Vendor’s view of channel work in general")
        .await?;
    page.press("Delete").await
}

async fn a_question_outside_the_pulse_opens_when_it_is_chosen(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    clear(&page).await?;
    page.import(&aged(&assessment, STALE, "2025-01-15", false)?)
        .await?;
    page.press("Ask them again").await?;
    let first = page.question().await?;
    // One of those that the pulse does not ask.
    let bundle = page.bundle().await?;
    let pulse = bundle.responses.iter().find(|one| one.id.0.to_string() != STALE);
    let outside = pulse
        .ok_or("no pulse")?
        .answers
        .keys()
        .find(|id| id.0 != first)
        .ok_or("none")?
        .0
        .clone();
    page.go_to("Overview").await?;
    page.click("button", Named::Beginning(&format!("{outside} ")))
        .await?;
    page.asks(&outside).await
}

async fn a_pulse_is_offered_while_questions_are_open(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    clear(&page).await?;
    let mut open = assessment.clone();
    let first = open.answers.keys().next().ok_or("no answer")?.clone();
    open.answers.remove(&first);
    page.import(&aged(&open, STALE, "2025-01-15", false)?).await?;
    page.says("Time for a pulse.").await
}

async fn what_if_follows_what_is_saved_later(stage: Stage) -> Result<()> {
    let (page, _) = answered(&stage).await?;
    page.go_to("Result").await?;
    page.click("disclosure", "What if?").await?;
    move_to(&page, "1.1", 0).await?;
    page.says("What if: 1 answer moved.").await?;
    // Another answer is saved meanwhile; the move stays, and nothing else counts as moved.
    page.go_to("Overview").await?;
    page.click("button", Named::Beginning("1.3 ")).await?;
    page.asks("1.3").await?;
    page.answer(4).await?;
    page.saved().await?;
    page.go_to("Result").await?;
    page.says("What if: 1 answer moved.").await?;
    let mut moved = page.assessment().await?;
    assert_eq!(moved.level(&IndicatorId("1.3".to_owned())), Some(Level::MAX));
    let answer = moved.answers.get_mut(&IndicatorId("1.1".to_owned()));
    answer.ok_or("no answer")?.state = AnswerState::Level(Level::MIN);
    let today = page.today().await?;
    let expected = Truth::read()?
        .score(&moved, today)
        .overall
        .score
        .ok_or("no score")?;
    until("the score of the move", || async {
        let now = page.number("[data-figure=score]", "data-value").await?;
        Ok(((now - expected).abs() < 1e-9).then_some(()))
    })
    .await
}

async fn one_move_is_taken_back_alone(stage: Stage) -> Result<()> {
    let (page, _) = answered(&stage).await?;
    page.go_to("Result").await?;
    page.click("disclosure", "What if?").await?;
    move_to(&page, "1.1", 0).await?;
    move_to(&page, "1.3", 0).await?;
    page.says("What if: 2 answers moved.").await?;
    page.click("button", Named::Beginning("As saved: 1.1 ")).await?;
    page.says("What if: 1 answer moved.").await?;
    assert_eq!(page.focus().await?.role, "group");
    Ok(())
}

async fn move_to(page: &Page, indicator: &str, level: u8) -> Result<()> {
    // The list is made when it is opened.
    until("the answers to move", || async {
        let rows = page.ask("return all('.move').length", Vec::new()).await?;
        Ok(rows.as_u64().filter(|rows| *rows > 0).map(drop))
    })
    .await?;
    let body = "all(`input[name='what-if-${arguments[0]}']`)[arguments[1]].click()";
    page.ask(body, vec![json!(indicator), json!(level)]).await?;
    Ok(())
}
