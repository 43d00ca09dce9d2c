//! Made-up partners in place of what is kept, for whoever wants to look around or to show something.
//!
//! The element's attribute `sample` says how many, and can ask for [`FOUR_EACH`]. Changing it starts the widget anew, so
//! that what is kept and what is made up never meet: there is no store then, no other tab hears of it, and what is changed
//! goes with the widget.

use core::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::pack::{PackReference, Questionnaire};
use crate::domain::sample::{Batch, Coverage, Sample, Wanted};
use crate::platform::turns::{Turn, next_turn};
use crate::platform::visibility::is_acting;
use crate::storage::Store;
use crate::ui::Screen;
use crate::ui::components::saved::SaveState;

use super::frame::leave_focus;
use super::state::{Shared, State, now};
use super::transfer::look_again;
use super::{actions, partners, persistence};

/// The attribute of the element.
const ATTRIBUTE: &str = "sample";
/// Whoever looks around twice finds the same partners.
const SEED: u64 = 20_260_101;
/// So many where the attribute has no number.
const USUAL: usize = 400;
/// More are not made.
const MOST: usize = 100_000;
/// The word in the attribute that asks for four assessments of every partner, in place of as many as there are in life.
const FOUR_EACH: &str = "four-each";
/// There are at most so many assessments about each.
const VIEWS: usize = 4;

/// What the attribute asks for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    partners: usize,
    coverage: Coverage,
}

impl Asked {
    /// A number and [`FOUR_EACH`], each of which may be missing; other words say nothing.
    fn of(attribute: &str) -> Self {
        let mut words = attribute.split_whitespace();
        let partners = words.clone().find_map(number);
        Self {
            partners: partners.unwrap_or(USUAL).min(MOST),
            coverage: if words.any(|word| word == FOUR_EACH) {
                Coverage::FourEach
            } else {
                Coverage::AsInLife
            },
        }
    }
}
/// The number that a word is; one with more digits than can be counted here is the largest.
fn number(word: &str) -> Option<usize> {
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().unwrap_or(usize::MAX))
}

/// The partners are made up once this is over.
pub type MakingUp = Pin<Box<dyn Future<Output = ()>>>;

/// Whether what is shown is made up.
pub fn is_shown(state: State) -> bool {
    !state.keeper.sample().is_empty()
}

/// The name of a file that goes out: of what is made up it says so.
pub fn file_name(state: State, name: String) -> String {
    if is_shown(state) {
        ["made-up-", &name].concat()
    } else {
        name
    }
}

/// Shows so many made-up partners in place of what is kept.
pub fn begin(state: State, partners: usize) {
    if let Some(host) = state.later().lock.host() {
        // What applies this is still under way: the widget ends only after it.
        spawn_local(async move {
            let _ = host.set_attribute(ATTRIBUTE, &partners.to_string());
        });
    }
}

/// Shows what is kept again.
pub fn leave(state: State) {
    if let Some(host) = state.later().lock.host() {
        spawn_local(async move {
            let _ = host.remove_attribute(ATTRIBUTE);
        });
    }
}

/// Makes up what is shown from now on, and opens a store for what is changed of it.
pub fn open(state: State, store: Rc<Store>, saving: SaveState) {
    spawn_local(async move {
        let asked = Asked::of(&state.keeper.sample());
        match partners::arrive(state).await {
            Ok(part) => {
                // The widget may be gone by now.
                if state.saving.try_get_untracked().is_some() {
                    // Before there is anything to be shown, so that no other screen is drawn of it.
                    actions::show(state, Screen::Partners);
                    if !is_acting() {
                        leave_focus().await;
                    }
                    (part.make_up)(state, asked).await;
                    finish(state, store, saving).await;
                }
            }
            Err(_) => drop(state.saving.try_set(SaveState::NotOpened)),
        }
    });
}

/// Has everything hear of what was made up, one after the other.
async fn finish(state: State, store: Rc<Store>, saving: SaveState) {
    if state.library.try_update(|_| ()).is_none() {
        return;
    }
    next_turn().await;
    persistence::opened(state, store, saving);
}

/// Makes partners up, with the assessments about them. They are in the library then, and nobody has heard of it.
pub fn make_up(state: State, asked: Asked) -> MakingUp {
    Box::pin(async move {
        let Some((pack, questionnaire)) = questionnaire(state).await else {
            return;
        };
        let wanted = Wanted {
            seed: SEED,
            partners: asked.partners,
            coverage: asked.coverage,
            today: state.today.get_untracked(),
            now: now(),
        };
        let mut sample = Sample::new(wanted, pack, questionnaire.arc());
        let mut turn = Turn::begin();
        let mut room = Some((asked.partners, asked.partners * VIEWS));
        while let Some(batch) = sample.step() {
            if take_in(state, batch, room.take()).is_none() {
                return;
            }
            if turn.is_over() {
                let (done, all) = sample.made();
                let _ = state.later().making_up.try_set(Some((done, all)));
                turn.give_way().await;
            }
        }
        let _ = state.later().making_up.try_set(None);
    })
}

/// Takes partners in, without anybody hearing of it. Each comes after all before it: where there is room for so many
/// companies and assessments, nothing is moved. `None` where the widget is gone.
fn take_in(state: State, batch: Batch, room: Option<(usize, usize)>) -> Option<()> {
    let mut library = state.library.try_write_untracked()?;
    if let Some((companies, assessments)) = room {
        library.companies.reserve(companies);
        library.assessments.reserve(assessments);
    }
    library.take_in(batch.companies, batch.assessments);
    Some(())
}

/// The questionnaire that is asked here, once it is at hand; `None` where the widget is gone.
async fn questionnaire(state: State) -> Option<(PackReference, Shared<Questionnaire>)> {
    loop {
        state.saving.try_get_untracked()?;
        let found = untrack(|| {
            let pack = state.shelf.offered()?;
            let questionnaire = state.shelf.questionnaire(&pack)?;
            Some((pack, questionnaire))
        });
        if found.is_some() {
            return found;
        }
        look_again().await;
    }
}
