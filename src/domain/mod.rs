//! What the project knows of packs, assessments and scores. Pure: no clock, no randomness, no input or output, no web.

pub mod answers;
pub mod assessment;
pub mod cadence;
pub mod calendar;
pub mod company;
pub mod exchange;
pub mod insight;
pub mod json;
pub mod level;
pub mod library;
pub mod mark;
pub mod ordered;
pub mod pack;
pub mod packed;
pub mod plan;
pub mod problem;
pub mod relationship;
pub mod replica;
pub mod scoring;
pub mod side;
pub mod slices;
pub mod text;
pub mod time;
pub mod touchpoint;
