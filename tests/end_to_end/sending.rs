//! What leaves for another company: invites, answers and results, in links and files. Each is opened here by the domain,
//! and holds what was shown and nothing else.

use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::own::{ListedNote, SentInvite};
use channel_readiness::domain::pack::Length;
use channel_readiness::domain::side::Side;
use serde_json::{Value, json};

use crate::browser::Result;
use crate::exchange::downloaded;
use crate::page::Named;
use crate::stage::Stage;
use crate::truth::{Truth, fixture, rich_response};
use crate::unpacking::{invite, link, made, members, partner, rich, saved, shared, text_of, view};

tests![
    an_invite_goes_in_a_link_and_holds_just_what_was_shown,
    an_invite_is_noted_once_however_often_it_is_made,
    who_asks_has_to_be_said_and_is_remembered,
    an_invite_to_a_questionnaire_of_ones_own_says_that_it_does_not_bring_it,
    a_link_begins_with_the_address_that_was_put_in,
    answers_go_without_evidence_and_with_it,
    answers_that_are_too_long_for_a_link_go_into_a_file,
    answers_to_a_questionnaire_of_ones_own_bring_it,
    whoever_was_asked_returns_the_answers_to_the_invite,
    what_came_from_somebody_else_is_not_sent_on,
    the_partners_page_leads_to_sending_ones_view,
    a_shared_result_holds_only_what_was_chosen,
    every_form_names_ones_own_company_and_remembers_it,
    answers_to_whoever_was_asked_name_the_invite,
];

const INVITE: &str = "0190f5f0-7b1c-7000-8000-0000000000e1";

async fn an_invite_goes_in_a_link_and_holds_just_what_was_shown(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    page.press("Make an invite").await?;
    page.focus_is("textbox", "Your company").await?;
    page.write("A few words to them (optional)", "Ahoj ä, shall we compare?")
        .await?;
    for told in ["Northwind", "Contoso", "the partner", "Ahoj ä, shall we compare?"] {
        let body = "return one('.invite-told').innerText.includes(arguments[0])";
        assert_eq!(page.ask(body, vec![json!(told)]).await?, json!(true), "{told}");
    }
    let file = made(&page).await?;
    let link = link(&page).await?;
    assert!(link.starts_with(&stage.server.url("/#open=")), "{link}");
    page.says("The invite is ready.").await?;
    page.focus_is("button", "Copy the link").await?;
    let invite = invite(&page, &file).await?;
    assert_eq!((invite.side, invite.length), (Side::Partner, Length::Quick));
    assert_eq!(invite.pack, Truth::read()?.pack.reference());
    assert_eq!((&*invite.from.name, invite.from.id), ("Northwind", None));
    let to = invite.to.ok_or("to nobody")?;
    assert_eq!((&*to.name, to.id), ("Contoso", None));
    assert_eq!(invite.message, "Ahoj ä, shall we compare?");
    assert_eq!((invite.language, invite.extra.len()), (None, 0));
    // The mail program gets the link too.
    let letter = page.find("link", "Write an e-mail").await?.attr("href").await?;
    let letter = letter.unwrap_or_default();
    assert!(letter.starts_with("mailto:?subject=Northwind%20asks"), "{letter}");
    assert!(letter.contains("%23open%3D"), "{letter}");
    let mut names = Vec::new();
    members(&serde_json::from_str(&text_of(&page, &file).await?)?, &mut names);
    let known = "kind format id createdAt pack id version hash length side from id name kind size to id name kind size \
        language message";
    assert_eq!(names.join(" "), known);
    Ok(())
}

