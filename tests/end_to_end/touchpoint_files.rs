//! Calendar files: meetings that come into a partner's log, and due days that go out.

use std::fmt::Write as _;
use std::path::PathBuf;

use channel_readiness::domain::calendar::{
    CalendarEvent, Counterpart, LARGEST_CALENDAR, Meeting, Preview, Window, preview, read_calendar,
};
use channel_readiness::domain::insight::pulse::pulse_due;
use channel_readiness::domain::time::{Day, Moment};
use channel_readiness::domain::touchpoint::{Touchpoint, Touchpoints};
use serde_json::{Value, json};

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::finding::until;
use crate::instrument::answered;
use crate::page::{Named, Page};
use crate::stage::{Folder, Stage, project};
use crate::touchpoints::{log, nordlicht, pick, reload, shows, titles};
use crate::truth::{Truth, fixture};

tests![
    a_calendar_file_is_shown_first_and_taken_in_whole_or_in_part,
    the_same_calendar_file_twice_adds_nothing,
    what_a_newer_file_changes_and_calls_off_is_asked,
    hostile_calendar_files_are_refused_or_shown_as_text,
    a_large_calendar_does_not_hold_up_the_page,
    the_due_days_of_a_plan_go_into_a_calendar,
    a_calendar_preview_holds_up,
];

/// A file in the manner of what Google Calendar exports.
fn google() -> PathBuf {
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
    let calendar = read_calendar(text).map_err(|problem| problem.to_string())?;
    let known = Counterpart::new("Nordlicht Systems", ["ida.berg@nordlicht.example.org"]);
    Ok(preview(&calendar, &known, &window, log))
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
    entries.extend(wanted.others.iter().map(Meeting::touchpoint));
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
        write!(
            text,
            "BEGIN:VEVENT\r\nUID:{number}@example.org\r\nDTSTART:{day}T083000Z\r\nDTEND:{day}T093000Z\r\n\
            SUMMARY:{title} {number}\r\nDESCRIPTION:{}\r\nEND:VEVENT\r\n",
            "Join by phone. ".repeat(20)
        )?;
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
            let is_calendar = file.path().extension().is_some_and(|ending| ending == "ics");
            let text = std::fs::read_to_string(file.path())?;
            if is_calendar && text.ends_with("END:VCALENDAR\r\n") {
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
    let calendar = read_calendar(&text).map_err(|problem| problem.to_string())?;
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
    let again = read_calendar(&again).map_err(|problem| problem.to_string())?;
    assert_eq!(again.events[0].uid, step.uid);
    Ok(())
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
