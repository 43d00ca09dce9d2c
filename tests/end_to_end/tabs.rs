//! Two tabs on the same data: nothing is lost, and each shows what the other does; and the bin.

use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::IndicatorId;
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};
use crate::stage::Stage;

tests![
    each_tab_shows_what_the_other_does,
    tabs_that_do_not_hear_of_each_other_lose_nothing,
    the_answer_that_lost_is_brought_back,
    an_answer_that_was_cleared_is_brought_back_with_its_note,
    two_elements_on_one_page_show_each_other_s_work_and_lose_nothing,
    what_was_deleted_in_one_tab_leaves_the_other_and_comes_back,
    what_was_deleted_is_brought_back_from_the_bin_after_the_page_was_left,
    what_was_deleted_for_good_is_gone_until_it_is_imported_again,
];

const VIEW: &str = "Vendor’s view of channel work in general";

/// The first tab, with one answer saved, and a second one on the same data.
async fn two(stage: &Stage) -> Result<(Page, [WindowHandle; 2])> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let first = stage.driver.window().await?;
    let second = stage.engine.new_tab(&stage.driver).await?;
    let page = stage.open().await?;
    page.go_to("Assessments").await?;
    page.press(&format!("Go on with {VIEW}")).await?;
    page.question().await?;
    Ok((page, [first, second]))
}

/// Waits until the assessment that is there has so many answers.
async fn has_answers(page: &Page, count: usize) -> Result<()> {
    until(&format!("{count} answers"), || async {
        let found = page.bundle().await?.responses;
        let [only] = found.as_slice() else { return Ok(None) };
        Ok((only.answers.len() == count).then_some(()))
    })
    .await
}

async fn each_tab_shows_what_the_other_does(stage: Stage) -> Result<()> {
    let (page, [first, second]) = two(&stage).await?;
    page.answer(1).await?;
    page.saved().await?;
    stage.driver.switch_to_window(first).await?;
    has_answers(&page, 2).await?;
    page.says("2 of 3").await?;
    page.next().await?;
    page.next().await?;
    page.answer(4).await?;
    page.saved().await?;
    stage.driver.switch_to_window(second).await?;
    has_answers(&page, 3).await
}

async fn tabs_that_do_not_hear_of_each_other_lose_nothing(stage: Stage) -> Result<()> {
    let (page, [first, second]) = two(&stage).await?;
    // Neither of them hears anything from now on.
    let deaf = "BroadcastChannel.prototype.postMessage = () => {}";
    page.ask(deaf, Vec::new()).await?;
    page.answer(1).await?;
    page.saved().await?;
    let answered = page.assessment().await?;
    stage.driver.switch_to_window(first).await?;
    page.ask(deaf, Vec::new()).await?;
    assert_eq!(page.assessment().await?.answers.len(), 1);
    page.answer(2).await?;
    page.saved().await?;
    has_answers(&page, 2).await?;
    let both = page.assessment().await?;
    let mine = IndicatorId("1.1".to_owned());
    assert_eq!(both.level(&mine).map(Level::number), Some(2));
    for (id, answer) in answered.answers.iter().filter(|(id, _)| **id != mine) {
        assert_eq!(both.answers.get(id), Some(answer));
    }
    // And so it is in the store.
    stage.driver.switch_to_window(second).await?;
    let page = stage.open().await?;
    assert_eq!(page.assessment().await?.answers, both.answers);
    Ok(())
}

async fn level_of(page: &Page, indicator: &str) -> Result<Option<u8>> {
    let assessment = page.assessment().await?;
    let level = assessment.level(&IndicatorId(indicator.to_owned()));
    Ok(level.map(Level::number))
}

async fn the_answer_that_lost_is_brought_back(stage: Stage) -> Result<()> {
    let (page, [first, second]) = two(&stage).await?;
    let deaf = "BroadcastChannel.prototype.postMessage = () => {}";
    page.ask(deaf, Vec::new()).await?;
    page.go_to("Overview").await?;
    page.click("button", Named::Containing("1.1")).await?;
    page.answer(1).await?;
    page.saved().await?;
    stage.driver.switch_to_window(first).await?;
    page.ask(deaf, Vec::new()).await?;
    page.answer(4).await?;
    page.saved().await?;
    assert_eq!(level_of(&page, "1.1").await?, Some(4), "the later one stands");
    page.click("disclosure", "Earlier answers").await?;
    page.press("Bring back: Level 1").await?;
    page.saved().await?;
    assert_eq!(level_of(&page, "1.1").await?, Some(1));
    // The one that it took the place of is there in turn.
    page.find("button", "Bring back: Level 4").await?;
    stage.driver.switch_to_window(second).await?;
    let page = stage.open().await?;
    assert_eq!(level_of(&page, "1.1").await?, Some(1));
    Ok(())
}

