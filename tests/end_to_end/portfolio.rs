//! The list of all partners, with made-up ones: found, put in order; and that nothing of what is
//! made up reaches what is kept.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::directory::{companies, three, with};
use crate::finding::until;
use crate::grid::Drawn;
use crate::inside::{ORDINARY, records};
use crate::page::Page;
use crate::stage::Stage;

tests![
    all_are_listed_and_found_by_words,
    each_filter_leaves_as_many_as_it_says within 240,
    the_order_follows_each_column_both_ways within 240,
    columns_are_chosen_and_put_back,
    what_is_made_up_never_meets_what_is_kept,
    where_nobody_has_answered_the_pictures_say_so,
    the_list_holds_up within 240,
    the_browsers_own_print_has_all_that_are_shown,
    the_list_stays_where_it_is_when_some_look_like_one,
];

/// So many partners are made up.
pub const COUNT: usize = 400;
/// The columns that are shown unless somebody chooses others, with the cell for choosing.
pub const USUAL: usize = 8;

/// Shows so many made-up partners.
pub async fn show_made_up(page: &Page, count: usize) -> Result<()> {
    let body = "document.querySelector(host).setAttribute('sample', arguments[0])";
    page.ask(body, vec![json!(count.to_string())]).await?;
    Ok(())
}

/// The list of four hundred, with all figures.
pub async fn made_up(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    four_hundred(&page).await?;
    Ok(page)
}

async fn four_hundred(page: &Page) -> Result<()> {
    show_made_up(page, COUNT).await?;
    page.says("All of this is made up.").await?;
    page.find("heading", "Partners").await?;
    page.figures_are_there().await
}

/// The partners as they go out.
pub async fn told(page: &Page) -> Result<Vec<Value>> {
    let body = "async () => JSON.parse(await document.querySelector(host).exportData()).companies";
    Ok(serde_json::from_value(
        page.await_answer(body, Vec::new()).await?,
    )?)
}

/// The names of those that are not archived and of this kind.
fn names_where(all: &[Value], is_one: impl Fn(&Value) -> bool) -> BTreeSet<&str> {
    let open = all.iter().filter(|one| one["archivedOn"].is_null());
    open.filter(|one| is_one(one))
        .filter_map(|one| one["name"].as_str())
        .collect()
}

/// Waits until so many are shown and told, and reads them.
async fn rows_are(page: &Page, count: usize) -> Result<Vec<Drawn>> {
    page.row_count_is(count + 1).await?;
    let rows = page.all_rows().await?;
    assert!(
        rows.iter().map(|row| row.index).eq(2..count + 2),
        "each has its index"
    );
    Ok(rows)
}

fn names(rows: &[Drawn]) -> BTreeSet<&str> {
    rows.iter().map(|row| row.name.as_str()).collect()
}

/// The first number that a cell says; `None`: there is nothing.
fn number(words: &str) -> Option<f64> {
    let begins = words.find(|letter: char| letter.is_ascii_digit())?;
    let mut digits = words[begins..].split(|letter: char| !letter.is_ascii_digit() && letter != '.');
    digits.next()?.trim_end_matches('.').parse().ok()
}

async fn all_are_listed_and_found_by_words(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let all = told(&page).await?;
    assert_eq!(all.len(), COUNT);
    let open = names_where(&all, |_| true);
    page.says(&format!("{} partners", open.len())).await?;
    // Few of them are in the page; all are there to be scrolled to, in order of their names.
    let drawn = page.drawn().await?.len();
    assert!((10..80).contains(&drawn), "{drawn}");
    let rows = rows_are(&page, open.len()).await?;
    assert_eq!(names(&rows), open);
    let in_order: Vec<String> = rows.iter().map(|row| row.name.to_lowercase()).collect();
    assert!(in_order.is_sorted(), "{in_order:?}");
    page.order_is("Partner", "ascending").await?;
    assert_eq!(
        page.attribute("[role=grid]", "aria-colcount").await?,
        Some(USUAL.to_string())
    );
    // Words in any order, in any of name, tags and contacts.
    let first = &rows[7].name;
    let backwards: Vec<&str> = first.split(' ').rev().collect();
    page.write("Search partners", &backwards.join(" ").to_uppercase())
        .await?;
    page.partners_are(&[first.as_str()]).await?;
    page.says(&format!("1 of {} partners", open.len())).await?;
    let chip = format!("Take out the filter “{}”", backwards.join(" ").to_uppercase());
    page.press(&chip).await?;
    page.row_count_is(open.len() + 1).await?;
    page.focus_is("textbox", "Search partners").await?;
    page.write("Search partners", "platinum").await?;
    let has_tag = |one: &Value| {
        one["tags"]
            .as_array()
            .is_some_and(|tags| tags.contains(&json!("platinum")))
    };
    let wanted = names_where(&all, has_tag);
    assert_eq!(names(&rows_are(&page, wanted.len()).await?), wanted);
    // Archived ones come by a switch of their own.
    page.write("Search partners", "").await?;
    page.press(&format!("Archived, too {}", COUNT - open.len()))
        .await?;
    let rows = rows_are(&page, COUNT).await?;
    let archived = rows.iter().filter(|row| row.cells[0].1.ends_with("Archived"));
    assert_eq!(archived.count(), COUNT - open.len());
    Ok(())
}

