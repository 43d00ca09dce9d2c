//! The lists of assessments and partners, by keyboard alone, with a reload after each verb.

use channel_readiness::domain::company::{Kind, Size};
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::rich_response;

tests![
    an_assessment_is_renamed,
    renaming_is_left_by_escape,
    an_assessment_is_duplicated,
    deleting_an_assessment_asks_first,
    a_deleted_assessment_comes_back_by_undo,
    an_assessment_is_deleted_for_good,
    assessments_are_resumed_from_the_list,
    a_partner_is_added,
    a_partner_without_a_name_is_not_added,
    an_edited_partner_has_its_new_name_in_its_assessments,
    a_deleted_partner_comes_back_by_undo,
    a_partner_is_deleted_for_good_and_its_assessment_stays,
];

const NAME: &str = "Vendor’s view of Contoso";

/// The list with one assessment about a partner, whose menu was reached by keyboard.
async fn list(stage: &Stage, screen: &str) -> Result<Page> {
    let page = stage.open().await?;
    page.tab_to("textbox", "Whom is this about? (optional)").await?;
    page.keys("Contoso").await?;
    page.enter(Named::Beginning("Start as vendor")).await?;
    page.focus_is_on_question().await?;
    page.keys("3").await?;
    page.saved().await?;
    page.tab_back_to("button", screen).await?;
    page.keys(Key::Enter).await?;
    page.focus_is("heading", screen).await?;
    Ok(page)
}

/// Once all is saved, loads the page anew.
async fn reload(page: &Page) -> Result<()> {
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await
}

/// What the entries of the list are called, in their order.
async fn names(page: &Page) -> Result<Vec<String>> {
    let body = "return all('li.entry h3').map((heading) => heading.textContent.trim())";
    Ok(serde_json::from_value(page.ask(body, Vec::new()).await?)?)
}

async fn an_assessment_is_renamed(stage: Stage) -> Result<()> {
    let page = list(&stage, "Assessments").await?;
    page.enter(&format!("Rename {NAME}")).await?;
    page.focus_is("textbox", "New name").await?;
    page.keys_with(Key::Control, "a").await?;
    page.keys("Contoso, 2026 „Ähren“").await?;
    page.keys(Key::Enter).await?;
    page.find("heading", "Contoso, 2026 „Ähren“").await?;
    page.focus_is("button", "Rename Contoso, 2026 „Ähren“").await?;
    reload(&page).await?;
    page.find("heading", "Contoso, 2026 „Ähren“").await?;
    assert_eq!(
        page.assessment().await?.title.as_deref(),
        Some("Contoso, 2026 „Ähren“")
    );
    // Without a name it is called after whose view it is.
    page.enter("Rename Contoso, 2026 „Ähren“").await?;
    page.focus_is("textbox", "New name").await?;
    page.keys_with(Key::Control, "a").await?;
    page.keys(Key::Delete).await?;
    page.keys(Key::Enter).await?;
    page.find("heading", NAME).await?;
    reload(&page).await?;
    page.find("heading", NAME).await?;
    assert_eq!(page.assessment().await?.title, None);
    Ok(())
}

async fn renaming_is_left_by_escape(stage: Stage) -> Result<()> {
    let page = list(&stage, "Assessments").await?;
    page.enter(&format!("Rename {NAME}")).await?;
    page.focus_is("textbox", "New name").await?;
    page.keys("Something else").await?;
    page.keys(Key::Escape).await?;
    page.focus_is("button", &format!("Rename {NAME}")).await?;
    assert_eq!(page.assessment().await?.title, None);
    Ok(())
}

