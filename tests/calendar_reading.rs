//! What is read of a calendar file, line by line, and what is said of the rest.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::calendar::{
    Calendar, CalendarEvent, CalendarTime, Cause, Clock, EventState, LARGEST_CALENDAR, Loss, MOST_EVENTS,
    read_calendar, refuse_larger_calendar,
};
use channel_readiness::domain::time::{Day, Moment};
use channel_readiness::domain::touchpoint::Minutes;

/// A calendar with one event of these lines, behind `UID` and `DTSTART`.
fn with(lines: &str) -> Calendar {
    raw(&format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:20261122T104100\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ))
}

fn raw(text: &str) -> Calendar {
    read_calendar(text).unwrap()
}

/// The one event of these lines, which are all right.
#[track_caller]
fn fine(lines: &str) -> CalendarEvent {
    let calendar = with(lines);
    assert_eq!(calendar.problems, [], "{lines}");
    calendar.events.into_iter().next().unwrap()
}

#[track_caller]
fn mistake(lines: &str, expected: &str, loss: Loss) {
    let calendar = with(lines);
    let told: Vec<String> = calendar.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told, [expected]);
    assert_eq!(calendar.problems[0].cause.loss(), loss);
    assert_eq!(calendar.events.len(), usize::from(loss < Loss::Event), "{lines}");
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn lines_are_made_whole_whichever_way_they_end_and_fold() {
    for (text, expected) in [
        ("SUMMARY:Technical c\r\n all", "Technical call"),
        ("SUMMARY:Technical\r\n  call", "Technical call"),
        ("SUMMARY:Techni\n\tcal call", "Technical call"),
        ("SUM\r\n MARY:Technical call", "Technical call"),
        ("SUMMARY:Gr\r\n \r\n üße", "Grüße"),
        ("summary:Technical call", "Technical call"),
        ("SUMMARY;LANGUAGE=en-gb:Plan: review", "Plan: review"),
        ("SUMMARY;X=\"a:b;c\":Plan", "Plan"),
        ("SUMMARY:\r\nSUMMARY:second", ""),
    ] {
        assert_eq!(fine(text).summary, expected, "{text}");
    }
}

