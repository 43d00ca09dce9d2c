//! All partners in pictures. None has more than some hundred marks, however many partners there are; beside each stand
//! its figures as a table.
//!
//! | module | picture |
//! | --- | --- |
//! | `bands` | the values of each size band: dots, or boxes |
//! | `chart` | what pictures are made of |
//! | `drift` | readiness and agreement over time |
//! | `due` | who is due |
//! | `parity` | whether small partners fare worse, in a sentence |
//! | `scatter` | a measure against readiness: dots, or squares |
//! | `weakest` | the questions with the lowest levels |

mod bands;
mod chart;
mod drift;
mod due;
mod parity;
mod scatter;
mod weakest;

pub use bands::BandFacts;
pub(super) use chart::{middle_half, no_middle_half};
pub use drift::DriftPoint;
pub use due::{DueFacts, DueRow};
pub use parity::{ParityFacts, Verdict};
pub(super) use parity::{name_of, value_of, verdict};
pub use scatter::{Marks, ScatterFacts};
pub use weakest::WeakFacts;

use leptos::prelude::*;

use crate::domain::company::{CompanyId, Size};
use crate::domain::parity::Measure;
use crate::domain::portfolio::Column;
use crate::ui::locale::{Locale, locale};

use super::words;

/// A size in few signs, for the foot of a picture.
#[must_use]
pub fn short_size(locale: Locale, size: Size) -> &'static str {
    bands::short(&words(locale).parity, size)
}

/// What the pictures show. `None`: not worked out yet.
#[derive(Clone, Copy)]
pub struct PictureSignals {
    /// What parity is looked at by.
    pub measure: RwSignal<Measure>,
    pub parity: Memo<Option<ParityFacts>>,
    /// What readiness is set against, one of `against`.
    pub by: RwSignal<Column>,
    pub against: &'static [Column],
    pub scatter: Memo<Option<ScatterFacts>>,
    /// The weakest first.
    pub weakest: Memo<Option<Vec<WeakFacts>>>,
    /// The oldest first.
    pub drift: Memo<Option<Vec<DriftPoint>>>,
    pub due: Memo<Option<DueFacts>>,
}

/// Where the pictures lead.
#[derive(Clone, Copy)]
pub struct PictureWays {
    pub open: Callback<CompanyId>,
    /// All that are due, in the list.
    pub all_due: Callback<()>,
}

/// The pictures, under a heading of their own.
#[component]
pub fn Pictures(signals: PictureSignals, ways: PictureWays) -> impl IntoView {
    let text = &words(locale()).pictures;
    view! {
        <section class="pictures">
            <h2>{text.title}</h2>
            <div class="picture-cards">
                <parity::Parity signals=signals />
                <scatter::Scatter signals=signals />
                <weakest::Weakest weakest=signals.weakest />
                <drift::Drift points=signals.drift />
                <due::Due due=signals.due ways=ways />
            </div>
        </section>
    }
}
