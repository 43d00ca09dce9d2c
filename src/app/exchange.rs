//! What two companies send each other: made, packed into a file or a link, and taken out of one again.

mod documents;
mod making;
mod many;
pub mod opening;
pub mod packing;
pub mod receiving;
pub mod sender;
pub mod sending;
pub mod signer;

pub use documents::{brings_pack, is_asked, is_built_in, sent_invite};