#[test]
fn text_is_read_as_it_is_meant() {
    for (text, expected) in [
        (r"a\, b\; c\\ d", r"a, b; c\ d"),
        (r"one\ntwo\Nthree", "one\ntwo\nthree"),
        (r"\\n is no line's end", r"\n is no line's end"),
        (r"odd \x stays", r"odd \x stays"),
        (r"at the end \", r"at the end \"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ] {
        assert_eq!(fine(&format!("DESCRIPTION:{text}")).description, expected);
    }
}

#[test]
fn times_are_read_in_each_of_their_forms() {
    let time = |day: &str, clock| {
        Some(CalendarTime {
            day: Day::parse(day).unwrap(),
            clock,
        })
    };
    for (text, expected) in [
        ("20261122", time("2026-11-22", Clock::WholeDay)),
        ("20261122T104100", time("2026-11-22", Clock::Local(38_460))),
        ("20261122T104100Z", time("2026-11-22", Clock::Utc(38_460))),
        ("20261231T235960Z", time("2026-12-31", Clock::Utc(86_399))),
        ("00010101", time("0001-01-01", Clock::WholeDay)),
        ("99991231T235959", time("9999-12-31", Clock::Local(86_399))),
        ("20260230", None),
        ("00000101", None),
        ("2026-11-22", None),
        ("20261122T1041", None),
        ("20261122T240000", None),
        ("20261122T106000", None),
        ("20261122T104161", None),
        ("20261122T104100+0100", None),
        // As Google Calendar has written birthdays.
        ("20261122Z", time("2026-11-22", Clock::WholeDay)),
        ("20261122ZZ", None),
        ("２０２６１１２２", None),
        ("+0261122", None),
        ("", None),
    ] {
        assert_eq!(CalendarTime::parse(text), expected, "{text}");
    }
}

#[test]
fn utc_is_moved_to_the_visitor_s_clock_and_nothing_else_is() {
    let local = |text: &str, minutes: i32| {
        let time = CalendarTime::parse(text).unwrap().local(&|_| minutes);
        format!("{} {:?}", time.day, time.clock)
    };
    assert_eq!(local("20261122T233000Z", 60), "2026-11-23 Local(1800)");
    assert_eq!(local("20261122T003000Z", -60), "2026-11-21 Local(84600)");
    assert_eq!(local("20261122T003000Z", i32::MIN), "2026-11-21 Local(1800)");
    assert_eq!(local("20261122T233000", 60), "2026-11-22 Local(84600)");
    assert_eq!(local("20261122", 600), "2026-11-22 WholeDay");
    assert_eq!(local("99991231T233000Z", 60), "9999-12-31 Utc(84600)");
    let moments = |moment: Moment| i32::from(moment.to_string().starts_with("2026-11-22T23:30:00")) * 60;
    let time = CalendarTime::parse("20261122T233000Z").unwrap();
    assert_eq!(
        time.local(&moments).day,
        day("2026-11-23"),
        "the offset is that of the moment"
    );
}

#[test]
fn an_event_takes_as_long_as_it_says() {
    for (lines, expected) in [
        ("DTEND:20261122T114100", Some(60)),
        ("DTEND;TZID=X:20261122T104159", Some(0)),
        ("DURATION:PT1H30M", Some(90)),
        ("DURATION:P1DT1H", Some(1500)),
        ("DURATION:P1W", Some(10_080)),
        ("DURATION:+PT90S", Some(1)),
        ("DTEND:20261122T114100\r\nDURATION:PT5M", Some(60)),
        // More than a week, on another clock, not said.
        ("DURATION:P8D", None),
        ("DTEND:20261122T114100Z", None),
        ("DTEND;VALUE=DATE:20261123", None),
        ("SUMMARY:x", None),
    ] {
        let minutes = fine(lines).minutes.map(Minutes::count);
        assert_eq!(minutes, expected, "{lines}");
    }
    let days = raw(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20261122\nDTEND:20261123\nEND:VEVENT\nEND:VCALENDAR",
    );
    assert_eq!(days.events[0].minutes, None);
}

#[test]
fn people_are_known_by_their_address() {
    let people = |lines: &str| fine(lines).people.join(" ");
    assert_eq!(
        people("ORGANIZER;CN=\"Berg, Ida\":MAILTO:Ida.Berg@Example.org"),
        "ida.berg@example.org"
    );
    assert_eq!(
        people("ATTENDEE;CN=Ida;EMAIL=ida@example.org:urn:uuid:1"),
        "ida@example.org"
    );
    assert_eq!(people("ATTENDEE;CN=Room:invalid:nomail"), "");
    assert_eq!(people("ATTENDEE;PARTSTAT=DECLINED:mailto:ida@example.org"), "");
    assert_eq!(
        people("ATTENDEE;PARTSTAT=TENTATIVE:mailto:a@example.org\r\nATTENDEE:mailto:b@example.org"),
        "a@example.org b@example.org"
    );
    assert_eq!(people("ATTENDEE:mailto:é"), "");
    assert_eq!(people("ATTENDEE:ä"), "");
}

#[test]
fn alarms_and_other_components_are_passed_over() {
    let event = fine(
        "BEGIN:VALARM\r\nUID:alarm\r\nDESCRIPTION:Reminder\r\nDURATION:PT5M\r\nATTENDEE:mailto:a@example.org\r\nEND:VALARM\r\nSUMMARY:x",
    );
    assert_eq!(
        (&*event.uid, &*event.description, &*event.summary),
        ("u", "", "x")
    );
    assert_eq!((event.minutes, event.people.len()), (None, 0));
    let others = "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:t\nEND:VTODO\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:16010101T030000\nRRULE:FREQ=HOURLY\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VFREEBUSY\nEND:VFREEBUSY\nEND:VCALENDAR";
    assert_eq!(raw(others), Calendar::default());
}

#[test]
fn an_event_or_a_whole_file_may_be_called_off() {
    assert_eq!(fine("STATUS:CANCELLED").state, EventState::Cancelled);
    assert_eq!(fine("STATUS:CONFIRMED").state, EventState::Planned);
    let called_off = |calendar: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\n{calendar}\nBEGIN:VEVENT\nUID:u\nDTSTART:20261122\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        let two = [
            &*text,
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:v\nDTSTART:20261122\nEND:VEVENT\nEND:VCALENDAR\n",
        ];
        raw(&two.concat())
            .events
            .iter()
            .map(|event| event.state)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        called_off("METHOD:CANCEL"),
        [EventState::Cancelled, EventState::Planned]
    );
    assert_eq!(
        called_off("METHOD:PUBLISH"),
        [EventState::Planned, EventState::Planned]
    );
}

#[test]
fn lines_that_are_none_are_told_and_cost_nothing_else() {
    mistake(
        "no colon here",
        "line 5: expected a name, a colon and a value, found \"no colon here\"",
        Loss::Line,
    );
    mistake(
        "SUMMARY;X=\"open:quote",
        "line 5: expected a name, a colon and a value, found \"SUMMARY;X=\"open:quote\"",
        Loss::Line,
    );
    mistake(
        "<p>:</p>",
        "line 5: expected a name, a colon and a value, found \"<p>:</p>\"",
        Loss::Line,
    );
    // As Lotus Notes names them.
    fine("X-OTHER-CHILD_UID:x");
}

