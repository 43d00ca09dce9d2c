//! What goes in and out. All of it belongs to the later part.

mod documents;
mod host;
mod waiting;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::assessment::AssessmentId;
use crate::domain::exchange::{self, ImportReport};
use crate::domain::pack::{Hash, Pack};
use crate::domain::problem::Problem;
use crate::ui::action::FileText;

use super::offering;
use super::state::State;

pub use crate::domain::json::LARGEST_DOCUMENT;
pub use crate::ui::screens::assessments::ImportOutcome;
pub use documents::{read_pack, small_enough};
pub use host::{export, import, result, results, score, validate_pack};
pub use waiting::{given_settled, look_again};

/// Offers one response, or everything as a bundle, as a file.
pub fn offer(state: State, which: Option<AssessmentId>) {
    once_settled(state, move || documents::offer(state, which));
}

/// Offers what could not be read, as it lies in the store.
pub fn offer_unreadable(state: State) {
    once_settled(state, move || documents::offer_unreadable(state));
}

/// Offers a pack as a file, as it came.
pub fn offer_pack(state: State, hash: &Hash) {
    documents::offer_pack(state, hash);
}

/// Takes in a picked file; what became of it stands in the state.
pub fn take_file(state: State, file: FileText) {
    let FileText { name, text } = file;
    spawn_local(async move {
        let imported = match text {
            Ok(text) => take_in(state, &text).await,
            Err(cause) => Some(Err(vec![Problem::of_whole(cause)])),
        };
        let outcome = match imported {
            // The widget is gone.
            None => return,
            Some(Ok(report)) => ImportOutcome::Done { file: name, report },
            Some(Err(problems)) => ImportOutcome::Refused { file: name, problems },
        };
        state.later().import.set(Some(outcome));
    });
}

/// Takes in a document. Packs that it answers and that are not at hand are looked for first; `None` where the widget is
/// gone.
async fn take_in(state: State, text: &str) -> Option<Result<ImportReport, Vec<Problem>>> {
    waiting::settled(state).await?;
    let refused = match documents::import(state, text) {
        Err(problems) => problems,
        report => return Some(report),
    };
    let packs = state.shelf.wholes();
    let known: Vec<&Pack> = packs.iter().map(|pack| &**pack).collect();
    let missing = exchange::missing_packs(text, &known);
    if missing.is_empty() || !offering::bring(state, &missing).await? {
        return Some(Err(refused));
    }
    Some(documents::import(state, text))
}

fn once_settled(state: State, act: impl FnOnce() + 'static) {
    spawn_local(async move {
        if waiting::settled(state).await.is_some() {
            act();
        }
    });
}
