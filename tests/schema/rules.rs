//! The rules of the program that a schema cannot say, each with a document that breaks it and no other.

use channel_readiness::domain::problem::Problem;
use serde_json::{Value, json};

use crate::documents::{company, vendor, with};
use crate::small_pack::indicator;
use crate::verdicts::Kind;

/// A rule of the program that a schema cannot say.
pub struct Rule {
    /// How the program's sentence is known.
    pub cause: &'static str,
    pub reason: &'static str,
    /// A document that breaks this rule and no other.
    pub example: fn() -> Example,
}

pub struct Example {
    pub kind: Kind,
    pub text: String,
    /// What the text says to a schema.
    pub document: Value,
}

const COMPARES_WITH_OTHERS: &str =
    "a schema sees one place at a time: it cannot compare members of different entries";
const FOLLOWS_NAMES: &str = "a schema cannot look up in another part of the document what a name stands for";
const NEEDS_THE_PACK: &str = "a schema sees the response alone, not the pack that it answers";
const ADDS_UP: &str = "a schema cannot add up what stands in different places";
const IS_OF_THE_TEXT: &str = "a schema judges what a text says, after it was read as JSON";

pub const RULES: [Rule; 19] = [
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
        cause: "makes no interval with low",
        reason: COMPARES_WITH_OTHERS,
        example: || changed(Kind::SharedResult, "/result/low", json!(60)),
    },
    Rule {
        cause: "makes no quartiles: ",
        reason: COMPARES_WITH_OTHERS,
        example: || changed(Kind::Benchmark, "/figures/score/median", json!(1)),
    },
    Rule {
        cause: "is later than the view, by createdAt",
        reason: COMPARES_WITH_OTHERS,
        example: || changed(Kind::View, "/createdAt", json!("2026-11-22T10:39:00Z")),
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

pub fn is_excepted(problem: &Problem) -> bool {
    RULES.iter().any(|rule| problem.cause.contains(rule.cause))
}
