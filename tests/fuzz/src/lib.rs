//! What must hold whatever bytes a parser gets: one plain function for each, which panics where it does not hold.
//!
//! The fuzzer calls them through `fuzz_targets`, the ordinary tests through `tests/hostile/fuzzed.rs`.

mod benchmark;
mod calendar;
mod exchange;
mod kept;
mod table;

pub use benchmark::benchmark;
pub use calendar::calendar;
pub use exchange::{exchanged, link};
pub use kept::{backup, replica};
pub use table::table;

use std::sync::LazyLock;

use channel_readiness::domain::assessment::{Answer, AnswerState, Assessment};
use channel_readiness::domain::exchange::{
    Arrival, Bundle, Here, check_against, read_document, read_response, write_bundle, write_response,
};
use channel_readiness::domain::insight::advice::next_steps;
use channel_readiness::domain::json::{self, Json, Value};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::library::Library;
use channel_readiness::domain::pack::{FirstPart, Hash, Pack, Questionnaire};
use channel_readiness::domain::packed::{CompanyPacker, Packer, unpack, unpack_companies};
use channel_readiness::domain::problem::Problem;
use channel_readiness::domain::scoring::{Figures, score, workings};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::{Day, Moment};
use channel_readiness::storage::lock::{LockRecord, MINUTES, ROUNDS};
use channel_readiness::storage::{RecordKind, envelope, sealed};
use uuid::Uuid;

/// A pack with conditions of every kind, and a response to it.
const PACK: &str = include_str!("../seeds/pack/small.json");
const RESPONSE: &str = include_str!("../seeds/response/small.json");

static SMALL: LazyLock<Pack> = LazyLock::new(|| Pack::parse(PACK).expect("the seed is a pack"));
static ANSWERS: LazyLock<Assessment> =
    LazyLock::new(|| read_response(RESPONSE).expect("the seed is a response"));

/// Written again, a tree reads the same; what is refused has a position.
pub fn json(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let tree = match json::parse(text) {
        Ok(tree) => tree,
        Err(problem) => return explained(&[problem], text),
    };
    assert_eq!(json::parse(&json::compact(&tree)).as_ref(), Ok(&tree));
    assert_eq!(json::parse(&json::pretty(&tree, 2)).as_ref(), Ok(&tree));
    let canonical = json::canonical(&tree);
    let again = json::parse(&canonical).map(|tree| json::canonical(&tree));
    assert_eq!(again, Ok(canonical));
    numbers_are_near(&tree);
}

/// A pack keeps its hash when written again, its first part is itself, and every result from it is in range.
pub fn pack(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let pack = match Pack::parse(text) {
        Ok(pack) => pack,
        Err(problems) => return explained(&problems, text),
    };
    assert_eq!(Pack::parse(&json::pretty(&pack.document, 2)).as_ref(), Ok(&pack));
    assert_eq!(pack.guidance.len(), pack.questionnaire.indicators().count());
    let first = FirstPart::cut(&pack);
    assert_eq!(FirstPart::parse(&first.write()), Ok(first));
    for assessment in answered(&pack.questionnaire) {
        in_range(&pack.questionnaire, &assessment);
        for step in next_steps(&pack, &assessment).steps {
            assert!(step.gain.is_finite() && step.gain.abs() <= 100.0, "{step:?}");
        }
    }
}

/// A response reads the same when written again, and what it makes of a pack is in range.
pub fn response(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let assessment = match read_response(text) {
        Ok(assessment) => assessment,
        Err(problems) => return explained(&problems, text),
    };
    let written = json::compact(&write_response(&assessment));
    assert_eq!(read_response(&written).as_ref(), Ok(&assessment));
    let reference = SMALL.reference();
    for problem in check_against(&assessment, &reference, &SMALL.questionnaire) {
        assert!(!problem.place.is_empty() && !problem.cause.is_empty());
    }
    // Whether it fits or not: answers that were stored before the check came are scored too.
    in_range(&SMALL.questionnaire, &assessment);
}

/// Whatever is imported can be exported in a bundle and imported again, and then adds nothing.
pub fn document(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let document = match read_document(text, &[&*SMALL]) {
        Ok(document) => document,
        Err(problems) => return explained(&problems, text),
    };
    let mut number = 0;
    let mut new_id = || {
        number += 1;
        Uuid::from_u128(number)
    };
    let small = &*SMALL;
    let mut library = Library::default();
    let mut arrival = Arrival::settle(document, here(&library, &[small], &[]), &mut new_id);
    let packs: Vec<Pack> = arrival.packs.drain(..).chain([small.clone()]).collect();
    let benchmarks = core::mem::take(&mut arrival.benchmarks);
    let kept: Vec<Hash> = benchmarks.iter().map(|one| one.hash.clone()).collect();
    library.take_in(arrival.companies, arrival.assessments);
    let known: Vec<&Pack> = packs.iter().collect();
    let exported = write_bundle(&Bundle {
        packs: packs.clone(),
        companies: library.companies.values().cloned().collect(),
        responses: library.assessments.values().cloned().collect(),
        benchmarks,
        extra: Vec::new(),
    });
    let again = read_document(&json::pretty(&exported, 2), &[]).expect("our own export is read");
    let arrival = Arrival::settle(again, here(&library, &known, &kept), &mut new_id);
    let added =
        arrival.packs.len() + arrival.companies.len() + arrival.assessments.len() + arrival.benchmarks.len();
    assert_eq!(added, 0, "what is here already was added again");
}

