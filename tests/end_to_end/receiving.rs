//! What another company sends: opened beside what is here, answered or kept, and never written over anything.

use channel_readiness::domain::exchange::{Chosen, write_response};
use channel_readiness::domain::own::{OwnNote, Received, is_received};
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::relationship::filed_under;
use channel_readiness::domain::replica::{DeviceId, Replica, Stamp};
use serde_json::{Value, json};

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};
use crate::sent::{ago, encrypted, file, fragment, key, link, record, result_text, signed, view_text};
use crate::stage::{Folder, Stage};

tests![
    a_view_in_a_file_is_filed_and_compared_and_the_same_again_is_nothing_new,
    a_file_is_picked_by_one_button_alone,
    a_newer_view_says_what_has_changed_and_is_merged,
    a_view_that_is_kept_apart_is_filed_later,
    of_many_views_that_are_kept_apart_a_few_are_shown_and_the_rest_in_turns,
    what_was_kept_is_taken_back_and_comes_again,
    our_own_view_changes_nothing,
    our_own_view_that_somebody_has_changed_stands_beside_ours,
    a_signature_is_shown_and_known_the_next_time,
    a_passphrase_is_asked_for_and_a_wrong_one_loses_nothing,
    a_shared_result_is_shown_and_not_kept,
    what_was_received_is_read_only,
];

const SUMMARY: &str = "Something came from a partner?";

/// What is in the page's address behind `#`, with it.
pub async fn hash(page: &Page) -> Result<String> {
    let hash = page.ask("return location.hash", Vec::new()).await?;
    Ok(hash.as_str().unwrap_or_default().to_owned())
}

/// The page of the bundle, opened by a link.
pub async fn open_by_link(stage: &Stage, file: &[u8]) -> Result<Page> {
    // An address that differs only behind `#` is no new page.
    stage.driver.goto("about:blank").await?;
    stage.driver.goto(link(stage, file)).await?;
    let page = stage.page();
    page.started().await?;
    Ok(page)
}

/// Picks a file on the page of partners.
pub async fn pick(page: &Page, folder: &Folder, name: &str, content: &[u8]) -> Result<()> {
    page.go_to("Partners").await?;
    page.click("disclosure", SUMMARY).await?;
    page.find("button", "Open a file").await?;
    let input = page.one(".ways-in input[type=file]").await?;
    let path = folder.file(name, content)?;
    Ok(input.send_keys(path.to_string_lossy()).await?)
}

/// Pastes a text on the page of partners.
pub async fn paste(page: &Page, text: &str) -> Result<()> {
    page.go_to("Partners").await?;
    page.click("disclosure", SUMMARY).await?;
    page.find("textbox", "Paste a link").await?;
    // As pasting does it: all at once.
    let body = "const field = one('.paste input'); field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    page.ask(body, vec![json!(text)]).await?;
    page.press("Open the link").await
}

/// A vendor's view of Contoso, with eight answers.
async fn about_contoso(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    for level in [3, 1, 4, 2, 3, 2, 0, 4] {
        page.answer(level).await?;
        page.next().await?;
    }
    page.saved().await?;
    Ok(page)
}

pub const LEVELS: [(&str, u8, i64); 4] = [("1.1", 1, 50), ("1.2", 3, 49), ("1.3", 2, 48), ("2.1", 2, 47)];

