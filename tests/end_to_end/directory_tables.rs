//! Tables of partners: out and back, looked at first, taken in and taken back, and refused.

use std::fs;
use std::path::{Path, PathBuf};

use channel_readiness::domain::company::Company;
use channel_readiness::domain::exchange::read_bundle;
use channel_readiness::domain::profile::Profile;
use serde_json::json;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::directory::{KONTOSO, companies, contact, one_of, reload, three, with};
use crate::finding::until;
use crate::page::{Named, Page};
use crate::stage::{Folder, Stage, serve};

tests![
    a_table_goes_out_and_comes_back_as_it_was,
    a_table_is_looked_at_taken_in_and_taken_back,
    what_is_changed_by_a_table_is_as_before_when_it_is_taken_back,
    tables_that_cannot_be_read_are_refused,
    what_stands_in_a_table_is_text,
    thousands_of_rows_come_in,
    the_panel_for_tables_holds_up,
];

/// The panel for tables, with this file picked.
pub async fn pick(page: &Page, file: &Path) -> Result<()> {
    let input = page.one(".table-page input[type=file]").await?;
    Ok(input.send_keys(file.to_string_lossy()).await?)
}

/// The table in the folder, whole.
pub async fn table_in(folder: &Path) -> Result<(PathBuf, Vec<u8>)> {
    until("the table", || async {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|ending| ending == "csv") {
                let bytes = fs::read(&path)?;
                if bytes.ends_with(b"\r\n") {
                    return Ok(Some((path, bytes)));
                }
            }
        }
        Ok(None)
    })
    .await
}

async fn a_table_goes_out_and_comes_back_as_it_was(stage: Stage) -> Result<()> {
    let mut all = three();
    all[0]["name"] = json!("=HYPERLINK(\"http://x.example\")");
    all[0]["contacts"] = json!([contact(1, "@Ada", "ada@kontoso.example", "+49 30 1234567")]);
    all[1]["notes"] = json!("-5\n=1+1; \"quoted\"");
    all[1]["tags"] = json!(["+plus", "a;b"]);
    all[2]["name"] = json!("'=1");
    let page = with(&stage, all).await?;
    let (before, folder) = (companies(&page).await?, Folder::new("tables")?);
    page.press("Export all as a table").await?;
    let (path, bytes) = table_in(&stage.downloads()).await?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    assert!(name.is_some_and(|name| name.starts_with("partners-")));
    let text = String::from_utf8(bytes.clone())?;
    assert!(text.starts_with('\u{feff}'));
    for cell in [
        "\"'=HYPERLINK(\"\"http://x.example\"\")\"",
        "'@Ada",
        "'+49 30",
        "''=1",
        "'+plus",
    ] {
        assert!(text.contains(cell), "{cell} in {text}");
    }
    fs::remove_file(path)?;
    // What is found goes out by itself.
    page.write("Search partners", "+plus").await?;
    page.partners_are(&["KONTOSO GmbH"]).await?;
    page.click("checkbox", "Choose all that are shown").await?;
    page.says("1 chosen").await?;
    page.do_with_chosen("Export 1 as a table").await?;
    let (path, found) = table_in(&stage.downloads()).await?;
    assert!(String::from_utf8(found)?.contains("KONTOSO GmbH"));
    assert!(!fs::read_to_string(&path)?.contains("HYPERLINK"));
    // Here it says nothing new.
    let file = folder.file("mine.csv", &bytes)?;
    page.press("Import a table").await?;
    pick(&page, &file).await?;
    page.says("3 rows say what is here already").await?;
    page.says("There is nothing to take in").await?;
    page.without("button", Named::Beginning("Take in")).await?;
    // On another device, with a store of its own, all of it is new, and comes as it was.
    let elsewhere = serve(Vec::new())?;
    page.driver.goto(elsewhere.url("/")).await?;
    page.started().await?;
    page.go_to("Partners").await?;
    page.press("Import a table").await?;
    page.focus_is("heading", "Import a table").await?;
    pick(&page, &file).await?;
    page.focus_is("heading", "mine.csv").await?;
    page.press("Take in 3 partners").await?;
    page.find("heading", "3 partners were taken in from “mine.csv”.")
        .await?;
    page.saved().await?;
    reload(&page).await?;
    let after = companies(&page).await?;
    let facts = |all: &[Company]| {
        let fact = |one: &Company| (one.id, one.name.clone(), one.kind, one.size, one.notes.clone());
        all.iter().map(fact).collect::<Vec<_>>()
    };
    assert_eq!(facts(&after), facts(&before));
    let tags = Profile::of(&after[1]).map_err(|wrong| format!("{wrong:?}"))?.tags;
    assert_eq!(tags, ["+plus", "a;b"]);
    Ok(())
}