async fn an_invite_is_noted_once_however_often_it_is_made(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    page.press("Make an invite").await?;
    let first = invite(&page, &made(&page).await?).await?;
    page.press("Change it").await?;
    page.focus_is("button", "Make a link").await?;
    page.press("Save a file").await?;
    page.says("The invite is saved as a file.").await?;
    let (name, file) = saved(&stage.downloads()).await?;
    assert_eq!(
        name,
        format!("channel-readiness-invite-Contoso-{}.crshare", page.today().await?)
    );
    page.says(&name).await?;
    assert_eq!(invite(&page, &file).await?.id, first.id);
    page.press("Done").await?;
    page.focus_is("button", "Make another invite").await?;
    page.says("Asked on").await?;
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    let companies = page.bundle().await?.companies;
    let sent: Vec<_> = companies
        .iter()
        .flat_map(SentInvite::all)
        .map(|sent| sent.id)
        .collect();
    assert_eq!(sent, [first.id]);
    page.go_to("Partners").await?;
    page.open_partner("Contoso").await?;
    page.press("Make another invite").await?;
    assert!(invite(&page, &made(&page).await?).await?.id != first.id);
    Ok(())
}

async fn who_asks_has_to_be_said_and_is_remembered(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Partners").await?;
    page.press("Add a partner").await?;
    page.write("Name", "Fabrikam").await?;
    page.press("Save").await?;
    page.open_partner("Fabrikam").await?;
    page.press("Make an invite").await?;
    page.press("Make a link").await?;
    page.says("Say who asks.").await?;
    page.focus_is("textbox", "Your company").await?;
    page.keys("Northwind").await?;
    // Nobody here has answered, so either side can be asked.
    page.click("radio", "the vendor").await?;
    page.click("radio", "Quick").await?;
    let invite = invite(&page, &made(&page).await?).await?;
    assert_eq!((invite.side, invite.length), (Side::Vendor, Length::Quick));
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    page.go_to("Partners").await?;
    page.open_partner("Fabrikam").await?;
    page.press("Make another invite").await?;
    let name = page.find("textbox", "Your company").await?.prop("value").await?;
    assert_eq!(name.as_deref(), Some("Northwind"));
    Ok(())
}

async fn an_invite_to_a_questionnaire_of_ones_own_says_that_it_does_not_bring_it(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    page.import(&fixture("bundle-format-1.json")?).await?;
    page.press("Make an invite").await?;
    assert!(!page.words().await?.contains("only names the questionnaire"));
    page.select("Questionnaire", "Workshop readiness, version 3")
        .await?;
    page.says("The invite only names the questionnaire. “Workshop readiness” did not come with this page")
        .await?;
    let (_, text) = downloaded(&page, &stage.downloads(), "Save the questionnaire").await?;
    assert_eq!(
        serde_json::from_str::<Value>(&text)?["id"],
        json!("example-workshop")
    );
    let text = text_of(&page, &made(&page).await?).await?;
    let document: Value = serde_json::from_str(&text)?;
    assert_eq!(document["pack"]["id"], json!("example-workshop"));
    assert!(!text.contains("Workshop"));
    Ok(())
}

async fn a_link_begins_with_the_address_that_was_put_in(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    page.press("Make an invite").await?;
    // That of this computer is no use to them.
    page.says("This address is that of your own computer.").await?;
    page.click("disclosure", "Where the link leads").await?;
    page.write("Address of the page that opens it", "portal.example")
        .await?;
    page.press("Make a link").await?;
    page.says("Write an address that begins with https:// or http://.")
        .await?;
    page.write(
        "Address of the page that opens it",
        "https://portal.example/partners?view=2#result",
    )
    .await?;
    page.says_not("This address is that of your own computer.")
        .await?;
    made(&page).await?;
    let begins = "https://portal.example/partners?view=2#open=";
    assert!(link(&page).await?.starts_with(begins));
    page.press("Done").await?;
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    page.go_to("Partners").await?;
    page.open_partner("Contoso").await?;
    page.press("Make another invite").await?;
    made(&page).await?;
    assert!(link(&page).await?.starts_with(begins));
    Ok(())
}

