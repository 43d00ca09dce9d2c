//! Where the data lie and for how long, in words.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::surroundings::{
    Framing, PrivateWindow, framing, has_seven_day_rule, is_secure, private_window, site,
};
use crate::ui::Locale;
use crate::ui::components::saved::SaveState;
use crate::ui::text::{data as words, fill};

use super::super::super::state::State;

/// The sentences, the most important first.
pub fn sentences(state: State, locale: Locale) -> Memo<Vec<String>> {
    let is_private = RwSignal::new(false);
    spawn_local(async move {
        let found = private_window().await == PrivateWindow::Likely;
        let _ = is_private.try_set(found);
    });
    let (framing, site) = (framing(), site());
    let (is_secure, is_short_lived) = (is_secure(), has_seven_day_rule());
    Memo::new(move |_| {
        let text = &words(locale.speech).place;
        let is_kept = !matches!(state.saving.get(), SaveState::InMemory(_));
        let place = match framing {
            _ if !is_kept => return vec![text.nowhere.to_owned()],
            Framing::Page => text.own_page,
            Framing::FrameOfItsOrigin => text.own_frame,
            Framing::FrameOfAnotherOrigin => text.foreign_frame,
            Framing::FrameWithoutOrigin => text.nowhere,
        };
        let mut all = vec![fill(place, &[("site", &site)]), text.readers.to_owned()];
        let more = [
            (is_private.get(), text.private_window),
            (is_short_lived, text.seven_days),
            (!is_secure, text.not_secure),
        ];
        all.extend(
            more.iter()
                .filter(|(is_so, _)| *is_so)
                .map(|(_, words)| (*words).to_owned()),
        );
        all
    })
}
