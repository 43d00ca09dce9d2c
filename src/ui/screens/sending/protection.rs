//! How what is sent is protected, and where its link leads.

use leptos::prelude::*;

use crate::ui::action::Passphrase;
use crate::ui::action::sending::Signing;
use crate::ui::components::field::field_id;
use crate::ui::screens::lock::new_passphrase::{Entry, NewPassphrase};

use super::form::failure_words;
use super::{KeyShown, SendingSignals, words};

/// What was chosen.
#[derive(Clone, Copy)]
pub(super) struct Protection {
    is_protected: RwSignal<bool>,
    passphrase: Entry,
    is_signed: RwSignal<bool>,
}

impl Protection {
    /// Neither.
    pub fn new() -> Self {
        Self {
            is_protected: RwSignal::new(false),
            passphrase: Entry::new(),
            is_signed: RwSignal::new(false),
        }
    }

    /// What was chosen; `None`, with the reason said, where the passphrase cannot be taken.
    pub fn take(self) -> Option<(Option<Passphrase>, Signing)> {
        let passphrase = if self.is_protected.get_untracked() {
            Some(self.passphrase.take()?)
        } else {
            None
        };
        let signing = if self.is_signed.get_untracked() {
            Signing::Signed
        } else {
            Signing::Unsigned
        };
        Some((passphrase, signing))
    }
}

/// The fields, or why there are none.
#[component]
pub(super) fn ProtectionFields(protection: Protection, signals: SendingSignals) -> impl IntoView {
    let text = &words().protection;
    if !signals.can_encrypt {
        return view! { <p class="set-aside">{text.no_crypto}</p> }.into_any();
    }
    let Protection {
        is_protected,
        passphrase,
        is_signed,
    } = protection;
    let passphrase = move || {
        is_protected
            .get()
            .then(|| view! { <div class="two"><NewPassphrase entry=passphrase /></div> })
    };
    let key = move || {
        let shown = is_signed.get().then(|| signals.key.get());
        match shown? {
            KeyShown::NotLookedFor => None,
            KeyShown::None => Some(view! { <p class="quiet">{words().key.none}</p> }.into_any()),
            KeyShown::Here { fingerprint, .. } => Some(fingerprint_line(fingerprint).into_any()),
            KeyShown::Failed(failure) => {
                Some(view! { <p class="bad">{failure_words(&failure)}</p> }.into_any())
            }
        }
    };
    view! {
        <div class="protection">
            <Check label=text.protect help=text.protect_help value=is_protected />
            {passphrase}
            <Check label=text.sign help=text.sign_help value=is_signed />
            {key}
        </div>
    }
    .into_any()
}

/// The own fingerprint, to be read to somebody.
pub(super) fn fingerprint_line(fingerprint: String) -> impl IntoView {
    view! {
        <p>
            {words().key.fingerprint}
            ": "
            <b class="fingerprint" data-figure="fingerprint">
                {fingerprint}
            </b>
        </p>
    }
}

#[component]
fn Check(label: &'static str, help: &'static str, value: RwSignal<bool>) -> impl IntoView {
    let id = field_id();
    view! {
        <div>
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby=id.clone()
                    prop:checked=move || value.get()
                    on:change:target=move |event| value.set(event.target().checked())
                />
                <span>{label}</span>
            </label>
            <small id=id>{help}</small>
        </div>
    }
}

/// The address of the page that is to open a link.
#[derive(Clone, Copy)]
pub(super) struct BaseState {
    value: RwSignal<String>,
    was_tried: RwSignal<bool>,
    /// An address that is missing has to be seen.
    is_open: RwSignal<bool>,
}

impl BaseState {
    pub fn new(value: RwSignal<String>) -> Self {
        let is_open = RwSignal::new(!is_address(&value.get_untracked()));
        Self {
            value,
            was_tried: RwSignal::new(false),
            is_open,
        }
    }

    /// Without what stands behind a `#`: there the link puts what it brings.
    pub fn address(self) -> String {
        let typed = self.value.get_untracked();
        typed.split('#').next().unwrap_or_default().trim().to_owned()
    }

    /// Whether it can be the beginning of a link; where not, that is said.
    pub fn is_right(self) -> bool {
        self.was_tried.set(true);
        let is_right = is_address(&self.address());
        if !is_right {
            self.is_open.set(true);
        }
        is_right
    }
}

fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// Whether nobody else reaches it.
fn is_only_here(address: &str) -> bool {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or_default();
    let is_port = |rest: &str| rest.is_empty() || rest.starts_with(':');
    ["localhost", "127.0.0.1", "[::1]"]
        .into_iter()
        .any(|own| host.strip_prefix(own).is_some_and(is_port))
}

/// The field, folded away where the page's own address will do.
#[component]
pub(super) fn BaseField(
    base: BaseState,
    /// Whether links to several are made: of those none goes as a file.
    is_many: bool,
) -> impl IntoView {
    let text = &words().base;
    let id = field_id();
    let (help_id, mistake_id) = (format!("{id}-help"), format!("{id}-mistake"));
    let described = format!("{help_id} {mistake_id}");
    let is_wrong = move || base.was_tried.get() && base.value.with(|typed| !is_address(typed.trim()));
    let only_here_words = if is_many {
        text.only_here_many
    } else {
        text.only_here
    };
    let only_here = move || {
        let is_own = base.value.with(|typed| is_only_here(typed.trim()));
        is_own.then(|| view! { <p class="set-aside">{only_here_words}</p> })
    };
    view! {
        <details class="base" prop:open=move || base.is_open.get()>
            <summary>{text.title}</summary>
            <div class="field">
                <label for=id.clone()>{text.label}</label>
                <input
                    type="url"
                    id=id
                    maxlength="1000"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=move || is_wrong().then_some("true")
                    prop:value=move || base.value.get()
                    on:input:target=move |event| base.value.set(event.target().value())
                />
                <small id=help_id>{text.help}</small>
                <small id=mistake_id class="error" role="alert">
                    {move || is_wrong().then_some(text.wrong)}
                </small>
            </div>
        </details>
        {only_here}
    }
}