async fn an_answer_that_was_cleared_is_brought_back_with_its_note(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.click("disclosure", "Add evidence").await?;
    page.write("Note", "Tuesdays, see the calendar").await?;
    page.saved().await?;
    let before = page.assessment().await?.answers;
    page.press("Clear answer").await?;
    page.saved().await?;
    assert!(page.assessment().await?.answers.is_empty());
    page.click("disclosure", "Earlier answers").await?;
    page.says("Tuesdays, see the calendar").await?;
    page.press("Bring back: Level 3").await?;
    page.saved().await?;
    assert_eq!(page.assessment().await?.answers, before);
    Ok(())
}

async fn two_elements_on_one_page_show_each_other_s_work_and_lose_nothing(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    stage.driver.goto(stage.server.url("/pages/pair.html")).await?;
    let both = ["#one", "#other"].map(|host| Page::at(&stage.driver, stage.engine, host));
    for page in &both {
        page.started().await?;
        page.press(&format!("Go on: {VIEW}")).await?;
    }
    let [one, other] = &both;
    one.answer(1).await?;
    has_answers(other, 2).await?;
    other.says("2 of 3").await?;
    other.next().await?;
    // Both in one moment, on different questions.
    let clicks = "for (const [host, level] of [['#one', 4], ['#other', 0]]) {
        document.querySelector(host).shadowRoot.querySelectorAll('.ladder input[type=radio]')[level].click();
    }";
    one.ask(clicks, Vec::new()).await?;
    for page in &both {
        page.saved().await?;
        has_answers(page, 3).await?;
    }
    let shown = one.assessment().await?;
    assert_eq!(shown, other.assessment().await?);
    let page = stage.open().await?;
    assert_eq!(page.assessment().await?, shown, "and so it is in the store");
    Ok(())
}

async fn what_was_deleted_in_one_tab_leaves_the_other_and_comes_back(stage: Stage) -> Result<()> {
    let (page, [first, second]) = two(&stage).await?;
    page.go_to("Assessments").await?;
    page.press(&format!("Delete {VIEW}")).await?;
    page.press("Delete").await?;
    page.find("heading", "Nothing here yet").await.ok();
    stage.driver.switch_to_window(first).await?;
    // It was looking at it.
    page.click("disclosure", "1 deleted lately").await?;
    page.press(&format!("Bring back {VIEW}")).await?;
    page.find("button", Named::Beginning("Go on with ")).await?;
    stage.driver.switch_to_window(second).await?;
    has_answers(&page, 1).await
}

async fn what_was_deleted_is_brought_back_from_the_bin_after_the_page_was_left(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let before = page.assessment().await?;
    page.go_to("Assessments").await?;
    page.press(&format!("Delete {VIEW}")).await?;
    page.press("Delete").await?;
    page.saved().await?;
    let page = stage.open().await?;
    page.go_to("Assessments").await?;
    page.click("disclosure", "1 deleted lately").await?;
    page.press(&format!("Bring back {VIEW}")).await?;
    page.saved().await?;
    let page = stage.open().await?;
    assert_eq!(page.assessment().await?.answers, before.answers);
    Ok(())
}

async fn what_was_deleted_for_good_is_gone_until_it_is_imported_again(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let before = page.assessment().await?;
    let secret = before.id.0.to_string();
    let file = page.export().await?;
    page.go_to("Assessments").await?;
    page.press(&format!("Delete {VIEW}")).await?;
    page.press("Delete").await?;
    page.click("disclosure", "1 deleted lately").await?;
    page.press(&format!("Delete {VIEW} for good")).await?;
    page.press("Delete for good").await?;
    page.without("disclosure", "1 deleted lately").await?;
    page.saved().await?;
    let [record] = &crate::inside::records_of(&page, "assessment/").await?[..] else {
        return Err("more than the mark that it is deleted".into());
    };
    assert!(record.key.ends_with(&secret));
    let (_, document) = record.opened()?;
    assert!(document.is_null(), "{document}");
    page.import(&file).await?;
    page.saved().await?;
    let page = stage.open().await?;
    let after = page.assessment().await?;
    // What is imported is a record of its own.
    assert_ne!(after.id, before.id);
    assert_eq!(after.answers, before.answers);
    Ok(())
}
