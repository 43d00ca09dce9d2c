//! Two levels of one indicator on one line: a disc for the vendor, a square for the partner.

use leptos::prelude::*;

use crate::domain::level::Level;
use crate::ui::locale::locale;
use crate::ui::text::{fill, relation};

/// The picture, said in words as one.
#[component]
pub fn Dumbbell(vendor: Level, partner: Level) -> impl IntoView {
    let text = &relation(locale().speech).gap;
    let (vendor, partner) = (vendor.number().to_string(), partner.number().to_string());
    let words = fill(text.both_levels, &[("vendor", &vendor), ("partner", &partner)]);
    let is_same = vendor == partner;
    view! {
        <div class="bell" class:same=is_same role="img" aria-label=words style:--v=vendor style:--p=partner>
            <i></i>
            <b class="v"></b>
            <b class="p"></b>
        </div>
    }
}
