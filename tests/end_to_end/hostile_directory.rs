//! Hostile tables of partners in the browser, fifty and more generated ones of each class: what goes out is no
//! formula and comes back as it was; of each table that comes in the page says what the domain says.
//!
//! The classes have the numbers of the project's list of hostile input, as in `tests/hostile.rs`.

use std::fs;

use channel_readiness::domain::company::Company;
use channel_readiness::domain::library::Library;
use channel_readiness::domain::profile::Profile;
use serde_json::{Value, json};

use crate::browser::Result;
use crate::dice::Dice;
use crate::directory::{companies, with};
use crate::directory_tables::{pick, table_in};
use crate::hostile_tables::{
    PLAIN, formulas, is_harmless, rows_of, shaped, unreadable, wide, with_odd_cells,
};
use crate::offered::grouped;
use crate::page::Page;
use crate::peace::Peace;
use crate::stage::{Folder, Stage, serve};
use crate::table_report::{Told, expected, told};

tests![
    formulas_go_out_as_text_and_come_back,
    tables_of_any_shape_are_told_row_by_row,
    cells_of_any_kind_are_told_row_by_row,
    tables_are_read_up_to_their_last_column,
    what_is_no_table_is_refused,
    tables_beyond_the_largest_are_refused_by_their_size,
];

/// A company of which everything that a table holds says this, with a number that tells it from the others.
pub fn saying(number: usize, words: &str) -> Value {
    let contact = json!({
        "id": format!("0190f5f0-7b1c-7000-8001-{number:012x}"), "name": words, "role": words, "email": words, "phone": words, "note": "",
    });
    let tag: String = words.trim().chars().take(100).collect();
    json!({
        "id": id_of(number), "name": words, "kind": null, "size": null, "notes": words, "tags": [tag.trim()],
        "contacts": [contact],
        "createdAt": "2026-11-20T10:00:00Z", "updatedAt": "2026-11-20T10:00:00Z",
    })
}

pub fn id_of(number: usize) -> String {
    format!("0190f5f0-7b1c-7000-8000-{number:012x}")
}

/// What a table holds of a company, without the spaces around it that no table keeps.
fn held(company: &Company) -> Result<Vec<String>> {
    let profile = Profile::of(company).map_err(|problems| format!("{problems:?}"))?;
    let [contact] = &*profile.contacts else {
        return Err(format!("{:?}", profile.contacts).into());
    };
    let [tag] = &*profile.tags else {
        return Err(format!("{:?}", profile.tags).into());
    };
    let all = [
        &company.name,
        &contact.name,
        &contact.role,
        &contact.email,
        &contact.phone,
        &company.notes,
        tag,
    ];
    let id = company.id.0.to_string();
    Ok([id]
        .into_iter()
        .chain(all.map(|text| text.trim().to_owned()))
        .collect())
}

/// B8: out by the button, and into an empty store.
async fn formulas_go_out_as_text_and_come_back(stage: Stage) -> Result<()> {
    let formulas: Vec<String> = formulas().step_by(19).collect();
    assert!(formulas.len() >= 50);
    let numbered = formulas.iter().enumerate();
    let numbered: Vec<String> = numbered
        .map(|(number, words)| format!("{words} {number}"))
        .collect();
    let all: Vec<&str> = numbered.iter().map(|words| &**words).chain(PLAIN).collect();
    let partners = all
        .iter()
        .enumerate()
        .map(|(number, words)| saying(number, words));
    let page = with(&stage, partners.collect()).await?;
    page.saved().await?;
    let (before, folder) = (Peace::of(&page, &stage).await?, Folder::new("formulas")?);
    let here = companies(&page).await?;
    assert_eq!(here.len(), all.len());
    page.press("Export all as a table").await?;
    let (path, bytes) = table_in(&stage.downloads()).await?;
    let rows = rows_of(&String::from_utf8(bytes.clone())?);
    fs::remove_file(path)?;
    assert_eq!(rows.len(), all.len() + 1);
    for row in &rows[1..] {
        let number = usize::from_str_radix(&row[0][24..], 16)?;
        let is_formula = number < formulas.len();
        let expected = [if is_formula { "'" } else { "" }, all[number]].concat();
        // Name, contact's name, role, address and phone, notes.
        for place in [1, 7, 8, 9, 10, 11] {
            assert_eq!(row[place], expected, "{place}");
        }
        assert!(is_harmless(&row[4]), "{}", row[4]);
    }
    before.holds(&Peace::of(&page, &stage).await?, "after it went out");
    // On another device, with a store of its own.
    let elsewhere = serve(Vec::new())?;
    page.driver.goto(elsewhere.url("/")).await?;
    page.started().await?;
    page.go_to("Partners").await?;
    page.press("Import a table").await?;
    pick(&page, &folder.file("formulas.csv", &bytes)?).await?;
    page.press(&format!("Take in {} partners", all.len())).await?;
    page.find(
        "heading",
        &format!("{} partners were taken in from “formulas.csv”.", all.len()),
    )
    .await?;
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    let all_held = |companies: &[Company]| companies.iter().map(held).collect::<Result<Vec<_>>>();
    assert_eq!(all_held(&companies(&page).await?)?, all_held(&here)?);
    Ok(())
}

