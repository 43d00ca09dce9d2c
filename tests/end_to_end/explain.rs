//! Every number opens to its inputs: each figure is computed anew from the rows that its dialog shows.

use std::collections::BTreeMap;

use channel_readiness::domain::assessment::{AnswerState, Event};
use channel_readiness::domain::insight::advice::next_steps;
use channel_readiness::domain::insight::sensitivity::sensitivity;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::scoring::Readiness;
use serde_json::json;

use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::{Truth, close, rich_response};

tests![
    the_score_is_made_of_the_rows_shown,
    the_low_end_is_made_of_the_rows_shown,
    the_high_end_is_made_of_the_rows_shown,
    coverage_is_made_of_the_rows_shown,
    freshness_is_made_of_the_rows_shown,
    the_floor_is_made_of_the_rows_shown,
    the_level_is_made_of_the_rows_shown,
    a_gain_is_made_of_the_rows_shown,
    a_dimension_is_made_of_the_rows_shown,
    the_range_is_made_of_the_rows_shown,
    the_highest_level_is_made_of_the_rows_shown,
    what_applied_is_counted_from_the_rows_shown,
    other_weights_open_to_their_samples,
    a_figure_beside_the_questions_opens,
    an_answer_changed_later_changes_what_is_shown,
];

/// One row: the value in each column.
type Row = BTreeMap<String, String>;

/// What a dialog shows.
struct Shown {
    /// `data-result` of the dialog.
    result: f64,
    /// `data-value` of the figure on the screen.
    figure: f64,
    rows: Vec<Row>,
}

/// The result screen of the rich response.
pub async fn result_screen(stage: &Stage) -> Result<(Page, Readiness)> {
    let page = stage.open().await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.find("heading", "What to do next").await?;
    let readiness = Truth::read()?.score(&page.assessment().await?, today);
    Ok((page, readiness))
}

/// Opens a figure, reads what is shown, and closes it again.
async fn open(page: &Page, name: &str, hook: &str, figure: &str) -> Result<Shown> {
    let title = format!("How this is computed: {name}");
    page.press(&title).await?;
    page.find("dialog", &title).await?;
    let script = "return all(arguments[0]).map((row) => Object.fromEntries(
        [...row.querySelectorAll('[data-column]')].map((cell) => [cell.dataset.column, cell.dataset.value])))";
    let selector = format!("dialog[open] table[data-explain={hook}] tbody tr");
    let rows: Vec<Row> = serde_json::from_value(page.ask(script, vec![json!(selector)]).await?)?;
    assert!(!rows.is_empty(), "{name} shows no rows");
    let shown = Shown {
        result: page.number("dialog[open]", "data-result").await?,
        figure: page.number(figure, "data-value").await?,
        rows,
    };
    page.press("Close").await?;
    page.without("dialog", &title).await?;
    page.focus_is("button", &title).await?;
    Ok(shown)
}

impl Shown {
    /// All that is said of one figure has to be the same number.
    fn agrees(&self, computed: f64, domain: Option<f64>) {
        let domain = domain.expect("the domain has the figure");
        assert!(
            close(computed, domain),
            "the rows give {computed}, the domain {domain}"
        );
        assert!(
            close(self.result, domain),
            "the dialog says {}, the domain {domain}",
            self.result
        );
        assert!(
            close(self.figure, domain),
            "the screen says {}, the domain {domain}",
            self.figure
        );
    }
}

/// The sums of one dimension, from its rows alone.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    dimension_weight: f64,
    applicable: f64,
    answered: f64,
    points: f64,
    fresh: f64,
    /// Weight at each level from 1 or above.
    at_least: [f64; 4],
}

fn number(row: &Row, column: &str) -> f64 {
    row[column]
        .parse()
        .unwrap_or_else(|_| panic!("{column} is {:?} in {row:?}", row[column]))
}

