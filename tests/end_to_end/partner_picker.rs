//! One partner of many: found by words in a combobox, by keyboard; and the assessments that could be filed as one's view.

use channel_readiness::domain::company::CompanyFacts;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::directory::{companies, company, with};
use crate::finding::until;
use crate::page::{Named, Page};
use crate::portfolio::show_made_up;
use crate::stage::Stage;
use crate::truth::rich_response;

tests![
    a_partner_of_a_thousand_is_found_by_keyboard,
    the_list_of_finds_is_left_by_escape_and_by_tab,
    who_is_on_no_list_is_added,
    who_has_no_name_is_not_offered_by_one,
    of_many_assessments_a_few_are_listed_and_words_find_others within 240,
];

const FIELD: &str = "Whom is this about? (optional)";
/// So many of those that are found are listed.
const LISTED: usize = 20;

/// What a screen reader is told of the field and its list.
#[derive(Debug, PartialEq, serde::Deserialize)]
struct Told {
    expanded: String,
    /// What the arrows have come to.
    active: Option<String>,
    /// Those that are said to be selected.
    selected: Vec<String>,
    options: Vec<String>,
    said: String,
}

async fn told(page: &Page) -> Result<Told> {
    let body = "const field = one('[role=combobox]');
        const list = root().getElementById(field.getAttribute('aria-controls'));
        const shown = list.checkVisibility() ? [...list.querySelectorAll('[role=option]')] : [];
        const text = (element) => element.textContent.trim();
        const active = field.getAttribute('aria-activedescendant');
        const described = field.getAttribute('aria-describedby').split(' ');
        if (list.getAttribute('role') !== 'listbox' || !list.ariaLabel) throw new Error('no list box with a name');
        if (field.getAttribute('aria-autocomplete') !== 'list') throw new Error('a list that nobody is told of');
        return {
            expanded: field.getAttribute('aria-expanded'),
            active: active && text(root().getElementById(active)),
            selected: shown.filter((option) => option.getAttribute('aria-selected') === 'true').map(text),
            options: shown.map(text),
            said: text(root().getElementById(described[described.length - 1])),
        }";
    Ok(serde_json::from_value(page.ask(body, Vec::new()).await?)?)
}

async fn told_once(page: &Page, what: &str, is: impl Fn(&Told) -> bool) -> Result<Told> {
    until(what, || async {
        let told = told(page).await?;
        if is(&told) {
            Ok(Some(told))
        } else {
            Err(format!("{told:?}").into())
        }
    })
    .await
}

async fn held(page: &Page) -> Result<Value> {
    page.ask("return one('[role=combobox]').value", Vec::new()).await
}

/// Whom the assessment is about that has just begun.
async fn about(page: &Page) -> Result<CompanyFacts> {
    let bundle = page.bundle().await?;
    let mut begun = bundle.responses.into_iter().filter(|one| one.answers.is_empty());
    match (begun.next(), begun.next()) {
        (Some(one), None) => Ok(one.counterpart.ok_or("about nobody")?),
        (one, other) => Err(format!("{one:?}, {other:?}").into()),
    }
}

/// The start screen with so many made-up partners.
async fn start(stage: &Stage, partners: usize) -> Result<Page> {
    let page = stage.open().await?;
    show_made_up(&page, partners).await?;
    page.find("heading", "Partners").await?;
    page.figures_are_there().await?;
    page.press("New").await?;
    page.tab_to("combobox", FIELD).await?;
    Ok(page)
}

async fn a_partner_of_a_thousand_is_found_by_keyboard(stage: Stage) -> Result<()> {
    let page = start(&stage, 1_000).await?;
    assert_eq!(told(&page).await?.expanded, "false");
    page.keys(Key::Down).await?;
    let open = told_once(&page, "the first ones", |told| told.expanded == "true").await?;
    assert_eq!(open.options.len(), LISTED);
    assert_eq!(
        open.said,
        "The first 20 of 1,000 partners found. More words find fewer."
    );
    assert_eq!(open.active.as_ref(), open.options.first());
    assert_eq!(open.selected, open.options[..1]);
    assert!(open.options.is_sorted_by_key(|name| name.to_lowercase()));
    inspect(&page, "a partner of a thousand").await?;
    // Round and round.
    page.keys(Key::Up).await?;
    let last = told_once(&page, "the last one", |told| {
        told.active.as_ref() == open.options.last()
    })
    .await?;
    assert_eq!(last.selected, open.options[LISTED - 1..]);
    let body =
        "const option = root().getElementById(one('[role=combobox]').getAttribute('aria-activedescendant'));
        const [list, place] = [option.parentElement, option].map((element) => element.getBoundingClientRect());
        return place.top >= list.top - 1 && place.bottom <= list.bottom + 1";
    until("the last one in sight", || async {
        Ok((page.ask(body, Vec::new()).await? == json!(true)).then_some(()))
    })
    .await?;
    page.keys(Key::Down).await?;
    told_once(&page, "the first one", |told| told.active == open.active).await?;
    // Words in any order find those that have all of them.
    let words: Vec<String> = open.options[3]
        .to_lowercase()
        .split(' ')
        .map(str::to_owned)
        .collect();
    let (first, second) = (&words[0], &words[1]);
    page.keys(format!("{} {first}", second.to_uppercase())).await?;
    let found = told_once(&page, "finds", |told| {
        told.said.ends_with("found") && told.active.is_none()
    })
    .await?;
    assert!(!found.options.is_empty() && found.options.len() <= LISTED);
    for name in &found.options {
        let name = name.to_lowercase();
        assert!(name.contains(first) && name.contains(second), "{name}");
    }
    page.keys(Key::Down).await?;
    page.keys(Key::Enter).await?;
    told_once(&page, "the list to close", |told| told.expanded == "false").await?;
    assert_eq!(held(&page).await?, json!(found.options[0]));
    page.focus_is("combobox", FIELD).await?;
    page.start_as("vendor").await?;
    page.asks("1.1").await?;
    let all = companies(&page).await?;
    let here = all.iter().find(|company| company.name == found.options[0]);
    assert_eq!(about(&page).await?.id, here.map(|company| company.id));
    assert_eq!(all.len(), 1_000);
    Ok(())
}

