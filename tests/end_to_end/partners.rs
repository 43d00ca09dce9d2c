//! A partner's page: both views of one relationship, filed, compared and talked about.

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::exchange::{read_response, write_response};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::relationship::{Relation, relate};
use channel_readiness::domain::side::Side;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::journey::prints_page;
use crate::page::Page;
use crate::stage::Stage;
use crate::truth::{Truth, close};

tests![
    a_partner_without_any_view_says_what_to_do,
    a_filed_view_is_compared_and_comes_back_after_a_reload,
    all_answers_of_both_stand_side_by_side,
    the_figures_of_two_views_open_to_their_inputs,
    a_partner_is_renamed_archived_and_deleted_on_its_page,
    a_view_that_is_kept_apart_is_nobodys_again,
    where_the_two_are_far_apart_the_result_says_to_talk_first,
    the_meeting_sheet_is_all_that_is_printed,
    the_meeting_sheet_is_one_side_of_paper needs Printing,
    the_partners_page_is_left_for_the_list_and_found_again,
    the_figures_by_dimension_fit_a_narrow_page,
    the_partners_page_holds_up,
];

const THEIRS: &str = "0190f5f0-7b1c-7000-8000-00000000b001";

/// What the partner would send: the same questions, other answers.
fn theirs(ours: &Assessment) -> Result<Value> {
    let mut response: Value = serde_json::from_str(&compact(&write_response(ours)))?;
    response["id"] = json!(THEIRS);
    response["side"] = json!("partner");
    response["company"] = json!({ "id": null, "name": "Contoso", "kind": "reseller", "size": "11-50" });
    response["counterpart"] = json!({ "id": null, "name": "Northwind", "kind": null, "size": null });
    let answers = response["answers"].as_object_mut().ok_or("no answers")?;
    let levels = [1, 1, 4, 0, 3, 2, 1, 3];
    for ((_, answer), level) in answers.iter_mut().zip(levels.into_iter().cycle()) {
        answer["state"] = json!("level");
        answer["level"] = json!(level);
        answer["note"] = json!("Seen <b>in</b> the last quarter");
    }
    Ok(response)
}

/// A vendor's view of Contoso, with twelve answers.
async fn about_contoso(stage: &Stage) -> Result<(Page, Assessment)> {
    let page = stage.open().await?;
    page.write("Whom is this about? (optional)", "Contoso").await?;
    page.start_as("vendor").await?;
    for level in [3, 1, 4, 2, 3, 2, 0, 4, 1, 2, 2, 3] {
        page.answer(level).await?;
        if page.has("button", "Next question").await? {
            page.next().await?;
        }
    }
    page.saved().await?;
    let ours = page.assessment().await?;
    Ok((page, ours))
}

/// The page of Contoso, with both views filed; what the two should give.
pub async fn both(stage: &Stage) -> Result<(Page, Relation)> {
    let (page, ours) = about_contoso(stage).await?;
    let theirs = theirs(&ours)?.to_string();
    page.import(&theirs).await?;
    page.go_to("Partners").await?;
    page.open_partner("Contoso").await?;
    page.find("heading", "Contoso’s view").await?;
    page.select(
        "File an assessment here as their view",
        "Contoso and Partner’s view of Northwind",
    )
    .await?;
    page.press("File here").await?;
    page.find("heading", "You see it differently").await?;
    page.saved().await?;
    let theirs = read_response(&theirs).map_err(|problems| format!("{problems:?}"))?;
    let pack = Truth::read()?.pack;
    Ok((page, relate(&pack.questionnaire, &ours, &theirs)))
}

/// The indicators of the list of gaps, in their order, and by how much they differ.
async fn gaps(page: &Page) -> Result<Vec<(String, String)>> {
    let body = "return [...one('.gaps').querySelectorAll('.gap li')].map((row) =>
        [row.dataset.indicator, row.querySelector('.by').textContent])";
    Ok(serde_json::from_value(page.ask(body, Vec::new()).await?)?)
}

fn expected(relation: &Relation, most: usize) -> Vec<(String, String)> {
    let sign = |gap: i8| if gap > 0 { '+' } else { '\u{2212}' };
    let row = |gap: &channel_readiness::domain::relationship::Gap| {
        let by = format!("{}{}", sign(gap.gap), gap.gap.unsigned_abs());
        (gap.indicator.0.clone(), by)
    };
    relation.gaps.iter().take(most).map(row).collect()
}

pub async fn shows(page: &Page, relation: &Relation) -> Result<()> {
    let agreement = page.number("[data-figure=agreement]", "data-value").await?;
    assert!(close(agreement, relation.agreement.ok_or("no agreement")?));
    let joint = page.number("[data-figure=joint]", "data-value").await?;
    assert!(close(joint, relation.joint.ok_or("no joint score")?));
    assert_eq!(gaps(page).await?, expected(relation, 8));
    page.says(&format!(
        "{} of {} questions answered by both",
        relation.matched, relation.of
    ))
    .await
}

