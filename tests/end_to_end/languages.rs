//! Which language is spoken, changing it while somebody is at work, and whether everything is said in it.

use channel_readiness::domain::json::{self, Json, Step};
use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::{collapsed, until};
use crate::framed::Framed;
use crate::hosted::{change, hosted, shows_fallback, started};
use crate::network::of_core;
use crate::page::Page;
use crate::server::Fault;
use crate::site::Site;
use crate::stage::{Stage, project};

tests![
    the_nearest_language_that_is_spoken_goes_first,
    only_the_words_in_use_are_fetched,
    another_language_leaves_everybody_where_they_are,
    the_language_of_what_stands_around_counts_while_running,
    without_its_words_it_speaks_english,
    without_its_later_words_it_goes_on,
    the_page_speaks_as_the_widget_does,
    a_frame_speaks_as_what_stands_around_it,
    what_failed_is_said_in_the_language_too,
    everything_is_said_in_the_language,
];

/// What a language's catalogue says, by the name of the structure and the way to the message.
fn said(tag: &str, name: &str, way: &[&str]) -> Result<String> {
    let text = std::fs::read_to_string(project().join(format!("public/words/{tag}/{name}.json")))?;
    let document = json::parse(&text).map_err(|problem| problem.to_string())?;
    let steps: Vec<Step<'_>> = way.iter().map(|name| Step::Name(name)).collect();
    let message = document.find(&steps).and_then(Json::as_str);
    Ok(message
        .ok_or_else(|| format!("{tag} says no {way:?}"))?
        .to_owned())
}

fn title(tag: &str) -> Result<String> {
    match tag {
        "en" => Ok("How ready are you to work as one?".to_owned()),
        _ => said(tag, "questions", &["start", "title"]),
    }
}

/// The browser likes these languages.
async fn likes(page: &Page, tags: &[&str]) -> Result<()> {
    let script = "Object.defineProperty(navigator, 'languages', { configurable: true, value: arguments[0] })";
    page.ask(script, vec![json!(tags)]).await.map(drop)
}

/// The element wants another language.
pub async fn change_language(page: &Page, tag: &str) -> Result<()> {
    page.ask(
        "document.querySelector(host).lang = arguments[0]",
        vec![json!(tag)],
    )
    .await
    .map(drop)
}

/// Waits for the start screen in a language.
pub async fn speaks(page: &Page, tag: &str) -> Result<()> {
    page.find("heading", &*collapsed(&title(tag)?)).await.map(drop)
}

async fn widget(page: &Page) -> Result<Value> {
    let script =
        "const { lang, dir } = document.querySelector(host).shadowRoot.querySelector('[part=widget]');
        return [lang, dir]";
    page.ask(script, Vec::new()).await
}

async fn the_nearest_language_that_is_spoken_goes_first(stage: Stage) -> Result<()> {
    let page = hosted(&stage, &stage.server, "?loading=lazy").await?;
    let try_with = |around: &'static str, own: &'static str, likes: &'static [&'static str]| {
        let page = &page;
        async move {
            self::likes(page, likes).await?;
            let script = "window.element.remove();
                document.documentElement.lang = arguments[0];
                window.element = document.createElement('channel-readiness');
                if (arguments[1]) window.element.lang = arguments[1];
                document.querySelector('#place').append(window.element)";
            page.ask(script, vec![json!(around), json!(own)]).await?;
            page.started().await?;
            widget(page).await
        }
    };
    assert_eq!(try_with("fr", "de", &["es"]).await?, json!(["de", "ltr"]));
    speaks(&page, "de").await?;
    assert_eq!(try_with("fr", "", &["es"]).await?, json!(["fr", "ltr"]));
    speaks(&page, "fr").await?;
    assert_eq!(try_with("", "", &["es-MX", "fr"]).await?, json!(["es-MX", "ltr"]));
    speaks(&page, "es").await?;
    assert_eq!(try_with("", "AR-eg", &["es"]).await?, json!(["AR-eg", "rtl"]));
    speaks(&page, "ar").await?;
    // What nobody has words in is passed over.
    assert_eq!(try_with("de-CH", "pl", &["fr"]).await?, json!(["de-CH", "ltr"]));
    assert_eq!(
        try_with("pl", "dex", &["zh", "en-GB", "fr"]).await?,
        json!(["en-GB", "ltr"])
    );
    speaks(&page, "en").await?;
    assert_eq!(try_with("pl", "", &["zh"]).await?, json!(["en", "ltr"]));
    // Out of shadow roots too: nothing within this one says a language.
    let script = "async () => {
        const section = document.createElement('section');
        section.lang = 'de';
        const element = document.createElement('channel-readiness');
        document.querySelector('#other').append(section);
        section.attachShadow({ mode: 'open' }).append(element);
        await new Promise((done) => element.addEventListener('cr-ready', done));
        return element.shadowRoot.querySelector('[part=widget]').lang;
    }";
    assert_eq!(page.await_answer(script, Vec::new()).await?, json!("de"));
    Ok(())
}