fn here<'h>(library: &'h Library, known: &'h [&'h Pack], benchmarks: &'h [Hash]) -> Here<'h> {
    Here {
        library,
        known,
        reserved: &[],
        benchmarks,
    }
}

/// What goes into a record comes out, and a record with one bit changed does not.
pub fn envelope(bytes: &[u8]) {
    let mut record = bytes.to_vec();
    let _ = envelope::decode(&record);
    // With a right checksum, so that what stands behind it is read.
    record.extend(crc32(bytes).to_le_bytes());
    if let Ok(read) = envelope::decode(&record) {
        let again = envelope::decode(&envelope::encode(read.kind, read.payload_format, &read.payload));
        let again = again.expect("our own record is read");
        assert_eq!(
            (again.kind, again.payload_format),
            (read.kind, read.payload_format)
        );
        assert_eq!(again.payload, read.payload);
    }
    let Some(payload) = text(bytes) else { return };
    let mut record = envelope::encode(RecordKind::Assessment, 1, payload);
    let read = envelope::decode(&record).expect("our own record is read");
    assert_eq!(read.payload, payload);
    let bit = crc32(bytes) as usize % (record.len() * 8);
    record[bit / 8] ^= 1 << (bit % 8);
    assert!(envelope::decode(&record).is_err(), "bit {bit} was changed");
}

/// Packed records read the same when they are packed again, and what was looked through can be unpacked.
pub fn packed(bytes: &[u8]) {
    if let Ok((_, read)) = unpack_companies(bytes.to_vec()) {
        let mut packer = CompanyPacker::default();
        for one in &read {
            packer.add(one);
        }
        let (_, again) = unpack_companies(packer.finish()).expect("our own bytes are read");
        assert_eq!(again, read);
    }
    let Ok((_, read)) = unpack(bytes.to_vec()) else {
        return;
    };
    let mut packer = Packer::default();
    for one in &read {
        assert_eq!(one.answers.count(), one.answers.len());
        packer.add(one);
    }
    let (_, again) = unpack(packer.finish()).expect("our own bytes are read");
    assert_eq!(again, read);
}

/// A lock that is read is within its bounds, and reads the same once written; sealed bytes come out as they went in.
pub fn lock(bytes: &[u8]) {
    let _ = (LockRecord::read(bytes), sealed::unwrap(bytes));
    // An initialisation vector and a tag: nothing shorter comes out of encryption.
    if bytes.len() >= 12 + 16 {
        assert_eq!(sealed::unwrap(&sealed::wrap(bytes)), Ok(bytes));
    }
    let Some(text) = text(bytes) else { return };
    if let Ok(lock) = LockRecord::read(&envelope::encode(RecordKind::Setting, 1, text)) {
        assert!(ROUNDS.contains(&lock.rounds) && MINUTES.contains(&lock.minutes));
        assert_eq!(LockRecord::read(&lock.to_bytes()), Ok(lock));
    }
}

/// A first part reads the same when written again, and every result from it is in range.
pub fn first_part(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    match FirstPart::parse(text) {
        Ok(first) => {
            assert_eq!(FirstPart::parse(&first.write()).as_ref(), Ok(&first));
            for assessment in answered(&first.questionnaire) {
                in_range(&first.questionnaire, &assessment);
            }
        }
        Err(error) => assert!(
            (1..=text.split('\n').count() + 1).contains(&error.line),
            "{error}"
        ),
    }
}

/// A day is written as it was read; a moment reads the same when written again; any number of days or milliseconds
/// that has a date is written as one.
pub fn day_and_moment(bytes: &[u8]) {
    if let Some(text) = text(bytes) {
        if let Some(day) = Day::parse(text) {
            assert_eq!(day.to_string(), text);
            assert_eq!(Day::from_days_since_epoch(day.days_since_epoch()), Some(day));
        }
        if let Some(moment) = Moment::parse(text) {
            assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
            assert_eq!(Moment::from_milliseconds(moment.milliseconds()), Some(moment));
        }
    }
    let Some(number) = bytes.first_chunk().map(|bytes| i64::from_le_bytes(*bytes)) else {
        return;
    };
    let milliseconds = number % 400_000_000_000_000;
    if let Some(moment) = Moment::from_milliseconds(milliseconds) {
        assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
    }
    let days = i32::try_from(milliseconds / 86_400_000).expect("within ±4,629,629");
    if let Some(day) = Day::from_days_since_epoch(days) {
        assert_eq!(Day::parse(&day.to_string()), Some(day));
        assert_eq!(day.age(Day::EPOCH), u32::try_from(-days).unwrap_or(0));
    }
}

