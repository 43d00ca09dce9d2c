//! All partners in one list, wired to what is known of them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::exchange::MOST_LINKS;
use crate::domain::parity::Measure;
use crate::domain::portfolio::{Choices, Place, Portfolio, Sifted};
use crate::platform::printing;
use crate::platform::turns::next_turn;
use crate::ui::Locale;
use crate::ui::action::sending::{Form, SendingAction};
use crate::ui::action::{LaterAction, dispatch};
use crate::ui::components::grid::{GridSignals, GridWays};
use crate::ui::locale::locale;
use crate::ui::screens::partner::inviting::{AskingFacts, InvitingMany};
use crate::ui::screens::partners::ListWays;
use crate::ui::screens::portfolio::{
    Counts, ManyAction, PortfolioList, PortfolioSignals, PortfolioWays, Progress, ReportFacts, SampleOffer,
    Those, Totals,
};
use crate::ui::text::{desk as words, portfolio as portfolio_words};

use super::super::super::exchange::sending;
use super::super::super::offering;
use super::super::super::portfolio::{self, Desk, NotOut};
use super::super::super::sample;
use super::super::super::slices::Sliced;
use super::super::super::state::{Shared, State};
use super::super::assessments::file_words;
use super::super::partner::facts_of_many;
use super::super::soon::Soon;
use super::pictures;

/// Two frames at sixty a second.
const COUNTED_AFTER_MILLISECONDS: u32 = 32;
/// So many made-up partners are offered to try the list with.
const SAMPLE: usize = 400;

/// The list; `add` leads to a new partner, `is_back` says that somebody comes back to it, `alike` stands right below it.
pub(super) fn portfolio(
    state: State,
    ways: ListWays,
    add: Callback<()>,
    is_back: bool,
    alike: AnyView,
) -> AnyView {
    portfolio::follow(state);
    let locale = locale();
    spawn_local(async move {
        next_turn().await;
        // What writes numbers takes the browser a while to make: it is there before the rows are.
        let _ = locale.count(0);
    });
    let desk = state.later().portfolio;
    let sifted = Memo::new(move |_| Shared::new(desk.sifted(locale)));
    let shown = Memo::new(move |_| Shared::new(desk.ordered(&sifted.get())));
    let failure = RwSignal::new(None);
    let is_preparing = RwSignal::new(false);
    let report = report(desk);
    let paper = paper(state, locale, report);
    let signals = PortfolioSignals {
        grid: grid(state, desk, shown),
        has_rows: desk.has_rows,
        filter: desk.filter,
        counts: counted(desk, sifted),
        totals: Memo::new(move |_| {
            desk.facts.track();
            desk.with(|rows| {
                let (open, archived) = rows.counts();
                Totals { open, archived }
            })
        }),
        columns: desk.columns,
        views: Memo::new(move |_| desk.saved.told(desk)),
        chosen_tags: chosen_tags(desk),
        progress: progress(desk.progress),
        changing: progress(desk.changing),
        failure,
        is_preparing: is_preparing.into(),
        is_inviting: is_inviting(state),
        report,
        paper,
    };
    let dispatch = dispatch();
    let sample = move |()| dispatch.later(LaterAction::SampleWanted(SAMPLE));
    let inviting = StoredValue::new(None);
    on_cleanup(move || sending::leave(state, |form| form == Form::AskMany));
    let many = move |action| {
        failure.set(None);
        spawn_local(async move {
            let done = match action {
                ManyAction::FiguresExported(those) => portfolio::export_figures(state, locale, those).await,
                // Once is enough.
                ManyAction::Printed(_) if is_preparing.get_untracked() => Ok(()),
                ManyAction::Printed(those) => {
                    is_preparing.set(true);
                    let all = |facts| with_findings(state, desk, locale, facts);
                    let done = portfolio::print(state, locale, those, report, all).await;
                    let _ = is_preparing.try_set(false);
                    done
                }
                ManyAction::Invited => match desk.ids(&desk.those(Those::Chosen, locale)) {
                    ids if ids.len() > MOST_LINKS => Err(NotOut::TooManyAsked(ids.len())),
                    ids => {
                        inviting.set_value(facts_of_many(state, locale, ids));
                        dispatch.later(LaterAction::Sending(SendingAction::Opened(Form::AskMany)));
                        Ok(())
                    }
                },
                other => portfolio::act(state, locale, other).await,
            };
            if let Err(error) = done {
                let of_file = |error| file_words(locale, &words(locale.speech).import, error);
                let _ = failure.try_set(Some(error.words(locale, of_file)));
            }
        });
    };
    let ways = PortfolioWays {
        grid: GridWays {
            open: ways.open,
            choose: Callback::new(move |choice| {
                desk.choose(|chosen, rows| chosen.choose(rows, &shown.get_untracked(), choice));
            }),
        },
        add,
        import: ways.import,
        sample: (!sample::is_shown(state)).then(|| Callback::new(sample)),
        view: Callback::new(move |action| portfolio::apply_view(state, action)),
        many: Callback::new(many),
    };
    let has_partners = Memo::new(move |_| desk.has_rows.get() && signals.totals.get() != Totals::default());
    let pictures = move || {
        let pictures = move || pictures::pictures(state, desk, ways.grid);
        has_partners.get().then(|| Soon::of(state).then(pictures))
    };
    // Below all else: whoever has partners hardly needs others.
    let sample = move || {
        let sample = ways.sample.filter(|_| has_partners.get());
        sample.map(|sample| view! { <SampleOffer sample=sample /> })
    };
    view! {
        <PortfolioList signals=signals ways=ways is_back=is_back />
        {alike}
        {inviting_many(state, inviting)}
        {pictures}
        {sample}
    }
    .into_any()
}

