//! The way to a target, as the page finds it: the domain's own, with its reasons, and the page held up by nothing.

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::read_response;
use channel_readiness::domain::insight::path::{Path, Route, Target, Wishes, cheapest_path};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::Pack;
use serde_json::{Value, json};

use crate::browser::Result;
use crate::dice::Dice;
use crate::finding::until;
use crate::instrument::answered;
use crate::page::{Named, Page};
use crate::plan::{opened, shown_plan, steps_shown};
use crate::questionnaire::{indicators, indicators_mut, widened};
use crate::stage::{Stage, dist};
use crate::truth::{Truth, close};

tests![
    the_plan_is_the_cheapest_path_and_is_kept,
    every_gain_and_score_of_the_way_opens_to_its_reasons,
    a_long_search_leaves_the_page_its_turns,
];

/// The way to a level, as the domain finds it.
pub fn way_to(pack: &Pack, assessment: &Assessment, level: u8) -> Result<Route> {
    let target = Level::new(level).ok_or("no level")?;
    match cheapest_path(pack, assessment, Target::Level(target), &Wishes::default()) {
        Path::Found(route) => Ok(route),
        other => Err(format!("no way: {other:?}").into()),
    }
}

async fn the_plan_is_the_cheapest_path_and_is_kept(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    let truth = Truth::read()?;
    page.go_to("Plan").await?;
    page.select("Reach", "Level 2").await?;
    let target = Level::new(2).ok_or("no level")?;
    let wishes = Wishes::default();
    let Path::Found(route) = cheapest_path(&truth.pack, &assessment, Target::Level(target), &wishes) else {
        return Err("no way".into());
    };
    let expected: Vec<String> = route.steps.iter().map(|step| step.indicator.0.clone()).collect();
    until("the way", || async {
        Ok((steps_shown(&page).await? == expected).then_some(()))
    })
    .await?;
    page.says(&format!("{} days of work", route.days)).await?;
    assert_eq!(
        route.is_proven(),
        page.words()
            .await?
            .contains("No other steps get there with less work.")
    );
    page.press("Keep these steps as my plan").await?;
    page.says("These steps are in your plan below.").await?;
    page.saved().await?;
    let page = stage.open().await?;
    let kept = shown_plan(&page.assessment().await?)?;
    assert_eq!(kept.steps.len(), expected.len());
    assert_eq!(kept.steps.iter().map(|step| step.days).sum::<u32>(), route.days);
    Ok(())
}

async fn every_gain_and_score_of_the_way_opens_to_its_reasons(stage: Stage) -> Result<()> {
    let (page, assessment, _) = opened(&stage).await?;
    let truth = Truth::read()?;
    let route = way_to(&truth.pack, &assessment, 3)?;
    let now = truth
        .score(&assessment, page.today().await?)
        .overall
        .score
        .ok_or("no score")?;
    let explained = async |figure: &str| -> Result<(f64, String)> {
        page.click("button", figure).await?;
        let result = until("the figure", || async {
            page.number("dialog.explain", "data-result").await.map(Some)
        })
        .await?;
        let words = page.text_of("dialog.explain").await?;
        page.press("Close").await?;
        focus_is_named(&page, figure).await?;
        Ok((result, words))
    };
    let (score, _) = explained("How this is computed: the score now").await?;
    assert!(close(score, now));
    let mut before = Vec::new();
    for step in &route.steps {
        let title = truth.title(&step.indicator.0)?;
        let named = format!("{} {title}", step.indicator.0);
        let (gain, words) = explained(&format!("How this is computed: gain of {named}")).await?;
        assert!(close(gain, step.gain), "{named}: {gain} {}", step.gain);
        assert!(words.contains(" − "), "{words}");
        let order = before
            .last()
            .map_or("It is the first step.".to_owned(), |last| format!("{last}."));
        assert!(words.contains(&order), "{words}");
        let (score, _) = explained(&format!("How this is computed: the score after {named}")).await?;
        assert!(close(score, step.score.ok_or("no score")?), "{named}: {score}");
        before.push(step.indicator.0.clone());
    }
    Ok(())
}

