//! The page as a person meets it: controls by role and name, words, and what the element tells its host.

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::{Bundle, read_bundle};
use channel_readiness::domain::time::Day;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::{Engine, Result};
use crate::finding::{Spoken, collapsed, until};
use crate::truth::Truth;

const LIBRARY: &str = include_str!("page.js");

/// From now on the page notes what goes wrong in it: not every driver hands out what its console says. It does so under a
/// symbol, which whoever counts the page's names does not meet. A page of the tests that notes problems by itself is left to it.
const NOTE: &str = "
    const noting = Symbol.for('noted');
    if (globalThis[noting] || globalThis.problems) return;
    const noted = globalThis[noting] = [];
    const { error } = console;
    console.error = (...words) => {
        noted.push(words.join(' '));
        error.apply(console, words);
    };
    addEventListener('error', (event) => noted.push(`${event.message} ${event.error?.stack}`));
    addEventListener('unhandledrejection', ({ reason }) => noted.push(`${reason} ${reason?.stack}`));";

/// What the page has noted.
pub const NOTED: &str = "return (globalThis[Symbol.for('noted')] ?? globalThis.problems)?.join('\\n') ?? '';";

/// One element on the page in front.
#[derive(Debug, Clone)]
pub struct Page {
    pub driver: WebDriver,
    pub engine: Engine,
    /// Selects the element in its document.
    host: String,
    /// Whether the browser is asked what it tells assistive technology.
    asks_browser: bool,
}

/// How a name is looked for.
#[derive(Debug, Clone, Copy)]
pub enum Named<'a> {
    Exactly(&'a str),
    Beginning(&'a str),
    Containing(&'a str),
}

impl Named<'_> {
    const fn parts(&self) -> (&str, &str) {
        match self {
            Self::Exactly(name) => (name, "exact"),
            Self::Beginning(name) => (name, "begins"),
            Self::Containing(name) => (name, "contains"),
        }
    }

    fn fits(&self, name: &str) -> bool {
        match self {
            Self::Exactly(wanted) => name == *wanted,
            Self::Beginning(wanted) => name.starts_with(wanted),
            Self::Containing(wanted) => name.contains(wanted),
        }
    }
}

impl Spoken {
    /// Whether this is a control of that role and name, in what this engine calls it.
    pub fn is(&self, engine: Engine, role: &str, name: Named<'_>) -> bool {
        let is_role = match (role, engine) {
            // WebDriver's roles have no word for what opens and closes details, and Chromium has one of its own.
            ("disclosure", Engine::Chromium) => self.role == "DisclosureTriangle",
            ("disclosure", Engine::Firefox | Engine::WebKit) => self.role.is_empty(),
            // It tells a list as the button that opens it, and a field with the browser's suggestions as a field.
            ("combobox", Engine::WebKit) => ["combobox", "button", "textbox"].contains(&&*self.role),
            // A field to search with is a field to write in.
            ("textbox", _) if self.role == "searchbox" => true,
            // For a field whose text is hidden there is no role.
            ("textbox", Engine::Firefox) => self.role == role || self.role.is_empty(),
            _ => self.role == role,
        };
        // What is announced has no name of its own; it was found by its words.
        is_role && (matches!(role, "alert" | "status") || name.fits(&self.name))
    }
}

impl<'a> From<&'a str> for Named<'a> {
    fn from(name: &'a str) -> Self {
        Self::Exactly(name)
    }
}

impl<'a> From<&'a String> for Named<'a> {
    fn from(name: &'a String) -> Self {
        Self::Exactly(name)
    }
}

impl Page {
    /// The only element of the page.
    pub fn of(driver: &WebDriver, engine: Engine) -> Self {
        Self::at(driver, engine, "channel-readiness")
    }

    /// The element that `host` selects.
    pub fn at(driver: &WebDriver, engine: Engine, host: &str) -> Self {
        Self {
            driver: driver.clone(),
            engine,
            host: host.to_owned(),
            asks_browser: true,
        }
    }

