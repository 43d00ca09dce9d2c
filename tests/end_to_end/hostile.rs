//! Hostile documents in the browser: some of each class, by every way in. Each is refused with the place and the cause
//! that the domain gives, and leaves everything as it was. The native suite has fifty and more of each.
//!
//! The classes have the numbers of the project's list of hostile input, as in `tests/hostile.rs`.

use channel_readiness::domain::exchange::read_document;
use channel_readiness::domain::json::{LARGEST_DOCUMENT, refuse_larger};
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::problem::Problem;
use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::{collapsed, until};
use crate::hostile_cases::{Case, pack_cases, response_cases};
use crate::page::Page;
use crate::peace::{PAGE, Peace};
use crate::server::Fault;
use crate::stage::{Folder, Stage};
use crate::truth::{Truth, example, fixture};

tests![
    packs_are_refused_by_validate_pack_and_by_import_data,
    pack_files_are_refused_on_the_workbench,
    responses_are_refused_by_import_data_and_by_score,
    response_files_are_refused,
    texts_that_are_too_large_are_refused_unread,
    files_that_are_too_large_are_refused_unread,
    an_address_that_gives_too_much_is_not_read_to_its_end,
    files_that_are_no_utf_8_are_refused,
    names_that_javascript_knows_are_kept_and_change_nothing,
    script_in_a_questionnaire_is_shown_as_text,
];

/// Loads a script of ours into the page, as a host page does that uses the module's functions.
const USE_FUNCTIONS: &str = "() => new Promise((loaded, failed) => {
    const script = document.createElement('script');
    Object.assign(script, { type: 'module', src: '/pages/functions.js', onload: loaded, onerror: failed });
    document.head.append(script);
}).then(() => document.head.lastElementChild.remove())";

/// A page with an assessment and an own questionnaire, all of which has been fetched that it fetches by itself, and with
/// the module's functions.
async fn lived_in(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let mut own = example()?;
    own["id"] = json!("own");
    page.import(&own.to_string()).await?;
    page.go_to("Result").await?;
    page.go_to("Assessments").await?;
    page.go_to("Questionnaires").await?;
    page.find("button", "Use it: Example to copy").await?;
    page.saved().await?;
    page.await_answer(USE_FUNCTIONS, Vec::new()).await?;
    Ok(page)
}

/// The mistakes of a case, with the one that it was made for among them.
#[track_caller]
fn expected<T: std::fmt::Debug>(case: &Case, read: core::result::Result<T, Vec<Problem>>) -> Vec<Problem> {
    let problems = read.expect_err(case.name);
    let is_it = |problem: &Problem| problem.place == case.place && problem.cause.contains(case.cause);
    assert!(problems.iter().any(is_it), "{}: {problems:?}", case.name);
    problems
}

/// As the host page gets them.
fn as_told(problems: &[Problem]) -> Value {
    let told = problems.iter().map(|problem| {
        json!({
            "place": problem.place, "cause": problem.cause, "instead": problem.instead,
            "line": problem.at.map(|at| at.line), "column": problem.at.map(|at| at.column),
        })
    });
    told.collect()
}

const VALIDATE: &str = "(text) => window.functions.validatePack(text)";
const IMPORT: &str =
    "(text) => document.querySelector(host).importData(text).then(() => 'taken', ({ problems }) => problems)";
const SCORE: &str = "(pack, response) => window.functions.score(pack, response, '2026-11-23')
    .then(() => 'scored', ({ problems }) => problems)";

async fn packs_are_refused_by_validate_pack_and_by_import_data(stage: Stage) -> Result<()> {
    let page = lived_in(&stage).await?;
    let before = Peace::of(&page, &stage).await?;
    for case in pack_cases()? {
        let problems = as_told(&expected(&case, Pack::parse(&case.text)));
        let verdict = page.await_answer(VALIDATE, vec![json!(case.text)]).await?;
        let refusal = json!({ "valid": false, "id": null, "version": null, "problems": problems });
        assert_eq!(verdict, refusal, "{}", case.name);
        // Where the kind cannot be read, the import says what could be imported.
        let problems = as_told(&read_document(&case.text, &[]).expect_err(case.name));
        let told = page.await_answer(IMPORT, vec![json!(case.text)]).await?;
        assert_eq!(told, problems, "{}", case.name);
        before.holds(&Peace::of(&page, &stage).await?, case.name);
    }
    Ok(())
}

