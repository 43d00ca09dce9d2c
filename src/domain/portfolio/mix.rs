//! Whether something is other than before, told by a number in place of a copy of it.

use core::hash::{Hash, Hasher};

use super::facts::Seen;
use crate::domain::answers::Said;
use crate::domain::assessment::Assessment;
use crate::domain::mix::Mix;
use crate::domain::own::{OwnNote, Received};

/// Changes with everything of an assessment that figures and the order of views depend on. Where its answers lie packed,
/// nobody has changed them since they came: then their number stands for them.
pub(super) fn of_assessment(assessment: &Assessment) -> u64 {
    let mut mix = Mix::default();
    let Assessment { id, pack, side, .. } = assessment;
    (id, side, assessment.length, assessment.updated_at).hash(&mut mix);
    (pack.id.as_bytes(), pack.version).hash(&mut mix);
    if let Some(hash) = &pack.hash {
        mix.write(hash.as_str().as_bytes());
    }
    (assessment.company.kind, assessment.company.size).hash(&mut mix);
    let received = assessment
        .extra
        .iter()
        .find(|member| member.name == Received::MEMBER);
    let at = received.and_then(|member| member.value.member("at")?.as_str());
    mix.write(at.unwrap_or_default().as_bytes());
    if assessment.answers.is_packed() {
        assessment.answers.count().hash(&mut mix);
    } else {
        assessment.answers.glance(|indicator, answer| {
            mix.write(indicator.as_bytes());
            let said = match answer.said {
                Said::Level(level) => u64::from(level.number()),
                Said::Unknown => 5,
                Said::NotApplicable => 6,
            };
            let day = u64::from(answer.day.days_since_epoch().cast_unsigned());
            mix.add(said << 32 | day);
        });
    }
    mix.finish()
}

/// Changes with the names and addresses of a company's people.
pub(super) fn of_people(seen: &Seen<'_>) -> u64 {
    let mut mix = Mix::default();
    for word in seen.people() {
        mix.write(word.as_bytes());
    }
    mix.finish()
}
