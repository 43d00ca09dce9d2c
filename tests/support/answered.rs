//! Logs of first answers.

use channel_readiness::domain::touchpoint::{AnswerHours, Kind, Touchpoint, TouchpointId, Touchpoints};
use uuid::Uuid;

use crate::support::today;

/// A log of incidents whose first answers took so many hours, all today.
pub fn answered(hours: &[f64]) -> Touchpoints {
    let mut log = Touchpoints::default();
    for (number, hours) in hours.iter().enumerate() {
        let id = TouchpointId(Uuid::from_u128(number as u128));
        let touchpoint = Touchpoint {
            answer_hours: AnswerHours::new(*hours),
            ..Touchpoint::new(id, Kind::Incident, today())
        };
        log.add(touchpoint).unwrap();
    }
    log
}
