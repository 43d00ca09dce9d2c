//! Tables as text.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::csv::{
    BEGINNING, Delimiter, LARGEST, MOST_COLUMNS, MOST_ROWS, Table, TableError, harmless, restored, write_row,
};
use proptest::prelude::*;

/// The cells of all rows.
fn cells(text: &str) -> Vec<Vec<String>> {
    let table = read(text);
    let rows = [table.header()].into_iter().chain(table.rows());
    rows.map(|row| row.cells().map(str::to_owned).collect()).collect()
}

#[track_caller]
fn read(text: &str) -> Table {
    Table::read(text).unwrap_or_else(|error| panic!("{error} in {text:?}"))
}

/// The numbers and lines of the rows below the headings.
fn places(text: &str) -> Vec<(u32, u32)> {
    read(text).rows().map(|row| (row.number, row.line)).collect()
}

#[test]
fn cells_are_read_by_the_rules_of_quoting() {
    for (text, expected) in [
        ("a,b\n1,2\n", vec![vec!["a", "b"], vec!["1", "2"]]),
        ("a,b\n1,2", vec![vec!["a", "b"], vec!["1", "2"]]),
        ("a,b\n\"1\",\"\"\n", vec![vec!["a", "b"], vec!["1", ""]]),
        (
            "a,b\n\"x,y\",\"say \"\"no\"\"\"\n",
            vec![vec!["a", "b"], vec!["x,y", "say \"no\""]],
        ),
        (
            "a,b\n\"l1\r\nl2\",5\" rack\n",
            vec![vec!["a", "b"], vec!["l1\r\nl2", "5\" rack"]],
        ),
        ("\u{feff}a,b\n1, 2 \n", vec![vec!["a", "b"], vec!["1", " 2 "]]),
        ("a\n1\n", vec![vec!["a"], vec!["1"]]),
        ("a,b\nä,\u{1f600}", vec![vec!["a", "b"], vec!["ä", "\u{1f600}"]]),
        ("a,b", vec![vec!["a", "b"]]),
    ] {
        assert_eq!(cells(text), expected, "{text:?}");
    }
}

#[test]
fn lines_may_end_in_any_way() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["a,b", "1,2", "3,4", ""].join(end);
        assert_eq!(cells(&text), [["a", "b"], ["1", "2"], ["3", "4"]], "{end:?}");
        assert_eq!(places(&text), [(2, 2), (3, 3)], "{end:?}");
    }
    assert_eq!(places("a,b\r\n1,2\r3,4\n5,6"), [(2, 2), (3, 3), (4, 4)]);
}

#[test]
fn rows_have_the_numbers_that_a_spreadsheet_shows() {
    // Empty lines are rows, a row of several lines is one, and a row of empty cells is counted and left out.
    assert_eq!(places("a,b\n\n1,2\n"), [(3, 3)]);
    assert_eq!(places("a,b\r\n\r\n\r\n1,2\r\n"), [(4, 4)]);
    assert_eq!(places("a,b\r\r1,2\r"), [(3, 3)]);
    assert_eq!(places("a,b\n\"1\n1\r\n1\",2\n3,4\n"), [(2, 2), (3, 5)]);
    assert_eq!(places("a,b\n,\n , \n1,2"), [(4, 4)]);
    assert_eq!(read("\n\na,b\n1,2").header().number, 3);
    assert_eq!(places("\n\na,b\n1,2"), [(4, 4)]);
}

#[test]
fn what_parts_the_cells_is_what_parts_them_most_evenly() {
    for (text, expected) in [
        ("a,b\n1,2", Delimiter::Comma),
        ("a;b\n1,5;2\n3;4", Delimiter::Semicolon),
        ("a\tb\n1;1\t2,2", Delimiter::Tab),
        ("a|b|c\n1|2|3", Delimiter::Bar),
        ("a;b\n\"1,2,3\";x\n\"4,5\";y", Delimiter::Semicolon),
        ("name;size, people;kind\nA;1,2;B\nC;3;D", Delimiter::Semicolon),
        ("a,\"b;c\"\n1,\"2;2\"\n3,\"4;4\"", Delimiter::Comma),
        ("name\nA, B\nC; D", Delimiter::Comma),
        ("last, first;kind\nA;x\nB;y", Delimiter::Semicolon),
        ("a;b\n\"x\ny;z\";2", Delimiter::Semicolon),
    ] {
        assert_eq!(read(text).delimiter, expected, "{text:?}");
    }
}

