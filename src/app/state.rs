//! What the widget knows, in signals. The handle is cheap to copy.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;

use crate::domain::assessment::{Assessment, AssessmentId};
use crate::domain::library::Library;
use crate::domain::pack::{IndicatorId, Pack, Questionnaire};
use crate::domain::scoring::{Readiness, Standing, standings};
use crate::domain::time::{Day, Moment};
use crate::platform::clock;
use crate::ui::Screen;
use crate::ui::components::saved::SaveState;

use super::host::{Host, within};
use super::later_state::Later;
use super::persistence::{Keeper, Place};
use super::rest::{PartState, Rest};
use super::shelf::{PackSource, Shelf};

/// The widget's state: a pointer, so that a view or an event listener carries no more than that.
///
/// The signals behind it end with the widget's owner. The table of them does not: some 300 bytes remain of each widget
/// that was ever mounted on the page.
#[derive(Clone, Copy)]
pub struct State(&'static Signals);

impl Deref for State {
    type Target = Signals;

    fn deref(&self) -> &Signals {
        self.0
    }
}

/// Everything the screens are made of.
pub struct Signals {
    pub library: RwSignal<Library>,
    /// The assessment the question, overview and result screens are about.
    pub current: RwSignal<Option<AssessmentId>>,
    /// Where only some questions are asked, as in a pulse: their places in the pack.
    pub only: RwSignal<Option<Vec<usize>>>,
    /// The question shown; `None`: the first one.
    pub question: RwSignal<Option<IndicatorId>>,
    pub screen: RwSignal<Screen>,
    pub today: RwSignal<Day>,
    pub saving: RwSignal<SaveState>,
    /// Records of the store that could not be read; they are never written.
    pub unreadable: RwSignal<Vec<Unreadable>>,
    pub rest: RwSignal<PartState>,
    pub host: StoredValue<Host, LocalStorage>,
    /// What the page allows, in words: its mode or nothing, and whether the visitor may only look.
    pub limits: RwSignal<String>,
    pub shelf: Shelf,
    pub keeper: Keeper,
    /// The questionnaire of the current assessment, once it is at hand.
    pub questionnaire: Memo<Option<Shared<Questionnaire>>>,
    /// Where each indicator of the current assessment stands, in pack order.
    pub standings: Memo<Vec<Standing>>,
    /// The result of the current assessment, once the part that scores is here.
    pub readiness: Memo<Option<Readiness>>,
    /// What only the later part knows of; see [`State::later`].
    pub(super) of_later_part: OnceLock<Later>,
    /// The widget's owner: what is made under it ends with the widget. Held, it would never end.
    pub(super) owner: Option<WeakOwner>,
}

/// A record that could not be read, as it lies in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    pub key: String,
    pub cause: String,
    pub bytes: Vec<u8>,
}

/// A value that many views share; two are equal when they are the same one.
#[derive(Debug)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> Shared<T> {
    /// The value, to be shared on.
    pub fn arc(&self) -> Arc<T> {
        Arc::clone(&self.0)
    }
}

impl<T> From<&Arc<T>> for Shared<T> {
    fn from(value: &Arc<T>) -> Self {
        Self(Arc::clone(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl State {
    /// A state with nothing in it yet.
    #[must_use]
    pub fn new(source: PackSource, place: Place, host: Host, limits: String) -> Self {
        let library = RwSignal::new(Library::default());
        let current = RwSignal::new(None::<AssessmentId>);
        let today = RwSignal::new(today());
        let shelf = Shelf::new(source);
        let questionnaire = Memo::new(move |_| {
            let id = current.get()?;
            library.with(|library| shelf.questionnaire(&library.assessments.get(&id)?.pack))
        });
        let standings = Memo::new(move |_| {
            let found = questionnaire.get().and_then(|questionnaire| {
                library.with(|library| {
                    Some(standings(
                        &questionnaire,
                        library.assessments.get(&current.get()?)?,
                    ))
                })
            });
            found.unwrap_or_default()
        });
        let rest = RwSignal::new(PartState::<Rest>::Absent);
        let readiness = Memo::new(move |_| {
            let PartState::Ready(rest) = rest.get() else {
                return None;
            };
            let questionnaire = questionnaire.get()?;
            let today = today.get();
            library.with(|library| {
                Some((rest.readiness)(
                    &questionnaire,
                    library.assessments.get(&current.get()?)?,
                    today,
                ))
            })
        });
        Self(Box::leak(Box::new(Signals {
            library,
            current,
            only: RwSignal::new(None),
            question: RwSignal::new(None),
            screen: RwSignal::new(within(&limits, Screen::Start)),
            today,
            saving: RwSignal::new(SaveState::Opening),
            unreadable: RwSignal::new(Vec::new()),
            rest,
            host: StoredValue::new_local(host),
            limits: RwSignal::new(limits),
            shelf,
            keeper: Keeper::new(place),
            questionnaire,
            standings,
            readiness,
            of_later_part: OnceLock::new(),
            owner: Owner::current().as_ref().map(Owner::downgrade),
        })))
    }

    /// Whether what is kept is still on its way from the store: until then what is missing here may only not have come. It
    /// ends, though with an error. Companies come before all else; see [`has_companies`](State::has_companies). Follows it.
    #[must_use]
    pub fn is_being_read(self) -> bool {
        self.saving.get() == SaveState::Opening
    }

    /// The whole pack of the current assessment, once it is at hand.
    #[must_use]
    pub fn pack(self) -> Option<Shared<Pack>> {
        self.with_current(|assessment| self.shelf.pack(&assessment.pack))
            .flatten()
    }

    /// Looks at the current assessment, and follows it; `None` where there is none.
    pub fn with_current<T>(self, look: impl FnOnce(&Assessment) -> T) -> Option<T> {
        let id = self.current.get()?;
        self.library
            .with(|library| library.assessments.get(&id).map(look))
    }
}

/// The visitor's calendar day.
#[must_use]
pub fn today() -> Day {
    let (year, month, day) = clock::local_day();
    Day::from_date(year, month, day).unwrap_or_else(|| now().day())
}

/// The moment on the visitor's clock, in UTC.
#[must_use]
pub fn now() -> Moment {
    Moment::from_milliseconds(clock::now_milliseconds()).unwrap_or(Moment::EPOCH)
}

/// A page that stays open over midnight looks at the calendar again when somebody comes back to it.
pub fn keep_today_current(state: State) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let listener = StoredValue::new_local(EventListener::new(&window, "focus", move |_| {
        let today = today();
        if state.today.get_untracked() != today {
            state.today.set(today);
        }
    }));
    on_cleanup(move || listener.dispose());
}
