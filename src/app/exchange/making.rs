//! A link or a file made of a document.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::company::CompanyId;
use crate::domain::exchange::to_fragment;
use crate::platform::crypto::CryptoError;
use crate::platform::files;
use crate::ui::action::sending::{Package, Signing, Way};
use crate::ui::screens::sending::{Failure, Made, MadeBy, Outcome};

use super::super::sample;
use super::super::state::{State, today};
use super::packing::{ENDING, PackingError, pack};
use super::sender;
use super::sending::{key_failure, note_asked, show_key};
use super::signer::{Signer, signer};

/// How much of a name goes into a file's name, in characters: with the words and the day it is no longer than
/// [`files::safe_name`] keeps.
const NAME_IN_FILE: usize = 23;

/// A document to be sent.
pub struct Document {
    text: String,
    /// Such as `channel-readiness-invite-Contoso-2026-11-26`.
    name: String,
    /// The partner who is asked by it.
    asked: Option<CompanyId>,
}

impl Document {
    /// `about` is the other company's name; may be empty.
    pub fn new(what: &str, text: String, about: &str) -> Self {
        let words: Vec<&str> = about.split_whitespace().collect();
        let about: String = words.join("-").chars().take(NAME_IN_FILE).collect();
        let day = today();
        let name = if about.is_empty() {
            format!("channel-readiness-{what}-{day}.{ENDING}")
        } else {
            format!("channel-readiness-{what}-{about}-{day}.{ENDING}")
        };
        Self {
            text,
            name: files::safe_name(&name),
            asked: None,
        }
    }

    /// The partner is asked by it, which is noted once it is made.
    pub fn asking(self, company: CompanyId) -> Self {
        Self {
            asked: Some(company),
            ..self
        }
    }
}

/// Makes something, and shows what became of it, unless it was given up meanwhile.
pub fn make(
    state: State,
    package: Package,
    document: impl AsyncFnOnce(State) -> Result<Document, Failure> + 'static,
) {
    let sending = state.later().sending;
    if sending.shown.outcome.get_untracked() == Outcome::Making {
        return;
    }
    sending.begin_anew();
    sending.shown.outcome.set(Outcome::Making);
    let turn = sending.turn.get_value();
    spawn_local(async move {
        let is_wanted = || sending.turn.try_get_value() == Some(turn);
        let packed = match document(state).await {
            Ok(document) => packed(state, &document.text, &package)
                .await
                .map(|packed| (document, packed)),
            Err(failure) => Err(failure),
        };
        if !is_wanted() {
            return;
        }
        let outcome = match packed.and_then(|(document, packed)| hand_over(state, document, packed, &package))
        {
            Ok(made) => Outcome::Made(made),
            Err(failure) => Outcome::Failed(failure),
        };
        sending.shown.outcome.set(outcome);
    });
}

/// The bytes, and the fingerprint of the key that they are signed with.
async fn packed(state: State, text: &str, package: &Package) -> Result<(Vec<u8>, Option<String>), Failure> {
    let signer = signer_of(state, package).await?;
    let passphrase = package.passphrase.as_ref().map(|passphrase| &*passphrase.0);
    let bytes = pack(text, passphrase, signer.as_ref()).await?;
    Ok((bytes, signer.map(|signer| signer.fingerprint())))
}

/// The key to sign with, where that is wanted.
pub async fn signer_of(state: State, package: &Package) -> Result<Option<Signer>, Failure> {
    match package.signing {
        Signing::Unsigned => Ok(None),
        Signing::Signed => {
            let signer = signer(state).await.map_err(key_failure)?;
            show_key(state, Ok(Some(signer.clone())));
            Ok(Some(signer))
        }
    }
}

/// Makes a link of it, or a file where that is wanted or the link would be too long.
fn hand_over(
    state: State,
    document: Document,
    (bytes, fingerprint): (Vec<u8>, Option<String>),
    package: &Package,
) -> Result<Made, Failure> {
    let link = match &package.way {
        Way::Link(base) => {
            let base = base.clone();
            sender::note(state, |sender| sender.base = sender::other_base(&base));
            to_fragment(&bytes)
                .ok()
                .map(|fragment| [&base, "#", &fragment].concat())
        }
        Way::File => None,
    };
    let by = if let Some(link) = link {
        MadeBy::Link { link }
    } else {
        let name = sample::file_name(state, document.name);
        let offered = files::download_bytes(&name, &bytes);
        offered.map_err(|error| Failure::Browser(error.to_string()))?;
        MadeBy::File {
            name,
            is_too_long: matches!(package.way, Way::Link(_)),
        }
    };
    if let Some(company) = document.asked {
        note_asked(state, company);
    }
    Ok(Made {
        by,
        is_protected: package.passphrase.is_some(),
        fingerprint,
    })
}

impl From<PackingError> for Failure {
    fn from(error: PackingError) -> Self {
        match error {
            PackingError::TooLarge(_) => Self::TooLarge,
            PackingError::Crypto(CryptoError::Missing) => Self::NoCrypto,
            PackingError::Crypto(error) => Self::Browser(error.to_string()),
            PackingError::Compression(error) => Self::Browser(error.to_string()),
        }
    }
}
