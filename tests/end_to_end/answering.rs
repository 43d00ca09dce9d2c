//! Invites that came from another company: answered here, and what comes from whoever asked.

use channel_readiness::domain::company::Kind;
use channel_readiness::domain::exchange::{Evidence, InviteId, View, write_response, write_view};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::own::{Invited, OwnNote};
use channel_readiness::domain::pack::{Hash, PackReference};
use channel_readiness::domain::replica::Replica;
use channel_readiness::domain::side::Side;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::receiving::{LEVELS, hash, open_by_link};
use crate::sent::{INVITE, ago, assessment, file, invite, invite_text, record};
use crate::stage::Stage;

tests![
    an_invite_in_the_address_is_answered,
    an_invite_of_a_partner_who_is_here_adds_nobody,
    a_view_without_a_name_from_whoever_asked_is_filed_by_the_invite,
    an_invite_that_was_begun_is_gone_on_with,
    an_invite_to_a_questionnaire_that_is_not_here_says_which,
];

async fn an_invite_in_the_address_is_answered(stage: Stage) -> Result<()> {
    let page = open_by_link(&stage, &file(&invite_text(&invite()?))?).await?;
    page.find("heading", "Northwind asks for your view").await?;
    page.focus_is("heading", "Northwind asks for your view").await?;
    page.says("They ask you to answer as the partner, about the two of you.")
        .await?;
    page.says("Please answer <b>before</b> Friday").await?;
    page.says("Not signed").await?;
    assert_eq!(hash(&page).await?, "#partners");
    inspect(&page, "an invite").await?;
    page.press("Answer now").await?;
    page.asks("1.1").await?;
    page.answer(2).await?;
    page.saved().await?;
    let begun = page.assessment().await?;
    let invited = Invited::of(&begun).and_then(std::result::Result::ok);
    assert_eq!(
        invited.map(|invited| invited.invite),
        Some(InviteId(INVITE.parse()?))
    );
    assert_eq!(begun.side, Side::Partner);
    assert_eq!(begun.company.name, "Contoso");
    let asker = begun.counterpart.ok_or("about nobody")?;
    assert_eq!(asker.name, "Northwind");
    assert_eq!(begun.answers.len(), 1);
    // Who asks is on the list of partners by it, with all that is told, and the assessment is about it.
    let companies = page.bundle().await?.companies;
    let [company] = companies.as_slice() else {
        panic!("{} partners", companies.len())
    };
    assert_eq!(Some(company.id), asker.id);
    assert_eq!((&*company.name, company.kind), ("Northwind", Some(Kind::Vendor)));
    page.driver.refresh().await?;
    page.started().await?;
    page.says_not("asks for your view").await?;
    page.go_to("Partners").await?;
    page.open_partner("Northwind").await?;
    page.find("heading", "Northwind").await?;
    Ok(())
}

async fn an_invite_of_a_partner_who_is_here_adds_nobody(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Partners").await?;
    page.press("Add a partner").await?;
    page.write("Name", "NORTHWIND Ltd").await?;
    page.press("Save").await?;
    page.saved().await?;
    let page = open_by_link(&stage, &file(&invite_text(&invite()?))?).await?;
    page.press("Answer now").await?;
    page.asks("1.1").await?;
    let companies = page.bundle().await?.companies;
    assert_eq!(companies.len(), 1);
    let begun = page.assessment().await?;
    assert_eq!(
        begun.counterpart.and_then(|facts| facts.id),
        Some(companies[0].id)
    );
    Ok(())
}

async fn a_view_without_a_name_from_whoever_asked_is_filed_by_the_invite(stage: Stage) -> Result<()> {
    let page = open_by_link(&stage, &file(&invite_text(&invite()?))?).await?;
    page.press("Answer now").await?;
    page.answer(2).await?;
    page.saved().await?;
    let mut view = View::of(&unnamed_record()?, Evidence::LeftOut, None, ago(1)?)?;
    view.invite = Some(InviteId(INVITE.parse()?));
    let page = open_by_link(&stage, &file(&compact(&write_view(&view)))?).await?;
    page.find("heading", "A partner’s view").await?;
    page.says("no name given").await?;
    page.press("Keep it, filed here").await?;
    page.find("heading", "Kept, filed under Northwind").await?;
    Ok(())
}

/// Of a company that does not name itself.
fn unnamed_record() -> Result<Replica> {
    let mut unnamed = assessment(&record(&LEVELS)?)?;
    unnamed.company.name.clear();
    Ok(Replica::new(&write_response(&unnamed)))
}

async fn an_invite_that_was_begun_is_gone_on_with(stage: Stage) -> Result<()> {
    let sent = file(&invite_text(&invite()?))?;
    let page = open_by_link(&stage, &sent).await?;
    page.press("Answer now").await?;
    page.answer(2).await?;
    page.saved().await?;
    let page = open_by_link(&stage, &sent).await?;
    page.says("You have begun to answer this: 1 of").await?;
    assert!(!page.has("button", "Answer now").await?);
    page.press("Go on answering").await?;
    page.asks("1.3").await?;
    assert_eq!(page.bundle().await?.responses.len(), 1);
    Ok(())
}

async fn an_invite_to_a_questionnaire_that_is_not_here_says_which(stage: Stage) -> Result<()> {
    let mut one = invite()?;
    one.pack = PackReference {
        id: "workshop".to_owned(),
        version: 3,
        hash: Hash::from_hex(&"ab".repeat(32)),
    };
    let page = open_by_link(&stage, &file(&invite_text(&one))?).await?;
    page.find("heading", "Its questionnaire is not here").await?;
    page.says("Needed is “workshop”, version 3. Its hash begins with abababababab.")
        .await?;
    page.says("Ask Northwind to send you the questionnaire as a file")
        .await?;
    assert!(!page.has("button", "Answer now").await?);
    inspect(&page, "an invite without its questionnaire").await?;
    // It stays open until it is closed.
    page.press("Go to Questionnaires").await?;
    page.find("heading", "Questionnaires").await?;
    page.go_to("Partners").await?;
    page.find("heading", "Northwind asks for your view").await?;
    page.press("Close").await?;
    page.focus_is("heading", "Partners").await?;
    Ok(())
}
