//! What has become of a view.

use leptos::prelude::*;

use crate::domain::company::CompanyId;
use crate::ui::action::{Action, LaterAction, ReceivingAction, Screen, dispatch};
use crate::ui::locale::Locale;
use crate::ui::text::fill;

use super::{Close, KeptFacts, receiving};

/// It is kept; where it is, and the way back.
pub(super) fn kept(locale: Locale, facts: KeptFacts, on_partner: Callback<CompanyId>) -> impl IntoView {
    let text = receiving(locale);
    let dispatch = dispatch();
    let KeptFacts {
        id,
        filed,
        can_take_back,
    } = facts;
    let title = match &filed {
        Some((_, name)) if name.trim().is_empty() => fill(text.kept.filed, &[("name", text.kept.unnamed)]),
        Some((_, name)) => fill(text.kept.filed, &[("name", name)]),
        None => text.kept.apart.to_owned(),
    };
    let help = filed
        .is_none()
        .then(|| view! { <p>{text.keep.keep_apart_help}</p> });
    let close = move || dispatch.later(LaterAction::Receiving(ReceivingAction::Closed));
    let to_partner = filed.map(|(company, _)| {
        let go = move |_| {
            close();
            on_partner.run(company);
        };
        view! {
            <button type="button" class="primary" on:click=go>
                {text.kept.to_partner}
            </button>
        }
    });
    let open = move |_| {
        close();
        dispatch.send(Action::Opened(id, Screen::Result));
    };
    let take_back = can_take_back.then(|| {
        view! {
            <button
                type="button"
                aria-describedby="take-back-help"
                on:click=move |_| dispatch.later(LaterAction::Receiving(ReceivingAction::TakenBack))
            >
                {text.kept.take_back}
            </button>
        }
    });
    let take_back_help =
        can_take_back.then(|| view! { <p class="quiet" id="take-back-help">{text.kept.take_back_help}</p> });
    view! {
        <header class="lead">
            <h1 tabindex="-1">{title}</h1>
            {help}
        </header>
        <div class="buttons">
            {to_partner}
            <button type="button" on:click=open>
                {text.kept.to_result}
            </button>
            {take_back}
            <Close class="plain" />
        </div>
        {take_back_help}
    }
}
