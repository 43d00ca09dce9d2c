//! What goes over the network, and what happens when a part does not come.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};
use crate::server::{Fault, Server};
use crate::stage::{Stage, dist, project, serve};
use crate::truth::{fixture, rich_response};

tests![
    until_the_first_question_exactly_the_files_of_the_budget_are_fetched,
    after_loading_only_the_builds_own_files_are_fetched,
    what_serves_partners_alone_comes_with_their_list,
    a_strict_policy_with_trusted_types_is_enough,
    questions_go_on_without_the_later_part_and_it_comes_on_retry,
    questions_go_on_without_the_whole_pack_and_it_comes_on_retry,
    without_its_questionnaire_the_page_says_so_and_starts_on_retry,
    without_its_styles_the_page_works,
    the_program_may_come_from_another_origin,
];

/// The address of a file of the core, which lies in a folder that is called by its digest.
pub fn of_core(name: &str) -> Result<String> {
    let folder = fs::read_dir(dist().join("core"))?
        .next()
        .ok_or("there is no core")??;
    Ok(format!("/core/{}/{name}", folder.file_name().to_string_lossy()))
}

/// The part of the program that comes with the list of partners.
pub fn partners() -> Result<String> {
    of_core("split_partners.wasm")
}

/// The address of the questionnaire's first part.
pub fn first_part() -> Result<String> {
    let file = "/packs/channel-devops.first.txt".to_owned();
    if !files_of_the_build()?.contains(&file) {
        return Err("the questionnaire has no first part".into());
    }
    Ok(file)
}

/// The files of the bundle, by their addresses.
pub fn files_of_the_build() -> Result<BTreeSet<String>> {
    fn add(folder: &Path, address: &str, files: &mut BTreeSet<String>) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type()?.is_dir() {
                add(&entry.path(), &format!("{address}{name}/"), files)?;
            } else {
                files.insert(format!("{address}{name}"));
            }
        }
        Ok(())
    }
    let mut files = BTreeSet::new();
    add(&dist(), "/", &mut files)?;
    Ok(files)
}

/// The parts of the program that come after the first question, by their addresses.
pub fn later_parts() -> Result<BTreeSet<String>> {
    let mut files = files_of_the_build()?;
    let first = [of_core("core.js")?, of_core("core_bg.wasm")?];
    // Words of other languages are no parts.
    let is_words = |file: &str| Path::new(file).extension().is_some_and(|ending| ending == "txt");
    files.retain(|file| file.starts_with("/core/") && !first.contains(file) && !is_words(file));
    assert!(!files.is_empty(), "the bundle is not split");
    Ok(files)
}

/// How often each file was fetched. Icon and manifest are left out: they are the browser's own wish, not the page's.
fn fetched(server: &Server) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for exchange in server.log() {
        let path = if exchange.path == "/" {
            "/index.html".to_owned()
        } else {
            exchange.path
        };
        if path != "/icon.svg" && path != "/favicon.ico" && path != "/manifest.webmanifest" {
            *counts.entry(path).or_default() += 1;
        }
    }
    counts
}

fn once(files: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    files.into_iter().map(|file| (file, 1)).collect()
}

async fn until_the_first_question_exactly_the_files_of_the_budget_are_fetched(stage: Stage) -> Result<()> {
    let text = fs::read_to_string(project().join("xtask/size-budget.txt"))?;
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("budget "));
    let addresses = lines.map(|line| match line.strip_prefix("core/*/") {
        Some(name) => of_core(name),
        None => Ok(format!("/{line}")),
    });
    let budget = once(addresses.collect::<Result<Vec<_>>>()?);
    let page = stage.open().await?;
    assert_eq!(fetched(&stage.server), budget);
    // What comes afterwards is not waited for: without it the first question is there, and can be answered.
    for part in later_parts()? {
        stage.server.fail(&part, Fault::NotFound);
    }
    stage.server.fail("/packs/channel-devops.json", Fault::NotFound);
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await
}

/// Where browsers send what a policy refused.
pub const REPORTS: &str = "/reports";

/// What each report says was refused: the directive and the address, or what stands for it.
pub fn violations(server: &Server) -> Result<Vec<String>> {
    let reports = server
        .log()
        .into_iter()
        .filter(|exchange| exchange.path == REPORTS);
    reports
        .map(|exchange| {
            let report: Value = serde_json::from_slice(&exchange.request_body)?;
            let told = &report["csp-report"];
            let word = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
            Ok(format!("{} {}", word("effective-directive"), word("blocked-uri")))
        })
        .collect()
}

