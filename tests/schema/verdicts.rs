//! One verdict of schema and program on every mutated document, but for a listed set of rules.

use channel_readiness::domain::exchange::{read_bundle, read_company, read_document};
use channel_readiness::domain::json::parse;
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::problem::Problem;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::dice::Dice;
use crate::documents::{self, bundle, company, pack_json, told, vendor, with};
use crate::mutations::{Mutation, mutations, mutations_at};
use crate::nodes::{nodes, objects};
use crate::schemas::{complaints, validator};
use crate::small_pack::{indicator, small};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pack,
    Response,
    Company,
    Bundle,
}

impl Kind {
    fn validator(self) -> Validator {
        let name = format!("{self:?}").to_lowercase();
        validator(&format!("{name}-1.schema.json"))
    }

    /// A right document of this kind.
    fn document(self) -> Value {
        match self {
            Self::Pack => pack(),
            Self::Response => planned(),
            Self::Company => logged(),
            Self::Bundle => bundle(),
        }
    }

    /// What the program finds wrong.
    fn problems(self, text: &str) -> Vec<Problem> {
        match self {
            Self::Pack => Pack::parse(text).err(),
            Self::Response => read_document(text, &[&documents::pack()]).err(),
            Self::Company => parse(text)
                .map_err(|problem| vec![problem])
                .and_then(|json| read_company(&json))
                .err(),
            Self::Bundle => read_bundle(text, &[]).err(),
        }
        .unwrap_or_default()
    }
}

/// A response with a plan.
fn planned() -> Value {
    with(
        vendor(),
        "/plan",
        json!({
            "target": {"score": 62.5},
            "locked": ["a1"],
            "excluded": [{"indicator": "a2", "to": 3}],
            "efforts": [{"indicator": "a2", "to": 2, "days": 12}],
            "steps": [{
                "indicator": "a2", "from": 0, "to": 2, "days": 12, "owner": "Ada", "due": "2027-01-31",
                "state": "planned", "note": "First the pilot", "doneOn": null
            }, {
                "indicator": "a1", "from": 0, "to": 2, "days": 12, "state": "done", "doneOn": "2026-11-20",
                "answerThen": {"state": "level", "level": 1, "day": "2026-11-20"}, "confirmed": true
            }]
        }),
    )
}

/// A company with a log.
fn logged() -> Value {
    with(
        company(),
        "/touchpoints",
        json!([{
            "id": "0190f5f0-7b1c-7000-8000-000000000011", "kind": "meeting", "day": "2026-11-22", "minutes": 30,
            "title": "Technical call", "note": "n", "answerHours": 2.5,
            "calendar": {"uid": "4k2j@example.com", "recurrence": "2026-11-22"}
        }, {
            "id": "0190f5f0-7b1c-7000-8000-000000000012", "kind": "incident", "day": "2026-11-20"
        }]),
    )
}

/// The small pack with every operator in its conditions.
fn pack() -> Value {
    let mut pack = small();
    pack["dimensions"][1]["indicators"][0]["when"] = json!({"any": [
        {"not": {"side": "vendor"}},
        {"all": [{"company": "reseller"}, {"sizeAtLeast": "11-50"}]},
        {"indicator": "a1", "atMost": 3},
        {"indicator": "a2", "state": "unanswered"}
    ]});
    pack["checks"][0]["when"] = json!({"all": [
        {"of": "vendor", "indicator": "a1", "atLeast": 3},
        {"not": {"any": [{"of": "partner", "indicator": "a2", "atMost": 1}]}},
        {"side": "vendor"}, {"company": "reseller"}, {"sizeAtLeast": "11-50"}, {"indicator": "a2", "state": "level"}
    ]});
    pack
}

/// A rule of the program that a schema cannot say.
struct Rule {
    /// How the program's sentence is known.
    cause: &'static str,
    reason: &'static str,
    /// A document that breaks this rule and no other.
    example: fn() -> Example,
}

struct Example {
    kind: Kind,
    text: String,
    /// What the text says to a schema.
    document: Value,
}

