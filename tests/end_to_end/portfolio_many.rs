//! Many partners at once: chosen, changed together and taken back; and a hundred thousand of them.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::directory::{company, with};
use crate::directory_tables::table_in;
use crate::finding::{until, until_within};
use crate::page::Page;
use crate::portfolio::{made_up, show_made_up, told};
use crate::stage::Stage;

tests![
    several_are_chosen_by_keys_and_boxes,
    the_box_above_leaves_those_that_a_filter_hides,
    a_stretch_begins_where_one_is_and_boxes_show_what_it_came_to,
    the_first_that_is_chosen_is_read_aloud,
    what_is_done_with_those_chosen_fits_a_narrow_page,
    a_tag_is_given_to_several_and_taken_back,
    a_tag_is_given_to_all_that_are_shown_and_taken_back,
    while_very_many_are_changed_it_is_told_how_far_that_is within 900,
    whoever_has_no_room_for_a_tag_is_named,
    several_are_archived_and_brought_back,
    those_that_are_chosen_go_out_as_a_table,
    a_hundred_thousand_are_listed_filtered_ordered_and_opened within 900,
];

/// Waits until these are the words for how many are chosen, in the first element that this selects.
async fn told_of_choice(page: &Page, selector: &str, words: &str) -> Result<()> {
    until(&format!("{selector} to say {words:?}"), || async {
        let told = page.text_of(selector).await?;
        if told == words {
            Ok(Some(()))
        } else {
            Err(told.into())
        }
    })
    .await
}

/// Waits until so many are told to be chosen, and gives the names of those in the page that are.
pub async fn chosen(page: &Page, count: &str) -> Result<Vec<String>> {
    told_of_choice(page, ".acting .num", &format!("{count} chosen")).await?;
    let rows = page.drawn().await?.into_iter().filter(|row| row.is_chosen);
    Ok(rows.map(|row| row.name).collect())
}

/// Chooses the first so many, by their boxes.
pub async fn choose(page: &Page, count: usize) -> Result<Vec<String>> {
    let names: Vec<String> = page.partners().await?.into_iter().take(count).collect();
    for name in &names {
        page.choose_partner(name).await?;
    }
    assert_eq!(chosen(page, &count.to_string()).await?, names);
    Ok(names)
}

async fn several_are_chosen_by_keys_and_boxes(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let total = told(&page)
        .await?
        .iter()
        .filter(|one| one["archivedOn"].is_null())
        .count();
    let names = page.partners().await?;
    page.tab_to("button", "Partner").await?;
    page.keys(Key::Down).await?;
    page.cell_is(2, 1).await?;
    page.keys(" ").await?;
    assert_eq!(chosen(&page, "1").await?, names[..1]);
    for (count, row) in [("2", 3), ("3", 4), ("4", 5)] {
        page.keys_with(Key::Shift, Key::Down).await?;
        chosen(&page, count).await?;
        page.cell_is(row, 1).await?;
    }
    // Back again, the stretch gets shorter.
    page.keys_with(Key::Shift, Key::Up).await?;
    assert_eq!(chosen(&page, "3").await?, names[..3]);
    // One beside the stretch, by its box.
    page.choose_partner(&names[6]).await?;
    let four: Vec<&String> = names[..3].iter().chain([&names[6]]).collect();
    assert!(chosen(&page, "4").await?.iter().eq(four));
    page.choose_partner(&names[6]).await?;
    chosen(&page, "3").await?;
    page.tab_to("button", "Add a tag").await?;
    page.keys_with(Key::Shift, Key::Tab).await?;
    page.keys_with(Key::Control, "a").await?;
    assert_eq!(
        chosen(&page, &total.to_string()).await?.len(),
        page.drawn().await?.len()
    );
    // What is hidden stays chosen, and is said.
    page.write("Search partners", &names[0]).await?;
    page.says(&format!("{} of them not shown", total - 1)).await?;
    page.write("Search partners", "").await?;
    page.do_with_chosen("Clear choice").await?;
    page.without("button", "Add a tag").await?;
    assert!(page.drawn().await?.iter().all(|row| !row.is_chosen));
    // The box above chooses all that are shown, and none.
    page.click("checkbox", "Choose all that are shown").await?;
    chosen(&page, &total.to_string()).await?;
    page.click("checkbox", "Choose all that are shown").await?;
    page.without("button", "Add a tag").await
}

