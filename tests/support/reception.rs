//! Records of two companies, what is sent of them, and what becomes of it where it comes in.
#![allow(dead_code, reason = "each suite uses some of it")]

use std::collections::BTreeMap;

use channel_readiness::domain::assessment::{Assessment, AssessmentId};
use channel_readiness::domain::company::CompanyId;
use channel_readiness::domain::exchange::{
    Delivery, Evidence, Known, Reception, ReceptionError, View, read_view, receive, write_response,
    write_view,
};
use channel_readiness::domain::json::{Json, compact, parse};
use channel_readiness::domain::level::Level;
use channel_readiness::domain::own::{Filed, OwnNote};
use channel_readiness::domain::pack::IndicatorId;
use channel_readiness::domain::replica::{DeviceId, Replica, Stamp};
use channel_readiness::domain::time::Moment;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::documents::{pack, vendor};

pub const OURS: &str = "0190f5f0-7b1c-7000-8000-000000000001";
pub const THEIRS: &str = "0190f5f0-7b1c-7000-8000-000000000002";
/// 2026-11-22T10:40:00Z.
pub const BEGAN: u64 = 1_795_344_000_000;
pub const HOUR: u64 = 3_600_000;
/// The last millisecond of the year 9999.
pub const LAST: u64 = 253_402_300_799_999;

pub fn id(text: &str) -> AssessmentId {
    AssessmentId(Uuid::parse_str(text).unwrap())
}

pub fn moment(milliseconds: u64) -> Moment {
    Moment::from_milliseconds(i64::try_from(milliseconds).unwrap()).unwrap()
}

pub fn stamp(hours: u64, device: u64) -> Stamp {
    Stamp::new(BEGAN + hours * HOUR, 0, DeviceId(device)).unwrap()
}

pub fn json_of(document: &Value) -> Json {
    parse(&document.to_string()).unwrap()
}

/// A record of these answers, each level given after so many hours by this device.
pub fn record(of: &str, device: u64, levels: &[(&str, u8, u64)]) -> Replica {
    let mut document = vendor();
    document["id"] = json!(of);
    document["answers"] = json!({});
    let mut record = Replica::new(&json_of(&document));
    for (indicator, level, hours) in levels {
        document["answers"][indicator] = json!({"state": "level", "level": level, "day": "2026-11-22", "note": format!("n{hours}"), "link": ""});
        record.change(&json_of(&document), stamp(*hours, device));
    }
    record
}

/// What is sent of a record after so many hours.
pub fn sent(record: &Replica, hours: u64) -> View {
    let view = View::of(record, Evidence::Included, None, moment(BEGAN + hours * HOUR)).unwrap();
    // As it comes in: written, and read.
    let pack = pack();
    read_view(&compact(&write_view(&view)), &[&pack]).unwrap()
}

pub fn delivery() -> Delivery {
    Delivery {
        at: moment(BEGAN + 1000 * HOUR),
        fingerprint: None,
        file: Some("view.crx".to_owned()),
    }
}

pub fn signed(fingerprint: &str) -> Delivery {
    Delivery {
        fingerprint: Some(fingerprint.to_owned()),
        ..delivery()
    }
}

/// Everything that is here.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Records(pub BTreeMap<AssessmentId, Replica>);

impl Records {
    pub fn with(id: AssessmentId, record: Replica) -> Self {
        Self(BTreeMap::from([(id, record)]))
    }

    pub fn look(&self, id: AssessmentId) -> Known {
        self.0
            .get(&id)
            .map_or(Known::Nothing, |record| Known::Record(record.clone()))
    }

    pub fn receive(&mut self, view: &View, delivery: &Delivery) -> Result<Reception, ReceptionError> {
        let reception = receive(view, delivery, |id| self.look(id))?;
        match &reception {
            Reception::New(record) | Reception::OwnChanged(record) | Reception::Newer { record, .. } => {
                // As the ledger does it: what is kept is merged with what is here.
                let here = self.0.get(&record.id).cloned().unwrap_or_default();
                self.0.insert(record.id, here.merge(&record.replica));
            }
            Reception::NothingNew(_) | Reception::Own(_) => {}
        }
        Ok(reception)
    }

    pub fn assessment(&self, id: AssessmentId) -> Assessment {
        Assessment::from_json(&self.0[&id].document().unwrap()).unwrap()
    }

    pub fn level(&self, id: AssessmentId, indicator: &str) -> Option<u8> {
        let level = self.assessment(id).level(&IndicatorId(indicator.to_owned()));
        level.map(Level::number)
    }
}

pub fn file_it(records: &mut Records, of: AssessmentId, stamp: Stamp) {
    let mut kept = records.assessment(of);
    let filed = Filed {
        company: CompanyId(Uuid::from_u128(5)),
        at: delivery().at,
        extra: Vec::new(),
    };
    filed.put(&mut kept);
    let document = write_response(&kept);
    records.0.get_mut(&of).unwrap().change(&document, stamp);
}
