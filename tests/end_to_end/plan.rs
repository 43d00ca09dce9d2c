//! The plan: what is said of its steps, and the steps that are kept. What its search finds is in `way`.

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::plan::{Plan, PlanTarget, StepState};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::finding::until;
use crate::instrument::answered;
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::Truth;
use crate::way::way_to;

tests![
    a_target_that_cannot_be_reached_says_why,
    what_is_ruled_out_on_the_way_can_be_taken_back,
    a_step_off_the_way_takes_wishes_whatever_was_found,
    a_wrong_number_is_said_at_its_field_and_changes_nothing,
    the_focus_stays_with_what_is_changed,
    a_kept_step_has_owner_day_and_state_and_asks_for_its_answer_again,
    an_answer_of_the_same_day_is_answer_enough,
    words_are_kept_while_they_are_typed_and_disturb_nothing,
    a_step_that_was_dropped_can_be_kept_again,
    the_plan_holds_up,
];

pub fn shown_plan(assessment: &Assessment) -> Result<Plan> {
    match Plan::of(assessment) {
        Some(Ok(plan)) => Ok(plan),
        other => Err(format!("the plan is {other:?}").into()),
    }
}

pub async fn steps_shown(page: &Page) -> Result<Vec<String>> {
    let found = page
        .ask(
            "return all('.way-step h3 .num').map((one) => one.textContent)",
            Vec::new(),
        )
        .await?;
    Ok(serde_json::from_value(found)?)
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

async fn shows(page: &Page, steps: &[String]) -> Result<()> {
    until("the way", || async {
        Ok((steps_shown(page).await? == steps).then_some(()))
    })
    .await
}

/// The plan with its way to level 3, all details of the way opened.
pub async fn opened(stage: &Stage) -> Result<(Page, Assessment, Vec<String>)> {
    let (page, assessment) = answered(stage).await?;
    let route = way_to(&Truth::read()?.pack, &assessment, 3)?;
    let steps: Vec<String> = route.steps.iter().map(|step| step.indicator.0.clone()).collect();
    page.go_to("Plan").await?;
    page.select("Reach", "Level 3").await?;
    shows(&page, &steps).await?;
    page.ask(
        "all('.way-step details').forEach((one) => one.open = true)",
        Vec::new(),
    )
    .await?;
    Ok((page, assessment, steps))
}

/// The plan as it is kept.
async fn plan_of(page: &Page) -> Result<Plan> {
    page.saved().await?;
    shown_plan(&page.assessment().await?)
}

/// Waits until this has the focus: a tag, and words that the element, or the row it stands in, begins with.
async fn focus_is_on(page: &Page, tag: &str, words: &str) -> Result<()> {
    until(&format!("the focus to be on {tag} {words}"), || async {
        let body = "const element = focused();
            const row = element?.closest?.('.way-step, .kept-step, .wish') ?? element;
            return [element?.localName ?? '', (row?.textContent ?? '').trim()]";
        let found = page.ask(body, Vec::new()).await?;
        if found[0] == tag && found[1].as_str().unwrap_or_default().starts_with(words) {
            Ok(Some(()))
        } else {
            Err(format!("it is on {found}").into())
        }
    })
    .await
}

async fn what_is_ruled_out_on_the_way_can_be_taken_back(stage: Stage) -> Result<()> {
    let (page, _, steps) = opened(&stage).await?;
    let first = steps.first().ok_or("no steps")?;
    page.click("button", Named::Beginning(&format!("{first} ")))
        .await?;
    until("the step to go", || async {
        Ok((!steps_shown(&page).await?.contains(first)).then_some(()))
    })
    .await?;
    page.says(": cannot change").await?;
    assert_eq!(plan_of(&page).await?.locked.len(), 1);
    page.click("button", Named::Beginning("Take back: ")).await?;
    shows(&page, &steps).await?;
    page.says_not(": cannot change").await?;
    // An own estimate is reckoned with.
    page.ask("one('.way-step details').open = true", Vec::new())
        .await?;
    page.click("textbox", Named::Containing(&format!(" of {first}")))
        .await?;
    page.keys_with(Key::Control, "a").await?;
    page.keys("300").await?;
    page.keys(Key::Enter).await?;
    page.says(": 300 days to level").await
}

async fn a_step_off_the_way_takes_wishes_whatever_was_found(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(1).await?;
    page.saved().await?;
    page.go_to("Plan").await?;
    page.select("Reach", "Level 4").await?;
    page.says("The steps at hand do not lead there.").await?;
    page.click("disclosure", "All questions and their steps").await?;
    page.click("disclosure", "Collaboration").await?;
    // Answered with 1: the steps above it are listed, those below are not.
    page.find("textbox", "Days to level 2 of 1.1").await?;
    assert!(!page.has("textbox", "Days to level 1 of 1.1").await?);
    page.write("Days to level 2 of 1.1", "3").await?;
    page.keys(Key::Enter).await?;
    page.says(": 3 days to level 2").await?;
    page.click("checkbox", "1.1 not to level 4").await?;
    page.says(": not to level 4").await?;
    page.says("1 step is ruled out.").await?;
    page.click("checkbox", Named::Containing("cannot change")).await?;
    page.says(": cannot change").await?;
    let plan = plan_of(&page).await?;
    assert_eq!(
        (plan.efforts.len(), plan.excluded.len(), plan.locked.len()),
        (1, 1, 1)
    );
    // The days that the questionnaire gives are no wish.
    let listed = Truth::read()?.pack.guidance[0]
        .steps
        .vendor
        .iter()
        .find(|step| step.to.number() == 2)
        .map(|step| step.days);
    page.write("Days to level 2 of 1.1", &listed.ok_or("no step")?.to_string())
        .await?;
    page.keys(Key::Enter).await?;
    page.says_not(": 3 days to level 2").await?;
    page.click("checkbox", "1.1 not to level 4").await?;
    page.says_not(": not to level 4").await?;
    assert!(plan_of(&page).await?.efforts.is_empty());
    Ok(())
}

async fn a_wrong_number_is_said_at_its_field_and_changes_nothing(stage: Stage) -> Result<()> {
    let (page, _, steps) = opened(&stage).await?;
    let before = plan_of(&page).await?;
    let name = format!(" of {}", steps.first().ok_or("no steps")?);
    for wrong in ["0", "400", "1.5", "many", " "] {
        page.click("textbox", Named::Containing(&name)).await?;
        page.keys_with(Key::Control, "a").await?;
        page.keys(wrong).await?;
        page.keys(Key::Enter).await?;
        page.find("alert", "A whole number from 1 to 365.").await?;
        let spoken = "const field = focused();
            return [field.ariaInvalid, field.getRootNode().getElementById(field.getAttribute('aria-describedby'))?.textContent]";
        assert_eq!(
            page.ask(spoken, Vec::new()).await?,
            json!(["true", "A whole number from 1 to 365."]),
            "{wrong}"
        );
        assert_eq!(plan_of(&page).await?, before, "{wrong}");
        page.keys("9").await?;
        page.without("alert", "A whole number from 1 to 365.").await?;
    }
    page.select("Reach", "A score of at least …").await?;
    for wrong in ["101", "-1", "much"] {
        page.write("Score", wrong).await?;
        page.keys(Key::Enter).await?;
        page.find("alert", "A number from 0 to 100.").await?;
    }
    page.write("Score", "62,5").await?;
    page.keys(Key::Enter).await?;
    page.without("alert", "A number from 0 to 100.").await?;
    let target = plan_of(&page).await?.target;
    assert_eq!(target, Some(PlanTarget::Score(62.5)));
    Ok(())
}

async fn the_focus_stays_with_what_is_changed(stage: Stage) -> Result<()> {
    let (page, _) = answered(&stage).await?;
    page.go_to("Plan").await?;
    // A score is reached without any one question.
    page.select("Reach", "A score of at least …").await?;
    let steps = until("a way of several steps", || async {
        let steps = steps_shown(&page).await?;
        Ok((steps.len() > 2).then_some(steps))
    })
    .await?;
    page.ask(
        "all('.way-step details').forEach((one) => one.open = true)",
        Vec::new(),
    )
    .await?;
    let (first, second) = (&steps[0], &steps[1]);
    // A number: the field keeps the focus, and its details stay open, wherever its row goes.
    page.click("textbox", Named::Containing(&format!(" of {second}")))
        .await?;
    page.keys_with(Key::Control, "a").await?;
    page.keys("1").await?;
    page.keys(Key::Enter).await?;
    page.says(": 1 day to level").await?;
    until("the search to end", || async {
        Ok(page.attribute(".way", "aria-busy").await?.is_none().then_some(()))
    })
    .await?;
    focus_is_on(&page, "input", second).await?;
    let open = page
        .ask("return focused().closest('details').open", Vec::new())
        .await?;
    assert_eq!(open, json!(true));
    // A row that goes: the next one.
    let order = steps_shown(&page).await?;
    let place = order.iter().position(|id| id == first).ok_or("it is gone")?;
    page.click("button", Named::Beginning(&format!("{first} ")))
        .await?;
    let left: Vec<&String> = order
        .iter()
        .skip(place + 1)
        .chain(order.iter().take(place).rev())
        .collect();
    until("the focus to be on a row that is left", || async {
        let now = steps_shown(&page).await?;
        let next = left
            .iter()
            .find(|id| now.contains(**id))
            .ok_or("nothing is left")?;
        focus_is_on(&page, "summary", next).await.map(Some)
    })
    .await?;
    // Taken back: the next wish, and after the last one the heading.
    page.click("button", Named::Beginning("Take back: ")).await?;
    focus_is_on(&page, "button", second).await?;
    page.keys(Key::Enter).await?;
    focus_is_on(&page, "h1", "A plan to get there").await?;
    // Kept: the heading of the plan. Removed: the next step.
    shows(&page, &steps).await?;
    page.press("Keep these steps as my plan").await?;
    focus_is_on(&page, "h2", "Your plan").await?;
    page.click("button", Named::Beginning(&format!("Remove {first} ")))
        .await?;
    focus_is_on(&page, "button", second).await
}

async fn a_kept_step_has_owner_day_and_state_and_asks_for_its_answer_again(stage: Stage) -> Result<()> {
    let (page, _) = answered(&stage).await?;
    page.go_to("Plan").await?;
    page.press("Keep these steps as my plan").await?;
    page.write("Who", "Ada").await?;
    page.ask(
        "const field = one('.kept-step input[type=date]'); field.value = '2027-03-01';
        field.dispatchEvent(new Event('change', { bubbles: true }))",
        Vec::new(),
    )
    .await?;
    page.select("State", "Done").await?;
    page.find("button", "Answer this question again").await?;
    page.says("1 done").await?;
    page.says("1 of them is done and waits for its answer.").await?;
    let plan = plan_of(&page).await?;
    let step = &plan.steps[0];
    assert_eq!((step.owner.as_str(), step.state), ("Ada", StepState::Done));
    assert_eq!(step.due.map(|day| day.to_string()).as_deref(), Some("2027-03-01"));
    assert_eq!(step.done_on, Some(page.today().await?));
    let (indicator, to) = (step.indicator.0.clone(), step.to.number());
    page.press("Answer this question again").await?;
    page.asks(&indicator).await?;
    page.answer(to).await?;
    page.go_to("Plan").await?;
    page.find("heading", "Your plan").await?;
    page.without("button", "Answer this question again").await
}

async fn an_answer_of_the_same_day_is_answer_enough(stage: Stage) -> Result<()> {
    let (page, _) = answered(&stage).await?;
    page.go_to("Plan").await?;
    page.select("Reach", "Level 4").await?;
    page.press("Keep these steps as my plan").await?;
    let plan = plan_of(&page).await?;
    // One that may be answered higher without reaching its level.
    let step = plan
        .steps
        .iter()
        .find(|step| step.to.number() > step.from.number() + 1)
        .ok_or("no step")?;
    let place = plan.steps.iter().position(|one| one == step).ok_or("no step")?;
    let state = async |name: &str| {
        let body = "const list = all('.kept-step select')[arguments[0]]; list.value = arguments[1];
            list.dispatchEvent(new Event('change', { bubbles: true }))";
        page.ask(body, vec![json!(place), json!(name)]).await
    };
    state("done").await?;
    page.press("Answer this question again").await?;
    page.asks(&step.indicator.0).await?;
    page.answer(step.from.number() + 1).await?;
    page.go_to("Plan").await?;
    page.find("heading", "Your plan").await?;
    page.without("button", "Answer this question again").await?;
    // The very same answer is said with a button.
    state("doing").await?;
    state("done").await?;
    page.find("button", "Answer this question again").await?;
    let still = format!(" is still level {}", step.from.number() + 1);
    page.click("button", Named::Containing(&still)).await?;
    page.without("button", "Answer this question again").await?;
    assert!(plan_of(&page).await?.steps[place].confirmed);
    Ok(())
}

async fn words_are_kept_while_they_are_typed_and_disturb_nothing(stage: Stage) -> Result<()> {
    let (page, _, _) = opened(&stage).await?;
    page.press("Keep these steps as my plan").await?;
    page.ask(
        "all('.way-step, .kept-step').forEach((one) => one.isMarked = true)",
        Vec::new(),
    )
    .await?;
    let watch = "window.searches = 0; new MutationObserver(() => window.searches += 1)
        .observe(one('.way'), { attributes: true, subtree: true, childList: true, characterData: true })";
    page.ask(watch, Vec::new()).await?;
    page.write("Who", "Aa ").await?;
    page.keys(Key::Left + Key::Left).await?;
    page.keys("d").await?;
    // The field still has the focus: nothing was left, nothing was pressed.
    until("the words to be kept", || async {
        Ok((plan_of(&page).await?.steps[0].owner == "Ada ").then_some(()))
    })
    .await?;
    let caret = page
        .ask("return [focused().value, focused().selectionStart]", Vec::new())
        .await?;
    assert_eq!(caret, json!(["Ada ", 2]));
    page.write("Note", "after the pilot").await?;
    assert_eq!(plan_of(&page).await?.steps[0].note, "after the pilot");
    let same = page
        .ask(
            "return [window.searches, all('.way-step, .kept-step').every((one) => one.isMarked), all('.way-step details').every((one) => one.open)]",
            Vec::new(),
        )
        .await?;
    assert_eq!(same, json!([0, true, true]));
    Ok(())
}

async fn a_step_that_was_dropped_can_be_kept_again(stage: Stage) -> Result<()> {
    let (page, _, steps) = opened(&stage).await?;
    page.press("Keep these steps as my plan").await?;
    page.says("These steps are in your plan below.").await?;
    page.select("State", "Dropped").await?;
    page.says_not("These steps are in your plan below.").await?;
    page.says(&format!("{} planned and 1 dropped", steps.len() - 1))
        .await?;
    page.press("Keep these steps as my plan").await?;
    page.says("These steps are in your plan below.").await?;
    let plan = plan_of(&page).await?;
    assert_eq!(plan.steps.len(), steps.len());
    assert!(plan.steps.iter().all(|step| step.state == StepState::Planned));
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
