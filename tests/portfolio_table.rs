//! Partners in figures as a table: every column, plain numbers, no formulas, and its limits.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::company::{CompanyId, Kind, Size};
use channel_readiness::domain::csv::{LARGEST, LARGEST_WRITTEN, MOST_ROWS, Table};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::portfolio::{
    Column, Facts, Full, Readiness, Relationship, ReportCell, ReportTable, ReportTerm, Row, Whose,
};
use channel_readiness::domain::scoring::Interval;
use channel_readiness::domain::time::{Day, Moment};
use uuid::Uuid;

fn row(name: &str) -> Row {
    Row {
        id: CompanyId(Uuid::from_u128(0xaa)),
        facts: Facts {
            name: name.to_owned(),
            kind: None,
            size: None,
            tags: Vec::new(),
            target: None,
            archived_on: None,
            last_touchpoint: None,
            answer_hours: None,
        },
        views: None,
    }
}

fn whole() -> Row {
    let mut row = row("Kontoso, \"the\" reseller");
    row.facts.kind = Some(Kind::Reseller);
    row.facts.size = Some(Size::UpTo50);
    row.facts.tags = vec!["gold".to_owned(), "a;b".to_owned()];
    row.facts.target = Level::new(3);
    row.facts.last_touchpoint = Day::parse("2026-11-20");
    row.facts.answer_hours = Some(2.5);
    row.views = Some(Relationship {
        views: 4,
        last_answer: Moment::parse("2026-11-22T10:41:00Z"),
        readiness: Some(Readiness {
            whose: Whose::Theirs,
            score: Some(58.333_333_333_333_336),
            interval: Some(Interval {
                low: 43.75,
                high: 1e-7,
            }),
            level: Level::new(0),
            level_high: Level::new(1),
            freshness: Some(-0.0),
            floor: Level::new(2),
            open_gates: 0,
            due: 5,
        }),
        agreement: Some(0.895_833_333_333_333_3),
        joint: Some(25.0),
        matched: 3,
        gap: Some(-2),
    });
    row
}

fn heading(cell: ReportCell) -> String {
    match cell {
        ReportCell::Of(column) => column.name().to_owned(),
        other => format!("{other:?}"),
    }
}

fn words(term: ReportTerm) -> String {
    match term {
        ReportTerm::Kind(kind) => format!("a {}", kind.name()),
        ReportTerm::Size(size) => size.name().replace('-', "–"),
        ReportTerm::Whose(Whose::Theirs) => "Their view".to_owned(),
        ReportTerm::Whose(Whose::Ours) => "Your view".to_owned(),
        // Fourteen hours ahead, where the next day has begun.
        ReportTerm::DayOf(moment) => {
            let there = Moment::from_milliseconds(moment.milliseconds() + 14 * 3_600_000);
            there.unwrap().day().to_string()
        }
    }
}

fn table(columns: &[Column], rows: &[Row]) -> String {
    let mut table = ReportTable::new(columns, heading);
    for row in rows {
        table.write(row, words).unwrap();
    }
    assert_eq!(table.rows(), rows.len());
    table.into_text()
}

#[test]
fn every_column_is_written_plain() {
    let expected = "\u{feff}Id,name,kind,size,tags,score,ScoreLow,ScoreHigh,Whose,level,LevelHigh,floor,open-gates,\
        agreement,Matched,joint,gap,freshness,due,last-answer,last-touchpoint,answer-time,views,target\r\n\
        00000000-0000-0000-0000-0000000000aa,\"Kontoso, \"\"the\"\" reseller\",a reseller,11–50,\"gold; \"\"a;b\"\"\",\
        58.333333333333336,43.75,0.0000001,Their view,0,1,2,0,0.8958333333333333,3,25,-2,0,5,\
        2026-11-23,2026-11-20,2.5,4,3\r\n";
    assert_eq!(table(&Column::ALL, &[whole()]), expected);
}

#[test]
fn what_is_not_there_is_empty_and_never_zero() {
    let bare = table(&Column::ALL, &[row("")]);
    let cells = bare.lines().last().unwrap();
    assert_eq!(
        cells,
        format!("00000000-0000-0000-0000-0000000000aa{}", ",".repeat(23))
    );
}