#[test]
fn rows_of_another_length_are_shown_as_they_are() {
    let table = read("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n");
    let lengths: Vec<usize> = table.rows().map(|row| row.len()).collect();
    assert_eq!((table.header().len(), lengths), (3, vec![2, 4, 3]));
    let rows: Vec<_> = table.rows().collect();
    assert_eq!(
        (rows[0].cell(1), rows[0].cell(2), rows[1].cell(3)),
        (Some("2"), None, Some("4"))
    );
    assert_eq!(
        read("a,b,\n1,2\n1,2,\n")
            .rows()
            .map(|row| row.len())
            .collect::<Vec<_>>(),
        [2, 2]
    );
}

#[test]
fn what_is_no_table_is_refused_with_its_place() {
    for (text, expected) in [
        ("", TableError::Empty),
        ("\u{feff}", TableError::Empty),
        ("\n\r\n , \n", TableError::Empty),
        ("a,b\n1,\0", TableError::Nul { line: 2 }),
        ("1,2\n3,4", TableError::HeaderMissing { row: 1, line: 1 }),
        (
            "\nKontoso,ada@example.com\n",
            TableError::HeaderMissing { row: 2, line: 2 },
        ),
        (
            "0190f5f0-7b1c-7000-8000-0000000000aa,Kontoso",
            TableError::HeaderMissing { row: 1, line: 1 },
        ),
        (
            "a,b\n1,2\n\"3,4\n5,6",
            TableError::QuoteNotClosed { row: 3, line: 3 },
        ),
        (
            "a,b\n\"l\nl\",2\n\"",
            TableError::QuoteNotClosed { row: 3, line: 4 },
        ),
    ] {
        assert_eq!(Table::read(text), Err(expected), "{text:?}");
    }
}

#[test]
fn so_much_is_read_and_no_more() {
    let columns = |count: usize| format!("a{}\nx{}", ",b".repeat(count - 1), ",".repeat(count - 1));
    assert_eq!(read(&columns(MOST_COLUMNS)).header().len(), MOST_COLUMNS);
    let refusal = TableError::TooManyColumns { row: 1, line: 1 };
    assert_eq!(Table::read(&columns(MOST_COLUMNS + 1)), Err(refusal));
    assert_eq!(refusal.to_string(), "row 1, line 1: more than 16384 columns");
    let wide_row = format!("a,b\n1,2\n{}", ",x".repeat(MOST_COLUMNS));
    assert_eq!(
        Table::read(&wide_row),
        Err(TableError::TooManyColumns { row: 3, line: 3 })
    );
    let rows = |count: usize| "a\n".to_owned() + &"x\n".repeat(count);
    assert_eq!(read(&rows(MOST_ROWS)).rows().len(), MOST_ROWS);
    assert_eq!(Table::read(&rows(MOST_ROWS + 1)), Err(TableError::TooManyRows));
    let bytes = LARGEST + 1;
    assert_eq!(
        Table::read(&"a".repeat(bytes)),
        Err(TableError::TooLarge { bytes })
    );
    assert!(Table::read(&"a".repeat(LARGEST)).is_ok());
}

#[test]
fn cells_that_a_spreadsheet_takes_for_a_formula_get_an_apostrophe() {
    for text in [
        "=1+1",
        "+49 30 1",
        "+1",
        "-",
        "-a",
        "-1a",
        "-5 ",
        "@SUM(1)",
        "\tx",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u{a0}=1",
        "\u{3000}-x",
        "\u{200b}=1",
        "\u{feff}@",
        " \t",
        "'=1",
        "''-x",
        "' =1",
        "\u{1}=1",
        "\u{202e}=1",
        "-1e",
        "--1",
        "-.5",
    ] {
        assert_eq!(harmless(text), format!("'{text}"), "{text:?}");
        assert_eq!(restored(&harmless(text)), text);
    }
}

