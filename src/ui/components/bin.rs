//! What was deleted and can come back.

use leptos::prelude::*;
use uuid::Uuid;

use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::deleting::{Deleting, Entries, Question};
use crate::ui::components::focus::{HEADING, focus_soon};
use crate::ui::components::fold::Fold;
use crate::ui::components::more::More;
use crate::ui::locale::locale;
use crate::ui::text::{desk, fill};

/// So many are shown at first, and more at a time: a whole table that was taken back lies here too.
const SHOWN: usize = 100;

/// One thing in the bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BinRow {
    pub id: Uuid,
    pub name: String,
    /// When it was deleted, and how long it is kept.
    pub about: String,
}

/// The bin; nothing where it is empty.
#[component]
pub fn Bin(rows: Memo<Vec<BinRow>>, page: Entries) -> impl IntoView {
    let locale = locale();
    let text = &desk(locale.speech).bin;
    let own = Entries {
        page: page.page,
        deleting: RwSignal::new(None),
    };
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let most = RwSignal::new(SHOWN);
    let ids = Memo::new(move |_| {
        rows.with(|rows| rows.iter().take(most.get()).map(|row| row.id).collect::<Vec<_>>())
    });
    let all = Memo::new(move |_| rows.with(Vec::len));
    let count = move || locale.plural(all.get(), &text.title, &[]);
    let cancel = desk(locale.speech).cancel;
    let ask = move |id| {
        let name = rows.with(|rows| rows.iter().find(|row| row.id == id).map(|row| row.name.clone()))?;
        Some(Question {
            title: fill(text.purge_title, &[("name", &name)]),
            body: text.purge_body.to_owned(),
            yes: text.purge,
            no: cancel,
        })
    };
    let dispatch = dispatch();
    let on_purge = move |id| dispatch.later(LaterAction::Purged(id));
    move || {
        (!is_empty.get()).then(|| {
            view! {
                <section class="bin">
                    <Fold class="" title=view! { <span class="num">{count}</span> }.into_any()>
                        <p class="quiet">{text.help}</p>
                        <ul class="entries">
                            <For each=move || ids.get() key=|id| *id let:id>
                                <Row id=id rows=rows entries=own />
                            </For>
                        </ul>
                        <More all=all most=most at_once=SHOWN />
                    </Fold>
                    <Deleting entries=own ask=Callback::new(ask) on_delete=Callback::new(on_purge) />
                </section>
            }
        })
    }
}

#[component]
fn Row(id: Uuid, rows: Memo<Vec<BinRow>>, entries: Entries) -> impl IntoView {
    let text = &desk(locale().speech).bin;
    let dispatch = dispatch();
    let row = rows.with_untracked(|rows| rows.iter().find(|row| row.id == id).cloned());
    let back = move |_| {
        focus_soon(entries.page, HEADING.to_owned());
        dispatch.later(LaterAction::BroughtBack(id));
    };
    row.map(|row| {
        let label = |message: &str| fill(message, &[("name", &row.name)]);
        view! {
            <li class="entry" data-id=id.to_string()>
                <div class="entry-head">
                    <h3>{row.name.clone()}</h3>
                    <p class="quiet num">{row.about.clone()}</p>
                </div>
                <div class="verbs">
                    <button type="button" aria-label=label(text.back_name) on:click=back>
                        {text.back}
                    </button>
                    <button
                        type="button"
                        class="plain"
                        data-verb="delete"
                        aria-label=label(text.purge_name)
                        on:click=move |_| entries.deleting.set(Some(id))
                    >
                        {text.purge}
                    </button>
                </div>
            </li>
        }
    })
}
