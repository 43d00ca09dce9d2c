//! Several partners asked for their view at once: an invite and a link for each, and all links in one table.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::company::{Company, CompanyId};
use crate::domain::exchange::{InviteId, LinkTable, to_fragment};
use crate::domain::own::{ListedNote, SentInvite};
use crate::platform::files;
use crate::platform::turns::Turn;
use crate::ui::Locale;
use crate::ui::action::sending::{Asking, Package, TableWords, Way};
use crate::ui::screens::sending::{Failure, Made, MadeBy, Outcome};
use crate::ui::text::directory;

use super::super::state::{State, now, today};
use super::super::{portfolio, sample};
use super::documents;
use super::making::signer_of;
use super::packing::{PackingError, pack};
use super::sender;
use super::signer::Signer;

/// Makes them in turns, and shows how far that is. Until all are made and the table has gone out, nothing is noted.
pub fn make(state: State, ids: Vec<CompanyId>, asking: Asking, package: Package, words: TableWords) {
    let sending = state.later().sending;
    if sending.shown.outcome.get_untracked() == Outcome::Making {
        return;
    }
    sending.begin_anew();
    sending.shown.outcome.set(Outcome::Making);
    sending.shown.progress.set(Some((0, ids.len())));
    let turn = sending.turn.get_value();
    spawn_local(async move {
        let is_wanted = || sending.turn.try_get_value() == Some(turn) && !state.later().lock.is_shut();
        let made = many(state, &ids, asking, &package, words, is_wanted).await;
        if !is_wanted() {
            return;
        }
        sending.shown.progress.set(None);
        sending.shown.outcome.set(match made {
            Ok(made) => Outcome::Made(made),
            Err(failure) => Outcome::Failed(failure),
        });
    });
}

/// Where it is not wanted any more, what comes of it is of no matter.
async fn many(
    state: State,
    ids: &[CompanyId],
    asking: Asking,
    package: &Package,
    words: TableWords,
    is_wanted: impl Fn() -> bool,
) -> Result<Made, Failure> {
    let sending = state.later().sending;
    let Way::Link(base) = &package.way else {
        return Err(Failure::Gone);
    };
    let signer = signer_of(state, package).await?;
    let mut headings = words.headings;
    if sample::is_shown(state) {
        headings[0] = words.made_up;
    }
    let mut table = LinkTable::new(headings);
    let mut asked = BTreeMap::new();
    let mut without = 0;
    let mut turn = Turn::begin();
    for (place, id) in ids.iter().enumerate() {
        if !is_wanted() {
            return Err(Failure::Gone);
        }
        let invite = sending.invite_for(*id).ok_or(Failure::Gone)?;
        let link = match documents::invite(state, invite, *id, asking.clone()) {
            Ok(text) => link(base, &text, package, signer.as_ref(), words).await?,
            // Deleted meanwhile: nobody is asked.
            Err(Failure::Gone) => continue,
            Err(failure) => return Err(failure),
        };
        let written = state.library.try_with_untracked(|library| {
            let company = library.companies.get(id)?;
            Some(table.write(company, link.as_deref().map_err(|problem| *problem)))
        });
        if let Some(written) = written.flatten() {
            written.map_err(|_| Failure::TableFull)?;
            if link.is_ok() {
                asked.insert(*id, invite);
            } else {
                without += 1;
            }
        }
        if turn.is_over() {
            let _ = sending
                .shown
                .progress
                .try_set(is_wanted().then_some((place + 1, ids.len())));
            turn.give_way().await;
        }
    }
    if !is_wanted() {
        return Err(Failure::Gone);
    }
    let name = format!("channel-readiness-invites-{}.csv", today());
    let name = sample::file_name(state, name);
    files::download(&name, "text/csv", &table.into_text())
        .map_err(|error| Failure::Browser(error.to_string()))?;
    sender::remember(state, asking.from);
    sender::note(state, |sender| sender.base = sender::other_base(base));
    note_asked(state, &asked).await;
    Ok(Made {
        by: MadeBy::Table {
            name,
            links: asked.len(),
            without,
        },
        is_protected: package.passphrase.is_some(),
        fingerprint: signer.map(|signer| signer.fingerprint()),
    })
}

/// The link, or why there is none.
async fn link(
    base: &str,
    text: &str,
    package: &Package,
    signer: Option<&Signer>,
    words: TableWords,
) -> Result<Result<String, &'static str>, Failure> {
    let passphrase = package.passphrase.as_ref().map(|passphrase| &*passphrase.0);
    match pack(text, passphrase, signer).await {
        Ok(bytes) => Ok(match to_fragment(&bytes) {
            Ok(fragment) => Ok([base, "#", &fragment].concat()),
            Err(_) => Err(words.too_long),
        }),
        Err(PackingError::TooLarge(_)) => Ok(Err(words.too_large)),
        Err(error) => Err(error.into()),
    }
}

/// Notes with each partner that it was asked; once, however often the links were made.
async fn note_asked(state: State, asked: &BTreeMap<CompanyId, InviteId>) {
    let ids: Vec<CompanyId> = asked.keys().copied().collect();
    let at = now();
    let note = |company: &mut Company| {
        if let Some(invite) = asked.get(&company.id)
            && SentInvite::all(company).iter().all(|sent| sent.id != *invite)
        {
            SentInvite::new(invite.0, at, Vec::new()).add(company);
        }
        Ok(())
    };
    // Nobody is left out of it.
    let said = |locale: Locale, count| locale.plural(count, &directory(locale.speech).undo.invited, &[]);
    let _ = portfolio::change(state, &ids, said, note).await;
}
