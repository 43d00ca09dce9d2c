//! The long suite of the faulty store as a program: natively, see `native.rs`. In a browser `page.rs` plays it.

#[cfg(not(target_arch = "wasm32"))]
#[path = "../support/fault_rows.rs"]
mod fault_rows;
#[cfg(not(target_arch = "wasm32"))]
#[path = "../support/faulty_store.rs"]
mod faulty_store;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
#[path = "../support/two_tabs.rs"]
#[allow(dead_code, reason = "shared with the tests of the ledger")]
mod two_tabs;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::play()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