/// The panel for tables, with two partners on the list, and everything as it is then.
async fn panel(stage: &Stage) -> Result<(Page, Library, Peace)> {
    let page = with(stage, vec![saying(1, "x5"), saying(2, "a;b")]).await?;
    page.press("Import a table").await?;
    page.saved().await?;
    let mut library = Library::default();
    library.take_in(companies(&page).await?, Vec::new());
    let before = Peace::of(&page, stage).await?;
    Ok((page, library, before))
}

/// What the page says of each is what the domain says; nothing is changed by looking.
async fn are_told(stage: &Stage, tables: Vec<Vec<u8>>) -> Result<Vec<Told>> {
    assert!(tables.len() >= 50, "{} cases", tables.len());
    let ((page, library, before), folder) = (panel(stage).await?, Folder::new("tables")?);
    let today = page.today().await?;
    let mut all = Vec::new();
    for (number, table) in tables.iter().enumerate() {
        let said = told(&page, &folder, &format!("table-{number}.csv"), table).await?;
        let start: Vec<u8> = table.iter().take(3000).copied().collect();
        let shown = String::from_utf8_lossy(&start);
        assert_eq!(said, expected(table, &library, today), "{number}: {shown}");
        all.push(said);
    }
    before.holds(&Peace::of(&page, stage).await?, "after all tables");
    Ok(all)
}

/// B9.
async fn tables_of_any_shape_are_told_row_by_row(stage: Stage) -> Result<()> {
    let mut dice = Dice::new(94);
    let tables = (0..60).map(|_| shaped(&mut dice).text.into_bytes());
    are_told(&stage, tables.collect()).await?;
    Ok(())
}

/// B5 to B7, B10, B14.
async fn cells_of_any_kind_are_told_row_by_row(stage: Stage) -> Result<()> {
    let mut dice = Dice::new(95);
    let tables = (0..60).map(|_| with_odd_cells(&mut dice).into_bytes());
    are_told(&stage, tables.collect()).await?;
    Ok(())
}

/// B9.
async fn tables_are_read_up_to_their_last_column(stage: Stage) -> Result<()> {
    let tables = wide().map(|(_, text)| text.into_bytes());
    let told = are_told(&stage, tables.collect()).await?;
    let refused = told
        .iter()
        .filter(|told| matches!(told, Told::Refused(_)))
        .count();
    assert_eq!(refused, told.len() / 2);
    Ok(())
}

/// B1.
async fn what_is_no_table_is_refused(stage: Stage) -> Result<()> {
    let told = are_told(&stage, unreadable(60)).await?;
    assert!(
        told.iter().all(|told| matches!(told, Told::Refused(_))),
        "{told:?}"
    );
    Ok(())
}

/// B2: made in the page, so that nobody has to write them.
async fn tables_beyond_the_largest_are_refused_by_their_size(stage: Stage) -> Result<()> {
    const PICK: &str = "async (size, name) => {
        pickOfSize('.table-page input[type=file]', size, name);
        const refused = () => one('.outcome.failure h2')?.textContent.includes(name);
        await once(refused, 'a refusal');
        return one('.outcome.failure').textContent;
    }";
    let (page, _, before) = panel(&stage).await?;
    let mut dice = Dice::new(96);
    let near = (1..=30).map(|more| 20_000_000 + more).collect::<Vec<u64>>();
    let far = (0..30).map(|_| 20_000_001 + dice.below(2_000_000_u64));
    for size in near.into_iter().chain(far).chain([100_000_000, 1_000_000_000]) {
        let given = vec![json!(size), json!(format!("table-{size}.csv"))];
        let said = page.await_answer(PICK, given).await?;
        let size = grouped(size);
        let words = format!("the file has {size} bytes; at most 20,000,000 are read");
        assert!(said.as_str().is_some_and(|said| said.contains(&words)), "{said}");
    }
    before.holds(&Peace::of(&page, &stage).await?, "after all tables");
    Ok(())
}
