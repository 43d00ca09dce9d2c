//! Exactly what an invite says, as it is entered.

use leptos::prelude::*;

use crate::domain::company::CompanyFacts;
use crate::domain::pack::Length;
use crate::domain::side::Side;
use crate::ui::locale::{Locale, locale};
use crate::ui::screens::partners::told_words;
use crate::ui::screens::sending::own_company::name_words;
use crate::ui::screens::sending::words;
use crate::ui::text::fill;

use super::Asked;
use super::asking::Draft;

/// The list.
#[component]
pub(super) fn Told(draft: Draft) -> impl IntoView {
    let text = &words().invite;
    let locale = locale();
    let to = draft.facts.with_value(|facts| match &facts.asked {
        Asked::One(_, to) => company_words(locale, to),
        Asked::Many(ids) => locale.plural(ids.len(), &text.each, &[]),
    });
    let from = move || company_words(locale, &draft.from.facts());
    let pack = move || {
        let pack = draft.pack()?;
        let version = locale.count(usize::try_from(pack.reference.version).unwrap_or_default());
        Some(fill(text.version, &[("title", &pack.title), ("n", &version)]))
    };
    let length = move || match draft.length() {
        Length::Quick => text.lengths[0],
        Length::Full => text.lengths[1],
    };
    let side = move || match draft.side.get() {
        Side::Vendor => text.sides[0],
        Side::Partner => text.sides[1],
    };
    let message = move || Some(draft.message()).filter(|message| !message.is_empty());
    view! {
        <div class="what-goes invite-told">
            <h3>{words().in_it}</h3>
            <dl>
                <dt>{text.who_asks}</dt>
                <dd>{from}</dd>
                <dt>{text.who_is_asked}</dt>
                <dd>{to}</dd>
                <dt>{text.questionnaire}</dt>
                <dd>{pack}</dd>
                <dt>{text.length}</dt>
                <dd>{length}</dd>
                <dt>{text.as_side}</dt>
                <dd>{side}</dd>
                <dt>{text.words}</dt>
                <dd class="notes">{move || message().unwrap_or_else(|| text.no_words.to_owned())}</dd>
            </dl>
            <p class="quiet">{text.and_when} " " {text.nothing_else}</p>
        </div>
    }
}

/// Name, kind and size, as far as they are told.
fn company_words(locale: Locale, facts: &CompanyFacts) -> String {
    let mut all = vec![name_words(&facts.name)];
    all.extend(told_words(locale, facts.kind, facts.size));
    all.join(" · ")
}