async fn the_box_above_leaves_those_that_a_filter_hides(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let total = page.row_count().await?;
    let names = choose(&page, 3).await?;
    page.write("Search partners", &names[0]).await?;
    told_of_choice(&page, ".acting .num", "3 chosen 2 of them not shown").await?;
    for told in [
        "2 chosen 2 of them not shown",
        "3 chosen 2 of them not shown",
        "2 chosen 2 of them not shown",
    ] {
        page.click("checkbox", "Choose all that are shown").await?;
        told_of_choice(&page, ".acting .num", told).await?;
    }
    page.write("Search partners", "").await?;
    assert_eq!(chosen(&page, "2").await?, names[1..]);
    // Whoever lets go of all means all.
    page.write("Search partners", &names[0]).await?;
    page.do_with_chosen("Clear choice").await?;
    page.without("button", "Add a tag").await?;
    page.write("Search partners", "").await?;
    page.row_count_is(total).await?;
    assert!(page.drawn().await?.iter().all(|row| !row.is_chosen));
    Ok(())
}

async fn a_stretch_begins_where_one_is_and_boxes_show_what_it_came_to(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let names = page.partners().await?;
    let of = |places: &[usize]| {
        places
            .iter()
            .map(|place| names[*place].clone())
            .collect::<Vec<_>>()
    };
    page.tab_to("button", "Partner").await?;
    page.keys(Key::Down).await?;
    page.cell_is(2, 1).await?;
    page.keys(" ").await?;
    page.keys_with(Key::Shift, Key::Down).await?;
    assert_eq!(chosen(&page, "2").await?, of(&[0, 1]));
    // Those that one goes past without Shift are left alone.
    for row in [4, 5] {
        page.keys(Key::Down).await?;
        page.cell_is(row, 1).await?;
    }
    page.keys_with(Key::Shift, Key::Down).await?;
    assert_eq!(chosen(&page, "4").await?, of(&[0, 1, 3, 4]));
    // With Space, all from where the choice began.
    for row in [7, 8] {
        page.keys(Key::Down).await?;
        page.cell_is(row, 1).await?;
    }
    page.keys_with(Key::Shift, " ").await?;
    assert_eq!(chosen(&page, "6").await?, of(&[0, 1, 3, 4, 5, 6]));
    // From back within it, too: whoever goes there without Shift lets go of nobody.
    for row in [7, 6] {
        page.keys(Key::Up).await?;
        page.cell_is(row, 1).await?;
    }
    page.keys_with(Key::Shift, " ").await?;
    for row in [7, 8] {
        page.keys(Key::Down).await?;
        page.cell_is(row, 1).await?;
    }
    assert_eq!(chosen(&page, "6").await?, of(&[0, 1, 3, 4, 5, 6]));
    page.do_with_chosen("Clear choice").await?;
    page.without("button", "Add a tag").await?;
    page.cell_is(8, 1).await?;
    page.keys_with(Key::Shift, Key::Up).await?;
    assert_eq!(chosen(&page, "2").await?, of(&[5, 6]));
    page.do_with_chosen("Clear choice").await?;
    page.without("button", "Add a tag").await?;
    // By boxes: the one that is pressed last was chosen before, and stays so.
    for (place, is_stretch) in [(2, false), (6, false), (2, true)] {
        let body = "const row = all('.grid-body > [role=row]').find((row) => row.getAttribute('aria-rowindex') === String(arguments[0]));
            row.querySelector('.choosing input').dispatchEvent(
                new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, shiftKey: arguments[1] }))";
        page.ask(body, vec![json!(place + 2), json!(is_stretch)]).await?;
    }
    assert_eq!(chosen(&page, "5").await?, of(&[2, 3, 4, 5, 6]));
    Ok(())
}

async fn the_first_that_is_chosen_is_read_aloud(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    // What reads aloud tells of what changes in a place that it knows.
    page.ask("one('.portfolio > [role=status]').isKnown = true", Vec::new())
        .await?;
    let name = choose(&page, 1).await?.remove(0);
    told_of_choice(&page, ".portfolio > [role=status]", "1 chosen").await?;
    page.choose_partner(&name).await?;
    page.without("button", "Add a tag").await?;
    told_of_choice(&page, ".portfolio > [role=status]", "").await?;
    let is_known = page
        .ask("return one('.portfolio > [role=status]').isKnown", Vec::new())
        .await?;
    assert_eq!(is_known, json!(true));
    Ok(())
}

