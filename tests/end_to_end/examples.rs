//! The examples of portals in `dist/examples`: each is opened and used as a visitor of that portal would.

use std::fs;

use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::page::Page;
use crate::server::{Options, Root, Server};
use crate::stage::{Folder, Stage, dist, project};

tests![
    the_list_leads_to_every_example_and_to_no_other,
    what_an_example_shows_as_its_lines_stands_in_its_files,
    no_example_is_wider_than_a_narrow_window,
    no_example_jumps_while_it_starts needs LayoutShifts,
    a_plain_page_takes_answers,
    a_theme_goes_into_the_widget_and_its_switch_works,
    in_react_a_page_without_a_server_of_its_own_works,
    in_vue_a_page_without_a_server_of_its_own_works,
    over_a_frame_the_page_hears_the_result,
    a_form_is_sent_once_every_question_has_an_answer,
    an_own_questionnaire_is_checked_and_asked,
    a_dashboard_draws_what_it_is_told,
];

/// The examples that are one page, by their names.
const PAGES: &[&str] = &["plain", "theme", "frame", "form", "pack", "dashboard"];
/// Those that a bundler builds, by their folders.
const BUILT: &[&str] = &["react", "vue"];

/// An example on a server of its own; whatever goes wrong on its page is noted.
struct Example {
    server: Server,
    page: Page,
    _folder: Folder,
}

impl Example {
    /// `address` is below `examples/`.
    async fn open(stage: &Stage, address: &str) -> Result<Self> {
        let file = if address.ends_with('/') {
            format!("{address}index.html")
        } else {
            address.to_owned()
        };
        let text = fs::read_to_string(dist().join("examples").join(&file))?;
        let folder = Folder::new("example")?;
        let noting = text.replacen("<head>", "<head><script src=\"/pages/noting.js\"></script>", 1);
        assert_ne!(noting, text, "{file} has no head");
        let noted = folder.file("noted.html", noting)?;
        let server = Server::start(Options {
            roots: vec![
                Root::new(&format!("/examples/{file}"), noted),
                Root::new("/pages/", project().join("tests/end_to_end/pages")),
                Root::new("/", dist()),
            ],
            brotli: false,
            headers: Vec::new(),
        })?;
        stage
            .driver
            .goto(server.url(&format!("/examples/{file}")))
            .await?;
        let page = stage.page();
        Ok(Self {
            server,
            page,
            _folder: folder,
        })
    }

    /// The same with the widget started.
    async fn started(stage: &Stage, address: &str) -> Result<Self> {
        let example = Self::open(stage, address).await?;
        example.page.started().await?;
        Ok(example)
    }

    /// Waits until what `selector` selects on the portal's page has these words in it.
    async fn shows(&self, selector: &str, words: &str) -> Result<()> {
        let script = "return document.querySelector(arguments[0])?.textContent ?? null";
        until(&format!("{words:?} in {selector}"), || async {
            let found = self.page.ask(script, vec![json!(selector)]).await?;
            if found.as_str().is_some_and(|found| found.contains(words)) {
                Ok(Some(()))
            } else {
                Err(format!("it is {found}").into())
            }
        })
        .await
    }

    async fn ask(&self, body: &str) -> Result<Value> {
        self.page.ask(body, Vec::new()).await
    }

    /// That nothing went wrong, nothing was missing, and nothing was asked of another host.
    async fn is_clean(&self) -> Result<()> {
        assert_eq!(self.ask("return window.noted").await?, json!([]));
        let foreign = "return performance.getEntriesByType('resource').map(({ name }) => name)
            .filter((name) => !name.startsWith(`${location.origin}/`) && !name.startsWith('blob:'))";
        assert_eq!(self.ask(foreign).await?, json!([]));
        for exchange in self.server.log() {
            let is_there = exchange.status == 200 || exchange.path == "/favicon.ico";
            assert!(is_there, "{} is asked for, and is not there", exchange.path);
            assert_eq!(exchange.target, exchange.path, "an address carries something");
        }
        Ok(())
    }
}

async fn the_list_leads_to_every_example_and_to_no_other(stage: Stage) -> Result<()> {
    let example = Example::open(&stage, "index.html").await?;
    let script =
        "return [...document.querySelectorAll('.list a')].map((link) => link.getAttribute('href')).sort()";
    let mut wanted: Vec<String> = PAGES.iter().map(|name| format!("{name}.html")).collect();
    wanted.extend(BUILT.iter().map(|name| format!("{name}/")));
    wanted.sort();
    assert_eq!(example.ask(script).await?, json!(wanted));
    // The page's own policy lets it fetch nothing; the links are followed from another page.
    let links = example
        .ask("return [...document.querySelectorAll('a')].map(({ href }) => href)")
        .await?;
    example.is_clean().await?;
    stage.driver.goto(example.server.url("/pages/empty.html")).await?;
    let follow = "async (links) => Promise.all(links.map(async (link) => (await fetch(link)).status))";
    let found = stage.page().await_answer(follow, vec![links]).await?;
    let statuses = found.as_array().cloned().unwrap_or_default();
    assert_eq!(statuses.len(), wanted.len() + 1);
    assert!(statuses.iter().all(|status| status == &json!(200)), "{found}");
    Ok(())
}

