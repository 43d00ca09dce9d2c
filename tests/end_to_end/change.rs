//! What would change a figure: what the dialog names does it, when the domain scores it anew.

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::insight::advice::next_steps;
use channel_readiness::domain::insight::levers::levers;
use channel_readiness::domain::pack::{Indicator, IndicatorId};
use channel_readiness::domain::scoring::{Bind, workings};
use serde_json::json;

use crate::browser::Result;
use crate::explain::result_screen;
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::{Truth, close, rich_response};

tests![
    what_is_said_to_change_the_level_does_it_alone,
    where_no_answer_alone_changes_the_level_all_that_holds_it_is_named,
    a_dimension_says_what_changes_its_own_score,
    a_gain_says_what_it_hangs_on,
];

/// The lines of "What would change this", with the dialog closed again.
async fn changes(page: &Page, figure: &str) -> Result<Vec<String>> {
    let title = format!("How this is computed: {figure}");
    page.press(&title).await?;
    page.find("heading", "What would change this").await?;
    let body = "return all('dialog[open] .changes li').map((line) => line.textContent)";
    let lines = serde_json::from_value(page.ask(body, Vec::new()).await?)?;
    page.press("Close").await?;
    page.without("dialog", &title).await?;
    Ok(lines)
}

/// The result screen of a full response with a level for every question.
async fn levels_for_all(
    stage: &Stage,
    level: impl Fn(&Indicator, usize) -> u8,
) -> Result<(Page, Assessment)> {
    let page = stage.open().await?;
    let today = page.today().await?;
    let mut response = rich_response(today);
    let mut answers = serde_json::Map::new();
    for (place, (_, indicator)) in Truth::read()?.pack.questionnaire.indicators().enumerate() {
        let answer = json!({ "state": "level", "level": level(indicator, place), "day": today.to_string() });
        answers.insert(indicator.id.0.clone(), answer);
    }
    response["answers"] = answers.into();
    page.import(&response.to_string()).await?;
    page.find("heading", "What to do next").await?;
    let assessment = page.assessment().await?;
    Ok((page, assessment))
}

async fn what_is_said_to_change_the_level_does_it_alone(stage: Stage) -> Result<()> {
    let truth = Truth::read()?;
    let mut all = truth.pack.questionnaire.indicators();
    let (_, weak) = all
        .find(|(dimension, one)| one.gate && dimension.headline)
        .ok_or("no gate")?;
    let weak = weak.id.clone();
    let (page, assessment) = levels_for_all(&stage, |one, _| if one.id == weak { 1 } else { 4 }).await?;
    let levers = levers(&truth.pack.questionnaire, &assessment);
    let [lever] = &levers[..] else {
        panic!("one answer alone raises the level: {levers:?}")
    };
    let expected = format!(
        "{} {} from level 1 to {}: the level becomes {}.",
        weak.0,
        truth.title(&weak.0)?,
        lever.to.number(),
        lever.level.number()
    );
    assert_eq!(changes(&page, "level").await?, [expected]);
    // And so it does.
    page.press("Back to the questions").await?;
    page.go_to("Overview").await?;
    page.click(
        "button",
        Named::Beginning(&format!("{} {}", weak.0, truth.title(&weak.0)?)),
    )
    .await?;
    page.answer(lever.to.number()).await?;
    page.go_to("Result").await?;
    let level = page.number("[data-figure=level]", "data-value").await?;
    assert!(close(level, f64::from(lever.level.number())), "{level}");
    Ok(())
}

async fn where_no_answer_alone_changes_the_level_all_that_holds_it_is_named(stage: Stage) -> Result<()> {
    let (page, assessment) = levels_for_all(&stage, |_, _| 2).await?;
    let truth = Truth::read()?;
    assert!(levers(&truth.pack.questionnaire, &assessment).is_empty());
    let readiness = truth.score(&assessment, page.today().await?);
    let lines = changes(&page, "level").await?;
    let [line] = &lines[..] else {
        panic!("one sentence says it: {lines:?}")
    };
    assert!(line.starts_with("No single answer raises the level."), "{line}");
    for bind in &readiness.binds {
        let name = match bind {
            Bind::Pooled => "the weight at level 3 or above, 0% of the 80% needed".to_owned(),
            Bind::Dimension(id) => {
                let found = truth.pack.questionnaire.dimension(id).ok_or("no dimension")?;
                found.title.in_language("en").to_owned()
            }
            Bind::Gate(id) => format!("the gate {} {}", id.0, truth.title(&id.0)?),
        };
        assert!(line.contains(&name), "{name} is not in {line}");
    }
    Ok(())
}

