//! What leaves for another company: invites, answers and results, in links and files. Each is opened here by the domain,
//! and holds what was shown and nothing else.

use std::fs;
use std::path::Path;

use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::exchange::sealed::{Mark, open};
use channel_readiness::domain::exchange::{
    Exchanged, Invite, SharedResult, View, base64, from_fragment, read_exchanged,
};
use channel_readiness::domain::own::SentInvite;
use channel_readiness::domain::pack::Length;
use channel_readiness::domain::side::Side;
use channel_readiness::storage::sealed;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::exchange::downloaded;
use crate::finding::until;
use crate::inside::records_of;
use crate::lasting::give_up_writes;
use crate::lock::{set_lock, unlock};
use crate::page::{Named, Page};
use crate::server::Fault;
use crate::stage::Stage;
use crate::truth::{Truth, example, fixture, rich_response};

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
    what_is_protected_opens_with_the_passphrase_alone,
    what_is_signed_shows_the_fingerprint_that_is_read_by_phone,
    with_a_key_that_was_not_saved_nothing_is_signed,
    the_key_goes_into_no_copy_of_ones_data,
    the_key_is_sealed_where_a_lock_is_set,
    a_link_is_copied_or_selected,
    nothing_goes_over_the_network,
    what_was_made_is_changed_and_given_up,
    sending_holds_up,
];

const PASSPHRASE: &str = "correct horse battery";
const INVITE: &str = "0190f5f0-7b1c-7000-8000-0000000000e1";

/// A partner's page, with a view of ours.
async fn partner(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    page.write("Your company (optional)", "Northwind").await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    page.go_to("Partners").await?;
    page.press("Open Contoso").await?;
    page.find("heading", "Ask Contoso for their view").await?;
    Ok(page)
}

/// The result of a rich response.
async fn rich(stage: &Stage, change: impl FnOnce(&mut Value)) -> Result<Page> {
    let page = stage.open().await?;
    let mut response = rich_response(page.today().await?);
    change(&mut response);
    page.import(&response.to_string()).await?;
    page.find("heading", "What to do next").await?;
    page.saved().await?;
    Ok(page)
}

/// The link that was made.
pub async fn link(page: &Page) -> Result<String> {
    page.find("textbox", "The link").await?;
    let link = page.ask("return one('.link textarea').value", Vec::new()).await?;
    Ok(link.as_str().unwrap_or_default().to_owned())
}

/// Presses the button that makes a link, and gives the file in it.
async fn made(page: &Page) -> Result<Vec<u8>> {
    page.press("Make a link").await?;
    let link = link(page).await?;
    let (_, fragment) = link.split_once('#').ok_or("no fragment")?;
    Ok(from_fragment(fragment)?)
}

/// The file of this kind that the browser has saved, with its name.
pub async fn saved(folder: &Path) -> Result<(String, Vec<u8>)> {
    until("the file", || async {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|ending| ending == "crshare") {
                let bytes = fs::read(&path)?;
                if open(Mark::Exchange, &bytes).is_ok() {
                    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                    return Ok(Some((name.unwrap_or_default(), bytes)));
                }
            }
        }
        Ok(None)
    })
    .await
}

const BYTES: &str = "const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));";

/// The document in a file that is not encrypted, as a text. Its compression is undone by the browser.
async fn text_of(page: &Page, file: &[u8]) -> Result<String> {
    let sealed = open(Mark::Exchange, file)?;
    assert!(sealed.header.is_compressed && sealed.header.encryption.is_none());
    let text = unpacked(page, sealed.body).await?;
    assert_eq!(text.len() as u64, sealed.header.content_length);
    Ok(text)
}

async fn unpacked(page: &Page, gzip: &[u8]) -> Result<String> {
    let script = format!(
        "(body) => {{ {BYTES}
            const stream = new Blob([bytes(body)]).stream().pipeThrough(new DecompressionStream('gzip'));
            return new Response(stream).text(); }}"
    );
    let text = page.await_answer(&script, vec![json!(base64(gzip))]).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// The document in a file.
