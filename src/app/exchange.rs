//! What two companies send each other: packed into a file or a link, and taken out of one again.

pub mod opening;
pub mod packing;
pub mod receiving;
pub mod signer;
