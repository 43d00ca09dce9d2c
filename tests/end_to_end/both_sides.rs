//! Both sides of a relationship, each in a browser of its own: asked, answered, returned and compared.

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::own::{Invited, OwnNote, Received, is_received};
use channel_readiness::domain::relationship::{Relation, relate};

use crate::browser::{Browser, Compiler, Result};
use crate::page::{Named, Page};
use crate::partners::shows;
use crate::receiving::pick;
use crate::stage::{Folder, Stage};
use crate::truth::Truth;
use crate::unpacking::{link, saved};

tests![
    both_are_asked_and_answer_by_links_and_see_where_they_differ,
    by_files_in_any_order_and_twice_it_comes_to_the_same,
];

const OURS: [u8; 6] = [3, 1, 4, 2, 3, 2];
const THEIRS: [u8; 6] = [1, 1, 4, 0, 2, 3];

/// Begins with a vendor's view of Contoso.
async fn vendor(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    page.write("Your company (optional)", "Northwind").await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    answer(&page, &OURS).await?;
    page.go_to("Partners").await?;
    page.open_partner("Contoso").await?;
    Ok(page)
}

async fn answer(page: &Page, levels: &[u8]) -> Result<()> {
    for level in levels {
        page.answer(*level).await?;
        page.next().await?;
    }
    page.saved().await
}

/// Opens a link as a new page, in the browser of this page.
async fn follow(page: &Page, link: &str) -> Result<()> {
    // An address that differs only behind `#` is no new page.
    page.driver.goto("about:blank").await?;
    page.driver.goto(link).await?;
    page.started().await
}

/// What the two views give, read from what is kept in the page; that the other's came in as theirs.
async fn related(page: &Page) -> Result<Relation> {
    let all = page.bundle().await?.responses;
    let (theirs, ours): (Vec<&Assessment>, Vec<&Assessment>) = all.iter().partition(|one| is_received(one));
    let ([theirs], [ours]) = (&theirs[..], &ours[..]) else {
        return Err(format!("{} of theirs, {} of ours", theirs.len(), ours.len()).into());
    };
    let pack = Truth::read()?.pack;
    let (vendor, partner) = match ours.side {
        channel_readiness::domain::side::Side::Vendor => (*ours, *theirs),
        channel_readiness::domain::side::Side::Partner => (*theirs, *ours),
    };
    Ok(relate(&pack.questionnaire, vendor, partner))
}

async fn both_are_asked_and_answer_by_links_and_see_where_they_differ(stage: Stage) -> Result<()> {
    let other = Browser::open(stage.engine, Compiler::Quick).await?;
    let outcome = by_links(&stage, &other).await;
    other.close().await?;
    outcome
}

async fn by_links(stage: &Stage, other: &Browser) -> Result<()> {
    let ours = vendor(stage).await?;
    ours.press("Make an invite").await?;
    ours.press("Make a link").await?;
    let invite = link(&ours).await?;
    ours.saved().await?;

    // The other side opens it, answers and returns its answers.
    let theirs = Page::of(&other.driver, stage.engine);
    follow(&theirs, &invite).await?;
    theirs.find("heading", "Northwind asks for your view").await?;
    theirs.press("Answer now").await?;
    answer(&theirs, &THEIRS).await?;
    let begun = theirs.assessment().await?;
    assert!(Invited::of(&begun).is_some());
    theirs.go_to("Result").await?;
    theirs.press("Return your answers to Northwind").await?;
    theirs.press("Make a link").await?;
    let returned = link(&theirs).await?;

    follow(&ours, &returned).await?;
    ours.find("heading", "Contoso’s view").await?;
    ours.press("Keep it, filed here").await?;
    ours.find("heading", "Kept, filed under Contoso").await?;
    ours.saved().await?;
    let relation = related(&ours).await?;
    assert_eq!(relation.matched, 6);
    ours.press("See it beside yours").await?;
    shows(&ours, &relation).await?;

    // It goes the other way too: then both see the same.
    ours.press("Send to Contoso").await?;
    ours.press("Make a link").await?;
    let sent = link(&ours).await?;
    follow(&theirs, &sent).await?;
    theirs.find("heading", "Northwind’s view").await?;
    theirs.press("Keep it, filed here").await?;
    theirs.find("heading", "Kept, filed under Northwind").await?;
    theirs.saved().await?;
    let other_relation = related(&theirs).await?;
    assert_eq!(other_relation.gaps, relation.gaps);
    assert_eq!(other_relation.agreement, relation.agreement);
    theirs.press("See it beside yours").await?;
    shows(&theirs, &relation).await
}

