//! Several people of one company: their answers side by side, and the one that they decide on.

use channel_readiness::domain::assessment::{AnswerState, Assessment};
use channel_readiness::domain::exchange::{read_response, write_response};
use channel_readiness::domain::joint::{Decided, Joint};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::own::OwnNote;
use channel_readiness::domain::respondents::{Comparison, compare};
use channel_readiness::domain::side::Side;
use serde_json::{Value, json};

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::page::Page;
use crate::stage::Stage;
use crate::truth::{Truth, close};

tests![
    who_answered_is_named_and_kept,
    two_people_are_seen_side_by_side_and_decide_on_one_answer,
    people_who_answer_about_a_partner_stand_on_its_page,
    the_answers_of_several_people_hold_up,
];

const BOB: &str = "0190f5f0-7b1c-7000-8000-00000000b0b0";

/// What a second person says: the same questions, some of them otherwise.
fn bobs(adas: &Assessment) -> Result<Value> {
    let mut response: Value = serde_json::from_str(&compact(&write_response(adas)))?;
    response["id"] = json!(BOB);
    response["respondent"] = json!("Bob");
    let answers = response["answers"].as_object_mut().ok_or("no answers")?;
    for ((_, answer), level) in answers.iter_mut().zip([3, 0, 2, 4]) {
        answer["level"] = json!(level);
        answer["note"] = json!("Bob has <b>seen</b> it");
    }
    Ok(response)
}

/// A vendor's view of Contoso by Ada, with four answers, in the list of assessments.
async fn adas(stage: &Stage) -> Result<(Page, Assessment)> {
    let page = stage.open().await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    for level in [3, 1, 2, 0] {
        page.answer(level).await?;
        page.next().await?;
    }
    page.go_to("Assessments").await?;
    page.press("Rename Vendor’s view of Contoso").await?;
    page.write("Who answered (optional)", "Ada").await?;
    page.press("Save").await?;
    page.says("answered by Ada").await?;
    page.saved().await?;
    let adas = page.assessment().await?;
    Ok((page, adas))
}

/// The page of both people; what is true of them.
async fn both(stage: &Stage) -> Result<(Page, Comparison)> {
    let (page, adas) = adas(stage).await?;
    let bobs = bobs(&adas)?.to_string();
    page.import(&bobs).await?;
    page.go_to("Assessments").await?;
    page.press("Compare the answers of Ada and Bob").await?;
    page.focus_is("heading", "What each of you says").await?;
    let bobs = read_response(&bobs).map_err(|problems| format!("{problems:?}"))?;
    let pack = Truth::read()?.pack;
    Ok((page, compare(&pack.questionnaire, &[&adas, &bobs])))
}

/// Whether what has the focus is marked as wrong, and by what words it is described.
async fn described(page: &Page) -> Result<[String; 2]> {
    let body = "const field = focused();
        const words = field.getRootNode().getElementById(field.getAttribute('aria-describedby'));
        return [field.getAttribute('aria-invalid'), words.textContent]";
    Ok(serde_json::from_value(page.ask(body, Vec::new()).await?)?)
}

/// Where they differ, each person's level stands in the words of the questionnaire, with what supports it.
async fn says_what_each_says(page: &Page, comparison: &Comparison) -> Result<()> {
    let pack = Truth::read()?.pack;
    let differ = comparison
        .rows
        .iter()
        .filter(|row| row.agreement.is_some() && !row.is_alike());
    for row in differ {
        let (_, indicator) = pack
            .questionnaire
            .indicator(&row.indicator)
            .ok_or("no indicator")?;
        let question = indicator.question(Side::Vendor).ok_or("no question")?;
        let body = "return all(`.said-by li[data-indicator=\"${arguments[0]}\"] .who-said li`).map((one) => one.textContent)";
        let said: Vec<String> = serde_json::from_value(page.ask(body, vec![json!(row.indicator.0)]).await?)?;
        for ((name, said), standing) in ["Ada", "Bob"].iter().zip(&said).zip(&row.standings) {
            let level = standing.level().ok_or("no level")?;
            let words = question.anchors[level.index()].in_language("en");
            assert!(said.starts_with(name) && said.contains(words), "{said}");
            assert_eq!(said.contains("Bob has <b>seen</b> it"), *name == "Bob", "{said}");
        }
    }
    Ok(())
}