const ODD: &str = "Firma;Art;Leute;Schlagworte\r\n\
    Northwind;Reseller;120;gold, new\n\
    Tailspin;Zauberer;;\r\
    Wingtip;MSP;viele;\r\n\
    Litware;ISV\r\n\
    \r\n\
    Proseware;VAR;1,200;\"a;b\"\r\n";

async fn a_table_is_looked_at_taken_in_and_taken_back(stage: Stage) -> Result<()> {
    let (page, folder) = (with(&stage, three()).await?, Folder::new("odd-tables")?);
    let before = page.export().await?;
    page.press("Import a table").await?;
    pick(&page, &folder.file("odd.csv", ODD)?).await?;
    page.says("5 rows, cells parted by semicolons").await?;
    page.says("Choose the column that holds the partners’ names.")
        .await?;
    for (field, option) in [
        ("Firma holds", "Name"),
        ("Art holds", "Kind"),
        ("Leute holds", "People"),
        ("Schlagworte holds", "Tags"),
    ] {
        page.select(field, option).await?;
    }
    page.says("3 rows are left out").await?;
    for reason in [
        "Row 3",
        "Art, “Zauberer”: There is no such kind of partner.",
        "Row 4",
        "Leute, “viele”: This is no size.",
        "Row 5",
        "It has 2 cells, where there are 4 headings.",
    ] {
        page.says(reason).await?;
    }
    page.click("disclosure", "2 rows add partners or say more of new ones")
        .await?;
    page.says("Row 7 Proseware").await?;
    assert_eq!(page.export().await?, before, "nothing is changed yet");
    page.press("Take in 2 partners").await?;
    page.focus_is("heading", "2 partners were taken in from “odd.csv”.")
        .await?;
    page.says("2 new, 0 changed, 3 rows left out.").await?;
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    assert_eq!(companies(&page).await?.len(), 5);
    // Once more it says nothing new, but for what was left out.
    page.go_to("Partners").await?;
    page.press("Import a table").await?;
    pick(
        &page,
        &folder.file(
            "again.csv",
            ODD.replace("Firma", "Name")
                .replace("Art", "Kind")
                .replace("Leute", "People")
                .replace("Schlagworte", "Tags"),
        )?,
    )
    .await?;
    page.says("2 rows say what is here already").await?;
    page.press("All partners").await?;
    // What came last can be taken back.
    pick_new(&page, &folder).await?;
    page.press("Undo").await?;
    page.says_not("were taken in").await?;
    page.saved().await?;
    reload(&page).await?;
    page.partners_are(&["Fabrikam", "Kontoso", "KONTOSO GmbH", "Northwind", "Proseware"])
        .await
}

async fn pick_new(page: &Page, folder: &Folder) -> Result<()> {
    page.press("Import a table").await?;
    pick(page, &folder.file("new.csv", "name\nTrey\nVanArsdel\n")?).await?;
    page.press("Take in 2 partners").await?;
    page.find("heading", "2 partners were taken in from “new.csv”.")
        .await?;
    page.click("button", "All partners").await?;
    page.find("button", "Trey").await?;
    Ok(())
}

