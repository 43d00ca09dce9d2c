//! From the first click to the printed result.

use channel_readiness::domain::assessment::{Answer, AnswerState, Assessment};
use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::pack::{IndicatorId, Length};
use channel_readiness::domain::scoring::DimensionFigures;
use channel_readiness::domain::side::Side;
use serde_json::json;
use thirtyfour::common::print::{PrintPageRange, PrintParameters};
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::page::{Named, Page};
use crate::stage::Stage;
use crate::truth::{Truth, close, points, rich_response};

tests![
    one_click_starts_as_vendor_with_the_quick_length,
    a_partner_starts_with_names_kinds_sizes_and_the_full_length,
    the_typical_partner_is_said_once_where_nobody_is_named,
    nothing_is_said_of_a_typical_partner_where_one_is_named,
    every_answer_shows_the_score_that_the_domain_computes,
    the_keys_answer_and_go_on,
    arrows_move_through_the_ladder,
    digits_written_into_a_note_are_no_answers,
    the_states_of_an_answer_are_kept_apart,
    evidence_stays_with_its_answer,
    a_gate_cannot_be_declared_not_applicable,
    back_and_forth_keeps_every_answer,
    the_overview_shows_every_state_and_leads_to_the_questions,
    a_quick_assessment_goes_on_as_a_full_one,
    the_last_question_leads_to_the_result,
    the_result_before_the_first_answer_says_what_it_will_show,
    the_result_prints_as_a_report,
    the_printed_report_has_some_pages needs Printing,
];

async fn one_click_starts_as_vendor_with_the_quick_length(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.question().await?;
    let assessment = page.assessment().await?;
    assert_eq!(
        (assessment.side, assessment.length),
        (Side::Vendor, Length::Quick)
    );
    assert_eq!(assessment.counterpart, None);
    assert_eq!(Truth::read()?.asked(&assessment).len(), 12);
    page.says("Vendor’s view of channel work in general").await
}

async fn a_partner_starts_with_names_kinds_sizes_and_the_full_length(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.click("radio", Named::Beginning("Full")).await?;
    page.write("Your company (optional)", "Contoso MSP").await?;
    page.write("Whom is this about? (optional)", "Northwind Ünicode 北風")
        .await?;
    page.click("disclosure", "More about the two companies (optional)")
        .await?;
    page.select("Your company’s kind", "Managed service provider")
        .await?;
    page.select("People in your company", "11 to 50").await?;
    page.select("Northwind Ünicode 北風: Kind", "Vendor").await?;
    page.select("Northwind Ünicode 北風: People", "More than 1,000")
        .await?;
    page.start_as("partner").await?;
    page.question().await?;
    page.says("Partner’s view of Northwind Ünicode 北風").await?;

    let bundle = page.bundle().await?;
    let [assessment] = bundle.responses.as_slice() else {
        panic!("{:?}", bundle.responses)
    };
    assert_eq!(
        (assessment.side, assessment.length),
        (Side::Partner, Length::Full)
    );
    assert_eq!(Truth::read()?.asked(assessment).len(), 36);
    assert_eq!(assessment.company.name, "Contoso MSP");
    assert_eq!(assessment.company.kind, Some(Kind::ManagedServiceProvider));
    assert_eq!(assessment.company.size, Some(Size::UpTo50));
    let [company] = bundle.companies.as_slice() else {
        panic!("{:?}", bundle.companies)
    };
    assert_eq!(
        (company.name.as_str(), company.kind),
        ("Northwind Ünicode 北風", Some(Kind::Vendor))
    );
    assert_eq!(company.size, Some(Size::Over1000));
    assert_eq!(assessment.counterpart.as_ref(), Some(&company.facts()));
    Ok(())
}

async fn the_typical_partner_is_said_once_where_nobody_is_named(stage: Stage) -> Result<()> {
    const HINT: &str = "No partner is named: answer for the typical one.";
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.says(HINT).await?;
    page.next().await?;
    page.says_not(HINT).await
}

async fn nothing_is_said_of_a_typical_partner_where_one_is_named(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    page.question().await?;
    assert!(!page.words().await?.contains("answer for the typical one"));
    Ok(())
}

