//! Reading and writing conditions.

use std::collections::BTreeMap;

use super::reference::id;
use super::{Condition, IndicatorId, Source, StateName, Test};
use crate::domain::company::{Kind, Size};
use crate::domain::json::{Json, Member, Step, Walker};
use crate::domain::level::Level;
use crate::domain::side::Side;

/// All conditions of a pack together have at most so many terms, `all`, `any` and `not` included.
pub(super) const MOST_TERMS: usize = 10_000;

const OPERATORS: [&str; 9] = [
    "atLeast",
    "atMost",
    "state",
    "side",
    "company",
    "sizeAtLeast",
    "all",
    "any",
    "not",
];

/// What conditions may speak of.
#[derive(Debug, Default)]
pub(super) struct Conditions<'a> {
    /// Ids of all indicators of the pack, sorted.
    pub indicators: BTreeMap<&'a str, usize>,
    /// Terms read so far.
    pub terms: usize,
}

/// Where a condition stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Home<'a> {
    /// In the `when` of this indicator.
    Indicator(&'a str),
    /// In a check, which may look at both sides.
    Check,
}

impl<'a> Conditions<'a> {
    /// Reads a condition.
    pub fn walk(&mut self, walker: &mut Walker<'a>, json: &'a Json, home: Home<'a>) -> Option<Condition> {
        self.terms += 1;
        if self.terms > MOST_TERMS {
            if self.terms == MOST_TERMS + 1 {
                walker.refuse(json, "the conditions of a pack have more than 10000 terms");
            }
            return None;
        }
        let Some(operator) = operator(walker, json) else {
            self.look_on(walker, json, home);
            return None;
        };
        let step = Step::Name(operator.name);
        if !operator.tests_an_answer() {
            return walker.under(step, |walker| self.fact_or_group(walker, operator, home));
        }
        let source = self.source(walker, json, home);
        let test = walker.under(step, |walker| test(walker, operator));
        Some(Condition::Answer(source?, test?))
    }

    /// Tells what else is wrong where what is tested cannot be told.
    fn look_on(&mut self, walker: &mut Walker<'a>, json: &'a Json, home: Home<'a>) {
        for Member { name, value } in json.members() {
            let operator = Operator { name, value };
            walker.under(Step::Name(name), |walker| {
                if operator.tests_an_answer() {
                    test(walker, operator);
                } else if OPERATORS.contains(&operator.name) {
                    self.fact_or_group(walker, operator, home);
                } else if name == "indicator" {
                    self.indicator(walker, value, home);
                }
            });
        }
    }

    fn fact_or_group(
        &mut self,
        walker: &mut Walker<'a>,
        Operator { name, value }: Operator<'a>,
        home: Home<'a>,
    ) -> Option<Condition> {
        match name {
            "side" => walker.choice(value, &Side::ALL, Side::name).map(Condition::Side),
            "company" => walker
                .choice(value, &Kind::ALL, Kind::name)
                .map(Condition::Company),
            "sizeAtLeast" => walker
                .choice(value, &Size::ALL, Size::name)
                .map(Condition::SizeAtLeast),
            "all" => self.parts(walker, value, home).map(Condition::All),
            "any" => self.parts(walker, value, home).map(Condition::Any),
            _ => self
                .walk(walker, value, home)
                .map(|part| Condition::Not(Box::new(part))),
        }
    }

    fn parts(&mut self, walker: &mut Walker<'a>, json: &'a Json, home: Home<'a>) -> Option<Vec<Condition>> {
        walker.list(json, |walker, part| self.walk(walker, part, home))
    }

    /// Reads `indicator` and `of`.
    fn source(&self, walker: &mut Walker<'a>, json: &'a Json, home: Home<'a>) -> Option<Source> {
        let mut fields = walker.object(json)?;
        let indicator = fields.required(walker, "indicator", |walker, json| {
            self.indicator(walker, json, home)
        });
        let of = match home {
            Home::Check => fields.optional(walker, "of", |walker, json| {
                walker.choice(json, &Side::ALL, Side::name)
            }),
            Home::Indicator(_) => {
                fields.forbidden(walker, "of", "stands only in checks");
                None
            }
        };
        Some(Source {
            indicator: indicator?,
            of,
        })
    }

