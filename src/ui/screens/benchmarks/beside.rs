//! A result beside figures of others.

use leptos::prelude::*;

use crate::domain::benchmark::{Standing, Statistic};
use crate::domain::pack::Hash;
use crate::domain::scoring::{Figures, Interval};
use crate::ui::components::fold::Fold;
use crate::ui::components::range::StillRange;
use crate::ui::locale::Locale;
use crate::ui::text::benchmarks::BesideText;
use crate::ui::text::fill;

use super::about::limits;
use super::words;

/// Digits after the point, of scores and of mean levels.
const DIGITS: u8 = 1;
/// A level on the scale of the picture.
const PER_LEVEL: f64 = 25.0;

/// Whose result it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Own,
    /// A partner's, by its own view.
    Theirs,
    /// A partner's, by our view of it.
    Ours,
}

/// A result beside the figures of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct BesideFacts {
    /// Of the figures, by which they are known.
    pub hash: Hash,
    pub title: String,
    /// Who has found the figures and where they were published.
    pub source: String,
    pub date: String,
    pub companies: usize,
    /// Whether they are of companies of another kind or size.
    pub is_other_company: bool,
    /// The score, then dimensions.
    pub rows: Vec<BesideRow>,
    /// Questions.
    pub questions: Vec<BesideRow>,
    pub limits: Vec<String>,
}

/// A figure beside those of others.
#[derive(Debug, Clone, PartialEq)]
pub struct BesideRow {
    /// `None`: the score.
    pub title: Option<String>,
    pub scale: Scale,
    pub value: f64,
    pub others: Statistic,
    pub standing: Standing,
}

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// From 0 to 100.
    Score,
    /// From 0 to 4.
    Level,
}

/// The section; nothing where there are no figures to see a result beside. A figure that changes is shown in its place:
/// what was unfolded stays so.
#[component]
pub fn Beside(whose: Memo<Whose>, facts: Memo<Vec<BesideFacts>>) -> impl IntoView {
    let (_, text) = words();
    let text = &text.beside;
    let hashes =
        Memo::new(move |_| facts.with(|facts| facts.iter().map(|one| one.hash.clone()).collect::<Vec<_>>()));
    let is_there = Memo::new(move |_| hashes.with(|hashes| !hashes.is_empty()));
    let by = move || match whose.get() {
        Whose::Own => None,
        Whose::Theirs => Some([" ", text.by_theirs].concat()),
        Whose::Ours => Some([" ", text.by_ours].concat()),
    };
    move || {
        is_there.get().then(|| {
            view! {
                <section class="benchmarks-beside">
                    <h2>{text.title}</h2>
                    <p class="quiet">{text.lead} {by}</p>
                    <For each=move || hashes.get() key=Clone::clone let:hash>
                        <Source whose=whose hash=hash facts=facts />
                    </For>
                    <Fold class="" title=text.rule.into_any()>
                        <ul class="benchmark-rules quiet">
                            {text.rules.map(|rule| view! { <li>{rule}</li> }).collect_view()}
                        </ul>
                    </Fold>
                </section>
            }
        })
    }
}

/// The figures of one source.
#[component]
fn Source(whose: Memo<Whose>, hash: Hash, facts: Memo<Vec<BesideFacts>>) -> impl IntoView {
    let (locale, text) = words();
    let text = &text.beside;
    let all = facts;
    // Where they are gone, they are so from the page in a moment.
    let facts = Memo::new(move |_| all.with(|all| all.iter().find(|one| one.hash == hash).cloned()));
    // What the figures are does not change: another file would have another hash.
    let BesideFacts {
        title,
        source,
        date,
        companies,
        limits: not_said,
        ..
    } = facts.get_untracked()?;
    let values = [
        ("source", &*source),
        ("date", &date),
        ("n", &locale.count(companies)),
    ];
    let from = fill(text.from, &values);
    let is_other =
        Memo::new(move |_| facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.is_other_company)));
    let other = move || {
        is_other
            .get()
            .then(|| view! { <p class="set-aside">{text.other_company}</p> })
    };
    let told = move |tell: fn(&BesideFacts) -> &Vec<BesideRow>| {
        Memo::new(move |_| {
            facts.with(|facts| {
                facts
                    .as_ref()
                    .map(|facts| tell(facts).clone())
                    .unwrap_or_default()
            })
        })
    };
    let rows = told(|facts| &facts.rows);
    let questions = told(|facts| &facts.questions);
    let is_empty = move || rows.with(Vec::is_empty) && questions.with(Vec::is_empty);
    let empty = move || is_empty().then(|| view! { <p class="quiet">{text.nothing}</p> });
    let name = StoredValue::new(title.clone());
    Some(view! {
        <div class="benchmark-source">
            <h3>{title}</h3>
            <p class="quiet num">{from}</p>
            {other}
            {empty}
            {move || table(whose.get(), &name.get_value(), &rows.get())}
            <Questions whose=whose name=name questions=questions />
            {limits(text.limits, not_said)}
        </div>
    })
}

