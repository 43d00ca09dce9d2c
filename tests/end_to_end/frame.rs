//! `<channel-readiness-frame>`: who gets an answer from the page in the frame, and what is shown where nobody does. See
//! docs/frame.md.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::{until, until_within};
use crate::framed::{Framed, origin};
use crate::page::Named;
use crate::server::Fault;
use crate::stage::{Stage, project, serve};

tests![
    it_works_on_a_page_whose_policy_allows_no_wasm,
    the_documented_policy_of_the_frame_page_is_enough,
    a_page_that_is_not_listed_gets_nothing within 150,
    a_listed_page_within_one_that_is_not_gets_nothing,
    the_list_of_parents_holds_origins_and_subdomains,
    without_a_list_only_pages_of_the_same_origin_may,
    what_is_listed_and_is_no_origin_allows_nobody,
    opened_by_itself_the_frame_page_says_so_and_opens_links,
    what_forbids_the_frame_is_said_at_once,
    without_an_answer_the_fallback_comes_with_the_reason_and_a_retry within 150,
    an_address_that_is_none_is_refused,
    a_lazy_frame_waits_until_it_is_seen_or_asked,
];

/// Longer than the element waits for an answer.
const SILENCE: Duration = Duration::from_secs(45);

/// Waits for the reason that the element shows in place of the frame.
async fn reason(framed: &Framed) -> Result<String> {
    until_within(SILENCE, "a reason", || async {
        let reason = "return one('[role=alert]')?.textContent ?? null";
        let reason = framed.element.ask(reason, Vec::new()).await?;
        Ok(reason.as_str().map(str::to_owned))
    })
    .await
}

/// The policy that docs/frame.md has for the page around, or for the frame page, with these origins in place of its own.
fn documented(which: &str, app: &str, portal: &str) -> Result<String> {
    let text = fs::read_to_string(project().join("docs/frame.md"))?;
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("Content-Security-Policy: "));
    let policy = lines.into_iter().find(|line| line.contains(which));
    let policy = policy.ok_or_else(|| format!("docs/frame.md has no policy with {which}"))?;
    Ok(policy
        .replace("https://readiness.example", app)
        .replace("https://portal.example", portal))
}

async fn it_works_on_a_page_whose_policy_allows_no_wasm(stage: Stage) -> Result<()> {
    // The portal's own origin is known only once it is there, and the policy needs that of the program alone.
    let framed = Framed::beside(&stage, &["http://127.0.0.1"], "", Vec::new())?;
    let policy = documented("frame-src", &origin(&framed.app), "")?;
    assert!(!policy.contains("wasm"), "{policy}");
    let strict = format!("{policy}; require-trusted-types-for 'script'; trusted-types 'none'");
    let portal = serve(vec![("Content-Security-Policy".to_owned(), strict)])?;
    framed.list(&[&origin(&portal)])?;
    framed.go(&stage, &portal).await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.saved().await?;
    let outer = framed.outer(&stage).await?;
    until("the result", || async {
        Ok((outer.result().await?["answered"] == json!(1)).then_some(()))
    })
    .await?;
    // The policy is at work, and what was answered does not lie in the portal's origin.
    let script = "async () => {
        const databases = await indexedDB.databases();
        return { compiles: window.compiles, databases: databases.length, fallback: document.querySelector('#fallback').checkVisibility() };
    }";
    let found = outer.await_answer(script, Vec::new()).await?;
    assert_eq!(
        found,
        json!({ "compiles": false, "databases": 0, "fallback": false })
    );
    Ok(())
}

async fn the_documented_policy_of_the_frame_page_is_enough(stage: Stage) -> Result<()> {
    let portal = origin(&stage.server);
    let policy = documented("frame-ancestors", "", &portal)?;
    assert!(policy.contains("require-trusted-types-for"), "{policy}");
    let headers = vec![("Content-Security-Policy".to_owned(), policy)];
    let framed = Framed::beside(&stage, &[&portal], "", headers)?;
    framed.go(&stage, &stage.server).await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.go_to("Result").await?;
    inner.find("heading", "What to do next").await?;
    inner.saved().await
}

