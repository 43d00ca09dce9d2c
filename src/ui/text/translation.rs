//! From the catalogue in another language, as people write it, to what the program reads. Only the build does this.

use std::collections::BTreeSet;

use super::catalogue::{Plural, Tree, write};
use super::english_tree;
use crate::domain::json::{Json, Step, place};
use crate::domain::problem::Problem;

/// A language that the program has words in beside English, and the forms that its counts have.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    /// The first part of its tag.
    pub tag: &'static str,
    /// CLDR's names, in the order of [`Plural::NAMES`].
    pub forms: &'static [&'static str],
}

/// Every language of the program beside English.
pub const LANGUAGES: [Language; 4] = [
    Language {
        tag: "ar",
        forms: &Plural::NAMES,
    },
    Language {
        tag: "de",
        forms: &["one", "other"],
    },
    Language {
        tag: "es",
        forms: &["one", "many", "other"],
    },
    Language {
        tag: "fr",
        forms: &["one", "many", "other"],
    },
];

/// What is loaded at once and what is loaded later, each as [`super::Speech`] reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub first: String,
    pub later: String,
}

/// Makes the words of a language. `catalogue` gives the document of a structure, such as `report`.
///
/// # Errors
/// Every message that is missing, unknown, empty, or whose places are not those of the English one, such as
/// `report.hero.score: has no {n}`.
pub fn words(
    language: Language,
    mut catalogue: impl FnMut(&str) -> Result<Json, Vec<Problem>>,
) -> Result<Words, Vec<Problem>> {
    let mut words = [String::new(), String::new()];
    let mut problems = Vec::new();
    for (index, (name, tree)) in english_tree().into_iter().enumerate() {
        let mut walk = Walk {
            words: &mut words[index.min(1)],
            problems: &mut problems,
            forms: language.forms,
            steps: vec![Step::Name(name)],
        };
        match catalogue(name) {
            Ok(document) => walk.tree(&tree, &document),
            Err(more) => problems.extend(more),
        }
    }
    let [first, later] = words;
    if problems.is_empty() {
        Ok(Words { first, later })
    } else {
        Err(problems)
    }
}

struct Walk<'a> {
    words: &'a mut String,
    problems: &'a mut Vec<Problem>,
    forms: &'static [&'static str],
    steps: Vec<Step<'a>>,
}

impl<'a> Walk<'a> {
    fn tree(&mut self, tree: &'a Tree, json: &'a Json) {
        match tree {
            Tree::Message(english) => self.message(english, json),
            Tree::Plural(english) => self.plural(english, json),
            Tree::List(english) => {
                if json.items().len() != english.len() {
                    self.refuse(format!("has to be a list of {}", english.len()));
                }
                for (index, (english, json)) in english.iter().zip(json.items()).enumerate() {
                    self.at(Step::Index(index), |walk| walk.tree(english, json));
                }
            }
            Tree::Group(english) => {
                for (name, english) in english {
                    self.at(Step::Name(name), |walk| match json.member(name) {
                        Some(json) => walk.tree(english, json),
                        None => walk.refuse("is missing".to_owned()),
                    });
                }
                self.refuse_others(json, |name| english.iter().any(|(known, _)| *known == name));
            }
        }
    }

    fn message(&mut self, english: &str, json: &Json) {
        let places = places(english);
        self.words(&places, &places, english.is_empty(), json);
    }

    fn plural(&mut self, english: &Plural, json: &'a Json) {
        let (one, other) = (places(english.one), places(english.other));
        let allowed = &one | &other;
        // Where a form is for one number alone, words can say the number: "no partner", "two partners".
        let least = &(&one & &other) - &BTreeSet::from(["{n}"]);
        for name in Plural::NAMES {
            if !self.forms.contains(&name) {
                write(self.words, "");
                continue;
            }
            let demanded = match name {
                "zero" | "one" | "two" => &least,
                _ => &other,
            };
            self.at(Step::Name(name), |walk| match json.member(name) {
                Some(form) => walk.words(&allowed, demanded, false, form),
                None => walk.refuse("is missing".to_owned()),
            });
        }
        let forms = self.forms;
        self.refuse_others(json, |name| forms.contains(&name));
    }

    fn words(
        &mut self,
        allowed: &BTreeSet<&str>,
        demanded: &BTreeSet<&str>,
        may_be_empty: bool,
        json: &Json,
    ) {
        let Some(words) = json.as_str() else {
            return self.refuse("is no text".to_owned());
        };
        if words.trim().is_empty() && !may_be_empty {
            self.refuse("is empty".to_owned());
        }
        let places = places(words);
        for place in places.difference(allowed) {
            self.refuse(format!("has {place}, which the English one has not"));
        }
        for place in demanded.difference(&places) {
            self.refuse(format!("has no {place}"));
        }
        write(self.words, words);
    }

    fn refuse_others(&mut self, json: &'a Json, is_known: impl Fn(&str) -> bool) {
        for member in json.members() {
            let name = member.name.as_str();
            if !is_known(name) {
                self.at(Step::Name(name), |walk| walk.refuse("is no message".to_owned()));
            }
        }
    }

    fn at(&mut self, step: Step<'a>, walk: impl FnOnce(&mut Self)) {
        self.steps.push(step);
        walk(self);
        self.steps.pop();
    }

    fn refuse(&mut self, cause: String) {
        self.problems.push(Problem {
            place: place(&self.steps),
            ..Problem::of_whole(cause)
        });
    }
}

/// The places of a message, such as `{n}`.
fn places(message: &str) -> BTreeSet<&str> {
    let begins = message.match_indices('{').map(|(begin, _)| &message[begin..]);
    begins
        .filter_map(|rest| rest.find('}').map(|end| &rest[..=end]))
        .collect()
}