const COMPARES_WITH_OTHERS: &str =
    "a schema sees one place at a time: it cannot compare members of different entries";
const FOLLOWS_NAMES: &str = "a schema cannot look up in another part of the document what a name stands for";
const NEEDS_THE_PACK: &str = "a schema sees the response alone, not the pack that it answers";
const ADDS_UP: &str = "a schema cannot add up what stands in different places";
const IS_OF_THE_TEXT: &str = "a schema judges what a text says, after it was read as JSON";

const RULES: [Rule; 16] = [
    Rule {
        cause: "is already the id of",
        reason: COMPARES_WITH_OTHERS,
        example: || changed(Kind::Pack, "/dimensions/1/id", json!("a")),
    },
    Rule {
        cause: "the same as of ",
        reason: COMPARES_WITH_OTHERS,
        example: || {
            changed(
                Kind::Bundle,
                "/companies",
                json!([company(), with(company(), "/name", json!("Other"))]),
            )
        },
    },
    Rule {
        cause: "steps go up, ",
        reason: COMPARES_WITH_OTHERS,
        example: || {
            changed(
                Kind::Pack,
                "/dimensions/0/indicators/0/sides/vendor/steps/1/to",
                json!(2),
            )
        },
    },
    Rule {
        cause: "the pack does not declare this language",
        reason: FOLLOWS_NAMES,
        example: || changed(Kind::Pack, "/title", json!({"en": "T", "fr": "T"})),
    },
    Rule {
        cause: "the pack's first language ",
        reason: FOLLOWS_NAMES,
        example: || changed(Kind::Pack, "/title", json!({"de": "T"})),
    },
    Rule {
        cause: "there is no indicator ",
        reason: FOLLOWS_NAMES,
        example: || changed(Kind::Pack, "/checks/0/indicators", json!(["zz"])),
    },
    Rule {
        cause: "an indicator cannot ask about itself",
        reason: FOLLOWS_NAMES,
        example: || {
            changed(
                Kind::Pack,
                "/dimensions/1/indicators/0/when",
                json!({"indicator": "b1", "atLeast": 1}),
            )
        },
    },
    Rule {
        cause: "asks in a circle: ",
        reason: FOLLOWS_NAMES,
        example: || {
            changed(
                Kind::Pack,
                "/dimensions/0/indicators/0/when",
                json!({"indicator": "b1", "atLeast": 1}),
            )
        },
    },
    Rule {
        cause: " indicators, a pack has at most 1000",
        reason: ADDS_UP,
        example: || {
            let many: Vec<Value> = (0..999)
                .map(|number| indicator(&format!("i{number}")))
                .chain([indicator("b1")])
                .collect();
            changed(Kind::Pack, "/dimensions/1/indicators", json!(many))
        },
    },
    Rule {
        cause: "the conditions of a pack have more than 10000 terms",
        reason: ADDS_UP,
        example: || {
            let any = json!({"any": vec![json!({"side": "vendor"}); 10_000]});
            changed(Kind::Pack, "/dimensions/1/indicators/0/when", any)
        },
    },
    Rule {
        cause: " is not at hand",
        reason: NEEDS_THE_PACK,
        example: || changed(Kind::Response, "/pack/id", json!("other")),
    },
    Rule {
        cause: "answers version ",
        reason: NEEDS_THE_PACK,
        example: || changed(Kind::Response, "/pack/version", json!(2)),
    },
    Rule {
        cause: "answers another pack of the same id and version",
        reason: NEEDS_THE_PACK,
        example: || changed(Kind::Response, "/pack/hash", json!("0".repeat(64))),
    },
    Rule {
        cause: "\"notApplicable\" is no answer to this indicator",
        reason: NEEDS_THE_PACK,
        example: || {
            let answer = json!({"state": "notApplicable", "day": "2026-11-22"});
            changed(Kind::Response, "/answers/b1", answer)
        },
    },
    Rule {
        cause: " stands twice, first at line ",
        reason: IS_OF_THE_TEXT,
        example: || {
            let text = vendor().to_string();
            Example {
                kind: Kind::Response,
                text: text.replacen("\"title\":null", "\"title\":null,\"title\":null", 1),
                // As most programs read it: the last one of equal names counts.
                document: vendor(),
            }
        },
    },
    Rule {
        cause: "lists and objects are nested too deep",
        reason: IS_OF_THE_TEXT,
        example: || {
            let deep = (0..127).fold(json!(1), |inner, _| json!([inner]));
            changed(Kind::Company, "/x", deep)
        },
    },
];