/// The figures of questions, folded away.
#[component]
fn Questions(
    whose: Memo<Whose>,
    name: StoredValue<String>,
    questions: Memo<Vec<BesideRow>>,
) -> impl IntoView {
    let (locale, text) = words();
    let is_there = Memo::new(move |_| questions.with(|questions| !questions.is_empty()));
    let count = move || locale.plural(questions.with(Vec::len), &text.beside.questions, &[]);
    move || {
        is_there.get().then(|| {
            view! {
                <Fold class="" title=view! { <span class="num">{count}</span> }.into_any()>
                    {move || table(whose.get(), &name.get_value(), &questions.get())}
                </Fold>
            }
        })
    }
}

/// On a narrow page its rows are shown as blocks: the roles keep it a table for assistive technology.
fn table(whose: Whose, title: &str, rows: &[BesideRow]) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let (locale, text) = words();
    let text = &text.beside;
    let value = match whose {
        Whose::Own => text.value_own,
        Whose::Theirs | Whose::Ours => text.value,
    };
    let rows = rows
        .iter()
        .map(|each| row(locale, text, value, each))
        .collect_view();
    let table = view! {
        <table role="table" class="benchmark-table" aria-label=title.to_owned()>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{text.of}</th>
                    <th role="columnheader" scope="col" class="num">{value}</th>
                    <th role="columnheader" scope="col">{text.others}</th>
                    <th role="columnheader" scope="col">{text.standing}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    };
    Some(table.into_any())
}

fn row(locale: Locale, text: &'static BesideText, value: &'static str, row: &BesideRow) -> AnyView {
    let name = row.title.clone().unwrap_or_else(|| text.score.to_owned());
    let number = |value| locale.number(value, DIGITS);
    let others = match row.others {
        Statistic::Quartiles { lower, median, upper } => {
            let values = [
                ("low", &*number(lower)),
                ("median", &number(median)),
                ("high", &number(upper)),
            ];
            fill(text.quartiles, &values)
        }
        Statistic::Mean { mean, deviation } => {
            let values = [("mean", &*number(mean)), ("deviation", &number(deviation))];
            fill(text.mean, &values)
        }
    };
    let place = match row.standing {
        Standing::WellBelow => 0,
        Standing::Below => 1,
        Standing::Above => 2,
        Standing::WellAbove => 3,
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{name}</th>
            <td role="cell" class="num" data-name=value>{number(row.value)}</td>
            <td role="cell" class="num" data-name=text.others>
                <StillRange figures=picture(row) />
                <span>{others}</span>
            </td>
            <td role="cell" data-name=text.standing>{text.standings[place]}</td>
        </tr>
    }
    .into_any()
}

/// The middle of the others as a band, and the value as a mark.
fn picture(row: &BesideRow) -> Figures {
    let times = match row.scale {
        Scale::Score => 1.0,
        Scale::Level => PER_LEVEL,
    };
    let (low, high) = match row.others {
        Statistic::Quartiles { lower, upper, .. } => (lower, upper),
        Statistic::Mean { mean, deviation } => (mean - deviation, mean + deviation),
    };
    let within = |value: f64| (value * times).clamp(0.0, 100.0);
    Figures {
        score: Some(within(row.value)),
        interval: Some(Interval {
            low: within(low),
            high: within(high),
        }),
        ..Figures::default()
    }
}