/// Everything somebody does, with words that are found again wherever they go.
pub async fn whole_journey(page: &Page) -> Result<()> {
    page.write("Your company (optional)", "Zanzibar Works").await?;
    page.write("Whom is this about? (optional)", "Quixote Partners")
        .await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.click("disclosure", "Add evidence").await?;
    page.write("Note", "Xylophone meeting").await?;
    page.write("Link", "https://wiki.example/xylophone").await?;
    page.next().await?;
    page.click("radio", "Does not apply").await?;
    page.write("Why does it not apply? (optional)", "Jabberwocky")
        .await?;
    page.go_to("Overview").await?;
    page.go_to("Result").await?;
    page.find("heading", "What to do next").await?;
    page.press("How this is computed: score").await?;
    page.press("Close").await?;
    page.go_to("Assessments").await?;
    page.press("Duplicate Vendor’s view of Quixote Partners").await?;
    page.find("heading", "Copy of Vendor’s view of Quixote Partners")
        .await?;
    page.go_to("Partners").await?;
    page.open_partner("Quixote Partners").await?;
    page.press("Edit Quixote Partners").await?;
    page.write("Notes", "Umbrella").await?;
    page.press("Save").await?;
    page.import(&fixture("bundle-format-1.json")?).await?;
    page.export().await?;
    page.saved().await
}

async fn after_loading_only_the_builds_own_files_are_fetched(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    whole_journey(&page).await?;
    let build = files_of_the_build()?;
    for exchange in stage.server.log() {
        let path = if exchange.path == "/" {
            "/index.html"
        } else {
            &exchange.path
        };
        assert!(build.contains(path), "{path} is none of the build's files");
        assert_eq!(
            exchange.target, exchange.path,
            "a request carries something in its address"
        );
        assert!(
            exchange.request_body.is_empty(),
            "{path} carries something in its body"
        );
    }
    // What went elsewhere, the server did not see.
    let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((address) => !address.startsWith(location.origin + '/') && !address.startsWith('blob:'))";
    assert_eq!(page.ask(script, Vec::new()).await?, json!([]));
    let after = fetched(&stage.server);
    let twice: Vec<_> = after.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "fetched more than once: {twice:?}");
    let cookies = stage.driver.get_all_cookies().await?;
    assert!(cookies.is_empty(), "{cookies:?}");
    Ok(())
}

/// The directives that SECURITY.md names, in its order: of a page with the element, of its Trusted Types, and of the static
/// page both what comes on top and its Trusted Types.
fn directives() -> Result<[String; 4]> {
    let text = fs::read_to_string(project().join("SECURITY.md"))?;
    let (_, section) = text
        .split_once("## Content-security policy")
        .ok_or("no such section")?;
    let mut quoted = section.split('`').skip(1).step_by(2);
    let mut beginning = |words: &str| {
        quoted
            .find(|quoted| quoted.starts_with(words))
            .map(str::to_owned)
            .ok_or_else(|| format!("no {words}"))
    };
    Ok([
        beginning("default-src ")?,
        beginning("require-trusted-types-for ")?,
        beginning("manifest-src ")?,
        beginning("require-trusted-types-for ")?,
    ])
}

/// The policy that SECURITY.md says suffices for the static page, with Trusted Types.
pub fn least_policy() -> Result<String> {
    let [policy, _, manifest, trusted] = directives()?;
    Ok(format!("{policy}; {manifest}; {trusted}"))
}

/// The same of a page with the element.
pub fn policy_of_the_element() -> Result<String> {
    let [policy, trusted, ..] = directives()?;
    Ok(format!("{policy}; {trusted}"))
}

async fn a_strict_policy_with_trusted_types_is_enough(stage: Stage) -> Result<()> {
    let policy = format!("{}; report-uri {REPORTS}", least_policy()?);
    let server = serve(vec![("Content-Security-Policy".to_owned(), policy)])?;
    stage.driver.goto(server.url("/")).await?;
    let page = stage.page();
    page.started().await?;
    whole_journey(&page).await?;
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    for screen in [
        "Result",
        "Questions",
        "Overview",
        "Assessments",
        "Partners",
        "New",
    ] {
        page.go_to(screen).await?;
    }
    // The policy is at work: what it forbids is refused, and that is the first thing that was.
    page.ask(
        "try { document.createElement('p').innerHTML = '<b>' } catch {}",
        Vec::new(),
    )
    .await?;
    let refused = until("a violation", || async {
        Ok(Some(violations(&server)?).filter(|refused| !refused.is_empty()))
    })
    .await?;
    assert_eq!(refused, ["require-trusted-types-for trusted-types-sink"]);
    Ok(())
}

