//! What is offered to be opened on the page of partners, one thing right after the other: as a link or as a file, and what
//! is said of it, by the page and by the domain.

use channel_readiness::domain::exchange::sealed::{Mark, Parameter, SealedError, open};
use channel_readiness::domain::exchange::{LinkError, from_fragment, read_exchanged};
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::problem::Problem;
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::finding::collapsed;
use crate::hostile_contents::{PACK, document};
use crate::hostile_links::file::unsigned;
use crate::hostile_links::{Long, link};
use crate::page::Page;
use crate::peace::Peace;
use crate::spilled::spilled;
use crate::stage::{Folder, Stage};
use crate::truth::Truth;

/// The way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Link,
    File,
}

/// What the page says of something that it does not open.
#[derive(Debug, Deserialize)]
pub struct Refusal {
    pub cause: String,
    /// Place, cause and position of each mistake.
    pub problems: Vec<[String; 3]>,
    /// Everything that is said.
    pub all: String,
}

/// Opens the fold with the ways in; the list of partners is there.
const UNFOLD: &str = "one('details.ways-in').open = true;";

/// Puts a text into the field for links and sends it off.
const PASTE: &str = "const paste = (text) => {
        one('details.ways-in').open = true;
        const field = one('.paste input');
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        one('.paste button').click();
    };";

/// Waits until something is opened, or refused.
const OPENED: &str = "await once(() => {
        const title = one('.opened h1')?.textContent;
        return title && title !== 'Opening…' && !one('.opened .waiting');
    }, 'something that is opened');";

/// What is shown is closed, and the ways in are there again.
const CLOSE: &str = "one('.opened [data-verb=close]').click();
    await once(() => !one('.opened') && one('details.ways-in'), 'the ways in');
    one('details.ways-in').open = true;";

const REFUSAL: &str = "if (!one('.opened .cause')) throw new Error(`it was opened: ${words()}`);
    const parts = (line) => [line.children[0], line.children[1], line.children[2]].map((part) => part?.textContent ?? '');
    const refusal = {
        cause: one('.opened .cause').textContent,
        problems: all('.opened .problems li').map(parts),
        all: words(),
    };";

/// Where what is sent is opened.
#[derive(Debug)]
pub struct Desk {
    pub page: Page,
    pub packs: [Pack; 2],
    before: Peace,
    folder: Folder,
    input: WebElement,
}

impl Desk {
    /// The page of partners with an assessment and a questionnaire of somebody's beside it. All has been fetched that a
    /// right invite needs.
    pub async fn of(stage: &Stage) -> Result<Self> {
        let page = stage.open().await?;
        page.start_as("vendor").await?;
        page.answer(3).await?;
        page.saved().await?;
        page.import(PACK).await?;
        page.go_to("Partners").await?;
        page.ask(UNFOLD, Vec::new()).await?;
        page.saved().await?;
        let small = Pack::parse(PACK).map_err(|problems| format!("{problems:?}"))?;
        let mut desk = Self {
            before: Peace::of(&page, stage).await?,
            packs: [Truth::read()?.pack, small],
            folder: Folder::new("offered")?,
            input: page.one(".ways-in input[type=file]").await?,
            page,
        };
        for way in [Way::Link, Way::File] {
            let right = unsigned(document("invite").to_string().as_bytes());
            desk.open(way, &right).await?;
        }
        desk.before = Peace::of(&desk.page, stage).await?;
        Ok(desk)
    }