/// What stands in the boxes for code, line by line, is code of the example: nobody copies what does not work.
async fn what_an_example_shows_as_its_lines_stands_in_its_files(stage: Stage) -> Result<()> {
    for name in PAGES {
        let example = Example::open(&stage, &format!("{name}.html")).await?;
        let shown =
            "return [...document.querySelectorAll('pre')].map((code) => code.textContent).join('\\n')";
        let shown = example.ask(shown).await?;
        let shown = shown.as_str().unwrap_or_default();
        assert!(!shown.trim().is_empty(), "{name} shows no code");
        let mut source = String::new();
        for ending in ["html", "css", "js"] {
            let file = dist().join(format!("examples/{name}.{ending}"));
            if file.exists() {
                source.push_str(&fs::read_to_string(file)?);
            }
        }
        let lines: Vec<&str> = source.lines().map(str::trim).collect();
        for line in shown.lines().map(str::trim).filter(|line| !line.is_empty()) {
            assert!(lines.contains(&line), "{name} shows {line:?} and has it nowhere");
        }
    }
    Ok(())
}

async fn no_example_jumps_while_it_starts(stage: Stage) -> Result<()> {
    let shifts = "() => new Promise((done) => {
        const all = [];
        new PerformanceObserver((list) => all.push(...list.getEntries().map(({ value }) => value)))
            .observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(all), 500)));
    })";
    let built = BUILT.iter().map(|name| format!("{name}/"));
    // What the frame's page shows lies in another document.
    let pages = PAGES.iter().filter(|name| **name != "frame");
    let pages = pages.map(|name| format!("{name}.html")).chain(built);
    for address in pages {
        for (width, height) in [(360, 740), (768, 900)] {
            stage.engine.resize(&stage.driver, width, height).await?;
            let example = Example::started(&stage, &address).await?;
            let shifts = example.page.await_answer(shifts, Vec::new()).await?;
            assert_eq!(shifts, json!([]), "{address} in a window of {width} pixels");
        }
    }
    Ok(())
}

async fn no_example_is_wider_than_a_narrow_window(stage: Stage) -> Result<()> {
    stage.engine.resize(&stage.driver, 360, 740).await?;
    let built = BUILT.iter().map(|name| format!("{name}/"));
    let pages = PAGES.iter().map(|name| format!("{name}.html"));
    for address in pages.chain(built).chain(["index.html".to_owned()]) {
        let example = Example::open(&stage, &address).await?;
        let has_widget = "return document.querySelector(host) !== null";
        if example.ask(has_widget).await? == json!(true) {
            example.page.started().await?;
        }
        let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(example.ask(wider).await?, json!(0), "{address}");
    }
    Ok(())
}

async fn a_plain_page_takes_answers(stage: Stage) -> Result<()> {
    let example = Example::started(&stage, "plain.html").await?;
    example.page.start_as("vendor").await?;
    example.page.answer(3).await?;
    example.page.saved().await?;
    example.page.go_to("Result").await?;
    example.page.find("heading", "What to do next").await?;
    example.is_clean().await
}

async fn a_theme_goes_into_the_widget_and_its_switch_works(stage: Stage) -> Result<()> {
    let example = Example::started(&stage, "theme.html").await?;
    let look = "const style = getComputedStyle(one('.root'));
        return [style.fontFamily.startsWith('Georgia'), document.querySelector(host).getAttribute('theme')]";
    assert_eq!(example.ask(look).await?, json!([true, null]));
    let background = "return getComputedStyle(one('.root')).backgroundColor";
    let light = example.ask(background).await?;
    let choose = "const list = document.querySelector('#appearance');
        list.value = arguments[0];
        list.dispatchEvent(new Event('change', { bubbles: true }))";
    example.page.ask(choose, vec![json!("dark")]).await?;
    until("the dark ground", || async {
        let found =
            example.ask(look).await? == json!([true, "dark"]) && example.ask(background).await? != light;
        Ok(found.then_some(()))
    })
    .await?;
    example.page.start_as("partner").await?;
    example.page.answer(2).await?;
    example.page.saved().await?;
    example.is_clean().await
}

async fn in_react_a_page_without_a_server_of_its_own_works(stage: Stage) -> Result<()> {
    works_built(&stage, "react").await
}

async fn in_vue_a_page_without_a_server_of_its_own_works(stage: Stage) -> Result<()> {
    works_built(&stage, "vue").await
}