async fn what_serves_partners_alone_comes_with_their_list(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.press("Assessments").await?;
    page.find("heading", "Assessments").await?;
    let partners = partners()?;
    let fetched_so_far = || fetched(&stage.server).get(&partners).copied();
    assert_eq!(fetched_so_far(), None);
    page.press("Partners").await?;
    page.find("heading", "Partners").await?;
    assert_eq!(fetched_so_far(), Some(1));
    page.press("Assessments").await?;
    page.press("Partners").await?;
    page.find("heading", "Partners").await?;
    assert_eq!(fetched_so_far(), Some(1));
    Ok(())
}

async fn questions_go_on_without_the_later_part_and_it_comes_on_retry(stage: Stage) -> Result<()> {
    for part in later_parts()? {
        stage.server.fail(&part, Fault::NotFound);
    }
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    for level in [3, 1, 4] {
        page.answer(level).await?;
        page.next().await?;
    }
    page.saved().await?;
    let result = page.result().await?;
    for screen in ["Result", "Assessments", "Partners"] {
        page.press(screen).await?;
        page.find("alert", Named::Beginning("This part could not be loaded."))
            .await?;
        page.says("Your answers are safe. Check the connection and try again.")
            .await?;
        page.find("button", "Try again").await?;
    }
    page.go_to("Questions").await?;
    page.answer(2).await?;
    page.press("Result").await?;
    page.find("alert", Named::Beginning("This part could not be loaded."))
        .await?;
    // Still missing: said again.
    page.press("Try again").await?;
    page.find("alert", Named::Beginning("This part could not be loaded."))
        .await?;
    for part in later_parts()? {
        stage.server.mend(&part);
    }
    page.press("Try again").await?;
    page.find("heading", "What to do next").await?;
    assert_ne!(page.result().await?, result, "the answer given meanwhile counts");
    Ok(())
}

async fn questions_go_on_without_the_whole_pack_and_it_comes_on_retry(stage: Stage) -> Result<()> {
    const PACK: &str = "/packs/channel-devops.json";
    stage.server.fail(PACK, Fault::NotFound);
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.next().await?;
    page.answer(2).await?;
    page.saved().await?;
    page.go_to("Result").await?;
    // What can be computed is shown; what needs the whole pack is said to be missing.
    page.find("heading", Named::Beginning("Level ")).await?;
    page.find("alert", Named::Beginning("This part could not be loaded."))
        .await?;
    assert!(!page.has("heading", "What to do next").await?);
    stage.server.mend(PACK);
    page.press("Try again").await?;
    page.find("heading", "What to do next").await?;
    page.without("alert", Named::Beginning("This part could not be loaded."))
        .await?;
    page.go_to("Questions").await?;
    page.find("disclosure", "Why we ask").await?;
    Ok(())
}

async fn without_its_questionnaire_the_page_says_so_and_starts_on_retry(stage: Stage) -> Result<()> {
    let first = first_part()?;
    stage.server.fail(&first, Fault::NotFound);
    stage.driver.goto(stage.server.url("/")).await?;
    let page = stage.page();
    page.find("alert", Named::Beginning("This part could not be loaded."))
        .await?;
    stage.server.mend(&first);
    page.press("Try again").await?;
    page.start_as("vendor").await?;
    page.asks("1.1").await
}

async fn without_its_styles_the_page_works(stage: Stage) -> Result<()> {
    for file in files_of_the_build()? {
        if Path::new(&file).extension().is_some_and(|ending| ending == "css") {
            stage.server.fail(&file, Fault::NotFound);
        }
    }
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    page.go_to("Result").await?;
    page.find("heading", "What to do next").await?;
    Ok(())
}

async fn the_program_may_come_from_another_origin(stage: Stage) -> Result<()> {
    let portal = serve(Vec::new())?;
    stage.driver.goto(portal.url("/pages/empty.html")).await?;
    portal.clear_log();
    let page = stage.page();
    let script = "const module = document.createElement('script');
        module.type = 'module';
        module.src = arguments[0];
        document.body.append(document.createElement('channel-readiness'));
        document.head.append(module)";
    page.ask(script, vec![json!(stage.server.url("/channel-readiness.js"))])
        .await?;
    page.started().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.go_to("Result").await?;
    page.find("heading", "What to do next").await?;
    let asked: Vec<_> = fetched(&portal).into_keys().collect();
    assert!(asked.is_empty(), "the portal was asked for {asked:?}");
    Ok(())
}
