//! The browser's own services behind small functions. They take and give plain values and know nothing of packs,
//! assessments or scores.

pub mod address;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod compression;
pub mod crypto;
mod deadline;
pub mod files;
pub mod identity;
pub mod internationalization;
pub mod locks;
pub mod marks;
pub mod network;
mod objects;
pub mod persistence;
pub mod printing;
pub mod savefile;
pub mod signing;
pub mod slots;
pub mod surroundings;
pub mod traces;
pub mod turns;
pub mod visibility;

pub use objects::Exception;
