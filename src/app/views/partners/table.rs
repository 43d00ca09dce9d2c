//! A table on its way in: read, looked at, taken in.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::csv::{LARGEST, MOST_COLUMNS, MOST_ROWS, Table, TableError};
use crate::domain::directory::{Import, Mapping, Outcome};
use crate::platform::files::{self, FileError};
use crate::platform::turns;
use crate::ui::Locale;
use crate::ui::components::file_button::Picked;
use crate::ui::locale::locale;
use crate::ui::screens::partners::table::{Done, Opened, Preview, Stage, TableScreen, TableSignals};
use crate::ui::text::{desk, directory as words, fill};

use super::super::super::directory::{self, NotTaken, TakenIn};
use super::super::super::slices::Sliced;
use super::super::super::state::State;
use super::super::assessments::{file_words, one_of};

/// What is on the desk while a table comes in. It goes with the panel.
#[derive(Clone, Copy)]
struct Desk {
    state: State,
    locale: Locale,
    signals: TableSignals,
    /// What was taken in last.
    taken: StoredValue<Option<TakenIn>>,
    /// Counts the files that were picked: what an earlier one still does, nobody wants.
    picked: StoredValue<u32>,
}

/// The panel.
pub(super) fn table(state: State, on_back: Callback<()>) -> AnyView {
    let signals = TableSignals {
        stage: RwSignal::new(Stage::Empty),
        opened: RwSignal::new(None),
        mapping: RwSignal::new(Mapping::default()),
        preview: RwSignal::new(None),
        has_changed: RwSignal::new(false),
    };
    let desk = Desk {
        state,
        locale: locale(),
        signals,
        taken: StoredValue::new(None),
        picked: StoredValue::new(0),
    };
    desk.look();
    desk.follow();
    let on_files = UnsyncCallback::new(move |files| desk.pick(files));
    let on_take = Callback::new(move |()| desk.take());
    view! { <TableScreen signals=signals on_files=on_files on_take=on_take on_back=on_back /> }.into_any()
}

impl Desk {
    /// Looks what taking it in would do, whenever the file, the mapping or what is here changes.
    fn look(self) {
        let sliced = Sliced::new();
        Effect::new(move |_| {
            let Opened { table, .. } = self.signals.opened.get()?;
            let mapping = self.signals.mapping.get();
            let today = self.state.today.get();
            self.state.library.track();
            self.signals.preview.set(None);
            sliced.begin(0, async move {
                let import = self
                    .state
                    .library
                    .try_with_untracked(|library| Import::of(&table, &mapping, library, today));
                let preview = import.map(|import| {
                    import.map_or(Preview::NameMissing, |import| Preview::Import(Arc::new(import)))
                });
                if preview.is_some() {
                    let _ = self.signals.preview.try_set(preview);
                }
            });
            Some(())
        });
    }

    /// What was taken in is said no longer once it was taken back.
    fn follow(self) {
        Effect::new(move |_| {
            let is_here = self.state.library.with(|library| {
                let taken = self.taken;
                taken.with_value(|taken| taken.as_ref().is_none_or(|taken| taken.is_here(library)))
            });
            let is_done = self
                .signals
                .stage
                .with_untracked(|stage| matches!(stage, Stage::Done(_)));
            if is_done && !is_here {
                self.signals.stage.set(Stage::Empty);
            }
        });
    }

    /// A file was picked.
    fn pick(self, files: Picked) {
        let number = self.picked.get_value().wrapping_add(1);
        self.picked.set_value(number);
        self.signals.opened.set(None);
        self.signals.has_changed.set(false);
        self.signals.stage.set(Stage::Reading);
        spawn_local(async move {
            let stage = match one_of(self.locale, files) {
                Err((file, cause)) => Stage::Refused {
                    file,
                    cause,
                    is_encoding: false,
                },
                Ok(file) => self.read(&file, number).await,
            };
            if self.is_wanted(number) {
                self.signals.stage.set(stage);
            }
        });
    }

