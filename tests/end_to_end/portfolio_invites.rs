//! Several partners are asked for their view at once: a link for each in one table, each of which opens as the invite of
//! that partner; stopped in the middle, and taken back.

use channel_readiness::domain::csv::Table;
use channel_readiness::domain::exchange::from_fragment;
use channel_readiness::domain::own::{Invited, ListedNote, OwnNote, SentInvite};
use channel_readiness::domain::side::Side;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::directory::{companies, company, contact, with};
use crate::directory_tables::table_in;
use crate::finding::until;
use crate::page::Page;
use crate::portfolio_many::chosen;
use crate::stage::{Stage, serve};
use crate::unpacking::invite;

tests![
    each_of_several_gets_a_link_that_asks_it_and_nobody_else,
    what_was_noted_of_several_invites_is_taken_back,
    the_focus_comes_back_to_what_asked_several,
    making_many_links_is_stopped_in_the_middle within 240,
    more_than_ten_thousand_are_not_asked_at_once within 240,
];

/// So many partners, each with a contact.
fn some(count: u32) -> Vec<Value> {
    let one = |number: u32| {
        let id = format!("0190f5f0-7b1c-7000-8000-0000000c{number:04x}");
        let mut one = company(&id, &format!("Partner {number:02}"));
        one["kind"] = json!("reseller");
        let address = format!("ann@p{number}.example");
        one["contacts"] = json!([contact(number, "Ann", &address, "")]);
        one
    };
    (1..=count).map(one).collect()
}

/// The form that asks so many, opened and filled.
async fn asking(stage: &Stage, count: u32) -> Result<Page> {
    let page = with(stage, some(count)).await?;
    page.figures_are_there().await?;
    page.click("checkbox", "Choose all that are shown").await?;
    chosen(&page, &count.to_string()).await?;
    page.do_with_chosen("Invite").await?;
    page.find("heading", &format!("Ask {count} partners for their view"))
        .await?;
    page.focus_is("textbox", "Your company").await?;
    page.keys("Northwind").await?;
    Ok(page)
}

/// Those that are noted as asked.
async fn asked(page: &Page) -> Result<Vec<SentInvite>> {
    let all = companies(page).await?;
    Ok(all.iter().flat_map(SentInvite::all).collect())
}

async fn each_of_several_gets_a_link_that_asks_it_and_nobody_else(stage: Stage) -> Result<()> {
    let page = asking(&stage, 3).await?;
    page.write("A few words to them (optional)", "Ahoj ä, shall we compare?")
        .await?;
    inspect(&page, "asking several").await?;
    page.press("Make the links").await?;
    page.says("3 links stand in a table").await?;
    page.focus_is("button", "Done").await?;
    let (path, bytes) = table_in(&stage.downloads()).await?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    assert!(name.is_some_and(|name| name.starts_with("channel-readiness-invites-")));
    let text = String::from_utf8(bytes)?;
    let table = Table::read(&text).map_err(|error| format!("{error:?}"))?;
    assert!(
        table
            .header()
            .cells()
            .eq(["Company", "Contact", "E-mail", "Link", "Why there is none"])
    );
    let sent = asked(&page).await?;
    let mut links = Vec::new();
    for (row, number) in table.rows().zip(1..) {
        let cells: Vec<&str> = row.cells().collect();
        assert_eq!(
            cells[..3],
            [
                &*format!("Partner {number:02}"),
                "Ann",
                &format!("ann@p{number}.example")
            ]
        );
        assert_eq!(cells[4], "");
        let (base, fragment) = cells[3].split_once('#').ok_or("no link")?;
        assert_eq!(base, stage.server.url("/"));
        let invite = invite(&page, &from_fragment(fragment)?).await?;
        assert_eq!(invite.to.map(|to| to.name).as_deref(), Some(cells[0]));
        assert_eq!((&*invite.from.name, invite.side), ("Northwind", Side::Partner));
        assert_eq!(invite.message, "Ahoj ä, shall we compare?");
        assert!(sent.iter().any(|one| one.id == invite.id), "it is noted");
        links.push((cells[0].to_owned(), fragment.to_owned(), invite.id));
    }
    assert_eq!((links.len(), sent.len()), (3, 3));
    // At somebody else's, where nothing is known of it.
    let elsewhere = serve(Vec::new())?;
    let (partner, fragment, id) = &links[1];
    page.driver.goto(elsewhere.url(&format!("/#{fragment}"))).await?;
    page.started().await?;
    page.find("heading", "Northwind asks for your view").await?;
    page.says("Ahoj ä, shall we compare?").await?;
    page.press("Answer now").await?;
    page.asks("1.1").await?;
    page.answer(2).await?;
    page.saved().await?;
    let begun = page.assessment().await?;
    assert_eq!(&begun.company.name, partner);
    assert_eq!(
        begun.counterpart.as_ref().map(|asker| &*asker.name),
        Some("Northwind")
    );
    let invited = Invited::of(&begun).and_then(std::result::Result::ok);
    assert_eq!(invited.map(|invited| invited.invite), Some(*id));
    Ok(())
}

