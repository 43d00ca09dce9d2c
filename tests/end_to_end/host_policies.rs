//! Pages whose content-security policy is strict: the documented lines are enough, and where they are not there, the element
//! says what is missing, and the frame works.

use serde_json::json;

use crate::browser::Result;
use crate::finding::until;
use crate::framed::{Framed, HOST, origin};
use crate::hosted::{hosted, shows_fallback, told_of};
use crate::network::{
    REPORTS, files_of_the_build, of_core, policy_of_the_element, violations, whole_journey,
};
use crate::page::Page;
use crate::server::{Fault, Server};
use crate::stage::{Stage, serve};

tests![
    the_documented_policy_of_a_page_with_the_element_is_enough,
    nothing_but_its_own_folder_is_asked_by_an_element_of_another_origin,
    a_lazy_element_asks_for_nothing_of_the_program_until_it_is_seen,
    where_the_policy_allows_no_wasm_the_page_says_so_and_the_frame_works,
    where_the_policy_has_not_the_name_of_trusted_types_the_page_says_so_and_the_frame_works,
    under_trusted_types_the_program_starts_again_after_it_has_failed,
    another_version_under_trusted_types_leaves_the_first_alone,
];

const FAILED: &str = "This part of the page does not work just now. What was saved is untouched.";
const NO_WASM: &str = "The content-security policy of this page allows no WebAssembly: its script-src has to name 'wasm-unsafe-eval'.";
const NO_NAME: &str = "The content-security policy of this page allows no Trusted Types policy that is called channel-readiness: its trusted-types has to name it.";

/// A portal with this policy.
fn strict(policy: &str) -> Result<Server> {
    let reported = format!("{policy}; report-uri {REPORTS}");
    serve(vec![("Content-Security-Policy".to_owned(), reported)])
}

/// The documented policy for a program of this origin.
fn policy_for(app: &str) -> Result<String> {
    Ok(policy_of_the_element()?.replace("'self'", &format!("'self' {app}")))
}

/// That the policy has refused nothing so far, and is at work.
async fn has_refused_nothing(page: &Page, portal: &Server) -> Result<()> {
    let probe = "const picture = new Image();
        picture.src = 'http://127.0.0.2:9/probe.png'";
    page.ask(probe, Vec::new()).await?;
    let refused = until("a violation", || async {
        Ok(Some(violations(portal)?).filter(|refused| !refused.is_empty()))
    })
    .await?;
    let [only] = &refused[..] else {
        return Err(format!("the policy has refused {refused:?}").into());
    };
    assert!(only.starts_with("img-src http://127.0.0.2:9"), "{only}");
    Ok(())
}

async fn the_documented_policy_of_a_page_with_the_element_is_enough(stage: Stage) -> Result<()> {
    let portal = strict(&policy_of_the_element()?)?;
    let page = hosted(&stage, &portal, "").await?;
    page.started().await?;
    whole_journey(&page).await?;
    has_refused_nothing(&page, &portal).await
}

async fn nothing_but_its_own_folder_is_asked_by_an_element_of_another_origin(stage: Stage) -> Result<()> {
    let app = origin(&stage.server);
    let portal = strict(&policy_for(&app)?)?;
    let page = hosted(&stage, &portal, &format!("?app={app}")).await?;
    page.started().await?;
    whole_journey(&page).await?;
    // What would have gone elsewhere, the browser would have refused and reported.
    has_refused_nothing(&page, &portal).await?;
    let build = files_of_the_build()?;
    for exchange in stage.server.log() {
        let path = &exchange.path;
        assert!(build.contains(path), "{path} is none of the build's files");
        assert_eq!(
            &exchange.target, path,
            "a request carries something in its address"
        );
        assert!(
            exchange.request_body.is_empty(),
            "{path} carries something in its body"
        );
    }
    let of_portal = portal.log().into_iter().map(|exchange| exchange.path);
    let others: Vec<_> = of_portal
        .filter(|path| !path.starts_with("/pages/hosted.") && path != REPORTS && path != "/favicon.ico")
        .collect();
    assert!(others.is_empty(), "the portal was asked for {others:?}");
    let cookies = stage.driver.get_all_cookies().await?;
    assert!(cookies.is_empty(), "{cookies:?}");
    Ok(())
}

async fn a_lazy_element_asks_for_nothing_of_the_program_until_it_is_seen(stage: Stage) -> Result<()> {
    let app = origin(&stage.server);
    let portal = strict(&policy_for(&app)?)?;
    let page = hosted(&stage, &portal, &format!("?app={app}&loading=lazy&before=far.js")).await?;
    until("what serves it", || async {
        let log = stage.server.log();
        Ok(log.iter().any(|one| one.path == "/contract.js").then_some(()))
    })
    .await?;
    // It is given the time in which it would start.
    let frames = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))";
    page.await_answer(frames, Vec::new()).await?;
    let mut asked: Vec<_> = stage.server.log().into_iter().map(|one| one.path).collect();
    asked.sort();
    assert_eq!(asked, ["/channel-readiness.js", "/contract.js", "/service.js"]);
    page.ask("window.scrollTo(0, 5000)", Vec::new()).await?;
    page.started().await
}

