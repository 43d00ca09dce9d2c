//! Figures of others: a file looked at, kept or left, and those that are kept.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use crate::domain::benchmark::{Benchmark, LARGEST};
use crate::domain::problem::Problem;
use crate::platform::{files, network};
use crate::storage::RecordKind;
use crate::ui::Locale;
use crate::ui::components::file_button::Picked;
use crate::ui::locale::locale;
use crate::ui::screens::benchmarks::page::{BenchmarksPage, KeptRow, PageWays, Stage};
use crate::ui::text::{benchmarks as words, desk};

use super::super::super::benchmarks;
use super::super::super::offering;
use super::super::super::state::{Shared, State};
use super::super::assessments::{file_words, one_of};
use super::super::benchmarks::{AtHand, told};
use super::super::bin::bin;

/// Beside the shipped questionnaires.
const EXAMPLE: &str = "../benchmarks/example.json";
/// What the example's file is called.
const EXAMPLE_NAME: &str = "example.json";

/// What is on the desk while figures come in. It goes with the page.
#[derive(Clone, Copy)]
struct Desk {
    state: State,
    locale: Locale,
    stage: RwSignal<Stage>,
    /// What lies open.
    opened: RwSignal<Option<Shared<Benchmark>>>,
    /// Counts the files that were picked: what an earlier one still does, nobody wants.
    picked: StoredValue<u32>,
}

/// The page.
pub(super) fn page(state: State, on_back: Callback<()>) -> AnyView {
    let locale = locale();
    spawn_local(async move {
        offering::load_index(state).await;
    });
    let desk = Desk {
        state,
        locale,
        stage: RwSignal::new(Stage::Empty),
        opened: RwSignal::new(None),
        picked: StoredValue::new(0),
    };
    let rows = Memo::new(move |_| {
        let kept = state.later().benchmarks.get();
        let at_hand = AtHand::now(state);
        let row = |one: &Shared<Benchmark>| {
            Some(KeptRow {
                id: benchmarks::id_of(one.hash.as_str())?,
                title: one.title.clone(),
                facts: told(state, locale, &at_hand, one),
            })
        };
        kept.iter().filter_map(row).collect()
    });
    // The list of questionnaires that come with the page may come later than a file.
    let opened = Memo::new(move |_| {
        let at_hand = AtHand::now(state);
        desk.opened
            .with(|opened| Some(told(state, locale, &at_hand, opened.as_ref()?)))
    });
    let ways = PageWays {
        on_files: UnsyncCallback::new(move |files| desk.pick(files)),
        on_example: Callback::new(move |()| desk.fetch_example()),
        on_keep: Callback::new(move |()| desk.keep()),
        on_delete: Callback::new(move |id: Uuid| desk.delete(id)),
        on_back,
    };
    let bin = bin(state, RecordKind::Benchmark);
    view! { <BenchmarksPage stage=desk.stage opened=opened rows=rows bin=bin ways=ways /> }.into_any()
}

impl Desk {
    /// A file was picked or dropped.
    fn pick(self, files: Picked) {
        let number = self.begin();
        spawn_local(async move {
            let (name, text) = match one_of(self.locale, files) {
                Err((name, cause)) => (name, Err(cause)),
                Ok(file) => {
                    let import = &desk(self.locale.speech).import;
                    let text = files::read_text(&file, LARGEST).await;
                    let text = text.map_err(|error| file_words(self.locale, import, error));
                    (files::safe_name(&file.name()), text)
                }
            };
            self.look(number, name, text);
        });
    }

    fn fetch_example(self) {
        let number = self.begin();
        spawn_local(async move {
            let text = match self.state.shelf.beside(EXAMPLE) {
                Some(url) => network::fetch_text(&url).await.ok(),
                None => None,
            };
            let text = text.ok_or_else(|| words(self.locale.speech).no_example.to_owned());
            self.look(number, EXAMPLE_NAME.to_owned(), text);
        });
    }

    /// Another file is on its way; gives its number.
    fn begin(self) -> u32 {
        let number = self.picked.get_value().wrapping_add(1);
        self.picked.set_value(number);
        self.stage.set(Stage::Reading);
        self.opened.set(None);
        number
    }

    /// Shows what is in a text, or why there is none; nothing is kept by that.
    fn look(self, number: u32, file: String, text: Result<String, String>) {
        // The page may be gone, or another file was picked.
        if self.picked.try_get_value() != Some(number) {
            return;
        }
        let read = text.map_err(|cause| vec![Problem::of_whole(cause)]);
        let stage = match read.and_then(|text| Benchmark::parse(&text)) {
            Err(problems) => Stage::Refused { file, problems },
            Ok(benchmark) if benchmarks::hashes(self.state).contains(&benchmark.hash) => {
                Stage::Already(benchmark.title)
            }
            Ok(benchmark) => {
                let title = benchmark.title.clone();
                self.opened.set(Some(Shared::new(benchmark)));
                Stage::Shown { file, title }
            }
        };
        self.stage.set(stage);
    }

    /// Keeps what lies open.
    fn keep(self) {
        let Some(benchmark) = self.opened.get_untracked() else {
            return;
        };
        let title = benchmark.title.clone();
        self.stage.set(match benchmarks::keep(self.state, &benchmark) {
            Ok(()) => Stage::Kept(title),
            Err(benchmarks::NotKept) => Stage::NotKept(title),
        });
        self.opened.set(None);
    }

    fn delete(self, id: Uuid) {
        self.stage.set(Stage::Empty);
        benchmarks::delete(self.state, id);
    }
}