fn progress(of: RwSignal<Option<(usize, usize)>>) -> Memo<Option<Progress>> {
    Memo::new(move |_| of.get().map(|(done, all)| Progress { done, all }))
}

/// The form that asks those chosen, while it is open.
fn inviting_many(state: State, facts: StoredValue<Option<AskingFacts>>) -> impl IntoView {
    // Which questionnaires every copy of the page has.
    spawn_local(async move {
        offering::load_index(state).await;
    });
    let signals = state.later().sending.shown;
    let is_open = is_inviting(state);
    move || {
        let facts = is_open.get().then(|| facts.get_value()).flatten()?;
        Some(view! { <InvitingMany signals=signals facts=facts /> })
    }
}

/// Whether that form is open.
fn is_inviting(state: State) -> Memo<bool> {
    let form = state.later().sending.shown.form;
    Memo::new(move |_| form.get() == Some(Form::AskMany))
}

/// A report that is printed; it goes where the list becomes another one.
fn report(desk: Desk) -> RwSignal<Option<ReportFacts>> {
    let report = RwSignal::new(None);
    Effect::new(move |_| {
        desk.facts.track();
        desk.figures.track();
        desk.filter.track();
        desk.order.track();
        desk.columns.track();
        desk.chosen.track();
        report.set(None);
    });
    report
}

/// By the browser's own command, too, the report is printed; what is said on paper where there is none: the list has only
/// the rows in sight.
fn paper(state: State, locale: Locale, report: RwSignal<Option<ReportFacts>>) -> RwSignal<Option<String>> {
    let desk = state.later().portfolio;
    let paper = RwSignal::new(None);
    let is_ours = StoredValue::new(false);
    let before = move || {
        if report.with_untracked(Option::is_some) || desk.with(Portfolio::is_empty) {
            return;
        }
        is_ours.set_value(true);
        match portfolio::on_paper(state, locale, Those::Shown) {
            Ok(facts) => report.set(Some(with_findings(state, desk, locale, facts))),
            Err(error) => {
                let text = &portfolio_words(locale.speech).report;
                let of_file = |error| file_words(locale, &words(locale.speech).import, error);
                paper.set(Some([text.in_sight, " ", &error.words(locale, of_file)].concat()));
            }
        }
    };
    let after = move || {
        if is_ours.try_get_value() == Some(true) {
            is_ours.set_value(false);
            report.set(None);
            paper.set(None);
        }
    };
    let watch = StoredValue::new_local(printing::watch(before, after));
    on_cleanup(move || drop(watch.try_update_value(Option::take)));
    paper
}

/// A report with what all partners together tell, where that is known.
fn with_findings(state: State, desk: Desk, locale: Locale, facts: ReportFacts) -> ReportFacts {
    if !desk.is_told() {
        return facts;
    }
    let weakest = untrack(|| {
        let found = desk.findings.get();
        found.map(|found| pictures::weakest(state, locale, &found))
    });
    ReportFacts {
        parity: untrack(|| pictures::parity(desk, Measure::Score)),
        weakest: weakest.unwrap_or_default(),
        ..facts
    }
}

fn grid(state: State, desk: Desk, shown: Memo<Shared<Vec<Place>>>) -> GridSignals {
    GridSignals {
        total: Memo::new(move |_| shown.with(|shown| shown.len())),
        row: Callback::new(move |at: usize| {
            desk.figures.track();
            let place = *shown.get().get(at)?;
            desk.see(place);
            desk.with(|rows| rows.row(place).cloned())
        }),
        place: Callback::new(move |id| {
            let shown = shown.get();
            let place = desk.with(|rows| rows.place(id))?;
            shown.iter().position(|one| *one == place)
        }),
        columns: Memo::new(move |_| desk.columns.get()),
        order: desk.order,
        chosen: desk.chosen,
        chosen_shown: Memo::new(move |_| {
            let shown = shown.get();
            desk.chosen
                .with(|chosen| desk.with(|rows| chosen.count_of(rows, &shown)))
        }),
        today: Memo::new(move |_| state.today.get()),
        standing: desk.standing,
    }
}

/// How many each choice would leave. Rows come first: it is counted once they are painted.
fn counted(desk: Desk, sifted: Memo<Shared<Sifted>>) -> RwSignal<Counts> {
    let count = move || sifted.with_untracked(|sifted| counts(desk.with(|rows| rows.counted(sifted))));
    let counted = RwSignal::new(count());
    let sliced = Sliced::new();
    Effect::new(move |before: Option<()>| {
        desk.figures.track();
        sifted.track();
        if before.is_some() {
            sliced.begin(COUNTED_AFTER_MILLISECONDS, async move {
                let count = count();
                if counted.with_untracked(|before| *before != count) {
                    counted.set(count);
                }
            });
        }
    });
    counted
}

fn counts(choices: Choices) -> Counts {
    Counts {
        kinds: choices.kinds,
        sizes: choices.sizes,
        levels: choices.levels,
        tags: choices
            .tags
            .into_iter()
            .map(|tag| (tag.name, tag.count))
            .collect(),
        due: choices.due,
        open_gates: choices.open_gates,
        gap: choices.gaps[1],
    }
}

/// The tags that one of those chosen has, by name.
fn chosen_tags(desk: Desk) -> Memo<Vec<String>> {
    Memo::new(move |_| {
        desk.facts.track();
        desk.chosen.with(|chosen| desk.with(|rows| rows.tags_of(chosen)))
    })
}
