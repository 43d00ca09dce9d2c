//! The list of all partners by keyboard: where keys lead, where the focus goes when rows change their places, and the way
//! back to the row that was opened.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::finding::until;
use crate::page::Named;
use crate::portfolio::{USUAL, made_up};
use crate::portfolio_many::BESIDE;
use crate::stage::Stage;

tests![
    the_list_goes_by_keyboard,
    the_focus_goes_with_its_partner_when_the_order_changes,
    one_is_opened_and_its_row_is_found_again,
    keys_go_on_from_where_the_last_one_has_led,
    rows_of_the_page_are_used_again_and_follow_each_other,
    who_has_the_focus_is_heard_of_when_another_one_comes_there,
    what_has_the_focus_is_not_under_what_lies_over_the_list,
    the_focus_stays_where_the_page_becomes_narrow,
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

async fn keys_go_on_from_where_the_last_one_has_led(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    page.tab_to("button", "Partner").await?;
    page.keys(Key::Down).await?;
    page.cell_is(2, 1).await?;
    // Each comes before the focus has followed the one before it.
    let body = "for (const key of arguments[0]) {
            focused().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
        }";
    for (keys, row, cell) in [
        (&["ArrowDown", "ArrowDown", "ArrowRight"][..], 4, 2),
        (&["ArrowUp", "End", "ArrowUp", "ArrowUp"], 1, USUAL - 1),
        (&["ArrowDown", "ArrowDown", "Home", "ArrowRight"], 3, 1),
    ] {
        page.ask(body, vec![json!(keys)]).await?;
        page.cell_is(row, cell).await?;
    }
    Ok(())
}

async fn rows_of_the_page_are_used_again_and_follow_each_other(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    page.ask(
        "for (const row of all('.grid-body > *')) row.isOfOld = true",
        Vec::new(),
    )
    .await?;
    // Whether each was there before, and the places in the order in which the page has them.
    let body = "const rows = all('.grid-body > [role=row]');
        return [rows.filter((row) => !row.isOfOld).length, rows.map((row) => Number(row.ariaRowIndex ?? row.getAttribute('aria-rowindex')))]";
    let in_order = |least: usize| {
        let page = &page;
        async move {
            until("rows in order", || async {
                let told = page.ask(body, Vec::new()).await?;
                let (others, places): (usize, Vec<usize>) = serde_json::from_value(told.clone())?;
                let is_there = places.len() > 10 && places.contains(&least) && places.is_sorted();
                if is_there && others <= BESIDE {
                    Ok(Some(()))
                } else {
                    Err(told.to_string().into())
                }
            })
            .await
        }
    };
    page.order_by("Readiness", "ascending").await?;
    in_order(2).await?;
    for index in [150, 154, 40, 300] {
        page.scroll_to(index).await?;
        in_order(index).await?;
    }
    // With the focus in one of them, too, which goes where its partner goes.
    page.scroll_to(6).await?;
    page.ask("one('.grid-head [aria-sort] button').focus()", Vec::new())
        .await?;
    for _ in 0..3 {
        page.keys(Key::Down).await?;
        page.focus_settles().await?;
    }
    page.ask("one('.grid-head [aria-sort] button').click()", Vec::new())
        .await?;
    page.order_is("Readiness", "descending").await?;
    in_order(2).await?;
    page.ask("one('[role=grid]').scrollTop = 0", Vec::new()).await?;
    in_order(2).await
}

async fn who_has_the_focus_is_heard_of_when_another_one_comes_there(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let names = page.partners().await?;
    page.tab_to("button", "Partner").await?;
    page.keys(Key::Down).await?;
    page.focus_is("button", &names[0]).await?;
    // Gone from the list, as another tab may have it, without the focus anywhere else.
    page.ask(
        "window.heard = []; root().addEventListener('focusin', (event) => window.heard.push(event.target.textContent.trim()))",
        Vec::new(),
    )
    .await?;
    let body = "const find = one('.finder .find');
        find.value = arguments[0];
        find.dispatchEvent(new Event('input', { bubbles: true }))";
    page.ask(body, vec![json!(names[1])]).await?;
    page.focus_is("button", &names[1]).await?;
    page.cell_is(2, 1).await?;
    let heard = page.ask("return window.heard", Vec::new()).await?;
    assert_eq!(
        heard.as_array().and_then(|heard| heard.last()),
        Some(&json!(names[1])),
        "{heard}"
    );
    page.keys(" ").await?;
    page.says("1 chosen").await
}

/// What lies over what has the focus, if anything: its middle and its corners are looked at.
const COVERED: &str = "
    const box = focused().getBoundingClientRect();
    const points = [[.5, .5], [.1, .1], [.9, .9]].map(([x, y]) => [box.left + x * box.width, box.top + y * box.height]);
    const lies = points.map(([x, y]) => root().elementFromPoint(x, y)).find((one) => !one?.closest('[role=grid], .finder'));
    return lies === undefined ? null : [lies?.className ?? null, box.top, box.bottom, innerHeight]";

async fn what_has_the_focus_is_not_under_what_lies_over_the_list(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    page.tab_to("button", "Partner").await?;
    for (width, height) in [(1280, 620), (360, 640)] {
        page.engine.resize(&page.driver, width, height).await?;
        page.keys_with(Key::Control, Key::Home).await?;
        page.cell_is(2, 0).await?;
        page.keys(Key::Right).await?;
        page.cell_is(2, 1).await?;
        page.keys(" ").await?;
        page.find("button", "Add a tag").await?;
        for (key, count) in [(Key::Down, 16), (Key::Up, 14)] {
            for number in 0..count {
                page.keys(key.clone()).await?;
                page.focus_settles().await?;
                let covered = page.ask(COVERED, Vec::new()).await?;
                assert_eq!(covered, Value::Null, "{width} x {height}, {number}");
            }
        }
        page.do_with_chosen("Clear choice").await?;
        page.without("button", "Add a tag").await?;
    }
    Ok(())
}

async fn the_focus_stays_where_the_page_becomes_narrow(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    page.press("Columns").await?;
    page.click("checkbox", Named::Beginning("Target")).await?;
    page.engine.resize(&page.driver, 360, 740).await?;
    page.focus_is("checkbox", "Target").await?;
    page.keys(Key::Escape).await?;
    page.without("group", "Columns").await?;
    page.focus_is("button", "Columns").await?;
    page.keys(Key::Tab).await?;
    page.focus_is("button", "Views").await?;
    page.without("button", "Columns").await
}
