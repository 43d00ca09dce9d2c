//! What the answers claim of a cadence, and where the log shows another.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/answered.rs"]
mod answered;
#[path = "support/pack.rs"]
mod support;

use std::fs;

use answered::answered;
use channel_readiness::domain::cadence::{
    AnswerTime, Cadence, Direction, Drift, Fact, Pace, claims, days_of, drifts, expected, seen,
};
use channel_readiness::domain::pack::{Indicator, Pack, Questionnaire};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::text::Text;
use channel_readiness::domain::touchpoint::{Kind, Touchpoint, TouchpointId, Touchpoints};
use support::*;
use uuid::Uuid;

/// A touchpoint of a kind every so many days, the first one today, as long as they lie within a year.
fn add(log: &mut Touchpoints, kind: Kind, every: i32) {
    for number in 0..365 / every {
        let id = TouchpointId(Uuid::from_u128(log.entries().len() as u128));
        let day = today().plus(-number * every).unwrap();
        log.add(Touchpoint::new(id, kind, day)).unwrap();
    }
}

/// A log of nothing but that.
fn log(kind: Kind, every: i32) -> Touchpoints {
    let mut log = Touchpoints::default();
    add(&mut log, kind, every);
    log
}

#[test]
fn levels_stand_for_what_their_anchors_say() {
    let told = |fact| {
        (0..5)
            .map(|number| expected(fact, level(number)).name())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        told(Fact::ContactCadence),
        "yearly quarterly monthly weekly daily"
    );
    assert_eq!(
        told(Fact::PlanCadence),
        "rarer yearly quarterly quarterly monthly"
    );
    assert_eq!(told(Fact::AnswerTime), "longer month week day half-day");
}

/// The built-in pack's indicator that observes a fact.
fn observing(fact: Fact) -> Indicator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/packs/channel-devops.json");
    let pack = Pack::parse(&fs::read_to_string(path).unwrap()).unwrap();
    let mut observing = pack
        .questionnaire
        .indicators()
        .filter(|(_, indicator)| indicator.observes.as_deref() == Some(fact.name()));
    let (_, found) = observing.next().unwrap();
    assert!(observing.next().is_none());
    found.clone()
}

/// Who changes the anchors looks at the scale that was made from them.
#[test]
fn the_anchors_that_the_scale_was_made_from_are_still_those_of_the_built_in_pack() {
    for (fact, anchors) in [
        (
            Fact::ContactCadence,
            [
                "Not once in 90 days",
                "At least once, but not every month",
                "At least once every month, but not every week",
                "At least once every week, but not on most working days",
                "On most working days",
            ],
        ),
        (
            Fact::PlanCadence,
            [
                "There is no joint plan",
                "Once or not at all",
                "Two or three times",
                "Four to eleven times",
                "Twelve times or more",
            ],
        ),
        (
            Fact::AnswerTime,
            [
                "More than a month, or no answer comes",
                "More than a week, up to a month",
                "More than one working day, up to a week",
                "More than half a working day, up to one working day",
                "Half a working day or less",
            ],
        ),
    ] {
        for side in Side::ALL {
            let question = observing(fact).question(side).unwrap().clone();
            assert_eq!(
                question.anchors,
                anchors.map(|anchor| Text::Plain(anchor.to_owned())),
                "{fact:?}"
            );
        }
    }
}

/// The rows of the guide's table whose first heading is this.
fn table(heading: &str) -> Vec<Vec<String>> {
    let guide = include_str!("../docs/touchpoints.md");
    let rows = guide
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")))
        .skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        row.trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect()
    })
    .collect()
}

#[test]
fn the_guide_has_the_scale_of_the_program_with_its_anchors() {
    let rows = table("level");
    assert_eq!(rows.len(), 5);
    for (number, row) in (0..5).zip(rows) {
        assert_eq!(row[0], number.to_string());
        for (fact, cell) in Fact::ALL.into_iter().zip(&row[1..]) {
            let indicator = observing(fact);
            let Text::Plain(anchor) = &indicator.question(Side::Vendor).unwrap().anchors[usize::from(number)]
            else {
                panic!("{indicator:?}")
            };
            assert_eq!(
                *cell,
                format!("{} (\"{anchor}\")", expected(fact, level(number)).name())
            );
        }
    }
}

fn observes(fact: &str, indicator: Indicator) -> Indicator {
    Indicator {
        observes: Some(fact.to_owned()),
        ..indicator
    }
}

/// A pack whose indicators `c`, `p` and `t` observe a fact each, `o` another one, and `w` one when `o` is high.
fn asked() -> Questionnaire {
    questionnaire(vec![dimension(
        "a",
        1.0,
        vec![
            observes("contact-cadence", indicator("c", 1.0)),
            observes("plan-cadence", indicator("p", 1.0)),
            observes("answer-time", indicator("t", 1.0)),
            observes("staff", indicator("o", 1.0)),
            asked_when(at_least("o", 3), observes("contact-cadence", indicator("w", 1.0))),
            indicator("x", 1.0),
        ],
    )])
}