    /// The same page, whose controls are found by their markup alone.
    pub fn taken_at_its_word(self) -> Self {
        Self {
            asks_browser: false,
            ..self
        }
    }

    /// Runs `body` with the functions of `page.js` at hand and `given` as its arguments. What it returns comes as text:
    /// a driver that reads numbers and writes them again may change their last digit.
    pub async fn ask(&self, body: &str, given: Vec<Value>) -> Result<Value> {
        let script = format!(
            "const host = {};\n{LIBRARY}\n\
            return asText((function () {{ {body} }})(...arguments))",
            json!(self.host)
        );
        let answer = self.driver.execute(script, given).await?;
        read(answer.json())
    }

    /// The same for a body that gives a promise.
    pub async fn await_answer(&self, promise: &str, given: Vec<Value>) -> Result<Value> {
        let script = format!(
            "const host = {};\n{LIBRARY}\nconst [...given] = arguments;\nconst done = given.pop();\n\
            ({promise})(...given).then(
                (value) => done({{ value: asText(value) }}),
                (error) => done({{ error: String(error) }}),
            );",
            json!(self.host)
        );
        let answer = self.driver.execute_async(script, given).await?.json().clone();
        match answer["error"].as_str() {
            Some(error) => Err(error.to_owned().into()),
            None => read(&answer["value"]),
        }
    }

    /// The first element that a hook of ours selects.
    pub async fn one(&self, selector: &str) -> Result<WebElement> {
        let found = self.element("return one(arguments[0])", vec![json!(selector)]);
        found
            .await?
            .ok_or_else(|| format!("there is no {selector}").into())
    }

    async fn element(&self, body: &str, given: Vec<Value>) -> Result<Option<WebElement>> {
        let script = format!("const host = {};\n{LIBRARY}\n{body}", json!(self.host));
        let answer = self.driver.execute(script, given).await?;
        if answer.json().is_null() {
            Ok(None)
        } else {
            Ok(Some(answer.element()?))
        }
    }

    /// Waits until the element shows its first screen and has read its store; the page notes what goes wrong from here on.
    pub async fn started(&self) -> Result<()> {
        self.driver.execute(NOTE, Vec::new()).await?;
        until("the element to start", || async {
            let started = self.ask(
                "return one('h1, legend') !== null && one('.waiting') === null",
                Vec::new(),
            );
            Ok(started.await?.as_bool().filter(|started| *started).map(drop))
        })
        .await
    }

    /// The first control of this role and name that is shown, once it is there. The browser's own computed role and
    /// name have to agree.
    pub async fn find(&self, role: &str, name: impl Into<Named<'_>>) -> Result<WebElement> {
        let name = name.into();
        until(&format!("{role} {name:?}"), || self.look_for(role, name)).await
    }

    /// Whether there is one now.
    pub async fn has(&self, role: &str, name: impl Into<Named<'_>>) -> Result<bool> {
        Ok(self.look_for(role, name.into()).await?.is_some())
    }

    /// Waits until there is none.
    pub async fn without(&self, role: &str, name: impl Into<Named<'_>>) -> Result<()> {
        let name = name.into();
        until(&format!("{role} {name:?} to go"), || async {
            Ok(self.look_for(role, name).await?.is_none().then_some(()))
        })
        .await
    }

    async fn look_for(&self, role: &str, name: Named<'_>) -> Result<Option<WebElement>> {
        let (wanted, how) = name.parts();
        let body = "return find(...arguments)[0] ?? null";
        let Some(element) = self
            .element(body, vec![json!(role), json!(wanted), json!(how)])
            .await?
        else {
            return Ok(None);
        };
        if !self.asks_browser {
            return Ok(Some(element));
        }
        let spoken = Spoken::of(&self.driver, &element).await?;
        if !spoken.is(self.engine, role, name) {
            return Err(format!("the browser calls it {spoken:?}").into());
        }
        Ok(Some(element))
    }

    /// Clicks a control.
    pub async fn click(&self, role: &str, name: impl Into<Named<'_>>) -> Result<()> {
        let name = name.into();
        until(&format!("a click on {role} {name:?}"), || async {
            match self.look_for(role, name).await? {
                Some(element) => Ok(Some(self.engine.click(&self.driver, &element).await?)),
                None => Ok(None),
            }
        })
        .await
    }

    pub async fn press(&self, button: &str) -> Result<()> {
        self.click("button", button).await
    }

    /// Starts an assessment as `vendor` or `partner`.
    pub async fn start_as(&self, side: &str) -> Result<()> {
        self.click("button", Named::Beginning(&format!("Start as {side}")))
            .await
    }

    /// Puts a text into a field in place of what it holds, key by key.
    pub async fn write(&self, field: &str, text: &str) -> Result<()> {
        self.click("textbox", field).await?;
        self.keys_with(Key::Control, "a").await?;
        if text.is_empty() {
            self.keys(Key::Delete).await
        } else {
            self.keys(text).await
        }
    }

    pub async fn select(&self, field: &str, option: &str) -> Result<()> {
        let list = self.find("combobox", field).await?;
        let options = list.find_all(By::Tag("option")).await?;
        for one in options {
            if collapsed(&one.prop("textContent").await?.unwrap_or_default()) == option {
                return Ok(one.click().await?);
            }
        }
        Err(format!("{field} does not offer {option}").into())
    }

    /// Sends keys to what has the focus, through the browser's input.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Result<()> {
        Ok(self
            .driver
            .action_chain()
            .send_keys(keys.into())
            .perform()
            .await?)
    }

    /// The same while a key such as Shift is held down.
    pub async fn keys_with(&self, held: Key, keys: impl Into<TypingData>) -> Result<()> {
        let chain = self
            .driver
            .action_chain()
            .key_down(held.clone())
            .send_keys(keys.into())
            .key_up(held);
        Ok(chain.perform().await?)
    }

    /// Everything that is shown, as text with its white space collapsed.
    pub async fn words(&self) -> Result<String> {
        let words = self.ask("return words()", Vec::new()).await?;
        Ok(collapsed(words.as_str().unwrap_or_default()))
    }

    /// Waits until these words are shown.
    pub async fn says(&self, words: &str) -> Result<()> {
        until(&format!("the words {words:?}"), || async {
            Ok(self.words().await?.contains(words).then_some(()))
        })
        .await
    }

    pub async fn says_not(&self, words: &str) -> Result<()> {
        until(&format!("the words {words:?} to go"), || async {
            Ok((!self.words().await?.contains(words)).then_some(()))
        })
        .await
    }

    /// The text of the first element that a hook of ours selects, or an attribute of it.
    pub async fn text_of(&self, selector: &str) -> Result<String> {
        let text = self
            .ask(
                "return one(arguments[0])?.textContent ?? null",
                vec![json!(selector)],
            )
            .await?;
        let text = text.as_str().ok_or_else(|| format!("there is no {selector}"))?;
        Ok(collapsed(text))
    }

    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        let body = "return one(arguments[0])?.getAttribute(arguments[1]) ?? null";
        let value = self.ask(body, vec![json!(selector), json!(name)]).await?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// A number in an attribute.
    pub async fn number(&self, selector: &str, name: &str) -> Result<f64> {
        let text = self.attribute(selector, name).await?;
        let text = text.ok_or_else(|| format!("{selector} has no {name}"))?;
        text.parse()
            .map_err(|_| format!("{selector} has {text:?} as {name}").into())
    }

    /// What has the focus, as assistive technology is told.
    pub async fn focus(&self) -> Result<Spoken> {
        match self.element("return focused()", Vec::new()).await? {
            Some(element) => Spoken::of(&self.driver, &element).await,
            None => Err("nothing has the focus".into()),
        }
    }

    /// The tag and the text of what has the focus.
    pub async fn focused_text(&self) -> Result<(String, String)> {
        let body = "const element = focused(); return [element?.localName ?? '', element?.textContent ?? '']";
        let found = self.ask(body, Vec::new()).await?;
        let part = |place: usize| found[place].as_str().unwrap_or_default().to_owned();
        Ok((part(0), collapsed(&part(1))))
    }

    /// Waits until everything edited so far is in the store.
    pub async fn saved(&self) -> Result<()> {
        self.saving_is("saved").await
    }

    /// Waits until the indicator of saving says so.
    pub async fn saving_is(&self, state: &str) -> Result<()> {
        until(&format!("saving to be {state}"), || async {
            let now = self.attribute("[data-saved]", "data-saved").await?;
            if now.as_deref() == Some(state) {
                Ok(Some(()))
            } else {
                Err(format!("it is {now:?}").into())
            }
        })
        .await
    }

    /// Goes to a screen by the menu, and waits until its heading is there.
    pub async fn go_to(&self, screen: &str) -> Result<()> {
        self.press(screen).await?;
        until(&format!("the screen {screen}"), || async {
            let body = "return one('nav.menu [aria-current=page]')?.textContent ?? null";
            Ok((self.ask(body, Vec::new()).await? == json!(screen)).then_some(()))
        })
        .await?;
        self.started().await
    }

    /// The id of the question shown.
    pub async fn question(&self) -> Result<String> {
        until("a question", || {
            self.attribute("[data-indicator]", "data-indicator")
        })
        .await
    }

    /// Waits for a question.
    pub async fn asks(&self, indicator: &str) -> Result<()> {
        until(&format!("question {indicator}"), || async {
            let shown = self.question().await?;
            if shown == indicator {
                Ok(Some(()))
            } else {
                Err(format!("it is {shown}").into())
            }
        })
        .await
    }

    /// Answers the question shown with a level, by mouse.
    pub async fn answer(&self, level: u8) -> Result<()> {
        self.click("radio", Named::Beginning(&format!("{level}: "))).await
    }

    /// Goes on to the next question, by mouse.
    pub async fn next(&self) -> Result<String> {
        let before = self.question().await?;
        self.press("Next question").await?;
        until("the next question", || async {
            let shown = self.question().await?;
            Ok((shown != before).then_some(shown))
        })
        .await
    }

    /// Everything that is kept, read as a bundle.
    pub async fn bundle(&self) -> Result<Bundle> {
        let text = self.export().await?;
        read_bundle(&text, &[&Truth::read()?.pack]).map_err(|problems| format!("{problems:?}").into())
    }

    /// What `exportData` gives.
    pub async fn export(&self) -> Result<String> {
        let text = self
            .await_answer("() => document.querySelector(host).exportData()", Vec::new())
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// What `importData` gives.
    pub async fn import(&self, text: &str) -> Result<Value> {
        self.await_answer(
            "(text) => document.querySelector(host).importData(text)",
            vec![json!(text)],
        )
        .await
    }

    /// The only assessment.
    pub async fn assessment(&self) -> Result<Assessment> {
        let mut responses = self.bundle().await?.responses;
        match (responses.pop(), responses.len()) {
            (Some(one), 0) => Ok(one),
            (_, more) => Err(format!("{more} assessments beside the expected one").into()),
        }
    }

    /// The property `result`.
    pub async fn result(&self) -> Result<Value> {
        self.ask("return document.querySelector(host).result", Vec::new())
            .await
    }

    /// The browser's calendar day.
    pub async fn today(&self) -> Result<Day> {
        let body = "const now = new Date();
            return [now.getFullYear(), now.getMonth() + 1, now.getDate()]";
        let parts: (i32, u32, u32) = serde_json::from_value(self.ask(body, Vec::new()).await?)?;
        Day::from_date(parts.0, parts.1, parts.2).ok_or_else(|| "the browser has no day".into())
    }
}

/// A value that came as text; null where there was none.
fn read(text: &Value) -> Result<Value> {
    Ok(text.as_str().map_or(Ok(Value::Null), serde_json::from_str)?)
}