async fn every_answer_shows_the_score_that_the_domain_computes(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.says("No score yet").await?;
    for level in [3, 1, 4, 0, 2, 3, 3, 4, 2, 1, 4] {
        page.answer(level).await?;
        score_agrees(&page).await?;
        page.next().await?;
    }
    page.click("radio", "We don’t know").await?;
    score_agrees(&page).await
}

/// Score, interval and level beside the question are those of the response as it is exported.
async fn score_agrees(page: &Page) -> Result<()> {
    let (truth, today) = (Truth::read()?, page.today().await?);
    let assessment = page.assessment().await?;
    let readiness = truth.score(&assessment, today);
    let overall = readiness.overall;
    let score = overall.score.unwrap_or_default();
    let shown = page.number("[data-score]", "data-score").await?;
    assert!(close(shown, score), "{shown} is shown, {score} is right");
    assert_eq!(page.text_of("[data-score]").await?, points(score));
    let words = page.text_of("aside.score").await?;
    let interval = overall
        .interval
        .map(|interval| (points(interval.low), points(interval.high)));
    let (low, high) = interval.unwrap_or_default();
    let count = |figure: fn(&DimensionFigures) -> usize| -> usize {
        let counted = readiness.dimensions.iter().filter(|one| one.headline);
        counted.map(figure).sum()
    };
    let (all, answered) = (count(|one| one.applicable), count(|one| one.answered));
    let wanted = match all - answered {
        0 => format!("All {all} answers that count are in."),
        1 => format!("Could be {low} to {high}: 1 of {all} answers that count is still open."),
        open => format!("Could be {low} to {high}: {open} of {all} answers that count are still open."),
    };
    assert!(words.contains(&wanted), "{wanted:?} is not in {words:?}");
    let level = overall.level.map_or(0, Level::number);
    assert!(
        words.contains(&format!("Level {level}")),
        "level {level} is not in {words:?}"
    );
    assert_eq!(page.result().await?, truth.result(&assessment, today)?);
    Ok(())
}

async fn the_keys_answer_and_go_on(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    let order = Truth::read()?.asked(&page.assessment().await?);
    for (place, indicator) in order.iter().enumerate() {
        page.asks(indicator).await?;
        page.focus_is_on_question().await?;
        page.keys((place % 5).to_string()).await?;
        page.find("radio", Named::Beginning(&format!("{}: ", place % 5)))
            .await?;
        page.keys(Key::Enter).await?;
    }
    page.find("heading", Named::Beginning("Level ")).await?;
    let answers = page.assessment().await?.answers;
    let levels: Vec<_> = answers.values().map(|answer| answer.state.clone()).collect();
    let wanted: Vec<_> = (0..order.len()).map(|place| level(place % 5)).collect();
    assert_eq!(levels, wanted);
    Ok(())
}

async fn arrows_move_through_the_ladder(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.focus_is_on_question().await?;
    page.keys("2").await?;
    page.tab_to("radio", Named::Beginning("2: ")).await?;
    page.keys(Key::Down).await?;
    page.focus_is("radio", Named::Beginning("3: ")).await?;
    assert_eq!(state(&page.assessment().await?, "1.1"), Some(level(3)));
    page.keys(Key::Up + Key::Up).await?;
    page.focus_is("radio", Named::Beginning("1: ")).await?;
    assert_eq!(state(&page.assessment().await?, "1.1"), Some(level(1)));
    // A digit answers where the focus is on an answer, too, and Enter goes on.
    page.keys("4").await?;
    page.keys(Key::Enter).await?;
    page.asks("1.3").await?;
    assert_eq!(state(&page.assessment().await?, "1.1"), Some(level(4)));
    Ok(())
}

async fn digits_written_into_a_note_are_no_answers(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(2).await?;
    page.click("disclosure", "Add evidence").await?;
    page.write("Note", "4 calls in 30 days").await?;
    page.keys(Key::Enter).await?;
    page.asks("1.1").await?;
    let assessment = page.assessment().await?;
    assert_eq!(state(&assessment, "1.1"), Some(level(2)));
    assert_eq!(
        answer(&assessment, "1.1").map(|answer| answer.note.as_str()),
        Some("4 calls in 30 days\n")
    );
    Ok(())
}