fn told(drifts: &[Drift]) -> Vec<String> {
    let line = |drift: &Drift| {
        let Drift {
            side, claimed, seen, ..
        } = drift;
        let (claimed, seen, direction) = (claimed.name(), seen.name(), drift.direction);
        format!(
            "{} {}: {claimed}, {seen}, {direction:?}",
            side.name(),
            drift.indicator.0
        )
    };
    drifts.iter().map(line).collect()
}

/// What drifts from a vendor's answers.
fn drifting(answers: &str, log: &Touchpoints) -> Vec<String> {
    told(&drifts(&claims(&asked(), &vendor(answers)), log, today()))
}

#[test]
fn only_levels_of_indicators_that_are_asked_claim_something() {
    let indicators = |answers: &str| {
        let claims = claims(&asked(), &partner(answers));
        assert!(claims.iter().all(|claim| claim.side == Side::Partner));
        claims
            .into_iter()
            .map(|claim| claim.indicator.0)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(indicators("c=3 p=0 t=2 o=4 w=1 x=3"), "c p t w");
    assert_eq!(indicators("c=3 p=? t=- o=2 w=1"), "c");
    assert_eq!(indicators(""), "");
}

#[test]
fn a_claim_more_than_one_step_from_the_log_has_drifted() {
    let quarterly = log(Kind::Meeting, 91);
    for (answers, expected) in [
        ("c=4", &["vendor c: daily, quarterly, Slower"][..]),
        ("c=3", &["vendor c: weekly, quarterly, Slower"]),
        ("c=2", &[]),
        ("c=1", &[]),
        ("c=0", &[]),
        ("c=?", &[]),
    ] {
        assert_eq!(drifting(answers, &quarterly), expected, "{answers}");
    }
    let weekly = log(Kind::Meeting, 7);
    for (answers, expected) in [
        ("c=4", &[][..]),
        ("c=3", &[]),
        ("c=2", &["vendor c: monthly, weekly, Faster"]),
        ("c=1", &["vendor c: quarterly, weekly, Faster"]),
        ("c=0", &["vendor c: yearly, weekly, Faster"]),
    ] {
        assert_eq!(drifting(answers, &weekly), expected, "{answers}");
    }
}

#[test]
fn each_fact_is_compared_with_its_own_part_of_the_log() {
    let mut all = answered(&[100.0, 120.0, 160.0]);
    add(&mut all, Kind::Meeting, 91);
    add(&mut all, Kind::Decision, 14);
    add(&mut all, Kind::Release, 1);
    assert_eq!(
        seen(Fact::ContactCadence, &all, today()),
        Ok(Pace::Cadence(Cadence::Quarterly))
    );
    assert_eq!(
        seen(Fact::PlanCadence, &all, today()),
        Ok(Pace::Cadence(Cadence::Fortnightly))
    );
    assert_eq!(
        seen(Fact::AnswerTime, &all, today()),
        Ok(Pace::Answer(AnswerTime::Week))
    );
    assert_eq!(days_of(&all, Kind::Incident, today()).count(), 3);
    assert_eq!(
        drifting("c=3 p=1 t=4", &all),
        [
            "vendor c: weekly, quarterly, Slower",
            "vendor p: yearly, fortnightly, Faster",
            "vendor t: half-day, week, Slower",
        ]
    );
}

#[test]
fn each_side_has_its_own_drift() {
    let quarterly = log(Kind::Meeting, 91);
    let mut both = claims(&asked(), &vendor("c=4"));
    both.extend(claims(&asked(), &partner("c=1")));
    let found = drifts(&both, &quarterly, today());
    assert_eq!(told(&found), ["vendor c: daily, quarterly, Slower"]);
    assert_eq!(
        (found[0].fact, found[0].direction),
        (Fact::ContactCadence, Direction::Slower)
    );
}

#[test]
fn where_the_log_shows_too_little_nothing_is_told() {
    assert_eq!(drifting("c=4 p=4 t=4", &Touchpoints::default()), [""; 0]);
    assert_eq!(drifting("c=4", &log(Kind::Meeting, 180)), [""; 0]);
}

#[test]
fn a_vendors_own_log_does_not_show_how_long_the_partner_waits() {
    let not_shown = |owner: Side| {
        let facts = Fact::ALL.into_iter();
        facts
            .filter(|fact| !fact.is_shown_by_log_of(owner))
            .collect::<Vec<_>>()
    };
    assert_eq!(not_shown(Side::Vendor), [Fact::AnswerTime]);
    assert_eq!(not_shown(Side::Partner), []);
}
