//! What is sent to other companies: forms opened and closed, links and files made, and what is noted of it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::company::{CompanyFacts, CompanyId};
use crate::domain::exchange::InviteId;
use crate::domain::library::LibraryEvent;
use crate::domain::own::{ListedNote, SentInvite, is_received};
use crate::platform::crypto::{self, CryptoError};
use crate::platform::{clipboard, identity};
use crate::ui::Screen;
use crate::ui::action::sending::{Asking, Form, SendingAction};
use crate::ui::screens::sending::{Copied, Failure, KeyShown, Made, MadeBy, Outcome, SendingSignals};

use super::super::state::{State, now};
use super::super::{actions, offering};
use super::documents;
use super::making::{Document, make};
use super::many;
use super::sender::{self, Sender};
use super::signer::{Signer, SignerError, kept_signer, signer};

/// What is known of it.
#[derive(Clone, Copy)]
pub struct Sending {
    pub shown: SendingSignals,
    pub sender: RwSignal<Sender>,
    /// Counts what was begun and given up, so that what comes of it later is not shown.
    pub turn: StoredValue<u32>,
    /// The invite that the open form makes, however often it is made anew.
    invite: StoredValue<InviteId>,
    /// The same where the form asks several.
    invites: StoredValue<BTreeMap<CompanyId, InviteId>>,
}

impl Sending {
    /// Nothing was sent yet.
    pub fn new() -> Self {
        Self {
            shown: SendingSignals {
                form: RwSignal::new(None),
                outcome: RwSignal::new(Outcome::Idle),
                copied: RwSignal::new(Copied::NotAsked),
                key: RwSignal::new(KeyShown::NotLookedFor),
                base: RwSignal::new(String::new()),
                progress: RwSignal::new(None),
                can_encrypt: crypto::is_there(),
            },
            sender: RwSignal::new(Sender::default()),
            turn: StoredValue::new(0),
            invite: StoredValue::new(InviteId(identity::new_uuid())),
            invites: StoredValue::new(BTreeMap::new()),
        }
    }

    /// Everything that was kept is gone, and the key with it.
    pub fn forget(self) {
        self.shut();
        self.sender.set(Sender::default());
        self.shown.key.set(KeyShown::None);
    }

    /// Closes what is open.
    fn shut(self) {
        self.begin_anew();
        self.shown.form.set(None);
    }

    /// What was made goes, and what is on its way is not waited for.
    pub fn begin_anew(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.shown.outcome.set(Outcome::Idle);
        self.shown.copied.set(Copied::NotAsked);
        self.shown.progress.set(None);
    }

    /// The invite that the open form makes for one of several. `None` where the widget is gone.
    pub fn invite_for(self, company: CompanyId) -> Option<InviteId> {
        self.invites.try_update_value(|invites| {
            let new = || InviteId(identity::new_uuid());
            *invites.entry(company).or_insert_with(new)
        })
    }
}

/// Applies what somebody did.
pub fn apply(state: State, action: SendingAction) {
    let sending = state.later().sending;
    match action {
        SendingAction::Opened(form) => open(state, form),
        SendingAction::Closed => sending.shut(),
        SendingAction::TakenUpAgain => sending.begin_anew(),
        SendingAction::Asked(company, asking, package) => {
            make(state, package, async move |state| ask(state, company, *asking));
        }
        SendingAction::ManyAsked {
            ids,
            asking,
            package,
            words,
        } => many::make(state, ids, *asking, package, words),
        SendingAction::Sent {
            id,
            from,
            evidence,
            package,
        } => {
            make(state, package, async move |state| {
                name_own_company(state, id, from);
                // Whether the questionnaire goes along is told by the list of those that come with the page.
                offering::load_index(state).await;
                let text = documents::view(state, id, evidence)?;
                Ok(Document::new("answers", text, &about(state, id)))
            });
        }
        SendingAction::Shared {
            id,
            from,
            chosen,
            language,
            package,
        } => {
            make(state, package, async move |state| {
                name_own_company(state, id, from);
                let text = documents::shared_result(state, &language, id, chosen)?;
                Ok(Document::new("result", text, &about(state, id)))
            });
        }
        SendingAction::LinkCopied => copy(state),
        SendingAction::KeyWanted => spawn_local(async move {
            show_key(state, signer(state).await.map(Some));
        }),
    }
}

/// Closes the form where it is one of these: its screen is left.
pub fn leave(state: State, is_of_screen: impl Fn(Form) -> bool) {
    let sending = state.later().sending;
    if sending
        .shown
        .form
        .try_get_untracked()
        .flatten()
        .is_some_and(is_of_screen)
    {
        sending.shut();
    }
}