async fn the_states_of_an_answer_are_kept_apart(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("partner").await?;
    page.answer(0).await?;
    page.next().await?;
    page.click("radio", "We don’t know").await?;
    page.next().await?;
    page.click("radio", "Does not apply").await?;
    page.write("Why does it not apply? (optional)", "We have no requests")
        .await?;
    page.next().await?;
    page.answer(4).await?;
    page.press("Clear answer").await?;
    page.without("button", "Clear answer").await?;
    page.focus_is_on_question().await?;

    let order = Truth::read()?.asked(&page.assessment().await?);
    let assessment = page.assessment().await?;
    let reason = "We have no requests".to_owned();
    assert_eq!(state(&assessment, &order[0]), Some(level(0)));
    assert_eq!(state(&assessment, &order[1]), Some(AnswerState::Unknown));
    assert_eq!(
        state(&assessment, &order[2]),
        Some(AnswerState::NotApplicable { reason })
    );
    assert_eq!(state(&assessment, &order[3]), None);
    let result = page.result().await?;
    assert_eq!(
        [&result["asked"], &result["applicable"], &result["answered"]],
        [12, 11, 1]
    );
    Ok(())
}

async fn evidence_stays_with_its_answer(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.click("disclosure", "Add evidence").await?;
    page.write("Note", "Weekly call, Tuesdays").await?;
    page.write("Link", "javascript:alert(1)").await?;
    page.says("only addresses that begin with https:// or http:// become links")
        .await?;
    page.write("Link", "https://example.com/calls").await?;
    page.says_not("only addresses that begin with").await?;
    // Another level keeps the evidence.
    page.answer(2).await?;
    page.next().await?;
    page.press("Back").await?;
    page.find("textbox", "Note").await?;
    let assessment = page.assessment().await?;
    let answer = answer(&assessment, "1.1").ok_or("the answer is gone")?;
    assert_eq!(answer.state, level(2));
    assert_eq!(
        (answer.note.as_str(), answer.link.as_str()),
        ("Weekly call, Tuesdays", "https://example.com/calls")
    );
    Ok(())
}

async fn a_gate_cannot_be_declared_not_applicable(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.find("radio", "We don’t know").await?;
    page.says("Gate: a low answer here holds the whole level down.")
        .await?;
    assert!(!page.has("radio", "Does not apply").await?);
    page.next().await?;
    page.find("radio", "Does not apply").await?;
    Ok(())
}

async fn back_and_forth_keeps_every_answer(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    assert!(
        !page.find("button", "Back").await?.is_enabled().await?,
        "there is nothing before the first question"
    );
    page.answer(1).await?;
    page.next().await?;
    page.answer(4).await?;
    page.press("Back").await?;
    page.asks("1.1").await?;
    assert!(
        page.find("radio", Named::Beginning("1: "))
            .await?
            .is_selected()
            .await?
    );
    page.next().await?;
    assert!(
        page.find("radio", Named::Beginning("4: "))
            .await?
            .is_selected()
            .await?
    );
    // A dimension is gone to by its step.
    page.click("button", Named::Beginning("Agility")).await?;
    page.asks("5.1").await
}

async fn the_overview_shows_every_state_and_leads_to_the_questions(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let (truth, today) = (Truth::read()?, page.today().await?);
    page.import(&rich_response(today).to_string()).await?;
    page.go_to("Overview").await?;
    page.find("heading", "All questions").await?;
    let row = |id: &str| truth.title(id).map(|title| format!("{id} {title}"));
    for (indicator, state) in [
        ("1.1", "Level 3"),
        ("4.5", "Level 0"),
        ("1.4", "We don’t know"),
        ("2.6", "Does not apply"),
        ("1.6", "Unanswered"),
    ] {
        let name = row(indicator)?;
        let spoken = page.find("button", Named::Beginning(&name)).await?;
        let spoken = crate::finding::Spoken::of(&page.driver, &spoken).await?;
        assert!(
            spoken.name.ends_with(state),
            "{spoken:?} should end with {state:?}"
        );
    }
    page.says("17 of 36 answered with a level.").await?;
    page.click("button", Named::Beginning(&row("4.5")?)).await?;
    page.asks("4.5").await?;
    page.go_to("Overview").await?;
    page.press("Go to the first open question").await?;
    page.asks("1.6").await
}

