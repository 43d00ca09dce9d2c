//! The published JSON Schemas: valid themselves, true of every document of ours, and of one mind with the program about
//! every document that is a little wrong.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::duplicate_mod,
    reason = "small packs and other documents are changed by the same file"
)]

#[path = "../support/dice.rs"]
mod dice;
#[path = "../support/documents.rs"]
mod documents;
#[path = "../support/exchanged.rs"]
mod exchanged;
mod mutations;
#[path = "../support/nodes.rs"]
mod nodes;
mod published;
mod rules;
#[path = "../support/schemas.rs"]
mod schemas;
#[path = "../support/small_pack.rs"]
mod small_pack;
mod verdicts;
