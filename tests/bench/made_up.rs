//! P7 and P13: the partners that the widget makes up, in columns for the hand-written page, or in bundles for the widget.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use channel_readiness::domain::company::{Company, Kind, Size};
use channel_readiness::domain::exchange::{Bundle, write_bundle};
use channel_readiness::domain::json;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::library::Library;
use channel_readiness::domain::pack::{PackReference, Questionnaire};
use channel_readiness::domain::portfolio::{Filter, Order, Portfolio, Renewal, Row, Whose};
use channel_readiness::domain::profile::{Glance, archived_on};
use channel_readiness::domain::sample::{Coverage, Sample, Wanted};
use channel_readiness::domain::time::{Day, Moment};
use serde_json::{Map, Value, json};

use crate::browser::Result;

/// As the widget has it: with another one both would not tell the same, and nothing would be timed.
const SEED: u64 = 20_260_101;

/// The file of so many partners. By its name it is not compressed.
pub fn file(folder: &Path, partners: usize) -> PathBuf {
    folder.join(format!("partners-{partners}.bin"))
}

/// What a row of the list shows and is found by, a list for each column.
#[derive(Default)]
struct Columns(Map<String, Value>);

impl Columns {
    fn push(&mut self, name: &str, value: Value) {
        if let Value::Array(values) = self.0.entry(name).or_insert_with(|| json!([])) {
            values.push(value);
        }
    }

    fn add(&mut self, company: &Company, row: &Row) {
        let place = |level: Option<Level>| level.map(Level::number);
        let facts = &row.facts;
        let views = row.views.clone().unwrap_or_default();
        let readiness = views.readiness;
        let interval = readiness.and_then(|readiness| readiness.interval);
        let at = |level: fn(_) -> Option<Level>| place(readiness.and_then(level));
        let kind = facts
            .kind
            .and_then(|own| Kind::ALL.iter().position(|kind| *kind == own));
        let size = facts
            .size
            .and_then(|own| Size::ALL.iter().position(|size| *size == own));
        let glance = Glance::of(company);
        let tags = glance.tags.iter().copied();
        let people = glance.contact_names().chain(glance.emails());
        let words: Vec<&str> = tags.chain(people).collect();
        let last_answer = views.last_answer.map(Moment::milliseconds);
        for (name, value) in [
            ("names", json!(facts.name)),
            ("words", json!(words.join("\n"))),
            ("kind", json!(kind)),
            ("size", json!(size)),
            ("archived", json!(u8::from(facts.archived_on.is_some()))),
            ("score", json!(readiness.and_then(|readiness| readiness.score))),
            ("low", json!(interval.map(|interval| interval.low))),
            ("high", json!(interval.map(|interval| interval.high))),
            (
                "theirs",
                json!(u8::from(
                    readiness.is_some_and(|readiness| readiness.whose == Whose::Theirs)
                )),
            ),
            ("level", json!(at(|readiness| readiness.level))),
            ("levelHigh", json!(at(|readiness| readiness.level_high))),
            ("due", json!(readiness.map_or(0, |readiness| readiness.due))),
            (
                "gates",
                json!(readiness.map_or(0, |readiness| readiness.open_gates)),
            ),
            ("agreement", json!(views.agreement)),
            ("matched", json!(views.matched)),
            ("gap", json!(views.gap.map_or(0, i8::unsigned_abs))),
            ("lastAnswer", json!(last_answer)),
        ] {
            self.push(name, value);
        }
    }
}

/// Makes up as many partners as the largest of these sizes has, works their figures out, and writes a file for each size:
/// the first of many are those of few. The sizes are in order.
///
/// # Errors
/// A folder that cannot be written to.
pub fn write(
    asked: (PackReference, Arc<Questionnaire>),
    when: (Day, Moment),
    sizes: &[usize],
    folder: &Path,
) -> Result<()> {
    let questionnaire = Arc::clone(&asked.1);
    let today = when.0;
    let mut sample = sample(asked, when, sizes.iter().copied().max().unwrap_or(0));
    let mut columns = Columns::default();
    let mut left = sizes;
    let mut made = 0;
    while let Some(batch) = sample.step() {
        // Nothing in one batch is about a partner of another.
        let mut library = Library::default();
        library.take_in(batch.companies, batch.assessments);
        for (company, row) in rows(&library, &questionnaire, today) {
            columns.add(company, &row);
            made += 1;
            if left.first() == Some(&made) {
                write_columns(&columns, &file(folder, made))?;
                left = left.get(1..).unwrap_or_default();
            }
        }
        eprint!("\r{made} partners made up");
    }
    eprintln!();
    Ok(())
}

/// So many partners, each with exactly four assessments, of which nothing is made yet.
pub fn sample(
    (pack, questionnaire): (PackReference, Arc<Questionnaire>),
    (today, now): (Day, Moment),
    partners: usize,
) -> Sample {
    let wanted = Wanted {
        seed: SEED,
        partners,
        coverage: Coverage::FourEach,
        today,
        now,
    };
    Sample::new(wanted, pack, questionnaire)
}

/// What one bundle has.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bundled {
    pub partners: usize,
    /// Of the partners, those that the list shows unless it is told otherwise.
    pub shown: usize,
}

/// Makes the next partners of a sample, as many as asked for or a few more, and writes them into the file as one bundle.
///
/// # Errors
/// A file that cannot be written.
pub fn write_next(sample: &mut Sample, partners: usize, file: &Path) -> Result<Bundled> {
    let mut bundle = Bundle::default();
    while bundle.companies.len() < partners {
        let Some(batch) = sample.step() else { break };
        bundle.companies.extend(batch.companies);
        bundle.responses.extend(batch.assessments);
    }
    fs::write(file, json::compact(&write_bundle(&bundle)))?;
    let is_shown = |company: &&Company| archived_on(company).is_none();
    Ok(Bundled {
        partners: bundle.companies.len(),
        shown: bundle.companies.iter().filter(is_shown).count(),
    })
}

/// The rows of all companies, by id.
fn rows<'l>(library: &'l Library, questionnaire: &Questionnaire, today: Day) -> Vec<(&'l Company, Row)> {
    let mut portfolio = Portfolio::default();
    let mut renewal = Renewal::begin(today);
    while !renewal.step(&mut portfolio, library) {}
    while !portfolio
        .work_out(library, |_| Some(questionnaire), &[])
        .is_empty()
    {}
    let everybody = Filter {
        shows_archived: true,
        ..Filter::default()
    };
    let places = portfolio.shown(&everybody, Order::default(), |_| None::<&str>);
    let mut rows: Vec<Row> = places
        .into_iter()
        .filter_map(|place| portfolio.row(place).cloned())
        .collect();
    rows.sort_by_key(|row| row.id);
    rows.into_iter()
        .filter_map(|row| Some((library.companies.get(&row.id)?, row)))
        .collect()
}

fn write_columns(columns: &Columns, file: &Path) -> io::Result<()> {
    fs::write(file, Value::Object(columns.0.clone()).to_string())
}
