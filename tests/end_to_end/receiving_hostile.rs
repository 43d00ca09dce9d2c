//! What is damaged, changed or made to do harm is refused in words of its own, before any work where that can be told, and
//! nothing is changed by it.

use channel_readiness::domain::exchange::sealed::{Header, Mark, seal};

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::hostile_links::file::{BODY, rewritten};
use crate::page::Page;
use crate::receiving::{paste, pick};
use crate::sent::{file, fragment, header, invite, invite_text, record, view_text, zeros};
use crate::stage::{Folder, Stage};

tests![
    a_damaged_link_says_what_is_wrong_with_it,
    a_damaged_file_says_what_is_wrong_with_it,
    what_asks_for_too_much_is_refused_before_any_work,
    a_bomb_is_stopped,
    what_is_whole_and_says_nonsense_is_refused_with_its_places,
    a_view_from_the_future_is_refused,
    nothing_goes_over_the_network,
];

async fn is_refused(page: &Page, words: &str) -> Result<()> {
    page.find("heading", "This could not be opened").await?;
    page.says(words).await?;
    page.says("Nothing here was changed.").await?;
    page.press("Close").await?;
    page.find("heading", "Partners").await?;
    Ok(())
}

async fn a_damaged_link_says_what_is_wrong_with_it(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let before = page.export().await?;
    let sent = file(&invite_text(&invite()?))?;
    let whole = fragment(&sent);
    paste(&page, &whole[..whole.len() - 8]).await?;
    inspect(&page, "a link that is cut").await?;
    is_refused(&page, "The link is cut: its end is missing.").await?;
    let mut altered = sent.clone();
    altered[BODY + 20] ^= 1;
    paste(&page, &fragment(&altered)).await?;
    is_refused(&page, "It was changed on the way").await?;
    paste(&page, &[&whole[..40], "*", &whole[41..]].concat()).await?;
    is_refused(&page, "The link is damaged: “*”, at place 35 behind “#open=”").await?;
    paste(&page, "https://example.com/").await?;
    is_refused(&page, "This is no link of channel-readiness.").await?;
    // What mail programs do to a link does no harm.
    paste(&page, &["see <https://example.com/", &whole, ">."].concat()).await?;
    page.find("heading", "Northwind asks for your view").await?;
    page.press("Close").await?;
    // In the address too.
    stage.driver.goto("about:blank").await?;
    stage
        .driver
        .goto(stage.server.url(&["/", &whole[..whole.len() - 8]].concat()))
        .await?;
    let page = stage.page();
    page.started().await?;
    is_refused(&page, "The link is cut: its end is missing.").await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn a_damaged_file_says_what_is_wrong_with_it(stage: Stage) -> Result<()> {
    let (page, folder) = (stage.open().await?, Folder::new("damaged")?);
    let before = page.export().await?;
    let sent = file(&view_text(&record(&[("1.1", 2, 50)])?, 40)?)?;
    pick(&page, &folder, "cut.crshare", &sent[..sent.len() / 2]).await?;
    is_refused(&page, "The file is cut:").await?;
    let mut altered = sent.clone();
    altered[BODY + 20] ^= 1;
    pick(&page, &folder, "altered.crshare", &altered).await?;
    is_refused(&page, "It was changed on the way").await?;
    pick(
        &page,
        &folder,
        "newer.crshare",
        &rewritten(sent.clone(), 4, &[2, 0]),
    )
    .await?;
    is_refused(
        &page,
        "It was made by a newer version of channel-readiness: format 2",
    )
    .await?;
    pick(&page, &folder, "letter.txt", b"Dear partner,").await?;
    is_refused(&page, "This is no file that companies send each other").await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn what_asks_for_too_much_is_refused_before_any_work(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let text = invite_text(&invite()?);
    let salted = Header {
        encryption: Some(channel_readiness::domain::exchange::sealed::Encryption {
            rounds: 600_000,
            salt: [3; 16],
            initialisation_vector: [5; 12],
        }),
        ..header(text.len())
    };
    let body = [text.as_bytes(), &[0; 16]].concat();
    let locked = seal(Mark::Exchange, &salted, &body)?;
    for (rounds, words) in [
        (1_u32, "It asks for 1 rounds"),
        (1 << 31, "It asks for 2,147,483,648 rounds"),
    ] {
        paste(
            &page,
            &fragment(&rewritten(locked.clone(), 10, &rounds.to_le_bytes())),
        )
        .await?;
        // No passphrase is asked for: nothing would be done with it.
        is_refused(&page, words).await?;
    }
    let large = rewritten(file(&text)?, 42, &30_000_001_u64.to_le_bytes());
    paste(&page, &fragment(&large)).await?;
    is_refused(&page, "It says that it holds more than the 30 MB that are read.").await?;
    Ok(())
}

async fn a_bomb_is_stopped(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let bomb = zeros(&page, 20_000_000).await?;
    let small = Header {
        is_compressed: true,
        ..header(1000)
    };
    paste(&page, &fragment(&seal(Mark::Exchange, &small, &bomb)?)).await?;
    is_refused(&page, "What is in it is not what its beginning says").await?;
    // As large as it says, and nothing that could be read.
    let honest = Header {
        is_compressed: true,
        ..header(20_000_000)
    };
    paste(&page, &fragment(&seal(Mark::Exchange, &honest, &bomb)?)).await?;
    is_refused(&page, "It is whole, but 1 thing in it is wrong:").await
}

async fn what_is_whole_and_says_nonsense_is_refused_with_its_places(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let text = view_text(&record(&[("1.1", 2, 50)])?, 40)?;
    let text = text.replace("\"level\":2", "\"level\":5");
    paste(&page, &fragment(&file(&text)?)).await?;
    page.says("answers[\"1.1\"].level").await?;
    page.says("expected a whole number from 0 to 4, found 5").await?;
    inspect(&page, "a view with a mistake").await?;
    is_refused(&page, "It is whole, but 1 thing in it is wrong:").await?;
    let other = text
        .replace("\"version\":1", "\"version\":9")
        .replace("\"level\":5", "\"level\":2");
    paste(&page, &fragment(&file(&other)?)).await?;
    is_refused(
        &page,
        "The questionnaire that it answers is neither in it nor here.",
    )
    .await
}

async fn a_view_from_the_future_is_refused(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    paste(
        &page,
        &fragment(&file(&view_text(&record(&[("1.1", 2, 50)])?, -72)?)?),
    )
    .await?;
    is_refused(&page, "which is yet to come").await
}

async fn nothing_goes_over_the_network(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Partners").await?;
    page.started().await?;
    stage.server.clear_log();
    paste(
        &page,
        &fragment(&file(&view_text(&record(&[("1.1", 2, 50)])?, 40)?)?),
    )
    .await?;
    page.press("Keep it apart").await?;
    page.press("Open it").await?;
    page.says("Contoso’s view").await?;
    page.saved().await?;
    let log = stage.server.log();
    let told: Vec<&str> = log.iter().map(|exchange| &*exchange.path).collect();
    // Of the build's own files what the result asks for: other versions of its questionnaire.
    let own = |path: &&str| path.starts_with("/packs/");
    assert!(told.iter().all(own), "{told:?}");
    assert!(log.iter().all(|exchange| exchange.request_body.is_empty()));
    Ok(())
}
