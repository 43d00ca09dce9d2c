//! Views of the list that were given a name: as they are written and read, saved, renamed and put back.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::company::{Kind, Size};
use channel_readiness::domain::json::{compact, parse};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::portfolio::{
    Column, Filter, LONGEST_VIEW_NAME, MOST_VIEWS, Order, SavedViews, ViewError,
};
use channel_readiness::domain::problem::Problem;
use channel_readiness::domain::profile::{LONGEST_TAG, MOST_TAGS};
use channel_readiness::domain::replica::{RegisterPath, differing};
use proptest::prelude::*;

fn by(by: Column, is_descending: bool) -> Order {
    Order { by, is_descending }
}

const SAVED: &str = r#"{"kind":"setting","format":1,"views":[{"name":"Due","filter":{"words":"nord gold","kinds":["reseller",null],"sizes":["1-10"],"tags":["Gold"],"levels":[0,null],"gap":2,"due":true,"openGates":true,"archived":true,"near":1},"order":{"by":"score","descending":true,"then":"size"},"columns":["name","open-gates"],"colour":"red"},{"name":"All","filter":{},"order":{"by":"name","descending":false},"columns":["name"]}],"shown":"Due"}"#;

fn told(problems: &[Problem]) -> String {
    let told = problems.iter().map(|problem| {
        assert!(problem.at.is_some(), "{problem}");
        format!("{}: {}", problem.place, problem.cause)
    });
    told.collect::<Vec<_>>().join("; ")
}

/// What is read of views, or what is wrong with one of them, or with all.
fn read(text: &str) -> Result<SavedViews, String> {
    let read = SavedViews::read(&parse(text).unwrap()).map_err(|problems| told(&problems))?;
    match &*read.kept {
        [] => Ok(read),
        kept => Err(kept
            .iter()
            .map(|one| told(&one.problems))
            .collect::<Vec<_>>()
            .join("; ")),
    }
}

/// What is read of views of which not all can be shown.
fn read_some(text: &str) -> SavedViews {
    SavedViews::read(&parse(text).unwrap()).unwrap()
}

fn names(views: &SavedViews) -> Vec<&str> {
    views.views.iter().map(|view| &*view.name).collect()
}