/// Begins as vendor, in whatever language.
async fn begin(page: &Page) -> Result<()> {
    let script = "document.querySelector(host).shadowRoot.querySelector('.start-as').click()";
    page.ask(script, Vec::new()).await?;
    page.asks("1.1").await
}

fn words_in(log: &[String]) -> Vec<&str> {
    let is_of_language = |path: &&str| {
        let is_of_core = path.starts_with("/core/") && (path.contains("/first.") || path.contains("/later."));
        is_of_core || path.starts_with("/words/") || path.starts_with("/packs/")
    };
    let mut words: Vec<&str> = log.iter().map(String::as_str).filter(is_of_language).collect();
    words.sort_unstable();
    words
}

async fn only_the_words_in_use_are_fetched(stage: Stage) -> Result<()> {
    let fetched = || {
        stage
            .server
            .log()
            .into_iter()
            .map(|exchange| exchange.path)
            .collect::<Vec<_>>()
    };
    let page = started(&stage, "?lang=de").await?;
    speaks(&page, "de").await?;
    begin(&page).await?;
    page.answer(2).await?;
    page.saved().await?;
    let (first, later) = (of_core("first.de.txt")?, of_core("later.de.txt")?);
    let all = [
        &*first,
        &*later,
        "/packs/channel-devops.de.txt",
        "/packs/channel-devops.first.de.txt",
        "/packs/channel-devops.json",
    ];
    until("the words of the whole pack", || async {
        Ok((words_in(&fetched()) == all).then_some(()))
    })
    .await?;
    stage.server.clear_log();
    let page = started(&stage, "?lang=en-GB").await?;
    begin(&page).await?;
    page.answer(2).await?;
    page.saved().await?;
    assert_eq!(
        words_in(&fetched()),
        ["/packs/channel-devops.first.txt", "/packs/channel-devops.json"]
    );
    Ok(())
}

async fn another_language_leaves_everybody_where_they_are(stage: Stage) -> Result<()> {
    let page = started(&stage, "").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.next().await?;
    page.answer(1).await?;
    page.click("disclosure", "Add evidence").await?;
    page.write("Note", "typed before the change").await?;
    let id = page.assessment().await?.id;
    for tag in ["ar", "de", "en", "fr"] {
        change_language(&page, tag).await?;
        let back = if tag == "en" {
            "Back".to_owned()
        } else {
            said(tag, "questions", &["question", "back"])?
        };
        page.find("button", &*collapsed(&back)).await?;
        let pack = if tag == "en" {
            String::new()
        } else {
            said(tag, "pack", &["indicators", "1.3", "vendor", "question"])?
        };
        page.says(&collapsed(&pack)).await?;
    }
    assert_eq!(widget(&page).await?, json!(["fr", "ltr"]));
    let now = page.assessment().await?;
    assert_eq!((now.id, now.answers.len()), (id, 2));
    assert!(page.export().await?.contains("typed before the change"));
    // What comes later speaks it too, and what is kept bears no language.
    page.go_to(&said("fr", "questions", &["bar", "result"])?).await?;
    page.find("heading", &*said("fr", "report", &["advice", "title"])?)
        .await?;
    assert!(!page.export().await?.contains(&said("fr", "pack", &["title"])?));
    assert!(page.ask("return window.problems", Vec::new()).await? == json!([]));
    Ok(())
}