async fn an_assessment_is_duplicated(stage: Stage) -> Result<()> {
    let page = list(&stage, "Assessments").await?;
    page.enter(&format!("Duplicate {NAME}")).await?;
    page.find("heading", &format!("Copy of {NAME}")).await?;
    reload(&page).await?;
    page.find("heading", &format!("Copy of {NAME}")).await?;
    page.find("heading", NAME).await?;
    let both = page.bundle().await?.responses;
    assert_eq!(both.len(), 2);
    assert_ne!(both[0].id, both[1].id);
    assert_eq!(both[0].answers, both[1].answers);
    // The copy goes its own way.
    page.enter(&format!("Go on with Copy of {NAME}")).await?;
    page.focus_is_on_question().await?;
    page.keys("1").await?;
    page.saved().await?;
    let counts: Vec<_> = page
        .bundle()
        .await?
        .responses
        .iter()
        .map(|one| one.answers.len())
        .collect();
    assert_eq!(counts.iter().sum::<usize>(), 3, "{counts:?}");
    Ok(())
}

async fn deleting_an_assessment_asks_first(stage: Stage) -> Result<()> {
    let page = list(&stage, "Assessments").await?;
    page.enter(&format!("Delete {NAME}")).await?;
    page.find("dialog", &format!("Delete “{NAME}”?")).await?;
    // The harmless answer has the focus.
    page.focus_is("button", "Cancel").await?;
    page.keys(Key::Escape).await?;
    page.without("dialog", Named::Beginning("Delete")).await?;
    page.focus_is("button", &format!("Delete {NAME}")).await?;
    page.keys(Key::Enter).await?;
    page.focus_is("button", "Cancel").await?;
    page.keys(Key::Enter).await?;
    page.without("dialog", Named::Beginning("Delete")).await?;
    reload(&page).await?;
    assert_eq!(page.bundle().await?.responses.len(), 1);
    Ok(())
}

/// Deletes the entry of this name, answering the question with yes.
async fn delete(page: &Page, name: &str) -> Result<()> {
    page.enter(&format!("Delete {name}")).await?;
    page.focus_is("button", "Cancel").await?;
    page.keys(Key::Tab).await?;
    page.focus_is("button", "Delete").await?;
    page.keys(Key::Enter).await?;
    page.says(&format!("“{name}” was deleted.")).await
}

