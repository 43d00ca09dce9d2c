//! A table of figures that scrolls by itself where it is wider than the page.

use leptos::prelude::*;

/// The heading and the table that it names; head and body of the table are the children. `id` is the heading's, and no
/// other's on the page.
#[component]
pub fn ScrollTable(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <h2 id=id>{title}</h2>
        <div class="scroll" role="region" tabindex="0" aria-labelledby=id>
            <table role="table" aria-labelledby=id class="relation-dims">
                {children()}
            </table>
        </div>
    }
}