async fn the_language_of_what_stands_around_counts_while_running(stage: Stage) -> Result<()> {
    let page = started(&stage, "").await?;
    speaks(&page, "en").await?;
    change(&page, "document.documentElement.lang = 'es'").await?;
    speaks(&page, "es").await?;
    // Two changes at once: the last one counts.
    change(
        &page,
        "document.documentElement.lang = 'ar'; document.querySelector('#place').lang = 'de'",
    )
    .await?;
    speaks(&page, "de").await?;
    assert_eq!(widget(&page).await?, json!(["de", "ltr"]));
    change(&page, "document.querySelector('#place').lang = ''").await?;
    speaks(&page, "ar").await?;
    assert_eq!(widget(&page).await?, json!(["ar", "rtl"]));
    Ok(())
}

async fn without_its_words_it_speaks_english(stage: Stage) -> Result<()> {
    stage.server.fail(&of_core("first.de.txt")?, Fault::NotFound);
    let page = started(&stage, "?lang=de").await?;
    speaks(&page, "en").await?;
    assert_eq!(widget(&page).await?, json!(["en", "ltr"]));
    page.start_as("vendor").await?;
    page.find("button", "Back").await?;
    page.asks("1.1").await?;
    // Where they come later, the next wish is met.
    stage.server.mend(&of_core("first.de.txt")?);
    change_language(&page, "de-DE").await?;
    page.find("button", &*said("de", "questions", &["question", "back"])?)
        .await
        .map(drop)
}

async fn without_its_later_words_it_goes_on(stage: Stage) -> Result<()> {
    stage.server.fail(&of_core("later.de.txt")?, Fault::Cut);
    stage.server.fail("/packs/channel-devops.de.txt", Fault::Cut);
    let page = started(&stage, "?lang=de").await?;
    speaks(&page, "de").await?;
    begin(&page).await?;
    page.answer(3).await?;
    page.saved().await?;
    page.go_to(&said("de", "questions", &["bar", "result"])?).await?;
    page.find("heading", "What to do next").await.map(drop)
}

async fn the_page_speaks_as_the_widget_does(stage: Stage) -> Result<()> {
    let site = Site::new("/", Vec::new())?;
    stage.driver.goto(site.page()).await?;
    let page = stage.page();
    page.started().await?;
    for (lang, dir) in [("ar", "rtl"), ("de", "ltr")] {
        change_language(&page, lang).await?;
        until("the page to say its language", || async {
            let root = "const { lang, dir } = document.documentElement; return [lang, dir]";
            Ok((page.ask(root, Vec::new()).await? == json!([lang, dir])).then_some(()))
        })
        .await?;
    }
    Ok(())
}

async fn a_frame_speaks_as_what_stands_around_it(stage: Stage) -> Result<()> {
    let framed = Framed::open(&stage, "&lang=de").await?;
    for (tag, change_to) in [
        ("de", ""),
        ("fr", "document.querySelector(host).lang = 'fr'"),
        (
            "es",
            "document.querySelector(host).removeAttribute('lang'); document.documentElement.lang = 'es'",
        ),
    ] {
        change(framed.outer(&stage).await?, change_to).await?;
        speaks(&framed.inner(&stage).await?, tag).await?;
    }
    Ok(())
}

async fn what_failed_is_said_in_the_language_too(stage: Stage) -> Result<()> {
    stage.server.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
    let page = hosted(&stage, &stage.server, "?lang=de").await?;
    page.find("button", &*said("de", "page", &["retry"])?).await?;
    page.says(&said("de", "page", &["notWorking"])?).await?;
    page.says(&said("de", "page", &["nothing"])?).await?;
    assert!(shows_fallback(&page).await?);
    Ok(())
}

