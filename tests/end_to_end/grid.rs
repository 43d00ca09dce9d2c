//! The list of all partners as a person meets it: a partner is found by its name, and opened by the button of that name.

use std::time::Duration;

use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::finding::{PATIENCE, until, until_within};
use crate::page::{Named, Page};

/// More rows than any test goes down by keys.
const MOST_STEPS: usize = 40;

/// A row as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Drawn {
    /// `aria-rowindex`.
    pub index: usize,
    pub name: String,
    pub is_chosen: bool,
    /// Column by column: what the style sheet calls it, and what it says.
    pub cells: Vec<(String, String)>,
}

impl Drawn {
    /// What its cell of this column says.
    pub fn says(&self, column: &str) -> Result<&str> {
        let found = self.cells.iter().find(|(class, _)| class == column);
        let found = found.map(|(_, words)| words.as_str());
        found.ok_or_else(|| format!("no {column} in {self:?}").into())
    }
}

/// `written()`: waits until each row in the page is written, which those around what is in sight may be a frame later than
/// the others.
pub const WRITTEN: &str = "
    const isEmpty = (row) => !row.querySelector('[role=rowheader]');
    const written = () => once(() => !all('.grid-body > [role=row]').some(isEmpty), 'what stands in the rows');";

/// `drawn()`: the rows in the page, from the first one on.
const DRAWN: &str = "
    const told = (cell) => cell.textContent.replace(/\\s+/g, ' ').trim();
    const drawn = () => all('.grid-body > [role=row]').map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')),
        name: row.querySelector('[data-verb=open]').textContent.trim(),
        is_chosen: row.getAttribute('aria-selected') === 'true' && row.querySelector('input').checked,
        cells: [...row.children].slice(1).map((cell) => [cell.className, told(cell)]),
    })).sort((one, other) => one.index - other.index);";

impl Page {
    /// Opens a partner's page.
    pub async fn open_partner(&self, name: &str) -> Result<()> {
        self.press(name).await
    }

    /// The same by keyboard alone: to the head of the list, down to the partner, and Enter.
    pub async fn enter_partner(&self, name: &str) -> Result<()> {
        self.find("button", name).await?;
        self.tab_to("button", "Partner").await?;
        for _ in 0..MOST_STEPS {
            self.keys(Key::Down).await?;
            self.focus_settles().await?;
            if self.focus().await?.name == name {
                self.keys(Key::Enter).await?;
                return self.focus_is("heading", name).await;
            }
        }
        Err(format!("no way down by arrows to {name}").into())
    }

    /// Waits until the focus has followed what the keys asked for: it does so a frame later.
    pub async fn focus_settles(&self) -> Result<()> {
        let frames = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
        self.await_answer(frames, Vec::new()).await?;
        Ok(())
    }