async fn what_is_done_with_those_chosen_fits_a_narrow_page(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    page.engine.resize(&page.driver, 360, 740).await?;
    choose(&page, 1).await?;
    let body = "const bar = one('.acting'), verbs = one('.acting .verbs');
        bar.scrollIntoView({ block: 'end' });
        return [verbs.scrollWidth - verbs.clientWidth, all('.acting .verbs button').filter((button) => {
            const { left, right, top, bottom } = button.getBoundingClientRect();
            return left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
        }).length, bar.getBoundingClientRect().height < innerHeight / 3]";
    let fits = page.ask(body, Vec::new()).await?;
    assert_eq!(fits, json!([0, 0, true]));
    Ok(())
}

/// The partners that have this tag.
fn tagged<'v>(all: &'v [Value], tag: &str) -> BTreeSet<&'v str> {
    let has = |one: &&Value| {
        one["tags"]
            .as_array()
            .is_some_and(|tags| tags.contains(&json!(tag)))
    };
    all.iter()
        .filter(has)
        .filter_map(|one| one["name"].as_str())
        .collect()
}

async fn a_tag_is_given_to_several_and_taken_back(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let before = told(&page).await?;
    let names = choose(&page, 3).await?;
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    for is_taken_back in [true, false] {
        page.do_with_chosen("Add a tag").await?;
        page.focus_is("combobox", "Tag").await?;
        page.keys("zebra").await?;
        page.keys(Key::Enter).await?;
        page.says("3 partners were tagged “zebra”.").await?;
        page.focus_is("button", "Add a tag").await?;
        let after = told(&page).await?;
        assert_eq!(tagged(&after, "zebra"), names);
        if is_taken_back {
            page.press("Undo").await?;
            page.says_not("were changed").await?;
            assert_eq!(told(&page).await?, before);
        }
    }
    let with_it = told(&page).await?;
    page.do_with_chosen("Take out a tag").await?;
    page.select("Choose a tag", "zebra").await?;
    page.press("Take out").await?;
    page.find("button", "Add a tag").await?;
    let without = told(&page).await?;
    assert_eq!(tagged(&without, "zebra"), BTreeSet::new());
    let tags = |all: &[Value]| all.iter().map(|one| one["tags"].clone()).collect::<Vec<_>>();
    assert_eq!(tags(&without), tags(&before));
    page.press("Undo").await?;
    page.says_not("were changed").await?;
    assert_eq!(told(&page).await?, with_it);
    Ok(())
}

async fn a_tag_is_given_to_all_that_are_shown_and_taken_back(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let before = told(&page).await?;
    let shown = page.row_count().await? - 1;
    assert!(shown > 300, "{shown}");
    page.click("checkbox", "Choose all that are shown").await?;
    chosen(&page, &shown.to_string()).await?;
    page.do_with_chosen("Add a tag").await?;
    page.focus_is("combobox", "Tag").await?;
    page.keys("zebra").await?;
    page.keys(Key::Enter).await?;
    page.says(&format!("{shown} partners were tagged “zebra”."))
        .await?;
    let after = told(&page).await?;
    let open = after.iter().filter(|one| one["archivedOn"].is_null());
    let open: BTreeSet<&str> = open.filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(tagged(&after, "zebra"), open);
    page.press("Undo").await?;
    page.says_not("were changed").await?;
    // It is taken back in turns.
    until("all as before", || async {
        let is_as_before = told(&page).await? == before;
        Ok(is_as_before.then_some(()))
    })
    .await
}

async fn while_very_many_are_changed_it_is_told_how_far_that_is(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    show_made_up(&page, 20_000).await?;
    page.figures_are_there_within(PATIENCE).await?;
    page.click("checkbox", "Choose all that are shown").await?;
    page.do_with_chosen("Add a tag").await?;
    page.focus_is("combobox", "Tag").await?;
    // It is told for a moment only.
    let body = "const line = one('.found-line');
        line.told = [];
        const look = () => line.told.push(one('.working')?.textContent ?? '');
        new MutationObserver(look).observe(line, { childList: true, characterData: true, subtree: true })";
    page.ask(body, Vec::new()).await?;
    page.keys("zebra").await?;
    page.keys(Key::Enter).await?;
    until_within(PATIENCE, "how far it is", || async {
        let told = page.ask("return one('.found-line').told", Vec::new()).await?;
        let mut lines = told.as_array().into_iter().flatten().filter_map(Value::as_str);
        Ok(lines
            .any(|line| line.contains(" of ") && line.ends_with(" changed"))
            .then_some(()))
    })
    .await?;
    until_within(PATIENCE, "the end of it", || async {
        page.says("partners were ").await.map(Some)
    })
    .await?;
    page.figures_are_there_within(PATIENCE).await
}

