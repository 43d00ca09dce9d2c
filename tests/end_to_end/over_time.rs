//! Change over time in words, of each question, and the age of an answer beside its question.

use channel_readiness::domain::exchange::read_response;
use channel_readiness::domain::insight::checks::unsupported;
use channel_readiness::domain::insight::timeline::change_to;
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::scoring::freshness;
use serde_json::{Value, json};

use crate::browser::Result;
use crate::instrument::{aged, answered};
use crate::page::Named;
use crate::stage::Stage;
use crate::truth::{Truth, rich_response};

tests![
    what_changed_is_told_since_the_one_before,
    each_question_is_shown_over_time,
    an_answer_says_its_age_and_that_nothing_supports_it,
];

async fn what_changed_is_told_since_the_one_before(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    page.go_to("Result").await?;
    let id = "0190f5f0-7b1c-7000-8000-000000000081";
    let old = aged(&assessment, id, "2026-01-15", true)?;
    page.import(&old).await?;
    page.click(
        "button",
        Named::Beginning("Open Vendor’s view of channel work in general of"),
    )
    .await?;
    page.says("Since ").await?;
    page.says("0 are lower").await?;
    let truth = Truth::read()?;
    let before = read_response(&old).map_err(|problems| format!("{problems:?}"))?;
    let questionnaire = &truth.pack.questionnaire;
    let change =
        change_to(&[(questionnaire, &before), (questionnaire, &assessment)], 1).ok_or("no change")?;
    let words = page.text_of(".timeline .changed").await?;
    for (id, dimension) in change
        .dimensions
        .iter()
        .filter(|(_, dimension)| dimension.is_move())
    {
        let found = questionnaire.dimension(id).ok_or("no dimension")?;
        let title = found.title.in_language("en");
        assert!(words.contains(&format!("{title} ")), "{title} is not in {words}");
        if let (true, Some(after)) = (
            dimension.level_before != dimension.level_after,
            dimension.level_after,
        ) {
            assert!(words.contains(&format!("→ {})", after.number())), "{words}");
        }
    }
    // All moves are there: a few at once, the others on demand.
    let (shown, rest) = change.moves.split_at(6);
    let told = |id: &str| format!("{id} {} from", truth.title(id).unwrap_or_default());
    assert!(rest.len() > 1, "the others are several");
    assert!(
        shown.iter().all(|one| words.contains(&told(&one.indicator.0))),
        "{words}"
    );
    assert!(!words.contains(&told(&rest[0].indicator.0)), "{words}");
    page.press(&format!("and {} more", rest.len())).await?;
    let words = page.text_of(".timeline .changed").await?;
    assert!(
        change
            .moves
            .iter()
            .all(|one| words.contains(&told(&one.indicator.0))),
        "{words}"
    );
    Ok(())
}

async fn each_question_is_shown_over_time(stage: Stage) -> Result<()> {
    let (page, assessment) = answered(&stage).await?;
    page.go_to("Result").await?;
    let id = "0190f5f0-7b1c-7000-8000-000000000082";
    let mut old: Value = serde_json::from_str(&aged(&assessment, id, "2026-01-15", true)?)?;
    old["answers"]["1.5"] = json!({ "state": "unknown", "day": "2026-01-15" });
    page.import(&old.to_string()).await?;
    page.find("heading", "Change over time").await?;
    let truth = Truth::read()?;
    for (id, states) in [
        ("1.1", ["Level 3", "Level 2"]),
        ("1.5", ["Level 4", "We don’t know"]),
    ] {
        let title = truth.title(id)?;
        page.select("Show", &format!("{id} {title}")).await?;
        page.find(
            "image",
            Named::Beginning(&format!("Level of {id} {title} over time")),
        )
        .await?;
        let body = "return all('.timeline tbody tr').map((row) => row.children[2].textContent.trim())";
        let shown: Vec<String> = serde_json::from_value(page.ask(body, Vec::new()).await?)?;
        let ends_as = |(shown, state): (&String, &&str)| shown.ends_with(*state);
        assert!(
            shown.iter().zip(&states).all(ends_as) && shown.len() == 2,
            "{id}: {shown:?}"
        );
    }
    // Two levels are a stair, one level and an unknown are none.
    let body = "return [one('.timeline .line').getAttribute('d'), all('.timeline .marks circle').length,
        all('.timeline .marks text').map((mark) => mark.textContent.trim()).join()]";
    let drawn = page.ask(body, Vec::new()).await?;
    let path = drawn[0].as_str().unwrap_or_default();
    assert!(!path.contains('H') && drawn[1] == 1 && drawn[2] == "?", "{drawn}");
    page.select("Show", &format!("1.1 {}", truth.title("1.1")?))
        .await?;
    let drawn = page.ask(body, Vec::new()).await?;
    let path = drawn[0].as_str().unwrap_or_default();
    assert!(path.contains('H') && drawn[1] == 2, "{drawn}");
    Ok(())
}

async fn an_answer_says_its_age_and_that_nothing_supports_it(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.find("heading", "What to do next").await?;
    let truth = Truth::read()?;
    let assessment = page.assessment().await?;
    let lacking = unsupported(&truth.pack.questionnaire, &assessment);
    page.go_to("Overview").await?;
    let body = "return all('.row').filter((row) => row.textContent.includes('no evidence noted'))
        .map((row) => row.firstElementChild.textContent)";
    let shown: Vec<String> = serde_json::from_value(page.ask(body, Vec::new()).await?)?;
    let lacking: Vec<&str> = lacking.iter().map(|id| id.0.as_str()).collect();
    assert_eq!(shown, lacking);
    // 1.3 is of level 4, 95 days old, and nothing supports it; 1.1 has a note and is of today.
    let open = |id: &'static str| {
        let page = &page;
        let named = format!("{id} {}", truth.title(id).unwrap_or_default());
        async move {
            page.go_to("Overview").await?;
            page.click("button", Named::Beginning(&named)).await?;
            page.asks(id).await?;
            page.text_of(".worth").await
        }
    };
    let (_, indicator) = truth
        .pack
        .questionnaire
        .indicator(&IndicatorId("1.3".to_owned()))
        .ok_or("no 1.3")?;
    let fresh = (freshness(95, indicator.half_life) * 100.0).round();
    let words = open("1.3").await?;
    assert!(
        words.contains(&format!(", {fresh}% fresh. No evidence noted yet.")),
        "{words}"
    );
    let words = open("1.1").await?;
    assert!(words.ends_with(", 100% fresh."), "{words}");
    // Nothing is blocked by it: evidence takes the mark away.
    open("1.3").await?;
    page.click("disclosure", "Add evidence").await?;
    page.write("Note", "Tuesdays").await?;
    page.says_not("No evidence noted yet.").await
}
