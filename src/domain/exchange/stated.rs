//! A result as somebody else states it: read, checked, and kept as it came.

use crate::domain::json::{Fields, Json, Member, Step, Walker};
use crate::domain::level::Level;
use crate::domain::pack::{DimensionId, IndicatorId, kind_and_format, level};
use crate::domain::scoring::{Bind, Figures, Interval};

/// A pack has at most so many indicators.
const MOST_COUNTED: i64 = 1000;

/// The result in a document of somebody else's. Nobody here has scored it.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedResult {
    pub overall: Figures,
    pub floor: Option<Level>,
    pub open_gates: usize,
    pub binds: Vec<Bind>,
    pub asked: usize,
    pub applicable: usize,
    pub answered: usize,
    /// In the order of the document.
    pub dimensions: Vec<(DimensionId, Figures)>,
    /// As it came; unknown fields survive.
    pub document: Json,
}

impl StatedResult {
    /// Reads the document that [`super::write_result`] writes.
    pub(super) fn walk<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Self> {
        let mut fields = walker.object(json)?;
        if !kind_and_format(walker, &mut fields, "result") {
            return None;
        }
        let overall = figures(walker, &mut fields);
        let floor = nullable(walker, &mut fields, "floor", level);
        let open_gates = fields.required(walker, "openGates", count);
        let binds = fields.required(walker, "binds", |walker, json| walker.list(json, bind));
        let asked = fields.required(walker, "asked", count);
        let applicable = fields.required(walker, "applicable", count);
        let answered = fields.required(walker, "answered", count);
        let dimensions = fields.required(walker, "dimensions", dimensions);
        Some(Self {
            overall: overall?,
            floor: floor?,
            open_gates: open_gates?,
            binds: binds?,
            asked: asked?,
            applicable: applicable?,
            answered: answered?,
            dimensions: dimensions?,
            document: json.clone(),
        })
    }
}

fn figures<'a>(walker: &mut Walker<'a>, fields: &mut Fields<'a>) -> Option<Figures> {
    let percent = |walker: &mut Walker<'a>, json: &'a Json| number(walker, json, 100.0);
    let share = |walker: &mut Walker<'a>, json: &'a Json| number(walker, json, 1.0);
    let score = nullable(walker, fields, "score", percent);
    let low = nullable(walker, fields, "low", percent);
    let high = nullable(walker, fields, "high", |walker, json| {
        let high = percent(walker, json)?;
        match low {
            Some(Some(low)) if low <= high => {}
            Some(_) => walker.refuse(json, "makes no interval with low"),
            None => {}
        }
        Some(high)
    });
    let coverage = nullable(walker, fields, "coverage", share);
    let freshness = nullable(walker, fields, "freshness", share);
    let level_now = nullable(walker, fields, "level", level);
    let level_high = nullable(walker, fields, "levelHigh", level);
    let (low, high) = (low?, high?);
    Some(Figures {
        score: score?,
        interval: low.zip(high).map(|(low, high)| Interval { low, high }),
        coverage: coverage?,
        freshness: freshness?,
        level: level_now?,
        level_high: level_high?,
    })
}

/// A member that must be there and may be `null`, which is the inner `None`.
#[allow(
    clippy::option_option,
    reason = "the outer `None`: it cannot be read; the inner one: it is null"
)]
fn nullable<'a, T>(
    walker: &mut Walker<'a>,
    fields: &mut Fields<'a>,
    name: &'static str,
    read: impl FnOnce(&mut Walker<'a>, &'a Json) -> Option<T>,
) -> Option<Option<T>> {
    fields.required(walker, name, |walker, json| {
        if json.is_null() {
            return Some(None);
        }
        read(walker, json).map(Some)
    })
}

fn number(walker: &mut Walker<'_>, json: &Json, most: f64) -> Option<f64> {
    let number = json.as_f64().filter(|number| (0.0..=most).contains(number));
    if number.is_none() {
        walker.expected(json, &format!("a number from 0 to {most}"));
    }
    number
}

fn count<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<usize> {
    let count = walker.whole(json, 0..=MOST_COUNTED)?;
    usize::try_from(count).ok()
}

fn dimensions<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Vec<(DimensionId, Figures)>> {
    walker.object(json)?;
    let read = |Member { name, value }: &'a Member| {
        let figures = walker.under(Step::Name(name), |walker| {
            let mut fields = walker.object(value)?;
            figures(walker, &mut fields)
        });
        Some((DimensionId(name.to_string()), figures?))
    };
    let all: Vec<_> = json.members().iter().filter_map(read).collect();
    (all.len() == json.members().len()).then_some(all)
}

#[derive(Debug, Clone, Copy)]
enum By {
    Pooled,
    Dimension,
    Gate,
}

impl By {
    const ALL: [Self; 3] = [Self::Pooled, Self::Dimension, Self::Gate];

    const fn name(self) -> &'static str {
        match self {
            Self::Pooled => "pooled",
            Self::Dimension => "dimension",
            Self::Gate => "gate",
        }
    }
}

fn bind<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Bind> {
    let mut fields = walker.object(json)?;
    let by = fields.required(walker, "by", |walker, json| {
        walker.choice(json, &By::ALL, By::name)
    })?;
    if let By::Pooled = by {
        if let Some(id) = json.member("id") {
            walker.under(Step::Name("id"), |walker| {
                walker.refuse(id, "stands only beside dimension and gate");
            });
        }
        return Some(Bind::Pooled);
    }
    let id = fields.required(walker, "id", |walker, json| {
        walker.text(json, usize::MAX).map(str::to_owned)
    })?;
    Some(match by {
        By::Gate => Bind::Gate(IndicatorId(id)),
        By::Dimension | By::Pooled => Bind::Dimension(DimensionId(id)),
    })
}
