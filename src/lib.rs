//! A browser widget that shows how ready a company is for DevOps-style collaboration in the channel.
//!
//! # Code map
//!
//! | folder | what lives there | what it may use |
//! | --- | --- | --- |
//! | [`domain`] | pack, assessment, scoring, insight, exchange formats: pure data and functions | std, serde, small pure crates |
//! | `platform` | the browser's own services behind small functions: clock, ids, files, `Intl`, encryption, locks | web-sys, js-sys, gloo |
//! | [`storage`] | the store port, the versioned envelope and its migrations, the lock, memory and browser store | domain, platform |
//! | [`ui`] | components and screens: values in, callbacks out; the typed message catalogue | domain, leptos, platform's `Intl` |
//! | `app` | the shell: state, persistence, screens wired to domain and storage | all but embed |
//! | `embed` | what the host page sees: configuration, events, mount; the only exports | app, domain |
//!
//! The arrows are checked by `tests/architecture.rs`. One way round: event → domain → signals → view, and → store.
//! `domain` knows no clock, no randomness, no web: days, ids and languages come in as arguments.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod domain;
pub mod storage;
pub mod ui;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod embed;
#[cfg(target_arch = "wasm32")]
pub mod platform;
