//! Every sample, as JSON for other programs.

use serde_json::{Value, json};

use super::Measured;
use crate::keeping::Kept;
use crate::many::Scoring;
use crate::measuring::{Answered, Sample};
use crate::partners::Done;
use crate::server::Exchange;

pub fn document(measured: &Measured, slowdown: f64) -> String {
    let all = |samples: &[Sample]| samples.iter().map(sample_document).collect::<Vec<_>>();
    let scoring = |scoring: &Scoring| {
        let (name, whole) = (scoring.rival.name(), scoring.whole);
        json!({ "rival": name, "milliseconds": scoring.milliseconds, "whole": whole })
    };
    let kept = |kept: &Kept| json!({ "rival": kept.rival.name(), "what": kept.what.name(), "milliseconds": kept.milliseconds });
    let listed = |done: &Done| {
        let (rival, act) = (done.rival.name(), done.act.name());
        json!({ "rival": rival, "partners": done.partners, "act": act, "changed": done.changed,
            "painted": done.painted, "rows": done.rows })
    };
    let document = json!({
        "slowdown": slowdown, "samples": all(&measured.samples), "wide": all(&measured.wide),
        "many": measured.many.iter().map(scoring).collect::<Vec<_>>(),
        "partners": measured.partners.iter().map(listed).collect::<Vec<_>>(),
        "kept": measured.kept.iter().map(kept).collect::<Vec<_>>(),
        "firstViews": measured.first_views
    });
    format!("{document:#}\n")
}

fn sample_document(sample: &Sample) -> Value {
    let file = |exchange: &Exchange| {
        json!({ "path": exchange.path, "status": exchange.status, "head": exchange.head_bytes,
            "body": exchange.body_bytes })
    };
    let answer = |answer: &Answered| json!({ "score": answer.score, "painted": answer.painted, "frames": answer.frames });
    json!({
        "rival": sample.rival.name(),
        "startScreen": sample.start.start_screen, "question": sample.start.question, "total": sample.start.total,
        "files": sample.exchanges.iter().map(file).collect::<Vec<_>>(),
        "answers": sample.answers.iter().map(answer).collect::<Vec<_>>()
    })
}