fn changed(kind: Kind, pointer: &str, value: Value) -> Example {
    let document = with(kind.document(), pointer, value);
    Example {
        kind,
        text: document.to_string(),
        document,
    }
}

fn is_excepted(problem: &Problem) -> bool {
    RULES.iter().any(|rule| problem.cause.contains(rule.cause))
}

/// Fails where schema and program differ about a document, the listed rules aside.
#[track_caller]
fn agree(kind: Kind, validator: &Validator, document: &Value, told_of: impl FnOnce() -> String) {
    let problems = kind.problems(&document.to_string());
    let agreed = if validator.is_valid(document) {
        problems.iter().all(is_excepted)
    } else {
        !problems.is_empty()
    };
    assert!(
        agreed,
        "{kind:?} {}\nthe program: {}\nthe schema: {}",
        told_of(),
        told(&problems),
        complaints(validator, document)
    );
}

#[track_caller]
fn agree_on_every_mutation(kind: Kind, least: usize) {
    let (validator, document) = (kind.validator(), kind.document());
    agree(kind, &validator, &document, || "as it is".to_owned());
    let all = mutations(&document, |at| !stands_elsewhere(at));
    assert!(all.len() > least, "{} mutations", all.len());
    for mutation in &all {
        agree(kind, &validator, &mutation.apply(&document), || {
            mutation.to_string()
        });
    }
}

/// Whether the same mutations of the same member are made in another place of a document.
fn stands_elsewhere(at: &str) -> bool {
    let is_deep = at.matches('/').count() > 3;
    at.contains("/sides/partner/")
        || at.starts_with("/dimensions/1/indicators/0/sides/")
        || is_deep && (at.starts_with("/packs/") || at.starts_with("/responses/"))
}

#[test]
fn schema_and_program_agree_on_every_mutated_pack() {
    agree_on_every_mutation(Kind::Pack, 5000);
}

#[test]
fn schema_and_program_agree_on_every_mutated_response() {
    agree_on_every_mutation(Kind::Response, 2000);
}

#[test]
fn schema_and_program_agree_on_every_mutated_company() {
    agree_on_every_mutation(Kind::Company, 500);
}

#[test]
fn schema_and_program_agree_on_every_mutated_bundle() {
    agree_on_every_mutation(Kind::Bundle, 3000);
}

#[test]
fn schema_and_program_agree_where_two_things_are_wrong() {
    for kind in [Kind::Pack, Kind::Response, Kind::Company, Kind::Bundle] {
        let (validator, document) = (kind.validator(), kind.document());
        for seed in 1..=500 {
            let mut dice = Dice::new(seed);
            let first = mutation(&mut dice, &document);
            let once = first.apply(&document);
            let second = mutation(&mut dice, &once);
            agree(kind, &validator, &second.apply(&once), || {
                format!("{seed}: {first}, {second}")
            });
        }
    }
}

/// One of all mutations of one of all places.
fn mutation(dice: &mut Dice, document: &Value) -> Mutation {
    let at = dice.pick(&nodes(document)).clone();
    let mut all = mutations_at(document, &at);
    all.swap_remove(dice.below(all.len()))
}

#[test]
fn each_exception_is_needed() {
    for rule in RULES {
        let Example { kind, text, document } = (rule.example)();
        assert!(!rule.reason.is_empty());
        let problems = kind.problems(&text);
        assert!(!problems.is_empty(), "{}: nothing is refused", rule.cause);
        for problem in problems {
            assert!(
                problem.cause.contains(rule.cause),
                "{problem}, not {}",
                rule.cause
            );
        }
        assert_eq!(complaints(&kind.validator(), &document), "", "{}", rule.cause);
    }
}