/// A portal that has the element, and a server of another origin that has the program; the frame page there lists the
/// portal.
async fn refusing(stage: &Stage, change: impl Fn(String) -> String) -> Result<(Server, Framed, Page)> {
    let framed = Framed::beside(stage, &["http://127.0.0.1"], "", Vec::new())?;
    let app = origin(&framed.app);
    let policy = format!("{}; frame-src {app}", change(policy_for(&app)?));
    let portal = serve(vec![("Content-Security-Policy".to_owned(), policy)])?;
    framed.list(&[&origin(&portal)])?;
    let page = hosted(stage, &portal, &format!("?app={app}")).await?;
    Ok((portal, framed, page))
}

/// That the element says on the page and by its events why it does not work.
async fn says_why(page: &Page, sentence: &str) -> Result<()> {
    page.find("alert", FAILED).await?;
    page.says(sentence).await?;
    assert!(shows_fallback(page).await?);
    assert_eq!(told_of(page, "policy").await?, sentence);
    // And again when it is tried again.
    page.ask("window.told.length = 0", Vec::new()).await?;
    page.press("Try again").await?;
    assert_eq!(told_of(page, "policy").await?, sentence);
    page.says(sentence).await?;
    let sentences = page.words().await?.matches(sentence).count();
    assert_eq!(sentences, 1, "it is said once");
    Ok(())
}

/// That the frame works on the same page.
async fn the_frame_works(stage: &Stage, framed: &Framed, portal: &Server) -> Result<()> {
    let app = origin(&framed.app);
    let query = format!("?app={app}&module=channel-readiness-frame.js&element={HOST}");
    hosted(stage, portal, &query).await?;
    let inner = framed.inner(stage).await?;
    inner.start_as("vendor").await?;
    inner.answer(3).await?;
    inner.saved().await?;
    let outer = framed.outer(stage).await?;
    until("the result", || async {
        Ok((outer.result().await?["answered"] == json!(1)).then_some(()))
    })
    .await?;
    assert!(!shows_fallback(outer).await?);
    Ok(())
}

async fn where_the_policy_allows_no_wasm_the_page_says_so_and_the_frame_works(stage: Stage) -> Result<()> {
    let (portal, framed, page) = refusing(&stage, |policy| policy.replace(" 'wasm-unsafe-eval'", "")).await?;
    says_why(&page, NO_WASM).await?;
    the_frame_works(&stage, &framed, &portal).await
}

async fn where_the_policy_has_not_the_name_of_trusted_types_the_page_says_so_and_the_frame_works(
    stage: Stage,
) -> Result<()> {
    let (portal, framed, page) = refusing(&stage, |policy| {
        policy.replace("trusted-types channel-readiness", "trusted-types portal")
    })
    .await?;
    if has_trusted_types(&page).await? {
        says_why(&page, NO_NAME).await?;
    } else {
        // A browser without them passes the policy over.
        page.started().await?;
    }
    the_frame_works(&stage, &framed, &portal).await
}

async fn has_trusted_types(page: &Page) -> Result<bool> {
    let has = page.ask("return 'trustedTypes' in window", Vec::new()).await?;
    Ok(has == json!(true))
}

async fn under_trusted_types_the_program_starts_again_after_it_has_failed(stage: Stage) -> Result<()> {
    let portal = strict(&policy_of_the_element()?)?;
    portal.fail(&of_core("core_bg.wasm")?, Fault::NotFound);
    let page = hosted(&stage, &portal, "").await?;
    page.find("alert", FAILED).await?;
    page.says_not("The content-security policy of this page").await?;
    portal.mend(&of_core("core_bg.wasm")?);
    page.press("Try again").await?;
    page.started().await?;
    // The program fails when it is there and has made markup, and another one takes its place.
    let broken = "const make = Node.prototype.cloneNode;
        Node.prototype.cloneNode = function () {
            Node.prototype.cloneNode = make;
            throw new Error('made up');
        }";
    page.ask(broken, Vec::new()).await?;
    page.press("Assessments").await?;
    page.find("alert", FAILED).await?;
    page.press("Try again").await?;
    page.started().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.go_to("Result").await?;
    page.find("heading", "What to do next").await?;
    has_refused_nothing(&page, &portal).await
}

async fn another_version_under_trusted_types_leaves_the_first_alone(stage: Stage) -> Result<()> {
    let app = origin(&stage.server);
    let portal = strict(&policy_for(&app)?)?;
    let page = hosted(&stage, &portal, &format!("?other={app}/channel-readiness.js")).await?;
    page.started().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.go_to("Result").await?;
    page.find("heading", "What to do next").await?;
    let problems = page.ask("return window.problems", Vec::new()).await?;
    assert_eq!(problems, json!([]));
    has_refused_nothing(&page, &portal).await
}
