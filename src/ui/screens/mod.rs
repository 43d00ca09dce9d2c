//! One module for each screen. Screens get values and signals, and dispatch what people do.

pub mod assessments;
pub mod benchmarks;
pub mod beside;
pub mod data;
pub mod go_on;
pub mod joint;
pub mod lock;
pub mod more;
pub mod opened;
pub mod overview;
pub mod packs;
pub mod partner;
pub mod partners;
pub mod plan;
pub mod portfolio;
pub mod question;
pub mod result;
pub mod sending;
pub mod start;