/// Looks whether there is a key, and shows its fingerprint.
pub fn look_for_key(state: State) {
    if crypto::is_there() {
        spawn_local(async move {
            show_key(state, kept_signer(state).await);
        });
    }
}

fn open(state: State, form: Form) {
    let sending = state.later().sending;
    sending.begin_anew();
    sending.invite.set_value(InviteId(identity::new_uuid()));
    sending.invites.set_value(BTreeMap::new());
    sending.shown.base.set(sender::base(state));
    sending.shown.form.set(Some(form));
    look_for_key(state);
    if let Some(id) = form.assessment()
        && (state.current.get_untracked() != Some(id) || state.screen.get_untracked() != Screen::Result)
    {
        actions::open(state, id, Screen::Result);
    }
}

/// Shows which key signs.
pub fn show_key(state: State, found: Result<Option<Signer>, SignerError>) {
    let shown = match found {
        Ok(None) => KeyShown::None,
        Ok(Some(signer)) => KeyShown::Here {
            fingerprint: signer.fingerprint(),
            is_lasting: signer.is_lasting(),
        },
        Err(error) => KeyShown::Failed(key_failure(error)),
    };
    // The widget may be gone by now.
    let _ = state.later().sending.shown.key.try_set(shown);
}

fn ask(state: State, company: CompanyId, asking: Asking) -> Result<Document, Failure> {
    let id = state
        .later()
        .sending
        .invite
        .try_get_value()
        .ok_or(Failure::Gone)?;
    let from = asking.from.clone();
    let text = documents::invite(state, id, company, asking)?;
    sender::remember(state, from);
    let name = state.library.with_untracked(|library| {
        let company = library.companies.get(&company);
        company.map(|company| company.name.clone())
    });
    Ok(Document::new("invite", text, &name.unwrap_or_default()).asking(company))
}

/// Names the own company in an assessment that is sent, and remembers it for what is sent next.
fn name_own_company(state: State, id: AssessmentId, from: CompanyFacts) {
    let named = state.library.try_with_untracked(|library| {
        let ours = library.assessments.get(&id).filter(|one| !is_received(one))?;
        let company = &ours.company;
        let named = CompanyFacts {
            name: from.name.clone(),
            kind: company.kind.or(from.kind),
            size: company.size.or(from.size),
            ..company.clone()
        };
        (named != *company).then(|| Assessment {
            company: named,
            ..ours.clone()
        })
    });
    if let Some(named) = named.flatten() {
        actions::commit(state, LibraryEvent::AssessmentAdded(named));
    }
    if !from.name.is_empty() {
        sender::remember(state, from);
    }
}

/// Notes with a partner that it was asked; once, however often the invite was made.
pub fn note_asked(state: State, company: CompanyId) {
    let Some(id) = state.later().sending.invite.try_get_value() else {
        return;
    };
    let found = state
        .library
        .with_untracked(|library| library.companies.get(&company).cloned());
    let Some(mut company) = found else { return };
    if SentInvite::all(&company).iter().any(|sent| sent.id == id) {
        return;
    }
    SentInvite::new(id.0, now(), Vec::new()).add(&mut company);
    actions::commit(state, LibraryEvent::CompanyReplaced(company));
}

/// The other company's name, for the name of a file; may be empty.
fn about(state: State, id: AssessmentId) -> String {
    let name = state.library.with_untracked(|library| {
        let other = library.assessments.get(&id)?.counterpart.as_ref()?;
        Some(other.name.clone())
    });
    name.unwrap_or_default()
}

/// Copies the link that is shown.
fn copy(state: State) {
    let sending = state.later().sending;
    let Outcome::Made(Made {
        by: MadeBy::Link { link },
        ..
    }) = sending.shown.outcome.get_untracked()
    else {
        return;
    };
    let turn = sending.turn.get_value();
    // So that it is said again.
    sending.shown.copied.set(Copied::NotAsked);
    spawn_local(async move {
        let copied = if clipboard::copy(&link).await {
            Copied::Yes
        } else {
            Copied::Refused
        };
        // Another one may be shown by now.
        if sending.turn.try_get_value() == Some(turn) {
            sending.shown.copied.set(copied);
        }
    });
}

/// Why there is no key, as it is told.
pub fn key_failure(error: SignerError) -> Failure {
    match error {
        SignerError::Crypto(CryptoError::Missing) => Failure::NoCrypto,
        SignerError::Crypto(error) => Failure::Browser(error.to_string()),
        SignerError::Store(error) => Failure::KeyNotKept(error.to_string()),
        SignerError::Unreadable => Failure::KeyUnreadable,
        SignerError::NotOpened => Failure::Gone,
    }
}