    fn indicator(&self, walker: &mut Walker<'a>, json: &'a Json, home: Home<'a>) -> Option<IndicatorId> {
        if matches!(home, Home::Indicator(own) if json.as_str() == Some(own)) {
            walker.refuse(json, "an indicator cannot ask about itself");
            return None;
        }
        self.known_indicator(walker, json)
    }

    /// The id of an indicator that the pack has.
    pub fn known_indicator(&self, walker: &mut Walker<'a>, json: &'a Json) -> Option<IndicatorId> {
        let id = id(walker, json)?;
        if !self.indicators.contains_key(id.as_str()) {
            walker.refuse(json, format!("there is no indicator \"{id}\""));
            walker.instead_one_of(&id, self.indicators.keys().copied());
            return None;
        }
        Some(IndicatorId(id))
    }
}

/// The ids of all indicators that a condition speaks of, however wrong the rest of it may be.
pub(super) fn spoken_of(json: &Json) -> Vec<&str> {
    let mut ids = Vec::new();
    for Member { name, value } in json.members() {
        match name.as_str() {
            "indicator" => ids.extend(value.as_str()),
            "all" | "any" => ids.extend(value.items().iter().flat_map(spoken_of)),
            "not" => ids.append(&mut spoken_of(value)),
            _ => {}
        }
    }
    ids
}

/// The one member of a condition that says what is tested.
#[derive(Debug, Clone, Copy)]
struct Operator<'a> {
    name: &'a str,
    value: &'a Json,
}

impl Operator<'_> {
    fn tests_an_answer(self) -> bool {
        matches!(self.name, "atLeast" | "atMost" | "state")
    }
}

fn test(walker: &mut Walker<'_>, Operator { name, value }: Operator<'_>) -> Option<Test> {
    match name {
        "atLeast" => level(walker, value).map(Test::AtLeast),
        "atMost" => level(walker, value).map(Test::AtMost),
        _ => walker
            .choice(value, &StateName::ALL, StateName::name)
            .map(Test::State),
    }
}

/// A level, `0..=4`.
pub(in crate::domain) fn level(walker: &mut Walker<'_>, json: &Json) -> Option<Level> {
    let number = walker.whole(json, 0..=4)?;
    Level::new(u8::try_from(number).ok()?)
}

fn operator<'a>(walker: &mut Walker<'a>, json: &'a Json) -> Option<Operator<'a>> {
    walker.object(json)?;
    let mut operators = Vec::new();
    let mut understood = true;
    for Member { name, value } in json.members() {
        if OPERATORS.contains(&name.as_str()) {
            operators.push(Operator { name, value });
        } else if name != "indicator" && name != "of" {
            understood = false;
            walker.under(Step::Name(name), |walker| {
                walker.refuse(
                    value,
                    ["unknown operator, known are ", &OPERATORS.join(", ")].concat(),
                );
                walker.instead_one_of(name, OPERATORS);
            });
        }
    }
    match operators[..] {
        [operator] if understood => {
            let beside = json.members().iter().find(|member| member.name != operator.name);
            if let (false, Some(Member { name, value })) = (operator.tests_an_answer(), beside) {
                walker.under(Step::Name(name), |walker| {
                    walker.refuse(value, "stands only beside atLeast, atMost or state");
                });
                return None;
            }
            return Some(operator);
        }
        [] if understood => walker.refuse(json, ["no operator, known are ", &OPERATORS.join(", ")].concat()),
        [_, _, ..] => {
            let names: Vec<&str> = operators.iter().map(|operator| operator.name).collect();
            walker.refuse(
                json,
                ["several operators in one condition: ", &names.join(", ")].concat(),
            );
        }
        _ => {}
    }
    None
}
