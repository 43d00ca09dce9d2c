//! The pack that all rivals ask: the whole of it, its first part, and a plan for answering it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::browser::Result;

/// # Errors
/// A file that cannot be read or is not JSON.
pub fn read(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(serde_json::from_str(&text)?)
}

/// What asking and scoring need of a pack; the same cut as the widget's first part.
pub fn first_part(pack: &Value) -> Value {
    let mut first = pack.clone();
    remove(&mut first, &["limits", "checks"]);
    for indicator in indicators_mut(&mut first) {
        remove(indicator, &["why", "evidence", "observes"]);
        for side in indicator["sides"]
            .as_object_mut()
            .into_iter()
            .flat_map(|sides| sides.values_mut())
        {
            remove(side, &["steps"]);
        }
    }
    first
}

/// One answer of the timed run.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    pub level: u8,
    /// Whether it moves the overall score, so that there is something to wait for.
    pub timed: bool,
}

/// Levels for the questions of the full length, so chosen that each answer in a headline dimension moves the score.
pub fn plan(pack: &Value) -> Vec<Planned> {
    const LEVELS: [u8; 6] = [3, 1, 4, 0, 4, 1];
    dimensions(pack)
        .flat_map(|dimension| {
            let timed = dimension["headline"] != false;
            let full = list(&dimension["indicators"]).filter(|indicator| {
                indicator["lengths"]
                    .as_array()
                    .is_some_and(|lengths| lengths.contains(&json!("full")))
            });
            full.zip(LEVELS.into_iter().cycle())
                .map(move |(_, level)| Planned { level, timed })
        })
        .collect()
}

/// The pack with so many questions: those of each dimension again and again, with ids of their own.
pub fn widened(pack: &Value, questions: usize) -> Value {
    let mut wide = pack.clone();
    let own: Vec<Vec<Value>> = dimensions(pack)
        .map(|dimension| list(&dimension["indicators"]).cloned().collect())
        .collect();
    let mut count = indicators(pack).count();
    let mut round = 2;
    while count < questions {
        for (dimension, own) in dimensions_mut(&mut wide).zip(&own) {
            for indicator in own {
                if count == questions {
                    break;
                }
                let mut again = indicator.clone();
                let id = again["id"].as_str().unwrap_or_default();
                again["id"] = json!(format!("{id}-{round}"));
                if let Some(all) = dimension["indicators"].as_array_mut() {
                    all.push(again);
                }
                count += 1;
            }
        }
        round += 1;
    }
    wide
}

pub fn dimensions(pack: &Value) -> impl Iterator<Item = &Value> {
    list(&pack["dimensions"])
}

pub fn indicators(pack: &Value) -> impl Iterator<Item = &Value> {
    dimensions(pack).flat_map(|dimension| list(&dimension["indicators"]))
}

pub fn dimensions_mut(pack: &mut Value) -> impl Iterator<Item = &mut Value> {
    list_mut(&mut pack["dimensions"])
}

pub fn indicators_mut(pack: &mut Value) -> impl Iterator<Item = &mut Value> {
    dimensions_mut(pack).flat_map(|dimension| list_mut(&mut dimension["indicators"]))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn list_mut(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value.as_array_mut().into_iter().flatten()
}

fn remove(value: &mut Value, names: &[&str]) {
    if let Some(object) = value.as_object_mut() {
        object.retain(|name, _| !names.contains(&name.as_str()));
    }
}