async fn answers_go_without_evidence_and_with_it(stage: Stage) -> Result<()> {
    let page = rich(&stage, |_| ()).await?;
    let ours = page.assessment().await?;
    page.press("Send your answers").await?;
    page.find("heading", "Send your answers to Contoso").await?;
    page.says("19 answers: level and day").await?;
    let file = made(&page).await?;
    let bare = text_of(&page, &file).await?;
    for secret in ["Weekly calls", "example.com/calendar", "no data to take out"] {
        assert!(!bare.contains(secret), "{secret}");
    }
    let sent = view(&page, &file).await?;
    assert_eq!(sent.assessment.answers.len(), ours.answers.len());
    assert!((sent.invite.is_none(), sent.pack.is_none()) == (true, true));
    page.press("Change it").await?;
    page.click("radio", Named::Beginning("With notes and links"))
        .await?;
    page.says("19 answers: level, day, note, link and reason").await?;
    let full = view(&page, &made(&page).await?).await?;
    assert_eq!(full.assessment.answers, ours.answers);
    assert_eq!(full.assessment.company.kind, Some(Kind::Vendor));
    let counterpart = full.assessment.counterpart.ok_or("about nobody")?;
    assert_eq!((counterpart.id, counterpart.size), (None, Some(Size::UpTo50)));
    Ok(())
}

async fn answers_that_are_too_long_for_a_link_go_into_a_file(stage: Stage) -> Result<()> {
    let page = rich(&stage, |response| {
        let mut seed = 7_u64;
        let answers = response["answers"].as_object_mut().into_iter().flatten();
        for (_, answer) in answers {
            let words = std::iter::repeat_with(|| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                format!("{:x} ", seed >> 32)
            });
            answer["note"] = json!(words.take(150).collect::<String>());
        }
    })
    .await?;
    page.press("Send your answers").await?;
    page.click("radio", Named::Beginning("With notes and links"))
        .await?;
    page.press("Make a link").await?;
    page.says("It is too long for a link").await?;
    page.says("Your answers are saved as a file.").await?;
    page.without("textbox", "The link").await?;
    let (_, file) = saved(&stage.downloads()).await?;
    let view = view(&page, &file).await?;
    assert_eq!(view.assessment.answers, page.assessment().await?.answers);
    Ok(())
}

async fn answers_to_a_questionnaire_of_ones_own_bring_it(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.import(&fixture("bundle-format-1.json")?).await?;
    page.go_to("Assessments").await?;
    page.press("Result of Vendor’s view of Fabrikam").await?;
    page.press("Send your answers").await?;
    page.says("The questionnaire, since it did not come with this page")
        .await?;
    let document: Value = serde_json::from_str(&text_of(&page, &made(&page).await?).await?)?;
    assert_eq!(document["pack"]["id"], json!("example-workshop"));
    Ok(())
}

async fn whoever_was_asked_returns_the_answers_to_the_invite(stage: Stage) -> Result<()> {
    let page = rich(&stage, |response| {
        response["invited"] = json!({ "invite": INVITE, "at": "2026-11-22T10:41:00.000Z" });
    })
    .await?;
    page.says("Contoso has asked you for these answers.").await?;
    page.without("button", "Send your answers").await?;
    page.press("Return your answers to Contoso").await?;
    page.says("Which invite it answers").await?;
    let file = made(&page).await?;
    let sent = view(&page, &file).await?;
    assert_eq!(
        sent.invite.map(|invite| invite.0.to_string()).as_deref(),
        Some(INVITE)
    );
    page.press("Done").await?;
    page.focus_is("button", "Return your answers to Contoso").await
}

async fn what_came_from_somebody_else_is_not_sent_on(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let mut response = rich_response(page.today().await?);
    response["received"] = json!({ "at": "2026-11-22T10:41:00.000Z" });
    page.import(&response.to_string()).await?;
    page.go_to("Assessments").await?;
    page.press("Result of Northwind’s view").await?;
    page.find("button", "Print or save as PDF").await?;
    page.without("button", "Send your answers").await?;
    page.without("button", "Share the result").await
}

