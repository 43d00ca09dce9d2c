//! Under whom an assessment is filed: whose own view of the relationship it is.
//!
//! It stands in the response document as the member `filed`, which whoever does not know it keeps and writes back.

use uuid::Uuid;

use crate::domain::assessment::Assessment;
use crate::domain::company::CompanyId;
use crate::domain::json::{Json, Member};
use crate::domain::time::Moment;

const MEMBER: &str = "filed";

/// That an assessment is a company's own view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    pub company: CompanyId,
    /// When somebody said so.
    pub at: Moment,
}

impl Filed {
    /// Under whom an assessment is filed; `None` where it is not, or in a way that cannot be read.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Option<Self> {
        let member = assessment.extra.iter().find(|member| member.name == MEMBER)?;
        let text = |name| member.value.member(name).and_then(Json::as_str);
        Some(Self {
            company: CompanyId(Uuid::try_parse(text("company")?).ok()?),
            at: Moment::parse(text("at")?)?,
        })
    }

    /// Files an assessment, in place of where it was filed.
    pub fn put(self, assessment: &mut Assessment) {
        Self::take_off(assessment);
        let members = vec![
            Member::new("company", self.company.0.to_string()),
            Member::new("at", self.at.to_string()),
        ];
        assessment.extra.push(Member::new(MEMBER, Json::object(members)));
    }

    /// The assessment is nobody's in particular.
    pub fn take_off(assessment: &mut Assessment) {
        assessment.extra.retain(|member| member.name != MEMBER);
    }
}