fn document(views: &[String]) -> String {
    format!(r#"{{"kind":"setting","format":1,"views":[{}]}}"#, views.join(","))
}

/// A view with nothing but a name.
fn plain(name: &str) -> String {
    format!(
        r#"{{"name":"{name}","filter":{{}},"order":{{"by":"name","descending":false}},"columns":["name"]}}"#
    )
}

#[test]
fn saved_views_are_written_as_they_are_read_with_what_nobody_knows() {
    let views = read(SAVED).unwrap();
    let due = views.get("Due").unwrap();
    let filter = Filter {
        words: "nord gold".to_owned(),
        kinds: vec![Some(Kind::Reseller), None],
        sizes: vec![Some(Size::UpTo10)],
        tags: vec!["Gold".to_owned()],
        levels: vec![Some(Level::MIN), None],
        is_due: true,
        gap: Some(2),
        has_open_gates: true,
        shows_archived: true,
    };
    assert_eq!(due.filter, filter);
    assert_eq!(
        (due.order, &*due.columns),
        (by(Column::Score, true), &[Column::Name, Column::OpenGates][..])
    );
    assert_eq!(compact(&views.document()), SAVED);
    // What is not said is as usual.
    let short = read(r#"{"kind":"setting","format":1,"views":[{"name":"A","columns":["tags"]}]}"#).unwrap();
    let view = short.get("A").unwrap();
    assert_eq!((&view.filter, view.order), (&Filter::default(), Order::default()));
    assert_eq!(
        read(&compact(&SavedViews::default().document())),
        Ok(SavedViews::default())
    );
}

#[test]
fn mistakes_in_saved_views_are_named_with_their_place() {
    let long = "x".repeat(LONGEST_VIEW_NAME + 1);
    for (from, to, expected) in [
        (
            "\"format\":1",
            "\"format\":2",
            "format: expected a whole number from 1 to 1, found 2",
        ),
        (
            "\"name\":\"Due\"",
            "\"name\":\"\"",
            "views[0].name: must not be empty",
        ),
        (
            "\"name\":\"Due\"",
            "\"name\":\" Due\"",
            "views[0].name: a name has no space before or after it",
        ),
        (
            "\"name\":\"Due\"",
            &format!("\"name\":\"{long}\""),
            "views[0].name: the text is too long, at most 200 characters are read",
        ),
        (
            "\"name\":\"All\"",
            "\"name\":\"Due\"",
            "views[1]: the same name as views[0]",
        ),
        (
            "\"levels\":[0,null]",
            "\"levels\":[5]",
            "views[0].filter.levels[0]: expected a whole number from 0 to 4, found 5",
        ),
        (
            "\"gap\":2",
            "\"gap\":0",
            "views[0].filter.gap: expected a whole number from 1 to 4, found 0",
        ),
        (
            "\"due\":true",
            "\"due\":1",
            "views[0].filter.due: expected true or false, found 1",
        ),
        (
            "[\"reseller\",null]",
            "[null,null]",
            "views[0].filter.kinds[1]: the same as views[0].filter.kinds[0]",
        ),
        (
            "[\"1-10\"]",
            "[\"11-5\"]",
            "views[0].filter.sizes[0]: expected one of 1-10, 11-50, 51-250, 251-1000, 1001+, found \"11-5\"",
        ),
        (
            "[\"Gold\"]",
            "[7]",
            "views[0].filter.tags[0]: expected a text, found 7",
        ),
        ("\"by\":\"score\",", "", "views[0].order.by: missing"),
        (
            "[\"name\",\"open-gates\"]",
            "[]",
            "views[0].columns: must not be empty",
        ),
        (
            "[\"name\",\"open-gates\"]",
            "[\"name\",\"name\"]",
            "views[0].columns[1]: the same as views[0].columns[0]",
        ),
    ] {
        assert!(SAVED.contains(from), "{from}");
        assert_eq!(read(&SAVED.replacen(from, to, 1)), Err(expected.to_owned()));
    }
    for (text, expected) in [
        (r#"{"kind":"setting","format":1}"#, "views: missing"),
        (
            r#"{"kind":"setting","format":1,"views":{}}"#,
            "views: expected a list, found an object",
        ),
    ] {
        assert_eq!(read(text), Err(expected.to_owned()));
    }
}

#[test]
fn a_view_that_cannot_be_read_is_kept_and_hides_no_other() {
    let newer = r#"{"name":"Newer","columns":["name","mood"],"colour":"red"}"#;
    let text = document(&[
        plain("A"),
        newer.to_owned(),
        plain("A"),
        "7".to_owned(),
        plain("B"),
    ]);
    let mut views = read_some(&text);
    assert_eq!(names(&views), ["A", "B"]);
    assert_eq!(views.kept.len(), 3);
    // They are written back as they were, after the others.
    let written = document(&[
        plain("A"),
        plain("B"),
        newer.to_owned(),
        plain("A"),
        "7".to_owned(),
    ]);
    assert_eq!(compact(&views.document()), written);
    // Nobody gets the name of one by mistake, and whoever wants it replaces that one.
    assert!(views.is_taken("Newer") && views.get("Newer").is_none());
    assert_eq!(views.rename("B", "Newer"), Err(ViewError::NameTaken));
    let saved = views.save("Newer", Filter::default(), Order::default(), &[Column::Name]);
    assert_eq!(saved, Ok(()));
    assert_eq!(names(&views), ["A", "B", "Newer"]);
    assert_eq!(views.kept.len(), 2);
}

#[test]
fn of_more_views_than_are_shown_none_is_lost_and_all_come_in_time() {
    let all: Vec<String> = (0..MOST_VIEWS + 2).map(|number| number.to_string()).collect();
    let mut views = read_some(&document(&all.iter().map(|name| plain(name)).collect::<Vec<_>>()));
    assert_eq!(names(&views), all[..MOST_VIEWS]);
    assert_eq!(views.kept.len(), 2);
    let more = views.save("more", Filter::default(), Order::default(), &[Column::Name]);
    assert_eq!(more, Err(ViewError::TooMany));
    let first = views.remove("0").unwrap();
    assert_eq!(names(&views), all[1..=MOST_VIEWS]);
    assert_eq!(views.kept.len(), 1);
    assert_eq!(views.put_back(0, first), Err(ViewError::TooMany));
}

#[test]
fn a_view_goes_back_to_where_it_was() {
    let mut views = read_some(&document(&[plain("A"), plain("B"), plain("C")]));
    let before = views.clone();
    let (place, taken) = (views.place("B").unwrap(), views.remove("B").unwrap());
    assert_eq!(names(&views), ["A", "C"]);
    assert_eq!(views.put_back(place, taken.clone()), Ok(()));
    assert_eq!(views, before);
    assert_eq!(
        views.save("B", Filter::default(), by(Column::Size, true), &[Column::Name]),
        Ok(())
    );
    assert_eq!(views.put_back(place, taken.clone()), Ok(()));
    assert_eq!(views, before);
    // After the last one where others have gone meanwhile.
    let mut alone = SavedViews::default();
    assert_eq!(alone.put_back(place, taken), Ok(()));
    assert_eq!(names(&alone), ["B"]);
}

#[test]
fn a_view_is_given_another_name() {
    let mut views = read_some(&document(&[plain("A"), plain("B")]));
    assert_eq!(views.rename("A", "B"), Err(ViewError::NameTaken));
    assert_eq!(views.rename("A", " "), Err(ViewError::NoName));
    assert_eq!(views.rename("Z", "C"), Err(ViewError::Gone));
    assert_eq!(views.rename("A", " A "), Ok(()));
    assert_eq!(views.rename("A", " Ä "), Ok(()));
    assert_eq!(names(&views), ["Ä", "B"]);
}

#[test]
fn filters_that_could_not_be_read_again_are_not_saved() {
    let tags = |tags: Vec<String>| Filter {
        tags,
        ..Filter::default()
    };
    for (filter, is_saved) in [
        (tags(vec!["ä".repeat(LONGEST_TAG)]), true),
        (tags(vec!["ä".repeat(LONGEST_TAG + 1)]), false),
        (tags(vec![String::new()]), false),
        (tags((0..=MOST_TAGS).map(|tag| tag.to_string()).collect()), false),
        (
            Filter {
                words: "ä".repeat(1000),
                ..Filter::default()
            },
            true,
        ),
        (
            Filter {
                words: "ä".repeat(1001),
                ..Filter::default()
            },
            false,
        ),
    ] {
        let mut views = read_some(&document(&[plain("A")]));
        let before = views.clone();
        let saved = views.save("A", filter, Order::default(), &[Column::Name]);
        assert_eq!(saved, if is_saved { Ok(()) } else { Err(ViewError::Filter) });
        assert_eq!(views != before, is_saved);
    }
}

proptest! {
    #[test]
    fn what_is_saved_is_read_again(
        name in "\\PC{0,4}|x{199,202}",
        words in "\\PC{0,4}|x{999,1002}",
        tags in prop::collection::vec("\\PC{0,3}|x{99,102}", 0..4),
        columns in prop::collection::vec(prop::sample::select(&Column::ALL[..]), 0..4),
        is_descending: bool,
        gap in prop::option::of(1_u8..5),
    ) {
        let filter = Filter { words, tags, gap, is_due: is_descending, ..Filter::default() };
        let mut views = read_some(&document(&[plain("A"), "7".to_owned()]));
        let before = views.clone();
        let saved = views.save(&name, filter, by(Column::Size, is_descending), &columns);
        if saved.is_err() {
            prop_assert_eq!(&views, &before);
        }
        let again = read_some(&compact(&views.document()));
        prop_assert_eq!(again.views, views.views);
        prop_assert_eq!(again.kept.len(), 1);
    }
}

#[test]
fn a_view_is_saved_in_place_of_the_one_of_its_name() {
    let mut views = read(SAVED).unwrap();
    let mut save = |name: &str, columns: &[Column]| {
        views.save(name, Filter::default(), by(Column::Size, false), columns)
    };
    assert_eq!(save(" ", &[Column::Name]), Err(ViewError::NoName));
    assert_eq!(
        save(&"ä".repeat(LONGEST_VIEW_NAME + 1), &[Column::Name]),
        Err(ViewError::NameTooLong)
    );
    assert_eq!(save("New", &[]), Err(ViewError::NoColumn));
    assert_eq!(save(&"ä".repeat(LONGEST_VIEW_NAME), &[Column::Name]), Ok(()));
    assert_eq!(save(" Due ", &[Column::Size, Column::Name, Column::Size]), Ok(()));
    let due = &views.views[0];
    assert_eq!(
        (&*due.name, &*due.columns),
        ("Due", &[Column::Size, Column::Name][..])
    );
    assert!(
        compact(&views.document()).contains(r#""near":1"#),
        "what nobody knows stays"
    );
    assert_eq!(read(&compact(&views.document())), Ok(views.clone()));
    assert_eq!(views.remove("All").map(|view| view.name), Some("All".to_owned()));
    assert_eq!(views.remove("All"), None);
    for number in views.views.len()..MOST_VIEWS {
        let saved = views.save(
            &number.to_string(),
            Filter::default(),
            Order::default(),
            &[Column::Name],
        );
        assert_eq!(saved, Ok(()));
    }
    let more = views.save("more", Filter::default(), Order::default(), &[Column::Name]);
    assert_eq!(more, Err(ViewError::TooMany));
    let in_place = views.save("Due", Filter::default(), Order::default(), &[Column::Name]);
    assert_eq!(in_place, Ok(()));
}

#[test]
fn two_tabs_that_save_views_of_different_names_both_win() {
    let before = read(SAVED).unwrap();
    let mut after = before.clone();
    let saved = after.save("New", Filter::default(), Order::default(), &[Column::Name]);
    assert_eq!(saved, Ok(()));
    let saved = after.save("All", Filter::default(), by(Column::Size, false), &[Column::Name]);
    assert_eq!(saved, Ok(()));
    let paths = differing(&before.document(), &after.document());
    let paths: Vec<&str> = paths.iter().map(RegisterPath::as_str).collect();
    assert_eq!(paths, ["/views/All", "/views/New"]);
}
