//! All partners in pictures.
