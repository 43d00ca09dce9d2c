//! How what leaves is protected, signed, copied and given up; and the key that signs.

use channel_readiness::domain::exchange::base64;
use channel_readiness::domain::exchange::sealed::{Mark, open};
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
use crate::network::of_core;
use crate::page::{Named, Page};
use crate::server::Fault;
use crate::stage::Stage;
use crate::truth::{example, rich_response};
use crate::unpacking::{BYTES, link, made, partner, rich, saved};

tests![
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

async fn what_is_protected_opens_with_the_passphrase_alone(stage: Stage) -> Result<()> {
    let page = rich(&stage, |_| ()).await?;
    page.press("Share the result").await?;
    page.click("checkbox", "Protect it with a passphrase").await?;
    page.press("Make a link").await?;
    page.says("The passphrase has fewer than 8 characters.").await?;
    page.focus_is("textbox", "New passphrase").await?;
    page.write("New passphrase", PASSPHRASE).await?;
    page.press("Make a link").await?;
    page.focus_is("textbox", "The same again").await?;
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
    page.open_partner("Contoso").await?;
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
    stage.server.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
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
    const CLIPBOARD: &str = "
        const writeText = async (text) => { if (window.refuses) throw new Error('no'); window.copied = text; };
        Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })";
    let page = partner(&stage).await?;
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