/// Every word of the language is marked; what bears no mark was not said in it.
async fn everything_is_said_in_the_language(stage: Stage) -> Result<()> {
    let site = Site::new("/", Vec::new())?;
    for name in [
        &site.of_core("first.de.txt")?,
        &site.of_core("later.de.txt")?,
        "packs/channel-devops.de.txt",
        "packs/channel-devops.first.de.txt",
    ] {
        let text = std::fs::read_to_string(site.file(name))?;
        std::fs::write(site.file(name), marked(name, &text))?;
    }
    let list = site.file("packs/index.de.json");
    let mut packs: Value = serde_json::from_str(&std::fs::read_to_string(&list)?)?;
    for pack in packs["packs"].as_array_mut().ok_or("no packs")? {
        for name in ["title", "about"] {
            pack[name] = json!(format!("⟦{}⟧", pack[name].as_str().unwrap_or_default()));
        }
    }
    std::fs::write(list, packs.to_string())?;
    stage.driver.goto(site.page()).await?;
    let page = stage.page();
    page.started().await?;
    // What the browser writes by itself has no letters.
    let silent = "for (const kind of ['DateTimeFormat', 'RelativeTimeFormat']) {
            const { prototype } = Intl[kind];
            Object.defineProperty(prototype, 'format', { configurable: true, get: () => () => '0' });
        }
        Intl.ListFormat.prototype.format = (items) => items.join(' · ')";
    // Drivers run scripts beside the page, with an `Intl` of their own.
    let within = "document.head.append(Object.assign(document.createElement('script'), { textContent: arguments[0] }))";
    page.ask(within, vec![json!(silent)]).await?;
    change_language(&page, "de").await?;
    page.says("⟦").await?;
    unsaid(&page, "start").await?;
    begin(&page).await?;
    page.answer(3).await?;
    page.saved().await?;
    unsaid(&page, "question").await?;
    let count = "return document.querySelector(host).shadowRoot.querySelectorAll('.menu button').length";
    let entries = page.ask(count, Vec::new()).await?.as_u64().unwrap_or_default();
    for entry in 1..entries {
        let press =
            "document.querySelector(host).shadowRoot.querySelectorAll('.menu button')[arguments[0]].click()";
        page.ask(press, vec![json!(entry)]).await?;
        until("the screen", || async {
            let script = "const root = document.querySelector(host).shadowRoot;
                const menu = [...root.querySelectorAll('.menu button')];
                // Where none is current any more, those of an assessment are gone.
                const wanted = Math.min(arguments[0], menu.length - 1);
                const current = menu.findIndex((one) => one.ariaCurrent === 'page');
                return current === wanted && !root.querySelector('.waiting') && root.querySelector('h1') !== null";
            Ok((page.ask(script, vec![json!(entry)]).await? == json!(true)).then_some(()))
        })
        .await?;
        unsaid(&page, &format!("entry {entry} of the menu")).await?;
    }
    Ok(())
}

fn marked(name: &str, text: &str) -> String {
    let is_first_part = name.contains("devops.first");
    let lines = text.split_inclusive('\n').enumerate().map(|(index, line)| {
        let words = line.trim_end_matches('\n');
        let (begin, words) = match words.strip_prefix('=') {
            Some(words) if is_first_part => ("=", words),
            _ => ("", words),
        };
        let is_text = if is_first_part {
            begin == "="
        } else {
            !(name.contains("devops") && index == 0)
        };
        if is_text && !words.is_empty() {
            format!("{begin}⟦{words}{}⟧\n", "~".repeat(words.chars().count() / 3))
        } else {
            line.to_owned()
        }
    });
    lines.collect()
}

/// Fails with what is to be seen or heard on this screen and bears no mark.
async fn unsaid(page: &Page, screen: &str) -> Result<()> {
    let script = r"
        const root = document.querySelector(host).shadowRoot.querySelector('[part=widget]');
        const rest = (text) => {
            let depth = 0;
            let left = '';
            for (const letter of text) {
                if (letter === '⟦') depth += 1;
                else if (letter === '⟧') depth -= 1;
                else if (depth === 0) left += letter;
            }
            return left;
        };
        const found = [];
        const look = (text, place) => {
            if (/\p{L}{2}/u.test(rest(text ?? ''))) found.push(`${place}: ${text}`);
        };
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const node = walker.currentNode;
            if (node.nodeType === Node.TEXT_NODE) {
                // Sources are named as they are; a picture's words are looked at with all their lines.
                if (!node.parentElement.closest('.sources, text')) look(node.data, node.parentElement.outerHTML.slice(0, 80));
            } else {
                if (node.matches('text')) look(node.textContent, 'picture');
                for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext']) {
                    look(node.getAttribute(name)?.replace('https://', ''), name);
                }
            }
        }
        return found;";
    // The questionnaire's words may still be on their way.
    until(&format!("everything to be said on {screen}"), || async {
        let found = page.ask(script, Vec::new()).await?;
        if found == json!([]) {
            Ok(Some(()))
        } else {
            Err(format!("unsaid: {found}").into())
        }
    })
    .await
}