async fn the_partners_page_leads_to_sending_ones_view(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    page.press("Send to Contoso").await?;
    page.find("heading", "Send your answers to Contoso").await?;
    let sent = view(&page, &made(&page).await?).await?;
    assert_eq!(sent.assessment.answers.len(), 1);
    // Whoever comes back finds the result alone.
    page.go_to("Partners").await?;
    page.go_to("Result").await?;
    page.find("button", "Send your answers").await?;
    page.without("heading", "Send your answers to Contoso").await
}

async fn a_shared_result_holds_only_what_was_chosen(stage: Stage) -> Result<()> {
    let page = rich(&stage, |response| response["title"] = json!("Our secret name")).await?;
    page.press("Share the result").await?;
    let file = made(&page).await?;
    let scores = text_of(&page, &file).await?;
    let mut names = Vec::new();
    members(&serde_json::from_str(&scores)?, &mut names);
    assert!(!names.contains(&"answers".to_owned()), "{names:?}");
    for secret in ["Weekly calls", "Our secret name", "no data to take out"] {
        assert!(!scores.contains(secret), "{secret}");
    }
    let result = shared(&page, &file).await?;
    assert!(result.response.is_none());
    let truth = page.result().await?;
    let told: Value = serde_json::from_str(&scores)?;
    assert_eq!(told["result"]["score"], truth["score"]);
    page.press("Change it").await?;
    page.click("radio", Named::Beginning("And the answers")).await?;
    let file = made(&page).await?;
    let text = text_of(&page, &file).await?;
    assert!(!text.contains("Weekly calls") && !text.contains("Our secret name"));
    let response = shared(&page, &file).await?.response.ok_or("no answers")?;
    assert_eq!(response.answers.len(), 19);
    page.press("Change it").await?;
    page.click("radio", Named::Beginning("And the evidence")).await?;
    let text = text_of(&page, &made(&page).await?).await?;
    assert!(text.contains("Weekly calls") && !text.contains("Our secret name"));
    Ok(())
}

async fn every_form_names_ones_own_company_and_remembers_it(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.go_to("Partners").await?;
    page.open_partner("Contoso").await?;
    page.press("Send to Contoso").await?;
    page.says("The name of your company: no name").await?;
    page.write("Your company", "Northwind").await?;
    page.says("The name of your company: Northwind").await?;
    let sent = view(&page, &made(&page).await?).await?;
    assert_eq!(sent.assessment.company.name, "Northwind");
    assert_eq!(page.assessment().await?.company.name, "Northwind");
    page.press("Done").await?;
    page.press("Share the result").await?;
    page.says("The name of your company: Northwind").await?;
    let result = shared(&page, &made(&page).await?).await?;
    assert_eq!(result.company.name, "Northwind");
    page.press("Done").await?;
    page.saved().await?;
    // Another assessment names no company: the one that was named last is there.
    let page = stage.open().await?;
    page.go_to("New").await?;
    page.write("Your company (optional)", "").await?;
    page.start_as("vendor").await?;
    page.answer(2).await?;
    page.go_to("Result").await?;
    page.press("Send your answers").await?;
    let name = page.find("textbox", "Your company").await?.prop("value").await?;
    assert_eq!(name.as_deref(), Some("Northwind"));
    // Whoever wants to be unnamed is.
    page.write("Your company", "").await?;
    let sent = view(&page, &made(&page).await?).await?;
    assert_eq!(sent.assessment.company.name, "");
    Ok(())
}

async fn answers_to_whoever_was_asked_name_the_invite(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    page.press("Send to Contoso").await?;
    page.find("heading", "Send your answers to Contoso").await?;
    page.says_not("By which invite you have asked them").await?;
    assert!(view(&page, &made(&page).await?).await?.invite.is_none());
    page.press("Done").await?;
    page.go_to("Partners").await?;
    page.press("Make an invite").await?;
    let asked = invite(&page, &made(&page).await?).await?;
    page.press("Done").await?;
    page.press("Send to Contoso").await?;
    page.says("By which invite you have asked them").await?;
    assert_eq!(view(&page, &made(&page).await?).await?.invite, Some(asked.id));
    Ok(())
}