#[test]
fn times_that_are_not_read_are_told_with_what_they_cost() {
    mistake(
        "DTSTART:soon",
        "line 5: DTSTART: expected a day such as 20261122 or a time such as 20261122T104100Z, found \"soon\"",
        Loss::Event,
    );
    mistake(
        "DTEND:20260230",
        "line 5: DTEND: expected a day such as 20261122 or a time such as 20261122T104100Z, found \"20260230\"",
        Loss::Line,
    );
    mistake(
        "EXDATE:20261122,x",
        "line 5: EXDATE: expected a day such as 20261122 or a time such as 20261122T104100Z, found \"x\"",
        Loss::Line,
    );
    mistake(
        "RECURRENCE-ID:x",
        "line 5: RECURRENCE-ID: expected a day such as 20261122 or a time such as 20261122T104100Z, found \"x\"",
        Loss::Event,
    );
}

#[test]
fn an_end_that_is_not_read_costs_the_minutes() {
    for duration in [
        "1H",
        "P",
        "PT",
        "P1",
        "PT1H1H",
        "P1H",
        "PT-1H",
        "P9999999999D",
        "PT1M1H",
        "",
        "é",
    ] {
        mistake(
            &format!("DURATION:{duration}"),
            &format!("line 5: DURATION: expected a duration such as PT1H30M, found \"{duration}\""),
            Loss::Line,
        );
    }
    mistake(
        "DTEND:20261122T104000",
        "line 5: the event ends before it starts",
        Loss::Line,
    );
    mistake(
        "DURATION:-PT1M",
        "line 5: the event ends before it starts",
        Loss::Line,
    );
}

#[test]
fn what_is_passed_over_is_told_with_its_line() {
    mistake(
        "RRULE:FREQ=DAILY;COUNT=1\r\nRRULE:FREQ=DAILY",
        "line 6: the event has a second RRULE; the first one is read",
        Loss::Line,
    );
    mistake(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261122",
        "line 5: RECURRENCE-ID: RANGE is not read, the change is taken for one of this occurrence alone",
        Loss::Line,
    );
    mistake("END:VALARM", "line 5: VALARM ends, but has not begun", Loss::Line);
    mistake(
        "BEGIN:VALARM",
        "line 5: VALARM begins, but does not end",
        Loss::Line,
    );
    let folded = format!("COMMENT:{}\r\n {}\r\nDTEND:x", "a".repeat(60), "b".repeat(60));
    mistake(
        &folded,
        "line 7: DTEND: expected a day such as 20261122 or a time such as 20261122T104100Z, found \"x\"",
        Loss::Line,
    );
}

#[test]
fn an_event_without_a_name_or_a_start_is_told() {
    let unnamed = "line 2: the event has no UID, it is known by its start and title";
    for (lines, expected, events) in [
        ("DTSTART:20261122", unnamed, 1),
        ("UID: \nDTSTART:20261122", unnamed, 1),
        ("UID:u", "line 2: the event has no DTSTART", 0),
        ("SUMMARY:neither", "line 2: the event has no DTSTART", 0),
    ] {
        let calendar = raw(&format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR"
        ));
        let told: Vec<String> = calendar.problems.iter().map(ToString::to_string).collect();
        assert_eq!((told, calendar.events.len()), (vec![expected.to_owned()], events));
        let loss = if events == 1 { Loss::Line } else { Loss::Event };
        assert_eq!(calendar.problems[0].cause.loss(), loss);
    }
    let long = |length: usize| {
        let uid = "ä".repeat(length);
        raw(&format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{uid}\nDTSTART:20261122\nEND:VEVENT\nEND:VCALENDAR"
        ))
    };
    assert_eq!(long(1000).events.len(), 1);
    assert_eq!(long(1001).problems[0].cause, Cause::UidTooLong);
}

#[test]
fn events_without_a_name_are_told_apart_by_start_and_title() {
    let uid = |lines: &str| {
        let calendar = raw(&format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR"
        ));
        calendar.events[0].uid.clone()
    };
    let call = uid("DTSTART:20261122T104100\nSUMMARY:Call");
    assert_eq!(
        call,
        uid("SUMMARY:Call\nLOCATION:Here\nDTSTART;TZID=X:20261122T104100")
    );
    for other in [
        "DTSTART:20261122T104100\nSUMMARY:Talk",
        "DTSTART:20261122T104100",
        "DTSTART:20261122T104200\nSUMMARY:Call",
        "DTSTART:20261123T104100\nSUMMARY:Call",
        "DTSTART:20261122\nSUMMARY:Call",
        "DTSTART:20261122T104100Z\nSUMMARY:Call",
    ] {
        assert_ne!(call, uid(other), "{other}");
    }
    let long = uid(&format!("DTSTART:20261122\nSUMMARY:{}", "ä".repeat(100_000)));
    assert!((1..=1000).contains(&long.chars().count()));
}

