//! What goes out of the list of all partners: the figures as a table, and as a report on paper. Both say what the list
//! says, of all that are shown or of those chosen, and that made-up partners are made up.

use std::path::Path;

use channel_readiness::domain::csv::Table;
use serde_json::{Value, json};

use crate::browser::Result;
use crate::directory::{three, with};
use crate::directory_tables::table_in;
use crate::grid::Drawn;
use crate::journey::prints_page;
use crate::page::Page;
use crate::portfolio::{made_up, show_made_up};
use crate::portfolio_many::choose;
use crate::stage::Stage;

/// So many made-up partners, of whom all but those archived are printed: as many as a report holds.
const MOST: usize = 2_000;

tests![
    the_figures_of_all_that_are_shown_go_out_as_a_table within 240,
    the_figures_of_those_chosen_go_out_as_a_table,
    no_name_becomes_a_formula_in_the_table_of_figures,
    what_goes_out_has_names_of_its_own,
    all_that_are_shown_are_printed_as_a_report within 240,
    a_report_waits_for_what_it_tells within 240,
    those_that_are_chosen_are_printed_as_a_report,
    the_report_has_pages needs Printing,
];

/// A table that went out: its name, its headings, and its rows.
struct Figures {
    name: String,
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Figures {
    async fn in_folder(folder: &Path) -> Result<Self> {
        let (path, bytes) = table_in(folder).await?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let text = String::from_utf8(bytes)?;
        let table = Table::read(&text).map_err(|error| format!("{error:?}"))?;
        let headings: Vec<String> = table.header().cells().map(str::to_owned).collect();
        let rows = table.rows().map(|row| row.cells().map(str::to_owned).collect());
        let rows = rows.collect();
        Ok(Self {
            name: name.unwrap_or_default(),
            headings,
            rows,
        })
    }

    fn cell<'f>(&'f self, row: &'f [String], heading: &str) -> Result<&'f str> {
        let at = self.headings.iter().position(|one| one == heading);
        let at = at.ok_or_else(|| format!("no {heading} in {:?}", self.headings))?;
        Ok(&row[at])
    }
}

/// The number that a cell of the list begins with; `None`: there is none.
fn shown_number(row: &Drawn, column: &str) -> Result<Option<f64>> {
    let says = row.says(column)?;
    let digits: String = says.chars().take_while(char::is_ascii_digit).collect();
    Ok(digits.parse().ok())
}

/// What each row of the list says, the table says of the same partner in the same place: the number that is shown is that
/// of the table, rounded.
fn same_figures(table: &Figures, rows: &[Drawn]) -> Result<()> {
    assert_eq!(table.rows.len(), rows.len());
    let mut compared = 0;
    for (cells, row) in table.rows.iter().zip(rows) {
        let cell = |heading| table.cell(cells, heading);
        assert_eq!(cell("Partner (made up)")?, row.name);
        for (heading, column) in [("Kind", "of-kind"), ("People", "of-size")] {
            let (written, shown) = (cell(heading)?, row.says(column)?);
            assert!(
                written == shown || (written.is_empty() && shown.starts_with('–')),
                "{heading}: {written:?}, {shown:?}"
            );
        }
        for (heading, column, times) in [
            ("Readiness", "of-score", 1.0),
            ("Agreement", "of-agreement", 100.0),
        ] {
            let written = cell(heading)?.parse::<f64>().ok();
            let shown = shown_number(row, column)?;
            assert_eq!(written.is_some(), shown.is_some(), "{heading} of {row:?}");
            if let (Some(written), Some(shown)) = (written, shown) {
                assert!((written * times - shown).abs() <= 0.5 + 1e-9, "{written} {shown}");
                compared += 1;
            }
        }
        let whose = cell("Whose view")?;
        assert!(row.says("of-score")?.ends_with(whose), "{whose:?} {row:?}");
        let last = cell("Last answer")?;
        let is_day = last.len() == 10 && last.chars().filter(|sign| *sign == '-').count() == 2;
        assert_eq!(is_day, !row.says("of-last-answer")?.starts_with('–'), "{last:?}");
    }
    assert!(compared > rows.len() / 2, "{compared} figures");
    Ok(())
}

async fn the_figures_of_all_that_are_shown_go_out_as_a_table(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    page.order_by("Readiness", "ascending").await?;
    let resellers = page.turn_in("Kind", "Reseller").await?;
    page.row_count_is(resellers + 1).await?;
    let rows = page.all_rows().await?;
    page.press("Export figures").await?;
    let table = Figures::in_folder(&stage.downloads()).await?;
    assert!(
        table.name.starts_with("made-up-partners-figures-"),
        "{}",
        table.name
    );
    assert_eq!(rows.len(), resellers);
    same_figures(&table, &rows)
}

async fn the_figures_of_those_chosen_go_out_as_a_table(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let names = choose(&page, 3).await?;
    page.do_with_chosen("Export figures").await?;
    let table = Figures::in_folder(&stage.downloads()).await?;
    let rows: Vec<Drawn> = page.drawn().await?.into_iter().take(3).collect();
    assert!(rows.iter().map(|row| &row.name).eq(&names));
    same_figures(&table, &rows)
}

async fn no_name_becomes_a_formula_in_the_table_of_figures(stage: Stage) -> Result<()> {
    let mut all = three();
    all[0]["name"] = json!("=HYPERLINK(\"http://x.example\")");
    let page = with(&stage, all).await?;
    page.figures_are_there().await?;
    page.press("Export figures").await?;
    let (path, bytes) = table_in(&stage.downloads()).await?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    assert!(name.is_some_and(|name| name.starts_with("partners-figures-")));
    let text = String::from_utf8(bytes)?;
    assert!(
        text.contains(",\"'=HYPERLINK(\"\"http://x.example\"\")\","),
        "{text}"
    );
    // Nobody has answered: nothing is told, and nothing is a nought.
    let table = Table::read(&text).map_err(|error| format!("{error:?}"))?;
    let heads: Vec<&str> = table.header().cells().collect();
    let at = heads
        .iter()
        .position(|head| *head == "Readiness")
        .ok_or("no readiness")?;
    assert_eq!(
        table.rows().filter_map(|row| row.cell(at)).collect::<Vec<_>>(),
        ["", "", ""]
    );
    Ok(())
}

/// The names of the buttons that are shown, those of rows left out.
async fn buttons(page: &Page) -> Result<Vec<String>> {
    let body = "return all('button').filter((button) => button.checkVisibility({ visibilityProperty: true })
        && !button.closest('[role=grid]')).map((button) => button.ariaLabel ?? button.textContent.trim())";
    Ok(serde_json::from_value(page.ask(body, Vec::new()).await?)?)
}