async fn a_dimension_says_what_changes_its_own_score(stage: Stage) -> Result<()> {
    let (page, _) = result_screen(&stage).await?;
    let truth = Truth::read()?;
    let assessment = page.assessment().await?;
    let dimension = &truth.pack.questionnaire.dimensions[0];
    let title = dimension.title.in_language("en").to_owned();
    let lines = changes(&page, &title).await?;
    let is_own = |id: &IndicatorId| dimension.indicators.iter().any(|one| one.id == *id);
    let steps = next_steps(&truth.pack, &assessment).steps;
    let step = steps
        .iter()
        .filter(|step| is_own(&step.indicator))
        .max_by(|left, right| left.dimension_gain.total_cmp(&right.dimension_gain))
        .ok_or("no step")?;
    let (id, gain) = (&step.indicator.0, step.dimension_gain);
    let (from, to) = (step.from.number(), step.to.number());
    let said = format!("{id} {} from level {from} to {to}: ", truth.title(id)?);
    let line = lines
        .iter()
        .find(|line| line.starts_with(&said))
        .ok_or_else(|| format!("{lines:?}"))?;
    let points: f64 = line[said.len()..].split(' ').next().unwrap_or_default().parse()?;
    assert!(
        (points - gain).abs() <= 0.05 + 1e-9 && line.ends_with("points of this dimension."),
        "{line}"
    );
    assert!(gain > step.gain, "in the whole it is less");
    // An open answer has its share of the dimension.
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("An answer to 1.4 ") && line.ends_with("of this dimension.")),
        "{lines:?}"
    );
    let title = format!("How this is computed: {title}");
    page.press(&title).await?;
    let all = "return all('dialog[open] .filled').map((line) => line.textContent).join('; ')";
    let all = page.ask(all, Vec::new()).await?;
    let level = truth.score(&assessment, page.today().await?).dimensions[0]
        .figures
        .level;
    let level = level
        .map(channel_readiness::domain::level::Level::number)
        .unwrap_or_default();
    let all = all.as_str().unwrap_or_default();
    assert!(
        all.contains("level: share at 1 or above") && all.contains(&format!("; so {level}")),
        "{all}"
    );
    Ok(())
}

async fn a_gain_says_what_it_hangs_on(stage: Stage) -> Result<()> {
    let (page, _) = result_screen(&stage).await?;
    let truth = Truth::read()?;
    let assessment = page.assessment().await?;
    let steps = next_steps(&truth.pack, &assessment).steps;
    let step = steps.first().ok_or("there is no advice")?;
    let id = &step.indicator.0;
    let lines = changes(&page, &format!("gain of {id} {}", truth.title(id)?)).await?;
    let levels = f64::from(step.to.number() - step.from.number());
    // Without conditions a gain is the share times 25 points for each level.
    let share = step.gain / levels / 25.0 * 100.0;
    let said = number_before(&lines[0], "% of the weight")?;
    assert!((said - share).abs() <= 0.05 + 1e-9, "{share} {lines:?}");
    let mut workings = workings(&truth.pack.questionnaire, &assessment, page.today().await?)
        .indicators
        .into_iter();
    let row = workings.find(|row| row.indicator.0 == *id).ok_or("no row")?;
    let said = number_before(&lines[1], "% in place of")?;
    assert!((said - row.share * 100.0).abs() <= 0.05 + 1e-9, "{lines:?}");
    Ok(())
}

/// The number that stands before these words.
fn number_before(line: &str, words: &str) -> Result<f64> {
    let (before, _) = line
        .split_once(words)
        .ok_or_else(|| format!("{words:?} is not in {line:?}"))?;
    Ok(before.rsplit(' ').next().unwrap_or_default().parse()?)
}
