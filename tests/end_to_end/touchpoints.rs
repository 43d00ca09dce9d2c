//! A partner's log: by hand, and beside what both claim. Calendar files are in `touchpoint_files`.

use std::path::Path;

use channel_readiness::domain::cadence::{Direction, Fact, claims, drifts};
use channel_readiness::domain::calendar::{AllDayEvent, write_calendar};
use channel_readiness::domain::library::Library;
use channel_readiness::domain::relationship::{pair, views_of};
use channel_readiness::domain::time::{Day, Moment};
use channel_readiness::domain::touchpoint::{AnswerHours, Kind, Minutes, Touchpoints};
use channel_readiness::storage::RecordKind;
use channel_readiness::storage::envelope;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::finding::until;
use crate::inside::{damage, records_of};
use crate::page::{Named, Page};
use crate::partners::both;
use crate::stage::{Folder, Stage};
use crate::truth::Truth;

tests![
    an_entry_is_added_edited_deleted_and_brought_back,
    undo_is_in_sight_and_stands_on_its_screen,
    what_cannot_be_taken_is_said_at_its_field,
    a_log_that_cannot_be_read_says_so_and_is_not_written_over,
    what_the_log_shows_stands_beside_what_both_claim,
    a_log_holds_up,
];

const ID: &str = "0190f5f0-7b1c-7000-8000-0000000000aa";

/// The page of Nordlicht Systems, one of whose people has an e-mail address, with this log.
pub async fn nordlicht(stage: &Stage, log: &Value) -> Result<Page> {
    let page = stage.open().await?;
    let bundle = json!({
        "kind": "bundle", "format": 1, "packs": [], "responses": [],
        "companies": [{
            "id": ID,
            "name": "Nordlicht Systems",
            "createdAt": "2026-09-01T08:00:00Z",
            "updatedAt": "2026-09-01T08:00:00Z",
            "contacts": [{
                "id": "0190f5f0-7b1c-7000-8000-0000000000bb",
                "name": "Ida Berg",
                "email": "Ida.Berg@nordlicht.example.org",
            }],
            "touchpoints": log,
        }],
    });
    page.import(&bundle.to_string()).await?;
    page.saved().await?;
    shown(&page).await?;
    Ok(page)
}

/// Goes to the page of Nordlicht Systems.
async fn shown(page: &Page) -> Result<()> {
    page.go_to("Partners").await?;
    page.open_partner("Nordlicht Systems").await?;
    page.find("heading", "What you did together").await.map(drop)
}

/// Once all is saved, loads the page anew.
pub async fn reload(page: &Page) -> Result<()> {
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    shown(page).await
}

/// The log as it is kept.
pub async fn log(page: &Page) -> Result<Touchpoints> {
    let companies = page.bundle().await?.companies;
    let company = companies.first().ok_or("there is no company")?;
    Touchpoints::of(company).map_err(|problems| format!("{problems:?}").into())
}

/// The titles that are shown, in their order.
pub async fn titles(page: &Page) -> Result<Vec<String>> {
    let body = "return all('.log .entries h3').map((heading) => heading.textContent)";
    Ok(serde_json::from_value(page.ask(body, Vec::new()).await?)?)
}

/// Waits until the log shows these titles.
pub async fn shows(page: &Page, wanted: &[&str]) -> Result<()> {
    until(&format!("the log {wanted:?}"), || async {
        let found = titles(page).await?;
        if found == wanted {
            Ok(Some(()))
        } else {
            Err(format!("it is {found:?}").into())
        }
    })
    .await
}

/// Puts a day into the form's field.
async fn on(page: &Page, day: &str) -> Result<()> {
    let body = "const field = one('.entry-form input[type=date]'); field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    page.ask(body, vec![json!(day)]).await.map(drop)
}

/// Picks a calendar file, as the browser's own dialog would.
pub async fn pick(page: &Page, file: &Path) -> Result<()> {
    page.find("button", "Import a calendar file").await?;
    let input = page.one(".log input[type=file]").await?;
    Ok(input.send_keys(file.to_string_lossy()).await?)
}

