//! The list of partners while what is about them is still read.

use channel_readiness::domain::profile::Glance;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::directory::{company, one_of, with};
use crate::grid::WRITTEN;
use crate::page::Page;
use crate::stage::Stage;
use crate::truth::rich_response;

tests![
    the_list_stands_before_what_is_about_partners_is_read,
    what_is_changed_meanwhile_is_kept,
    of_the_first_rows_those_in_sight_are_written_first,
];

const KONTOSO: &str = "0190f5f0-7b1c-7000-8000-00000000b001";
const FABRIKAM: &str = "0190f5f0-7b1c-7000-8000-00000000b002";

/// Has the widget begin anew, and lets it read nothing but settings and companies until `let_go`.
const BEGIN_ANEW: &str = "async () => {
    const getAll = IDBObjectStore.prototype.getAll;
    IDBObjectStore.prototype.getAll = function (range, ...given) {
        const request = getAll.call(this, range, ...given);
        // A transaction that is asked for something has not ended.
        const hold = () => { if (!window.mayGoOn) this.get('nothing').onsuccess = hold; };
        if (range?.lower === '') hold();
        return request;
    };
    const element = document.querySelector(host);
    const place = element.parentNode;
    element.remove();
    // Taken off and put on in one go, it has only moved.
    await new Promise((resolve) => setTimeout(resolve, 50));
    place.append(element);
}";
const LET_GO: &str = "window.mayGoOn = true";

/// Two partners, one of which has answered; everything saved, and the widget begun anew.
async fn opening(stage: &Stage) -> Result<Page> {
    let page = with(
        stage,
        vec![company(KONTOSO, "Kontoso"), company(FABRIKAM, "Fabrikam")],
    )
    .await?;
    let mut response = rich_response(page.today().await?);
    response["company"] = json!({ "id": KONTOSO, "name": "Kontoso" });
    response["side"] = json!("partner");
    let bundle =
        json!({ "kind": "bundle", "format": 1, "packs": [], "companies": [], "responses": [response] });
    page.import(&bundle.to_string()).await?;
    page.saved().await?;
    page.figures_are_there().await?;
    page.await_answer(BEGIN_ANEW, Vec::new()).await?;
    page.press("Partners").await?;
    Ok(page)
}

async fn the_list_stands_before_what_is_about_partners_is_read(stage: Stage) -> Result<()> {
    let page = opening(&stage).await?;
    page.find("button", "Kontoso").await?;
    page.row_count_is(3).await?;
    page.saving_is("opening").await?;
    // Nothing is told of what nobody knows yet.
    let told = "return [all('.grid .not-yet').length > 0, all('.grid .of-score .range').length, one('.working')?.textContent ?? '']";
    let told = page.ask(told, Vec::new()).await?;
    assert_eq!((&told[0], &told[1]), (&json!(true), &json!(0)));
    assert!(
        told[2].as_str().is_some_and(|words| words.contains("0 of 2")),
        "{told}"
    );
    page.write("Search partners", "konto").await?;
    page.row_count_is(2).await?;
    page.press("Export figures").await?;
    page.says("The figures are still being worked out.").await?;
    // The page of one waits for all of it.
    page.open_partner("Kontoso").await?;
    page.without("grid", "All partners").await?;
    assert!(!page.has("heading", "Kontoso").await?);
    page.ask(LET_GO, Vec::new()).await?;
    page.find("heading", "Kontoso").await?;
    page.press("All partners").await?;
    page.figures_are_there().await?;
    let scores = page
        .ask("return all('.grid .of-score .range').length", Vec::new())
        .await?;
    assert_eq!(scores, 1);
    page.saving_is("unchanged").await
}

async fn what_is_changed_meanwhile_is_kept(stage: Stage) -> Result<()> {
    let page = opening(&stage).await?;
    page.row_count_is(3).await?;
    page.choose_partner("Fabrikam").await?;
    page.do_with_chosen("Add a tag").await?;
    page.focus_is("combobox", "Tag").await?;
    page.keys("gold").await?;
    page.keys(Key::Enter).await?;
    page.says("1 partner was tagged “gold”.").await?;
    page.saving_is("opening").await?;
    page.ask(LET_GO, Vec::new()).await?;
    page.saved().await?;
    page.figures_are_there().await?;
    page.driver.refresh().await?;
    page.started().await?;
    let fabrikam = one_of(&page, FABRIKAM).await?;
    assert_eq!(Glance::of(&fabrikam).tags, ["gold"]);
    page.go_to("Partners").await?;
    page.figures_are_there().await?;
    page.row_count_is(3).await
}

async fn of_the_first_rows_those_in_sight_are_written_first(stage: Stage) -> Result<()> {
    const FOLLOW: &str = "
        const rows = () => all('.grid-row:not([hidden])');
        const isWritten = (row) => row.querySelector('[role=rowheader]');
        const follow = new MutationObserver(() => {
            if (!rows().some(isWritten)) return;
            follow.disconnect();
            // What the first frame shows.
            requestAnimationFrame(() => {
                const written = rows().filter(isWritten).map((row) => Number(row.ariaRowIndex));
                window.firstWritten = [written, rows().length];
            });
        });
        follow.observe(root(), { childList: true, subtree: true });";
    const ALL: &str = "
        await once(() => window.firstWritten, 'the first rows');
        await written();
        const { top, bottom } = one('[role=grid]').getBoundingClientRect();
        const isSeen = (row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom;
        const seen = all('.grid-row:not([hidden])').filter(isSeen).map((row) => Number(row.ariaRowIndex));
        const [first, rows] = window.firstWritten;
        return { waiting: rows - first.length, missing: seen.filter((index) => !first.includes(index)) };";
    let id = |number: usize| format!("0190f5f0-7b1c-7000-8003-{number:012x}");
    let partners = (0..60).map(|number| company(&id(number), &format!("Partner {number}")));
    let page = with(&stage, partners.collect()).await?;
    page.go_to("Questionnaires").await?;
    page.ask(FOLLOW, Vec::new()).await?;
    page.go_to("Partners").await?;
    let told = page
        .await_answer(&format!("async () => {{ {WRITTEN} {ALL} }}"), Vec::new())
        .await?;
    assert_eq!(told["missing"], json!([]), "{told}");
    assert!(told["waiting"].as_u64() > Some(0), "{told}");
    Ok(())
}