async fn exchanged(page: &Page, file: &[u8]) -> Result<Exchanged> {
    let text = text_of(page, file).await?;
    let pack = Truth::read()?.pack;
    read_exchanged(&text, &[&pack]).map_err(|refusal| format!("{refusal:?}").into())
}

async fn invite(page: &Page, file: &[u8]) -> Result<Invite> {
    match exchanged(page, file).await? {
        Exchanged::Invite(invite) => Ok(*invite),
        other => Err(format!("{other:?}").into()),
    }
}

async fn view(page: &Page, file: &[u8]) -> Result<View> {
    match exchanged(page, file).await? {
        Exchanged::View(view) => Ok(*view),
        other => Err(format!("{other:?}").into()),
    }
}

async fn shared(page: &Page, file: &[u8]) -> Result<SharedResult> {
    match exchanged(page, file).await? {
        Exchanged::SharedResult(shared) => Ok(*shared),
        other => Err(format!("{other:?}").into()),
    }
}

/// The names of all members of a document, whatever level they stand on.
fn members(json: &Value, names: &mut Vec<String>) {
    match json {
        Value::Object(all) => {
            for (name, value) in all {
                names.push(name.clone());
                members(value, names);
            }
        }
        Value::Array(all) => all.iter().for_each(|one| members(one, names)),
        _ => {}
    }
}

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
        .flat_map(SentInvite::to)
        .map(|sent| sent.id)
        .collect();
    assert_eq!(sent, [first.id]);
    page.go_to("Partners").await?;
    page.press("Open Contoso").await?;
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
    page.press("Open Fabrikam").await?;
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
    page.press("Open Fabrikam").await?;
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
    page.press("Open Contoso").await?;
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
    page.press("Result of Vendor's view of Fabrikam").await?;
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
    page.press("Result of Vendor's view of Contoso").await?;
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

async fn what_is_protected_opens_with_the_passphrase_alone(stage: Stage) -> Result<()> {
    let page = rich(&stage, |_| ()).await?;
    page.press("Share the result").await?;
    page.click("checkbox", "Protect it with a passphrase").await?;
    page.press("Make a link").await?;
    page.says("The passphrase has fewer than 8 characters.").await?;
    page.write("New passphrase", PASSPHRASE).await?;
    page.write("The same again", PASSPHRASE).await?;
    let file = made(&page).await?;
    page.says("It needs the passphrase to open.").await?;
    let sealed = open(Mark::Exchange, &file)?;
    let found = sealed.header.encryption.clone().ok_or("not encrypted")?;
    assert_eq!(found.rounds, 600_000);
    let script = format!(
        "async (passphrase, salt, iv, beside, body) => {{ {BYTES}
            const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2',
                false, ['deriveKey']);
            const key = await crypto.subtle.deriveKey(
                {{ name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations: 600000 }}, secret,
                {{ name: 'AES-GCM', length: 256 }}, false, ['decrypt']);
            const plain = await crypto.subtle.decrypt(
                {{ name: 'AES-GCM', iv: bytes(iv), additionalData: bytes(beside) }}, key, bytes(body));
            const stream = new Blob([plain]).stream().pipeThrough(new DecompressionStream('gzip'));
            return new Response(stream).text(); }}"
    );
    let given = |passphrase: &str| {
        vec![
            json!(passphrase),
            json!(base64(&found.salt)),
            json!(base64(&found.initialisation_vector)),
            json!(base64(&sealed.additional_data(Mark::Exchange))),
            json!(base64(sealed.body)),
        ]
    };
    let text = page.await_answer(&script, given(PASSPHRASE)).await?;
    let document: Value = serde_json::from_str(text.as_str().unwrap_or_default())?;
    assert_eq!(document["kind"], json!("shared-result"));
    assert!(
        page.await_answer(&script, given("correct horse batterx"))
            .await
            .is_err()
    );
    Ok(())
}