#[test]
fn columns_stand_as_they_were_chosen() {
    let text = table(&[Column::Target, Column::Name], &[whole()]);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("\u{feff}Id,target,name"));
    let id = "00000000-0000-0000-0000-0000000000aa";
    assert_eq!(
        lines.next(),
        Some(format!("{id},3,\"Kontoso, \"\"the\"\" reseller\"").as_str())
    );
    assert_eq!(table(&[], &[whole()]), format!("\u{feff}Id\r\n{id}\r\n"));
}

#[test]
fn no_name_tag_or_heading_becomes_a_formula() {
    for hostile in [
        "=1+1",
        "+49 30",
        "-cmd",
        "@SUM(A1)",
        "\t=1",
        "＝1",
        " =1",
        "\u{200b}=1",
        "\r=1",
    ] {
        let mut row = row(hostile);
        row.facts.tags = vec![hostile.trim().to_owned()];
        let mut written = ReportTable::new(&[Column::Name, Column::Tags], |_| hostile.to_owned());
        written.write(&row, words).unwrap();
        let text = written.into_text();
        for line in text
            .trim_start_matches('\u{feff}')
            .split("\r\n")
            .filter(|line| !line.is_empty())
        {
            let cells = line.split(',').map(|cell| cell.trim_start_matches('"'));
            for cell in cells.filter(|cell| cell.contains(hostile.trim())) {
                assert!(cell.starts_with('\''), "{hostile:?}: {line:?}");
            }
        }
    }
}

#[test]
fn what_was_written_is_read_again() {
    let name = "Ähre; \"x\"\n=y";
    let text = table(&[Column::Name, Column::Gap], &[whole(), row(name)]);
    let read = Table::read(&text).unwrap();
    let names: Vec<_> = read.rows().map(|row| row.cell(1).unwrap().to_owned()).collect();
    assert_eq!(names, ["Kontoso, \"the\" reseller", name]);
    assert_eq!(read.rows().next().unwrap().cell(2), Some("-2"));
}

#[test]
fn a_hundred_thousand_partners_fit_and_no_more() {
    let mut table = ReportTable::new(&Column::USUAL, heading);
    let row = whole();
    for _ in 0..MOST_ROWS {
        table.write(&row, words).unwrap();
    }
    assert_eq!(table.write(&row, words), Err(Full::Rows));
    let text = table.into_text();
    assert_eq!(Table::read(&text).unwrap().rows().len(), MOST_ROWS);
}

/// Names, tags and numbers about as long as they come.
fn long() -> Row {
    let mut row = whole();
    "Kontoso Systemhaus und Beratung Nordrhein GmbH & Co. KG".clone_into(&mut row.facts.name);
    row.facts.kind = Some(Kind::Distributor);
    row.facts.tags = ["platinum", "new in 2026", "southern region", "renews in autumn"]
        .map(str::to_owned)
        .to_vec();
    row.facts.answer_hours = Some(1_234.567_891_234_567_8);
    let third = |of: f64| Some(of / 3.0);
    if let Some(views) = &mut row.views {
        views.joint = third(200.0);
        if let Some(readiness) = &mut views.readiness {
            readiness.score = third(100.0);
            readiness.interval = Some(Interval {
                low: 100.0 / 7.0,
                high: 600.0 / 7.0,
            });
            readiness.freshness = third(200.0);
        }
    }
    row
}

#[test]
fn a_hundred_thousand_partners_fit_with_every_column_and_long_numbers() {
    let mut table = ReportTable::new(&Column::ALL, heading);
    let row = long();
    for written in 0..MOST_ROWS {
        assert_eq!(table.write(&row, words), Ok(()), "after {written} rows");
    }
    let text = table.into_text();
    // More than a table that is read may have: it is not for that.
    assert!((LARGEST..LARGEST_WRITTEN).contains(&text.len()), "{}", text.len());
}

#[test]
fn a_table_that_is_too_large_to_be_held_is_not_written() {
    let mut table = ReportTable::new(&[Column::Name], heading);
    let long = row(&"x".repeat(LARGEST_WRITTEN / 2));
    table.write(&long, words).unwrap();
    assert_eq!(table.write(&long, words), Err(Full::Bytes));
    table.write(&row("short"), words).unwrap();
    let text = table.into_text();
    assert!(text.len() <= LARGEST_WRITTEN && text.ends_with("short\r\n"));
    assert_eq!(text.lines().count(), 3);
}
