//! A partner's log: by hand, from calendar files, beside what both claim; and due days that go into a calendar.

use std::path::Path;

use channel_readiness::domain::cadence::{Direction, Fact, claims, drifts};
use channel_readiness::domain::calendar::{
    AllDayEvent, CalendarEvent, Counterpart, LARGEST_CALENDAR, Preview, Window, preview, read_calendar,
    write_calendar,
};
use channel_readiness::domain::insight::pulse::pulse_due;
use channel_readiness::domain::library::Library;
use channel_readiness::domain::relationship::{pair, views_of};
use channel_readiness::domain::time::{Day, Moment};
use channel_readiness::domain::touchpoint::{Kind, Touchpoint, Touchpoints};
use channel_readiness::storage::RecordKind;
use channel_readiness::storage::envelope;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::finding::until;
use crate::inside::{damage, records_of};
use crate::instrument::answered;
use crate::page::{Named, Page};
use crate::partners::both;
use crate::stage::{Folder, Stage, project};
use crate::truth::{Truth, fixture};

tests![
    an_entry_is_added_edited_deleted_and_brought_back,
    what_cannot_be_taken_is_said_at_its_field,
    a_log_that_cannot_be_read_says_so_and_is_not_written_over,
    a_calendar_file_is_shown_first_and_taken_in_whole_or_in_part,
    the_same_calendar_file_twice_adds_nothing,
    what_a_newer_file_changes_and_calls_off_is_asked,
    what_the_log_shows_stands_beside_what_both_claim,
    hostile_calendar_files_are_refused_or_shown_as_text,
    a_large_calendar_does_not_hold_up_the_page,
    the_due_days_of_a_plan_go_into_a_calendar,
    a_log_holds_up,
    a_calendar_preview_holds_up,
];

const ID: &str = "0190f5f0-7b1c-7000-8000-0000000000aa";

/// The page of Nordlicht Systems, one of whose people has an e-mail address, with this log.
async fn nordlicht(stage: &Stage, log: &Value) -> Result<Page> {
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
    page.press("Open Nordlicht Systems").await?;
    page.find("heading", "What you did together").await.map(drop)
}

async fn reload(page: &Page) -> Result<()> {
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    shown(page).await
}

/// The log as it is kept.
async fn log(page: &Page) -> Result<Touchpoints> {
    let companies = page.bundle().await?.companies;
    let company = companies.first().ok_or("there is no company")?;
    Touchpoints::of(company).map_err(|problems| format!("{problems:?}").into())
}

/// The titles that are shown, in their order.
async fn titles(page: &Page) -> Result<Vec<String>> {
    let body = "return all('.log .entries h3').map((heading) => heading.textContent)";
    Ok(serde_json::from_value(page.ask(body, Vec::new()).await?)?)
}