/// Whether a cell says that a filter leaves its row.
type Says = fn(&str) -> bool;

async fn each_filter_leaves_as_many_as_it_says(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let all = told(&page).await?;
    let open = names_where(&all, |_| true).len();
    for column in ["Open gates", "Pulse", "Widest gap"] {
        page.turn_in("Columns", column).await?;
    }
    let is = |name: &'static str, value: &'static str| {
        move |one: &Value| {
            one[name] == value
                || one[name]
                    .as_array()
                    .is_some_and(|all| all.contains(&json!(value)))
        }
    };
    for (panel, choice, wanted) in [
        ("Kind", "Reseller", names_where(&all, is("kind", "reseller"))),
        ("People", "51–250", names_where(&all, is("size", "51-250"))),
        ("Tags", "gold", names_where(&all, is("tags", "gold"))),
    ] {
        let count = page.turn_in(panel, choice).await?;
        assert_eq!(count, wanted.len(), "{choice}");
        assert_eq!(names(&rows_are(&page, count).await?), wanted, "{choice}");
        page.press("Clear all").await?;
        page.row_count_is(open + 1).await?;
    }
    let count = page.turn_in("Level", "Level 2").await?;
    let rows = rows_are(&page, count).await?;
    assert!(
        rows.iter()
            .all(|row| row.says("of-level").is_ok_and(|words| words.contains("Level 2")))
    );
    page.press("Take out the filter Level 2").await?;
    page.row_count_is(open + 1).await?;
    let switches: [(&str, &str, Says); 3] = [
        ("Pulse due", "of-due", |words| words.starts_with("Pulse due")),
        ("Open gates", "of-open-gates", |words| {
            number(words).is_some_and(|count| count > 0.0)
        }),
        ("Gap of 2 or more", "of-gap", |words| {
            number(words).is_some_and(|gap| gap >= 2.0)
        }),
    ];
    for (switch, column, is_so) in switches {
        let everyone = rows_are(&page, open).await?;
        let wanted = everyone.iter().filter(|row| row.says(column).is_ok_and(is_so));
        let wanted: BTreeSet<&str> = wanted.map(|row| row.name.as_str()).collect();
        assert!(
            !wanted.is_empty() && wanted.len() < open,
            "{switch}: {}",
            wanted.len()
        );
        let button = format!("{switch} {}", wanted.len());
        page.press(&button).await?;
        assert_eq!(names(&rows_are(&page, wanted.len()).await?), wanted, "{switch}");
        page.press(&button).await?;
        page.row_count_is(open + 1).await?;
    }
    // Several at once leave those that are all of it; how many there are stands beside each choice before.
    page.turn_in("Kind", "Reseller").await?;
    let count = page.turn_in("Tags", "gold").await?;
    let both = names_where(&all, |one| is("kind", "reseller")(one) && is("tags", "gold")(one));
    assert_eq!(both.len(), count);
    assert_eq!(names(&rows_are(&page, count).await?), both);
    page.write("Search partners", "no partner is called like this")
        .await?;
    page.find("heading", "No partner is like this").await?;
    page.press("Clear all filters").await?;
    page.row_count_is(open + 1).await?;
    page.focus_is("textbox", "Search partners").await
}