async fn what_is_changed_by_a_table_is_as_before_when_it_is_taken_back(stage: Stage) -> Result<()> {
    let (page, folder) = (with(&stage, three()).await?, Folder::new("changing-tables")?);
    let before = page.export().await?;
    let text = "name,kind,size,contact name,contact email\n\
        Kontoso,MSP,,Ada Ähre,ada@kontoso.example\n\
        Fabrikam,Distributor,11-50,Bob,bob@fabrikam.example\n";
    page.press("Import a table").await?;
    pick(&page, &folder.file("changes.csv", text)?).await?;
    // What changes something here stands open.
    page.says("2 rows change partners that are here").await?;
    page.says("Kind: “reseller” becomes “managed-service-provider”")
        .await?;
    page.says("Contact: e-mail: “bob@fabrikam.example”").await?;
    page.press("Take in 2 partners").await?;
    page.says("0 new, 2 changed, 0 rows left out.").await?;
    assert_ne!(page.export().await?, before);
    let unknown = one_of(&page, KONTOSO).await?.extra;
    assert!(
        unknown.iter().any(|member| member.name == "hue"),
        "what is not known stays"
    );
    page.press("Undo").await?;
    until("all to be as before", || async {
        Ok((page.export().await? == before).then_some(()))
    })
    .await?;
    page.saved().await?;
    reload(&page).await?;
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn tables_that_cannot_be_read_are_refused(stage: Stage) -> Result<()> {
    let (page, folder) = (with(&stage, three()).await?, Folder::new("bad-tables")?);
    let before = page.export().await?;
    page.press("Import a table").await?;
    let utf16: Vec<u8> = "\u{feff}name\nTrey\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let wide = format!("name{}\nTrey\n", ",x".repeat(16_384));
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("utf16.csv", utf16, "the file is UTF-16; save it as UTF-8"),
        (
            "latin.csv",
            b"name\n\xc4hre\n".to_vec(),
            "the file is not UTF-8 from byte 6 on",
        ),
        (
            "nul.csv",
            b"name\nTr\0ey\n".to_vec(),
            "Line 2 has a character that no text has.",
        ),
        ("empty.csv", b" \r\n".to_vec(), "It is empty."),
        (
            "no-headings.csv",
            b"12,13\nTrey,\n".to_vec(),
            "Row 1 should hold the headings",
        ),
        (
            "quote.csv",
            b"name\nTrey\n\"Vin\n".to_vec(),
            "A quotation mark in row 3 (line 3) is never closed.",
        ),
        (
            "wide.csv",
            wide.into_bytes(),
            "Row 1 has more than 16,384 columns.",
        ),
        (
            "large.csv",
            vec![b'a'; 20_000_001],
            "the file has 20,000,001 bytes; at most 20,000,000 are read",
        ),
    ];
    for (name, bytes, cause) in cases {
        pick(&page, &folder.file(name, bytes)?).await?;
        page.find("heading", &format!("“{name}” was not read")).await?;
        page.says(cause).await?;
        page.says("Nothing was changed.").await?;
    }
    assert_eq!(page.export().await?, before);
    // As many columns as a spreadsheet has, and every kind of line end, are no reason.
    let wide = format!(
        "name{}\r\nTrey{}\rVanArsdel{1}\n",
        ",".repeat(16_383),
        ",x".repeat(16_383)
    );
    let wide = wide.replacen(",,", ",tags,", 1);
    pick(&page, &folder.file("wide.csv", wide)?).await?;
    page.says("2 rows, cells parted by commas").await?;
    page.find("button", "Show 24 more").await?;
    Ok(())
}

async fn what_stands_in_a_table_is_text(stage: Stage) -> Result<()> {
    let (page, folder) = (with(&stage, Vec::new()).await?, Folder::new("hostile-tables")?);
    let script = "<img src=x onerror=harmed=1><script>harmed=1</script>";
    let turned = "a\u{202e}b\u{200b}__proto__";
    let long = "x".repeat(9_000);
    let text = format!(
        "name,{script},contact email,contact phone,tags,kind\n\
        {script},1,\"javascript:alert(1)\",+1 javascript:1,{turned},{script}\n\
        {script},2,\"javascript:alert(1)\",+1 javascript:1,{turned},\n\
        __proto__,=1+1,@x,-2+3,constructor,\n\
        {long},4,,,,\n"
    );
    page.press("Import a table").await?;
    let file = folder.file("\u{202e}vsc.csv", text)?;
    pick(&page, &file).await?;
    page.says("1 row is left out").await?;
    page.press("Take in 3 partners").await?;
    page.find("heading", "3 partners were taken in from “vsc.csv”.")
        .await?;
    page.click("button", "All partners").await?;
    page.find("button", "__proto__").await?;
    page.open_partner("__proto__").await?;
    page.says("constructor").await?;
    page.press("All partners").await?;
    let body = "return [window.harmed ?? null, ({}).polluted ?? null,
        all('script, img, iframe, a[href^=\"javascript\" i]').length]";
    assert_eq!(page.ask(body, Vec::new()).await?, json!([null, null, 0]));
    inspect(&page, "partners with hostile names").await
}