/// Sums by dimension. `then` reads the columns of the answers after a step.
fn sums(rows: &[Row], state: &str, level: &str) -> BTreeMap<String, Sums> {
    let mut all: BTreeMap<String, Sums> = BTreeMap::new();
    for row in rows {
        let sums = all.entry(row["dimension"].clone()).or_default();
        sums.dimension_weight = number(row, "dimension-weight");
        let weight = number(row, "weight");
        if row[state] == "notApplicable" || row[state] == "notAsked" {
            continue;
        }
        sums.applicable += weight;
        if row[state] != "level" {
            continue;
        }
        let value = number(row, level);
        sums.answered += weight;
        sums.points += weight * value;
        if row.contains_key("age") {
            sums.fresh += weight * 0.5_f64.powf(number(row, "age") / number(row, "half-life"));
        }
        for (least, share) in [1.0, 2.0, 3.0, 4.0].iter().zip(&mut sums.at_least) {
            if value >= *least {
                *share += weight;
            }
        }
    }
    all.retain(|_, sums| sums.applicable > 0.0);
    all
}

/// The mean over dimensions by their weights; those without a figure are left out.
fn mean(sums: &BTreeMap<String, Sums>, figure: impl Fn(&Sums) -> Option<f64>) -> f64 {
    let parts: Vec<(f64, f64)> = sums
        .values()
        .filter_map(|one| Some((one.dimension_weight, figure(one)?)))
        .collect();
    let weight: f64 = parts.iter().map(|(weight, _)| weight).sum();
    parts.iter().map(|(weight, figure)| weight * figure).sum::<f64>() / weight
}

fn score(sums: &Sums) -> Option<f64> {
    (sums.answered > 0.0).then(|| 25.0 * sums.points / sums.answered)
}

async fn the_score_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    let shown = open(&page, "score", "score", "[data-figure=score]").await?;
    shown.agrees(
        mean(&sums(&shown.rows, "state", "level"), score),
        readiness.overall.score,
    );
    Ok(())
}

async fn the_low_end_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    let shown = open(&page, "low end", "low", "[data-figure=low]").await?;
    let low = mean(&sums(&shown.rows, "state", "level"), |one| {
        Some(25.0 * one.points / one.applicable)
    });
    shown.agrees(low, readiness.overall.interval.map(|interval| interval.low));
    Ok(())
}

async fn the_high_end_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    let shown = open(&page, "high end", "high", "[data-figure=high]").await?;
    let high = mean(&sums(&shown.rows, "state", "level"), |one| {
        let high = 25.0 * (one.points + 4.0 * (one.applicable - one.answered)) / one.applicable;
        Some(high.max(score(one).unwrap_or(0.0)))
    });
    shown.agrees(high, readiness.overall.interval.map(|interval| interval.high));
    Ok(())
}

async fn coverage_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    let shown = open(&page, "coverage", "coverage", "[data-figure=coverage]").await?;
    let coverage = mean(&sums(&shown.rows, "state", "level"), |one| {
        Some(one.answered / one.applicable)
    });
    shown.agrees(coverage, readiness.overall.coverage);
    Ok(())
}

async fn freshness_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    let shown = open(&page, "freshness", "freshness", "[data-figure=freshness]").await?;
    let freshness = mean(&sums(&shown.rows, "state", "level"), |one| {
        (one.answered > 0.0).then(|| one.fresh / one.answered)
    });
    assert!(
        freshness < 0.9,
        "answers of many ages have a freshness well below 1"
    );
    shown.agrees(freshness, readiness.overall.freshness);
    Ok(())
}

async fn the_floor_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    let shown = open(&page, "weakest gate", "floor", "[data-figure=floor]").await?;
    let gates = shown
        .rows
        .iter()
        .filter(|row| row["gate"] == "true" && row["state"] == "level");
    let floor = gates
        .map(|row| number(row, "level"))
        .fold(f64::INFINITY, f64::min);
    shown.agrees(floor, readiness.floor.map(|floor| f64::from(floor.number())));
    Ok(())
}