async fn a_partner_without_any_view_says_what_to_do(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    page.go_to("Partners").await?;
    page.press("Add a partner").await?;
    page.write("Name", "Fabrikam").await?;
    page.press("Save").await?;
    page.open_partner("Fabrikam").await?;
    page.focus_is("heading", "Fabrikam").await?;
    page.says("You have not answered about Fabrikam yet.").await?;
    page.says("Nothing from Fabrikam yet.").await?;
    page.press("Answer as the vendor").await?;
    page.answer(2).await?;
    page.saved().await?;
    let ours = page.assessment().await?;
    let about = ours.counterpart.ok_or("about nobody")?;
    assert_eq!(about.name, "Fabrikam");
    assert!(about.id.is_some());
    page.go_to("Partners").await?;
    page.find("button", "Open Vendor’s view of Fabrikam").await?;
    Ok(())
}

async fn a_filed_view_is_compared_and_comes_back_after_a_reload(stage: Stage) -> Result<()> {
    let (page, relation) = both(&stage).await?;
    shows(&page, &relation).await?;
    // What they wrote is text.
    page.says("Seen <b>in</b> the last quarter").await?;
    page.driver.refresh().await?;
    page.started().await?;
    page.go_to("Partners").await?;
    page.open_partner("Contoso").await?;
    shows(&page, &relation).await
}

async fn all_answers_of_both_stand_side_by_side(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    let all = page.bundle().await?.responses;
    page.click("disclosure", "All questions, both answers").await?;
    page.says("What each of you said to every question that was asked")
        .await?;
    let body = "return all('.all-answers [data-indicator]').map((row) =>
        [row.dataset.indicator, ...[...row.querySelectorAll('.said')].map((said) => Number([...said.querySelectorAll('.chip')].pop().textContent))])";
    let shown: Vec<(String, i64, i64)> = serde_json::from_value(page.ask(body, Vec::new()).await?)?;
    assert_eq!(shown.len(), 12);
    let level = |id: &str, side: Side| {
        let view = all.iter().find(|view| view.side == side)?;
        let level = view.level(&IndicatorId(id.to_owned()))?;
        Some(i64::from(level.number()))
    };
    for (id, vendor, partner) in shown {
        assert_eq!(
            (level(&id, Side::Vendor), level(&id, Side::Partner)),
            (Some(vendor), Some(partner)),
            "{id}"
        );
    }
    inspect(&page, "all answers of both").await
}

async fn the_figures_of_two_views_open_to_their_inputs(stage: Stage) -> Result<()> {
    let (page, relation) = both(&stage).await?;
    let dimension = relation.dimensions.iter().find_map(|(_, figures)| *figures);
    let dimension = dimension.ok_or("no dimension")?;
    for (button, hook, figure, rows) in [
        (
            "How this is computed: Agreement",
            "agreement",
            relation.agreement,
            None,
        ),
        (
            "How this is computed: Joint score",
            "joint-score",
            relation.joint,
            None,
        ),
        (
            "How this is computed: Collaboration",
            "between",
            Some(dimension.agreement),
            Some(dimension.matched),
        ),
    ] {
        page.press(button).await?;
        let told = page.number("dialog[open]", "data-result").await?;
        assert!(close(told, figure.ok_or("no figure")?), "{button}: {told}");
        let body = format!("return all('dialog[open] [data-explain={hook}] tbody tr').length");
        let found = page.ask(&body, Vec::new()).await?.as_u64();
        // Of what counts overall, all but what stands beside the score.
        let counted = relation.matched
            - relation
                .dimensions
                .last()
                .and_then(|last| last.1)
                .map_or(0, |one| one.matched);
        assert_eq!(found, u64::try_from(rows.unwrap_or(counted)).ok(), "{button}");
        page.press("Close").await?;
    }
    Ok(())
}

async fn a_partner_is_renamed_archived_and_deleted_on_its_page(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    page.press("Edit Contoso").await?;
    page.write("Name", "Contoso Cloud").await?;
    page.press("Save").await?;
    page.find("heading", "Contoso Cloud").await?;
    page.focus_is("button", "Edit Contoso Cloud").await?;
    page.press("Archive Contoso Cloud").await?;
    page.says("Archived since").await?;
    page.press("Unarchive Contoso Cloud").await?;
    page.says_not("Archived since").await?;
    page.press("Delete Contoso Cloud").await?;
    page.says("For 30 days it lies among what was deleted lately")
        .await?;
    page.press("Delete").await?;
    page.find("heading", "Partners").await?;
    page.without("button", "Contoso Cloud").await?;
    // It comes back with its page.
    page.press("Undo").await?;
    page.find("heading", "Contoso Cloud").await?;
    page.saved().await
}