async fn whoever_has_no_room_for_a_tag_is_named(stage: Stage) -> Result<()> {
    let mut full = company("0190f5f0-7b1c-7000-8000-0000000d0001", "Full");
    full["tags"] = json!((0..200).map(|tag| format!("tag {tag}")).collect::<Vec<_>>());
    let roomy = company("0190f5f0-7b1c-7000-8000-0000000d0002", "Roomy");
    let page = with(&stage, vec![full, roomy]).await?;
    page.figures_are_there().await?;
    choose(&page, 2).await?;
    page.do_with_chosen("Add a tag").await?;
    page.focus_is("combobox", "Tag").await?;
    page.keys("zebra").await?;
    page.keys(Key::Enter).await?;
    page.says("1 partner was tagged “zebra”.").await?;
    page.says("1 partner stays as it is: Full.").await?;
    assert_eq!(tagged(&told(&page).await?, "zebra"), BTreeSet::from(["Roomy"]));
    Ok(())
}

async fn several_are_archived_and_brought_back(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let (before, shown) = (told(&page).await?, page.partners().await?);
    let total = page.row_count().await?;
    let names = choose(&page, 5).await?;
    page.do_with_chosen("Archive").await?;
    page.says("5 partners were archived.").await?;
    page.row_count_is(total - 5).await?;
    assert!(!page.partners().await?.iter().any(|name| names.contains(name)));
    let today = json!(page.today().await?.to_string());
    let after = told(&page).await?;
    let archived = after.iter().filter(|one| one["archivedOn"] == today);
    let archived: BTreeSet<&str> = archived.filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(archived, names.iter().map(String::as_str).collect());
    page.press("Undo").await?;
    let expected: Vec<&str> = shown.iter().map(String::as_str).collect();
    page.partners_are(&expected).await?;
    assert_eq!(told(&page).await?, before);
    Ok(())
}

async fn those_that_are_chosen_go_out_as_a_table(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let names = choose(&page, 4).await?;
    page.do_with_chosen("Export 4 as a table").await?;
    let (_, bytes) = table_in(&stage.downloads()).await?;
    let text = String::from_utf8(bytes)?;
    for name in &names {
        assert!(text.contains(name), "{name} in {text}");
    }
    let all = told(&page).await?;
    let others = all.iter().filter_map(|one| one["name"].as_str());
    for other in others.filter(|other| !names.iter().any(|name| name == other)) {
        assert!(!text.contains(other), "{other}");
    }
    Ok(())
}

/// The longest that a hundred thousand may take to be made up and worked out, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(400);
/// Beside those in and near the sight, the row with the focus is in the page, and the one that had it before.
pub const BESIDE: usize = 2;

async fn a_hundred_thousand_are_listed_filtered_ordered_and_opened(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let began = Instant::now();
    let engine = stage.engine;
    let say =
        |what: &str, since: Instant| println!("{what} [{engine}]: {:.1} s", since.elapsed().as_secs_f64());
    show_made_up(&page, 100_000).await?;
    let count = until_within(PATIENCE, "the rows", || async {
        let count = page.row_count().await?;
        Ok((count > 90_000 && page.drawn().await?.len() > 5).then_some(count))
    })
    .await?;
    say("100,000 made up and listed", began);
    page.figures_are_there_within(PATIENCE).await?;
    say("with all figures", began);
    let drawn = page.drawn().await?.len();
    // In the middle and at the end, no more rows are in the page than at the beginning.
    for index in [50_000, 70_003] {
        page.scroll_to(index).await?;
        let now = page.drawn().await?.len();
        assert!(now.abs_diff(drawn) <= BESIDE, "{now} rows in place of {drawn}");
    }
    let since = Instant::now();
    page.order_by("Readiness", "ascending").await?;
    say("in order of readiness", since);
    let since = Instant::now();
    let resellers = page.turn_in("Kind", "Reseller").await?;
    page.row_count_is(resellers + 1).await?;
    say("filtered", since);
    assert!((10_000..90_000).contains(&resellers), "{resellers}");
    let row = page.scroll_to(9_004).await?;
    assert_eq!(row.says("of-kind")?, "Reseller");
    let top = page.scrolled().await?;
    page.open_partner(&row.name).await?;
    page.focus_is("heading", &row.name).await?;
    let since = Instant::now();
    page.press("All partners").await?;
    page.focus_is("button", &row.name).await?;
    page.cell_is(row.index, 1).await?;
    say("back", since);
    assert_eq!(page.scrolled().await?, top);
    let now = page.drawn().await?.len();
    assert!(now.abs_diff(drawn) <= BESIDE, "{now} rows in place of {drawn}");
    page.press("Clear all").await?;
    page.row_count_is(count).await
}