async fn the_order_follows_each_column_both_ways(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    for column in ["Open gates", "Freshness", "Widest gap"] {
        page.turn_in("Columns", column).await?;
    }
    let total = page.row_count().await?;
    for (column, class, begins) in [
        ("Readiness", "of-score", "ascending"),
        ("Level", "of-level", "ascending"),
        ("Agreement", "of-agreement", "ascending"),
        ("Freshness", "of-freshness", "ascending"),
        ("Open gates", "of-open-gates", "descending"),
    ] {
        let other = if begins == "ascending" {
            "descending"
        } else {
            "ascending"
        };
        for sort in [begins, other] {
            page.order_by(column, sort).await?;
            let rows = page.all_rows().await?;
            assert_eq!(rows.len() + 1, total);
            let values = rows
                .iter()
                .map(|row| Ok(number(row.says(class)?)))
                .collect::<Result<Vec<_>>>()?;
            let known: Vec<f64> = values.iter().copied().flatten().collect();
            assert!(known.len() > 100, "{column}: {known:?}");
            // What has no value comes last, whichever way.
            assert!(
                values[..known.len()].iter().all(Option::is_some),
                "{column}, {sort}"
            );
            let is_in_order = if sort == "ascending" {
                known.is_sorted()
            } else {
                known.is_sorted_by(|one, next| one >= next)
            };
            assert!(is_in_order, "{column}, {sort}: {known:?}");
        }
    }
    page.order_by("Partner", "ascending").await?;
    let up: Vec<String> = page.all_rows().await?.into_iter().map(|row| row.name).collect();
    page.order_by("Partner", "descending").await?;
    let down: Vec<String> = page.all_rows().await?.into_iter().map(|row| row.name).collect();
    assert!(down.iter().rev().eq(&up));
    Ok(())
}

async fn columns_are_chosen_and_put_back(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let heads = "return all('.grid-head [role=columnheader] span:first-child').map((one) => one.textContent)";
    let usual = page.ask(heads, Vec::new()).await?;
    assert_eq!(
        usual,
        json!([
            "Partner",
            "Kind",
            "People",
            "Readiness",
            "Level",
            "Agreement",
            "Last answer"
        ])
    );
    for column in ["Kind", "Floor", "Target", "Readiness"] {
        page.turn_in("Columns", column).await?;
    }
    let chosen = json!([
        "Partner",
        "People",
        "Level",
        "Floor",
        "Agreement",
        "Last answer",
        "Target"
    ]);
    assert_eq!(page.ask(heads, Vec::new()).await?, chosen);
    assert_eq!(
        page.attribute("[role=grid]", "aria-colcount").await?.as_deref(),
        Some("8")
    );
    let cells = [
        "of-name",
        "of-size",
        "of-level",
        "of-floor",
        "of-agreement",
        "of-last-answer",
        "of-target",
    ];
    // Rows that are not in sight follow once the others are painted.
    until("those columns in each row", || async {
        let rows = page.drawn().await?;
        let are_chosen = |row: &Drawn| row.cells.iter().map(|(class, _)| class.as_str()).eq(cells);
        if rows.iter().all(are_chosen) {
            Ok(Some(()))
        } else {
            Err(format!("{:?}", rows.into_iter().find(|row| !are_chosen(row))).into())
        }
    })
    .await?;
    page.press("Columns").await?;
    page.press("Show the usual ones").await?;
    until("the usual columns", || async {
        Ok((page.ask(heads, Vec::new()).await? == usual).then_some(()))
    })
    .await
}

async fn where_nobody_has_answered_the_pictures_say_so(stage: Stage) -> Result<()> {
    let page = with(&stage, three()).await?;
    page.figures_are_there().await?;
    for words in [
        "There is too little to tell: no partner has both a size and this figure.",
        "No partner has both figures yet.",
        "No answers yet.",
        "It appears once there are answers of two quarters.",
        "Nobody has answered yet.",
    ] {
        page.says(words).await?;
    }
    page.says_not("left out").await?;
    page.says_not("all answers are fresh").await
}

