//! One verdict of schema and program on every mutated document, but for a listed set of rules.

use channel_readiness::domain::benchmark::Benchmark;
use channel_readiness::domain::exchange::{read_bundle, read_document, read_exchanged, read_whole_company};
use channel_readiness::domain::json::parse;
use channel_readiness::domain::pack::Pack;
use channel_readiness::domain::problem::Problem;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::dice::Dice;
use crate::documents::{self, bundle, company, pack_json, told, vendor, with};
use crate::exchanged::{invite, shared_result, view};
use crate::mutations::{Mutation, mutations, mutations_at};
use crate::nodes::{nodes, objects};
use crate::rules::{Example, RULES, is_excepted};
use crate::schemas::{complaints, json_file, validator};
use crate::small_pack::small;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Pack,
    Response,
    Company,
    Bundle,
    Invite,
    View,
    SharedResult,
    Benchmark,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Pack,
        Self::Response,
        Self::Company,
        Self::Bundle,
        Self::Invite,
        Self::View,
        Self::SharedResult,
        Self::Benchmark,
    ];
}

impl Kind {
    fn validator(self) -> Validator {
        let name = match self {
            Self::SharedResult => "shared-result".to_owned(),
            other => format!("{other:?}").to_lowercase(),
        };
        validator(&format!("{name}-1.schema.json"))
    }

    /// A right document of this kind.
    pub fn document(self) -> Value {
        match self {
            Self::Pack => pack(),
            Self::Response => planned(),
            Self::Company => whole(),
            Self::Bundle => with(
                with(bundle(), "/companies", json!([company(), profiled_other()])),
                "/benchmarks",
                json!([Self::Benchmark.document()]),
            ),
            Self::Invite => invite(),
            Self::View => view(),
            Self::SharedResult => shared_result(),
            Self::Benchmark => json_file("tests/fixtures/benchmark-format-1.json"),
        }
    }

    /// What the program finds wrong.
    fn problems(self, text: &str) -> Vec<Problem> {
        match self {
            Self::Pack => Pack::parse(text).err(),
            Self::Benchmark => Benchmark::parse(text).err(),
            Self::Response => read_document(text, &[&documents::pack()]).err(),
            Self::Company => parse(text)
                .map_err(|problem| vec![problem])
                .and_then(|json| read_whole_company(&json))
                .err(),
            Self::Bundle => read_bundle(text, &[]).err(),
            Self::Invite | Self::View | Self::SharedResult => {
                let known = documents::pack();
                read_exchanged(text, &[&known])
                    .err()
                    .map(|refusal| refusal.problems)
            }
        }
        .unwrap_or_default()
    }
}

/// A response with a plan, and with notes of the exchange.
fn planned() -> Value {
    let at = "2026-11-22T10:41:00Z";
    let id = "0190f5f0-7b1c-7000-8000-0000000000aa";
    let mut noted = vendor();
    noted["received"] =
        json!({"at": at, "invite": id, "fingerprint": "P65R-DKGK-H7J6-VT3T", "file": "view.crx"});
    noted["filed"] = json!({"company": id, "at": at});
    noted["invited"] = json!({"invite": id, "at": at});
    noted["joint"] = json!({"at": at, "of": [id, "0190f5f0-7b1c-7000-8000-0000000000ab"]});
    with(
        noted,
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

/// A company with a profile.
fn profiled() -> Value {
    let mut profiled = company();
    profiled["tags"] = json!(["gold", "DACH"]);
    profiled["contacts"] = json!([
        {"id": "0190f5f0-7b1c-7000-8000-0000000000c1", "name": "Ada", "role": "Channel", "email": "", "phone": "+49 30 1"},
        {"id": "0190f5f0-7b1c-7000-8000-0000000000c2", "email": "bob@example.com", "note": "On leave"}
    ]);
    profiled["systems"] = json!([
        {"id": "0190f5f0-7b1c-7000-8000-0000000000d1", "name": "OpenAPI", "openness": "open", "note": ""},
        {"id": "0190f5f0-7b1c-7000-8000-0000000000d2", "name": "Their portal", "openness": null}
    ]);
    profiled["target"] = json!(3);
    profiled["archivedOn"] = json!("2026-11-22");
    profiled
}

fn profiled_other() -> Value {
    with(profiled(), "/id", json!("0190f5f0-7b1c-7000-8000-0000000000ab"))
}

/// A company with a profile, a log and what it was invited to.
fn whole() -> Value {
    let note = json!([{"id": "0190f5f0-7b1c-7000-8000-0000000000e1", "at": "2026-11-22T10:41:00Z"}]);
    let invited = with(profiled(), "/invites", note.clone());
    let invited = with(invited, "/unlike", note);
    with(
        invited,
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
        // A view's pack, which is that of the other kinds.
        || is_deep && at.starts_with("/pack/")
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
    agree_on_every_mutation(Kind::Company, 2000);
}

#[test]
fn schema_and_program_agree_on_every_mutated_bundle() {
    agree_on_every_mutation(Kind::Bundle, 3000);
}

#[test]
fn schema_and_program_agree_on_every_mutated_invite() {
    agree_on_every_mutation(Kind::Invite, 1500);
}

#[test]
fn schema_and_program_agree_on_every_mutated_view() {
    agree_on_every_mutation(Kind::View, 2000);
}

#[test]
fn schema_and_program_agree_on_every_mutated_shared_result() {
    agree_on_every_mutation(Kind::SharedResult, 3000);
}

#[test]
fn schema_and_program_agree_on_every_mutated_benchmark() {
    agree_on_every_mutation(Kind::Benchmark, 1500);
}

#[test]
fn schema_and_program_agree_where_two_things_are_wrong() {
    for kind in Kind::ALL {
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
fn unknown_members_are_allowed_everywhere_but_where_names_are_ids_or_say_what_is_meant() {
    for kind in Kind::ALL {
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
            let ends = [
                "/answers",
                "/stamps",
                "/figures/dimensions",
                "/figures/indicators",
            ];
            let names_what_it_holds = ends.iter().any(|end| at.ends_with(end))
                || at == "/result/dimensions"
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