/// Whether the browser finds the signature of a file right; and the fingerprint of its key.
async fn verified(page: &Page, file: &[u8]) -> Result<(bool, String)> {
    let sealed = open(Mark::Exchange, file)?;
    let signed = sealed.signed.ok_or("not signed")?;
    let script = format!(
        "async (point, signature, of) => {{ {BYTES}
            const scheme = {{ name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }};
            const key = await crypto.subtle.importKey('raw', bytes(point), scheme, false, ['verify']);
            return crypto.subtle.verify(scheme, key, bytes(signature), bytes(of)); }}"
    );
    let given = [signed.key.point().as_slice(), &signed.signature, signed.of];
    let given = given.map(|bytes| json!(base64(bytes)));
    let is_right = page.await_answer(&script, given.into()).await?;
    Ok((is_right == json!(true), signed.key.fingerprint()))
}

async fn what_is_signed_shows_the_fingerprint_that_is_read_by_phone(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    page.press("Make an invite").await?;
    page.click("checkbox", "Sign it").await?;
    page.says("There is no key yet.").await?;
    let file = made(&page).await?;
    let (is_right, fingerprint) = verified(&page, &file).await?;
    assert!(is_right);
    page.says(&format!("Read them your fingerprint on the phone: {fingerprint}"))
        .await?;
    page.driver.refresh().await?;
    page.started().await?;
    page.go_to("Your data").await?;
    page.says(&format!("Your fingerprint: {fingerprint}")).await?;
    // The key is the same for all that comes.
    page.go_to("Partners").await?;
    page.press("Open Contoso").await?;
    page.press("Send to Contoso").await?;
    page.click("checkbox", "Sign it").await?;
    page.says(&format!("Your fingerprint: {fingerprint}")).await?;
    let (is_right, again) = verified(&page, &made(&page).await?).await?;
    assert_eq!((is_right, again), (true, fingerprint));
    Ok(())
}

async fn with_a_key_that_was_not_saved_nothing_is_signed(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    give_up_writes(&page).await?;
    page.press("Make an invite").await?;
    page.click("checkbox", "Sign it").await?;
    page.press("Make a link").await?;
    page.find(
        "alert",
        Named::Containing("the key to sign with could not be saved"),
    )
    .await?;
    page.without("textbox", "The link").await?;
    page.ask("window.givingUp = false", Vec::new()).await?;
    let (is_right, _) = verified(&page, &made(&page).await?).await?;
    assert!(is_right);
    Ok(())
}

async fn the_key_goes_into_no_copy_of_ones_data(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    page.go_to("Your data").await?;
    page.press("Make it now").await?;
    page.says("Your fingerprint:").await?;
    assert_eq!(records_of(&page, "setting/signing-key").await?.len(), 1);
    assert!(!page.export().await?.contains("signing-key"));
    stage.server.fail("/core/core_bg.wasm", Fault::NotFound);
    page.driver.refresh().await?;
    page.find("heading", "What is kept here").await?;
    let (_, text) = downloaded(&page, &stage.downloads(), "Save a copy").await?;
    assert!(
        text.contains("Contoso") && !text.contains("signing-key"),
        "{text}"
    );
    Ok(())
}

async fn the_key_is_sealed_where_a_lock_is_set(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    set_lock(&page).await?;
    page.press("Make it now").await?;
    page.says("Your fingerprint:").await?;
    let fingerprint = page.text_of("[data-figure=fingerprint]").await?;
    let kept = records_of(&page, "setting/signing-key").await?;
    assert!(kept.len() == 1 && kept.iter().all(|record| sealed::is_sealed(&record.bytes)));
    page.driver.refresh().await?;
    unlock(&page).await?;
    page.go_to("Your data").await?;
    page.says(&format!("Your fingerprint: {fingerprint}")).await
}