async fn a_page_that_is_not_listed_gets_nothing(stage: Stage) -> Result<()> {
    let framed = Framed::beside(&stage, &["https://portal.example"], "", Vec::new())?;
    framed.go(&stage, &stage.server).await?;
    let stranger = origin(&stage.server);
    // The page in the frame says who may not, and where the list is.
    framed.within(&stage).await?;
    let sentence = until("the sentence", || async {
        let script = "return document.querySelector('[role=alert]')?.textContent ?? null";
        let sentence = stage.driver.execute(script, Vec::new()).await?;
        Ok(sentence.json().as_str().map(str::to_owned))
    })
    .await?;
    let wanted = format!(
        "{stranger} may not use this page. Who may stands in the list <meta name=\"channel-readiness-parents\"> of {}, which its owner keeps.",
        framed.app.url("/frame.html")
    );
    assert_eq!(sentence, wanted);
    let has_element = stage.driver.execute(
        "return document.querySelector('channel-readiness') !== null",
        Vec::new(),
    );
    assert_eq!(has_element.await?.json(), &json!(false));
    let outer = framed.outer(&stage).await?;
    let reason = reason(&framed).await?;
    assert!(
        reason.contains(&format!("or {stranger} is not in its list of parents")),
        "{reason}"
    );
    assert_eq!(outer.ask("return window.said", Vec::new()).await?, json!([]));
    let wasm = framed
        .app
        .log()
        .into_iter()
        .filter(|one| one.path.contains(".wasm"))
        .count();
    assert_eq!(wasm, 0, "the program was not even fetched");
    // Once it is listed, the button is enough.
    framed.list(&[&stranger])?;
    outer.press("Try again").await?;
    framed.inner(&stage).await.map(drop)
}

async fn a_listed_page_within_one_that_is_not_gets_nothing(stage: Stage) -> Result<()> {
    let framed = Framed::beside(&stage, &[&origin(&stage.server)], "", Vec::new())?;
    let around = serve(Vec::new())?;
    let address = framed
        .address(&stage.server)
        .replace('&', "%26")
        .replace('?', "%3F");
    stage
        .driver
        .goto(around.url(&format!("/pages/frame-around.html?frame={address}")))
        .await?;
    let tells = "return location.ancestorOrigins !== undefined";
    if stage.driver.execute(tells, Vec::new()).await?.json() == &json!(false) {
        // Such a browser tells a page nothing of who is around: for it there is `frame-ancestors`.
        return Ok(());
    }
    let sentence = until("the sentence", || async {
        stage.driver.enter_default_frame().await?;
        stage.driver.enter_frame(0).await?;
        framed.element.one("iframe").await?.enter_frame().await?;
        let script = "return document.querySelector('[role=alert]')?.textContent ?? null";
        let sentence = stage.driver.execute(script, Vec::new()).await?;
        Ok(sentence.json().as_str().map(str::to_owned))
    })
    .await?;
    assert!(
        sentence.starts_with(&format!("{} may not use this page.", origin(&around))),
        "{sentence}"
    );
    Ok(())
}

