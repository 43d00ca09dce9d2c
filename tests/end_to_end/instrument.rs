//! Numbers that explain themselves: what-if, weights, pulse and change over time.

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::write_response;
use channel_readiness::domain::insight::pulse::pulse;
use channel_readiness::domain::json::compact;
use channel_readiness::domain::level::Level;
use serde_json::{Value, json};

use crate::accessibility::{inspect, rich};
use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::{Truth, rich_response};

tests![
    what_if_moves_everything_and_saves_nothing,
    the_weights_are_told_in_a_line_that_opens,
    a_pulse_asks_what_is_stale_in_a_new_assessment,
    the_start_page_offers_a_pulse,
    change_over_time_is_told_and_drawn,
    an_explanation_says_what_would_change_it,
    the_opened_result_holds_up,
];

/// The assessment as a response whose every answer is of an earlier day.
pub fn aged(assessment: &Assessment, id: &str, day: &str, lower: bool) -> Result<String> {
    let mut response: Value = serde_json::from_str(&compact(&write_response(assessment)))?;
    response["id"] = json!(id);
    response["createdAt"] = json!(format!("{day}T08:00:00Z"));
    response["updatedAt"] = json!(format!("{day}T08:00:00Z"));
    let answers = response["answers"].as_object_mut().ok_or("no answers")?;
    for (_, answer) in answers {
        answer["day"] = json!(day);
        if lower && answer["state"] == "level" {
            answer["level"] = json!(answer["level"].as_u64().unwrap_or(0).saturating_sub(1));
        }
    }
    Ok(response.to_string())
}

/// A full assessment with an answer to each question, current.
pub async fn answered(stage: &Stage) -> Result<(Page, Assessment)> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    for level in [3, 1, 4, 2, 3, 2, 0, 4, 1, 2, 2, 3] {
        page.answer(level).await?;
        if page.has("button", "Next question").await? {
            page.next().await?;
        }
    }
    page.saved().await?;
    let assessment = page.assessment().await?;
    Ok((page, assessment))
}

async fn what_if_moves_everything_and_saves_nothing(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    page.go_to("Result").await?;
    let before = page.number("[data-figure=score]", "data-value").await?;
    page.click("disclosure", "What if?").await?;
    let indicator = assessment
        .answers
        .keys()
        .find(|id| id.0 == "1.1")
        .ok_or("1.1 is not answered")?
        .0
        .clone();
    // The rows are built once they are unfolded.
    until("the rows", || async {
        let rows = page
            .ask("return all(\"input[name^='what-if-']\").length", Vec::new())
            .await?;
        Ok((rows != json!(0)).then_some(()))
    })
    .await?;
    let body = "all(`input[name='what-if-${arguments[0]}']`)[arguments[1]].click()";
    page.ask(body, vec![json!(indicator), json!(0)]).await?;
    page.says("What if: 1 answer moved.").await?;
    let mut moved = assessment.clone();
    let answer = moved
        .answers
        .get_mut(&channel_readiness::domain::pack::IndicatorId(indicator.clone()));
    answer.ok_or("no answer")?.state = channel_readiness::domain::assessment::AnswerState::Level(Level::MIN);
    let expected = Truth::read()?
        .score(&moved, page.today().await?)
        .overall
        .score
        .ok_or("no score")?;
    let now = page.number("[data-figure=score]", "data-value").await?;
    assert!(
        (now - expected).abs() < 1e-9 && now < before,
        "{now} {expected} {before}"
    );
    // The host and the store know nothing of it.
    assert_eq!(page.assessment().await?, assessment);
    assert!((page.result().await?["score"].as_f64().unwrap_or(0.0) - before).abs() < 1e-9);
    page.press("Back to my answers").await?;
    until("the score to be as it was", || async {
        let now = page.number("[data-figure=score]", "data-value").await?;
        Ok(((now - before).abs() < 1e-9).then_some(()))
    })
    .await?;
    page.says_not("What if: 1 answer moved.").await
}

async fn the_weights_are_told_in_a_line_that_opens(stage: Stage) -> Result<()> {
    let (page, _) = answered(&stage).await?;
    page.go_to("Result").await?;
    page.click(
        "disclosure",
        Named::Beginning("If the weights were up to half smaller or larger"),
    )
    .await?;
    page.says("The weights that matter most:").await?;
    page.find("image", Named::Beginning("Scores with other weights"))
        .await?;
    let bars = page
        .ask("return all('.sensitivity rect').length", Vec::new())
        .await?;
    assert_eq!(bars, json!(20));
    Ok(())
}