/// Waits until what has this name has the focus.
async fn focus_is_named(page: &Page, name: &str) -> Result<()> {
    until(&format!("the focus to be on {name}"), || async {
        Ok((page.focus().await?.name == name).then_some(()))
    })
    .await
}

/// A pack of 800 questions, which takes every machine many turns, whose steps take days of many kinds, and answers to all of them.
fn large() -> Result<(Value, Value)> {
    let text = std::fs::read_to_string(dist().join("packs/channel-devops.json"))?;
    let mut pack = widened(&serde_json::from_str(&text)?, 800);
    pack["id"] = json!("large");
    let mut answers = serde_json::Map::new();
    let mut dice = Dice::new(7);
    for indicator in indicators_mut(&mut pack) {
        indicator["weight"] = json!(1 + dice.below(3));
        for step in indicator["sides"]["vendor"]["steps"]
            .as_array_mut()
            .into_iter()
            .flatten()
        {
            step["days"] = json!(1 + dice.below(40));
        }
    }
    for indicator in indicators(&pack) {
        let id = indicator["id"].as_str().ok_or("no id")?;
        let level = json!({ "state": "level", "level": dice.below(3), "day": "2026-01-05" });
        answers.insert(id.to_owned(), level);
    }
    let response = json!({
        "kind": "response", "format": 1, "id": "6f1c7f0e-51a5-4c1f-9d53-0d2a6a3f9b11",
        "pack": { "id": "large", "version": pack["version"] }, "side": "vendor", "length": "full",
        "company": { "name": "Northwind", "kind": "vendor", "size": "251-1000" },
        "createdAt": "2026-01-05T09:00:00.000Z", "updatedAt": "2026-01-06T10:30:00.000Z", "answers": answers,
    });
    Ok((pack, response))
}

async fn a_long_search_leaves_the_page_its_turns(stage: Stage) -> Result<()> {
    let (pack, response) = large()?;
    let page = stage.open().await?;
    page.import(&pack.to_string()).await?;
    page.import(&response.to_string()).await?;
    page.go_to("Assessments").await?;
    page.click("button", Named::Beginning("Result of ")).await?;
    page.find("heading", Named::Beginning("Level ")).await?;
    page.go_to("Plan").await?;
    until("the first way", || async {
        let is_idle = page.attribute(".way", "aria-busy").await?.is_none();
        Ok((is_idle && !steps_shown(&page).await?.is_empty()).then_some(()))
    })
    .await?;
    // How often something else had its turn while it looked, and how many steps were shown meanwhile at least.
    let search = "() => new Promise((done) => {
        const way = one('.way');
        let turns = 0, begun = false, shown = Infinity;
        const turn = () => {
            const busy = way.hasAttribute('aria-busy');
            if (begun && !busy) return done([turns, shown]);
            if (busy) {
                begun = true;
                turns += 1;
                shown = Math.min(shown, all('.way-step').length);
            }
            setTimeout(turn, 0);
        };
        const list = one('.target select');
        list.value = '3';
        list.dispatchEvent(new Event('change', { bubbles: true }));
        turn();
    })";
    let seen = page.await_answer(search, Vec::new()).await?;
    let (turns, shown) = (seen[0].as_u64().unwrap_or(0), seen[1].as_u64().unwrap_or(0));
    // Done in one go, the page has one turn at most, before or after it; how many more depends on the machine.
    assert!(turns > 2, "{turns} turns");
    assert!(shown > 0, "what was found before is gone");
    let pack = Pack::parse(&pack.to_string()).map_err(|problems| format!("{problems:?}"))?;
    let assessment = read_response(&response.to_string()).map_err(|problems| format!("{problems:?}"))?;
    let route = way_to(&pack, &assessment, 3)?;
    let expected: Vec<String> = route.steps.iter().map(|step| step.indicator.0.clone()).collect();
    assert_eq!(steps_shown(&page).await?, expected);
    let shown = page
        .number(".way-step:last-child [data-figure=score]", "data-value")
        .await?;
    assert!(route.score.is_some_and(|score| close(score, shown)), "{shown}");
    Ok(())
}