async fn a_link_is_copied_or_selected(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    const CLIPBOARD: &str = "
        const writeText = async (text) => { if (window.refuses) throw new Error('no'); window.copied = text; };
        Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })";
    page.ask(CLIPBOARD, Vec::new()).await?;
    page.press("Make an invite").await?;
    made(&page).await?;
    page.press("Copy the link").await?;
    page.find("status", Named::Containing("The link is copied."))
        .await?;
    let copied = page.ask("return window.copied", Vec::new()).await?;
    assert_eq!(copied, json!(link(&page).await?));
    page.ask("window.refuses = true", Vec::new()).await?;
    page.press("Copy the link").await?;
    page.find("status", Named::Containing("The link is selected"))
        .await?;
    page.focus_is("textbox", "The link").await?;
    let body = "const field = one('.link textarea'); return field.selectionEnd - field.selectionStart";
    let selected = page.ask(body, Vec::new()).await?;
    assert_eq!(selected, json!(link(&page).await?.len()));
    Ok(())
}

async fn nothing_goes_over_the_network(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    page.press("Make an invite").await?;
    page.write("A few words to them (optional)", "Quixote").await?;
    page.click("checkbox", "Sign it").await?;
    until("the list of questionnaires", || async {
        let mut log = stage.server.log().into_iter();
        Ok(log.any(|one| one.path == "/packs/index.json").then_some(()))
    })
    .await?;
    let before = stage.server.log().len();
    made(&page).await?;
    page.press("Done").await?;
    page.press("Send to Contoso").await?;
    made(&page).await?;
    page.press("Done").await?;
    page.press("Share the result").await?;
    page.press("Save a file").await?;
    saved(&stage.downloads()).await?;
    let log = stage.server.log();
    let new: Vec<_> = log.iter().skip(before).map(|one| one.path.clone()).collect();
    assert!(new.is_empty(), "{new:?}");
    assert!(log.iter().all(|one| one.request_body.is_empty()));
    Ok(())
}

async fn what_was_made_is_changed_and_given_up(stage: Stage) -> Result<()> {
    let page = rich(&stage, |_| ()).await?;
    page.press("Share the result").await?;
    page.press("Cancel").await?;
    page.focus_is("button", "Share the result").await?;
    page.press("Share the result").await?;
    made(&page).await?;
    page.keys(Key::Escape).await?;
    page.focus_is("button", "Share the result").await?;
    // Nothing of it is left for the next one.
    page.press("Send your answers").await?;
    page.find("button", "Make a link").await?;
    page.without("textbox", "The link").await
}

async fn sending_holds_up(stage: Stage) -> Result<()> {
    let page = partner(&stage).await?;
    page.import(&example()?.to_string()).await.ok();
    page.press("Make an invite").await?;
    page.click("checkbox", "Protect it with a passphrase").await?;
    page.click("checkbox", "Sign it").await?;
    page.says("There is no key yet.").await?;
    page.click("disclosure", "Where the link leads").await?;
    inspect(&page, "an invite").await?;
    page.write("New passphrase", PASSPHRASE).await?;
    page.write("The same again", PASSPHRASE).await?;
    made(&page).await?;
    inspect(&page, "an invite that is made").await?;
    page.press("Done").await?;
    inspect(&page, "a partner who was asked").await?;
    page.go_to("Your data").await?;
    page.says("Your fingerprint:").await?;
    inspect(&page, "one's data with a key").await?;
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    page.go_to("Result").await?;
    page.press("Send your answers").await?;
    inspect(&page, "sending one's answers").await?;
    page.press("Save a file").await?;
    page.says("Your answers are saved as a file.").await?;
    inspect(&page, "answers in a file").await?;
    page.press("Done").await?;
    page.press("Share the result").await?;
    inspect(&page, "sharing a result").await
}