async fn a_deleted_assessment_comes_back_by_undo(stage: Stage) -> Result<()> {
    let page = list(&stage, "Assessments").await?;
    let before = page.export().await?;
    delete(&page, NAME).await?;
    page.focus_is("heading", "Assessments").await?;
    page.find("heading", "Nothing here yet").await?;
    page.tab_back_to("button", "Undo").await?;
    page.keys(Key::Enter).await?;
    page.find("heading", NAME).await?;
    page.says_not("was deleted").await?;
    reload(&page).await?;
    page.find("heading", NAME).await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn an_assessment_is_deleted_for_good(stage: Stage) -> Result<()> {
    let page = list(&stage, "Assessments").await?;
    delete(&page, NAME).await?;
    page.tab_back_to("button", "Dismiss").await?;
    page.keys(Key::Enter).await?;
    page.says_not("was deleted").await?;
    reload(&page).await?;
    page.find("heading", "Nothing here yet").await?;
    assert!(page.bundle().await?.responses.is_empty());
    assert_eq!(page.result().await?, serde_json::Value::Null);
    Ok(())
}

async fn assessments_are_resumed_from_the_list(stage: Stage) -> Result<()> {
    let page = list(&stage, "Assessments").await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.go_to("Assessments").await?;
    assert_eq!(names(&page).await?.len(), 2);
    page.enter(Named::Beginning("Go on with Vendor’s view of Contoso"))
        .await?;
    page.focus_is_on_question().await?;
    page.go_to("Assessments").await?;
    page.enter(Named::Beginning("Result of Vendor’s view of Contoso"))
        .await?;
    page.focus_is("heading", Named::Beginning("Level ")).await
}

async fn a_partner_is_added(stage: Stage) -> Result<()> {
    let page = list(&stage, "Partners").await?;
    page.enter("Add a partner").await?;
    page.focus_is("textbox", "Name").await?;
    page.keys("Fabrikam 製作所").await?;
    page.tab_to("combobox", "Kind").await?;
    // The browser's own way to choose: typing the option's words.
    page.keys("Integ").await?;
    page.tab_to("combobox", "People").await?;
    page.keys("51").await?;
    page.tab_to("textbox", "Notes").await?;
    page.keys("Since spring").await?;
    page.enter("Save").await?;
    page.find("button", "Fabrikam 製作所").await?;
    page.focus_is("button", "Add a partner").await?;
    reload(&page).await?;
    page.enter_partner("Fabrikam 製作所").await?;
    page.says("Since spring").await?;
    let companies = page.bundle().await?.companies;
    let added = companies
        .iter()
        .find(|company| company.name == "Fabrikam 製作所")
        .ok_or("not kept")?;
    assert_eq!(
        (added.kind, added.size),
        (Some(Kind::Integrator), Some(Size::UpTo250))
    );
    assert_eq!(added.notes, "Since spring");
    // The start screen offers it.
    page.go_to("New").await?;
    let offered = page
        .ask(
            "return all('datalist option').map((option) => option.value)",
            Vec::new(),
        )
        .await?;
    assert_eq!(offered, serde_json::json!(["Contoso", "Fabrikam 製作所"]));
    Ok(())
}

async fn a_partner_without_a_name_is_not_added(stage: Stage) -> Result<()> {
    let page = list(&stage, "Partners").await?;
    page.enter("Add a partner").await?;
    page.focus_is("textbox", "Name").await?;
    page.keys("   ").await?;
    page.enter("Save").await?;
    page.says("Give the partner a name.").await?;
    page.enter("Cancel").await?;
    page.find("button", "Add a partner").await?;
    assert_eq!(page.bundle().await?.companies.len(), 1);
    Ok(())
}

async fn an_edited_partner_has_its_new_name_in_its_assessments(stage: Stage) -> Result<()> {
    let page = list(&stage, "Partners").await?;
    page.enter_partner("Contoso").await?;
    page.enter("Edit Contoso").await?;
    page.focus_is("textbox", "Name").await?;
    page.keys_with(Key::Control, "a").await?;
    page.keys("Contoso Group").await?;
    page.enter("Save").await?;
    page.find("heading", "Contoso Group").await?;
    page.focus_is("button", "Edit Contoso Group").await?;
    reload(&page).await?;
    page.partners_are(&["Contoso Group"]).await?;
    let counterpart = page.assessment().await?.counterpart.map(|company| company.name);
    assert_eq!(counterpart.as_deref(), Some("Contoso Group"));
    page.tab_back_to("button", "Assessments").await?;
    page.keys(Key::Enter).await?;
    page.find("heading", "Vendor’s view of Contoso Group").await?;
    Ok(())
}

async fn a_deleted_partner_comes_back_by_undo(stage: Stage) -> Result<()> {
    let page = list(&stage, "Partners").await?;
    let before = page.export().await?;
    page.enter_partner("Contoso").await?;
    delete(&page, "Contoso").await?;
    page.focus_is("heading", "Partners").await?;
    page.find("heading", "No partners yet").await?;
    page.tab_back_to("button", "Undo").await?;
    page.keys(Key::Enter).await?;
    page.find("heading", "Contoso").await?;
    reload(&page).await?;
    page.partners_are(&["Contoso"]).await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn a_partner_is_deleted_for_good_and_its_assessment_stays(stage: Stage) -> Result<()> {
    let page = list(&stage, "Partners").await?;
    page.enter_partner("Contoso").await?;
    delete(&page, "Contoso").await?;
    page.tab_back_to("button", "Dismiss").await?;
    page.keys(Key::Enter).await?;
    reload(&page).await?;
    page.find("heading", "No partners yet").await?;
    page.go_to("Assessments").await?;
    page.find("heading", NAME).await?;
    assert!(page.bundle().await?.companies.is_empty());
    Ok(())
}
