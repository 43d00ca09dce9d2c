//! What is folded away and built when it is first opened.

use leptos::prelude::*;

/// Details whose content is built once they are opened, and stays.
#[component]
pub fn Fold(
    class: &'static str,
    /// What stands in the line that opens it.
    title: AnyView,
    /// Whether it stands open at first.
    #[prop(optional)]
    is_open: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let was_opened = RwSignal::new(is_open);
    let is_built = Memo::new(move |_| was_opened.get());
    view! {
        <details
            class=class
            open=is_open
            on:toggle:target=move |event| {
                if event.target().has_attribute("open") {
                    was_opened.set(true);
                }
            }
        >
            <summary>{title}</summary>
            {move || is_built.get().then(|| children())}
        </details>
    }
}
