//! Dumb pieces: values in, callbacks out.

pub mod bin;
pub mod confirm;
pub mod deleting;
pub mod dumbbell;
pub mod earlier;
pub mod evidence;
pub mod field;
pub mod file_button;
pub mod focus;
pub mod fold;
pub mod importing;
pub mod ladder;
pub mod level_chip;
pub mod notice;
pub mod number_field;
pub mod passphrase;
pub mod problems;
pub mod question_row;
pub mod radar;
pub mod range;
pub mod save_problem;
pub mod saved;
pub mod score_panel;
pub mod standing;
pub mod steps;
pub mod why;
