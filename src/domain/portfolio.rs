//! All partners together: each a row of figures, which can be found, put in order and chosen.
//!
//! | module | what lives there |
//! | --- | --- |
//! | `bins` | many points of a picture as few squares |
//! | `column` | what a row shows, and by what rows are put in order |
//! | `filter` | which rows are shown |
//! | `row` | a partner in figures |
//! | `window` | which rows of the list are drawn, and where keys lead |

mod bins;
mod column;
mod filter;
mod row;
mod window;

pub use bins::{Bin, bins};
pub use column::{Column, Order};
pub use filter::Filter;
pub use row::{Facts, Readiness, Relationship, Row, Whose};
pub use window::{Cell, Choice, Extent, Line, Step, Stretch, Window};
