//! Numbers that explain themselves: the plan, what-if, weights, pulse and change over time.

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::write_response;
use channel_readiness::domain::insight::path::{Path, Target, Wishes, cheapest_path};
use channel_readiness::domain::insight::pulse::pulse;
use channel_readiness::domain::json::compact;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::plan::{Plan, StepState};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::{inspect, rich};
use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::{Truth, rich_response};

tests![
    the_plan_is_the_cheapest_path_and_is_kept,
    a_plan_takes_wishes_and_takes_them_back,
    a_target_that_cannot_be_reached_says_why,
    a_kept_step_has_owner_day_and_state_and_asks_for_its_answer_again,
    what_if_moves_everything_and_saves_nothing,
    the_weights_are_told_in_a_line_that_opens,
    a_pulse_asks_what_is_stale_in_a_new_assessment,
    the_start_page_offers_a_pulse,
    change_over_time_is_told_and_drawn,
    an_explanation_says_what_would_change_it,
    the_plan_holds_up,
    the_opened_result_holds_up,
];

/// The assessment as a response whose every answer is of an earlier day.
fn aged(assessment: &Assessment, id: &str, day: &str, lower: bool) -> Result<String> {
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
async fn answered(stage: &Stage) -> Result<(Page, Assessment)> {
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

fn shown_plan(assessment: &Assessment) -> Result<Plan> {
    match Plan::of(assessment) {
        Some(Ok(plan)) => Ok(plan),
        other => Err(format!("the plan is {other:?}").into()),
    }
}

async fn steps_shown(page: &Page) -> Result<Vec<String>> {
    let found = page
        .ask(
            "return all('.way-step h3 .num').map((one) => one.textContent)",
            Vec::new(),
        )
        .await?;
    Ok(serde_json::from_value(found)?)
}

async fn the_plan_is_the_cheapest_path_and_is_kept(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    let truth = Truth::read()?;
    page.go_to("Plan").await?;
    page.select("Reach", "Level 2").await?;
    let target = Level::new(2).ok_or("no level")?;
    let wishes = Wishes::default();
    let Path::Found(route) = cheapest_path(&truth.pack, &assessment, Target::Level(target), &wishes) else {
        return Err("no way".into());
    };
    let expected: Vec<String> = route.steps.iter().map(|step| step.indicator.0.clone()).collect();
    until("the way", || async {
        Ok((steps_shown(&page).await? == expected).then_some(()))
    })
    .await?;
    page.says(&format!("{} days of work", route.days)).await?;
    assert_eq!(
        route.is_proven(),
        page.words()
            .await?
            .contains("No other steps get there with less work.")
    );
    page.press("Keep these steps as my plan").await?;
    page.says("These steps are in your plan below.").await?;
    page.saved().await?;
    let page = stage.open().await?;
    let kept = shown_plan(&page.assessment().await?)?;
    assert_eq!(kept.steps.len(), expected.len());
    assert_eq!(kept.steps.iter().map(|step| step.days).sum::<u32>(), route.days);
    Ok(())
}

async fn a_plan_takes_wishes_and_takes_them_back(stage: Stage) -> Result<()> {
    let (page, _) = answered(&stage).await?;
    page.go_to("Plan").await?;
    let before = steps_shown(&page).await?;
    let first = before.first().ok_or("no steps")?.clone();
    page.ask("one('.way-step details').open = true", Vec::new())
        .await?;
    page.click("button", Named::Beginning(&format!("{first} ")))
        .await?;
    until("the step to go", || async {
        Ok((!steps_shown(&page).await?.contains(&first)).then_some(()))
    })
    .await?;
    page.says(": cannot change").await?;
    page.saved().await?;
    page.click("button", Named::Beginning("Take back: ")).await?;
    until("the step to come back", || async {
        Ok((steps_shown(&page).await? == before).then_some(()))
    })
    .await?;
    // An own estimate is reckoned with.
    page.ask("one('.way-step details').open = true", Vec::new())
        .await?;
    page.ask(
        "const field = one('.effort input'); field.value = 300; field.dispatchEvent(new Event('change', { bubbles: true }))",
        Vec::new(),
    )
    .await?;
    page.says(": 300 days to level").await
}

async fn a_target_that_cannot_be_reached_says_why(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(1).await?;
    page.saved().await?;
    page.go_to("Plan").await?;
    page.select("Reach", "Level 4").await?;
    page.says("The steps at hand do not lead there.").await?;
    page.says("open answers count as not there").await?;
    page.says("count as level 0: find them out first.").await
}

async fn a_kept_step_has_owner_day_and_state_and_asks_for_its_answer_again(stage: Stage) -> Result<()> {
    let (page, _) = answered(&stage).await?;
    page.go_to("Plan").await?;
    page.press("Keep these steps as my plan").await?;
    page.write("Who", "Ada").await?;
    page.keys(Key::Tab).await?;
    page.ask(
        "const field = one('.kept-step input[type=date]'); field.value = '2027-03-01';
        field.dispatchEvent(new Event('change', { bubbles: true }))",
        Vec::new(),
    )
    .await?;
    page.select("State", "Done").await?;
    page.find("button", "Answer this question again").await?;
    page.saved().await?;
    let plan = shown_plan(&page.assessment().await?)?;
    let step = &plan.steps[0];
    assert_eq!((step.owner.as_str(), step.state), ("Ada", StepState::Done));
    assert_eq!(step.due.map(|day| day.to_string()).as_deref(), Some("2027-03-01"));
    assert_eq!(step.done_on, Some(page.today().await?));
    let (indicator, to) = (step.indicator.0.clone(), step.to.number());
    page.press("Answer this question again").await?;
    page.asks(&indicator).await?;
    page.answer(to).await?;
    page.go_to("Plan").await?;
    page.without("button", "Answer this question again").await
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
    page.press("Delete Vendor's view of channel work in general")
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
            .any(|one| one.id.0.to_string().ends_with("077"))
    );
    page.find("heading", "Change over time").await?;
    Ok(())
}

async fn the_start_page_offers_a_pulse(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    page.go_to("Assessments").await?;
    page.press("Delete Vendor's view of channel work in general")
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
    page.says("Pulse: 5 questions, about 3 minutes").await?;
    page.press("Ask them again: Vendor's view of channel work in general")
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
    page.says("Since the last one: ").await?;
    page.says("0 are lower").await?;
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
    // The newest row leads to the other assessment.
    page.click(
        "button",
        Named::Beginning("Open Vendor's view of channel work in general of"),
    )
    .await?;
    until("the other one", || async {
        let score = page.number("[data-figure=score]", "data-value").await?;
        let expected = Truth::read()?
            .score(&assessment, page.today().await?)
            .overall
            .score;
        Ok((Some(score) == expected).then_some(()))
    })
    .await
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

async fn the_plan_holds_up(stage: Stage) -> Result<()> {
    let (page, _) = answered(&stage).await?;
    page.go_to("Plan").await?;
    page.select("Reach", "Level 2").await?;
    page.press("Keep these steps as my plan").await?;
    page.ask("all('details').forEach((one) => one.open = true)", Vec::new())
        .await?;
    page.click("button", Named::Containing("cannot change")).await?;
    page.says(": cannot change").await?;
    inspect(&page, "plan").await?;
    page.select("Reach", "A score of at least …").await?;
    inspect(&page, "plan to a score").await
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