    /// Pastes a text, which is not opened.
    pub async fn paste(&self, text: &Long) -> Result<Refusal> {
        let script = format!(
            "async (beginning, filling, times) => {{ {PASTE}
            paste(beginning + filling.repeat(times));
            {OPENED} {REFUSAL} {CLOSE} return refusal; }}"
        );
        let given = vec![json!(text.beginning), json!(text.filling), json!(text.times)];
        Ok(serde_json::from_value(
            self.page.await_answer(&script, given).await?,
        )?)
    }

    /// Picks a file, which is not opened.
    pub async fn pick(&self, content: &[u8]) -> Result<Refusal> {
        self.put(content).await?;
        let script = format!("async () => {{ {OPENED} {REFUSAL} {CLOSE} return refusal; }}");
        Ok(serde_json::from_value(
            self.page.await_answer(&script, Vec::new()).await?,
        )?)
    }

    /// Picks a file of so many bytes, which is not opened.
    pub async fn pick_of_size(&self, size: u64) -> Result<Refusal> {
        let script = format!(
            "async (size) => {{ pickOfSize('.ways-in input[type=file]', size, 'large.crshare');
            {OPENED} {REFUSAL} {CLOSE} return refusal; }}"
        );
        Ok(serde_json::from_value(
            self.page.await_answer(&script, vec![json!(size)]).await?,
        )?)
    }

    /// A file that is not opened, by this way.
    pub async fn offer(&self, way: Way, file: &[u8]) -> Result<Refusal> {
        match way {
            Way::Link => self.paste(&whole(&link(file))).await,
            Way::File => self.pick(file).await,
        }
    }

    /// Everything that is shown of a file once it is opened by this way.
    pub async fn open(&self, way: Way, file: &[u8]) -> Result<String> {
        match way {
            Way::Link => self.open_pasted(&whole(&link(file))).await,
            Way::File => {
                self.put(file).await?;
                self.shown("", Vec::new()).await
            }
        }
    }

    /// Everything that is shown once a text was pasted.
    pub async fn open_pasted(&self, text: &Long) -> Result<String> {
        let given = vec![json!(text.beginning), json!(text.filling), json!(text.times)];
        let paste = format!("{PASTE} paste(beginning + filling.repeat(times));");
        self.shown(&paste, given).await
    }

    /// Everything that is shown once `before` was done.
    async fn shown(&self, before: &str, given: Vec<Value>) -> Result<String> {
        const SHOWN: &str = "if (one('.opened .cause')) throw new Error(`it was refused: ${words()}`);
            for (const fold of all('.opened details')) fold.open = true;
            await once(() => all('.opened details').every((fold) => fold.children.length > 1), 'what is folded away');
            const shown = one('.opened').textContent;";
        let script = format!(
            "async (beginning, filling, times) => {{ {before} {OPENED} {SHOWN} {CLOSE} return shown; }}"
        );
        let shown = self.page.await_answer(&script, given).await?;
        Ok(shown.as_str().unwrap_or_default().to_owned())
    }

    /// What of this name leaves its field once the file is opened by a link.
    pub async fn spilled(&self, file: &[u8], name: &str) -> Result<Vec<String>> {
        let script = format!(
            "async (text) => {{ {PASTE} paste(text); {OPENED}
            if (one('.opened .cause')) throw new Error(`it was refused: ${{words()}}`); }}"
        );
        let text = ["#", &link(file)].concat();
        self.page.await_answer(&script, vec![json!(text)]).await?;
        let found = spilled(&self.page, &[name.to_owned()]).await?;
        let close = format!("async () => {{ {CLOSE} }}");
        self.page.await_answer(&close, Vec::new()).await?;
        Ok(found)
    }

    /// How many characters the field takes of what is pasted.
    pub async fn most_pasted(&self) -> Result<usize> {
        const MOST: &str = "const field = one('.paste input');
            field.value = 'A'.repeat(field.maxLength);
            const most = field.value.length;
            field.value = '';
            return most;";
        let most = self.page.ask(MOST, Vec::new()).await?.as_u64();
        Ok(usize::try_from(most.ok_or("no number")?)?)
    }

    async fn put(&self, content: &[u8]) -> Result<()> {
        let path = self.folder.file("came.crshare", content)?;
        // It is another element each time that the ways in are shown.
        let input = match self.input.is_present().await {
            Ok(true) => self.input.clone(),
            _ => self.page.one(".ways-in input[type=file]").await?,
        };
        Ok(input.send_keys(path.to_string_lossy()).await?)
    }

    /// What the page says of contents by this way is, mistake for mistake, what the domain says.
    pub async fn refuses_contents(&self, way: Way, contents: &[String]) -> Result<()> {
        assert!(contents.len() >= 50, "{} cases", contents.len());
        let known = self.packs.each_ref();
        for content in contents {
            let expected = read_exchanged(content, &known).expect_err(content).problems;
            let refusal = self.offer(way, &unsigned(content.as_bytes())).await?;
            refusal.lists(&expected, content);
        }
        Ok(())
    }

    /// That all of it has left everything as it was, now and after a new start.
    pub async fn is_at_peace(&self, stage: &Stage) -> Result<()> {
        self.before
            .holds(&Peace::of(&self.page, stage).await?, "after all of them");
        self.page.driver.refresh().await?;
        self.page.started().await?;
        assert_eq!(self.page.export().await?, self.before.kept, "after a new start");
        Ok(())
    }
}