async fn a_quick_assessment_goes_on_as_a_full_one(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.go_to("Overview").await?;
    page.press("Answer the full questionnaire").await?;
    page.says("1 of 36 answered with a level.").await?;
    let assessment = page.assessment().await?;
    assert_eq!(
        (assessment.length, state(&assessment, "1.1")),
        (Length::Full, Some(level(3)))
    );
    Ok(())
}

async fn the_last_question_leads_to_the_result(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    for level in [3, 3, 4, 2, 3, 3, 3, 4, 3, 3, 2] {
        page.answer(level).await?;
        page.next().await?;
    }
    page.answer(3).await?;
    page.press("See the result").await?;
    let (truth, today) = (Truth::read()?, page.today().await?);
    let assessment = page.assessment().await?;
    let overall = truth.score(&assessment, today).overall;
    let level = overall.level.ok_or("no level")?;
    let name = truth.pack.questionnaire.levels[level.index()]
        .name
        .in_language("en")
        .to_owned();
    page.find("heading", &format!("Level {} of 4: {name}", level.number()))
        .await?;
    assert!(close(
        page.number("[data-figure=score]", "data-value").await?,
        overall.score.unwrap_or_default()
    ));
    page.says("Every answer that counts is in: the score has no range.")
        .await?;
    for heading in [
        "What holds the level there",
        "Where you stand",
        "What to do next",
        "What this does not measure",
    ] {
        page.find("heading", heading).await?;
    }
    assert_eq!(page.result().await?, truth.result(&assessment, today)?);
    Ok(())
}

async fn the_result_before_the_first_answer_says_what_it_will_show(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.start_as("vendor").await?;
    page.question().await?;
    page.go_to("Result").await?;
    page.find("heading", "Your result grows with your answers")
        .await?;
    page.press("Go to the questions").await?;
    page.asks("1.1").await
}

async fn the_result_prints_as_a_report(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.find("heading", "What to do next").await?;
    page.ask(
        "window.print = () => { window.printed = (window.printed ?? 0) + 1 }",
        Vec::new(),
    )
    .await?;
    page.press("Print or save as PDF").await?;
    assert_eq!(page.ask("return window.printed", Vec::new()).await?, json!(1));

    page.engine.show_as_print(&page.driver).await?;
    let words = page.words().await?;
    assert!(
        words.contains("Appendix: all answers") && words.contains("Weekly calls, see the calendar"),
        "{words}"
    );
    assert!(
        !page.has("button", "Print or save as PDF").await?,
        "buttons are not for paper"
    );
    assert!(
        !page.has("navigation", "Screens").await?,
        "the menu is not for paper"
    );
    Ok(())
}

async fn the_printed_report_has_some_pages(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    page.find("heading", "What to do next").await?;
    assert!(prints_page(&page, 2).await?, "more than one page");
    assert!(!prints_page(&page, 21).await?, "at most twenty pages");
    Ok(())
}

/// Whether what is printed has a page of this number. For one that there is not, browsers give an error or an empty
/// document.
pub async fn prints_page(page: &Page, number: u64) -> Result<bool> {
    const BEYOND: u64 = 9_999;
    /// Two empty documents differ by a few bytes: each says when it was made.
    const ALIKE: usize = 64;
    let printed = async |number| {
        let parameters = PrintParameters {
            page_ranges: [PrintPageRange::Integer(number)].into(),
            ..PrintParameters::default()
        };
        page.driver.print_page(parameters).await.ok()
    };
    assert!(
        printed(1)
            .await
            .is_some_and(|document| document.starts_with(b"%PDF-"))
    );
    let length = async |number| printed(number).await.map(|document| document.len());
    let (found, beyond) = (length(number).await, length(BEYOND).await);
    Ok(found.is_some_and(|found| beyond.is_none_or(|beyond| found > beyond + ALIKE)))
}

fn answer<'a>(assessment: &'a Assessment, indicator: &str) -> Option<&'a Answer> {
    assessment.answers.get(&IndicatorId(indicator.to_owned()))
}

fn state(assessment: &Assessment, indicator: &str) -> Option<AnswerState> {
    answer(assessment, indicator).map(|answer| answer.state.clone())
}

fn level(number: usize) -> AnswerState {
    AnswerState::Level(Level::ALL[number])
}