async fn a_pulse_asks_what_is_stale_in_a_new_assessment(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    page.go_to("Assessments").await?;
    page.press("Delete Vendor’s view of channel work in general")
        .await?;
    page.press("Delete").await?;
    let old = aged(
        &assessment,
        "0190f5f0-7b1c-7000-8000-000000000077",
        "2025-01-15",
        false,
    )?;
    page.import(&old).await?;
    page.says("Time for a pulse.").await?;
    let truth = Truth::read()?;
    let read = |text: &str| {
        channel_readiness::domain::exchange::read_response(text).map_err(|problems| format!("{problems:?}"))
    };
    let asked = pulse(&truth.pack.questionnaire, &read(&old)?, page.today().await?);
    page.press("Ask them again").await?;
    let mut order = Vec::new();
    for place in 0..asked.len() {
        order.push(page.question().await?);
        page.answer(3).await?;
        if place + 1 < asked.len() {
            page.next().await?;
        }
    }
    let mut expected: Vec<String> = asked.into_iter().map(|id| id.0).collect();
    expected.sort();
    order.sort();
    assert_eq!(order, expected);
    page.press("See the result").await?;
    page.saved().await?;
    let bundle = page.bundle().await?;
    assert_eq!(bundle.responses.len(), 2);
    // The old one stays, and the new one has the other answers with their old days.
    assert!(
        bundle
            .responses
            .iter()
            .any(|one| one.id.0.to_string() == "0190f5f0-7b1c-7000-8000-000000000077")
    );
    page.find("heading", "Change over time").await?;
    Ok(())
}

async fn the_start_page_offers_a_pulse(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    page.go_to("Assessments").await?;
    page.press("Delete Vendor’s view of channel work in general")
        .await?;
    page.press("Delete").await?;
    let old = aged(
        &assessment,
        "0190f5f0-7b1c-7000-8000-000000000078",
        "2025-01-15",
        false,
    )?;
    page.import(&old).await?;
    page.saved().await?;
    let page = stage.open().await?;
    page.says("Pulse: 5 questions, about 2 minutes").await?;
    page.press("Ask them again: Vendor’s view of channel work in general")
        .await?;
    page.question().await?;
    Ok(())
}

async fn change_over_time_is_told_and_drawn(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    page.go_to("Result").await?;
    page.import(&aged(
        &assessment,
        "0190f5f0-7b1c-7000-8000-000000000079",
        "2026-01-15",
        true,
    )?)
    .await?;
    page.find("heading", "Change over time").await?;
    // It is the older one: there is none before it.
    page.says_not("Since ").await?;
    // It is stale, but not the newest of its subject.
    page.says_not("Time for a pulse.").await?;
    page.find("image", Named::Beginning("Score over time")).await?;
    let marks = page
        .ask("return all('.timeline .marks circle').length", Vec::new())
        .await?;
    assert_eq!(marks, json!(2));
    page.select("Show", "Collaboration").await?;
    let rows = page
        .ask("return all('.timeline tbody tr').length", Vec::new())
        .await?;
    assert_eq!(rows, json!(2));
    // The newest row leads to the other assessment, and its figures open there.
    page.click(
        "button",
        Named::Beginning("Open Vendor’s view of channel work in general of"),
    )
    .await?;
    let expected = Truth::read()?
        .score(&assessment, page.today().await?)
        .overall
        .score;
    until("the other one", || async {
        let score = page.number("[data-figure=score]", "data-value").await?;
        Ok((Some(score) == expected).then_some(()))
    })
    .await?;
    page.click("button", Named::Beginning("How this is computed: score of "))
        .await?;
    let shown = page.number("dialog[open]", "data-result").await?;
    assert_eq!(Some(shown), expected);
    page.press("Close").await
}

async fn an_explanation_says_what_would_change_it(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.import(&serde_json::to_string(&rich_response(page.today().await?))?)
        .await?;
    for figure in ["level", "score", "freshness"] {
        page.click(
            "button",
            Named::Beginning(&format!("How this is computed: {figure}")),
        )
        .await?;
        page.find("heading", "What would change this").await?;
        let lines = page.ask("return all('.changes li').length", Vec::new()).await?;
        assert!(lines.as_u64().unwrap_or(0) > 0, "{figure}");
        page.press("Close").await?;
    }
    Ok(())
}

async fn the_opened_result_holds_up(stage: Stage) -> Result<()> {
    let page = rich(&stage).await?;
    let assessment = page.assessment().await?;
    page.import(&aged(
        &assessment,
        "0190f5f0-7b1c-7000-8000-000000000080",
        "2026-01-15",
        true,
    )?)
    .await?;
    page.find("heading", "Change over time").await?;
    page.ask(
        "all('.below details').forEach((one) => one.open = true)",
        Vec::new(),
    )
    .await?;
    page.find("heading", "What if?").await?;
    until("the answers to move", || async {
        let rows = page.ask("return all('.move').length", Vec::new()).await?;
        Ok(rows.as_u64().filter(|rows| *rows > 0).map(drop))
    })
    .await?;
    page.ask("all('.move input').at(4).click()", Vec::new()).await?;
    page.says("answer moved.").await?;
    inspect(&page, "result, all opened").await
}
