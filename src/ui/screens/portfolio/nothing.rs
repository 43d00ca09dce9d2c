//! Where no partner is shown: because there is none, or because the filters leave none.

use leptos::prelude::*;

use crate::domain::portfolio::Filter;
use crate::ui::components::focus::focus_soon;
use crate::ui::locale::locale;

use super::{Portfolio, PortfolioWays, words};

/// There is no partner.
#[component]
pub(super) fn Nothing(ways: PortfolioWays) -> impl IntoView {
    let text = &words(locale()).nothing;
    let sample = ways.sample.map(|sample| {
        view! {
            <button type="button" data-verb="sample" on:click=move |_| sample.run(())>
                {text.sample}
            </button>
        }
    });
    let help = ways
        .sample
        .map(|_| view! { <p class="quiet">{text.sample_help}</p> });
    view! {
        <section class="nothing">
            <h2>{text.title}</h2>
            <p>{text.help}</p>
            <div class="buttons">
                <button type="button" class="primary" data-verb="add" on:click=move |_| ways.add.run(())>
                    {text.add}
                </button>
                <button type="button" data-verb="table" on:click=move |_| ways.import.run(())>
                    {text.import}
                </button>
                {sample}
            </div>
            {help}
        </section>
    }
}

/// Made-up partners beside one's own, for whoever has partners already.
#[component]
pub fn SampleOffer(sample: Callback<()>) -> impl IntoView {
    let text = &words(locale()).nothing;
    view! {
        <p class="sample-offer quiet">
            <button type="button" class="plain" data-verb="sample" on:click=move |_| sample.run(())>
                {text.sample}
            </button>
            {text.sample_help}
        </p>
    }
}

/// The filters leave none, or all are archived.
#[component]
pub(super) fn NoneFound(list: Portfolio) -> impl IntoView {
    let locale = locale();
    let text = &list.text.nothing;
    let filter = list.signals.filter;
    let totals = list.signals.totals;
    let all_archived = Memo::new(move |_| {
        let is_bare = filter.with(|filter| *filter == Filter::default());
        let totals = totals.get();
        (is_bare && totals.open == 0).then_some(totals.archived)
    });
    let search = || String::from(".finder .find");
    move || {
        if let Some(archived) = all_archived.get() {
            let show = move |_| {
                filter.update(|filter| filter.shows_archived = true);
                focus_soon(list.page, search());
            };
            return view! {
                <section class="nothing">
                    <h2>{text.all_archived}</h2>
                    <button type="button" on:click=show>
                        {locale.plural(archived, &text.show_archived, &[])}
                    </button>
                </section>
            }
            .into_any();
        }
        let clear = move |_| {
            list.clear_filters();
            focus_soon(list.page, search());
        };
        view! {
            <section class="nothing">
                <h2>{text.none_found}</h2>
                <p>{text.none_found_help}</p>
                <button type="button" on:click=clear>
                    {text.clear}
                </button>
            </section>
        }
        .into_any()
    }
}