#[test]
fn schema_and_program_agree_on_how_many_different_entries_are_too_many() {
    let languages = |count: usize| {
        (0..count)
            .map(|number| json!(format!("en-{number:03}")))
            .collect()
    };
    let answers = |count: usize| {
        let answer = json!({"state": "unknown", "day": "2026-11-22"});
        (0..count)
            .map(|number| (number.to_string(), answer.clone()))
            .collect()
    };
    let packs = |count: usize| {
        let numbered = |number| with(pack_json(), "/unknown", json!(number));
        (0..count).map(numbered).collect()
    };
    for (kind, pointer, most, of) in [
        (
            Kind::Pack,
            "/languages",
            100,
            &(|count| Value::Array(languages(count))) as &dyn Fn(usize) -> Value,
        ),
        (Kind::Company, "/touchpoints", 5000, &|count| {
            let entry = |number: usize| {
                let id = uuid::Uuid::from_u128(number as u128).to_string();
                json!({"id": id, "kind": "release", "day": "2026-11-22"})
            };
            (0..count).map(entry).collect()
        }),
        (Kind::Response, "/answers", 5000, &|count| {
            Value::Object(answers(count))
        }),
        (Kind::Bundle, "/packs", 1000, &|count| Value::Array(packs(count))),
    ] {
        for (count, is_fine) in [(most, true), (most + 1, false)] {
            let mut document = with(kind.document(), pointer, of(count));
            if kind == Kind::Pack {
                document["title"] = json!("T");
                document["languages"][0] = json!("en");
                document["languages"][1] = json!("de");
            }
            let told = told(&kind.problems(&document.to_string()));
            assert_eq!(
                (told.is_empty(), kind.validator().is_valid(&document)),
                (is_fine, is_fine),
                "{pointer} {told}"
            );
        }
    }
}

#[test]
fn numbers_may_be_written_in_any_way() {
    let text = pack().to_string();
    for (from, to) in [
        ("\"format\":1", "\"format\":1.0"),
        ("\"version\":3", "\"version\":3e0"),
        ("\"weight\":0.001", "\"weight\":1E-3"),
        ("\"halfLifeDays\":180", "\"halfLifeDays\":0.18e3"),
        ("\"days\":365", "\"days\":365.000"),
        ("\"atLeast\":3", "\"atLeast\":0.3e+1"),
    ] {
        let written = text.replace(from, to);
        assert_ne!(written, text, "{from}");
        assert_eq!(told(&Kind::Pack.problems(&written)), "");
        let document = serde_json::from_str(&written).unwrap();
        assert_eq!(complaints(&Kind::Pack.validator(), &document), "", "{to}");
    }
}

#[test]
fn unknown_members_are_allowed_everywhere_but_in_conditions_translations_and_answers() {
    for kind in [Kind::Pack, Kind::Response, Kind::Company, Kind::Bundle] {
        let (validator, document) = (kind.validator(), kind.document());
        for at in objects(&document) {
            let object = document.pointer(&at).unwrap();
            let of_condition = [
                "atLeast",
                "atMost",
                "state",
                "side",
                "company",
                "sizeAtLeast",
                "all",
                "any",
                "not",
            ];
            let names_what_it_holds = at.ends_with("/answers")
                || object.get("en").is_some()
                || (at.contains("/when") && of_condition.iter().any(|name| object.get(*name).is_some()));
            let extended = with(document.clone(), &format!("{at}/unknown"), json!({"x": [1]}));
            assert_eq!(
                validator.is_valid(&extended),
                !names_what_it_holds,
                "{kind:?} {at}"
            );
        }
    }
}

#[test]
fn a_pack_may_name_its_schema() {
    let named = with(pack_json(), "/$schema", json!("../schema/pack-1.schema.json"));
    assert_eq!(told(&Kind::Pack.problems(&named.to_string())), "");
    assert!(Kind::Pack.validator().is_valid(&named));
}
