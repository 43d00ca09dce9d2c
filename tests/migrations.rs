//! The runner of migrations, with made-up steps.
#![cfg(not(target_arch = "wasm32"))]

use std::borrow::Cow;

use channel_readiness::domain::json::{Json, Value, compact, parse};
use channel_readiness::domain::problem::Problem;
use channel_readiness::domain::replica::Replica;
use channel_readiness::storage::migrations::{
    MigrationError, PAYLOAD_FORMAT, REPLICA_FORMAT, REPLICA_STEPS, STEPS, Step, migrate, wrap,
};

fn text(words: &str) -> Json {
    Json {
        value: Value::String(words.to_owned()),
        at: None,
    }
}

fn appended(payload: &Json, words: &str) -> Result<Json, Problem> {
    match &payload.value {
        Value::String(before) => Ok(text(&format!("{before}{words}"))),
        _ => Err(Problem {
            place: "title".to_owned(),
            cause: "expected a text".to_owned(),
            at: None,
            instead: None,
        }),
    }
}

const FIRST: Step = Step {
    from: 1,
    apply: |payload| appended(payload, " to 2"),
};
const SECOND: Step = Step {
    from: 2,
    apply: |payload| appended(payload, " to 3"),
};
const THIRD: Step = Step {
    from: 3,
    apply: |payload| appended(payload, " to 4"),
};
const STEPS_TO_4: &[Step] = &[FIRST, SECOND, THIRD];

fn migrated(words: &str, from: u16, steps: &[Step], to: u16) -> Result<Json, MigrationError> {
    migrate(&text(words), from, steps, to).map(Cow::into_owned)
}

#[test]
fn all_steps_run_in_their_order() {
    assert_eq!(migrated("1", 1, STEPS_TO_4, 4), Ok(text("1 to 2 to 3 to 4")));
}

#[test]
fn it_begins_at_the_payload_s_own_format() {
    assert_eq!(migrated("3", 3, STEPS_TO_4, 4), Ok(text("3 to 4")));
}

#[test]
fn a_payload_of_today_is_not_even_copied() {
    assert!(matches!(
        migrate(&text("4"), 4, STEPS_TO_4, 4),
        Ok(Cow::Borrowed(_))
    ));
}

#[test]
fn again_gives_the_same() {
    assert_eq!(migrated("1", 1, STEPS_TO_4, 4), migrated("1", 1, STEPS_TO_4, 4));
}

#[test]
fn a_newer_payload_is_refused() {
    assert_eq!(
        migrated("5", 5, STEPS_TO_4, 4),
        Err(MigrationError::Newer { found: 5, known: 4 })
    );
}

#[test]
fn there_is_no_format_0() {
    assert_eq!(migrated("0", 0, STEPS_TO_4, 4), Err(MigrationError::NoSuchFormat));
}

#[test]
fn gaps_are_found_even_where_the_payload_does_not_need_the_step() {
    let cases: [(&[Step], u16, u16); 7] = [
        (&[FIRST, THIRD], 4, 2),
        (&[SECOND, THIRD], 4, 1),
        (&[FIRST, SECOND], 4, 3),
        (&[], 4, 1),
        (&[SECOND, FIRST, THIRD], 4, 1),
        (&[FIRST, FIRST, THIRD], 4, 2),
        (STEPS_TO_4, 3, 3),
    ];
    for (steps, to, from) in cases {
        assert_eq!(migrated("x", to, steps, to), Err(MigrationError::Gap { from }));
    }
}

#[test]
fn a_failing_step_is_named_and_leaves_the_payload() {
    let payload = Json {
        value: Value::Null,
        at: None,
    };
    let problem = Problem {
        place: "title".to_owned(),
        cause: "expected a text".to_owned(),
        at: None,
        instead: None,
    };
    let refused = migrate(&payload, 2, STEPS_TO_4, 4).map(Cow::into_owned);
    assert_eq!(refused, Err(MigrationError::StepFailed { from: 2, problem }));
    assert_eq!(
        payload,
        Json {
            value: Value::Null,
            at: None
        }
    );
}

#[test]
fn the_message_names_step_and_place() {
    let refused = migrate(
        &Json {
            value: Value::Null,
            at: None,
        },
        1,
        STEPS_TO_4,
        4,
    )
    .map(Cow::into_owned);
    let message = refused.map_err(|error| error.to_string());
    assert_eq!(
        message,
        Err("the migration from format 1 failed: title: expected a text".to_owned())
    );
}

#[test]
fn the_app_s_own_steps_have_no_gap() {
    assert_eq!(
        migrated("today", PAYLOAD_FORMAT, STEPS, PAYLOAD_FORMAT),
        Ok(text("today"))
    );
}

#[test]
fn the_steps_to_replicas_have_no_gap() {
    assert_eq!(
        migrated("today", REPLICA_FORMAT, REPLICA_STEPS, REPLICA_FORMAT),
        Ok(text("today"))
    );
}

#[test]
fn a_document_of_format_1_becomes_a_replica_that_nobody_has_changed() {
    let response = parse(include_str!("fixtures/response-format-1.json")).unwrap();
    let payload = migrate(&response, 1, REPLICA_STEPS, REPLICA_FORMAT).unwrap();
    let replica = Replica::from_json(&payload).unwrap();
    assert_eq!(replica, Replica::new(&response));
    assert_eq!(replica.latest(), None);
    assert_eq!(replica.document().as_ref().map(compact), Some(compact(&response)));
    assert_eq!(wrap(&response).as_ref(), Ok(&*payload));
}

#[test]
fn what_is_no_object_was_no_record_of_format_1() {
    for payload in ["null", "[]", "5", "\"{}\""] {
        let refused =
            migrate(&parse(payload).unwrap(), 1, REPLICA_STEPS, REPLICA_FORMAT).map(Cow::into_owned);
        let message = refused.map_err(|error| error.to_string());
        let expected = "the migration from format 1 failed: expected an object (line 1, column 1)";
        assert_eq!(message, Err(expected.to_owned()));
    }
}
