//! How high a row and the sight are: the style sheet says so, and the browser tells when it changes.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};

use super::Inside;

/// Lengths in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sizes {
    pub(super) row_height: f64,
    /// What is in sight below the head.
    pub(super) height: f64,
    /// Whether rows are cards.
    pub(super) is_narrow: bool,
    /// Whether the columns take more room than there is.
    pub(super) overflows: bool,
    /// Whether there are columns beyond the edge at which lines end.
    pub(super) goes_on: bool,
}

impl Default for Sizes {
    /// Until it is measured.
    fn default() -> Self {
        Self {
            row_height: 56.0,
            height: 600.0,
            is_narrow: false,
            overflows: false,
            goes_on: false,
        }
    }
}

impl Inside {
    fn measure(self) {
        let place = self.scroller.try_get_untracked().flatten();
        let probe = self.probe.try_get_untracked().flatten();
        let (Some(scroller), Some(probe)) = (place, probe) else {
            return;
        };
        let head = scroller.query_selector(".grid-head").ok().flatten();
        let head = head.map_or(0, |head| head.client_height());
        let of_probe = probe.get_bounding_client_rect();
        let row_height = of_probe.height();
        // A page that is not shown has no sizes.
        if row_height <= 0.0 {
            return;
        }
        let sizes = Sizes {
            row_height,
            height: f64::from(scroller.client_height() - head).max(0.0),
            // The style sheet makes it wide where rows are cards.
            is_narrow: of_probe.width() > 0.0,
            overflows: scroller.scroll_width() > scroller.client_width(),
            goes_on: goes_on(&scroller),
        };
        if self.sizes.get_untracked() != sizes {
            self.sizes.set(sizes);
        }
    }
}

/// Whether one can scroll on to where lines end. From right to left, places are told as less than zero.
pub(super) fn goes_on(scroller: &Element) -> bool {
    scroller.scroll_left().abs() + scroller.client_width() + 1 < scroller.scroll_width()
}

/// Measures whenever something changes.
pub(super) fn follow(inside: Inside) {
    let changed = Closure::<dyn Fn()>::new(move || inside.measure());
    let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
    let kept = StoredValue::new_local((observer, changed));
    Effect::new(move |_| {
        let (Some(scroller), Some(probe)) = (inside.scroller.get(), inside.probe.get()) else {
            return;
        };
        inside.measure();
        kept.with_value(|(observer, _)| {
            if let Some(observer) = observer {
                observer.observe(&scroller);
                observer.observe(&probe);
                // As wide as its columns.
                if let Some(head) = scroller.query_selector(".grid-head").ok().flatten() {
                    observer.observe(&head);
                }
            }
        });
    });
    on_cleanup(move || {
        let _ = kept.try_with_value(|(observer, _)| observer.as_ref().map(ResizeObserver::disconnect));
    });
}
