//! What goes in and out. All of it belongs to the later part.

mod documents;
mod host;
mod importing;
mod waiting;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::assessment::AssessmentId;
use crate::domain::exchange::ImportReport;
use crate::domain::json;
use crate::domain::pack::Hash;
use crate::domain::problem::Problem;
use crate::platform::files::{self, FileError};
use crate::ui::components::importing::ImportStage;

use super::state::State;
use importing::{Import, NotImported};

pub use crate::domain::json::LARGEST_DOCUMENT;
pub use crate::ui::screens::assessments::ImportOutcome;
pub use documents::{read_pack, small_enough};
pub use host::{absent, error, export, import, reckon, result, results, scores, set};
pub use importing::cancel;
pub use waiting::{given_settled, look_again, settled};

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

/// Takes in a picked file; what became of it stands in the state. `words` says why it could not be read.
pub fn take_file(state: State, file: web_sys::File, words: impl Fn(FileError) -> String + 'static) {
    // Where the visitor may only look, no button is there for it; a file can be dropped all the same.
    if untrack(|| state.is_read_only()) {
        return;
    }
    spawn_local(async move {
        let name = files::safe_name(&file.name());
        let outcome = match import_file(state, &name, &file, words).await {
            Ok(report) => ImportOutcome::Done { file: name, report },
            Err(NotImported::Refused(problems)) => ImportOutcome::Refused { file: name, problems },
            Err(NotImported::Cancelled) => ImportOutcome::Cancelled { file: name },
            Err(NotImported::Gone) => return,
        };
        state.later().import.set(Some(outcome));
    });
}

async fn import_file(
    state: State,
    name: &str,
    file: &web_sys::File,
    words: impl Fn(FileError) -> String,
) -> Result<ImportReport, NotImported> {
    let import = Import::begin(state, name).await?;
    let largest = u64::from(json::LARGEST_BUNDLE);
    let on_piece = |_| {
        // Whether it was stopped is asked again at the next turn.
        let _ = import.show(ImportStage::Reading, (0, 0));
    };
    let text = files::read_large_text(file, largest, importing::largest, on_piece).await;
    let text = text.map_err(|error| vec![Problem::of_whole(words(error))])?;
    import.take_in(&text).await
}

/// Says that a file was not taken in, and why.
pub fn refuse_file(state: State, name: String, cause: String) {
    let problems = vec![Problem::of_whole(cause)];
    let refused = ImportOutcome::Refused { file: name, problems };
    state.later().import.set(Some(refused));
}

fn once_settled(state: State, act: impl FnOnce() + 'static) {
    spawn_local(async move {
        if settled(state).await.is_some() {
            act();
        }
    });
}