    /// Whether the panel is there, and this is the file that was picked last.
    fn is_wanted(self, number: u32) -> bool {
        self.picked.try_get_value() == Some(number) && self.signals.stage.try_get_untracked().is_some()
    }

    async fn read(self, file: &web_sys::File, number: u32) -> Stage {
        let name = files::safe_name(&file.name());
        let largest = LARGEST as u64;
        let text = files::read_large_text(file, largest, |_| largest, |_| ()).await;
        let refused = |file, cause, is_encoding| Stage::Refused {
            file,
            cause,
            is_encoding,
        };
        let text = match text {
            Ok(text) => text,
            Err(error) => {
                let is_encoding = matches!(error, FileError::Utf16 | FileError::NotUtf8 { .. });
                let cause = file_words(self.locale, &desk(self.locale.speech).import, error);
                return refused(name, cause, is_encoding);
            }
        };
        turns::next_turn().await;
        match Table::read(&text) {
            Ok(table) if self.is_wanted(number) => {
                self.signals.mapping.set(Mapping::guess(&table));
                self.signals.opened.set(Some(Opened {
                    file: name,
                    table: Arc::new(table),
                }));
                Stage::Shown
            }
            Ok(_) => Stage::Empty,
            Err(error) => refused(name, table_words(self.locale, error), false),
        }
    }

    /// Takes in what was looked at.
    fn take(self) {
        let opened = self.signals.opened.get_untracked();
        let preview = self.signals.preview.get_untracked();
        let (Some(Opened { file, .. }), Some(Preview::Import(import))) = (opened, preview) else {
            return;
        };
        self.signals.stage.set(Stage::Taking);
        self.signals.has_changed.set(false);
        spawn_local(async move {
            turns::painted().await;
            let taken = directory::take_in(self.state, file.clone(), &import).await;
            if self.signals.stage.try_get_untracked().is_none() {
                return;
            }
            match taken {
                Ok(taken) => {
                    let is_refused = |outcome: &Outcome| matches!(outcome, Outcome::Refused(_));
                    let refused = import.rows.iter().filter(|row| is_refused(&row.outcome)).count();
                    let done = Done {
                        file,
                        added: taken.added(),
                        changed: taken.count() - taken.added(),
                        refused,
                    };
                    self.taken.set_value(Some(taken));
                    self.signals.opened.set(None);
                    self.signals.stage.set(Stage::Done(done));
                }
                Err(NotTaken::ChangedMeanwhile) => {
                    self.signals.has_changed.set(true);
                    self.signals.stage.set(Stage::Shown);
                }
                Err(NotTaken::Gone) => {}
            }
        });
    }
}

/// Why a text is read as no table.
fn table_words(locale: Locale, error: TableError) -> String {
    let text = &words(locale.speech).table.errors;
    match error {
        TableError::TooLarge { bytes } => {
            let (bytes, most) = (locale.count(bytes), locale.count(LARGEST));
            fill(text.too_large, &[("bytes", &bytes), ("most", &most)])
        }
        TableError::Nul { line } => fill(text.nul, &[("line", &line.to_string())]),
        TableError::Empty => text.empty.to_owned(),
        TableError::HeaderMissing { row, .. } => fill(text.header_missing, &[("row", &row.to_string())]),
        TableError::TooManyColumns { row, .. } => {
            let most = locale.count(MOST_COLUMNS);
            fill(
                text.too_many_columns,
                &[("row", &row.to_string()), ("most", &most)],
            )
        }
        TableError::TooManyRows => fill(text.too_many_rows, &[("most", &locale.count(MOST_ROWS))]),
        TableError::QuoteNotClosed { row, line } => {
            let (row, line) = (row.to_string(), line.to_string());
            fill(text.quote_not_closed, &[("row", &row), ("line", &line)])
        }
    }
}