async fn the_list_of_parents_holds_origins_and_subdomains(stage: Stage) -> Result<()> {
    stage
        .driver
        .goto(stage.server.url("/pages/frame-parents.html"))
        .await?;
    let page = stage.page();
    until("the list to be at hand", || async {
        Ok((page.ask("return 'parents' in window", Vec::new()).await? == json!(true)).then_some(()))
    })
    .await?;
    let list =
        "  https://portal.example https://*.example.org\nhttp://localhost:8080 https://UPPER.example:443";
    let own = "https://own.example";
    for (origin, is_allowed) in [
        ("https://portal.example", true),
        ("https://own.example", true),
        ("https://upper.example", true),
        ("http://localhost:8080", true),
        ("https://one.example.org", true),
        ("https://one.two.example.org", true),
        ("https://example.org", false),
        ("https://anexample.org", false),
        ("https://example.org.evil.example", false),
        ("https://portal.example.evil.example", false),
        ("https://one.example.org:8443", false),
        ("http://portal.example", false),
        ("http://one.example.org", false),
        ("http://localhost", false),
        ("https://portal.example/", false),
        ("null", false),
        ("", false),
        ("*", false),
    ] {
        let script = "const { entries } = parents.readParents(arguments[0]);
            return parents.isAllowed(arguments[1], arguments[2], entries)";
        let found = page
            .ask(script, vec![json!(list), json!(origin), json!(own)])
            .await?;
        assert_eq!(found, json!(is_allowed), "{origin}");
    }
    let none = "* https://* https://a.*.b https://x.example/path https://x.example? https://me@x.example javascript:alert(1) x.example null";
    let script = "return parents.readParents(arguments[0])";
    let found = page.ask(script, vec![json!(none)]).await?;
    assert_eq!(found["entries"], json!([]));
    assert_eq!(
        found["mistakes"].as_array().map(Vec::len),
        Some(none.split(' ').count())
    );
    Ok(())
}

async fn without_a_list_only_pages_of_the_same_origin_may(stage: Stage) -> Result<()> {
    // The bundle as it is, beside the portal's page.
    let framed = Framed::beside(&stage, &[], "", Vec::new())?;
    framed.go(&stage, &framed.app).await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(2).await?;
    inner.saved().await
}

async fn what_is_listed_and_is_no_origin_allows_nobody(stage: Stage) -> Result<()> {
    let framed = Framed::beside(&stage, &["*", "127.0.0.1"], "", Vec::new())?;
    framed.go(&stage, &stage.server).await?;
    framed.within(&stage).await?;
    until("the sentence", || async {
        let script = "return document.querySelector('[role=alert]')?.textContent.includes('may not use this page') ?? false";
        let is_there = stage.driver.execute(script, Vec::new()).await?;
        Ok((is_there.json() == &json!(true)).then_some(()))
    })
    .await
}

async fn opened_by_itself_the_frame_page_says_so_and_opens_links(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/frame.html")).await?;
    until("the sentence", || async {
        let script = "return document.querySelector('[role=alert]')?.textContent ?? null";
        let sentence = stage.driver.execute(script, Vec::new()).await?;
        let wanted = json!("This page is made to stand in a frame of another page.");
        Ok((sentence.json() == &wanted).then_some(()))
    })
    .await?;
    // A link that was made in a frame has the frame page's address.
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    stage
        .driver
        .goto(stage.server.url("/frame.html#open=nonsense"))
        .await?;
    until("the page that opens links", || async {
        Ok((stage.driver.current_url().await?.path() == "/").then_some(()))
    })
    .await?;
    stage.page().started().await
}

async fn what_forbids_the_frame_is_said_at_once(stage: Stage) -> Result<()> {
    let framed = Framed::beside(&stage, &[], "", Vec::new())?;
    let policy = format!("script-src 'self' {}; frame-src 'self'", origin(&framed.app));
    let portal = serve(vec![("Content-Security-Policy".to_owned(), policy)])?;
    framed.go(&stage, &portal).await?;
    let app = origin(&framed.app);
    let wanted = format!(
        "The content-security policy of this page allows no frame from {app}: its frame-src has to name it."
    );
    let reason = until("the reason", || async {
        let reason = framed
            .element
            .ask("return one('[role=alert]')?.textContent ?? null", Vec::new());
        Ok(reason.await?.as_str().map(str::to_owned))
    })
    .await?;
    assert_eq!(reason, wanted);
    let shows_fallback = "return document.querySelector('#fallback').checkVisibility()";
    assert_eq!(framed.element.ask(shows_fallback, Vec::new()).await?, json!(true));
    let heard = framed
        .element
        .ask("return window.heard.at(-1)", Vec::new())
        .await?;
    assert_eq!(heard["type"], "cr-error");
    assert_eq!(
        heard["detail"],
        json!({ "version": 1, "place": "frame", "cause": wanted })
    );
    Ok(())
}

