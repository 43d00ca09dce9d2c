//! The words of each language beside English: whole, read back as they were written, and each of them said somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use channel_readiness::domain::json::{self, Json, Step};
use channel_readiness::domain::lines;
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::problem::Problem;
use channel_readiness::ui::text::catalogue::{Plural, Tree};
use channel_readiness::ui::text::translation::{self, LANGUAGES, Language, Words};
use channel_readiness::ui::text::{self, Speech, english_tree, fill, fill_kept};

fn document(tag: &str, name: &str) -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("public/words/{tag}/{name}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    json::parse(&text).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()))
}

fn language(tag: &str) -> Language {
    *LANGUAGES.iter().find(|language| language.tag == tag).unwrap()
}

fn words(tag: &str) -> Words {
    translation::words(language(tag), |name| Ok(document(tag, name)))
        .unwrap_or_else(|problems| refuse(tag, &problems))
}

fn refuse<T>(tag: &str, problems: &[Problem]) -> T {
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    panic!("{tag}:\n{}", all.join("\n"))
}

fn shipped() -> Pack {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/packs/channel-devops.json");
    Pack::parse(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The English catalogue as a translation would stand in its files, with one change.
fn english_but(tag: &str, change: impl Fn(&str, &mut Json)) -> Result<Words, Vec<String>> {
    let forms = language(tag).forms;
    let documents = english_tree();
    let words = translation::words(language(tag), |name| {
        let (_, tree) = documents.iter().find(|(known, _)| *known == name).unwrap();
        let mut document = as_json(tree, forms);
        change(name, &mut document);
        Ok(document)
    });
    words.map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

fn as_json(tree: &Tree, forms: &[&str]) -> Json {
    match tree {
        Tree::Message(message) => (*message).into(),
        Tree::Plural(plural) => Json::object(
            forms
                .iter()
                .map(|form| json::Member::new(*form, plural.form(form)))
                .collect(),
        ),
        Tree::List(all) => Json::list(all.iter().map(|tree| as_json(tree, forms))),
        Tree::Group(all) => Json::object(
            all.iter()
                .map(|(name, tree)| json::Member::new(*name, as_json(tree, forms)))
                .collect(),
        ),
    }
}

fn set(json: &mut Json, name: &str, value: impl Into<Json>) {
    let json::Value::Object(members) = &mut json.value else {
        panic!("no object")
    };
    let member = members.iter_mut().find(|member| member.name == name).unwrap();
    member.value = value.into();
}

fn member<'j>(json: &'j mut Json, name: &str) -> &'j mut Json {
    let json::Value::Object(members) = &mut json.value else {
        panic!("no object")
    };
    &mut members
        .iter_mut()
        .find(|member| member.name == name)
        .unwrap()
        .value
}

/// Every message in its order, with its place.
fn messages(tree: &Tree, place: &str, with: &mut impl FnMut(&str, &'static str)) {
    match tree {
        Tree::Message(message) => with(place, message),
        Tree::Plural(plural) => {
            for (name, form) in Plural::NAMES.iter().zip(plural.forms()) {
                with(&format!("{place}.{name}"), form);
            }
        }
        Tree::List(all) => {
            for (index, tree) in all.iter().enumerate() {
                messages(tree, &format!("{place}[{index}]"), with);
            }
        }
        Tree::Group(all) => {
            for (name, tree) in all {
                messages(tree, &format!("{place}.{name}"), with);
            }
        }
    }
}

#[test]
fn every_language_says_everything() {
    for Language { tag, .. } in LANGUAGES {
        let words = words(tag);
        let speech = Speech::learn(tag, &words.first);
        assert_eq!(
            speech.questions().bar.menu,
            document(tag, "questions")
                .find(&[Step::Name("bar"), Step::Name("menu")])
                .and_then(Json::as_str)
                .unwrap()
        );
        speech.learn_later(&words.later);
        let said = text::packs(speech).title;
        assert_eq!(
            said,
            document(tag, "packs")
                .member("title")
                .and_then(Json::as_str)
                .unwrap(),
            "{tag}"
        );
        assert_ne!(
            text::data(speech).title,
            text::data(Speech::ENGLISH).title,
            "{tag}"
        );
    }
}

#[test]
fn what_is_read_is_what_was_written() {
    let words = english_but("ar", |_, _| {}).unwrap();
    let mut wanted = [String::new(), String::new()];
    for (index, (name, tree)) in english_tree().iter().enumerate() {
        messages(tree, name, &mut |place, message| {
            // Arabic asks for all forms, and English has but two.
            let form = place.rsplit('.').next().unwrap_or_default();
            let is_absent = message.is_empty() && Plural::NAMES.contains(&form);
            let other = is_absent.then(|| other_of(tree, name, place));
            lines::write(&mut wanted[index.min(1)], other.unwrap_or(message));
        });
    }
    assert_eq!([words.first, words.later], wanted);
}

/// The form `other` beside a form.
fn other_of(tree: &Tree, name: &str, place: &str) -> &'static str {
    let wanted = format!("{}.other", place.rsplit_once('.').unwrap().0);
    let mut found = "";
    messages(tree, name, &mut |place, message| {
        if place == wanted {
            found = message;
        }
    });
    found
}

#[test]
fn words_of_another_program_are_english() {
    let words = words("de");
    let fewer = words.first.split_once('\n').unwrap().1;
    let more = format!("{}one more\n", words.first);
    let cut = &words.first[..words.first.len() - 1];
    for (tag, text) in [("d1", fewer), ("d2", &more), ("d3", cut), ("d4", "")] {
        let speech = Speech::learn(tag, text);
        assert_eq!(speech.questions().bar.menu, "Screens", "{tag}");
    }
    let speech = Speech::learn("d5", &words.first);
    speech.learn_later(&words.first);
    assert_eq!(text::packs(speech).title, text::packs(Speech::ENGLISH).title);
    speech.learn_later(&words.later);
    assert_ne!(text::packs(speech).title, text::packs(Speech::ENGLISH).title);
}

#[test]
fn what_a_catalogue_lacks_is_named() {
    let check = |change: &dyn Fn(&str, &mut Json), expected: &[&str]| {
        let problems = english_but("fr", change).unwrap_err();
        assert_eq!(problems, expected);
    };
    let in_start = |change: &'static dyn Fn(&mut Json)| {
        move |name: &str, document: &mut Json| {
            if name == "questions" {
                change(member(document, "start"));
            }
        }
    };
    check(
        &in_start(&|start| set(start, "title", " ")),
        &["questions.start.title: is empty"],
    );
    check(
        &in_start(&|start| set(start, "title", Json::list([]))),
        &["questions.start.title: is no text"],
    );
    check(
        &in_start(&|start| set(start, "length_help", "{n} questions, {minuten}")),
        &[
            "questions.start.length_help: has {minuten}, which the English one has not",
            "questions.start.length_help: has no {minutes}",
        ],
    );
    check(
        &in_start(&|start| {
            let json::Value::Object(members) = &mut start.value else {
                panic!()
            };
            members.retain(|member| member.name != "side");
            members.push(json::Member::new("sides", "Which?"));
        }),
        &[
            "questions.start.side: is missing",
            "questions.start.sides: is no message",
        ],
    );
    let forms = |change: &'static dyn Fn(&mut Json)| {
        move |name: &str, document: &mut Json| {
            if name == "later" {
                change(member(member(document, "go_on"), "all_assessments"));
            }
        }
    };
    check(
        &forms(&|plural| set(plural, "many", "many")),
        &["later.go_on.all_assessments.many: has no {n}"],
    );
    check(
        &forms(&|plural| {
            let json::Value::Object(members) = &mut plural.value else {
                panic!()
            };
            members.retain(|member| member.name != "many");
            members.push(json::Member::new("few", "{n}"));
        }),
        &[
            "later.go_on.all_assessments.many: is missing",
            "later.go_on.all_assessments.few: is no message",
        ],
    );
    // Words can say a number that is the only one.
    assert!(english_but("fr", forms(&|plural| set(plural, "one", "a single one"))).is_ok());
}

