//! What two companies send each other: packed into a file or a link, and taken out of one again.

pub mod packing;
pub mod signer;