#[test]
fn other_cells_and_numbers_stay_as_they_are() {
    for text in [
        "",
        "a",
        "1",
        "-5",
        "-0.25",
        "-1e-9",
        "-1E+9",
        "0",
        "3.5",
        "'",
        "''",
        "'a",
        "'-5",
        "a=1",
        "Kontoso-Nord",
        "1-10",
        "ada@example.com",
        "x\n=1",
        "'\u{2009}a",
    ] {
        assert_eq!(harmless(text), text, "{text:?}");
        assert_eq!(restored(text), text);
    }
}

#[test]
fn a_written_row_is_quoted_where_it_needs_to_be() {
    let mut text = String::new();
    write_row(
        &mut text,
        [
            "a",
            "b,c",
            "d;e",
            "say \"no\"",
            "l\nl",
            " f",
            "-5",
            "=1",
            "\0g",
            "",
        ],
    );
    assert_eq!(
        text,
        "a,\"b,c\",\"d;e\",\"say \"\"no\"\"\",\"l\nl\",\" f\",-5,'=1,g,\r\n"
    );
}

/// Texts that have in them what matters to tables, and any others.
fn texts() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "'", "=", "+", "-", "@", "＝", "－", "\t", "\r", "\n", "\"", ",", ";", "|", " ", "\u{feff}",
        "\u{200b}", "1", "e", ".", "a", "é", "\0",
    ]);
    let odd = prop::collection::vec(odd, 0..8).prop_map(|parts| parts.concat());
    prop_oneof![3 => odd, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_text_comes_back_from_its_cell(text in texts()) {
        let cell = harmless(&text);
        prop_assert_eq!(restored(&cell), &text);
        // What comes from a cell that was not marked is what stands there.
        prop_assert!(restored(&text) == text || harmless(restored(&text)) == text);
        let first = cell.trim_start_matches(|character: char| character.is_whitespace() && !"\t\r\n".contains(character)).chars().next();
        let is_number = cell.parse::<f64>().is_ok();
        prop_assert!(is_number || !first.is_some_and(|first| "=+-@＝＋－＠\t\r\n".contains(first)), "{:?}", cell);
    }

    #[test]
    fn every_table_comes_back_from_its_text(rows in prop::collection::vec([texts(), texts(), texts()], 0..8)) {
        let rows: Vec<[String; 3]> = rows.into_iter().map(|row| row.map(|cell| cell.replace('\0', ""))).collect();
        let mut text = BEGINNING.to_owned();
        write_row(&mut text, ["x", "y", "z"]);
        for row in &rows {
            write_row(&mut text, row.iter().map(String::as_str));
        }
        let table = Table::read(&text).unwrap();
        let found: Vec<Vec<String>> = table.rows().map(|row| row.cells().map(str::to_owned).collect()).collect();
        let is_full = |row: &&[String; 3]| row.iter().any(|cell| !harmless(cell).as_bytes().trim_ascii().is_empty());
        let expected: Vec<Vec<String>> = rows.iter().filter(is_full).map(|row| row.to_vec()).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn no_text_makes_it_panic(text in texts(), more in prop::collection::vec(texts(), 0..20)) {
        for joint in ["", ",", "\n", ";\r\n", "\""] {
            let text = ["a,b\n", &text, joint, &more.join(joint)].concat();
            if let Ok(table) = Table::read(&text) {
                let lines = u32::try_from(text.lines().count() + text.matches('\r').count()).unwrap();
                for row in table.rows() {
                    prop_assert!(row.number > 1 && row.line >= row.number && row.line <= lines);
                    prop_assert_eq!(row.cells().count(), row.cells().filter(|cell| cell.len() <= text.len()).count());
                }
            }
        }
    }
}

#[test]
fn twenty_megabytes_of_anything_are_read_in_a_moment() {
    for pattern in ["a,b\n", ",", "\n", "\"\"", "\"a\"\"b\",", "'=1\t", "a\r"] {
        let text = "name\n".to_owned() + &pattern.repeat((LARGEST - 10) / pattern.len());
        let begin = std::time::Instant::now();
        drop(Table::read(&text));
        assert!(
            begin.elapsed().as_secs() < 20,
            "{pattern:?}: {:?}",
            begin.elapsed()
        );
    }
}