async fn responses_are_refused_by_import_data_and_by_score(stage: Stage) -> Result<()> {
    let page = lived_in(&stage).await?;
    let truth = Truth::read()?;
    let pack = truth.text();
    let before = Peace::of(&page, &stage).await?;
    for case in response_cases()? {
        let problems = as_told(&expected(&case, read_document(&case.text, &[&truth.pack])));
        let told = page.await_answer(IMPORT, vec![json!(case.text)]).await?;
        assert_eq!(told, problems, "{}", case.name);
        let scored = page
            .await_answer(SCORE, vec![json!(pack), json!(case.text)])
            .await?;
        assert!(scored.as_array().is_some_and(|told| !told.is_empty()), "{scored}");
        before.holds(&Peace::of(&page, &stage).await?, case.name);
    }
    Ok(())
}

/// Puts a file into the browser's own dialog.
async fn pick(page: &Page, folder: &Folder, name: &str, content: &[u8]) -> Result<()> {
    let file = folder.file(name, content)?;
    let input = page.one("input[type=file]").await?;
    Ok(input.send_keys(file.to_string_lossy()).await?)
}

/// Waits until the list of mistakes shows this one, with its place and its line.
async fn is_listed(page: &Page, case: &str, problem: &Problem) -> Result<()> {
    let place = if problem.place.is_empty() {
        "The file"
    } else {
        &problem.place
    };
    let line = problem.at.map(|at| format!("line {}", at.line));
    let parts = [
        collapsed(place),
        collapsed(&problem.cause),
        line.unwrap_or_default(),
    ];
    until(&format!("{case}: {problem}"), || async {
        let lines = page
            .ask(
                "return all('.problems li').map((line) => line.textContent)",
                Vec::new(),
            )
            .await?;
        let lines = lines.as_array().cloned().unwrap_or_default();
        let shows = |line: &Value| {
            let line = collapsed(line.as_str().unwrap_or_default());
            parts.iter().all(|part| line.contains(part))
        };
        Ok(lines.iter().any(shows).then_some(()))
    })
    .await
}

async fn pack_files_are_refused_on_the_workbench(stage: Stage) -> Result<()> {
    let (page, folder) = (lived_in(&stage).await?, Folder::new("hostile-packs")?);
    let before = Peace::of(&page, &stage).await?;
    let mut last = Vec::new();
    // Nothing to refuse: an empty workbench.
    for case in pack_cases()?.into_iter().filter(|case| !case.text.is_empty()) {
        let problems = expected(&case, Pack::parse(&case.text));
        assert_ne!(problems, last, "{}: told apart from the one before", case.name);
        pick(&page, &folder, "pack.json", case.text.as_bytes()).await?;
        for problem in problems.iter().take(3) {
            is_listed(&page, case.name, problem).await?;
        }
        assert!(!page.has("button", "Keep it and use it").await?, "{}", case.name);
        before.holds(&Peace::of(&page, &stage).await?, case.name);
        last = problems;
    }
    Ok(())
}

async fn response_files_are_refused(stage: Stage) -> Result<()> {
    let (page, folder) = (lived_in(&stage).await?, Folder::new("hostile-responses")?);
    let truth = Truth::read()?;
    page.go_to("Assessments").await?;
    page.find("button", "Import a file").await?;
    let before = Peace::of(&page, &stage).await?;
    for (number, case) in response_cases()?.into_iter().enumerate() {
        let problems = expected(&case, read_document(&case.text, &[&truth.pack]));
        let name = format!("response-{number}.json");
        pick(&page, &folder, &name, case.text.as_bytes()).await?;
        page.find("heading", &format!("“{name}” was not imported"))
            .await?;
        page.says("Nothing was changed.").await?;
        for problem in problems.iter().take(3) {
            is_listed(&page, case.name, problem).await?;
        }
        before.holds(&Peace::of(&page, &stage).await?, case.name);
    }
    page.driver.refresh().await?;
    page.started().await?;
    assert_eq!(page.export().await?, before.kept, "still so after a new start");
    Ok(())
}