async fn shows(page: &Page, wanted: &[&str]) -> Result<()> {
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
async fn pick(page: &Page, file: &Path) -> Result<()> {
    page.find("button", "Import a calendar file").await?;
    let input = page.one(".log input[type=file]").await?;
    Ok(input.send_keys(file.to_string_lossy()).await?)
}

fn google() -> std::path::PathBuf {
    project().join("tests/fixtures/calendar/google.ics")
}

/// What the domain says of a file, for the days and the clock of the browser.
async fn expected(page: &Page, text: &str, log: &Touchpoints) -> Result<Preview> {
    let to = page.today().await?;
    let (year, month, day) = to.date();
    let from = Day::from_date(year - 2, month, day).or_else(|| to.plus(-731));
    let minutes = page
        .ask("return -new Date().getTimezoneOffset()", Vec::new())
        .await?;
    let minutes = i32::try_from(minutes.as_i64().ok_or("no offset")?)?;
    let offset = |_: Moment| minutes;
    let window = Window {
        from: from.ok_or("no such day")?,
        to,
        offset: &offset,
    };
    let calendar = read_calendar(text)?;
    let known = Counterpart::new("Nordlicht Systems", ["ida.berg@nordlicht.example.org"]);
    Ok(preview(&calendar, &known, &window, log))
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
    assert_eq!(entry.minutes.map(|minutes| minutes.count()), Some(45));
    assert_eq!(entry.answer_hours.map(|hours| hours.count()), Some(2.5));
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

async fn a_calendar_file_is_shown_first_and_taken_in_whole_or_in_part(stage: Stage) -> Result<()> {
    let page = nordlicht(&stage, &json!([])).await?;
    let wanted = expected(&page, &fixture("calendar/google.ics")?, &Touchpoints::default()).await?;
    assert!(wanted.new.len() > 3 && wanted.others.len() == 1);
    let before = page.export().await?;
    pick(&page, &google()).await?;
    page.focus_is("heading", "What “google.ics” holds").await?;
    page.says(&format!(
        "{} new meetings with Nordlicht Systems",
        wanted.new.len()
    ))
    .await?;
    page.says("1 other meeting in the file").await?;
    page.find("button", format!("Take in {}", wanted.new.len()).as_str())
        .await?;
    // Left, it has changed nothing.
    page.press("Leave it").await?;
    page.focus_is("button", "Import a calendar file").await?;
    page.saved().await?;
    assert_eq!(page.export().await?, before);

    pick(&page, &google()).await?;
    page.click("checkbox", Named::Beginning("Workshop with Nordlicht"))
        .await?;
    page.click("disclosure", "1 other meeting in the file").await?;
    page.click("checkbox", Named::Beginning("Payroll")).await?;
    page.press(&format!("Take in {}", wanted.new.len())).await?;
    page.says(&format!(
        "{} entries were taken in from the calendar file.",
        wanted.new.len()
    ))
    .await?;
    page.focus_is("heading", "What you did together").await?;
    let kept = log(&page).await?;
    let mut entries: Vec<Touchpoint> = wanted
        .new
        .iter()
        .map(|(meeting, _)| meeting.touchpoint())
        .filter(|entry| !entry.title.starts_with("Workshop"))
        .collect();
    entries.extend(wanted.others.iter().map(|meeting| meeting.touchpoint()));
    let mut all = Touchpoints::default();
    for entry in entries {
        all.add(entry)?;
    }
    assert_eq!(kept, all);
    // Six are shown at first, then all.
    assert_eq!(titles(&page).await?.len(), 6.min(wanted.new.len()));
    page.press(&format!("Show all {}", wanted.new.len())).await?;
    until("all entries", || async {
        Ok((titles(&page).await?.len() == wanted.new.len()).then_some(()))
    })
    .await?;
    page.press("Undo").await?;
    page.says("Nothing noted yet.").await?;
    reload(&page).await?;
    assert_eq!(log(&page).await?, Touchpoints::default());
    Ok(())
}

async fn the_same_calendar_file_twice_adds_nothing(stage: Stage) -> Result<()> {
    let page = nordlicht(&stage, &json!([])).await?;
    let text = fixture("calendar/google.ics")?;
    let count = expected(&page, &text, &Touchpoints::default()).await?.new.len();
    pick(&page, &google()).await?;
    page.press(&format!("Take in {count}")).await?;
    page.press("Dismiss").await?;
    page.saved().await?;
    let before = log(&page).await?;
    let again = expected(&page, &text, &before).await?;
    assert_eq!((again.new.len(), again.known.len()), (0, count));
    pick(&page, &google()).await?;
    page.says("Nothing new with Nordlicht Systems").await?;
    page.says(&format!("{count} are in the log already")).await?;
    let take = page.find("button", "Take in 0").await?;
    assert!(!take.is_enabled().await?);
    page.press("Leave it").await?;
    assert_eq!(log(&page).await?, before);
    Ok(())
}

async fn what_a_newer_file_changes_and_calls_off_is_asked(stage: Stage) -> Result<()> {
    let page = nordlicht(&stage, &json!([])).await?;
    let folder = Folder::new("calendar")?;
    let event = |uid: &str, day: &str, title: &str, more: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:{day}T090000\r\nSUMMARY:{title}\r\n{more}END:VEVENT\r\n"
        )
    };
    let file = |events: &[String]| format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", events.concat());
    let first = file(&[
        event("a", "20260901", "Nordlicht Systems: review", ""),
        event("b", "20260915", "Nordlicht Systems: call", ""),
    ]);
    pick(&page, &folder.file("first.ics", first)?).await?;
    page.press("Take in 2").await?;
    shows(&page, &["Nordlicht Systems: call", "Nordlicht Systems: review"]).await?;
    let second = file(&[
        event("a", "20260902", "Nordlicht Systems: review", ""),
        event(
            "b",
            "20260915",
            "Nordlicht Systems: call",
            "SEQUENCE:1\r\nSTATUS:CANCELLED\r\n",
        ),
    ]);
    pick(&page, &folder.file("second.ics", second)?).await?;
    page.says("In the log, but told otherwise here").await?;
    page.says("Called off: to be taken out of the log").await?;
    inspect(&page, "a calendar that changes a log").await?;
    page.press("Take in 2").await?;
    shows(&page, &["Nordlicht Systems: review"]).await?;
    let kept = log(&page).await?;
    assert_eq!(kept.entries()[0].day.to_string(), "2026-09-02");
    page.press("Undo").await?;
    shows(&page, &["Nordlicht Systems: call", "Nordlicht Systems: review"]).await?;
    assert_eq!(log(&page).await?.entries()[0].day.to_string(), "2026-09-01");
    Ok(())
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

async fn hostile_calendar_files_are_refused_or_shown_as_text(stage: Stage) -> Result<()> {
    let page = nordlicht(&stage, &json!([])).await?;
    let before = page.export().await?;
    let folder = Folder::new("calendar")?;
    let refused = |name: &'static str, words: &'static str| {
        let page = page.clone();
        async move {
            page.focus_is("heading", format!("“{name}” was not read").as_str())
                .await?;
            page.says(words).await?;
            page.press("Close").await
        }
    };
    pick(&page, &folder.file("notes.ics", "Call Ida on Monday")?).await?;
    refused("notes.ics", "this is no calendar file").await?;
    pick(&page, &folder.file("empty.ics", "")?).await?;
    refused("empty.ics", "this is no calendar file").await?;
    pick(&page, &folder.file("utf16.ics", [0xFF, 0xFE, b'B', 0])?).await?;
    refused("utf16.ics", "save it as UTF-8").await?;
    pick(
        &page,
        &folder.file("large.ics", vec![b' '; LARGEST_CALENDAR + 1])?,
    )
    .await?;
    refused("large.ics", "at most 10,000,000 are read").await?;
    // Its title is text, its mistakes are told, and its other events are read.
    let script = "<img src=x onerror=document.title='ran'> with Nordlicht Systems \u{202e}gnp.exe";
    let hostile = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261101T090000\nSUMMARY:{script}\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:b\nDTSTART:soon\nSUMMARY:Nordlicht Systems\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:c\nDTSTART:20261102T090000\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:d\nDTSTART:19000101T090000\nRRULE:FREQ=DAILY\nSUMMARY:Mine\nEND:VEVENT\nEND:VCALENDAR\n"
    );
    pick(&page, &folder.file("hostile.ics", hostile)?).await?;
    page.says("1 new meeting with Nordlicht Systems").await?;
    page.click("disclosure", "2 lines were not understood").await?;
    page.says("Line 9").await?;
    page.says("the event is left out").await?;
    page.press("Take in 1").await?;
    page.says("<img src=x onerror=document.title='ran'> with Nordlicht Systems")
        .await?;
    assert_ne!(page.driver.title().await?, "ran");
    assert_eq!(
        page.ask("return all('.log img').length", Vec::new()).await?,
        json!(0)
    );
    page.press("Undo").await?;
    page.says("Nothing noted yet.").await?;
    let after: Value = serde_json::from_str(&page.export().await?)?;
    let before: Value = serde_json::from_str(&before)?;
    assert_eq!(
        after["companies"][0]["touchpoints"],
        before["companies"][0]["touchpoints"]
    );
    Ok(())
}