async fn without_an_answer_the_fallback_comes_with_the_reason_and_a_retry(stage: Stage) -> Result<()> {
    let framed = Framed::beside(&stage, &[&origin(&stage.server)], "", Vec::new())?;
    framed.app.fail("/frame.html", Fault::NotFound);
    framed.go(&stage, &stage.server).await?;
    let outer = &framed.element;
    // Who asked meanwhile hears of it.
    outer
        .ask(
            "window.asked = document.querySelector(host).exportData().catch((error) => error.message)",
            Vec::new(),
        )
        .await?;
    let reason = reason(&framed).await?;
    let wanted = format!(
        "The page at {} has not answered within 30 seconds.",
        framed.app.url("/frame.html")
    );
    assert!(reason.starts_with(&wanted), "{reason}");
    let shows_fallback = "return document.querySelector('#fallback').checkVisibility()";
    assert_eq!(outer.ask(shows_fallback, Vec::new()).await?, json!(true));
    let told = outer.await_answer("() => window.asked", Vec::new()).await?;
    assert_eq!(told, json!(format!("channel-readiness: {reason}")));
    framed.app.mend("/frame.html");
    outer.press("Try again").await?;
    let inner = framed.inner(&stage).await?;
    inner.start_as("vendor").await?;
    framed.outer(&stage).await?;
    assert_eq!(outer.ask(shows_fallback, Vec::new()).await?, json!(false));
    assert!(!outer.has("button", Named::Exactly("Try again")).await?);
    Ok(())
}

async fn an_address_that_is_none_is_refused(stage: Stage) -> Result<()> {
    for src in ["javascript:alert(1)", "data:text/html,x", "https://"] {
        let framed = Framed::open(&stage, &format!("&src={src}")).await?;
        let reason = reason(&framed).await?;
        assert_eq!(
            reason,
            format!("{src} is no address of a frame page: it must begin with https:// or http://.")
        );
        // Another address begins anew.
        let script = "document.querySelector(host).setAttribute('src', arguments[0])";
        framed
            .element
            .ask(script, vec![json!(framed.app.url("/frame.html"))])
            .await?;
        framed.inner(&stage).await?;
    }
    Ok(())
}

async fn a_lazy_frame_waits_until_it_is_seen_or_asked(stage: Stage) -> Result<()> {
    let framed = Framed::beside(&stage, &[&origin(&stage.server)], "&loading=lazy", Vec::new())?;
    let frames = || {
        framed
            .app
            .log()
            .into_iter()
            .filter(|one| one.path == "/frame.html")
            .count()
    };
    let low = "document.querySelector('h1').style.marginBlockEnd = '4000px'";
    framed.go(&stage, &stage.server).await?;
    // It is near at first on this page: one that is added below is not.
    let script = format!(
        "{low};
        const lazy = document.createElement('channel-readiness-frame');
        lazy.id = 'lazy';
        lazy.loading = 'lazy';
        document.querySelector(host).remove();
        document.querySelector('#other').append(lazy);
        return document.querySelector('#lazy').shadowRoot.querySelector('iframe') === null"
    );
    assert_eq!(framed.element.ask(&script, Vec::new()).await?, json!(true));
    let before = frames();
    let painted =
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
    framed.element.await_answer(painted, Vec::new()).await?;
    assert_eq!(frames(), before, "nothing was fetched");
    framed
        .element
        .ask("document.querySelector('#lazy').scrollIntoView()", Vec::new())
        .await?;
    framed.inner(&stage).await?;
    framed.outer(&stage).await?;
    // A method does not wait.
    let script = "async () => {
        const other = document.querySelector('#lazy').cloneNode();
        document.querySelector('#lazy').remove();
        scrollTo(0, 0);
        document.querySelector('#other').append(other);
        return typeof await other.exportData();
    }";
    assert_eq!(
        framed.element.await_answer(script, Vec::new()).await?,
        Value::from("string")
    );
    Ok(())
}