async fn who_answered_is_named_and_kept(stage: Stage) -> Result<()> {
    let (page, adas) = adas(&stage).await?;
    assert_eq!(adas.respondent.as_deref(), Some("Ada"));
    page.driver.refresh().await?;
    page.started().await?;
    page.go_to("Assessments").await?;
    page.says("answered by Ada").await?;
    page.find("heading", "Vendor’s view of Contoso (Ada)").await?;
    // One person alone is not compared.
    page.says_not("Several people have answered").await
}

async fn two_people_are_seen_side_by_side_and_decide_on_one_answer(stage: Stage) -> Result<()> {
    let (page, comparison) = both(&stage).await?;
    let agreement = page.number("[data-figure=agreement]", "data-value").await?;
    assert!(close(agreement, comparison.agreement.ok_or("no agreement")?));
    page.press("Begin a joint assessment").await?;
    let alike = comparison.rows.iter().filter(|row| row.is_alike()).count();
    let open = comparison.rows.iter().filter(|row| row.is_open()).count();
    let left = comparison.rows.len() - alike - open;
    page.says(&format!("{left} questions are left to decide")).await?;
    // The least alike stands first.
    let first = "return all('.said-by li[data-indicator]')[0].dataset.indicator";
    let first: String = serde_json::from_value(page.ask(first, Vec::new()).await?)?;
    let widest = comparison.rows.iter().filter(|row| row.agreement.is_some());
    let widest = widest.min_by(|one, other| one.agreement.partial_cmp(&other.agreement).unwrap());
    assert_eq!(Some(&first), widest.map(|row| &row.indicator.0));
    says_what_each_says(&page, &comparison).await?;
    let title = "return all('.said-by li[data-indicator] [data-verb=decide]')[0].getAttribute('aria-label')";
    let title: String = serde_json::from_value(page.ask(title, Vec::new()).await?)?;
    page.press(&title).await?;
    page.press("Save the decision").await?;
    page.says("Choose an answer first.").await?;
    page.focus_is("combobox", "Joint answer").await?;
    assert_eq!(described(&page).await?, ["true", "Choose an answer first."]);
    page.select("Joint answer", "We don’t know").await?;
    page.says_not("Choose an answer first.").await?;
    page.press("Save the decision").await?;
    page.focus_is("combobox", "Decided by").await?;
    assert_eq!(described(&page).await?, ["true", "Say who decided it."]);
    page.keys("Cy").await?;
    page.write("Why (optional)", "We looked at <b>the</b> calendar")
        .await?;
    page.press("Save the decision").await?;
    page.says("Decided by Cy on").await?;
    page.says("We looked at <b>the</b> calendar").await?;
    assert_eq!(left, 2);
    page.says("1 question is left to decide").await?;
    page.saved().await?;
    let all = page.bundle().await?.responses;
    let joint = all
        .iter()
        .find(|one| Joint::of(one).is_some())
        .ok_or("no joint")?;
    assert_eq!(joint.answers.len(), alike + 1);
    let answer = joint
        .answers
        .iter()
        .find(|(id, _)| id.0 == first)
        .ok_or("no answer")?
        .1;
    assert_eq!(answer.state, AnswerState::Unknown);
    assert_eq!(
        Decided::of(answer).map(|decided| decided.by),
        Some("Cy".to_owned())
    );
    // It goes on where it was.
    page.driver.refresh().await?;
    page.started().await?;
    page.go_to("Assessments").await?;
    page.press("Compare the answers of Ada and Bob").await?;
    page.says("Decided by Cy on").await?;
    page.press("Back").await?;
    page.find("heading", "Assessments").await?;
    Ok(())
}

async fn people_who_answer_about_a_partner_stand_on_its_page(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    page.go_to("Partners").await?;
    page.open_partner("Contoso").await?;
    page.press("Compare the answers of Ada and Bob").await?;
    page.find("heading", "What each of you says").await?;
    page.press("Back").await?;
    page.find("heading", "Contoso").await?;
    Ok(())
}

async fn the_answers_of_several_people_hold_up(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    page.press("Begin a joint assessment").await?;
    let title = "return all('.said-by li[data-indicator] [data-verb=decide]')[0].getAttribute('aria-label')";
    let title: String = serde_json::from_value(page.ask(title, Vec::new()).await?)?;
    page.press(&title).await?;
    page.find("textbox", "Why (optional)").await?;
    inspect(&page, "the answers of several people").await
}