async fn a_large_calendar_does_not_hold_up_the_page(stage: Stage) -> Result<()> {
    let page = nordlicht(&stage, &json!([])).await?;
    let today = page.today().await?;
    let mut text = String::from("BEGIN:VCALENDAR\r\n");
    for number in 0..19_000 {
        let day = today.plus(-(number % 700)).ok_or("no such day")?;
        let day = day.to_string().replace('-', "");
        let title = if number % 10 == 0 {
            "Nordlicht Systems"
        } else {
            "Other"
        };
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:{number}@example.org\r\nDTSTART:{day}T083000Z\r\nDTEND:{day}T093000Z\r\n\
            SUMMARY:{title} {number}\r\nDESCRIPTION:{}\r\nEND:VEVENT\r\n",
            "Join by phone. ".repeat(20)
        ));
    }
    text.push_str("END:VCALENDAR\r\n");
    assert!(text.len() < LARGEST_CALENDAR, "{}", text.len());
    let folder = Folder::new("calendar")?;
    let file = folder.file("large.ics", text)?;
    // How long the page was held up at most, between frames.
    let body = "window.longest = 0; let before = performance.now();
        const tick = (now) => { window.longest = Math.max(window.longest, now - before); before = now; requestAnimationFrame(tick) };
        requestAnimationFrame(tick)";
    page.ask(body, Vec::new()).await?;
    pick(&page, &file).await?;
    page.find("heading", "What “large.ics” holds").await?;
    let longest = page.ask("return window.longest", Vec::new()).await?;
    eprintln!("a large calendar: the page was held up for {longest} ms at most");
    assert!(
        longest.as_f64().is_some_and(|longest| longest < 1500.0),
        "{longest}"
    );
    Ok(())
}