async fn an_entry_is_added_edited_deleted_and_brought_back(stage: Stage) -> Result<()> {
    let page = nordlicht(&stage, &json!([])).await?;
    page.says("Nothing noted yet.").await?;
    page.press("Add an entry").await?;
    page.focus_is("combobox", "What it was").await?;
    page.select("What it was", "Incident").await?;
    on(&page, "2026-10-07").await?;
    page.write("Title", "Update <b>failed</b>").await?;
    page.write("Minutes (optional)", "45").await?;
    page.write("Hours until the first answer (optional)", "2,5")
        .await?;
    page.write("Note", "Three customers").await?;
    page.press("Save entry").await?;
    page.focus_is("button", "Add an entry").await?;
    shows(&page, &["Update <b>failed</b>"]).await?;
    page.says("first answer after 2.5 hours").await?;
    reload(&page).await?;
    shows(&page, &["Update <b>failed</b>"]).await?;
    let kept = log(&page).await?;
    let entry = kept.entries().first().ok_or("not kept")?;
    assert_eq!(
        (entry.kind, entry.day.to_string().as_str()),
        (Kind::Incident, "2026-10-07")
    );
    assert_eq!(entry.minutes.map(Minutes::count), Some(45));
    assert_eq!(entry.answer_hours.map(AnswerHours::count), Some(2.5));
    assert_eq!(entry.note, "Three customers");

    page.click("button", Named::Beginning("Edit Update")).await?;
    page.focus_is("combobox", "What it was").await?;
    page.write("Title", "Update rolled back").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("button", Named::Beginning("Edit Update rolled back"))
        .await?;
    let edited = log(&page).await?;
    assert_eq!(edited.entries().first().map(|entry| entry.id), Some(entry.id));

    page.click("button", Named::Beginning("Delete Update rolled back"))
        .await?;
    page.says("“Update rolled back” was deleted from the log.")
        .await?;
    page.focus_is("heading", "What you did together").await?;
    assert_eq!(log(&page).await?, Touchpoints::default());
    page.press("Undo").await?;
    shows(&page, &["Update rolled back"]).await?;
    reload(&page).await?;
    assert_eq!(log(&page).await?, edited);
    Ok(())
}

async fn undo_is_in_sight_and_stands_on_its_screen(stage: Stage) -> Result<()> {
    let page = nordlicht(&stage, &json!([])).await?;
    page.press("Add an entry").await?;
    page.write("Title", "Kick-off").await?;
    page.keys(Key::Enter).await?;
    shows(&page, &["Kick-off"]).await?;
    page.engine.resize(&page.driver, 360, 640).await?;
    page.click("button", Named::Beginning("Delete Kick-off")).await?;
    page.focus_is("heading", "What you did together").await?;
    let scrolled = page.ask("return scrollY", Vec::new()).await?;
    assert!(scrolled.as_f64() > Some(0.0), "{scrolled}");
    let body =
        "const box = one('.undo').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight";
    assert_eq!(page.ask(body, Vec::new()).await?, json!(true));
    // What gets the focus is not under it.
    for _ in 0..8 {
        page.keys_with(Key::Shift, Key::Tab).await?;
        let body = "const box = one('.undo').getBoundingClientRect(); const own = focused();
            const { top, bottom } = own.getBoundingClientRect();
            return own.closest('.undo') || own.matches('.scroll') || top >= box.bottom || bottom <= box.top";
        let body = format!("return Boolean((() => {{ {body} }})())");
        assert_eq!(page.ask(&body, Vec::new()).await?, json!(true));
    }
    page.go_to("Assessments").await?;
    page.find("heading", "Assessments").await?;
    page.says_not("was deleted from the log").await?;
    page.without("button", "Undo").await?;
    page.go_to("Partners").await?;
    page.says("was deleted from the log").await?;
    page.press("Undo").await?;
    shown(&page).await?;
    shows(&page, &["Kick-off"]).await
}

async fn what_cannot_be_taken_is_said_at_its_field(stage: Stage) -> Result<()> {
    let page = nordlicht(&stage, &json!([])).await?;
    page.press("Add an entry").await?;
    page.write("Minutes (optional)", "10081").await?;
    page.keys(Key::Enter).await?;
    page.says("at most 10,080 (a week)").await?;
    page.focus_is("textbox", "Minutes (optional)").await?;
    assert_eq!(log(&page).await?, Touchpoints::default());
    page.keys(Key::Escape).await?;
    page.focus_is("button", "Add an entry").await?;
    assert_eq!(log(&page).await?, Touchpoints::default());
    Ok(())
}