/// How many partners the page has, without reading them all here.
async fn count(page: &Page) -> Result<usize> {
    let text = page.export().await?;
    let bundle = read_bundle(&text, &[]).map_err(|problems| format!("{problems:?}"))?;
    Ok(bundle.companies.len())
}

async fn thousands_of_rows_come_in(stage: Stage) -> Result<()> {
    let (page, folder) = (with(&stage, Vec::new()).await?, Folder::new("large-tables")?);
    let rows: Vec<String> = (0..3_000)
        .map(|number| {
            format!(
                "Partner {number:04},{},tag{},p{number}@x.example\n",
                number + 1,
                number % 7
            )
        })
        .collect();
    let file = folder.file(
        "many.csv",
        ["name,people,tags,contact email\n", &rows.concat()].concat(),
    )?;
    page.press("Import a table").await?;
    pick(&page, &file).await?;
    page.press("Take in 3,000 partners").await?;
    page.find("heading", "3,000 partners were taken in from “many.csv”.")
        .await?;
    page.saved().await?;
    reload(&page).await?;
    page.says("3,000 partners").await?;
    page.row_count_is(3_001).await?;
    // Only those in and near the sight are in the page; the last one comes by scrolling to it.
    let drawn = page.partners().await?;
    assert!((5..100).contains(&drawn.len()), "{drawn:?}");
    assert_eq!(drawn.first().map(String::as_str), Some("Partner 0000"));
    let all = page.all_rows().await?;
    let expected: Vec<String> = (0..3_000).map(|number| format!("Partner {number:04}")).collect();
    assert!(all.iter().map(|row| &row.name).eq(&expected));
    assert!(all.iter().map(|row| row.index).eq(2..3_002));
    page.write("Search partners", "p2718@x").await?;
    page.partners_are(&["Partner 2718"]).await?;
    // A second table, taken back, leaves the first one alone.
    page.press("Import a table").await?;
    let more: Vec<String> = (0..500).map(|number| format!("Other {number:04}\n")).collect();
    pick(
        &page,
        &folder.file("more.csv", ["name\n", &more.concat()].concat())?,
    )
    .await?;
    page.press("Take in 500 partners").await?;
    page.find("heading", "500 partners were taken in from “more.csv”.")
        .await?;
    page.press("Undo").await?;
    // It is not said any more, neither here nor there.
    page.says_not("500 partners were taken in").await?;
    page.saved().await?;
    assert_eq!(count(&page).await?, 3_000);
    Ok(())
}

async fn the_panel_for_tables_holds_up(stage: Stage) -> Result<()> {
    let (page, folder) = (with(&stage, three()).await?, Folder::new("looks")?);
    page.press("Import a table").await?;
    inspect(&page, "importing a table").await?;
    pick(&page, &folder.file("odd.csv", ODD.replace("Firma", "name"))?).await?;
    page.select("Leute holds", "People").await?;
    page.says("2 rows are left out").await?;
    inspect(&page, "a table that lies open").await?;
    page.click("button", Named::Beginning("Take in")).await?;
    page.find("heading", Named::Containing("taken in from “odd.csv”"))
        .await?;
    inspect(&page, "a table that was taken in").await?;
    pick(&page, &folder.file("empty.csv", "")?).await?;
    page.find("heading", "“empty.csv” was not read").await?;
    inspect(&page, "a table that was refused").await
}