async fn the_level_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    let shown = open(&page, "level", "level", "[data-figure=level]").await?;
    let sums = sums(&shown.rows, "state", "level");
    let reached = |share: &dyn Fn(usize) -> f64| {
        (0..4_u8)
            .take_while(|place| share(usize::from(*place)) >= 0.8 - 1e-9)
            .map(|place| f64::from(place + 1))
            .last()
    };
    let pooled =
        reached(&|place| mean(&sums, |one| Some(one.at_least[place] / one.applicable))).unwrap_or(0.0);
    let lowest = sums
        .values()
        .map(|one| reached(&|place| one.at_least[place] / one.applicable).unwrap_or(0.0))
        .fold(4.0, f64::min);
    let gates = shown
        .rows
        .iter()
        .filter(|row| row["gate"] == "true" && row["state"] != "notApplicable");
    let gate = gates
        .map(|row| {
            if row["state"] == "level" {
                number(row, "level")
            } else {
                0.0
            }
        })
        .fold(4.0, f64::min);
    let level = pooled.min(lowest + 1.0).min(gate + 1.0);
    shown.agrees(
        level,
        readiness.overall.level.map(|level| f64::from(level.number())),
    );
    Ok(())
}

async fn a_gain_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, _) = result_screen(&stage).await?;
    let truth = Truth::read()?;
    let advice = next_steps(&truth.pack, &page.assessment().await?);
    let step = advice.steps.first().ok_or("there is no advice")?;
    let id = &step.indicator.0;
    let name = format!("gain of {id} {}", truth.title(id)?);
    let shown = open(
        &page,
        &name,
        "gain",
        &format!("[data-step=\"{id}\"] [data-figure=gain]"),
    )
    .await?;
    let now = mean(&sums(&shown.rows, "state", "level"), score);
    let then = mean(&sums(&shown.rows, "state-then", "level-then"), score);
    assert!(then - now > 0.0);
    shown.agrees(then - now, Some(step.gain));
    // The advice cites the answer that triggered it.
    let card = page.text_of(&format!("[data-step=\"{id}\"]")).await?;
    assert!(
        card.contains("Your answer") && card.contains("Leads to"),
        "{card}"
    );
    Ok(())
}

async fn a_dimension_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    let shown = open(
        &page,
        "Openness",
        "dimension",
        "[data-dimension=D2] [data-figure=dimension]",
    )
    .await?;
    let sums = sums(&shown.rows, "state", "level");
    shown.agrees(
        score(&sums["D2"]).unwrap_or(f64::NAN),
        readiness.dimensions[1].figures.score,
    );
    Ok(())
}

async fn the_range_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    let shown = open(&page, "range", "interval", "[data-figure=interval]").await?;
    let sums = sums(&shown.rows, "state", "level");
    let low = mean(&sums, |one| Some(25.0 * one.points / one.applicable));
    let high = mean(&sums, |one| {
        let high = 25.0 * (one.points + 4.0 * (one.applicable - one.answered)) / one.applicable;
        Some(high.max(score(one).unwrap_or(0.0)))
    });
    let interval = readiness.overall.interval;
    shown.agrees(high - low, interval.map(|interval| interval.high - interval.low));
    Ok(())
}

async fn the_highest_level_is_made_of_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, _) = result_screen(&stage).await?;
    let mut assessment = page.assessment().await?;
    let shown = open(&page, "highest level", "level-high", "[data-figure=level-high]").await?;
    // Every open answer of the rows shown as 4 is what it says it is.
    for row in shown
        .rows
        .iter()
        .filter(|row| row["level"].is_empty() && row["state"] != "notApplicable")
    {
        let id = IndicatorId(row["indicator"].clone());
        let answered = Event::Answered(id, AnswerState::Level(Level::MAX));
        assessment.apply(answered, page.today().await?, assessment.updated_at);
    }
    let then = Truth::read()?
        .score(&assessment, page.today().await?)
        .overall
        .level;
    let then = then.map(|level| f64::from(level.number()));
    shown.agrees(shown.result, then);
    Ok(())
}

async fn what_applied_is_counted_from_the_rows_shown(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    let shown = open(&page, "questions applied", "applied", "[data-figure=applied]").await?;
    assert_eq!(shown.rows.len(), readiness.asked);
    let applied = shown.rows.iter().filter(|row| row["state"] != "notApplicable");
    let count = |count: usize| u32::try_from(count).map_or(f64::NAN, f64::from);
    shown.agrees(count(applied.count()), Some(count(readiness.applicable)));
    Ok(())
}