async fn a_log_that_cannot_be_read_says_so_and_is_not_written_over(stage: Stage) -> Result<()> {
    let entry =
        json!({ "id": "0190f5f0-7b1c-7000-8000-000000000001", "kind": "decision", "day": "2026-10-01" });
    let page = nordlicht(&stage, &json!([entry])).await?;
    // As a fault, or a version to come, would leave it in the store.
    let [record] = records_of(&page, "company")
        .await?
        .try_into()
        .map_err(|_| "not one")?;
    let found = envelope::decode(&record.bytes)?;
    let payload = found.payload.replace("\"decision\"", "\"decreed\"");
    assert_ne!(payload, found.payload);
    let bytes = envelope::encode(RecordKind::Company, found.payload_format, &payload);
    damage(&page, &record.key, &bytes).await?;
    page.driver.refresh().await?;
    page.started().await?;
    shown(&page).await?;
    page.says("This log cannot be read.").await?;
    page.says("touchpoints[0].kind").await?;
    page.without("button", "Add an entry").await?;
    page.without("button", "Import a calendar file").await?;
    assert_eq!(records_of(&page, "company").await?[0].bytes, bytes);
    inspect(&page, "a log that cannot be read").await
}

/// A calendar with a meeting on each of these days before today.
fn meetings(today: Day, title: &str, before: &[i32]) -> String {
    let event = |days: &i32| AllDayEvent {
        uid: format!("{days}@example.org"),
        day: today.plus(-days).unwrap_or(today),
        summary: title.to_owned(),
        description: String::new(),
    };
    let events: Vec<AllDayEvent> = before.iter().map(event).collect();
    write_calendar(&events, Moment::EPOCH)
}

async fn what_the_log_shows_stands_beside_what_both_claim(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    page.says("Log: nothing to go by yet").await?;
    page.says("Vendor says weekly").await?;
    page.says("Partner says quarterly").await?;
    let today = page.today().await?;
    let folder = Folder::new("calendar")?;
    let file = folder.file(
        "calls.ics",
        meetings(today, "Call with Contoso", &[0, 91, 182, 273]),
    )?;
    pick(&page, &file).await?;
    page.press("Take in 4").await?;
    page.says("Log: about every 13 weeks").await?;
    page.says("The vendor claimed weekly, seen quarterly. Talk about it.")
        .await?;
    page.says_not("The partner claimed").await?;
    // The same as the domain says.
    let bundle = page.bundle().await?;
    let company = bundle.companies.first().ok_or("no company")?.clone();
    let log = Touchpoints::of(&company).map_err(|problems| format!("{problems:?}"))?;
    let mut library = Library::default();
    library.take_in(bundle.companies, bundle.responses);
    let pair = pair(&views_of(&library, company.id)).ok_or("no pair")?;
    let pack = Truth::read()?.pack;
    let said: Vec<_> = [pair.ours, pair.theirs]
        .into_iter()
        .flat_map(|view| claims(&pack.questionnaire, view))
        .collect();
    let drifts = drifts(&said, &log, today);
    let slower: Vec<_> = drifts
        .iter()
        .filter(|drift| drift.fact == Fact::ContactCadence)
        .map(|drift| (drift.side, drift.direction))
        .collect();
    assert_eq!(slower, [(pair.ours.side, Direction::Slower)]);
    page.click("disclosure", "What this is computed from").await?;
    page.says("The log has 4 days with a meeting in the 273 days since")
        .await?;
    page.says("gaps of at most 91 days: quarterly.").await?;
    inspect(&page, "the cadence of a log").await
}

async fn a_log_holds_up(stage: Stage) -> Result<()> {
    let entry = |number: u8, kind: &str, day: &str, title: &str| {
        json!({
            "id": format!("0190f5f0-7b1c-7000-8000-0000000000{number:02}"),
            "kind": kind, "day": day, "title": title, "minutes": 45, "answerHours": 2.5,
            "note": "Two points stay open, and a very long word: Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
        })
    };
    let log = json!([
        entry(1, "meeting", "2026-06-01", "Technical call"),
        entry(2, "decision", "2026-07-01", "Plan revised"),
        entry(3, "release", "2026-08-01", &"Version".repeat(30)),
        entry(4, "incident", "2026-09-01", ""),
        entry(5, "meeting", "2026-09-15", "\u{202e}call"),
    ]);
    let page = nordlicht(&stage, &log).await?;
    inspect(&page, "a log").await?;
    page.press("Add an entry").await?;
    on(&page, "").await?;
    page.write("Minutes (optional)", "many").await?;
    page.press("Save entry").await?;
    page.says("Choose the day.").await?;
    inspect(&page, "a log with its form").await?;
    page.press("Cancel").await?;
    page.click("button", Named::Beginning("Edit Plan revised"))
        .await?;
    inspect(&page, "a log with an entry that is edited").await
}
