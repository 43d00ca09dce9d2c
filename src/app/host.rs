//! The page around the widget: the element that it is in, what that page is told, and what it allows.

use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::domain::assessment::AssessmentId;
use crate::ui::text::Speech;
use crate::ui::{Locale, Screen};

use super::state::State;

/// The way to the page.
#[derive(Clone)]
pub struct Host {
    /// The element that the widget is in.
    pub element: HtmlElement,
    /// Dispatches an event on it, by its name without `cr-` and what its detail holds; `later` gives a promise of the
    /// later part's styles and messages.
    pub tell: Function,
    /// What is spoken.
    pub locale: Locale,
}

/// A language by its tag, with its messages of the first download; none: English.
#[must_use]
pub fn spoken(language: &str, words: &str) -> Locale {
    Locale::new(language, Speech::learn(language, words))
}

impl State {
    /// Tells the page what has happened. Nothing of the page runs before the present work is done.
    pub fn tell(self, what: &str, one: &str, other: &str) -> Option<JsValue> {
        let host = self.host.try_get_value()?;
        let [what, one, other] = [what, one, other].map(JsValue::from_str);
        // What a listener throws is the page's business.
        host.tell.call3(&host.element, &what, &one, &other).ok()
    }

    /// Tells that the visitor has begun an assessment.
    pub fn tell_start(self, id: AssessmentId) {
        self.tell("start", &id.0.to_string(), "");
    }

    /// Whether the visitor may only look. Follows it.
    #[must_use]
    pub fn is_read_only(self) -> bool {
        self.limits.with(|limits| limits.ends_with("readonly"))
    }

    /// The screen that is shown when this one is wanted, by what the page allows now. Follows it.
    #[must_use]
    pub fn within(self, screen: Screen) -> Screen {
        self.limits.with(|limits| within(limits, screen))
    }
}

/// The screen that the page wants first; `None` where it does not say.
pub fn first(limits: &str) -> Option<Screen> {
    match limits.split(' ').next() {
        Some("assess") => Some(Screen::Start),
        Some("result") => Some(Screen::Result),
        Some("partners") => Some(Screen::Partners),
        _ => None,
    }
}

/// The screen that is shown when this one is wanted: itself, or, where the page does not allow it, the one that the page
/// wants first.
pub fn within(limits: &str, screen: Screen) -> Screen {
    let is_list = matches!(screen, Screen::Assessments | Screen::Partners);
    match first(limits) {
        _ if screen.needs_assessment() => screen,
        Some(first) => first,
        // Where nothing can be begun or changed, there is what is kept.
        None if limits.ends_with("readonly") && !is_list => Screen::Assessments,
        None => screen,
    }
}