async fn the_list_of_finds_is_left_by_escape_and_by_tab(stage: Stage) -> Result<()> {
    let page = start(&stage, 40).await?;
    page.keys("a").await?;
    told_once(&page, "finds", |told| told.expanded == "true").await?;
    page.keys(Key::Escape).await?;
    let closed = told_once(&page, "the list to close", |told| told.expanded == "false").await?;
    assert_eq!((closed.active, closed.said), (None, String::new()));
    assert_eq!(held(&page).await?, json!("a"));
    page.focus_is("combobox", FIELD).await?;
    page.keys(Key::Down).await?;
    told_once(&page, "finds", |told| told.active.is_some()).await?;
    // Tab leads to what comes after the field, not into the list.
    page.keys(Key::Tab).await?;
    told_once(&page, "the list to close", |told| told.expanded == "false").await?;
    page.focus_is("disclosure", Named::Beginning("More about the two companies"))
        .await?;
    assert_eq!(held(&page).await?, json!("a"));
    Ok(())
}

async fn who_is_on_no_list_is_added(stage: Stage) -> Result<()> {
    let page = start(&stage, 40).await?;
    page.keys("Nobody Known Ltd").await?;
    let none = told_once(&page, "that nobody is found", |told| {
        !told.said.is_empty() && told.options.is_empty()
    });
    let none = none.await?;
    assert_eq!(none.said, "No partner is called so yet: a new one is added.");
    assert_eq!((&*none.expanded, none.active), ("false", None));
    page.start_as("vendor").await?;
    page.asks("1.1").await?;
    assert_eq!(about(&page).await?.name, "Nobody Known Ltd");
    assert_eq!(companies(&page).await?.len(), 41);
    Ok(())
}

async fn who_has_no_name_is_not_offered_by_one(stage: Stage) -> Result<()> {
    let one = |number: u32| {
        let id = format!("0190f5f0-7b1c-7000-8000-0000000c{number:04x}");
        company(
            &id,
            &if number == 1 {
                " ".to_owned()
            } else {
                format!("Partner {number}")
            },
        )
    };
    let page = with(&stage, (1..=40).map(one).collect()).await?;
    page.press("New").await?;
    page.tab_to("combobox", FIELD).await?;
    page.keys(Key::Down).await?;
    let all = told_once(&page, "the first ones", |told| told.expanded == "true").await?;
    assert_eq!(
        all.said,
        "The first 20 of 39 partners found. More words find fewer."
    );
    assert!(
        all.options.iter().all(|name| name.starts_with("Partner ")),
        "{all:?}"
    );
    Ok(())
}

/// So many assessments that are about nobody.
const FREE: usize = 120;
/// So many of them are listed.
const FREE_LISTED: usize = 30;

async fn of_many_assessments_a_few_are_listed_and_words_find_others(stage: Stage) -> Result<()> {
    let page = with(
        &stage,
        vec![company("0190f5f0-7b1c-7000-8000-0000000c0001", "Contoso")],
    )
    .await?;
    let today = page.today().await?;
    for number in 0..FREE {
        let mut one = rich_response(today);
        one["id"] = json!(format!("6f1c7f0e-51a5-4c1f-9d53-{number:012x}"));
        one["title"] = json!(format!("View number {number}"));
        one["counterpart"] = Value::Null;
        one["company"]["name"] = json!(format!("Sender {number}"));
        page.import(&one.to_string()).await?;
    }
    page.saved().await?;
    page.go_to("Partners").await?;
    page.open_partner("Contoso").await?;
    let list = "File an assessment here as their view";
    page.find("combobox", list).await?;
    let options = async || -> Result<Vec<String>> {
        let body = "return [...one('.filing select').options].slice(1).map((option) => option.textContent)";
        Ok(serde_json::from_value(page.ask(body, Vec::new()).await?)?)
    };
    assert_eq!(options().await?.len(), FREE_LISTED);
    page.says(&format!("The first {FREE_LISTED} of {FREE} are listed."))
        .await?;
    page.write("Find an assessment", "sender 7").await?;
    page.says("21 assessments found").await?;
    page.write("Find an assessment", "number 77").await?;
    page.says("1 assessment found").await?;
    let [found] = options().await?.try_into().map_err(|_| "not one")?;
    page.select(list, &found).await?;
    page.press("File here").await?;
    page.find("button", Named::Containing("Keep apart: View number 77"))
        .await?;
    Ok(())
}