fn text(bytes: &[u8]) -> Option<&str> {
    core::str::from_utf8(bytes).ok()
}

/// At least one problem, each with its reason, and its position within the text.
fn explained(problems: &[Problem], text: &str) {
    assert!(!problems.is_empty());
    let lines = text.split('\n').count();
    for problem in problems {
        assert!(!problem.cause.is_empty());
        let is_rest = problem.cause.ends_with("more problems are not listed");
        match problem.at {
            Some(at) => assert!(
                (1..=lines).contains(&(at.line as usize)) && at.column > 0,
                "{problem}"
            ),
            None => assert!(is_rest, "{problem}"),
        }
    }
}

/// The quick reading of a number is finite, and within a millionth of a millionth of the exact one.
fn numbers_are_near(json: &Json) {
    if let Value::Number(number) = &json.value {
        let quick = number.as_f64().expect("a number that was read");
        let exact = number.as_exact_f64().expect("a number that was read");
        let tiny = f64::MIN_POSITIVE / f64::EPSILON;
        assert!(
            (quick - exact).abs() <= exact.abs().max(tiny) * 1e-12,
            "{quick} for {exact}"
        );
    }
    json.items().iter().for_each(numbers_are_near);
    json.members()
        .iter()
        .for_each(|member| numbers_are_near(&member.value));
}

/// Nothing answered, everything answered, and every third answered, for both sides.
fn answered(questionnaire: &Questionnaire) -> Vec<Assessment> {
    let day = ANSWERS.created_at.to_string().get(..10).and_then(Day::parse);
    let answer = |number: usize| {
        let level = u8::try_from(number % 5).ok().and_then(Level::new);
        Answer {
            state: level.map_or(AnswerState::Unknown, AnswerState::Level),
            day: day.unwrap_or(Day::EPOCH),
            note: String::new(),
            link: String::new(),
            extra: Vec::new(),
        }
    };
    let each = |side, step: usize| {
        let indicators = questionnaire.indicators().enumerate();
        let chosen = indicators.filter(|(number, _)| step > 0 && number % step == 0);
        Assessment {
            side,
            answers: chosen
                .map(|(number, (_, indicator))| (indicator.id.clone(), answer(number)))
                .collect(),
            ..ANSWERS.clone()
        }
    };
    let steps = [0, 1, 3];
    Side::ALL
        .into_iter()
        .flat_map(|side| steps.map(|step| each(side, step)))
        .collect()
}

/// Every figure is finite and within its range, and the workings say the same.
fn in_range(questionnaire: &Questionnaire, assessment: &Assessment) {
    let today = Day::from_date(2026, 11, 22).expect("a day");
    let readiness = score(questionnaire, assessment, today);
    figures_in_range(&readiness.overall);
    for dimension in &readiness.dimensions {
        figures_in_range(&dimension.figures);
        assert!(dimension.answered <= dimension.applicable && dimension.applicable <= dimension.asked);
    }
    assert_eq!(
        workings(questionnaire, assessment, today).overall,
        readiness.overall
    );
}

fn figures_in_range(figures: &Figures) {
    let percent = 0.0..=100.0;
    let share = 0.0..=1.0;
    let rounding = 1e-9;
    assert!(
        figures.score.is_none_or(|score| percent.contains(&score)),
        "{figures:?}"
    );
    if let Some(interval) = figures.interval {
        let score = figures.score.unwrap_or(interval.low);
        assert!(
            percent.contains(&interval.low) && percent.contains(&interval.high),
            "{figures:?}"
        );
        assert!(
            interval.low <= score + rounding && score <= interval.high + rounding,
            "{figures:?}"
        );
    }
    assert!(
        figures.coverage.is_none_or(|coverage| share.contains(&coverage)),
        "{figures:?}"
    );
    assert!(
        figures
            .freshness
            .is_none_or(|freshness| share.contains(&freshness)),
        "{figures:?}"
    );
    assert!(figures.level <= figures.level_high, "{figures:?}");
}

/// CRC-32 (ISO-HDLC) as its definition has it, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let shifted = |crc: u32, _| {
        if crc & 1 == 1 {
            crc >> 1 ^ 0xEDB8_8320
        } else {
            crc >> 1
        }
    };
    !bytes
        .iter()
        .fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), shifted))
}
