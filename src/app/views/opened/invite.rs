//! An invite, told from what is here.

use leptos::prelude::*;

use crate::domain::company::Company;
use crate::domain::exchange::Invite;
use crate::domain::library::Library;
use crate::domain::own::{ListedNote, SentInvite};
use crate::domain::pack::Length;
use crate::domain::scoring::standings;
use crate::ui::Locale;
use crate::ui::screens::opened::{InviteFacts, InvitedPack, OpenedContent};
use crate::ui::screens::partners::told_words;

use super::super::super::exchange::packing::Signature;
use super::super::super::exchange::receiving::answering;
use super::super::super::state::State;
use super::super::assessments::local_day;
use super::super::progress;
use super::{company_words, name_of, signature_facts};

/// How much of a hash is shown, in characters.
const HASH_BEGINNING: usize = 12;

/// The invite.
pub(super) fn facts(state: State, locale: Locale, invite: &Invite, signature: &Signature) -> OpenedContent {
    let start = &locale.text.start;
    state.library.with(|library| {
        let begun = answering(library, invite).map(|assessment| {
            let questionnaire = state.shelf.questionnaire(&assessment.pack);
            let (answered, asked) = questionnaire.map_or((0, 0), |questionnaire| {
                progress(&standings(&questionnaire, assessment))
            });
            (assessment.id, answered, asked)
        });
        OpenedContent::Invite(InviteFacts {
            from: name_of(Some(&invite.from)),
            to: name_of(invite.to.as_ref()),
            from_facts: told_words(locale, invite.from.kind, invite.from.size),
            side: invite.side,
            length: match invite.length {
                Length::Quick => start.quick,
                Length::Full => start.full,
            },
            day: local_day(invite.created_at).unwrap_or_else(|| invite.created_at.day()),
            message: invite.message.clone(),
            signature: signature_facts(locale, library, signature),
            questionnaire: questionnaire(state, locale, invite),
            begun,
            sent_to: sent_to(library, invite).map(|company| company_words(locale, company)),
        })
    })
}

/// The questionnaire by its hash; those that came with this page were looked for before the invite is shown.
fn questionnaire(state: State, locale: Locale, invite: &Invite) -> InvitedPack {
    let Some(pack) = state.shelf.pack(&invite.pack) else {
        let hash = invite.pack.hash.as_ref();
        return InvitedPack::Missing {
            id: invite.pack.id.clone(),
            version: invite.pack.version,
            hash: hash.map(|hash| hash.as_str().chars().take(HASH_BEGINNING).collect()),
        };
    };
    let questionnaire = &pack.questionnaire;
    let asked = questionnaire.indicators().filter(|(_, indicator)| {
        indicator.lengths.include(invite.length) && indicator.question(invite.side).is_some()
    });
    InvitedPack::Here {
        title: locale.words(&questionnaire.title),
        version: questionnaire.version,
        questions: asked.count(),
    }
}

/// The partner whom it was sent to from here.
fn sent_to<'l>(library: &'l Library, invite: &Invite) -> Option<&'l Company> {
    let mut companies = library.companies.values();
    companies.find(|company| SentInvite::all(company).iter().any(|sent| sent.id == invite.id))
}
