//! The peace of the page: what nothing hostile may change, whatever came in and wherever.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::page::Page;
use crate::stage::Stage;

/// What nothing hostile may change: what is kept, the prototypes, the elements of the page, its requests.
#[derive(Debug, PartialEq)]
pub struct Peace {
    pub kept: String,
    pub page: Value,
    pub requests: usize,
}

/// Constructors that have other members, or whose prototypes have, than in a fresh document; what would run or be
/// fetched, and a mark that the scripts leave.
pub const PAGE: &str = "
    const made = ['Object', 'Array', 'Function', 'String', 'Number', 'Boolean', 'Symbol', 'Promise', 'Map', 'Set',
        'Error', 'RegExp', 'Element'];
    const fresh = document.body.appendChild(document.createElement('iframe'));
    const names = (object) => Reflect.ownKeys(object).map(String).sort().join();
    const members = (realm, name) => [names(realm[name]), names(realm[name].prototype)].join(' and ');
    const changed = made.filter((name) => members(window, name) !== members(fresh.contentWindow, name));
    fresh.remove();
    const running = 'script, iframe, object, embed, img, a[href^=\"javascript\" i]';
    return [
        changed,
        ({}).polluted ?? null,
        window.harmed ?? null,
        document.querySelectorAll(running).length + all(running).length,
        performance.getEntriesByType('resource').map(({ name }) => name),
    ];";

impl Peace {
    pub async fn of(page: &Page, stage: &Stage) -> Result<Self> {
        let kept = page.export().await?;
        let page = page.ask(PAGE, Vec::new()).await?;
        assert_eq!(page[0], json!([]), "these were changed");
        Ok(Self {
            kept,
            page,
            requests: stage.server.log().len(),
        })
    }

    /// That all is as it was.
    #[track_caller]
    pub fn holds(&self, now: &Self, case: &str) {
        assert_eq!(self.kept, now.kept, "{case}");
        assert_eq!(self.page, now.page, "{case}");
        assert_eq!(self.requests, now.requests, "{case}");
    }
}