async fn a_view_in_a_file_is_filed_and_compared_and_the_same_again_is_nothing_new(
    stage: Stage,
) -> Result<()> {
    let (page, folder) = (about_contoso(&stage).await?, Folder::new("view")?);
    let ours = page.assessment().await?;
    let sent = file(&view_text(&record(&LEVELS)?, 40)?)?;
    pick(&page, &folder, "contoso.crshare", &sent).await?;
    page.find("heading", "Contoso’s view").await?;
    page.says("From the file “contoso.crshare”").await?;
    page.says("This is new here.").await?;
    page.says("Not signed").await?;
    page.says("Seen <b>in</b> the calendar").await?;
    // Nothing is kept before somebody says so.
    assert_eq!(page.bundle().await?.responses.len(), 1);
    inspect(&page, "a view").await?;
    page.press("Keep it, filed here").await?;
    page.find("heading", "Kept, filed under Contoso").await?;
    inspect(&page, "a view that is kept").await?;
    page.saved().await?;
    let bundle = page.bundle().await?;
    assert_eq!((bundle.responses.len(), bundle.companies.len()), (2, 1));
    assert!(bundle.responses.contains(&ours), "ours is untouched");
    let theirs = bundle
        .responses
        .iter()
        .find(|one| is_received(one))
        .ok_or("not received")?;
    assert_eq!(filed_under(theirs), Some(bundle.companies[0].id));
    let received = Received::of(theirs)
        .and_then(std::result::Result::ok)
        .ok_or("no note")?;
    assert_eq!(
        (received.file.as_deref(), received.fingerprint),
        (Some("contoso.crshare"), None)
    );
    page.press("See it beside yours").await?;
    page.find("heading", "You see it differently").await?;
    page.says("not signed").await?;
    // By a link this time: it is the same.
    let before = page.export().await?;
    let page = open_by_link(&stage, &sent).await?;
    page.says("You have all of this already.").await?;
    page.says("It is filed under Contoso.").await?;
    inspect(&page, "a view that is here already").await?;
    page.press("Close").await?;
    page.focus_is("heading", "Partners").await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn a_file_is_picked_by_one_button_alone(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Partners").await?;
    page.click("disclosure", SUMMARY).await?;
    page.find("button", "Open a file").await?;
    let input = page.one(".ways-in input[type=file]").await?;
    // WebKit's driver tells the role of what is hidden from assistive technology too.
    for (name, value) in [("aria-hidden", "true"), ("tabindex", "-1")] {
        assert_eq!(input.attr(name).await?.as_deref(), Some(value), "{name}");
    }
    Ok(())
}

async fn a_newer_view_says_what_has_changed_and_is_merged(stage: Stage) -> Result<()> {
    let page = about_contoso(&stage).await?;
    let mut later = LEVELS.to_vec();
    later.push(("1.1", 4, 20));
    later.push(("2.2", 0, 19));
    let (first, second) = (
        file(&view_text(&record(&LEVELS)?, 40)?)?,
        file(&view_text(&record(&later)?, 10)?)?,
    );
    page.go_to("Partners").await?;
    paste(&page, &link(&stage, &first)).await?;
    page.press("Keep it, filed here").await?;
    page.find("heading", "Kept, filed under Contoso").await?;
    page.press("Close").await?;
    paste(&page, &link(&stage, &second)).await?;
    page.says("You have an earlier version of this. 2 things are different now.")
        .await?;
    let changed = page
        .ask(
            "return all('.changes li').map((row) => [row.dataset.indicator, row.lastElementChild.textContent])",
            Vec::new(),
        )
        .await?;
    assert_eq!(
        changed,
        json!([["1.1", "Level 1 → Level 4"], ["2.2", "No answer → Level 0"]])
    );
    inspect(&page, "a newer view").await?;
    page.press("Take in what has changed").await?;
    page.find("heading", "Kept, filed under Contoso").await?;
    page.press("Open it").await?;
    page.says("Contoso’s view").await?;
    let theirs = theirs(&page).await?;
    assert_eq!(theirs["answers"]["1.1"]["level"], 4);
    assert_eq!(theirs["answers"]["2.2"]["level"], 0);
    // The older one comes late: nothing of it is new.
    paste(&page, &link(&stage, &first)).await?;
    page.says("You have all of this already.").await?;
    page.press("Open it").await?;
    // What it was before stays with the answer.
    page.go_to("Questions").await?;
    page.click("disclosure", "Earlier answers").await?;
    page.says("Level 1").await?;
    assert!(!page.has("button", Named::Beginning("Bring back")).await?);
    Ok(())
}

/// The received assessment, as it is exported.
async fn theirs(page: &Page) -> Result<Value> {
    let bundle: Value = serde_json::from_str(&page.export().await?)?;
    let responses = bundle["responses"].as_array().ok_or("no responses")?;
    let found = responses.iter().find(|one| one["received"].is_object());
    Ok(found.ok_or("nothing was received")?.clone())
}

async fn a_view_that_is_kept_apart_is_filed_later(stage: Stage) -> Result<()> {
    let page = open_by_link(&stage, &file(&view_text(&record(&LEVELS)?, 40)?)?).await?;
    page.press("Keep it apart").await?;
    page.find("heading", "Kept apart").await?;
    page.press("Close").await?;
    page.find("heading", "1 view is filed under nobody").await?;
    inspect(&page, "a view that is kept apart").await?;
    page.press("File under a partner: Contoso’s view").await?;
    page.click("radio", "A new partner").await?;
    page.write("Name of the new partner", "Contoso Ltd").await?;
    page.press("File here").await?;
    page.without("heading", "1 view is filed under nobody").await?;
    page.open_partner("Contoso Ltd").await?;
    page.find("heading", "Contoso Ltd’s view").await?;
    page.says("not signed").await?;
    page.saved().await?;
    // In the list of assessments too.
    page.go_to("Assessments").await?;
    page.says("Contoso’s view").await?;
    page.press("Keep apart: Spring").await?;
    page.saved().await?;
    page.go_to("Partners").await?;
    page.press("All partners").await?;
    page.find("heading", "1 view is filed under nobody").await?;
    Ok(())
}

async fn of_many_views_that_are_kept_apart_a_few_are_shown_and_the_rest_in_turns(stage: Stage) -> Result<()> {
    let page = open_by_link(&stage, &file(&view_text(&record(&LEVELS)?, 40)?)?).await?;
    page.press("Keep it apart").await?;
    page.press("Close").await?;
    page.saved().await?;
    let one = theirs(&page).await?;
    let more = (1..45).map(|number| {
        let mut other = one.clone();
        other["id"] = json!(format!("6f1c7f0e-51a5-4c1f-9d53-{number:012x}"));
        other
    });
    let more: Vec<Value> = more.collect();
    let bundle = json!({ "kind": "bundle", "format": 1, "packs": [], "companies": [], "responses": more });
    page.import(&bundle.to_string()).await?;
    page.find("heading", "45 views are filed under nobody").await?;
    // How many are shown, and in which of them the focus is.
    let are_shown = async |expected: Value| {
        let body = "const shown = all('.kept-apart li.entry');
            return [shown.length, shown.indexOf(root().activeElement?.closest('.kept-apart li'))]";
        until(&format!("{expected} of those kept apart"), || async {
            let found = page.ask(body, Vec::new()).await?;
            if found == expected {
                Ok(Some(()))
            } else {
                Err(found.to_string().into())
            }
        })
        .await
    };
    are_shown(json!([20, -1])).await?;
    page.press("Show 20 more").await?;
    are_shown(json!([40, 20])).await?;
    inspect(&page, "many views that are kept apart").await?;
    page.press("Show 5 more").await?;
    are_shown(json!([45, 40])).await?;
    page.without("button", Named::Beginning("Show 5 more")).await
}

async fn what_was_kept_is_taken_back_and_comes_again(stage: Stage) -> Result<()> {
    let sent = file(&view_text(&record(&LEVELS)?, 40)?)?;
    let page = open_by_link(&stage, &sent).await?;
    page.click("radio", "A new partner").await?;
    page.press("Keep it, filed here").await?;
    page.find("heading", "Kept, filed under Contoso").await?;
    page.press("Undo").await?;
    page.find("heading", "Undone. Nothing of yours was changed.")
        .await?;
    page.saved().await?;
    let bundle = page.bundle().await?;
    assert_eq!((bundle.responses.len(), bundle.companies.len()), (0, 0));
    // It lies in the bin, and comes out of it again.
    let page = open_by_link(&stage, &sent).await?;
    page.says("You deleted it; it lies in the bin.").await?;
    page.press("Bring it back").await?;
    page.find("heading", Named::Beginning("Kept")).await?;
    assert_eq!(page.bundle().await?.responses.len(), 1);
    Ok(())
}

async fn our_own_view_changes_nothing(stage: Stage) -> Result<()> {
    let page = about_contoso(&stage).await?;
    let before = page.export().await?;
    let ours = Replica::new(&write_response(&page.assessment().await?));
    paste(&page, &link(&stage, &file(&view_text(&ours, 0)?)?)).await?;
    page.says("This is your own assessment").await?;
    inspect(&page, "our own view").await?;
    page.press("Close").await?;
    page.focus_is("heading", "Partners").await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn our_own_view_that_somebody_has_changed_stands_beside_ours(stage: Stage) -> Result<()> {
    let page = about_contoso(&stage).await?;
    let ours = page.assessment().await?;
    let mut record = Replica::new(&write_response(&ours));
    let mut changed = ours.clone();
    changed.answers.remove(&IndicatorId("1.1".to_owned()));
    "Mallory".clone_into(&mut changed.company.name);
    let at = u64::try_from(ago(0)?.milliseconds())?;
    let stamp = Stamp::new(at, 1, DeviceId(9)).ok_or("no stamp")?;
    record.change(&write_response(&changed), stamp);
    paste(&page, &link(&stage, &file(&view_text(&record, 0)?)?)).await?;
    page.says("This was your own assessment, and somebody has changed it.")
        .await?;
    inspect(&page, "our own view, changed").await?;
    page.press("Keep it apart").await?;
    page.find("heading", "Kept apart").await?;
    let mut both = page.bundle().await?.responses;
    assert!(both.contains(&ours));
    both.retain(is_received);
    assert_eq!(both.len(), 1);
    assert_eq!(both[0].company.name, "Mallory");
    Ok(())
}

async fn a_signature_is_shown_and_known_the_next_time(stage: Stage) -> Result<()> {
    let page = about_contoso(&stage).await?;
    let key = key(&page).await?;
    let fingerprint = key.1.fingerprint();
    let mut later = LEVELS.to_vec();
    later.push(("1.1", 4, 20));
    let first = signed(&page, &view_text(&record(&LEVELS)?, 40)?, &key).await?;
    let second = signed(&page, &view_text(&record(&later)?, 10)?, &key).await?;
    paste(&page, &fragment(&first)).await?;
    page.says(&format!("Signed by {fingerprint}")).await?;
    page.says("You have not seen this key before.").await?;
    page.press("Keep it, filed here").await?;
    page.press("Open it").await?;
    page.says(&format!("signed by {fingerprint}")).await?;
    paste(&page, &fragment(&second)).await?;
    page.says("You know this key from Contoso.").await?;
    inspect(&page, "a view with a known signature").await?;
    page.press("Take in what has changed").await?;
    page.find("heading", "Kept, filed under Contoso").await?;
    // Whoever changes it has to break the signature, and may well make the hash right again.
    let mut changed = second.clone();
    let place = changed
        .windows(7)
        .position(|part| part == b"Contoso")
        .ok_or("no name")?;
    changed[place] = b'K';
    let end = changed.len() - 32;
    let digest = <sha2::Sha256 as sha2::Digest>::digest(&changed[..end]);
    changed[end..].copy_from_slice(&digest);
    let before = page.export().await?;
    paste(&page, &fragment(&changed)).await?;
    page.says("Somebody has changed it after it was signed").await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn a_passphrase_is_asked_for_and_a_wrong_one_loses_nothing(stage: Stage) -> Result<()> {
    let page = about_contoso(&stage).await?;
    let sent = encrypted(&page, &view_text(&record(&LEVELS)?, 40)?, "correct horse").await?;
    let page = open_by_link(&stage, &sent).await?;
    page.find("heading", "This needs a passphrase").await?;
    inspect(&page, "what needs a passphrase").await?;
    page.write("Passphrase", "wrong horse").await?;
    page.press("Open").await?;
    page.says("That is not its passphrase. Nothing is lost: try again.")
        .await?;
    page.write("Passphrase", "correct horse").await?;
    page.press("Open").await?;
    page.find("heading", "Contoso’s view").await?;
    Ok(())
}

async fn a_shared_result_is_shown_and_not_kept(stage: Stage) -> Result<()> {
    let theirs = record(&LEVELS)?;
    let page = open_by_link(&stage, &file(&result_text(&theirs, Chosen::Scores)?)?).await?;
    page.find("heading", "Contoso shows you a result").await?;
    page.says("it is not kept here").await?;
    page.find("heading", "By dimension").await?;
    assert!(!page.has("heading", "Their answers").await?);
    inspect(&page, "a shared result").await?;
    page.press("Close").await?;
    let page = open_by_link(&stage, &file(&result_text(&theirs, Chosen::Evidence)?)?).await?;
    page.find("heading", "Their answers").await?;
    page.says("Seen <b>in</b> the calendar").await?;
    inspect(&page, "a shared result with evidence").await?;
    let bundle = page.bundle().await?;
    assert_eq!((bundle.responses.len(), bundle.companies.len()), (0, 0));
    Ok(())
}

async fn what_was_received_is_read_only(stage: Stage) -> Result<()> {
    let page = open_by_link(&stage, &file(&view_text(&record(&LEVELS)?, 40)?)?).await?;
    page.press("Keep it apart").await?;
    page.press("Open it").await?;
    page.says("Contoso’s view").await?;
    page.says("not signed").await?;
    page.saved().await?;
    inspect(&page, "the result of what was received").await?;
    let before = page.export().await?;
    page.go_to("Questions").await?;
    page.asks("1.1").await?;
    let enabled =
        "return all('.one input, .one textarea').filter((input) => !input.matches(':disabled')).length";
    assert_eq!(page.ask(enabled, Vec::new()).await?, 0);
    page.keys("3").await?;
    page.press("Next question").await?;
    page.asks("1.2").await?;
    page.says("Seen <b>in</b> the calendar").await?;
    page.keys("0").await?;
    inspect(&page, "a question of what was received").await?;
    page.go_to("Overview").await?;
    assert!(!page.has("button", Named::Beginning("Go on")).await?);
    inspect(&page, "the overview of what was received").await?;
    page.go_to("Plan").await?;
    page.says("A plan belongs to whoever answers.").await?;
    page.go_to("Assessments").await?;
    assert!(!page.has("button", Named::Beginning("Rename")).await?);
    assert!(!page.has("button", Named::Beginning("Go on with")).await?);
    inspect(&page, "the list with what was received").await?;
    assert_eq!(page.export().await?, before);
    // A copy is ours.
    page.press("Duplicate Spring").await?;
    page.find("heading", "Copy of Spring").await?;
    let bundle = page.bundle().await?;
    let ours: Vec<_> = bundle.responses.iter().filter(|one| !is_received(one)).collect();
    assert_eq!(ours.len(), 1);
    assert_eq!(filed_under(ours[0]), None);
    Ok(())
}