/// B2. Made in the page: a text of 30 megabytes takes its time over the wire.
async fn texts_that_are_too_large_are_refused_unread(stage: Stage) -> Result<()> {
    let page = lived_in(&stage).await?;
    let too_large = refuse_larger(LARGEST_DOCUMENT as usize + 1).expect_err("it is too large");
    let told = as_told(&[too_large]);
    let before = Peace::of(&page, &stage).await?;
    let ways = "async (count) => {
        const { score, validatePack } = window.functions;
        const refused = (promise) => promise.then(() => 'taken', ({ problems }) => problems);
        // No JSON at all: whoever reads it would say so.
        const text = '?'.repeat(count);
        return [
            (await validatePack(text)).problems,
            await refused(document.querySelector(host).importData(text)),
            await refused(score(text, '{}', '2026-11-23')),
        ];
    }";
    let larger = page.await_answer(ways, vec![json!(LARGEST_DOCUMENT + 1)]).await?;
    assert_eq!(larger, json!([told, told, told]));
    let smaller = page.await_answer(ways, vec![json!(LARGEST_DOCUMENT)]).await?;
    let read = json!("unexpected ?, expected a value");
    for problems in smaller.as_array().into_iter().flatten() {
        assert_eq!(problems[0]["cause"], read, "{smaller}");
    }
    assert_eq!(Peace::of(&page, &stage).await?, before);
    // The property.
    let body = "document.querySelector(host).pack = '?'.repeat(arguments[0])";
    page.ask(body, vec![json!(LARGEST_DOCUMENT + 1)]).await?;
    page.says("The questionnaire of this page cannot be used.")
        .await?;
    page.says("The file the document is too large, at most 30000000 bytes are read")
        .await?;
    assert_eq!(page.export().await?, before.kept);
    Ok(())
}

/// B2.
async fn files_that_are_too_large_are_refused_unread(stage: Stage) -> Result<()> {
    let (page, folder) = (lived_in(&stage).await?, Folder::new("hostile-sizes")?);
    let before = Peace::of(&page, &stage).await?;
    let content = vec![b'?'; LARGEST_DOCUMENT as usize + 1];
    pick(&page, &folder, "pack.json", &content).await?;
    page.says("pack.json: ").await?;
    page.says("30,000,001").await?;
    page.says("30,000,000").await?;
    assert_eq!(
        page.ask("return one('textarea').value", Vec::new()).await?,
        json!("")
    );
    page.go_to("Assessments").await?;
    page.find("button", "Import a file").await?;
    pick(&page, &folder, "large.json", &content).await?;
    page.find("heading", "“large.json” was not imported").await?;
    page.says("30,000,001").await?;
    assert_eq!(Peace::of(&page, &stage).await?, before);
    Ok(())
}

/// B2: an answer that says how large it is, and one that does not and has no end.
async fn an_address_that_gives_too_much_is_not_read_to_its_end(stage: Stage) -> Result<()> {
    for fault in [Fault::Gigabyte, Fault::Endless] {
        stage.server.fail("/packs/example.json", fault);
        stage.driver.goto(stage.server.url("/pages/own.html")).await?;
        let page = stage.page();
        page.says("The questionnaire of this page cannot be used.")
            .await?;
        page.says("The file the document is too large, at most 30000000 bytes are read")
            .await?;
    }
    Ok(())
}

/// B1, as files have it.
async fn files_that_are_no_utf_8_are_refused(stage: Stage) -> Result<()> {
    let (page, folder) = (lived_in(&stage).await?, Folder::new("hostile-bytes")?);
    page.go_to("Assessments").await?;
    page.find("button", "Import a file").await?;
    let before = Peace::of(&page, &stage).await?;
    let text = fixture("response-format-1.json")?;
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let marked = format!("\u{feff}{text}");
        marked.encode_utf16().flat_map(bytes).collect()
    };
    let mut broken = text.clone().into_bytes();
    broken[300] = 0xff;
    for (name, content, words) in [
        ("little.json", utf_16(u16::to_le_bytes), "UTF-16"),
        ("big.json", utf_16(u16::to_be_bytes), "UTF-16"),
        ("broken.json", broken, "301"),
    ] {
        pick(&page, &folder, name, &content).await?;
        page.find("heading", &format!("“{name}” was not imported"))
            .await?;
        page.says(words).await?;
        assert_eq!(Peace::of(&page, &stage).await?, before, "{name}");
    }
    Ok(())
}