impl Refusal {
    /// That it says this, and that nothing was changed.
    #[track_caller]
    pub fn says(&self, words: &str, case: &str) {
        // What is quoted stands by itself, so that it cannot turn the words around it.
        let without = |text: &str| collapsed(&text.replace(['\u{2068}', '\u{2069}'], ""));
        let cause = without(&self.cause);
        assert!(
            cause.starts_with(&without(words)),
            "{case}: expected {words:?}, found {cause:?}"
        );
        assert!(
            self.all.contains("This could not be opened") && self.all.contains("Nothing here was changed."),
            "{case}: {}",
            self.all
        );
    }

    /// That it lists just these mistakes, each with its place, its cause and its position.
    #[track_caller]
    fn lists(&self, problems: &[Problem], case: &str) {
        let case: String = case.chars().take(3000).collect();
        self.says("It is whole, but ", &case);
        assert_eq!(self.problems.len(), problems.len().min(50), "{case}");
        for ([place, cause, position], problem) in self.problems.iter().zip(problems) {
            let expected = if problem.place.is_empty() {
                "The file"
            } else {
                &problem.place
            };
            assert_eq!(collapsed(place), collapsed(expected), "{case}");
            let at = problem
                .at
                .map(|at| format!("line {}, column {}", at.line, at.column));
            assert_eq!(position, &at.unwrap_or_default(), "{case}");
            let told = collapsed(&problem.cause);
            assert!(
                collapsed(cause).starts_with(&told),
                "{case}: expected {told:?}, found {cause:?}"
            );
        }
    }
}

/// A link as it stands in an address.
pub fn whole(link: &str) -> Long {
    Long {
        beginning: ["#", link].concat(),
        filling: "",
        times: 0,
    }
}

/// The beginning of the words for a file that the domain refuses by this way.
#[track_caller]
pub fn expected(way: Way, file: &[u8]) -> String {
    match way {
        Way::Link => expected_of(&link(file)),
        Way::File => words(
            &open(Mark::Exchange, file)
                .map(drop)
                .expect_err("a file that is refused"),
        ),
    }
}

/// The same for a link.
#[track_caller]
pub fn expected_of(link: &str) -> String {
    match from_fragment(link).expect_err("a link that is refused") {
        LinkError::NotALink => "This is no link of channel-readiness.".to_owned(),
        LinkError::TooLong => {
            "The link is longer than any that is made here. Nothing of it was read.".to_owned()
        }
        LinkError::ForeignCharacter { place, found } => {
            let place = grouped(place as u64);
            format!("The link is damaged: “{found}”, at place {place} behind “#open=”, stands in no link.")
        }
        LinkError::Cut => "The link is cut: its end is missing.".to_owned(),
        LinkError::Altered => ALTERED.to_owned(),
        LinkError::File(error) => words(&error),
    }
}

const ALTERED: &str = "It was changed on the way: it is not what was sent. Its hash does not fit.";

fn words(error: &SealedError) -> String {
    match error {
        SealedError::NotOurs => "This is no file that companies send each other".to_owned(),
        SealedError::NewerFormat { found } => {
            format!("It was made by a newer version of channel-readiness: format {found}, this page knows 1.")
        }
        SealedError::Cut { expected, found } => format!(
            "The file is cut: {} of {} bytes have come.",
            grouped(*found),
            grouped(*expected)
        ),
        SealedError::Altered | SealedError::TooLong { .. } => ALTERED.to_owned(),
        SealedError::OutOfBounds {
            parameter: Parameter::ContentLength,
            ..
        } => {
            "It says that it holds more than the 30 MB that are read. Nothing of it was unpacked.".to_owned()
        }
        SealedError::OutOfBounds {
            parameter: Parameter::Rounds,
            found,
            least,
            most,
        } => format!(
            "It asks for {} rounds of key derivation; from {} to {} are done. No passphrase was tried.",
            grouped(*found),
            grouped(*least),
            grouped(*most)
        ),
        SealedError::OutOfBounds { .. } | SealedError::NoSuchFormat => {
            format!("Its beginning asks for what no copy of channel-readiness asks for: {error}.")
        }
    }
}

/// A number as the page shows it in English.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