async fn a_view_that_is_kept_apart_is_nobodys_again(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    page.press("Keep apart: Partner’s view of Northwind").await?;
    page.says("Nothing from Contoso yet.").await?;
    page.saved().await?;
    // It is still there, with all its answers.
    let all = page.bundle().await?.responses;
    let kept = all.iter().find(|one| one.id.0.to_string() == THEIRS);
    assert_eq!(kept.map(|one| one.answers.len()), Some(12));
    Ok(())
}

async fn where_the_two_are_far_apart_the_result_says_to_talk_first(stage: Stage) -> Result<()> {
    let (page, relation) = both(&stage).await?;
    page.press("Open Vendor’s view of Contoso").await?;
    page.find("heading", "What to do next").await?;
    let body = "return all('.action:has(.apart)').map((card) => card.dataset.step)";
    let apart: Vec<String> = serde_json::from_value(page.ask(body, Vec::new()).await?)?;
    assert!(!apart.is_empty());
    for indicator in apart {
        let gap = relation.gaps.iter().find(|gap| gap.indicator.0 == indicator);
        assert!(gap.is_some_and(channel_readiness::domain::relationship::Gap::is_wide));
    }
    Ok(())
}

async fn the_meeting_sheet_is_all_that_is_printed(stage: Stage) -> Result<()> {
    let (page, relation) = both(&stage).await?;
    page.ask(
        "window.print = () => { window.printed = (window.printed ?? 0) + 1 }",
        Vec::new(),
    )
    .await?;
    page.press("Print the meeting sheet").await?;
    assert_eq!(page.ask("return window.printed", Vec::new()).await?, json!(1));
    let points = "return all('.talk:not(.all-answers) .points h3').map((one) => one.textContent)";
    let points: Vec<String> = serde_json::from_value(page.ask(points, Vec::new()).await?)?;
    assert_eq!(points.len(), 5);

    page.engine.show_as_print(&page.driver).await?;
    let words = page.words().await?;
    assert!(
        words.starts_with("Meeting sheet Your company and Contoso"),
        "{words}"
    );
    let matched = format!(
        "{} of {} questions answered by both",
        relation.matched, relation.of
    );
    assert!(words.contains(&matched), "{words}");
    let mut rest = words.as_str();
    for point in &points {
        let (_, after) = rest
            .split_once(point.as_str())
            .ok_or_else(|| format!("no {point}"))?;
        rest = after;
        let (said, _) = rest.split_once("What we do about it").ok_or("no room to write")?;
        assert!(said.contains("Contoso, the partner, says"), "{said}");
        assert!(said.contains("Seen <b>in</b> the last quarter"), "{said}");
    }
    for not_in_it in [
        "You see it differently",
        "By dimension",
        "All partners",
        "How it has changed",
    ] {
        assert!(!words.contains(not_in_it), "{not_in_it}: {words}");
    }
    Ok(())
}

async fn the_meeting_sheet_is_one_side_of_paper(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    assert!(prints_page(&page, 1).await?);
    assert!(!prints_page(&page, 2).await?, "a second page");
    Ok(())
}

async fn the_partners_page_is_left_for_the_list_and_found_again(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    page.press("Open Vendor’s view of Contoso").await?;
    page.go_to("Partners").await?;
    page.find("heading", "Contoso’s view").await?;
    page.press("All partners").await?;
    page.focus_is("button", "Contoso").await?;
    page.keys(Key::Enter).await?;
    page.focus_is("heading", "Contoso").await?;
    // The menu leads to the list.
    page.go_to("Partners").await?;
    page.find("button", "Contoso").await?;
    Ok(())
}

async fn the_figures_by_dimension_fit_a_narrow_page(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    page.engine.resize(&page.driver, 360, 740).await?;
    page.find("table", "By dimension").await?;
    let body = "const scroll = one('.by-dimension .scroll');
        return [scroll.scrollWidth - scroll.clientWidth, [...scroll.querySelectorAll('td')].filter((cell) => {
            const { left, right } = cell.getBoundingClientRect();
            return left < 0 || right > innerWidth || cell.scrollWidth > cell.clientWidth;
        }).length]";
    assert_eq!(page.ask(body, Vec::new()).await?, json!([0, 0]));
    Ok(())
}

async fn the_partners_page_holds_up(stage: Stage) -> Result<()> {
    let (page, _) = both(&stage).await?;
    inspect(&page, "a partner's page").await
}