async fn by_files_in_any_order_and_twice_it_comes_to_the_same(stage: Stage) -> Result<()> {
    let other = Browser::open(stage.engine, Compiler::Quick).await?;
    let outcome = by_files(&stage, &other).await;
    other.close().await?;
    outcome
}

/// The file of the answers that are shown.
async fn returned(page: &Page, browser: &Browser) -> Result<Vec<u8>> {
    for old in std::fs::read_dir(browser.downloads())? {
        std::fs::remove_file(old?.path())?;
    }
    page.go_to("Result").await?;
    page.press("Return your answers to Northwind").await?;
    page.press("Save a file").await?;
    Ok(saved(&browser.downloads()).await?.1)
}

async fn by_files(stage: &Stage, other: &Browser) -> Result<()> {
    let ours = vendor(stage).await?;
    ours.press("Make an invite").await?;
    ours.press("Save a file").await?;
    let (name, invite) = saved(&stage.downloads()).await?;
    ours.saved().await?;

    let folder = Folder::new("both-sides")?;
    let theirs = Page::of(&other.driver, stage.engine);
    other.driver.goto(stage.server.url("/")).await?;
    theirs.started().await?;
    pick(&theirs, &folder, &name, &invite).await?;
    theirs.press("Answer now").await?;
    answer(&theirs, &THEIRS[..3]).await?;
    let first = returned(&theirs, other).await?;
    // They go on, and change what they have said.
    theirs.go_to("Questions").await?;
    answer(&theirs, &THEIRS[3..]).await?;
    theirs.go_to("Overview").await?;
    theirs.click("button", Named::Beginning("1.1")).await?;
    theirs.answer(4).await?;
    theirs.saved().await?;
    let second = returned(&theirs, other).await?;

    // The later one comes first, then the earlier one, then both once more.
    pick(&ours, &folder, "second.crshare", &second).await?;
    ours.press("Keep it, filed here").await?;
    ours.find("heading", "Kept, filed under Contoso").await?;
    ours.saved().await?;
    let relation = related(&ours).await?;
    assert_eq!(relation.matched, 6);
    let before = ours.export().await?;
    for (name, file) in [
        ("first.crshare", &first),
        ("second.crshare", &second),
        ("first.crshare", &first),
    ] {
        pick(&ours, &folder, name, file).await?;
        ours.says("You have all of this already.").await?;
        ours.press("Close").await?;
        assert_eq!(ours.export().await?, before, "{name}");
    }
    ours.open_partner("Contoso").await?;
    shows(&ours, &relation).await?;
    let all = ours.bundle().await?.responses;
    let note = all
        .iter()
        .find_map(Received::of)
        .and_then(std::result::Result::ok);
    assert_eq!(note.and_then(|note| note.file).as_deref(), Some("second.crshare"));

    // Elsewhere the earlier one comes first: it comes to the same answers.
    let elsewhere = crate::stage::serve(Vec::new())?;
    ours.driver.goto(elsewhere.url("/")).await?;
    ours.started().await?;
    for (file, keep) in [
        (&first, "Keep it, filed here"),
        (&second, "Take in what has changed"),
    ] {
        pick(&ours, &folder, "any.crshare", file).await?;
        ours.press(keep).await?;
        ours.saved().await?;
    }
    let answers = |all: &[Assessment]| {
        let theirs = all.iter().find(|one| is_received(one));
        theirs.map(|theirs| theirs.answers.clone())
    };
    assert_eq!(answers(&ours.bundle().await?.responses), answers(&all));
    Ok(())
}
