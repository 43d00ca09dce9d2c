//! All partners together: each a row of figures, which can be found, put in order and chosen.
//!
//! A [`Portfolio`] holds the rows. A [`Renewal`] brings it up to date with the library, step by step: what each partner's
//! own record tells, and which figures may be other now; those are worked out by [`Portfolio::work_out`], again in steps.
//! Nothing here holds on to the library between two steps. Whoever changes the library begins a new renewal.
//!
//! | module | what lives there |
//! | --- | --- |
//! | `against` | readiness against another figure |
//! | `bins` | many points of a picture as few squares |
//! | `column` | what a row shows, and by what rows are put in order |
//! | `filter` | which rows are shown |
//! | `row` | a partner in figures |
//! | `window` | which rows of the list are drawn, and where keys lead |
//! | `pool` | which row of the page shows which row of the list |
//! | `facts` | what its own record tells |
//! | `figures` | what the assessments of the relationship tell |
//! | `rows` | the portfolio |
//! | `renewal` | bringing it up to date |
//! | `groups` | which assessments belong to whom |
//! | `mix` | whether something is other than before |
//! | `ranks` | putting very many in order |
//! | `tag_lists` | who has the same tags as others |
//! | `shown` | which rows a filter shows, in which order |
//! | `choices` | how many rows each choice of a filter brings |
//! | `chosen` | the partners that were chosen |
//! | `saved` | filters, orders and columns under a name |
//! | `survey` | what all views together tell: weak indicators, who is due, drift |
//! | `among` | one partner among the rest |
//! | `table` | partners in figures as a table for spreadsheets |

mod against;
mod among;
mod bins;
mod choices;
mod chosen;
mod column;
mod drift;
mod facts;
mod figures;
mod filter;
mod groups;
mod mix;
mod pool;
mod ranks;
mod renewal;
mod row;
mod rows;
mod saved;
mod saved_document;
mod shown;
mod survey;
mod table;
mod tag_lists;
mod weakest;
mod window;

pub use against::{AGAINST, Against, Part, against};
pub use among::{Among, among};
pub use bins::{Bin, bins};
pub use choices::{Choices, Tag};
pub use chosen::Chosen;
pub use column::{Column, Order};
pub use drift::{QUARTERS, Quarter, quarter_ends};
pub use filter::Filter;
pub use pool::{Seat, seated, strays};
pub use renewal::Renewal;
pub use row::{Facts, Readiness, Relationship, Row, Whose};
pub use rows::{Place, Portfolio};
pub use saved::{KeptView, LONGEST_VIEW_NAME, MOST_VIEWS, SavedView, SavedViews, Unknown, ViewError};
pub use shown::Sifted;
pub use survey::{Due, Findings, Survey};
pub use table::{Full, ReportCell, ReportTable, ReportTerm};
pub use weakest::{FEW_ANSWERS, Weakest};
pub use window::{Cell, Choice, Extent, Line, Step, Stretch, Window};