async fn what_goes_out_has_names_of_its_own(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    for is_chosen in [false, true] {
        if is_chosen {
            choose(&page, 2).await?;
        }
        let names = buttons(&page).await?;
        let exports: Vec<&String> = names.iter().filter(|name| name.starts_with("Export")).collect();
        let mut distinct = exports.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), exports.len(), "{exports:?}");
        assert!(names.contains(&"Export all as a table".to_owned()), "{names:?}");
        let of_chosen = names.contains(&"Export 2 as a table".to_owned());
        assert_eq!(of_chosen, is_chosen, "{names:?}");
    }
    Ok(())
}

/// Presses the button that prints a report, and waits until it is printed.
async fn print(page: &Page, press: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
    page.ask(
        "window.print = () => { window.printed = (window.printed ?? 0) + 1 }",
        Vec::new(),
    )
    .await?;
    press().await?;
    crate::finding::until("the printing", || async {
        let times = page.ask("return window.printed ?? 0", Vec::new()).await?;
        Ok((times == json!(1)).then_some(()))
    })
    .await
}

/// The same, and shows the page as it is printed. Gives the words and the rows of it.
async fn printed(page: &Page, press: impl AsyncFnOnce() -> Result<()>) -> Result<(String, Vec<Vec<String>>)> {
    print(page, press).await?;
    page.engine.show_as_print(&page.driver).await?;
    let body = "return all('.portfolio-report tbody tr').map((row) => [...row.children].map((cell) =>
        cell.innerText.replace(/\\s+/gu, ' ').trim()))";
    let rows = serde_json::from_value::<Vec<Vec<String>>>(page.ask(body, Vec::<Value>::new()).await?)?;
    Ok((page.words().await?, rows))
}