/// The calendar file that a button brings.
async fn downloaded(page: &Page, stage: &Stage) -> Result<(String, String)> {
    page.press("Due days as a calendar file").await?;
    until("the calendar file", || async {
        for file in std::fs::read_dir(stage.downloads())? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(file.path())?;
            if name.ends_with(".ics") && text.ends_with("END:VCALENDAR\r\n") {
                std::fs::remove_file(file.path())?;
                return Ok(Some((name, text)));
            }
        }
        Ok(None)
    })
    .await
}

async fn the_due_days_of_a_plan_go_into_a_calendar(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    page.go_to("Plan").await?;
    page.press("Keep these steps as my plan").await?;
    page.write("Who", "Ada").await?;
    page.ask(
        "const field = one('.kept-step input[type=date]'); field.value = '2027-03-01';
        field.dispatchEvent(new Event('change', { bubbles: true }))",
        Vec::new(),
    )
    .await?;
    page.saved().await?;
    let (name, text) = downloaded(&page, &stage).await?;
    assert_eq!(name, "channel-readiness-due-days.ics");
    let calendar = read_calendar(&text)?;
    assert_eq!(calendar.problems, []);
    let today = page.today().await?;
    let due = pulse_due(&Truth::read()?.pack.questionnaire, &assessment, today);
    let days: Vec<Day> = calendar.events.iter().map(|event| event.start.day).collect();
    assert_eq!(
        days,
        [Day::parse("2027-03-01").ok_or("no day")?, due.ok_or("no pulse")?]
    );
    let step: &CalendarEvent = &calendar.events[0];
    assert!(step.summary.contains(": level "), "{}", step.summary);
    assert_eq!(step.description, "Who: Ada");
    assert_eq!(calendar.events[1].summary, "Look at some answers again");
    // A second file moves the same events.
    let (_, again) = downloaded(&page, &stage).await?;
    let again = read_calendar(&again)?;
    assert_eq!(again.events[0].uid, step.uid);
    Ok(())
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

async fn a_calendar_preview_holds_up(stage: Stage) -> Result<()> {
    let page = nordlicht(&stage, &json!([])).await?;
    pick(&page, &google()).await?;
    page.find("heading", "What “google.ics” holds").await?;
    page.click("disclosure", "1 other meeting in the file").await?;
    page.click("disclosure", Named::Containing("Which days of"))
        .await?;
    inspect(&page, "a calendar preview").await?;
    let folder = Folder::new("calendar")?;
    pick(&page, &folder.file("notes.ics", "no calendar")?).await?;
    page.find("heading", "“notes.ics” was not read").await?;
    inspect(&page, "a calendar that is refused").await
}
