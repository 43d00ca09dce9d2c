//! Figures of others: looked at, kept, seen beside results, and refused.

use std::fs;
use std::path::Path;

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::benchmark::{Benchmark, Compared, Standing, Statistic, What};
use channel_readiness::domain::exchange::write_response;
use channel_readiness::domain::json::compact;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::scoring::{Standing as Answer, standings};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::Day;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::directory::reload;
use crate::finding::until;
use crate::hostile_words::{SCRIPTS, turning_names};
use crate::page::{Named, Page};
use crate::partners::both;
use crate::peace::Peace;
use crate::spilled::nothing_is_spilled;
use crate::stage::{Folder, Stage, project};
use crate::truth::{Truth, fixture, rich_response};

tests![
    the_example_is_looked_at_kept_and_seen_beside_a_result,
    a_partner_is_seen_beside_figures_by_its_own_view,
    figures_come_once,
    a_file_that_is_dropped_is_looked_at,
    what_cannot_be_read_is_refused_with_its_place,
    figures_of_a_questionnaire_that_is_not_here_say_so,
    what_stands_in_figures_is_text,
    the_way_to_figures_goes_by_keys,
    figures_of_others_hold_up,
];

pub const TITLE: &str = "Resellers of an example (made up)";
const SOURCE: &str = "Made up by this project to try it out: no company was asked";

/// The example that comes with the page.
pub fn example() -> Result<Value> {
    let text = fs::read_to_string(project().join("public/benchmarks/example.json"))?;
    Ok(serde_json::from_str(&text)?)
}

/// The page of figures.
pub async fn open(page: &Page) -> Result<()> {
    page.go_to("Partners").await?;
    page.press("Figures of others").await?;
    page.focus_is("heading", "Figures of others").await
}

async fn pick(page: &Page, file: &Path) -> Result<()> {
    let input = page.one(".benchmarks input[type=file]").await?;
    Ok(input.send_keys(file.to_string_lossy()).await?)
}

/// A vendor's result, with its answers.
async fn answered(stage: &Stage) -> Result<(Page, Assessment)> {
    let page = stage.open().await?;
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    let assessment = page.assessment().await?;
    Ok((page, assessment))
}

/// The example, kept.
pub async fn with_example(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    open(&page).await?;
    keep_example(&page).await?;
    Ok(page)
}

pub async fn keep_example(page: &Page) -> Result<()> {
    page.press("Look at a made-up example").await?;
    page.find("heading", "What is in example.json").await?;
    page.press("Keep it").await?;
    page.find("heading", &format!("“{TITLE}” is kept")).await?;
    page.saved().await
}

/// What is exported of them.
pub async fn kept(page: &Page) -> Result<Vec<Benchmark>> {
    Ok(page.bundle().await?.benchmarks)
}

/// What the domain says of an assessment beside the example.
fn compared(assessment: &Assessment, today: Day) -> Result<Vec<Compared>> {
    let truth = Truth::read()?;
    let questionnaire = &truth.pack.questionnaire;
    let all = questionnaire
        .indicators()
        .zip(standings(questionnaire, assessment));
    let levels: Vec<(IndicatorId, Level)> = all
        .filter_map(|((_, indicator), answer)| match answer {
            Answer::Level(level) => Some((indicator.id.clone(), level)),
            _ => None,
        })
        .collect();
    let level = |id: &IndicatorId| {
        let found = levels.iter().find(|(other, _)| other == id);
        found.map(|(_, level)| *level)
    };
    let benchmark = Benchmark::parse(&example()?.to_string()).map_err(|wrong| format!("{wrong:?}"))?;
    Ok(benchmark.compare(&truth.score(assessment, today), level))
}

const fn standing_words(standing: Standing) -> &'static str {
    match standing {
        Standing::WellBelow => "well below",
        Standing::Below => "below",
        Standing::Above => "above",
        Standing::WellAbove => "well above",
    }
}

/// A number with a digit after the point where there is one to be told.
fn told(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    format!("{tenths}")
}

