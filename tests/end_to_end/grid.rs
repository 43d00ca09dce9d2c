//! The list of all partners as a person meets it: a partner is found by its name, and opened by the button of that name.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::finding::until;
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

/// `drawn()`: the rows in the page, from the first one on.
const DRAWN: &str = "
    const told = (cell) => cell.textContent.replace(/\\s+/g, ' ').trim();
    const drawn = () => all('.grid-body > [role=row]').map((row) => ({
        index: Number(row.ariaRowIndex),
        name: row.querySelector('[data-verb=open]').textContent.trim(),
        is_chosen: row.ariaSelected === 'true' && row.querySelector('input').checked,
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

    /// The rows in the page: those in sight, and some around them.
    pub async fn drawn(&self) -> Result<Vec<Drawn>> {
        let body = format!("{DRAWN} return drawn()");
        Ok(serde_json::from_value(self.ask(&body, Vec::new()).await?)?)
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

    /// All rows, read while scrolling from the first to the last; where one was is where one is after it.
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
                    grid.scrollTop += grid.clientHeight / 2;
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
        until("the figures of all partners", || async {
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

    /// Chooses a partner, or not any more, by its box.
    pub async fn choose_partner(&self, name: &str) -> Result<()> {
        self.click("checkbox", &format!("Choose {name}")).await
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

    /// Waits until so many rows are told to assistive technology, with that of the head.
    pub async fn row_count_is(&self, expected: usize) -> Result<()> {
        until(&format!("{expected} rows"), || async {
            let found = self.attribute("[role=grid]", "aria-rowcount").await?;
            if found == Some(expected.to_string()) {
                Ok(Some(()))
            } else {
                Err(format!("it tells {found:?}").into())
            }
        })
        .await
    }

    /// Opens a panel above the list, turns what begins so in it on or off, and closes the panel by Escape.
    pub async fn turn_in(&self, panel: &str, choice: &str) -> Result<()> {
        self.click("button", Named::Beginning(panel)).await?;
        self.find("group", panel).await?;
        self.click("checkbox", Named::Beginning(choice)).await?;
        self.keys(Key::Escape).await?;
        self.without("group", panel).await?;
        self.focus_is("button", Named::Beginning(panel)).await
    }
}
