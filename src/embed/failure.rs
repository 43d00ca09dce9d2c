//! When the program itself fails: a message on the page instead of a dead one. A panic ends every widget on the page;
//! what was saved is untouched.

use std::cell::RefCell;
use std::panic;
use std::sync::Once;

use web_sys::HtmlElement;

use crate::app;

thread_local! {
    static ROOTS: RefCell<Vec<HtmlElement>> = const { RefCell::new(Vec::new()) };
}

/// From now on a panic is said in this element too.
pub fn watch(root: &HtmlElement) {
    static HOOK: Once = Once::new();
    ROOTS.with_borrow_mut(|roots| {
        roots.retain(|root| root.is_connected());
        roots.push(root.clone());
    });
    HOOK.call_once(|| {
        panic::set_hook(Box::new(|info| {
            web_sys::console::error_1(&info.to_string().into());
            ROOTS.with(|roots| {
                if let Ok(roots) = roots.try_borrow() {
                    roots.iter().for_each(say);
                }
            });
        }));
    });
}

fn say(root: &HtmlElement) {
    let Some(notice) = root
        .owner_document()
        .and_then(|document| document.create_element("p").ok())
    else {
        return;
    };
    notice.set_text_content(Some(app::PANICKED));
    // All of this is best effort: there is nobody left to tell.
    let _ = notice.set_attribute("role", "alert");
    let _ = notice.set_attribute("class", "notice failure");
    let _ = root.prepend_with_node_1(&notice);
}