async fn what_was_noted_of_several_invites_is_taken_back(stage: Stage) -> Result<()> {
    let page = asking(&stage, 2).await?;
    page.press("Make the links").await?;
    page.says("2 partners are noted as invited.").await?;
    assert_eq!(asked(&page).await?.len(), 2);
    page.press("Undo").await?;
    page.says_not("are noted as invited").await?;
    assert_eq!(asked(&page).await?, []);
    Ok(())
}

async fn the_focus_comes_back_to_what_asked_several(stage: Stage) -> Result<()> {
    let page = asking(&stage, 2).await?;
    page.keys(Key::Escape).await?;
    page.focus_is("button", "Invite").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("textbox", "Your company").await?;
    page.press("Cancel").await?;
    page.focus_is("button", "Invite").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("textbox", "Your company").await?;
    page.keys("Northwind").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("button", "Done").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("button", "Invite").await
}

/// The page derives one key, and the next ones once it may go on.
const HOLD_KEYS: &str = "
    const deriveKey = SubtleCrypto.prototype.deriveKey;
    window.derived = 0;
    const free = new Promise((resolve) => { window.goOn = resolve; });
    SubtleCrypto.prototype.deriveKey = async function (...given) {
        window.derived += 1;
        if (window.derived > 1) await free;
        return deriveKey.apply(this, given);
    }";

async fn making_many_links_is_stopped_in_the_middle(stage: Stage) -> Result<()> {
    let count = 8;
    let page = asking(&stage, count).await?;
    page.click("checkbox", "Protect it with a passphrase").await?;
    for field in ["New passphrase", "The same again"] {
        page.write(field, "a saying that is long enough").await?;
    }
    page.ask(HOLD_KEYS, Vec::new()).await?;
    page.press("Make the links").await?;
    let derived = async || page.ask("return window.derived", Vec::new()).await;
    until("some links, and not all", || async {
        let reached = page
            .number(".sending progress", "value")
            .await
            .unwrap_or_default();
        Ok((reached >= 1.0 && derived().await? == json!(2)).then_some(()))
    })
    .await?;
    page.press("Stop").await?;
    page.without("button", "Stop").await?;
    page.focus_is("button", "Make the links").await?;
    assert_eq!(asked(&page).await?, []);
    assert_eq!(std::fs::read_dir(stage.downloads())?.count(), 0);
    assert!(!page.has("button", "Undo").await?);
    // What was on its way goes on now, and comes to nothing: all links are those that are asked for anew.
    page.ask("window.goOn()", Vec::new()).await?;
    page.press("Make the links").await?;
    page.says(&format!("{count} links stand in a table")).await?;
    assert_eq!(derived().await?, json!(2 + count));
    table_in(&stage.downloads()).await?;
    assert_eq!(asked(&page).await?.len(), count as usize);
    Ok(())
}

async fn more_than_ten_thousand_are_not_asked_at_once(stage: Stage) -> Result<()> {
    let page = with(&stage, some(10_001)).await?;
    page.row_count_is(10_002).await?;
    page.click("checkbox", "Choose all that are shown").await?;
    chosen(&page, "10,001").await?;
    page.do_with_chosen("Invite").await?;
    page.says("At most 10,000 partners are asked at once, and these are 10,001. Choose fewer.")
        .await?;
    page.without("textbox", "Your company").await?;
    page.choose_partner("Partner 01").await?;
    chosen(&page, "10,000").await?;
    page.do_with_chosen("Invite").await?;
    page.find("heading", "Ask 10,000 partners for their view").await?;
    page.says_not("At most 10,000 partners").await
}
