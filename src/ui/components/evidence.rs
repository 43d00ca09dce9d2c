//! What somebody could show for an answer: a note and a link.

use leptos::prelude::*;

use crate::ui::components::field::field_id;
use crate::ui::locale::locale;

/// The two inputs, folded away until there is something in them or somebody asks.
#[component]
pub fn Evidence(
    /// As saved; read once, when the question is shown.
    note: String,
    link: String,
    /// Gets note and link after every change.
    #[prop(into)]
    on_write: Callback<(String, String)>,
) -> impl IntoView {
    let text = &locale().later().beside;
    let open = !note.is_empty() || !link.is_empty();
    let (note_id, link_id, help_id) = (field_id(), field_id(), field_id());
    let note = RwSignal::new(note);
    let link = RwSignal::new(link);
    let write = move || on_write.run((note.get_untracked(), link.get_untracked()));
    let odd = Memo::new(move |_| link.with(|link| !link.trim().is_empty() && !is_web_address(link)));
    view! {
        <details class="evidence" open=open>
            <summary>{if open { text.evidence } else { text.evidence_add }}</summary>
            <div class="fields">
                <p class="quiet">{text.evidence_help}</p>
                <div class="field">
                    <label for=note_id.clone()>{text.note}</label>
                    <textarea
                        id=note_id
                        rows="3"
                        maxlength="10000"
                        prop:value=move || note.get()
                        on:input:target=move |event| {
                            note.set(event.target().value());
                            write();
                        }
                    ></textarea>
                </div>
                <div class="field">
                    <label for=link_id.clone()>{text.link}</label>
                    <input
                        type="url"
                        id=link_id
                        maxlength="2000"
                        placeholder="https://"
                        aria-describedby=help_id.clone()
                        prop:value=move || link.get()
                        on:input:target=move |event| {
                            link.set(event.target().value());
                            write();
                        }
                    />
                    <small id=help_id>{move || odd.get().then_some(text.link_bad)}</small>
                </div>
            </div>
        </details>
    }
}

/// Whether a link may become one. Everything else, `javascript:` above all, is shown as text.
#[must_use]
pub fn is_web_address(link: &str) -> bool {
    let link = link.trim();
    ["https://", "http://"].iter().any(|scheme| {
        link.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}