/// The rows of a table: value, others, standing.
fn expected(all: &[&Compared]) -> Vec<[String; 3]> {
    let row = |one: &Compared| {
        let others = match one.others {
            Statistic::Quartiles { lower, median, upper } => {
                format!("{} to {}, median {}", told(lower), told(upper), told(median))
            }
            Statistic::Mean { mean, deviation } => format!("mean {} ± {}", told(mean), told(deviation)),
        };
        [told(one.value), others, standing_words(one.standing).to_owned()]
    };
    all.iter().copied().map(row).collect()
}

/// Waits until these rows are shown: value, others, standing.
async fn rows_are(page: &Page, expected: &[[String; 3]]) -> Result<()> {
    let body = "return all('.benchmark-table tbody tr').map((row) =>
        [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim()))";
    until("the rows", || async {
        let shown: Vec<[String; 3]> = serde_json::from_value(page.ask(body, Vec::new()).await?)?;
        if shown == expected {
            Ok(Some(()))
        } else {
            Err(format!("{shown:?} for {expected:?}").into())
        }
    })
    .await
}

async fn the_example_is_looked_at_kept_and_seen_beside_a_result(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    open(&page).await?;
    page.says("None yet.").await?;
    page.press("Look at a made-up example").await?;
    page.focus_is("heading", "What is in example.json").await?;
    for words in [
        TITLE,
        SOURCE,
        "120 companies, Reseller",
        "“DevOps readiness for channel collaboration”, version 1",
        "the whole score, 5 dimensions, and 6 questions",
        "CC0-1.0",
        "All figures are made up: they say nothing about any company.",
        "Nothing is kept yet.",
    ] {
        page.says(words).await?;
    }
    page.find("link", "https://example.com/made-up-benchmark").await?;
    assert!(kept(&page).await?.is_empty(), "it was only looked at");
    page.press("Keep it").await?;
    page.focus_is("heading", &format!("“{TITLE}” is kept")).await?;
    reload(&page).await?;
    page.press("Figures of others").await?;
    page.find("button", &format!("Delete {TITLE}")).await?;
    assert_eq!(kept(&page).await?.len(), 1);
    // Taken in once more it is the current one again.
    page.import(&compact(&write_response(&assessment))).await?;
    page.go_to("Result").await?;
    page.find("heading", "Beside figures of others").await?;
    page.says(&format!("{SOURCE}; ")).await?;
    page.says("n = 120").await?;
    page.says("They are no measure of what is right.").await?;
    let all = compared(&assessment, page.today().await?)?;
    let (questions, figures): (Vec<_>, Vec<_>) =
        all.iter().partition(|one| matches!(one.what, What::Indicator(_)));
    assert_eq!((figures.len(), questions.len()), (6, 6));
    rows_are(&page, &expected(&figures)).await?;
    let body = "all('.benchmarks-beside summary')[0].click()";
    page.ask(body, Vec::new()).await?;
    page.says("6 questions, one by one").await?;
    rows_are(&page, &[expected(&figures), expected(&questions)].concat()).await
}

async fn a_partner_is_seen_beside_figures_by_its_own_view(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    page.without("heading", "Beside figures of others").await?;
    let report = page.import(&example()?.to_string()).await?;
    assert_eq!(report["benchmarks"].as_array().map(Vec::len), Some(1), "{report}");
    page.find("heading", "Beside figures of others").await?;
    page.says("Their own view is compared.").await?;
    page.says("n = 120").await?;
    // It is told among the others of the list as well.
    let theirs = page.bundle().await?.responses;
    let theirs = theirs.iter().find(|one| one.side == Side::Partner);
    let all = compared(theirs.ok_or("no view of theirs")?, page.today().await?)?;
    let figures: Vec<_> = (all.iter())
        .filter(|one| !matches!(one.what, What::Indicator(_)))
        .collect();
    rows_are(&page, &expected(&figures)).await
}

