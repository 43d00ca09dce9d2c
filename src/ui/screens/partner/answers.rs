//! Every question with both answers in full, folded away.

use leptos::prelude::*;

use crate::ui::components::fold::Fold;
use crate::ui::locale::locale;

use super::relation;
use super::talk::{BothFacts, both, title};

/// The questions of one dimension that both were asked, in pack order.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionAnswers {
    pub title: String,
    pub rows: Vec<BothFacts>,
}

/// The section, where there are two views to compare; built when it is opened.
#[component]
pub fn AllAnswers(is_there: Memo<bool>, dimensions: Memo<Vec<DimensionAnswers>>) -> impl IntoView {
    let locale = locale();
    let text = &relation(locale).answers;
    let shown = move |dimension: DimensionAnswers| {
        let row = |said: BothFacts| {
            let head = view! { <h4>{title(&said)}</h4> };
            both(locale, head.into_any(), said)
        };
        let rows = dimension.rows.into_iter().map(row).collect_view();
        view! {
            <h3>{dimension.title}</h3>
            <ul class="points">{rows}</ul>
        }
    };
    move || {
        is_there.get().then(|| {
            view! {
                <section class="talk all-answers">
                    <Fold class="" title=view! { <h2>{text.title}</h2> }.into_any()>
                        <p class="quiet">{text.lead}</p>
                        {move || dimensions.get().into_iter().map(shown).collect_view()}
                    </Fold>
                </section>
            }
        })
    }
}
