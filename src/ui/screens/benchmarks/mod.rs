//! Figures of others: the page where they are looked at and kept, and results beside them.
//!
//! | module | what lives there |
//! | --- | --- |
//! | `about` | what figures are, and where they come from |
//! | `beside` | a result beside them |
//! | `page` | bringing them in, and those that are kept |

pub mod about;
pub mod beside;
pub mod page;

use crate::ui::locale::{Locale, locale};
use crate::ui::text::{self, BenchmarksText};

fn words() -> (Locale, &'static BenchmarksText) {
    let locale = locale();
    (locale, text::benchmarks(locale.speech))
}