/// B6: plain text wherever an id or an unknown member may stand.
async fn names_that_javascript_knows_are_kept_and_change_nothing(stage: Stage) -> Result<()> {
    let page = lived_in(&stage).await?;
    let before = page.ask(PAGE, Vec::new()).await?;
    let hostile = json!({ "polluted": true, "toString": 1, "toJSON": "no" });
    let mut pack = example()?;
    pack["id"] = json!("__proto__");
    pack["__proto__"] = hostile.clone();
    pack["constructor"] = json!({ "prototype": hostile });
    pack["dimensions"][0]["id"] = json!("constructor");
    pack["dimensions"][0]["__proto__"] = hostile.clone();
    // `json!` and our writer both put them down as plain members.
    assert!(pack.to_string().contains("\"__proto__\":{"));
    page.import(&pack.to_string()).await?;
    let mut response: Value = serde_json::from_str(&fixture("response-format-1.json")?)?;
    response["__proto__"] = hostile.clone();
    response["answers"]["__proto__"] =
        json!({ "state": "unknown", "day": "2026-03-02", "__proto__": hostile });
    response["answers"]["toString"] = json!({ "state": "level", "level": 4, "day": "2026-03-02" });
    page.import(&response.to_string()).await?;
    page.saved().await?;
    let kept = page.export().await?;
    for part in [
        "\"id\":\"__proto__\"",
        "\"__proto__\":{\"polluted\":true",
        "\"constructor\":{\"prototype\":",
        "\"id\":\"constructor\"",
        "\"toString\":{\"state\":\"level\"",
    ] {
        let squeezed: String = kept.chars().filter(|one| !one.is_whitespace()).collect();
        assert!(squeezed.contains(part), "{part} is not in {kept}");
    }
    page.go_to("Questionnaires").await?;
    let now = page.ask(PAGE, Vec::new()).await?;
    assert_eq!(now[0], json!([]), "these were changed");
    // Without the list of what was fetched: the screens fetch what is theirs.
    for part in 1..4 {
        assert_eq!(now[part], before[part], "{part}");
    }
    let results = page
        .await_answer("() => document.querySelector(host).results()", Vec::new())
        .await?;
    assert_eq!(results.as_array().map(Vec::len), Some(2));
    Ok(())
}

/// B7: in what is read, and in what is refused and quoted.
async fn script_in_a_questionnaire_is_shown_as_text(stage: Stage) -> Result<()> {
    const SCRIPT: &str = "<img src=/harm onerror=\"window.harmed = 1\"><script>window.harmed = 1</script>";
    let page = lived_in(&stage).await?;
    let before = Peace::of(&page, &stage).await?;
    let mut pack = example()?;
    pack["title"] = json!(SCRIPT);
    let folder = Folder::new("hostile-script")?;
    pick(&page, &folder, "pack.json", pack.to_string().as_bytes()).await?;
    page.says(&format!("No mistakes: “{SCRIPT}”")).await?;
    assert_eq!(Peace::of(&page, &stage).await?, before);
    let side = &mut pack["dimensions"][0]["indicators"][0]["sides"]["vendor"];
    side["question"] = json!(SCRIPT);
    side["anchors"][4] = json!("<svg onload=\"window.harmed = 1\">");
    pick(&page, &folder, "pack.json", pack.to_string().as_bytes()).await?;
    page.press("Keep it and use it").await?;
    page.says(SCRIPT).await?;
    page.start_as("vendor").await?;
    page.asks("meetings").await?;
    page.says(SCRIPT).await?;
    page.says("<svg onload=\"window.harmed = 1\">").await?;
    let now = page.ask(PAGE, Vec::new()).await?;
    assert_eq!(now, before.page, "nothing ran and nothing was fetched");
    assert_eq!(stage.server.log().len(), before.requests);
    Ok(())
}