#[test]
fn one_bad_event_does_not_take_the_others_with_it() {
    let good = |uid: &str| format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART:20261122\nEND:VEVENT\n");
    let bad = [
        "BEGIN:VEVENT\nUID:x\nDTSTART:never\nEND:VEVENT\n",
        "BEGIN:VEVENT\nUID:x\nDTSTART:20261122\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n",
        "BEGIN:VEVENT\nUID:x\nDTSTART:20261122\n",
        "BEGIN:VEVENT\nUID:x\nDTSTART:20261122\nBEGIN:VALARM\n",
        "END:VEVENT\n",
        "BEGIN:VEVENT\nEND:VEVENT\n",
        "\u{0}\u{202e}\n",
    ];
    for bad in bad {
        let text = format!("BEGIN:VCALENDAR\n{}{bad}{}END:VCALENDAR", good("a"), good("b"));
        let calendar = raw(&text);
        let uids: Vec<&str> = calendar.events.iter().map(|event| &*event.uid).collect();
        assert_eq!(uids, ["a", "b"], "{bad}");
        assert!(!calendar.problems.is_empty(), "{bad}");
        assert!(
            calendar
                .problems
                .iter()
                .all(|problem| problem.line.is_some_and(|line| line >= 6))
        );
    }
}

#[test]
fn however_many_events_were_cut_off_the_next_one_is_read() {
    let cut = "BEGIN:VEVENT\nUID:x\nDTSTART:20261122\n".repeat(100);
    let calendar = raw(&format!(
        "BEGIN:VCALENDAR\n{cut}BEGIN:VEVENT\nUID:a\nDTSTART:20261122\nEND:VEVENT\nEND:VCALENDAR"
    ));
    assert_eq!((calendar.events.len(), calendar.problems.len()), (1, 100));
    assert_eq!(
        calendar.problems[1].to_string(),
        "line 5: VEVENT begins, but does not end"
    );
}

#[test]
fn a_file_that_is_cut_off_keeps_what_is_whole() {
    let whole = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261122\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:20261123\nEND:VEVENT\nEND:VCALENDAR\n";
    for cut in whole.find("UID:b").unwrap()..whole.find("END:VCALENDAR").unwrap() - 2 {
        let calendar = raw(&whole[..cut]);
        assert_eq!(calendar.events.len(), 1, "{cut}");
        assert!(
            calendar
                .problems
                .iter()
                .any(|problem| problem.cause.loss() == Loss::Event),
            "{cut}"
        );
    }
}

#[test]
fn what_is_no_calendar_is_refused_as_a_whole() {
    for text in [
        "",
        "\u{feff}",
        "{\"kind\":\"bundle\"}",
        "BEGIN:VCARD\nEND:VCARD",
        "name,day\nx,2026-11-22\n",
    ] {
        assert_eq!(
            read_calendar(text).unwrap_err().cause,
            Cause::NoCalendar,
            "{text}"
        );
    }
    assert_eq!(raw("\u{feff}BEGIN:VCALENDAR\nEND:VCALENDAR"), Calendar::default());
}

#[test]
fn a_file_is_refused_by_its_size_before_it_is_read() {
    assert_eq!(refuse_larger_calendar(LARGEST_CALENDAR), Ok(()));
    let refusal = refuse_larger_calendar(LARGEST_CALENDAR + 1).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "the file has 10000001 bytes, at most 10000000 are read"
    );
    assert_eq!(refusal.cause.loss(), Loss::File);
    let text = "BEGIN:VCALENDAR\n".repeat(LARGEST_CALENDAR / 16 + 1);
    assert_eq!(
        read_calendar(&text).unwrap_err().cause,
        Cause::TooLarge { bytes: text.len() }
    );
}

#[test]
fn no_more_events_are_read_than_there_is_room_for() {
    let event = "BEGIN:VEVENT\nUID:u\nDTSTART:20261122\nEND:VEVENT\n";
    let many = |count: usize| {
        raw(&format!(
            "BEGIN:VCALENDAR\n{}END:VCALENDAR\n",
            event.repeat(count)
        ))
    };
    assert_eq!(many(MOST_EVENTS).problems, []);
    let more = many(MOST_EVENTS + 5);
    assert_eq!(more.events.len(), MOST_EVENTS);
    assert_eq!(more.problems.len(), 1);
    assert_eq!(
        more.problems[0].to_string(),
        "line 80002: the file has more than 20000 events"
    );
    assert_eq!(more.problems[0].cause.loss(), Loss::Rest);
}

#[test]
fn a_thousand_mistakes_are_listed_and_the_others_counted() {
    let calendar = with(&"x\n".repeat(1500));
    assert_eq!(calendar.problems.len(), 1001);
    assert_eq!(
        calendar.problems[1000].to_string(),
        "500 more problems are not listed"
    );
}
