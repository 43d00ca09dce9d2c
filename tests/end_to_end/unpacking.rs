//! What leaves in links and files, taken out of them again by the domain; only what is compressed the browser unpacks.

use std::fs;
use std::path::Path;

use channel_readiness::domain::exchange::sealed::{Mark, open};
use channel_readiness::domain::exchange::{
    Exchanged, Invite, SharedResult, View, base64, from_fragment, read_exchanged,
};
use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::page::Page;
use crate::stage::Stage;
use crate::truth::{Truth, rich_response};

/// A partner's page, with a view of ours.
pub async fn partner(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    page.write("Your company (optional)", "Northwind").await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    page.go_to("Partners").await?;
    page.open_partner("Contoso").await?;
    page.find("heading", "Ask Contoso for their view").await?;
    Ok(page)
}

/// The result of a rich response.
pub async fn rich(stage: &Stage, change: impl FnOnce(&mut Value)) -> Result<Page> {
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
pub async fn made(page: &Page) -> Result<Vec<u8>> {
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

pub const BYTES: &str =
    "const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));";

/// The document in a file that is not encrypted, as a text. Its compression is undone by the browser.
pub async fn text_of(page: &Page, file: &[u8]) -> Result<String> {
    let sealed = open(Mark::Exchange, file)?;
    assert!(sealed.header.is_compressed && sealed.header.encryption.is_none());
    let text = unpacked(page, sealed.body).await?;
    assert_eq!(text.len() as u64, sealed.header.content_length);
    Ok(text)
}

pub async fn unpacked(page: &Page, gzip: &[u8]) -> Result<String> {
    let script = format!(
        "(body) => {{ {BYTES}
            const stream = new Blob([bytes(body)]).stream().pipeThrough(new DecompressionStream('gzip'));
            return new Response(stream).text(); }}"
    );
    let text = page.await_answer(&script, vec![json!(base64(gzip))]).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// The document in a file.
pub async fn exchanged(page: &Page, file: &[u8]) -> Result<Exchanged> {
    let text = text_of(page, file).await?;
    let pack = Truth::read()?.pack;
    read_exchanged(&text, &[&pack]).map_err(|refusal| format!("{refusal:?}").into())
}

pub async fn invite(page: &Page, file: &[u8]) -> Result<Invite> {
    match exchanged(page, file).await? {
        Exchanged::Invite(invite) => Ok(*invite),
        other => Err(format!("{other:?}").into()),
    }
}

pub async fn view(page: &Page, file: &[u8]) -> Result<View> {
    match exchanged(page, file).await? {
        Exchanged::View(view) => Ok(*view),
        other => Err(format!("{other:?}").into()),
    }
}

pub async fn shared(page: &Page, file: &[u8]) -> Result<SharedResult> {
    match exchanged(page, file).await? {
        Exchanged::SharedResult(shared) => Ok(*shared),
        other => Err(format!("{other:?}").into()),
    }
}

/// The names of all members of a document, whatever level they stand on.
pub fn members(json: &Value, names: &mut Vec<String>) {
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