    /// The rows in the page, once all are written: those in sight, and some around them.
    pub async fn drawn(&self) -> Result<Vec<Drawn>> {
        let body = format!(
            "async () => {{ {WRITTEN} {DRAWN}
                await written();
                return drawn();
            }}"
        );
        Ok(serde_json::from_value(
            self.await_answer(&body, Vec::new()).await?,
        )?)
    }

    /// The partners in the page, in order.
    pub async fn partners(&self) -> Result<Vec<String>> {
        Ok(self.drawn().await?.into_iter().map(|row| row.name).collect())
    }

    /// Waits until these are the partners in the page.
    pub async fn partners_are(&self, expected: &[&str]) -> Result<()> {
        until(&format!("the partners {expected:?}"), || async {
            let found = self.partners().await?;
            if found == expected {
                Ok(Some(()))
            } else {
                Err(format!("they are {found:?}").into())
            }
        })
        .await
    }

    /// All rows, read while scrolling from the first to the last; where one was is where one is after it. A row that is not
    /// written two frames after it came into sight is a failure.
    pub async fn all_rows(&self) -> Result<Vec<Drawn>> {
        let script = format!(
            "async () => {{ {DRAWN}
                const grid = one('[role=grid]');
                const before = grid.scrollTop;
                const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
                const found = new Map();
                grid.scrollTop = 0;
                for (;;) {{
                    await frame();
                    await frame();
                    for (const row of drawn()) found.set(row.index, row);
                    const top = grid.scrollTop;
                    grid.scrollTop += grid.clientHeight;
                    if (grid.scrollTop === top) break;
                }}
                grid.scrollTop = before;
                await frame();
                return [...found.values()].sort((one, other) => one.index - other.index);
            }}"
        );
        Ok(serde_json::from_value(
            self.await_answer(&script, Vec::new()).await?,
        )?)
    }

    /// Waits until the figures of all partners are worked out.
    pub async fn figures_are_there(&self) -> Result<()> {
        self.figures_are_there_within(PATIENCE).await
    }

    /// The same for very many.
    pub async fn figures_are_there_within(&self, patience: Duration) -> Result<()> {
        until_within(patience, "the figures of all partners", || async {
            let body = "return [one('.working')?.textContent ?? null, all('.grid .not-yet').length, one('.grid-row') !== null]";
            let left = self.ask(body, Vec::new()).await?;
            if left == json!([null, 0, true]) {
                Ok(Some(()))
            } else {
                Err(left.to_string().into())
            }
        })
        .await
    }

    /// Chooses a partner, or not any more, by its box. The list is moved up for it: at the bottom of the page stands what can
    /// be done with those that are chosen.
    pub async fn choose_partner(&self, name: &str) -> Result<()> {
        self.ask(
            "one('.found-line').scrollIntoView({ block: 'start' })",
            Vec::new(),
        )
        .await?;
        self.click("checkbox", &format!("Choose {name}")).await?;
        self.ask("scrollTo(0, 0)", Vec::new()).await?;
        Ok(())
    }

    /// Presses one of the buttons for those that are chosen; a button above the list may have the same name.
    pub async fn do_with_chosen(&self, verb: &str) -> Result<()> {
        let verbs = ".acting .verbs button";
        let place = until(&format!("the button {verb} for those chosen"), || async {
            let body = "return all(arguments[0]).map((button) => button.textContent.trim())";
            let all: Vec<String> = serde_json::from_value(self.ask(body, vec![json!(verbs)]).await?)?;
            Ok(all.iter().position(|one| one == verb))
        })
        .await?;
        let button = format!("{verbs}:nth-of-type({})", place + 1);
        Ok(self.engine.click(&self.driver, &self.one(&button).await?).await?)
    }

    /// How many rows are told to assistive technology, with that of the head.
    pub async fn row_count(&self) -> Result<usize> {
        let told = self.attribute("[role=grid]", "aria-rowcount").await?;
        Ok(told.ok_or("there is no list")?.parse()?)
    }

    /// Waits until it is so many.
    pub async fn row_count_is(&self, expected: usize) -> Result<()> {
        until(&format!("{expected} rows"), || async {
            let found = self.row_count().await?;
            if found == expected {
                Ok(Some(()))
            } else {
                Err(format!("it tells {found}").into())
            }
        })
        .await
    }

    /// Opens a panel above the list, turns what is called so in it on or off, and closes the panel by Escape. Gives the
    /// number that stands beside it.
    pub async fn turn_in(&self, panel: &str, choice: &str) -> Result<usize> {
        self.press(panel).await?;
        self.find("group", panel).await?;
        let body = "const rows = all('.drop-panel .drop-row');
            const row = rows.find((row) => row.querySelector('bdi').textContent === arguments[0]);
            row?.scrollIntoView({ block: 'center' });
            return row ? [row.querySelector('small')?.textContent ?? '0'] : null";
        let count = self.ask(body, vec![json!(choice)]).await?;
        let count = count[0]
            .as_str()
            .ok_or_else(|| format!("no {choice} in {panel}"))?;
        self.click("checkbox", Named::Beginning(choice)).await?;
        self.keys(Key::Escape).await?;
        self.without("group", panel).await?;
        self.focus_is("button", panel).await?;
        Ok(count.replace(',', "").parse()?)
    }

    /// The button in the head of a column, in sight; a filter above may have the same name.
    pub async fn head_of(&self, column: &str) -> Result<WebElement> {
        let body = "const heads = all('.grid-head > *');
            const head = heads.find((cell) => cell.querySelector('span')?.textContent === arguments[0]);
            head?.scrollIntoView({ block: 'nearest', inline: 'center' });
            return heads.indexOf(head)";
        let place = self.ask(body, vec![json!(column)]).await?;
        let place = place.as_u64().ok_or_else(|| format!("no column {column}"))?;
        self.one(&format!(".grid-head > :nth-child({}) button", place + 1))
            .await
    }

    /// Puts the rows in the order of a column, or turns it round, by its head; waits until that is told.
    pub async fn order_by(&self, column: &str, sort: &str) -> Result<()> {
        let head = self.head_of(column).await?;
        self.engine.click(&self.driver, &head).await?;
        self.order_is(column, sort).await
    }

    /// Waits until the order is told so, and of no other column.
    pub async fn order_is(&self, column: &str, sort: &str) -> Result<()> {
        let body = "return all('.grid-head > [aria-sort]').map((cell) =>
            [cell.querySelector('span').textContent, cell.getAttribute('aria-sort')])";
        until(&format!("{column} to be {sort}"), || async {
            let told = self.ask(body, Vec::new()).await?;
            if told == json!([[column, sort]]) {
                Ok(Some(()))
            } else {
                Err(told.to_string().into())
            }
        })
        .await
    }

    /// Waits until the focus is in that row, as its index is told, and in that cell from the left; and in sight.
    pub async fn cell_is(&self, row: usize, cell: usize) -> Result<()> {
        let body = "const cell = focused()?.closest('[role=gridcell], [role=rowheader], [role=columnheader]');
            if (!cell) return null;
            const row = cell.parentElement;
            const index = Number(row.getAttribute('aria-rowindex'));
            const [box, sight] = [row, one('[role=grid]')].map((one) => one.getBoundingClientRect());
            const top = index === 1 ? sight.top : one('.grid-head').getBoundingClientRect().bottom;
            const isInSight = box.top > top - 2 && box.bottom < sight.bottom + 2;
            return [index, [...row.children].indexOf(cell), isInSight, all('[role=grid] [tabindex=\"0\"]').length]";
        until(&format!("the focus in row {row}, cell {cell}"), || async {
            let found = self.ask(body, Vec::new()).await?;
            if found == json!([row, cell, true, 1]) {
                Ok(Some(()))
            } else {
                Err(format!("it is in {found}").into())
            }
        })
        .await
    }

    /// Scrolls the list to where this row, as its index is told, is the third in sight, and gives the row.
    pub async fn scroll_to(&self, index: usize) -> Result<Drawn> {
        let body = "one('[role=grid]').scrollTop = (arguments[0] - 4) * one('.grid-row').offsetHeight";
        self.ask(body, vec![json!(index)]).await?;
        until(&format!("row {index}"), || async {
            Ok(self.drawn().await?.into_iter().find(|row| row.index == index))
        })
        .await
    }

    /// How far the list is scrolled.
    pub async fn scrolled(&self) -> Result<serde_json::Value> {
        self.ask("return one('[role=grid]').scrollTop", Vec::new()).await
    }
}
