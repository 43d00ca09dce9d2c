//! The list of all partners by keyboard: where keys lead, where the focus goes when rows change their places, and the way
//! back to the row that was opened.

use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::finding::until;
use crate::portfolio::{USUAL, made_up};
use crate::stage::Stage;

tests![
    the_list_goes_by_keyboard,
    the_focus_goes_with_its_partner_when_the_order_changes,
    one_is_opened_and_its_row_is_found_again,
];

async fn the_list_goes_by_keyboard(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let last = page.row_count().await?;
    let end = USUAL - 1;
    page.tab_to("button", "Partner").await?;
    page.cell_is(1, 1).await?;
    // Home and End stay in the row, with Control they go to the ends of all.
    let control = |key: Key| (Some(Key::Control), key);
    let plain = |key: Key| (None::<Key>, key);
    for ((held, key), row, cell) in [
        (plain(Key::Down), 2, 1),
        (plain(Key::Right), 2, 2),
        (plain(Key::Down), 3, 2),
        (plain(Key::End), 3, end),
        (plain(Key::Right), 3, end),
        (plain(Key::Home), 3, 0),
        (plain(Key::Left), 3, 0),
        (control(Key::End), last, end),
        (plain(Key::Down), last, end),
        (plain(Key::Up), last - 1, end),
        (control(Key::Home), 2, 0),
        (plain(Key::Up), 1, 0),
        (plain(Key::Up), 1, 0),
        (plain(Key::Down), 2, 0),
        (plain(Key::Right), 2, 1),
    ] {
        match held {
            Some(held) => page.keys_with(held, key).await?,
            None => page.keys(key).await?,
        }
        page.cell_is(row, cell).await?;
    }
    // A page on and back is as many rows as are in sight.
    let body = "return Math.floor((one('[role=grid]').clientHeight - one('.grid-head').clientHeight) / one('.grid-row').offsetHeight)";
    let sight: usize = serde_json::from_value(page.ask(body, Vec::new()).await?)?;
    assert!(sight > 2, "{sight}");
    page.keys(Key::PageDown).await?;
    page.cell_is(2 + sight, 1).await?;
    page.keys(Key::PageDown).await?;
    page.cell_is(2 + 2 * sight, 1).await?;
    page.keys(Key::PageUp).await?;
    page.cell_is(2 + sight, 1).await?;
    // Space chooses and lets go, in any cell, and does not scroll.
    let name = page.focus().await?.name;
    for is_chosen in [true, false, true] {
        page.keys(" ").await?;
        until("the choice", || async {
            let rows = page.drawn().await?;
            let chosen = rows
                .iter()
                .filter(|row| row.is_chosen)
                .map(|row| row.name.as_str());
            let expected = if is_chosen {
                vec![name.as_str()]
            } else {
                Vec::new()
            };
            Ok((chosen.collect::<Vec<_>>() == expected).then_some(()))
        })
        .await?;
        page.cell_is(2 + sight, 1).await?;
    }
    // Tab leaves the list, and Shift with it comes back to the same cell.
    page.keys(Key::Right).await?;
    page.cell_is(2 + sight, 2).await?;
    page.keys(Key::Tab).await?;
    page.focus_is("button", "Add a tag").await?;
    page.keys_with(Key::Shift, Key::Tab).await?;
    page.cell_is(2 + sight, 2).await?;
    // Enter opens, from any cell; the way back leads to it.
    page.keys(Key::Enter).await?;
    page.focus_is("heading", &name).await?;
    page.tab_back_to("button", "All partners").await?;
    page.keys(Key::Enter).await?;
    page.cell_is(2 + sight, 2).await
}

async fn the_focus_goes_with_its_partner_when_the_order_changes(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let rows = page.all_rows().await?;
    page.tab_to("button", "Partner").await?;
    for _ in 0..3 {
        page.keys(Key::Down).await?;
        page.focus_settles().await?;
    }
    let name = page.focus().await?.name;
    assert_eq!(name, rows[2].name);
    // Turned round from elsewhere: not by what has the focus.
    page.ask("one('.grid-head [aria-sort] button').click()", Vec::new())
        .await?;
    page.order_is("Partner", "descending").await?;
    page.focus_is("button", &name).await?;
    let turned = rows.len() + 2 - 1 - 2;
    let drawn = page.drawn().await?;
    let own = drawn
        .iter()
        .find(|row| row.name == name)
        .ok_or("its row is gone")?;
    assert_eq!(own.index, turned);
    // Going on from there, the next one is its neighbour now.
    page.keys(Key::Up).await?;
    page.cell_is(turned - 1, 1).await?;
    page.focus_is("button", &rows[3].name).await?;
    // By the head itself, the focus stays in it.
    let head = page.head_of("Readiness").await?;
    page.engine.click(&page.driver, &head).await?;
    page.order_is("Readiness", "ascending").await?;
    page.cell_is(1, 4).await
}

async fn one_is_opened_and_its_row_is_found_again(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    page.order_by("Readiness", "ascending").await?;
    for index in [150, page.row_count().await?] {
        let row = page.scroll_to(index).await?;
        let top = page.scrolled().await?;
        page.open_partner(&row.name).await?;
        page.focus_is("heading", &row.name).await?;
        page.press("All partners").await?;
        page.focus_is("button", &row.name).await?;
        page.cell_is(index, 1).await?;
        assert_eq!(page.scrolled().await?, top);
        page.order_is("Readiness", "ascending").await?;
        let after = page.drawn().await?.into_iter().find(|one| one.index == index);
        assert_eq!(after, Some(row));
    }
    Ok(())
}