async fn other_weights_open_to_their_samples(stage: Stage) -> Result<()> {
    let (page, _) = result_screen(&stage).await?;
    let truth = Truth::read()?;
    let questionnaire = &truth.pack.questionnaire;
    let found = sensitivity(questionnaire, &page.assessment().await?, 20_261_122, 1000).ok_or("no score")?;
    let line = page.text_of(".sensitivity summary").await?;
    let percent = |share: f64| format!("{}%", (share * 100.0).round());
    for (said, share) in [
        ("the highest dimension in", found.highest_holds),
        ("the lowest in", found.lowest_holds),
        ("the whole order of dimensions stays in", found.order_holds),
    ] {
        let words = format!("{said} {}", percent(share));
        assert!(line.contains(&words), "{words:?} is not in {line:?}");
    }
    page.click("disclosure", Named::Beginning("If the weights were up to half"))
        .await?;
    let title = "How this is computed: other weights";
    page.press(title).await?;
    page.find("dialog", title).await?;
    let rows = "return all('dialog[open] tbody [data-column=statement]').map((cell) =>
        [cell, cell.nextElementSibling].map((cell) => cell.dataset.value))";
    let rows: Vec<[String; 2]> = serde_json::from_value(page.ask(rows, Vec::new()).await?)?;
    let of_thousand = |share: f64| format!("{}", (share * 1000.0).round());
    let expected = [
        ("level", found.level_holds),
        ("highest", found.highest_holds),
        ("lowest", found.lowest_holds),
        ("order", found.order_holds),
    ];
    let expected = expected.map(|(name, share)| [name.to_owned(), of_thousand(share)]);
    assert_eq!(rows, expected);
    let bars = "return all('dialog[open] [data-column=samples][data-value]').map((cell) => Number(cell.dataset.value))";
    let bars: Vec<usize> = serde_json::from_value(page.ask(bars, Vec::new()).await?)?;
    assert_eq!(bars, found.bars);
    let changes = page.text_of("dialog[open] .changes").await?;
    assert!(changes.contains(&found.weightiest[0].0.0), "{changes}");
    Ok(())
}

async fn a_figure_beside_the_questions_opens(stage: Stage) -> Result<()> {
    let (page, readiness) = result_screen(&stage).await?;
    page.press("Back to the questions").await?;
    page.find("heading", "Readiness so far").await?;
    for (name, hook, figure) in [
        ("score", "score", readiness.overall.score),
        (
            "range",
            "interval",
            readiness
                .overall
                .interval
                .map(|interval| interval.high - interval.low),
        ),
        (
            "level",
            "level",
            readiness.overall.level.map(|level| f64::from(level.number())),
        ),
    ] {
        let title = format!("How this is computed: {name}");
        page.press(&title).await?;
        page.find("dialog", &title).await?;
        let shown = page.number("dialog[open]", "data-result").await?;
        assert!(
            close(shown, figure.unwrap_or(f64::NAN)),
            "{name}: {shown}, {figure:?}"
        );
        assert!(
            page.attribute("dialog[open] table[data-explain]", "data-explain")
                .await?
                .as_deref()
                == Some(hook)
        );
        page.press("Close").await?;
        page.focus_is("button", &title).await?;
    }
    Ok(())
}

async fn an_answer_changed_later_changes_what_is_shown(stage: Stage) -> Result<()> {
    let (page, before) = result_screen(&stage).await?;
    page.press("Back to the questions").await?;
    page.click("button", Named::Beginning("Collaboration")).await?;
    page.answer(4).await?;
    page.go_to("Result").await?;
    let after = until("another score", || async {
        let score = page.number("[data-figure=score]", "data-value").await?;
        Ok((!close(score, before.overall.score.unwrap_or_default())).then_some(score))
    })
    .await?;
    let shown = open(&page, "score", "score", "[data-figure=score]").await?;
    shown.agrees(mean(&sums(&shown.rows, "state", "level"), score), Some(after));
    let truth = Truth::read()?.score(&page.assessment().await?, page.today().await?);
    shown.agrees(shown.result, truth.overall.score);
    Ok(())
}