#[test]
fn the_form_that_a_language_lacks_is_the_last() {
    let plural = Plural {
        two: "two of them",
        ..Plural::english("one of them", "{n} of them")
    };
    let forms = Plural::NAMES.map(|name| plural.form(name));
    let other = "{n} of them";
    assert_eq!(forms, [other, "one of them", "two of them", other, other, other]);
    assert_eq!(plural.form("unheard of"), other);
}

#[test]
fn every_message_is_said_somewhere() {
    let mut source = String::new();
    read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let said: BTreeSet<&str> = source
        .split(|character: char| !(character.is_alphanumeric() || character == '_'))
        .collect();
    let mut unsaid = Vec::new();
    for (name, tree) in english_tree() {
        fields(&tree, name, &mut |place, field| {
            if !said.contains(field) {
                unsaid.push(place.to_owned());
            }
        });
    }
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
}

fn fields(tree: &Tree, place: &str, with: &mut impl FnMut(&str, &'static str)) {
    if let Tree::Group(all) = tree {
        for (name, tree) in all {
            let place = format!("{place}.{name}");
            with(&place, name);
            fields(tree, &place, with);
        }
    }
}

/// All of the program but the catalogue.
fn read_sources(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("ui/text") {
            read_sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn a_value_of_the_other_direction_turns_no_word_around_it() {
    let isolated = "\u{2068}Acme (UK)\u{2069}";
    let arabic = "\u{645}\u{646} {name}";
    assert_eq!(
        fill(arabic, &[("name", "Acme (UK)")]),
        format!("\u{645}\u{646} {isolated}")
    );
    assert_eq!(
        fill("from {name}", &[("name", "\u{645}")]),
        "from \u{2068}\u{645}\u{2069}"
    );
    assert_eq!(fill("from {name}", &[("name", "Acme (UK)")]), "from Acme (UK)");
    assert_eq!(fill_kept(arabic, &[("name", "Acme")]), "\u{645}\u{646} Acme");
}

#[test]
fn the_shipped_pack_speaks_every_language() {
    let pack = shipped();
    for Language { tag, .. } in LANGUAGES {
        let document = document(tag, "pack");
        let words = pack
            .words(&document)
            .unwrap_or_else(|problems| refuse(tag, &problems));
        let translated = pack.in_language_too(tag, &words).unwrap();
        assert_eq!(translated.hash, pack.hash);
        assert_eq!(translated.document, pack.document);
        let title = document.member("title").and_then(Json::as_str).unwrap();
        let questionnaire = &translated.questionnaire;
        assert_eq!(questionnaire.title.in_language(tag), title);
        assert_eq!(questionnaire.title.in_language(&format!("{tag}-XX")), title);
        assert_eq!(
            questionnaire.title.in_language("en"),
            pack.questionnaire.title.in_language("en")
        );
        let alone = translated.in_language_alone(tag);
        assert_eq!(alone.questionnaire.languages, [tag]);
        assert_eq!(alone.questionnaire.title.in_language("en"), title);
        assert_eq!(alone.reference(), pack.reference());
    }
}

#[test]
fn words_of_another_pack_are_refused() {
    let pack = shipped();
    let words = pack.words(&document("de", "pack")).unwrap();
    let (_, texts) = words.split_once('\n').unwrap();
    let (_, fewer) = texts.split_once('\n').unwrap();
    let hash = pack.hash.as_str();
    assert!(pack.in_language_too("de", &format!("{hash}\n{texts}")).is_some());
    assert!(
        pack.in_language_too("de", &format!("{}\n{texts}", "0".repeat(64)))
            .is_none()
    );
    assert!(pack.in_language_too("de", &format!("{hash}\n{fewer}")).is_none());
    assert!(
        pack.in_language_too("de", &format!("{hash}\n{texts}more\n"))
            .is_none()
    );
    assert!(pack.in_language_too("de", "").is_none());
}

#[test]
fn what_a_packs_words_lack_is_named() {
    let pack = shipped();
    let check = |change: &dyn Fn(&mut Json), expected: &[&str]| {
        let mut document = document("de", "pack");
        change(&mut document);
        let problems = pack.words(&document).unwrap_err();
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, expected);
    };
    check(
        &|document| {
            set(
                member(member(member(document, "indicators"), "1.1"), "vendor"),
                "hint",
                "",
            );
        },
        &[r#"indicators["1.1"].vendor.hint: is missing"#],
    );
    check(
        &|document| {
            let json::Value::Object(members) = &mut document.value else {
                panic!()
            };
            members.push(json::Member::new("subtitle", "Mehr"));
        },
        &["has texts that the pack has not"],
    );
}

/// The scripts' messages have no types: every language has to have the same ones.
#[test]
fn the_scripts_say_the_same_in_every_language() {
    let names = |tag: &str| -> Vec<String> {
        let document = document(tag, "page");
        document
            .members()
            .iter()
            .map(|member| member.name.as_str().to_owned())
            .collect()
    };
    let scripts: String = ["channel-readiness", "lasting", "rescue", "service"]
        .map(|name| fs::read_to_string(format!("{}/public/{name}.js", env!("CARGO_MANIFEST_DIR"))).unwrap())
        .concat();
    for Language { tag, .. } in LANGUAGES {
        assert_eq!(names(tag), names("de"), "{tag}");
    }
    for name in names("de") {
        assert!(scripts.contains(&name), "no script says {name}");
    }
}

/// An anchor that adds to the one below it begins with the words by which the program knows it.
#[test]
fn what_adds_to_the_one_below_begins_as_the_program_expects() {
    let pack = shipped();
    let adds =
        |questionnaire: &channel_readiness::domain::pack::Questionnaire, language: &str, begin: &str| {
            let all = questionnaire.indicators().flat_map(|(_, indicator)| {
                [&indicator.sides.vendor, &indicator.sides.partner].map(|side| {
                    let anchors = side.iter().flat_map(|question| &question.anchors);
                    anchors
                        .map(|anchor| anchor.in_language(language).starts_with(begin))
                        .collect::<Vec<_>>()
                })
            });
            all.collect::<Vec<_>>()
        };
    let english = adds(
        &pack.questionnaire,
        "en",
        text::report(Speech::ENGLISH).advice.adds_to_the_one_below,
    );
    assert!(english.iter().flatten().filter(|adds| **adds).count() > 20);
    for Language { tag, .. } in LANGUAGES {
        let speech = Speech::learn(&format!("{tag}-x-adds"), &words(tag).first);
        speech.learn_later(&words(tag).later);
        let document = document(tag, "pack");
        let translated = pack
            .in_language_too(tag, &pack.words(&document).unwrap())
            .unwrap();
        let begin = text::report(speech).advice.adds_to_the_one_below;
        assert_eq!(
            adds(&translated.questionnaire, tag, begin),
            english,
            "{tag}: {begin}"
        );
    }
}

/// The scripts know the languages by their tags, each where it needs them before anything else is there.
#[test]
fn the_scripts_know_the_languages() {
    let tags = |with_english: bool| {
        let mut tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
        if with_english {
            tags.push("en");
        }
        tags.sort_unstable();
        format!("/^({})\\b/i", tags.join("|"))
    };
    for (name, with_english) in [("channel-readiness", true), ("spoken", false), ("service", false)] {
        let path = format!("{}/public/{name}.js", env!("CARGO_MANIFEST_DIR"));
        let script = fs::read_to_string(path).unwrap();
        assert!(script.contains(&tags(with_english)), "{name}.js");
    }
}