/// The portal of `tests/portals` beside the program, from where it takes the element.
async fn works_built(stage: &Stage, portal: &str) -> Result<()> {
    let example = Example::started(stage, &format!("{portal}/")).await?;
    example.page.start_as("vendor").await?;
    example.page.answer(3).await?;
    example.page.saved().await?;
    example.shows("#score", "Score 75").await?;
    example.ask("document.querySelector('#check').click()").await?;
    example.shows("#verdict", "valid").await?;
    example.ask("document.querySelector('#own').click()").await?;
    example.page.started().await?;
    example.page.go_to("New").await?;
    example.page.says("Example to copy").await?;
    example.is_clean().await
}

async fn over_a_frame_the_page_hears_the_result(stage: Stage) -> Result<()> {
    let example = Example::open(&stage, "frame.html").await?;
    let outer = Page::at(&stage.driver, stage.engine, "channel-readiness-frame");
    let inner = until("the element in the frame, as high as it is", || async {
        stage.driver.enter_default_frame().await?;
        // A driver that is in the frame does not see how far the page around has scrolled.
        outer
            .ask("document.querySelector(host).scrollIntoView()", Vec::new())
            .await?;
        outer.one("iframe").await?.enter_frame().await?;
        // Not every driver knows computed roles within a frame.
        let inner = stage.page().taken_at_its_word();
        inner.started().await?;
        let is_whole =
            "return innerHeight === Math.ceil(document.querySelector(host).getBoundingClientRect().height)";
        Ok((inner.ask(is_whole, Vec::new()).await? == json!(true)).then_some(inner))
    })
    .await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.saved().await?;
    stage.driver.enter_default_frame().await?;
    example
        .shows("#state", "1 of 12 answered, 11 still open.")
        .await?;
    example.is_clean().await
}

async fn a_form_is_sent_once_every_question_has_an_answer(stage: Stage) -> Result<()> {
    let example = Example::started(&stage, "form.html").await?;
    let fill = "document.querySelector('[name=company]').value = 'Kontoso';
        document.querySelector('[name=mail]').value = 'someone@kontoso.example'";
    example.ask(fill).await?;
    let send = "document.querySelector('#application').requestSubmit(); return document.querySelector('#received').hidden";
    assert_eq!(example.ask(send).await?, json!(true));
    example
        .page
        .find("alert", "Please answer every question.")
        .await?;
    example.page.start_as("partner").await?;
    for level in [1, 2, 3, 4] {
        example.page.answer(level).await?;
        example.page.next().await?;
    }
    example.page.answer(2).await?;
    example.page.saved().await?;
    until("the form to be sent", || async {
        Ok((example.ask(send).await? == json!(false)).then_some(()))
    })
    .await?;
    let rows = "return [...document.querySelectorAll('#received dt')].map((name) => [name.textContent, name.nextElementSibling.textContent])";
    let rows = example.ask(rows).await?;
    assert_eq!(rows[0], json!(["company", "Kontoso"]));
    assert_eq!(rows[2][0], json!("readiness"));
    let sent: Value = serde_json::from_str(rows[2][1].as_str().unwrap_or_default())?;
    assert_eq!(sent, example.page.result().await?);
    assert_eq!(sent["answered"], json!(5));
    example.is_clean().await
}

async fn an_own_questionnaire_is_checked_and_asked(stage: Stage) -> Result<()> {
    let example = Example::started(&stage, "pack.html").await?;
    example
        .shows("#verdict", "The questionnaire has no mistakes, and 4 questions.")
        .await?;
    example.page.start_as("vendor").await?;
    example.page.asks("reach.way").await?;
    example.page.answer(3).await?;
    example.page.saved().await?;
    assert_eq!(example.page.result().await?["score"].as_f64(), Some(75.0));
    example.is_clean().await
}

async fn a_dashboard_draws_what_it_is_told(stage: Stage) -> Result<()> {
    let example = Example::started(&stage, "dashboard.html").await?;
    let picture = "const marks = [...document.querySelectorAll('#picture .mark')];
        return [document.querySelector('#picture').getAttribute('aria-label'), marks.length, marks.map((mark) => mark.getAttribute('x'))]";
    until("the picture without answers", || async {
        let drawn = "return document.querySelectorAll('#picture .track').length";
        Ok((example.ask(drawn).await? == json!(6)).then_some(()))
    })
    .await?;
    assert_eq!(example.ask(picture).await?[1], json!(0));
    example.page.start_as("vendor").await?;
    example.page.answer(3).await?;
    example.page.saved().await?;
    example.shows("#score", "75").await?;
    let first = example.ask(picture).await?;
    assert_eq!((&first[0], &first[1]), (&json!("Collaboration 75"), &json!(1)));
    example.shows("#log", "Question 1.1 answered").await?;
    example.shows("#log", "Everything is saved").await?;
    // Another answer moves the mark.
    example.page.answer(1).await?;
    example.shows("#score", "25").await?;
    let second = example.ask(picture).await?;
    assert_eq!(second[0], json!("Collaboration 25"));
    assert_ne!(second[2], first[2]);
    // What is kept is drawn again after a reload.
    example.page.saved().await?;
    example.is_clean().await?;
    stage.driver.refresh().await?;
    example.page.started().await?;
    example.shows("#score", "25").await
}