async fn what_is_made_up_never_meets_what_is_kept(stage: Stage) -> Result<()> {
    let page = with(&stage, three()).await?;
    page.saved().await?;
    let (kept, before) = (companies(&page).await?, page.export().await?);
    let lying = records(&page, ORDINARY).await?;
    let names = "async () => (await indexedDB.databases()).map((one) => one.name)";
    let databases = page.await_answer(names, Vec::new()).await?;
    four_hundred(&page).await?;
    // Nobody is to back up what nobody has.
    page.says_not("kept in this browser alone").await?;
    let rows = page.drawn().await?;
    assert!(!rows.iter().any(|row| row.name == "Kontoso"));
    page.choose_partner(&rows[0].name).await?;
    page.do_with_chosen("Archive").await?;
    page.says("1 partner was archived.").await?;
    page.press("Add a partner").await?;
    page.write("Name", "Zzebra").await?;
    page.press("Save").await?;
    page.write("Search partners", "zzebra").await?;
    page.press("Clear choice").await?;
    page.open_partner("Zzebra").await?;
    page.press("Answer as the vendor").await?;
    page.answer(2).await?;
    page.go_to("Partners").await?;
    assert_eq!(told(&page).await?.len(), COUNT + 1);
    page.says_not("kept in this browser alone").await?;
    assert_eq!(records(&page, ORDINARY).await?, lying, "nothing is written");
    page.press("Back to your own data").await?;
    page.says_not("made up").await?;
    page.go_to("Partners").await?;
    page.partners_are(&["Fabrikam", "Kontoso", "KONTOSO GmbH"])
        .await?;
    assert_eq!(page.export().await?, before);
    assert_eq!(companies(&page).await?, kept);
    assert_eq!(page.await_answer(names, Vec::new()).await?, databases);
    // Here nothing was changed, and so nothing is saved.
    page.saving_is("unchanged").await?;
    page.driver.refresh().await?;
    page.started().await?;
    assert_eq!(page.export().await?, before);
    assert_eq!(records(&page, ORDINARY).await?, lying);
    Ok(())
}

async fn the_list_holds_up(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    inspect(&page, "all partners").await?;
    for panel in ["Kind", "Level", "Tags", "Columns", "Views"] {
        page.press(panel).await?;
        page.find("group", panel).await?;
        inspect(&page, &format!("the panel {panel}")).await?;
        page.keys(Key::Escape).await?;
        page.without("group", panel).await?;
    }
    page.turn_in("Kind", "Reseller").await?;
    page.turn_in("Tags", "gold").await?;
    page.click("checkbox", "Choose all that are shown").await?;
    page.find("button", "Add a tag").await?;
    inspect(&page, "all that are found are chosen").await?;
    page.do_with_chosen("Add a tag").await?;
    page.press("Add").await?;
    page.says("Write a tag.").await?;
    inspect(&page, "adding a tag to many").await?;
    page.press("Cancel").await?;
    page.do_with_chosen("Take out a tag").await?;
    page.find("combobox", "Choose a tag").await?;
    inspect(&page, "taking out a tag of many").await?;
    page.press("Cancel").await?;
    page.write("Search partners", "nobody").await?;
    page.find("heading", "No partner is like this").await?;
    inspect(&page, "none is found").await
}

async fn the_browsers_own_print_has_all_that_are_shown(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let total = page.row_count().await? - 1;
    let printed = |when: &'static str| {
        let page = &page;
        async move {
            let body = "dispatchEvent(new Event(arguments[0]));
                await new Promise(setTimeout);
                return [all('.portfolio-report tbody tr').length, one('.in-sight')?.textContent ?? '']";
            let body = format!(
                "async () => {{ {} }}",
                body.replace("arguments[0]", &format!("'{when}'"))
            );
            page.await_answer(&body, Vec::new()).await
        }
    };
    for _ in 0..2 {
        assert_eq!(printed("beforeprint").await?, json!([total, ""]));
        assert_eq!(printed("afterprint").await?, json!([0, ""]));
    }
    // Of more than a report holds there are only those in sight, and the paper says so.
    show_made_up(&page, 2_300).await?;
    until("more than two thousand", || async {
        Ok((page.row_count().await? > 2_001).then_some(()))
    })
    .await?;
    page.figures_are_there().await?;
    let told = printed("beforeprint").await?;
    assert_eq!(told[0], 0, "{told}");
    let words = told[1].as_str().unwrap_or_default();
    assert!(
        words.starts_with(
            "This paper has only the rows in sight, not all of them. A printed report holds at most 2,000"
        ),
        "{words}"
    );
    assert_eq!(printed("afterprint").await?, json!([0, ""]));
    Ok(())
}

async fn the_list_stays_where_it_is_when_some_look_like_one(stage: Stage) -> Result<()> {
    let page = with(&stage, three()).await?;
    page.says("2 partners look like one.").await?;
    page.go_to("Your data").await?;
    page.find("heading", "Your data").await?;
    let watched = "async () => {
        const tops = new Set();
        [...all('nav button, nav a')].find((one) => one.textContent.trim() === 'Partners').click();
        await once(() => {
            if (one('.grid-body [role=row]')) tops.add(Math.round(one('.portfolio').getBoundingClientRect().top));
            return one('[data-verb=alike]');
        }, 'that some look like one');
        tops.add(Math.round(one('.portfolio').getBoundingClientRect().top));
        return [...tops].length;
    }";
    assert_eq!(page.await_answer(watched, Vec::new()).await?, 1);
    Ok(())
}