async fn figures_come_once(stage: Stage) -> Result<()> {
    let (page, folder) = (with_example(&stage).await?, Folder::new("benchmark-twice")?);
    let before = page.export().await?;
    let file = folder.file("again.json", example()?.to_string())?;
    pick(&page, &file).await?;
    page.focus_is("heading", &format!("“{TITLE}” is kept here already"))
        .await?;
    page.says("Nothing was changed.").await?;
    page.without("button", "Keep it").await?;
    assert_eq!(page.export().await?, before);
    // By the way for everything it is the same.
    let report = page.import(&example()?.to_string()).await?;
    assert_eq!(
        (&report["benchmarks"], &report["alreadyHere"]),
        (&json!([]), &json!(1))
    );
    assert_eq!(page.export().await?, before);
    Ok(())
}

async fn a_file_that_is_dropped_is_looked_at(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    open(&page).await?;
    let body = "
        const files = new DataTransfer();
        files.items.add(new File([arguments[0]], 'dropped.json'));
        for (const kind of ['dragover', 'drop']) {
            one('.benchmarks').dispatchEvent(
                new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
        }";
    page.ask(body, vec![json!(example()?.to_string())]).await?;
    page.focus_is("heading", "What is in dropped.json").await?;
    page.press("Leave it").await?;
    page.without("heading", "What is in dropped.json").await?;
    assert!(kept(&page).await?.is_empty());
    Ok(())
}

async fn what_cannot_be_read_is_refused_with_its_place(stage: Stage) -> Result<()> {
    let (page, folder) = (stage.open().await?, Folder::new("wrong-benchmarks")?);
    open(&page).await?;
    let with = |pointer: &str, value: Value| -> Result<String> {
        let mut document = example()?;
        *document.pointer_mut(pointer).ok_or("no such place")? = value;
        Ok(document.to_string())
    };
    let cases = [
        (
            "cut.json",
            "{\"kind\": \"benchmark\",".to_owned(),
            "line 1, column 22",
        ),
        (
            "response.json",
            fixture("response-format-1.json")?,
            "expected \"benchmark\", found \"response\"",
        ),
        (
            "range.json",
            with("/figures/score/median", json!(101))?,
            "expected a number from 0 to 100, found 101",
        ),
        (
            "source.json",
            with("/source/link", json!("javascript:alert(1)"))?,
            "begins with https:// or http://",
        ),
        ("none.json", with("/figures", json!({}))?, "there is no figure"),
        (
            "newer.json",
            with("/format", json!(2))?,
            "made for a newer version",
        ),
        (
            "large.json",
            with("/title", json!("x".repeat(1_000_001)))?,
            "1,000,000",
        ),
    ];
    for (name, text, cause) in cases {
        pick(&page, &folder.file(name, text)?).await?;
        page.focus_is("heading", &format!("{name} was not read")).await?;
        page.says(cause).await?;
        page.says("Nothing was changed.").await?;
        page.without("button", "Keep it").await?;
    }
    pick(&page, &folder.file("wide.json", [0xff, 0xfe, 0x7b, 0x00])?).await?;
    page.focus_is("heading", "wide.json was not read").await?;
    assert!(kept(&page).await?.is_empty());
    Ok(())
}

async fn figures_of_a_questionnaire_that_is_not_here_say_so(stage: Stage) -> Result<()> {
    let (page, folder) = (stage.open().await?, Folder::new("other-benchmarks")?);
    open(&page).await?;
    let of = |pack: Value| -> Result<String> {
        let mut document = example()?;
        document["pack"] = pack;
        Ok(document.to_string())
    };
    let cases = [
        (
            json!({"id": "nobody-has-it"}),
            "nobody-has-it, any version",
            "This questionnaire is not here.",
        ),
        (
            json!({"id": "channel-devops", "versions": [8, 9]}),
            "channel-devops, version 8, 9",
            "This version of the questionnaire is not here",
        ),
        (
            json!({"id": "channel-devops", "hash": "0".repeat(64)}),
            "channel-devops, any version",
            "has other words or weights",
        ),
    ];
    for (number, (pack, told, trouble)) in cases.into_iter().enumerate() {
        let name = format!("other-{number}.json");
        pick(&page, &folder.file(&name, of(pack)?)?).await?;
        page.focus_is("heading", &format!("What is in {name}")).await?;
        page.says(told).await?;
        page.says(trouble).await?;
    }
    let mut odd = example()?;
    odd["figures"]["dimensions"]["D9"] = json!({"mean": 1, "deviation": 1});
    pick(&page, &folder.file("odd.json", odd.to_string())?).await?;
    page.says("1 figure is of something that the questionnaire here does not have, and is not shown.")
        .await?;
    // Those of another version are kept, and stand beside nothing.
    pick(
        &page,
        &folder.file(
            "newer.json",
            of(json!({"id": "channel-devops", "versions": [9]}))?,
        )?,
    )
    .await?;
    page.find("heading", "What is in newer.json").await?;
    page.press("Keep it").await?;
    page.find("heading", Named::Beginning("“Resellers")).await?;
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    page.go_to("Result").await?;
    page.find("heading", Named::Beginning("Level ")).await?;
    page.without("heading", "Beside figures of others").await
}

async fn what_stands_in_figures_is_text(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.import(&rich_response(page.today().await?).to_string())
        .await?;
    let names: Vec<String> = SCRIPTS
        .iter()
        .map(|words| (*words).to_owned())
        .chain(turning_names(10))
        .collect();
    let hostile = names.iter().map(|words| {
        let mut document = example()?;
        for pointer in ["/title", "/source/text", "/licence", "/limits/0"] {
            *document.pointer_mut(pointer).ok_or("no such place")? = json!(words);
        }
        Ok(document)
    });
    let hostile = hostile.collect::<Result<Vec<Value>>>()?;
    let bundle = json!({"kind": "bundle", "format": 1, "packs": [], "companies": [], "responses": [],
        "benchmarks": hostile});
    // What these screens fetch is here before, and nothing of the figures is shown yet.
    page.go_to("Result").await?;
    open(&page).await?;
    page.says("None yet.").await?;
    page.go_to("Your data").await?;
    page.import(&bundle.to_string()).await?;
    page.saved().await?;
    let before = Peace::of(&page, &stage).await?;
    open(&page).await?;
    page.find("button", Named::Beginning("Delete <script>")).await?;
    nothing_is_spilled(&page, &names, "the figures that are kept").await?;
    page.go_to("Result").await?;
    page.find("heading", "Beside figures of others").await?;
    nothing_is_spilled(&page, &names, "a result beside them").await?;
    before.holds(&Peace::of(&page, &stage).await?, "figures of others");
    Ok(())
}

async fn the_way_to_figures_goes_by_keys(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Partners").await?;
    page.find("button", "Figures of others").await?;
    page.tab_to("button", "Figures of others").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("heading", "Figures of others").await?;
    page.tab_to("button", "Look at a made-up example").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("heading", "What is in example.json").await?;
    page.tab_to("button", "Keep it").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("heading", &format!("“{TITLE}” is kept")).await?;
    page.tab_to("button", &format!("Delete {TITLE}")).await?;
    page.keys(Key::Enter).await?;
    page.find("heading", &format!("Delete “{TITLE}”?")).await?;
    page.keys(Key::Escape).await?;
    page.focus_is("button", &format!("Delete {TITLE}")).await?;
    page.press("Back to all partners").await?;
    page.focus_is("button", "Figures of others").await
}

async fn figures_of_others_hold_up(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    open(&page).await?;
    inspect(&page, "figures of others, none").await?;
    page.press("Look at a made-up example").await?;
    page.find("heading", "What is in example.json").await?;
    inspect(&page, "figures of others, looked at").await?;
    page.press("Keep it").await?;
    page.find("heading", &format!("“{TITLE}” is kept")).await?;
    inspect(&page, "figures of others, kept").await?;
    page.press("Back to all partners").await?;
    page.open_partner("Contoso").await?;
    page.find("heading", "Beside figures of others").await?;
    page.ask(
        "all('.benchmarks-beside summary').forEach((line) => line.click())",
        Vec::new(),
    )
    .await?;
    page.says("Well above: beyond the upper quartile.").await?;
    inspect(&page, "a partner beside figures of others").await?;
    page.go_to("Result").await?;
    page.find("heading", "Beside figures of others").await?;
    inspect(&page, "a result beside figures of others").await
}
