//! What lists show of many logs, without reading each as a whole. What is written in another way than a log is passed over.

use super::{AnswerHours, Touchpoints};
use crate::domain::company::Company;
use crate::domain::json::Json;
use crate::domain::time::Day;

/// The day of each entry, in no order, and how long the first answer took where that is noted.
pub fn noted(company: &Company) -> impl Iterator<Item = (Day, Option<AnswerHours>)> {
    entries(company).iter().filter_map(|entry| {
        let day = entry.member("day")?.as_str().and_then(Day::parse)?;
        let hours = entry.member("answerHours").and_then(Json::as_f64);
        Some((day, hours.and_then(AnswerHours::new)))
    })
}

/// How many entries its log has, read or not.
#[must_use]
pub fn count_noted(company: &Company) -> usize {
    entries(company).len()
}

fn entries(company: &Company) -> &[Json] {
    let log = company
        .extra
        .iter()
        .find(|member| member.name == Touchpoints::MEMBER);
    log.map_or(&[][..], |member| member.value.items())
}
