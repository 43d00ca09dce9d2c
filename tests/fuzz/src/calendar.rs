//! What must hold of calendar files.

use channel_readiness::domain::calendar::{Counterpart, Window, preview, read_calendar};
use channel_readiness::domain::time::{Day, Moment};
use channel_readiness::domain::touchpoint::Touchpoints;

/// Every mistake has a line of the file, what a calendar adds to a log it adds once, and lies within the window.
pub fn calendar(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else {
        return;
    };
    let Ok(calendar) = read_calendar(text) else { return };
    let lines = text.split('\n').count();
    for problem in &calendar.problems {
        let line = problem.line.map_or(1, |line| line as usize);
        assert!((1..=lines).contains(&line), "{problem}");
        assert!(!problem.cause.to_string().is_empty());
    }
    let offset = |moment: Moment| i32::try_from(moment.milliseconds() % 1440).unwrap_or(0);
    let day = |month| Day::from_date(2026, month, 1).expect("a day");
    let window = Window {
        from: day(1),
        to: day(12),
        offset: &offset,
    };
    let everybody = Counterpart::new(
        "Nordlicht Systems",
        ["ida.berg@nordlicht.example.org", "mara.lind@example.com"],
    );
    let mut log = Touchpoints::default();
    let first = preview(&calendar, &everybody, &window, &log);
    first.take_over(&mut log).expect("an empty log has room");
    assert_eq!(log.entries().len(), first.new.len());
    assert!(
        log.entries()
            .iter()
            .all(|entry| (window.from..=window.to).contains(&entry.day))
    );
    let second = preview(&calendar, &everybody, &window, &log);
    assert_eq!(
        (second.new.len(), second.changed.len(), second.cancelled.len()),
        (0, 0, 0)
    );
}