/// Whether a text tells a day by how long ago it is.
fn tells_how_long_ago(text: &str) -> bool {
    text.ends_with(" ago") || text.contains("today") || text.contains("yesterday")
}

async fn all_that_are_shown_are_printed_as_a_report(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let platinum = page.turn_in("Tags", "platinum").await?;
    page.row_count_is(platinum + 1).await?;
    let listed = page.all_rows().await?;
    let total = page.text_of(".found-line .num").await?;
    assert!(
        listed
            .iter()
            .any(|row| row.says("of-last-answer").is_ok_and(tells_how_long_ago)),
        "the list tells some days by how long ago they are"
    );
    let (words, rows) = printed(&page, async || page.press("Print a report").await).await?;
    assert!(words.starts_with("All of this is made up."), "{words}");
    for told in [
        &*total,
        "Filters: platinum",
        "in order of Partner, rising",
        "Do small partners fare worse?",
    ] {
        assert!(words.contains(told), "{told:?} in {words}");
    }
    assert!(
        rows.iter()
            .map(|row| &row[0])
            .eq(listed.iter().map(|row| &row.name))
    );
    for (row, listed) in rows.iter().zip(&listed) {
        let score = shown_number(listed, "of-score")?.map_or("–".to_owned(), |score| score.to_string());
        assert!(row[3].starts_with(&score), "{row:?} {listed:?}");
        assert!(!row.iter().any(|cell| tells_how_long_ago(cell)), "{row:?}");
    }
    // Nothing of the screen is on paper.
    assert!(buttons(&page).await?.is_empty());
    assert!(!page.has("navigation", "Screens").await?);
    assert!(!page.has("heading", "All partners in pictures").await?);
    Ok(())
}

async fn a_report_waits_for_what_it_tells(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    show_made_up(&page, MOST).await?;
    let (words, rows) = printed(&page, async || {
        // As soon as there is the button, and twice, as whoever is impatient does.
        let body = "async () => {
            const button = () => all('.going-out button').find((one) => one.textContent === 'Print a report');
            while (!button()) await new Promise(requestAnimationFrame);
            button().click();
            button().click();
            // Rows come right after the button; those in sight have their figures before the others.
            return !one('.grid') || one('.grid .not-yet, .working') !== null;
        }";
        let is_working = page.await_answer(body, Vec::new()).await?;
        assert_eq!(is_working, json!(true), "figures are still worked out");
        Ok(())
    })
    .await?;
    assert_eq!(page.row_count().await?, rows.len() + 1);
    for told in ["Do small partners fare worse?", "Weakest across all partners"] {
        assert!(words.contains(told), "{told:?}");
    }
    for never in [
        "Not worked out yet",
        "was not worked out",
        "once everything in it",
    ] {
        assert!(!words.contains(never), "{never:?}");
    }
    Ok(())
}

async fn those_that_are_chosen_are_printed_as_a_report(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let names = choose(&page, 3).await?;
    let (words, rows) = printed(&page, async || page.do_with_chosen("Print a report").await).await?;
    assert!(rows.iter().map(|row| &row[0]).eq(&names), "{rows:?}");
    assert!(words.contains("Chosen by hand"), "{words}");
    Ok(())
}

async fn the_report_has_pages(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    print(&page, async || page.press("Print a report").await).await?;
    page.one(".portfolio-report").await?;
    assert!(
        prints_page(&page, 5).await?,
        "four hundred take more than a few pages"
    );
    assert!(!prints_page(&page, 21).await?, "at most twenty pages");
    Ok(())
}
